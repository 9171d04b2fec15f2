//! Opening a free table. The key makes it happen once; an open table is never touched. C:E.3 `tables/create`.
use super::{Intake, TRIES, pause};
use crate::installs::{Install, scope};
use crate::refuse::Refuse;
use crate::save::places::ends_the_road;
use crate::upstream::create;
use crate::upstream::refusal::{Failure, Refused};
use crate::webhooks::signal::Change;
use adisyon_bill::BillRef;
use adisyon_wire::board::Board;
use adisyon_wire::refusal::RefusalCode;
use adisyon_wire::seat::{SeatRequest, Seated};
use tokio::time::sleep;

/// The mark that each reopening puts behind a table's id. C:F `tableId`.
const REOPENED: char = '*';

impl Intake {
    /// Opens this table, or says that it is open already.
    pub async fn seat(
        &self,
        install: &Install,
        table: &str,
        request: &SeatRequest,
    ) -> Result<Seated, Refuse> {
        let mut last = None;
        for attempt in 0..TRIES {
            let (guests, key) = (request.guests, &request.attempt);
            let failure = match create::table(&self.client, install, table, guests, key).await {
                Ok(_) => return Ok(self.seated(install, table)),
                Err(failure) => failure,
            };
            let Some(pause) = pause(&failure, attempt) else {
                return self.refused(install, table, failure).await;
            };
            last = Some(failure);
            if attempt + 1 < TRIES {
                sleep(pause).await;
            }
        }
        // Nobody answered: what can be seen decides. Sent again with its key, it is still the same opening.
        match (self.open_at(install, table).await, last) {
            (Ok(Some(table)), _) => Ok(Seated {
                table,
                fresh: false,
            }),
            (_, Some(Failure::Refused(refused))) => {
                Err(Refuse::upstream(refused.into(), scope::ORDERS_WRITE))
            }
            _ => Err(RefusalCode::OutcomeUnknown.into()),
        }
    }

    fn seated(&self, install: &Install, table: &str) -> Seated {
        let bill = BillRef::Table(table.to_owned());
        self.boards.opened(&install.key, bill.clone());
        self.saves.wrote(&install.key, bill, Change::Opened);
        Seated {
            table: table.to_owned(),
            fresh: true,
        }
    }

    /// Upstream: an open table is refused with 409 and words that no document gives, by older servers perhaps with 200: whether it is
    /// open is therefore looked up.
    async fn refused(
        &self,
        install: &Install,
        table: &str,
        failure: Failure,
    ) -> Result<Seated, Refuse> {
        let Failure::Refused(refused) = &failure else {
            return Err(Refuse::upstream(failure, scope::ORDERS_WRITE));
        };
        let speaks_of_table = !ends_the_road(refused) || *refused == Refused::NotFound;
        if speaks_of_table && let Ok(Some(table)) = self.open_at(install, table).await {
            return Ok(Seated {
                table,
                fresh: false,
            });
        }
        Err(Refuse::upstream(failure, scope::ORDERS_WRITE))
    }

    async fn open_at(&self, install: &Install, table: &str) -> Result<Option<String>, Failure> {
        self.boards.invalidate(&install.key);
        let board = self.boards.get(install).await?;
        Ok(open_at(&board, table))
    }
}

/// The account that stands at this table now.
fn open_at(board: &Board, table: &str) -> Option<String> {
    let place = |id: &str| id.trim_end_matches(REOPENED).to_owned();
    let mut tables = board.sections.iter().flat_map(|section| &section.tables);
    let open = tables.find(|one| one.open.is_some() && place(&one.id) == place(table));
    open.map(|one| one.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use adisyon_wire::board::{OpenTable, Section, Table};

    #[test]
    fn a_reopened_account_is_found_at_its_table() {
        let table = |id: &str, open: bool| Table {
            id: id.into(),
            title: id.into(),
            open: open.then_some(OpenTable {
                doc_no: None,
                guests: 0,
                items: 0,
                total: 0,
                paid: 0,
                since: None,
            }),
        };
        let board = Board {
            sections: vec![Section {
                id: "s".into(),
                title: "S".into(),
                tables: vec![table("masa-7**", true), table("masa-8", false)],
            }],
            ..Board::default()
        };
        assert_eq!(open_at(&board, "masa-7").as_deref(), Some("masa-7**"));
        assert_eq!(open_at(&board, "masa-8"), None);
        assert_eq!(open_at(&board, "masa-70"), None);
    }
}
