//! Who else has the bill before them: what pages say is kept in the [`Roll`], told to the other replicas, and shown to who watches.
use super::roll::{Page, Roll, Said, Viewer, Word};
use super::room::Room;
use super::{Live, Rooms};
use crate::installs::InstallKey;
use crate::webhooks::signal::{Signal, Signals};
use adisyon_wire::live::Other;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How often a replica says that it lives: three times before it counts as killed.
const PULSE: Duration = Duration::from_secs(15);
/// How long names of staff are shown before they are read anew.
const NAMED: Duration = Duration::from_secs(5 * 60);
/// How long after names could not be read it is tried again.
const NAMELESS: Duration = Duration::from_secs(20);
/// How long somebody is not shown because their name is on its way; then they are shown without.
const PATIENCE: Duration = Duration::from_secs(3);

/// The roll and the road to the other replicas.
pub(super) struct Presence {
    roll: Mutex<Roll>,
    signals: Signals,
    replica: String,
}

/// A page that is there until dropped, and what it was told of others.
pub(super) struct Attendance {
    presence: Arc<Presence>,
    rooms: Arc<Rooms>,
    viewer: Viewer,
    told: Option<Vec<Other>>,
}

/// Names of a restaurant's staff, as long as somebody watches.
#[derive(Default)]
pub(super) struct Names {
    asked: Option<Duration>,
    /// The last attempt brought none.
    failed: bool,
    /// None until they were read for the first time, or could not be.
    known: Option<HashMap<String, String>>,
}

/// What is known of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Name {
    /// It is on its way.
    Awaited,
    /// It is this, or none is to be shown.
    Known(Option<String>),
}

impl Presence {
    pub(super) fn new(signals: Signals, replica: String) -> Presence {
        Presence {
            roll: Mutex::default(),
            signals,
            replica,
        }
    }

    /// A page is there.
    pub(super) fn attend(self: &Arc<Self>, rooms: Arc<Rooms>, viewer: Viewer) -> Attendance {
        if self.roll().enter(&viewer) {
            self.tell(Said::Came(viewer.clone()));
            rooms.others_changed(&viewer.bill.install);
        }
        Attendance {
            presence: self.clone(),
            rooms,
            viewer,
            told: None,
        }
    }

    fn tell(&self, said: Said) {
        self.signals.tell_elsewhere(Signal::Presence(Word {
            replica: self.replica.clone(),
            said,
        }));
    }

    fn roll(&self) -> MutexGuard<'_, Roll> {
        self.roll.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    /// A page has this line in hand, or none.
    pub fn hold(&self, install: &InstallKey, page: &Page, line: Option<String>) {
        let now = self.tools.sights.now();
        let news = self.presence.roll().hold(install, page, line.clone(), now);
        // Told even if it is not new: elsewhere it would be let go in time.
        let said = Said::Holds(install.clone(), page.clone(), line);
        self.presence.tell(said);
        if news {
            self.rooms.others_changed(install);
        }
    }

    /// Another replica told something of the pages there.
    pub(super) fn hear_presence(&self, word: &Word) {
        let now = self.tools.sights.now();
        let changed = self.presence.roll().hear(word, now);
        if let Some(install) = changed {
            self.rooms.others_changed(&install);
        }
        if word.said == Said::Asks {
            let own = self.presence.roll().own(now);
            own.into_iter().for_each(|said| self.presence.tell(said));
        }
    }

    /// Words of other replicas may have been missed.
    pub(super) fn ask_presence(&self) {
        self.presence.roll().forget_others();
        self.presence.tell(Said::Asks);
    }

    /// Says again and again that this replica lives, and forgets those that do not.
    pub async fn pulse(self: Arc<Self>) {
        let mut pulses = interval(PULSE);
        pulses.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            pulses.tick().await;
            self.presence.tell(Said::Alive);
            self.presence.roll().sweep(self.tools.sights.now());
        }
    }
}

impl Rooms {
    /// Somebody came, left, or took a line in hand.
    fn others_changed(&self, install: &InstallKey) {
        if let Some(room) = self.open().get(install) {
            room.others
                .send_modify(|version| *version = version.wrapping_add(1));
        }
    }
}

