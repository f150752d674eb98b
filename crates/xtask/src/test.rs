//! All tests, with everything that they need.

use crate::command::{cargo, run, workspace};
use crate::postgres::Server;
use crate::tools;

/// The address of a PostgreSQL server for the tests of the store.
const POSTGRES: &str = "KINERJA_UJI_POSTGRES";

/// Says that tools are missing and that the tests which need them may be skipped.
const WITHOUT_TOOLS: &str = "KINERJA_TANPA_ALAT";

/// Sets up, runs `cargo test` with further arguments on all crates, or on those that `-p` names, and takes
/// everything down again.
pub fn run_tests(arguments: &[String]) -> Result<(), String> {
    let mut tools = tools::prepare()?;
    let mut command = cargo();
    command.arg("test").current_dir(workspace()).env("PATH", &tools.path);
    if !arguments.iter().any(|argument| argument == "-p") {
        command.arg("--workspace");
    }
    command.args(arguments);
    // The server lives until the end of this function, also where the tests fail.
    let mut server = None;
    if std::env::var_os(POSTGRES).is_none() {
        match Server::start() {
            Ok(started) => {
                command.env(POSTGRES, started.url());
                server = Some(started);
            }
            Err(why) => tools.missing.push(format!("PostgreSQL server ({why})")),
        }
    }
    let missing = tools.missing.iter().map(|what| format!("\n  - {what}")).collect::<String>();
    if !missing.is_empty() {
        if std::env::var("CI").is_ok_and(|ci| ci == "true") {
            return Err(format!("The tests need what is missing here:{missing}"));
        }
        eprintln!("==> What needs the following is NOT tested; run as root on Debian to have it installed:{missing}");
        command.env(WITHOUT_TOOLS, "1");
    }
    let outcome = run(&mut command);
    drop(server);
    if !missing.is_empty() {
        eprintln!("==> NOT tested, for want of:{missing}");
    }
    outcome
}

/// Draws the pictures of the manual with the browser of the tests.
pub fn draw_manual() -> Result<(), String> {
    let tools = tools::prepare()?;
    let mut command = cargo();
    command.args(["test", "-p", "web", "--test", "peramban"]).current_dir(workspace()).env("PATH", &tools.path);
    run(command.env("KINERJA_GAMBAR", workspace().join("docs/panduan/gambar")))
}
