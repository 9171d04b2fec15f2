//! What stands in a form, read into fields.
use super::super::audit::impossible;
use super::{Flip, Form, GroupRow, Spot};
use adisyon_bill::Quantity;
use adisyon_bill::entry::{self, Typed, money, quantity};
use adisyon_wire::manage::{Choice, Field, Fields, Group, Why, writable};

impl Form {
    /// Everything that stands there; what cannot be read goes to `wrong`.
    pub(super) fn read(&self, wrong: &mut Vec<(Spot, Why)>) -> Fields {
        let has = |field: Field| writable(self.kind).contains(&field);
        let text = |field| has(field).then(|| self.text(Spot::Field(field)).trim().to_owned());
        let on = |field| has(field).then(|| self.is_on(Flip::Field(field)));
        let mut number = |field, read: fn(&str) -> Result<Option<i64>, Why>| {
            let spot = Spot::Field(field);
            if !has(field) {
                return None;
            }
            read(self.text(spot)).unwrap_or_else(|why| {
                wrong.push((spot, why));
                None
            })
        };
        let (price, tax) = (number(Field::Price, amount), number(Field::Tax, percent));
        let alert = number(Field::Alert, level);
        Fields {
            title: text(Field::Title),
            price,
            category: text(Field::Category),
            tax,
            active: on(Field::Active),
            barcode: text(Field::Barcode),
            names: has(Field::Names).then(|| self.names()),
            groups: has(Field::Groups).then(|| self.read_groups(wrong)),
            colour: text(Field::Colour),
            description: text(Field::Description),
            cash: on(Field::Cash),
            noreport: on(Field::Noreport),
            unit: text(Field::Unit),
            alert,
        }
    }

    fn names(&self) -> Vec<(String, String)> {
        let mut names = Vec::new();
        for (at, key) in self.name_keys.iter().enumerate() {
            let name = self.text(Spot::Name(at)).trim();
            if !name.is_empty() {
                names.push((key.clone(), name.to_owned()));
            }
        }
        names.extend(self.other_names.iter().cloned());
        names
    }

    fn read_groups(&self, wrong: &mut Vec<(Spot, Why)>) -> Vec<Group> {
        let groups = self.groups.iter();
        groups.map(|row| self.read_group(row, wrong)).collect()
    }

    fn read_group(&self, row: &GroupRow, wrong: &mut Vec<(Spot, Why)>) -> Group {
        let key = row.key;
        let mut read = |spot: Spot, read: fn(&str) -> Result<Option<i64>, Why>| {
            read(self.text(spot)).unwrap_or_else(|why| {
                wrong.push((spot, why));
                None
            })
        };
        let (min, max) = (
            read(Spot::GroupMin(key), whole),
            read(Spot::GroupMax(key), whole),
        );
        let choices: Vec<Choice> = row
            .choices
            .iter()
            .map(|choice| Choice {
                title: self.text(Spot::ChoiceTitle(key, *choice)).trim().to_owned(),
                price: read(Spot::ChoicePrice(key, *choice), amount).unwrap_or(0),
            })
            .collect();
        for (choice, own) in choices.iter().zip(&row.choices) {
            if choice.title.is_empty() {
                wrong.push((Spot::ChoiceTitle(key, *own), Why::Missing));
            }
        }
        let group = Group {
            title: self.text(Spot::GroupTitle(key)).trim().to_owned(),
            min,
            max,
            multiple: self.is_on(Flip::Multiple(key)),
            choices,
        };
        if impossible(&group).is_some() {
            wrong.push((Spot::GroupMin(key), Why::Range));
        }
        group
    }
}

fn amount(text: &str) -> Result<Option<i64>, Why> {
    match money(text) {
        Typed::Empty => Ok(None),
        Typed::Is(money) => Ok(Some(money.minor())),
        Typed::Either(..) => Err(Why::Either),
        Typed::Not => Err(Why::Number),
    }
}

fn thousandths(typed: Typed<Quantity>) -> Result<Option<i64>, Why> {
    match typed {
        Typed::Empty => Ok(None),
        Typed::Is(quantity) => Ok(Some(quantity.thousandths())),
        Typed::Either(..) | Typed::Not => Err(Why::Number),
    }
}

fn level(text: &str) -> Result<Option<i64>, Why> {
    thousandths(quantity(text))
}

/// Hundredths of a percent.
fn percent(text: &str) -> Result<Option<i64>, Why> {
    match thousandths(entry::percent(text))? {
        Some(exact) if exact % 10 == 0 => Ok(Some(exact / 10)),
        Some(_) => Err(Why::Number),
        None => Ok(None),
    }
}

fn whole(text: &str) -> Result<Option<i64>, Why> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(number) if digits => Ok(Some(number)),
        _ => Err(Why::Number),
    }
}
