//! In and out: what is exported is imported equal, and the examples are left alone once a person changed them.

use crate::bantu::{change_something, examples, kantor, pelaku, pronojiwo, with_examples};
use app::{Contoh, Home, Kantor};

#[tokio::test]
async fn an_export_is_imported_equal_as_folder_and_as_workbook() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(&dir.path().join("a")).await;
    let before = kantor(&store, &home).await;
    assert_eq!(before.years[&2024], app::from_folder(&examples().join("pronojiwo")).unwrap().years[&2024]);

    let folder = dir.path().join("keluar");
    app::ekspor_folder(&store, &home, &pronojiwo(), &folder).await.unwrap();
    let workbook = app::ekspor_buku(&store, &pronojiwo(), 2024).await.unwrap();

    let other = Home::new(dir.path().join("b"), None);
    let second = other.open().await.unwrap();
    app::impor_folder(&second, &other, &folder, &pelaku(), "impor").await.unwrap();
    let after = Kantor::from_store(&second, &pronojiwo(), other.office(&pronojiwo())).await.unwrap();
    assert_eq!(before.years, after.years);
    assert!(other.office(&pronojiwo()).join("berkas/logo.svg").is_file());

    let imported = app::impor_buku(&second, &other, &workbook, "register.xlsx", &pelaku()).await.unwrap();
    let (_, saved) = imported.years[0];
    assert_eq!((saved.added, saved.changed, saved.removed), (0, 0, 0), "the workbook says the same");
    assert!(app::impor_buku(&second, &other, &workbook[..workbook.len() / 2], "rusak.xlsx", &pelaku()).await.is_err());
}

#[tokio::test]
async fn a_changed_example_is_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let again = app::siapkan_contoh(&store, &home, &pelaku()).await.unwrap();
    assert_eq!(again.len(), 2);
    assert!(again.iter().all(|office| matches!(office, Contoh::Siap(_))));
    change_something(&store, &home).await;
    let changed = kantor(&store, &home).await;
    let again = app::siapkan_contoh(&store, &home, &pelaku()).await.unwrap();
    assert!(again.iter().any(|office| matches!(office, Contoh::Dibiarkan(kode) if *kode == pronojiwo())));
    assert_eq!(kantor(&store, &home).await.years, changed.years);
    assert!(!home.dir().join(".contoh-sementara").exists());
}

#[test]
fn a_first_workbook_is_made_from_a_code() {
    use domain::schema::Field;
    let workbook = app::mulai(&pronojiwo(), 2025).unwrap();
    let content = exchange::workbook::read(&workbook, "mulai.xlsx").unwrap();
    assert_eq!((content.tahun, content.register.desa.len()), (2025, 6));
    assert!(app::mulai(&app::KodeWilayah::read("99.99.01").unwrap(), 2025).is_err());
}

#[tokio::test]
async fn an_import_is_seen_before_it_is_taken_in() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(&dir.path().join("a")).await;
    let mut zip = std::io::Cursor::new(Vec::new());
    app::ekspor_zip(&store, &home, &pronojiwo(), &dir.path().join("keluar"), &mut zip).await.unwrap();
    let work = dir.path().join("masuk");
    let same = app::baca_zip(zip.get_ref(), "kantor.zip", &work).unwrap();
    let seen = app::pratinjau_impor(&store, &same, &pelaku()).await.unwrap();
    assert!(seen.halangan.is_empty() && seen.tahun.iter().all(|tahun| tahun.tabel.is_empty()));

    let mut other = same.clone();
    let register = other.years.get_mut(&2024).unwrap();
    let gone = register.fasilitasi.pop().unwrap();
    register.fasilitasi[0].keterangan = domain::schema::Field::read("Diubah di buku kerja").unwrap();
    let seen = app::pratinjau_impor(&store, &other, &pelaku()).await.unwrap();
    let beda: Vec<_> = seen.tahun.iter().flat_map(|tahun| &tahun.tabel).collect();
    assert_eq!((beda.len(), beda[0].tabel.name, beda[0].diubah.len()), (1, "fasilitasi", 1));
    assert_eq!(beda[0].dihapus[0].kunci, gone.kode.as_str());
    assert!(beda[0].diubah[0].sel.iter().any(|(_, _, after)| after == "Diubah di buku kerja"));
    // Nothing was written, and what somebody writes in between is not overwritten.
    assert_eq!(store.versions(&pronojiwo()).await.unwrap().into_iter().collect::<app::VersiTahun>(), seen.versi);
    change_something(&store, &home).await;
    let late = app::masukkan_register(&store, &home, other.clone(), Some(&seen.versi), &pelaku(), "impor").await;
    assert!(matches!(late, Err(app::AppError::Rejected(_))));
    let seen = app::pratinjau_impor(&store, &other, &pelaku()).await.unwrap();
    let done = app::masukkan_register(&store, &home, other, Some(&seen.versi), &pelaku(), "impor").await.unwrap();
    assert_eq!(done.years.iter().map(|(_, saved)| saved.removed).sum::<usize>(), 1);
}
