//! Records of the platform's documents, field for field, and the products of its sample accounts.

use super::nasty::{choice, product};
use crate::money::Money;
use crate::restaurant::catalogue::{Choice, Group, Product};
use serde_json::json;

/// All of them.
pub fn products() -> Vec<Product> {
    let burger = Product {
        image: Some(
            "https://restomenum.s3.eu-central-1.amazonaws.com/server/x/original.jpeg".to_owned(),
        ),
        barcode: Some("owDow".to_owned()),
        stock: Some(-804),
        options: vec![Group {
            id: Some(json!("CUMSaEfDbQcDiKBZVFPd")),
            title: Some("Patates Tercihi".to_owned()),
            min: Some(json!("1")),
            max: Some(json!("1")),
            multiple: false,
            choices: vec![
                choice(1_675_088_821_974, "Sade", 0),
                choice(1_675_088_821_975, "Baharatlı", 500),
            ],
        }],
        ..product(
            "djzPF5wjaNMZ81oeIc3v-1649969203832",
            "Coleslaw Chicken Burger",
            "demo-1",
            50_990,
            0,
        )
    };
    let menemen = Product {
        image: Some("https://d37x2wx7jj7xm7.cloudfront.net/server/SM9M/original.jpeg".to_owned()),
        stock: Some(59),
        languages: None,
        options: vec![Group {
            id: None,
            title: Some(String::new()),
            min: Some(json!(0)),
            max: Some(json!(99)),
            multiple: true,
            choices: vec![
                choice(1_661_781_517_624, "Sade", 0),
                choice(1_661_781_517_374, "Peynir", 100),
                choice(1_661_781_517_278, "Kavurma", 500),
                choice(1_661_781_517_482, "Sucuk", 200),
            ],
        }],
        ..product("3b5d-f6d0", "Menemen", "a0-62", 1900, 0)
    };
    let breakfast = Product {
        image: Some("https://res.cloudinary.com/x/ezhdzw5n5y8rl8r8jbup.jpg".to_owned()),
        barcode: None,
        barcode_type: None,
        stock: None,
        languages: None,
        ..product("3b5d-54fc", "Kahvaltı Tabağı", "a0-62", 3750, 0)
    };
    let legacy = |base: Product| Product {
        tax: None,
        barcode: None,
        barcode_type: None,
        languages: None,
        ..base
    };
    let untitled = |title: &str, kurus| Choice {
        id: None,
        title: title.to_owned(),
        price: Money(kurus),
        vat: None,
    };
    let toast = Product {
        stock: None,
        options: vec![Group {
            choices: vec![untitled("Kaşarlı", 0), untitled("Karışık", 1000)],
            ..Group::default()
        }],
        ..legacy(product("old-1", "Tost", "a0-62", 4500, 0))
    };
    let tea = Product {
        active: false,
        stock: Some(-804),
        ..legacy(product("old-2", "Çay", "a0-63", 1250, 0))
    };
    vec![
        burger,
        menemen,
        breakfast,
        toast,
        tea,
        product("smp-cortado", "Cortado", "a0-63", 1390, 10),
        product("smp-hypatia", "HYPATİA KAHVALTI", "a0-62", 16_000, 10),
        product("smp-kori", "KÖRİ SOSLU TAVUK", "c-01", 6500, 10),
        product("smp-simit", "Simit", "a0-62", 850, 1),
    ]
}
