//! One page's stream: a line whenever something is not as the page has it, an empty line when nothing was for a while.
use super::Watch;
use super::sights::Look;
use adisyon_wire::live::SILENCE;
use axum::body::Bytes;
use hyper::body::{Body, Frame};
use std::convert::Infallible;
use std::fmt::Write;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

/// How many lines wait for a slow page; it gets the newest anyway.
const WAITING: usize = 2;
/// How long a page may take for one line: then it is gone.
const STUCK: Duration = Duration::from_secs(20);

/// The body of the answer.
pub struct Lines(mpsc::Receiver<Bytes>);

impl Body for Lines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let line = self.0.poll_recv(context);
        line.map(|line| line.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// What a page has, by the stamps of the contents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heard {
    bill: String,
    board: String,
    catalogue: String,
}

impl Heard {
    /// Reads what a page sends back; anything else is nothing.
    pub fn read(text: &str) -> Heard {
        let mut parts = text.splitn(3, '.').map(|part| {
            let legal = part.len() <= 64
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
            if legal { part } else { "" }.to_owned()
        });
        let mut next = || parts.next().unwrap_or_default();
        Heard {
            bill: next(),
            board: next(),
            catalogue: next(),
        }
    }

    fn id(&self) -> String {
        format!("{}.{}.{}", self.bill, self.board, self.catalogue)
    }
}

/// Follows for a page until `end`, told to come again after `renew_in`.
pub fn follow(watch: Watch, heard: Heard, renew_in: Duration, end: Duration) -> Lines {
    let (lines, body) = mpsc::channel(WAITING);
    tokio::spawn(tell(watch, heard, renew_in, Instant::now() + end, lines));
    Lines(body)
}

async fn tell(
    mut watch: Watch,
    mut heard: Heard,
    renew_in: Duration,
    end: Instant,
    lines: mpsc::Sender<Bytes>,
) {
    let mut silence = interval(Duration::from_secs(u64::from(SILENCE)));
    silence.set_missed_tick_behavior(MissedTickBehavior::Delay);
    silence.reset();
    let mut first = Some(renew_in.as_secs());
    let mut ended = watch.ended.clone();
    let mut was_silent = false;
    loop {
        let news = watch.news(&mut heard, first.take());
        // After a silence at least a sign of life.
        let line = news.or_else(|| was_silent.then(|| "\n".to_owned()));
        if let Some(line) = line {
            if !matches!(timeout(STUCK, lines.send(line.into())).await, Ok(Ok(()))) {
                return;
            }
            silence.reset();
        }
        was_silent = false;
        tokio::select! {
            () = watch.changed() => {}
            () = lines.closed() => return,
            () = sleep_until(end) => return,
            () = over(&mut ended) => return,
            // Others may have fallen silent meanwhile, which nobody tells.
            _ = silence.tick() => was_silent = true,
        }
    }
}

impl Watch {
    /// Waits until something may be new.
    async fn changed(&mut self) {
        tokio::select! {
            () = moved(self.bill.as_mut().map(|(_, shown)| shown)) => {}
            () = moved(self.board.as_mut()) => {}
            () = moved(Some(&mut self.catalogue)) => {}
            () = moved(self.attendance.as_ref().map(|_| &mut self.others)) => {}
        }
    }

    /// What the page does not have yet, as a line; none if it has all. The first line always comes.
    fn news(&mut self, heard: &mut Heard, renew_in: Option<u64>) -> Option<String> {
        let mut news = String::new();
        if let Some((_, shown)) = &mut self.bill {
            match &*shown.borrow_and_update() {
                Look::Here(sight) if sight.revision != heard.bill => {
                    heard.bill.clone_from(&sight.revision);
                    put(&mut news, "bill", &sight.seen.json());
                }
                Look::Gone(_) if heard.bill != GONE => {
                    heard.bill = GONE.to_owned();
                    put(&mut news, "gone", "true");
                }
                _ => {}
            }
        }
        if let Some(shown) = &mut self.board
            && let Some(board) = &*shown.borrow_and_update()
            && board.stamp != heard.board
        {
            heard.board.clone_from(&board.stamp);
            put(&mut news, "board", &board.json);
        }
        if let Some(stamp) = &*self.catalogue.borrow_and_update()
            && **stamp != *heard.catalogue
        {
            heard.catalogue = stamp.to_string();
            put(&mut news, "catalogue", "true");
        }
        if let Some(attendance) = &mut self.attendance {
            self.others.mark_unchanged();
            let others = attendance.news(&self.room, self.sights.now());
            if let Some(Ok(others)) = others.map(serde_json::to_string) {
                put(&mut news, "others", &others);
            }
        }
        if let Some(seconds) = renew_in {
            put(&mut news, "renew_in", &seconds.to_string());
        }
        if news.is_empty() {
            return None;
        }
        // Invariant: the id is made of letters, digits, `-`, `_` and `.`, so it needs no escape.
        Some(format!("{{\"id\":\"{}\"{news}}}\n", heard.id()))
    }
}

/// The place of a revision when there is no bill.
const GONE: &str = "gone";

fn put(news: &mut String, name: &str, json: &str) {
    // Writing to a String cannot fail.
    let _ = write!(news, ",\"{name}\":{json}");
}

async fn over(ended: &mut tokio::sync::watch::Receiver<bool>) {
    let _ = ended.wait_for(|ended| *ended).await;
}

/// Comes when there is another value; never for what is not watched or will not change any more.
async fn moved<T>(shown: Option<&mut tokio::sync::watch::Receiver<T>>) {
    let Some(shown) = shown else {
        return std::future::pending().await;
    };
    if shown.changed().await.is_err() {
        std::future::pending().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_it_has_is_read_back_and_nonsense_is_nothing() {
        let heard = Heard {
            bill: "r-1_A".into(),
            board: String::new(),
            catalogue: "e".into(),
        };
        assert_eq!(Heard::read(&heard.id()), heard);
        assert_eq!(Heard::read(""), Heard::default());
        assert_eq!(Heard::read("\"}.x y.\u{e9}"), Heard::default());
        assert_eq!(Heard::read(&"a".repeat(65)), Heard::default());
    }
}
