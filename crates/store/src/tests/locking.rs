//! Locked reports.

use domain::alur::Keadaan;
use domain::reference::waktu_setempat;
use domain::schema::Field as _;
use domain::value::Periode;

use super::place::Place;
use super::sample::{KODE, act, kode, register};
use super::saving::save;
use crate::{IssuedFile, ReportToLock, StoreError};

const PUBLIC: [&str; 2] = ["p0", "p1"];

pub async fn locked_reports_stay(place: Place) {
    let store = place.open().await;
    let mut office = register(KODE, 2024, 3);
    save(&store, 0, 2024, &office, None).await;
    let periode = Periode::read("2024/3").unwrap();
    let report = |versi, content, reason| ReportToLock {
        tahun: 2024,
        versi,
        periode: &periode,
        content,
        reason,
        publik: PUBLIC[usize::from(versi > 1)],
        ringkasan: "{}",
    };
    let made_from = store.head(&kode(KODE)).await.unwrap();
    let first = store.lock_report(&act("kunci", 1), &kode(KODE), &report(1, b"\0isi pertama", "")).await.unwrap();
    assert_eq!((first.revisi, first.tahun, first.periode.as_str()), (0, 2024, "2024/3"));
    assert_eq!(first.history_head, made_from.digest);

    let open = async |minute| {
        let act = act("buka kunci", minute);
        store.move_workflow(&act, &kode(KODE), periode, Keadaan::Dikunci, Keadaan::Draf).await
    };
    open(2).await.unwrap();
    assert!(matches!(open(2).await, Err(StoreError::Rejected(rejection)) if rejection.problems[0].code == "SIM022"));
    office.fasilitasi.clear();
    save(&store, 2, 2024, &office, Some(3)).await;
    let stale = store.lock_report(&act("kunci", 3), &kode(KODE), &report(1, b"lama", "Salah ketik")).await;
    assert!(matches!(stale, Err(StoreError::Conflict(conflict)) if conflict.versi == 4));
    let silent = store.lock_report(&act("kunci", 3), &kode(KODE), &report(4, b"baru", " ")).await;
    assert!(matches!(silent, Err(StoreError::Rejected(rejection)) if rejection.problems[0].code == "SIM010"));
    let second = store.lock_report(&act("kunci", 4), &kode(KODE), &report(4, b"baru", "Salah ketik")).await.unwrap();
    assert_eq!((second.revisi, second.reason.as_str()), (1, "Salah ketik"));

    assert_eq!(store.locked_reports(&kode(KODE)).await.unwrap(), [first.clone(), second.clone()]);
    for (report, content) in [(first, b"\0isi pertama".to_vec()), (second, b"baru".to_vec())] {
        let found = store.locked_report(&kode(KODE), &periode, report.revisi).await.unwrap();
        assert_eq!(found, Some((report, content)));
    }
    assert_eq!(store.locked_report(&kode(KODE), &periode, 2).await.unwrap(), None);
    let public = store.public_reports(&kode(KODE)).await.unwrap();
    let ids: Vec<&str> = public.iter().map(|one| one.report.publik.as_str()).collect();
    assert_eq!((ids.as_slice(), public[1].ringkasan.as_str()), (PUBLIC.as_slice(), "{}"));
    assert_eq!(store.public_report("p1").await.unwrap().as_ref(), public.get(1));
    assert_eq!(store.public_report("").await.unwrap(), None);
    assert_eq!(store.public_offices().await.unwrap(), [KODE]);
    let file = |at: &str| IssuedFile { format: "pdf".to_string(), sha256: "ab".to_string(), at: at.to_string() };
    for at in ["1", "2"] {
        store.issue("p1", &file(at)).await.unwrap();
    }
    assert_eq!(store.issued("p1").await.unwrap(), [file("1")]);
    let verification = store.verify(&kode(KODE)).await.unwrap();
    assert_eq!((verification.entries, verification.first_broken), (5, None));
    let trace = store.details(&kode(KODE), 5).await.unwrap().remove(0);
    assert_eq!((trace.table.as_str(), trace.key.unwrap()["revisi"].as_str()), ("laporan_terkunci", "1"));

    let mut tx = store.database.begin_write().await.unwrap();
    let values = vec![crate::database::Value::Bytes(b"dipalsukan".to_vec())];
    tx.execute("update laporan_terkunci set isi = $1", values).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(store.locked_report(&kode(KODE), &periode, 0).await, Err(StoreError::Failure(_))));
}

/// The state of a report is its newest step, and rows of a locked period stay as they are.
pub async fn a_locked_period_stays(place: Place) {
    let store = place.open().await;
    let office = register(KODE, 2024, 20);
    save(&store, 0, 2024, &office, None).await;
    let periode = Periode::read("2024/1").unwrap();
    let step = async |minute, from, to| store.move_workflow(&act("alur", minute), &kode(KODE), periode, from, to).await;
    let refused = |answer: Result<_, StoreError>| match answer {
        Err(StoreError::Rejected(rejection)) => rejection.problems,
        other => panic!("{other:?}"),
    };
    step(1, Keadaan::Draf, Keadaan::Diverifikasi).await.unwrap();
    let report = ReportToLock {
        tahun: 2024,
        versi: 2,
        periode: &periode,
        content: b"isi",
        reason: "",
        publik: "",
        ringkasan: "",
    };
    let early = store.lock_report(&act("kunci", 2), &kode(KODE), &report).await.map(|_| ());
    assert_eq!(refused(early)[0].code, "SIM023");
    step(3, Keadaan::Diverifikasi, Keadaan::Disetujui).await.unwrap();
    store.lock_report(&act("kunci", 4), &kode(KODE), &ReportToLock { versi: 3, ..report }).await.unwrap();
    let steps: Vec<_> =
        store.workflow(&kode(KODE)).await.unwrap().iter().map(|step| (step.nomor, step.keadaan)).collect();
    assert_eq!(steps, [(2, Keadaan::Diverifikasi), (3, Keadaan::Disetujui), (4, Keadaan::Dikunci)]);

    let head = store.head(&kode(KODE)).await.unwrap();
    let mut broken = office.clone();
    broken.pengukuran.retain(|row| row.triwulan.number() > 1);
    broken.pagu[0].jumlah = broken.pagu[0].jumlah.plus(domain::value::Rupiah::new(1));
    let problems = refused(store.save(&act("ubah", 5), &kode(KODE), 2024, &broken, None).await.map(|_| ()));
    let gone = office.pengukuran.len() - broken.pengukuran.len();
    assert_eq!(problems.len(), gone + 1);
    assert!(problems.iter().all(|problem| problem.code == "SIM020"));
    let local = waktu_setempat(&act("", 4).at, Some(&kode(KODE)));
    for part in ["Triwulan I Tahun 2024", &act("", 4).actor, &local] {
        assert!(problems[0].what.contains(part), "{}", problems[0]);
    }
    assert_eq!(store.head(&kode(KODE)).await.unwrap(), head);
    let mut later = office.clone();
    later.pengukuran.retain(|row| row.triwulan.number() < 4);
    later.unit[0].nama = domain::value::Teks::read("Lain").unwrap();
    assert!(save(&store, 6, 2024, &later, None).await.removed > 0);
    save(&store, 7, 2023, &office.with_year_of(&register(KODE, 2023, 3)), None).await;
    step(8, Keadaan::Dikunci, Keadaan::Draf).await.unwrap();
    save(&store, 9, 2024, &broken, None).await;
    assert_eq!(store.verify(&kode(KODE)).await.unwrap().first_broken, None);
}
