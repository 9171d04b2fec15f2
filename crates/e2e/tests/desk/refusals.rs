//! What the platform refuses or loses is said at its place, in our words, and nothing typed is lost.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::{Value, json};

use crate::till;

/// ₺1.510,00: Adana Kebap, İskender, Sıkma Portakal Suyu.
const TABLE: Bill<'static> = Bill::Table("masa-3");
/// Its lines before any test touches them.
const LINES: [&str; 3] = [
    "2 Adana Kebap [1 porsiyon, Bulgur pilavı]",
    "1 İskender",
    "3 Sıkma Portakal Suyu",
];

/// Opens the table and asks for one more orange juice.
async fn one_more_juice(desk: &Desk) -> Outcome {
    till::open(desk, TABLE).await?;
    till::more(desk, "Sıkma Portakal Suyu").await
}

/// Nothing was written, and the draft still stands on the screen.
async fn nothing_lost(desk: &Desk) -> Outcome {
    assert_eq!(till::lines(&desk.sim().account(TABLE).await?), LINES);
    desk.becomes("bill-total", |text| text == "₺1.620,00")
        .await?;
    Ok(())
}

/// The juice was written once.
async fn written_once(desk: &Desk) -> Outcome {
    let account = desk.sim().account(TABLE).await?;
    assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu");
    assert_eq!(till::writes(desk).await?, ["update-orders"]);
    Ok(())
}

#[tokio::test]
async fn a_product_deleted_since_is_said_at_its_line() {
    Desk::run("product_deleted", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        desk.sim()
            .set(json!({ "deleteProduct": "is-0002" }))
            .await?;
        till::save(desk).await?;
        let place = till::line_place(&desk.sim().account(TABLE).await?, "İskender");
        till::problem_at(desk, &place, "product_gone").await?;
        nothing_lost(desk).await?;
        // Its way out stands at the line.
        desk.line("İskender")
            .await?
            .button("Kalemi çıkar")
            .await?
            .click()
            .await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account), [LINES[0], "4 Sıkma Portakal Suyu"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_option_taken_off_the_menu_is_said_at_its_line() {
    Desk::run("option_gone", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        let catalogue = desk.sim().catalogue().await?;
        let mut products = catalogue["products"].as_array().into_iter().flatten();
        let mut kebap = products
            .find(|product| product["id"] == "ad-0001")
            .cloned()
            .unwrap_or_default();
        let groups = kebap["options"].as_array_mut().into_iter().flatten();
        for group in groups {
            if let Some(choices) = choices_of(group) {
                choices.retain(|choice| choice["title"] != "Bulgur pilavı");
            }
        }
        desk.sim().load(json!({ "products": [kebap] })).await?;
        till::save(desk).await?;
        let place = till::line_place(&desk.sim().account(TABLE).await?, "Adana Kebap");
        till::problem_at(desk, &place, "option_gone").await?;
        nothing_lost(desk).await
    })
    .await;
}

fn choices_of(group: &mut Value) -> Option<&mut Vec<Value>> {
    let fields = group.as_object_mut()?;
    fields.values_mut().find_map(Value::as_array_mut)
}

#[tokio::test]
async fn a_missing_right_is_named() {
    Desk::run("right_revoked", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        desk.sim()
            .set(json!({ "revokeScope": "orders:write" }))
            .await?;
        till::save(desk).await?;
        desk.becomes("problem", |text| text.contains("adisyonlara yazma"))
            .await?;
        nothing_lost(desk).await
    })
    .await;
}

#[tokio::test]
async fn without_the_right_to_write_the_bill_is_shown_and_says_why() {
    let scopes = [
        "orders:read",
        "products:read",
        "categories:read",
        "payment_methods:read",
    ];
    let setup = Setup {
        scopes: Some(scopes.map(str::to_owned).to_vec()),
        ..Setup::default()
    };
    Desk::run("right_never_given", setup, async |desk| {
        till::open(desk, TABLE).await?;
        desk.reads("adisyonlara yazma izni verilmemiş").await?;
        desk.gone("qty-inc").await?;
        assert_eq!(desk.count("save").await?, 1);
        desk.no_barriers().await
    })
    .await;
}

#[tokio::test]
async fn a_bill_closed_meanwhile_is_said_and_its_draft_stays_in_sight() {
    Desk::run("closed", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        desk.sim().set(json!({ "close": "table:masa-3" })).await?;
        till::save(desk).await?;
        desk.becomes("problem", |text| text.contains("Bu adisyon kapandı"))
            .await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        desk.gone("qty-inc").await?;
        assert_eq!(till::writes(desk).await?, Vec::<String>::new());
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_limit_counts_down_and_saves_by_itself() {
    Desk::run("limit", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        desk.sim()
            .fault(json!({ "kind": "status", "status": 429, "retryAfter": 7, "path": "update-orders" }))
            .await?;
        till::save(desk).await?;
        desk.becomes("save-wait", |text| text.contains("sn")).await?;
        desk.no_barriers().await?;
        till::saved(desk).await?;
        written_once(desk).await
    })
    .await;
}

#[tokio::test]
async fn a_limit_while_opening_is_waited_for() {
    Desk::run("limit_opening", Setup::default(), async |desk| {
        desk.sim()
            .fault(
                json!({ "kind": "status", "status": 429, "retryAfter": 2, "path": "tables/get" }),
            )
            .await?;
        till::open(desk, TABLE).await
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_is_found_saved_by_reading_again() {
    Desk::run("answer_lost", Setup::default(), async |desk| {
        for kind in ["lost", "garbage-after"] {
            desk.sim().reset().await?;
            one_more_juice(desk).await?;
            desk.sim().arm(kind, "update-orders").await?;
            till::save(desk).await?;
            till::saved(desk).await?;
            desk.reads("hepsi yerinde").await?;
            let account = desk.sim().account(TABLE).await?;
            assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu", "{kind}");
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_write_that_never_arrived_is_said_not_saved() {
    Desk::run("never_arrived", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        // Twice, because a write that names what it makes is sent once more by itself.
        desk.sim()
            .fault(json!({ "kind": "drop", "path": "update-orders", "times": 2 }))
            .await?;
        till::save(desk).await?;
        desk.becomes("problem", |text| text.contains("Kaydedilmedi"))
            .await?;
        nothing_lost(desk).await?;
        till::save_all(desk).await?;
        written_once(desk).await
    })
    .await;
}

#[tokio::test]
async fn a_write_whose_answer_never_came_is_said_saved() {
    Desk::run("answer_never_came", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        desk.sim().arm("silent", "update-orders").await?;
        till::save(desk).await?;
        till::saved(desk).await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_backend_that_dies_while_saving_is_asked_again_until_it_knows() {
    Desk::run("backend_dies", Setup::default(), async |desk| {
        one_more_juice(desk).await?;
        desk.sim()
            .fault(json!({ "path": "update-orders", "delayMs": 0, "answerDelayMs": 2500, "kind": "delay" }))
            .await?;
        till::save(desk).await?;
        wait::until("the platform to have written", async || {
            let lines = till::lines(&desk.sim().account(TABLE).await?);
            Ok((lines[2] == "4 Sıkma Portakal Suyu").then_some(()))
        })
        .await?;
        desk.stop_backend().await?;
        desk.start_backend().await?;
        till::saved(desk).await?;
        // The platform notes a request when it answers; of the one whose asker died it may know nothing.
        assert!(till::writes(desk).await?.len() <= 1);
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu");
        Ok(())
    })
    .await;
}
