//! A bill from the panel is drawn before the program is here: the same bill, asked once, gone when the desk stands there.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::{Value, json};

use crate::till;

/// Keeps what stands there as soon as first.js has drawn it, in words alone.
const KEEP: &str = "(() => {
  if (parent === window) return;
  new MutationObserver((_, watcher) => {
    const first = document.querySelector('#first[data-bill]');
    if (!first) return;
    watcher.disconnect();
    window.keptFirst = window.seen(first, '.qty-fixed');
  }).observe(document, { childList: true, subtree: true, attributes: true });
})();";

/// A bill in words: of each line its quantity, title, options, note, marks and amount; the payments; the sums.
const SEEN: &str = "window.seen = (place, quantity) => {
  const words = (part) => (part?.value ?? part?.textContent ?? '').replace(/\\s+/g, '');
  const all = (within, selector) => [...within.querySelectorAll(selector)].map(words);
  return {
    title: words(place.querySelector('h1')),
    lines: [...place.querySelectorAll('ul.lines > li.line')].map((line) => [
      words(line.querySelector(quantity) ?? line.querySelector('.qty-fixed')),
      ...all(line, '.line-title, .line-options, .line-note, .line-detail > .mark, .line-amount, .line-unit'),
    ]),
    payments: [...place.querySelectorAll('.pay-row')].map((row) => all(row, '.pay-sum')),
    sums: all(place, '.totals dt, .totals dd'),
    language: document.documentElement.lang,
  };
};";

/// Bills with everything that can be drawn.
const BILLS: [Bill<'static>; 8] = [
    Bill::Table("masa-12"),
    Bill::Table("masa-8"),
    Bill::Table("masa-7*"),
    Bill::Table("k%C3%B6%C5%9Fe2"),
    Bill::Table("bah%C3%A7e2"),
    Bill::Table("teras-1"),
    Bill::Table("bilardo-1"),
    Bill::Packet("1791400223345"),
];

async fn drawn_like_the_desk(desk: &mut Desk) -> Outcome {
    let script = json!({ "source": format!("{SEEN}{KEEP}") });
    desk.devtools("Page.addScriptToEvaluateOnNewDocument", script)
        .await?;
    for bill in BILLS {
        till::open(desk, bill).await?;
        let script =
            "return [window.keptFirst ?? null, window.seen(document, '[data-testid=\"qty\"]')]";
        let seen = desk.web().execute(script, Vec::new()).await?;
        let (first, then) = (&seen.json()[0], &seen.json()[1]);
        assert_ne!(
            first,
            &Value::Null,
            "{bill:?} was not drawn before the program"
        );
        assert_eq!(first, then, "{bill:?}");
        assert_eq!(then["language"], desk.locale());
        assert_eq!(
            desk.web()
                .find_all(adisyon_e2e::By::Id("first"))
                .await?
                .len(),
            0
        );
        let asked = "return performance.getEntriesByType('resource').filter(one => /api.(tables|packets)/.test(one.name)).length";
        let asked = desk.web().execute(asked, Vec::new()).await?;
        assert_eq!(asked.json(), &json!(1), "{bill:?} was read more than once");
    }
    Ok(())
}

fn in_language(locale: &'static str) -> Setup {
    Setup {
        locale,
        ..Setup::default()
    }
}

#[tokio::test]
async fn what_is_drawn_first_is_what_the_desk_shows_in_turkish() {
    Desk::run("first_tr", in_language("tr"), drawn_like_the_desk).await;
}

#[tokio::test]
async fn what_is_drawn_first_is_what_the_desk_shows_in_english_and_euro() {
    Desk::run("first_en", in_language("en"), async |desk| {
        desk.sim().set(json!({ "currency": "EUR" })).await?;
        drawn_like_the_desk(desk).await
    })
    .await;
}

#[tokio::test]
async fn what_is_drawn_first_is_what_the_desk_shows_in_german_and_francs() {
    Desk::run("first_de", in_language("de"), async |desk| {
        desk.sim().set(json!({ "currency": "CHF" })).await?;
        drawn_like_the_desk(desk).await
    })
    .await;
}

#[tokio::test]
async fn what_is_drawn_first_is_what_the_desk_shows_in_russian() {
    Desk::run("first_ru", in_language("ru"), drawn_like_the_desk).await;
}

