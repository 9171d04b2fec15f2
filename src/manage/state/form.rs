//! A record on its way to be written: texts as typed, read into fields and checked; only what differs is sent.
mod read;

use adisyon_bill::{Money, Quantity, Rate, order};
use adisyon_wire::manage::{Field, Fields, Group, Kind, Why, problems, writable};

/// Where something is typed. Groups and choices have keys of the form's own, which they keep while others come and go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// A field of the record.
    Field(Field),
    /// The name in a language, by its place in [`LANGUAGES`].
    Name(usize),
    /// A group's title.
    GroupTitle(u32),
    /// At least so many choices.
    GroupMin(u32),
    /// At most so many.
    GroupMax(u32),
    /// A choice's title: group, choice.
    ChoiceTitle(u32, u32),
    /// A choice's surcharge: group, choice.
    ChoicePrice(u32, u32),
}

/// What is switched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flip {
    /// A field of the record.
    Field(Field),
    /// More than one choice of a group may be taken.
    Multiple(u32),
}

/// The languages beside the base language, with the keys under which the platform may keep them; the first is ours. C:F
/// "languages keys".
pub const LANGUAGES: [&[&str]; 3] = [&["en", "EN", "US", "us"], &["de", "DE"], &["ru", "RU"]];

/// A group as it stands in the form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupRow {
    /// Its key.
    pub key: u32,
    /// Keys of its choices in order.
    pub choices: Vec<u32>,
}

/// The form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    kind: Kind,
    is_new: bool,
    /// What stood there before.
    was: Fields,
    texts: Vec<(Spot, String)>,
    on: Vec<Flip>,
    /// Keys under which each language's name was found.
    name_keys: [String; 3],
    /// Names in languages that the form does not show: kept.
    other_names: Vec<(String, String)>,
    /// The option groups in order.
    pub groups: Vec<GroupRow>,
    next: u32,
    mark: char,
    /// Somebody typed or switched something.
    touched: bool,
}

/// What the form comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// What is to be written.
    pub change: Fields,
    /// What is wrong, and where.
    pub problems: Vec<(Spot, Why)>,
}

impl Form {
    /// A form for a record; for a new one the fields are what it starts with. `mark` stands between whole and part.
    pub fn new(kind: Kind, fields: &Fields, is_new: bool, mark: char) -> Form {
        let mut form = Form {
            kind,
            is_new,
            was: if is_new {
                Fields::default()
            } else {
                fields.clone()
            },
            texts: Vec::new(),
            on: Vec::new(),
            name_keys: LANGUAGES.map(|keys| keys[0].to_owned()),
            other_names: Vec::new(),
            groups: Vec::new(),
            next: 0,
            mark,
            touched: false,
        };
        for field in writable(kind) {
            form.put(*field, fields);
        }
        form.touched = false;
        form
    }

    /// What stands somewhere.
    pub fn text(&self, spot: Spot) -> &str {
        let found = self.texts.iter().find(|(known, _)| *known == spot);
        found.map_or("", |(_, text)| text)
    }

    /// Whether something is on.
    pub fn is_on(&self, flip: Flip) -> bool {
        self.on.contains(&flip)
    }

    /// Something was typed.
    pub fn write(&mut self, spot: Spot, text: String) {
        self.touched = true;
        match self.texts.iter_mut().find(|(known, _)| *known == spot) {
            Some((_, there)) => *there = text,
            None => self.texts.push((spot, text)),
        }
    }

    /// Something was switched.
    pub fn flip(&mut self, flip: Flip, on: bool) {
        self.touched = true;
        self.on.retain(|known| *known != flip);
        if on {
            self.on.push(flip);
        }
    }

    /// Another group, with a choice to begin with.
    pub fn add_group(&mut self) {
        let key = self.fresh();
        self.groups.push(GroupRow {
            key,
            choices: Vec::new(),
        });
        self.add_choice(key);
    }

    /// A group goes.
    pub fn remove_group(&mut self, key: u32) {
        self.touched = true;
        self.groups.retain(|group| group.key != key);
    }

    /// Another choice in a group.
    pub fn add_choice(&mut self, group: u32) {
        self.touched = true;
        let key = self.fresh();
        if let Some(group) = self.groups.iter_mut().find(|one| one.key == group) {
            group.choices.push(key);
        }
    }

    /// A choice goes.
    pub fn remove_choice(&mut self, group: u32, choice: u32) {
        self.touched = true;
        if let Some(group) = self.groups.iter_mut().find(|one| one.key == group) {
            group.choices.retain(|key| *key != choice);
        }
    }

    /// Reads and checks everything.
    pub fn check(&self) -> Checked {
        let mut wrong = Vec::new();
        let now = self.read(&mut wrong);
        let change = self.change(&now);
        let was = &self.was;
        for (field, now, was) in [
            (Field::Price, now.price, was.price),
            (Field::Tax, now.tax, was.tax),
            (Field::Alert, now.alert, was.alert),
        ] {
            let spot = Spot::Field(field);
            let unread = wrong.iter().any(|(known, _)| *known == spot);
            // Upstream: a write cannot take a number away, only put another in its place.
            if now.is_none() && was.is_some() && !unread {
                wrong.push((spot, Why::Missing));
            }
        }
        for (field, why) in problems(self.kind, &change, self.is_new) {
            let spot = Spot::Field(field);
            let in_groups = field == Field::Groups && wrong.iter().any(|(spot, _)| of_group(*spot));
            if !in_groups && !wrong.iter().any(|(known, _)| *known == spot) {
                wrong.push((spot, why));
            }
        }
        Checked {
            change,
            problems: wrong,
        }
    }

