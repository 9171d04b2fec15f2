//! Lines that came under another name, and what may be taken for what.
use super::cases::{brought, line, new, quantity};
use super::*;
use crate::Quantity;
use crate::notation::{bill, product_id};
use crate::resolve::Found;

#[test]
fn where_names_show_a_line_just_like_a_new_one_of_mine_is_not_taken_for_mine() {
    let base = "2 Lahmacun @30 ~1791-aaaa | 1 Ayran @10";
    let theirs = "1 Lahmacun @30 ~1791-bbbb | 1 Ayran @10";
    let mine = vec![
        Edit::Remove("1791-aaaa".into()),
        Edit::Add(new("ads-00001", "Lahmacun")),
    ];
    let merged = brought(base, mine.clone(), theirs);
    // What I took off may be what is there now, so it is asked.
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].mine, [Edit::Remove("1791-bbbb".into())]);
    assert_eq!(merged.draft.edits(), [mine[1].clone()]);
    // Mine is known by its own name.
    let written = "1 Lahmacun @30 #ads-00001 | 1 Ayran @10 #line-0002";
    let merged = brought(base, mine, written);
    assert_eq!(
        (merged.draft.edits(), &merged.conflicts[..]),
        (&[][..], &[][..])
    );
}

#[test]
fn a_note_of_mine_is_not_taken_for_written_where_notes_are_hidden() {
    let base = "old | 2 Lahmacun @30 hidden #1791-aaaa";
    let mine = || {
        vec![
            Edit::Note("1791-aaaa".into(), "acısız".into()),
            Edit::Quantity("1791-aaaa".into(), Quantity::pieces(3)),
        ]
    };
    let hidden = brought(base, mine(), "old | 3 Lahmacun @30 hidden #1791-cccc");
    assert_eq!(hidden.draft.edits(), []);
    assert_eq!(hidden.conflicts.len(), 1, "it is asked, not dropped");
    let taken_off = vec![
        Edit::Note("1791-aaaa".into(), String::new()),
        mine().remove(1),
    ];
    let hidden = brought(base, taken_off, "old | 3 Lahmacun @30 hidden #1791-cccc");
    assert_eq!(hidden.conflicts.len(), 1, "also a note that was taken off");
    let shown = brought(base, mine(), "old | 3 Lahmacun @30 \"acısız\" #1791-cccc");
    assert_eq!(shown.conflicts, []);
    // A line without a note of mine is seen to be written all the same.
    let plain = brought(
        base,
        mine().split_off(1),
        "old | 3 Lahmacun @30 hidden #1791-cccc",
    );
    assert_eq!(plain.conflicts, []);
}

#[test]
fn what_a_guess_was_said_to_be_is_dropped_where_the_product_is_known() {
    let said = |product: &str| vec![Edit::Identify(line(), product_id(product)), quantity(3)];
    let at = |theirs: &str, said: Vec<Edit>| {
        brought("2 Lahmacun @30 probable", said, theirs)
            .draft
            .edits()
            .to_vec()
    };
    assert_eq!(at("2 Lahmacun @30", said("Ayran")), [quantity(3)]);
    assert_eq!(at("2 Lahmacun @30", said("Lahmacun")), said("Lahmacun"));
    let a_guess_there = at("2 Lahmacun @30 probable | 1 Ayran @10", said("Ayran"));
    assert_eq!(a_guess_there, said("Ayran"), "still a guess there");
}

#[test]
fn what_was_said_of_a_line_stays_while_it_is_of_that_product() {
    let said = || vec![Edit::Identify(line(), product_id("Lahmacun"))];
    let base = "2 Lahmacun @30 probable | 1 Ayran @10";
    let same = brought(base, said(), "3 Lahmacun @30 probable | 1 Ayran @10");
    assert_eq!(
        (same.draft.edits(), &same.conflicts[..]),
        (&said()[..], &[][..])
    );
    let other = brought(base, said(), "3 Ayran @10 probable | 1 Ayran @10");
    assert_eq!(
        (other.draft.edits(), &other.conflicts[..]),
        (&[][..], &[][..])
    );
}

/// A bill whose first line nobody knows; these are the products that it may be, likely ones first.
fn doubtful(text: &str, candidates: &[&str]) -> Arc<Bill> {
    let mut base = bill(text);
    let candidates = candidates.iter().map(|title| product_id(title));
    base.lines[0].resolution.found = Found::Unresolved(candidates.collect());
    Arc::new(base)
}

/// What is asked about a line of an old title, two pieces, that I do this to, where theirs stands there now.
fn asked(candidates: &[&str], mine: Vec<Edit>, theirs: &str) -> Vec<(Vec<Edit>, bool)> {
    let base = "old | 2 Pide (eski) @30 #1791-aaaa | 1 Ayran @10 #1791-bbbb";
    let draft = Draft::with_edits(doubtful(base, candidates), mine);
    let merged = merge(&draft, Arc::new(bill(theirs)), &house());
    assert_eq!(merged.draft.edits(), []);
    let conflicts = merged.conflicts.into_iter();
    conflicts.map(|one| (one.mine, one.gone)).collect()
}

