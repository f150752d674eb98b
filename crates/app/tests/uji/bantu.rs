//! What the tests of the use cases share.

use std::path::{Path, PathBuf};

use app::{Format, Home, Kantor, KodeWilayah, Pelaku, Permintaan, Store};
use domain::schema::Field;
use domain::value::Periode;

pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh")
}

pub fn pelaku() -> Pelaku {
    Pelaku { nama: "penguji".to_string(), waktu: "2024-10-01T00:00:00Z".to_string() }
}

pub fn pronojiwo() -> KodeWilayah {
    KodeWilayah::read("35.08.02").unwrap()
}

pub fn request(periode: &str, is_final: bool) -> Permintaan {
    Permintaan {
        periode: Periode::read(periode).unwrap(),
        formats: vec![Format::Teks],
        paper: app::Paper::A4,
        is_final,
        per_tanggal: None,
    }
}

/// A home with the example offices in it.
pub async fn with_examples(dir: &Path) -> (Home, Store) {
    let home = Home::new(dir, None);
    let store = home.open().await.unwrap();
    app::siapkan_contoh(&store, &home, &pelaku()).await.unwrap();
    (home, store)
}

pub async fn kantor(store: &Store, home: &Home) -> Kantor {
    Kantor::from_store(store, &pronojiwo(), home.office(&pronojiwo())).await.unwrap()
}

/// Takes one rupiah more realised in the first line, as a person would.
pub async fn change_something(store: &Store, home: &Home) {
    let mut register = kantor(store, home).await.years.remove(&2024).unwrap();
    register.realisasi_anggaran[2].jumlah = register.realisasi_anggaran[2].jumlah.plus(domain::value::Rupiah::new(1));
    let act = store::Act {
        kind: "ubah".to_string(),
        actor: "penguji".to_string(),
        at: "2024-10-02T00:00:00Z".to_string(),
        note: String::new(),
        source: None,
    };
    store.save(&act, &pronojiwo(), 2024, &register, None).await.unwrap();
}
