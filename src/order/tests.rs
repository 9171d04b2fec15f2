use super::people::{BY_ITSELF, People, SHOWN};
use super::state::Form;
use crate::api::failure::{Failure, Fault};
use adisyon_wire::field::Field;
use adisyon_wire::order::Service;
use adisyon_wire::people::{CustomersReply, Person};

fn person(id: &str, name: &str, phone: &str) -> Person {
    Person {
        id: id.to_owned(),
        name: Some(name.to_owned()),
        phone: Some(phone.to_owned()),
        ..Person::default()
    }
}

fn page(customers: Vec<Person>, next: Option<&str>) -> CustomersReply {
    CustomersReply {
        customers,
        personal: true,
        next: next.map(str::to_owned),
    }
}

fn loaded() -> People {
    let mut people = People::default();
    assert_eq!(people.ask("", false), Some(None));
    people.hear(Ok(page(
        vec![
            person("1", "Şükrü Örnek", "0 (555) 010-0001"),
            person("2", "Ayşe Deneme", "0555 010 0002"),
            person("3", "Ayla Deneme", "0212 000 0003"),
        ],
        None,
    )));
    people
}

fn found(people: &People, query: &str) -> Vec<String> {
    people
        .find(query)
        .iter()
        .map(|one| one.id.clone())
        .collect()
}

#[test]
fn people_are_found_by_the_beginnings_of_their_names_and_by_phone() {
    let people = loaded();
    assert_eq!(found(&people, "suk"), ["1"]);
    assert_eq!(found(&people, "ŞÜKRÜ ör"), ["1"]);
    assert_eq!(found(&people, "ay den"), ["2", "3"]);
    assert_eq!(found(&people, "555 010"), ["1", "2"]);
    assert_eq!(found(&people, "0003"), ["3"]);
    assert_eq!(found(&people, "eneme"), [""; 0]);
    assert_eq!(found(&people, " "), [""; 0]);
}

#[test]
fn pages_follow_while_too_little_is_found_and_no_cursor_leads_in_a_circle() {
    let mut people = People::default();
    assert_eq!(people.ask("z", false), Some(None));
    assert_eq!(people.ask("z", false), None, "one is on its way");
    people.hear(Ok(page(vec![person("1", "A", "1")], Some("c1"))));
    assert_eq!(people.ask("", false), None, "nobody is looked for");
    assert_eq!(people.ask("z", false), Some(Some("c1".to_owned())));
    people.hear(Ok(page(vec![person("1", "A", "1")], Some("c1"))));
    assert_eq!(people.len(), 1);
    assert!(!people.has_more());
    assert_eq!(people.ask("z", true), None);
}

#[test]
fn after_some_pages_a_person_has_to_ask_for_more() {
    let mut people = People::default();
    for at in 0..BY_ITSELF {
        assert!(people.ask("z", false).is_some());
        people.hear(Ok(page(Vec::new(), Some(&format!("c{at}")))));
    }
    assert_eq!(people.ask("z", false), None);
    assert!(people.ask("z", true).is_some());
}

#[test]
fn enough_found_asks_for_no_more() {
    let mut people = People::default();
    people.ask("", false);
    let many = (0..SHOWN).map(|at| person(&at.to_string(), "Ayşe", "1"));
    people.hear(Ok(page(many.collect(), Some("c"))));
    assert_eq!(people.ask("ayşe", false), None);
}

#[test]
fn a_failed_page_is_asked_for_again_only_at_a_press() {
    let mut people = People::default();
    people.ask("", false);
    people.hear(Ok(page(Vec::new(), Some("c"))));
    people.ask("x", false);
    people.hear(Err(Failure::Fault(Fault::Offline)));
    assert!(people.failure.is_some());
    assert_eq!(people.ask("x", false), None);
    assert_eq!(people.ask("x", true), Some(Some("c".to_owned())));
    assert_eq!(people.failure, None);
}

#[test]
fn without_consent_nobody_is_looked_for() {
    let mut people = People::default();
    people.ask("", false);
    people.hear(Ok(CustomersReply {
        personal: false,
        ..page(vec![Person::default()], Some("c"))
    }));
    assert!(people.hidden);
    assert_eq!(people.ask("x", true), None);
}

#[test]
fn somebody_found_is_ordered_for_by_id_and_another_name_is_somebody_new() {
    let mut form = Form::default();
    assert!(form.is_nobody_s());
    form.pick(&person("cu-1", "Deniz Örnek", "555"));
    assert_eq!(form.customer.id.as_deref(), Some("cu-1"));
    form.type_in(Field::Phone, "556".to_owned());
    assert_eq!(form.customer.id.as_deref(), Some("cu-1"));
    form.type_in(Field::Name, "Derya Örnek".to_owned());
    assert_eq!(form.customer.id, None);
}

#[test]
fn a_fuller_look_fills_only_what_is_empty_and_only_for_the_same_person() {
    let mut form = Form::default();
    form.pick(&person("cu-1", "Deniz Örnek", "555"));
    let fuller = Person {
        address: Some("Örnek Sok. 1".to_owned()),
        ..person("cu-1", "Deniz Örnek", "999")
    };
    assert!(form.complete(&fuller));
    assert_eq!(form.text(Field::Address), "Örnek Sok. 1");
    assert_eq!(form.text(Field::Phone), "555");
    let somebody_else = Person {
        region: Some("Merkez".to_owned()),
        ..person("cu-2", "x", "y")
    };
    assert!(!form.complete(&somebody_else));
    assert_eq!(form.text(Field::Region), "");
}

#[test]
fn what_is_brought_needs_an_address_and_a_courier() {
    let mut form = Form::default();
    form.type_in(Field::Name, "Deniz Örnek".to_owned());
    assert!(!form.check());
    assert!(form.problem(Field::Address).is_some());
    form.service = Service::Takeaway;
    assert!(form.check());
    assert!(!form.request("n".to_owned(), Vec::new()).own_delivery);
}
