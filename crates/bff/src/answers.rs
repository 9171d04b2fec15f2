//! What people say a line is, remembered as soon as they say it: for this very line, and for its like on every bill of the
//! restaurant. C:G.2 rungs 3 and 6.
use crate::bills::{Bills, Seen};
use crate::installs::{Install, scope};
use crate::memory::{Memory, SaleKey, answer_name};
use crate::upstream::refusal::Failure;
use adisyon_bill::ids::ProductId;
use adisyon_bill::line::{Line, LineKind};
use adisyon_bill::{BillRef, Catalogue, LineKey};
use adisyon_wire::answers::Answered;

/// The writer of answers.
pub struct Answers<'a> {
    /// Reader of bills: what a line is called and costs is not taken from the page.
    pub bills: &'a Bills,
    /// Where they go.
    pub memory: &'a dyn Memory,
}

impl Answers<'_> {
    /// Remembers answers about lines of a bill, and takes back those without a product; says how many. An answer about a line or a
    /// product that is not there is no answer. A failure comes with the scope that the platform would miss.
    pub async fn take(
        &self,
        install: &Install,
        bill: &BillRef,
        answers: &[Answered],
    ) -> Result<u32, (Failure, &'static str)> {
        let seen = self.bills.show(install, bill).await;
        let seen = seen.map_err(|failure| (failure, scope::ORDERS_READ))?;
        let stock = seen.stock.as_ref();
        let stock = stock.map_err(|failure| (failure.clone(), scope::PRODUCTS_READ))?;
        let (told, back) = sorted(&seen, &stock.catalogue, answers);
        let taken = told.len() + back.len();
        let sale = SaleKey::of(&install.key, &seen.bill.head);
        let everywhere = SaleKey::answers(&install.key);
        let names = |line: &Line| [own_name(line), answer_name(line)];
        let ([mut lines, mut likes], [mut lines_back, mut likes_back]) =
            ([vec![], vec![]], [vec![], vec![]]);
        for (line, product) in told {
            let [own, like] = names(line);
            lines.extend(own.map(|name| (name, product.clone())));
            likes.extend(like.map(|name| (name, product.clone())));
        }
        for line in back {
            let [own, like] = names(line);
            lines_back.extend(own);
            likes_back.extend(like);
        }
        self.memory.take_back(&sale, lines_back).await;
        self.memory.take_back(&everywhere, likes_back).await;
        self.memory.remember(&sale, lines).await;
        self.memory.remember(&everywhere, likes).await;
        Ok(u32::try_from(taken).unwrap_or(u32::MAX))
    }
}

type Sorted<'a> = (Vec<(&'a Line, ProductId)>, Vec<&'a Line>);

/// Answers to remember and answers to take back; of one line the last counts.
fn sorted<'a>(seen: &'a Seen, catalogue: &Catalogue, answers: &[Answered]) -> Sorted<'a> {
    let mut last: Vec<&Answered> = Vec::new();
    for answer in answers {
        last.retain(|(line, _)| *line != answer.0);
        last.push(answer);
    }
    let ordinary = |key: &LineKey| {
        let line = seen.bill.line(key);
        line.filter(|line| line.kind == LineKind::Ordinary)
    };
    let (mut told, mut back) = (Vec::new(), Vec::new());
    for (key, product) in last {
        match (ordinary(key), product) {
            (Some(line), Some(id)) if catalogue.product(id).is_some() => {
                told.push((line, id.clone()));
            }
            (Some(line), None) => back.push(line),
            _ => {}
        }
    }
    (told, back)
}

/// The line's own name in its sale; none if it is only a mark of where the line stood.
fn own_name(line: &Line) -> Option<String> {
    let name = line.key.as_str();
    (!name.starts_with('~')).then(|| name.to_owned())
}
