//! What is remembered of a restaurant beyond one request: which product a line is, and what its server was seen to understand.
use crate::installs::InstallKey;
use crate::upstream::shape::account::Signs;
use adisyon_bill::bill::{Dialect, Head};
use adisyon_bill::ids::ProductId;
use adisyon_bill::line::Line;
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most sales whose lines the in-process memory holds; the oldest go first.
const MAX_SALES: usize = 20_000;

/// Names of lines with their products.
pub type Lines = HashMap<String, ProductId>;

/// A result that may need a store.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a server was seen to understand. C:G.4 rules 7 and 11, C:G.3 "dialect".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Capability {
    /// A line was seen.
    pub lines_seen: bool,
    /// A `lineId` key was seen.
    pub identities_seen: bool,
    /// A write was refused because of `lineId`, `metadata` or `taxRate`.
    pub identities_refused: bool,
    /// Option objects with ids were seen.
    pub option_ids: bool,
    /// Whether echoing a plain `id` as `lineId` was measured to match.
    pub plain_echo: Option<bool>,
}

impl Capability {
    /// Adds what an account showed.
    pub fn learn(self, signs: Signs) -> Capability {
        Capability {
            lines_seen: self.lines_seen || signs.lines,
            identities_seen: self.identities_seen || signs.identities,
            option_ids: self.option_ids || signs.option_ids,
            ..self
        }
    }

    /// How this server is written to. Unknown servers get the newer fields once; those that never showed them do not.
    pub fn dialect(self) -> Dialect {
        let hoped = !self.lines_seen && !self.identities_refused;
        Dialect {
            identities: self.identities_seen || hoped,
            option_ids: self.option_ids,
        }
    }

    /// True while it is only hoped that the newer fields are understood.
    pub fn unproven(self) -> bool {
        !self.identities_seen && !self.identities_refused
    }
}

/// One sale of one restaurant: the life-long identity where there is one, else the address of its account.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SaleKey {
    /// The restaurant.
    pub install: InstallKey,
    /// `uuid`, else kind and id.
    pub sale: String,
}

impl SaleKey {
    /// The sale of a bill.
    pub fn of(install: &InstallKey, head: &Head) -> SaleKey {
        let kind = if head.bill.is_table() {
            "table"
        } else {
            "packet"
        };
        let sale = match &head.uuid {
            Some(uuid) => uuid.clone(),
            None => format!("{kind}:{}", head.bill.id()),
        };
        SaleKey {
            install: install.clone(),
            sale,
        }
    }

    /// What people said about lines of any sale of this restaurant.
    pub fn answers(install: &InstallKey) -> SaleKey {
        SaleKey {
            install: install.clone(),
            sale: String::new(),
        }
    }
}

/// The name under which a person's answer about a line is kept: the same title at the same unit price. A server that says no unit
/// price: at the same price with the same options. None if nothing was sold, because a title alone may stand for several products.
pub fn answer_name(line: &Line) -> Option<String> {
    if let Some(unit) = line.unit {
        return Some(format!("{}@{}", line.title, unit.minor()));
    }
    let thousandths = i128::from(line.quantity.thousandths());
    if thousandths <= 0 {
        return None;
    }
    let gross = i128::from((line.amount + line.discount - line.extra).minor());
    let read = line.options.as_deref().unwrap_or_default();
    let mut options: Vec<&str> = read.iter().map(|option| option.title.as_str()).collect();
    options.sort_unstable();
    // To the thousandth of a minor unit, so that one price is one name whatever the quantity rounds.
    Some(format!(
        "{}[{}]~{}",
        line.title,
        options.join("|"),
        gross * 1000 / thousandths
    ))
}

/// The store behind all replicas. Failing to remember is never a failure of the request: it costs a question to a person, no food.
pub trait Memory: Send + Sync {
    /// Line names of a sale with their products.
    fn lines<'a>(&'a self, sale: &'a SaleKey) -> Later<'a, Arc<Lines>>;
    /// Adds to them.
    fn remember<'a>(&'a self, sale: &'a SaleKey, lines: Vec<(String, ProductId)>) -> Later<'a, ()>;
    /// Takes some of them back.
    fn take_back<'a>(&'a self, sale: &'a SaleKey, names: Vec<String>) -> Later<'a, ()>;
    /// What is known of an install's server.
    fn capability<'a>(&'a self, install: &'a InstallKey) -> Later<'a, Capability>;
    /// Replaces that.
    fn set_capability<'a>(&'a self, install: &'a InstallKey, to: Capability) -> Later<'a, ()>;
}

/// A memory that lives as long as the process.
#[derive(Default)]
pub struct InProcess {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    sales: HashMap<SaleKey, Arc<Lines>>,
    order: VecDeque<SaleKey>,
    capabilities: HashMap<InstallKey, Capability>,
}

