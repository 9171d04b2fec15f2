//! What each kind's fields may hold. C:E.5. Asked in the page while typing, and again in the backend.
use super::{Fields, Group, Kind};
use adisyon_json::tagged;
use serde::{Deserialize, Serialize};

tagged!(Field {
    Title,
    Price,
    Category,
    Tax,
    Active,
    Barcode,
    Names,
    Groups,
    Colour,
    Description,
    Cash,
    Noreport,
    Unit,
    Alert
});
tagged!(Why {
    Missing,
    Short,
    Long,
    Many,
    Range,
    NotFound,
    Number,
    Either,
    Refused
});

/// A field that can be written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    Title,
    Price,
    Category,
    Tax,
    Active,
    Barcode,
    Names,
    Groups,
    Colour,
    Description,
    Cash,
    Noreport,
    Unit,
    Alert,
}

/// What is wrong with a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It must be there.
    Missing,
    /// Fewer letters than allowed.
    Short,
    /// More letters than allowed.
    Long,
    /// More entries than allowed.
    Many,
    /// Below or above what is allowed.
    Range,
    /// It names nothing that exists. `plugin.catalog.categoryNotFound`.
    NotFound,
    /// No number.
    Number,
    /// A number that can be read two ways: `1.234`.
    Either,
    /// The platform refused it with words of its own.
    Refused,
}

/// The least letters of a title.
const TITLE_MIN: usize = 2;
/// The most option groups of a product.
const MAX_GROUPS: usize = 20;
/// The most choices of a group: not documented, a bound all the same.
const MAX_CHOICES: usize = 100;
/// The most names in other languages.
const MAX_NAMES: usize = 30;
/// The highest price: the largest amount anything here counts with, minor units.
const MAX_PRICE: i64 = 1_000_000_000_000;
/// The highest bound of a group.
const MAX_BOUND: i64 = 1000;
/// A hundred percent.
const WHOLE: i64 = 10_000;

/// The fields that a kind has, in the order of its form.
pub const fn writable(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Products => &[
            Field::Title,
            Field::Category,
            Field::Price,
            Field::Tax,
            Field::Barcode,
            Field::Active,
            Field::Names,
            Field::Groups,
        ],
        Kind::Categories => &[Field::Title, Field::Colour, Field::Active, Field::Names],
        Kind::Methods => &[
            Field::Title,
            Field::Description,
            Field::Cash,
            Field::Noreport,
        ],
        Kind::Ingredients => &[Field::Title, Field::Unit, Field::Alert, Field::Tax],
    }
}

/// Everything that the platform would refuse. Of a new record what it needs must be there; of a change only what is written counts.
pub fn problems(kind: Kind, fields: &Fields, is_new: bool) -> Vec<(Field, Why)> {
    let mut found = Vec::new();
    let needed: &[Field] = match kind {
        Kind::Products => &[Field::Title, Field::Price, Field::Category],
        Kind::Ingredients => &[Field::Title, Field::Unit],
        Kind::Categories | Kind::Methods => &[Field::Title],
    };
    for field in writable(kind) {
        let why = wrong(kind, fields, *field);
        let missing = is_new && needed.contains(field) && !is_there(fields, *field);
        found.extend(
            why.or(missing.then_some(Why::Missing))
                .map(|why| (*field, why)),
        );
    }
    found
}

fn is_there(fields: &Fields, field: Field) -> bool {
    match field {
        Field::Title => fields.title.is_some(),
        Field::Price => fields.price.is_some(),
        Field::Category => fields.category.is_some(),
        Field::Unit => fields.unit.is_some(),
        _ => true,
    }
}

fn wrong(kind: Kind, fields: &Fields, field: Field) -> Option<Why> {
    match field {
        Field::Title => {
            let longest = if kind == Kind::Products { 200 } else { 100 };
            letters(fields.title.as_deref(), TITLE_MIN, longest)
        }
        Field::Category => letters(fields.category.as_deref(), 1, 200),
        Field::Barcode => letters(fields.barcode.as_deref(), 0, 64),
        Field::Colour => letters(fields.colour.as_deref(), 0, 32),
        Field::Description => letters(fields.description.as_deref(), 0, 500),
        Field::Unit => letters(fields.unit.as_deref(), 1, 32),
        Field::Price => range(fields.price, MAX_PRICE),
        Field::Tax => range(fields.tax, WHOLE),
        Field::Alert => range(fields.alert, MAX_PRICE),
        Field::Names => names(fields.names.as_deref()?),
        Field::Groups => groups(fields.groups.as_deref()?),
        Field::Active | Field::Cash | Field::Noreport => None,
    }
}

fn letters(text: Option<&str>, least: usize, most: usize) -> Option<Why> {
    let count = text?.trim().chars().count();
    if count == 0 && least > 0 {
        Some(Why::Missing)
    } else if count < least {
        Some(Why::Short)
    } else {
        (count > most).then_some(Why::Long)
    }
}

fn range(number: Option<i64>, most: i64) -> Option<Why> {
    (!(0..=most).contains(&number?)).then_some(Why::Range)
}

