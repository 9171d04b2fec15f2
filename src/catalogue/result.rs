//! One found product.
use crate::i18n::{I18n, Key};
use crate::ui::node::{child, copy, form, last, set, set_or_not, write};
use crate::ui::{MarkFace, Marks};
use adisyon_bill::catalogue::Product;
use adisyon_bill::{Catalogue, ProductId, Quantity};
use web_sys::{Element, HtmlTemplateElement, Node};

const ROW: &str = r#"<li class="row" role="option" aria-selected="false"><span><span class="row-title"> </span><span class="row-sub"> </span></span><span class="num muted"> </span><span class="row-plus"></span></li>"#;

thread_local! {
    static FORM: HtmlTemplateElement = form(ROW);
}

/// Stock at or below this many is worth saying.
const FEW: i64 = 3;

/// A found product as it is shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    id: ProductId,
    title: String,
    /// Its category, or what speaks for it in the picker of a line. Where its count stands below the title alone, that takes the place
    /// of the category: a row that grew after a tap would move the next one from under the thumb.
    sub: Option<String>,
    price: String,
    is_out: bool,
    stock: Option<Stock>,
    /// How much of it is on the bill.
    count: Quantity,
}

/// Why it may not be wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stock {
    Closed,
    Out,
    Few(Quantity),
}

impl Hit {
    /// A product of the menu; `hint` is what speaks for it, `count` how much of it is on the bill.
    pub fn new(
        product: &Product,
        menu: &Catalogue,
        hint: Option<String>,
        count: Quantity,
        i18n: I18n,
    ) -> Hit {
        // A hint says itself what is closed.
        let told = hint.is_some() && !product.active;
        let stock = stock(product).filter(|_| !told);
        let category = || {
            if count.thousandths() > 0 && stock.is_none() {
                return None;
            }
            let wanted = product.category.as_ref()?;
            let category = menu.categories.iter().find(|one| one.id == *wanted)?;
            Some(category.title.clone())
        };
        Hit {
            id: product.id.clone(),
            title: product.title.clone(),
            sub: hint.or_else(category).filter(|sub| !sub.is_empty()),
            price: i18n.amount(product.price),
            is_out: !product.active,
            stock,
            count,
        }
    }

    fn marks(&self, i18n: I18n) -> Vec<MarkFace> {
        let stock = self.stock.map(|stock| said(stock, i18n));
        let count = (self.count.thousandths() > 0).then(|| {
            let n = i18n.quantity(self.count);
            MarkFace {
                class: "mark mark-change",
                icon: "#i-check",
                text: i18n.fill(Key::CatalogueInBill, &[("n", &n)]),
            }
        });
        stock.into_iter().chain(count).collect()
    }
}

fn stock(product: &Product) -> Option<Stock> {
    match product.stock {
        _ if !product.active => Some(Stock::Closed),
        Some(left) if left <= 0 => Some(Stock::Out),
        Some(left) if left <= FEW * 1000 => Some(Stock::Few(Quantity::from_thousandths(left))),
        _ => None,
    }
}

fn said(stock: Stock, i18n: I18n) -> MarkFace {
    let (class, icon, text) = match stock {
        Stock::Closed => ("mark", "#i-ban", i18n.t(Key::CataloguePassive).to_owned()),
        Stock::Out => (
            "mark mark-bad",
            "#i-ban",
            i18n.t(Key::CatalogueOut).to_owned(),
        ),
        Stock::Few(left) => {
            let n = i18n.quantity(left);
            let text = i18n.fill(Key::CatalogueFew, &[("n", &n)]);
            ("mark mark-warn", "#i-alert", text)
        }
    };
    MarkFace { class, icon, text }
}

/// A row for what is found at one place of the list. The row stays and what it says changes: while somebody types, rows that were made
/// anew would cost more than the search. The list hears for it: `data-product` says what is picked.
pub struct Row {
    li: Element,
    about: Element,
    title: Node,
    sub: Element,
    price: Node,
    marks: Marks,
    shown: Option<Hit>,
}

impl Row {
    /// An empty row with this id, at the end of a list.
    pub fn new(list: &Element, id: &str) -> Row {
        let copied = FORM.with(copy);
        let li = copied.first_element_child().expect("the form is a row");
        li.set_id(id);
        set(&li, "hidden", "");
        list.append_child(&li).expect("a list takes a row");
        let about = child(&li, 0);
        Row {
            title: last(&child(&about, 0)),
            sub: child(&about, 1),
            price: last(&child(&li, 1)),
            about,
            li,
            marks: Marks::default(),
            shown: None,
        }
    }

    /// Shows this, or nothing; only what differs is written.
    pub fn write(&mut self, hit: Option<Hit>, i18n: I18n) {
        let before = std::mem::replace(&mut self.shown, hit);
        let Some(hit) = &self.shown else {
            if before.is_some() {
                set(&self.li, "hidden", "");
                set_or_not(&self.li, "data-testid", None);
                set_or_not(&self.li, "data-product", None);
            }
            return;
        };
        let before = before.as_ref();
        if before == Some(hit) {
            return;
        }
        if before.is_none() {
            set_or_not(&self.li, "hidden", None);
            set(&self.li, "data-testid", "catalogue-item");
        }
        let is = |same: fn(&Hit, &Hit) -> bool| before.is_some_and(|before| same(before, hit));
        if !is(|one, other| one.id == other.id) {
            set(&self.li, "data-product", hit.id.as_str());
        }
        if !is(|one, other| one.is_out == other.is_out) {
            self.li
                .set_class_name(if hit.is_out { "row is-out" } else { "row" });
        }
        if !is(|one, other| one.title == other.title) {
            write(&self.title, &hit.title);
        }
        if !is(|one, other| one.sub == other.sub) {
            if !is(|one, other| one.sub.is_none() == other.sub.is_none()) {
                set_or_not(&self.sub, "hidden", hit.sub.is_none().then_some(""));
            }
            write(&last(&self.sub), hit.sub.as_deref().unwrap_or_default());
        }
        if !is(|one, other| one.price == other.price) {
            write(&self.price, &hit.price);
        }
        if !is(|one, other| (one.stock, one.count) == (other.stock, other.count)) {
            self.marks.write(&self.about, hit.marks(i18n), None);
        }
    }

    /// Enter would pick it, or not.
    pub fn choose(&self, is_active: bool) {
        set(
            &self.li,
            "aria-selected",
            if is_active { "true" } else { "false" },
        );
    }
}
