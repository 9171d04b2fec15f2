//! `update-orders`: the cart replaces the account's rows in full and is priced from today's menu (C:E.3, C:G.4).
use super::account::{COVER, Kind, US};
use super::{Account, Choice, House, Item, Opt, Product, Refusal, Row, Void, times};

/// An option as declared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Declared {
    /// By title.
    Title(String),
    /// By id.
    Id(String),
}

/// One line of a cart as it arrives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CartLine {
    /// Product id.
    pub product: String,
    /// Thousandths.
    pub quantity: i64,
    /// Options.
    pub options: Vec<Declared>,
    /// Discount.
    pub discount: i64,
    /// Note.
    pub note: String,
    /// VAT override.
    pub tax: Option<i64>,
    /// Declared identity.
    pub line_id: Option<String>,
    /// Own metadata: key and JSON scalar.
    pub metadata: Vec<(String, String)>,
}

/// Replaces the rows, or refuses and leaves everything as it was.
pub fn update_orders(
    account: &mut Account,
    house: &House,
    cart: &[CartLine],
) -> Result<(), Refusal> {
    schema(cart, house)?;
    if account.has_timer() {
        return Err(Refusal::Timer);
    }
    let mut priced = Vec::with_capacity(cart.len());
    for line in cart {
        if house.product(&line.product).is_none() {
            return Err(Refusal::ProductNotFound(line.product.clone()));
        }
    }
    for line in cart {
        let product = house.product(&line.product);
        let product = product.ok_or_else(|| Refusal::ProductNotFound(line.product.clone()))?;
        priced.push(price(line, product, house)?);
    }
    identities(account, house, cart)?;
    let mut after = account.clone();
    seat(&mut after, house, cart, priced);
    budget(&after)?;
    if after.paid() > after.total() {
        return Err(Refusal::PaidOverTotal);
    }
    *account = after;
    Ok(())
}

fn schema(cart: &[CartLine], house: &House) -> Result<(), Refusal> {
    let refuse = |what: &str| Err(Refusal::Schema(what.to_owned()));
    if cart.is_empty() || cart.len() > 200 {
        return refuse("cart length");
    }
    let mut bytes = 0;
    for line in cart {
        let newer_only = line.tax.is_some() || line.line_id.is_some() || !line.metadata.is_empty();
        let by_id = line
            .options
            .iter()
            .any(|one| matches!(one, Declared::Id(_)));
        if !house.newer() && (newer_only || by_id) {
            return refuse("a key that this server does not know");
        }
        if !(1..=9_999_000).contains(&line.quantity) {
            return refuse("quantity");
        }
        if line.discount < 0 || line.options.len() > 50 {
            return refuse("discount or options");
        }
        if line.note.encode_utf16().count() > 500 {
            return refuse("note");
        }
        if line.product.is_empty() || line.product.len() > 128 {
            return refuse("product");
        }
        if line.tax.is_some_and(|tax| !(0..=10_000).contains(&tax)) {
            return refuse("taxRate");
        }
        if line
            .options
            .iter()
            .any(|one| matches!(one, Declared::Title(title) if title.is_empty()))
        {
            return refuse("empty option");
        }
        bytes += own_metadata(&line.metadata)?;
    }
    if bytes > 20 * 1024 {
        return Err(Refusal::Metadata(format!("{bytes} bytes in one request")));
    }
    Ok(())
}

/// Checks the items of one line or row and gives their size.
pub fn own_metadata(items: &[(String, String)]) -> Result<usize, Refusal> {
    if items.len() > 10 {
        return Err(Refusal::Metadata("more than ten items".to_owned()));
    }
    for (at, (key, value)) in items.iter().enumerate() {
        let legal = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        let starts = key
            .bytes()
            .next()
            .is_some_and(|b| b.is_ascii_alphanumeric());
        if !starts || key.len() > 64 || !key.bytes().all(legal) {
            return Err(Refusal::Metadata(format!("key {key}")));
        }
        if items[..at].iter().any(|(earlier, _)| earlier == key) {
            return Err(Refusal::Metadata(format!("key {key} twice")));
        }
        if value.chars().count() > 258 {
            return Err(Refusal::Metadata(format!("value of {key}")));
        }
    }
    let frame = r#"{"key":"","value":},"#.len();
    Ok(2 + items
        .iter()
        .map(|(key, value)| frame + key.len() + value.len())
        .sum::<usize>())
}

fn price(line: &CartLine, product: &Product, house: &House) -> Result<Row, Refusal> {
    let mut taken: Vec<*const Choice> = Vec::new();
    let mut options = Vec::new();
    for declared in &line.options {
        let refused = |said: &str| Refusal::InvalidOption(product.id.clone(), said.to_owned());
        let choice = find(declared, product, house).map_err(refused)?;
        if taken.contains(&std::ptr::from_ref(choice)) {
            return Err(Refusal::InvalidOption(
                product.id.clone(),
                choice.title.clone(),
            ));
        }
        taken.push(std::ptr::from_ref(choice));
        options.push(Opt {
            id: choice.id.map(|id| id.to_string()),
            title: choice.title.clone(),
            price: choice.price,
            vat: None,
        });
    }
    let row = Row {
        product: product.id.clone(),
        title: product.title.clone(),
        quantity: line.quantity,
        unit: product.price,
        options,
        discount: line.discount,
        note: Some(line.note.clone()),
        vat: line.tax.or(product.tax),
        ..Row::default()
    };
    // What a discount above its row does is not known; refusing is the harsher answer (C:L.2 row 15).
    if row.discount > times(row.unit_in_all(), row.quantity) {
        return Err(Refusal::DiscountOverRow(product.id.clone()));
    }
    Ok(row)
}

