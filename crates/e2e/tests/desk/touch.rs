//! A finger that slips: it scrolls, and nothing more, wherever it does.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::{Value, json};

use crate::{catalogue, till};

const TABLE: Bill<'static> = Bill::Table("masa-12");

/// Each way a finger may slip.
const WAYS: [(f64, f64); 4] = [(-300.0, 0.0), (300.0, 0.0), (0.0, -250.0), (0.0, 250.0)];

/// What a slip may not change: where one is, what is open, what stands there and how often, what is typed and chosen. Of a long list
/// only a part is drawn, and scrolling draws another.
const STANDS: &str = "
    const parts = [...document.querySelectorAll('[data-testid]')].map(part => part.dataset.testid).filter(name => name !== 'record');
    return [location.pathname, document.querySelectorAll('dialog[open]').length, parts.sort(),
        [...document.querySelectorAll('input, select, textarea')].map(field => field.value),
        [...document.querySelectorAll('[aria-pressed=true], :checked')].map(part => part.textContent)]";

async fn stands(desk: &Desk) -> Outcome<Value> {
    let stands = desk.web().execute(STANDS, Vec::new()).await?;
    Ok(stands.json().clone())
}

/// Whether nothing scrolls any more: a page goes on for a moment when the finger has left.
const RESTS: &str = "
    const done = arguments[arguments.length - 1];
    const at = () => [scrollY, ...[...document.querySelectorAll('.chips-scroll, .tabs, dialog *')].map(part => part.scrollTop + part.scrollLeft)].join();
    const before = at();
    let frames = 8;
    const frame = () => (at() !== before ? done(false) : frames-- > 0 ? requestAnimationFrame(frame) : done(true));
    requestAnimationFrame(frame);";

async fn rests(desk: &Desk) -> Outcome {
    wait::until("the page to rest", async || {
        let rests = desk.web().execute_async(RESTS, Vec::new()).await?;
        Ok((rests.json() == &json!(true)).then_some(()))
    })
    .await
}

/// Slips over the first part that matches, in all directions.
async fn slip(desk: &Desk, selector: &str) -> Outcome {
    desk.css(selector).await?;
    let before = stands(desk).await?;
    for way in WAYS {
        desk.swipe(selector, way).await?;
        rests(desk).await?;
        assert_eq!(stands(desk).await?, before, "{selector} by {way:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_swipe_destroys_nothing() {
    let phone = Setup {
        window: (360, 780),
        // The browser's own way back is its own affair; what was typed outlives it (`others.rs`). The last such switch counts.
        switches: vec![
            "--disable-features=IsolateOrigins,site-per-process,OverscrollHistoryNavigation",
        ],
        ..Setup::default()
    };
    Desk::run("swipe", phone, async |desk| {
        till::open(desk, TABLE).await?;
        desk.whole_window().await?;
        // The desk is here, not only what can be read before it.
        desk.part("undo").await?;
        slip(desk, "[data-testid=line-open]").await?;
        slip(desk, "[data-testid=payment]").await?;
        slip(desk, "[data-testid=catalogue-search]").await?;
        assert_eq!(desk.text("bill-total").await?, "₺2.469,50");
        assert_eq!(desk.count("changes").await?, 0, "nothing was edited");
        desk.click("split").await?;
        slip(desk, "[data-testid=share]").await?;
        desk.click("pay").await?;
        desk.css("#pay-amount").await?.write("100").await?;
        desk.becomes("pay-done", |text| text.contains("100,00"))
            .await?;
        slip(desk, "dialog[open] .method").await?;
        slip(desk, "dialog[open] .dialog-head").await?;
        assert_eq!(desk.css("#pay-amount").await?.value().await?, "100");

        desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
        slip(desk, "[data-testid=seat]").await?;
        slip(desk, "button[data-testid=seat]").await?;
        catalogue::listed(desk, "products").await?;
        slip(desk, "[data-testid=record]").await?;
        slip(desk, "nav.tabs").await
    })
    .await;
}

/// How high each product's row is.
const HEIGHTS: &str = "
    const rows = [...document.querySelectorAll('[data-testid=catalogue-item]')];
    return rows.map(row => [row.dataset.product, row.offsetHeight])";

async fn heights(desk: &Desk) -> Outcome<Vec<(String, f64)>> {
    let heights = desk.web().execute(HEIGHTS, Vec::new()).await?;
    Ok(heights.convert()?)
}

#[tokio::test]
async fn no_product_moves_from_under_the_thumb_when_one_is_tapped() {
    let phone = Setup {
        window: (360, 780),
        ..Setup::default()
    };
    Desk::run("products_stay", phone, async |desk| {
        till::open(desk, TABLE).await?;
        let find = async || desk.part("catalogue-search").await?.write("köpüklü").await;
        find().await?;
        desk.part("catalogue-item").await?;
        let before = heights(desk).await?;
        desk.click("catalogue-item").await?;
        desk.part("changes").await?;
        find().await?;
        desk.css("[data-testid=catalogue-item] .mark").await?;
        assert_eq!(heights(desk).await?, before);
        Ok(())
    })
    .await;
}
