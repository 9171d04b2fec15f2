#![allow(clippy::unwrap_used)]
use super::*;
use crate::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use serde_json::json;
use std::collections::BTreeSet;

const NOW: i64 = 1_791_400_000;
const PLUGIN: &str = "5d0e-plugin";

fn installs() -> Vec<Install> {
    let install = |environment, tenant: &str, secret: &str| Install {
        key: InstallKey {
            environment,
            tenant: tenant.into(),
        },
        api_key: Secret::new("k"),
        webhook_secret: Secret::new(secret),
        scopes: BTreeSet::new(),
    };
    vec![
        install(Environment::Sandbox, "tn_1", "wh_sandbox"),
        install(Environment::Production, "tn_1", "wh_production"),
        install(Environment::Sandbox, "tn_2", "wh_other"),
    ]
}

fn claims() -> Value {
    json!({ "iss": "restomenum", "aud": PLUGIN, "sub": "u-7", "role": "staff", "tenantId": "tn_1",
        "pluginId": PLUGIN, "environment": "sandbox", "iat": NOW - 5, "exp": NOW + 115 })
}

fn sign(header: &Value, claims: &Value, secret: &str) -> String {
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header.to_string()),
        URL_SAFE_NO_PAD.encode(claims.to_string())
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

use sha2::Sha256;

fn hs256() -> Value {
    json!({ "alg": "HS256", "typ": "JWT" })
}

