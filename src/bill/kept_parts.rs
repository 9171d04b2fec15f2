//! A divided balance as it lies in this device's storage, so that it is still divided when the bill is opened again: who takes
//! what and which payment paid it; no names, no amounts of the bill.
use super::kept::LASTS;
use adisyon_bill::parts::{MOST, Part, Parts, Way};
use adisyon_bill::{Bill, BillRef, LineKey, Money, PaymentKey};
use adisyon_json::form;

/// Starts every name of ours in the storage.
const PREFIX: &str = "adisyon:parts:";

struct Slip {
    at: i64,
    /// Lines and payments of the bill it was made on: a table has another bill tomorrow under the same name.
    seen: Vec<String>,
    way: u32,
    parts: Vec<PartSlip>,
}

struct PartSlip {
    claims: Vec<Claim>,
    sum: i64,
    paid: Option<String>,
    some: Vec<String>,
}

struct Claim {
    line: String,
    much: u32,
}

form!(Slip {
    at,
    seen,
    way,
    parts
});
form!(PartSlip {} may { claims, sum, paid, some });
form!(Claim { line, much });

const WAYS: [Way; 4] = [Way::Equal, Way::Lines, Way::People, Way::Sums];

/// The name under which the parts of a bill are kept. The space tells users and restaurants apart.
pub fn name(space: &str, bill: &BillRef) -> String {
    let kind = if bill.is_table() { "table" } else { "packet" };
    format!("{PREFIX}{space}:{kind}:{}", bill.id())
}

/// The text to keep.
pub fn write(parts: &Parts, bill: &Bill, now: i64) -> String {
    let way = WAYS.iter().position(|way| *way == parts.way).unwrap_or(0);
    let part = |part: &Part| PartSlip {
        claims: part.claims.iter().map(claim).collect(),
        sum: part.sum.minor(),
        paid: part.paid.as_ref().map(|key| key.as_str().to_owned()),
        some: part
            .some
            .iter()
            .map(|key| key.as_str().to_owned())
            .collect(),
    };
    adisyon_json::write(&Slip {
        at: now,
        seen: names(bill),
        way: u32::try_from(way).unwrap_or(0),
        parts: parts.list.iter().map(part).collect(),
    })
}

/// The kept parts, unless they are too old, not ours, or of another bill.
pub fn read(text: &str, bill: &Bill, now: i64) -> Option<Parts> {
    let slip: Slip = adisyon_json::read(text)?;
    let today = names(bill);
    let paid = slip
        .parts
        .iter()
        .flat_map(|part| part.some.iter().chain(&part.paid));
    let is_same = slip
        .seen
        .iter()
        .chain(paid)
        .any(|name| today.contains(name));
    if now - slip.at > LASTS || !is_same || slip.parts.len() > MOST {
        return None;
    }
    let way = *WAYS.get(slip.way as usize)?;
    let list = slip.parts.into_iter().map(|part| Part {
        claims: part
            .claims
            .into_iter()
            .map(|one| (LineKey::new(one.line), one.much))
            .collect(),
        sum: Money::from_minor(part.sum),
        paid: part.paid.map(PaymentKey::new),
        some: part.some.into_iter().map(PaymentKey::new).collect(),
    });
    Some(Parts {
        way,
        list: list.collect(),
    })
}

fn claim((line, much): &(LineKey, u32)) -> Claim {
    Claim {
        line: line.as_str().to_owned(),
        much: *much,
    }
}

/// Names that only this bill has: what stands at a place of a list may stand in any.
fn names(bill: &Bill) -> Vec<String> {
    let lines = bill.lines.iter().map(|line| line.key.as_str());
    let rows = bill.payments.rows().iter().map(|row| row.key.as_str());
    let names = lines.chain(rows).filter(|name| !name.starts_with('~'));
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_bill::notation::bill;

    const NOW: i64 = 1_700_000_000_000;

    fn divided() -> Parts {
        let mut parts = Parts {
            way: Way::Lines,
            list: Vec::new(),
        };
        parts.take_lines(vec![("ayran-01".into(), 1000)]);
        parts.take_sum(Money::from_minor(5));
        parts.pay_some(0, "adp-00000".into());
        parts.pay(0, "adp-00001".into());
        parts
    }

    #[test]
    fn what_was_divided_is_divided_again_on_the_same_bill() {
        let at_noon = bill("2 Ayran @45 #ayran-01");
        let text = write(&divided(), &at_noon, NOW);
        let later = bill("2 Ayran @45 #ayran-01 | 1 Çay @5 #cay-0001");
        assert_eq!(read(&text, &later, NOW + LASTS), Some(divided()));
        assert_eq!(read(&text, &later, NOW + LASTS + 1), None, "after a day");
    }

    #[test]
    fn the_next_guests_at_the_table_find_an_undivided_bill() {
        let text = write(&divided(), &bill("2 Ayran @45 #ayran-01"), NOW);
        assert_eq!(read(&text, &bill("1 Çay @5 #cay-0001"), NOW), None);
        let only_paid = bill("1 Çay @5 #cay-0001 | paid 45 cash #adp-00001");
        assert!(read(&text, &only_paid, NOW).is_some());
    }

    #[test]
    fn what_is_not_ours_is_no_division() {
        let today = bill("2 Ayran @45 #ayran-01");
        let odd = write(&divided(), &today, NOW).replace("\"way\":1", "\"way\":9");
        for text in ["", "{}", "[]", odd.as_str()] {
            assert_eq!(read(text, &today, NOW), None, "{text}");
        }
    }

    #[test]
    fn users_bills_and_kinds_have_names_of_their_own() {
        let (table, packet) = (BillRef::Table("5".into()), BillRef::Packet("5".into()));
        assert_ne!(name("a", &table), name("a", &packet));
        assert_ne!(name("a", &table), name("b", &table));
        assert_ne!(name("a", &table), crate::bill::kept::name("a", &table));
    }
}