impl Attendance {
    /// Everybody else, if that is not what the page was told last. Who has a name is told with it at once, not first without.
    pub(super) fn news(&mut self, room: &Room, now: Duration) -> Option<&[Other]> {
        let others = self.presence.roll().others(&self.viewer, now);
        let named = |other: super::roll::Other| {
            let name = match other.user.map(|user| room.name_of(&user, now)) {
                Some(Name::Awaited) => return None,
                Some(Name::Known(name)) => name,
                None => None,
            };
            let line = other.line;
            Some(Other { name, line })
        };
        let others: Vec<Other> = others.into_iter().map(named).collect::<Option<_>>()?;
        if self.told.as_ref() == Some(&others) {
            return None;
        }
        Some(self.told.insert(others))
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        if self.presence.roll().leave(&self.viewer) {
            self.presence.tell(Said::Left(self.viewer.clone()));
            self.rooms.others_changed(&self.viewer.bill.install);
        }
    }
}

impl Names {
    /// A person's name, and true if the names are to be read (anew).
    pub(super) fn look(&mut self, user: &str, now: Duration) -> (Name, bool) {
        let serves = if self.failed { NAMELESS } else { NAMED };
        let is_old = self.asked.is_none_or(|asked| now >= asked + serves);
        if is_old {
            self.asked = Some(now);
        }
        let is_late = self.asked.is_some_and(|asked| now >= asked + PATIENCE);
        let name = match &self.known {
            Some(known) => Name::Known(known.get(user).cloned()),
            None if is_late => Name::Known(None),
            None => Name::Awaited,
        };
        (name, is_old)
    }

    /// The names were read, or could not be; true if anything is shown otherwise now.
    pub(super) fn read(&mut self, names: Option<HashMap<String, String>>) -> bool {
        self.failed = names.is_none();
        let names = match (names, &self.known) {
            (Some(names), _) => names,
            (None, None) => HashMap::new(),
            // What was known is shown until it can be read again.
            (None, Some(_)) => return false,
        };
        let news = self.known.as_ref() != Some(&names);
        self.known = Some(names);
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(7);

    fn known(name: Option<&str>) -> Name {
        Name::Known(name.map(str::to_owned))
    }

    #[test]
    fn names_are_read_once_and_again_only_after_a_while() {
        let mut names = Names::default();
        assert_eq!(names.look("u-1", START), (Name::Awaited, true));
        assert_eq!(names.look("u-1", START), (Name::Awaited, false));
        let read = HashMap::from([("u-1".to_owned(), "Ece".to_owned())]);
        assert!(names.read(Some(read.clone())));
        assert!(!names.read(Some(read)));
        assert_eq!(names.look("u-1", START), (known(Some("Ece")), false));
        assert_eq!(names.look("u-2", START), (known(None), false));
        let later = START + NAMED;
        assert_eq!(
            names.look("u-1", later),
            (known(Some("Ece")), true),
            "shown while they are read anew"
        );
        assert!(!names.read(None), "and when they cannot be");
        assert_eq!(names.look("u-1", later), (known(Some("Ece")), false));
        assert!(names.read(Some(HashMap::new())), "consent was taken back");
        assert_eq!(names.look("u-1", later), (known(None), false));
    }

    #[test]
    fn nobody_waits_long_for_names_that_do_not_come() {
        let mut names = Names::default();
        names.look("u-1", START);
        let soon = START + PATIENCE - Duration::from_millis(1);
        assert_eq!(names.look("u-1", soon).0, Name::Awaited);
        assert_eq!(names.look("u-1", START + PATIENCE).0, known(None));
        assert!(names.read(None), "known now: there are none");
        assert_eq!(names.look("u-1", START).0, known(None));
        let later = START + NAMELESS;
        let soon = later - Duration::from_millis(1);
        assert!(!names.look("u-1", soon).1, "not asked again at once");
        assert!(names.look("u-1", later).1, "but before long");
    }
}
