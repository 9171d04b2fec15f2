//! A bill of two hundred lines is an ordinary bill; one of more can only be paid, or cut down.

use std::time::{Duration, Instant};

use adisyon_e2e::{Bill, Desk, Setup};

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
            begun.elapsed() < Duration::from_secs(3),
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
async fn a_bill_of_more_than_two_hundred_lines_is_paid_and_saves_once_it_fits() {
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
        till::problem_at(desk, "body", "too_many_lines").await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("100").await?;
        desk.click("pay-done").await?;
        till::save(desk).await?;
        desk.click("payments-alone").await?;
        desk.reads("Ödemeler kaydedildi, kalemler kaydedilmedi")
            .await?;
        assert_eq!(till::writes(desk).await?, ["update-payments"]);
        assert_eq!(till::lines(&desk.sim().account(bill).await?), before);
        desk.nth("line", 0)
            .await?
            .inside("line-open")
            .await?
            .click()
            .await?;
        desk.click("line-remove").await?;
        till::save_agreeing(desk).await?;
        let after = till::lines(&desk.sim().account(bill).await?);
        assert_eq!(after[..199], before[1..200]);
        assert_ne!(after[199], before[200]);
        assert_eq!(after.len(), 200);
        Ok(())
    })
    .await;
}
