//! The words and prices of the ordinary menu.

/// (id, title, colour, rank, active)
pub type CategoryRow = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<i64>,
    bool,
);

/// Every category.
#[rustfmt::skip]
pub const CATEGORIES: [CategoryRow; 18] = [
    ("c-01", "Çorbalar", Some("#d98a3d"), Some(1), true),
    (
        "c-02",
        "Lahmacun, Pide ve Dürüm",
        Some("#b5532a"),
        Some(2),
        true,
    ),
    ("c-03", "Izgaralar", Some("#8c2f1c"), Some(3), true),
    ("c-04", "Ev Yemekleri", Some("#a0752f"), Some(4), true),
    ("c-05", "Fırından", None, Some(5), true),
    ("c-06", "Börekler", Some("#c9a44a"), Some(6), true),
    ("c-07", "Zeytinyağlılar", Some("#6a8f3c"), Some(7), true),
    (
        "c-08",
        "Salatalar ve Mezeler",
        Some("#4f9b58"),
        Some(8),
        true,
    ),
    ("c-09", "Soğuk İçecekler", Some("#2f7fb5"), Some(9), true),
    ("c-10", "Sıcak İçecekler", Some("#6b4a35"), Some(10), true),
    ("c-11", "Tatlılar", Some("#c26a8d"), Some(11), true),
    ("c-12", "Alkollü İçecekler", Some("#5b3f8c"), None, true),
    ("c-13", "Şarküteri ve Kuruyemiş", None, Some(13), true),
    ("c-14", "Oyun Salonu", Some("#3f6f6a"), None, true),
    ("c-15", "Ramazan Menüsü", Some("#7a7a7a"), Some(99), false),
    ("a0-62", "Kahvaltı", Some("#e0b13c"), Some(0), true),
    ("a0-63", "Kafe", Some("#9c7b5a"), Some(12), true),
    ("demo-1", "Burgerler", None, None, false),
];

