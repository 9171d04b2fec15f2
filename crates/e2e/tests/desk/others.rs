//! Colleagues work on the same bill: nothing of theirs and nothing of ours is lost.

use adisyon_e2e::{Bill, Desk, Outcome, Setup};
use serde_json::json;

use crate::till;

/// Adana Kebap, İskender, Sıkma Portakal Suyu.
const TABLE: Bill<'static> = Bill::Table("masa-3");
const ACCOUNT: &str = "table:masa-3";

/// The platform's id of a line.
async fn id_of(desk: &Desk, title: &str) -> Outcome<String> {
    let account = desk.sim().account(TABLE).await?;
    let lines = account["lines"].as_array().into_iter().flatten();
    let mut ids = lines
        .filter(|line| line["title"] == title)
        .filter_map(|line| line["id"].as_str());
    Ok(ids.next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_colleague_s_line_is_not_overwritten_and_both_are_kept() {
    Desk::run("colleague_adds", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.sim()
            .staff(json!({ "account": ACCOUNT, "op": "add", "product": "ck-0001", "quantity": 5 }))
            .await?;
        till::save(desk).await?;
        desk.part("merge").await?;
        assert_eq!(
            till::writes(desk).await?,
            Vec::<String>::new(),
            "refused, not overwritten"
        );
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        desk.no_barriers().await?;
        desk.click("merge").await?;
        till::saved(desk).await?;
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines[2..], ["4 Sıkma Portakal Suyu", "5 Çiğ Köfte"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_line_that_both_changed_is_asked_with_all_three_sides() {
    Desk::run("both_changed", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        till::more(desk, "İskender").await?;
        let juice = id_of(desk, "Sıkma Portakal Suyu").await?;
        desk.sim()
            .staff(json!({ "account": ACCOUNT, "op": "quantity", "line": juice, "quantity": 9 }))
            .await?;
        till::save(desk).await?;
        desk.click("merge").await?;
        desk.part("merge-view").await?;
        assert_eq!(desk.count("conflict").await?, 1, "only what both touched");
        desk.no_barriers().await?;
        // Saving leads to the questions while any is open, and does what was answered afterwards.
        desk.click("save").await?;
        assert_eq!(till::writes(desk).await?, Vec::<String>::new());
        desk.click("take-mine").await?;
        desk.click("save").await?;
        till::saved(desk).await?;
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines[1..], ["2 İskender", "4 Sıkma Portakal Suyu"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_colleague_s_payment_counts_before_ours_is_written() {
    Desk::run("colleague_pays", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        desk.click("pay-rest").await?;
        desk.sim()
            .staff(json!({ "account": ACCOUNT, "op": "pay", "method": "7c-card", "amount": 1010 }))
            .await?;
        till::save(desk).await?;
        desk.click("merge").await?;
        till::problem_at(desk, "#totals", "paid_over_total").await?;
        assert_eq!(till::writes(desk).await?, Vec::<String>::new());
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::payments(&account), ["Nakit 500", "Kredi Kartı 1010"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reload_in_the_middle_offers_what_was_typed() {
    Desk::run("reload", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        till::open(desk, TABLE).await?;
        desk.becomes("bill-total", |text| text == "₺1.510,00")
            .await?;
        desk.click("kept-take").await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        till::save_all(desk).await?;
        assert_eq!(
            till::lines(&desk.sim().account(TABLE).await?)[2],
            "4 Sıkma Portakal Suyu"
        );
        // Saved: nothing is offered any more.
        till::open(desk, TABLE).await?;
        till::more(desk, "İskender").await?;
        assert_eq!(desk.count("kept-take").await?, 0);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_double_click_on_save_writes_once() {
    Desk::run("double_click", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.sim()
            .fault(json!({ "path": "update-orders", "delayMs": 300, "kind": "delay" }))
            .await?;
        till::save(desk).await?;
        let twice =
            "for (let n = 0; n < 3; n++) document.querySelector('[data-testid=save]').click()";
        desk.web().execute(twice, Vec::new()).await?;
        till::saved(desk).await?;
        assert_eq!(till::writes(desk).await?, ["update-orders"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_reload_while_saving_learns_what_came_of_it_and_writes_nothing_twice() {
    Desk::run("reload_while_saving", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.sim()
            .fault(json!({ "kind": "delay", "path": "update-orders", "answerDelayMs": 2000 }))
            .await?;
        till::save(desk).await?;
        desk.css("[data-testid=\"save\"][aria-busy=\"true\"]")
            .await?;
        till::open(desk, TABLE).await?;
        till::saved(desk).await?;
        assert_eq!(till::writes(desk).await?, ["update-orders"]);
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines[2], "4 Sıkma Portakal Suyu");
        Ok(())
    })
    .await;
}
