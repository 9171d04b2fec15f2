use super::*;
use crate::installs::Environment;
use adisyon_bill::BillRef;

const START: Duration = Duration::from_secs(1000);

fn install(environment: Environment, tenant: &str) -> InstallKey {
    InstallKey {
        environment,
        tenant: tenant.into(),
    }
}

fn page(user: &str, name: &str) -> Page {
    Page {
        user: user.into(),
        name: name.into(),
    }
}

/// `user/page` at a table of the first restaurant.
fn viewer(who: &str) -> Viewer {
    at("tn_1", Environment::Sandbox, "masa-3", who)
}

fn at(tenant: &str, environment: Environment, table: &str, who: &str) -> Viewer {
    let (user, name) = who.split_once('/').expect("user/page");
    Viewer {
        bill: LaneKey {
            install: install(environment, tenant),
            bill: BillRef::Table(table.into()),
        },
        page: page(user, name),
    }
}

fn hold(roll: &mut Roll, viewer: &Viewer, line: Option<&str>, now: Duration) -> bool {
    let line = line.map(str::to_owned);
    roll.hold(&viewer.bill.install, &viewer.page, line, now)
}

fn word(replica: &str, said: Said) -> Word {
    Word {
        replica: replica.into(),
        said,
    }
}

/// Everybody else as `user:line`, `-` for the person at another device or for no line.
fn seen(roll: &Roll, viewer: &Viewer, now: Duration) -> Vec<String> {
    let shown = |part: Option<String>| part.unwrap_or_else(|| "-".into());
    let others = roll.others(viewer, now).into_iter();
    others
        .map(|other| format!("{}:{}", shown(other.user), shown(other.line)))
        .collect()
}

#[test]
fn two_people_at_one_bill_see_each_other_and_the_line_in_hand() {
    let (elif, murat) = (viewer("elif/a"), viewer("murat/b"));
    let mut roll = Roll::default();
    assert!(roll.enter(&elif));
    assert_eq!(seen(&roll, &elif, START), [""; 0], "oneself is nobody else");
    assert!(roll.enter(&murat));
    assert_eq!(seen(&roll, &elif, START), ["murat:-"]);
    assert!(hold(&mut roll, &murat, Some("line-1"), START));
    assert!(!hold(&mut roll, &murat, Some("line-1"), START), "known");
    assert_eq!(seen(&roll, &elif, START), ["murat:line-1"]);
    assert_eq!(seen(&roll, &murat, START), ["elif:-"]);
    assert!(hold(&mut roll, &murat, None, START));
    assert_eq!(seen(&roll, &elif, START), ["murat:-"]);
    assert!(roll.leave(&murat));
    assert_eq!(seen(&roll, &elif, START), [""; 0]);
}

#[test]
fn one_person_at_two_devices_is_another_device() {
    let (here, there) = (viewer("elif/a"), viewer("elif/b"));
    let mut roll = Roll::default();
    roll.enter(&here);
    roll.enter(&there);
    hold(&mut roll, &there, Some("line-1"), START);
    assert_eq!(seen(&roll, &here, START), ["-:line-1"]);
    assert_eq!(seen(&roll, &there, START), ["-:-"]);
}

#[test]
fn a_person_is_there_once_for_each_line_in_hand() {
    let me = viewer("elif/a");
    let mut roll = Roll::default();
    for who in ["murat/b", "murat/c", "murat/d", "ece/e"] {
        roll.enter(&viewer(who));
    }
    assert_eq!(seen(&roll, &me, START), ["ece:-", "murat:-"]);
    hold(&mut roll, &viewer("murat/b"), Some("line-1"), START);
    hold(&mut roll, &viewer("murat/c"), Some("line-2"), START);
    assert_eq!(
        seen(&roll, &me, START),
        ["ece:-", "murat:line-1", "murat:line-2"]
    );
}

#[test]
fn nobody_is_seen_from_another_bill_restaurant_or_environment() {
    let mut roll = Roll::default();
    roll.enter(&viewer("elif/a"));
    for stranger in [
        at("tn_1", Environment::Sandbox, "masa-4", "murat/b"),
        at("tn_2", Environment::Sandbox, "masa-3", "murat/b"),
        at("tn_1", Environment::Production, "masa-3", "murat/b"),
    ] {
        roll.enter(&stranger);
        assert_eq!(seen(&roll, &stranger, START), [""; 0]);
        // A stranger who knows a page's name speaks only for himself.
        let claimed = page("murat", "a");
        roll.hold(&stranger.bill.install, &claimed, Some("x".into()), START);
    }
    assert_eq!(seen(&roll, &viewer("me/z"), START), ["elif:-"]);
}

