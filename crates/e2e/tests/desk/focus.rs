//! Where the keyboard is: in the dialog while one is open, back where it came from when it closes, and never nowhere.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup, wait};
use serde_json::json;

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");
/// Two Lahmacun and two Ayran, of which the menu has two at one price.
const DOUBTED: Bill<'static> = Bill::Table("masa-1");
const PACKET: Bill<'static> = Bill::Packet("1791400223345");
/// More presses of Tab than any dialog has stops.
const ROUND: usize = 60;

/// Gives the focus to the first part that matches.
async fn focus(desk: &Desk, selector: &str) -> Outcome {
    desk.css(selector).await?;
    let give = "document.querySelector(arguments[0]).focus()";
    desk.web().execute(give, vec![json!(selector)]).await?;
    Ok(())
}

/// Waits until the focus is on a part that matches, or in one.
async fn is_at(desk: &Desk, selector: &str, what: &str) -> Outcome {
    let asked = "const at = document.activeElement;
        return !!at.closest(arguments[0]) || at.tagName + '.' + at.className";
    wait::until(format!("the focus at {selector} {what}"), async || {
        let at = desk.web().execute(asked, vec![json!(selector)]).await?;
        match at.json() {
            there if there == &json!(true) => Ok(Some(())),
            elsewhere => Err(adisyon_e2e::Trouble::new(format!("it is at {elsewhere}"))),
        }
    })
    .await
}

async fn no_dialog(desk: &Desk) -> Outcome {
    wait::until("the dialog to close", async || {
        let open = "return document.querySelectorAll('dialog[open]').length";
        let open = desk.web().execute(open, Vec::new()).await?;
        Ok((open.json() == &json!(0)).then_some(()))
    })
    .await
}

/// Opens a dialog by keys from a part, walks once around inside it, closes it by Escape, and is back.
async fn there_and_back(desk: &Desk, opener: &str) -> Outcome {
    focus(desk, opener).await?;
    desk.keys(Key::Enter + "").await?;
    is_at(desk, "dialog[open]", &format!("after {opener}")).await?;
    // Whatever is marked as wrong or chosen inside, the keys never lead out.
    for _ in 0..ROUND {
        desk.keys(Key::Tab + "").await?;
        let outside = "const at = document.activeElement;
            return !at.closest('dialog[open]') && at !== document.body && at.outerHTML.slice(0, 80)";
        let outside = desk.web().execute(outside, Vec::new()).await?;
        assert_eq!(outside.json(), &json!(false), "Tab leads out of {opener}");
    }
    desk.keys(Key::Escape + "").await?;
    no_dialog(desk).await?;
    is_at(desk, opener, "again").await
}

#[tokio::test]
async fn every_dialog_keeps_the_keys_and_gives_the_focus_back() {
    Desk::run("focus_back", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        for opener in [
            "[data-testid=line-open]",
            "[data-testid=pay]",
            "[data-testid=pay-discount]",
            "[data-testid=payment-open]",
        ] {
            there_and_back(desk, opener).await?;
        }
        till::open(desk, DOUBTED).await?;
        there_and_back(desk, "[data-testid=pick-product]").await?;
        till::open(desk, PACKET).await?;
        there_and_back(desk, "[data-testid=packet-fields]").await?;
        desk.open(Bill::Board).await?;
        there_and_back(desk, "button[data-testid=seat]").await?;
        let page = "/catalogue?view=products";
        desk.open_with(Bill::Board, &[("page", page), ("menu", "closed")])
            .await?;
        desk.part("record").await?;
        there_and_back(desk, "[data-testid=record-new]").await
    })
    .await;
}

#[tokio::test]
async fn when_what_had_the_focus_goes_something_near_takes_it() {
    Desk::run("focus_near", Setup::default(), async |desk| {
        till::open(desk, DOUBTED).await?;
        // Answered, the question's button is gone; its line is still there.
        let place = till::line_place(&desk.sim().account(DOUBTED).await?, "Ayran");
        focus(desk, &format!("{place} [data-testid=pick-product]")).await?;
        desk.keys(Key::Enter + "").await?;
        desk.css("dialog[open] input").await?;
        desk.keys(Key::Down + Key::Down + Key::Enter).await?;
        no_dialog(desk).await?;
        is_at(desk, &place, "after its question").await?;
        // A line that is taken off in its dialog leaves the way back.
        focus(desk, &format!("{place} [data-testid=line-open]")).await?;
        desk.keys(Key::Enter + "").await?;
        focus(desk, "[data-testid=line-remove]").await?;
        desk.keys(Key::Enter + "").await?;
        no_dialog(desk).await?;
        is_at(desk, &place, "after it was taken off").await?;
        desk.keys(Key::Enter + "").await?;
        desk.css(&format!("{place} .stepper")).await?;
        is_at(desk, &place, "after it came back").await?;
        // So it does where the focus stood already when it was touched, or when somebody turned the wheel since.
        let field = desk.css(&format!("{place} [data-testid=qty]")).await?;
        field.click().await?;
        field.click().await?;
        desk.keys(Key::Control + "a").await?;
        desk.keys("0".to_owned() + Key::Enter).await?;
        desk.css(&format!("{place} [data-testid=restore]")).await?;
        is_at(desk, &place, "after nothing of it was left").await?;
        let turn = "window.dispatchEvent(new WheelEvent('wheel'))";
        desk.web().execute(turn, Vec::new()).await?;
        desk.keys(Key::Enter + "").await?;
        desk.css(&format!("{place} .stepper")).await?;
        is_at(desk, &place, "after it came back under a turned wheel").await?;
        // The only change undone, the button has nothing more to undo.
        till::more(desk, "Lahmacun").await?;
        focus(desk, "[data-testid=undo]").await?;
        desk.keys(Key::Enter + "").await?;
        is_at(desk, "[data-testid=undo]", "after the last undo").await
    })
    .await;
}

