//! Our own mark on a line: which product it is. C:G.2 rung 2.
#[cfg(test)]
mod tests;

use crate::ids::ProductId;
use crate::line::OwnItem;

/// The metadata key under which we stamp a line's product id. C:G.2 rung 2.
pub const STAMP_KEY: &str = "adisyon-pid";

/// The item that stamps a line with its product.
pub fn stamp(product: &ProductId) -> OwnItem {
    let mut value = String::from("\"");
    for c in product.as_str().chars() {
        match c {
            '"' | '\\' => value.extend(['\\', c]),
            c if c < ' ' => value.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => value.push(c),
        }
    }
    value.push('"');
    OwnItem {
        key: STAMP_KEY.to_owned(),
        value,
    }
}

/// The product that our own items stamp the line with. An id that looks like a number may have come back as one.
pub fn stamped(own: &[OwnItem]) -> Option<ProductId> {
    let value = own.iter().find(|item| item.key == STAMP_KEY)?.value.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) => unescaped(inner),
        None => value
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| value.to_owned()),
    }
    .filter(|id| !id.is_empty())
    .map(ProductId::new)
}

/// The text of a JSON string; none if an escape is broken.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next()? {
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'u' => {
                let mut unit = hex(&mut chars)?;
                if (0xd800..0xdc00).contains(&unit) {
                    if (chars.next()?, chars.next()?) != ('\\', 'u') {
                        return None;
                    }
                    let low = hex(&mut chars)?
                        .checked_sub(0xdc00)
                        .filter(|low| *low < 0x400)?;
                    unit = 0x1_0000 + ((unit - 0xd800) << 10) + low;
                }
                out.push(char::from_u32(unit)?);
            }
            same @ ('"' | '\\' | '/') => out.push(same),
            _ => return None,
        }
    }
    Some(out)
}

fn hex(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    let mut value = 0;
    for _ in 0..4 {
        value = value * 16 + chars.next()?.to_digit(16)?;
    }
    Some(value)
}
