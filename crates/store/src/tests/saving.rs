//! Saving and loading.

use domain::reference::waktu_setempat;
use domain::register::Register;
use domain::schema::Field as _;
use domain::value::Teks;

use super::place::Place;
use super::sample::{KODE, act, kode, register};
use crate::{Move, Saved, Store, StoreError, YearToSave};

pub async fn save(store: &Store, minute: usize, tahun: i32, register: &Register, versi: Option<i64>) -> Saved {
    store.save(&act("ubah", minute), &kode(KODE), tahun, register, versi).await.unwrap()
}

fn teks(text: &str) -> Teks {
    Teks::read(text).unwrap()
}

pub async fn every_table_and_column_comes_back(place: Place) {
    let store = place.open().await;
    let office = register(KODE, 2024, 7);
    let rows: usize = office.write().iter().map(|(_, rows)| rows.len()).sum();
    assert!(office.write().iter().all(|(_, rows)| !rows.is_empty()));
    let saved = save(&store, 0, 2024, &office, Some(0)).await;
    assert_eq!(saved, Saved { versi: 1, added: rows, changed: 0, removed: 0 });
    assert_eq!(store.load(&kode(KODE), 2024).await.unwrap(), Some((office.clone(), 1)));
    store.close().await;
    let again = place.open().await;
    assert_eq!(again.load(&kode(KODE), 2024).await.unwrap(), Some((office, 1)));
    assert_eq!(again.load(&kode(KODE), 2023).await.unwrap().map(|(_, versi)| versi), None);
    assert_eq!(again.load(&kode("35.08.03"), 2024).await.unwrap(), None);
}

pub async fn only_differences_are_written(place: Place) {
    let store = place.open().await;
    let mut office = register(KODE, 2024, 5);
    save(&store, 0, 2024, &office, None).await;
    let head = store.head(&kode(KODE)).await.unwrap();
    assert_eq!(save(&store, 1, 2024, &office, None).await, Saved { versi: 1, added: 0, changed: 0, removed: 0 });
    assert_eq!(store.head(&kode(KODE)).await.unwrap(), head, "an act that changes nothing leaves no entry");

    let gone = office.pagu.remove(2);
    office.fasilitasi[0].uraian = teks("Diperbaiki");
    office.fasilitasi[1].terlaksana = None;
    let mut added = office.bukti[0].clone();
    added.kode = domain::value::Kode::read("B-BARU").unwrap();
    office.bukti.insert(0, added);
    assert_eq!(save(&store, 2, 2024, &office, Some(1)).await, Saved { versi: 2, added: 1, changed: 2, removed: 1 });
    let (loaded, versi) = store.load(&kode(KODE), 2024).await.unwrap().unwrap();
    assert_eq!((loaded.bukti.len(), versi), (office.bukti.len(), 2));
    assert_eq!((&loaded.pagu, &loaded.fasilitasi), (&office.pagu, &office.fasilitasi));
    assert!(!loaded.pagu.contains(&gone));

    let entry = store.history(&kode(KODE), None, 1).await.unwrap().remove(0);
    assert_eq!((entry.nomor, entry.details, entry.act), (2, 4, act("ubah", 2)));
    let details = store.details(&kode(KODE), 2).await.unwrap();
    let pagu = details.iter().find(|detail| detail.table == "pagu").unwrap();
    assert!(pagu.after.is_none());
    assert_eq!(pagu.before.as_ref().unwrap()["jumlah"], gone.jumlah.write());
    let fasilitasi = details.iter().find(|detail| detail.table == "fasilitasi").unwrap();
    assert_eq!(fasilitasi.key.as_ref().unwrap()["kode"], office.fasilitasi[0].kode.as_str());
    assert_eq!(fasilitasi.after.as_ref().unwrap()["uraian"], "Diperbaiki");
}

