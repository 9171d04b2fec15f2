//! Many staff at the same bills, at two replicas, one of which dies and comes back: everything that was answered as saved is there once.
//!
//! Short here; `ADISYON_CROWD_SECONDS=120 ADISYON_CROWD_STAFF=100` makes it the long one.
use crate::house::database;
use crate::house::edits::add;
use crate::house::program::Program;
use crate::house::{House, NEWEST, Shown, attempt, environment, path, saving};
use adisyon_bill::{Edit, LineKey, Quantity};
use adisyon_wire::bill::BillReply;
use adisyon_wire::routes::{PACKET, TABLE};
use adisyon_wire::save::{Outcome, SaveReply};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, Instant};

const BILLS: usize = 20;
/// The most lines of one member of staff on one bill: then quantities change.
const LINES: usize = 2;
/// The longest that a save may stay without an answer: what a page waits for one, or as long as the crowd works, because a build
/// without optimisation cannot keep up with a large one.
fn patience() -> Duration {
    Duration::from_secs(number("ADISYON_CROWD_SECONDS", 8).max(45))
}

/// The pauses before the same is sent again, doubled from the first to the last.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(2));

/// A number below this one that is the same in every run: whose, and the how manieth.
fn drawn(whose: usize, turn: usize, below: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    (whose, turn).hash(&mut hasher);
    usize::try_from(hasher.finish() % below as u64).unwrap()
}