#[tokio::test]
async fn the_way_back_works_while_the_desk_is_on_its_way() {
    Desk::run("first_back", Setup::default(), async |desk| {
        // The desk does not come: its part of the program cannot be fetched.
        let desk_only = json!({ "urls": ["*split_desk.wasm"] });
        desk.devtools("Network.enable", json!({})).await?;
        desk.devtools("Network.setBlockedURLs", desk_only).await?;
        desk.open(Bill::Table("masa-12")).await?;
        // That it did not come is said beside the bill, which stays readable.
        desk.part("fetch-again").await?;
        assert!(
            desk.css("#first .totals-due dd")
                .await?
                .text()
                .await?
                .contains('₺')
        );
        desk.css("#first button").await?.click().await?;
        desk.part("seat").await?;
        assert_eq!(
            desk.web()
                .find_all(adisyon_e2e::By::Id("first"))
                .await?
                .len(),
            0
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_bill_that_is_not_of_now_is_drawn_first_and_the_program_still_says_from_when_it_is() {
    Desk::run("first_aged", Setup::default(), async |desk| {
        let table = Bill::Table("masa-12");
        till::open(desk, table).await?;
        assert_eq!(desk.count("aged").await?, 0);
        // The platform falls silent; the backend still knows what it read last.
        let broken = json!({ "path": "/", "status": 500, "times": 1000 });
        desk.sim().fault(broken).await?;
        wait::until("the backend to take the platform for silent", async || {
            desk.open(table).await?;
            let log = desk.backend_log();
            Ok(log.contains("the platform does not answer").then_some(()))
        })
        .await?;
        let script = json!({ "source": format!("{SEEN}{KEEP}") });
        desk.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await?;
        desk.open(table).await?;
        let said = desk.text("aged").await?;
        assert!(said.contains("Restomenum şu an yanıt vermiyor"), "{said}");
        assert_eq!(desk.text("bill-total").await?, "₺2.469,50");
        let drawn = "return [!!window.keptFirst,
            performance.getEntriesByType('resource').filter(one => /api.tables/.test(one.name)).length]";
        let drawn = desk.web().execute(drawn, Vec::new()).await?;
        assert_eq!(
            drawn.json(),
            &json!([true, 1]),
            "drawn first, and not asked for again"
        );
        desk.no_barriers().await
    })
    .await;
}

#[tokio::test]
async fn going_back_to_the_board_waits_for_no_network() {
    Desk::run("first_offline", Setup::default(), async |desk| {
        desk.open(Bill::Board).await?;
        desk.css("[data-testid=\"seat\"][href*=\"masa-12\"]")
            .await?
            .click()
            .await?;
        till::shown(desk).await?;
        desk.offline(true).await?;
        desk.click("back").await?;
        desk.css("[data-testid=\"seat\"][href*=\"masa-12\"]")
            .await?;
        assert_eq!(desk.count("bill-total").await?, 0);
        desk.offline(false).await
    })
    .await;
}

/// Keeps when bones stood there before the program, in milliseconds since the page began.
const BONES: &str = "(() => {
  if (parent === window) return;
  new MutationObserver((_, watcher) => {
    if (!document.querySelector('#first .bones')) return;
    watcher.disconnect();
    window.keptBones = performance.now();
  }).observe(document, { childList: true, subtree: true });
})();";

#[tokio::test]
async fn bones_stand_there_in_a_long_wait_and_in_none_that_is_short() {
    Desk::run("bones", Setup::default(), async |desk| {
        let script = json!({ "source": BONES });
        desk.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await?;
        let seen = async |bill| {
            till::open(desk, bill).await?;
            let kept = "return window.keptBones ?? null";
            let kept = desk.web().execute(kept, Vec::new()).await?;
            Ok::<_, adisyon_e2e::Trouble>(kept.json().as_f64())
        };
        let short = seen(Bill::Table("masa-12")).await?;
        // Quick enough for none, unless the machine is slow.
        assert!(short.is_none_or(|at| at >= 300.0), "{short:?}");
        let slow = json!({ "kind": "delay", "path": "tables/get", "delayMs": 1500, "times": 4 });
        desk.sim().fault(slow).await?;
        let long = seen(Bill::Table("masa-8")).await?;
        assert!(long.is_some_and(|at| at >= 300.0), "{long:?}");
        assert_eq!(
            desk.web()
                .find_all(adisyon_e2e::By::Css(".bones"))
                .await?
                .len(),
            0
        );
        Ok(())
    })
    .await;
}
