//! What a replica tells of its pages, as a notice.
use super::{address, bill, install};
use crate::installs::InstallKey;
use crate::lanes::LaneKey;
use crate::live::roll::{Page, Said, Viewer, Word};
use serde_json::Value;

/// Puts a word into a notice.
pub(super) fn write(word: &Word, notice: &mut Value) {
    notice["replica"] = word.replica.as_str().into();
    let said = match &word.said {
        Said::Came(viewer) => {
            put_viewer(notice, viewer);
            "came"
        }
        Said::Left(viewer) => {
            put_viewer(notice, viewer);
            "left"
        }
        Said::Holds(install, page, line) => {
            put_page(notice, install, page);
            notice["line"] = line.as_deref().into();
            "holds"
        }
        Said::Alive => "alive",
        Said::Asks => "asks",
    };
    notice["said"] = said.into();
}

/// Reads it again; none if it is of another release.
pub(super) fn read(notice: &Value) -> Option<Word> {
    let said = match notice["said"].as_str()? {
        "came" => Said::Came(viewer(notice)?),
        "left" => Said::Left(viewer(notice)?),
        "holds" => Said::Holds(
            install(notice)?,
            page(notice)?,
            notice["line"].as_str().map(str::to_owned),
        ),
        "alive" => Said::Alive,
        "asks" => Said::Asks,
        _ => return None,
    };
    let replica = notice["replica"].as_str()?.to_owned();
    Some(Word { replica, said })
}

fn put_viewer(notice: &mut Value, viewer: &Viewer) {
    put_page(notice, &viewer.bill.install, &viewer.page);
    notice["bill"] = address(Some(&viewer.bill.bill));
}

fn put_page(notice: &mut Value, install: &InstallKey, page: &Page) {
    notice["environment"] = install.environment.as_str().into();
    notice["tenant"] = install.tenant.as_str().into();
    notice["user"] = page.user.as_str().into();
    notice["page"] = page.name.as_str().into();
}

fn viewer(notice: &Value) -> Option<Viewer> {
    let bill = LaneKey {
        install: install(notice)?,
        bill: bill(&notice["bill"])?,
    };
    let page = page(notice)?;
    Some(Viewer { bill, page })
}

fn page(notice: &Value) -> Option<Page> {
    Some(Page {
        user: notice["user"].as_str()?.to_owned(),
        name: notice["page"].as_str()?.to_owned(),
    })
}

/// One word of each kind.
#[cfg(test)]
pub(super) fn words() -> impl Iterator<Item = Word> {
    let install = crate::store::trial::sandbox("tn_1");
    let page = Page {
        user: "u-1".into(),
        name: "page-1".into(),
    };
    let viewer = Viewer {
        bill: LaneKey {
            install: install.clone(),
            bill: adisyon_bill::BillRef::Table("k%C3%B6".into()),
        },
        page: page.clone(),
    };
    let said = [
        Said::Came(viewer.clone()),
        Said::Left(viewer),
        Said::Holds(install.clone(), page.clone(), Some("line-1".into())),
        Said::Holds(install, page, None),
        Said::Alive,
        Said::Asks,
    ];
    said.into_iter().map(|said| Word {
        replica: "one".into(),
        said,
    })
}
