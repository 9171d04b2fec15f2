//! At the counter: barcodes with real keys, cash with its change, a bill paid in parts, discounts within their limit.

use std::time::Duration;

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup};

use crate::{catalogue, corners, till};

/// ₺2.469,50, of which ₺850,50 are paid.
const TABLE: Bill<'static> = Bill::Table("masa-12");
/// ₺1.510,00, of which ₺500,00 are paid in cash.
const PAID: Bill<'static> = Bill::Table("masa-3");
/// Barcodes of two products without options in the simulator's menu.
const ONE: &str = "8690001003700";
const OTHER: &str = "8690001003848";

/// What a scanner sends, to whatever has the focus.
async fn scan(desk: &Desk, code: &str) -> Outcome {
    desk.scan(&format!("{code}\n")).await
}

/// A person's pause: what this test is about is the time between keys.
async fn pause() {
    tokio::time::sleep(Duration::from_millis(200)).await;
}

async fn value(desk: &Desk, selector: &str) -> Outcome<String> {
    desk.css(selector).await?.value().await
}

#[tokio::test]
async fn scan_two_scan_two_with_the_focus_in_a_field_gives_two_of_each() {
    Desk::run_alone("scan", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        let search = desk.part("catalogue-search").await?;
        search.click().await?;
        for code in [ONE, OTHER] {
            scan(desk, code).await?;
            desk.part("toast").await?;
            pause().await;
            desk.keys("2").await?;
            pause().await;
        }
        assert_eq!(search.value().await?, "", "no digit landed");
        till::save_all(desk).await?;
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines.len(), 8, "{lines:?}");
        assert!(
            lines[6..].iter().all(|line| line.starts_with("2 ")),
            "{lines:?}"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_hand_as_fast_as_the_scanner_still_gives_two_of_each() {
    Desk::run_alone("scan_fast", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        let search = desk.part("catalogue-search").await?;
        search.click().await?;
        let strokes = format!("{ONE}\n2{OTHER}\n2");
        desk.scan(&strokes).await?;
        desk.becomes("bill-total", |text| text == "₺2.969,50")
            .await?;
        assert_eq!(search.value().await?, "", "no digit landed");
        let counts = "return [...document.querySelectorAll('[data-testid=line] [data-testid=qty]')].slice(6).map(one => one.value)";
        let counts = desk.web().execute(counts, Vec::new()).await?;
        assert_eq!(counts.json(), &serde_json::json!(["2", "2"]));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_scan_while_something_is_typed_leaves_it_alone_and_an_unknown_one_is_named() {
    Desk::run_alone("scan_typed", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("12,5").await?;
        pause().await;
        scan(desk, ONE).await?;
        desk.reads("eklendi").await?;
        assert_eq!(value(desk, "#pay-amount").await?, "12,5");
        pause().await;
        scan(desk, "8699999999999").await?;
        desk.reads("8699999999999 barkodu menüde yok").await?;
        desk.at_width(360).await?;
        let seen = "const toast = document.querySelector('dialog[open] [data-testid=toast]').getBoundingClientRect();
            return !!document.elementFromPoint(toast.x + toast.width / 2, toast.y + toast.height / 2).closest('[data-testid=toast]')";
        let seen = desk.web().execute(seen, Vec::new()).await?;
        assert_eq!(seen.json(), &serde_json::json!(true), "said above the dialog, not behind it");
        desk.resize(1280, 900).await?;
        assert_eq!(value(desk, "#pay-amount").await?, "12,5");
        assert_eq!(desk.count("line").await?, 7, "one line more");
        assert_eq!(
            till::writes(desk).await?,
            Vec::<String>::new(),
            "Enter pressed nothing"
        );
        // What a person types arrives, digits too.
        pause().await;
        desk.css("#pay-amount").await?.write("1250").await?;
        desk.becomes("pay-done", |text| text.contains("1.250,00"))
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_barcode_of_two_products_is_asked_and_an_arrow_and_enter_add_exactly_one() {
    Desk::run_alone("scan_twins", Setup::default(), async |desk| {
        corners::twins(desk).await?;
        till::open(desk, TABLE).await?;
        desk.part("catalogue-search").await?.click().await?;
        scan(desk, corners::SHARED).await?;
        // The scan's own Enter chose nothing, and the first choice waits for the keys.
        desk.css("[data-testid=scan-choice]:focus").await?;
        pause().await;
        assert_eq!(desk.count("scan-choice").await?, 2);
        assert_eq!(desk.count("line").await?, 6, "nothing was guessed");
        desk.keys(Key::Down + "").await?;
        desk.css("li:last-child > [data-testid=scan-choice]:focus")
            .await?;
        desk.keys(Key::Enter + "").await?;
        desk.gone("scan-choice").await?;
        desk.becomes("bill-total", |text| text == "₺2.504,50")
            .await?;
        // The digit after a scan is how many, after this one too.
        pause().await;
        desk.keys("2").await?;
        desk.becomes("bill-total", |text| text == "₺2.539,50")
            .await?;
        assert_eq!(value(desk, "[data-testid=catalogue-search]").await?, "");
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account)[6..], ["2 Doğal Su 1,5 L"]);
        assert_eq!(till::products(&account)[6..], ["su-15"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn cash_gives_change_and_only_what_is_due_is_written() {
    Desk::run("cash", Setup::default(), async |desk| {
        till::open(desk, PAID).await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("1.100,00").await?;
        desk.becomes("change-sum", |text| text == "₺90,00").await?;
        desk.click("pay-done").await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(PAID).await?;
        assert_eq!(till::payments(&account), ["Nakit 500", "Nakit 1010"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_bill_in_three_parts_is_paid_by_three_methods_over_two_saves() {
    Desk::run("split", Setup::default(), async |desk| {
        till::open(desk, PAID).await?;
        desk.click("split").await?;
        desk.css("#split [data-testid=qty-inc]")
            .await?
            .click()
            .await?;
        // 1010 in three.
        desk.becomes("share-amount", |text| text == "336,67")
            .await?;
        pay_part(desk, 0, "Kredi Kartı").await?;
        till::save_all(desk).await?;
        // The parts are still there, and the paid one is told.
        desk.reads("Ödendi").await?;
        assert_eq!(desk.count("share").await?, 3);
        pay_part(desk, 0, "Nakit").await?;
        pay_part(desk, 0, "Yemek Çeki").await?;
        desk.becomes("bill-remaining", |text| text == "₺0,00")
            .await?;
        till::save_all(desk).await?;
        desk.gone("split-panel").await?;
        let account = desk.sim().account(PAID).await?;
        assert_eq!(
            till::payments(&account),
            [
                "Nakit 500",
                "Kredi Kartı 336.67",
                "Nakit 336.67",
                "Yemek Çeki 336.66"
            ]
        );
        Ok(())
    })
    .await;
}

/// Pays the n-th part that is open.
async fn pay_part(desk: &Desk, nth: usize, method: &str) -> Outcome {
    desk.nth("share-pay", nth).await?.click().await?;
    desk.choice(method).await?.click().await?;
    desk.click("pay-done").await?;
    desk.gone("pay-done").await
}

#[tokio::test]
async fn staff_may_give_what_is_configured_and_a_manager_more() {
    let setup = |role| Setup {
        role,
        backend: vec![("ADISYON_STAFF_DISCOUNT_PERCENT", "10".to_owned())],
        ..Setup::default()
    };
    Desk::run("discount_staff", setup("staff"), async |desk| {
        till::open(desk, PAID).await?;
        discount(desk, "15").await?;
        till::problem_at(desk, "[data-testid=\"payment\"]", "discount_over_limit").await?;
        Ok(())
    })
    .await;
    Desk::run("discount_manager", setup("manager"), async |desk| {
        till::open(desk, PAID).await?;
        discount(desk, "15").await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(PAID).await?;
        assert_eq!(till::payments(&account), ["Nakit 500", "Gecikme 226.5"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_manager_sets_the_staff_s_limit_and_staff_are_told_that_they_cannot() {
    Desk::run("limit", Setup::default(), async |desk| {
        catalogue::at(desk, "settings").await?;
        desk.css("#staff-limit").await?.write("10").await?;
        desk.click("limit-save").await?;
        desk.part("toast").await?;
        desk.no_barriers().await?;
        let staff = [("role", "staff"), ("user", "u-murat")];
        desk.open_with(PAID, &staff).await?;
        till::shown(desk).await?;
        discount(desk, "15").await?;
        till::problem_at(desk, "[data-testid=\"payment\"]", "discount_over_limit").await?;
        let page = [("page", "/catalogue?view=settings"), ("menu", "closed")];
        let page = [staff, page].concat();
        desk.open_with(Bill::Board, &page).await?;
        desk.part("failure").await?;
        assert_eq!(desk.count("limit-save").await?, 0);
        Ok(())
    })
    .await;
}

/// A percentage of the bill with its reason.
async fn discount(desk: &Desk, percent: &str) -> Outcome {
    desk.click("pay-discount").await?;
    desk.css("#pay-title").await?.write("Gecikme").await?;
    desk.button("Yüzde").await?.click().await?;
    desk.css("#pay-amount").await?.write(percent).await?;
    desk.click("pay-done").await
}
