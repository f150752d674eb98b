//! Locked reports.

use domain::schema::Field as _;
use domain::value::Periode;

use super::place::Place;
use super::sample::{KODE, act, kode, register};
use super::saving::save;
use crate::{ReportToLock, StoreError};

pub async fn locked_reports_stay(place: Place) {
    let store = place.open().await;
    let mut office = register(KODE, 2024, 3);
    save(&store, 0, 2024, &office, None).await;
    let periode = Periode::read("2024/3").unwrap();
    let report = |versi, content, reason| ReportToLock { tahun: 2024, versi, periode: &periode, content, reason };
    let made_from = store.head(&kode(KODE)).await.unwrap();
    let first = store.lock_report(&act("kunci", 1), &kode(KODE), &report(1, b"\0isi pertama", "")).await.unwrap();
    assert_eq!((first.revisi, first.tahun, first.periode.as_str()), (0, 2024, "2024/3"));
    assert_eq!(first.history_head, made_from.digest);

    office.fasilitasi.clear();
    save(&store, 2, 2024, &office, Some(1)).await;
    let stale = store.lock_report(&act("kunci", 3), &kode(KODE), &report(1, b"lama", "Salah ketik")).await;
    assert!(matches!(stale, Err(StoreError::Conflict(conflict)) if conflict.versi == 2));
    let silent = store.lock_report(&act("kunci", 3), &kode(KODE), &report(2, b"baru", " ")).await;
    assert!(matches!(silent, Err(StoreError::Rejected(rejection)) if rejection.problems[0].code == "SIM010"));
    let second = store.lock_report(&act("kunci", 4), &kode(KODE), &report(2, b"baru", "Salah ketik")).await.unwrap();
    assert_eq!((second.revisi, second.reason.as_str()), (1, "Salah ketik"));

    assert_eq!(store.locked_reports(&kode(KODE)).await.unwrap(), [first.clone(), second.clone()]);
    for (report, content) in [(first, b"\0isi pertama".to_vec()), (second, b"baru".to_vec())] {
        let found = store.locked_report(&kode(KODE), &periode, report.revisi).await.unwrap();
        assert_eq!(found, Some((report, content)));
    }
    assert_eq!(store.locked_report(&kode(KODE), &periode, 2).await.unwrap(), None);
    let verification = store.verify(&kode(KODE)).await.unwrap();
    assert_eq!((verification.entries, verification.first_broken), (4, None));
    let trace = store.details(&kode(KODE), 4).await.unwrap().remove(0);
    assert_eq!((trace.table.as_str(), trace.key.unwrap()["revisi"].as_str()), ("laporan_terkunci", "1"));

    let mut tx = store.database.begin_write().await.unwrap();
    let values = vec![crate::database::Value::Bytes(b"dipalsukan".to_vec())];
    tx.execute("update laporan_terkunci set isi = $1", values).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(store.locked_report(&kode(KODE), &periode, 0).await, Err(StoreError::Failure(_))));
}
