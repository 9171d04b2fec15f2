//! A tiny server that hears webhooks and answers as told.
#![allow(dead_code, clippy::unwrap_used)]

use serde_json::Value;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// One POST as heard.
#[derive(Debug, Clone)]
pub struct Heard {
    pub path: String,
    pub head: String,
    pub text: String,
}

impl Heard {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> String {
        let mut lines = self.head.lines();
        let found = lines.find_map(|line| {
            line.split_once(": ")
                .filter(|(key, _)| key.eq_ignore_ascii_case(name))
        });
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    }
}

/// Hears and answers.
pub struct Ear {
    pub url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    news: Arc<Notify>,
}

impl Ear {
    pub async fn open(status: u16, answer: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let news = Arc::new(Notify::new());
        let (into, ring) = (Arc::clone(&heard), Arc::clone(&news));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if let Some(one) = hear(stream, status, answer).await {
                    into.lock().unwrap().push(one);
                    ring.notify_waiters();
                }
            }
        });
        Self { url, heard, news }
    }

    /// Waits until so many have been heard that fit.
    pub async fn until(&self, count: usize, fits: impl Fn(&Heard) -> bool) -> Vec<Heard> {
        let waiting = async {
            loop {
                let notified = self.news.notified();
                let fitting: Vec<Heard> = self
                    .heard
                    .lock()
                    .unwrap()
                    .iter()
                    .filter(|one| fits(one))
                    .cloned()
                    .collect();
                if fitting.len() >= count {
                    return fitting;
                }
                notified.await;
            }
        };
        let waited = tokio::time::timeout(std::time::Duration::from_secs(60), waiting).await;
        waited.unwrap_or_else(|_| panic!("heard only {:?}", self.heard.lock().unwrap()))
    }
}

async fn hear(mut stream: TcpStream, status: u16, answer: &str) -> Option<Heard> {
    let mut bytes = Vec::new();
    let (head, text) = loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.ok()?;
        bytes.extend_from_slice(&chunk[..read]);
        let so_far = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, text)) = so_far.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse()
                    .ok()
            });
            if text.len() >= length.unwrap_or(0) {
                break (head.to_owned(), text.to_owned());
            }
        }
        if read == 0 {
            return None;
        }
    };
    let reply = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
        answer.len()
    );
    stream.write_all(reply.as_bytes()).await.ok()?;
    let path = head.split(' ').nth(1)?.to_owned();
    Some(Heard { path, head, text })
}
