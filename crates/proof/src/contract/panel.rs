//! Questions that only an account entered in the panel answers (C:L.3). It is written back once, as it is.
use super::client::{Said, Server};
use super::report::Finding;
use crate::decimal::minor;
use crate::model::orders::legal;
use serde_json::{Value, json};

/// Reads the account, writes it back unchanged with its ids, reads again.
pub fn check(server: &Server, account: &str) -> Result<Vec<Finding>, String> {
    let (resource, name, id) = match account.split_once(':') {
        Some(("packet", id)) => ("packets", "packetId", id),
        Some(("table", id)) => ("tables", "tableId", id),
        _ => return Err(format!("{account} is neither packet:ID nor table:ID")),
    };
    let query = if resource == "packets" {
        "packetId"
    } else {
        "id"
    };
    let get = format!("{resource}/get");
    let read = || server.read(&get, Some((query, id)));
    let before = read()?;
    if !before.is_yes() {
        return Err(format!("{account}: {}", before.told()));
    }
    let mut findings = shown(before.data());
    let Some(cart) = as_it_is(server, before.data())? else {
        let why = "a line's product is not clear from its title";
        findings.push(Finding::unasked(
            "C:L.2.2",
            "Does a plain id that is declared match?",
            why,
        ));
        return Ok(findings);
    };
    let body = json!({ name: id, "cart": cart });
    let said = server.write(&format!("{resource}/update-orders"), &body)?;
    let holds = said.is_yes();
    match doubtful(before.data()) {
        // What no source tells is a question, whatever comes of it.
        Some((section, says)) => findings.push(Finding::open(section, says, said.told())),
        None => {
            let says = "an account of the panel can be written back";
            findings.push(Finding::rule("C:G.7", says, holds, || said.told()));
        }
    }
    if holds {
        findings.extend(compared(before.data(), read()?.data(), &said));
    }
    Ok(findings)
}

/// What of this account may be refused for a reason that no source tells.
fn doubtful(account: &Value) -> Option<(&'static str, &'static str)> {
    let lines = ordinary(account);
    let is_zero = |value: &Value| minor(value, 0) == Ok(0);
    let timer = |line: &&Value| !is_zero(&line["amounts"]["timer"]);
    if lines.iter().any(timer) {
        return Some(("C:L.2.9", "What of a table with a timer product?"));
    }
    let voids = account["cancels"].as_array().map(Vec::as_slice);
    let voided = |line: &Value| {
        voids
            .unwrap_or_default()
            .iter()
            .any(|void| void["id"] == line["id"])
    };
    if lines.iter().any(|line| voided(line)) {
        return Some(("C:L.2.6", "What of the id of a partly voided line?"));
    }
    None
}

/// What a read shows of lines that the panel entered.
fn shown(account: &Value) -> Vec<Finding> {
    let lines = ordinary(account);
    let panel: Vec<&&Value> = lines
        .iter()
        .filter(|line| line["lineId"].is_null())
        .collect();
    let keys = |name: &str| lines.iter().filter(|line| line.get(name).is_some()).count();
    let notes = format!("{} of {} lines have the key", keys("note"), lines.len());
    let ids = match panel.first() {
        None => "no line without a declared id".to_owned(),
        Some(line) => line["id"]
            .as_str()
            .map_or("no id", |id| {
                if legal(id) {
                    "an id that can be declared"
                } else {
                    "an id that cannot"
                }
            })
            .to_owned(),
    };
    vec![
        Finding::open(
            "C:L.2.5",
            "Are notes shown?",
            if keys("note") == 0 {
                "no".to_owned()
            } else {
                notes
            },
        ),
        Finding::open("C:L.2.2", "What does a line of the panel have?", ids),
    ]
}

fn ordinary(account: &Value) -> Vec<&Value> {
    let lines = account["orders"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let cover = |line: &&Value| {
        line["id"]
            .as_str()
            .is_some_and(|id| id.eq_ignore_ascii_case("kuver"))
    };
    lines.iter().filter(|line| !cover(line)).collect()
}

/// The cart that says what the account holds; none if that cannot be said.
fn as_it_is(server: &Server, account: &Value) -> Result<Option<Vec<Value>>, String> {
    let products = server.read("products/list", None)?;
    // An older server refuses what it does not know (C:G.4 rule 11).
    let newer = ordinary(account)
        .iter()
        .any(|line| line.get("lineId").is_some());
    let list = products.data().as_array().cloned().unwrap_or_default();
    let mut cart = Vec::new();
    for line in ordinary(account) {
        let titled: Vec<&Value> = list
            .iter()
            .filter(|product| product["title"] == line["title"])
            .collect();
        let ([product], Some(id)) = (&titled[..], line["lineId"].as_str().or(line["id"].as_str()))
        else {
            return Ok(None);
        };

        let options = line["options"].as_array().cloned().unwrap_or_default();
        let title = |option: &Value| {
            option
                .as_str()
                .map_or_else(|| option["title"].clone(), |text| json!(text))
        };
        let discount = line
            .get("discountDecimal")
            .or(line.get("discount"))
            .cloned()
            .unwrap_or(json!(0));
        let mut sent = json!({
            "product": product["id"], "quantity": line["quantity"], "discount": discount,
            "options": options.iter().map(title).collect::<Vec<_>>(),
        });
        // An id outside the alphabet cannot be declared at all (C:G.4 rule 8).
        if newer && legal(id) {
            sent["lineId"] = json!(id);
        }
        if let Some(note) = line.get("note").filter(|note| note.is_string()) {
            sent["note"] = note.clone();
        }
        cart.push(sent);
    }
    Ok((!cart.is_empty()).then_some(cart))
}

/// What the unchanged write did.
fn compared(before: &Value, after: &Value, said: &Said) -> Vec<Finding> {
    let voids = |account: &Value| account["cancels"].as_array().map_or(0, Vec::len);
    let unnamed = |line: &&Value| line.get("lineId").is_some_and(Value::is_null);
    let plain = ordinary(before).iter().any(unnamed);
    let mut findings = Vec::new();
    if plain {
        let told = if voids(after) > voids(before) {
            "no, the line is voided and born again"
        } else {
            "yes"
        };
        findings.push(Finding::open(
            "C:L.2.2",
            "Does a plain id that is declared match?",
            told,
        ));
    }
    let extra = |account: &Value| -> i64 {
        let of = |line: &&Value| {
            minor(
                line.get("extraDecimal")
                    .or(line.get("extra"))
                    .unwrap_or(&Value::Null),
                2,
            )
            .unwrap_or(0)
        };
        ordinary(account).iter().map(of).sum()
    };
    if extra(before) != 0 {
        let told = if extra(after) == extra(before) {
            "kept"
        } else {
            "lost"
        };
        findings.push(Finding::open(
            "C:L.2.4",
            "What of a surcharge when its line is kept?",
            told,
        ));
    }
    let texts = |account: &Value| -> Vec<String> {
        ordinary(account)
            .iter()
            .map(|line| format!("{} x {} {}", line["quantity"], line["title"], line["note"]))
            .collect()
    };
    let same = texts(before) == texts(after);
    findings.push(Finding::rule(
        "C:G.7",
        "titles, quantities and notes are as before",
        same,
        || "they are not".to_owned(),
    ));
    let (total, read) = (&said.data()["total"], &after["total"]);
    let agrees = minor(total, 2) == minor(read, 2);
    findings.push(Finding::rule(
        "C:E.3",
        "the answer's total is the total",
        agrees,
        || format!("{total} and {read}"),
    ));
    findings
}
