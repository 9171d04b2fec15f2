use super::*;
use proptest::prelude::*;

fn parts(amount: i64, weights: &[u64]) -> Vec<i64> {
    let parts = split(Money::from_minor(amount), weights);
    parts.into_iter().map(Money::minor).collect()
}

#[test]
fn the_first_parts_get_the_odd_units() {
    assert_eq!(parts(100, &[1, 1, 1]), [34, 33, 33]);
    assert_eq!(parts(101, &[1, 1, 1]), [34, 34, 33]);
    assert_eq!(parts(-101, &[1, 1, 1]), [-34, -34, -33]);
    assert_eq!(parts(2, &[1, 1, 1]), [1, 1, 0]);
}

#[test]
fn the_largest_remainder_goes_before_the_first_place() {
    assert_eq!(parts(10, &[1, 2]), [3, 7]);
    assert_eq!(parts(100, &[1, 2, 4]), [14, 29, 57]);
}

#[test]
fn nothing_goes_to_a_weight_of_zero_unless_all_are_zero() {
    assert_eq!(parts(101, &[0, 1, 0, 1]), [0, 51, 0, 50]);
    assert_eq!(parts(101, &[0, 0]), [51, 50]);
    assert_eq!(parts(101, &[]), [0; 0]);
}

proptest! {
    #[test]
    fn parts_sum_to_the_amount_and_lie_next_to_their_exact_share(
        amount in any::<i64>(),
        weights in prop::collection::vec(prop_oneof![0u64..10, any::<u32>().prop_map(u64::from)], 1..12),
    ) {
        let parts = parts(amount, &weights);
        let sum: i128 = parts.iter().map(|&part| i128::from(part)).sum();
        prop_assert_eq!(sum, i128::from(amount));
        let total: i128 = weights.iter().map(|&w| i128::from(w)).sum();
        for (&part, &weight) in parts.iter().zip(&weights) {
            if total > 0 {
                let off = i128::from(part) * total - i128::from(amount) * i128::from(weight);
                prop_assert!(off.abs() < total, "{} of {:?}", part, weights);
                prop_assert!(weight > 0 || part == 0);
            }
        }
    }

    #[test]
    fn equal_weights_get_falling_parts_at_most_one_unit_apart(amount in 0i64..1_000_000_000_000, people in 1usize..60, weight in 1u64..9) {
        let parts = parts(amount, &vec![weight; people]);
        prop_assert!(parts.is_sorted_by(|a, b| a >= b));
        prop_assert!(parts[0] - parts[people - 1] <= 1);
    }

    #[test]
    fn a_refund_is_split_as_the_amount_was(amount in 0i64..i64::MAX, weights in prop::collection::vec(0u64..50, 1..9)) {
        let mirrored: Vec<i64> = parts(amount, &weights).into_iter().map(|part| -part).collect();
        prop_assert_eq!(parts(-amount, &weights), mirrored);
    }
}
