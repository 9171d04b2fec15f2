//! Sorting with one sorter: the library's is made anew for each type, and that is four kilobytes of the page each time.
use std::cmp::Ordering;

/// Sorts; what is equal keeps its order.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(list.len(), &|a, b| compare(&list[a], &list[b]));
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    // Every place comes up once.
    list.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// Puts those for which this holds before the others; both keep their order.
pub fn first<T>(list: &mut Vec<T>, is_first: impl Fn(&T) -> bool) {
    sort_by(list, |a, b| is_first(b).cmp(&is_first(a)));
}

/// The places in the order of what stands there.
#[inline(never)]
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_library_s_stable_order(list in proptest::collection::vec((0..5u8, any::<u8>()), 0..80)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|one| one.0);
            prop_assert_eq!(&ours, &theirs);
            first(&mut ours, |one| one.1 % 2 == 0);
            theirs.sort_by_key(|one| one.1 % 2 != 0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
