//! The history: whole, provable, erasable, and never broken by writers at the same time.

use domain::schema::Field as _;
use domain::value::Teks;
use sqlx::AssertSqlSafe;

use super::place::Place;
use super::sample::{KODE, act, kode, register, small_register};
use super::saving::save;
use crate::{Act, Head, Store, StoreError};

async fn execute(store: &Store, sql: &str) {
    let mut tx = store.database.begin_write().await.unwrap();
    assert!(tx.execute(AssertSqlSafe(sql), Vec::new()).await.unwrap() > 0, "{sql}");
    tx.commit().await.unwrap();
}

/// Number of the first entry where the history is not whole.
async fn first_broken(store: &Store) -> Option<i64> {
    store.verify(&kode(KODE)).await.unwrap().first_broken.map(|broken| broken.nomor)
}

/// Four saves, each of which changes something.
async fn four_saves(store: &Store) {
    let mut office = register(KODE, 2024, 3);
    save(store, 0, 2024, &office, None).await;
    for minute in 1..4 {
        office.fasilitasi[0].uraian = Teks::read(&format!("Uraian {minute}")).unwrap();
        save(store, minute, 2024, &office, None).await;
    }
}

pub async fn every_act_is_an_entry(place: Place) {
    let store = place.open().await;
    let nothing = store.verify(&kode(KODE)).await.unwrap();
    assert_eq!((nothing.entries, nothing.first_broken), (0, None));
    assert_eq!(nothing.head, Head { nomor: 0, digest: String::new() });

    let office = register(KODE, 2024, 3);
    let source = crate::ActSource { name: "kantor.zip".to_string(), sha256: "ab".repeat(32) };
    let import = Act { source: Some(source), note: "Data awal".to_string(), ..act("impor", 0) };
    store.save(&import, &kode(KODE), 2024, &office, None).await.unwrap();
    save(&store, 1, 2024, &register(KODE, 2024, 4), None).await;

    let entries = store.history(&kode(KODE), None, 10).await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.nomor).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((&entries[1].act, entries[1].tahun), (&import, 2024));
    assert_eq!(store.history(&kode(KODE), Some(2), 10).await.unwrap(), entries[1..]);
    let verification = store.verify(&kode(KODE)).await.unwrap();
    assert_eq!((verification.entries, verification.first_broken), (2, None));
    assert_eq!(verification.head, Head { nomor: 2, digest: entries[0].digest.clone() });
    assert_eq!(store.head(&kode(KODE)).await.unwrap(), verification.head);
}

