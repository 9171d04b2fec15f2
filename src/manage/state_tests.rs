//! What the managers' screen makes of what happens.
use super::*;
use crate::api::failure::Fault;
use adisyon_wire::manage::{Field, Owner, Trouble, Why};

fn record(id: &str, owner: Owner) -> Record {
    Record {
        id: id.into(),
        owner,
        image: None,
        stock: None,
        fields: Fields {
            title: Some(format!("Kart {id}")),
            ..Fields::default()
        },
    }
}

fn shelf(records: Vec<Record>) -> Box<Shelf> {
    Box::new(Shelf {
        records,
        read_at: 1,
        truncated: false,
        total: None,
        writable: true,
    })
}

const METHODS: Tab = Tab::Records(Kind::Methods);

fn opened(owner: Owner) -> State {
    let (state, asks) = State::new(METHODS, ',').step(Event::Opened(METHODS));
    assert_eq!(asks, [Ask::List(Kind::Methods)]);
    let (state, _) = state.step(Event::Read(Kind::Methods, shelf(vec![record("a", owner)])));
    state.step(picked(Some("a"))).0
}

fn picked(id: Option<&str>) -> Event {
    Event::Picked(Kind::Methods, id.map(str::to_owned), "attempt-1".into())
}

fn typed(state: State, text: &str) -> State {
    let spot = Spot::Field(Field::Title);
    state.step(Event::Typed(spot, text.into())).0
}

fn editing(state: &State) -> &Editing {
    state.editing.as_ref().expect("a form is open")
}

fn written(troubles: Vec<Trouble>) -> Event {
    let reply = Reply {
        troubles,
        ..Reply::default()
    };
    Event::Written(Box::new(reply), "attempt-2".into())
}

#[test]
fn each_tab_reads_what_it_shows_and_nothing_twice() {
    let (state, asks) = State::new(METHODS, ',').step(Event::Opened(Tab::Records(Kind::Products)));
    assert_eq!(
        asks,
        [Ask::List(Kind::Products), Ask::List(Kind::Categories)]
    );
    let (state, asks) = state.step(Event::Opened(Tab::Check));
    assert_eq!(asks, [], "it is on its way");
    let (state, _) = state.step(Event::Unread(Kind::Products, Fault::Offline.into()));
    assert!(state.list(Kind::Products).failure.is_some());
    let (state, asks) = state.step(Event::Refreshed);
    assert_eq!(asks, [Ask::List(Kind::Products)]);
    let (state, _) = state.step(Event::Read(Kind::Products, shelf(vec![])));
    assert!(state.list(Kind::Products).failure.is_none());
}

#[test]
fn a_record_that_the_list_does_not_hold_is_read_by_itself() {
    let (state, asks) = State::new(METHODS, ',').step(picked(Some("x")));
    assert_eq!(asks, [Ask::Get(Kind::Methods, "x".into())]);
    let found = Event::Found(
        Kind::Methods,
        Box::new(record("x", Owner::Ours)),
        "n".into(),
    );
    let (state, _) = state.step(found);
    assert_eq!(
        editing(&state).record.as_ref().map(|one| one.id.as_str()),
        Some("x")
    );
}

#[test]
fn a_save_sends_what_changed_once_and_closes_when_it_is_written() {
    let state = typed(opened(Owner::Ours), "Nakit 2");
    let (state, asks) = state.step(Event::SavePressed);
    let [Ask::Update(Kind::Methods, id, change)] = asks.as_slice() else {
        panic!("{asks:?}");
    };
    assert_eq!((id.as_str(), change.attempt.as_str()), ("a", "attempt-1"));
    assert_eq!(change.fields.title.as_deref(), Some("Nakit 2"));
    let (state, asks) = state.step(Event::SavePressed);
    assert_eq!(asks, [], "it is on its way");
    let (state, asks) = state.step(written(vec![]));
    assert!(state.editing.is_none());
    assert_eq!(asks, [Ask::Tell(Busy::Saving), Ask::List(Kind::Methods)]);
}

