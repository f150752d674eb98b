//! Attempts, sessions, one-time codes.

use std::time::{Duration, Instant};

use super::accounts::{create, password, role};
use super::place::Place;
use super::sample::{KODE, act};
use crate::{Attempt, OneTimeCode, SessionLimits, Store, StoredAkun};

const LIMITS: SessionLimits = SessionLimits { idle: 100, absolute: 1000, touch: 10 };

async fn begin(store: &Store, akun: &StoredAkun, token: &str, now: i64) -> Option<String> {
    store.begin_session(akun, token, "Peramban", None, now, LIMITS).await.unwrap()
}

async fn alive(store: &Store, token: &str, now: i64) -> bool {
    store.session(token, now, LIMITS).await.unwrap().is_some()
}

pub async fn failures_are_counted_before_they_are_checked(place: Place) {
    let store = place.open().await;
    let wait = |failures: i64| if failures < 3 { 0 } else { failures * 10 };
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.begin_attempt("siti", 50, 1000, wait).await.unwrap() })
        })
        .collect();
    let mut counted = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            Attempt::Counted(count) => counted.push(count),
            Attempt::Wait(seconds) => assert_eq!(seconds, 30),
        }
    }
    counted.sort();
    assert_eq!(counted, [1, 2, 3], "twenty at once are no more than one after another");
    let attempt = async |name: &str, now: i64| store.begin_attempt(name, now, 1000, wait).await.unwrap();
    assert_eq!(attempt("siti", 79).await, Attempt::Wait(1));
    assert_eq!(attempt("siti", 80).await, Attempt::Counted(4));
    assert_eq!(attempt("orang lain", 80).await, Attempt::Counted(1));
    store.undo_attempt("orang lain").await.unwrap();
    assert_eq!(attempt("orang lain", 81).await, Attempt::Counted(1));
    assert_eq!(attempt("siti", 1080).await, Attempt::Counted(5), "remembered until the end");
    assert_eq!(attempt("siti", 2081).await, Attempt::Counted(1), "and forgotten after it");
}

pub async fn a_session_lasts_as_long_as_it_may(place: Place) {
    let store = place.open().await;
    let akun = create(&store, "siti", vec![role("operator", KODE), role("kasi", KODE)]).await;
    store.begin_attempt("siti", 0, 1000, |_| 0).await.unwrap();
    let id = begin(&store, &akun, "satu", 0).await.unwrap();
    assert_eq!(store.begin_attempt("siti", 0, 1000, |_| 0).await.unwrap(), Attempt::Counted(1), "forgotten");
    let found = store.session("satu", 9, LIMITS).await.unwrap();
    assert_eq!(found, Some((akun.clone(), id.clone())));
    let last = async |now: i64| store.sessions(&akun.id, now, LIMITS).await.unwrap()[0].terakhir;
    assert_eq!(last(9).await, 0, "not written at every request");
    assert!(alive(&store, "satu", 99).await);
    assert_eq!(last(99).await, 99);
    assert!(!alive(&store, "satu", 199).await, "idle");
    assert!(!alive(&store, "dua", 9).await);
    let mut now = 99;
    while alive(&store, "satu", now).await {
        now += 50;
    }
    assert!((1000..1050).contains(&now), "in use until {now}");

    for token in ["a", "b", "c"] {
        begin(&store, &akun, token, 2000).await.unwrap();
    }
    let sessions = store.sessions(&akun.id, 2000, LIMITS).await.unwrap();
    assert_eq!(sessions.len(), 3, "those that are over are gone");
    let kept = store.session("b", 2000, LIMITS).await.unwrap().unwrap().1;
    store.change_password(&akun.id, "hash-baru", &kept).await.unwrap();
    assert!(!alive(&store, "a", 2000).await && alive(&store, "b", 2000).await);
    let (changed, _) = store.session("b", 2000, LIMITS).await.unwrap().unwrap();
    assert!(akun.must_change_password() && !changed.must_change_password());
    let other = create(&store, "lain", vec![role("camat", KODE)]).await;
    begin(&store, &other, "lain", 2000).await.unwrap();
    store.end_sessions(&other.id, Some(&kept)).await.unwrap();
    assert!(alive(&store, "b", 2000).await, "a session is ended by its own account only");
    store.end_session("b").await.unwrap();
    assert!(!alive(&store, "b", 2000).await && alive(&store, "lain", 2000).await);
    store.reset_password(&act("setel", 1), &other.id, &password("x")).await.unwrap();
    assert!(!alive(&store, "lain", 2000).await);
    begin(&store, &other, "lagi", 2000).await.unwrap();
    store.update_akun(&act("nonaktif", 2), &other.id, "Lain", &other.penugasan, false).await.unwrap();
    store.update_akun(&act("aktif", 3), &other.id, "Lain", &other.penugasan, true).await.unwrap();
    assert!(!alive(&store, "lagi", 2000).await, "not even after it may sign in again");
}

