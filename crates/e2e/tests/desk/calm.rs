//! Calm for those who need it: no motion, lines instead of tints, more contrast, on each kind of screen.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Scheme, Setup};
use serde_json::{Value, json};

use crate::{catalogue, till};

const TABLE: Bill<'static> = Bill::Table("masa-12");

async fn ask(desk: &Desk, script: &str) -> Outcome<Value> {
    Ok(desk.web().execute(script, Vec::new()).await?.json().clone())
}

/// Walks over the screens and what opens over them, and looks at each by its name.
async fn over_screens(desk: &Desk, look: impl AsyncFn(&str) -> Outcome) -> Outcome {
    desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
    desk.part("seat").await?;
    look("board").await?;
    desk.css("button[data-testid=seat]").await?.click().await?;
    desk.part("seat-open").await?;
    look("seat").await?;

    desk.open_with(TABLE, &[("menu", "closed")]).await?;
    till::shown(desk).await?;
    till::more(desk, "Lahmacun").await?;
    desk.css(".line.is-changed").await?;
    look("bill").await?;
    desk.part("catalogue-search").await?.write("kö").await?;
    desk.part("catalogue-item").await?;
    desk.keys(Key::Down + "").await?;
    desk.css("[data-testid=catalogue-item][aria-selected=true]")
        .await?;
    look("search").await?;
    desk.keys(Key::Escape + "").await?;
    till::details(desk, "Adana Kebap").await?;
    desk.part("line-apply").await?;
    look("line").await?;
    desk.keys(Key::Escape + "").await?;
    desk.gone("line-apply").await?;
    desk.click("split").await?;
    desk.css("#split .seg-btn:nth-child(3)")
        .await?
        .click()
        .await?;
    desk.css(".dot-btn").await?.click().await?;
    desk.css(".dot-btn[aria-pressed=true]").await?;
    look("split").await?;
    desk.click("pay").await?;
    desk.css(".method.is-chosen").await?;
    look("pay").await?;

    catalogue::listed(desk, "products").await?;
    look("list").await?;
    desk.click("record-new").await?;
    desk.part("record-form").await?;
    look("form").await?;
    catalogue::at(desk, "settings").await?;
    desk.css("#staff-limit").await?;
    look("settings").await
}

/// What moves, the sign of a wait left out: it only slows.
const MOVING: &str = "
    const long = text => text.split(',').some(time => parseFloat(time) > 0.01);
    const moves = style => long(style.transitionDuration)
        || style.animationName !== 'none' && long(style.animationDuration) && !(style.animationName === 'spin' && style.animationDuration === '4s');
    return [matchMedia('(prefers-reduced-motion: reduce)').matches,
        [...document.querySelectorAll('*')]
            .filter(part => [null, '::before', '::after'].some(which => moves(getComputedStyle(part, which))))
            .map(part => part.tagName + '.' + part.className)]";

#[tokio::test]
async fn nothing_moves_for_somebody_who_wants_no_motion() {
    let setup = Setup {
        switches: vec!["--force-prefers-reduced-motion"],
        ..Setup::default()
    };
    Desk::run("still", setup, async |desk| {
        over_screens(desk, async |name| {
            assert_eq!(ask(desk, MOVING).await?, json!([true, []]), "{name}");
            Ok(())
        })
        .await
    })
    .await;
}

/// What stands out, which of its lines tells so, a border or an outline, and the least width of that.
type Line = (&'static str, &'static str, f64);

/// What is chosen, changed or stands out on each screen.
const TOLD: [(&str, &[Line]); 8] = [
    (
        "board",
        &[
            (".seat.is-paid", "borderTopWidth", 1.0),
            (".find .chip[aria-pressed=true]", "borderTopWidth", 3.0),
            (".mark", "borderTopWidth", 1.0),
        ],
    ),
    (
        "seat",
        &[("dialog .chip[aria-pressed=true]", "borderTopWidth", 3.0)],
    ),
    ("bill", &[(".line.is-changed", "borderLeftWidth", 3.0)]),
    (
        "search",
        &[(
            "[data-testid=catalogue-item][aria-selected=true]",
            "outlineWidth",
            2.0,
        )],
    ),
    (
        "split",
        &[
            ("#split .seg-btn[aria-pressed=true]", "borderTopWidth", 3.0),
            (".dot-btn[aria-pressed=true]", "borderTopWidth", 3.0),
        ],
    ),
    (
        "pay",
        &[
            (".method.is-chosen", "borderTopWidth", 3.0),
            (".cash > .btn[aria-pressed=true]", "borderTopWidth", 2.0),
            ("dialog[open]", "borderTopWidth", 1.0),
        ],
    ),
    (
        "list",
        &[
            (".tab[aria-current=page]", "borderBottomWidth", 3.0),
            (".grid-state > .mark", "borderTopWidth", 1.0),
        ],
    ),
    (
        "settings",
        &[
            (".tab[aria-current=page]", "borderBottomWidth", 3.0),
            ("#staff-limit", "borderTopWidth", 1.0),
        ],
    ),
];

#[tokio::test]
async fn in_high_contrast_what_is_chosen_and_changed_is_told_by_lines() {
    let setup = Setup {
        switches: vec!["--force-high-contrast"],
        ..Setup::default()
    };
    Desk::run("contrast", setup, async |desk| {
        over_screens(desk, async |name| {
            assert_eq!(
                ask(desk, "return matchMedia('(forced-colors: active)').matches").await?,
                json!(true)
            );
            let told = TOLD.iter().find(|(screen, _)| *screen == name);
            for (selector, side, least) in told.map_or(&[][..], |(_, told)| told) {
                let width = format!(
                    "const part = document.querySelector({});
                     const style = part && getComputedStyle(part);
                     return style ? [parseFloat(style[{}]), style[{}]] : null",
                    json!(selector),
                    json!(side),
                    json!(side.replace("Width", "Style"))
                );
                let line = ask(desk, &width).await?;
                let is_told = line[0].as_f64().is_some_and(|width| width >= *least);
                assert!(
                    is_told && line[1] != "none",
                    "{name}: {selector} has {line}"
                );
            }
            Ok(())
        })
        .await
    })
    .await;
}

/// The roles that a wish for more contrast lifts: hairlines become edges, quiet words become words.
const LIFTED: &str = "
    const role = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    return [matchMedia('(prefers-contrast: more)').matches, role('--line') === role('--edge'), role('--ink-2') === role('--ink'),
        role('--ink-3') === role('--ink')]";

#[tokio::test]
async fn who_wants_more_contrast_gets_edges_and_full_ink_in_both_schemes() {
    Desk::run("more_contrast", Setup::default(), async |desk| {
        let wish = json!({ "features": [{ "name": "prefers-contrast", "value": "more" }] });
        desk.devtools("Emulation.setEmulatedMedia", wish).await?;
        over_screens(desk, async |name| {
            for scheme in [Scheme::Light, Scheme::Dark] {
                desk.paint(scheme).await?;
                let lifted = ask(desk, LIFTED).await?;
                assert_eq!(lifted, json!([true, true, true, true]), "{name} {scheme:?}");
                desk.no_barriers_of_colour().await?;
            }
            Ok(())
        })
        .await
    })
    .await;
}
