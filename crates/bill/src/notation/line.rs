//! Reads a line of the notation.
use super::GROUP;
use super::parse::{money, product_id};
use crate::ids::{DeclaredId, LineKey};
use crate::line::{Chosen, Identity, Line, LineKind, Note, ReadOption};
use crate::problem::Trouble;
use crate::resolve::{Evidence, Found, OptionsFound, Resolution};
use crate::{Money, Quantity, Rate};

/// A line's text cut up.
pub(super) struct Parts<'a> {
    pub(super) quantity: Quantity,
    pub(super) title: &'a str,
    pub(super) options: Vec<(String, Money)>,
    pub(super) unit: Money,
    pub(super) note: &'a str,
    pub(super) flags: Vec<&'a str>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(segment: &'a str) -> Parts<'a> {
        let wrong = || -> ! { panic!("not a line: {segment:?}") };
        let Some((what, rest)) = segment.split_once('@') else {
            wrong()
        };
        let (before_note, note, after_note) = match rest.split_once('"') {
            Some((before, rest)) => match rest.split_once('"') {
                Some((note, after)) => (before, note, after),
                None => wrong(),
            },
            None => (rest, "", ""),
        };
        let mut words = before_note.split_whitespace();
        let unit = words.next().map_or_else(|| wrong(), money);
        let Some((quantity, named)) = what.trim().split_once(' ') else {
            wrong()
        };
        let (title, options) = match named.split_once('[') {
            Some((title, options)) => (title, options.trim_end_matches([' ', ']'])),
            None => (named, ""),
        };
        let options = options
            .split(',')
            .map(str::trim)
            .filter(|text| !text.is_empty());
        Parts {
            quantity: Quantity::parse_decimal(quantity).unwrap_or_else(|_| wrong()),
            title: title.trim(),
            options: options.map(option).collect(),
            unit,
            note,
            flags: words.chain(after_note.split_whitespace()).collect(),
        }
    }

    fn has(&self, word: &str) -> bool {
        self.flags.contains(&word)
    }

    fn after(&self, mark: char) -> Option<&'a str> {
        self.flags.iter().find_map(|flag| flag.strip_prefix(mark))
    }

    fn amount(&self, mark: char) -> Money {
        self.after(mark).map_or(Money::ZERO, money)
    }
}

fn option(text: &str) -> (String, Money) {
    match text.split_once('+') {
        Some((title, price)) => (title.to_owned(), money(price)),
        None => (text.to_owned(), Money::ZERO),
    }
}

pub(super) fn rate(parts: &Parts<'_>) -> Option<Rate> {
    parts
        .after('%')
        .and_then(|text| Rate::parse_decimal(text).ok())
}

pub(super) fn line(segment: &str, at: usize, old: bool) -> Line {
    let parts = Parts::of(segment);
    let (discount, extra) = (parts.amount('-'), parts.amount('+'));
    let unit = parts.unit + parts.options.iter().map(|(_, price)| *price).sum();
    let gross = parts.quantity.times(unit);
    let (key, identity) = identity(&parts, at, old);
    let read = |(title, price): &(String, Money)| ReadOption {
        id: (!old).then(|| format!("o-{title}")),
        title: title.clone(),
        price: (!old).then_some(*price),
    };
    let options = parts.options.iter().map(read).collect();
    Line {
        key: LineKey::new(key),
        kind: LineKind::Ordinary,
        identity,
        title: parts.title.to_owned(),
        quantity: parts.quantity,
        options: (!parts.has("unknown")).then_some(options),
        note: match parts.has("hidden") {
            true => Note::Hidden,
            false => Note::Text(parts.note.to_owned()),
        },
        discount,
        extra,
        amount: parts.after('=').map_or(gross - discount + extra, money),
        unit: (!old).then_some(parts.unit),
        vat: rate(&parts),
        vat_mixed: false,
        own: Vec::new(),
        product_hint: None,
        resolution: resolution(&parts),
    }
}

fn identity(parts: &Parts<'_>, at: usize, old: bool) -> (String, Identity) {
    let plain = parts.after('~');
    let key = plain.or_else(|| parts.after('#')).map(str::to_owned);
    let key = key.unwrap_or_else(|| format!("line-{:04}", at + 1));
    let legal = || DeclaredId::echo(&key).unwrap_or_else(|why| panic!("{key:?}: {why:?}"));
    let identity = match (old, parts.has("lost"), plain) {
        (true, _, _) => Identity::Unsupported,
        (_, true, _) => Identity::Lost,
        (_, _, Some(_)) => Identity::Plain(legal()),
        _ => Identity::Declared(legal()),
    };
    (key, identity)
}

fn resolution(parts: &Parts<'_>) -> Resolution {
    let id = product_id(parts.title);
    let chosen: Vec<Chosen> = parts
        .options
        .iter()
        .map(|(title, _)| chosen(title))
        .collect();
    let twice = (1..chosen.len()).find(|&at| chosen[..at].contains(&chosen[at]));
    let found = match () {
        () if parts.has("gone") => Found::Gone,
        () if parts.has("unresolved") => Found::Unresolved(Vec::new()),
        () if parts.has("probable") => Found::Probable(id, Evidence::Narrowed),
        () => Found::Certain(id, Evidence::Title),
    };
    let options = match twice {
        _ if parts.has("unknown") => OptionsFound::Doubt(Trouble::OptionsUnknown),
        Some(at) => OptionsFound::Doubt(Trouble::OptionTwice(chosen[at].title.clone())),
        None => OptionsFound::All(chosen),
    };
    Resolution { found, options }
}

/// The choice of that title in any product of a [`menu`].
pub fn chosen(title: &str) -> Chosen {
    Chosen {
        group: GROUP.to_owned(),
        id: Some(format!("o-{title}")),
        title: title.to_owned(),
    }
}

pub(super) fn special(kind: LineKind, key: &str, title: &str, amount: &str) -> Line {
    let mut line = line(&format!("1 {title} @{amount}"), 0, false);
    line.kind = kind;
    line.key = LineKey::from(key);
    line.identity = Identity::Unsupported;
    line.resolution = Resolution::none();
    line
}
