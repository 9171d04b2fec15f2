//! What is marked at a line.
use crate::bill::face::{LineFace, Mark};
use crate::i18n::{I18n, Key};
use crate::ui::MarkFace;

/// The marks of a line in their order.
pub fn marks(i18n: I18n, face: &LineFace) -> Vec<MarkFace> {
    let mut marks = Vec::new();
    let mut mark = |class, icon, text: String| marks.push(MarkFace { class, icon, text });
    let plain = |key| i18n.t(key).to_owned();
    if face.cover {
        mark("mark mark-bare", "#i-users", plain(Key::BillCover));
    } else if face.mark == Mark::Fixed {
        mark("mark mark-bare", "#i-clock", plain(Key::BillTimer));
    }
    const CHANGE: &str = "mark mark-change";
    match (face.mark, face.was_quantity) {
        (Mark::Added, _) if face.replaces => mark(CHANGE, "#i-plus", plain(Key::BillMarkReplaces)),
        (Mark::Added, _) => mark(CHANGE, "#i-plus", plain(Key::BillMarkNew)),
        (Mark::Removed, _) => mark("mark", "#i-minus", plain(Key::BillMarkRemoved)),
        (Mark::Changed, Some(from)) => {
            let (from, to) = (i18n.quantity(from), i18n.quantity(face.quantity));
            let text = i18n.fill(Key::BillMarkWas, &[("from", &from), ("to", &to)]);
            mark(CHANGE, "#i-pencil", text);
        }
        (Mark::Changed, None) => mark(CHANGE, "#i-pencil", plain(Key::BillMarkChanged)),
        _ if face.fresh => mark(CHANGE, "#i-refresh", plain(Key::BillMarkFresh)),
        _ => {}
    }
    if !face.discount.is_zero() {
        let sum = i18n.signed(-face.discount);
        mark(
            "mark",
            "#i-tag",
            format!("{} {sum}", i18n.t(Key::BillDiscountMark)),
        );
    }
    if !face.extra.is_zero() {
        let sum = i18n.signed(face.extra);
        mark(
            "mark",
            "#i-plus",
            format!("{} {sum}", i18n.t(Key::BillExtraMark)),
        );
    }
    marks
}
