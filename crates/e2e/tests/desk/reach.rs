//! Who reaches what: thumbs, keys, other languages, narrow windows, large text, high contrast, no motion.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Scheme, Setup};
use serde_json::json;

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");
/// The most presses of Tab for a walk over a whole bill.
const TABS: usize = 200;

/// Names what is too small for a thumb: less than 44 CSS pixels high or wide, by what can be touched. The value between two
/// stepper buttons may be lower, as it is not the way to change it by touch.
const SMALL: &str = "
    return [...document.querySelectorAll('button, a[href], summary, input, select, textarea, [role=option]')]
        .filter(part => part.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
        .filter(part => !part.closest('[hidden], .vh') && !part.matches('.stepper-value'))
        .map(part => part.closest('label') || part)
        .map(part => [part, part.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
        .map(([part, box]) => `${part.tagName}.${part.className} “${(part.ariaLabel || part.textContent || '').trim().slice(0, 30)}” ${Math.round(box.width)}x${Math.round(box.height)}`)";

/// Where the focus is: nowhere, unseen, covered by something else, or a name.
const FOCUS: &str = "
    const part = document.activeElement;
    if (!part || part === document.body) return 'nowhere';
    const label = part.matches('input[type=radio], input[type=checkbox]') && part.closest('label');
    const seen = label || part;
    const box = seen.getBoundingClientRect();
    const name = `${part.tagName}#${part.id}.${part.className} “${(part.ariaLabel || part.textContent || '').trim().slice(0, 30)}”`;
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), y);
    if (box.bottom < 0 || box.top > innerHeight) return 'out of sight: ' + name;
    if (!(seen.contains(top) || top && top.contains(seen))) return `covered: ${name} at ${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.width)}x${Math.round(box.height)} of ${innerWidth}x${innerHeight} by ${top && top.tagName + '.' + top.className}`;
    const style = getComputedStyle(seen);
    const ring = getComputedStyle(seen).outlineStyle !== 'none' || seen.matches(':focus-within') && style.outlineStyle !== 'none';
    return (ring ? '' : 'no ring: ') + name;";

async fn ask(desk: &Desk, script: &str) -> Outcome<serde_json::Value> {
    Ok(desk.web().execute(script, Vec::new()).await?.json().clone())
}

#[tokio::test]
async fn everything_on_a_bill_is_large_enough_for_a_thumb_at_360() {
    Desk::run("thumb", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        desk.part("split").await?;
        desk.picture("thumb", 360).await?;
        assert_eq!(ask(desk, SMALL).await?, json!([]), "the bill");
        desk.click("split").await?;
        desk.part("share-pay").await?;
        assert_eq!(ask(desk, SMALL).await?, json!([]), "the split");
        desk.click("pay").await?;
        desk.part("pay-done").await?;
        assert_eq!(ask(desk, SMALL).await?, json!([]), "paying");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn tabbing_over_a_whole_bill_the_focus_is_always_seen_and_never_under_a_bar() {
    Desk::run("tabbing", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        till::more(desk, "Lahmacun").await?;
        desk.picture("tabbing", 360).await?;
        // From the first control on.
        ask(desk, "document.querySelector('button').focus()").await?;
        let (mut seen, mut unseen) = (0, Vec::new());
        for _ in 0..TABS {
            desk.keys(Key::Tab).await?;
            let at = ask(desk, FOCUS).await?;
            let at = at.as_str().unwrap_or_default().to_owned();
            if ["covered", "out of sight", "no ring"]
                .iter()
                .any(|bad| at.starts_with(bad))
            {
                unseen.push(at.clone());
            }
            seen += 1;
            if at.contains("“Kaydet") {
                break;
            }
        }
        assert_eq!(unseen, Vec::<String>::new());
        assert!((20..TABS).contains(&seen), "{seen} stops");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_bill_in_every_language_is_without_barriers() {
    for (locale, scheme) in [
        ("en", Scheme::Light),
        ("de", Scheme::Dark),
        ("ru", Scheme::Light),
    ] {
        let setup = Setup {
            locale,
            scheme,
            ..Setup::default()
        };
        Desk::run(&format!("language_{locale}"), setup, async |desk| {
            desk.open_with(TABLE, &[("menu", "closed")]).await?;
            till::shown(desk).await?;
            desk.click("split").await?;
            desk.part("share-pay").await?;
            desk.picture(&format!("bill-{locale}"), 360).await?;
            desk.no_barriers().await?;
            desk.click("pay").await?;
            desk.part("pay-done").await?;
            desk.no_barriers().await?;
            desk.keys(Key::Escape).await?;
            desk.gone("pay-done").await?;
            till::details(desk, "Lahmacun").await?;
            desk.no_barriers().await
        })
        .await;
    }
}

/// 320 pixels are also what 200 % leaves of 640.
#[tokio::test]
async fn nothing_is_lost_at_320_pixels() {
    Desk::run("narrow", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        desk.click("split").await?;
        desk.part("share-pay").await?;
        desk.picture("narrow", 320).await?;
        let wide = "return [document.scrollingElement, ...document.querySelectorAll('.panel, .save')]
            .filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.className || part.tagName)";
        assert_eq!(ask(desk, wide).await?, json!([]), "the bill");
        desk.click("pay").await?;
        desk.part("pay-done").await?;
        desk.picture("narrow-pay", 320).await?;
        let wide = wide.replace(".panel, .save", "dialog[open], dialog[open] > *");
        assert_eq!(ask(desk, &wide).await?, json!([]), "paying");
        // Text at twice its size.
        desk.keys(Key::Escape).await?;
        desk.gone("pay-done").await?;
        desk.resize(640, 900).await?;
        ask(desk, "document.documentElement.style.setProperty('font-size', '200%')").await?;
        assert_eq!(
            ask(desk, "const page = document.scrollingElement; return page.scrollWidth > page.clientWidth + 1").await?,
            json!(false),
            "the bill at 200 %"
        );
        till::more(desk, "Lahmacun").await?;
        Ok(())
    })
    .await;
}

/// What assistive technology is told: the role and the name of every heading, region, control, list and live part, in reading order.
const TREE: &str = "
    const dialog = document.querySelector('dialog[open]');
    return [dialog, ...(dialog || document).querySelectorAll('h1, h2, h3, main, header, section, nav, dialog[open], button, a[href], input, textarea, select, summary, progress, [role]')]
        .filter(part => part && part.checkVisibility({ visibilityProperty: true }))
        .map(part => [part.computedRole, part.computedName])
        .filter(([role]) => role && !['none', 'presentation', 'generic'].includes(role))";

/// Roles that mean nothing without a name.
const NAMED: [&str; 12] = [
    "button",
    "link",
    "textbox",
    "spinbutton",
    "combobox",
    "checkbox",
    "radio",
    "dialog",
    "heading",
    "listbox",
    "region",
    "group",
];

#[tokio::test]
async fn the_tree_of_a_screen_reader_names_everything() {
    Desk::run("tree", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        desk.click("split").await?;
        desk.part("share-pay").await?;
        let bill = tree(desk, "the bill").await?;
        for line in [
            "heading Ödemeler",
            "spinbutton Lahmacun: adet",
            "button Lahmacun: artır",
            "combobox Ürün ara",
            "region Kaydetme",
            "button Bölmeyi kaldır",
            "button 1. pay, 809,50: öde",
        ] {
            assert!(
                bill.iter().any(|one| one == line),
                "{line} is not in the tree: {bill:#?}"
            );
        }
        desk.click("pay").await?;
        desk.part("pay-done").await?;
        let pay = tree(desk, "paying").await?;
        for line in [
            "dialog Ödeme al",
            "group Hazır tutarlar",
            "textbox Alınan nakit",
        ] {
            assert!(
                pay.iter().any(|one| one == line),
                "{line} is not in the tree: {pay:#?}"
            );
        }
        Ok(())
    })
    .await;
}

/// The tree, printed for whoever checks it by eye; a control without a name is a barrier.
async fn tree(desk: &Desk, what: &str) -> Outcome<Vec<String>> {
    let told = ask(desk, TREE).await?;
    let pairs = told.as_array().into_iter().flatten();
    let mut lines = Vec::new();
    for pair in pairs {
        let (role, name) = (
            pair[0].as_str().unwrap_or_default(),
            pair[1].as_str().unwrap_or_default(),
        );
        assert!(
            !NAMED.contains(&role) || !name.trim().is_empty(),
            "a {role} without a name after {lines:#?}"
        );
        lines.push(format!("{role} {name}").trim_end().to_owned());
    }
    assert!(!lines.is_empty(), "the browser tells no roles");
    println!("{what}:\n{}", lines.join("\n"));
    Ok(lines)
}

#[tokio::test]
async fn nothing_moves_for_somebody_who_wants_no_motion() {
    let setup = Setup {
        switches: vec!["--force-prefers-reduced-motion"],
        ..Setup::default()
    };
    Desk::run("still", setup, async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        let moving = "return [matchMedia('(prefers-reduced-motion: reduce)').matches,
            [...document.querySelectorAll('*')]
                .filter(part => part.className !== 'spin')
                .filter(part => {
                    const style = getComputedStyle(part);
                    const long = text => text.split(',').some(time => parseFloat(time) > 0.01);
                    return long(style.transitionDuration) || style.animationName !== 'none' && long(style.animationDuration);
                })
                .map(part => part.tagName + '.' + part.className)]";
        assert_eq!(ask(desk, moving).await?, json!([true, []]));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn in_high_contrast_what_is_chosen_and_changed_is_told_by_lines() {
    let setup = Setup {
        switches: vec!["--force-high-contrast"],
        ..Setup::default()
    };
    Desk::run("contrast", setup, async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        desk.css(".line.is-changed").await?;
        desk.click("pay").await?;
        desk.css(".method.is-chosen").await?;
        desk.picture("contrast", 768).await?;
        let told = "
            const edge = (selector, side) => parseFloat(getComputedStyle(document.querySelector(selector))['border' + side + 'Width']);
            return [matchMedia('(forced-colors: active)').matches, edge('.line.is-changed', 'Left') >= 3, edge('.method.is-chosen', 'Top') >= 3,
                edge('.cash > .btn[aria-pressed=true]', 'Top') >= 2]";
        assert_eq!(ask(desk, told).await?, json!([true, true, true, true]));
        Ok(())
    })
    .await;
}