impl InProcess {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory for InProcess {
    fn lines<'a>(&'a self, sale: &'a SaleKey) -> Later<'a, Arc<Lines>> {
        let lines = self.held().sales.get(sale).cloned().unwrap_or_default();
        Box::pin(std::future::ready(lines))
    }

    fn remember<'a>(&'a self, sale: &'a SaleKey, lines: Vec<(String, ProductId)>) -> Later<'a, ()> {
        if !lines.is_empty() {
            let mut held = self.held();
            if !held.sales.contains_key(sale) {
                held.order.push_back(sale.clone());
            }
            Arc::make_mut(held.sales.entry(sale.clone()).or_default()).extend(lines);
            while held.order.len() > MAX_SALES {
                let oldest = held.order.pop_front();
                oldest.and_then(|oldest| held.sales.remove(&oldest));
            }
        }
        Box::pin(std::future::ready(()))
    }

    fn take_back<'a>(&'a self, sale: &'a SaleKey, names: Vec<String>) -> Later<'a, ()> {
        if let Some(lines) = self.held().sales.get_mut(sale) {
            Arc::make_mut(lines).retain(|name, _| !names.contains(name));
        }
        Box::pin(std::future::ready(()))
    }

    fn capability<'a>(&'a self, install: &'a InstallKey) -> Later<'a, Capability> {
        let found = self.held().capabilities.get(install).copied();
        Box::pin(std::future::ready(found.unwrap_or_default()))
    }

    fn set_capability<'a>(&'a self, install: &'a InstallKey, to: Capability) -> Later<'a, ()> {
        self.held().capabilities.insert(install.clone(), to);
        Box::pin(std::future::ready(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::installs::Environment;

    fn install(tenant: &str) -> InstallKey {
        InstallKey {
            environment: Environment::Sandbox,
            tenant: tenant.into(),
        }
    }

    #[test]
    fn an_unknown_server_is_hoped_to_be_new_and_proven_by_what_it_shows() {
        let lines = Signs {
            lines: true,
            ..Signs::default()
        };
        let identities = Signs {
            identities: true,
            ..lines
        };
        let unknown = Capability::default();
        assert!(unknown.dialect().identities && unknown.unproven());
        let older = unknown.learn(lines);
        assert!(!older.dialect().identities);
        let newer = older.learn(identities);
        assert!(newer.dialect().identities && !newer.unproven());
        assert!(newer.learn(lines).dialect().identities);
        let refused = Capability {
            identities_refused: true,
            ..unknown
        };
        assert!(!refused.dialect().identities && refused.learn(identities).dialect().identities);
    }

    #[tokio::test]
    async fn lines_are_remembered_per_sale_and_restaurant() {
        let memory = InProcess::default();
        let sale = |tenant: &str, sale: &str| SaleKey {
            install: install(tenant),
            sale: sale.into(),
        };
        memory
            .remember(&sale("a", "s"), vec![("l-1".into(), "mc-1".into())])
            .await;
        memory
            .remember(&sale("a", "s"), vec![("l-2".into(), "mc-2".into())])
            .await;
        assert_eq!(memory.lines(&sale("a", "s")).await.len(), 2);
        assert!(memory.lines(&sale("b", "s")).await.is_empty());
        assert!(memory.lines(&sale("a", "t")).await.is_empty());
    }

    #[test]
    fn an_answer_holds_for_the_same_title_at_the_same_price_and_nothing_else() {
        let name = |text: &str| answer_name(&adisyon_bill::notation::bill(text).lines[0]);
        assert_eq!(name("1 Ayran @45"), name("3 Ayran @45 -5"));
        assert_ne!(name("1 Ayran @45"), name("1 Ayran @50"));
        assert_ne!(name("1 Ayran @45"), name("1 Su @45"));
        let older = |text: &str| name(&format!("{text} | old"));
        assert!(older("1 Ayran[Soğuk] @45").is_some());
        assert_eq!(older("1 Ayran[Soğuk] @45"), older("2 Ayran[Soğuk] @45"));
        assert_ne!(older("1 Ayran[Soğuk] @45"), older("1 Ayran @45"));
        assert_ne!(older("1 Ayran @45"), older("1 Ayran @50"));
    }

    #[tokio::test]
    async fn the_oldest_sales_are_forgotten_first() {
        let memory = InProcess::default();
        let sale = |at: usize| SaleKey {
            install: install("a"),
            sale: at.to_string(),
        };
        for at in 0..=MAX_SALES {
            memory
                .remember(&sale(at), vec![("l".into(), "p".into())])
                .await;
        }
        assert!(memory.lines(&sale(0)).await.is_empty());
        assert_eq!(memory.lines(&sale(1)).await.len(), 1);
    }
}
