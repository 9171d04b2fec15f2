use super::super::*;
use super::stage::*;
use adisyon_bill::notation::product_id;
use adisyon_bill::resolve::{Evidence, Found};
use adisyon_bill::{LineKey, ProductId};

const DOUBT: &str = "1 Ayran @45 #ayran-01 | 2 Lahmacun @95 unresolved #lahmacun-1";

fn identify(product: &str) -> Event {
    let line = LineKey::from("lahmacun-1");
    Event::Edited(Edit::Identify(line, product_id(product)))
}

/// What was told since the last look.
fn told(stage: &mut Stage) -> Vec<(LineKey, Option<ProductId>)> {
    let asks = std::mem::take(&mut stage.asks).into_iter();
    asks.filter_map(|ask| match ask {
        Ask::Tell(answers) => Some(answers),
        _ => None,
    })
    .flatten()
    .collect()
}

fn line(product: Option<&str>) -> (LineKey, Option<ProductId>) {
    (LineKey::from("lahmacun-1"), product.map(product_id))
}

#[test]
fn an_answer_about_a_line_is_told_at_once_though_nothing_is_to_be_saved() {
    let mut stage = Stage::with(DOUBT);
    stage.tell(identify("Lahmacun"));
    assert!(!stage.editing().is_changed());
    assert_eq!(told(&mut stage), [line(Some("Lahmacun"))]);
    stage.quantity("ayran-01", 2);
    assert_eq!(told(&mut stage), []);
    assert_eq!(stage.codes(), Vec::<&str>::new(), "it is not asked again");
}

#[test]
fn another_answer_and_undo_and_redo_are_told_too() {
    let mut stage = Stage::with(DOUBT);
    stage.tell(identify("Lahmacun")).tell(identify("Künefe"));
    let both = [line(Some("Lahmacun")), line(Some("Künefe"))];
    assert_eq!(told(&mut stage), both);
    stage.tell(Event::UndoPressed);
    assert_eq!(told(&mut stage), [line(Some("Lahmacun"))]);
    stage.tell(Event::UndoPressed);
    assert_eq!(told(&mut stage), [line(None)]);
    stage.tell(Event::RedoPressed);
    assert_eq!(told(&mut stage), [line(Some("Lahmacun"))]);
}

#[test]
fn who_may_not_write_tells_nothing() {
    let mut stage = Stage::with(DOUBT);
    let less = adisyon_wire::session::Rights {
        write_bills: false,
        ..rights()
    };
    stage.tell(Event::SessionRead(session(less)));
    stage.tell(identify("Lahmacun"));
    assert_eq!(told(&mut stage), []);
}

#[test]
fn an_answer_outlasts_a_bill_that_changes_meanwhile() {
    let mut stage = Stage::with(DOUBT);
    stage.tell(identify("Lahmacun"));
    let theirs = format!("{DOUBT} | 1 Künefe @220 #kunefe-1");
    stage.tell(Event::BillRead(read(&theirs, "r2")));
    assert_eq!(stage.editing().revision, "r2");
    stage.quantity("ayran-01", 2);
    assert_eq!(stage.codes(), Vec::<&str>::new());
}

#[test]
fn a_wrong_answer_of_earlier_can_be_put_right() {
    let mut remembered = read("1 Ayran @45 #ayran-01 | 2 Lahmacun @95 #lahmacun-1", "r1");
    let bill = Arc::make_mut(&mut remembered.bill);
    bill.lines[1].resolution.found = Found::Certain(product_id("Künefe"), Evidence::Memory);
    let mut stage = Stage::opened();
    stage.tell(Event::SessionRead(session(rights())));
    stage.tell(Event::CatalogueRead(Arc::new(
        adisyon_bill::notation::menu(MENU),
    )));
    stage.tell(Event::BillRead(remembered));
    stage.tell(identify("Lahmacun"));
    assert_eq!(told(&mut stage), [line(Some("Lahmacun"))]);
    stage.quantity("ayran-01", 2).save();
    let edits = stage
        .sent()
        .request
        .edits
        .into_iter()
        .map(|edit| Edit::try_from(edit).unwrap());
    let said = Edit::Identify(LineKey::from("lahmacun-1"), product_id("Lahmacun"));
    assert!(edits.collect::<Vec<_>>().contains(&said));
}
