//! What the tests do and read again and again, in a waiter's words.

use adisyon_e2e::{Bill, By, Desk, Outcome, wait};
use serde_json::Value;

/// Opens a bill and waits until it is shown.
pub async fn open(desk: &Desk, bill: Bill<'_>) -> Outcome {
    desk.open(bill).await?;
    shown(desk).await
}

/// Waits until a bill is shown.
pub async fn shown(desk: &Desk) -> Outcome {
    desk.becomes("bill-total", |text| !text.is_empty()).await?;
    Ok(())
}

/// One more of a line.
pub async fn more(desk: &Desk, title: &str) -> Outcome {
    desk.line(title)
        .await?
        .inside("qty-inc")
        .await?
        .click()
        .await
}

/// One less of a line.
pub async fn less(desk: &Desk, title: &str) -> Outcome {
    desk.line(title)
        .await?
        .inside("qty-dec")
        .await?
        .click()
        .await
}

/// Says which product a line is, in the picker.
pub async fn identify(desk: &Desk, title: &str, product: &str) -> Outcome {
    desk.line(title)
        .await?
        .inside("pick-product")
        .await?
        .click()
        .await?;
    pick_in_dialog(desk, product).await
}

/// Picks a product in the open picker.
pub async fn pick_in_dialog(desk: &Desk, product: &str) -> Outcome {
    desk.css(&format!("dialog [data-product=\"{product}\"]"))
        .await?
        .click()
        .await?;
    wait::until("the picker to close", async || {
        let open = desk.web().find_all(By::Css("dialog[open]")).await?;
        Ok(open.is_empty().then_some(()))
    })
    .await
}

/// The products of the platform's lines, in their order.
pub fn products(account: &Value) -> Vec<String> {
    list(&account["lines"], |line| text(&line["product"]))
}

/// Opens the details of a line.
pub async fn details(desk: &Desk, title: &str) -> Outcome {
    desk.line(title)
        .await?
        .inside("line-open")
        .await?
        .click()
        .await
}

/// Takes a line off through its details.
pub async fn remove(desk: &Desk, title: &str) -> Outcome {
    details(desk, title).await?;
    desk.click("line-remove").await
}

/// Types into the search and picks the first product that is found.
pub async fn pick(desk: &Desk, query: &str) -> Outcome {
    desk.part("catalogue-search").await?.write(query).await?;
    desk.click("catalogue-item").await
}

/// Presses save as soon as it can save.
pub async fn save(desk: &Desk) -> Outcome {
    let button = desk.part("save").await?;
    wait::until("the draft to be ready for saving", async || {
        let off = button.attribute("aria-disabled").await?;
        Ok(off.is_none().then_some(()))
    })
    .await?;
    button.click().await
}

/// Waits until the bar says that everything is saved.
pub async fn saved(desk: &Desk) -> Outcome {
    desk.css("[data-testid=save-state] use[href='#i-check']")
        .await?;
    Ok(())
}

/// Saves and waits for it.
pub async fn save_all(desk: &Desk) -> Outcome {
    save(desk).await?;
    saved(desk).await
}

/// Saves, says yes to whatever is asked first, and waits for it. Whether something is asked depends on the platform's generation.
pub async fn save_agreeing(desk: &Desk) -> Outcome {
    save(desk).await?;
    if desk.count("question").await? > 0 {
        desk.click("agree").await?;
    }
    saved(desk).await
}

/// Waits until a problem with this code is shown inside the place with this CSS selector.
pub async fn problem_at(desk: &Desk, place: &str, code: &str) -> Outcome {
    desk.css(&format!(
        "{place} [data-testid=\"problem\"][data-code=\"{code}\"]"
    ))
    .await?;
    Ok(())
}

/// The CSS selector of a line by what it is on the platform.
pub fn line_place(account: &Value, title: &str) -> String {
    let lines = account["lines"].as_array().into_iter().flatten();
    let id = lines
        .filter(|line| line["title"] == title)
        .find_map(|line| line["lineId"].as_str().or(line["id"].as_str()));
    format!("[data-line-id=\"{}\"]", id.unwrap_or("none"))
}

/// The platform's lines: `2 Adana Kebap [1 porsiyon, Bulgur pilavı] -10 “az acılı”`.
pub fn lines(account: &Value) -> Vec<String> {
    list(&account["lines"], |line| {
        let mut said = format!("{} {}", line["quantity"], text(&line["title"]));
        let options = list(&line["options"], |option| text(&option["title"]));
        if !options.is_empty() {
            said += &format!(" [{}]", options.join(", "));
        }
        if line["discount"].as_f64() != Some(0.0) {
            said += &format!(" -{}", line["discount"]);
        }
        let note = text(&line["note"]);
        if !note.is_empty() {
            said += &format!(" “{note}”");
        }
        said
    })
}

/// The platform's payments: `Nakit 500`.
pub fn payments(account: &Value) -> Vec<String> {
    list(&account["payments"], |row| {
        format!("{} {}", text(&row["title"]), row["amount"])
    })
}

/// The writes of bills that the platform accepted, oldest first: `update-orders`, `update-payments`.
pub async fn writes(desk: &Desk) -> Outcome<Vec<String>> {
    let all = desk.sim().writes().await?;
    let done = all.iter().filter(|entry| {
        let status = entry["status"].as_u64().unwrap_or_default();
        (200..300).contains(&status) && entry["message"].is_null()
    });
    let names = done.map(|entry| {
        let path = text(&entry["path"]);
        let path = path.split('?').next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    });
    Ok(names.collect())
}

/// A sum of the platform as a Turkish screen shows it: `₺1.510,00`.
pub fn lira(sum: &Value) -> String {
    let minor = (sum.as_f64().unwrap_or_default() * 100.0).round() as i64;
    let (whole, part) = (minor / 100, minor % 100);
    let whole = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    format!("₺{grouped},{part:02}")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value, say: impl Fn(&Value) -> String) -> Vec<String> {
    value.as_array().into_iter().flatten().map(say).collect()
}
