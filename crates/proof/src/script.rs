//! A script: one restaurant, one account, and what up to three waiters, their colleagues and the road do to it.
//!
//! Everything is plain data, so that a script can be written to a file, read back years later, and shortened act by act.
use crate::model::panel::{Change, Shift};
use crate::model::{Account, House};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// What happens on one upstream write of a save.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Road {
    /// Nothing special.
    Clear,
    /// The connection breaks before the platform sees the write.
    CutBefore,
    /// The platform writes, the answer is lost.
    CutAfter,
    /// 500 without writing.
    Error,
    /// Writes, then 500.
    ErrorAfter,
    /// 429 with a wait that is too long to sit out.
    Limited,
    /// The same request is processed twice.
    Twice,
    /// The backend dies before this write.
    CrashBefore,
    /// The backend dies after this write, before it heard the answer.
    CrashAfter,
    /// The backend hears the answer and dies while it reads what came of this write.
    CrashReading,
}

impl Road {
    /// What went wrong, in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Road::Clear => "nothing",
            Road::CutBefore => "cut before",
            Road::CutAfter => "cut after",
            Road::Error => "500",
            Road::ErrorAfter => "500 after",
            Road::Limited => "429",
            Road::Twice => "twice",
            Road::CrashBefore => "death before",
            Road::CrashAfter => "death after",
            Road::CrashReading => "death reading back",
        }
    }

    /// Whether the backend dies on it.
    pub fn kills(self) -> bool {
        matches!(
            self,
            Road::CrashBefore | Road::CrashAfter | Road::CrashReading
        )
    }
}

/// How a waiter meets what stands in the way of a save.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Temper {
    /// Answers every question and accepts every named loss.
    Accepts,
    /// Answers questions and takes off what would lose something.
    Careful,
    /// Answers nothing: whatever asks, stays unsaved.
    Stubborn,
}

/// How a waiter answers a conflict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
    /// Both.
    Both,
}

/// What a waiter wants to change. Lines, rows, products and methods are named by any number; it is taken modulo what is there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Intent {
    /// How much of a line, in thousandths.
    Quantity { line: usize, quantity: i64 },
    /// Takes a line off.
    Remove { line: usize },
    /// Puts the last one taken off back.
    Restore { line: usize },
    /// A line's note.
    Note { line: usize, note: String },
    /// A line's discount, percent of what it costs.
    Discount { line: usize, percent: i64 },
    /// A line's choices, drawn from this number.
    Options { line: usize, draw: u64 },
    /// Another product in a line's place.
    Replace {
        line: usize,
        product: usize,
        draw: u64,
        quantity: i64,
    },
    /// A new line.
    Add {
        product: usize,
        draw: u64,
        quantity: i64,
        note: String,
    },
    /// A payment, percent of what is open; above a hundred it is too much.
    Pay { method: usize, percent: i64 },
    /// A discount row, percent of what is open.
    Rebate { percent: i64 },
    /// A row's amount, percent of what it was.
    Amount { row: usize, percent: i64 },
    /// Another method for a row.
    Method { row: usize, method: usize },
    /// Takes a row off.
    Unpay { row: usize },
    /// Puts it back.
    Repay { row: usize },
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
}

/// One thing that happens.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant's sentence names its fields")]
pub enum Act {
    /// A waiter opens the bill anew; what was not saved is dropped.
    Open { waiter: usize },
    /// A waiter does something.
    Do { waiter: usize, intent: Intent },
    /// A waiter saves; one road for each write, `Clear` beyond the list.
    Save {
        waiter: usize,
        temper: Temper,
        answers: Vec<Answered>,
        roads: Vec<Road>,
    },
    /// Two waiters save at the same moment.
    Together { first: usize, second: usize },
    /// A colleague does something in the panel.
    Panel(Change),
    /// A manager changes the menu; `heard` tells whether the backend is told.
    Menu { shift: Shift, heard: bool },
    /// The backend is restarted.
    Restart,
}

/// The most waiters of a script.
pub const WAITERS: usize = 3;

/// A whole script.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Script {
    /// The seed it was drawn from.
    pub seed: u64,
    /// It is played on the real backend and simulator.
    #[serde(default)]
    pub whole: bool,
    /// The restaurant at the start.
    pub house: House,
    /// The account at the start.
    pub account: Account,
    /// What happens.
    pub acts: Vec<Act>,
}

impl Script {
    /// The text of a script file: a readable head, then the data.
    pub fn print(&self, why: &str) -> String {
        let mut text = String::new();
        for line in why.lines() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "# {line}");
        }
        for row in &self.account.rows {
            let options: Vec<&str> = row.options.iter().map(|one| one.title.as_str()).collect();
            let _ = writeln!(
                text,
                "# row {}: {} x {} {options:?} = {}",
                row.uid,
                row.quantity as f64 / 1000.0,
                row.title,
                row.amount()
            );
        }
        for pay in &self.account.pays {
            let _ = writeln!(text, "# paid {}: {} {}", pay.uid, pay.title, pay.amount);
        }
        for act in &self.acts {
            let _ = writeln!(text, "# {act:?}");
        }
        let data = serde_json::to_string_pretty(self).expect("a script is plain data");
        text + &data + "\n"
    }

    /// Reads a script file.
    pub fn parse(text: &str) -> Result<Script, String> {
        let data: String = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect();
        serde_json::from_str(&data).map_err(|error| format!("not a script: {error}"))
    }
}
