//! Total, paid, remaining.
use crate::bill::face::SumsFace;
use crate::bill::run::{Desk, use_desk};
use crate::bill::words::trouble;
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::Icon;
use crate::ui::node::{Text, child, copy, element, form, insert, keep_written, set, span};
use adisyon_bill::totals::Totals as Sums;
use adisyon_bill::{Edit, Money};
use leptos::prelude::*;
use web_sys::Element;

/// The sums of the draft, with what they were.
#[component]
pub fn Totals() -> impl IntoView {
    let desk = use_desk();
    let i18n = use_i18n();
    let sums = desk.shows.sums;
    let is_known = Memo::new(move |_| sums.with(Option::is_some));
    let totals = Signal::derive(move || {
        // Before the bill is here nobody sees them.
        sums.with(|sums| sums.as_ref().map(|sums| sums.totals).unwrap_or_default())
    });
    let matter =
        Memo::new(move |_| sums.with(|sums| sums.clone().filter(|sums| !sums.problems.is_empty())));
    view! {
        <section class="panel" id="totals" tabindex="-1" aria-labelledby="totals-title">
            <h2 class="vh" id="totals-title">{i18n.t(Key::BillTotals)}</h2>
            {move || is_known.get().then(|| rows(i18n, totals, true))}
            {move || matter.get().map(|sums| problems(desk, i18n, sums))}
        </section>
    }
}

/// The sums as they stand, with what they were. `settled` says that this is the desk and not a glimpse before it.
pub fn rows(i18n: I18n, totals: Signal<Sums>, settled: bool) -> AnyView {
    let stand = move |list: Element| {
        let mut shown = Shown::new(i18n, &list, settled);
        keep_written(move || shown.write(i18n, totals.get()));
    };
    view! { <dl class="totals" use:stand></dl> }.into_any()
}

const FORM: &str = r#"
<div class="totals-row"><dt></dt><dd><span></span></dd></div>
<div class="totals-row"><dt></dt><dd><span></span></dd></div>
<div><dt class="vh"></dt><dd><progress class="bar" max="100"></progress></dd></div>
<div class="totals-row totals-due"><dt></dt><dd></dd></div>"#;

/// The sums as they were written last. One effect writes them all: a click on a line changes half of them.
struct Shown {
    list: Element,
    total: Sum,
    paid: Sum,
    /// The discounts among what was paid, if there are any, before the bar.
    discount: Option<(Element, Text)>,
    bar: Element,
    share: Option<i64>,
    due_label: Text,
    due: Text,
    over: bool,
}

impl Shown {
    fn new(i18n: I18n, list: &Element, settled: bool) -> Shown {
        insert(list, &copy(&form(FORM)), None);
        let [total, paid, bar, due] = [0, 1, 2, 3].map(|at| {
            let row = child(list, at);
            (child(&row, 0), child(&row, 1))
        });
        for ((label, _), key) in [
            (&total, Key::BillTotal),
            (&paid, Key::BillPaid),
            (&bar, Key::BillPaid),
        ] {
            label.set_text_content(Some(i18n.t(key)));
        }
        if settled {
            set(&child(&total.1, 0), "data-testid", "bill-total");
            set(&child(&paid.1, 0), "data-testid", "bill-paid");
            set(&due.1, "data-testid", "bill-remaining");
        }
        Shown {
            list: list.clone(),
            total: Sum::new(total.1),
            paid: Sum::new(paid.1),
            discount: None,
            bar: child(&bar.1, 0),
            share: None,
            due_label: Text::new(&due.0),
            due: Text::new(&due.1),
            over: false,
        }
    }

    fn write(&mut self, i18n: I18n, sums: Sums) {
        self.total.write(i18n, sums.total, sums.was_total);
        self.paid.write(i18n, sums.paid, sums.was_paid);
        self.write_discount(i18n, sums.discount);
        let over = sums.remaining.is_negative();
        if self.over != over {
            self.bar
                .set_class_name(if over { "bar bar-over" } else { "bar" });
            self.over = over;
        }
        let share = share(sums.paid, sums.total);
        if self.share != Some(share) {
            let ratio = i18n.fill(Key::BillRatio, &[("n", &share.to_string())]);
            set(&self.bar, "value", &share.min(100).to_string());
            set(&self.bar, "aria-label", &ratio);
            self.share = Some(share);
        }
        self.due_label.say(due_label(i18n, over).to_owned());
        self.due.say(i18n.money(sums.remaining.abs()));
    }

    fn write_discount(&mut self, i18n: I18n, discount: Money) {
        if discount.is_zero() {
            if let Some((row, _)) = self.discount.take() {
                row.remove();
            }
            return;
        }
        let (_, sum) = self.discount.get_or_insert_with(|| {
            let row = element("div");
            row.set_class_name("totals-row totals-sub");
            let (label, sum) = (element("dt"), element("dd"));
            label.set_text_content(Some(i18n.t(Key::BillDiscount)));
            insert(&row, &label, None);
            insert(&row, &sum, None);
            let before = child(&self.list, 2);
            insert(&self.list, &row, Some(&before));
            (row, Text::new(&sum))
        });
        sum.say(i18n.money(discount));
    }
}

/// A sum, and before it what it was.
struct Sum {
    place: Element,
    was: Option<(Element, Text)>,
    now: Text,
}

impl Sum {
    fn new(place: Element) -> Sum {
        Sum {
            now: Text::new(&child(&place, 0)),
            was: None,
            place,
        }
    }

    fn write(&mut self, i18n: I18n, now: Money, was: Money) {
        self.now.say(i18n.money(now));
        if now == was {
            if let Some((said, _)) = self.was.take() {
                said.remove();
            }
            return;
        }
        let (_, text) = self.was.get_or_insert_with(|| {
            let said = span("was", "");
            insert(
                &said,
                &span("vh", &format!("{} ", i18n.t(Key::BillWas))),
                None,
            );
            insert(&self.place, &said, self.place.first_child().as_ref());
            let text = Text::new(&said);
            (said, text)
        });
        text.say(i18n.money(was));
    }
}

/// What the last sum is called.
pub fn due_label(i18n: I18n, over: bool) -> &'static str {
    i18n.t(if over {
        Key::BillOver
    } else {
        Key::BillRemaining
    })
}

/// Paid as a share of the total, in percent.
fn share(paid: Money, total: Money) -> i64 {
    if total <= Money::ZERO {
        return if paid > Money::ZERO { 100 } else { 0 };
    }
    let share = i128::from(paid.minor()) * 100 / i128::from(total.minor());
    i64::try_from(share.clamp(0, 999)).unwrap_or(100)
}

fn problems(desk: Desk, i18n: I18n, sums: SumsFace) -> impl IntoView {
    let rows = sums.problems.iter().map(|one| {
        view! {
            <p class="problem" data-testid="problem" data-code=one.code()>
                <Icon name="alert" size="i-s" />
                <span>{trouble(i18n, one, None)}</span>
            </p>
        }
    });
    let rows = rows.collect_view();
    let mend = sums.mend.map(|(key, title, amount)| {
        let money = i18n.money(amount);
        let label = i18n.fill(Key::BillMend, &[("title", &title), ("amount", &money)]);
        view! {
            <div class="btn-row">
                <button class="btn" type="button" data-testid="mend" on:click=move |_| desk.edit(Edit::Amount(key.clone(), amount))>
                    {label}
                </button>
            </div>
        }
    });
    view! { <div class="panel-body edit-stack">{rows} {mend}</div> }
}
