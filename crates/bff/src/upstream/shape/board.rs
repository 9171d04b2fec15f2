//! Open packets, open tables and the floor plan. C:E.2, C:F (summaries).
use super::{account, number, text, time};
use adisyon_wire::board::{Board, OpenPacket, OpenTable, Section, Table};
use serde_json::Value;

/// An open table with its own id and name.
struct Open {
    id: String,
    title: String,
    account: OpenTable,
}

/// The mark that each reopening puts behind a table's id. C:D.8, C:F `tableId`.
const REOPENED: char = '*';

/// Puts the three lists together. Open tables that the plan does not list stand in a last section.
pub fn board(packets: &[Value], tables: &[Value], layout: &[Value], read_at: i64) -> Board {
    let mut open: Vec<Open> = tables.iter().filter_map(table).collect();
    let mut sections = sections(layout, &mut open);
    if !open.is_empty() {
        let tables = open
            .into_iter()
            .map(|left| Table {
                id: left.id,
                title: left.title,
                open: Some(left.account),
            })
            .collect();
        sections.push(Section {
            id: String::new(),
            title: String::new(),
            tables,
        });
    }
    Board {
        packets: packets.iter().filter_map(packet).collect(),
        sections,
        read_at,
        currency: packets.iter().chain(tables).find_map(currency),
    }
}

fn currency(entry: &Value) -> Option<String> {
    text::filled(entry, "currency")
}

fn packet(entry: &Value) -> Option<OpenPacket> {
    Some(OpenPacket {
        id: text::id(entry.get("packetId"))?,
        doc_no: text::id(entry.get("docNo")),
        channel: account::channel_code(entry),
        order_code: text::id(entry.get("orderCode")),
        scheduled: time::millis(entry.get("scheduledDate")),
        items: items(entry),
        total: minor(entry, "total"),
        paid: minor(entry, "paid"),
        since: None,
    })
}

fn table(entry: &Value) -> Option<Open> {
    let id = text::id(entry.get("tableId"))?;
    let title = text::filled(entry, "tableName").or_else(|| text::filled(entry, "location"));
    Some(Open {
        title: title.unwrap_or_else(|| id.clone()),
        account: OpenTable {
            doc_no: text::id(entry.get("docNo")),
            guests: number::whole(entry.get("personCount"))
                .and_then(|guests| u32::try_from(guests).ok())
                .unwrap_or(0),
            items: items(entry),
            total: minor(entry, "total"),
            paid: minor(entry, "paid"),
            since: None,
        },
        id,
    })
}

/// Sections in the order of their rank, else as given; each open table is taken out of `open` where the plan lists it.
fn sections(layout: &[Value], open: &mut Vec<Open>) -> Vec<Section> {
    let mut ranked: Vec<(i64, Section)> = layout
        .iter()
        .filter(|entry| entry.is_object())
        .map(|entry| {
            let rank = number::whole(entry.get("rank")).unwrap_or(i64::MAX);
            (rank, section(entry, open))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, section)| section).collect()
}

fn section(entry: &Value, open: &mut Vec<Open>) -> Section {
    let tables = entry.get("tables").and_then(Value::as_array);
    Section {
        id: text::id(entry.get("id")).unwrap_or_default(),
        title: text::text(entry, "title").unwrap_or_default(),
        tables: tables
            .into_iter()
            .flatten()
            .filter_map(|table| {
                let id = text::id(table.get("id"))?;
                let title = text::filled(table, "title").unwrap_or_else(|| id.clone());
                let account = account_of(&id, open);
                Some(Table {
                    title,
                    id: account.as_ref().map_or(id, |one| one.id.clone()),
                    open: account.map(|one| one.account),
                })
            })
            .collect(),
    }
}

/// Takes the account of this place in the plan: the one under its id, else one that was reopened.
fn account_of(id: &str, open: &mut Vec<Open>) -> Option<Open> {
    let same = open.iter().position(|one| one.id == id);
    let reopened = || {
        open.iter()
            .position(|one| one.id.trim_end_matches(REOPENED) == id)
    };
    same.or_else(reopened).map(|at| open.remove(at))
}

/// Units or lines; a part of a unit counts as one.
fn items(entry: &Value) -> i64 {
    let count = entry.get("itemCount");
    let thousandths = count.map_or(0, |_| number::quantity(count).thousandths());
    thousandths.div_euclid(1000) + i64::from(thousandths.rem_euclid(1000) > 0)
}

