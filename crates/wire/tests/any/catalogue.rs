//! Any catalogue.
use super::{id, maybe_text, money, names, product as product_id, rate, text};
use adisyon_bill::catalogue::{Category, Choice, Method, OptionGroup, Product};
use adisyon_bill::ids::CategoryId;
use adisyon_bill::{Catalogue, MethodId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

prop_compose! {
    fn choice()(id in option::of(id()), title in text(), price in money()) -> Choice {
        Choice { id, title, price }
    }
}

prop_compose! {
    fn group()(
        key in id(), title in text(), min in 0u32..4, max in option::of(0u32..9),
        multiple in any::<bool>(), choices in vec(choice(), 0..4),
    ) -> OptionGroup {
        OptionGroup { key, title, min, max, multiple, choices }
    }
}

prop_compose! {
    fn product()(
        id in product_id(), title in text(), names in names(),
        category in option::of(id().prop_map(CategoryId::new)), price in money(),
        tax in option::of(rate()), active in any::<bool>(), barcode in maybe_text(),
        stock in option::of(any::<i64>()), image in maybe_text(), groups in vec(group(), 0..3),
    ) -> Product {
        Product { id, title, names, category, price, tax, active, barcode, stock, image, groups }
    }
}

prop_compose! {
    fn category()(
        id in id(), title in text(), names in names(), colour in maybe_text(),
        rank in any::<i64>(), active in any::<bool>(),
    ) -> Category {
        Category { id: CategoryId::new(id), title, names, colour, rank, active }
    }
}

prop_compose! {
    fn method()(
        id in id(), title in text(), description in text(), cash in any::<bool>(), noreport in any::<bool>(),
    ) -> Method {
        Method { id: MethodId::new(id), title, description, cash, noreport }
    }
}

prop_compose! {
    pub fn catalogue()(
        products in vec(product(), 0..5), categories in vec(category(), 0..3),
        methods in vec(method(), 0..3), truncated in any::<bool>(),
    ) -> Catalogue {
        Catalogue::new(products, categories, methods, truncated)
    }
}
