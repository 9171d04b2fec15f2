use super::state::{State, names, who};
use crate::api::failure::{Failure, Fault};
use adisyon_wire::history::HistoryReply;
use adisyon_wire::people::{StaffMember, StaffReply};

fn member(id: &str, name: Option<&str>) -> StaffMember {
    StaffMember {
        id: id.to_owned(),
        name: name.map(str::to_owned),
    }
}

#[test]
fn people_are_told_by_name_where_it_may_be_seen_and_else_apart() {
    let staff = vec![member("user-0001", Some("Ece")), member("user-0002", None)];
    let names = names(Ok(StaffReply { staff }));
    assert_eq!(who(&names, "user-0001"), "Ece");
    assert_eq!(who(&names, "user-0002"), "…0002");
    assert_eq!(who(&names, "u1"), "u1");
}

#[test]
fn without_the_right_to_names_the_history_is_shown_all_the_same() {
    let none = names(Err(Failure::Fault(Fault::Offline)));
    assert!(none.is_empty());
    let reply = HistoryReply {
        entries: Vec::new(),
        more: true,
    };
    assert_eq!(State::of(Ok(reply)), State::Shown(Vec::new(), true));
}
