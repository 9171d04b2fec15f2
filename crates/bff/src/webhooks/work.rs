//! The work after the answer: bounded queues, one event of a restaurant after the other, drained when the program stops.
use super::event::{Deed, Event};
use super::signal::{Signal, Signals};
use crate::directory::Directory;
use crate::installs::InstallKey;
use crate::store::{Store, StoreError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// How many restaurants' events are worked off at the same time.
const QUEUES: usize = 4;
/// The most events that wait in each queue.
pub const MAX_WAITING: usize = 4096;
/// How long an event waits for its place in a full queue.
const PLACE: Duration = Duration::from_secs(1);
/// The pauses between tries when the store does not answer.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_millis(1500),
    Duration::from_millis(4000),
];

/// The queues and who works them off.
pub struct Work {
    queues: Vec<mpsc::Sender<Job>>,
    stop: watch::Sender<bool>,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

struct Job {
    install: InstallKey,
    event: Event,
    done: oneshot::Sender<Result<(), StoreError>>,
}

/// The rooms that the work touches.
#[derive(Clone)]
pub struct Desk {
    /// Where restaurants come and go.
    pub directory: Arc<Directory>,
    /// What was delivered, and how far.
    pub store: Arc<Store>,
    /// Who is told.
    pub signals: Signals,
}

impl Work {
    /// Starts the workers; needs a runtime.
    pub fn start(desk: &Desk) -> Work {
        let stop = watch::Sender::new(false);
        let (queues, workers) = (0..QUEUES)
            .map(|_| {
                let (queue, jobs) = mpsc::channel(MAX_WAITING);
                let worker = worker(desk.clone(), jobs, stop.subscribe());
                (queue, tokio::spawn(worker))
            })
            .unzip();
        Work {
            queues,
            stop,
            workers: Mutex::new(workers),
        }
    }

    /// Takes an event, to be followed by the receiver; none if too many wait already or the program stops.
    pub async fn take(
        &self,
        install: InstallKey,
        event: Event,
    ) -> Option<oneshot::Receiver<Result<(), StoreError>>> {
        let mut hasher = DefaultHasher::new();
        install.hash(&mut hasher);
        // One queue per restaurant: its events stay in the order in which they came.
        let at = usize::try_from(hasher.finish() % QUEUES as u64).unwrap_or(0);
        let (done, follow) = oneshot::channel();
        let job = Job {
            install,
            event,
            done,
        };
        self.queues[at]
            .send_timeout(job, PLACE)
            .await
            .ok()
            .map(|()| follow)
    }

    /// Takes nothing new and waits until everything taken is done.
    pub async fn drain(&self) {
        self.stop.send_replace(true);
        let workers =
            std::mem::take(&mut *self.workers.lock().unwrap_or_else(PoisonError::into_inner));
        for worker in workers {
            let _ = worker.await;
        }
    }
}

async fn worker(desk: Desk, mut jobs: mpsc::Receiver<Job>, mut stop: watch::Receiver<bool>) {
    loop {
        let job = tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            job = jobs.recv() => job,
        };
        let Some(job) = job else { return };
        finish(&desk, job).await;
    }
    jobs.close();
    while let Some(job) = jobs.recv().await {
        finish(&desk, job).await;
    }
}

async fn finish(desk: &Desk, job: Job) {
    let mut result = once(desk, &job).await;
    for pause in PAUSES {
        match &result {
            Err(error) if error.may_pass() => sleep(pause).await,
            _ => break,
        }
        result = once(desk, &job).await;
    }
    if let Err(error) = &result {
        tracing::error!(
            environment = job.install.environment.as_str(),
            tenant = job.install.tenant,
            %error,
            "webhook not worked off"
        );
        // What changed is not known; that something did, is.
        if let Deed::Bill { changed, .. } = &job.event.deed {
            desk.signals.tell(Signal::Bill(changed.clone()));
        }
    }
    let _ = job.done.send(result);
}

async fn once(desk: &Desk, job: &Job) -> Result<(), StoreError> {
    let shelf = desk.store.shelf(&job.install);
    let worked = async {
        if !shelf.was_delivered(&job.event.id).await? {
            apply(desk, &job.install, &job.event.deed).await?;
            // Last: until here the platform's next try is welcome. C:D.7 "release on failure".
            shelf.set_delivered(&job.event.id).await?;
        }
        Ok(())
    };
    match worked.await {
        // Uninstalled meanwhile, or by this very event: there is nothing left to keep.
        Err(StoreError::Gone) => Ok(()),
        result => result,
    }
}

async fn apply(desk: &Desk, install: &InstallKey, deed: &Deed) -> Result<(), StoreError> {
    let shelf = desk.store.shelf(install);
    match deed {
        Deed::Bill {
            changed,
            order,
            advance,
        } => {
            let fresh = match order {
                Some((scope, sequence)) => shelf.advance(scope, *sequence, *advance).await?,
                None => true,
            };
            if fresh {
                desk.signals.tell(Signal::Bill(changed.clone()));
            }
        }
        Deed::Catalogue => desk.signals.tell(Signal::Catalogue(install.clone())),
        Deed::Installed(scopes, told) => {
            if let Some(scopes) = scopes {
                desk.directory.set_scopes(install, scopes, *told).await?;
            }
            desk.signals.tell(Signal::Install(install.clone()));
        }
        Deed::Uninstalled => {
            desk.directory.remove(install).await?;
            desk.signals.tell(Signal::Uninstalled(install.clone()));
        }
        Deed::Redact(customer) => {
            let signal = Signal::Redacted(install.clone(), customer.clone());
            desk.signals.tell(signal);
        }
        Deed::Standing(standing) => shelf.set_standing(standing).await?,
        Deed::Nothing => {}
    }
    Ok(())
}
