//! Whether a question or a block has a reason that the account itself gives. A problem without one is as wrong as a loss.
use super::choices::{asked_in_vain, options_doubtful, rule_broken, unsayable};
use super::expect::{self, Expected};
use super::wishes::{Names, Wishes};
use crate::model::{Account, Choice, Generation, House, Product, Row, orders, times};
use adisyon_bill::problem::{Place, Trouble};
use adisyon_bill::{Bill, LineKey, PaymentKey, Problem, ProductId};
use std::collections::BTreeSet;

/// What a page knows when it asks.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// The account as it was read.
    pub account: &'a Account,
    /// The menu as the page holds it.
    pub house: &'a House,
    /// The page's keys.
    pub names: &'a Names,
    /// What was asked for.
    pub wishes: &'a Wishes,
    /// Lines whose product was surely remembered when the page read.
    pub remembered: &'a BTreeSet<LineKey>,
    /// The bill as read.
    pub bill: &'a Bill,
    /// The same menu as the backend's.
    pub fresh: bool,
}

/// True if the problem is one.
pub fn justified(problem: &Problem, page: &Page<'_>) -> bool {
    let expected = expect::lines(page.account, page.wishes, page.house);
    match &problem.place {
        Place::Line(key) => at_line(key, &problem.trouble, page, &expected),
        Place::Payment(key) => at_payment(key, &problem.trouble, page),
        Place::Payments => at_payments(&problem.trouble, page),
        Place::Totals => at_totals(&problem.trouble, page, &expected),
        Place::Bill => at_bill(&problem.trouble, page, &expected),
    }
}

fn at_line(key: &LineKey, trouble: &Trouble, page: &Page<'_>, expected: &[Expected<'_>]) -> bool {
    let uid = page.names.rows.get(key);
    let row = uid.and_then(|uid| page.account.row(*uid));
    let one = expected.iter().find(|one| match (row, one.row) {
        (Some(row), Some(was)) => was.uid == row.uid,
        (None, None) => one.key == Some(key.as_str()),
        _ => false,
    });
    let Some(one) = one else {
        return false;
    };
    let said = uid
        .and_then(|uid| page.wishes.rows.get(uid))
        .and_then(|wish| wish.product.as_deref());
    let product = page.house.product(&one.product);
    match (trouble, row) {
        (Trouble::Unresolved | Trouble::Probable, Some(row)) => {
            said.is_none() && !decisive(row, page)
        }
        (Trouble::ProductGone, Some(row)) => {
            page.house.product(said.unwrap_or(&row.product)).is_none()
        }
        (Trouble::ProductGone, None) => product.is_none(),
        (Trouble::Surcharge(extra), Some(row)) => row.extra == extra.minor() && row.extra != 0,
        (Trouble::HiddenNote, Some(row)) => {
            let wish = page.wishes.rows.get(&row.uid);
            !page.house.consent && wish.is_none_or(|wish| wish.note.is_none())
        }
        (Trouble::IdentityLost, Some(row)) => page.house.newer() && loses_identity(row, page),
        (Trouble::VoidedIdentity, Some(row)) => {
            let declared = row.identity.as_deref().unwrap_or(&row.id);
            page.account
                .voids
                .iter()
                .any(|void| void.row.id == declared)
        }
        (Trouble::Reprice(was, now), Some(row)) => {
            (was.minor() - now.minor()).abs() > 1
                && (repriced(row, one, was.minor(), now.minor(), page) || mistaken(key, row, page))
        }
        (Trouble::NoteTooLong(length), _) => {
            let long = one.note.encode_utf16().count();
            // What is shown is trimmed here, never there.
            *length as usize >= long && *length > 500
        }
        (Trouble::QuantityRange(quantity), _) => {
            quantity.thousandths() == one.quantity && !(1..=9_999_000).contains(&one.quantity)
        }
        (Trouble::DiscountNegative, _) => one.discount < 0,
        (Trouble::DiscountOverLine(sum), _) => one.discount > sum.minor().max(0),
        (Trouble::OptionGone(title), Some(_)) if asked_in_vain(title, uid, product, page) => true,
        (
            Trouble::OptionGone(_)
            | Trouble::OptionAmbiguous(_)
            | Trouble::OptionTwice(_)
            | Trouble::OptionsUnknown,
            _,
        ) => {
            // A guessed product has other options than the true one.
            let guessed = row.is_some() && said.is_none();
            options_doubtful(trouble, row, one, product, page)
                || guessed && row.is_some_and(|row| !decisive(row, page))
        }
        (
            Trouble::OptionMissing(title, _)
            | Trouble::OptionTooMany(title, _)
            | Trouble::GroupImpossible(title),
            _,
        ) => {
            let asked = row.is_none()
                || uid
                    .and_then(|uid| page.wishes.rows.get(uid))
                    .is_some_and(|wish| wish.options.is_some());
            asked
                && product.is_some_and(|product| {
                    product
                        .groups
                        .iter()
                        .any(|group| group.title == *title && rule_broken(product, group, one))
                })
        }
        (Trouble::TooManyOptions, _) => one.options.len() > 50,
        _ => false,
    }
}