#[test]
fn a_line_taken_off_that_a_write_called_by_its_new_title_is_not_taken_for_gone() {
    let off = |key: &str| vec![Edit::Remove(key.into())];
    let asked = |candidates: &[&str], theirs: &str| asked(candidates, off("1791-aaaa"), theirs);
    let there = vec![(off("1791-cccc"), false)];
    let same = "old | 2 Lahmacun @30 #1791-cccc | 1 Ayran @10 #1791-dddd";
    assert_eq!(asked(&["Lahmacun"], same), there);
    assert_eq!(asked(&["Ayran", "Lahmacun"], same), there);
    assert_eq!(asked(&["Ayran"], same), []);
    // They changed it, too: then it is only the likeliest.
    let changed = "old | 3 Lahmacun @30 #1791-cccc | 1 Ayran @10 #1791-dddd";
    assert_eq!(asked(&["Lahmacun"], changed), there);
    assert_eq!(asked(&["Ayran", "Lahmacun"], changed), []);
    let in_a_word = "old | 3 Kıymalı Pide @30 #1791-cccc | 1 Ayran @10 #1791-dddd";
    assert_eq!(asked(&["Ayran", "Kıymalı Pide"], in_a_word), there);
    // One of its own title rather than one that only looks like it.
    let titled =
        "old | 4 Lahmacun @30 #1791-dddd | 3 Pide (eski) @30 #1791-cccc | 1 Ayran @10 #1791-eeee";
    assert_eq!(asked(&["Lahmacun"], titled), there);
    // Who declares an id makes a line.
    let made = "2 Lahmacun @30 #ads-00009 | 1 Ayran @10 #1791-bbbb";
    assert_eq!(asked(&["Lahmacun"], made), []);
    let unnamed = "2 Lahmacun @30 ~1791-cccc | 1 Ayran @10 #1791-bbbb";
    assert_eq!(asked(&["Lahmacun"], unnamed), there);
}

#[test]
fn a_line_that_i_said_what_it_is_is_found_under_the_title_of_today() {
    let at = |key: &str| {
        vec![
            Edit::Identify(key.into(), product_id("Lahmacun")),
            Edit::Quantity(key.into(), Quantity::pieces(3)),
        ]
    };
    let there = "old | 2 Lahmacun @30 #1791-cccc | 4 Ayran @10 #1791-dddd";
    let asked = |theirs: &str| asked(&[], at("1791-aaaa"), theirs);
    assert_eq!(asked(there), [(at("1791-cccc"), false)]);
    let another = "old | 2 Ayran @30 #1791-cccc | 1 Ayran @10 #1791-dddd";
    assert_eq!(asked(another), [(at("1791-aaaa"), true)]);
}

#[test]
fn what_i_did_to_one_of_two_lines_of_one_id_is_not_done_to_the_other() {
    let base = "2 Lahmacun @30 #NEWLINE1 lost | 1 Ayran @10 #~1 lost";
    let mine = vec![
        Edit::Quantity("NEWLINE1".into(), Quantity::pieces(3)),
        Edit::Remove("~1".into()),
    ];
    let merged = brought(base, mine.clone(), "1 Ayran @10 #NEWLINE1 lost");
    assert_eq!(merged.draft.edits(), [Edit::Remove("NEWLINE1".into())]);
    let asked: Vec<_> = merged
        .conflicts
        .iter()
        .map(|one| (&one.mine[..], one.gone))
        .collect();
    assert_eq!(asked, [(&mine[..1], true)]);
    // Declared now, the name is one line's.
    let merged = brought(base, mine.clone(), "1 Ayran @10 #NEWLINE1");
    let asked: Vec<_> = merged
        .conflicts
        .iter()
        .map(|one| (&one.mine[..], one.gone))
        .collect();
    assert_eq!(asked, [(&mine[..1], false)]);
}

#[test]
fn a_title_that_a_product_bears_is_no_old_one() {
    let base = "old | 2 Lahmacun @30 #1791-aaaa | 1 Ayran @10 #1791-bbbb";
    let mine = vec![Edit::Remove("1791-aaaa".into())];
    let draft = Draft::with_edits(doubtful(base, &["Lahmacun", "Ayran"]), mine);
    let theirs = "old | 1 Ayran @10 #1791-cccc | 2 Ayran @30 #1791-dddd";
    let merged = merge(&draft, Arc::new(bill(theirs)), &house());
    assert_eq!(
        (merged.draft.edits(), &merged.conflicts[..]),
        (&[][..], &[][..])
    );
}
