//! A program that is killed while it saves leaves the old state or the new one, nothing between.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use domain::schema::Field as _;
use domain::value::Teks;

use super::place::Place;
use super::sample::{KODE, act, kode, small_register};
use super::saving::save;

const PLACE: &str = "KINERJA_UJI_KORBAN";

/// The program that is killed: saves in a loop, and names each state before and after it is acknowledged.
#[test]
#[ignore = "started by a_killed_program_leaves_a_whole_database"]
fn victim() {
    let Ok(url) = std::env::var(PLACE) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Place { url }.open().await;
        loop {
            let (mut office, versi) = store.load(&kode(KODE), 2024).await.unwrap().unwrap();
            for row in &mut office.fasilitasi {
                row.uraian = Teks::read(&format!("keadaan {}", versi + 1)).unwrap();
            }
            let saved = store.save(&act("ubah", 0), &kode(KODE), 2024, &office, Some(versi)).await.unwrap();
            println!("\nstate {}", saved.versi);
        }
    });
}

pub async fn a_killed_program_leaves_a_whole_database(place: Place) {
    let store = place.open().await;
    let mut office = small_register(8);
    for row in &mut office.fasilitasi {
        row.uraian = Teks::read("keadaan 1").unwrap();
    }
    save(&store, 0, 2024, &office, None).await;
    store.close().await;
    // PostgreSQL loses only a client, therefore it needs fewer attempts.
    let kills = if place.url.starts_with("sqlite") { 100 } else { 20 };
    let mut seed: u64 = 2024;
    let mut last = 1;
    for kill in 0..kills {
        // A fixed sequence of pauses (Lehmer), so that a failure can be repeated.
        seed = seed * 48_271 % 2_147_483_647;
        let pause = Duration::from_micros(seed % 25_000);
        let acknowledged = run_and_kill(&place.url, pause).max(last);
        let store = place.open().await;
        let (register, versi) = store.load(&kode(KODE), 2024).await.unwrap().unwrap();
        assert!((acknowledged..=acknowledged + 1).contains(&versi), "kill {kill}: {versi} after {acknowledged}");
        for row in &register.fasilitasi {
            assert_eq!(row.uraian.to_string(), format!("keadaan {versi}"), "kill {kill}");
        }
        let verification = store.verify(&kode(KODE)).await.unwrap();
        assert_eq!((verification.entries, verification.first_broken), (versi, None), "kill {kill}");
        store.close().await;
        last = versi;
    }
    assert!(last > kills / 2, "only {last} saves in all: the kills come too early");
}

/// Lets the victim save at least once, kills it after a pause; the last state that it knew to be saved.
fn run_and_kill(url: &str, pause: Duration) -> i64 {
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::killed::victim", "--ignored", "--nocapture"])
        .env(PLACE, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(victim.stdout.take().unwrap()).lines().map_while(Result::ok);
    let state = |line: String| line.strip_prefix("state ").and_then(|number| number.parse().ok());
    let first: i64 = lines.by_ref().find_map(state).unwrap_or(0);
    std::thread::sleep(pause);
    victim.kill().unwrap();
    victim.wait().unwrap();
    lines.filter_map(state).last().unwrap_or(first)
}
