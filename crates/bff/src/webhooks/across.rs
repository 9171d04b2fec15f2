//! Signals across replicas: PostgreSQL's notices. What one replica hears or writes, the others' pages see as fast as its own.
mod presence;

use super::signal::{BillChanged, Change, Elsewhere, Signal, Signals};
use crate::budget::{Kind, Spent};
use crate::installs::{Environment, InstallKey};
use adisyon_bill::BillRef;
use serde_json::{Value, json};
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// Where notices are told.
const CHANNEL: &str = "adisyon";
/// The longest notice that the server takes is 8,000 bytes; ids are bounded long before.
const MAX_NOTICE: usize = 7900;
/// The most signals that wait to be told.
const WAITING: usize = 1024;
/// The pause before listening is tried again.
const PAUSE: Duration = Duration::from_millis(500);

/// Starts telling and listening; needs a runtime. Ends with the tasks.
pub fn connect(pool: &PgPool, signals: &mut Signals, tasks: &mut tokio::task::JoinSet<()>) {
    let mut random = [0_u8; 12];
    // Two replicas of one name would not hear each other; of 2^96 names none comes twice.
    let _ = getrandom::fill(&mut random);
    let me: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let (out, to_tell) = mpsc::channel(WAITING);
    let elsewhere = Elsewhere::over(out);
    tasks.spawn(listen(pool.clone(), signals.clone(), me.clone()));
    signals.also(elsewhere.clone());
    tasks.spawn(tell(pool.clone(), to_tell, elsewhere, me));
}

async fn tell(pool: PgPool, mut to_tell: mpsc::Receiver<Signal>, road: Elsewhere, me: String) {
    while let Some(signal) = to_tell.recv().await {
        if !notify(&pool, &signal, &me).await {
            tracing::warn!("a signal did not reach the other replicas");
            road.lose();
        }
        // What was lost is not known to them, that something was can be: they look at everything anew.
        while road.has_lost() && !notify(&pool, &Signal::Missed, &me).await {
            road.lose();
            sleep(PAUSE).await;
        }
    }
}

async fn notify(pool: &PgPool, signal: &Signal, me: &str) -> bool {
    let notice = write(signal, me).to_string();
    if notice.len() > MAX_NOTICE {
        return false;
    }
    let told = sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL);
    told.bind(notice).execute(pool).await.is_ok()
}

async fn listen(pool: PgPool, signals: Signals, me: String) {
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(CHANNEL).await.is_ok()
        {
            // What was said before, nobody here heard.
            signals.tell_here(Signal::Missed);
            while let Ok(Some(notice)) = listener.try_recv().await {
                if let Some(signal) = read(notice.payload(), &me) {
                    signals.tell_here(signal);
                }
            }
        }
        sleep(PAUSE).await;
    }
}

fn write(signal: &Signal, me: &str) -> Value {
    let (what, install) = match signal {
        Signal::Bill(changed) => ("bill", Some(&changed.install)),
        Signal::Catalogue(key) => ("catalogue", Some(key)),
        Signal::Install(key) => ("install", Some(key)),
        Signal::Settings(key) => ("settings", Some(key)),
        Signal::Uninstalled(key) => ("uninstalled", Some(key)),
        Signal::Redacted(key, _) => ("redacted", Some(key)),
        Signal::Spent(key, _) => ("spent", Some(key)),
        Signal::Missed => ("missed", None),
        Signal::Presence(_) => ("presence", None),
    };
    let mut notice = json!({ "from": me, "what": what });
    if let Some(install) = install {
        notice["environment"] = install.environment.as_str().into();
        notice["tenant"] = install.tenant.as_str().into();
    }
    match signal {
        Signal::Bill(changed) => {
            notice["bill"] = address(changed.bill.as_ref());
            notice["moved_to"] = address(changed.moved_to.as_ref());
            notice["sale"] = json!(changed.sale);
            notice["echo"] = changed.echo.into();
            notice["change"] = match changed.change {
                Change::Opened => "opened",
                Change::Updated => "updated",
                Change::Ended => "ended",
                Change::Reopened => "reopened",
            }
            .into();
        }
        Signal::Redacted(_, customer) => notice["customer"] = customer.as_str().into(),
        Signal::Spent(_, spent) => {
            notice["write"] = (spent.kind == Kind::Write).into();
            notice["closed_for"] = json!(spent.closed_for);
        }
        Signal::Presence(word) => presence::write(word, &mut notice),
        _ => {}
    }
    notice
}

fn address(bill: Option<&BillRef>) -> Value {
    match bill {
        Some(BillRef::Packet(id)) => json!(["packet", id]),
        Some(BillRef::Table(id)) => json!(["table", id]),
        None => Value::Null,
    }
}

