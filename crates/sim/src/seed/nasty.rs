//! The products with a story: the platform's own samples and every fault a catalogue may have (C:E.4, C:F).
//! Their ids are fixed, tests name them.

use super::samples;
use crate::money::{Money, Rate};
use crate::restaurant::catalogue::{Choice, Group, Product};
use serde_json::{Value, json};

/// All of them.
pub fn products() -> Vec<Product> {
    let mut all = samples::products();
    all.extend(twins());
    all.extend(with_options());
    all.extend(odd_ones());
    all
}

/// An active product with the usual fields.
pub fn product(id: &str, title: &str, category: &str, kurus: i64, tax: i64) -> Product {
    Product {
        id: id.to_owned(),
        title: title.to_owned(),
        category: category.to_owned(),
        price: Money(kurus),
        tax: Some(Rate::percent(tax)),
        active: true,
        barcode: Some(String::new()),
        barcode_type: Some("Product".to_owned()),
        stock: Some(40),
        languages: Some(json!({})),
        ..Product::default()
    }
}

/// A choice with an id.
pub fn choice(id: u64, title: &str, kurus: i64) -> Choice {
    Choice {
        id: Some(id),
        title: title.to_owned(),
        price: Money(kurus),
        vat: None,
    }
}

fn group(
    id: &str,
    title: &str,
    min: impl Into<Value>,
    max: impl Into<Value>,
    choices: Vec<Choice>,
) -> Group {
    let max = max.into();
    Group {
        id: Some(json!(id)),
        title: Some(title.to_owned()),
        min: Some(min.into()),
        multiple: max != json!(1) && max != json!("1"),
        max: Some(max),
        choices,
    }
}

/// Duplicate titles, at the same price and at different ones (C:G.2 rung 5).
fn twins() -> Vec<Product> {
    vec![
        product("ay-0007", "Ayran", "c-09", 3550, 10),
        product("ay-0008", "Ayran", "c-09", 3550, 10),
        product("cy-0001", "Çay", "c-10", 2500, 10),
        product("li-0001", "Limonata", "c-09", 6000, 10),
        product("li-0002", "Limonata", "c-09", 7500, 10),
    ]
}

/// Option groups of every kind.
fn with_options() -> Vec<Product> {
    let hot = || {
        group(
            "g-aci",
            "Acı",
            1,
            1,
            vec![
                choice(1_791_000_000_101, "Acısız", 0),
                choice(1_791_000_000_102, "Acılı", 0),
            ],
        )
    };
    let lahmacun_extra = vec![
        choice(1_791_000_000_103, "Bol limon", 0),
        choice(1_791_000_000_104, "Közlenmiş biber", 1500),
        choice(1_791_000_000_105, "Çift kıyma", 4000),
    ];
    let portion = vec![
        choice(1_791_000_000_111, "1 porsiyon", 0),
        choice(1_791_000_000_112, "1,5 porsiyon", 14_000),
    ];
    let sides = vec![
        choice(1_791_000_000_113, "Bulgur pilavı", 0),
        choice(1_791_000_000_114, "Közlenmiş sebze", 0),
        choice(1_791_000_000_115, "Acılı ezme", 2000),
    ];
    let sauces = vec![
        choice(1_791_000_000_121, "Acı sos", 725),
        choice(1_791_000_000_122, "Sarımsaklı yoğurt", 725),
    ];
    let extras = vec![
        choice(1_791_000_000_123, "Acı sos", 1200),
        choice(1_791_000_000_124, "Kaşar", 2500),
    ];
    let nameless = Group {
        id: None,
        title: None,
        min: Some(json!("1")),
        max: Some(json!("4")),
        multiple: true,
        choices: ["Mısır", "Zeytin", "Sosis", "Rus salatası"]
            .iter()
            .map(|title| Choice {
                id: None,
                title: (*title).to_owned(),
                price: Money(1000),
                vat: None,
            })
            .collect(),
    };
    let soup = Group {
        id: Some(json!(81)),
        title: Some(String::new()),
        min: Some(json!("0")),
        max: Some(json!(3)),
        multiple: true,
        choices: vec![
            choice(1_791_000_000_011, "Acı sos", 725),
            Choice {
                id: None,
                title: "Limonsuz".to_owned(),
                price: Money(0),
                vat: None,
            },
        ],
    };
    let liqueur = Choice {
        vat: Some(Rate::percent(20)),
        ..choice(1_791_000_000_132, "Nane likörü", 9000)
    };
    let beside = vec![choice(1_791_000_000_131, "Lokum", 0), liqueur];
    let sweetness = ["Sade", "Az şekerli", "Orta", "Şekerli"];
    let sweetness = sweetness
        .iter()
        .zip(1_791_000_000_141..)
        .map(|(title, id)| choice(id, title, 0))
        .collect();
    let with = |base: Product, options| Product { options, ..base };
    vec![
        with(
            product("lm-0001", "Lahmacun", "c-02", 12_000, 10),
            vec![hot(), group("g-lm-ek", "Ekstra", 0, 3, lahmacun_extra)],
        ),
        with(
            product("ad-0001", "Adana Kebap", "c-03", 38_000, 10),
            vec![
                group("g-ad-por", "Porsiyon", "1", "1", portion),
                group("g-ad-yan", "Yanında", 1, 2, sides),
            ],
        ),
        with(
            product("dn-0001", "Tavuk Döner Dürüm", "c-02", 16_500, 10),
            vec![
                group("g-dn-sos", "Soslar", 0, 2, sauces),
                group("g-dn-ek", "Ekstralar", 0, 5, extras),
            ],
        ),
        with(
            product("km-0001", "Kumpir", "c-05", 19_000, 10),
            vec![nameless],
        ),
        with(
            product("mc-0042", "Mercimek Çorbası", "c-01", 10_000, 10),
            vec![soup],
        ),
        with(
            product("tk-0001", "Türk Kahvesi", "c-10", 7000, 10),
            vec![
                group("g-tk-sek", "Şeker", 1, 1, sweetness),
                group("g-tk-yan", "Yanında", "0", "2", beside),
            ],
        ),
    ]
}

