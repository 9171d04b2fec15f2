//! The merge, by keys alone and by finger; a kept draft that meets a changed bill; two cashiers.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup};
use serde_json::json;

use crate::till;

/// Adana Kebap, İskender, three Sıkma Portakal Suyu; ₺500 paid.
const TABLE: Bill<'static> = Bill::Table("masa-3");
const JUICE: &str = "Sıkma Portakal Suyu";

/// A colleague makes it nine juices at the panel.
async fn nine_juices(desk: &Desk) -> Outcome {
    let account = desk.sim().account(TABLE).await?;
    let lines = account["lines"].as_array().into_iter().flatten();
    let mut ids = lines.filter(|line| line["title"] == JUICE);
    let line = ids
        .next()
        .map(|line| line["id"].clone())
        .unwrap_or_default();
    let edit = json!({ "account": "table:masa-3", "op": "quantity", "line": line, "quantity": 9 });
    desk.sim().staff(edit).await?;
    Ok(())
}

async fn juices(desk: &Desk) -> Outcome<Vec<String>> {
    let mut lines = till::lines(&desk.sim().account(TABLE).await?);
    lines.retain(|line| line.contains(JUICE));
    Ok(lines)
}

#[tokio::test]
async fn a_clash_is_settled_by_keys_alone() {
    Desk::run("merge_keys", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        // The quantity box of the line is reached by tabbing; plus steps.
        let field = desk.line(JUICE).await?.inside("qty").await?;
        field.press("+").await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        nine_juices(desk).await?;
        desk.keys(Key::Control + "s").await?;
        desk.part("merge").await?;
        desk.keys(Key::Control + "s").await?;
        let view = desk.part("merge-view").await?;
        adisyon_e2e::wait::until("the questions to have the focus", async || {
            Ok(view.has_focus().await?.then_some(()))
        })
        .await?;
        desk.keys("1").await?;
        desk.css("[data-testid=\"take-mine\"][aria-pressed=\"true\"]")
            .await?;
        desk.keys(Key::Enter + "").await?;
        till::saved(desk).await?;
        assert_eq!(juices(desk).await?, ["4 Sıkma Portakal Suyu"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_clash_is_settled_with_one_tap_for_each_question() {
    let phone = Setup {
        window: (390, 780),
        ..Setup::default()
    };
    Desk::run("merge_touch", phone, async |desk| {
        till::open(desk, TABLE).await?;
        desk.whole_window().await?;
        let count = "window.taps = 0; addEventListener('touchstart', () => window.taps += 1)";
        desk.web().execute(count, Vec::new()).await?;
        let place = till::line_place(&desk.sim().account(TABLE).await?, JUICE);
        desk.tap(&format!("{place} [data-testid=\"qty-inc\"]"))
            .await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        nine_juices(desk).await?;
        desk.tap("[data-testid=\"save\"]:not([aria-disabled])")
            .await?;
        desk.part("merge").await?;
        desk.tap("[data-testid=\"merge\"]").await?;
        desk.part("merge-view").await?;
        for answer in ["take-mine", "take-theirs", "take-both"] {
            let (width, height) = desk.part(answer).await?.size().await?;
            assert!(
                width >= 44.0 && height >= 44.0,
                "{answer}: {width} x {height}"
            );
        }
        desk.no_barriers().await?;
        desk.tap("[data-testid=\"take-both\"]").await?;
        desk.tap("[data-testid=\"merge-confirm\"]:not([aria-disabled])")
            .await?;
        till::saved(desk).await?;
        let mut kept = juices(desk).await?;
        kept.sort();
        assert_eq!(kept, ["4 Sıkma Portakal Suyu", "9 Sıkma Portakal Suyu"]);
        let taps = desk.web().execute("return window.taps", Vec::new()).await?;
        assert!(
            taps.json().as_u64() >= Some(5),
            "a finger did it: {:?}",
            taps.json()
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_draft_brought_back_onto_a_changed_bill_asks_only_about_what_both_touched() {
    Desk::run("kept_merge", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, JUICE).await?;
        till::more(desk, "İskender").await?;
        desk.becomes("changes", |text| text.contains("2 değişiklik"))
            .await?;
        nine_juices(desk).await?;
        till::open(desk, TABLE).await?;
        desk.reads("Kaydedilmemiş 2 değişiklik var").await?;
        desk.no_barriers().await?;
        desk.click("kept-take").await?;
        desk.part("merge-view").await?;
        assert_eq!(desk.count("conflict").await?, 1);
        desk.click("take-theirs").await?;
        desk.click("merge-confirm").await?;
        desk.gone("merge-view").await?;
        assert!(
            till::writes(desk).await?.is_empty(),
            "brought back, not sent"
        );
        till::save_all(desk).await?;
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines[1..], ["2 İskender", "9 Sıkma Portakal Suyu"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_cashiers_who_each_take_a_payment_end_with_both() {
    Desk::run("two_cashiers", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("100").await?;
        desk.click("pay-done").await?;
        desk.sim()
            .staff(json!({ "account": "table:masa-3", "op": "pay", "method": "7c-card", "amount": 60 }))
            .await?;
        till::save(desk).await?;
        desk.click("merge").await?;
        till::saved(desk).await?;
        let mut paid = till::payments(&desk.sim().account(TABLE).await?);
        paid.sort();
        assert_eq!(paid, ["Kredi Kartı 60", "Nakit 100", "Nakit 500"]);
        Ok(())
    })
    .await;
}
