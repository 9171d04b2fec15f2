//! A backend that is told to stop takes nothing new and finishes what runs.
use crate::house::edits::{add, lira, pay};
use crate::house::patience::until;
use crate::house::program::Program;
use crate::house::{House, NEWEST, attempt, database, environment};
use serde_json::{Value, json};
use tokio::net::TcpStream;

const BILL: &str = "table:masa-3";

#[tokio::test]
async fn a_signal_to_stop_lets_a_save_finish_and_its_page_hear_of_it() {
    let house = House::of(NEWEST).await;
    let mut variables = environment(&house.sim, &house.config, NEWEST);
    variables.extend(database::variable(database::chosen().await.as_deref()));
    let program = Program::start(&variables);
    let shown = house.show(BILL).await;
    let late = json!({ "path": "update-orders", "kind": "delay", "answerDelayMs": 3000 });
    house.fault(late).await;
    let edits = [add("1", "ck-0001", 2), pay("1", "7c-card", lira(10))];
    let name = attempt();
    let stopping = async {
        until("the first write", async || lines(&house).await > 0).await;
        program.ask_to_stop();
        let address = program.url.strip_prefix("http://").unwrap();
        until("the door to be shut", async || {
            TcpStream::connect(address).await.is_err()
        })
        .await;
    };
    let saving = house.try_save_at(&program.url, &shown, &edits, &name);
    let (answer, ()) = tokio::join!(saving, stopping);
    let reply = answer.json();
    assert_eq!(
        (&reply["outcome"], &reply["wrote"]),
        (&json!("saved"), &json!(["cart", "payments"])),
        "{reply}"
    );
    let (said, code) = program.stop();
    assert_eq!(code, Some(0));
    assert!(said.contains("\"stopping\""), "{said}");
}

/// How many of the new lines the platform holds.
async fn lines(house: &House) -> usize {
    let account: Value = house.inside(BILL).await;
    let lines = account["lines"].as_array().unwrap().iter();
    lines.filter(|line| line["title"] == "Çiğ Köfte").count()
}