/// True if the ladder of C:G.2 ends at one product beyond doubt, so that nobody may be asked.
pub fn decisive(row: &Row, page: &Page<'_>) -> bool {
    let Some(product) = page.house.product(&row.product) else {
        return false;
    };
    let stamped = row.items.iter().any(|item| {
        item.ours() && item.key == "adisyon-pid" && item.value == format!("\"{}\"", row.product)
    });
    if page.house.quirks.product_ids || page.house.newer() && stamped && product.title == row.title
    {
        return true;
    }
    if page.house.newer()
        && row
            .items
            .iter()
            .any(|item| item.ours() && item.key == "adisyon-pid")
    {
        return false;
    }
    let names = |key: &&LineKey| page.names.rows.get(*key) == Some(&row.uid);
    if let Some(line) = page
        .remembered
        .iter()
        .find(names)
        .and_then(|key| page.bill.line(key))
    {
        // What was said about a namesake at this price counts for this one, too.
        return line.resolution.product().map(ProductId::as_str) == Some(&row.product);
    }
    let alone = page.house.products.iter().filter(|other| {
        folded(&other.title) == folded(&row.title)
            || other
                .english
                .as_deref()
                .is_some_and(|name| folded(name) == folded(&row.title))
    });
    let twice = row.options.iter().enumerate().any(|(at, one)| {
        row.options[..at]
            .iter()
            .any(|other| folded(&other.title) == folded(&one.title))
    });
    let priced = !twice
        && row.timer.is_none()
        && row.unit == product.price
        && row.options.iter().all(|option| {
            let alike = |choice: &&Choice| folded(&choice.title) == folded(&option.title);
            let named: Vec<&Choice> = product.choices().filter(alike).collect();
            matches!(named[..], [only] if only.price == option.price)
        });
    alone.count() == 1
        && product.title == row.title
        && !page.house.truncated
        && row.quantity > 0
        && !row.options_unsaid
        && priced
}

/// Rough: whatever a careful reader might take for the same word.
pub(super) fn folded(text: &str) -> String {
    text.trim().replace(['I', 'İ', 'ı'], "i").to_lowercase()
}

fn loses_identity(row: &Row, page: &Page<'_>) -> bool {
    match &row.identity {
        Some(id) => !orders::legal(id) || twice(id, page),
        // Measured not to match, which only a house where it does not can teach.
        None => !orders::legal(&row.id) || !page.house.quirks.echo_matches || twice(&row.id, page),
    }
}

/// Two rows under one id: only one of them can be named by it.
fn twice(id: &str, page: &Page<'_>) -> bool {
    let is = |row: &&Row| row.id == id || row.identity.as_deref() == Some(id);
    page.account.rows.iter().filter(is).count() > 1
}

/// Of another product under the same title, which nothing that a read shows tells apart: what that one costs is asked about.
fn mistaken(key: &LineKey, row: &Row, page: &Page<'_>) -> bool {
    let taken = page.bill.line(key);
    let taken = taken.and_then(|line| line.resolution.product());
    taken
        .filter(|id| id.as_str() != row.product)
        .and_then(|id| page.house.product(id.as_str()))
        .is_some_and(|other| folded(&other.title) == folded(&row.title))
}

fn repriced(row: &Row, one: &Expected<'_>, was: i64, now: i64, page: &Page<'_>) -> bool {
    let product = page.house.product(&one.product);
    let Some(product) = product else {
        // It is gone; a namesake that costs the same is taken for it, with its own options.
        let namesake = |other: &&Product| folded(&other.title) == folded(&row.title);
        return page.house.products.iter().any(|other| namesake(&other));
    };
    let options = expect::options_today(row, Some(product));
    let whole = expect::price(product.price, &options, row.quantity) - row.discount;
    let mut once = options.clone();
    once.dedup();
    let deduped = expect::price(product.price, &once, row.quantity) - row.discount;
    let bare = times(product.price, row.quantity);
    // What is read without an id may be any choice of its title.
    let guessed = || {
        let mut sums = surcharges(row, product, page).into_iter();
        sums.any(|sum| now == times(product.price + sum, row.quantity) - row.discount)
    };
    let is_whole = was == row.amount() - row.extra && (now == whole || now == deduped || guessed());
    // Where the options are in doubt only the bare prices can be compared; unit prices are rounded there.
    let is_bare =
        (was - times(row.unit, row.quantity)).abs() <= 1 + row.quantity / 1000 && now == bare;
    // A product that a page guessed or was told is compared with its own choices.
    is_whole || is_bare || row.options_unsaid || unsayable(row, product)
}

