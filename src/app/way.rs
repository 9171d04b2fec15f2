//! Which screen an address opens, and the address of a screen. C:B.4.
use crate::bridge::context::{HostContext, Kind};
use adisyon_bill::BillRef;
use adisyon_wire::routes;

/// Where one is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// The board.
    Board,
    /// The board, because the panel did not say which bill.
    BoardInstead,
    /// A bill.
    Bill(BillRef),
    /// The question before a bill is closed.
    Gate(BillRef),
    /// A new packet.
    Order,
    /// What was done to a bill.
    History(BillRef),
    /// The catalogue, for managers.
    Catalogue,
    /// The panel said an id but not what it names: a packet, or else a table.
    Unclear(String),
}

/// The parts of the page's address that are ours.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Address {
    /// The path.
    pub path: String,
    /// `id`: which bill was opened from our own board.
    pub id: Option<String>,
    /// `view`: `board`, `order` or `history` once somebody went there.
    pub view: Option<String>,
    /// `panelOrigin`, as the panel gave it; goes along so that a reload of the frame keeps it.
    pub panel: Option<String>,
}

impl Address {
    /// What the address says by itself; none if the panel has to be asked.
    pub fn way(&self) -> Option<Way> {
        match self.view.as_deref() {
            Some("board") => return Some(Way::Board),
            Some("order") => return Some(Way::Order),
            _ => {}
        }
        if self.is_catalogue() {
            return Some(Way::Catalogue);
        }
        let id = self.id.clone().filter(|id| !id.is_empty())?;
        let bill = bill(Kind::of_path(&self.path)?, id);
        Some(match self.view.as_deref() {
            Some("history") => Way::History(bill),
            _ => self.on(bill),
        })
    }

    /// What the panel meant with this address.
    pub fn meant(&self, context: &HostContext) -> Way {
        if self.is_catalogue() {
            return Way::Catalogue;
        }
        let of_path = Kind::of_path(&self.path);
        match (context.id.clone(), context.kind.or(of_path)) {
            (Some(id), Some(kind)) => self.on(bill(kind, id)),
            (Some(id), None) => Way::Unclear(id),
            (None, _) if of_path.is_some() => Way::BoardInstead,
            (None, _) => Way::Board,
        }
    }

    /// A bill, or the question before closing it: each has its paths.
    fn on(&self, bill: BillRef) -> Way {
        if self.path.starts_with("/gate/") {
            Way::Gate(bill)
        } else {
            Way::Bill(bill)
        }
    }

    /// The address of a bill opened from the board.
    pub fn of_bill(&self, bill: &BillRef) -> String {
        let path = if bill.is_table() { "/table" } else { "/packet" };
        self.with(routes::with_id(&format!("{path}?id={{id}}"), bill.id()))
    }

    /// The address of a screen that one goes to within the page.
    pub fn of(&self, way: &Way) -> String {
        match way {
            Way::Bill(bill) => self.of_bill(bill),
            Way::History(bill) => self.of_bill(bill) + "&view=history",
            Way::Order => self.with("/?view=order".to_owned()),
            Way::Catalogue => self.of_catalogue("products", None),
            _ => self.of_board(),
        }
    }

    fn is_catalogue(&self) -> bool {
        self.path.trim_end_matches('/') == "/catalogue"
    }

    /// The address of the catalogue: a tab, and the record that is open in it.
    pub fn of_catalogue(&self, tab: &str, id: Option<&str>) -> String {
        let address = routes::with_id("/catalogue?view={id}", tab);
        self.with(match id {
            Some(id) => address + &routes::with_id("&id={id}", id),
            None => address,
        })
    }

    /// The address of the board.
    pub fn of_board(&self) -> String {
        self.with("/?view=board".to_owned())
    }

    fn with(&self, address: String) -> String {
        match &self.panel {
            Some(panel) => address + &routes::with_id("&panelOrigin={id}", panel),
            None => address,
        }
    }
}

