//! When lines and payments change together, the legal order is found whichever way the total goes.

use adisyon_e2e::{Bill, Desk, Setup};

use crate::till;

/// ₺1.510,00, of which ₺500,00 are paid in cash.
const TABLE: Bill<'static> = Bill::Table("masa-3");

#[tokio::test]
async fn payments_go_first_when_the_total_falls_below_what_is_paid() {
    Desk::run("total_falls", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::remove(desk, "Adana Kebap").await?;
        till::remove(desk, "İskender").await?;
        desk.becomes("bill-total", |text| text == "₺330,00").await?;
        desk.click("payment-open").await?;
        desk.css("#pay-amount").await?.write("300").await?;
        desk.click("pay-done").await?;
        desk.becomes("bill-remaining", |text| text == "₺30,00")
            .await?;
        till::save_all(desk).await?;
        assert_eq!(
            till::writes(desk).await?,
            ["update-payments", "update-orders"]
        );
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account), ["3 Sıkma Portakal Suyu"]);
        assert_eq!(till::payments(&account), ["Nakit 300"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn lines_go_first_when_the_total_rises_and_everything_is_paid() {
    Desk::run("total_rises", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Adana Kebap").await?;
        desk.click("pay-rest").await?;
        desk.becomes("bill-remaining", |text| text == "₺0,00")
            .await?;
        till::save_all(desk).await?;
        assert_eq!(
            till::writes(desk).await?,
            ["update-orders", "update-payments"]
        );
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(
            till::lines(&account)[0],
            "3 Adana Kebap [1 porsiyon, Bulgur pilavı]"
        );
        assert_eq!(till::payments(&account), ["Nakit 500", "Nakit 1390"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn more_paid_than_the_total_is_said_at_the_totals_and_never_written() {
    Desk::run("paid_over_total", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::remove(desk, "Adana Kebap").await?;
        till::remove(desk, "İskender").await?;
        till::problem_at(desk, "#totals", "paid_over_total").await?;
        assert!(
            desk.css("#totals [data-testid=\"problem\"]")
                .await?
                .text()
                .await?
                .contains("₺170,00")
        );
        desk.click("save").await?;
        let summary = desk.part("summary").await?;
        assert!(summary.has_focus().await?, "the focus goes to the summary");
        assert_eq!(till::writes(desk).await?, Vec::<String>::new());
        // The link leads to the place, the way out is offered there.
        summary.css("a").await?.click().await?;
        assert!(desk.css("#totals").await?.has_focus().await?);
        desk.click("mend").await?;
        desk.gone("summary").await?;
        till::save_all(desk).await?;
        assert_eq!(
            till::payments(&desk.sim().account(TABLE).await?),
            ["Nakit 330"]
        );
        Ok(())
    })
    .await;
}
