//! What is spoken without moving the focus: the sums when they come to rest, problems when there are more of them.
use crate::bill::run::Desk;
use crate::clock::Alarm;
use crate::i18n::{Key, use_i18n};
use crate::ui::use_live;
use leptos::prelude::*;
use std::time::Duration;

/// A hand that taps plus five times is told once.
const REST: Duration = Duration::from_millis(700);

/// Watches sums and problems as long as the screen stands.
pub fn speak(desk: Desk) {
    let (i18n, live) = (use_i18n(), use_live());
    let alarm = StoredValue::new_local(None);
    let sums = Memo::new(move |_| {
        desk.shows.sums.with(|sums| {
            sums.as_ref()
                .map(|sums| (sums.totals.total, sums.totals.remaining))
        })
    });
    Effect::new(
        move |before: Option<Option<(adisyon_bill::Money, adisyon_bill::Money)>>| {
            let now = sums.get();
            if let (Some(Some(before)), Some((total, remaining))) = (before, now)
                && before != (total, remaining)
            {
                let said = i18n.fill(
                    Key::BillSaidTotals,
                    &[
                        ("total", &i18n.money(total)),
                        ("remaining", &i18n.money(remaining)),
                    ],
                );
                alarm.set_value(Some(Alarm::after(REST, move || live.say(said))));
            }
            now
        },
    );
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
