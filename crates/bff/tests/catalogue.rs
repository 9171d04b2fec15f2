//! The catalogue as managers keep it, over the whole road: who may, what is refused where, and that everything kept hears of it.
#![allow(clippy::unwrap_used)]
mod house;

use adisyon_wire::manage::{
    Change, Choice, Field, Fields, Group, Kind, Owner, Record, Reply, Shelf, Trouble, Why,
};
use adisyon_wire::routes::{DELETE_RECORD, PRODUCTS, RECORD, RECORDS, of_kind, with_id};
use house::{Answer, House, OLDER, attempt};
use serde_json::json;

async fn as_manager(house: &House, method: &str, path: &str, body: Vec<u8>) -> Answer {
    as_role(house, "manager", method, path, body).await
}

async fn as_role(house: &House, role: &str, method: &str, path: &str, body: Vec<u8>) -> Answer {
    let bearer = format!("Bearer {}", house.token(role).await);
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/json"),
    ];
    let url = format!("{}{path}", house.url);
    house.request(method, &url, &headers, body).await
}

async fn shelf(house: &House, kind: Kind) -> Shelf {
    as_manager(house, "GET", &of_kind(RECORDS, kind), vec![])
        .await
        .read()
}

fn one(kind: Kind, id: &str, route: &str) -> String {
    with_id(&of_kind(route, kind), id)
}

async fn record(house: &House, kind: Kind, id: &str) -> Answer {
    as_manager(house, "GET", &one(kind, id, RECORD), vec![]).await
}

fn change(fields: Fields) -> Vec<u8> {
    let change = Change {
        attempt: attempt(),
        fields,
    };
    serde_json::to_vec(&change).unwrap()
}

async fn create(house: &House, kind: Kind, fields: Fields) -> Reply {
    as_manager(house, "POST", &of_kind(RECORDS, kind), change(fields))
        .await
        .read()
}

async fn update(house: &House, kind: Kind, id: &str, fields: Fields) -> Reply {
    as_manager(house, "POST", &one(kind, id, RECORD), change(fields))
        .await
        .read()
}

async fn delete(house: &House, kind: Kind, id: &str) -> Reply {
    as_manager(house, "POST", &one(kind, id, DELETE_RECORD), b"{}".to_vec())
        .await
        .read()
}

fn titled(title: &str) -> Fields {
    Fields {
        title: Some(title.into()),
        ..Fields::default()
    }
}

fn soup(category: &str) -> Fields {
    Fields {
        price: Some(12_050),
        category: Some(category.into()),
        tax: Some(850),
        barcode: Some("869000".into()),
        active: Some(false),
        names: Some(vec![("en".into(), "Soup".into())]),
        groups: Some(vec![Group {
            title: "Boy".into(),
            min: Some(1),
            max: Some(1),
            multiple: false,
            choices: vec![Choice {
                title: "Büyük".into(),
                price: 725,
            }],
        }]),
        ..titled("Ezogelin")
    }
}

/// What each kind is created with, and how it is changed.
async fn samples(house: &House) -> [(Kind, Fields, Fields); 4] {
    let category = shelf(house, Kind::Categories).await.records[0].id.clone();
    let renamed = titled("Başka ad");
    let unit = Fields {
        unit: Some("kg".into()),
        alert: Some(1_500),
        tax: Some(1_000),
        ..titled("Mercimek")
    };
    let cash = Fields {
        description: Some("Kasada".into()),
        cash: Some(true),
        noreport: Some(false),
        ..titled("Yeni nakit")
    };
    let red = Fields {
        colour: Some("#ff0000".into()),
        active: Some(true),
        names: Some(vec![("de".into(), "Suppen".into())]),
        ..titled("Yeni çorbalar")
    };
    [
        (Kind::Products, soup(&category), renamed.clone()),
        (Kind::Categories, red, renamed.clone()),
        (Kind::Methods, cash, renamed.clone()),
        (Kind::Ingredients, unit, renamed),
    ]
}