    /// True if something was typed that would be lost. What stood there wrong from the start is nobody's typing.
    pub fn is_changed(&self) -> bool {
        if !self.touched {
            return false;
        }
        let checked = self.check();
        checked.change != Fields::default() || !self.is_new && !checked.problems.is_empty()
    }

    fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    fn put(&mut self, field: Field, from: &Fields) {
        let decimal = |text: String| text.replace('.', &self.mark.to_string());
        let text = match field {
            Field::Title => from.title.clone(),
            Field::Category => from.category.clone(),
            Field::Barcode => from.barcode.clone(),
            Field::Colour => from.colour.clone(),
            Field::Description => from.description.clone(),
            Field::Unit => from.unit.clone(),
            Field::Price => from
                .price
                .map(|price| decimal(Money::from_minor(price).to_decimal())),
            Field::Tax => from
                .tax
                .map(|tax| decimal(Rate::from_hundredths(tax).to_decimal())),
            Field::Alert => from
                .alert
                .map(|level| decimal(Quantity::from_thousandths(level).to_decimal())),
            Field::Active => return self.flip(Flip::Field(field), from.active == Some(true)),
            Field::Cash => return self.flip(Flip::Field(field), from.cash == Some(true)),
            Field::Noreport => return self.flip(Flip::Field(field), from.noreport == Some(true)),
            Field::Names => return self.put_names(from.names.as_deref().unwrap_or_default()),
            Field::Groups => {
                for group in from.groups.iter().flatten() {
                    self.put_group(group);
                }
                return;
            }
        };
        self.write(Spot::Field(field), text.unwrap_or_default());
    }

    fn put_names(&mut self, names: &[(String, String)]) {
        for (key, name) in names {
            let language = LANGUAGES
                .iter()
                .position(|keys| keys.contains(&key.as_str()));
            let free = |at: &usize| self.text(Spot::Name(*at)).is_empty();
            match language.filter(free) {
                Some(at) => {
                    self.name_keys[at] = key.clone();
                    self.write(Spot::Name(at), name.clone());
                }
                None => self.other_names.push((key.clone(), name.clone())),
            }
        }
    }

    fn put_group(&mut self, group: &Group) {
        let key = self.fresh();
        let mut choices = Vec::with_capacity(group.choices.len());
        self.texts
            .push((Spot::GroupTitle(key), group.title.clone()));
        let bound = |bound: Option<i64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
        self.texts.push((Spot::GroupMin(key), bound(group.min)));
        self.texts.push((Spot::GroupMax(key), bound(group.max)));
        self.flip(Flip::Multiple(key), group.multiple);
        for choice in &group.choices {
            let own = self.fresh();
            choices.push(own);
            let price = Money::from_minor(choice.price).to_decimal();
            let price = price.replace('.', &self.mark.to_string());
            self.texts
                .push((Spot::ChoiceTitle(key, own), choice.title.clone()));
            self.texts.push((Spot::ChoicePrice(key, own), price));
        }
        self.groups.push(GroupRow { key, choices });
    }

    /// What differs from what stood there. Nothing and empty are the same for a text that need not be there.
    fn change(&self, now: &Fields) -> Fields {
        let was = &self.was;
        Fields {
            title: self.text_differs(&now.title, &was.title),
            price: differs(&now.price, &was.price),
            category: self.text_differs(&now.category, &was.category),
            tax: differs(&now.tax, &was.tax),
            // What is not said of a new one is on sale.
            active: now
                .active
                .filter(|now| self.is_new || Some(*now) != was.active),
            barcode: self.text_differs(&now.barcode, &was.barcode),
            names: list_differs(&now.names, &was.names)
                .filter(|now| sorted(now) != sorted(was.names.as_deref().unwrap_or_default())),
            groups: list_differs(&now.groups, &was.groups),
            colour: self.text_differs(&now.colour, &was.colour),
            description: self.text_differs(&now.description, &was.description),
            cash: flag_differs(now.cash, was.cash),
            noreport: flag_differs(now.noreport, was.noreport),
            unit: self.text_differs(&now.unit, &was.unit),
            alert: differs(&now.alert, &was.alert),
        }
    }

    fn text_differs(&self, now: &Option<String>, was: &Option<String>) -> Option<String> {
        let now = now.as_deref()?;
        let same = now == was.as_deref().unwrap_or_default().trim();
        (!same).then(|| now.to_owned())
    }
}

fn differs<T: Copy + PartialEq>(now: &Option<T>, was: &Option<T>) -> Option<T> {
    if now == was { None } else { *now }
}

/// A flag that is not said is off.
fn flag_differs(now: Option<bool>, was: Option<bool>) -> Option<bool> {
    now.filter(|now| *now != was.unwrap_or(false))
}

fn list_differs<T: Clone + PartialEq>(
    now: &Option<Vec<T>>,
    was: &Option<Vec<T>>,
) -> Option<Vec<T>> {
    let now = now.as_ref()?;
    let same = was.as_ref().map_or(now.is_empty(), |was| was == now);
    (!same).then(|| now.clone())
}

/// The order in which languages stand means nothing.
fn sorted(names: &[(String, String)]) -> Vec<&(String, String)> {
    let mut sorted: Vec<_> = names.iter().collect();
    order::sort_by(&mut sorted, |a, b| a.0.cmp(&b.0));
    sorted
}

fn of_group(spot: Spot) -> bool {
    !matches!(spot, Spot::Field(_) | Spot::Name(_))
}

#[cfg(test)]
#[path = "form/tests.rs"]
mod tests;
