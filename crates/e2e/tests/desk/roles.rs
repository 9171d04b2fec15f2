//! Who may what: a waiter and a cashier work, a manager also decides for the restaurant; the backend refuses in any case.

use adisyon_e2e::{Bill, Desk, Outcome, Setup};
use serde_json::{Value, json};

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-3");
/// From a marketplace: Çiğ Köfte and Ayran.
const MARKET: Bill<'static> = Bill::Packet("1791400355501");

fn staff() -> Setup {
    Setup {
        role: "staff",
        ..Setup::default()
    }
}

/// Asks the backend by hand, as no page of this role would; status and answer.
async fn ask(desk: &Desk, role: &str, put: Option<Value>, path: &str) -> Outcome<(u16, Value)> {
    let minted = desk.sim().token(&[("role", role)]).await?;
    let token = minted["token"].as_str().unwrap_or_default();
    let client = reqwest::Client::new();
    let url = format!("{}{path}", desk.page_origin());
    let request = match put {
        Some(body) => client.put(url).json(&body),
        None => client.get(url),
    };
    let answer = request.bearer_auth(token).send().await?;
    let status = answer.status().as_u16();
    Ok((status, serde_json::from_str(&answer.text().await?)?))
}

#[tokio::test]
async fn a_waiter_adds_and_a_cashier_takes_the_money() {
    Desk::run("staff_works", staff(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        till::save_all(desk).await?;
        // Another person of the house, at the till.
        desk.open_with(TABLE, &[("user", "u-aysun")]).await?;
        till::shown(desk).await?;
        desk.click("pay-rest").await?;
        till::save_all(desk).await?;
        assert_eq!(
            till::writes(desk).await?,
            ["update-orders", "update-payments"]
        );
        let account = desk.sim().account(TABLE).await?;
        assert_eq!(till::payments(&account), ["Nakit 500", "Nakit 1120"]);
        desk.no_barriers().await
    })
    .await;
}

#[tokio::test]
async fn a_waiter_s_draft_is_not_the_cashier_s() {
    Desk::run("staff_drafts", staff(), async |desk| {
        let as_waiter = [("user", "u-murat")];
        desk.open_with(TABLE, &as_waiter).await?;
        till::shown(desk).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        desk.open_with(TABLE, &[("user", "u-aysun")]).await?;
        till::shown(desk).await?;
        till::more(desk, "İskender").await?;
        assert_eq!(desk.count("kept-take").await?, 0);
        desk.open_with(TABLE, &as_waiter).await?;
        desk.click("kept-take").await?;
        desk.becomes("bill-total", |text| text == "₺1.620,00")
            .await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn only_a_manager_opens_the_lines_of_a_marketplace_and_only_for_managers() {
    Desk::run("marketplace_lock", staff(), async |desk| {
        till::open(desk, MARKET).await?;
        desk.reads("Getir üzerinden geldi").await?;
        assert_eq!(
            desk.count("carts-open").await?,
            0,
            "not a waiter's to decide"
        );
        desk.gone("qty-inc").await?;
        let change = json!({ "marketplace_carts": true });
        let (status, answer) = ask(desk, "staff", Some(change), "/api/settings").await?;
        assert_eq!((status, &answer["code"]), (403, &json!("role_denied")));

        let manager = [("role", "manager")];
        desk.open_with(MARKET, &manager).await?;
        till::shown(desk).await?;
        desk.gone("qty-inc").await?;
        desk.click("carts-open").await?;
        desk.part("carts-shut").await?;
        desk.no_barriers().await?;
        till::identify(desk, "Ayran", "ay-0008").await?;
        till::more(desk, "Çiğ Köfte").await?;
        till::save_agreeing(desk).await?;
        let lines = till::lines(&desk.sim().account(MARKET).await?);
        assert_eq!(lines[0], "4 Çiğ Köfte");

        // Still not a waiter's, and shut again for all.
        till::open(desk, MARKET).await?;
        desk.gone("qty-inc").await?;
        desk.open_with(MARKET, &manager).await?;
        desk.click("carts-shut").await?;
        desk.gone("qty-inc").await
    })
    .await;
}

#[tokio::test]
async fn what_is_a_manager_s_is_refused_to_others_whatever_they_send() {
    Desk::run("staff_refused", staff(), async |desk| {
        for path in [
            "/api/settings",
            "/api/history",
            "/api/tables/masa-3/history",
            "/api/packets/1791400355501/history",
        ] {
            let (status, answer) = ask(desk, "staff", None, path).await?;
            assert_eq!(
                (status, &answer["code"]),
                (403, &json!("role_denied")),
                "{path}"
            );
        }
        let (status, _) = ask(desk, "manager", None, "/api/settings").await?;
        assert_eq!(status, 200);
        Ok(())
    })
    .await;
}
