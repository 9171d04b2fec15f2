//! Which records are listed, and in which order: made to stay fast at thousands.
use adisyon_bill::fold::{fold, order_key};
use adisyon_bill::order;
use adisyon_wire::manage::{Owner, Record, Shelf};
use std::cmp::Ordering;

/// A list that was read, with what searching and sorting need, made once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// As it was read.
    pub shelf: Shelf,
    keys: Vec<Keys>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Keys {
    /// Place in Turkish order.
    order: Vec<u32>,
    /// Title, other names and barcode without case and marks.
    folded: String,
}

/// Which records are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Only {
    /// All.
    #[default]
    All,
    /// On sale.
    Active,
    /// Not on sale.
    Passive,
    /// Created here: these can be changed.
    Ours,
    /// Without tax.
    NoTax,
    /// Without barcode.
    NoBarcode,
}

/// What the list is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Column {
    /// The title, in Turkish order.
    #[default]
    Title,
    /// The category's title.
    Category,
    /// The price.
    Price,
    /// The tax.
    Tax,
}

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Only these.
    pub only: Only,
    /// Only of this category.
    pub category: Option<String>,
    /// Sorted by this.
    pub column: Column,
    /// The other way round.
    pub down: bool,
}

impl Known {
    /// A list with its keys.
    pub fn new(shelf: Shelf) -> Known {
        Known {
            keys: shelf.records.iter().map(keys).collect(),
            shelf,
        }
    }

    /// A record by its id.
    pub fn find(&self, id: &str) -> Option<&Record> {
        self.shelf.records.iter().find(|record| record.id == id)
    }

    /// The places of the records that are listed, in order. `categories` is the list of categories, if it is known.
    pub fn rows(&self, query: &Query, categories: Option<&Known>) -> Vec<usize> {
        let text = fold(&query.text);
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let in_category = |record: &Record, word: &str| {
            let id = record.fields.category.as_deref();
            let place = id.zip(categories).and_then(|(id, all)| all.place(id));
            let found = place.zip(categories);
            found.is_some_and(|(at, all)| all.keys[at].folded.contains(word))
        };
        let mut rows: Vec<usize> = (0..self.keys.len())
            .filter(|&at| {
                let record = &self.shelf.records[at];
                let found =
                    |word: &&str| self.keys[at].folded.contains(word) || in_category(record, word);
                query.wants(record) && words.iter().all(found)
            })
            .collect();
        order::sort_by(&mut rows, |&a, &b| self.compare(query, categories, a, b));
        rows
    }

    fn place(&self, id: &str) -> Option<usize> {
        let records = &self.shelf.records;
        records.iter().position(|record| record.id == id)
    }

    fn compare(&self, query: &Query, categories: Option<&Known>, a: usize, b: usize) -> Ordering {
        let fields = |at: usize| &self.shelf.records[at].fields;
        let category = |at: usize| {
            let id = fields(at).category.as_deref()?;
            let all = categories?;
            Some(&all.keys[all.place(id)?].order)
        };
        let by_column = match query.column {
            Column::Title => Ordering::Equal,
            Column::Category => category(a).cmp(&category(b)),
            Column::Price => fields(a).price.cmp(&fields(b).price),
            Column::Tax => fields(a).tax.cmp(&fields(b).tax),
        };
        let whole = by_column.then_with(|| self.keys[a].order.cmp(&self.keys[b].order));
        if query.down { whole.reverse() } else { whole }
    }
}

impl Query {
    fn wants(&self, record: &Record) -> bool {
        let fields = &record.fields;
        let of_category = self.category.is_none() || self.category == fields.category;
        of_category
            && match self.only {
                Only::All => true,
                Only::Active => fields.active != Some(false),
                Only::Passive => fields.active == Some(false),
                Only::Ours => record.owner == Owner::Ours,
                Only::NoTax => fields.tax.is_none(),
                Only::NoBarcode => lacks_barcode(record),
            }
    }

    /// Sorts by a column; a second time the other way round.
    pub fn sort_by(&mut self, column: Column) {
        self.down = self.column == column && !self.down;
        self.column = column;
    }
}

/// True if there is no barcode to scan.
pub fn lacks_barcode(record: &Record) -> bool {
    let barcode = record.fields.barcode.as_deref();
    barcode.is_none_or(|code| code.trim().is_empty())
}

fn keys(record: &Record) -> Keys {
    let fields = &record.fields;
    let title = fields.title.as_deref().unwrap_or_default();
    let mut folded = fold(title);
    for (_, name) in fields.names.iter().flatten() {
        folded.push('\n');
        folded.push_str(&fold(name));
    }
    if let Some(barcode) = &fields.barcode {
        folded.push('\n');
        folded.push_str(barcode.trim());
    }
    Keys {
        order: order_key(title),
        folded,
    }
}

/// The rows that are drawn of a long list: those in sight and some around, in whole blocks so that scrolling seldom draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Window {
    /// The first drawn.
    pub from: usize,
    /// The one after the last drawn.
    pub to: usize,
}

impl Window {
    /// How many rows are taken for granted before a list was measured.
    pub const FIRST: usize = 60;
    /// How many rows a block has.
    const BLOCK: usize = 20;

