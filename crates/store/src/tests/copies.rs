//! Backups, and the proof that a file is whole.

use std::path::Path;

use super::place::Place;
use super::sample::{KODE, act, kode, register};
use super::saving::save;
use crate::{Checked, Store, StoreError, check};

fn code<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> &'static str {
    match answer {
        Err(StoreError::Rejected(rejection)) => rejection.problems[0].code,
        other => panic!("{other:?}"),
    }
}

/// On SQLite a backup taken while others write is a whole database of one moment; PostgreSQL names its own tool.
pub async fn a_backup_is_whole(place: Place) {
    let store = place.open().await;
    save(&store, 0, 2024, &register(KODE, 2024, 5), None).await;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("cadangan 1.db");
    if place.url.starts_with("postgres") {
        assert_eq!(code(store.backup(&target).await), "SIM003");
        assert!(!target.exists());
        return;
    }
    let writer = tokio::spawn({
        let store = store.clone();
        async move {
            for number in 0..30 {
                let mut office = register(KODE, 2024, 5);
                office.fasilitasi.truncate(number % 4);
                store.save(&act("ubah", number), &kode(KODE), 2024, &office, None).await.unwrap();
            }
        }
    });
    let checked = store.backup(&target).await.unwrap();
    writer.await.unwrap();
    assert_eq!((checked.offices, checked.years), (1, 1));
    assert_eq!(check(&target).await.unwrap(), checked);
    assert_eq!(files(folder.path()), ["cadangan 1.db"], "the check leaves nothing behind");
    assert_eq!(code(store.backup(&target).await), "SIM011");
    assert_eq!(code(store.backup(&folder.path().join("tidak-ada/x.db")).await), "SIM011");

    let copy = Store::open(&format!("sqlite:{}", target.display())).await.unwrap();
    assert_eq!(copy.verify(&kode(KODE)).await.unwrap().entries, checked.entries);
    save(&copy, 1, 2023, &register(KODE, 2024, 5), None).await;
    copy.close().await;
    assert_eq!(check(&target).await.unwrap(), Checked { years: 2, entries: checked.entries + 1, ..checked });
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[test]
fn what_is_no_whole_database_is_refused() {
    super::place::on_sqlite(|place| async move {
        let store = place.open().await;
        save(&store, 0, 2024, &register(KODE, 2024, 5), None).await;
        let mut tx = store.database.begin_write().await.unwrap();
        tx.execute("update riwayat set pelaku = 'Lain'", Vec::new()).await.unwrap();
        tx.commit().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("x.db");
        assert_eq!(code(store.backup(&target).await), "SIM012", "a history that is not whole");
        assert!(!target.exists());
        store.close().await;

        let original = std::fs::read(place.url.strip_prefix("sqlite:").unwrap()).unwrap();
        let mut torn = original.clone();
        torn.truncate(original.len() / 2);
        let mut scrambled = original.clone();
        scrambled[original.len() / 2..original.len() / 2 + 8192].fill(0x5a);
        for (name, bytes) in
            [("torn", torn), ("scrambled", scrambled), ("text", b"bukan basis data".to_vec()), ("empty", Vec::new())]
        {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(code(check(&path).await), "SIM012", "{name}");
        }
        assert_eq!(code(check(&folder.path().join("tidak ada")).await), "SIM012");
        let open = async |path: &Path| Store::open(&format!("sqlite:{}", path.display())).await;
        assert_eq!(code(open(&folder.path().join("text")).await), "SIM012");
        assert_eq!(code(open(&folder.path().join("tidak-ada/x.db")).await), "SIM013");
        assert_eq!(code(Store::open("mysql://x").await), "SIM002");
    });
}
