//! Products with their option groups.
use crate::omit;
use adisyon_bill::catalogue::{Choice, OptionGroup, Product};
use adisyon_bill::ids::CategoryId;
use adisyon_bill::{Money, ProductId, Rate};
use adisyon_json::form;
use serde::{Deserialize, Serialize};

form!(
    ProductJson {
        id, title, price
    } may {
        names, category, tax, passive, barcode, stock, image, groups
    }
);
form!(GroupJson { key, choices } may { title, min, max, multiple });
form!(ChoiceJson { title } may { id, price });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct ProductJson {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    names: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    price: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax: Option<i64>,
    /// Not on sale.
    #[serde(default, skip_serializing_if = "omit::no")]
    passive: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    barcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stock: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupJson>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct GroupJson {
    key: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(default, skip_serializing_if = "none_needed")]
    min: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u32>,
    #[serde(default, skip_serializing_if = "omit::no")]
    multiple: bool,
    choices: Vec<ChoiceJson>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct ChoiceJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    #[serde(default, skip_serializing_if = "omit::zero")]
    price: i64,
}

fn none_needed(min: &u32) -> bool {
    *min == 0
}

impl From<&Product> for ProductJson {
    fn from(product: &Product) -> ProductJson {
        ProductJson {
            id: product.id.as_str().to_owned(),
            title: product.title.clone(),
            names: product.names.clone(),
            category: product.category.as_ref().map(|id| id.as_str().to_owned()),
            price: product.price.minor(),
            tax: product.tax.map(Rate::hundredths),
            passive: !product.active,
            barcode: product.barcode.clone(),
            stock: product.stock,
            image: product.image.clone(),
            groups: product.groups.iter().map(GroupJson::from).collect(),
        }
    }
}

impl From<ProductJson> for Product {
    fn from(json: ProductJson) -> Product {
        Product {
            id: ProductId::new(json.id),
            title: json.title,
            names: json.names,
            category: json.category.map(CategoryId::new),
            price: Money::from_minor(json.price),
            tax: json.tax.map(Rate::from_hundredths),
            active: !json.passive,
            barcode: json.barcode,
            stock: json.stock,
            image: json.image,
            groups: json.groups.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&OptionGroup> for GroupJson {
    fn from(group: &OptionGroup) -> GroupJson {
        GroupJson {
            key: group.key.clone(),
            title: group.title.clone(),
            min: group.min,
            max: group.max,
            multiple: group.multiple,
            choices: group.choices.iter().map(ChoiceJson::from).collect(),
        }
    }
}

impl From<GroupJson> for OptionGroup {
    fn from(json: GroupJson) -> OptionGroup {
        OptionGroup {
            key: json.key,
            title: json.title,
            min: json.min,
            max: json.max,
            multiple: json.multiple,
            choices: json.choices.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&Choice> for ChoiceJson {
    fn from(choice: &Choice) -> ChoiceJson {
        ChoiceJson {
            id: choice.id.clone(),
            title: choice.title.clone(),
            price: choice.price.minor(),
        }
    }
}

impl From<ChoiceJson> for Choice {
    fn from(json: ChoiceJson) -> Choice {
        Choice {
            id: json.id,
            title: json.title,
            price: Money::from_minor(json.price),
        }
    }
}
