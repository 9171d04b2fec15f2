//! The forms that rows are copied from: one copy costs less than a call into the browser for every element and attribute of a row.
use super::row::Handle;
use crate::i18n::{I18n, Key};
use crate::ui::node::{copy, form, last, write};
use web_sys::{DocumentFragment, HtmlTemplateElement};

/// How many, where it can be changed.
const STEPPER: &str = r#"<div class="stepper" role="group"><button class="stepper-btn stepper-less" type="button" data-do="less" data-testid="qty-dec"></button><input class="stepper-value" type="text" inputmode="decimal" autocomplete="off" enterkeyhint="done" role="spinbutton" data-testid="qty"><button class="stepper-btn stepper-plus" type="button" data-do="more" data-testid="qty-inc"></button></div>"#;
/// The way back of a line that was taken off.
const RESTORE: &str = r##"<button class="btn btn-tight qty-restore" type="button" data-do="restore" data-testid="restore"><svg class="i i-s" aria-hidden="true"><use href="#i-undo"></use></svg> </button>"##;
/// How many, where it cannot be changed.
const FIXED: &str = r#"<span class="qty-fixed"> </span>"#;
/// Title, detail, price of one, sum.
const DETAIL: &str = r#"<span class="line-title"> </span><span class="line-detail"></span><span class="line-unit num"> </span><span class="line-amount" data-testid="line-amount"> </span>"#;

/// All forms, and the words for what is written into them.
pub struct Forms {
    stepper: HtmlTemplateElement,
    restore: HtmlTemplateElement,
    fixed: HtmlTemplateElement,
    /// The language.
    pub i18n: I18n,
}

impl Forms {
    /// The forms of a list.
    pub fn new(i18n: I18n) -> Forms {
        let still =
            format!(r#"<div class="line-open">{DETAIL}</div><span class="line-more"></span>"#);
        let opens = format!(
            r#"<button class="line-open" type="button" data-do="open" data-testid="line-open">{DETAIL}</button><button class="icon-btn line-more" type="button" data-do="open"></button>"#
        );
        let restore = form(&format!("{RESTORE}{still}"));
        if let Some(button) = restore.content().first_element_child() {
            write(&last(&button), i18n.t(Key::BillRestore));
        }
        Forms {
            stepper: form(&format!("{STEPPER}{opens}")),
            restore,
            fixed: form(&format!("{FIXED}{still}")),
            i18n,
        }
    }

    /// The elements of a row: what stands at the left, the words and numbers, what stands at the right.
    pub fn row(&self, handle: Handle) -> DocumentFragment {
        copy(match handle {
            Handle::Stepper => &self.stepper,
            Handle::Restore => &self.restore,
            Handle::Fixed => &self.fixed,
        })
    }
}
