//! What people see and how they reach it: no barriers, every width, the keyboard alone.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Scheme, Setup};
use serde_json::json;

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");
/// Phone, tablet, till.
const WIDTHS: [u32; 3] = [360, 768, 1280];

/// A setup whose system prefers this scheme.
pub fn in_scheme(scheme: Scheme) -> Setup {
    Setup {
        scheme,
        ..Setup::default()
    }
}

/// A picture at each width, and no barrier at any.
pub async fn seen(desk: &Desk, name: &str) -> Outcome {
    for width in WIDTHS {
        desk.picture(name, width).await?;
        desk.no_barriers().await?;
        no_sideways(desk, name, width).await?;
    }
    desk.resize(1280, 900).await
}

/// Nothing is wider than the window: neither the page nor an open dialog scrolls sideways.
async fn no_sideways(desk: &Desk, name: &str, width: u32) -> Outcome {
    let script = "return [document.scrollingElement, ...document.querySelectorAll('dialog[open], dialog[open] > *')]
        .filter(part => part.scrollWidth > part.clientWidth + 1)
        .map(part => part.className || part.tagName)";
    let wide = desk.web().execute(script, Vec::new()).await?;
    assert_eq!(
        wide.json(),
        &json!([]),
        "{name} scrolls sideways at {width}"
    );
    Ok(())
}

async fn every_screen(desk: &mut Desk) -> Outcome {
    desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
    desk.part("seat").await?;
    seen(desk, "board").await?;

    desk.open_with(TABLE, &[("menu", "closed")]).await?;
    till::shown(desk).await?;
    seen(desk, "bill").await?;
    desk.part("catalogue-search").await?.write("kö").await?;
    desk.part("catalogue-item").await?;
    seen(desk, "search").await?;
    desk.part("catalogue-search")
        .await?
        .press(Key::Escape)
        .await?;

    till::more(desk, "Lahmacun").await?;
    till::remove(desk, "Türk Kahvesi").await?;
    seen(desk, "bill-changed").await?;
    till::details(desk, "Adana Kebap").await?;
    seen(desk, "line").await?;
    desk.keys(Key::Escape).await?;
    desk.click("pay").await?;
    desk.css("#pay-amount").await?.write("4.000,00").await?;
    desk.part("change").await?;
    seen(desk, "pay").await?;
    desk.keys(Key::Escape).await?;
    desk.gone("pay-done").await?;
    desk.click("pay-discount").await?;
    desk.button("Yüzde").await?.click().await?;
    seen(desk, "discount").await?;
    desk.keys(Key::Escape).await?;
    desk.gone("pay-done").await?;
    desk.keys("?").await?;
    desk.part("keys").await?;
    seen(desk, "keys").await?;
    desk.keys(Key::Escape).await?;
    desk.gone("keys").await?;
    desk.click("split").await?;
    for (way, name) in [
        ("Eşit", "split-equal"),
        ("Kaleme göre", "split-lines"),
        ("Kişiye göre", "split-people"),
        ("Tutara göre", "split-sums"),
    ] {
        desk.button(way).await?.click().await?;
        seen(desk, name).await?;
    }
    desk.click("split-undo").await?;

    desk.open_with(Bill::Table("masa-8"), &[("menu", "closed")])
        .await?;
    till::shown(desk).await?;
    till::more(desk, "Ayran").await?;
    desk.part("problem").await?;
    desk.click("save").await?;
    desk.part("summary").await?;
    seen(desk, "bill-problems").await?;
    desk.click("pick-product").await?;
    seen(desk, "picker").await
}

#[tokio::test]
async fn every_screen_is_without_barriers_in_the_light() {
    Desk::run("looks_light", in_scheme(Scheme::Light), every_screen).await;
}

#[tokio::test]
async fn every_screen_is_without_barriers_in_the_dark() {
    Desk::run("looks_dark", in_scheme(Scheme::Dark), every_screen).await;
}

