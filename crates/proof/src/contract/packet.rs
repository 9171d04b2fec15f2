//! Rules and questions that a packet of our own answers. It stays open: no plugin can close one; its note says whose it is.
use super::client::{Said, Server};
use super::report::Finding;
use crate::decimal::{decimal, minor};
use crate::model::times;
use serde_json::{Value, json};

/// Writes in a row that must meet the limit of 20 a minute.
pub(super) const MANY: usize = 25;

/// A packet that the suite may do anything to.
pub(super) struct Trial<'a> {
    pub(super) server: &'a Server,
    /// Declared ids are understood.
    pub(super) newer: bool,
    pub(super) id: String,
    /// A product without options, its price and its tax.
    pub(super) product: String,
    pub(super) price: i64,
    pub(super) tax: Option<i64>,
    pub(super) method: Option<String>,
    pub(super) findings: Vec<Finding>,
}

/// What came of it.
pub struct Checked {
    /// Rules and answers.
    pub findings: Vec<Finding>,
    /// The server knows identities, metadata and payment rows (C:G.4 rule 11).
    pub newer: bool,
}

/// Opens a packet and asks. `before_limit` is called before the minute is used up.
pub fn check(
    server: &Server,
    before_limit: impl FnOnce() -> Result<(), String>,
) -> Result<Checked, String> {
    let mut trial = Trial::open(server)?;
    trial.reading()?;
    if trial.newer {
        trial.identities()?;
        trial.metadata()?;
    } else {
        let why = "an older server, which knows no identities";
        let says = "identities and metadata";
        trial.findings.push(Finding::unasked("C:G.4", says, why));
    }
    trial.bodies()?;
    trial.money()?;
    trial.payments()?;
    if trial.newer {
        trial.voids()?;
    }
    before_limit()?;
    trial.limit()?;
    Ok(Checked {
        newer: trial.newer,
        findings: trial.findings,
    })
}

fn key() -> String {
    let moment = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    format!(
        "adisyon-contract-{}",
        moment.map_or(0, |since| since.as_nanos())
    )
}

