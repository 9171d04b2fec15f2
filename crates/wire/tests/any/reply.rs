//! Any answer of the backend that is no twin of the model, and any request.
use super::bill::bill;
use super::edit::edit;
use super::problem::problem;
use super::{id, maybe_text, text};
use adisyon_wire::answers::{AnswerJson, AnswersReply, AnswersRequest};
use adisyon_wire::bill::{BillJson, BillReply};
use adisyon_wire::board::{Board, OpenPacket, OpenTable, Section, Table};
use adisyon_wire::edit::EditJson;
use adisyon_wire::problem::ProblemJson;
use adisyon_wire::refusal::{Refusal, RefusalCode};
use adisyon_wire::save::{Left, Outcome, SaveReply, SaveRequest, Wrote};
use adisyon_wire::session::{Rights, Role, Session};
use adisyon_wire::settings::{Settings, Standing};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

prop_compose! {
    fn rights()(flags in any::<[bool; 8]>(), discount_cap in option::of(0..=100u32)) -> Rights {
        let [read_bills, write_bills, read_products, read_methods, marketplace_carts, read_customers, read_staff, read_history] = flags;
        Rights { read_bills, write_bills, read_products, read_methods, marketplace_carts, read_customers, read_staff, read_history, discount_cap }
    }
}

prop_compose! {
    pub fn session()(
        role in select(vec![Role::Manager, Role::Staff]), rights in rights(), environment in text(), draft_space in text(),
    ) -> Session {
        Session { role, rights, environment, draft_space }
    }
}

prop_compose! {
    pub fn answers()(answers in vec((text(), maybe_text()), 0..3)) -> AnswersRequest {
        let answers = answers.into_iter().map(|(line, product)| AnswerJson { line, product });
        AnswersRequest { answers: answers.collect() }
    }
}

prop_compose! {
    pub fn answers_reply()(taken in any::<u32>()) -> AnswersReply {
        AnswersReply { taken }
    }
}

prop_compose! {
    fn standing()(state in text(), at in any::<i64>()) -> Standing {
        Standing { state, at }
    }
}

prop_compose! {
    pub fn settings()(
        marketplace_carts in any::<bool>(), subscription in option::of(standing()), delivery in option::of(standing()),
        throttle in option::of(standing()), staff_discount in option::of(0..=100u32),
    ) -> Settings {
        Settings { marketplace_carts, staff_discount, usual_discount: staff_discount.map(|cap| cap / 2), subscription, delivery, throttle }
    }
}

prop_compose! {
    fn packet()(
        id in id(), doc_no in maybe_text(), channel in maybe_text(), order_code in maybe_text(),
        scheduled in option::of(any::<i64>()), (items, total, paid) in any::<(i64, i64, i64)>(), since in option::of(any::<i64>()),
    ) -> OpenPacket {
        OpenPacket { id, doc_no, channel, order_code, scheduled, items, total, paid, since }
    }
}

prop_compose! {
    fn account()(
        doc_no in maybe_text(), guests in any::<u32>(), (items, total, paid) in any::<(i64, i64, i64)>(), since in option::of(any::<i64>()),
    ) -> OpenTable {
        OpenTable { doc_no, guests, items, total, paid, since }
    }
}

prop_compose! {
    fn table()(id in id(), title in text(), open in option::of(account())) -> Table {
        Table { id, title, open }
    }
}

prop_compose! {
    fn section()(id in text(), title in text(), tables in vec(table(), 0..3)) -> Section {
        Section { id, title, tables }
    }
}

prop_compose! {
    pub fn board()(packets in vec(packet(), 0..3), sections in vec(section(), 0..3), read_at in any::<i64>(), currency in option::of(text())) -> Board {
        Board { packets, sections, read_at, currency }
    }
}

/// Every code there is.
const CODES: [RefusalCode; 20] = [
    RefusalCode::SessionRefused,
    RefusalCode::RoleDenied,
    RefusalCode::ScopeDenied,
    RefusalCode::NotFound,
    RefusalCode::NoRoute,
    RefusalCode::NotAllowed,
    RefusalCode::BadRequest,
    RefusalCode::TooLarge,
    RefusalCode::NotJson,
    RefusalCode::RateLimited,
    RefusalCode::InstallBroken,
    RefusalCode::PlatformFault,
    RefusalCode::PlatformRefused,
    RefusalCode::NotOffered,
    RefusalCode::PlatformTimeout,
    RefusalCode::OutcomeUnknown,
    RefusalCode::Busy,
    RefusalCode::StoreDown,
    RefusalCode::TooFast,
    RefusalCode::Internal,
];

prop_compose! {
    pub fn refusal()(
        code in select(CODES.to_vec()), request_id in text(), scope in maybe_text(),
        retry_after in option::of(any::<u32>()), detail in maybe_text(),
    ) -> Refusal {
        Refusal { code, request_id, scope, retry_after, detail }
    }
}

prop_compose! {
    pub fn bill_reply()(bill in bill(), revision in text(), read_at in any::<i64>()) -> BillReply {
        BillReply { bill: BillJson::from(&bill), revision, read_at }
    }
}

prop_compose! {
    pub fn save_reply()(
        outcome in select(vec![Outcome::Saved, Outcome::Partly, Outcome::NotSaved, Outcome::Changed]),
        bill in bill_reply(), wrote in vec(select(vec![Wrote::Cart, Wrote::Payments]), 0..3),
        problems in vec(problem().prop_map(|problem| ProblemJson::from(&problem)), 0..3),
        estimate in option::of(any::<i64>()), retry_after in option::of(any::<u32>()), reread in any::<bool>(), left in option::of((any::<u32>(), any::<u32>())),
    ) -> SaveReply {
        SaveReply { outcome, bill, wrote, problems, estimate, retry_after, reread, left: left.map(|(writes, refill)| Left { writes, refill }) }
    }
}

prop_compose! {
    pub fn save_request()(
        revision in text(), attempt in text(), edits in vec(edit().prop_map(|edit| EditJson::from(&edit)), 0..4),
    ) -> SaveRequest {
        SaveRequest { revision, attempt, edits }
    }
}
