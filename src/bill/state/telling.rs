//! What a person says a line is goes to the backend at once: it changes nothing on the bill, and holds for the whole restaurant.
use super::{Ask, Editing};
use adisyon_bill::{Draft, Edit, LineKey, ProductId};

/// What the draft says about read lines; of one line the last counts.
pub(super) fn said(draft: &Draft) -> Vec<(LineKey, ProductId)> {
    let mut said: Vec<(LineKey, ProductId)> = Vec::new();
    for edit in draft.edits() {
        if let Edit::Identify(key, product) = edit
            && draft.base().line(key).is_some()
        {
            said.retain(|(line, _)| line != key);
            said.push((key.clone(), product.clone()));
        }
    }
    said
}

impl Editing {
    /// What is said now and was not before, and what is not said any more.
    pub(super) fn tell_since(&self, before: &[(LineKey, ProductId)]) -> Option<Ask> {
        let rights = self.setting.session.as_ref().map(|session| session.rights);
        if !rights.is_some_and(|rights| rights.write_bills) {
            return None;
        }
        let now = said(&self.draft);
        let still = |(line, _): &&(LineKey, ProductId)| now.iter().any(|(said, _)| said == line);
        let back = before.iter().filter(|one| !still(one));
        let back = back.map(|(line, _)| (line.clone(), None));
        let new = now.iter().filter(|one| !before.contains(one));
        let new = new.map(|(line, product)| (line.clone(), Some(product.clone())));
        let answers: Vec<_> = back.chain(new).collect();
        (!answers.is_empty()).then_some(Ask::Tell(answers))
    }
}
