//! Listening, and stopping without losing a save.
use crate::app::App;
use crate::config::Config;
use crate::routes;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// How long stopping waits for running saves and answers.
const STOP: Duration = Duration::from_secs(30);
/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// The most connections at once.
const MAX_CONNECTIONS: usize = 8192;
/// The longest head of a request.
const MAX_HEAD: usize = 32 << 10;
/// The pause after an accept failed, as when file handles run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `shutdown` comes true; then takes nothing new and lets running saves finish.
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let app = Arc::new(App::new(config).await?);
    let router = routes::router(app.clone());
    let connections = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &room) => accepted,
        };
        let (stream, permit) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "accept failed");
                sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(MAX_HEAD)
            .serve_connection(TokioIo::new(stream), service);
        let watched = connections.watch(connection);
        tokio::spawn(async move {
            let _permit = permit;
            if let Err(error) = watched.await {
                tracing::debug!(timeout = error.is_timeout(), "connection ended badly");
            }
        });
    }
    drop(listener);
    app.stopping.store(true, Ordering::SeqCst);
    tracing::info!(saves = app.saves.running(), "stopping");
    app.live.close();
    // Saves whose page is gone have no connection any more, and answers on their way no save.
    let finish = async {
        tokio::join!(app.saves.idle(), connections.shutdown());
        app.webhooks.drain().await;
    };
    if timeout(STOP, finish).await.is_err() {
        tracing::warn!(
            saves = app.saves.running(),
            "stopped before everything was finished"
        );
    }
    app.store.close().await;
    Ok(())
}

/// A connection and its place among those allowed.
async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let permit = room
        .clone()
        .acquire_owned()
        .await
        .map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, permit))
}
