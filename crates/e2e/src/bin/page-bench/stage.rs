//! Two pages, each served by a backend of its own, in front of one restaurant.

use std::path::PathBuf;

use adisyon_e2e::{Beside, Desk, Outcome, Trouble};
use serde_json::{Value, json};

use crate::line::told;

/// The bill of two hundred lines.
pub const BILL: &str = "masa-200";

const HOST: &str = include_str!("../../../../../bench/host.js");
const WATCH: &str = include_str!("../../../../../bench/watch.js");
const MEMORY: &str = include_str!("../../../../../bench/memory.js");

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// adisyon's.
    Ours,
    /// The one written by hand.
    Plain,
}

/// Both in this order: each is measured in turn, so that what the machine does besides meets both.
pub const BOTH: [Page; 2] = [Page::Plain, Page::Ours];

/// What the host frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The bill.
    Bill,
    /// The board.
    Board,
}

/// Everything that is measured.
pub struct Stage<'desk> {
    /// Browser, simulator, and the backend of our page.
    pub desk: &'desk Desk,
    plain: Beside,
}

impl<'desk> Stage<'desk> {
    /// Starts the second backend; `plain` is the folder of the hand-written page.
    pub async fn set(desk: &'desk Desk, plain: PathBuf) -> Outcome<Stage<'desk>> {
        let plain = desk.beside(plain).await?;
        let script = format!("{WATCH}\n{MEMORY}");
        desk.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await?;
        desk.devtools(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await?;
        Ok(Stage { desk, plain })
    }

    fn origin(&self, page: Page) -> String {
        match page {
            Page::Ours => self.desk.page_origin(),
            Page::Plain => self.plain.origin.clone(),
        }
    }

    /// A bare document of the panel's origin with the host in it.
    pub async fn host(&self) -> Outcome {
        self.desk.leave().await?;
        let bare = format!("{}/_sim/token", self.desk.panel_origin());
        self.desk.web().goto(bare).await?;
        self.desk.web().execute(HOST, Vec::new()).await?;
        Ok(())
    }

    /// Forgets files, compiled code, and drafts.
    pub async fn forget(&self) -> Outcome {
        self.desk
            .devtools("Network.clearBrowserCache", json!({}))
            .await?;
        self.forget_drafts().await
    }

    /// Forgets drafts, so that no opened bill has anything to offer.
    pub async fn forget_drafts(&self) -> Outcome {
        for page in BOTH {
            let what = json!({ "origin": self.origin(page), "storageTypes": "local_storage" });
            self.desk
                .devtools("Storage.clearDataForOrigin", what)
                .await?;
        }
        Ok(())
    }

    /// Frames a page and waits for these marks; milliseconds to each, in their order.
    pub async fn open(&self, page: Page, what: What, marks: &[&str]) -> Outcome<Vec<f64>> {
        let (path, bill) = match what {
            What::Bill => ("/table", json!(BILL)),
            What::Board => ("/", Value::Null),
        };
        let asked = json!({
            "page": self.origin(page), "path": path, "bill": bill, "locale": "tr", "tenant": self.desk.sim().tenant(),
        });
        let script = "const [what, marks, done] = arguments;
            bench.open(what, marks).then(done).catch((error) => done({ error: String(error) }));";
        let answer = told(self.desk, script, vec![asked, json!(marks)]).await?;
        let took = marks.iter().map(|mark| answer[*mark].as_f64());
        took.collect::<Option<_>>()
            .ok_or_else(|| Trouble::new(format!("marks are missing: {answer}")))
    }

    /// Takes the page away.
    pub async fn close(&self) -> Outcome {
        self.desk.leave().await?;
        self.desk.web().execute("bench.close()", Vec::new()).await?;
        Ok(())
    }

    /// Goes into the frame.
    pub async fn enter(&self) -> Outcome {
        self.desk.css("#plugin").await?.enter().await
    }
}