#[test]
fn a_line_is_let_go_when_its_page_falls_silent() {
    let (me, murat) = (viewer("elif/a"), viewer("murat/b"));
    let mut roll = Roll::default();
    roll.enter(&murat);
    hold(&mut roll, &murat, Some("line-1"), START);
    let late = START + IN_HAND;
    assert_eq!(
        seen(&roll, &me, late - Duration::from_millis(1)),
        ["murat:line-1"]
    );
    assert_eq!(seen(&roll, &me, late), ["murat:-"]);
    assert!(
        hold(&mut roll, &murat, Some("line-1"), late),
        "taken up again"
    );
    assert_eq!(seen(&roll, &me, late), ["murat:line-1"]);
}

#[test]
fn a_stream_that_is_renewed_leaves_nobody_and_lets_nothing_go() {
    let (me, murat) = (viewer("elif/a"), viewer("murat/b"));
    let mut roll = Roll::default();
    assert!(roll.enter(&murat));
    hold(&mut roll, &murat, Some("line-1"), START);
    assert!(!roll.enter(&murat));
    assert!(!roll.leave(&murat));
    assert_eq!(seen(&roll, &me, START), ["murat:line-1"]);
    // The next stream is at another replica, and this one ends after it began.
    roll.hear(&word("two", Said::Came(murat.clone())), START);
    assert!(roll.leave(&murat));
    assert_eq!(seen(&roll, &me, START), ["murat:line-1"]);
    roll.hear(&word("two", Said::Left(murat)), START);
    assert_eq!(seen(&roll, &me, START), [""; 0]);
}

#[test]
fn what_a_replica_told_holds_as_long_as_it_lives() {
    let (me, murat) = (viewer("elif/a"), viewer("murat/b"));
    let mut roll = Roll::default();
    let install = me.bill.install.clone();
    let came = word("two", Said::Came(murat.clone()));
    assert_eq!(roll.hear(&came, START), Some(install.clone()));
    assert_eq!(roll.hear(&came, START), None, "known");
    let holds = Said::Holds(install.clone(), murat.page.clone(), Some("line-1".into()));
    assert_eq!(roll.hear(&word("two", holds), START), Some(install));
    assert_eq!(seen(&roll, &me, START), ["murat:line-1"]);
    let later = START + ALIVE - Duration::from_secs(1);
    assert_eq!(roll.hear(&word("two", Said::Alive), later), None);
    assert_eq!(seen(&roll, &me, START + ALIVE), ["murat:-"]);
    assert_eq!(seen(&roll, &me, later + ALIVE), [""; 0], "killed");
    roll.sweep(later + ALIVE);
    assert!(roll.bills.is_empty() && roll.hands.is_empty() && roll.heard.is_empty());
}

#[test]
fn a_replica_that_begins_to_listen_learns_what_the_others_know_at_first_hand() {
    let (elif, murat) = (viewer("elif/a"), viewer("murat/b"));
    let (mut one, mut two) = (Roll::default(), Roll::default());
    one.enter(&elif);
    hold(&mut one, &elif, Some("line-1"), START);
    one.hear(&word("three", Said::Came(viewer("ece/c"))), START);
    two.enter(&murat);
    two.hear(&word("one", Said::Came(viewer("gone/d"))), START);
    two.forget_others();
    assert_eq!(one.own(START).len(), 2, "only its own");
    for said in one.own(START) {
        two.hear(&word("one", said), START);
    }
    assert_eq!(seen(&two, &murat, START), ["elif:line-1"]);
    assert_eq!(seen(&two, &elif, START), ["murat:-"]);
}

#[test]
fn no_more_hands_are_kept_than_there_is_room_for() {
    let mut roll = Roll::default();
    let install = install(Environment::Sandbox, "tn_1");
    let mut take = |count: usize, now| {
        let name = |n: usize| page("wild", &n.to_string());
        (0..count)
            .filter(|n| roll.hold(&install, &name(*n), Some("x".into()), now))
            .count()
    };
    assert_eq!(take(MAX_HANDS + 10, START), MAX_HANDS);
    assert_eq!(take(1, START + IN_HAND), 1, "the old ones are let go");
}
