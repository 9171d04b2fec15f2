//! What a keystroke and an opened bill cost at 2,000 products: `cargo bench -p adisyon-bill`. Prints the median of each.
use adisyon_bill::catalogue::{Catalogue, Product};
use adisyon_bill::fold::Index;
use adisyon_bill::line::{Identity, Line, LineKind, Note};
use adisyon_bill::resolve::{Resolution, resolve};
use adisyon_bill::{LineKey, Money, Quantity};
use std::hint::black_box;
use std::time::{Duration, Instant};

const PRODUCTS: usize = 2000;
const LINES: usize = 200;

fn product(number: usize) -> Product {
    const KINDS: [&str; 8] = [
        "Çiğ Köfte",
        "Ispanaklı Börek",
        "Kuşbaşılı Pide",
        "Şiş Kebap",
        "Güveç",
        "Ayran",
        "İçli Köfte",
        "Baklava",
    ];
    Product {
        id: format!("p-{number}").as_str().into(),
        title: format!("{} {}", KINDS[number % KINDS.len()], number / KINDS.len()),
        names: vec![("en".to_owned(), format!("Dish number {number}"))],
        category: None,
        price: Money::from_minor(1000 + 25 * (number as i64 % 400)),
        tax: None,
        active: true,
        barcode: Some(format!("86900{number:08}")),
        stock: None,
        image: None,
        groups: Vec::new(),
    }
}

fn line(title: &str) -> Line {
    Line {
        key: LineKey::new("line-0001"),
        kind: LineKind::Ordinary,
        identity: Identity::Unsupported,
        title: title.to_owned(),
        quantity: Quantity::ONE,
        options: Some(Vec::new()),
        note: Note::Text(String::new()),
        discount: Money::ZERO,
        extra: Money::ZERO,
        amount: Money::from_minor(1500),
        unit: None,
        vat: None,
        vat_mixed: false,
        own: Vec::new(),
        product_hint: None,
        resolution: Resolution::none(),
    }
}

fn median(name: &str, rounds: usize, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name:<44} {:>10.1?}", times[rounds / 2]);
}

fn main() {
    let products: Vec<Product> = (0..PRODUCTS).map(product).collect();
    median("index 2,000 products as a catalogue", 30, || {
        black_box(Catalogue::new(
            products.clone(),
            Vec::new(),
            Vec::new(),
            false,
        ));
    });
    let catalogue = Catalogue::new(products, Vec::new(), Vec::new(), false);
    median("prepare the search", 30, || {
        black_box(Index::new(&catalogue));
    });
    let index = Index::new(&catalogue);
    for query in ["", "k", "köf", "ıspanak börek 12", "8690000000123", "zzz"] {
        median(&format!("search {query:?}"), 300, || {
            black_box(index.find(query, None, 50));
        });
    }
    for (name, title) in [("known", "Ayran 7"), ("unknown", "Adana Köfte")] {
        median(
            &format!("resolve {LINES} lines of {name} title"),
            10,
            || {
                for _ in 0..LINES {
                    black_box(resolve(&line(title), &catalogue, None));
                }
            },
        );
    }
}
