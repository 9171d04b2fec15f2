//! The floor plan. Names with Turkish letters have percent-encoded ids, as the platform makes them (C:E.2).

use crate::money::Money;
use crate::restaurant::floor::{Place, Section};

/// An active table.
pub fn place(id: &str, title: &str) -> Place {
    Place {
        id: id.to_owned(),
        title: title.to_owned(),
        active: true,
    }
}

/// Four sections; only some have a rank, and only the terrace takes a cover charge.
pub fn sections() -> Vec<Section> {
    let section = |id: &str, title: &str, rank, cover, tables| Section {
        id: id.to_owned(),
        title: title.to_owned(),
        rank,
        cover,
        tables,
    };
    let hall = (1..=14)
        .map(|number| place(&format!("masa-{number}"), &format!("Masa {number}")))
        .collect();
    let garden = (1..=5)
        .map(|number| place(&format!("bah%C3%A7e{number}"), &format!("Bahçe{number}")))
        .collect();
    let mut terrace = vec![
        place("k%C3%B6%C5%9Fe1", "Köşe 1"),
        place("k%C3%B6%C5%9Fe2", "Köşe 2"),
    ];
    terrace.extend(
        (1..=5).map(|number| place(&format!("teras-{number}"), &format!("Teras {number}"))),
    );
    let mut games = vec![
        place("bilardo-1", "Bilardo 1"),
        place("bilardo-2", "Bilardo 2"),
    ];
    games.push(Place {
        active: false,
        ..place("bilardo-3", "Bilardo 3")
    });
    vec![
        section("ds-salon", "Salon", None, None, hall),
        section("ds-bahce", "Bahçe", None, None, garden),
        section("ds-teras", "Teras", Some(2), Some(Money::lira(10)), terrace),
        section("ds-oyun", "Oyun Salonu", None, None, games),
    ]
}
