//! Following a restaurant: one long answer, a line for each news.
use super::who::Who;
use crate::app::App;
use crate::installs::scope;
use crate::live::Topics;
use crate::live::roll::Page;
use crate::live::stream::{Heard, follow};
use crate::refuse::Refuse;
use adisyon_bill::BillRef;
use adisyon_wire::live::HEARD;
use adisyon_wire::refusal::RefusalCode;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How long a stream goes on after its token: a page renews before, on a slow line a little later.
const GRACE: Duration = Duration::from_secs(5);
/// The longest stream, whatever its token says.
const LONGEST: Duration = Duration::from_secs(10 * 60);
/// Tells proxies to pass each line on at once.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

pub(super) async fn stream(
    State(app): State<Arc<App>>,
    who: Who,
    asked: Result<Query<Vec<(String, String)>>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refuse> {
    who.needs(scope::ORDERS_READ)?;
    if app.stopping.load(Ordering::SeqCst) {
        return Err(RefusalCode::Busy.into());
    }
    let Query(asked) = asked.map_err(|_| RefusalCode::BadRequest)?;
    let heard = headers.get(HEARD).and_then(|value| value.to_str().ok());
    let heard = Heard::read(heard.unwrap_or_default());
    let watch = app
        .live
        .watch(&who.install.key, topics(asked, &who.caller.user)?)
        .ok_or(RefusalCode::Busy)?;
    let left = who
        .caller
        .until
        .saturating_sub(app.clock.wall_ms().div_euclid(1000));
    let left = Duration::from_secs(u64::try_from(left).unwrap_or(0)).min(LONGEST);
    let renew_in = (left * 3 / 4).max(Duration::from_secs(1));
    let lines = follow(watch, heard, renew_in, left + GRACE);
    let headers = [(CONTENT_TYPE, "application/x-ndjson"), (UNBUFFERED, "no")];
    Ok((headers, Body::new(lines)).into_response())
}

fn topics(asked: Vec<(String, String)>, user: &str) -> Result<Topics, Refuse> {
    let mut topics = Topics::default();
    for (name, value) in asked {
        let legal = !value.is_empty()
            && value.chars().count() <= super::input::MAX_ID
            && !value.chars().any(char::is_control);
        match name.as_str() {
            "packet" if legal && topics.bill.is_none() => {
                topics.bill = Some(BillRef::Packet(value));
            }
            "table" if legal && topics.bill.is_none() => topics.bill = Some(BillRef::Table(value)),
            "board" => topics.board = true,
            "page" if super::input::is_attempt(&value) => {
                let user = user.to_owned();
                topics.page = Some(Page { user, name: value });
            }
            _ => return Err(Refuse::with_detail(RefusalCode::BadRequest, "topic")),
        }
    }
    Ok(topics)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_follows_at_most_one_bill_and_perhaps_the_board() {
        let ask = |pairs: &[(&str, &str)]| {
            let pairs = pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
            topics(pairs.collect(), "u-1").ok()
        };
        let bill = Some(BillRef::Table("k%C3%B6".into()));
        assert_eq!(
            ask(&[("table", "k%C3%B6"), ("board", "1")]),
            Some(Topics {
                bill,
                board: true,
                page: None
            })
        );
        let name = "page-0123456789-abcdef";
        let page = ask(&[("page", name)]).and_then(|topics| topics.page);
        let (user, name) = ("u-1".to_owned(), name.to_owned());
        assert_eq!(page, Some(Page { user, name }));
        assert_eq!(ask(&[("page", "short")]), None);
        assert_eq!(ask(&[]), Some(Topics::default()));
        assert_eq!(ask(&[("table", "1"), ("packet", "2")]), None);
        assert_eq!(ask(&[("table", "")]), None);
        assert_eq!(ask(&[("moon", "1")]), None);
    }
}