fn names(names: &[(String, String)]) -> Option<Why> {
    if names.len() > MAX_NAMES {
        return Some(Why::Many);
    }
    let long = |(key, name): &(String, String)| key.len() > 32 || name.chars().count() > 200;
    names.iter().any(long).then_some(Why::Long)
}

fn groups(groups: &[Group]) -> Option<Why> {
    if groups.len() > MAX_GROUPS || groups.iter().any(|group| group.choices.len() > MAX_CHOICES) {
        return Some(Why::Many);
    }
    groups.iter().find_map(group)
}

fn group(group: &Group) -> Option<Why> {
    let bounds = [group.min, group.max];
    let bound = bounds.iter().find_map(|bound| range(*bound, MAX_BOUND));
    let choice = group.choices.iter().find_map(|choice| {
        letters(Some(&choice.title), 1, 200).or(range(Some(choice.price), MAX_PRICE))
    });
    bound.or(choice).or(letters(Some(&group.title), 0, 200))
}

#[cfg(test)]
mod tests {
    use super::super::Choice;
    use super::*;

    fn soup() -> Fields {
        Fields {
            title: Some("Çorba".into()),
            price: Some(10_000),
            category: Some("c-01".into()),
            ..Fields::default()
        }
    }

    #[test]
    fn a_new_record_needs_what_its_kind_needs_and_a_change_needs_nothing() {
        let nothing = Fields::default();
        for (kind, needed) in [
            (
                Kind::Products,
                vec![Field::Title, Field::Category, Field::Price],
            ),
            (Kind::Categories, vec![Field::Title]),
            (Kind::Methods, vec![Field::Title]),
            (Kind::Ingredients, vec![Field::Title, Field::Unit]),
        ] {
            let missing: Vec<Field> = problems(kind, &nothing, true)
                .into_iter()
                .map(|(field, why)| {
                    assert_eq!(why, Why::Missing);
                    field
                })
                .collect();
            assert_eq!(missing, needed, "{kind:?}");
            assert_eq!(problems(kind, &nothing, false), []);
        }
        assert_eq!(problems(Kind::Products, &soup(), true), []);
    }

    #[test]
    fn every_limit_holds_at_its_number() {
        let check = |kind, change: &dyn Fn(&mut Fields), expected: Option<(Field, Why)>| {
            let mut fields = Fields::default();
            change(&mut fields);
            let found = problems(kind, &fields, false);
            assert_eq!(found, Vec::from_iter(expected), "{kind:?} {fields:?}");
        };
        let text = |letters: usize| Some("ş".repeat(letters));
        for (kind, longest) in [(Kind::Products, 200), (Kind::Methods, 100)] {
            check(kind, &|f| f.title = text(longest), None);
            check(
                kind,
                &|f| f.title = text(longest + 1),
                Some((Field::Title, Why::Long)),
            );
            check(
                kind,
                &|f| f.title = text(1),
                Some((Field::Title, Why::Short)),
            );
            check(
                kind,
                &|f| f.title = Some("  ".into()),
                Some((Field::Title, Why::Missing)),
            );
        }
        let products = Kind::Products;
        check(products, &|f| f.barcode = text(64), None);
        check(
            products,
            &|f| f.barcode = text(65),
            Some((Field::Barcode, Why::Long)),
        );
        check(products, &|f| f.tax = Some(10_000), None);
        check(
            products,
            &|f| f.tax = Some(10_001),
            Some((Field::Tax, Why::Range)),
        );
        check(
            products,
            &|f| f.price = Some(-1),
            Some((Field::Price, Why::Range)),
        );
        check(
            Kind::Methods,
            &|f| f.description = text(501),
            Some((Field::Description, Why::Long)),
        );
        check(
            Kind::Ingredients,
            &|f| f.unit = text(33),
            Some((Field::Unit, Why::Long)),
        );
        check(
            Kind::Ingredients,
            &|f| f.alert = Some(-1),
            Some((Field::Alert, Why::Range)),
        );
        check(
            Kind::Categories,
            &|f| f.colour = text(33),
            Some((Field::Colour, Why::Long)),
        );
        let names = |n: usize| Some((0..n).map(|at| (at.to_string(), "x".into())).collect());
        check(products, &|f| f.names = names(30), None);
        check(
            products,
            &|f| f.names = names(31),
            Some((Field::Names, Why::Many)),
        );
        let groups = |n: usize| Some(vec![Group::default(); n]);
        check(products, &|f| f.groups = groups(20), None);
        check(
            products,
            &|f| f.groups = groups(21),
            Some((Field::Groups, Why::Many)),
        );
        let unnamed = Group {
            choices: vec![Choice::default()],
            ..Group::default()
        };
        check(
            products,
            &|f| f.groups = Some(vec![unnamed.clone()]),
            Some((Field::Groups, Why::Missing)),
        );
    }

    #[test]
    fn a_field_of_another_kind_is_not_looked_at() {
        let fields = Fields {
            price: Some(-5),
            ..Fields::default()
        };
        assert_eq!(problems(Kind::Categories, &fields, false), []);
    }
}
