//! New packets and the fields of a packet: one order is one packet, and only what was edited is sent.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::{Value, json};

use crate::seen::{in_every_language, seen};
use crate::till;

const PHONE: &str = "1791400223345";
const NAME: &str = "Derya Deneme";

async fn new_packet(desk: &Desk) -> Outcome {
    desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
    desk.click("new-packet").await?;
    desk.part("catalogue-search").await?;
    Ok(())
}

/// Writes into a field, and waits until it stands there: digits that come as fast as a scanner's are held back for a moment.
async fn write(desk: &Desk, id: &str, text: &str) -> Outcome {
    let field = desk.css(&format!("#{id}")).await?;
    field.write(text).await?;
    wait::until(format!("“{text}” to stand in {id}"), async || {
        Ok((field.value().await? == text).then_some(()))
    })
    .await
}

/// Somebody new, typed in.
async fn somebody_new(desk: &Desk) -> Outcome {
    write(desk, "order-name", NAME).await?;
    write(desk, "order-phone", "0555 000 0199").await?;
    write(desk, "order-address", "Deneme Sk. No: 1").await
}

/// The order is on its way, and its packet's bill opens.
async fn order(desk: &Desk) -> Outcome {
    desk.click("order-open").await?;
    opened(desk).await
}

/// The packet's bill is open.
async fn opened(desk: &Desk) -> Outcome {
    desk.gone("order-open").await?;
    till::shown(desk).await
}

async fn packets(desk: &Desk) -> Outcome<Vec<Value>> {
    let state = desk.sim().state().await?;
    let accounts = state["accounts"].as_array().into_iter().flatten();
    let packets = accounts.filter(|one| one["kind"] == "packet");
    Ok(packets.cloned().collect())
}

/// The packet for the one who was typed in; trouble unless there is exactly one.
async fn ordered(desk: &Desk) -> Outcome<Value> {
    let mut mine = packets(desk).await?;
    mine.retain(|one| one["customer"]["name"] == NAME);
    assert_eq!(mine.len(), 1, "packets of one order");
    Ok(mine.remove(0))
}

