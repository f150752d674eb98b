//! A backup brings everything back; a damaged one brings nothing; an interrupted restore is finished.

use std::fs;
use std::path::Path;

use crate::bantu::{change_something, kantor, pelaku, pronojiwo, with_examples};
use app::Home;

#[tokio::test]
async fn what_was_backed_up_comes_back_and_what_was_there_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(&dir.path().join("rumah")).await;
    let before = kantor(&store, &home).await;
    let backup = dir.path().join("cadangan.kinerja");
    let manifest = app::cadangkan(&store, &home, &backup, &pelaku()).await.unwrap();
    assert_eq!(manifest.kepala_riwayat.len(), 2);
    assert!(app::cadangkan(&store, &home, &backup, &pelaku()).await.is_err(), "a backup is not overwritten");
    change_something(&store, &home).await;
    fs::write(home.office(&pronojiwo()).join("berkas/baru.txt"), "baru").unwrap();
    store.close().await;

    let (_, old) = app::pulihkan(&home, &backup).await.unwrap();
    let store = home.open().await.unwrap();
    assert_eq!(kantor(&store, &home).await.years, before.years);
    assert!(home.office(&pronojiwo()).join("berkas/logo.svg").is_file());
    assert!(!home.office(&pronojiwo()).join("berkas/baru.txt").exists());
    assert!(old.join("kinerja.sqlite").is_file() && old.join("kantor/35.08.02/berkas/baru.txt").is_file());
    store.close().await;
}

#[tokio::test]
async fn a_damaged_backup_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(&dir.path().join("rumah")).await;
    let backup = dir.path().join("cadangan.kinerja");
    app::cadangkan(&store, &home, &backup, &pelaku()).await.unwrap();
    change_something(&store, &home).await;
    let now = kantor(&store, &home).await;
    store.close().await;
    let whole = fs::read(&backup).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x55;
    for (name, bytes) in [
        ("terpotong", &whole[..whole.len() / 2]),
        ("terbalik", &flipped),
        ("nol", &vec![0; 4096]),
        ("kosong", &Vec::new()[..]),
    ] {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        assert!(app::pulihkan(&home, &path).await.is_err(), "{name}");
    }
    let store = home.open().await.unwrap();
    assert_eq!(kantor(&store, &home).await.years, now.years);
    store.close().await;
}

/// Every state in which the change of places can be interrupted leads to the restored state.
#[tokio::test]
async fn an_interrupted_restore_is_finished_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(&dir.path().join("rumah")).await;
    let before = kantor(&store, &home).await;
    let backup = dir.path().join("cadangan.kinerja");
    app::cadangkan(&store, &home, &backup, &pelaku()).await.unwrap();
    change_something(&store, &home).await;
    store.close().await;
    let restored = dir.path().join("pulih");
    copy(home.dir(), &restored);
    app::pulihkan(&Home::new(&restored, None), &backup).await.unwrap();
    for moved in 0..=4 {
        let place = dir.path().join(format!("henti-{moved}"));
        copy(home.dir(), &place);
        let (new, old) = (place.join(".pulih-baru"), place.join("sebelum-pulih-1"));
        fs::create_dir_all(&new).unwrap();
        fs::create_dir_all(&old).unwrap();
        copy(&restored.join("kantor"), &new.join("kantor"));
        fs::copy(restored.join("kinerja.sqlite"), new.join("kinerja.sqlite")).unwrap();
        fs::write(place.join(".pulih-siap"), "sebelum-pulih-1").unwrap();
        let steps = [
            (place.join("kinerja.sqlite"), old.join("kinerja.sqlite")),
            (place.join("kantor"), old.join("kantor")),
            (new.join("kinerja.sqlite"), place.join("kinerja.sqlite")),
            (new.join("kantor"), place.join("kantor")),
        ];
        for (from, to) in steps.iter().take(moved) {
            fs::rename(from, to).unwrap();
        }
        let home = Home::new(&place, None);
        let store = home.open().await.unwrap();
        assert_eq!(kantor(&store, &home).await.years, before.years, "stopped after {moved} steps");
        assert!(home.office(&pronojiwo()).join("berkas/logo.svg").is_file(), "stopped after {moved} steps");
        assert!(!place.join(".pulih-siap").exists() && !new.exists());
        store.close().await;
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}
