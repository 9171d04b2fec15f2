//! Who reaches what: keys, screen readers, a long list, a wait.

use adisyon_e2e::{Bill, Desk, Key, Outcome, Setup, wait};
use serde_json::json;

use crate::till;

const TABLE: Bill<'static> = Bill::Table("masa-12");
/// The most presses of Tab for a walk over a whole bill.
const TABS: usize = 200;

/// Where the focus is: nowhere, unseen, covered by something else, or a name.
const FOCUS: &str = "
    const part = document.activeElement;
    if (!part || part === document.body) return 'nowhere';
    const label = part.matches('input[type=radio], input[type=checkbox]') && part.closest('label');
    const seen = label || part;
    const box = seen.getBoundingClientRect();
    const name = `${part.tagName}#${part.id}.${part.className} “${(part.ariaLabel || part.textContent || '').trim().slice(0, 30)}”`;
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), y);
    if (box.bottom < 0 || box.top > innerHeight) return 'out of sight: ' + name;
    if (!(seen.contains(top) || top && top.contains(seen))) return `covered: ${name} at ${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.width)}x${Math.round(box.height)} of ${innerWidth}x${innerHeight} by ${top && top.tagName + '.' + top.className}`;
    const style = getComputedStyle(seen);
    const ring = getComputedStyle(seen).outlineStyle !== 'none' || seen.matches(':focus-within') && style.outlineStyle !== 'none';
    return (ring ? '' : 'no ring: ') + name;";

async fn ask(desk: &Desk, script: &str) -> Outcome<serde_json::Value> {
    Ok(desk.web().execute(script, Vec::new()).await?.json().clone())
}

#[tokio::test]
async fn tabbing_over_a_whole_bill_the_focus_is_always_seen_and_never_under_a_bar() {
    Desk::run("tabbing", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        till::more(desk, "Lahmacun").await?;
        desk.picture("tabbing", 360).await?;
        // From the first control on.
        ask(desk, "document.querySelector('button').focus()").await?;
        let (mut seen, mut unseen) = (0, Vec::new());
        for _ in 0..TABS {
            desk.keys(Key::Tab).await?;
            let at = ask(desk, FOCUS).await?;
            let at = at.as_str().unwrap_or_default().to_owned();
            if ["covered", "out of sight", "no ring"]
                .iter()
                .any(|bad| at.starts_with(bad))
            {
                unseen.push(at.clone());
            }
            seen += 1;
            if at.contains("“Kaydet") {
                break;
            }
        }
        assert_eq!(unseen, Vec::<String>::new());
        assert!((20..TABS).contains(&seen), "{seen} stops");
        Ok(())
    })
    .await;
}

/// Roles that mean nothing without a name.
const NAMED: [&str; 15] = [
    "button",
    "link",
    "textbox",
    "spinbutton",
    "combobox",
    "checkbox",
    "radio",
    "dialog",
    "heading",
    "listbox",
    "region",
    "group",
    "navigation",
    "grid",
    "progressbar",
];

