//! What holds for every screen and every dialog, in each language: no barrier in either scheme, nothing lost at any width or
//! with large text, nothing too small for a thumb. A test walks to a screen and calls [`seen`].

use adisyon_e2e::{Desk, Outcome, Scheme, Setup, Trouble};
use serde_json::{Value, json};

/// The narrowest that must do (1280 at 400 %), phone, tablet, till.
const WIDTHS: [u32; 4] = [320, 360, 768, 1280];
/// The widest phone: there everything is touched.
const PHONE: u32 = 360;
/// The least height and width of what a thumb touches, in CSS pixels.
const THUMB: u32 = 44;
/// The same for a pointer. WCAG 2.2, 2.5.8.
const POINTER: u32 = 24;
/// The languages; which widths a language looks at with which rules goes round.
const LANGUAGES: [&str; 4] = ["tr", "en", "de", "ru"];

/// One test for each language of a walk over screens.
macro_rules! in_every_language {
    ($(#[$about:meta])* $name:ident, $walk:path) => {
        $(#[$about])*
        mod $name {
            #[tokio::test]
            async fn in_turkish() {
                $crate::seen::walk_in("tr", stringify!($name), $walk).await;
            }

            #[tokio::test]
            async fn in_english() {
                $crate::seen::walk_in("en", stringify!($name), $walk).await;
            }

            #[tokio::test]
            async fn in_german() {
                $crate::seen::walk_in("de", stringify!($name), $walk).await;
            }

            #[tokio::test]
            async fn in_russian() {
                $crate::seen::walk_in("ru", stringify!($name), $walk).await;
            }
        }
    };
}
pub(crate) use in_every_language;

/// Walks over screens in a language.
pub async fn walk_in(
    locale: &'static str,
    name: &str,
    walk: impl AsyncFnOnce(&mut Desk) -> Outcome,
) {
    let setup = Setup {
        locale,
        ..Setup::default()
    };
    Desk::run(&format!("{name}_{locale}"), setup, walk).await;
}

/// What is shown now is fit to be seen: at every width, in both schemes. The window is a till's afterwards.
pub async fn seen(desk: &Desk, name: &str) -> Outcome {
    let turn = LANGUAGES.iter().position(|one| *one == desk.locale());
    let turn = turn.unwrap_or_default();
    let (light, dark) = (1 + turn % 3, 1 + (turn + 1) % 3);
    for (at, width) in WIDTHS.into_iter().enumerate() {
        desk.picture(name, width).await?;
        fits(desk, name, width).await?;
        if at == light {
            desk.paint(Scheme::Light).await?;
            clear(name, desk.no_barriers().await)?;
        }
        if at == dark {
            desk.paint(Scheme::Dark).await?;
            clear(name, desk.no_barriers_of_colour().await)?;
            desk.paint(Scheme::Light).await?;
        }
    }
    large_text_fits(desk, name).await?;
    desk.resize(1280, 900).await
}

/// Nothing is lost at this width.
async fn fits(desk: &Desk, name: &str, width: u32) -> Outcome {
    let least = if width <= PHONE { THUMB } else { POINTER };
    none(
        desk,
        SIDEWAYS,
        least,
        &format!("{name} scrolls sideways at {width}"),
    )
    .await?;
    none(desk, CUT, least, &format!("{name} is cut at {width}")).await?;
    none(
        desk,
        SMALL,
        least,
        &format!("{name} has small targets at {width}"),
    )
    .await?;
    none(
        desk,
        BY_POINTER,
        least,
        &format!("{name} keeps words for a pointer at {width}"),
    )
    .await
}

/// Letters of twice their size on half of a till's width.
async fn large_text_fits(desk: &Desk, name: &str) -> Outcome {
    desk.at_width(640).await?;
    let size = "document.documentElement.style.setProperty('font-size', arguments[0])";
    desk.web().execute(size, vec![json!("200%")]).await?;
    none(
        desk,
        SIDEWAYS,
        POINTER,
        &format!("{name} scrolls sideways with large text"),
    )
    .await?;
    desk.web().execute(size, vec![Value::Null]).await?;
    Ok(())
}

/// Trouble says where it is.
fn clear(name: &str, found: Outcome) -> Outcome {
    found.map_err(|trouble| Trouble::new(format!("{name}: {trouble}")))
}

async fn none(desk: &Desk, script: &str, least: u32, what: &str) -> Outcome {
    let found = desk.web().execute(script, vec![json!(least)]).await?;
    assert_eq!(found.json(), &json!([]), "{what} ({})", desk.locale());
    Ok(())
}

/// Whatever is wider than its place: the page, an open dialog and its parts, the words of a line, the number in a stepper.
const SIDEWAYS: &str = "
    return [document.scrollingElement, ...document.querySelectorAll('.panel, .save, dialog[open], dialog[open] > *, .line, .stepper-value')]
        .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'auto')
        .map(part => `${part.tagName}.${part.className} ${part.scrollWidth} > ${part.clientWidth}`)";

/// Controls that reach beyond the window, unless what they stand in scrolls, and words that reach beyond their control.
const CUT: &str = "
    const scrolls = part => part && (['auto', 'scroll'].includes(getComputedStyle(part).overflowX) || scrolls(part.parentElement));
    const words = part => (part.ariaLabel || part.textContent || '').trim().slice(0, 40);
    return [...document.querySelectorAll('button, a[href], summary, input, select, textarea')]
        .filter(part => part.checkVisibility({ visibilityProperty: true }) && !part.closest('[hidden], .vh'))
        .map(part => [part, part.getBoundingClientRect()])
        .filter(([part, box]) => box.width > 0)
        .filter(([part, box]) => (box.left < -1 || box.right > innerWidth + 1) && !scrolls(part.parentElement)
            || part.tagName === 'BUTTON' && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).textOverflow !== 'ellipsis')
        .map(([part, box]) => `${part.tagName}.${part.className} “${words(part)}” ${Math.round(box.left)}..${Math.round(box.right)} holds ${part.scrollWidth} in ${part.clientWidth}`)";

/// What is smaller than this many CSS pixels, by what can be touched. The value between two stepper buttons may be lower, as it
/// is not the way to change it by touch, and a link inside words is as high as they are.
const SMALL: &str = "
    const least = arguments[0] - 0.5;
    return [...document.querySelectorAll('button, a[href], summary, input, select, textarea, [role=option]')]
        .filter(part => part.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
        .filter(part => !part.closest('[hidden], .vh') && !part.matches('.stepper-value'))
        .map(part => part.closest('label') || part)
        .map(part => [part, part.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.height < least || box.width < least))
        .map(([part, box]) => `${part.tagName}.${part.className} “${(part.ariaLabel || part.textContent || '').trim().slice(0, 30)}” ${Math.round(box.width)}x${Math.round(box.height)}`)";

/// What says something only to a pointer that rests on it.
const BY_POINTER: &str = "
    return [...document.querySelectorAll('[title]')].map(part => `${part.tagName}.${part.className} “${part.title}”`)";