    /// The window for a list of `count` rows of `height` pixels, whose top is `above` pixels above the frame's and of which
    /// `sight` pixels can be seen.
    pub fn around(count: usize, height: f64, above: f64, sight: f64) -> Window {
        let row = |pixels: f64| (pixels.max(0.0) / height.max(1.0)) as usize;
        let from = row(above).min(count) / Window::BLOCK * Window::BLOCK;
        let end = row(above + sight) + 1;
        Window {
            from: from.saturating_sub(Window::BLOCK),
            to: (end / Window::BLOCK + 2)
                .saturating_mul(Window::BLOCK)
                .min(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_wire::manage::Fields;

    fn record(id: &str, title: &str, price: i64) -> Record {
        Record {
            id: id.into(),
            owner: Owner::Unknown,
            image: None,
            stock: None,
            fields: Fields {
                title: Some(title.into()),
                price: Some(price),
                ..Fields::default()
            },
        }
    }

    fn known(records: Vec<Record>) -> Known {
        Known::new(Shelf {
            records,
            read_at: 0,
            truncated: false,
            total: None,
            writable: true,
        })
    }

    fn menu() -> Known {
        let mut all = vec![
            record("s", "Şiş", 300),
            record("c", "Çay", 100),
            record("i", "Izgara 10", 200),
            record("j", "Izgara 2", 200),
            record("d", "Cacık", 50),
        ];
        all[0].fields.category = Some("k".into());
        all[1].fields.barcode = Some("869".into());
        all[1].fields.names = Some(vec![("en".into(), "Tea".into())]);
        all[1].fields.tax = Some(1000);
        all[2].fields.active = Some(false);
        all[3].owner = Owner::Ours;
        known(all)
    }

    fn listed(query: Query) -> String {
        let categories = known(vec![record("k", "Kebaplar", 0)]);
        let menu = menu();
        let rows = menu.rows(&query, Some(&categories));
        rows.iter()
            .map(|&at| menu.shelf.records[at].id.as_str())
            .collect()
    }

    #[test]
    fn the_order_is_turkish_with_numbers_by_value() {
        assert_eq!(listed(Query::default()), "dcjis");
        let down = Query {
            down: true,
            ..Query::default()
        };
        assert_eq!(listed(down), "sijcd");
        let mut by_price = Query::default();
        by_price.sort_by(Column::Price);
        assert_eq!(listed(by_price.clone()), "dcjis");
        by_price.sort_by(Column::Price);
        assert_eq!(listed(by_price.clone()), "sijcd");
        by_price.sort_by(Column::Category);
        assert!(!by_price.down);
        assert_eq!(listed(by_price), "dcjis");
    }

    #[test]
    fn titles_names_barcodes_and_categories_are_searched_without_marks() {
        for (text, ids) in [
            ("cay", "c"),
            ("TEA", "c"),
            ("869", "c"),
            ("ızgara 10", "i"),
            ("kebap", "s"),
            ("kebap sis", "s"),
            ("kebap cay", ""),
            ("  ", "dcjis"),
        ] {
            let query = Query {
                text: text.into(),
                ..Query::default()
            };
            assert_eq!(listed(query), ids, "{text}");
        }
    }

    #[test]
    fn filters_show_what_they_say() {
        for (only, ids) in [
            (Only::Active, "dcjs"),
            (Only::Passive, "i"),
            (Only::Ours, "j"),
            (Only::NoTax, "djis"),
            (Only::NoBarcode, "djis"),
        ] {
            let query = Query {
                only,
                ..Query::default()
            };
            assert_eq!(listed(query), ids, "{only:?}");
        }
        let kebaps = Query {
            category: Some("k".into()),
            ..Query::default()
        };
        assert_eq!(listed(kebaps), "s");
    }

    #[test]
    fn what_is_in_sight_is_drawn_and_little_more() {
        for above in [-500.0, 0.0, 39.0, 41.0, 4_000.0, 79_999.0, 1e9] {
            let window = Window::around(2_000, 40.0, above, 900.0);
            let first = ((above.max(0.0) / 40.0) as usize).min(1_999);
            let last = (((above + 900.0).max(0.0) / 40.0) as usize).min(1_999);
            if above < 80_000.0 {
                assert!(
                    window.from <= first && last < window.to,
                    "{above} {window:?}"
                );
            }
            assert!(window.to - window.from <= 120, "{above} {window:?}");
            assert!(window.to <= 2_000);
        }
        let (a, b) = (0.0, 300.0);
        assert_eq!(
            Window::around(2_000, 40.0, a, 900.0),
            Window::around(2_000, 40.0, b / 4.0, 900.0)
        );
        assert_eq!(
            Window::around(0, 40.0, 0.0, 900.0),
            Window { from: 0, to: 0 }
        );
    }

    #[test]
    fn two_thousand_records_are_listed_in_a_moment() {
        let all =
            (0..2_000).map(|at| record(&at.to_string(), &format!("Ürün {}", at * 7919 % 2000), at));
        let all = known(all.collect());
        let started = std::time::Instant::now();
        let query = Query {
            text: "ürün 1".into(),
            ..Query::default()
        };
        assert!(!all.rows(&query, None).is_empty());
        assert_eq!(all.rows(&Query::default(), None).len(), 2_000);
        // Unoptimised, on a busy machine: a hand notices a tenth of a second.
        assert!(
            started.elapsed().as_millis() < 500,
            "{:?}",
            started.elapsed()
        );
    }
}
