//! Invented customers and staff, payment methods and stock cards.

use crate::money::{Money, Quantity, Rate};
use crate::restaurant::catalogue::{Ingredient, Method};
use crate::restaurant::people::{Customer, User};

/// Customers: (id, name, phone, address, region, lira spent).
const CUSTOMERS: [(&str, &str, &str, &str, &str, i64); 12] = [
    (
        "cu-5501",
        "Şükriye Hacımüftüoğlu",
        "05550000101",
        "Ihlamur Sk. No: 4 D: 2",
        "Merkez",
        1840,
    ),
    (
        "cu-5502",
        "Iraz Çağlayan",
        "05550000102",
        "Çınar Cd. No: 17",
        "Bahçelievler",
        420,
    ),
    (
        "cu-5503",
        "İlker Öztürk",
        "05550000103",
        "Gül Sk. No: 9",
        "Merkez",
        0,
    ),
    (
        "cu-5504",
        "Ömer Faruk Yıldızhan",
        "05550000104",
        "Lale Apt. 12/5",
        "Yenimahalle",
        12_950,
    ),
    (
        "cu-5505",
        "Gülşen Ağaoğlu-Kılıç",
        "05550000105",
        "Sanayi Cd. No: 88",
        "Sanayi",
        733,
    ),
    (
        "cu-5506",
        "Can Deniz",
        "05550000106",
        "İnönü Blv. No: 1",
        "Merkez",
        64,
    ),
    (
        "cu-5507",
        "Ünal Üstün",
        "05550000107",
        "Pınar Sk. No: 30",
        "Bahçelievler",
        310,
    ),
    (
        "cu-5508",
        "Zeynep Ay",
        "05550000108",
        "Kiraz Sk. No: 2",
        "Merkez",
        95,
    ),
    (
        "cu-5509",
        "Barış Tan",
        "05550000109",
        "Zambak Sk. No: 6",
        "Yenimahalle",
        2150,
    ),
    (
        "cu-5510",
        "Çiğdem Işık",
        "05550000110",
        "Menekşe Sk. No: 14",
        "Merkez",
        18,
    ),
    (
        "cu-5511",
        "Doğukan Ergün",
        "05550000111",
        "Selvi Cd. No: 51",
        "Sanayi",
        505,
    ),
    ("123456", "Ahmet Bayrak", "123456", "Adres", "", 28),
];

/// All customers.
pub fn customers() -> Vec<Customer> {
    let customers = CUSTOMERS
        .iter()
        .map(|(id, name, phone, address, region, spent)| Customer {
            id: (*id).to_owned(),
            name: Some((*name).to_owned()),
            phone: Some((*phone).to_owned()),
            call: Some(if *id == "cu-5501" {
                format!("{phone};17")
            } else {
                (*phone).to_owned()
            }),
            address: Some((*address).to_owned()),
            address_description: (*id == "cu-5501")
                .then(|| "Yeşil kapı, zil çalışmıyor".to_owned()),
            region: (!region.is_empty()).then(|| (*region).to_owned()),
            total: Money::lira(*spent),
        });
    customers.collect()
}

/// The customer with this id.
pub fn customer(id: &str) -> Option<Customer> {
    customers().into_iter().find(|customer| customer.id == id)
}

/// All staff.
pub fn users() -> Vec<User> {
    let user = |id: &str, name: &str, role| User {
        id: id.to_owned(),
        name: name.to_owned(),
        role,
    };
    vec![
        user("u-elif", "Elif Şahin", "manager"),
        user("u-murat", "Murat Gökçe", "staff"),
        user("u-aysun", "Ayşun Çelebi", "staff"),
        user("u-ibo", "İbrahim Uğur", "staff"),
    ]
}

/// Payment methods. Two share a title, because titles are not promised to be unique (C:G.8).
pub fn methods() -> Vec<Method> {
    let method = |id: &str, title: &str, description: &str, cash, noreport| Method {
        id: id.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        cash,
        noreport,
        owner: None,
    };
    vec![
        method("pm-nakit", "Nakit", "", true, false),
        method("7c-card", "Kredi Kartı", "Banka POS", false, false),
        method("7c-card-2", "Kredi Kartı", "Yedek POS", false, false),
        method("pm-yemek", "Yemek Çeki", "Kart ve kâğıt çek", false, false),
        method(
            "pm-online",
            "Online Ödeme",
            "Pazaryeri tahsil etti",
            false,
            false,
        ),
        method("pm-ikram", "İkram", "", false, true),
    ]
}

/// Stock cards: (id, title, unit, thousandths in stock, alert, tax).
const INGREDIENTS: [(&str, &str, &str, i64, i64, i64); 8] = [
    ("in-01", "Kuzu kıyma", "kg", 12_500, 4_000, 1),
    ("in-02", "Un", "kg", 84_000, 20_000, 1),
    ("in-03", "Domates", "kg", -1_250, 5_000, 1),
    ("in-04", "Ayran 20 cl", "adet", 96_000, 24_000, 1),
    ("in-05", "Antep fıstığı", "kg", 2_750, 1_000, 1),
    ("in-06", "Kola 33 cl", "adet", 0, 24_000, 10),
    ("in-07", "Zeytinyağı", "lt", 18_000, 6_000, 1),
    ("in-08", "Paket kutusu", "adet", 410_000, 100_000, 20),
];

/// All stock cards.
pub fn ingredients() -> Vec<Ingredient> {
    let cards = INGREDIENTS
        .iter()
        .map(|(id, title, unit, stock, alert, tax)| Ingredient {
            id: (*id).to_owned(),
            title: (*title).to_owned(),
            unit: (*unit).to_owned(),
            stock: Quantity(*stock),
            alert: Quantity(*alert),
            tax: Some(Rate::percent(*tax)),
            owner: None,
        });
    cards.collect()
}
