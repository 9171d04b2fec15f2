//! Our metadata on the lines of a write: what a line had of us, and the product's stamp. C:E.3, C:G.5 `metadata`.
use crate::ids::ProductId;
use crate::line::OwnItem;
use crate::order;
use crate::resolve::{STAMP_KEY, stamp};

/// The most items of one author on one line. C:E.3.
pub(super) const MAX_ITEMS: usize = 10;
/// The most bytes of metadata of all lines of one request. C:E.3 says 20 KB; the smaller reading of it.
pub(super) const MAX_BYTES: usize = 20_000;
/// The longest text value in characters. C:E.3.
const MAX_VALUE: usize = 256;

/// Adds the stamps to the lines' own items while the budget lasts. Own items always go again, because leaving them out might
/// erase them (C:G.5); a line whose stamp finds no room is only found by the next rungs of the ladder.
pub(super) fn stamped<'a>(lines: impl Iterator<Item = (&'a mut Vec<OwnItem>, &'a ProductId)>) {
    let mut lines: Vec<_> = lines.collect();
    // Those that bear a stamp already come first: it must not be lost for want of room.
    order::first(&mut lines, |(items, _)| {
        items.iter().any(|item| item.key == STAMP_KEY)
    });
    for (items, _) in &mut lines {
        items.retain(|item| item.key != STAMP_KEY);
    }
    let mut used: usize = lines.iter().map(|(items, _)| size(items)).sum();
    for (items, product) in lines {
        let stamp = stamp(product);
        let more = size(std::slice::from_ref(&stamp));
        let fits = items.len() < MAX_ITEMS && used + more <= MAX_BYTES;
        if fits && product.as_str().encode_utf16().count() <= MAX_VALUE {
            used += more;
            items.push(stamp);
        }
    }
}

/// Bytes of the items as JSON, brackets and commas counted generously.
fn size(items: &[OwnItem]) -> usize {
    let frame = r#"{"key":"","value":},"#.len();
    let each = |item: &OwnItem| frame + item.key.len() + item.value.len();
    2 + items.iter().map(each).sum::<usize>()
}
