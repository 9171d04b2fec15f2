use super::*;
use adisyon::bill::others::Other;
use wasm_bindgen_test::*;

fn other(name: Option<&str>, line: Option<&str>) -> Other {
    Other {
        name: name.map(str::to_owned),
        line: line.map(str::to_owned),
    }
}

#[wasm_bindgen_test]
async fn others_stand_in_the_head_and_at_their_line_until_they_leave() {
    let screen = open(&house(BILL)).ready().await;
    screen.until_is("[data-testid=others]", false).await;
    screen.desk.company.set(vec![
        other(Some("Elif Şahin"), Some("ayran-01")),
        other(None, None),
        other(Some("Murat"), Some("a-line-not-here")),
    ]);
    screen.until_is("[data-testid=others]", true).await;
    assert_eq!(
        screen.says("[data-testid=others] .presence-text"),
        "Elif Ş. bu adisyonda: Ayran · Başka cihaz bu adisyonda · Murat bu adisyonda"
    );
    assert_eq!(screen.says("[data-testid=others] .presence-who"), "EŞ");
    let marks = screen.page.all("[data-testid=line-others]");
    assert_eq!(marks.len(), 1);
    let mark = screen.line("ayran-01", "[data-testid=line-others]");
    assert_eq!(mark.text_content().unwrap(), "Elif Ş. değiştiriyor");
    screen.desk.company.set(Vec::new());
    screen.until_is("[data-testid=others]", false).await;
    assert!(!screen.is("[data-testid=line-others]"));
}
