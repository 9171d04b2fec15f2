//! Whatever happens on the road, a save ends in exactly one of: saved, partly saved, not saved.

use adisyon_e2e::{Bill, Desk, Outcome, Setup};
use serde_json::json;

use crate::till;

/// ₺1.510,00, of which ₺500,00 are paid in cash.
const TABLE: Bill<'static> = Bill::Table("masa-3");

/// How the page may say an outcome; only one of them may stand there.
const OUTCOMES: [(&str, &str); 4] = [
    ("saved", "Kaydedildi,"),
    (
        "payments only",
        "Ödemeler kaydedildi, kalemler kaydedilmedi",
    ),
    ("lines only", "Kalemler kaydedildi, ödemeler kaydedilmedi"),
    ("not saved", "Kasaya hiçbir şey yazılmadı"),
];

async fn ends_as(desk: &Desk, wanted: &str) -> Outcome {
    let words = OUTCOMES.iter().find(|(name, _)| *name == wanted);
    let (_, words) = words.unwrap_or(&OUTCOMES[0]);
    desk.reads(words).await?;
    let page = desk.css("body").await?.text().await?;
    let said: Vec<_> = OUTCOMES
        .iter()
        .filter(|(_, words)| page.contains(words))
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    desk.no_barriers().await
}

/// One more juice and everything paid: lines go first.
async fn more_and_all_paid(desk: &Desk) -> Outcome {
    till::open(desk, TABLE).await?;
    till::more(desk, "Sıkma Portakal Suyu").await?;
    desk.click("pay-rest").await
}

/// Two lines off and the payment lowered: payments go first.
async fn less_and_less_paid(desk: &Desk) -> Outcome {
    till::open(desk, TABLE).await?;
    till::remove(desk, "Adana Kebap").await?;
    till::remove(desk, "İskender").await?;
    desk.click("payment-open").await?;
    desk.css("#pay-amount").await?.write("300").await?;
    desk.click("pay-done").await
}

#[tokio::test]
async fn lines_written_and_payments_lost_is_said_and_the_payments_are_saved_on() {
    Desk::run("partly_lines", Setup::default(), async |desk| {
        more_and_all_paid(desk).await?;
        desk.sim()
            .fault(json!({ "kind": "drop", "path": "update-payments", "times": 2 }))
            .await?;
        till::save(desk).await?;
        ends_as(desk, "lines only").await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu");
        assert_eq!(till::payments(&account), ["Nakit 500"]);
        desk.click("save-rest").await?;
        till::saved(desk).await?;
        assert_eq!(
            till::writes(desk).await?,
            ["update-orders", "update-payments"]
        );
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::payments(&account), ["Nakit 500", "Nakit 1120"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn payments_written_and_lines_lost_is_said_and_the_lines_are_saved_on() {
    Desk::run("partly_payments", Setup::default(), async |desk| {
        less_and_less_paid(desk).await?;
        desk.sim()
            .fault(json!({ "kind": "drop", "path": "update-orders", "times": 2 }))
            .await?;
        till::save(desk).await?;
        ends_as(desk, "payments only").await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account).len(), 3);
        assert_eq!(till::payments(&account), ["Nakit 300"]);
        desk.click("save-rest").await?;
        till::saved(desk).await?;
        assert_eq!(
            till::writes(desk).await?,
            ["update-payments", "update-orders"]
        );
        assert_eq!(
            till::lines(&desk.sim().account(TABLE).await?),
            ["3 Sıkma Portakal Suyu"]
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nothing_written_is_said_as_nothing_written() {
    Desk::run("outcome_none", Setup::default(), async |desk| {
        more_and_all_paid(desk).await?;
        desk.sim()
            .fault(json!({ "kind": "drop", "path": "update-orders", "times": 2 }))
            .await?;
        till::save(desk).await?;
        ends_as(desk, "not saved").await?;
        assert_eq!(till::writes(desk).await?, Vec::<String>::new());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn both_answers_lost_is_said_as_saved() {
    Desk::run("outcome_both_lost", Setup::default(), async |desk| {
        more_and_all_paid(desk).await?;
        desk.sim().arm("lost", "update-orders").await?;
        desk.sim().arm("lost", "update-payments").await?;
        till::save(desk).await?;
        till::saved(desk).await?;
        ends_as(desk, "saved").await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu");
        assert_eq!(till::payments(&account), ["Nakit 500", "Nakit 1120"]);
        Ok(())
    })
    .await;
}