pub async fn a_one_time_code_is_taken_once(place: Place) {
    let store = place.open().await;
    let akun = create(&store, "siti", vec![role("operator", KODE)]).await;
    assert!(!store.activate_totp(&akun.id, "RAHASIA", 4, &[]).await.unwrap(), "not prepared");
    assert!(store.prepare_totp(&akun.id, "RAHASIA").await.unwrap());
    assert!(!store.activate_totp(&akun.id, "LAINNYA", 4, &[]).await.unwrap(), "another secret");
    let codes = ["satu".to_string(), "dua".to_string()];
    assert!(store.activate_totp(&akun.id, "RAHASIA", 4, &codes).await.unwrap());
    assert!(!store.prepare_totp(&akun.id, "LAINNYA").await.unwrap(), "it is in force");
    let mut number = 0;
    let mut take = async |code| {
        number += 1;
        store.begin_session(&akun, &format!("t{number}"), "", Some(code), 0, LIMITS).await.unwrap().is_some()
    };
    assert!(!take(OneTimeCode::Step(4)).await, "seen when it was switched on");
    assert!(take(OneTimeCode::Step(5)).await);
    assert!(!take(OneTimeCode::Step(5)).await && !take(OneTimeCode::Step(3)).await);
    assert!(take(OneTimeCode::Recovery("dua")).await);
    assert!(!take(OneTimeCode::Recovery("dua")).await && !take(OneTimeCode::Recovery("tiga")).await);
    assert_eq!(store.recovery_codes_left(&akun.id).await.unwrap(), 1);
    let other = create(&store, "lain", vec![role("operator", KODE)]).await;
    let stolen = Some(OneTimeCode::Recovery("satu"));
    assert_eq!(store.begin_session(&other, "x", "", stolen, 0, LIMITS).await.unwrap(), None, "another account");
    store.remove_totp(&act("matikan", 1), &akun.id).await.unwrap();
    assert_eq!(store.recovery_codes_left(&akun.id).await.unwrap(), 0);
    assert!(!store.akun(&akun.id).await.unwrap().unwrap().totp);
    assert!(store.prepare_totp(&akun.id, "LAINNYA").await.unwrap());
}

pub async fn nothing_secret_is_stored_readable(place: Place) {
    let store = place.open().await;
    let akun = create(&store, "siti", vec![role("operator", KODE)]).await;
    store.begin_attempt("sandi-salah-kolom", 0, 1000, |_| 0).await.unwrap();
    begin(&store, &akun, "token-sesi", 0).await.unwrap();
    store.prepare_totp(&akun.id, "S").await.unwrap();
    store.activate_totp(&akun.id, "S", 1, &["kode-pemulihan".to_string()]).await.unwrap();
    let mut tx = store.database.begin_read().await.unwrap();
    let mut names = tx.columns().await.unwrap();
    names.retain(|(table, ..)| ["sesi", "percobaan_masuk", "kode_pemulihan"].contains(&table.as_str()));
    let mut seen = 0;
    for (table, column, kind) in names {
        let sql = sqlx::AssertSqlSafe(format!("select {column} from {table}"));
        for mut row in tx.rows(sql, Vec::new()).await.unwrap() {
            let text = if kind == "text" { row.text().unwrap() } else { String::new() };
            seen += usize::from(text.len() == 64);
            for secret in ["token-sesi", "sandi-salah-kolom", "kode-pemulihan"] {
                assert!(!text.contains(secret), "{table}.{column}");
            }
        }
    }
    assert_eq!(seen, 3, "three digests");
    let credentials = store.credentials("siti").await.unwrap().unwrap();
    assert_eq!(credentials.hash, "hash-pertama");
    for shown in [format!("{credentials:?}"), format!("{:?}", password("hash-pertama")), format!("{store:?}")] {
        assert!(!shown.contains("hash-pertama"), "{shown}");
    }
}

/// Runs at every request. Figures: `cargo xtask test -p store --release moment -- --nocapture`.
pub async fn a_session_is_found_in_a_moment(place: Place) {
    let store = place.open().await;
    for number in 0..200 {
        let akun = create(&store, &format!("orang{number}"), vec![role("operator", KODE), role("kasi", KODE)]).await;
        begin(&store, &akun, &format!("token{number}"), 0).await.unwrap();
    }
    let mut times = Vec::new();
    for round in 0..2000 {
        let token = format!("token{}", round * 7 % 200);
        let start = Instant::now();
        assert!(alive(&store, &token, 1).await);
        times.push(start.elapsed());
    }
    times.sort();
    let engine = place.url.split(':').next().unwrap();
    println!("{engine}: a session is found in {:?} (p50), {:?} (p99)", times[1000], times[1980]);
    assert!(times[1000] < Duration::from_millis(20), "generous: unoptimised, beside other tests");
}
