//! A save is undone: the bill is what it was, or the merge is offered.

use adisyon_e2e::{Bill, Desk, Outcome, Setup};
use serde_json::json;

use crate::till;

/// Adana Kebap, İskender, Sıkma Portakal Suyu; ₺500 paid.
const TABLE: Bill<'static> = Bill::Table("masa-3");

/// Takes İskender off, one more juice, and saves.
async fn changed_and_saved(desk: &Desk) -> Outcome {
    till::open(desk, TABLE).await?;
    till::more(desk, "Sıkma Portakal Suyu").await?;
    till::remove(desk, "İskender").await?;
    till::save_all(desk).await
}

#[tokio::test]
async fn undoing_a_save_brings_the_previous_bill_back() {
    Desk::run("undo_save", Setup::default(), async |desk| {
        let before = desk.sim().account(TABLE).await?;
        changed_and_saved(desk).await?;
        desk.no_barriers().await?;
        let total = till::lira(&before["total"]);
        desk.click("undo-save").await?;
        desk.becomes("bill-total", |text| text == total).await?;
        till::saved(desk).await?;
        let after = desk.sim().account(TABLE).await?;
        let sorted = |account| {
            let mut lines = till::lines(account);
            lines.sort();
            lines
        };
        assert_eq!(sorted(&after), sorted(&before));
        assert_eq!(
            after["payments"], before["payments"],
            "payments were not touched"
        );
        assert_eq!(after["total"], before["total"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_colleague_s_work_since_the_save_is_kept_when_it_is_undone() {
    Desk::run("undo_save_merged", Setup::default(), async |desk| {
        changed_and_saved(desk).await?;
        desk.sim()
            .staff(json!({ "account": "table:masa-3", "op": "add", "product": "ck-0001", "quantity": 5 }))
            .await?;
        desk.click("undo-save").await?;
        desk.part("merge").await?;
        assert_eq!(till::writes(desk).await?.len(), 1, "nothing is overwritten");
        desk.click("merge").await?;
        till::saved(desk).await?;
        let mut lines = till::lines(&desk.sim().account(TABLE).await?);
        lines.sort();
        assert_eq!(
            lines,
            [
                "1 İskender",
                "2 Adana Kebap [1 porsiyon, Bulgur pilavı]",
                "3 Sıkma Portakal Suyu",
                "5 Çiğ Köfte",
            ]
        );
        Ok(())
    })
    .await;
}
