//! A bill of two hundred lines is an ordinary bill; one of more can only be paid until somebody takes lines off.

use std::time::{Duration, Instant};

use adisyon_e2e::{Bill, Desk, Setup, wait};

use crate::till;

#[tokio::test]
async fn two_hundred_lines_open_change_and_save() {
    let setup = Setup {
        lines: 200,
        products: 2000,
        ..Setup::default()
    };
    Desk::run("long_bill", setup, async |desk| {
        let bill = Bill::Table("masa-200");
        till::open(desk, bill).await?;
        assert_eq!(desk.count("line").await?, 200);
        let before = till::lines(&desk.sim().account(bill).await?);
        let last = desk.nth("line", 199).await?;
        let begun = Instant::now();
        last.inside("qty-inc").await?.click().await?;
        desk.part("changes").await?;
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "a click is felt at once"
        );
        till::pick(desk, "iskender").await?;
        till::less(desk, "İskender").await?;
        till::save(desk).await?;
        // Forty teas that may be one of two products are one question with one row.
        desk.part("question").await?;
        assert_eq!(desk.count("asked").await?, 1);
        desk.click("agree").await?;
        till::saved(desk).await?;
        let after = till::lines(&desk.sim().account(bill).await?);
        assert_eq!(after.len(), 200);
        assert_eq!(after[..199], before[..199]);
        assert_ne!(after[199], before[199]);
        Ok(())
    })
    .await;
}

/// One line more than a write takes. Which of them a save may keep, only a person can say; until then money is still taken.
#[tokio::test]
async fn a_bill_of_more_than_two_hundred_lines_is_still_paid_and_nothing_is_cut_off() {
    let setup = Setup {
        lines: 201,
        ..Setup::default()
    };
    Desk::run("too_long_bill", setup, async |desk| {
        let bill = Bill::Table("masa-200");
        till::open(desk, bill).await?;
        let before = till::lines(&desk.sim().account(bill).await?);
        assert_eq!(before.len(), 201);
        desk.nth("line", 200)
            .await?
            .inside("qty-inc")
            .await?
            .click()
            .await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("100").await?;
        desk.click("pay-done").await?;
        desk.click("save").await?;
        desk.part("summary").await?;
        assert!(
            till::writes(desk).await?.is_empty(),
            "nothing is cut off unasked"
        );
        desk.click("payments-alone").await?;
        // To read so long a page as a whole takes a driver half a minute.
        wait::until("the payment to be written", async || {
            let writes = till::writes(desk).await?;
            Ok((writes == ["update-payments"]).then_some(()))
        })
        .await?;
        assert_eq!(till::lines(&desk.sim().account(bill).await?), before);
        Ok(())
    })
    .await;
}
