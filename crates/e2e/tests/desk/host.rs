//! The window around the page: only the panel is believed, and its tokens may end at any moment.

use adisyon_e2e::{Bill, Desk, Outcome, Setup, wait};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-3");

/// A page on an origin of its own: it frames what its address names and keeps every message it hears.
const STRANGER: &str = "<!doctype html><meta charset=utf-8><script>
window.heard = [];
addEventListener('message', event => heard.push(event.data));
addEventListener('DOMContentLoaded', () => {
  const frame = document.createElement('iframe');
  frame.id = 'framed';
  frame.src = new URLSearchParams(location.search).get('frame');
  document.body.append(frame);
});
</script><body>";

/// Serves the stranger's page; ends with the test's runtime.
async fn stranger() -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Browsers open connections that they may never use.
            tokio::spawn(answer(stream));
        }
    });
    Ok(origin)
}

/// The panel hands out one token that ended long ago.
const ONE_DEAD_TOKEN: &str = "const real = window.fetch; let dead = 1;
window.fetch = (address, ...more) => {
  const token = String(address).includes('/_sim/token') && dead-- > 0;
  return real(token ? address + '&iat=1700000000&exp=1700000060' : address, ...more);
};";

async fn answer(mut stream: TcpStream) {
    let mut request = [0_u8; 4096];
    let _ = stream.read(&mut request).await;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{STRANGER}",
        STRANGER.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
}

#[tokio::test]
async fn a_token_that_ended_in_the_middle_is_renewed_without_a_word() {
    Desk::run("token_ended", Setup::default(), async |desk| {
        till::open(desk, TABLE).await?;
        till::more(desk, "Sıkma Portakal Suyu").await?;
        desk.leave().await?;
        desk.web().execute(ONE_DEAD_TOKEN, Vec::new()).await?;
        desk.enter().await?;
        till::save_all(desk).await?;
        assert!(
            desk.backend_log().contains("expired"),
            "the dead token was sent"
        );
        let lines = till::lines(&desk.sim().account(TABLE).await?);
        assert_eq!(lines[2], "4 Sıkma Portakal Suyu");
        assert_eq!(till::writes(desk).await?, ["update-orders"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_panel_that_gives_no_session_is_named() {
    Desk::run("no_session", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("token", "denied")]).await?;
        desk.reads("Panel oturum vermedi").await
    })
    .await;
}

#[tokio::test]
async fn a_stranger_who_frames_the_page_hears_nothing() {
    Desk::run("stranger", Setup::default(), async |desk| {
        let stranger = stranger().await?;
        let named = format!(
            "{}/table?panelOrigin={}",
            desk.page_origin(),
            encoded(desk.panel_origin())
        );
        desk.leave().await?;
        desk.web()
            .goto(format!("{stranger}/?frame={}", encoded(&named)))
            .await?;
        // The page runs, asks its panel and gets no answer: everything it would ever say has been said by then.
        let frame = desk.css("#framed").await?;
        frame.enter().await?;
        desk.part("host-silent").await?;
        desk.leave().await?;
        let heard = desk
            .web()
            .execute("return window.heard", Vec::new())
            .await?;
        assert_eq!(heard.json(), &json!([]), "asked for a token or a context");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn only_the_panel_s_own_answers_are_believed() {
    Desk::run("forged", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("bridge", "off")]).await?;
        desk.leave().await?;
        let stranger = stranger().await?;
        // The panel keeps what it is asked and answers nothing; the stranger in another frame answers everything.
        let listen = format!(
            "window.asked = []; addEventListener('message', event => {{
               if (event.data && event.data.type === 'restomenum-bridge') window.asked.push(event.data);
             }});
             const frame = document.createElement('iframe'); frame.id = 'stranger';
             frame.src = '{stranger}/?frame=about:blank'; document.body.append(frame);"
        );
        desk.web().execute(listen, Vec::new()).await?;
        desk.enter().await?;
        desk.click("remedy").await?;
        desk.leave().await?;
        let asked = wait::until("the page to ask its panel", async || {
            let asked = desk.web().execute("return window.asked[0] || null", Vec::new()).await?;
            Ok((!asked.json().is_null()).then(|| asked.json().clone()))
        })
        .await?;
        let answer = json!({
            "type": "restomenum-bridge-response", "requestId": asked["requestId"],
            "result": { "success": true, "data": { "refId": "masa-12", "locale": "de" } },
        });
        desk.css("#stranger").await?.enter().await?;
        let forge = format!("for (let n = 0; n < parent.length; n++) parent[n].postMessage({answer}, '*')");
        desk.web().execute(forge, Vec::new()).await?;
        // The page's own window is no panel either.
        desk.enter().await?;
        desk.web().execute(format!("postMessage({answer}, '*')"), Vec::new()).await?;
        desk.part("host-silent").await?;
        assert_eq!(desk.count("bill-total").await?, 0);
        // The same answer from the panel itself is believed: it was the sender that was wrong.
        desk.click("remedy").await?;
        desk.leave().await?;
        let answered = "const last = window.asked[window.asked.length - 1];
            if (last === undefined || last.requestId === arguments[0]) return false;
            document.getElementById('plugin').contentWindow.postMessage(
              { type: 'restomenum-bridge-response', requestId: last.requestId,
                result: { success: true, data: { refId: 'masa-12', locale: 'tr' } } }, arguments[1]);
            return true;";
        wait::until("the panel to answer", async || {
            let args = vec![asked["requestId"].clone(), json!(desk.page_origin())];
            let done = desk.web().execute(answered, args).await?;
            Ok((done.json() == &json!(true)).then_some(()))
        })
        .await?;
        desk.enter().await?;
        desk.gone("host-silent").await
    })
    .await;
}

/// An address as the value of a parameter.
fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    text.bytes()
        .map(|byte| {
            if plain(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
