//! What one restaurant is made of: its catalogue, floor, people and open accounts, as the platform keeps them inside.

pub mod account;
pub mod catalogue;
pub mod floor;
pub mod line;
pub mod people;

use crate::money::Money;
use crate::rng::Rng;
use account::{Account, Kind};
use catalogue::{Category, Ingredient, Method, Product};
use floor::Section;
use people::{Customer, User};

/// All records of one restaurant.
#[derive(Debug, Clone)]
pub struct Restaurant {
    /// Products in menu order.
    pub products: Vec<Product>,
    /// Product categories.
    pub categories: Vec<Category>,
    /// Payment methods.
    pub methods: Vec<Method>,
    /// Stock cards.
    pub ingredients: Vec<Ingredient>,
    /// Customers.
    pub customers: Vec<Customer>,
    /// Staff.
    pub users: Vec<User>,
    /// The floor plan.
    pub sections: Vec<Section>,
    /// Open accounts, oldest first.
    pub accounts: Vec<Account>,
    /// ISO code; `None` leaves `currency` and `amountExponent` out of every answer (C:E.2).
    pub currency: Option<String>,
    /// The next document number.
    pub next_doc_no: u64,
    /// Where new ids come from.
    pub rng: Rng,
}

impl Restaurant {
    /// The product with this id.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The payment method with this id.
    pub fn method(&self, id: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// The open account with this id.
    pub fn account(&self, kind: Kind, id: &str) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.kind == kind && account.id == id)
    }

    /// The open account with this id, to be changed.
    pub fn account_mut(&mut self, kind: Kind, id: &str) -> Option<&mut Account> {
        self.accounts
            .iter_mut()
            .find(|account| account.kind == kind && account.id == id)
    }

    /// The cover charge per guest in the section of that name.
    pub fn cover_of(&self, section: Option<&str>) -> Option<Money> {
        let section = self
            .sections
            .iter()
            .find(|candidate| Some(candidate.title.as_str()) == section)?;
        section.cover
    }

    /// Draws the next document number.
    pub fn draw_doc_no(&mut self) -> u64 {
        let number = self.next_doc_no;
        self.next_doc_no += 1;
        number
    }
}
