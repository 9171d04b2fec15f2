//! A bill of two hundred lines is an ordinary bill.

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