/// Every field that was sent stands in the record.
fn holds(record: &Record, sent: &Fields) {
    let shown = serde_json::to_value(&record.fields).unwrap();
    for (name, value) in serde_json::to_value(sent).unwrap().as_object().unwrap() {
        assert_eq!(&shown[name], value, "{name}");
    }
}

#[tokio::test]
async fn a_record_of_every_kind_lives_from_creation_to_deletion() {
    let house = House::open().await;
    for (kind, fields, changed) in samples(&house).await {
        let made = create(&house, kind, fields.clone()).await;
        assert_eq!(made.troubles, [], "{kind:?}");
        let made = made.record.unwrap();
        assert_eq!(made.owner, Owner::Ours);
        holds(&made, &fields);
        let listed = shelf(&house, kind).await;
        assert!(listed.records.contains(&made), "{kind:?} is not listed");
        let single: Record = record(&house, kind, &made.id).await.read();
        assert_eq!(single, made);
        let renamed = update(&house, kind, &made.id, changed.clone()).await;
        holds(&renamed.record.unwrap(), &changed);
        let gone = delete(&house, kind, &made.id).await;
        assert_eq!(gone, Reply::default());
        let listed = shelf(&house, kind).await;
        assert!(listed.records.iter().all(|one| one.id != made.id));
        assert_eq!(record(&house, kind, &made.id).await.status, 404);
        let again = delete(&house, kind, &made.id).await;
        assert_eq!(again.troubles, [Trouble::Gone], "{kind:?}");
    }
}

#[tokio::test]
async fn the_older_generation_is_written_the_same_way() {
    let house = House::of(OLDER).await;
    for (kind, fields, changed) in samples(&house).await {
        let made = create(&house, kind, fields.clone()).await.record.unwrap();
        holds(&made, &fields);
        let renamed = update(&house, kind, &made.id, changed.clone()).await;
        holds(&renamed.record.unwrap(), &changed);
        assert_eq!(delete(&house, kind, &made.id).await, Reply::default());
    }
    let foreign = shelf(&house, Kind::Products).await.records[0].id.clone();
    let refused = update(&house, Kind::Products, &foreign, titled("Olmaz")).await;
    assert_eq!(refused.troubles, [Trouble::NotOwned]);
}

#[tokio::test]
async fn what_others_made_is_refused_once_and_known_from_then_on() {
    let house = House::open().await;
    for kind in Kind::ALL {
        let first = shelf(&house, kind).await.records[0].clone();
        assert_eq!(first.owner, Owner::Unknown, "{kind:?}");
        let refused = update(&house, kind, &first.id, titled("Olmaz")).await;
        assert_eq!(refused.troubles, [Trouble::NotOwned], "{kind:?}");
        let known = shelf(&house, kind).await;
        let known = known.records.iter().find(|one| one.id == first.id).unwrap();
        assert_eq!(known.owner, Owner::Theirs);
        assert_eq!(known.fields, first.fields);
    }
}

#[tokio::test]
async fn categories_are_named_at_their_field_and_deleted_only_when_empty() {
    let house = House::open().await;
    let category = create(&house, Kind::Categories, titled("Geçici")).await;
    let category = category.record.unwrap().id;
    let product = create(&house, Kind::Products, soup(&category)).await;
    let product = product.record.unwrap().id;
    let full = delete(&house, Kind::Categories, &category).await;
    assert_eq!(full.troubles, [Trouble::CategoryNotEmpty]);
    let nowhere = create(&house, Kind::Products, soup("c-none")).await;
    assert_eq!(
        nowhere.troubles,
        [Trouble::Field(Field::Category, Why::NotFound)]
    );
    delete(&house, Kind::Products, &product).await;
    assert_eq!(
        delete(&house, Kind::Categories, &category).await,
        Reply::default()
    );
}

