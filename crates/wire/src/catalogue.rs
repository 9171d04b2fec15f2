//! The catalogue on the wire: thousands of products, so what a product does not have takes no room.
mod product;

use crate::omit;
use adisyon_bill::catalogue::{Category, Method};
use adisyon_bill::ids::CategoryId;
use adisyon_bill::{Catalogue, MethodId};
use adisyon_json::form;
use product::ProductJson;
use serde::{Deserialize, Serialize};

form!(CatalogueJson { products } may { categories, methods, truncated });
form!(CategoryJson { id, title, rank } may { names, colour, passive });
form!(MethodJson { id, title } may { description, cash, noreport });

/// The catalogue; see [`adisyon_bill::Catalogue`]. Made from one and turned into one, nothing else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CatalogueJson {
    products: Vec<ProductJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    categories: Vec<CategoryJson>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    methods: Vec<MethodJson>,
    #[serde(default, skip_serializing_if = "omit::no")]
    truncated: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct CategoryJson {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    rank: i64,
    /// Not shown.
    #[serde(default, skip_serializing_if = "omit::no")]
    passive: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct MethodJson {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "omit::no")]
    cash: bool,
    #[serde(default, skip_serializing_if = "omit::no")]
    noreport: bool,
}

impl From<&Catalogue> for CatalogueJson {
    fn from(catalogue: &Catalogue) -> CatalogueJson {
        CatalogueJson {
            products: catalogue.products().iter().map(ProductJson::from).collect(),
            categories: catalogue
                .categories
                .iter()
                .map(CategoryJson::from)
                .collect(),
            methods: catalogue.methods.iter().map(MethodJson::from).collect(),
            truncated: catalogue.truncated,
        }
    }
}

impl From<CatalogueJson> for Catalogue {
    fn from(json: CatalogueJson) -> Catalogue {
        Catalogue::new(
            json.products.into_iter().map(Into::into).collect(),
            json.categories.into_iter().map(Into::into).collect(),
            json.methods.into_iter().map(Into::into).collect(),
            json.truncated,
        )
    }
}

impl From<&Category> for CategoryJson {
    fn from(category: &Category) -> CategoryJson {
        CategoryJson {
            id: category.id.as_str().to_owned(),
            title: category.title.clone(),
            names: category.names.clone(),
            colour: category.colour.clone(),
            rank: category.rank,
            passive: !category.active,
        }
    }
}

impl From<CategoryJson> for Category {
    fn from(json: CategoryJson) -> Category {
        Category {
            id: CategoryId::new(json.id),
            title: json.title,
            names: json.names,
            colour: json.colour,
            rank: json.rank,
            active: !json.passive,
        }
    }
}

impl From<&Method> for MethodJson {
    fn from(method: &Method) -> MethodJson {
        MethodJson {
            id: method.id.as_str().to_owned(),
            title: method.title.clone(),
            description: method.description.clone(),
            cash: method.cash,
            noreport: method.noreport,
        }
    }
}

impl From<MethodJson> for Method {
    fn from(json: MethodJson) -> Method {
        Method {
            id: MethodId::new(json.id),
            title: json.title,
            description: json.description,
            cash: json.cash,
            noreport: json.noreport,
        }
    }
}