/// Products nobody can order, sold by time or by weight, with no stock, or with names that break searches.
fn odd_ones() -> Vec<Product> {
    let impossible = group("g-menu", "Ana yemek", 1, 1, Vec::new());
    let contrary = vec![
        choice(1_791_000_000_151, "Mantar", 1500),
        choice(1_791_000_000_152, "Mısır", 1000),
    ];
    let languages = json!({"US": {"title": "Baklava with pistachio"}, "de": {"title": "Baklava mit Pistazien"}});
    vec![
        Product {
            options: vec![impossible],
            ..product("gm-0001", "Günün Menüsü", "c-04", 25_000, 10)
        },
        Product {
            options: vec![group("g-pz", "Ekstra malzeme", 3, 1, contrary)],
            ..product("pz-0001", "Karışık Pizza", "c-05", 27_000, 10)
        },
        Product {
            per_hour: Some(Money::lira(180)),
            stock: None,
            ..product("bl-0001", "Bilardo (saat)", "c-14", 0, 20)
        },
        Product {
            languages: Some(languages),
            ..product("bk-0001", "Fıstıklı Baklava (kg)", "c-11", 85_000, 1)
        },
        product("kb-0001", "Kabak Çekirdeği (kg)", "c-13", 32_999, 1),
        product("ck-0001", "Çiğ Köfte", "c-02", 9500, 10),
        product("is-0001", "Ispanaklı Börek", "c-06", 11_000, 10),
        product("is-0002", "İskender", "c-03", 42_000, 10),
        product("ig-0001", "Iğdır Kayısısı Kompostosu", "c-11", 8000, 10),
        product("iz-0001", "Izgara Köfte", "c-03", 24_500, 10),
        product("sk-0001", "Sıkma Portakal Suyu", "c-09", 11_000, 10),
        Product {
            stock: Some(0),
            ..product("kl-0001", "Kola 33 cl", "c-09", 6500, 10)
        },
        Product {
            active: false,
            ..product("zy-0001", "Zeytinyağlı Enginar", "c-07", 17_500, 10)
        },
        Product {
            tax: None,
            ..product("rk-0001", "Rakı (tek)", "c-12", 26_000, 20)
        },
        product(
            "uz-0001",
            "Şefin Özel Kuzu Kol Tandırı, Köy Tereyağlı Bulgur Pilavı ve Közlenmiş Mevsim Sebzeleri ile (2 kişilik)",
            "c-03",
            149_999,
            10,
        ),
    ]
}