fn minor(entry: &Value, name: &str) -> i64 {
    number::money(entry, &[name]).unwrap_or_default().minor()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn open_tables_stand_at_their_place_in_the_plan() {
        let layout = [
            json!({ "id": "s2", "title": "Bahçe", "rank": 2, "tables": [{ "id": "masa-2", "title": "Masa 2" }] }),
            json!({ "id": "s1", "title": "Salon", "rank": 1, "tables": [
                { "id": "k%C3%B6%C5%9Fe2", "title": "Köşe 2" }, { "id": 7, "title": "Masa 7" } ] }),
        ];
        let tables = [
            json!({ "tableId": "k%C3%B6%C5%9Fe2", "tableName": "Köşe 2", "personCount": 3, "itemCount": 4, "total": "265", "paid": 10.5 }),
            json!({ "tableId": "masa-9*", "tableName": "Masa 9", "total": 1, "paid": 0 }),
        ];
        let board = board(&[], &tables, &layout, 5);
        let shown: Vec<_> = board
            .sections
            .iter()
            .flat_map(|section| {
                section.tables.iter().map(|table| {
                    (
                        section.title.as_str(),
                        table.id.as_str(),
                        table.open.is_some(),
                    )
                })
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("Salon", "k%C3%B6%C5%9Fe2", true),
                ("Salon", "7", false),
                ("Bahçe", "masa-2", false),
                ("", "masa-9*", true)
            ]
        );
        let corner = board.sections[0].tables[0].open.clone();
        assert_eq!(
            corner.map(|open| (open.guests, open.items, open.total, open.paid)),
            Some((3, 4, 26500, 1050))
        );
    }

    #[test]
    fn what_a_restaurant_sells_in_is_what_an_open_account_says() {
        let silent = json!({ "packetId": "1", "total": 1, "paid": 0 });
        let euro = json!({ "tableId": "masa-1", "total": 1, "paid": 0, "currency": "EUR" });
        let says = |tables: &[Value]| board(std::slice::from_ref(&silent), tables, &[], 5).currency;
        assert_eq!(says(&[euro]).as_deref(), Some("EUR"));
        assert_eq!(says(&[]), None);
    }

    #[test]
    fn a_reopened_table_stands_at_its_old_place_under_its_new_id() {
        let layout = [json!({ "id": "s", "title": "Salon", "tables": [
            { "id": "masa-7", "title": "Masa 7" }, { "id": "masa-8", "title": "Masa 8" }] })];
        let tables = [
            json!({ "tableId": "masa-7**", "tableName": "Masa 7", "total": 1, "paid": 0 }),
            json!({ "tableId": "masa-8*", "tableName": "Masa 8", "total": 2, "paid": 0 }),
            json!({ "tableId": "masa-8", "tableName": "Masa 8", "total": 3, "paid": 0 }),
        ];
        let board = board(&[], &tables, &layout, 5);
        let place = |at: usize| {
            let table = &board.sections[0].tables[at];
            let total = table.open.as_ref().map(|open| open.total);
            (table.id.as_str(), table.title.as_str(), total)
        };
        assert_eq!(place(0), ("masa-7**", "Masa 7", Some(100)));
        assert_eq!(place(1), ("masa-8", "Masa 8", Some(300)));
        assert_eq!(board.sections[1].tables[0].id, "masa-8*");
    }

    #[test]
    fn packets_keep_the_order_of_the_platform() {
        let packets = [
            json!({ "packetId": 1780950756501_i64, "docNo": 9, "entegrasyon": "packet", "itemCount": 2, "total": 27.8, "paid": 0 }),
            json!({ "packetId": "2", "entegrasyon": "yemeksepeti", "orderCode": "YS-1", "isScheduled": true, "scheduledDate": 1791400999000_i64 }),
            json!({ "docNo": 3 }),
        ];
        let board = board(&packets, &[], &[], 5);
        let shown: Vec<_> = board
            .packets
            .iter()
            .map(|p| (p.id.as_str(), p.total, p.order_code.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [("1780950756501", 2780, None), ("2", 0, Some("YS-1"))]
        );
        assert_eq!(board.packets[1].scheduled, Some(1791400999000));
    }
}
