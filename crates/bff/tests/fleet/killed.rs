//! A backend that dies in the middle of a save loses nothing, writes nothing twice and blocks nobody.
use crate::house::database;
use crate::house::edits::{add, lira, pay};
use crate::house::patience::until;
use crate::house::program::Program;
use crate::house::{House, NEWEST, OLDER, Shown, attempt, environment, saving};
use adisyon_bill::{Edit, Quantity};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const TABLE: &str = "table:masa-3";
/// A dead replica gives its turn back at once: it is not waited for as a silent one is, which is 15 seconds.
const AT_ONCE: Duration = Duration::from_secs(14);

/// A house whose backend is a process over a database that survives it.
pub struct Fragile {
    pub house: House,
    variables: Vec<(String, String)>,
}

impl Fragile {
    pub async fn new(tenant: usize, database: String) -> Fragile {
        let house = House::of(tenant).await;
        let mut variables = environment(&house.sim, &house.config, tenant);
        variables.push(("ADISYON_DATABASE_URL".into(), database));
        Fragile { house, variables }
    }

    pub fn start(&self) -> Program {
        Program::start(&self.variables)
    }

    /// Sends a save to this program and kills it as soon as it came so far.
    pub async fn save_and_kill(
        &self,
        program: Program,
        shown: &Shown,
        edits: &[Edit],
        attempt: &str,
        so_far: impl AsyncFn(&House) -> bool,
    ) {
        let bearer = format!("Bearer {}", self.house.token("staff").await);
        let (to, body) = saving(shown, edits, attempt);
        let save = tokio::spawn(send(format!("{}{to}", program.url), bearer, body));
        until("the save to come so far", async || {
            so_far(&self.house).await
        })
        .await;
        program.kill();
        assert_eq!(save.await.unwrap(), None, "it was answered");
    }

    pub async fn again(
        &self,
        program: &Program,
        shown: &Shown,
        edits: &[Edit],
        name: &str,
    ) -> Value {
        let answer = self
            .house
            .try_save_at(&program.url, shown, edits, name)
            .await;
        assert_eq!(answer.status, 200, "{:?}", answer.bytes);
        answer.json()
    }
}

/// The answer's body, if there was one.
async fn send(url: String, bearer: String, body: Vec<u8>) -> Option<String> {
    use http_body_util::{BodyExt, Full};
    use hyper_util::client::legacy::Client;
    let client = Client::builder(hyper_util::rt::TokioExecutor::new()).build_http();
    let request = hyper::Request::post(url)
        .header("authorization", bearer)
        .header("content-type", "application/json")
        .body(Full::new(axum::body::Bytes::from(body)))
        .unwrap();
    let answer = client.request(request).await.ok()?;
    let body = answer.into_body().collect().await.ok()?.to_bytes();
    Some(String::from_utf8_lossy(&body).into_owned())
}

/// The first write was done; its answer is still on the way.
pub async fn written(house: &House) -> bool {
    let account = house.inside(TABLE).await;
    let mut lines = account["lines"].as_array().unwrap().iter();
    lines.any(|line| line["title"] == "Çiğ Köfte")
}

/// How often the platform was asked to write, the slowed write included: it is logged when it is over.
async fn writes(house: &House) -> usize {
    until("the slowed write to be over", async || {
        let log = house.look("log?").await;
        let mut entries = log["log"].as_array().unwrap().iter();
        entries.any(|entry| entry["fault"] == "delay")
    })
    .await;
    house.asked("update-").await
}

pub fn late(path: &str, before: u64, after: u64) -> Value {
    json!({ "path": path, "kind": "delay", "delayMs": before, "answerDelayMs": after })
}

#[tokio::test]
async fn a_save_that_was_cut_after_its_first_write_is_finished_when_it_is_sent_again() {
    for database in database::lasting().await {
        for tenant in [NEWEST, OLDER] {
            let fragile = Fragile::new(tenant, database.clone()).await;
            let house = &fragile.house;
            let shown = house.show(TABLE).await;
            let (edits, name) = (
                vec![add("1", "ck-0001", 2), pay("1", "7c-card", lira(10))],
                attempt(),
            );
            house.fault(late("update-orders", 0, 3000)).await;
            let program = fragile.start();
            let wanted = edits.clone();
            let edits = if tenant == OLDER {
                vec![wanted[0].clone()]
            } else {
                wanted
            };
            fragile
                .save_and_kill(program, &shown, &edits, &name, written)
                .await;
            let program = fragile.start();
            let began = Instant::now();
            let reply = fragile.again(&program, &shown, &edits, &name).await;
            assert_eq!(reply["outcome"], "saved", "{reply}");
            assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
            let writes_once = edits.len();
            assert_eq!(writes(house).await, writes_once);
            let again = fragile.again(&program, &shown, &edits, &name).await;
            assert_eq!(again["wrote"], reply["wrote"]);
            program.kill();
            let program = fragile.start();
            let later = fragile.again(&program, &shown, &edits, &name).await;
            assert_eq!(
                (&later["outcome"], &later["wrote"]),
                (&reply["outcome"], &reply["wrote"])
            );
            assert_eq!(writes(house).await, writes_once, "written again");
            let other = fragile
                .house
                .try_save_at(&program.url, &shown, &[add("2", "ck-0001", 1)], &name)
                .await;
            assert_eq!(other.status, 400, "one name for two requests");
        }
    }
}