#[test]
fn nothing_typed_is_nothing_sent_and_nothing_asked() {
    let (state, asks) = opened(Owner::Ours).step(Event::SavePressed);
    assert_eq!(asks, []);
    assert!(state.step(Event::Closed).0.editing.is_none());
}

#[test]
fn a_problem_is_shown_after_trying_and_goes_with_typing() {
    let state = typed(opened(Owner::Ours), "x");
    let title = Spot::Field(Field::Title);
    assert_eq!(editing(&state).problem(title), None);
    let (state, asks) = state.step(Event::SavePressed);
    assert_eq!(asks, [Ask::FocusProblem]);
    assert_eq!(editing(&state).problem(title), Some(Why::Short));
    assert_eq!(editing(&typed(state, "xy")).problem(title), None);
}

#[test]
fn what_the_platform_refuses_stands_at_its_field_until_it_is_typed_over() {
    let state = typed(opened(Owner::Ours), "Nakit 2");
    let (state, _) = state.step(Event::SavePressed);
    let trouble = Trouble::Field(Field::Title, Why::Refused);
    let (state, asks) = state.step(written(vec![trouble]));
    assert_eq!(asks, [Ask::FocusProblem]);
    let title = Spot::Field(Field::Title);
    assert_eq!(editing(&state).problem(title), Some(Why::Refused));
    let state = typed(state, "Nakit 3");
    assert_eq!(editing(&state).problem(title), None);
    let (_, asks) = state.step(Event::SavePressed);
    assert!(matches!(&asks[..], [Ask::Update(_, _, change)] if change.attempt == "attempt-2"));
}

#[test]
fn a_lost_answer_is_asked_again_under_the_same_name() {
    let (state, _) = opened(Owner::Ours).step(Event::Closed);
    let (state, _) = state.step(picked(None));
    let (state, asks) = typed(state, "Yeni").step(Event::SavePressed);
    assert!(matches!(&asks[..], [Ask::Create(_, change)] if change.attempt == "attempt-1"));
    let (state, _) = state.step(Event::Unwritten(Fault::Timeout.into()));
    assert!(editing(&state).failure.is_some());
    let (_, asks) = state.step(Event::SavePressed);
    assert!(matches!(&asks[..], [Ask::Create(_, change)] if change.attempt == "attempt-1"));
}

#[test]
fn what_is_not_ours_cannot_be_saved_or_deleted_once_that_is_known() {
    let state = typed(opened(Owner::Theirs), "Olmaz");
    assert_eq!(state.clone().step(Event::SavePressed).1, []);
    let (state, _) = state.step(Event::DeletePressed);
    assert_eq!(editing(&state).asks, None);
    let (state, _) = typed(opened(Owner::Unknown), "Belki").step(Event::SavePressed);
    let (state, _) = state.step(written(vec![Trouble::NotOwned]));
    assert!(!editing(&state).can_save());
}

#[test]
fn deleting_and_leaving_what_was_typed_are_asked_first() {
    let (state, asks) = opened(Owner::Ours).step(Event::DeletePressed);
    assert_eq!(asks, []);
    let (kept, _) = state.clone().step(Event::Refused);
    assert_eq!(editing(&kept).asks, None);
    let (state, asks) = state.step(Event::Agreed);
    assert_eq!(asks, [Ask::Delete(Kind::Methods, "a".into())]);
    let (state, _) = state.step(written(vec![Trouble::CategoryNotEmpty]));
    assert_eq!(editing(&state).troubles, [Trouble::CategoryNotEmpty]);
    let (state, _) = typed(state, "Başka").step(Event::Closed);
    assert_eq!(editing(&state).asks, Some(Question::Leave));
    assert!(state.step(Event::Agreed).0.editing.is_none());
}
