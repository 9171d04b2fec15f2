//! Shapes of both generations, ids, catalogue, traps.
#![allow(clippy::unwrap_used)]

mod road;
use restomenum_sim::Config;
use road::Sim;
use serde_json::{Value, json};

#[tokio::test]
async fn a_percent_encoded_table_id_is_found_only_when_encoded_once_more() {
    let sim = Sim::start().await;
    let right = sim.get("tables/get?id=k%25C3%25B6%25C5%259Fe2").await;
    assert_eq!(right.data()["tableId"], "k%C3%B6%C5%9Fe2");
    let raw = sim.get("tables/get?id=k%C3%B6%C5%9Fe2").await;
    assert_eq!(
        (raw.status, raw.message().as_str()),
        (404, "plugin.tables.notFound")
    );
    assert_eq!(
        sim.get("tables/get?id=masa-7*").await.data()["tableName"],
        "Masa 7"
    );
}

#[tokio::test]
async fn missing_and_unknown_ids_are_told_apart() {
    let sim = Sim::start().await;
    for (path, status, message) in [
        ("packets/get", 400, "plugin.packets.missingParams"),
        ("tables/get?id=", 400, "plugin.tables.missingParams"),
        ("tables/get?id=a%2Fb", 400, "plugin.tables.missingParams"),
        ("packets/get?packetId=77", 404, "plugin.packets.notFound"),
        ("products/get", 400, "plugin.products.missingParams"),
        ("products/get?id=77", 404, "plugin.products.notFound"),
        ("categories/get?id=77", 404, "plugin.categories.notFound"),
    ] {
        let got = sim.get(path).await;
        assert_eq!(
            (got.status, got.message().as_str()),
            (status, message),
            "{path}"
        );
        assert_eq!(sim.get_older(path).await.status, 200, "{path}");
        assert_eq!(sim.get_older(path).await.message(), message, "{path}");
    }
}

#[tokio::test]
async fn the_newest_line_has_option_objects_and_amounts_that_balance() {
    let sim = Sim::start().await;
    let state = sim.look("state").await;
    for account in state["accounts"].as_array().unwrap() {
        let (kind, id) = (
            account["kind"].as_str().unwrap(),
            account["id"].as_str().unwrap(),
        );
        let id = id.replace('%', "%25");
        let path = if kind == "packet" {
            format!("packets/get?packetId={id}")
        } else {
            format!("tables/get?id={id}")
        };
        let read = sim.get(&path).await.data();
        for line in read["orders"].as_array().unwrap() {
            assert!(line.get("product").is_none_or(Value::is_object));
            assert!(line["quantity"].is_number() && line["lineTotalDecimal"].is_number());
            let Some(amounts) = line.get("amounts") else {
                continue;
            };
            let of = |name: &str| amounts[name].as_i64().unwrap();
            assert_eq!(
                of("base") + of("options") + of("extra") - of("discount") + of("timer"),
                of("gross")
            );
            assert_eq!(of("net") + of("vat"), of("gross"));
            if kind == "packet" {
                let decimal = line["lineTotalDecimal"].as_f64().unwrap();
                assert!((decimal * 100.0 - of("gross") as f64).abs() < 0.5);
            }
        }
        let rows = read["payments"].as_array().unwrap().iter();
        let paid: f64 = rows.map(|row| row["amount"].as_f64().unwrap()).sum();
        assert!(
            (paid - read["paid"].as_f64().unwrap()).abs() < 0.001,
            "{path}"
        );
    }
}

#[tokio::test]
async fn no_line_shows_its_product_id_unless_switched_on() {
    let sim = Sim::start().await;
    let line = sim.get("tables/get?id=masa-1").await.data()["orders"][0].clone();
    assert!(line.get("productId").is_none() && line.get("product").is_none());
    sim.control("set", json!({"lineProductIds": true})).await;
    assert_eq!(
        sim.get("tables/get?id=masa-1").await.data()["orders"][0]["productId"],
        "lm-0001"
    );
}

#[tokio::test]
async fn the_older_shape_has_option_titles_and_no_rows_identities_or_amounts() {
    let sim = Sim::start().await;
    let table = sim.get_older("tables/get?id=masa-12").await.data();
    for key in [
        "payments",
        "cancels",
        "cancelPayments",
        "uuid",
        "currency",
        "amountExponent",
        "type",
    ] {
        assert!(table.get(key).is_none(), "{key}");
    }
    let line = &table["orders"][1];
    assert_eq!(
        line["options"],
        json!(["1,5 porsiyon", "Bulgur pilavı", "Acılı ezme"])
    );
    for key in [
        "lineId",
        "metadata",
        "amounts",
        "vatRate",
        "lineTotalDecimal",
    ] {
        assert!(line.get(key).is_none(), "{key}");
    }
    assert_eq!(line["lineTotal"], 1080);
}

#[tokio::test]
async fn older_quantities_may_be_texts_with_a_comma() {
    let sim = Sim::start().await;
    assert_eq!(
        sim.get_older("tables/get?id=teras-4").await.data()["orders"][0]["quantity"],
        "0,75"
    );
    assert_eq!(
        sim.get("tables/get?id=teras-4").await.data()["orders"][0]["quantity"],
        0.75
    );
}

