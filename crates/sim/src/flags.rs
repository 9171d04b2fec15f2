//! The program's flags.

use restomenum_sim::{Config, Generation, MAX_PRODUCTS, SCOPES};

/// The help text.
pub const USAGE: &str = "restomenum-sim: a pretend Restomenum on loopback

  --api ADDRESS            plugin API listens here          (127.0.0.1:8790)
  --panel ADDRESS          panel and control API            (127.0.0.1:8791)
  --plugin-url URL         where the framed page lives      (http://127.0.0.1:8787)
  --plugin-id ID           the plugin's id
  --client-secret TEXT     for the code exchange
  --tenant ID              first restaurant's id            (tn_lokanta)
  --environment NAME       sandbox or production            (sandbox)
  --api-key KEY            first restaurant's API key
  --webhook-secret TEXT    first restaurant's webhook secret
  --webhook-url URL        send webhooks there (http)
  --action-url URL         gates and actions are asked here (<plugin-url>/action)
  --products N             products per restaurant          (300, at most 2500)
  --lines N                add a table with a bill of N lines
  --generation NAME        newest, older or mixed           (newest)
  --limits on|off          the two rate buckets             (on)
  --scopes A,B,C           granted scopes                   (all)

The second restaurant, <tenant>-older, speaks the older generation. GET /_sim/installs on the panel tells all keys.";

/// What the command line asks for.
pub enum Asked {
    /// Run with this configuration.
    Run(Box<Config>),
    /// Print the help.
    Help,
}

/// Reads the flags; the error is a sentence for the person who typed them.
pub fn read(arguments: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut config = Config::default();
    let mut first = config.tenants.swap_remove(0);
    let (mut api_key, mut webhook_secret) = (None, None);
    let mut arguments = arguments;
    while let Some(flag) = arguments.next() {
        if flag == "--help" || flag == "-h" {
            return Ok(Asked::Help);
        }
        let (flag, inline) = match flag.split_once('=') {
            Some((flag, value)) => (flag.to_owned(), Some(value.to_owned())),
            None => (flag, None),
        };
        let mut value = || {
            inline
                .clone()
                .or_else(|| arguments.next())
                .ok_or(format!("{flag} needs a value"))
        };
        match flag.as_str() {
            "--api" => config.api = address(&flag, &value()?)?,
            "--panel" => config.panel = address(&flag, &value()?)?,
            "--plugin-url" => config.plugin_url = url(&flag, &value()?)?,
            "--plugin-id" => config.plugin_id = filled(&flag, value()?)?,
            "--client-secret" => config.client_secret = filled(&flag, value()?)?,
            "--tenant" => first.id = filled(&flag, value()?)?,
            "--environment" => {
                first.environment = one_of(&flag, &value()?, &["sandbox", "production"])?
            }
            "--api-key" => api_key = Some(filled(&flag, value()?)?),
            "--webhook-secret" => webhook_secret = Some(filled(&flag, value()?)?),
            "--webhook-url" => config.webhook_url = Some(url(&flag, &value()?)?),
            "--action-url" => config.action_url = Some(url(&flag, &value()?)?),
            "--products" => config.products = number(&flag, &value()?, MAX_PRODUCTS)?,
            "--lines" => config.lines = number(&flag, &value()?, 10_000)?,
            "--generation" => {
                let word = value()?;
                first.generation = Generation::parse(&word)
                    .ok_or_else(|| format!("--generation is newest, older or mixed, not {word}"))?;
            }
            "--limits" => first.limits = one_of(&flag, &value()?, &["on", "off"])? == "on",
            "--scopes" => first.scopes = scopes(&value()?)?,
            _ => return Err(format!("unknown flag {flag}")),
        }
    }
    let usual = restomenum_sim::TenantConfig::newest(&first.id, &config.plugin_id);
    first.api_key = api_key.unwrap_or(usual.api_key);
    first.webhook_secret = webhook_secret.unwrap_or(usual.webhook_secret);
    let older = first.older_twin(&config.plugin_id);
    config.tenants = vec![first, older];
    Ok(Asked::Run(Box::new(config)))
}

fn address(flag: &str, text: &str) -> Result<std::net::SocketAddr, String> {
    text.parse()
        .map_err(|_| format!("{flag} is an address such as 127.0.0.1:8790, not {text}"))
}

fn url(flag: &str, text: &str) -> Result<String, String> {
    if text.starts_with("http://") || text.starts_with("https://") {
        return Ok(text.trim_end_matches('/').to_owned());
    }
    Err(format!("{flag} is an http address, not {text}"))
}

fn filled(flag: &str, text: String) -> Result<String, String> {
    if text.trim().is_empty() {
        Err(format!("{flag} must not be empty"))
    } else {
        Ok(text)
    }
}

fn one_of(flag: &str, text: &str, allowed: &[&str]) -> Result<String, String> {
    if allowed.contains(&text) {
        Ok(text.to_owned())
    } else {
        Err(format!("{flag} is {}, not {text}", allowed.join(" or ")))
    }
}

fn number(flag: &str, text: &str, max: usize) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number <= max);
    number.ok_or_else(|| format!("{flag} is a whole number up to {max}, not {text}"))
}

fn scopes(text: &str) -> Result<Vec<String>, String> {
    let scopes: Vec<String> = text
        .split(',')
        .map(str::trim)
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    match scopes
        .iter()
        .find(|scope| !SCOPES.contains(&scope.as_str()))
    {
        Some(unknown) => Err(format!(
            "--scopes: unknown scope {unknown}; known are {}",
            SCOPES.join(", ")
        )),
        None => Ok(scopes),
    }
}
