//! What a form makes of what is typed.
use super::*;
use adisyon_wire::manage::Choice;

fn pizza() -> Fields {
    Fields {
        title: Some("Pizza".into()),
        price: Some(12_050),
        category: Some("c".into()),
        tax: Some(1_000),
        active: Some(true),
        barcode: None,
        names: Some(vec![
            ("US".into(), "Pizza".into()),
            ("ar".into(), "بيتزا".into()),
        ]),
        groups: Some(vec![Group {
            title: "Boy".into(),
            min: Some(1),
            max: Some(1),
            multiple: false,
            choices: vec![
                Choice {
                    title: "Küçük".into(),
                    price: 0,
                },
                Choice {
                    title: "Büyük".into(),
                    price: 2_500,
                },
            ],
        }]),
        ..Fields::default()
    }
}

fn form() -> Form {
    Form::new(Kind::Products, &pizza(), false, ',')
}

fn title() -> Spot {
    Spot::Field(Field::Title)
}

#[test]
fn a_form_that_nobody_touched_writes_nothing() {
    for (kind, fields) in [
        (Kind::Products, pizza()),
        (
            Kind::Categories,
            Fields {
                title: Some("Çorbalar".into()),
                active: Some(false),
                colour: Some("#f00".into()),
                names: Some(vec![]),
                ..Fields::default()
            },
        ),
        (
            Kind::Methods,
            Fields {
                title: Some("Nakit".into()),
                cash: Some(true),
                noreport: Some(false),
                ..Fields::default()
            },
        ),
        (
            Kind::Ingredients,
            Fields {
                title: Some("Un".into()),
                unit: Some("kg".into()),
                alert: Some(1_500),
                ..Fields::default()
            },
        ),
    ] {
        let form = Form::new(kind, &fields, false, ',');
        let checked = form.check();
        assert_eq!(checked.change, Fields::default(), "{kind:?}");
        assert_eq!(checked.problems, [], "{kind:?}");
        assert!(!form.is_changed());
    }
}

#[test]
fn a_fault_that_stood_there_is_told_but_is_no_typing_of_ours() {
    let mut fields = pizza();
    if let Some(groups) = &mut fields.groups {
        groups[0].min = Some(5);
    }
    let mut form = Form::new(Kind::Products, &fields, false, ',');
    assert_eq!(form.check().problems.len(), 1);
    assert!(!form.is_changed());
    form.write(title(), "Pizza 2".into());
    assert!(form.is_changed());
}

#[test]
fn only_what_was_edited_is_written() {
    let mut form = form();
    assert_eq!(form.text(Spot::Field(Field::Price)), "120,5");
    form.write(Spot::Field(Field::Price), "1.234,50".into());
    form.flip(Flip::Field(Field::Active), false);
    let expected = Fields {
        price: Some(123_450),
        active: Some(false),
        ..Fields::default()
    };
    assert_eq!(form.check().change, expected);
    assert!(form.is_changed());
}

#[test]
fn names_keep_their_keys_and_foreign_ones_stay() {
    let mut form = form();
    assert_eq!(form.text(Spot::Name(0)), "Pizza");
    form.write(Spot::Name(0), "Flat bread".into());
    form.write(Spot::Name(1), "Fladen".into());
    let names = form.check().change.names.unwrap_or_default();
    let keys: Vec<&str> = names.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["US", "de", "ar"]);
}

#[test]
fn what_cannot_be_read_is_told_where_it_stands() {
    let check = |spot: Spot, text: &str, why: Why| {
        let mut form = form();
        form.write(spot, text.into());
        assert_eq!(form.check().problems, [(spot, why)], "{text}");
        assert!(form.is_changed());
    };
    check(title(), " ", Why::Missing);
    check(title(), "x", Why::Short);
    for text in ["12 lira", "1.2.34", "-5"] {
        check(Spot::Field(Field::Price), text, Why::Number);
    }
    check(Spot::Field(Field::Price), "1.234", Why::Either);
    check(Spot::Field(Field::Tax), "101", Why::Range);
    check(Spot::Field(Field::Tax), "", Why::Missing);
    check(Spot::Field(Field::Tax), "8,555", Why::Number);
    check(Spot::Field(Field::Tax), "%8%", Why::Number);
    let group = form().groups[0].clone();
    check(Spot::GroupMax(group.key), "viele", Why::Number);
    check(
        Spot::ChoiceTitle(group.key, group.choices[0]),
        "",
        Why::Missing,
    );
    check(
        Spot::ChoicePrice(group.key, group.choices[1]),
        "?",
        Why::Number,
    );
    check(Spot::GroupMin(group.key), "3", Why::Range);
}

#[test]
fn groups_and_choices_come_and_go() {
    let mut form = form();
    form.add_group();
    let key = form.groups[1].key;
    let choice = form.groups[1].choices[0];
    form.write(Spot::GroupTitle(key), "Sos".into());
    form.write(Spot::ChoiceTitle(key, choice), "Acı".into());
    form.write(Spot::ChoicePrice(key, choice), "2,5".into());
    form.flip(Flip::Multiple(key), true);
    let first = form.groups[0].clone();
    form.remove_choice(first.key, first.choices[0]);
    let groups = form.check().change.groups.unwrap_or_default();
    assert_eq!(form.check().problems, []);
    assert_eq!(groups[0].choices.len(), 1);
    assert_eq!(groups[0].choices[0].price, 2_500);
    assert_eq!(groups[1].choices[0].price, 250);
    assert!(groups[1].multiple);
    form.remove_group(first.key);
    form.remove_group(key);
    assert_eq!(form.check().change.groups, Some(vec![]));
}

#[test]
fn a_new_record_says_what_it_needs() {
    let start = Fields {
        active: Some(true),
        ..Fields::default()
    };
    let mut form = Form::new(Kind::Products, &start, true, ',');
    let missing: Vec<Spot> = form
        .check()
        .problems
        .iter()
        .map(|(spot, _)| *spot)
        .collect();
    assert_eq!(
        missing,
        [Field::Title, Field::Category, Field::Price].map(Spot::Field)
    );
    form.write(title(), "Ayran".into());
    form.write(Spot::Field(Field::Category), "c".into());
    form.write(Spot::Field(Field::Price), "35,5".into());
    let checked = form.check();
    assert_eq!(checked.problems, []);
    let expected = Fields {
        title: Some("Ayran".into()),
        category: Some("c".into()),
        price: Some(3_550),
        active: Some(true),
        ..Fields::default()
    };
    assert_eq!(checked.change, expected);
}
