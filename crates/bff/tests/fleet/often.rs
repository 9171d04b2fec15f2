//! What a restaurant sells often: counted once for each line that was really added, for this restaurant alone, beyond a restart.
use crate::house::edits::{add, more, titles};
use crate::house::{Answer, House, NEWEST, OLDER, attempt, database};
use crate::killed::{Fragile, late, written};
use crate::tenants::{connect, token_of};
use adisyon_wire::often::OftenReply;
use adisyon_wire::routes::OFTEN;
use adisyon_wire::save::{Outcome, SaveReply};
use serde_json::json;

const TABLE: &str = "table:masa-3";
const ONE: &str = "ck-0001";
const OTHER: &str = "ay-0008";

/// Product and number of its picks, counted by the lightest.
fn picks(answer: &Answer) -> Vec<(String, u32)> {
    let told = answer.read::<OftenReply>().products;
    let one = told.iter().map(|product| product.weight).min();
    let picks = told.into_iter().map(|product| {
        let picks = product.weight / one.unwrap_or(1);
        (product.id, picks)
    });
    picks.collect()
}

fn once(products: &[&str]) -> Vec<(String, u32)> {
    let one = products.iter().map(|id| ((*id).to_owned(), 1));
    one.collect()
}

/// The same, of whoever has this token.
async fn seen_with(house: &House, token: &str) -> Vec<(String, u32)> {
    picks(&house.get_as(OFTEN, token).await)
}

#[tokio::test]
async fn an_added_line_counts_once_however_often_its_save_is_sent_and_however_many_pieces_it_has() {
    let house = House::open().await;
    assert_eq!(picks(&house.get(OFTEN).await), []);
    let shown = house.show(TABLE).await;
    let (first, _) = titles(&shown);
    let (edits, name) = (
        [
            add("1", ONE, 7),
            add("2", OTHER, 1),
            more(&shown, &first, 5),
        ],
        attempt(),
    );
    for _ in 0..3 {
        let saved: SaveReply = house.try_save(&shown, &edits, &name).await.read();
        assert_eq!(saved.outcome, Outcome::Saved, "{saved:?}");
    }
    let answer = house.get(OFTEN).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let mut told = picks(&answer);
    told.sort();
    assert_eq!(told, once(&[OTHER, ONE]));
    let shown = house.show(TABLE).await;
    house.save(&shown, &[add("3", OTHER, 1)]).await;
    let told = picks(&house.get(OFTEN).await);
    assert_eq!(told, [(OTHER.into(), 2), (ONE.into(), 1)]);
}

#[tokio::test]
async fn what_was_not_saved_does_not_count_and_what_was_found_saved_does() {
    let house = House::open().await;
    let shown = house.show(TABLE).await;
    let fault = json!({ "path": "update-orders", "status": 503, "times": 2 });
    house.fault(fault).await;
    let reply = house.save(&shown, &[add("1", ONE, 1)]).await;
    assert_eq!(reply.outcome, Outcome::NotSaved);
    let mut stale = shown.clone();
    stale.revision = "of another bill".into();
    let reply = house.save(&stale, &[add("2", ONE, 1)]).await;
    assert_eq!(reply.outcome, Outcome::Changed);
    assert_eq!(picks(&house.get(OFTEN).await), []);
    let fault = json!({ "path": "update-orders", "kind": "lost" });
    house.fault(fault).await;
    let reply = house.save(&shown, &[add("3", ONE, 1)]).await;
    assert_eq!((reply.outcome, reply.reread), (Outcome::Saved, true));
    assert_eq!(picks(&house.get(OFTEN).await), once(&[ONE]));
}

#[tokio::test]
async fn a_save_that_another_process_finishes_counts_once_and_lasts() {
    for database in database::lasting().await {
        let fragile = Fragile::new(NEWEST, database).await;
        let house = &fragile.house;
        let shown = house.show(TABLE).await;
        let (edits, name) = ([add("1", ONE, 2)], attempt());
        house.fault(late("update-orders", 0, 3000)).await;
        fragile
            .save_and_kill(fragile.start(), &shown, &edits, &name, written)
            .await;
        for _ in 0..2 {
            let program = fragile.start();
            let reply = fragile.again(&program, &shown, &edits, &name).await;
            assert_eq!(reply["outcome"], "saved", "{reply}");
            program.kill();
        }
        let program = fragile.start();
        let bearer = format!("Bearer {}", house.token("staff").await);
        let url = format!("{}{OFTEN}", program.url);
        let headers = [("authorization", bearer.as_str())];
        let answer = house.request("GET", &url, &headers, vec![]).await;
        assert_eq!(picks(&answer), once(&[ONE]));
        program.kill();
    }
}

#[tokio::test]
async fn no_restaurant_sees_what_another_sells_and_none_keeps_it_that_leaves() {
    let mut house = House::of(NEWEST).await;
    connect(&mut house, OLDER).await;
    let shown = house.show(TABLE).await;
    house.save(&shown, &[add("1", ONE, 1)]).await;
    let own = house.token("staff").await;
    let other = token_of(&mut house, OLDER, "role=manager&").await;
    assert_eq!(seen_with(&house, &own).await, once(&[ONE]));
    assert_eq!(seen_with(&house, &other).await, []);
    house.tenant = OLDER;
    let shown = house.show(TABLE).await;
    house.save(&shown, &[add("1", OTHER, 1)]).await;
    assert_eq!(seen_with(&house, &other).await, once(&[OTHER]));
    house.tenant = NEWEST;
    assert_eq!(seen_with(&house, &own).await, once(&[ONE]));
    let gone = json!({ "type": "app.uninstalled", "url": format!("{}/webhook", house.url) });
    assert_eq!(house.control("event", gone).await["status"], 200);
    assert_eq!(house.get(OFTEN).await.status, 401);
    connect(&mut house, NEWEST).await;
    assert_eq!(picks(&house.get(OFTEN).await), []);
    assert_eq!(seen_with(&house, &other).await, once(&[OTHER]));
}

#[tokio::test]
async fn who_may_not_see_the_catalogue_is_not_told_what_is_sold() {
    let house = House::with(NEWEST, |variables| {
        for (name, value) in variables.iter_mut() {
            if name == "RESTOMENUM_SCOPES" {
                *value = "orders:read,orders:write".into();
            }
        }
    })
    .await;
    let answer = house.get(OFTEN).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (403, "scope_denied")
    );
}
