//! Bills that may not be changed everywhere say why, and the screen speaks the panel's language.

use adisyon_e2e::{Bill, Desk, Setup};

use serde_json::json;

use crate::till;

#[tokio::test]
async fn marketplace_and_timed_lines_are_only_shown_while_payments_stay_open() {
    Desk::run("only_shown", Setup::default(), async |desk| {
        for (bill, why) in [
            (Bill::Packet("1791400300012"), "Yemeksepeti üzerinden geldi"),
            (
                Bill::Table("bilardo-1"),
                "Süreye göre fiyatlanan bir ürün var",
            ),
        ] {
            till::open(desk, bill).await?;
            desk.reads(why).await?;
            desk.gone("qty-inc").await?;
            assert!(desk.count("pay").await? == 1, "{why}: payments stay open");
            assert_eq!(desk.count("save").await?, 1);
            desk.no_barriers().await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_timed_bill_can_still_be_paid() {
    Desk::run("timed_paid", Setup::default(), async |desk| {
        let bill = Bill::Table("bilardo-1");
        till::open(desk, bill).await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("40").await?;
        desk.click("pay-done").await?;
        till::save_all(desk).await?;
        assert_eq!(
            till::payments(&desk.sim().account(bill).await?),
            ["Nakit 40"]
        );
        assert_eq!(till::writes(desk).await?, ["update-payments"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_line_with_two_namesakes_blocks_until_a_person_says_which_and_is_remembered() {
    Desk::run("namesakes", Setup::default(), async |desk| {
        let bill = Bill::Table("masa-1");
        till::open(desk, bill).await?;
        till::more(desk, "Izgara Köfte").await?;
        let place = till::line_place(&desk.sim().account(bill).await?, "Ayran");
        till::problem_at(desk, &place, "unresolved").await?;
        desk.click("save").await?;
        desk.part("summary").await?;
        assert_eq!(
            till::writes(desk).await?,
            Vec::<String>::new(),
            "never guessed"
        );
        desk.click("candidate").await?;
        till::save_all(desk).await?;
        let account = desk.sim().account(bill).await?;
        assert_eq!(
            till::lines(&account),
            ["2 Lahmacun [Acılı]", "2 Ayran", "2 Izgara Köfte"]
        );
        till::open(desk, bill).await?;
        till::more(desk, "Izgara Köfte").await?;
        till::save_all(desk).await
    })
    .await;
}

#[tokio::test]
async fn every_language_of_the_panel_is_spoken_with_its_numbers() {
    Desk::run("languages", Setup::default(), async |desk| {
        let bill = Bill::Table("masa-12");
        for (locale, total, save, language) in [
            ("tr", "₺2.469,50", "Kaydet", "tr"),
            ("en", "₺2,469.50", "Save", "en"),
            ("de-AT", "2.469,50 ₺", "Speichern", "de"),
            ("ru", "2 469,50 ₺", "Сохранить", "ru"),
        ] {
            desk.open_with(bill, &[("locale", locale)]).await?;
            let plain = |text: &str| text.replace('\u{a0}', " ");
            desk.becomes("bill-total", |text| plain(text) == total)
                .await?;
            assert_eq!(desk.text("save").await?, save);
            let spoken = desk.css("html").await?.attribute("lang").await?;
            assert_eq!(spoken.as_deref(), Some(language));
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn money_carries_the_sign_of_what_the_restaurant_sells_in() {
    Desk::run("sells_in_euro", Setup::default(), async |desk| {
        desk.sim().set(json!({ "currency": "EUR" })).await?;
        till::open(desk, Bill::Table("masa-12")).await?;
        desk.becomes("bill-total", |text| text == "€2.469,50")
            .await?;
        desk.click("pay").await?;
        assert_eq!(desk.css("dialog .input-prefix").await?.text().await?, "€");
        assert!(!desk.css("body").await?.text().await?.contains('₺'));
        Ok(())
    })
    .await;
}
