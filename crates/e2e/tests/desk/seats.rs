//! Free tables open from the board, and the board finds what a waiter means.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup};
use serde_json::json;

use crate::seen::{in_every_language, seen};
use crate::till;

const FREE: Bill<'static> = Bill::Table("masa-2");

async fn board(desk: &Desk) -> Outcome {
    desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
    desk.part("seat").await?;
    Ok(())
}

/// The free table's tile is touched.
async fn touch_free(desk: &Desk) -> Outcome {
    desk.button("Masa 2").await?.click().await
}

async fn writes_to(desk: &Desk, path: &str) -> Outcome<usize> {
    let all = desk.sim().writes().await?;
    let to = |entry: &&serde_json::Value| entry["path"].to_string().contains(path);
    Ok(all.iter().filter(to).count())
}

#[tokio::test]
async fn guests_sit_down_at_a_free_table_and_its_bill_opens() {
    Desk::run("seat", Setup::default(), async |desk| {
        board(desk).await?;
        touch_free(desk).await?;
        desk.css("dialog[open] .chip:nth-child(5)")
            .await?
            .click()
            .await?;
        desk.click("seat-open").await?;
        till::shown(desk).await?;
        assert!(desk.css("h1").await?.text().await?.contains("Masa 2"));
        assert_eq!(desk.sim().account(FREE).await?["guests"], 5);
        till::pick(desk, "Çiğ Köfte").await?;
        till::save_all(desk).await?;
        desk.click("back").await?;
        desk.css("a.seat[href*='masa-2&'], a.seat[href$='masa-2']")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_table_opens_once_though_the_answer_is_lost_and_the_button_is_pressed_twice() {
    Desk::run("seat_lost", Setup::default(), async |desk| {
        board(desk).await?;
        desk.sim().arm("lost", "tables/create").await?;
        touch_free(desk).await?;
        desk.part("seat-open").await?;
        let twice =
            "for (let i = 0; i < 2; i++) document.querySelector('[data-testid=seat-open]').click()";
        desk.web().execute(twice, Vec::new()).await?;
        till::shown(desk).await?;
        let state = desk.sim().state().await?;
        let accounts = state["accounts"].as_array().into_iter().flatten();
        assert_eq!(accounts.filter(|one| one["id"] == "masa-2").count(), 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_table_that_a_colleague_opened_meanwhile_leads_to_its_bill() {
    Desk::run("seat_open_already", Setup::default(), async |desk| {
        board(desk).await?;
        touch_free(desk).await?;
        let now = json!({ "accounts": [desk.sim().account(Bill::Table("masa-1")).await?] });
        let mut account = now["accounts"][0].clone();
        account["id"] = json!("masa-2");
        account["tableName"] = json!("Masa 2");
        account["uuid"] = json!("11111111-2222-3333-4444-555555555555");
        desk.sim().load(json!({ "accounts": [account] })).await?;
        desk.click("seat-open").await?;
        desk.becomes("toast", |text| text.contains("Masa zaten açıktı"))
            .await?;
        till::shown(desk).await?;
        assert_eq!(till::writes(desk).await?, [""; 0]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_refuses_a_table_is_said_in_its_dialog() {
    Desk::run("seat_refused", Setup::older(), async |desk| {
        board(desk).await?;
        touch_free(desk).await?;
        desk.click("seat-open").await?;
        desk.css("dialog[open] [data-testid=problem]").await?;
        desk.no_barriers().await?;
        assert_eq!(writes_to(desk, "tables/create").await?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_the_right_to_write_a_free_table_is_no_button() {
    let setup = Setup {
        scopes: Some(vec!["orders:read".to_owned(), "products:read".to_owned()]),
        ..Setup::default()
    };
    Desk::run("seat_no_right", setup, async |desk| {
        board(desk).await?;
        desk.reads("yalnız okunuyor").await?;
        let buttons =
            "return document.querySelectorAll('button.seat, [data-testid=new-packet]').length";
        let count = desk.web().execute(buttons, Vec::new()).await?;
        assert_eq!(count.json(), &json!(0));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn one_two_enter_opens_masa_12() {
    Desk::run("jump", Setup::default(), async |desk| {
        board(desk).await?;
        // The frame has the keyboard, and no field of it.
        desk.css("h1").await?.click().await?;
        desk.keys("12").await?;
        desk.keys(Key::Enter).await?;
        till::shown(desk).await?;
        assert!(desk.css("h1").await?.text().await?.contains("Masa 12"));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_the_board_knows_stands_there_while_the_bill_is_read() {
    Desk::run("glimpse", Setup::default(), async |desk| {
        board(desk).await?;
        desk.sim()
            .fault(json!({ "kind": "delay", "path": "tables/get", "delayMs": 2500 }))
            .await?;
        desk.button("Masa 12").await?.click().await?;
        let known = desk.part("glimpse").await?.text().await?;
        assert!(
            known.contains("₺2.469,50") && known.contains("₺1.619,00"),
            "{known}"
        );
        assert!(desk.css("h1").await?.text().await?.contains("Masa 12"));
        till::shown(desk).await?;
        desk.click("back").await?;
        // Nothing is waited for on the way back.
        desk.part("seat").await?;
        Ok(())
    })
    .await;
}

async fn dialog_seen(desk: &mut Desk) -> Outcome {
    board(desk).await?;
    touch_free(desk).await?;
    desk.part("seat-open").await?;
    seen(desk, "seat").await
}

in_every_language!(
    /// How many sit down at a table.
    opening_a_table, super::dialog_seen
);
