//! Lines are changed, and the platform then holds exactly that and everything else as it was.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup};
use serde_json::json;

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");

/// The busy table as it is seeded.
const BUSY: [&str; 6] = [
    "4 Mercimek Çorbası [Acı sos, Limonsuz]",
    "2 Adana Kebap [1,5 porsiyon, Bulgur pilavı, Acılı ezme] “Biri az acılı, lavaş ayrı gelsin”",
    "1 Izgara Köfte -24.5",
    "2 Lahmacun [Acılı, Bol limon]",
    "2 Sıkma Portakal Suyu",
    "4 Türk Kahvesi [Orta, Lokum]",
];

/// The busy table with some lines changed, removed (empty) or added at the end.
fn busy_but(changes: &[(usize, &str)]) -> Vec<String> {
    let mut lines: Vec<String> = BUSY.iter().map(|line| (*line).to_owned()).collect();
    for (at, line) in changes {
        match lines.get_mut(*at) {
            Some(old) => *old = (*line).to_owned(),
            None => lines.push((*line).to_owned()),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

async fn holds(desk: &Desk, wanted: &[String]) -> Outcome {
    let account = desk.sim().account(TABLE).await?;
    assert_eq!(till::lines(&account), wanted);
    assert_eq!(till::payments(&account), ["Kredi Kartı 600", "Nakit 250.5"]);
    let total = till::lira(&account["total"]);
    desk.becomes("bill-total", |text| text == total).await?;
    Ok(())
}

#[tokio::test]
async fn a_changed_quantity_is_saved_and_nothing_else_changes() {
    Desk::run("quantity", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        till::less(desk, "Türk Kahvesi").await?;
        desk.becomes("bill-total", |text| text == "₺2.519,50")
            .await?;
        till::save_all(desk).await?;
        assert_eq!(till::writes(desk).await?, ["update-orders"]);
        let changes = [
            (3, "3 Lahmacun [Acılı, Bol limon]"),
            (5, "3 Türk Kahvesi [Orta, Lokum]"),
        ];
        holds(desk, &busy_but(&changes)).await?;
        // The saved lines are as good a base as the first ones.
        desk.line("Mercimek")
            .await?
            .inside("qty")
            .await?
            .write("6")
            .await?;
        desk.line("Mercimek")
            .await?
            .inside("qty")
            .await?
            .press(Key::Enter)
            .await?;
        till::save_all(desk).await?;
        let soup = (0, "6 Mercimek Çorbası [Acı sos, Limonsuz]");
        holds(desk, &busy_but(&[soup, changes[0], changes[1]])).await
    })
    .await;
}

#[tokio::test]
async fn an_older_platform_saves_lines_and_keeps_its_payments() {
    Desk::run("quantity_older", Setup::older(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        // Where the platform can only void and reopen lines, that is asked first.
        till::save_agreeing(desk).await?;
        holds(desk, &busy_but(&[(3, "3 Lahmacun [Acılı, Bol limon]")])).await
    })
    .await;
}

#[tokio::test]
async fn weighed_lines_take_decimals_with_a_comma() {
    Desk::run("decimals", Setup::default(), async |desk| {
        let table = Bill::Table("bah%C3%A7e4");
        till::open(desk, table).await?;
        let field = desk.line("Kabak Çekirdeği").await?.inside("qty").await?;
        assert_eq!(field.value().await?, "0,25");
        field.write("0,375").await?;
        field.press(Key::Enter).await?;
        till::save_all(desk).await?;
        let lines = till::lines(&desk.sim().account(table).await?);
        assert_eq!(lines[1], "0.375 Kabak Çekirdeği (kg)");
        assert_eq!(lines.len(), 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_product_with_options_is_found_with_plain_letters_and_added() {
    Desk::run("add", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::pick(desk, "LAHMACUN").await?;
        let done = desk.part("option-done").await?;
        assert_eq!(
            done.attribute("aria-disabled").await?.as_deref(),
            Some("true"),
            "Acı is missing"
        );
        desk.css("dialog label.choice:nth-of-type(1)")
            .await?
            .click()
            .await?;
        desk.css("dialog textarea")
            .await?
            .write("ince olsun")
            .await?;
        done.click().await?;
        till::pick(desk, "cig kofte").await?;
        desk.line("Çiğ Köfte").await?;
        till::save_all(desk).await?;
        let added = [(6, "1 Lahmacun [Acısız] “ince olsun”"), (7, "1 Çiğ Köfte")];
        holds(desk, &busy_but(&added)).await
    })
    .await;
}

#[tokio::test]
async fn a_removed_line_can_come_back_until_it_is_saved() {
    Desk::run("remove", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::remove(desk, "Türk Kahvesi").await?;
        desk.line("Türk Kahvesi")
            .await?
            .inside("restore")
            .await?
            .click()
            .await?;
        desk.becomes("bill-total", |text| text == "₺2.469,50")
            .await?;
        till::less(desk, "Izgara Köfte").await?;
        desk.line("Izgara Köfte").await?.inside("restore").await?;
        desk.becomes("bill-total", |text| text == "₺2.249,00")
            .await?;
        till::save_all(desk).await?;
        holds(desk, &busy_but(&[(2, "")])).await?;
        assert_eq!(desk.count("line").await?, 5);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn note_discount_and_options_of_a_line_are_saved_together() {
    Desk::run("details", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::details(desk, "Lahmacun").await?;
        desk.css("#line-note").await?.write("kenarı çıtır").await?;
        desk.css("#line-discount").await?.write("12,50").await?;
        desk.css("#line-reason").await?.choose("Gecikme").await?;
        desk.css("dialog fieldset:nth-of-type(1) label.choice:nth-of-type(1)")
            .await?
            .click()
            .await?;
        desk.click("line-apply").await?;
        desk.becomes("bill-total", |text| text == "₺2.457,00")
            .await?;
        till::save_all(desk).await?;
        let line = (3, "2 Lahmacun [Acısız, Bol limon] -12.5 “kenarı çıtır”");
        holds(desk, &busy_but(&[line])).await
    })
    .await;
}

#[tokio::test]
async fn undo_and_redo_walk_through_the_changes() {
    Desk::run("undo", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        till::remove(desk, "Sıkma Portakal Suyu").await?;
        desk.becomes("bill-total", |text| text == "₺2.369,50")
            .await?;
        desk.click("undo").await?;
        desk.becomes("bill-total", |text| text == "₺2.589,50")
            .await?;
        desk.click("undo").await?;
        desk.becomes("bill-total", |text| text == "₺2.469,50")
            .await?;
        desk.click("redo").await?;
        desk.becomes("bill-total", |text| text == "₺2.589,50")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_save_pressed_before_the_menu_is_here_is_done_when_it_comes() {
    Desk::run("early_save", Setup::default(), async |desk| {
        desk.sim()
            .fault(json!({ "kind": "delay", "delayMs": 2500, "path": "products/list" }))
            .await?;
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        desk.click("save").await?;
        till::saved(desk).await?;
        holds(desk, &busy_but(&[(3, "3 Lahmacun [Acılı, Bol limon]")])).await
    })
    .await;
}
