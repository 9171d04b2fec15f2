//! Payments are added, changed and taken off; what the platform no longer knows is said at its row.

use adisyon_e2e::{Bill, Desk, Setup};
use serde_json::json;

use crate::till;

/// ₺1.510,00, of which ₺500,00 are paid in cash.
const TABLE: Bill<'static> = Bill::Table("masa-3");

#[tokio::test]
async fn payments_and_discounts_are_added_changed_and_taken_off() {
    Desk::run("payments", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.click("pay").await?;
        desk.choice("Yemek Çeki").await?.click().await?;
        desk.css("#pay-amount").await?.write("250,25").await?;
        desk.click("pay-done").await?;
        desk.click("pay-discount").await?;
        desk.css("#pay-title")
            .await?
            .write("Komşu indirimi")
            .await?;
        desk.css("#pay-amount").await?.write("50").await?;
        desk.click("pay-done").await?;
        desk.becomes("bill-remaining", |text| text == "₺709,75")
            .await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(
            till::payments(&account),
            ["Nakit 500", "Yemek Çeki 250.25", "Komşu indirimi 50"]
        );
        assert_eq!(account["payments"][2]["isDiscount"], true);
        assert_eq!(
            till::writes(desk).await?,
            ["update-payments"],
            "an untouched cart is not re-priced"
        );

        desk.nth("payment-open", 1).await?.click().await?;
        desk.click("pay-remove").await?;
        desk.nth("payment-open", 0).await?.click().await?;
        desk.css("#pay-amount").await?.write("400").await?;
        desk.click("pay-done").await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::payments(&account), ["Nakit 400", "Komşu indirimi 50"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_amount_that_reads_two_ways_is_asked() {
    Desk::run("ambiguous_amount", Setup::default(), async |desk| {
        till::open(desk, Bill::Table("masa-12")).await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("1.234").await?;
        let done = desk.part("pay-done").await?;
        assert_eq!(
            done.attribute("aria-disabled").await?.as_deref(),
            Some("true")
        );
        desk.nth("meaning", 0).await?.click().await?;
        done.click().await?;
        desk.becomes("bill-paid", |text| text == "₺2.084,50")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_method_deleted_since_is_said_at_its_row_and_replaced_there() {
    Desk::run("method_deleted", Setup::default(), async |desk| {
        // The row of the bill: its method is gone when the bill is opened.
        desk.sim()
            .set(json!({ "deleteMethod": "pm-nakit" }))
            .await?;
        till::open(desk, TABLE).await?;
        desk.click("pay-rest").await?;
        till::problem_at(
            desk,
            "[data-testid=\"payment\"]:nth-of-type(1)",
            "method_unknown",
        )
        .await?;
        desk.click("save").await?;
        desk.part("summary").await?;
        assert_eq!(till::writes(desk).await?, Vec::<String>::new());
        desk.button("Yerine Kredi Kartı").await?.click().await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(
            till::payments(&account),
            ["Kredi Kartı 500", "Kredi Kartı 1010"]
        );

        // A new row: its method goes between choosing and saving, and only the platform knows.
        till::open(desk, Bill::Table("teras-1")).await?;
        desk.click("pay").await?;
        desk.choice("Yemek Çeki").await?.click().await?;
        desk.css("#pay-amount").await?.write("100").await?;
        desk.click("pay-done").await?;
        desk.sim()
            .set(json!({ "deleteMethod": "pm-yemek" }))
            .await?;
        till::save(desk).await?;
        desk.css("[data-testid=\"payment\"] [data-code=\"method_unknown\"]")
            .await?;
        assert_eq!(
            desk.count("payment").await?,
            1,
            "what was typed is still there"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_any_method_the_payments_say_so() {
    Desk::run("no_methods", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.click("pay-rest").await?;
        desk.sim().set(json!({ "deleteMethods": true })).await?;
        till::save(desk).await?;
        till::problem_at(desk, "#payments", "no_methods").await?;
        desk.part("summary").await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::payments(&account), ["Nakit 500"]);
        assert_eq!(
            desk.count("payment").await?,
            2,
            "what was typed is still there"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn payments_that_an_older_platform_hides_are_never_overwritten() {
    Desk::run("payments_hidden", Setup::older(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.reads("Ödemelerin dökümü görünmüyor").await?;
        desk.becomes("bill-paid", |text| text == "₺500,00").await?;
        assert_eq!(desk.count("pay").await? + desk.count("pay-rest").await?, 0);
        assert!(desk.count("qty-inc").await? > 0, "lines stay editable");
        Ok(())
    })
    .await;
}