#[tokio::test]
async fn a_save_that_was_cut_before_the_platform_did_anything_is_done_once() {
    for database in database::lasting().await {
        let fragile = Fragile::new(NEWEST, database).await;
        let house = &fragile.house;
        let shown = house.show(TABLE).await;
        let (edits, name) = ([add("1", "ck-0001", 2)], attempt());
        // The write is handled long after its sender is gone, if it was sent at all.
        house.fault(late("update-orders", 2500, 0)).await;
        let reads = house.asked("tables/get").await;
        fragile
            .save_and_kill(fragile.start(), &shown, &edits, &name, async |house| {
                house.asked("tables/get").await > reads
            })
            .await;
        let program = fragile.start();
        let reply = fragile.again(&program, &shown, &edits, &name).await;
        assert_eq!(reply["outcome"], "saved", "{reply}");
        let now = house.show(TABLE).await;
        assert_eq!(now.line("Çiğ Köfte").quantity, Quantity::pieces(2));
        let lines = now
            .titles()
            .iter()
            .filter(|title| **title == "Çiğ Köfte")
            .count();
        assert_eq!(lines, 1);
    }
}

#[tokio::test]
async fn a_colleague_s_change_after_the_cut_is_kept_and_the_save_says_how_far_it_came() {
    for database in database::lasting().await {
        let fragile = Fragile::new(NEWEST, database).await;
        let house = &fragile.house;
        let shown = house.show(TABLE).await;
        let (edits, name) = (
            [add("1", "ck-0001", 2), pay("1", "7c-card", lira(10))],
            attempt(),
        );
        house.fault(late("update-orders", 0, 3000)).await;
        fragile
            .save_and_kill(fragile.start(), &shown, &edits, &name, written)
            .await;
        let paid = json!({ "account": TABLE, "op": "pay", "method": "pm-nakit", "amount": 3 });
        house.control("staff", paid).await;
        let program = fragile.start();
        let reply = fragile.again(&program, &shown, &edits, &name).await;
        assert_eq!(
            (&reply["outcome"], &reply["wrote"]),
            (&json!("partly"), &json!(["cart"])),
            "{reply}"
        );
        assert_eq!(house.inside(TABLE).await["paid"], json!(503));
    }
}

#[tokio::test]
async fn what_another_replica_began_is_finished_by_the_next_one_at_once() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let fragile = Fragile::new(NEWEST, database).await;
    let house = &fragile.house;
    let shown = house.show(TABLE).await;
    let (edits, name) = ([add("1", "ck-0001", 2)], attempt());
    house.fault(late("update-orders", 0, 3000)).await;
    let other = fragile.start();
    fragile
        .save_and_kill(fragile.start(), &shown, &edits, &name, written)
        .await;
    let began = Instant::now();
    let reply = fragile.again(&other, &shown, &edits, &name).await;
    assert_eq!(reply["outcome"], "saved", "{reply}");
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
    assert_eq!(writes(house).await, 1);
}

#[tokio::test]
async fn an_uninstall_while_a_save_runs_stops_it_before_its_next_write_and_leaves_nothing() {
    for database in database::lasting().await {
        let fragile = Fragile::new(NEWEST, database).await;
        let house = &fragile.house;
        let program = fragile.start();
        let shown = house.show(TABLE).await;
        let (edits, name) = (
            [add("1", "ck-0001", 2), pay("1", "7c-card", lira(10))],
            attempt(),
        );
        house.fault(late("update-orders", 0, 1500)).await;
        let gone = async {
            until("the first write", async || written(house).await).await;
            let event =
                json!({ "type": "app.uninstalled", "url": format!("{}/webhook", program.url) });
            assert_eq!(house.control("event", event).await["status"], 200);
        };
        let (answer, ()) =
            tokio::join!(house.try_save_at(&program.url, &shown, &edits, &name), gone);
        let reply = answer.json();
        assert_eq!(
            (&reply["outcome"], &reply["wrote"]),
            (&json!("partly"), &json!(["cart"])),
            "{reply}"
        );
        assert_eq!(house.asked("update-payments").await, 0);
        let token = house.token("staff").await;
        let bearer = format!("Bearer {token}");
        let url = format!("{}/api/session", program.url);
        let session = house
            .request("GET", &url, &[("authorization", &bearer)], vec![])
            .await;
        assert_eq!(session.status, 401);
    }
}