/// A signal of another replica; none if it is our own, or of another release.
fn read(notice: &str, me: &str) -> Option<Signal> {
    let notice: Value = serde_json::from_str(notice).ok()?;
    if notice["from"] == me {
        return None;
    }
    let install = || install(&notice);
    Some(match notice["what"].as_str()? {
        "bill" => Signal::Bill(BillChanged {
            install: install()?,
            bill: bill(&notice["bill"]),
            sale: notice["sale"].as_str().map(str::to_owned),
            change: match notice["change"].as_str()? {
                "opened" => Change::Opened,
                "ended" => Change::Ended,
                "reopened" => Change::Reopened,
                _ => Change::Updated,
            },
            moved_to: bill(&notice["moved_to"]),
            echo: notice["echo"].as_bool().unwrap_or(false),
        }),
        "catalogue" => Signal::Catalogue(install()?),
        "install" => Signal::Install(install()?),
        "settings" => Signal::Settings(install()?),
        "uninstalled" => Signal::Uninstalled(install()?),
        "missed" => Signal::Missed,
        "spent" => {
            let kind = match notice["write"].as_bool()? {
                true => Kind::Write,
                false => Kind::Read,
            };
            let closed_for = notice["closed_for"].as_u64();
            let closed_for = closed_for.and_then(|seconds| u32::try_from(seconds).ok());
            Signal::Spent(install()?, Spent { kind, closed_for })
        }
        "presence" => Signal::Presence(presence::read(&notice)?),
        "redacted" => Signal::Redacted(install()?, notice["customer"].as_str()?.to_owned()),
        _ => return None,
    })
}

fn install(notice: &Value) -> Option<InstallKey> {
    Some(InstallKey {
        environment: Environment::parse(notice["environment"].as_str()?)?,
        tenant: notice["tenant"].as_str()?.to_owned(),
    })
}

fn bill(of: &Value) -> Option<BillRef> {
    let id = of[1].as_str()?.to_owned();
    match of[0].as_str()? {
        "packet" => Some(BillRef::Packet(id)),
        "table" => Some(BillRef::Table(id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::trial::{both, sandbox};

    fn signals() -> Vec<Signal> {
        let key = sandbox("tn_1");
        let changed = BillChanged {
            install: key.clone(),
            bill: Some(BillRef::Table("k%C3%B6".into())),
            sale: Some("uuid".into()),
            change: Change::Ended,
            moved_to: Some(BillRef::Packet("7".into())),
            echo: true,
        };
        let mut signals: Vec<Signal> = presence::words().map(Signal::Presence).collect();
        signals.extend([
            Signal::Bill(BillChanged {
                bill: None,
                sale: None,
                moved_to: None,
                echo: false,
                change: Change::Opened,
                ..changed.clone()
            }),
            Signal::Bill(changed),
            Signal::Catalogue(key.clone()),
            Signal::Install(key.clone()),
            Signal::Settings(key.clone()),
            Signal::Uninstalled(key.clone()),
            Signal::Spent(
                key.clone(),
                Spent {
                    kind: Kind::Write,
                    closed_for: None,
                },
            ),
            Signal::Spent(
                key.clone(),
                Spent {
                    kind: Kind::Read,
                    closed_for: Some(9),
                },
            ),
            Signal::Redacted(key, "cu-1".into()),
            Signal::Missed,
        ]);
        signals
    }

    #[test]
    fn a_signal_arrives_as_it_was_told_and_never_at_its_teller() {
        for signal in signals() {
            let notice = write(&signal, "me").to_string();
            assert_eq!(read(&notice, "you"), Some(signal));
            assert_eq!(read(&notice, "me"), None);
        }
        assert_eq!(read("{}", "you"), None);
        assert_eq!(read("nonsense", "you"), None);
    }

    #[tokio::test]
    async fn what_one_replica_is_told_another_hears() {
        for trial in both().await {
            let Some(pool) = trial.postgres() else {
                trial.clear().await;
                continue;
            };
            let mut tasks = tokio::task::JoinSet::new();
            let (mut one, mut two) = (Signals::default(), Signals::default());
            let mut heard = two.listen();
            connect(pool, &mut two, &mut tasks);
            // The first word is that it listens now.
            assert_eq!(heard.recv().await.unwrap(), Signal::Missed);
            connect(pool, &mut one, &mut tasks);
            for signal in signals() {
                one.tell(signal.clone());
                assert_eq!(heard.recv().await.unwrap(), signal);
            }
            tasks.shutdown().await;
            trial.clear().await;
        }
    }

    #[tokio::test]
    async fn after_a_word_that_was_lost_the_others_are_told_to_look_at_everything() {
        for trial in both().await {
            let Some(pool) = trial.postgres() else {
                trial.clear().await;
                continue;
            };
            let mut tasks = tokio::task::JoinSet::new();
            let (mut one, mut two) = (Signals::default(), Signals::default());
            let mut heard = two.listen();
            connect(pool, &mut two, &mut tasks);
            assert_eq!(heard.recv().await.unwrap(), Signal::Missed);
            connect(pool, &mut one, &mut tasks);
            let long = "x".repeat(MAX_NOTICE);
            one.tell(Signal::Redacted(sandbox("tn_1"), long));
            assert_eq!(heard.recv().await.unwrap(), Signal::Missed);
            one.tell(Signal::Catalogue(sandbox("tn_1")));
            let next = heard.recv().await.unwrap();
            assert_eq!(next, Signal::Catalogue(sandbox("tn_1")), "told once");
            tasks.shutdown().await;
            trial.clear().await;
        }
    }
}
