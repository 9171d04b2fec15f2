//! What others do shows by itself.

use std::time::{Duration, Instant};

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::json;

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-3");
const ACCOUNT: &str = "table:masa-3";
/// How soon what somebody else did shows.
const SOON: Duration = Duration::from_secs(1);

/// The platform tells its webhooks to this desk's backend.
async fn told(desk: &Desk) -> Outcome {
    let url = format!("{}/webhook", desk.page_origin());
    desk.sim().set(json!({ "webhookUrl": url })).await?;
    Ok(())
}

#[tokio::test]
async fn a_colleague_s_line_shows_within_a_second_and_the_next_save_works() {
    Desk::run("live_bill", Setup::default(), async |desk| {
        told(desk).await?;
        till::open(desk, TABLE).await?;
        wait::until("the page to follow", async || {
            Ok(desk.backend_log().contains("\"/api/live\"").then_some(()))
        })
        .await?;
        // A busy machine delays some, a slow page all: without the news it looks every ten seconds.
        let mut took = Vec::new();
        while took.iter().all(|took| *took >= SOON) {
            assert!(took.len() < 5, "{took:?}");
            let before = desk.count("line").await?;
            let began = Instant::now();
            desk.sim()
                .staff(json!({ "account": ACCOUNT, "op": "add", "product": "ck-0001" }))
                .await?;
            wait::until("the colleague's line", async || {
                Ok((desk.count("line").await? > before).then_some(()))
            })
            .await?;
            took.push(began.elapsed());
        }
        println!("from the colleague to the screen: {took:?}");
        till::more(desk, "Çiğ Köfte").await?;
        till::save(desk).await?;
        till::saved(desk).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_change_beneath_one_s_own_is_announced_and_nothing_typed_is_lost() {
    Desk::run("live_beneath", Setup::default(), async |desk| {
        told(desk).await?;
        till::open(desk, TABLE).await?;
        till::more(desk, "İskender").await?;
        desk.sim()
            .staff(json!({ "account": ACCOUNT, "op": "add", "product": "ck-0001" }))
            .await?;
        till::save(desk).await?;
        // Known before the save, it is taken in by it; known only from its answer, it is asked about.
        wait::until("the merge", async || {
            if desk.count("merge").await? > 0 {
                desk.click("merge").await?;
            }
            let account = desk.sim().account(TABLE).await?;
            Ok(till::lines(&account)
                .contains(&"2 İskender".to_owned())
                .then_some(()))
        })
        .await?;
        till::saved(desk).await?;
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert!(lines.contains(&"2 İskender".to_owned()), "{lines:?}");
        assert!(lines.contains(&"1 Çiğ Köfte".to_owned()), "{lines:?}");
        Ok(())
    })
    .await;
}