fn number(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// What was answered as saved: bill and line to quantity.
type Saved = BTreeMap<(String, String), i64>;

#[derive(Default)]
struct Figures {
    outcomes: Mutex<BTreeMap<String, u64>>,
    took: Mutex<Vec<Duration>>,
}

impl Figures {
    fn count(&self, what: &str) {
        *self
            .outcomes
            .lock()
            .unwrap()
            .entry(what.to_owned())
            .or_default() += 1;
    }

    /// How long answers took: half of them, all but one of a hundred, and the longest.
    fn times(&self) -> String {
        let mut took = self.took.lock().unwrap();
        took.sort();
        let last = took.len().saturating_sub(1);
        let of = |part: usize| {
            took.get((took.len() * part / 100).min(last))
                .copied()
                .unwrap_or_default()
        };
        format!("p50 {:?}, p99 {:?}, longest {:?}", of(50), of(99), of(100))
    }
}

/// Where the replicas are now.
type Replicas = Arc<RwLock<[String; 2]>>;

struct Member {
    name: String,
    token: String,
    replicas: Replicas,
    figures: Arc<Figures>,
    http: Client<HttpConnector, Full<axum::body::Bytes>>,
    /// The replica to which a balancer sends it while that one answers.
    home: usize,
    /// Where nobody answered.
    dead: Option<String>,
}

impl Member {
    async fn ask(&mut self, path: &str, body: Option<Vec<u8>>) -> Option<(u16, Vec<u8>)> {
        let replicas = self.replicas.read().unwrap().clone();
        let is_dead = self.dead.as_ref() == Some(&replicas[self.home]);
        let at = replicas[self.home ^ usize::from(is_dead)].clone();
        let url = format!("{at}{path}");
        let method = if body.is_some() { "POST" } else { "GET" };
        let request = hyper::Request::builder()
            .method(method)
            .uri(url)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(Full::new(body.unwrap_or_default().into()))
            .unwrap();
        let asked = tokio::time::timeout(patience(), self.http.request(request)).await;
        let Ok(Ok(answer)) = asked else {
            self.dead = Some(at);
            tokio::time::sleep(Duration::from_millis(50)).await;
            return None;
        };
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.ok()?.to_bytes();
        Some((status, bytes.to_vec()))
    }

    async fn show(&mut self, bill: &str) -> Shown {
        let path = path(bill, PACKET, TABLE);
        loop {
            if let Some((200, bytes)) = self.ask(&path, None).await {
                let reply: BillReply = serde_json::from_slice(&bytes).unwrap();
                return Shown::of(bill, reply);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Sends one attempt until it is answered: after a death, the same again.
    async fn save(&mut self, shown: &Shown, edit: &Edit) -> SaveReply {
        let name = attempt();
        let (path, body) = saving(shown, std::slice::from_ref(edit), &name);
        let (began, mut pause) = (Instant::now(), PAUSES.0);
        loop {
            match self.ask(&path, Some(body.clone())).await {
                Some((200, bytes)) => {
                    self.figures.took.lock().unwrap().push(began.elapsed());
                    return serde_json::from_slice(&bytes).unwrap();
                }
                // Too much at once, an outcome that cannot be seen yet, a simulator that is late on a busy machine.
                Some((503 | 504, _)) => self.figures.count("busy or unknown, asked again"),
                Some((status, bytes)) => {
                    panic!("{status}: {}", String::from_utf8_lossy(&bytes))
                }
                None => self.figures.count("no answer, sent again"),
            }
            assert!(began.elapsed() < patience(), "nobody answers");
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    /// Works until the time is over; what was answered as saved.
    async fn work(mut self, number: usize, bills: Vec<String>, until: Instant) -> Saved {
        let mut saved = Saved::new();
        let mut mine: HashMap<String, Vec<String>> = HashMap::new();
        let mut turn = number;
        while Instant::now() < until {
            turn += 1;
            let bill = &bills[drawn(number, turn, bills.len())];
            let lines = mine.entry(bill.clone()).or_default();
            let (key, fresh) = match lines.len() < LINES {
                true => (format!("{}-{}", self.name, lines.len()), true),
                false => (lines[turn % lines.len()].clone(), false),
            };
            let quantity = i64::try_from(turn % 40 + 1).unwrap();
            let mut shown = self.show(bill).await;
            loop {
                let edit = match fresh {
                    true => add(&key, "ck-0001", quantity),
                    false => {
                        let line = LineKey::new(format!("ads-{key:0>10}"));
                        Edit::Quantity(line, Quantity::pieces(quantity))
                    }
                };
                let reply = self.save(&shown, &edit).await;
                self.figures
                    .count(&format!("{:?}", reply.outcome).to_lowercase());
                match reply.outcome {
                    Outcome::Saved => break,
                    // Somebody was faster: the same again on the bill as it is now.
                    Outcome::Changed => shown = Shown::of(bill, reply.bill),
                    Outcome::NotSaved | Outcome::Partly => {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                        shown = self.show(bill).await;
                    }
                }
            }
            saved.insert((bill.clone(), key.clone()), quantity);
            if fresh {
                mine.entry(bill.clone()).or_default().push(key);
            }
        }
        saved
    }
}

/// Twenty tables like one that is known to be sound.
async fn open_bills(house: &House) -> Vec<String> {
    let sample = house.inside("table:masa-3").await.to_string();
    let mut accounts = Vec::new();
    for number in 0..BILLS {
        let text = sample.replace("masa-3", &format!("kalabalik-{number}"));
        let mut account: Value = serde_json::from_str(&text).unwrap();
        account["uuid"] = json!(format!("00000000-0000-4000-8000-{number:012}"));
        accounts.push(account);
    }
    house.control("load", json!({ "accounts": accounts })).await;
    (0..BILLS).map(|n| format!("table:kalabalik-{n}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_as_saved_is_there_once_though_a_replica_died() {
    let Some(database) = database::postgres().await else {
        return;
    };
    let (staff, seconds) = (
        usize::try_from(number("ADISYON_CROWD_STAFF", 12)).unwrap(),
        number("ADISYON_CROWD_SECONDS", 8),
    );
    let house = House::of(NEWEST).await;
    let bills = open_bills(&house).await;
    let mut variables = environment(&house.sim, &house.config, NEWEST);
    variables.push(("ADISYON_DATABASE_URL".into(), database));
    variables.push(("ADISYON_LOG".into(), "warn,adisyon_bff=info".into()));
    let (first, second) = (Program::start(&variables), Program::start(&variables));
    let replicas: Replicas = Arc::new(RwLock::new([first.url.clone(), second.url.clone()]));
    let figures = Arc::new(Figures::default());
    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let mut working = Vec::new();
    for number in 0..staff {
        let member = Member {
            name: format!("s{number}"),
            token: house
                .token_with(&format!("role=staff&user=u-{number}&ttl=3600&"))
                .await,
            replicas: replicas.clone(),
            figures: figures.clone(),
            http: Client::builder(TokioExecutor::new()).build_http(),
            home: number % 2,
            dead: None,
        };
        working.push(tokio::spawn(member.work(number, bills.clone(), until)));
    }
    tokio::time::sleep(Duration::from_secs(seconds / 3)).await;
    first.kill();
    tokio::time::sleep(Duration::from_secs(seconds / 4)).await;
    let first = Program::start(&variables);
    replicas.write().unwrap()[0] = first.url.clone();
    let mut saved = Saved::new();
    for one in working {
        saved.extend(one.await.unwrap());
    }
    let took = began.elapsed();
    let mut wrong = Vec::new();
    let mut there = Saved::new();
    for bill in &bills {
        let account = house.inside(bill).await;
        for line in account["lines"].as_array().unwrap() {
            let id = line["id"].as_str().unwrap_or_default();
            let Some(key) = id.strip_prefix("ads-") else {
                continue;
            };
            let key = key.trim_start_matches('0').to_owned();
            let quantity = line["quantity"].as_f64().unwrap() as i64;
            if there.insert((bill.clone(), key), quantity).is_some() {
                wrong.push(format!("{id} is on {bill} twice"));
            }
        }
    }
    for (place, quantity) in &saved {
        if there.get(place) != Some(quantity) {
            wrong.push(format!(
                "{place:?}: {quantity} was saved, {:?} is there",
                there.get(place)
            ));
        }
    }
    wrong.extend(
        there
            .keys()
            .filter(|place| !saved.contains_key(*place))
            .map(|place| format!("{place:?} was never answered")),
    );
    let writes = house.asked("update-orders").await;
    println!(
        "{staff} staff, {BILLS} bills, {:.0} s, one replica killed: {} lines saved and there, {writes} writes logged, saves {}, {:?}",
        took.as_secs_f64(),
        saved.len(),
        figures.times(),
        figures.outcomes.lock().unwrap()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!saved.is_empty());
    assert!(
        took < Duration::from_secs(seconds) + patience() * 2,
        "{took:?}"
    );
    drop((first, second));
}
