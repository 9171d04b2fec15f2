//! Screens that are seldom seen are fit to be seen too: what managers decide, a barcode of several products, the largest change, the lists of
//! keys, bills without lines, with one, with two hundred.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup};
use serde_json::{Value, json};

use crate::seen::{in_every_language, seen};
use crate::{catalogue, till};

const TABLE: Bill<'static> = Bill::Table("masa-12");
/// Free until a test puts a bill there.
const FREE: Bill<'static> = Bill::Table("masa-2");
/// A barcode that two products of [`twins`] share.
pub const SHARED: &str = "8690001999990";

/// Two products with one barcode, in the order of the menu.
pub async fn twins(desk: &Desk) -> Outcome {
    let product = |id: &str, title: &str, price: u32| json!({ "id": id, "title": title, "price": price, "tax": 10, "barcode": SHARED });
    let both = [
        product("su-05", "Doğal Su 0,5 L", 20),
        product("su-15", "Doğal Su 1,5 L", 35),
    ];
    desk.sim().load(json!({ "products": both })).await?;
    Ok(())
}

/// A bill of so many lines at the free table; its lines are those of another, again and again.
async fn bill_of(desk: &Desk, lines: usize) -> Outcome {
    let mut account = desk.sim().account(TABLE).await?;
    let there = account["lines"].as_array().cloned().unwrap_or_default();
    let line = |(at, mut line): (usize, Value)| {
        line["id"] = json!(format!("line-{at}"));
        line["lineId"] = json!(format!("identity-{at}"));
        line
    };
    let all = there.into_iter().cycle().take(lines).enumerate().map(line);
    account["lines"] = all.collect();
    account["payments"] = json!([]);
    account["cancels"] = json!([]);
    account["id"] = json!("masa-2");
    account["tableName"] = json!("Masa 2");
    account["uuid"] = json!("22222222-3333-4444-5555-666666666666");
    desk.sim().load(json!({ "accounts": [account] })).await?;
    desk.open_with(FREE, &[("menu", "closed")]).await?;
    till::shown(desk).await
}

/// A bill as nobody would make it up: numbers that need room, words without end, a note without a space.
async fn odd_bill(desk: &Desk) -> Outcome {
    let endless = "Donaudampfschifffahrtsgesellschaftskapitänsfrühstücksteller";
    let long =
        format!("Közlenmiş Patlıcan Yatağında Kuzu Sırtı (iki kişilik, 45 dakika) {endless}");
    let line = |at: u32, title: &str, quantity: f64, unit: f64, note: &str| {
        json!({ "id": format!("odd-{at}"), "title": title,
        "quantity": quantity, "unit": unit, "vat": 10, "note": note })
    };
    let lines = [
        line(
            1,
            &long,
            1.0,
            1234.56,
            &format!("sossuz; ÇOK ACELE {}", "x".repeat(80)),
        ),
        line(2, endless, 1000.0, 19.9, ""),
        line(3, "Antep Fıstığı (kg)", 0.125, 1190.0, ""),
        line(4, "Toptan <b>Su</b> & Soda", 9998.125, 1250.5, ""),
        line(5, "Ekmek (ikram)", 3.0, 0.0, ""),
    ];
    let account = json!({ "kind": "table", "id": "masa-2", "tableName": "Masa 2 & <Teras>", "section": "Salon", "lines": lines });
    desk.sim().load(json!({ "accounts": [account] })).await?;
    desk.open_with(FREE, &[("menu", "closed")]).await?;
    till::shown(desk).await?;
    desk.part("qty").await?;
    seen(desk, "bill-odd").await?;
    let met = desk.web().execute(MET, Vec::new()).await?;
    assert_eq!(
        met.json(),
        &json!([]),
        "a price runs into the sum beside it"
    );
    Ok(())
}

/// Lines whose price of one and sum are not apart.
const MET: &str = "
    const words = part => { const range = document.createRange(); range.selectNodeContents(part); return range.getBoundingClientRect() };
    return [...document.querySelectorAll('[data-testid=line]')]
        .map(line => [words(line.querySelector('.line-unit')), words(line.querySelector('.line-amount'))])
        .filter(([unit, sum]) => unit.width > 0 && unit.right + 4 > sum.left)
        .map(([unit, sum]) => `${unit.right} ${sum.left}`)";

/// What a scanner sends, within one moment.
const SCAN: &str = "
    for (const key of [...arguments[0], 'Enter'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))";

async fn keys(desk: &Desk, name: &str) -> Outcome {
    desk.css("h1").await?.click().await?;
    desk.keys("?").await?;
    desk.part("keys").await?;
    seen(desk, name).await?;
    desk.keys(Key::Escape + "").await?;
    desk.gone("keys").await
}

async fn seldom(desk: &mut Desk) -> Outcome {
    // Before anybody has read the menu.
    twins(desk).await?;
    catalogue::at(desk, "settings").await?;
    desk.css("#staff-limit").await?;
    seen(desk, "settings").await?;
    desk.css("#staff-limit").await?.write("101").await?;
    desk.click("limit-save").await?;
    desk.css("#staff-limit[aria-invalid=true]").await?;
    seen(desk, "settings-wrong").await?;
    catalogue::listed(desk, "products").await?;
    keys(desk, "catalogue-keys").await?;

    desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
    desk.part("seat").await?;
    keys(desk, "board-keys").await?;

    bill_of(desk, 0).await?;
    seen(desk, "bill-empty").await?;
    odd_bill(desk).await?;
    desk.open_with(TABLE, &[("menu", "closed")]).await?;
    till::shown(desk).await?;
    // Nothing is scanned into a desk that is not here yet.
    desk.part("catalogue-search").await?;
    desk.part("undo").await?;
    // The largest change that anybody will give.
    desk.click("pay").await?;
    desk.css("#pay-amount").await?.write("9.999.999,99").await?;
    desk.part("change-sum").await?;
    seen(desk, "pay-most").await?;
    desk.keys(Key::Escape + "").await?;
    desk.gone("pay-done").await?;
    desk.web().execute(SCAN, vec![json!(SHARED)]).await?;
    desk.part("scan-choices").await?;
    seen(desk, "barcode-choice").await
}

in_every_language!(
    /// Settings, lists of keys, a bill without lines, the largest change, a barcode that two products share.
    what_is_seldom_seen, super::seldom
);

#[tokio::test]
async fn the_shortest_and_the_longest_bill_in_turkish() {
    Desk::run("lengths", Setup::default(), async |desk| {
        for (lines, name) in [(1, "bill-one"), (200, "bill-long")] {
            bill_of(desk, lines).await?;
            assert_eq!(desk.count("line").await?, lines);
            seen(desk, name).await?;
        }
        Ok(())
    })
    .await;
}
