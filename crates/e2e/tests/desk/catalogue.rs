//! The catalogue for managers: each kind's way from nothing to gone, and what stands in between.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::{Value, json};

use crate::seen::{in_every_language, seen};

/// Opens the catalogue at a tab.
pub async fn at(desk: &Desk, tab: &str) -> Outcome {
    let page = format!("/catalogue?view={tab}");
    desk.open_with(Bill::Board, &[("page", page.as_str()), ("menu", "closed")])
        .await?;
    desk.css(&format!("[data-testid=tab-{tab}][aria-current=page]"))
        .await?;
    Ok(())
}

pub async fn listed(desk: &Desk, tab: &str) -> Outcome {
    at(desk, tab).await?;
    desk.part("record").await?;
    Ok(())
}

pub async fn look_for(desk: &Desk, text: &str) -> Outcome {
    desk.part("record-search").await?.write(text).await
}

pub async fn open(desk: &Desk, title: &str) -> Outcome {
    look_for(desk, title).await?;
    desk.becomes("record", |text| text.contains(title)).await?;
    desk.part("record")
        .await?
        .css("button")
        .await?
        .click()
        .await?;
    desk.part("record-form").await?;
    Ok(())
}

pub async fn write(desk: &Desk, id: &str, text: &str) -> Outcome {
    desk.css(&format!("#{id}")).await?.write(text).await
}

pub async fn save(desk: &Desk) -> Outcome {
    desk.click("record-save").await?;
    desk.gone("record-form").await
}

/// The platform's record of this title.
pub async fn held(desk: &Desk, kind: &str, title: &str) -> Outcome<Value> {
    let all = desk.sim().catalogue().await?;
    let found = all[kind].as_array().into_iter().flatten();
    Ok(found
        .into_iter()
        .find(|one| one["title"] == title)
        .cloned()
        .unwrap_or_default())
}