/// Newest: an ambiguous title is refused. Older: the first of that title is taken, the quiet wrong price of C:G.6 loss 9.
fn find<'a>(
    declared: &'a Declared,
    product: &'a Product,
    house: &House,
) -> Result<&'a Choice, &'a str> {
    match declared {
        Declared::Id(id) => {
            let found = product
                .choices()
                .find(|choice| choice.id.is_some_and(|known| known.to_string() == *id));
            found.ok_or(id)
        }
        Declared::Title(title) => {
            let mut named = product.choices().filter(|choice| choice.title == *title);
            let first = named.next().ok_or(title.as_str())?;
            if house.newer() && named.any(|other| other.price != first.price) {
                return Err(title);
            }
            Ok(first)
        }
    }
}

/// True if an id may be declared at all.
pub fn legal(id: &str) -> bool {
    let mut bytes = id.bytes();
    let starts = bytes.next().is_some_and(|b| b.is_ascii_alphanumeric());
    starts
        && id.len() <= 64
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"._:-".contains(&b))
        && !id.eq_ignore_ascii_case("kuver")
        && !id.eq_ignore_ascii_case("new")
}

/// True if an id is legal only where the document has it already.
pub fn weak(id: &str) -> bool {
    id.len() < 8 || id.bytes().all(|b| b.is_ascii_digit())
}

/// True if a stored row answers to a declared id (C:G.4 rule 7).
pub fn answers(row: &Row, id: &str, house: &House) -> bool {
    match &row.identity {
        _ if row.is_cover() => false,
        Some(identity) => identity == id,
        None => house.quirks.echo_matches && row.id == id,
    }
}

fn identities(account: &Account, house: &House, cart: &[CartLine]) -> Result<(), Refusal> {
    let declared: Vec<&str> = cart
        .iter()
        .filter_map(|line| line.line_id.as_deref())
        .collect();
    for (at, id) in declared.iter().enumerate() {
        let active = account.rows.iter().any(|row| answers(row, id, house));
        let voided = account.voids.iter().any(|void| void.row.id == *id);
        if !legal(id) || weak(id) && !active && !voided {
            return Err(Refusal::InvalidLineId((*id).to_owned()));
        }
        if declared[..at].contains(id) {
            return Err(Refusal::DuplicateLineId((*id).to_owned()));
        }
        if voided && !(house.quirks.partial_accepted && active) {
            return Err(Refusal::Voided((*id).to_owned()));
        }
    }
    Ok(())
}

fn seat(account: &mut Account, house: &House, cart: &[CartLine], priced: Vec<Row>) {
    let mut before: Vec<Option<Row>> = account.rows.drain(..).map(Some).collect();
    for (row, line) in priced.into_iter().zip(cart) {
        let kept = line.line_id.as_deref().and_then(|id| {
            let slot = before
                .iter_mut()
                .find(|old| old.as_ref().is_some_and(|old| answers(old, id, house)));
            slot?.take()
        });
        let uid = match &kept {
            Some(old) => old.uid,
            None => account.draw_uid(),
        };
        let id = match (&kept, &line.line_id) {
            (Some(old), _) => old.id.clone(),
            (None, Some(declared)) => declared.clone(),
            (None, None) => format!("{}-{uid:04x}", account.id),
        };
        let items = merged(
            kept.map(|old| old.items).unwrap_or_default(),
            &line.metadata,
            house,
        );
        account.rows.push(Row {
            uid,
            id,
            identity: line.line_id.clone(),
            items,
            ..row
        });
    }
    let left_out = before.into_iter().flatten().filter(|row| !row.is_cover());
    account
        .voids
        .extend(left_out.map(|row| Void { row, by_us: true }));
    if !residue_lasts(account, house) {
        account.residue = 0;
    }
    account
        .rows
        .extend(cover(account.kind, account.guests, house));
}

/// A table's cover charge that is in the total and on no row.
pub fn residue_lasts(account: &Account, house: &House) -> bool {
    let listed = account.rows.iter().any(Row::is_cover)
        || cover(account.kind, account.guests, house).is_some();
    house.quirks.residue_lasts && account.kind == Kind::Table && account.residue > 0 && !listed
}

/// The row that the platform makes by itself.
pub fn cover(kind: Kind, guests: i64, house: &House) -> Option<Row> {
    let unit = house.cover.filter(|_| kind == Kind::Table && guests > 0)?;
    Some(Row {
        uid: 0,
        id: COVER.to_owned(),
        identity: Some(COVER.to_owned()),
        title: "Kuver".to_owned(),
        quantity: guests * 1000,
        unit,
        note: Some(String::new()),
        vat: Some(1000),
        ..Row::default()
    })
}

/// Everybody else's items as they were, ours as sent (C:G.5).
pub fn merged(before: Vec<Item>, sent: &[(String, String)], house: &House) -> Vec<Item> {
    let by = if house.quirks.by_prefix {
        format!("plugin:{US}")
    } else {
        US.to_owned()
    };
    let ours = sent.iter().map(|(key, value)| Item {
        key: key.clone(),
        value: value.clone(),
        by: by.clone(),
    });
    before
        .into_iter()
        .filter(|item| !item.ours())
        .chain(ours)
        .collect()
}

fn budget(account: &Account) -> Result<(), Refusal> {
    let lines = account.rows.iter().flat_map(|row| &row.items);
    let pays = account.pays.iter().flat_map(|row| &row.items);
    let size = |item: &Item| 30 + item.key.len() + item.value.len() + item.by.len();
    let bytes: usize = lines.chain(pays).map(size).sum();
    if bytes > 100 * 1024 {
        return Err(Refusal::Metadata(format!("{bytes} bytes in the document")));
    }
    Ok(())
}
