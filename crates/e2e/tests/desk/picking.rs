//! Which product a line is: marked, answered once, known to everybody of the restaurant from then on.

use adisyon_e2e::{Bill, Colleague, Desk, Outcome, Setup};

use crate::till;

/// Two Lahmacun and two Ayran, of which the menu has two at one price.
const TABLE: Bill<'static> = Bill::Table("masa-1");
/// Three Çiğ Köfte and three Ayran, at the same price, for another bill.
const OTHER: Bill<'static> = Bill::Table("masa-9");

/// A bill of which every line is certain.
const SOLD_AT: Bill<'static> = Bill::Table("masa-12");

/// What stands beside each product of the picker.
async fn hints(desk: &Desk) -> Outcome<Vec<String>> {
    let mut hints = Vec::new();
    for product in ["ay-0007", "ay-0008"] {
        let row = desk
            .css(&format!("dialog [data-product=\"{product}\"]"))
            .await?;
        hints.push(row.text().await?);
    }
    Ok(hints)
}

#[tokio::test]
async fn a_line_that_may_be_two_products_is_marked_and_the_picker_tells_them_apart() {
    Desk::run("picker", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        let line = desk.line("Ayran").await?;
        line.inside("doubt").await?;
        assert_eq!(desk.count("doubt").await?, 1, "certain lines are silent");
        assert_eq!(desk.count("problem").await?, 0);
        desk.no_barriers().await?;
        line.inside("pick-product").await?.click().await?;
        let hints = hints(desk).await?;
        assert_ne!(hints[0], hints[1], "nobody can choose between twins");
        desk.no_barriers().await?;
        till::pick_in_dialog(desk, "ay-0008").await?;
        desk.gone("doubt").await?;
        assert!(till::writes(desk).await?.is_empty());
        till::more(desk, "Lahmacun").await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::products(&account)[1], "ay-0008");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_picker_is_used_by_keys_alone() {
    Desk::run("picker_keys", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.line("Ayran")
            .await?
            .inside("pick-product")
            .await?
            .press(adisyon_e2e::Key::Enter)
            .await?;
        desk.css("dialog[open] input").await?;
        // The likely ones come first; the second of them.
        for key in [
            adisyon_e2e::Key::Down,
            adisyon_e2e::Key::Down,
            adisyon_e2e::Key::Enter,
        ] {
            desk.keys(key).await?;
        }
        desk.gone("doubt").await?;
        till::more(desk, "Lahmacun").await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::products(&account)[1], "ay-0008");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_answer_without_a_save_is_known_to_everybody_also_after_a_restart() {
    let setup = Setup {
        role: "staff",
        ..Setup::older()
    };
    Desk::run("answer_kept", setup, async |desk| {
        till::open(desk, TABLE).await?;
        till::identify(desk, "Ayran", "ay-0007").await?;
        desk.gone("doubt").await?;
        let log = || desk.backend_log();
        adisyon_e2e::wait::until("the answer to arrive", async || {
            Ok(log().contains("/answers").then_some(()))
        })
        .await?;
        desk.stop_backend().await?;
        desk.start_backend().await?;
        desk.open_with(TABLE, &[("user", "u-aysun")]).await?;
        till::shown(desk).await?;
        assert_eq!(desk.count("doubt").await?, 0);
        // A wrong answer is put right by whoever sees it.
        till::details(desk, "Ayran").await?;
        desk.click("line-identify").await?;
        desk.css("dialog [data-testid=\"catalogue-search\"]")
            .await?
            .write("ayran")
            .await?;
        till::pick_in_dialog(desk, "ay-0008").await?;
        till::more(desk, "Lahmacun").await?;
        till::save_agreeing(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::products(&account)[1], "ay-0008");
        // The same at the same price is the same on every bill.
        till::open(desk, OTHER).await?;
        till::more(desk, "Çiğ Köfte").await?;
        desk.becomes("changes", |text| text.contains("1 değişiklik"))
            .await?;
        let place = till::line_place(&desk.sim().account(OTHER).await?, "Ayran");
        let doubts = format!("{place} [data-testid=\"problem\"]");
        let doubts = desk.web().find_all(adisyon_e2e::By::Css(doubts)).await?;
        assert!(doubts.is_empty());
        Ok(())
    })
    .await;
}

/// The first product of the list, with nothing typed.
async fn first_of(colleague: &Colleague) -> Outcome<String> {
    colleague.part("catalogue-search").await?.click().await?;
    let row = "[data-testid=catalogue-item] .row-title";
    colleague.css(row).await?.text().await
}

#[tokio::test]
async fn what_one_waiter_sells_stands_first_for_another_on_a_device_that_knows_nothing() {
    Desk::run("sold_often", Setup::default(), async |desk| {
        let aysun = [("role", "staff"), ("user", "u-aysun")];
        let before = desk.colleague(SOLD_AT, &aysun).await?;
        let menu = first_of(&before).await?;
        before.goes().await?;
        desk.open_with(SOLD_AT, &[("role", "staff"), ("user", "u-murat")])
            .await?;
        till::shown(desk).await?;
        till::pick(desk, "çiğ köfte").await?;
        till::save_all(desk).await?;
        let after = desk.colleague(OTHER, &aysun).await?;
        let first = first_of(&after).await?;
        after.goes().await?;
        assert_eq!(first, "Çiğ Köfte");
        assert_ne!(menu, first, "it would have stood there anyway");
        Ok(())
    })
    .await;
}