impl<'a> Trial<'a> {
    fn open(server: &'a Server) -> Result<Trial<'a>, String> {
        let products = server.read("products/list", None)?;
        let plain = |product: &&Value| {
            let groups = product["options"].as_array().is_none_or(Vec::is_empty);
            groups
                && product["active"] != json!(false)
                && minor(&product["price"], 2).is_ok_and(|price| price >= 100)
        };
        let list = products
            .data()
            .as_array()
            .ok_or_else(|| format!("products/list: {}", products.told()))?;
        let product = list
            .iter()
            .find(plain)
            .ok_or("no active product without options")?;
        let id = product["id"]
            .as_str()
            .ok_or("a product without id")?
            .to_owned();
        let methods = server.read("payment-methods/list", None)?;
        let method = methods.data().as_array().and_then(|all| all.first());
        let mut body = json!({
            "customer": { "id": "adisyon-contract", "name": "Deneme Müşterisi", "address": "Deneme Sokak 1" },
            "cart": [{ "product": id, "quantity": 2, "lineId": "ads-contract-0001" }],
            "paymentNote": "adisyon contract suite", "idempotencyKey": key(),
        });
        let mut created = server.write("packets/create", &body)?;
        let newer = created.is_yes() || !created.words().contains("lineId");
        if !newer {
            body["cart"] = json!([{ "product": id, "quantity": 2 }]);
            created = server.write("packets/create", &body)?;
        }
        let named = ["packetId", "uuid"]
            .iter()
            .find_map(|name| created.data()[*name].as_str());
        Ok(Trial {
            server,
            newer,
            id: named
                .ok_or_else(|| format!("packets/create: {}", created.told()))?
                .to_owned(),
            product: id,
            price: minor(&product["price"], 2)?,
            tax: minor(&product["tax"], 2)
                .ok()
                .filter(|_| !product["tax"].is_null()),
            method: method
                .and_then(|method| method["id"].as_str())
                .map(str::to_owned),
            findings: Vec::new(),
        })
    }

    pub(super) fn read(&self) -> Result<Value, String> {
        let said = self
            .server
            .read("packets/get", Some(("packetId", &self.id)))?;
        if said.is_yes() {
            Ok(said.data().clone())
        } else {
            Err(format!("packets/get: {}", said.told()))
        }
    }

    pub(super) fn cart(&self, cart: &Value) -> Result<Said, String> {
        self.server.write(
            "packets/update-orders",
            &json!({ "packetId": self.id, "cart": cart }),
        )
    }

    pub(super) fn pay(&self, payments: &Value) -> Result<Said, String> {
        self.server.write(
            "packets/update-payments",
            &json!({ "packetId": self.id, "payments": payments }),
        )
    }

    /// One line of the trial's product.
    pub(super) fn line(&self, id: &str, quantity: i64) -> Value {
        let mut line = json!({ "product": self.product, "quantity": decimal(quantity, 3) });
        if self.newer {
            line["lineId"] = json!(id);
        }
        line
    }

    pub(super) fn rule(
        &mut self,
        section: &'static str,
        says: &'static str,
        holds: bool,
        seen: &Said,
    ) {
        self.findings
            .push(Finding::rule(section, says, holds, || seen.told()));
    }

    pub(super) fn open_question(
        &mut self,
        section: &'static str,
        says: &'static str,
        answer: impl Into<String>,
    ) {
        self.findings.push(Finding::open(section, says, answer));
    }

    fn reading(&mut self) -> Result<(), String> {
        let packet = self.read()?;
        let line = &packet["orders"][0];
        let has = |name: &str| line.get(name).is_some();
        let names: Vec<&str> = [
            "lineId",
            "metadata",
            "amounts",
            "lineTotalDecimal",
            "lineTotal",
            "vatRate",
        ]
        .into_iter()
        .filter(|name| has(name))
        .collect();
        self.open_question(
            "C:G.1",
            "Which of the newer names does a line carry?",
            names.join(" "),
        );
        let product = ["productId", "product"]
            .into_iter()
            .filter(|name| has(name))
            .collect::<Vec<_>>();
        let told = if product.is_empty() {
            "no".to_owned()
        } else {
            product.join(" ")
        };
        self.open_question("C:L.2.1", "Does a line carry its product's id?", told);
        let total = minor(&packet["total"], 2)?;
        let expected = times(self.price, 2000);
        let holds = total == expected;
        self.findings.push(Finding::rule(
            "C:H.4",
            "two of a product cost twice its price",
            holds,
            || format!("{total} instead of {expected}"),
        ));
        Ok(())
    }

    /// C:G.4.
    fn identities(&mut self) -> Result<(), String> {
        let before = self.read()?;
        let said = self.cart(&json!([
            self.line("ads-contract-0001", 2000),
            self.line("ads-contract-0002", 1000)
        ]))?;
        self.rule("C:G.4.3", "declared ids are accepted", said.is_yes(), &said);
        let after = self.read()?;
        let ids: Vec<&str> = after["orders"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|line| line["lineId"].as_str())
            .collect();
        let voids = |packet: &Value| packet["cancels"].as_array().map_or(0, Vec::len);
        let kept = ids == ["ads-contract-0001", "ads-contract-0002"];
        self.findings.push(Finding::rule(
            "C:G.4.3",
            "an echoed id keeps its line, and reads show it",
            kept,
            || format!("{ids:?}"),
        ));
        let same = voids(&before) == voids(&after);
        self.findings.push(Finding::rule(
            "C:G.4.1",
            "echoing every id voids nothing",
            same,
            || format!("{} voids more", voids(&after) - voids(&before)),
        ));
        let again = self.cart(&json!([
            self.line("ads-contract-0001", 2000),
            self.line("ads-contract-0002", 1000)
        ]))?;
        let repeated = self.read()?["orders"] == after["orders"];
        self.rule(
            "C:G.6.22",
            "the same write again changes nothing",
            again.is_yes() && repeated,
            &again,
        );
        let kept = || self.line("ads-contract-0001", 2000);
        for (says, lines) in [
            (
                "the same id twice in a request is refused",
                json!([kept(), kept()]),
            ),
            (
                "a new id shorter than eight is refused",
                json!([kept(), self.line("ads-1", 1000)]),
            ),
            (
                "a new id of digits only is refused",
                json!([kept(), self.line("1234567890", 1000)]),
            ),
            (
                "an id with % or * is refused",
                json!([kept(), self.line("masa-7*-abcd", 1000)]),
            ),
            (
                "the reserved id kuver is refused",
                json!([kept(), self.line("kuver", 1000)]),
            ),
        ] {
            let said = self.cart(&lines)?;
            self.rule("C:E.3", says, !said.is_yes(), &said);
        }
        Ok(())
    }

    /// C:E.3, C:G.5.
    fn metadata(&mut self) -> Result<(), String> {
        let plain = self.line("ads-contract-0001", 2000);
        let with = |items: Value| {
            let mut line = plain.clone();
            line["metadata"] = items;
            json!([line])
        };
        let said = self.cart(&with(
            json!([{ "key": "adisyon-pid", "value": self.product }]),
        ))?;
        self.rule(
            "C:E.3",
            "our metadata item is accepted",
            said.is_yes(),
            &said,
        );
        let packet = self.read()?;
        let item = packet["orders"][0]["metadata"][0].clone();
        let holds = item["value"] == json!(self.product);
        self.findings.push(Finding::rule(
            "C:G.2.2",
            "reads show our item again",
            holds,
            || item.to_string(),
        ));
        let by = item["by"].as_str().unwrap_or("");
        let form = if by.starts_with("plugin:") {
            "plugin:<id>"
        } else if by.is_empty() {
            "nothing"
        } else {
            "<id>"
        };
        self.open_question("C:L.2.11", "What does `by` hold?", form);
        self.cart(&json!([self.line("ads-contract-0001", 2000)]))?;
        let left = self.read()?["orders"][0]["metadata"]
            .as_array()
            .is_some_and(|items| !items.is_empty());
        self.open_question(
            "C:L.2.11",
            "What of our item when metadata is left out?",
            if left { "kept" } else { "deleted" },
        );
        let map = self.cart(&with(json!({ "adisyon-pid": "x" })))?;
        self.rule("C:E.3", "metadata as a map is refused", !map.is_yes(), &map);
        Ok(())
    }

    /// C:E.3.
    fn bodies(&mut self) -> Result<(), String> {
        let unknown =
            self.cart(&json!([{ "product": "adisyon-no-such-product", "quantity": 1 }]))?;
        let named = unknown
            .words()
            .starts_with("Product not found: adisyon-no-such-product");
        self.rule(
            "C:E.3",
            "an unknown product is refused by its name",
            !unknown.is_yes() && named,
            &unknown,
        );
        let mut strange = self.line("ads-contract-0001", 2000);
        strange["options"] = json!(["adisyon-no-such-option"]);
        let option = self.cart(&json!([strange]))?;
        let named = option.words().starts_with("Invalid option: ");
        self.rule(
            "C:E.3",
            "an unknown option is refused as one",
            !option.is_yes() && named,
            &option,
        );
        let mut priced = self.line("ads-contract-0001", 2000);
        priced["options"] = json!([{ "title": "x", "price": 1 }]);
        let price = self.cart(&json!([priced]))?;
        self.rule(
            "C:E.3",
            "a sent option price is refused",
            !price.is_yes(),
            &price,
        );
        let empty = self.cart(&json!([]))?;
        self.rule(
            "C:E.3",
            "a packet cannot be emptied",
            !empty.is_yes(),
            &empty,
        );
        let mut noted = self.line("ads-contract-0001", 2000);
        noted["note"] = json!("x".repeat(501));
        let note = self.cart(&json!([noted]))?;
        self.rule(
            "C:E.3",
            "a note of 501 characters is refused",
            !note.is_yes(),
            &note,
        );
        Ok(())
    }
}
