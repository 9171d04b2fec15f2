//! The catalogue prepared for search while typing: everything is folded and ordered once, a query only compares bytes.
use super::{fold, order_key, title_key};
use crate::catalogue::{Catalogue, Product};
use crate::ids::{CategoryId, ProductId};
use crate::order;

/// A catalogue prepared for search.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Index {
    // Invariant: in Turkish order of the titles, so that hits of one rank need no sorting.
    entries: Vec<Entry>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Entry {
    id: ProductId,
    category: Option<CategoryId>,
    title: String,
    key: String,
    folded: String,
    names: Vec<String>,
    barcode: Option<String>,
    /// Of everything that it can be found by.
    letters: Letters,
}

/// Which letters occur, two or three of them to a bit: what lacks one of the query's letters is not looked at any closer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Letters(u64);

impl Letters {
    fn of(text: &str) -> Letters {
        let letters = text.bytes().filter(|byte| *byte != b' ');
        Letters(letters.fold(0, |all, byte| all | 1 << (byte % 64)))
    }

    fn and(self, other: Letters) -> Letters {
        Letters(self.0 | other.0)
    }

    fn has(self, all: Letters) -> bool {
        self.0 & all.0 == all.0
    }
}

/// How well a text answers a query; smaller is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Exact,
    Whole,
    Start,
    WordStart,
    Inside,
}

/// Ranks times two: with the marks as typed, and without.
const BUCKETS: usize = 10;

impl Index {
    /// Prepares every product, passive ones too.
    pub fn new(catalogue: &Catalogue) -> Index {
        let keyed = catalogue
            .folded()
            .map(|(product, folded)| (order_key(&product.title), product, folded));
        let mut products: Vec<(Vec<u32>, &Product, &str)> = keyed.collect();
        order::sort_by(&mut products, |(a, ..), (b, ..)| a.cmp(b));
        let entry = |(_, product, folded)| Entry::new(product, folded);
        Index {
            entries: products.into_iter().map(entry).collect(),
        }
    }

    /// Products for a query, best first: exact title or barcode, exact folded, title start, word start, inside; ties in Turkish order.
    /// Several words must all be found. An empty query gives the category (or all) in order. Within a rank, hits with the marks as
    /// typed come first; names in other languages count like the title.
    pub fn find(&self, query: &str, category: Option<&CategoryId>, limit: usize) -> Vec<ProductId> {
        let inside =
            |entry: &&Entry| category.is_none_or(|wanted| entry.category.as_ref() == Some(wanted));
        let query = Query::new(query);
        if query.folded.is_empty() {
            let all = self.entries.iter().filter(inside).take(limit);
            return all.map(|entry| entry.id.clone()).collect();
        }
        let mut buckets: [Vec<&Entry>; BUCKETS] = Default::default();
        for entry in self.entries.iter().filter(inside) {
            if let Some(rank) = entry.rank(&query) {
                let marks_off = !entry.key.contains(&query.key);
                buckets[rank as usize * 2 + usize::from(marks_off)].push(entry);
            }
        }
        let hits = buckets.into_iter().flatten().take(limit);
        hits.map(|entry| entry.id.clone()).collect()
    }

    /// The products with exactly this barcode; more than one is the menu's fault.
    pub fn with_barcode(&self, code: &str) -> Vec<&ProductId> {
        let code = code.trim();
        let mut hits = Vec::new();
        if !code.is_empty() {
            let same = |entry: &&Entry| entry.barcode.as_deref() == Some(code);
            hits.extend(self.entries.iter().filter(same).map(|entry| &entry.id));
        }
        hits
    }
}

struct Query<'a> {
    text: &'a str,
    key: String,
    letters: Letters,
    folded: String,
}

impl<'a> Query<'a> {
    fn new(text: &'a str) -> Query<'a> {
        let folded = fold(text);
        Query {
            text: text.trim(),
            key: title_key(text),
            letters: Letters::of(&folded),
            folded,
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.folded.split(' ').filter(|word| !word.is_empty())
    }
}

impl Entry {
    fn new(product: &Product, folded: &str) -> Entry {
        let trimmed = |code: &String| code.trim().to_owned();
        let mut names: Vec<String> = Vec::new();
        for (_, name) in &product.names {
            let name = fold(name);
            if !name.is_empty() && name != folded && !names.contains(&name) {
                names.push(name);
            }
        }
        let mut letters = Letters::of(folded);
        for name in &names {
            letters = letters.and(Letters::of(name));
        }
        if let Some(code) = &product.barcode {
            letters = letters.and(Letters::of(&fold(code)));
        }
        Entry {
            id: product.id.clone(),
            category: product.category.clone(),
            title: product.title.trim().to_owned(),
            key: title_key(&product.title),
            folded: folded.to_owned(),
            names,
            barcode: product.barcode.as_ref().map(trimmed),
            letters,
        }
    }

    fn rank(&self, query: &Query<'_>) -> Option<Rank> {
        if !self.letters.has(query.letters) {
            return None;
        }
        if self.title == query.text || self.barcode.as_deref() == Some(query.text) {
            return Some(Rank::Exact);
        }
        let texts = std::iter::once(&self.folded).chain(&self.names);
        texts.filter_map(|text| rank(text, query)).min()
    }
}

fn rank(text: &str, query: &Query<'_>) -> Option<Rank> {
    if let Some(rest) = text.strip_prefix(query.folded.as_str()) {
        return Some(if rest.is_empty() {
            Rank::Whole
        } else {
            Rank::Start
        });
    }
    let mut worst = Rank::WordStart;
    for word in query.words() {
        let mut places = places(text, word).peekable();
        places.peek()?;
        if !places.any(|at| starts_a_word(text, at)) {
            worst = Rank::Inside;
        }
    }
    Some(worst)
}

/// Where a word stands in a text. Both are short: a plain look at each byte is quicker than a search that prepares itself.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let first = word.first();
    let starts = 0..(text.len() + 1).saturating_sub(word.len());
    starts.filter(move |&at| text.get(at) == first && text[at..].starts_with(word))
}

fn starts_a_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    !before.is_some_and(char::is_alphanumeric)
}
