#![allow(clippy::unwrap_used)]
use super::*;

const WHOLE: &[(&str, &str)] = &[
    ("ADISYON_LISTEN", "127.0.0.1:0"),
    (
        "ADISYON_SECRET_KEY",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    ),
    (
        "ADISYON_PANEL_ORIGINS",
        "https://panel.example, http://localhost:8791",
    ),
    ("RESTOMENUM_PLUGIN_ID", "5d0e"),
    ("RESTOMENUM_CLIENT_SECRET", "cs_hidden"),
    ("RESTOMENUM_SANDBOX_BASE", "http://127.0.0.1:8790/"),
    ("RESTOMENUM_ENVIRONMENT", "sandbox"),
    ("RESTOMENUM_TENANT_ID", "tn_4410"),
    ("RESTOMENUM_API_KEY", "tn_4410.5d0e.k9"),
    ("RESTOMENUM_WEBHOOK_SECRET", "wh_hidden"),
    (
        "RESTOMENUM_SCOPES",
        "orders:read, orders:write products:read",
    ),
];

fn read(changes: &[(&str, Option<&str>)]) -> Result<Config, Faults> {
    Config::read(
        |name| match changes.iter().find(|(changed, _)| *changed == name) {
            Some((_, value)) => value.map(str::to_owned),
            None => WHOLE
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned()),
        },
    )
}

#[test]
fn a_whole_environment_is_read() {
    let config = read(&[]).unwrap();
    assert_eq!(config.bases.sandbox.as_str(), "http://127.0.0.1:8790");
    assert_eq!(config.bases.production.as_str(), PRODUCTION_BASE);
    assert_eq!(config.panel_origins.len(), 2);
    assert_eq!(
        (config.reads_per_minute, config.writes_per_minute),
        (120, 20)
    );
    let install = config.install.unwrap();
    assert_eq!(install.environment, Environment::Sandbox);
    assert_eq!(install.scopes.len(), 3);
}

#[test]
fn only_the_plugin_id_must_be_given() {
    let config =
        Config::read(|name| (name == "RESTOMENUM_PLUGIN_ID").then(|| "5d0e".to_owned())).unwrap();
    assert!(config.install.is_none());
    assert!(config.secret_key.is_none());
    assert_eq!(config.listen.to_string(), "127.0.0.1:8787");
}

#[test]
fn each_wrong_value_is_named() {
    for (name, wrong) in [
        ("ADISYON_LISTEN", "8787"),
        ("ADISYON_DIST", "/no/such/folder"),
        ("ADISYON_DATABASE_URL", "mysql://x"),
        ("ADISYON_SECRET_KEY", "c2hvcnQ="),
        ("ADISYON_SECRET_KEY_OLD", "c2hvcnQ="),
        ("ADISYON_HISTORY_DAYS", "0"),
        ("ADISYON_PANEL_ORIGINS", "https://*"),
        ("ADISYON_LOG", "a=b=c"),
        ("RESTOMENUM_PLUGIN_ID", ""),
        ("RESTOMENUM_SANDBOX_BASE", "http://elsewhere.example"),
        ("RESTOMENUM_PRODUCTION_BASE", "plugins"),
        ("RESTOMENUM_ENVIRONMENT", "staging"),
        ("RESTOMENUM_ENVIRONMENT", ""),
        ("RESTOMENUM_TENANT_ID", ""),
        ("RESTOMENUM_API_KEY", ""),
        ("RESTOMENUM_API_KEY", "with\nbreak"),
        ("RESTOMENUM_WEBHOOK_SECRET", ""),
        ("RESTOMENUM_SCOPES", " , "),
        ("RESTOMENUM_SCOPES", ""),
        ("ADISYON_READS_PER_MINUTE", "-1"),
        ("ADISYON_WRITES_PER_MINUTE", "many"),
    ] {
        let faults = read(&[(name, Some(wrong))]).unwrap_err();
        assert_eq!(faults.0.len(), 1, "{name}={wrong}: {faults}");
        assert!(faults.0[0].starts_with(name), "{faults}");
    }
}

#[test]
fn all_faults_are_named_at_once_and_no_secret_with_them() {
    let faults = read(&[
        ("ADISYON_LISTEN", Some("x")),
        ("RESTOMENUM_PLUGIN_ID", None),
        ("RESTOMENUM_API_KEY", None),
        ("ADISYON_SECRET_KEY", Some("hidden")),
    ])
    .unwrap_err();
    let text = faults.to_string();
    for name in [
        "ADISYON_LISTEN",
        "RESTOMENUM_PLUGIN_ID",
        "RESTOMENUM_API_KEY",
        "ADISYON_SECRET_KEY",
    ] {
        assert!(text.contains(name), "{text}");
    }
    assert!(!text.contains("hidden"), "{text}");
}

#[test]
fn a_printed_configuration_shows_no_secret() {
    let shown = format!(
        "{:?}",
        read(&[("ADISYON_DATABASE_URL", Some("postgres://u:hidden@h/d"))]).unwrap()
    );
    assert!(!shown.contains("hidden"), "{shown}");
    assert!(!shown.contains("k9"), "{shown}");
}