pub async fn gone(desk: &Desk, kind: &str, title: &str) -> Outcome {
    wait::until("the platform to have forgotten it", async || {
        Ok(held(desk, kind, title).await?.is_null().then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_product_with_options_is_made_changed_and_deleted() {
    Desk::run("manage_product", Setup::default(), async |desk| {
        listed(desk, "products").await?;
        desk.click("record-new").await?;
        write(desk, "field-title", "Şakşuka Tabağı").await?;
        write(desk, "field-price", "120,50").await?;
        write(desk, "field-tax", "10").await?;
        write(desk, "field-barcode", "8690000000017").await?;
        let category = desk.sim().catalogue().await?["categories"][0]["title"].clone();
        let category = category.as_str().unwrap_or_default().to_owned();
        desk.css("#field-category").await?.choose(&category).await?;
        desk.css("[data-testid=names] summary")
            .await?
            .click()
            .await?;
        write(desk, "name-0", "Shakshuka").await?;
        desk.click("group-add").await?;
        desk.css("[id$='-title'][id^='group']")
            .await?
            .write("Boy")
            .await?;
        desk.css("[id$='-min']").await?.write("1").await?;
        desk.css("[id$='-max']").await?.write("1").await?;
        desk.css("[id$='-title'][id^='choice']")
            .await?
            .write("Büyük")
            .await?;
        desk.css("[id$='-price'][id^='choice']")
            .await?
            .write("25")
            .await?;
        save(desk).await?;
        let made = held(desk, "products", "Şakşuka Tabağı").await?;
        assert_eq!(made["price"], json!(120.5));
        assert_eq!(made["languages"], json!({ "en": "Shakshuka" }));
        assert_eq!(made["options"][0]["choices"][0]["price"], json!(25));
        assert_eq!(made["options"][0]["min"], json!(1));

        open(desk, "Şakşuka Tabağı").await?;
        assert_eq!(desk.css("#field-price").await?.value().await?, "120,5");
        write(desk, "field-price", "130").await?;
        desk.css("[role=switch]").await?.click().await?;
        save(desk).await?;
        let changed = held(desk, "products", "Şakşuka Tabağı").await?;
        assert_eq!(
            (&changed["price"], &changed["active"]),
            (&json!(130), &json!(false))
        );
        assert_eq!(changed["options"], made["options"], "nobody touched them");

        open(desk, "Şakşuka Tabağı").await?;
        desk.click("record-delete").await?;
        desk.click("ask-yes").await?;
        desk.gone("record-form").await?;
        gone(desk, "products", "Şakşuka Tabağı").await
    })
    .await;
}

/// A field of the form and what is typed into it.
type Field = (&'static str, &'static str);

/// Each of the plainer kinds: tab, the platform's name of the list, fields, one that is changed.
const PLAIN: [(&str, &str, &[Field], Field); 3] = [
    (
        "categories",
        "categories",
        &[("field-title", "Brunch"), ("field-colour", "#ff8800")],
        ("field-title", "Geç kahvaltı"),
    ),
    (
        "payment-methods",
        "methods",
        &[
            ("field-title", "Havale"),
            ("field-description", "Kasada onaylanır"),
        ],
        ("field-title", "Havale ve EFT"),
    ),
    (
        "ingredients",
        "ingredients",
        &[
            ("field-title", "Nohut"),
            ("field-unit", "kg"),
            ("field-alert", "2,5"),
        ],
        ("field-title", "Nohut (Mersin)"),
    ),
];

#[tokio::test]
async fn the_other_kinds_are_made_changed_and_deleted_in_the_same_form() {
    Desk::run("manage_plain", Setup::default(), async |desk| {
        for (tab, kind, fields, (field, text)) in PLAIN {
            listed(desk, tab).await?;
            desk.click("record-new").await?;
            for (field, text) in fields {
                write(desk, field, text).await?;
            }
            save(desk).await?;
            let title = fields[0].1;
            open(desk, title).await?;
            write(desk, field, text).await?;
            save(desk).await?;
            open(desk, text).await?;
            desk.click("record-delete").await?;
            desk.click("ask-yes").await?;
            desk.gone("record-form").await?;
            if kind != "ingredients" {
                gone(desk, kind, text).await?;
            }
            look_for(desk, text).await?;
            desk.gone("record").await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_thousand_products_are_cut_sorted_found_and_drawn_in_part() {
    let setup = Setup {
        products: 2_143,
        ..Setup::default()
    };
    Desk::run("manage_many", setup, async |desk| {
        listed(desk, "products").await?;
        desk.becomes("record-count", |text| text.contains("2.000"))
            .await?;
        desk.becomes("truncated", |text| text.contains("kesik"))
            .await?;
        let drawn = "return document.querySelectorAll('[data-testid=record]').length";
        let count = async || -> Outcome<u64> {
            let answer = desk.web().execute(drawn, Vec::new()).await?;
            Ok(answer.json().as_u64().unwrap_or(0))
        };
        assert!(count().await? < 150, "only what is in sight is drawn");
        let first = desk.part("record").await?.text().await?;
        let end = "window.scrollTo(0, document.documentElement.scrollHeight)";
        desk.web().execute(end, Vec::new()).await?;
        let last = desk
            .css("tr[data-testid=record][aria-rowindex='2001']")
            .await?;
        assert_ne!(last.text().await?, first);
        assert!(count().await? < 150);
        look_for(desk, "mercimek corba").await?;
        desk.becomes("record", |text| text.contains("Mercimek Çorbası"))
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_record_beyond_the_cut_opens_by_its_address() {
    let setup = Setup {
        products: 2_143,
        ..Setup::default()
    };
    Desk::run("manage_beyond", setup, async |desk| {
        let all = desk.sim().catalogue().await?;
        let last = all["products"]
            .as_array()
            .and_then(|all| all.last())
            .cloned();
        let last = last.unwrap_or_default();
        let id = last["id"].as_str().unwrap_or_default();
        let page = format!("/catalogue?view=products&id={id}");
        desk.open_with(Bill::Board, &[("page", page.as_str()), ("menu", "closed")])
            .await?;
        let title = last["title"].as_str().unwrap_or_default();
        let field = desk.css("#field-title").await?;
        assert_eq!(field.value().await?, title);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_check_lists_the_menu_s_faults_and_leads_to_them() {
    Desk::run("manage_check", Setup::default(), async |desk| {
        at(desk, "check").await?;
        desk.becomes("check", |text| {
            [
                "seçilemiyor",
                "birden çok kez",
                "ürünün adı aynı",
                "KDV",
                "barkodu yok",
            ]
            .iter()
            .all(|words| text.contains(words))
        })
        .await?;
        desk.part("finding")
            .await?
            .button("Düzelt")
            .await?
            .click()
            .await?;
        desk.part("record-form").await?;
        desk.keys(adisyon_e2e::Key::Escape).await?;
        desk.gone("record-form").await?;
        desk.button("Listele").await?.click().await?;
        desk.part("record").await?;
        Ok(())
    })
    .await;
}

async fn every_face(desk: &mut Desk) -> Outcome {
    listed(desk, "products").await?;
    seen(desk, "catalogue-products").await?;
    open(desk, "Döner").await?;
    seen(desk, "catalogue-form").await?;
    for tab in ["categories", "payment-methods", "ingredients"] {
        listed(desk, tab).await?;
        seen(desk, &format!("catalogue-{tab}")).await?;
    }
    at(desk, "check").await?;
    desk.part("finding").await?;
    seen(desk, "catalogue-check").await
}

in_every_language!(
    /// The lists of each kind, the form of a product, the check.
    the_catalogue, super::every_face
);
