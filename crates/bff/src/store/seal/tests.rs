#![allow(clippy::unwrap_used)]
use super::*;
use crate::installs::Environment;

fn ring(current: u8, old: &[u8]) -> Keyring {
    let old: Vec<_> = old.iter().map(|byte| SecretKey::new([*byte; 32])).collect();
    Keyring::new(Some(&SecretKey::new([current; 32])), &old)
}

fn of(environment: Environment, tenant: &str) -> InstallKey {
    InstallKey {
        environment,
        tenant: tenant.into(),
    }
}

#[test]
fn what_is_sealed_opens_for_its_own_restaurant_and_field_alone() {
    let here = of(Environment::Sandbox, "tn_1");
    let sealed = ring(1, &[])
        .seal(&Secret::new("wh_x"), &here, Field::WebhookSecret)
        .unwrap();
    assert!(!sealed.contains("wh_x"));
    let opened = ring(1, &[]).open(&sealed, &here, Field::WebhookSecret);
    assert_eq!(opened, Ok(Secret::new("wh_x")));
    for (other, field) in [
        (of(Environment::Production, "tn_1"), Field::WebhookSecret),
        (of(Environment::Sandbox, "tn_2"), Field::WebhookSecret),
        (here.clone(), Field::ApiKey),
    ] {
        assert_eq!(
            ring(1, &[]).open(&sealed, &other, field),
            Err(StoreError::Sealed)
        );
    }
}

#[test]
fn an_old_key_still_opens_and_is_known_to_be_old() {
    let here = of(Environment::Sandbox, "tn_1");
    let sealed = ring(1, &[])
        .seal(&Secret::new("k"), &here, Field::ApiKey)
        .unwrap();
    let turned = ring(2, &[1]);
    assert_eq!(
        turned.open(&sealed, &here, Field::ApiKey),
        Ok(Secret::new("k"))
    );
    assert!(turned.is_stale(&sealed));
    assert!(!ring(1, &[2]).is_stale(&sealed));
    assert_eq!(
        ring(2, &[]).open(&sealed, &here, Field::ApiKey),
        Err(StoreError::Sealed)
    );
}

#[test]
fn a_changed_text_does_not_open() {
    let here = of(Environment::Sandbox, "tn_1");
    let sealed = ring(1, &[])
        .seal(&Secret::new("k"), &here, Field::ApiKey)
        .unwrap();
    for at in 0..sealed.len() {
        let mut bytes = sealed.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        let opened = ring(1, &[]).open(&changed, &here, Field::ApiKey);
        assert_eq!(opened, Err(StoreError::Sealed), "{at}");
    }
    for text in ["", "v1", "v1.", "v1..", "v2.a.b", "v1.a.b"] {
        assert_eq!(
            ring(1, &[]).open(text, &here, Field::ApiKey),
            Err(StoreError::Sealed)
        );
    }
}

#[test]
fn the_same_secret_is_never_sealed_to_the_same_text() {
    let here = of(Environment::Sandbox, "tn_1");
    let seal = || {
        ring(1, &[])
            .seal(&Secret::new("k"), &here, Field::ApiKey)
            .unwrap()
    };
    assert_ne!(seal(), seal());
}

#[test]
fn without_a_key_nothing_is_sealed() {
    let here = of(Environment::Sandbox, "tn_1");
    let sealed = Keyring::none().seal(&Secret::new("k"), &here, Field::ApiKey);
    assert_eq!(sealed, Err(StoreError::NoKey));
}