fn token(claims: &Value) -> String {
    sign(&hs256(), claims, "wh_sandbox")
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

fn without(name: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(name);
    claims
}

fn outcome(token: &str) -> Result<Caller, Reason> {
    let unverified = read(token, PLUGIN)?;
    let installs = installs();
    let mut installs = installs.iter();
    let found = installs.find(|install| install.key == *unverified.install());
    unverified.verify(found, NOW)
}

#[test]
fn a_good_token_says_who_is_looking() {
    let caller = outcome(&token(&claims())).unwrap();
    assert_eq!(caller.install.tenant, "tn_1");
    assert_eq!(caller.install.environment, Environment::Sandbox);
    assert_eq!((caller.user.as_str(), caller.role), ("u-7", Role::Staff));
}

#[test]
fn what_the_platform_allows_is_accepted() {
    let plain = token(&claims());
    let (signed, signature) = plain.rsplit_once('.').unwrap();
    let padded = URL_SAFE.encode(URL_SAFE_NO_PAD.decode(signature).unwrap());
    for (name, token) in [
        ("a Bearer prefix", format!("Bearer {plain}")),
        ("a prefix in another case", format!("  bEaReR   {plain} ")),
        ("a padded signature", format!("{signed}.{padded}")),
        ("exp equal to now", token(&with("exp", json!(NOW)))),
        ("no iat", token(&without("iat"))),
        ("iat as text", token(&with("iat", json!("tomorrow")))),
        ("iat 60 s ahead", token(&with("iat", json!(NOW + 60)))),
        (
            "unknown claims",
            token(&with("locale", json!({ "x": [1, 2] }))),
        ),
        ("a manager", token(&with("role", json!("manager")))),
        ("the older tenant name", {
            let mut older = without("tenantId");
            older["serverId"] = json!("tn_1");
            token(&older)
        }),
        ("production's own secret", {
            sign(
                &hs256(),
                &with("environment", json!("production")),
                "wh_production",
            )
        }),
    ] {
        assert!(outcome(&token).is_ok(), "{name}");
    }
}

#[test]
fn every_rejection_has_its_reason() {
    let good = token(&claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    let alg = |alg: Value| sign(&json!({ "alg": alg }), &claims(), "wh_sandbox");
    use Reason::*;
    for (name, token, reason) in [
        ("nothing", String::new(), Malformed),
        ("two parts", signed.to_owned(), Malformed),
        ("four parts", format!("{good}.x"), Malformed),
        (
            "a huge token",
            format!("{good}{}", "A".repeat(5000)),
            Malformed,
        ),
        (
            "header not base64",
            format!("!.{payload}.{signature}"),
            WrongAlgorithm,
        ),
        (
            "header not JSON",
            format!("{}.{payload}.{signature}", URL_SAFE_NO_PAD.encode("x")),
            WrongAlgorithm,
        ),
        ("alg none", alg(json!("none")), WrongAlgorithm),
        ("alg in lower case", alg(json!("hs256")), WrongAlgorithm),
        ("alg HS512", alg(json!("HS512")), WrongAlgorithm),
        ("alg RS256", alg(json!("RS256")), WrongAlgorithm),
        ("alg missing", alg(Value::Null), WrongAlgorithm),
        (
            "payload not JSON",
            format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode("x")),
            Malformed,
        ),
        (
            "payload an array",
            format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode("[]")),
            Malformed,
        ),
        (
            "another issuer",
            token(&with("iss", json!("resto"))),
            InvalidIssuer,
        ),
        ("no issuer", token(&without("iss")), InvalidIssuer),
        (
            "another audience",
            token(&with("aud", json!("other"))),
            AudienceMismatch,
        ),
        (
            "audience as an array",
            token(&with("aud", json!([PLUGIN]))),
            AudienceMismatch,
        ),
        ("no audience", token(&without("aud")), AudienceMismatch),
        ("no tenant", token(&without("tenantId")), Malformed),
        (
            "an empty tenant",
            token(&with("tenantId", json!(""))),
            Malformed,
        ),
        (
            "a tenant that is a number",
            token(&with("tenantId", json!(1))),
            Malformed,
        ),
        ("no environment", token(&without("environment")), Malformed),
        (
            "an unknown environment",
            token(&with("environment", json!("Sandbox"))),
            Malformed,
        ),
        (
            "an unknown tenant",
            token(&with("tenantId", json!("tn_9"))),
            InvalidSignature,
        ),
        (
            "another tenant's name on ours",
            token(&with("tenantId", json!("tn_2"))),
            InvalidSignature,
        ),
        (
            "the other environment",
            token(&with("environment", json!("production"))),
            InvalidSignature,
        ),
        (
            "another secret",
            sign(&hs256(), &claims(), "wh_other"),
            InvalidSignature,
        ),
        (
            "an empty secret",
            sign(&hs256(), &claims(), ""),
            InvalidSignature,
        ),
        ("no signature", format!("{signed}."), InvalidSignature),
        (
            "a cut signature",
            format!("{signed}.{}", &signature[..20]),
            InvalidSignature,
        ),
        (
            "a changed payload",
            {
                let forged = URL_SAFE_NO_PAD.encode(with("role", json!("manager")).to_string());
                format!("{header}.{forged}.{signature}")
            },
            InvalidSignature,
        ),
        ("past exp", token(&with("exp", json!(NOW - 1))), Expired),
        ("no exp", token(&without("exp")), Expired),
        (
            "exp as text",
            token(&with("exp", json!((NOW + 100).to_string()))),
            Expired,
        ),
        (
            "iat 61 s ahead",
            token(&with("iat", json!(NOW + 61))),
            NotYetValid,
        ),
        (
            "an unknown role",
            token(&with("role", json!("owner"))),
            Malformed,
        ),
        ("no role", token(&without("role")), Malformed),
        ("no user", token(&without("sub")), Malformed),
    ] {
        assert_eq!(outcome(&token), Err(reason), "{name}");
    }
}

#[test]
fn fractions_of_a_second_do_not_shorten_or_stretch_a_token() {
    let raw = |name: &str, number: &str| {
        let text = with(name, json!(0))
            .to_string()
            .replace(&format!("\"{name}\":0"), &format!("\"{name}\":{number}"));
        token(&serde_json::from_str(&text).unwrap())
    };
    assert!(outcome(&raw("exp", &format!("{NOW}.5"))).is_ok());
    assert!(outcome(&raw("iat", &format!("{}.0", NOW + 60))).is_ok());
    assert_eq!(
        outcome(&raw("iat", &format!("{}.5", NOW + 60))),
        Err(Reason::NotYetValid)
    );
    assert_eq!(outcome(&raw("exp", "-1")), Err(Reason::Expired));
}
