//! What one restaurant sells and how it is paid: read seldom, kept for minutes, shared by everybody. C:E.4, C:I.
use crate::clock::SharedClock;
use crate::flight::{Age, Flight};
use crate::installs::{Install, InstallKey, scope};
use crate::upstream::client::Client;
use crate::upstream::read::{self, List};
use crate::upstream::refusal::{Failure, Refused};
use crate::upstream::shape;
use adisyon_bill::Catalogue;
use adisyon_wire::catalogue::CatalogueJson;
use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a catalogue is kept. Refusals that speak of products or methods end it early.
const KEPT: Duration = Duration::from_secs(5 * 60);
/// How long nobody asks again after a failure: it costs three reads each time.
const FAILED: Duration = Duration::from_secs(3);

/// The catalogue of one restaurant, ready to be sent.
pub struct Stock {
    /// For resolving and checking.
    pub catalogue: Arc<Catalogue>,
    /// `products:read` is granted.
    pub products_allowed: bool,
    /// `payment_methods:read` is granted.
    pub methods_allowed: bool,
    /// As sent to pages.
    pub json: Bytes,
    /// The same, compressed.
    pub gzip: Bytes,
    /// Stamp of the content, in quotes.
    pub etag: String,
    /// When the platform was asked, on our clock.
    pub read: Duration,
}

/// The catalogues of all restaurants.
pub struct Stocks {
    client: Arc<Client>,
    clock: SharedClock,
    flights: Mutex<HashMap<InstallKey, Arc<Flight<Stock, Failure>>>>,
}

impl Stocks {
    /// Nothing read yet.
    pub fn new(client: Arc<Client>, clock: SharedClock) -> Stocks {
        Stocks {
            client,
            clock,
            flights: Mutex::default(),
        }
    }

    /// The catalogue, at most minutes old; an older one while the platform cannot be read.
    pub async fn get(&self, install: &Install) -> Result<Arc<Stock>, Failure> {
        self.dated(install).await.map(|(stock, _)| stock)
    }

    /// As [`Stocks::get`], with its age if it is an older one because the platform cannot be read.
    pub async fn dated(
        &self,
        install: &Install,
    ) -> Result<(Arc<Stock>, Option<Duration>), Failure> {
        let flight = self.flight(&install.key);
        let answer = flight
            .get(
                &*self.clock,
                Age::UpTo {
                    good: KEPT,
                    bad: FAILED,
                },
                load(&self.client, &self.clock, install),
            )
            .await;
        match answer {
            Ok(stock) => Ok((stock, None)),
            Err(Failure::Fault(fault)) => {
                let old = flight.last_good().await.ok_or(fault)?;
                let age = self.clock.elapsed().saturating_sub(old.read);
                Ok((old, Some(age)))
            }
            Err(refused) => Err(refused),
        }
    }

    /// Whether products and methods were last seen to be allowed; none if nothing was read yet.
    pub async fn allowed(&self, install: &InstallKey) -> Option<(bool, bool)> {
        let stock = self.flight(install).last_good().await?;
        Some((stock.products_allowed, stock.methods_allowed))
    }

    /// The platform spoke of a product or method that we do not see: the next question reads anew.
    pub fn invalidate(&self, install: &InstallKey) {
        self.flight(install).invalidate();
    }

    /// Nothing of this restaurant is kept any more.
    pub fn forget(&self, install: &InstallKey) {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        flights.remove(install);
    }

    fn flight(&self, install: &InstallKey) -> Arc<Flight<Stock, Failure>> {
        let mut flights = self.flights.lock().unwrap_or_else(PoisonError::into_inner);
        flights.entry(install.clone()).or_default().clone()
    }
}

async fn load(client: &Client, clock: &SharedClock, install: &Install) -> Result<Stock, Failure> {
    let read = clock.elapsed();
    let (products, categories, methods) = tokio::join!(
        granted(client, install, scope::PRODUCTS_READ, "products/list"),
        granted(client, install, scope::PRODUCTS_READ, "categories/list"),
        granted(client, install, scope::METHODS_READ, "payment-methods/list"),
    );
    let (products, categories, methods) = (products?, categories?, methods?);
    let entries = |list: &Option<List>| {
        list.as_ref()
            .map(|list| list.entries.as_slice())
            .unwrap_or_default()
            .to_vec()
    };
    let catalogue = Catalogue::new(
        shape::catalogue::products(&entries(&products)),
        shape::catalogue::categories(&entries(&categories)),
        shape::catalogue::methods(&entries(&methods)),
        products.as_ref().is_some_and(|list| list.truncated),
    );
    let json = serde_json::to_vec(&CatalogueJson::from(&catalogue))
        .map_err(|_| crate::upstream::refusal::Fault::Unreadable("catalogue"))?;
    Ok(Stock {
        catalogue: Arc::new(catalogue),
        products_allowed: products.is_some(),
        methods_allowed: methods.is_some(),
        etag: format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&json))),
        gzip: gzip(&json).into(),
        json: json.into(),
        read,
    })
}

/// The list, or none where it is not granted or not offered: that hides it, it does not break the bill.
async fn granted(
    client: &Client,
    install: &Install,
    scope: &str,
    resource: &str,
) -> Result<Option<List>, Failure> {
    if !install.grants(scope) {
        return Ok(None);
    }
    match read::list(client, install, resource).await {
        Ok(list) => Ok(Some(list)),
        Err(Failure::Refused(Refused::ScopeDenied | Refused::NotOffered)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 6), Compression::default());
    // Writing to a Vec cannot fail; an empty result is never sent in place of the plain one.
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .unwrap_or_default()
}
