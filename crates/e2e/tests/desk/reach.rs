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
    if (!(seen.contains(top) || top && top.contains(seen))) return 'covered: ' + name;
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
        let mut seen = 0;
        for _ in 0..TABS {
            desk.keys(Key::Tab).await?;
            let at = ask(desk, FOCUS).await?;
            let at = at.as_str().unwrap_or_default().to_owned();
            for bad in ["covered", "out of sight", "no ring"] {
                assert!(!at.starts_with(bad), "{at}");
            }
            seen += 1;
            if at.contains("save") || at.contains("Kaydet") {
                break;
            }
        }
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