#[tokio::test]
async fn what_breaks_a_limit_is_told_at_its_field_and_never_sent() {
    let house = House::open().await;
    let short = create(
        &house,
        Kind::Products,
        Fields {
            price: Some(-1),
            ..titled("x")
        },
    )
    .await;
    assert_eq!(
        short.troubles,
        [
            Trouble::Field(Field::Title, Why::Short),
            Trouble::Field(Field::Category, Why::Missing),
            Trouble::Field(Field::Price, Why::Range),
        ]
    );
    assert_eq!(house.asked("products/create").await, 0);
}

#[tokio::test]
async fn only_managers_of_a_restaurant_that_granted_it_may() {
    let house = House::open().await;
    for kind in Kind::ALL {
        for (method, path) in [
            ("GET", of_kind(RECORDS, kind)),
            ("POST", of_kind(RECORDS, kind)),
            ("GET", one(kind, "x", RECORD)),
            ("POST", one(kind, "x", RECORD)),
            ("POST", one(kind, "x", DELETE_RECORD)),
        ] {
            let answer = as_role(&house, "staff", method, &path, change(titled("xx"))).await;
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (403, "role_denied"),
                "{method} {path}"
            );
        }
    }
    let house = House::with(house::NEWEST, |variables| {
        variables.push(("RESTOMENUM_SCOPES".into(), "products:read".into()));
    })
    .await;
    assert!(!shelf(&house, Kind::Products).await.writable);
    let path = of_kind(RECORDS, Kind::Products);
    let denied = as_manager(&house, "POST", &path, change(titled("xx"))).await;
    assert_eq!(
        (denied.status, denied.json()["scope"].as_str()),
        (403, Some("products:write"))
    );
    let path = of_kind(RECORDS, Kind::Ingredients);
    let denied = as_manager(&house, "GET", &path, vec![]).await;
    assert_eq!(
        (denied.status, denied.json()["scope"].as_str()),
        (403, Some("ingredients:read"))
    );
    let nowhere = as_manager(&house, "GET", "/api/catalogue/tables", vec![]).await;
    assert_eq!((nowhere.status, nowhere.code().as_str()), (404, "no_route"));
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_record_and_no_false_failure() {
    let house = House::open().await;
    let before = shelf(&house, Kind::Ingredients).await.records.len();
    let unit = Fields {
        unit: Some("kg".into()),
        ..titled("Pirinç")
    };
    house
        .fault(json!({ "kind": "lost", "path": "ingredients/create" }))
        .await;
    let made = create(&house, Kind::Ingredients, unit)
        .await
        .record
        .unwrap();
    assert_eq!(
        shelf(&house, Kind::Ingredients).await.records.len(),
        before + 1
    );
    house
        .fault(json!({ "kind": "lost", "path": "ingredients/delete" }))
        .await;
    assert_eq!(
        delete(&house, Kind::Ingredients, &made.id).await,
        Reply::default()
    );
    assert_eq!(shelf(&house, Kind::Ingredients).await.records.len(), before);
}

#[tokio::test]
async fn the_picker_s_catalogue_follows_a_write_at_once() {
    let house = House::open().await;
    let category = shelf(&house, Kind::Categories).await.records[0].id.clone();
    house.get(PRODUCTS).await;
    let made = create(&house, Kind::Products, soup(&category))
        .await
        .record
        .unwrap();
    let catalogue = house.get(PRODUCTS).await.json().to_string();
    assert!(catalogue.contains(&made.id));
}

#[tokio::test]
async fn a_cut_list_says_so_and_a_single_record_is_still_found() {
    let house = House::open().await;
    let url = format!("http://{}/_sim/reset", house.sim.panel);
    let body = json!({ "products": 2_143 }).to_string().into_bytes();
    house.request("POST", &url, &[], body).await;
    let cut = shelf(&house, Kind::Products).await;
    assert!(cut.truncated);
    assert_eq!(cut.records.len(), 2_000);
    assert!(cut.total.is_some_and(|total| total > 2_000));
    let all = house.look("catalogue?").await;
    let last = all["products"].as_array().unwrap().last().unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(cut.records.iter().all(|one| one.id != last));
    let single: Record = record(&house, Kind::Products, &last).await.read();
    assert_eq!(single.id, last);
}