#[tokio::test]
async fn a_packet_is_ordered_for_a_customer_on_record() {
    Desk::run("order_known", Setup::default(), async |desk| {
        let before = packets(desk).await?.len();
        new_packet(desk).await?;
        desk.part("customer-search").await?.write("iraz").await?;
        desk.click("customer-found").await?;
        let address = desk.css("#order-address").await?;
        assert_eq!(address.value().await?, "Çınar Cd. No: 17");
        till::pick(desk, "Çiğ Köfte").await?;
        desk.line("Çiğ Köfte")
            .await?
            .inside("qty-inc")
            .await?
            .click()
            .await?;
        order(desk).await?;
        let now = packets(desk).await?;
        assert_eq!(now.len(), before + 1);
        let mine: Vec<_> = now
            .iter()
            .filter(|one| one["customer"]["id"] == "cu-5502" && one["type"] == "delivery")
            .filter(|one| till::lines(one) == ["2 Çiğ Köfte"])
            .collect();
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0]["status"], "Approved");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_customer_is_found_by_phone_too() {
    Desk::run("order_by_phone", Setup::default(), async |desk| {
        new_packet(desk).await?;
        desk.part("customer-search")
            .await?
            .write("000 0103")
            .await?;
        // The list follows each letter.
        desk.becomes("customer-found", |text| text.contains("İlker"))
            .await?;
        assert_eq!(desk.count("customer-found").await?, 1);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn one_order_is_one_packet_though_answers_are_lost_and_the_button_is_pressed_twice() {
    for fault in ["lost", "garbage-after", "twice"] {
        Desk::run(&format!("order_{fault}"), Setup::default(), async |desk| {
            new_packet(desk).await?;
            somebody_new(desk).await?;
            till::pick(desk, "Çiğ Köfte").await?;
            desk.sim().arm(fault, "packets/create").await?;
            let twice = "for (let i = 0; i < 2; i++) document.querySelector('[data-testid=order-open]').click()";
            desk.web().execute(twice, Vec::new()).await?;
            opened(desk).await?;
            let account = ordered(desk).await?;
            assert_eq!(till::lines(&account), ["1 Çiğ Köfte"]);
            assert_eq!(account["customer"]["phone"], "0555 000 0199");
            Ok(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_reload_keeps_the_cart_and_nobody_s_data_and_the_order_stays_one_packet() {
    Desk::run("order_reload", Setup::default(), async |desk| {
        new_packet(desk).await?;
        somebody_new(desk).await?;
        till::pick(desk, "Çiğ Köfte").await?;
        desk.sim()
            .fault(json!({ "kind": "delay", "path": "packets/create", "delayMs": 3000 }))
            .await?;
        desk.click("order-open").await?;
        wait::until("the order to be on its way", async || {
            let asked = "return [...Array(localStorage.length).keys()]
                .map(at => localStorage.getItem(localStorage.key(at))).join(' ')";
            let kept = desk.web().execute(asked, Vec::new()).await?;
            let kept = kept.json().as_str().unwrap_or_default().to_owned();
            assert!(!kept.contains("Derya") && !kept.contains("0199"), "{kept}");
            Ok(kept.contains("attempt").then_some(()))
        })
        .await?;
        new_packet(desk).await?;
        // The page asks by the order's name. If the answer is not there yet, whoever it was for has to be told again.
        let again = wait::until("the order to be found, or to be free again", async || {
            // In one look: the button goes as soon as the order is found.
            let look = "const open = document.querySelector('[data-testid=order-open]');
                const lines = document.querySelectorAll('[data-testid=line]').length;
                return !open ? 'found' : open.ariaBusy !== 'true' && lines === 1 ? 'free' : 'asked'";
            let look = desk.web().execute(look, Vec::new()).await?;
            Ok(match look.json().as_str() {
                Some("found") => Some(false),
                Some("free") => Some(true),
                _ => None,
            })
        })
        .await?;
        if again {
            somebody_new(desk).await?;
            desk.click("order-open").await?;
        }
        opened(desk).await?;
        ordered(desk).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_an_order_lacks_is_said_at_its_fields_and_nothing_is_sent() {
    Desk::run("order_lacks", Setup::default(), async |desk| {
        new_packet(desk).await?;
        till::pick(desk, "Çiğ Köfte").await?;
        desk.click("order-open").await?;
        wait::until("the name to be asked for", async || {
            let name = desk.css("#order-name").await?;
            let wrong = name.attribute("aria-invalid").await?.is_some();
            Ok((wrong && name.has_focus().await?).then_some(()))
        })
        .await?;
        desk.no_barriers().await?;
        // Who fetches it needs no address.
        write(desk, "order-name", NAME).await?;
        desk.button("Gel al").await?.click().await?;
        order(desk).await?;
        let account = ordered(desk).await?;
        assert_eq!(account["type"], "takeaway");
        assert_eq!(till::lines(&account), ["1 Çiğ Köfte"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_product_deleted_since_stops_the_order_at_its_line() {
    Desk::run("order_product_gone", Setup::default(), async |desk| {
        new_packet(desk).await?;
        somebody_new(desk).await?;
        till::pick(desk, "Çiğ Köfte").await?;
        let id = desk
            .web()
            .execute(
                "return document.querySelector('[data-testid=line]').dataset.lineId",
                Vec::new(),
            )
            .await?;
        let products = desk.sim().catalogue().await?;
        let all = products["products"].as_array().into_iter().flatten();
        let gone = all
            .filter(|one| one["title"] == "Çiğ Köfte")
            .find_map(|one| one["id"].as_str())
            .unwrap_or_default()
            .to_owned();
        desk.sim().set(json!({ "deleteProduct": gone })).await?;
        desk.click("order-open").await?;
        let place = format!(
            "[data-line-id=\"{}\"]",
            id.json().as_str().unwrap_or_default()
        );
        till::problem_at(desk, &place, "product_gone").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn without_consent_nobody_is_looked_up_and_a_packet_can_still_be_ordered() {
    let setup = Setup {
        consent: false,
        ..Setup::default()
    };
    Desk::run("order_no_consent", setup, async |desk| {
        new_packet(desk).await?;
        desk.click("customer-search").await?;
        desk.reads("Müşteri adları gizli").await?;
        somebody_new(desk).await?;
        till::pick(desk, "Çiğ Köfte").await?;
        order(desk).await?;
        ordered(desk).await?;
        Ok(())
    })
    .await;
}

async fn fields(desk: &Desk) -> Outcome {
    till::open(desk, Bill::Packet(PHONE)).await?;
    desk.click("packet-fields").await?;
    desk.part("fields-save").await?;
    Ok(())
}

#[tokio::test]
async fn only_edited_fields_of_a_packet_are_sent() {
    Desk::run("fields", Setup::default(), async |desk| {
        fields(desk).await?;
        let before = desk.sim().account(Bill::Packet(PHONE)).await?;
        desk.css("#packet-status").await?.choose("Yolda").await?;
        write(desk, "packet-phone", "0555 000 0177").await?;
        desk.reads("paketi kapatmaz").await?;
        desk.click("fields-save").await?;
        desk.gone("fields-save").await?;
        let after = desk.sim().account(Bill::Packet(PHONE)).await?;
        assert_eq!(after["status"], "OnDelivery");
        assert_eq!(after["customer"]["phone"], "0555 000 0177");
        assert_eq!(after["customer"]["address"], before["customer"]["address"]);
        assert_eq!(after["note"], before["note"]);
        assert_eq!(till::writes(desk).await?, ["update"]);
        desk.reads("Yolda").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_wrong_field_is_said_at_it_and_a_lost_answer_is_settled() {
    Desk::run("fields_wrong", Setup::default(), async |desk| {
        fields(desk).await?;
        write(desk, "packet-invoiceurl", "http://fatura.example/1").await?;
        desk.click("fields-save").await?;
        let wrong = desk.css("#packet-invoiceurl-about").await?.text().await?;
        assert!(wrong.contains("https://"), "{wrong}");
        assert_eq!(till::writes(desk).await?, [""; 0]);
        write(desk, "packet-invoiceurl", "https://fatura.example/1").await?;
        write(desk, "packet-note", "Arka kapı").await?;
        desk.sim().arm("lost", "packets/update").await?;
        desk.click("fields-save").await?;
        desk.gone("fields-save").await?;
        let after = desk.sim().account(Bill::Packet(PHONE)).await?;
        assert_eq!(after["note"], "Arka kapı");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn managers_look_into_a_bill_s_history_and_staff_do_not() {
    Desk::run("history", Setup::default(), async |desk| {
        till::open(desk, Bill::Table("masa-3")).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        till::save_all(desk).await?;
        desk.click("history").await?;
        let entry = desk.part("history-entry").await?.text().await?;
        assert!(entry.contains("Sıkma Portakal Suyu"), "{entry}");
        assert!(entry.contains("yönetici"), "{entry}");
        desk.click("back").await?;
        till::shown(desk).await
    })
    .await;
    let staff = Setup {
        role: "staff",
        ..Setup::default()
    };
    Desk::run("history_staff", staff, async |desk| {
        till::open(desk, Bill::Packet(PHONE)).await?;
        desk.part("packet-fields").await?;
        assert_eq!(desk.count("history").await?, 0);
        Ok(())
    })
    .await;
}

async fn screens_seen(desk: &mut Desk) -> Outcome {
    new_packet(desk).await?;
    desk.part("customer-search").await?.write("000 01").await?;
    desk.part("customer-found").await?;
    seen(desk, "order-find").await?;
    desk.click("customer-found").await?;
    till::pick(desk, "Çiğ Köfte").await?;
    seen(desk, "order").await?;
    write(desk, "order-name", "").await?;
    desk.click("order-open").await?;
    desk.part("problem").await?;
    seen(desk, "order-problem").await?;
    desk.open_with(Bill::Table("masa-3"), &[("menu", "closed")])
        .await?;
    till::shown(desk).await?;
    till::more(desk, "Sıkma Portakal Suyu").await?;
    till::save_all(desk).await?;
    desk.click("history").await?;
    desk.part("history-entry").await?;
    seen(desk, "history").await?;
    desk.open_with(Bill::Packet(PHONE), &[("menu", "closed")])
        .await?;
    till::shown(desk).await?;
    desk.click("packet-fields").await?;
    desk.part("fields-save").await?;
    write(desk, "packet-invoiceurl", "http://x").await?;
    desk.click("fields-save").await?;
    desk.css("dialog[open] [data-testid=problem]").await?;
    seen(desk, "fields").await
}

in_every_language!(
    /// A new packet, a bill's history, the fields of a packet.
    packets_and_history, super::screens_seen
);
