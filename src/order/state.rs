//! What is typed about a new packet, as values. None of it is kept on this device: it is about people.
use adisyon_wire::edit::EditJson;
use adisyon_wire::field::{Field, FieldProblem};
use adisyon_wire::order::{OrderCustomer, OrderRequest, Service};
use adisyon_wire::people::Person;

/// The form beside the cart.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    /// For whom: known by id if found, else typed anew.
    pub customer: OrderCustomer,
    /// How it leaves the house.
    pub service: Service,
    /// It is approved at once.
    pub approved: bool,
    /// The house's own courier brings it.
    pub own_delivery: bool,
    /// Note of the packet.
    pub note: String,
    /// How the customer means to pay.
    pub payment_note: String,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl Default for Form {
    fn default() -> Form {
        Form {
            customer: OrderCustomer::default(),
            service: Service::default(),
            approved: true,
            own_delivery: true,
            note: String::new(),
            payment_note: String::new(),
            problems: Vec::new(),
        }
    }
}

impl Form {
    /// True if nobody is named: also after a reload, which keeps the cart and nobody's data.
    pub fn is_nobody_s(&self) -> bool {
        let who = &self.customer;
        who.id.is_none() && who.name.trim().is_empty() && who.address.trim().is_empty()
    }

    /// What stands in a field.
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.customer.name,
            Field::Phone => &self.customer.phone,
            Field::Address => &self.customer.address,
            Field::AddressDescription => &self.customer.address_description,
            Field::Region => &self.customer.region,
            Field::Note => &self.note,
            Field::PaymentNote => &self.payment_note,
            _ => "",
        }
    }

    /// Something was typed. Another name is another person.
    pub fn type_in(&mut self, field: Field, text: String) {
        self.problems.retain(|problem| problem.field != field);
        let slot = match field {
            Field::Name => {
                if self.customer.name != text {
                    self.customer.id = None;
                }
                &mut self.customer.name
            }
            Field::Phone => &mut self.customer.phone,
            Field::Address => &mut self.customer.address,
            Field::AddressDescription => &mut self.customer.address_description,
            Field::Region => &mut self.customer.region,
            Field::Note => &mut self.note,
            Field::PaymentNote => &mut self.payment_note,
            _ => return,
        };
        *slot = text;
    }

    /// Somebody was found.
    pub fn pick(&mut self, person: &Person) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        self.customer = OrderCustomer {
            id: Some(person.id.clone()),
            name: text(&person.name),
            phone: text(&person.phone),
            address: text(&person.address),
            region: text(&person.region),
            address_description: String::new(),
        };
        self.problems.clear();
    }

    /// Fills in what a later, fuller look at the same person showed, where nothing was typed meanwhile. True if it did.
    pub fn complete(&mut self, person: &Person) -> bool {
        if self.customer.id.as_deref() != Some(&person.id) {
            return false;
        }
        let before = self.customer.clone();
        let fill = |slot: &mut String, text: &Option<String>| {
            if let (true, Some(text)) = (slot.is_empty(), text) {
                slot.clone_from(text);
            }
        };
        fill(&mut self.customer.phone, &person.phone);
        fill(&mut self.customer.address, &person.address);
        fill(&mut self.customer.region, &person.region);
        self.customer != before
    }

    /// The order under this name. Who fetches it or eats here needs no courier.
    pub fn request(&self, name: String, edits: Vec<EditJson>) -> OrderRequest {
        OrderRequest {
            attempt: name,
            customer: self.customer.clone(),
            edits,
            service: self.service,
            approved: self.approved,
            own_delivery: self.own_delivery && self.service == Service::Delivery,
            note: self.note.clone(),
            payment_note: self.payment_note.clone(),
        }
    }

    /// Looks for what is wrong; true if nothing is.
    pub fn check(&mut self) -> bool {
        self.problems = self.request(String::new(), Vec::new()).problems();
        self.problems.is_empty()
    }

    /// What is wrong with a field.
    pub fn problem(&self, field: Field) -> Option<&FieldProblem> {
        self.problems.iter().find(|problem| problem.field == field)
    }
}
