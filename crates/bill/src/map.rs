//! Maps and sets whose hashing costs next to nothing: they are filled anew at every tap, on names that the platform gave. Their seed is
//! chance, so that nobody can write names that all meet.
use foldhash::fast::RandomState;

/// A map.
pub type Map<K, V> = std::collections::HashMap<K, V, RandomState>;
/// A set.
pub type Set<T> = std::collections::HashSet<T, RandomState>;
