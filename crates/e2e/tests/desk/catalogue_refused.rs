//! What stands in the way of a manager: said at its place, before or after trying.

use adisyon_e2e::{Bill, Desk, Setup, wait};
use serde_json::{Value, json};

use crate::catalogue::{at, held, listed, look_for, open, save, write};

#[tokio::test]
async fn what_the_panel_made_says_so_before_trying_and_after() {
    Desk::run("manage_theirs", Setup::default(), async |desk| {
        listed(desk, "products").await?;
        open(desk, "Ayran").await?;
        desk.becomes("owner", |text| text.contains("adisyon oluşturmadı"))
            .await?;
        write(desk, "field-title", "Ayran 2").await?;
        desk.click("record-save").await?;
        desk.becomes("problem", |text| text.contains("buradan değiştirilemez"))
            .await?;
        desk.no_barriers().await?;
        assert!(held(desk, "products", "Ayran 2").await?.is_null());
        // Known from now on: the form is locked before anything is typed.
        desk.css("[data-testid=record-form][disabled]").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_category_that_is_gone_or_full_is_named_where_it_matters() {
    Desk::run("manage_categories", Setup::default(), async |desk| {
        listed(desk, "categories").await?;
        desk.click("record-new").await?;
        write(desk, "field-title", "Geçici").await?;
        save(desk).await?;
        listed(desk, "products").await?;
        desk.click("record-new").await?;
        write(desk, "field-title", "Deneme").await?;
        write(desk, "field-price", "10").await?;
        desk.css("#field-category").await?.choose("Geçici").await?;
        save(desk).await?;

        listed(desk, "categories").await?;
        open(desk, "Geçici").await?;
        desk.click("record-delete").await?;
        desk.click("ask-yes").await?;
        desk.becomes("problem", |text| text.contains("Kategori boş değil"))
            .await?;

        // Another plugin's hand: the category is gone while the form still offers it.
        listed(desk, "products").await?;
        desk.click("record-new").await?;
        write(desk, "field-title", "Öksüz").await?;
        write(desk, "field-price", "10").await?;
        let orphan = "const list = document.getElementById('field-category');
            list.add(new Option('Eski', 'c-none')); list.value = 'c-none';
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        desk.web().execute(orphan, Vec::new()).await?;
        desk.click("record-save").await?;
        desk.css("#field-category[aria-invalid=true]").await?;
        desk.becomes("problem", |text| text.contains("Bu kategori artık yok"))
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_told_at_its_field_and_the_focus_goes_there() {
    Desk::run("manage_missing", Setup::default(), async |desk| {
        listed(desk, "products").await?;
        desk.click("record-new").await?;
        desk.click("record-save").await?;
        for field in ["title", "category", "price"] {
            desk.css(&format!("#field-{field}[aria-invalid=true]"))
                .await?;
        }
        let title = desk.css("#field-title").await?;
        wait::until("the focus to be at the first of them", async || {
            Ok(title.has_focus().await?.then_some(()))
        })
        .await?;
        desk.no_barriers().await?;
        // What was typed is not lost by a slip.
        write(desk, "field-title", "Yarım").await?;
        desk.keys(adisyon_e2e::Key::Escape).await?;
        desk.click("ask-no").await?;
        assert_eq!(desk.css("#field-title").await?.value().await?, "Yarım");
        let posts = desk.sim().writes().await?;
        assert!(posts.is_empty(), "nothing was sent: {posts:?}");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn staff_read_why_and_managers_find_the_way_from_the_board() {
    let staff = Setup {
        role: "staff",
        ..Setup::default()
    };
    Desk::run("manage_staff", staff, async |desk| {
        at(desk, "products").await?;
        desk.part("failure").await?;
        assert_eq!(desk.count("record").await?, 0);
        desk.open(Bill::Board).await?;
        desk.part("seat").await?;
        assert_eq!(desk.count("manage").await?, 0);
        Ok(())
    })
    .await;
    Desk::run("manage_way", Setup::default(), async |desk| {
        desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
        desk.click("manage").await?;
        desk.part("record").await?;
        desk.click("back").await?;
        desk.part("seat").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_restaurant_that_granted_only_reading_sees_and_cannot_write() {
    let scopes = ["orders:read", "products:read", "ui:page"].map(str::to_owned);
    let setup = Setup {
        scopes: Some(scopes.to_vec()),
        ..Setup::default()
    };
    Desk::run("manage_read_only", setup, async |desk| {
        listed(desk, "products").await?;
        assert_eq!(desk.count("record-new").await?, 0);
        desk.part("record")
            .await?
            .css("button")
            .await?
            .click()
            .await?;
        desk.css("[data-testid=record-form][disabled]").await?;
        at(desk, "ingredients").await?;
        desk.part("failure").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_is_told_and_trying_again_makes_no_second_record() {
    Desk::run("manage_lost", Setup::default(), async |desk| {
        listed(desk, "ingredients").await?;
        desk.click("record-new").await?;
        write(desk, "field-title", "Bulgur").await?;
        write(desk, "field-unit", "kg").await?;
        let lost = json!({ "kind": "lost", "path": "ingredients/create", "times": 2 });
        desk.sim().fault(lost).await?;
        desk.click("record-save").await?;
        desk.part("remedy").await?.click().await?;
        desk.gone("record-form").await?;
        look_for(desk, "Bulgur").await?;
        desk.becomes("record-count", |text| {
            text.starts_with('1') || text.contains("1 kay")
        })
        .await?;
        assert_eq!(desk.count("record").await?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn pictures_of_strangers_are_not_asked_for() {
    Desk::run("manage_pictures", Setup::default(), async |desk| {
        let all = desk.sim().catalogue().await?;
        let products = all["products"].as_array().into_iter().flatten();
        let shown = |one: &&Value| {
            let image = one["image"].as_str().unwrap_or_default();
            image.starts_with("https://d37x2wx7jj7xm7.cloudfront.net/")
        };
        let with = products.clone().find(shown).cloned().unwrap_or_default();
        let title = with["title"].as_str().unwrap_or_default().to_owned();
        listed(desk, "products").await?;
        open(desk, &title).await?;
        // The network is not there: the picture fails, and that is all.
        desk.gone("picture").await?;
        desk.part("record-save").await?;
        Ok(())
    })
    .await;
}
