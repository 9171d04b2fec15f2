//! What is open above the bill, and the few deeds that several parts share.
use crate::bill::run::Desk;
use adisyon_bill::edit::NewLine;
use adisyon_bill::line::{Chosen, Note};
use adisyon_bill::{Edit, LineKey, Money, PaymentKey, ProductId, Quantity};
use leptos::prelude::*;

/// The one dialog that is open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Open {
    /// None.
    #[default]
    Nothing,
    /// A line's details.
    Line(LineKey),
    /// A payment.
    Pay(Pay),
    /// A product for a line.
    Pick(Pick),
    /// Options of a product on its way to the bill.
    Product(ProductId, Way),
    /// The products with this barcode, of which one was meant.
    Code(String),
    /// The keys that work here.
    Keys,
}

/// Which payment is being typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pay {
    /// A new one.
    New,
    /// A new discount.
    NewDiscount,
    /// This one.
    Change(PaymentKey),
    /// A part of the divided balance, with what it amounts to.
    Part(usize, Money),
}

/// What a picked product is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pick {
    /// A person says what this line is.
    Identify(LineKey),
    /// It takes this line's place.
    Replace(LineKey),
}

/// Where a product with its options goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// Onto the bill.
    Add,
    /// In the place of a line.
    Replace(LineKey),
}

/// Gives the open dialog to everything below.
pub fn provide_open() -> RwSignal<Open> {
    let open = RwSignal::new(Open::Nothing);
    provide_context(open);
    open
}

/// The open dialog.
pub fn use_open() -> RwSignal<Open> {
    expect_context()
}

/// A product was picked in the finder: one tap adds it, unless its options have to be asked.
pub fn pick_product(desk: Desk, open: RwSignal<Open>, id: ProductId) {
    if !desk.may_edit() {
        return;
    }
    let needs = desk.shows.catalogue.with_untracked(|all| {
        let product = all.as_ref().and_then(|all| all.product(&id));
        product.map(|product| !adisyon_bill::options::none_needed(product))
    });
    match needs {
        Some(true) => open.set(Open::Product(id, Way::Add)),
        Some(false) => {
            add(desk, id, Vec::new(), Quantity::ONE, String::new());
        }
        None => {}
    }
}

/// Adds a product. The same product, new and just as plain, becomes one more of it instead of another line.
/// Gives the line and how much of it there was before.
pub fn add(
    desk: Desk,
    product: ProductId,
    options: Vec<Chosen>,
    quantity: Quantity,
    note: String,
) -> (LineKey, Quantity) {
    desk.sells(&product);
    let same = desk.with_state(|state| {
        let editing = state.editing()?;
        let plain = Note::Text(note.clone());
        let line = editing.working.lines.iter().find(|line| {
            line.base.is_none()
                && !line.removed
                && line.replaces.is_none()
                && line.product.as_ref() == Some(&product)
                && line.options.as_ref() == Some(&options)
                && line.note == plain
                && line.discount.is_zero()
        })?;
        Some((line.key.clone(), line.quantity))
    });
    let more = |before: Quantity| {
        let more = before.thousandths() + quantity.thousandths();
        Some(Quantity::from_thousandths(more)).filter(|more| more.is_writable())
    };
    if let Some((key, before)) = same.flatten()
        && let Some(more) = more(before)
    {
        desk.edit(Edit::Quantity(key.clone(), more));
        return (key, before);
    }
    let key = desk.fresh_line();
    desk.edit(Edit::Add(NewLine {
        key: key.clone(),
        product,
        quantity,
        options,
        note,
        discount: Money::ZERO,
        reason: None,
    }));
    (key, Quantity::ZERO)
}

/// One more or one less of a line; from one or less it is taken off.
pub fn step_line(desk: Desk, key: &LineKey, by: i32) {
    let Some(face) = desk.shows.face(key) else {
        return;
    };
    let now = face.with_untracked(|face| face.quantity.thousandths());
    let next = now + i64::from(by) * 1000;
    set_quantity(desk, key, Quantity::from_thousandths(next));
}

/// A line's quantity; nothing left takes it off.
pub fn set_quantity(desk: Desk, key: &LineKey, quantity: Quantity) {
    if quantity.thousandths() <= 0 {
        desk.edit(Edit::Remove(key.clone()));
    } else if quantity <= Quantity::MAX {
        desk.edit(Edit::Quantity(key.clone(), quantity));
    }
}
