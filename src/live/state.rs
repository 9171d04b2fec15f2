//! Which streams are open. A stream lives as long as its token; before it ends the next is opened, and the old one is closed only
//! when the new one has said its first word: no news falls between them.
use adisyon_wire::live::SILENCE;

/// The first pause before a broken stream is opened again, in milliseconds; doubled each time up to [`LONGEST`].
const PAUSE: i64 = 500;
/// The longest pause.
const LONGEST: i64 = 30_000;
/// Who hears nothing for so long has lost the stream.
const LOST: i64 = SILENCE as i64 * 2_000;

/// A stream of this page, by its number.
pub type Stream = u32;

/// The streams.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// Where the page is.
    heard: String,
    /// The stream that is listened to.
    current: Option<Stream>,
    /// The stream that is being opened.
    coming: Option<Stream>,
    opened: Stream,
    /// How often opening failed since it last worked.
    failed: u32,
    /// When the current stream is to be renewed, milliseconds since 1970.
    renew_at: Option<i64>,
    /// When silence means loss.
    lost_at: i64,
    /// When to try again, while there is no stream.
    again_at: Option<i64>,
}

/// What happened. `now` is milliseconds since 1970.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The screen begins to follow.
    Began,
    /// A stream said something.
    Told {
        /// Which.
        stream: Stream,
        /// Where the page is after it; empty for a sign of life.
        id: String,
        /// When to renew, in seconds.
        renew_in: Option<u32>,
        /// When.
        now: i64,
    },
    /// A stream ended or did not open.
    Ended {
        /// Which.
        stream: Stream,
        /// When.
        now: i64,
    },
    /// An asked-for time came, or the page came back into sight.
    Woke {
        /// When.
        now: i64,
    },
}

/// What is wanted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Open a stream that goes on from here.
    Open(Stream, String),
    /// Listen to it no more.
    Close(Stream),
    /// Say [`Event::Woke`] at this time.
    Wake(i64),
}

impl State {
    /// True while news arrive by themselves.
    pub fn is_alive(&self) -> bool {
        self.current.is_some()
    }

    /// True for the stream whose news count.
    pub fn counts(&self, stream: Stream) -> bool {
        self.current == Some(stream)
    }

    /// True if nothing is heard and opening a stream failed too: what was heard of others holds no more.
    pub fn is_lost(&self) -> bool {
        self.current.is_none() && self.failed > 0
    }

    /// What comes of an event.
    pub fn step(&mut self, event: Event) -> Vec<Ask> {
        match event {
            Event::Began => self.open(),
            Event::Told {
                stream,
                id,
                renew_in,
                now,
            } => self.told(stream, id, renew_in, now),
            Event::Ended { stream, now } => self.ended(stream, now),
            Event::Woke { now } => self.woke(now),
        }
    }

    fn open(&mut self) -> Vec<Ask> {
        self.opened += 1;
        self.coming = Some(self.opened);
        self.again_at = None;
        vec![Ask::Open(self.opened, self.heard.clone())]
    }

    fn told(&mut self, stream: Stream, id: String, renew_in: Option<u32>, now: i64) -> Vec<Ask> {
        let mut asks = Vec::new();
        if self.coming == Some(stream) {
            asks.extend(self.current.take().map(Ask::Close));
            (self.current, self.coming, self.failed) = (Some(stream), None, 0);
        }
        if self.current != Some(stream) {
            return asks;
        }
        if !id.is_empty() {
            self.heard = id;
        }
        self.lost_at = now + LOST;
        if let Some(seconds) = renew_in {
            self.renew_at = Some(now + i64::from(seconds) * 1000);
        }
        asks.push(self.wake());
        asks
    }

    fn ended(&mut self, stream: Stream, now: i64) -> Vec<Ask> {
        if self.coming == Some(stream) {
            self.coming = None;
            self.failed += 1;
        } else if self.current == Some(stream) {
            self.current = None;
        } else {
            return Vec::new();
        }
        if self.coming.is_some() {
            return Vec::new();
        }
        // Also where the current stream still lives: its renewal failed and must be tried again.
        let doubled = PAUSE << self.failed.min(6);
        self.again_at = Some(now + doubled.min(LONGEST));
        vec![self.wake()]
    }

