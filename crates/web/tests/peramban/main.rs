//! The application in a real browser: Debian's Chromium walks the day of each role, and looks at every page of the
//! table of routes. `cargo test -p web --test peramban [-- PART OF A NAME]`.
//!
//! One Chromium and one prepared set of example data serve all cases; each case has a server of its own, a process that
//! can be killed. With `KINERJA_GAMBAR=FOLDER` the pictures of the manual are made instead.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr, reason = "tests")]

mod catatan;
mod gambar;
mod halaman;
mod hari;
mod kantor;
mod papan_ketik;
mod peramban;
mod putus;
mod server;
mod tab;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use peramban::Peramban;
use server::Contoh;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// What the cases share.
pub struct Alat {
    /// The browser.
    pub peramban: Peramban,
    /// The example data.
    pub contoh: Contoh,
}

/// How many cases run at a time.
const SERENTAK: usize = 3;

macro_rules! cases {
    ($($module:ident::$name:ident,)*) => {
        const NAMES: &[&str] = &[$(concat!(stringify!($module), "::", stringify!($name))),*];

        fn start(alat: &Arc<Alat>, chosen: impl Fn(&str) -> bool) -> Vec<(&'static str, JoinHandle<()>)> {
            let turn = Arc::new(Semaphore::new(SERENTAK));
            let mut running = Vec::new();
            $({
                let name = concat!(stringify!($module), "::", stringify!($name));
                if chosen(name) {
                    let (alat, turn) = (alat.clone(), turn.clone());
                    running.push((name, tokio::spawn(async move {
                        let _turn = turn.acquire().await.unwrap();
                        let begun = Instant::now();
                        $module::$name(&alat).await;
                        println!("test {name} ... ok ({} s)", begun.elapsed().as_secs());
                    })));
                }
            })*
            running
        }
    };
}

// The long ones first.
cases! {
    halaman::every_page_on_a_laptop,
    halaman::every_page_on_a_telephone,
    hari::a_quarter_from_its_figures_to_the_lock_and_the_comparison,
    hari::wrong_roles_and_other_offices_are_refused,
    putus::a_killed_server_loses_nothing_that_was_typed,
    kantor::an_emblem_and_a_used_key,
    papan_ketik::the_keyboard_alone_is_enough,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if let [first, folder, address] = arguments.as_slice()
        && first == server::LAYANI
    {
        runtime.block_on(server::layani(folder, address));
        return ExitCode::SUCCESS;
    }
    if arguments.iter().any(|argument| argument == "--list") {
        NAMES.iter().for_each(|name| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    if std::env::var_os("KINERJA_TANPA_ALAT").is_some() && peramban::program().is_none() {
        eprintln!("Not tested in a browser: Debian's package chromium is not installed.");
        return ExitCode::SUCCESS;
    }
    let asked: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let chosen = |name: &str| asked.is_empty() || asked.iter().any(|part| name.contains(part.as_str()));
    let failed = runtime.block_on(async {
        let alat = Arc::new(Alat { peramban: Peramban::start().await, contoh: Contoh::prepare().await });
        let failed = match std::env::var_os("KINERJA_GAMBAR") {
            Some(folder) => {
                gambar::draw(&alat, &PathBuf::from(folder)).await;
                Vec::new()
            }
            None => finish(start(&alat, chosen)).await,
        };
        alat.peramban.close().await;
        failed
    });
    for name in &failed {
        println!("test {name} ... FAILED");
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Waits for all cases; the names of those that failed.
async fn finish(running: Vec<(&'static str, JoinHandle<()>)>) -> Vec<&'static str> {
    let mut failed = Vec::new();
    for (name, case) in running {
        if case.await.is_err() {
            failed.push(name);
        }
    }
    failed
}