pub async fn stale_changes_are_refused(place: Place) {
    let store = place.open().await;
    let mut office = register(KODE, 2024, 3);
    let refused = store.save(&act("ubah", 0), &kode(KODE), 2024, &office, Some(1)).await;
    assert!(matches!(refused, Err(StoreError::Conflict(conflict)) if conflict.versi == 0));
    assert!(store.offices().await.unwrap().is_empty(), "a refused save leaves nothing");

    save(&store, 1, 2024, &office, Some(0)).await;
    office.fasilitasi.clear();
    save(&store, 2, 2024, &office, Some(1)).await;
    office.bukti.clear();
    match store.save(&act("impor", 3), &kode(KODE), 2024, &office, Some(1)).await {
        Err(StoreError::Conflict(conflict)) => {
            assert_eq!((conflict.versi, conflict.kind.as_str()), (2, "ubah"));
            assert_eq!(
                (conflict.actor, conflict.at),
                (act("", 2).actor, waktu_setempat(&act("", 2).at, Some(&kode(KODE))))
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(!store.load(&kode(KODE), 2024).await.unwrap().unwrap().0.bukti.is_empty());
    save(&store, 4, 2024, &office, None).await;
    assert!(store.load(&kode(KODE), 2024).await.unwrap().unwrap().0.bukti.is_empty());
}

pub async fn years_and_offices_are_kept_apart(place: Place) {
    let store = place.open().await;
    let (first, second) = (register(KODE, 2023, 4), register(KODE, 2024, 6));
    let other = register("35.08.03", 2024, 5);
    let second =
        first.with_year_of(&register(KODE, 2024, 4)).with_year_of(&second.with_year_of(&register(KODE, 2024, 3)));
    save(&store, 0, 2023, &first, None).await;
    save(&store, 1, 2024, &second, None).await;
    store.save(&act("impor", 2), &kode("35.08.03"), 2024, &other, None).await.unwrap();
    for (office, tahun, expected) in [(KODE, 2023, &first), (KODE, 2024, &second), ("35.08.03", 2024, &other)] {
        assert_eq!(
            store.load(&kode(office), tahun).await.unwrap().as_ref().map(|(register, _)| register),
            Some(expected)
        );
    }
    assert_eq!(store.years(&kode(KODE)).await.unwrap(), [2023, 2024]);
    let versions = store.versions_in(&kode("35.08")).await.unwrap();
    assert_eq!(versions.keys().collect::<Vec<_>>(), [KODE, "35.08.03"]);
    for (office, years) in &versions {
        assert_eq!(*years, store.versions(&kode(office)).await.unwrap());
    }
    assert!(store.versions_in(&kode("35.80")).await.unwrap().is_empty());
    assert_eq!(store.years(&kode("35.08.09")).await.unwrap(), Vec::<i32>::new());
    let offices = store.offices().await.unwrap();
    assert_eq!(offices.iter().map(|office| office.kode.as_str()).collect::<Vec<_>>(), [KODE, "35.08.03"]);
    assert_eq!(offices[0].nama, first.instansi[0].nama.to_string());
    let foreign = store.save(&act("impor", 3), &kode("35.08.09"), 2024, &other, None).await;
    assert!(matches!(foreign, Err(StoreError::Rejected(rejection)) if rejection.problems[0].code == "SIM007"));
}

pub async fn changes_of_the_office_reach_all_years(place: Place) {
    let store = place.open().await;
    let first = register(KODE, 2023, 4);
    let mut second = first.with_year_of(&register(KODE, 2024, 4));
    save(&store, 0, 2023, &first, None).await;
    assert_eq!(save(&store, 1, 2024, &second, None).await.versi, 1);
    assert_eq!(store.versi(&kode(KODE), 2023).await.unwrap(), Some(1), "a change of one year does not touch another");

    second.unit[0].nama = teks("Seksi Baru");
    save(&store, 2, 2024, &second, Some(1)).await;
    let (loaded, versi) = store.load(&kode(KODE), 2023).await.unwrap().unwrap();
    assert_eq!((loaded.unit[0].nama.to_string(), versi), ("Seksi Baru".to_string(), 2));
    let stale = store.save(&act("ubah", 3), &kode(KODE), 2023, &first, Some(1)).await;
    assert!(
        matches!(stale, Err(StoreError::Conflict(conflict)) if conflict.at == waktu_setempat(&act("", 2).at, Some(&kode(KODE))))
    );
}

pub async fn what_cannot_be_read_back_is_refused(place: Place) {
    let store = place.open().await;
    let refused = async |tahun: i32, register: &Register| match store
        .save(&act("ubah", 9), &kode(KODE), tahun, register, None)
        .await
    {
        Err(StoreError::Rejected(rejection)) => rejection.problems[0].clone(),
        other => panic!("{other:?}"),
    };
    let office = register(KODE, 2024, 4);
    let mut broken = office.clone();
    broken.jenis_fasilitasi.clear();
    let problem = refused(2024, &broken).await;
    assert_eq!((problem.code, problem.place.0.as_str()), ("REG004", "fasilitasi FASILITASI-1, kolom jenis"));
    let mut twice = office.clone();
    twice.bukti.push(twice.bukti[0].clone());
    assert_eq!(refused(2024, &twice).await.code, "REG003");
    let mut long = office.clone();
    long.pengecualian[0].kalimat = teks(&"kata ".repeat(600));
    assert_eq!(refused(2024, &long).await.code, "SIM005");
    assert_eq!(refused(0, &office).await.code, "SIM006");
    let nobody = crate::Act { actor: " ".to_string(), ..act("ubah", 0) };
    let answer = store.save(&nobody, &kode(KODE), 2024, &office, None).await;
    assert!(matches!(answer, Err(StoreError::Rejected(rejection)) if rejection.problems[0].code == "SIM008"));

    save(&store, 0, 2024, &office, None).await;
    let bare = Register { instansi: office.instansi.clone(), ..Register::default() };
    let problem = refused(2023, &bare).await;
    assert_eq!(problem.code, "REG004");
    assert!(problem.place.0.starts_with("2024: "), "{}", problem.place);
    assert_eq!(store.load(&kode(KODE), 2024).await.unwrap(), Some((office, 1)));
    assert_eq!(store.years(&kode(KODE)).await.unwrap(), [2024]);
}

pub async fn a_row_keeps_its_past_under_another_key(place: Place) {
    let store = place.open().await;
    let mut office = register(KODE, 2024, 4);
    save(&store, 0, 2024, &office, None).await;
    let from = office.bukti[0].kode.clone();
    let to = domain::value::Kode::read("B-BARU").unwrap();
    office.bukti[0].kode = to.clone();
    let step = Move { table: "bukti", from: vec![from.write()], to: vec![to.write()] };
    let year = YearToSave { tahun: 2024, register: &office, expected_versi: Some(1), moves: &[step] };
    let saved = store.save_act(&act("ubah", 1), &kode(KODE), &[year]).await.unwrap();
    assert_eq!(saved, [(2024, Saved { versi: 2, added: 0, changed: 1, removed: 0 })]);
    let loaded = store.load(&kode(KODE), 2024).await.unwrap().unwrap().0;
    assert!(loaded.bukti.iter().any(|row| row.kode == to) && loaded.bukti.iter().all(|row| row.kode != from));
    let history = store.table_history(&kode(KODE), "bukti", Some(2024)).await.unwrap();
    let (entry, detail) = &history[0];
    assert_eq!((entry.nomor, history.len()), (2, 5));
    let cell = |cells: &Option<crate::Cells>| cells.as_ref().unwrap()["kode"].clone();
    assert_eq!((cell(&detail.key), cell(&detail.after)), (from.write(), to.write()));
    assert!(store.table_history(&kode(KODE), "bukti", Some(2023)).await.unwrap().is_empty());
    // Rows of other years may name what moved away.
    save(&store, 2, 2023, &office.with_year_of(&register(KODE, 2023, 4)), None).await;
    let mut office = store.load(&kode(KODE), 2024).await.unwrap().unwrap().0;
    let (from, to) = (office.jenis_fasilitasi[0].kode.clone(), domain::value::Kode::read("LAIN").unwrap());
    office.jenis_fasilitasi[0].kode = to.clone();
    office.fasilitasi.iter_mut().filter(|row| row.jenis == from).for_each(|row| row.jenis = to.clone());
    let step = Move { table: "jenis_fasilitasi", from: vec![from.write()], to: vec![to.write()] };
    let year = YearToSave { tahun: 2024, register: &office, expected_versi: None, moves: &[step] };
    match store.save_act(&act("ubah", 3), &kode(KODE), &[year]).await {
        Err(StoreError::Rejected(rejection)) => assert!(rejection.problems[0].place.0.starts_with("2023: ")),
        other => panic!("{other:?}"),
    }
}
