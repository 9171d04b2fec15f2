//! The words and numbers of a line.
use crate::bill::face::{LineFace, Mark as Kind, OptionFace};
use crate::i18n::{I18n, Key, use_i18n};
use crate::ui::{Icon, Mark};
use adisyon_bill::line::Note;
use leptos::prelude::*;

/// What a row says. Only what a change says anew is touched: an element that is drawn again has every attribute of it set again.
#[component]
pub fn Detail(face: Signal<LineFace>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = Memo::new(move |_| face.with(|face| face.options.clone()));
    let was = Memo::new(move |_| face.with(|face| face.was_amount));
    view! {
        <span class="line-title">{move || face.with(|face| face.title.clone())}</span>
        <span class="line-detail">
            {move || chosen.with(|chosen| options(i18n, chosen))}
            {move || face.with(|face| marks(i18n, face))}
            {move || face.with(|face| note(i18n, &face.note))}
        </span>
        <span class="line-unit num">
            {move || face.with(|face| face.unit).map(|unit| i18n.amount(unit))}
        </span>
        <span class="line-amount" data-testid="line-amount">
            {move || was.get().map(|was| view! {
                <span class="line-was"><span class="vh">{i18n.t(Key::BillWas)} " "</span>{i18n.amount(was)}</span>
            })}
            {move || face.with(|face| i18n.amount(face.amount))}
        </span>
    }
}

fn options(i18n: I18n, options: &[OptionFace]) -> Option<impl IntoView + use<>> {
    let parts = options.iter().enumerate().map(|(at, option)| {
        let lead = if at == 0 { "" } else { " · " };
        let price = option.price.map(|price| {
            view! { " " <span class="num">{i18n.signed(price)}</span> }
        });
        view! { {lead} {option.title.clone()} {price} }
    });
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| view! { <span class="line-options">{parts}</span> })
}

fn note(i18n: I18n, note: &Note) -> Option<AnyView> {
    match note {
        Note::Text(text) if text.is_empty() => None,
        Note::Text(text) => Some(
            view! {
                <span class="line-note" data-testid="line-note">
                    <Icon name="note" size="i-s" />
                    <span>{text.clone()}</span>
                </span>
            }
            .into_any(),
        ),
        Note::Hidden => Some(
            view! { <Mark icon="hidden" text=i18n.t(Key::BillNoteHidden).to_owned() /> }.into_any(),
        ),
    }
}

fn marks(i18n: I18n, face: &LineFace) -> Vec<AnyView> {
    let mut marks = Vec::new();
    let mut mark = |tone, icon, text: String| {
        marks.push(view! { <Mark tone=tone icon=icon text=text /> }.into_any());
    };
    let plain = |key| i18n.t(key).to_owned();
    if face.cover {
        mark("mark-bare", "users", plain(Key::BillCover));
    } else if face.mark == Kind::Fixed {
        mark("mark-bare", "clock", plain(Key::BillTimer));
    }
    match (face.mark, face.was_quantity) {
        (Kind::Added, _) if face.replaces => {
            mark("mark-change", "plus", plain(Key::BillMarkReplaces))
        }
        (Kind::Added, _) => mark("mark-change", "plus", plain(Key::BillMarkNew)),
        (Kind::Removed, _) => mark("", "minus", plain(Key::BillMarkRemoved)),
        (Kind::Changed, Some(from)) => {
            let values = [
                ("from", i18n.quantity(from)),
                ("to", i18n.quantity(face.quantity)),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            mark(
                "mark-change",
                "pencil",
                i18n.fill(Key::BillMarkWas, &values),
            );
        }
        (Kind::Changed, None) => mark("mark-change", "pencil", plain(Key::BillMarkChanged)),
        _ if face.fresh => mark("mark-change", "refresh", plain(Key::BillMarkFresh)),
        _ => {}
    }
    if !face.discount.is_zero() {
        let text = format!(
            "{} {}",
            i18n.t(Key::BillDiscountMark),
            i18n.signed(-face.discount)
        );
        mark("", "tag", text);
    }
    if !face.extra.is_zero() {
        let text = format!("{} {}", i18n.t(Key::BillExtraMark), i18n.signed(face.extra));
        mark("", "plus", text);
    }
    marks
}