fn bill(kind: Kind, id: String) -> BillRef {
    match kind {
        Kind::Packet => BillRef::Packet(id),
        Kind::Table => BillRef::Table(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Address {
        Address {
            path: path.to_owned(),
            ..Address::default()
        }
    }

    fn host(id: Option<&str>, kind: Option<Kind>) -> HostContext {
        HostContext {
            locale: None,
            id: id.map(str::to_owned),
            kind,
        }
    }

    #[test]
    fn each_surface_of_the_panel_has_its_path() {
        let id = Some("masa-7*");
        assert_eq!(
            at("/table").meant(&host(id, None)),
            Way::Bill(BillRef::Table("masa-7*".to_owned()))
        );
        assert_eq!(
            at("/packet").meant(&host(id, None)),
            Way::Bill(BillRef::Packet("masa-7*".to_owned()))
        );
    }

    #[test]
    fn a_gate_s_path_asks_before_closing() {
        let id = Some("masa-7*");
        assert_eq!(
            at("/gate/table").meant(&host(id, None)),
            Way::Gate(BillRef::Table("masa-7*".to_owned()))
        );
        assert_eq!(
            at("/gate/packet").meant(&host(Some("12"), None)),
            Way::Gate(BillRef::Packet("12".to_owned()))
        );
        assert_eq!(
            at("/gate/table").meant(&host(None, None)),
            Way::BoardInstead
        );
    }

    #[test]
    fn the_catalogue_has_its_path_whatever_the_panel_opened() {
        assert_eq!(at("/catalogue").way(), Some(Way::Catalogue));
        assert_eq!(
            at("/catalogue/").meant(&host(Some("x"), None)),
            Way::Catalogue
        );
        assert_eq!(
            at("/catalogue").of_catalogue("products", Some("a&b")),
            "/catalogue?view=products&id=a%26b"
        );
    }

    #[test]
    fn what_the_panel_says_about_the_kind_counts_more_than_the_path() {
        assert_eq!(
            at("/packet").meant(&host(Some("x"), Some(Kind::Table))),
            Way::Bill(BillRef::Table("x".to_owned()))
        );
    }

    #[test]
    fn an_id_without_kind_has_to_be_tried() {
        assert_eq!(
            at("/").meant(&host(Some("x"), None)),
            Way::Unclear("x".to_owned())
        );
    }

    #[test]
    fn no_id_is_the_board_and_on_a_bill_s_path_it_is_said() {
        assert_eq!(at("/").meant(&host(None, None)), Way::Board);
        assert_eq!(at("/table").meant(&host(None, None)), Way::BoardInstead);
    }

    #[test]
    fn our_own_addresses_need_no_panel_and_others_do() {
        assert_eq!(at("/packet").way(), None);
        assert_eq!(at("/").way(), None);
        let own = Address {
            id: Some("k%C3%B6".to_owned()),
            ..at("/table")
        };
        assert_eq!(
            own.way(),
            Some(Way::Bill(BillRef::Table("k%C3%B6".to_owned())))
        );
        let board = Address {
            view: Some("board".to_owned()),
            id: Some("x".to_owned()),
            ..at("/table")
        };
        assert_eq!(board.way(), Some(Way::Board));
        let blank = Address {
            id: Some(String::new()),
            ..at("/table")
        };
        assert_eq!(blank.way(), None);
    }

    #[test]
    fn an_id_is_encoded_once_and_the_panel_s_origin_goes_along() {
        let here = Address {
            panel: Some("http://localhost:8791".to_owned()),
            ..at("/")
        };
        assert_eq!(
            here.of_bill(&BillRef::Table("k%C3%B6 2*".to_owned())),
            "/table?id=k%25C3%25B6%202%2A&panelOrigin=http%3A%2F%2Flocalhost%3A8791"
        );
        assert_eq!(at("/packet").of_board(), "/?view=board");
    }

    #[test]
    fn each_screen_of_ours_has_an_address_that_leads_back_to_it() {
        let bill = BillRef::Table("k%C3%B6 2*".to_owned());
        for way in [
            Way::Board,
            Way::Order,
            Way::Bill(bill.clone()),
            Way::History(bill),
        ] {
            let text = at("/packet").of(&way);
            let (path, query) = text.split_once('?').unwrap_or((&text, ""));
            let param = |name: &str| {
                let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                let mut found = pairs.filter(|(known, _)| *known == name);
                // The id above, as the browser decodes it.
                found.next().map(|(_, value)| {
                    value
                        .replace("%2A", "*")
                        .replace("%20", " ")
                        .replace("%25", "%")
                })
            };
            let there = Address {
                id: param("id"),
                view: param("view"),
                ..at(path)
            };
            assert_eq!(there.way(), Some(way), "{text}");
        }
    }
}
