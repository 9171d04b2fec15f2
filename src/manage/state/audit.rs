//! The check of the menu: what makes lines of a bill unresolvable, or cannot be ordered at all. C:G.2, C:G.3.
use super::table::lacks_barcode;
use adisyon_bill::fold::title_key;
use adisyon_wire::manage::{Group, Record};
use std::collections::BTreeMap;

/// A fault of one product.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The product's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a product.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A group that no choice can satisfy: the group's title, and why.
    Impossible(String, Impossible),
    /// Two choices of this title: a line that carries one cannot be told from one that carries the other.
    TwinChoices(String),
    /// So many products have this very title.
    TwinTitle(usize),
}

/// Why a group cannot be satisfied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Impossible {
    /// At least so many, and there are none.
    Empty(i64),
    /// At least so many, and there are only so many.
    TooFew(i64, i64),
    /// At least so many, at most fewer.
    Crossed(i64, i64),
    /// More than one is needed where only one may be chosen.
    Single(i64),
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Faults of products, gravest first.
    pub findings: Vec<Finding>,
    /// How many products have no tax.
    pub no_tax: usize,
    /// How many products have no barcode.
    pub no_barcode: usize,
}

impl Report {
    /// True if nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.no_tax == 0 && self.no_barcode == 0
    }
}

/// Looks at all products, on sale or not: lines of open bills may name either.
pub fn check(products: &[Record]) -> Report {
    let mut report = Report {
        no_tax: products
            .iter()
            .filter(|one| one.fields.tax.is_none())
            .count(),
        no_barcode: products.iter().filter(|one| lacks_barcode(one)).count(),
        findings: Vec::new(),
    };
    let mut choices = Vec::new();
    let mut titles: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for product in products {
        let groups = product.fields.groups.as_deref().unwrap_or_default();
        for group in groups {
            if let Some(why) = impossible(group) {
                let fault = Fault::Impossible(group.title.clone(), why);
                report.findings.push(finding(product, fault));
            }
        }
        let twins = twins(groups).into_iter().map(Fault::TwinChoices);
        choices.extend(twins.map(|fault| finding(product, fault)));
        titles
            .entry(title_key(title(product)))
            .or_default()
            .push(product);
    }
    report.findings.append(&mut choices);
    for alike in titles.into_values().filter(|alike| alike.len() > 1) {
        let fault = Fault::TwinTitle(alike.len());
        report.findings.push(finding(alike[0], fault));
    }
    report
}

/// Why no choice satisfies this group; none if some does.
pub fn impossible(group: &Group) -> Option<Impossible> {
    let least = group.min.unwrap_or(0);
    let there = i64::try_from(group.choices.len()).unwrap_or(i64::MAX);
    // Upstream: a maximum of nothing means none was set, as the till itself reads it. C:F "options[].min / max".
    let most = group.max.filter(|most| *most > 0);
    if least <= 0 {
        None
    } else if there == 0 {
        Some(Impossible::Empty(least))
    } else if let Some(most) = most.filter(|most| *most < least) {
        Some(Impossible::Crossed(least, most))
    } else if there < least {
        Some(Impossible::TooFew(least, there))
    } else if least > 1 && !group.multiple {
        Some(Impossible::Single(least))
    } else {
        None
    }
}

/// Titles that more than one choice of a product has: lines name choices by title alone, whatever group they are of. C:G.3.
fn twins(groups: &[Group]) -> Vec<String> {
    let mut seen: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for choice in groups.iter().flat_map(|group| &group.choices) {
        let counted = seen.entry(title_key(&choice.title));
        counted.or_insert((0, &choice.title)).0 += 1;
    }
    let twice = seen.into_values().filter(|(count, _)| *count > 1);
    twice.map(|(_, title)| title.to_owned()).collect()
}

fn finding(product: &Record, fault: Fault) -> Finding {
    Finding {
        id: product.id.clone(),
        title: title(product).to_owned(),
        fault,
    }
}

fn title(product: &Record) -> &str {
    product.fields.title.as_deref().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_wire::manage::{Choice, Fields, Owner};

    fn group(min: Option<i64>, max: Option<i64>, multiple: bool, choices: &[&str]) -> Group {
        let choice = |title: &&str| Choice {
            title: (*title).into(),
            price: 0,
        };
        Group {
            title: "Boy".into(),
            min,
            max,
            multiple,
            choices: choices.iter().map(choice).collect(),
        }
    }

    fn product(id: &str, title: &str, groups: Vec<Group>) -> Record {
        Record {
            id: id.into(),
            owner: Owner::Unknown,
            image: None,
            stock: None,
            fields: Fields {
                title: Some(title.into()),
                tax: Some(1_000),
                barcode: Some("869".into()),
                groups: Some(groups),
                ..Fields::default()
            },
        }
    }

    fn faults(products: &[Record]) -> Vec<(String, Fault)> {
        let found = check(products).findings.into_iter();
        found.map(|one| (one.id, one.fault)).collect()
    }

    #[test]
    fn a_group_that_nobody_can_satisfy_is_found() {
        for (group, expected) in [
            (group(Some(1), None, false, &[]), Some(Impossible::Empty(1))),
            (
                group(Some(3), Some(5), true, &["a", "b"]),
                Some(Impossible::TooFew(3, 2)),
            ),
            (
                group(Some(2), Some(1), true, &["a", "b"]),
                Some(Impossible::Crossed(2, 1)),
            ),
            (
                group(Some(2), None, false, &["a", "b"]),
                Some(Impossible::Single(2)),
            ),
            (group(Some(2), Some(2), true, &["a", "b"]), None),
            (group(Some(1), Some(0), false, &["a"]), None),
            (group(None, Some(0), false, &[]), None),
            (group(Some(0), None, false, &[]), None),
        ] {
            assert_eq!(impossible(&group), expected, "{group:?}");
        }
    }

    #[test]
    fn twins_are_found_across_groups_whatever_their_case() {
        let pizza = product(
            "p",
            "Pizza",
            vec![
                group(None, None, true, &["İnce", "Kalın"]),
                group(None, None, true, &["ince"]),
            ],
        );
        assert_eq!(
            faults(&[pizza]),
            [("p".into(), Fault::TwinChoices("İnce".into()))]
        );
        let two = [
            product("a", "Künefe", vec![]),
            product("b", " KÜNEFE ", vec![]),
            product("c", "Kunefe", vec![]),
        ];
        assert_eq!(faults(&two), [("a".into(), Fault::TwinTitle(2))]);
    }

    #[test]
    fn missing_tax_and_barcode_are_counted() {
        let mut bare = product("a", "Ayran", vec![]);
        bare.fields.tax = None;
        bare.fields.barcode = Some(" ".into());
        let report = check(&[bare, product("b", "Çay", vec![])]);
        assert_eq!((report.no_tax, report.no_barcode), (1, 1));
        assert!(!report.is_clean());
        assert!(check(&[product("b", "Çay", vec![])]).is_clean());
    }
}
