//! What the restaurant sells and how it can be paid: products, option groups, categories, payment methods. C:E.4, C:F.
use crate::fold::{fold, title_key};
use crate::ids::{CategoryId, MethodId, ProductId};
use crate::map::Map;
use crate::{Money, Rate};

/// One choice of an option group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The platform's id as text; missing on old records.
    pub id: Option<String>,
    /// What it is called; how a choice without id is named.
    pub title: String,
    /// Surcharge per unit.
    pub price: Money,
}

/// A group of choices with its rule. Wrong or missing bounds are already mended by C:F: `min` defaults to 0, `max` to none, `max < min` to none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionGroup {
    /// Unique within the product: the platform's id, else `#` and the position.
    pub key: String,
    /// May be empty: the page shows a general word then.
    pub title: String,
    /// At least so many choices.
    pub min: u32,
    /// At most so many; none is unlimited.
    pub max: Option<u32>,
    /// True if more than one may be chosen.
    pub multiple: bool,
    /// The choices in menu order.
    pub choices: Vec<Choice>,
}

/// A product as sold today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its name in the base language.
    pub title: String,
    /// Other names: language key as stored (`en`, `US`, `de` …) and text.
    pub names: Vec<(String, String)>,
    /// Its category's id.
    pub category: Option<CategoryId>,
    /// Today's unit price.
    pub price: Money,
    /// VAT; missing on old records, which is not zero.
    pub tax: Option<Rate>,
    /// On sale.
    pub active: bool,
    /// Empty text counts as none.
    pub barcode: Option<String>,
    /// Stock in thousandths, may be negative; none if unknown.
    pub stock: Option<i64>,
    /// Picture address, unchecked.
    pub image: Option<String>,
    /// Option groups in menu order.
    pub groups: Vec<OptionGroup>,
}

/// A category.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub title: String,
    /// Other names, as in [`Product::names`].
    pub names: Vec<(String, String)>,
    /// `#rrggbb` or none.
    pub colour: Option<String>,
    /// Menu order.
    pub rank: i64,
    /// Shown.
    pub active: bool,
}

/// A way to pay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Method {
    /// Its id.
    pub id: MethodId,
    /// Its name; not promised to be unique.
    pub title: String,
    /// Free text, may be empty.
    pub description: String,
    /// Takes cash.
    pub cash: bool,
    /// Left out of reports.
    pub noreport: bool,
}

/// Everything that can be sold and every way to pay, indexed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalogue {
    products: Vec<Product>,
    by_id: Map<ProductId, usize>,
    // Made once, because every line of every bill looks its title up.
    by_title: Map<String, Vec<usize>>,
    by_name: Map<String, Vec<usize>>,
    folded: Vec<String>,
    /// Categories in menu order.
    pub categories: Vec<Category>,
    /// Payment methods in the platform's order.
    pub methods: Vec<Method>,
    /// The list was cut at the platform's limit: a title's uniqueness cannot be proven (C:G.2).
    pub truncated: bool,
}

impl Catalogue {
    /// Indexes the lists. Of two products with one id the first stays.
    pub fn new(
        products: Vec<Product>,
        categories: Vec<Category>,
        methods: Vec<Method>,
        truncated: bool,
    ) -> Catalogue {
        let mut by_id = Map::with_capacity_and_hasher(products.len(), Default::default());
        let mut by_title: Map<String, Vec<usize>> =
            Map::with_capacity_and_hasher(products.len(), Default::default());
        let mut by_name: Map<String, Vec<usize>> = Map::default();
        for (at, product) in products.iter().enumerate() {
            if by_id.contains_key(&product.id) {
                continue;
            }
            by_id.insert(product.id.clone(), at);
            let key = title_key(&product.title);
            by_title.entry(key).or_default().push(at);
            for (_, name) in &product.names {
                let places = by_name.entry(title_key(name)).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        let folded = products.iter().map(|p| fold(&p.title)).collect();
        Catalogue {
            products,
            by_id,
            by_title,
            by_name,
            folded,
            categories,
            methods,
            truncated,
        }
    }

    /// All products in the platform's order.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The product with this id.
    pub fn product(&self, id: &ProductId) -> Option<&Product> {
        self.by_id.get(id).map(|&at| &self.products[at])
    }

    /// The products of the same title by [`crate::fold::same_title`], in the platform's order. An empty title names nothing.
    pub fn titled(&self, title: &str) -> Vec<&Product> {
        self.under(&self.by_title, title)
    }

    /// The products that have this title in one of their other languages.
    pub fn named(&self, name: &str) -> Vec<&Product> {
        self.under(&self.by_name, name)
    }

    fn under(&self, index: &Map<String, Vec<usize>>, title: &str) -> Vec<&Product> {
        let key = title_key(title);
        let places = index.get(&key).filter(|_| !key.is_empty());
        let places = places.map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|&at| &self.products[at]).collect()
    }

    /// Every product with its folded title, each id once.
    pub(crate) fn folded(&self) -> impl Iterator<Item = (&Product, &str)> {
        let both = self.products.iter().zip(&self.folded).enumerate();
        both.filter(|(at, (product, _))| self.by_id.get(&product.id) == Some(at))
            .map(|(_, (product, folded))| (product, folded.as_str()))
    }

    /// The payment method with this id.
    pub fn method(&self, id: &MethodId) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == *id)
    }
}