/// What the row's options may cost together by today's menu.
fn surcharges(row: &Row, product: &Product, page: &Page<'_>) -> BTreeSet<i64> {
    let mut sums = BTreeSet::from([0]);
    for option in &row.options {
        let known = option.id.as_deref().filter(|_| page.house.newer());
        let is = |choice: &&Choice| match known {
            Some(id) => choice.id.is_some_and(|known| known.to_string() == id),
            None => folded(&choice.title) == folded(&option.title),
        };
        let prices: BTreeSet<i64> = product.choices().filter(is).map(|one| one.price).collect();
        let add = |sum: &i64| prices.iter().map(|price| sum + price).collect::<Vec<_>>();
        sums = sums.iter().flat_map(add).collect();
    }
    sums
}

fn at_payment(key: &PaymentKey, trouble: &Trouble, page: &Page<'_>) -> bool {
    let pays = expect::pays(page.account, page.wishes);
    let uid = page.names.pays.get(key);
    let one = pays
        .iter()
        .find(|one| one.uid.as_ref() == uid && uid.is_some() || one.key == Some(key.as_str()));
    let Some(one) = one else {
        return false;
    };
    match trouble {
        Trouble::MethodUnknown => one
            .method
            .as_deref()
            .is_some_and(|id| page.house.method(id).is_none()),
        Trouble::Unbound => one.method.is_none() && one.title.is_none(),
        Trouble::AmountNotPositive => one.amount <= 0,
        Trouble::TitleMissing => one
            .title
            .as_deref()
            .is_some_and(|title| title.trim().is_empty()),
        _ => false,
    }
}

fn at_payments(trouble: &Trouble, page: &Page<'_>) -> bool {
    let account = page.account;
    match trouble {
        Trouble::PaymentsUnknown(paid) => {
            !page.house.newer() && !account.pays.is_empty() && paid.minor() == account.paid()
        }
        Trouble::PaymentsMismatch => account.paid_beyond != 0,
        Trouble::NoMethods => page.house.methods.is_empty(),
        Trouble::TooManyPayments => expect::pays(account, page.wishes).len() > 20,
        _ => false,
    }
}

fn at_totals(trouble: &Trouble, page: &Page<'_>, expected: &[Expected<'_>]) -> bool {
    let account = page.account;
    match trouble {
        Trouble::RepriceTotal(was, now) => {
            was.minor() == account.total()
                && was != now
                && (account.residue != 0 || rounding(account) || !page.fresh)
        }
        Trouble::PaidOverTotal(over) => {
            let paid = expect::paid(account, &expect::pays(account, page.wishes));
            let total = expect::total(account, page.wishes, page.house, expected);
            // Lines in doubt are counted as the bill says; then only the direction can be judged.
            let plain = |one: &Expected<'_>| {
                page.house.product(&one.product).is_none_or(|product| {
                    let unique = |option: &expect::Option_| {
                        product
                            .choices()
                            .filter(|choice| folded(&choice.title) == folded(&option.title))
                            .count()
                            == 1
                    };
                    one.options.iter().all(unique)
                })
            };
            let once = |one: &Expected<'_>| {
                let titles: BTreeSet<&str> =
                    one.options.iter().map(|one| one.title.as_str()).collect();
                titles.len() == one.options.len()
            };
            let clear = !account.has_timer()
                && expected.iter().all(once)
                && expected.iter().all(plain)
                && expected.iter().all(|one| {
                    one.row.is_none_or(|row| {
                        let said = !row.options_unsaid && row.extra == 0;
                        decisive(row, page) && !one.touched && said
                    })
                });
            over.minor() > 0
                && (!clear || page.account.residue != 0 || over.minor() == paid - total)
        }
        _ => false,
    }
}

/// Differences of one kuruş a line add up over many lines.
fn rounding(account: &Account) -> bool {
    account.rows.iter().any(|row| row.quantity % 1000 != 0)
}

fn at_bill(trouble: &Trouble, page: &Page<'_>, expected: &[Expected<'_>]) -> bool {
    match trouble {
        Trouble::Timer => page.account.has_timer(),
        Trouble::Marketplace => page.account.marketplace.is_some(),
        Trouble::Empty => expected.iter().all(|one| {
            one.row.is_some_and(|row| {
                row.timer.is_some() && page.house.generation == Generation::Newest
            })
        }),
        Trouble::TooManyLines => expected.len() > 200,
        _ => false,
    }
}
