//! The question before a bill is closed: what it still owes, what lies unsaved, and the two answers.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};

use crate::seen::{in_every_language, seen};
use crate::till;

/// Opens a bill in the panel, presses the panel's own "close", and enters the page that asks.
async fn closing(desk: &Desk, bill: Bill<'_>) -> Outcome {
    desk.open_with(bill, &[("tools", "open"), ("menu", "closed")])
        .await?;
    ask(desk).await
}

async fn ask(desk: &Desk) -> Outcome {
    desk.leave().await?;
    desk.click("sim-gate").await?;
    desk.part("sim-gate-cancel").await?;
    desk.enter().await?;
    desk.part("gate").await?;
    Ok(())
}

async fn is_open(desk: &Desk, bill: Bill<'_>) -> Outcome<bool> {
    Ok(!desk.sim().account(bill).await?.is_null())
}

/// The panel framed an ordinary page again: its bar of the question is gone.
async fn over(desk: &Desk) -> Outcome {
    desk.leave().await?;
    desk.gone("sim-gate-cancel").await
}

#[tokio::test]
async fn a_paid_bill_is_closed_with_one_touch() {
    let bill = Bill::Table("masa-6");
    Desk::run("gate_paid", Setup::default(), async |desk| {
        closing(desk, bill).await?;
        desk.becomes("bill-remaining", |text| text == "₺0,00")
            .await?;
        desk.no_barriers().await?;
        desk.click("gate-allow").await?;
        over(desk).await?;
        wait::until("the bill to be closed", async || {
            Ok((!is_open(desk, bill).await?).then_some(()))
        })
        .await?;
        assert!(
            desk.backend_log().contains("\"route\":\"/action\""),
            "the panel asked the backend"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_open_balance_is_settled_on_the_way_and_then_closed() {
    let bill = Bill::Table("masa-3");
    Desk::run("gate_settled", Setup::default(), async |desk| {
        closing(desk, bill).await?;
        desk.becomes("gate-settle", |text| text.contains("Ödeme al"))
            .await?;
        assert_eq!(desk.count("gate-allow").await?, 0);
        desk.click("gate-settle").await?;
        // The payment's dialog is open at once, and the way back leads to the question.
        desk.css("dialog[open]").await?;
        desk.click("pay-done").await?;
        till::save_all(desk).await?;
        desk.click("back").await?;
        desk.click("gate-allow").await?;
        over(desk).await?;
        wait::until("the bill to be closed", async || {
            Ok((!is_open(desk, bill).await?).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn not_now_leaves_the_bill_open() {
    let bill = Bill::Table("masa-6");
    Desk::run("gate_not_now", Setup::default(), async |desk| {
        closing(desk, bill).await?;
        desk.click("gate-deny").await?;
        over(desk).await?;
        assert!(is_open(desk, bill).await?);
        assert!(!desk.backend_log().contains("\"route\":\"/action\""));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn changes_that_were_not_saved_are_named_before_they_are_lost() {
    let bill = Bill::Table("masa-6");
    Desk::run("gate_unsaved", Setup::default(), async |desk| {
        till::open(desk, bill).await?;
        let account = desk.sim().account(bill).await?;
        let title = account["lines"][0]["title"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        till::more(desk, &title).await?;
        let kept =
            "return Object.keys(localStorage).some(name => name.startsWith('adisyon:draft:'))";
        wait::until("the draft to be kept", async || {
            let kept = desk.web().execute(kept, Vec::new()).await?;
            Ok((kept.json() == &serde_json::json!(true)).then_some(()))
        })
        .await?;
        closing(desk, bill).await?;
        desk.reads("1 değişiklik kaydedilmedi").await?;
        desk.becomes("gate-allow", |text| text.contains("Kaydetmeden"))
            .await?;
        desk.becomes("gate-settle", |text| text.contains("Adisyonu aç"))
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_cashier_reads_the_reason_in_the_panel_s_language() {
    let bill = Bill::Table("masa-6");
    let setup = Setup {
        locale: "de",
        ..Setup::default()
    };
    Desk::run("gate_denied", setup, async |desk| {
        closing(desk, bill).await?;
        desk.part("gate-allow").await?;
        // A colleague adds something between the look and the touch.
        desk.sim()
            .staff(
                serde_json::json!({ "account": "table:masa-6", "op": "add", "product": "lm-0001" }),
            )
            .await?;
        desk.click("gate-allow").await?;
        desk.leave().await?;
        let said = desk.css("#ask-detail").await?;
        wait::until("the reason to be shown", async || {
            Ok(said
                .text()
                .await?
                .starts_with("Nicht geschlossen")
                .then_some(()))
        })
        .await?;
        assert!(is_open(desk, bill).await?);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_bill_that_cannot_be_read_may_still_be_closed() {
    let bill = Bill::Table("masa-6");
    Desk::run("gate_unread", Setup::default(), async |desk| {
        desk.open_with(bill, &[("tools", "open"), ("menu", "closed")])
            .await?;
        till::shown(desk).await?;
        desk.sim()
            .fault(serde_json::json!({ "path": "tables/get", "status": 500, "times": 30 }))
            .await?;
        ask(desk).await?;
        desk.part("failure").await?;
        desk.no_barriers().await?;
        desk.click("gate-allow").await?;
        over(desk).await?;
        wait::until("the bill to be closed", async || {
            Ok((!is_open(desk, bill).await?).then_some(()))
        })
        .await
    })
    .await;
}

/// Opened by hand the page asks nothing, and says so instead of doing nothing.
#[tokio::test]
async fn a_gate_s_page_without_a_question_says_so() {
    Desk::run("gate_unasked", Setup::default(), async |desk| {
        desk.open_with(Bill::Table("masa-6"), &[("page", "/gate/table")])
            .await?;
        desk.click("gate-allow").await?;
        desk.reads("Panel şu anda kapatma sormuyor").await
    })
    .await;
}

async fn every_face(desk: &mut Desk) -> Outcome {
    for (bill, name) in [("masa-6", "gate-paid"), ("masa-3", "gate-open")] {
        desk.open_with(
            Bill::Table(bill),
            &[("page", "/gate/table"), ("menu", "closed")],
        )
        .await?;
        desk.part("bill-remaining").await?;
        seen(desk, name).await?;
    }
    Ok(())
}

in_every_language!(
    /// The question before closing, of a paid bill and of one that still owes.
    the_gate, super::every_face
);