/// Whoever drives the page from outside finds its handles at every width.
#[tokio::test]
async fn the_stable_hooks_are_there_at_every_width() {
    Desk::run("hooks", Setup::default(), async |desk| {
        for width in [340, 800, 1000, 1130, 1300] {
            desk.resize(width, 900).await?;
            desk.open_with(TABLE, &[("menu", "closed")]).await?;
            till::shown(desk).await?;
            for (hook, sum) in [("bill-total", "₺2.469,50"), ("bill-paid", "₺850,50"), ("bill-remaining", "₺1.619,00")] {
                assert_eq!(desk.text(hook).await?, sum, "{hook} at {width}");
                assert_eq!(desk.count(hook).await?, 1, "{hook} at {width}");
            }
            assert_eq!(desk.count("save").await?, 1, "at {width}");
            assert_eq!(desk.count("payment").await?, 2, "at {width}");
            for hook in ["line", "qty-inc", "qty-dec"] {
                assert_eq!(desk.count(hook).await?, 6, "{hook} at {width}");
            }
            let ids = "return [...document.querySelectorAll('[data-testid=line]')].every(line => line.dataset.lineId)";
            assert_eq!(desk.web().execute(ids, Vec::new()).await?.json(), &json!(true));
            let seen = "return [...document.querySelectorAll('[data-testid=catalogue-search]')]
                .filter(field => field.checkVisibility() && field.getClientRects().length > 0).length";
            assert_eq!(desk.web().execute(seen, Vec::new()).await?.json(), &json!(1), "at {width}");
            till::pick(desk, "Çiğ Köfte").await?;
            desk.becomes("bill-total", |text| text == "₺2.564,50").await?;
            desk.click("undo").await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_keyboard_alone_leads_from_the_board_to_a_saved_bill() {
    Desk::run("keyboard", Setup::default(), async |desk| {
        desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
        desk.part("seat").await?;
        tab_to(desk, "[data-testid=seat][href*='masa-12']").await?;
        desk.keys(Key::Enter).await?;
        till::shown(desk).await?;
        // A line by its keys.
        tab_to(
            desk,
            "[data-testid=line]:nth-of-type(4) [data-testid=line-open]",
        )
        .await?;
        desk.keys("+").await?;
        desk.becomes("bill-total", |text| text == "₺2.589,50")
            .await?;
        // A product by search, arrows and Enter, its option by arrows and space.
        desk.keys("/").await?;
        desk.keys("cig kof").await?;
        desk.part("catalogue-item").await?;
        desk.keys(Key::Down + Key::Enter).await?;
        desk.becomes("bill-total", |text| text == "₺2.684,50")
            .await?;
        desk.keys(Key::Control + "s").await?;
        till::saved(desk).await?;
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines[3], "3 Lahmacun [Acılı, Bol limon]");
        assert_eq!(lines[6], "1 Çiğ Köfte");
        Ok(())
    })
    .await;
}

/// The longest way that Tab may take.
const TABS: usize = 120;

/// Presses Tab until the part with this selector has the focus and can be seen.
async fn tab_to(desk: &Desk, selector: &str) -> Outcome {
    let there = format!(
        "const element = document.activeElement;
         if (!element || !element.matches(\"{selector}\")) return 'elsewhere';
         const box = element.getBoundingClientRect();
         const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
         return element.contains(top) || top && top.contains(element) ? 'seen' : 'covered';"
    );
    for _ in 0..TABS {
        desk.keys(Key::Tab).await?;
        let answer = desk.web().execute(there.clone(), Vec::new()).await?;
        match answer.json().as_str() {
            Some("seen") => return Ok(()),
            Some("covered") => panic!("{selector} has the focus but is covered"),
            _ => {}
        }
    }
    panic!("Tab never reaches {selector}")
}

/// What is told, asked and merged; in one scheme, since colours are the parts' own.
#[tokio::test]
async fn notices_questions_and_merges_fit_every_width() {
    Desk::run("looks_told", Setup::default(), async |desk| {
        desk.open(Bill::Packet("1791400300012")).await?;
        till::shown(desk).await?;
        seen(desk, "marketplace").await?;

        let table = Bill::Table("masa-13");
        desk.open(table).await?;
        till::shown(desk).await?;
        till::more(desk, "İskender").await?;
        desk.nth("candidate", 0).await?.click().await?;
        till::save(desk).await?;
        desk.part("question").await?;
        seen(desk, "question").await?;
        desk.keys(Key::Escape).await?;

        let bill = Bill::Table("masa-3");
        desk.open(bill).await?;
        till::shown(desk).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        let account = desk.sim().account(bill).await?;
        let juice = &account["lines"][2]["id"];
        let theirs =
            json!({ "account": "table:masa-3", "op": "quantity", "line": juice, "quantity": 9 });
        desk.sim().staff(theirs).await?;
        till::save(desk).await?;
        desk.click("merge").await?;
        desk.part("merge-view").await?;
        seen(desk, "merge").await?;

        desk.open(Bill::Table("no-such-table")).await?;
        desk.part("failure").await?;
        seen(desk, "not-open").await
    })
    .await;
}
