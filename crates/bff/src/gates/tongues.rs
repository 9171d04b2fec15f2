//! Which language people read: their pages say it with every request, the platform's questions do not.
use crate::connect::language::Language;
use crate::installs::InstallKey;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most people that are remembered; beyond it all are forgotten and soon known again.
const MAX_KNOWN: usize = 10_000;

/// The languages, in memory alone. After a restart a question is answered in Turkish until somebody opens a page.
#[derive(Default)]
pub struct Tongues {
    restaurants: Mutex<HashMap<InstallKey, Restaurant>>,
}

#[derive(Default)]
struct Restaurant {
    /// Whoever spoke last.
    last: Option<Language>,
    people: HashMap<String, Language>,
}

impl Tongues {
    /// A page of this person is in the best liked language of its `Accept-Language`.
    pub fn heard(&self, install: &InstallKey, user: &str, accept: Option<&str>) {
        let Some(language) = accept.and_then(Language::liked) else {
            return;
        };
        let mut restaurants = self.restaurants();
        let known: usize = restaurants.values().map(|one| one.people.len() + 1).sum();
        if known >= MAX_KNOWN {
            restaurants.clear();
        }
        let restaurant = restaurants.entry(install.clone()).or_default();
        restaurant.last = Some(language);
        restaurant.people.insert(user.to_owned(), language);
    }

    /// The language of this person, else of whoever was last seen in the restaurant.
    pub fn of(&self, install: &InstallKey, user: Option<&str>) -> Option<Language> {
        let restaurants = self.restaurants();
        let restaurant = restaurants.get(install)?;
        let own = user.and_then(|user| restaurant.people.get(user)).copied();
        own.or(restaurant.last)
    }

    /// The restaurant is gone.
    pub fn forget(&self, install: &InstallKey) {
        self.restaurants().remove(install);
    }

    fn restaurants(&self) -> MutexGuard<'_, HashMap<InstallKey, Restaurant>> {
        self.restaurants
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::installs::Environment;

    fn key(tenant: &str) -> InstallKey {
        InstallKey {
            environment: Environment::Sandbox,
            tenant: tenant.into(),
        }
    }

    #[test]
    fn a_person_s_own_language_wins_over_the_last_one_seen() {
        let tongues = Tongues::default();
        let here = key("a");
        assert_eq!(tongues.of(&here, Some("u-1")), None);
        tongues.heard(&here, "u-1", Some("de"));
        tongues.heard(&here, "u-2", Some("ru"));
        tongues.heard(&here, "u-3", Some("fr"));
        tongues.heard(&here, "u-3", None);
        assert_eq!(tongues.of(&here, Some("u-1")), Some(Language::German));
        assert_eq!(tongues.of(&here, Some("u-3")), Some(Language::Russian));
        assert_eq!(tongues.of(&here, None), Some(Language::Russian));
        assert_eq!(tongues.of(&key("b"), Some("u-1")), None);
        tongues.forget(&here);
        assert_eq!(tongues.of(&here, Some("u-1")), None);
    }

    #[test]
    fn more_people_than_are_remembered_do_not_fill_the_memory() {
        let tongues = Tongues::default();
        let here = key("a");
        for at in 0..=MAX_KNOWN {
            tongues.heard(&here, &format!("u-{at}"), Some("en"));
        }
        let known = tongues.restaurants()[&here].people.len();
        assert!(known < MAX_KNOWN, "{known}");
        assert_eq!(tongues.of(&here, None), Some(Language::English));
    }
}
