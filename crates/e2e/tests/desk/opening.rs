//! A bill opens from what the panel says, whatever its id looks like and however the panel says it.

use adisyon_e2e::{Bill, Desk, Generation, Outcome, Setup};

use crate::till;

/// A bill, a part of its title, and parameters of the panel.
type Opened = (
    Bill<'static>,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// Ids as the platform has them: plain, percent-encoded inside, starred, legacy; and each way to say them.
const OPENED: [Opened; 7] = [
    (Bill::Table("masa-12"), "Masa 12", &[]),
    (
        Bill::Packet("1791400223345"),
        "",
        &[("context", "packetId")],
    ),
    (Bill::Packet("a1b2c3-uuid"), "", &[("flat", "1")]),
    (Bill::Table("k%C3%B6%C5%9Fe2"), "Köşe 2", &[]),
    (
        Bill::Table("bah%C3%A7e1"),
        "Bahçe1",
        &[("context", "target")],
    ),
    (Bill::Table("masa-7*"), "Masa 7", &[]),
    (
        Bill::Table("bah%C3%A7e4"),
        "Bahçe4",
        &[("page", "/packet"), ("context", "target")],
    ),
];

async fn all_open(desk: &mut Desk) -> Outcome {
    for (bill, title, more) in OPENED {
        desk.open_with(bill, more).await?;
        let account = desk.sim().account(bill).await?;
        let total = till::lira(&account["total"]);
        desk.becomes("bill-total", |text| text == total).await?;
        let paid = till::lira(&account["paid"]);
        desk.becomes("bill-paid", |text| text == paid).await?;
        assert!(
            desk.css("h1").await?.text().await?.contains(title),
            "{bill:?}"
        );
        let shown = desk.count("line").await?;
        let held = account["lines"].as_array().map_or(0, Vec::len);
        assert_eq!(shown, held, "the lines of {bill:?}");
    }
    Ok(())
}

#[tokio::test]
async fn every_kind_of_id_opens_its_bill_on_the_newest_platform() {
    Desk::run("ids_newest", Setup::default(), all_open).await;
}

#[tokio::test]
async fn every_kind_of_id_opens_its_bill_on_an_older_platform() {
    Desk::run("ids_older", Setup::older(), all_open).await;
}

#[tokio::test]
async fn every_kind_of_id_opens_its_bill_on_a_platform_between_the_two() {
    let setup = Setup {
        generation: Generation::Mixed,
        ..Setup::default()
    };
    Desk::run("ids_mixed", setup, all_open).await;
}

#[tokio::test]
async fn a_table_of_the_board_opens_and_leads_back() {
    Desk::run("from_the_board", Setup::default(), async |desk| {
        desk.open(Bill::Board).await?;
        desk.css("[data-testid=\"seat\"][href*=\"masa-12\"]")
            .await?
            .click()
            .await?;
        desk.becomes("bill-total", |text| text == "₺2.469,50")
            .await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.click("back").await?;
        desk.click("leave-save").await?;
        desk.part("seat").await?;
        let account = desk.sim().account(Bill::Table("masa-12")).await?;
        assert!(
            till::lines(&account).contains(&"3 Sıkma Portakal Suyu".to_owned()),
            "leaving saved"
        );
        desk.css("[data-testid=\"seat\"][href*=\"masa-12\"]")
            .await?
            .click()
            .await?;
        desk.becomes("bill-total", |text| text == "₺2.579,50")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_panel_that_says_no_id_leads_to_the_board_and_a_silent_one_is_named() {
    Desk::run("without_id", Setup::default(), async |desk| {
        desk.open_with(Bill::Table("masa-1"), &[("context", "none")])
            .await?;
        desk.part("seat").await?;
        desk.reads("Panel hangi adisyonun açıldığını söylemedi")
            .await?;
        desk.open_with(Bill::Table("masa-1"), &[("bridge", "off")])
            .await?;
        desk.part("host-silent").await?;
        desk.open(Bill::Table("no-such-table")).await?;
        desk.part("failure").await?;
        desk.reads("Bu adisyon artık açık değil").await
    })
    .await;
}

#[tokio::test]
async fn outside_a_frame_the_page_explains_itself() {
    Desk::run("outside", Setup::default(), async |desk| {
        desk.web()
            .goto(format!("{}/table", desk.page_origin()))
            .await?;
        desk.part("outside").await?;
        desk.no_barriers().await
    })
    .await;
}