pub async fn every_change_of_the_past_is_seen(place: Place) {
    let store = place.open().await;
    four_saves(&store).await;
    assert_eq!(first_broken(&store).await, None);
    let second = "riwayat = (select id from riwayat where nomor = 2)";
    for (change, broken) in [
        ("update riwayat set pelaku = 'Lain' where nomor = 2", 2),
        ("update riwayat set waktu = '2024' where nomor = 3", 3),
        ("update riwayat_rincian set sesudah = replace(sesudah, 'Uraian 1', 'Uraian 9')", 2),
        ("update riwayat_rincian set kunci = '{}' where RINCIAN", 2),
        ("update riwayat_rincian set kunci = '', sebelum = '', sesudah = '', garam = '' where RINCIAN", 2),
        ("delete from riwayat_rincian where RINCIAN", 2),
        ("update riwayat set nomor = 7 where nomor = 4", 4),
        ("update kantor set versi_riwayat = 9", 5),
        ("update kantor set kepala_riwayat = 'ab'", 5),
    ] {
        // Every change is made on the whole history, which comes back from copies afterwards.
        let copies = [("kantor", "kantor_utuh"), ("riwayat", "riwayat_utuh"), ("riwayat_rincian", "rincian_utuh")];
        let mut tx = store.database.begin_write().await.unwrap();
        for (table, copy) in copies {
            let sql = AssertSqlSafe(format!("create table {copy} as select * from {table}"));
            tx.execute(sql, Vec::new()).await.unwrap();
        }
        tx.commit().await.unwrap();
        execute(&store, &change.replace("RINCIAN", second)).await;
        assert_eq!(first_broken(&store).await, Some(broken), "{change}");
        let mut tx = store.database.begin_write().await.unwrap();
        let restore = [
            "delete from riwayat_rincian",
            "update riwayat set nomor = u.nomor, waktu = u.waktu, pelaku = u.pelaku from riwayat_utuh u where u.id = riwayat.id",
            "insert into riwayat_rincian select * from rincian_utuh",
            "update kantor set versi_riwayat = u.versi_riwayat, kepala_riwayat = u.kepala_riwayat from kantor_utuh u",
            "drop table kantor_utuh",
            "drop table riwayat_utuh",
            "drop table rincian_utuh",
        ];
        for sql in restore {
            tx.execute(sql, Vec::new()).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(first_broken(&store).await, None, "{change}");
    }
    execute(&store, "delete from riwayat_rincian where riwayat in (select id from riwayat where nomor = 4)").await;
    execute(&store, "delete from riwayat where nomor = 4").await;
    assert_eq!(first_broken(&store).await, Some(4), "a missing end");
}

pub async fn a_detail_is_erased_with_a_trace(place: Place) {
    let store = place.open().await;
    four_saves(&store).await;
    let pegawai = store.details(&kode(KODE), 1).await.unwrap();
    let pegawai = pegawai.into_iter().find(|detail| detail.table == "pegawai").unwrap();
    assert!(pegawai.after.unwrap()["nip"].starts_with("19800101"));
    let before = store.head(&kode(KODE)).await.unwrap();
    let erasure = Act { note: "Permintaan pemilik data".to_string(), ..act("hapus rincian", 5) };
    store.erase_detail(&erasure, &kode(KODE), 1, pegawai.urut).await.unwrap();

    let details = store.details(&kode(KODE), 1).await.unwrap();
    let erased = details.iter().find(|detail| detail.urut == pegawai.urut).unwrap();
    assert!(erased.erased && erased.key.is_none() && erased.before.is_none() && erased.after.is_none());
    assert_eq!(details.iter().filter(|detail| detail.erased).count(), 1);
    let entry = store.history(&kode(KODE), None, 1).await.unwrap().remove(0);
    assert_eq!((entry.nomor, entry.act.clone()), (5, erasure.clone()));
    let trace = store.details(&kode(KODE), 5).await.unwrap().remove(0);
    assert_eq!(trace.key.unwrap()["urut"], pegawai.urut.to_string());
    let verification = store.verify(&kode(KODE)).await.unwrap();
    assert_eq!((verification.entries, verification.first_broken), (5, None));
    assert_ne!(verification.head, before);

    let no_reason = Act { note: " ".to_string(), ..erasure.clone() };
    for (act, nomor, urut) in [
        (&no_reason, 1, pegawai.urut + 1),
        (&erasure, 1, pegawai.urut),
        (&erasure, 1, 99_999),
        (&erasure, 5, 1),
        (&erasure, 77, 1),
    ] {
        let answer = store.erase_detail(act, &kode(KODE), nomor, urut).await;
        assert!(matches!(answer, Err(StoreError::Rejected(rejection)) if rejection.problems[0].code == "SIM009"));
    }
    assert_eq!(store.verify(&kode(KODE)).await.unwrap().entries, 5);

    execute(&store, "delete from riwayat_rincian where tabel = 'riwayat_rincian'").await;
    assert_eq!(first_broken(&store).await, Some(1), "erased, and no act says so");
}

/// Eight writers, twenty saves each, which insist on the state that they loaded and try again after a conflict; then
/// eight at once that do not insist. Nothing is lost and the chain holds.
pub async fn writers_at_the_same_time_never_break_the_chain(place: Place) {
    const WRITERS: usize = 8;
    const SAVES: usize = 20;
    let store = place.open().await;
    let mut office = small_register(WRITERS);
    save(&store, 0, 2024, &office, None).await;
    office = store.load(&kode(KODE), 2024).await.unwrap().unwrap().0;
    let code = |writer: usize| office.fasilitasi[writer].kode.clone();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (store, code) = (store.clone(), code(writer));
            tokio::spawn(async move {
                for number in 1..=SAVES {
                    loop {
                        let (mut register, versi) = store.load(&kode(KODE), 2024).await.unwrap().unwrap();
                        let mine = register.fasilitasi.iter_mut().find(|row| row.kode == code).unwrap();
                        mine.uraian = Teks::read(&format!("penulis {writer}, simpanan {number}")).unwrap();
                        match store.save(&act("ubah", number), &kode(KODE), 2024, &register, Some(versi)).await {
                            Ok(saved) => {
                                assert_eq!((saved.versi, saved.changed), (versi + 1, 1));
                                break;
                            }
                            Err(StoreError::Conflict(conflict)) => assert!(conflict.versi > versi),
                            Err(other) => panic!("{other}"),
                        }
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let (register, versi) = store.load(&kode(KODE), 2024).await.unwrap().unwrap();
    assert_eq!(versi, 1 + (WRITERS * SAVES) as i64);
    for writer in 0..WRITERS {
        let row = register.fasilitasi.iter().find(|row| row.kode == code(writer)).unwrap();
        assert_eq!(row.uraian.to_string(), format!("penulis {writer}, simpanan {SAVES}"));
    }
    let verification = store.verify(&kode(KODE)).await.unwrap();
    assert_eq!((verification.entries, verification.first_broken), (versi, None));

    let unguarded: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (store, mut register) = (store.clone(), register.clone());
            tokio::spawn(async move {
                register.fasilitasi.truncate(writer);
                store.save(&act("impor", writer), &kode(KODE), 2024, &register, None).await.unwrap().versi
            })
        })
        .collect();
    for writer in unguarded {
        writer.await.unwrap();
    }
    assert_eq!(first_broken(&store).await, None);
}
