//! What is measured, in the table's order.

use adisyon_e2e::Outcome;
use serde_json::{Value, json};

use crate::figures::{Figure, Goal, Spread, Unit};
use crate::line::{Line, MEGABYTE, heap, told};
use crate::stage::{BOTH, Page, Stage, What};

const FELT: &str = include_str!("../../../../../bench/felt.js");
const AROUND: &str = include_str!("../../../../../bench/around.js");

/// How often each is measured.
#[derive(Debug, Clone, Copy)]
pub struct Samples {
    /// Openings with nothing cached, and with everything.
    opens: usize,
    /// Clicks, and keys.
    deeds: usize,
    /// Openings whose memory is watched, in tens.
    cycles: usize,
}

impl Samples {
    /// For figures to rely on.
    pub const ENOUGH: Samples = Samples {
        opens: 15,
        deeds: 60,
        cycles: 10,
    };
    /// To see that everything runs.
    pub const FEW: Samples = Samples {
        opens: 3,
        deeds: 8,
        cycles: 2,
    };
}

/// What is measured together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// From the frame's address to a bill.
    Opening,
    /// Clicks and letters.
    Felt,
    /// From the board to a bill and back.
    Within,
    /// The frame opened and closed.
    Cycles,
}

impl Group {
    /// In the table's order.
    pub const ALL: [Group; 4] = [Group::Opening, Group::Felt, Group::Within, Group::Cycles];

    /// The group of this name.
    pub fn named(name: &str) -> Option<Group> {
        match name {
            "opening" => Some(Group::Opening),
            "felt" => Some(Group::Felt),
            "within" => Some(Group::Within),
            "cycles" => Some(Group::Cycles),
            _ => None,
        }
    }
}

/// Measures a group; `tell` hears each part as it is done.
pub async fn group(
    stage: &Stage<'_>,
    group: Group,
    samples: Samples,
    tell: &mut impl FnMut(Vec<Figure>),
) -> Outcome {
    match group {
        Group::Opening => {
            for line in [Line::Fast, Line::Slow, Line::Far] {
                for cold in [true, false] {
                    tell(opening(stage, samples, line, cold).await?);
                }
            }
        }
        Group::Felt => {
            for line in [Line::Fast, Line::Slow] {
                for kind in ["click", "keystroke"] {
                    tell(felt(stage, samples, line, kind).await?);
                }
            }
        }
        Group::Within => tell(within(stage, samples).await?),
        Group::Cycles => tell(cycles(stage, samples).await?),
    }
    Ok(())
}