#[tokio::test]
async fn the_tree_of_a_screen_reader_names_everything() {
    Desk::run("tree", Setup::default(), async |desk| {
        desk.open_with(TABLE, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        desk.click("split").await?;
        desk.part("share-pay").await?;
        let bill = tree(desk, "the bill").await?;
        holds(
            &bill,
            &[
                "heading “Masa 12” (level=1)",
                "heading “Ödemeler” (level=2)",
                "spinbutton “Lahmacun: adet” “2”",
                "button “Lahmacun: artır”",
                "combobox “Ürün ara”",
                "region “Kaydetme”",
                "button “Bölmeyi kaldır”",
                "button “1. pay, 809,50: öde”",
                "button “Eşit” (pressed=true)",
                "progressbar “Ödenen oran: yüzde 34”",
            ],
        );
        desk.click("pay").await?;
        desk.part("pay-done").await?;
        let pay = tree(desk, "paying").await?;
        holds(
            &pay,
            &[
                "dialog “Ödeme al” (modal=true)",
                "radio “Nakit” (checked=true)",
                "group “Hazır tutarlar”",
                "textbox “Alınan nakit”",
            ],
        );
        let behind = pay.iter().find(|line| line.contains("Lahmacun"));
        assert_eq!(behind, None, "the page behind the dialog is told");

        desk.open_with(Bill::Board, &[("menu", "closed")]).await?;
        desk.part("seat").await?;
        let board = tree(desk, "the board").await?;
        holds(
            &board,
            &[
                "heading “Masalar ve paketler” (level=1)",
                "link “Masa 12 4 kişi Kısmen ödendi 1.619,00”",
                "searchbox “Masa ya da paket ara”",
            ],
        );

        let page = "/catalogue?view=products";
        desk.open_with(Bill::Board, &[("page", page), ("menu", "closed")])
            .await?;
        desk.part("record").await?;
        let list = tree(desk, "the managers' list").await?;
        holds(&list, &["grid “Ürünler”", "columnheader", "row"]);
        Ok(())
    })
    .await;
}

/// Each of these begins a line of the tree.
fn holds(tree: &[String], wanted: &[&str]) {
    for line in wanted {
        assert!(
            tree.iter().any(|one| one.trim_start().starts_with(line)),
            "{line} is not in the tree: {tree:#?}"
        );
    }
}

/// The tree, printed for whoever checks it by eye; a control without a name is a barrier.
async fn tree(desk: &Desk, what: &str) -> Outcome<Vec<String>> {
    let tree = desk.tree().await?;
    for part in &tree {
        assert!(
            !NAMED.contains(&part.role.as_str()) || !part.name.is_empty(),
            "in {what}: {part} has no name"
        );
    }
    let lines: Vec<String> = tree.iter().map(ToString::to_string).collect();
    assert!(!lines.is_empty(), "the browser tells no tree");
    println!("{what}:\n{}", lines.join("\n"));
    Ok(lines)
}

/// Screens of a long list, each looked at in the very frame in which it comes into sight.
const FRAMES: &str = "
    const [row, done] = [arguments[0], arguments[arguments.length - 1]];
    const frame = () => new Promise(requestAnimationFrame);
    (async () => {
        let blank = 0, seen = 0;
        for (let step = 0; step < 40; step += 1) {
            scrollBy(0, innerHeight * 0.7);
            await frame();
            const there = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
            if (there && there.closest(row)) seen += 1; else if (scrollY + innerHeight < document.documentElement.scrollHeight - innerHeight) blank += 1;
        }
        done([blank, seen > 20]);
    })();";

#[tokio::test]
async fn a_long_list_is_never_blank_while_it_scrolls() {
    let setup = Setup {
        products: 2_000,
        lines: 200,
        window: (360, 780),
        ..Setup::default()
    };
    Desk::run("frames", setup, async |desk| {
        let lines = Bill::Table("masa-200");
        desk.open_with(lines, &[("menu", "closed")]).await?;
        till::shown(desk).await?;
        let row = vec![json!("[data-testid=line]")];
        let frames = desk.web().execute_async(FRAMES, row).await?;
        assert_eq!(frames.json(), &json!([0, true]), "two hundred lines");
        let page = "/catalogue?view=products";
        desk.open_with(Bill::Board, &[("page", page), ("menu", "closed")])
            .await?;
        desk.part("record").await?;
        let row = vec![json!("[data-testid=record]")];
        let frames = desk.web().execute_async(FRAMES, row).await?;
        assert_eq!(frames.json(), &json!([0, true]), "two thousand records");
        Ok(())
    })
    .await;
}

/// What turns inside a button that waits: its own sign, or the one that the style sheet puts into it.
const TURNS: &str = "
    const button = document.querySelector(arguments[0]);
    const turns = style => style.animationName === 'spin' && style.content !== 'none';
    return !!button && button.ariaBusy === 'true' && (!!button.querySelector('.spin') || turns(getComputedStyle(button, '::before')))";

async fn waits(desk: &Desk, selector: &str) -> Outcome {
    wait::until(format!("{selector} to show its wait"), async || {
        let turns = desk.web().execute(TURNS, vec![json!(selector)]).await?;
        Ok((turns.json() == &json!(true)).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_button_s_own_wait_shows_in_the_button() {
    Desk::run("waits", Setup::default(), async |desk| {
        for path in ["update-orders", "packets/update", "tables/create"] {
            let slow = json!({ "kind": "delay", "path": path, "answerDelayMs": 1500 });
            desk.sim().fault(slow).await?;
        }
        till::open(desk, TABLE).await?;
        till::more(desk, "Lahmacun").await?;
        till::save(desk).await?;
        waits(desk, "[data-testid=save]").await?;
        till::saved(desk).await?;

        till::open(desk, Bill::Packet("1791400223345")).await?;
        desk.click("packet-fields").await?;
        desk.css("#packet-note").await?.write("Arka kapı").await?;
        desk.click("fields-save").await?;
        waits(desk, "[data-testid=fields-save]").await?;
        desk.gone("fields-save").await?;

        desk.open(Bill::Board).await?;
        desk.css("button[data-testid=seat]").await?.click().await?;
        desk.click("seat-open").await?;
        waits(desk, "[data-testid=seat-open]").await?;
        till::shown(desk).await
    })
    .await;
}
