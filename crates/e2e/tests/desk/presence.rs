//! Two people at one bill.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-3");
const MURAT: [(&str, &str); 2] = [("role", "staff"), ("user", "u-murat")];
const SELF: [(&str, &str); 2] = [("role", "manager"), ("user", "u-elif")];

/// What the head says of others; none if nobody else is there.
async fn others(desk: &Desk) -> Outcome<Option<String>> {
    let script =
        "return document.querySelector('[data-testid=others] .presence-text')?.textContent ?? null";
    let said = desk.web().execute(script, Vec::new()).await?;
    Ok(said.json().as_str().map(str::to_owned))
}

async fn until_others(desk: &Desk, expected: Option<&str>) -> Outcome {
    wait::until(format!("{expected:?} in the head"), async || {
        let said = others(desk).await?;
        Ok((said.as_deref() == expected).then_some(()))
    })
    .await
}

#[tokio::test]
async fn two_people_see_each_other_and_the_line_in_hand_until_one_leaves() {
    Desk::run("presence", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        // What is said aloud, in order.
        let listen = "window.said = []; const at = document.querySelector('[data-testid=live]'); \
            new MutationObserver(() => window.said.push(at.textContent.trim())) \
            .observe(at, { childList: true, characterData: true, subtree: true })";
        desk.web().execute(listen, Vec::new()).await?;
        assert_eq!(others(desk).await?, None, "nobody else is there");
        let murat = desk.colleague(TABLE, &MURAT).await?;
        until_others(desk, Some("Murat G. bu adisyonda")).await?;
        let seen = murat.css("[data-testid=others] .presence-text").await?;
        assert_eq!(seen.text().await?, "Elif Ş. bu adisyonda");
        murat.details("İskender").await?;
        murat.part("line-apply").await?;
        until_others(desk, Some("Murat G. bu adisyonda: İskender")).await?;
        let mark = desk.line("İskender").await?.inside("line-others").await?;
        assert_eq!(mark.text().await?, "Murat G. değiştiriyor");
        assert_eq!(desk.count("line-others").await?, 1, "at that line alone");
        desk.no_barriers().await?;
        for width in [360, 1280] {
            desk.picture("presence", width).await?;
        }
        murat.goes().await?;
        until_others(desk, None).await?;
        desk.gone("line-others").await?;
        let said = desk.web().execute("return window.said", Vec::new()).await?;
        assert_eq!(
            said.json(),
            &serde_json::json!(["Murat G. bu adisyonda", "Murat G. bu adisyonda: İskender"]),
            "each is said once"
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn oneself_elsewhere_is_another_device() {
    Desk::run("presence_self", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        let twin = desk.colleague(TABLE, &SELF).await?;
        until_others(desk, Some("Başka cihaz bu adisyonda")).await?;
        twin.goes().await?;
        until_others(desk, None).await?;
        Ok(())
    })
    .await;
}
