//! Fields and what is wrong with them, in words.
use crate::i18n::{I18n, Key};
use adisyon_wire::field::{Field, FieldFault, FieldProblem};

/// A field's label.
pub fn label(i18n: I18n, field: Field) -> &'static str {
    i18n.t(match field {
        Field::Name => Key::PacketName,
        Field::Phone => Key::PacketPhone,
        Field::Address => Key::PacketAddress,
        Field::AddressDescription => Key::PacketAddressDescription,
        Field::Region => Key::PacketRegion,
        Field::Note => Key::PacketNote,
        Field::PaymentNote => Key::PacketPaymentNote,
        Field::InvoiceNumber => Key::PacketInvoiceNumber,
        Field::InvoiceUrl => Key::PacketInvoiceUrl,
        Field::Status => Key::PacketStatus,
        Field::Service => Key::PacketService,
    })
}

/// What is wrong with a field.
pub fn fault(i18n: I18n, problem: &FieldProblem) -> String {
    match &problem.fault {
        FieldFault::Missing => i18n.t(Key::PacketMissing).to_owned(),
        FieldFault::TooLong(most) => i18n.fill(Key::PacketTooLong, &[("n", &most.to_string())]),
        FieldFault::NotHttps => i18n.t(Key::PacketNotHttps).to_owned(),
        FieldFault::Refused(words) => i18n.fill(Key::PacketRefused, &[("words", words)]),
    }
}

/// A status label; one that we do not know as it came. C:F `status`.
pub fn status(i18n: I18n, raw: &str) -> String {
    let key = match raw {
        "none" => Key::PacketStatusNone,
        "Approved" => Key::BillStatusApproved,
        "Ready" => Key::BillStatusReady,
        "OnDelivery" => Key::BillStatusOnDelivery,
        "Delivered" => Key::BillStatusDelivered,
        "Rejected" => Key::BillStatusRejected,
        other => return other.to_owned(),
    };
    i18n.t(key).to_owned()
}

/// A kind of service.
pub fn service(i18n: I18n, raw: &str) -> String {
    let key = match raw {
        "dine_in" => Key::BillServiceDineIn,
        "takeaway" => Key::BillServiceTakeaway,
        "delivery" => Key::BillServiceDelivery,
        other => return other.to_owned(),
    };
    i18n.t(key).to_owned()
}
