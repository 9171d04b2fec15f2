//! The second half of the trial packet: money, payment rows, voids, and the limit.
use super::packet::{MANY, Trial};
use super::report::Finding;
use crate::decimal::{decimal, minor};
use crate::model::{in_proportion, times};
use serde_json::{Value, json};

impl Trial<'_> {
    /// C:H, C:L.2.15.
    pub(super) fn money(&mut self) -> Result<(), String> {
        let said = self.cart(&json!([self.line("ads-contract-0001", 333)]))?;
        if said.is_yes() {
            let total = minor(&self.read()?["total"], 2)?;
            let exact = self.price * 333;
            let told = match total {
                total if total == times(self.price, 333) => "half away from zero",
                total if total == exact / 1000 => "cut off",
                _ => "otherwise",
            };
            self.open_question("C:L.2.15", "How is a line of 0.333 rounded?", told);
        } else {
            self.rule("C:E.3", "a fractional quantity is accepted", false, &said);
        }
        let mut cheap = self.line("ads-contract-0001", 1000);
        cheap["discount"] = decimal(self.price + 100, 2);
        let said = self.cart(&json!([cheap]))?;
        let told = if said.is_yes() {
            format!("accepted, total {}", self.read()?["total"])
        } else {
            said.told()
        };
        self.open_question("C:L.2.15", "What of a discount above its line?", told);
        let mut half = self.line("ads-contract-0001", 2000);
        half["discount"] = decimal(in_proportion(self.price, 2000, 1000), 2);
        let said = self.cart(&json!([half]))?;
        let total = minor(&self.read()?["total"], 2)?;
        let expected = times(self.price, 2000) - in_proportion(self.price, 2000, 1000);
        self.rule(
            "C:H.2",
            "a line's discount is taken off its sum",
            said.is_yes() && total == expected,
            &said,
        );
        if self.newer {
            self.tax()?;
        }
        Ok(())
    }

    fn tax(&mut self) -> Result<(), String> {
        let mut taxed = self.line("ads-contract-0001", 2000);
        let other = if self.tax == Some(800) { 1000 } else { 800 };
        taxed["taxRate"] = decimal(other, 2);
        let said = self.cart(&json!([taxed]))?;
        self.rule("C:E.3", "a VAT override is accepted", said.is_yes(), &said);
        let shown = self.read()?["orders"][0]["vatRate"].clone();
        self.findings.push(Finding::rule(
            "C:G.5",
            "reads show the overridden VAT",
            minor(&shown, 2) == Ok(other),
            || shown.to_string(),
        ));
        Ok(())
    }

    /// C:G.8.
    pub(super) fn payments(&mut self) -> Result<(), String> {
        self.cart(&json!([self.line("ads-contract-0001", 2000)]))?;
        let Some(method) = self.method.clone() else {
            self.findings.push(Finding::unasked(
                "C:G.8",
                "payments",
                "the restaurant has no payment method",
            ));
            return Ok(());
        };
        let total = times(self.price, 2000);
        let newer = self.newer;
        let row = |amount: i64| {
            let mut row = json!({ "id": method, "price": decimal(amount, 2) });
            if newer {
                row["lineId"] = json!("adp-contract-0001");
            }
            row
        };
        let over = self.pay(&json!([row(total + 1)]))?;
        self.rule(
            "C:G.8",
            "one kuruş above the total is refused",
            !over.is_yes(),
            &over,
        );
        let unknown = self.pay(&json!([{ "id": "adisyon-no-such-method", "price": 1 }]))?;
        self.rule(
            "C:E.3",
            "an unknown method is refused as one",
            unknown.words() == "unknown_payment_method",
            &unknown,
        );
        let said = self.pay(&json!([row(total - 100), { "id": "discount", "price": 1, "isDiscount": true, "title": "Deneme" }]))?;
        self.rule(
            "C:G.8",
            "a payment and a discount row are accepted",
            said.is_yes(),
            &said,
        );
        let paid = minor(&self.read()?["paid"], 2)?;
        let holds = paid == total;
        self.rule("C:G.8", "what is paid is what was sent", holds, &said);
        if self.newer {
            self.rows()?;
        }
        let less = self.cart(&json!([self.line("ads-contract-0001", 1000)]))?;
        self.rule(
            "C:E.3",
            "a cart below what is paid is refused",
            !less.is_yes(),
            &less,
        );
        self.open_question(
            "C:L.2.10",
            "How is a cart below what is paid refused?",
            less.told(),
        );
        let none = self.pay(&json!([]))?;
        let paid = minor(&self.read()?["paid"], 2)?;
        self.rule(
            "C:G.8",
            "no rows leave nothing paid",
            none.is_yes() && paid == 0,
            &none,
        );
        Ok(())
    }

    /// The rows as reads show them.
    fn rows(&mut self) -> Result<(), String> {
        let packet = self.read()?;
        let rows = packet["payments"].as_array().cloned().unwrap_or_default();
        let sum: Result<i64, String> = rows.iter().map(|row| minor(&row["amount"], 2)).sum();
        let holds = sum == minor(&packet["paid"], 2) && rows.len() == 2;
        self.findings.push(Finding::rule(
            "C:G.8",
            "the rows add up to what is paid",
            holds,
            || packet["payments"].to_string(),
        ));
        let discount = rows
            .iter()
            .any(|row| row["isDiscount"] == json!(true) && row["title"] == json!("Deneme"));
        self.findings.push(Finding::rule(
            "C:G.8",
            "a discount row keeps its kind and title",
            discount,
            || packet["payments"].to_string(),
        ));
        let same: Vec<Value> = rows.iter().map(resent).collect();
        self.pay(&Value::from(same))?;
        let again = self.read()?;
        let voided = again["cancelPayments"].as_array().map_or(0, Vec::len);
        self.open_question(
            "C:L.2.12",
            "Do rows that are sent again with their ids appear as voided?",
            if voided == 0 { "no" } else { "yes" },
        );
        Ok(())
    }

    /// C:G.4 rule 9.
    pub(super) fn voids(&mut self) -> Result<(), String> {
        self.cart(&json!([
            self.line("ads-contract-0001", 2000),
            self.line("ads-contract-0009", 1000)
        ]))?;
        self.cart(&json!([self.line("ads-contract-0001", 2000)]))?;
        let voided = self.read()?["cancels"].as_array().is_some_and(|voids| {
            voids
                .iter()
                .any(|void| void["id"] == json!("ads-contract-0009"))
        });
        self.findings.push(Finding::rule(
            "C:G.6.12",
            "a line that is left out appears among the voided",
            voided,
            || "it does not".to_owned(),
        ));
        let said = self.cart(&json!([
            self.line("ads-contract-0001", 2000),
            self.line("ads-contract-0009", 1000)
        ]))?;
        let refused = said.words() == "lineId belongs to a cancelled line";
        self.rule(
            "C:G.4.9",
            "a voided id cannot be declared again",
            refused,
            &said,
        );
        Ok(())
    }

    /// C:I. The last, because it uses the minute up.
    pub(super) fn limit(&mut self) -> Result<(), String> {
        let body = json!({ "packetId": self.id, "cart": [self.line("ads-contract-0001", 2000)] });
        for _ in 0..MANY {
            let said = self.server.write_once("packets/update-orders", &body)?;
            if said.status == 429 {
                let holds = said.words() == "plugin.rateLimited" && said.retry_after.is_some();
                self.rule(
                    "C:I",
                    "a limited write says so and when to come back",
                    holds,
                    &said,
                );
                return Ok(());
            }
            if !said.is_yes() {
                self.rule("C:G.6.22", "the same write again is accepted", false, &said);
                return Ok(());
            }
        }
        self.open_question("C:L.2.14", "Are 25 writes in a row limited?", "no");
        Ok(())
    }
}

/// A read payment row as it is sent again (C:G.8).
fn resent(row: &Value) -> Value {
    let mut sent =
        json!({ "id": row["methodId"].as_str().unwrap_or("discount"), "price": row["amount"] });
    if row["isDiscount"] == json!(true) {
        sent["isDiscount"] = json!(true);
        sent["title"] = row["title"].clone();
    }
    if let Some(id) = row["lineId"].as_str() {
        sent["lineId"] = json!(id);
    }
    sent
}
