//! What people see and how they reach it: no barriers, every width, the keyboard alone.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Scheme, Setup};
use serde_json::json;

use crate::seen::{in_every_language, seen};
use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");
/// What a restaurant grants that only lets bills be read.
const READING: [&str; 4] = [
    "orders:read",
    "products:read",
    "categories:read",
    "payment_methods:read",
];

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
    desk.css("dialog .seg-btn:nth-child(2)")
        .await?
        .click()
        .await?;
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
        (1, "split-equal"),
        (2, "split-lines"),
        (3, "split-people"),
        (4, "split-sums"),
    ] {
        desk.css(&format!("#split .seg-btn:nth-child({way})"))
            .await?
            .click()
            .await?;
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

in_every_language!(
    /// The board, the bill with its dialogs, its ways to be divided, its problems.
    every_screen_of_a_bill, super::every_screen
);

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

/// What is told, asked and merged.
async fn told(desk: &mut Desk) -> Outcome {
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
    desk.part("changes").await?;
    desk.open(bill).await?;
    desk.part("kept-take").await?;
    seen(desk, "kept").await?;
    desk.click("kept-take").await?;
    let account = desk.sim().account(bill).await?;
    let juice = &account["lines"][2]["id"];
    let theirs =
        json!({ "account": "table:masa-3", "op": "quantity", "line": juice, "quantity": 9 });
    desk.sim().staff(theirs).await?;
    till::save(desk).await?;
    desk.part("merge").await?;
    seen(desk, "changed-elsewhere").await?;
    desk.click("merge").await?;
    desk.part("merge-view").await?;
    seen(desk, "merge").await?;

    desk.open(Bill::Table("no-such-table")).await?;
    desk.part("failure").await?;
    seen(desk, "not-open").await
}

in_every_language!(
    /// Notices, questions, a draft that is offered, a merge.
    what_is_told_and_asked, super::told
);

/// What came of a save that did not go as it should, and bills that may not be changed.
async fn refused(desk: &mut Desk) -> Outcome {
    let bill = Bill::Table("masa-3");
    desk.open(bill).await?;
    till::shown(desk).await?;
    till::more(desk, "Sıkma Portakal Suyu").await?;
    desk.stop_backend().await?;
    till::save(desk).await?;
    desk.part("look-now").await?;
    seen(desk, "outcome-unknown").await?;
    // Pressed before there is anyone to ask: afterwards the page may have asked by itself and the button be gone.
    desk.click("look-now").await?;
    desk.part("look-now").await?;
    desk.start_backend().await?;
    till::saved(desk).await?;
    seen(desk, "saved").await?;

    let limited = json!({ "path": "update-orders", "status": 429, "retryAfter": 50 });
    desk.sim().fault(limited).await?;
    till::more(desk, "Sıkma Portakal Suyu").await?;
    till::save(desk).await?;
    desk.part("save-wait").await?;
    seen(desk, "waiting").await?;

    desk.sim().set(json!({ "scopes": READING })).await?;
    desk.open(bill).await?;
    till::shown(desk).await?;
    seen(desk, "read-only").await?;

    desk.open_with(Bill::Table("masa-1"), &[("bridge", "off")])
        .await?;
    desk.part("host-silent").await?;
    seen(desk, "host-silent").await
}

in_every_language!(
    /// An outcome that is not known, a limit, a bill that is only read, a silent panel.
    what_did_not_go_well, super::refused
);

/// Without a word from the page the system's scheme is followed.
#[tokio::test]
async fn the_system_s_scheme_is_the_page_s() {
    for (scheme, is_dark) in [(Scheme::Light, false), (Scheme::Dark, true)] {
        let setup = Setup {
            scheme,
            ..Setup::default()
        };
        Desk::run(&format!("scheme_{}", scheme.word()), setup, async |desk| {
            till::open(desk, TABLE).await?;
            let bright = "const [red] = getComputedStyle(document.body.parentElement).backgroundColor.match(/\\d+/g);
                return Number(red) < 128";
            let bright = desk.web().execute(bright, Vec::new()).await?;
            assert_eq!(bright.json(), &json!(is_dark));
            Ok(())
        })
        .await;
    }
}
