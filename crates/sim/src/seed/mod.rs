//! The seeded restaurant: a believable Turkish lokanta in which every nasty case of the contract can be found.
//! The same size gives the same records each time, so tests may name ids. All people are invented.

mod dishes;
mod floor;
mod maker;
mod menu;
mod nasty;
mod packets;
mod people;
mod samples;
mod tables;

use crate::restaurant::Restaurant;
use crate::restaurant::account::Account;
use crate::rng::Rng;
use maker::Maker;

/// A restaurant of so many products; `lines` above zero adds a table with a bill of that length.
pub fn restaurant(products: usize, lines: usize, now: u64) -> Restaurant {
    let mut rng = Rng::new(2026);
    let categories = menu::categories();
    let mut all = nasty::products();
    menu::fill(&mut all, products, &mut rng);
    let mut maker = Maker::new(&all, Rng::new(7), now);
    let mut accounts: Vec<Account> = tables::open(&mut maker);
    accounts.extend(packets::open(&mut maker));
    let mut sections = floor::sections();
    if lines > 0 {
        accounts.push(tables::long(&mut maker, lines));
        sections[0]
            .tables
            .push(floor::place(tables::LONG_ID, "Masa 200"));
    }
    accounts.sort_by_key(|account| account.opened);
    Restaurant {
        products: all,
        categories,
        methods: people::methods(),
        ingredients: people::ingredients(),
        customers: people::customers(),
        users: people::users(),
        sections,
        accounts,
        currency: Some("TRY".to_owned()),
        next_doc_no: 120,
        rng,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_restaurant_has_as_many_products_as_asked_with_unique_ids() {
        for size in [40, 300, 2500] {
            let restaurant = restaurant(size, 0, 1_791_400_000_000);
            assert_eq!(restaurant.products.len(), size);
            let ids: HashSet<&str> = restaurant
                .products
                .iter()
                .map(|product| product.id.as_str())
                .collect();
            assert_eq!(ids.len(), size);
        }
    }

    #[test]
    fn every_product_has_a_category_that_exists() {
        let restaurant = restaurant(2500, 0, 0);
        let known: HashSet<&str> = restaurant
            .categories
            .iter()
            .map(|category| category.id.as_str())
            .collect();
        for product in &restaurant.products {
            assert!(
                known.contains(product.category.as_str()),
                "{} is in {}",
                product.title,
                product.category
            );
        }
    }

    #[test]
    fn no_seeded_account_is_paid_above_its_total() {
        let restaurant = restaurant(300, 200, 1_791_400_000_000);
        for account in &restaurant.accounts {
            assert!(
                account.paid() <= account.total(1_791_400_000_000),
                "{}",
                account.id
            );
        }
        assert_eq!(
            restaurant
                .accounts
                .iter()
                .find(|one| one.id == tables::LONG_ID)
                .unwrap()
                .lines
                .len(),
            200
        );
    }

    #[test]
    fn titles_repeat_only_where_that_is_the_point() {
        let restaurant = restaurant(300, 0, 0);
        let mut seen = HashSet::new();
        let repeated: HashSet<&str> = restaurant
            .products
            .iter()
            .map(|product| product.title.as_str())
            .filter(|title| !seen.insert(*title))
            .collect();
        assert_eq!(repeated, HashSet::from(["Ayran", "Çay", "Limonata"]));
    }
}
