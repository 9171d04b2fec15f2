#![allow(clippy::unwrap_used)]
use super::*;
use crate::installs::{Environment, InstallKey};
use adisyon_bill::notation::bill;
use adisyon_wire::session::Role;

fn told(before: &str, after: &str) -> Entry {
    let who = Caller {
        install: InstallKey {
            environment: Environment::Sandbox,
            tenant: "tn_1".into(),
        },
        user: "u-7".into(),
        role: Role::Staff,
        until: 0,
    };
    let result = Result {
        outcome: Outcome::Saved,
        wrote: vec![Wrote::Cart],
        reread: false,
        unknown: false,
    };
    entry(&who, 5, &bill(before), &bill(after), result)
}

/// `title before>after`, amounts of a missing side left out.
fn lines(before: &str, after: &str) -> Vec<String> {
    let amount = |state: &Option<LineState>| match state {
        Some(state) => state.amount.to_string(),
        None => String::new(),
    };
    let shown = told(before, after).lines.into_iter().map(|line| {
        format!(
            "{} {}>{}",
            line.title,
            amount(&line.before),
            amount(&line.after)
        )
    });
    shown.collect()
}

#[test]
fn lines_are_told_before_and_after_and_untouched_ones_counted() {
    let before = "2 Lahmacun @30 #line-0001 | 1 Ayran @10 #line-0002 | 1 Çay @5 #line-0003";
    let after = "3 Lahmacun @30 #line-0001 | 1 Ayran @10 #line-0002 | 1 Künefe @90 #ads-0000001";
    assert_eq!(
        lines(before, after),
        ["Lahmacun 6000>9000", "Çay 500>", "Künefe >9000"]
    );
    let entry = told(before, after);
    assert_eq!(
        (entry.untouched, entry.total.before, entry.total.after),
        (1, 7500, 19000)
    );
    assert_eq!(
        (entry.user.as_str(), entry.role, entry.at),
        ("u-7", Role::Staff, 5)
    );
}

#[test]
fn on_a_server_that_names_lines_anew_equal_lines_are_untouched() {
    let before = "2 Lahmacun @30 #line-0001 | 1 Ayran @10 #line-0002";
    let after = "2 Lahmacun @30 #line-0101 | 2 Ayran @10 #line-0102";
    assert_eq!(lines(before, after), ["Ayran 1000>", "Ayran >2000"]);
}

#[test]
fn a_note_is_told_without_its_text() {
    let entry = told(
        r#"1 Çay @5 "Ayşe hanım" #line-0001"#,
        r#"1 Çay @5 "0555 000 00 00" #line-0001"#,
    );
    assert!(entry.lines[0].note);
    let text = serde_json::to_string(&entry).unwrap();
    assert!(!text.contains("Ayşe") && !text.contains("0555"), "{text}");
}

#[test]
fn payments_are_told_by_method_and_discounts_without_their_text() {
    let entry = told(
        "1 Künefe @90 | paid 50 cash",
        "1 Künefe @90 | paid 50 cash | paid 20 card | off 10 Müdavim",
    );
    let told: Vec<_> = entry
        .payments
        .iter()
        .map(|row| (row.method.is_some(), row.before, row.after))
        .collect();
    assert_eq!(told, [(true, None, Some(2000)), (false, None, Some(1000))]);
    assert_eq!((entry.paid.before, entry.paid.after), (5000, 8000));
    assert!(!serde_json::to_string(&entry).unwrap().contains("Müdavim"));
}

#[test]
fn what_others_did_is_not_told_of_a_save_that_wrote_nothing() {
    let who = told("1 Çay @5", "1 Çay @5");
    let result = Result {
        outcome: Outcome::Changed,
        wrote: vec![],
        reread: false,
        unknown: false,
    };
    let caller = Caller {
        install: InstallKey {
            environment: Environment::Sandbox,
            tenant: "tn_1".into(),
        },
        user: who.user,
        role: who.role,
        until: 0,
    };
    let entry = entry(&caller, 5, &bill("1 Çay @5"), &bill("9 Çay @5"), result);
    assert!(entry.lines.is_empty() && entry.outcome == Outcome::Changed);
}

#[test]
fn a_discount_is_told_with_its_reason_and_not_with_its_words() {
    let reason = |line: &Line| state(line).reason;
    let mut line = bill("1 Ayran @10 -2").lines[0].clone();
    assert_eq!(reason(&line), None);
    line.own.push(adisyon_bill::Reason::Late.item());
    assert_eq!(reason(&line).as_deref(), Some("late"));
}