#[tokio::test]
async fn a_payment_taken_or_dropped_and_a_division_undone_leave_the_focus_among_the_payments() {
    Desk::run("focus_paid", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        focus(desk, "[data-testid=pay]").await?;
        desk.keys(Key::Enter + "").await?;
        desk.css("#pay-amount").await?.write("10").await?;
        desk.keys(Key::Enter + "").await?;
        no_dialog(desk).await?;
        is_at(desk, "[data-testid=pay]", "after a payment").await?;
        desk.click("split").await?;
        focus(desk, "[data-testid=share-pay]").await?;
        desk.keys(Key::Enter + "").await?;
        focus(desk, "[data-testid=pay-done]").await?;
        desk.keys(Key::Enter + "").await?;
        no_dialog(desk).await?;
        is_at(desk, "#split", "after a part").await?;
        focus(desk, "[data-testid=split-undo]").await?;
        desk.keys(Key::Enter + "").await?;
        desk.gone("split-panel").await?;
        is_at(desk, ".desk-rail", "after the division").await
    })
    .await;
}

#[tokio::test]
async fn a_draft_brought_back_and_a_merge_done_leave_the_focus_on_the_bill() {
    Desk::run("focus_merge", Setup::default(), async |desk| {
        let table = Bill::Table("masa-3");
        till::open(desk, table).await?;
        till::more(desk, "İskender").await?;
        desk.part("changes").await?;
        till::open(desk, table).await?;
        focus(desk, "[data-testid=kept-take]").await?;
        desk.keys(Key::Enter + "").await?;
        desk.gone("kept-take").await?;
        is_at(desk, "main.bill, .save", "after the draft came back").await?;
        let theirs = json!({ "account": "table:masa-3", "op": "quantity", "line": iskender(desk).await?, "quantity": 9 });
        desk.sim().staff(theirs).await?;
        desk.keys(Key::Control + "s").await?;
        focus(desk, "[data-testid=merge]").await?;
        desk.keys(Key::Enter + "").await?;
        is_at(desk, "[data-testid=merge-view]", "when it opens").await?;
        desk.keys("1").await?;
        desk.css("[data-testid=take-mine][aria-pressed=true]").await?;
        desk.keys(Key::Enter + "").await?;
        till::saved(desk).await?;
        is_at(desk, "main.bill, .save", "after the merge").await
    })
    .await;
}

async fn iskender(desk: &Desk) -> Outcome<String> {
    let account = desk.sim().account(Bill::Table("masa-3")).await?;
    let id = account["lines"][1]["id"].as_str().unwrap_or_default();
    Ok(id.to_owned())
}

#[tokio::test]
async fn a_summary_that_leads_to_a_place_gives_it_the_focus() {
    Desk::run("focus_summary", Setup::default(), async |desk| {
        let table = Bill::Table("masa-8");
        till::open(desk, table).await?;
        till::more(desk, "Ayran").await?;
        desk.part("problem").await?;
        desk.keys(Key::Control + "s").await?;
        is_at(
            desk,
            "[data-testid=summary]",
            "after a save that is blocked",
        )
        .await?;
        desk.keys(Key::Tab + "").await?;
        desk.keys(Key::Enter + "").await?;
        is_at(desk, "[data-testid=line]", "from the summary").await?;
        let covered = "const box = document.activeElement.getBoundingClientRect();
            const bar = document.querySelector('.save').getBoundingClientRect();
            const head = document.querySelector('.head').getBoundingClientRect();
            return box.top < head.bottom - 1 || box.top > bar.top - 20";
        let covered = desk.web().execute(covered, Vec::new()).await?;
        assert_eq!(covered.json(), &json!(false), "its head is in sight");
        Ok(())
    })
    .await;
}
