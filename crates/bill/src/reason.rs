//! Why a line's discount was given: one of a few reasons, so that nothing about people is written down. It lies in our own metadata of
//! the line, as the stamp does; on servers that know no metadata it goes no further than the history.
use crate::line::OwnItem;

/// The metadata key under which the reason is kept.
pub const REASON_KEY: &str = "adisyon-why";

/// A reason.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// On the house.
    Treat,
    /// It took too long.
    Late,
    /// The wrong thing was brought.
    Mistake,
    /// The guest was not content with it.
    Quality,
    /// A regular guest.
    Regular,
    /// For those who work here.
    Staff,
    /// Something else.
    Other,
}

impl Reason {
    /// All, in the order in which they are offered.
    pub const ALL: [Reason; 7] = [
        Reason::Treat,
        Reason::Late,
        Reason::Mistake,
        Reason::Quality,
        Reason::Regular,
        Reason::Staff,
        Reason::Other,
    ];

    /// Its name on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Treat => "treat",
            Reason::Late => "late",
            Reason::Mistake => "mistake",
            Reason::Quality => "quality",
            Reason::Regular => "regular",
            Reason::Staff => "staff",
            Reason::Other => "other",
        }
    }

    /// The reason of this name; none for one of another release.
    pub fn named(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The reason that our own items of a line tell.
    pub fn of(own: &[OwnItem]) -> Option<Reason> {
        let item = own.iter().find(|item| item.key == REASON_KEY)?;
        Reason::named(item.value.trim().trim_matches('"'))
    }

    /// The item that keeps it.
    pub fn item(self) -> OwnItem {
        OwnItem {
            key: REASON_KEY.to_owned(),
            value: format!("\"{}\"", self.code()),
        }
    }

    /// A line's own items with this reason, or with none.
    pub(crate) fn put(reason: Option<Reason>, own: &mut Vec<OwnItem>) {
        let was = Reason::of(own);
        if was == reason {
            return;
        }
        own.retain(|item| item.key != REASON_KEY);
        own.extend(reason.map(Reason::item));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_found_again_under_its_name() {
        for reason in Reason::ALL {
            assert_eq!(Reason::named(reason.code()), Some(reason));
            assert_eq!(Reason::of(&[reason.item()]), Some(reason));
        }
        assert_eq!(Reason::named("of another release"), None);
        assert_eq!(Reason::of(&[]), None);
    }

    #[test]
    fn a_line_has_one_reason_and_keeps_what_else_it_has() {
        let other = || OwnItem {
            key: "n".to_owned(),
            value: "1".to_owned(),
        };
        let mut own = vec![other()];
        Reason::put(Some(Reason::Late), &mut own);
        assert_eq!(own, [other(), Reason::Late.item()]);
        Reason::put(Some(Reason::Treat), &mut own);
        assert_eq!(own, [other(), Reason::Treat.item()]);
        Reason::put(None, &mut own);
        assert_eq!(own, [other()]);
        // What another release wrote stays until somebody gives another reason.
        let strange = OwnItem {
            key: REASON_KEY.to_owned(),
            value: "\"strange\"".to_owned(),
        };
        let mut own = vec![strange.clone()];
        Reason::put(None, &mut own);
        assert_eq!(own, [strange]);
    }
}
