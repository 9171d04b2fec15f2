//! What is spoken without moving the focus: the sums when they come to rest, problems when there are more of them.
use crate::bill::run::Desk;
use crate::clock::Rest;
use crate::i18n::{Key, use_i18n};
use crate::ui::use_live;
use adisyon_bill::Money;
use leptos::prelude::*;
use std::time::Duration;

/// A hand that taps plus five times is told once.
const REST: Duration = Duration::from_millis(700);

/// Watches sums and problems as long as the screen stands.
pub fn speak(desk: Desk) {
    let (i18n, live) = (use_i18n(), use_live());
    let sums = Memo::new(move |_| {
        desk.shows.sums.with(|sums| {
            sums.as_ref()
                .map(|sums| (sums.totals.total, sums.totals.remaining))
        })
    });
    let rest = Rest::new(REST, move || {
        if let Some(Some((total, remaining))) = sums.try_get_untracked() {
            let sums = [
                ("total", &*i18n.money(total)),
                ("remaining", &*i18n.money(remaining)),
            ];
            live.say(i18n.fill(Key::BillSaidTotals, &sums));
        }
    });
    let rest = StoredValue::new_local(rest);
    Effect::new(move |before: Option<Option<(Money, Money)>>| {
        let now = sums.get();
        if let (Some(Some(before)), Some(now)) = (before, now)
            && before != now
        {
            rest.with_value(Rest::touch);
        }
        now
    });
    let problems = Memo::new(move |_| {
        desk.shows
            .bar
            .with(|bar| match bar.as_ref().map(|bar| &bar.ready) {
                Some(crate::bill::face::Ready::Blocked(count)) => *count,
                _ => 0,
            })
    });
    Effect::new(move |before: Option<usize>| {
        let now = problems.get();
        if now > before.unwrap_or(0) {
            let n = i64::try_from(now).unwrap_or(0);
            live.say(i18n.plural(Key::BillSaidProblems, n, &[]));
        }
        now
    });
}