#[tokio::test]
async fn the_mixed_generation_puts_option_objects_under_old_amount_names() {
    let sim = Sim::start().await;
    sim.control("set", json!({"generation": "mixed"})).await;
    let line = sim.get("tables/get?id=masa-1").await.data()["orders"][0].clone();
    assert_eq!(line["options"][0]["title"], "Acılı");
    assert!(line.get("lineTotal").is_some() && line.get("lineTotalDecimal").is_none());
    assert_eq!(sim.get("tables/get?id=nowhere").await.status, 404);
}

#[tokio::test]
async fn the_documented_samples_are_there_with_totals_their_lines_do_not_reach() {
    let sim = Sim::start().await;
    let packet = sim
        .get_older("packets/get?packetId=1780950756501")
        .await
        .data();
    assert_eq!(
        (packet["total"].as_f64(), packet["docNo"].as_u64()),
        (Some(27.8), Some(9))
    );
    assert_eq!(packet["orders"][0]["lineTotal"], 13.9);
    assert_eq!(packet["customer"]["name"], "Ahmet Bayrak");
    let table = sim.get_older("tables/get?id=bah%25C3%25A7e1").await.data();
    assert_eq!(
        (table["total"].as_f64(), table["paid"].as_i64()),
        (Some(360.5), Some(50))
    );
    assert_eq!(table["orders"][1]["lineTotal"], 58.5);
    let burger = sim
        .get("products/get?id=djzPF5wjaNMZ81oeIc3v-1649969203832")
        .await
        .data();
    assert_eq!(
        (burger["price"].as_f64(), burger["stock"].as_i64()),
        (Some(509.9), Some(-804))
    );
    assert_eq!(burger["options"][0]["min"], "1");
}

#[tokio::test]
async fn open_lists_are_summaries_without_lines_and_customers() {
    let sim = Sim::start().await;
    for path in ["packets/open", "tables/open"] {
        for summary in sim.get(path).await.data().as_array().unwrap() {
            for key in ["orders", "customer", "amountExponent", "payments"] {
                assert!(summary.get(key).is_none(), "{path} {key}");
            }
            assert!(summary["total"].is_number() && summary["currency"] == "TRY");
        }
    }
    let packets = sim.get("packets/open").await.data();
    let market = packets
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["entegrasyon"] == "yemeksepeti")
        .unwrap();
    assert_eq!(market["orderCode"], "YS-88-41");
    let scheduled = packets
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["isScheduled"] == true)
        .unwrap();
    assert!(scheduled["scheduledDate"].is_u64());
}

#[tokio::test]
async fn the_layout_shows_active_tables_with_raw_ids() {
    let sim = Sim::start().await;
    let text = sim.get("tables/layout").await.text;
    assert!(
        text.contains("k%C3%B6%C5%9Fe2") && text.contains("masa-14") && !text.contains("bilardo-3")
    );
}

#[tokio::test]
async fn every_object_carries_a_field_nobody_knows() {
    let sim = Sim::start().await;
    let answer = sim.get("tables/get?id=masa-12").await.json();
    for object in [
        &answer,
        &answer["data"],
        &answer["data"]["orders"][0],
        &answer["data"]["orders"][0]["amounts"],
    ] {
        assert!(object.get("xRevision").is_some());
    }
}

#[tokio::test]
async fn more_than_two_thousand_products_are_truncated_with_their_number() {
    let sim = Sim::of(Config {
        products: 2143,
        lines: 200,
        ..Config::on_free_ports()
    })
    .await;
    let answer = sim.get("products/list").await.json();
    assert_eq!(answer["data"].as_array().unwrap().len(), 2000);
    assert_eq!(
        (answer["truncated"].as_bool(), answer["total"].as_u64()),
        (Some(true), Some(2143))
    );
    let long = sim.get("tables/get?id=masa-200").await.data();
    assert_eq!(long["orders"].as_array().unwrap().len(), 200);
}

#[tokio::test]
async fn a_catalogue_of_three_hundred_is_complete_and_shows_no_secret() {
    let sim = Sim::start().await;
    let answer = sim.get("products/list").await;
    let list = answer.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 300);
    assert!(list.get("truncated").is_none());
    for secret in ["\"cost\"", "\"recete\"", "per_hour"] {
        assert!(!answer.text.contains(secret));
    }
}

#[tokio::test]
async fn customers_are_paged_by_a_cursor() {
    let sim = Sim::start().await;
    let first = sim.get("customers/list?limit=5").await.json();
    assert_eq!(
        (
            first["data"].as_array().unwrap().len(),
            first["hasMore"].as_bool()
        ),
        (5, Some(true))
    );
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = sim
        .get(&format!("customers/list?limit=900&after={cursor}"))
        .await
        .json();
    assert_eq!(
        (
            second["data"].as_array().unwrap().len(),
            second["nextCursor"].is_null()
        ),
        (7, true)
    );
    let unknown = sim.get("customers/list?after=nobody").await.json();
    assert_eq!(
        (
            unknown["data"].as_array().unwrap().len(),
            unknown["hasMore"].as_bool()
        ),
        (0, Some(false))
    );
    let malformed = sim.get("customers/list?limit=2&after=a%2Fb").await.json();
    assert_eq!(malformed["data"][0]["id"], first["data"][0]["id"]);
}
