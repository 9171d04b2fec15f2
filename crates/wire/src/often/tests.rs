use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

/// The first moment of a week.
const NOW: i64 = 2_900 * HALF;

fn often(sold: &[(&str, i64)]) -> Often {
    let mut often = Often::default();
    for (id, at) in sold {
        often.sold(&ProductId::from(*id), *at);
    }
    often
}

fn after(sold: &[(&str, i64)], now: i64) -> Vec<String> {
    let often = often(sold);
    let again = Often::read(&often.write());
    assert_eq!(again, often, "it is read back as it was kept");
    names(first(again.weighs(now), &[]))
}

fn names(products: Vec<ProductId>) -> Vec<String> {
    let names = products.iter().map(|id| id.as_str().to_owned());
    names.collect()
}

fn weighed(all: &[(&str, u32)]) -> Vec<Weighed> {
    let one = |(id, weight): &(&str, u32)| Weighed {
        id: (*id).to_owned(),
        weight: *weight,
    };
    all.iter().map(one).collect()
}

#[test]
fn the_most_sold_comes_first_and_among_equals_the_latest() {
    let sold = [
        ("çay", NOW),
        ("ayran", NOW + 1),
        ("çay", NOW + 2),
        ("künefe", NOW + 3),
    ];
    assert_eq!(after(&sold, NOW + 4), ["çay", "künefe", "ayran"]);
}

#[test]
fn what_was_sold_often_long_ago_gives_way_to_what_is_sold_now() {
    let sold = [
        ("aşure", NOW),
        ("aşure", NOW),
        ("aşure", NOW),
        ("ayran", NOW + 2 * HALF),
    ];
    assert_eq!(after(&sold, NOW + 2 * HALF), ["ayran", "aşure"]);
    assert_eq!(after(&[("aşure", NOW)], NOW + 40 * HALF), [""; 0]);
}

#[test]
fn what_is_sold_every_day_is_halved_every_week_too() {
    let days: Vec<(&str, i64)> = (0..7 * 30)
        .map(|day| ("çay", NOW + day * HALF / 7))
        .collect();
    let weighs = often(&days).weighs(NOW + 30 * HALF - 1);
    // Seven of this week, half of seven of the last one, and so on: less than twice a week's.
    assert!(
        (13 * PICK..14 * PICK).contains(&weighs[0].weight),
        "{weighs:?}"
    );
}

#[test]
fn only_so_many_are_shown_and_kept() {
    let names: Vec<String> = (0..KEPT + 5).map(|n| format!("p{n}")).collect();
    let sold = names.iter().zip(NOW..);
    let sold: Vec<(&str, i64)> = sold.map(|(id, at)| (id.as_str(), at)).collect();
    let first = after(&sold, NOW + 200);
    assert_eq!(first.len(), FIRST);
    assert_eq!(first[0], format!("p{}", KEPT + 4));
    assert_eq!(often(&sold).picks.len(), KEPT);
}

#[test]
fn a_clock_that_is_wrong_or_a_weight_that_is_full_breaks_nothing() {
    let mut often = often(&[("çay", NOW), ("çay", -5 * HALF), ("ayran", i64::MAX)]);
    often.picks[0].weight = u32::MAX;
    let id = ProductId::new(often.picks[0].id.clone());
    often.sold(&id, i64::MIN);
    assert_eq!(often.clone().weighs(i64::MIN)[0].weight, u32::MAX);
    assert_eq!(often.weighs(i64::MAX), [], "that was long ago");
}

#[test]
fn what_is_not_ours_is_nothing() {
    for text in ["", "[]", "{\"picks\":[{\"id\":1}]}"] {
        assert_eq!(Often::read(text), Often::default());
    }
}

#[test]
fn here_and_in_the_restaurant_count_together() {
    let here = weighed(&[("çay", 3), ("su", 2)]);
    let restaurant = weighed(&[("ayran", 4), ("su", 2), ("çay", 1), ("künefe", 1)]);
    let both = names(first(here.clone(), &restaurant));
    assert_eq!(both, ["çay", "su", "ayran", "künefe"]);
    assert_eq!(names(first(here, &[])), ["çay", "su"]);
    assert_eq!(names(first(Vec::new(), &restaurant))[0], "ayran");
}

proptest! {
    #[test]
    fn a_week_later_all_weigh_half_and_never_more_than_was_picked(
        sold in vec((0_u8..9, 0..9 * HALF), 0..60), later in 0..4 * HALF
    ) {
        let mut sold = sold;
        sold.sort_by_key(|(_, at)| *at);
        let mut often = Often::default();
        for (id, at) in &sold {
            often.sold(&ProductId::new(id.to_string()), NOW + at);
        }
        let now = NOW + 9 * HALF + later;
        let (today, next) = (often.clone().weighs(now), often.weighs(now + HALF));
        let half = |one: &Weighed| (one.id.clone(), one.weight / 2);
        let mut halved: Vec<_> = today.iter().map(half).filter(|(_, weight)| *weight > 0).collect();
        let mut next: Vec<_> = next.into_iter().map(|one| (one.id, one.weight)).collect();
        halved.sort();
        next.sort();
        prop_assert_eq!(halved, next);
        let sum: u64 = today.iter().map(|one| u64::from(one.weight)).sum();
        prop_assert!(sum <= u64::from(PICK) * sold.len() as u64);
    }

    #[test]
    fn the_order_of_two_sides_is_that_of_their_sums(
        here in vec((0_u8..20, 1_u32..50), 0..20), there in vec((0_u8..20, 1_u32..50), 0..20)
    ) {
        let distinct = |all: Vec<(u8, u32)>| {
            let mut seen = std::collections::BTreeMap::new();
            seen.extend(all);
            let all = seen.into_iter().map(|(id, weight)| Weighed { id: id.to_string(), weight });
            all.collect::<Vec<_>>()
        };
        let (here, there) = (distinct(here), distinct(there));
        let sum = |id: &str| -> u32 {
            let of = |all: &[Weighed]| all.iter().find(|one| one.id == id).map_or(0, |one| one.weight);
            of(&here) + of(&there)
        };
        let shown = names(first(here.clone(), &there));
        let sums: Vec<u32> = shown.iter().map(|id| sum(id)).collect();
        prop_assert!(sums.is_sorted_by(|a, b| a >= b), "{:?}", sums);
        let hidden = here.iter().chain(&there).filter(|one| !shown.contains(&one.id));
        for one in hidden {
            prop_assert_eq!(shown.len(), FIRST);
            prop_assert!(sums.last() >= Some(&sum(&one.id)));
        }
    }
}
