//! What a write cannot carry is said at its place, and each has its way out; nothing else on the bill changes.

use adisyon_e2e::{Bill, Desk, Outcome, Setup};
use serde_json::json;

use crate::till;

/// The way out at a line.
async fn way(desk: &Desk, title: &str, words: &str) -> Outcome {
    desk.line(title).await?.button(words).await?.click().await
}

#[tokio::test]
async fn a_surcharge_is_given_up_only_by_name() {
    Desk::run("way_surcharge", Setup::default(), async |desk| {
        let table = Bill::Table("masa-8");
        till::open(desk, table).await?;
        till::identify(desk, "Ayran", "ay-0007").await?;
        till::more(desk, "Ayran").await?;
        let before = desk.sim().account(table).await?;
        let title = before["lines"][0]["title"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        till::problem_at(desk, &till::line_place(&before, &title), "surcharge").await?;
        desk.no_barriers().await?;
        desk.click("save").await?;
        desk.part("summary").await?;
        assert!(
            till::writes(desk).await?.is_empty(),
            "nothing is given up unasked"
        );
        way(desk, &title, "silinsin").await?;
        till::save_all(desk).await?;
        let after = desk.sim().account(table).await?;
        assert_eq!(after["lines"][0]["extra"], json!(0));
        assert_eq!(after["lines"][0]["note"], before["lines"][0]["note"]);
        assert_eq!(after["lines"][1]["quantity"], json!(6));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn payments_are_taken_while_a_line_waits_for_its_answer() {
    Desk::run("way_payments_only", Setup::default(), async |desk| {
        let table = Bill::Table("masa-8");
        till::open(desk, table).await?;
        till::identify(desk, "Ayran", "ay-0007").await?;
        till::more(desk, "Ayran").await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("100").await?;
        desk.click("pay-done").await?;
        desk.click("save").await?;
        desk.click("payments-alone").await?;
        desk.reads("Ödemeler kaydedildi, kalemler kaydedilmedi")
            .await?;
        assert_eq!(till::writes(desk).await?, ["update-payments"]);
        let account = desk.sim().account(table).await?;
        assert_eq!(till::payments(&account), ["Nakit 100"]);
        assert_eq!(account["lines"][0]["extra"], json!(150), "untouched");
        desk.becomes("changes", |text| text.contains("1 değişiklik"))
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_deleted_product_is_replaced_by_another() {
    Desk::run("way_deleted", Setup::default(), async |desk| {
        let table = Bill::Table("masa-9");
        till::open(desk, table).await?;
        till::identify(desk, "Ayran", "ay-0008").await?;
        till::more(desk, "Çiğ Köfte").await?;
        let gone = "Kaymaklı Ekmek Kadayıfı";
        let before = desk.sim().account(table).await?;
        let place = till::line_place(&before, gone);
        // Never sold under this name here: whatever it is called, a person says what takes its place.
        desk.css(&format!("{place} [data-testid=\"problem\"]"))
            .await?;
        let words = match desk.count("candidate").await? {
            0 => desk.line(gone).await?.css(".line-extra button").await?,
            _ => desk.line(gone).await?.inside("pick-product").await?,
        };
        words.click().await?;
        desk.css("dialog [data-testid=\"catalogue-search\"]")
            .await?
            .write("cig kofte")
            .await?;
        till::pick_in_dialog(desk, "ck-0001").await?;
        till::save_agreeing(desk).await?;
        let after = desk.sim().account(table).await?;
        assert_eq!(till::products(&after), ["ck-0001", "ay-0008", "ck-0001"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_option_that_the_panel_wrote_twice_is_written_once() {
    Desk::run("way_twice", Setup::default(), async |desk| {
        let table = Bill::Table("masa-10");
        till::open(desk, table).await?;
        till::identify(desk, "Ayran", "ay-0007").await?;
        till::more(desk, "Ayran").await?;
        let before = desk.sim().account(table).await?;
        let title = before["lines"][0]["title"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        till::problem_at(desk, &till::line_place(&before, &title), "option_twice").await?;
        way(desk, &title, "Bir kez").await?;
        till::save_agreeing(desk).await?;
        let after = desk.sim().account(table).await?;
        assert_eq!(
            after["lines"][0]["options"].as_array().map(Vec::len),
            Some(1)
        );
        assert_eq!(after["lines"][1]["quantity"], json!(2));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_note_longer_than_a_write_takes_is_shortened_by_a_person() {
    Desk::run("way_long_note", Setup::default(), async |desk| {
        let packet = Bill::Packet("1791400360042");
        till::open(desk, packet).await?;
        till::identify(desk, "Ayran", "ay-0007").await?;
        till::more(desk, "Ayran").await?;
        let before = desk.sim().account(packet).await?;
        let title = before["lines"][0]["title"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        till::problem_at(desk, &till::line_place(&before, &title), "note_too_long").await?;
        way(desk, &title, "Kalemi aç").await?;
        desk.css("#line-note").await?.write("Turşusu bol").await?;
        desk.click("line-apply").await?;
        till::save_all(desk).await?;
        let after = desk.sim().account(packet).await?;
        assert_eq!(after["lines"][0]["note"], json!("Turşusu bol"));
        assert_eq!(
            after["note"], before["note"],
            "the bill's own note is not ours to send"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_note_that_may_not_be_seen_is_given_up_only_by_name() {
    let setup = Setup {
        consent: false,
        ..Setup::default()
    };
    Desk::run("way_hidden_note", setup, async |desk| {
        let table = Bill::Table("masa-12");
        till::open(desk, table).await?;
        till::more(desk, "Lahmacun").await?;
        let before = desk.sim().account(table).await?;
        let place = till::line_place(&before, "Adana Kebap");
        till::problem_at(desk, &place, "hidden_note").await?;
        desk.click("save").await?;
        desk.part("summary").await?;
        assert!(till::writes(desk).await?.is_empty());
        let account = desk.sim().account(table).await?;
        assert_eq!(account["lines"][1]["note"], before["lines"][1]["note"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_price_that_changed_since_is_asked_once_with_old_and_new() {
    Desk::run("reprice", Setup::default(), async |desk| {
        let table = Bill::Table("masa-13");
        till::open(desk, table).await?;
        till::identify(desk, "Ayran", "ay-0007").await?;
        till::more(desk, "Ayran").await?;
        till::save(desk).await?;
        desk.part("question").await?;
        desk.no_barriers().await?;
        let said = desk.text("question").await?;
        let line = desk.sim().account(table).await?["lines"][0].clone();
        let old = till::lira(&line["total"]).replace('₺', "");
        assert!(said.contains(&old), "{said}");
        assert!(till::writes(desk).await?.is_empty());
        // Put off, nothing is written and the draft stands.
        desk.keys(adisyon_e2e::Key::Escape).await?;
        desk.gone("question").await?;
        assert!(till::writes(desk).await?.is_empty());
        till::save(desk).await?;
        desk.click("agree").await?;
        till::saved(desk).await?;
        till::more(desk, "Ayran").await?;
        till::save_all(desk).await?;
        assert_eq!(desk.count("question").await?, 0, "asked once");
        Ok(())
    })
    .await;
}