    fn woke(&mut self, now: i64) -> Vec<Ask> {
        let mut asks = Vec::new();
        if self.current.is_some() && now >= self.lost_at {
            asks.extend(self.current.take().map(Ask::Close));
            self.again_at = Some(now);
        }
        let again = self.again_at.is_some_and(|at| now >= at);
        let renew = self.current.is_some() && self.renew_at.is_some_and(|at| now >= at);
        if self.coming.is_none() && (again || renew) {
            self.renew_at = None;
            asks.extend(self.open());
        }
        if self.current.is_some() || self.again_at.is_some() {
            asks.push(self.wake());
        }
        asks
    }

    /// The next time at which there is something to do.
    fn wake(&self) -> Ask {
        let lost = self.current.map(|_| self.lost_at);
        let renew = self.renew_at.filter(|_| self.current.is_some());
        let times = [lost, renew, self.again_at];
        // Invariant: asked for only where one of them is.
        Ask::Wake(times.into_iter().flatten().min().unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(stream: Stream, id: &str, renew_in: Option<u32>, now: i64) -> Event {
        Event::Told {
            stream,
            id: id.to_owned(),
            renew_in,
            now,
        }
    }

    fn open(stream: Stream, heard: &str) -> Ask {
        Ask::Open(stream, heard.to_owned())
    }

    #[test]
    fn a_token_is_renewed_without_a_gap() {
        let mut state = State::default();
        assert_eq!(state.step(Event::Began), [open(1, "")]);
        assert!(!state.is_alive());
        assert_eq!(
            state.step(told(1, "a", Some(20), 1000)),
            [Ask::Wake(21_000)]
        );
        assert!(state.is_alive());
        assert_eq!(
            state.step(Event::Woke { now: 21_000 }),
            [open(2, "a"), Ask::Wake(31_000)]
        );
        // The old one is still listened to.
        assert_eq!(state.step(told(1, "b", None, 21_500)), [Ask::Wake(51_500)]);
        assert!(state.counts(1) && !state.counts(2));
        assert_eq!(
            state.step(told(2, "b", Some(90), 22_000)),
            [Ask::Close(1), Ask::Wake(52_000)]
        );
        assert!(state.counts(2));
        assert_eq!(
            state.step(Event::Ended {
                stream: 1,
                now: 22_001
            }),
            []
        );
    }

    #[test]
    fn a_broken_stream_is_opened_again_where_it_broke_with_growing_pauses() {
        let mut state = State::default();
        state.step(Event::Began);
        state.step(told(1, "a", None, 0));
        let mut now = 0;
        for (stream, pause) in [(1, 500), (2, 1000), (3, 2000), (4, 4000)] {
            assert_eq!(
                state.step(Event::Ended { stream, now }),
                [Ask::Wake(now + pause)]
            );
            assert!(!state.is_alive());
            assert_eq!(state.is_lost(), stream > 1, "the first break may pass");
            now += pause;
            assert_eq!(state.step(Event::Woke { now }), [open(stream + 1, "a")]);
        }
        for stream in 5..20 {
            let Some(Ask::Wake(at)) = state.step(Event::Ended { stream, now }).pop() else {
                panic!("no time to try again");
            };
            assert!(at - now <= LONGEST);
            now = at;
            state.step(Event::Woke { now });
        }
        state.step(told(20, "b", None, now));
        assert_eq!(
            state.step(Event::Ended { stream: 20, now }),
            [Ask::Wake(now + PAUSE)],
            "what worked counts from the beginning"
        );
    }

    #[test]
    fn silence_is_loss_and_a_sign_of_life_is_none() {
        let mut state = State::default();
        state.step(Event::Began);
        state.step(told(1, "a", None, 0));
        assert_eq!(
            state.step(told(1, "", None, 15_000)),
            [Ask::Wake(15_000 + LOST)]
        );
        assert_eq!(
            state.step(Event::Woke { now: 15_000 + LOST }),
            [Ask::Close(1), open(2, "a")]
        );
    }

    #[test]
    fn a_renewal_that_fails_is_tried_again_while_the_old_stream_lives() {
        let mut state = State::default();
        state.step(Event::Began);
        state.step(told(1, "a", Some(1), 0));
        state.step(Event::Woke { now: 1000 });
        assert_eq!(
            state.step(Event::Ended {
                stream: 2,
                now: 1100
            }),
            [Ask::Wake(2100)]
        );
        assert!(state.counts(1));
        assert_eq!(
            state.step(Event::Woke { now: 2100 }),
            [open(3, "a"), Ask::Wake(30_000)]
        );
    }
}