/// (category, tax in percent, dishes with their prices in lira)
pub type Dishes = (&'static str, i64, &'static [(&'static str, i64)]);

/// Every dish by category.
#[rustfmt::skip]
pub const DISHES: [Dishes; 14] = [
    (
        "c-01",
        10,
        &[
        ("Ezogelin Çorbası", 100), ("Yayla Çorbası", 95), ("İşkembe Çorbası", 150), ("Kelle Paça", 170),
        ("Domates Çorbası", 95), ("Tavuk Suyu Çorbası", 105), ("Tarhana Çorbası", 100), ("Beyran", 190),
        ("Balık Çorbası", 160),
        ],
    ),
    (
        "c-02",
        10,
        &[
        ("Kıymalı Pide", 190), ("Kaşarlı Pide", 185), ("Kuşbaşılı Pide", 230), ("Karışık Pide", 240),
        ("Sucuklu Pide", 200), ("Yumurtalı Pide", 180), ("Adana Dürüm", 210), ("Urfa Dürüm", 210),
        ("Ciğer Dürüm", 195), ("Et Döner Dürüm", 230), ("Fındık Lahmacun", 65), ("Antep Lahmacun", 130),
        ("Kapalı Pide", 235),
        ],
    ),
    (
        "c-03",
        10,
        &[
        ("Urfa Kebap", 380), ("Beyti Sarma", 430), ("Ali Nazik", 440), ("Kuzu Şiş", 460),
        ("Tavuk Şiş", 310), ("Tavuk Kanat", 290), ("Kuzu Pirzola", 620), ("Kaburga", 520),
        ("Ciğer Şiş", 340), ("Karışık Izgara", 690), ("Patlıcan Kebabı", 410), ("Çöp Şiş", 360),
        ("Kasap Köfte", 280), ("Akçaabat Köfte", 300), ("Levrek Izgara", 450),
        ],
    ),
    (
        "c-04",
        10,
        &[
        ("Kuru Fasulye", 140), ("Etli Nohut", 160), ("Karnıyarık", 175), ("İzmir Köfte", 185),
        ("Tas Kebabı", 230), ("Hünkâr Beğendi", 290), ("Etli Türlü", 190), ("Mantı", 210),
        ("Pirinç Pilavı", 70), ("Bulgur Pilavı", 65), ("Tavuklu Pilav", 140), ("Kapuska", 130),
        ("Etli Biber Dolması", 180), ("Fırın Makarna", 130),
        ],
    ),
    (
        "c-05",
        10,
        &[
        ("Güveçte Kuzu", 340), ("Fırın Sütlaçlı Ayva", 120), ("Kiremitte Köfte", 260),
        ("Kiremitte Alabalık", 280), ("Fırında Mücver", 120), ("Patates Graten", 130),
        ("Margarita Pizza", 210), ("Sucuklu Pizza", 240), ("Ton Balıklı Pizza", 260),
        ],
    ),
    (
        "c-06",
        10,
        &[
        ("Su Böreği", 120), ("Kol Böreği", 100), ("Sigara Böreği", 95), ("Paçanga Böreği", 130),
        ("Çiğ Börek", 90), ("Kıymalı Gözleme", 120), ("Peynirli Gözleme", 105), ("Patatesli Gözleme", 100),
        ("Boşnak Böreği", 125),
        ],
    ),
    (
        "c-07",
        10,
        &[
        ("Zeytinyağlı Yaprak Sarma", 130), ("Barbunya Pilaki", 110), ("Zeytinyağlı Taze Fasulye", 120),
        ("İmam Bayıldı", 130), ("Zeytinyağlı Pırasa", 105), ("Şakşuka", 115), ("Zeytinyağlı Kereviz", 110),
        ],
    ),
    (
        "c-08",
        10,
        &[
        ("Çoban Salata", 95), ("Mevsim Salata", 90), ("Gavurdağı Salata", 120), ("Sezar Salata", 190),
        ("Ton Balıklı Salata", 210), ("Haydari", 85), ("Acılı Ezme", 80), ("Humus", 90), ("Muhammara", 95),
        ("Atom", 90), ("Fava", 90), ("Patlıcan Salatası", 95), ("Cacık", 70), ("Köz Biber", 85),
        ("Rus Salatası", 85),
        ],
    ),
    (
        "c-09",
        10,
        &[
        ("Ayran Büyük", 55), ("Köpüklü Ayran", 50), ("Şalgam Suyu", 45), ("Su 50 cl", 20),
        ("Maden Suyu", 35), ("Kola Zero 33 cl", 65), ("Gazoz", 55), ("Ihlamurlu Soğuk Çay", 65),
        ("Şeftalili Soğuk Çay", 65), ("Vişne Suyu", 55), ("Nar Suyu", 110), ("Churchill", 60),
        ("Elma Suyu", 50),
        ],
    ),
    (
        "c-10",
        10,
        &[
        ("Fincan Çay", 40), ("Ihlamur", 55), ("Adaçayı", 55), ("Kuşburnu", 55), ("Sahlep", 80),
        ("Filtre Kahve", 85), ("Espresso", 75), ("Latte", 100), ("Cappuccino", 100), ("Americano", 90),
        ("Sıcak Çikolata", 105), ("Menengiç Kahvesi", 90),
        ],
    ),
    (
        "c-11",
        10,
        &[
        ("Künefe", 180), ("Katmer", 240), ("Sütlaç", 100), ("Kazandibi", 105), ("Kadayıf", 120),
        ("Şöbiyet", 140), ("Kabak Tatlısı", 110), ("Ayva Tatlısı", 115), ("Trileçe", 120),
        ("Profiterol", 130), ("Magnolya", 115), ("Dondurma (top)", 45), ("İrmik Helvası", 100),
        ("Aşure", 95), ("Güllaç", 110),
        ],
    ),
    (
        "c-12",
        20,
        &[
        ("Efes Pilsen 50 cl", 140), ("Bomonti Filtresiz", 150), ("Rakı 20 cl", 620), ("Rakı 35 cl", 980),
        ("Kırmızı Şarap (kadeh)", 210), ("Beyaz Şarap (kadeh)", 210), ("Votka (tek)", 230),
        ("Viski (tek)", 280),
        ],
    ),
    (
        "c-13",
        1,
        &[
        ("Antep Fıstığı (kg)", 780), ("Kaju (kg)", 690), ("Leblebi (kg)", 210), ("Pastırma (kg)", 1450),
        ("Kangal Sucuk (kg)", 890), ("Ezine Peyniri (kg)", 420), ("Eski Kaşar (kg)", 560),
        ("Süzme Bal (kg)", 480),
        ],
    ),
    (
        "a0-62",
        10,
        &[
        ("Serpme Kahvaltı (2 kişilik)", 640), ("Sahanda Yumurta", 95), ("Sucuklu Yumurta", 130),
        ("Omlet", 100), ("Kaşarlı Omlet", 120), ("Bal Kaymak", 140), ("Peynir Tabağı", 150),
        ("Zeytin Tabağı", 90), ("Poğaça", 35), ("Açma", 30), ("Pişi", 85), ("Kuymak", 150),
        ],
    ),
];

/// Sizes a dish may also have, with their share of the price in percent.
pub const PORTIONS: [(&str, i64); 8] = [
    ("(½ porsiyon)", 60),
    ("(1½ porsiyon)", 145),
    ("(duble)", 190),
    ("(çocuk)", 55),
    ("(paket)", 105),
    ("(aile boyu)", 280),
    ("(öğrenci)", 80),
    ("(glutensiz)", 115),
];