/// From the frame's address to a bill that can be read, and to one that can be edited.
async fn opening(
    stage: &Stage<'_>,
    samples: Samples,
    line: Line,
    cold: bool,
) -> Outcome<Vec<Figure>> {
    let mut took: [[Vec<f64>; 2]; 2] = Default::default();
    stage.host().await?;
    stage.forget().await?;
    line.take(stage.desk).await?;
    // Two more openings fill the caches: the browser keeps compiled code only of what it met before.
    let before = if cold { 0 } else { 2 };
    for sample in 0..before + samples.opens {
        for (page, took) in BOTH.into_iter().zip(&mut took) {
            if cold {
                stage.forget().await?;
            }
            let marks = stage.open(page, What::Bill, &["shown", "usable"]).await?;
            stage.close().await?;
            if sample >= before {
                took.iter_mut()
                    .zip(marks)
                    .for_each(|(took, mark)| took.push(mark));
            }
        }
    }
    Line::Fast.take(stage.desk).await?;
    let goal = match line {
        Line::Fast => Some(Goal(1.2)),
        Line::Slow => None,
        Line::Far => Some(Goal(1.5)),
    };
    let cache = if cold { "cold" } else { "warm" };
    let [plain, ours] = took;
    let figure = |name: &str, at: usize, goal| {
        figure(
            format!("{name}, {cache}{}", line.words()),
            &ours[at],
            Some(&plain[at]),
            goal,
        )
    };
    Ok([
        figure("open to shown", 0, goal),
        figure("open to usable", 1, None),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Plus on a quantity of a long bill, or a letter in the search of a large menu.
async fn felt(stage: &Stage<'_>, samples: Samples, line: Line, kind: &str) -> Outcome<Vec<Figure>> {
    let mut took: [[Vec<f64>; 2]; 2] = Default::default();
    for (page, took) in BOTH.into_iter().zip(&mut took) {
        stage.host().await?;
        stage.forget_drafts().await?;
        stage.open(page, What::Bill, &["usable"]).await?;
        stage.enter().await?;
        // The catalogue is here when something can be found.
        told(stage.desk, FELT, vec![json!("keystroke"), json!(1)]).await?;
        line.take(stage.desk).await?;
        let answer = told(stage.desk, FELT, vec![json!(kind), json!(samples.deeds)]).await?;
        for (took, name) in took.iter_mut().zip(["frame", "work"]) {
            *took = numbers(&answer[name]);
        }
        Line::Fast.take(stage.desk).await?;
        stage.close().await?;
    }
    let [plain, ours] = took;
    let (frame, work) = match kind {
        "click" => ("click to frame, 200 lines", "  of it work"),
        _ => ("keystroke to results, 2,000 products", "  of that work"),
    };
    let figure = |name: &str, at: usize, goal| {
        figure(
            format!("{name}{}", line.words()),
            &ours[at],
            Some(&plain[at]),
            goal,
        )
    };
    Ok([figure(frame, 0, Some(Goal(1.0))), figure(work, 1, None)]
        .into_iter()
        .flatten()
        .collect())
}

/// From our board to the bill and back. The hand-written page has no board.
async fn within(stage: &Stage<'_>, samples: Samples) -> Outcome<Vec<Figure>> {
    stage.host().await?;
    stage.forget_drafts().await?;
    stage.open(Page::Ours, What::Board, &["board"]).await?;
    stage.enter().await?;
    // The first round fetches what the others have.
    told(stage.desk, AROUND, vec![json!(1)]).await?;
    let mut memory = Vec::new();
    let mut heaps = Vec::new();
    let mut answer = Value::Null;
    for _ in 0..samples.cycles {
        answer = told(stage.desk, AROUND, vec![json!(10)]).await?;
        heaps.push(heap(stage.desk).await?.0);
        let size = stage
            .desk
            .web()
            .execute(
                "return window.benchMemory?.buffer.byteLength ?? 0",
                Vec::new(),
            )
            .await?;
        memory.push(size.json().as_f64().unwrap_or_default() / MEGABYTE);
    }
    stage.close().await?;
    let mut figures: Vec<Figure> = [
        ("board to bill, something shown", "known"),
        ("board to bill, all of it", "bill"),
        ("back to the board", "board"),
    ]
    .into_iter()
    .filter_map(|(name, mark)| figure(name.to_owned(), &numbers(&answer[mark]), None, None))
    .collect();
    figures.extend(growth("board to bill and back, heap", &heaps, None));
    figures.extend(growth("board to bill and back, wasm", &memory, None));
    Ok(figures)
}

/// The frame opened and closed again and again: what the browser still holds.
async fn cycles(stage: &Stage<'_>, samples: Samples) -> Outcome<Vec<Figure>> {
    let mut held: [[Vec<f64>; 2]; 2] = Default::default();
    for (page, held) in BOTH.into_iter().zip(&mut held) {
        stage.host().await?;
        stage.forget_drafts().await?;
        for _ in 0..samples.cycles {
            for _ in 0..10 {
                stage.open(page, What::Bill, &["usable"]).await?;
                stage.close().await?;
            }
            let (heap, documents) = heap(stage.desk).await?;
            held[0].push(heap);
            held[1].push(documents);
        }
    }
    let [plain, ours] = held;
    let mut figures = growth("frames opened and closed, heap", &ours[0], Some(&plain[0]));
    figures.extend(growth(
        "frames opened and closed, documents",
        &ours[1],
        Some(&plain[1]),
    ));
    Ok(figures)
}

/// What was held after the first ten rounds, and after the last.
fn growth(name: &str, ours: &[f64], plain: Option<&Vec<f64>>) -> Vec<Figure> {
    let at = |place: fn(&[f64]) -> Option<&f64>, said: &str| {
        let one = |all: &[f64]| {
            place(all).map(|held| Spread {
                median: *held,
                p95: *held,
            })
        };
        Some(Figure {
            name: format!("{name}, {said}"),
            unit: Unit::Memory,
            ours: one(ours)?,
            plain: plain.and_then(|plain| one(plain)),
            goal: None,
        })
    };
    let last = format!("after {}", ours.len() * 10);
    let (first, last) = (at(<[f64]>::first, "after 10"), at(<[f64]>::last, &last));
    first.into_iter().chain(last).collect()
}

fn figure(name: String, ours: &[f64], plain: Option<&[f64]>, goal: Option<Goal>) -> Option<Figure> {
    Some(Figure {
        name,
        unit: Unit::Time,
        ours: Spread::of(ours)?,
        plain: plain.and_then(Spread::of),
        goal,
    })
}

fn numbers(answer: &Value) -> Vec<f64> {
    let all = answer.as_array().into_iter().flatten();
    all.filter_map(Value::as_f64).collect()
}
