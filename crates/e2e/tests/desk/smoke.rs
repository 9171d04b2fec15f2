//! The road is there at all.

use adisyon_e2e::{Bill, Desk, Setup};

#[tokio::test]
async fn the_board_loads_through_the_panel_and_has_no_barriers() {
    Desk::run(
        "the_board_loads_through_the_panel",
        Setup::default(),
        async |desk| {
            desk.open(Bill::Board).await?;
            desk.css("main").await?;
            desk.no_barriers().await
        },
    )
    .await;
}
