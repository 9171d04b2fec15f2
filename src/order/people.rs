//! Customers as far as they are loaded, and finding one among them by name and phone while typing.
use crate::api::failure::Failure;
use adisyon_bill::fold::fold;
use adisyon_wire::people::{CustomersReply, Person};

/// The most that are shown.
pub const SHOWN: usize = 8;
/// Pages that are read by themselves while too little is found; more are read at a press.
pub const BY_ITSELF: usize = 6;

/// Everybody who is loaded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct People {
    loaded: Vec<Known>,
    /// Where the next page begins.
    next: Option<String>,
    /// Cursors that were followed: one that comes again would lead in a circle.
    followed: Vec<String>,
    pages: usize,
    /// A page is on its way.
    pub asking: bool,
    /// Names are hidden from us: nobody can be found.
    pub hidden: bool,
    /// Why the last page did not come.
    pub failure: Option<Failure>,
}

/// A customer with what is searched in.
#[derive(Clone, PartialEq, Debug)]
struct Known {
    person: Person,
    words: Vec<String>,
    digits: String,
}

impl People {
    /// True if there are more to load.
    pub fn has_more(&self) -> bool {
        self.pages == 0 || self.next.is_some()
    }

    /// How many are loaded.
    pub fn len(&self) -> usize {
        self.loaded.len()
    }

    /// True if nobody is loaded.
    pub fn is_empty(&self) -> bool {
        self.loaded.is_empty()
    }

    /// The cursor of the page to read now, if one is to be read: `pressed` by a person, or because a query finds too little.
    pub fn ask(&mut self, query: &str, pressed: bool) -> Option<Option<String>> {
        let wanted = pressed || self.pages == 0 || self.lacks(query);
        if self.asking || self.hidden || !self.has_more() || !wanted {
            return None;
        }
        self.asking = true;
        self.failure = None;
        Some(self.next.clone())
    }

    fn lacks(&self, query: &str) -> bool {
        let typed = !query.trim().is_empty();
        typed && self.failure.is_none() && self.pages < BY_ITSELF && self.find(query).len() < SHOWN
    }

    /// A page came, or did not.
    pub fn hear(&mut self, answer: Result<CustomersReply, Failure>) {
        self.asking = false;
        match answer {
            Ok(page) => {
                self.hidden = !page.personal;
                self.pages += 1;
                for person in page.customers {
                    if !self.loaded.iter().any(|known| known.person.id == person.id) {
                        self.loaded.push(Known::of(person));
                    }
                }
                self.next = page.next.filter(|next| !self.followed.contains(next));
                self.followed.extend(self.next.clone());
            }
            Err(failure) => self.failure = Some(failure),
        }
    }

    /// Somebody who is loaded.
    pub fn of(&self, id: &str) -> Option<&Person> {
        let known = self.loaded.iter().map(|known| &known.person);
        known.into_iter().find(|person| person.id == id)
    }

    /// Whom a query means: every word begins a word of the name, or its digits stand in the phone number.
    pub fn find(&self, query: &str) -> Vec<&Person> {
        let wanted = words(query);
        let digits: String = query.chars().filter(char::is_ascii_digit).collect();
        let number = !digits.is_empty() && !query.chars().any(char::is_alphabetic);
        let found = self.loaded.iter().filter(|known| {
            if number {
                return known.digits.contains(&digits);
            }
            !wanted.is_empty()
                && wanted
                    .iter()
                    .all(|word| known.words.iter().any(|own| own.starts_with(word.as_str())))
        });
        found.take(SHOWN).map(|known| &known.person).collect()
    }
}

impl Known {
    fn of(person: Person) -> Known {
        Known {
            words: words(person.name.as_deref().unwrap_or_default()),
            digits: person
                .phone
                .as_deref()
                .unwrap_or_default()
                .chars()
                .filter(char::is_ascii_digit)
                .collect(),
            person,
        }
    }
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
