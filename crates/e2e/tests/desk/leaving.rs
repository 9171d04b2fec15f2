//! Every way of leaving a bill asks what becomes of unsaved changes; the browser's own Back is one of them.

use adisyon_e2e::{Bill, Desk, Outcome, Setup};

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-3");

/// From the board to a table, one more juice, and back by the browser.
async fn changed_and_back(desk: &Desk) -> Outcome {
    desk.open(Bill::Board).await?;
    desk.css("a[href*=\"masa-3\"]").await?.click().await?;
    till::shown(desk).await?;
    till::more(desk, "Sıkma Portakal Suyu").await?;
    desk.becomes("bill-total", |text| text == "₺1.620,00")
        .await?;
    back(desk).await
}

/// The browser's Back.
async fn back(desk: &Desk) -> Outcome {
    desk.web().execute("history.back()", Vec::new()).await?;
    Ok(())
}

#[tokio::test]
async fn back_asks_and_staying_changes_nothing() {
    Desk::run("back_stay", Setup::default(), async |desk| {
        changed_and_back(desk).await?;
        desk.part("leave-stay").await?;
        desk.no_barriers().await?;
        desk.click("leave-stay").await?;
        desk.gone("leave-stay").await?;
        assert_eq!(desk.text("bill-total").await?, "₺1.620,00");
        // And asks again, as often as it is tried.
        back(desk).await?;
        desk.click("leave-stay").await?;
        till::save_all(desk).await?;
        // Saved, the way is free.
        back(desk).await?;
        desk.gone("bill-total").await
    })
    .await;
}

#[tokio::test]
async fn back_and_save_leaves_when_it_is_saved() {
    Desk::run("back_save", Setup::default(), async |desk| {
        changed_and_back(desk).await?;
        desk.click("leave-save").await?;
        desk.gone("bill-total").await?;
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::lines(&account)[2], "4 Sıkma Portakal Suyu");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn back_and_discard_leaves_and_offers_nothing_later() {
    Desk::run("back_discard", Setup::default(), async |desk| {
        changed_and_back(desk).await?;
        desk.click("leave-discard").await?;
        desk.gone("bill-total").await?;
        assert!(till::writes(desk).await?.is_empty());
        desk.css("a[href*=\"masa-3\"]").await?.click().await?;
        till::shown(desk).await?;
        till::more(desk, "İskender").await?;
        assert_eq!(desk.count("kept-take").await?, 0);
        Ok(())
    })
    .await;
}
