//! What is left out of the JSON and read back as its absence: zero and false. (Nothing and empty lists have tests of their own.)

pub(crate) fn zero(number: &i64) -> bool {
    *number == 0
}

pub(crate) fn no(flag: &bool) -> bool {
    !*flag
}
