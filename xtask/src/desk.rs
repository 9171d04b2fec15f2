//! The demo's parts on loopback: the simulator with its pretend panel, and the backend.

use std::fs;
use std::process::Command;

use crate::children::Children;
use crate::places;
use crate::ports::{self, Ports};
use crate::run;
use crate::secrets::Secrets;
use crate::stop::{Outcome, Stop};

const TENANT: &str = "tn_lokanta";
const PLUGIN: &str = "5d0e7c1a-3b52-4f0e-9a61-8c2f4e7d9b10";
const SCOPES: &str = "orders:read,orders:write,products:read,products:write,payment_methods:read,payment_methods:write,\
ingredients:read,ingredients:write,customers:read,users:read,events:subscribe,ui:page,ui:button";

/// Builds the two programs; they run from the folder this very program runs from.
pub fn build() -> Outcome {
    run::check(run::cargo().args([
        "build",
        "--package",
        "restomenum-sim",
        "--package",
        "adisyon-bff",
    ]))
}

/// Starts both and waits until they answer. `backend` is the backend's port.
pub fn start(children: &mut Children, ports: &Ports, backend: u16) -> Outcome {
    let secrets = Secrets::draw()?;
    let folder = places::demo();
    // Secrets are new each time: what an earlier run encrypted cannot be read any more.
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).map_err(Stop::while_(folder.display()))?;
    children.start("sim", &mut simulator(ports, backend, &secrets))?;
    children.wait_for("the simulator", || ports::answers(ports.panel, "/"))?;
    children.start("bff", &mut the_backend(ports, backend, &secrets))?;
    children.wait_for("the backend", || ports::answers(backend, "/health/ready"))
}

fn program(name: &str) -> Command {
    run::command(places::programs().join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

fn api_key(secrets: &Secrets) -> String {
    format!("{TENANT}.{PLUGIN}.{}", secrets.api)
}

fn simulator(ports: &Ports, backend: u16, secrets: &Secrets) -> Command {
    let local = |port| format!("127.0.0.1:{port}");
    let mut command = program("restomenum-sim");
    command
        .args([
            "--api",
            &local(ports.platform),
            "--panel",
            &local(ports.panel),
        ])
        .args(["--plugin-url", &format!("http://{}", local(ports.page))])
        .args([
            "--webhook-url",
            &format!("http://{}/webhook", local(backend)),
        ])
        .args([
            "--plugin-id",
            PLUGIN,
            "--tenant",
            TENANT,
            "--environment",
            "sandbox",
            "--scopes",
            SCOPES,
        ])
        .args([
            "--client-secret",
            &secrets.client,
            "--api-key",
            &api_key(secrets),
        ])
        .args(["--webhook-secret", &secrets.webhook]);
    command
}

fn the_backend(ports: &Ports, backend: u16, secrets: &Secrets) -> Command {
    let base = format!("http://127.0.0.1:{}", ports.platform);
    let database = places::demo().join("adisyon.sqlite");
    let mut command = program("adisyon-bff");
    command
        .env("ADISYON_LISTEN", format!("127.0.0.1:{backend}"))
        .env("ADISYON_DIST", places::dist())
        .env(
            "ADISYON_DATABASE_URL",
            format!("sqlite://{}", database.display()),
        )
        .env("ADISYON_SECRET_KEY", &secrets.backend_key)
        .env(
            "ADISYON_PANEL_ORIGINS",
            format!("http://localhost:{}", ports.panel),
        )
        .env("RESTOMENUM_PLUGIN_ID", PLUGIN)
        .env("RESTOMENUM_CLIENT_SECRET", &secrets.client)
        .env("RESTOMENUM_SANDBOX_BASE", &base)
        .env("RESTOMENUM_PRODUCTION_BASE", &base)
        .env("RESTOMENUM_ENVIRONMENT", "sandbox")
        .env("RESTOMENUM_TENANT_ID", TENANT)
        .env("RESTOMENUM_API_KEY", api_key(secrets))
        .env("RESTOMENUM_WEBHOOK_SECRET", &secrets.webhook)
        .env("RESTOMENUM_SCOPES", SCOPES);
    command
}
