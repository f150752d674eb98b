//! Copies of an embedded database, and proof that a file is whole.

use std::fs::File;
use std::path::{Path, PathBuf};

use domain::schema::Field as _;
use domain::value::KodeWilayah;

use crate::database::Database;
use crate::error::StoreError;
use crate::{Store, migration};

/// What a checked file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Offices.
    pub offices: usize,
    /// Years of all offices.
    pub years: usize,
    /// Entries of all histories.
    pub entries: i64,
}

impl Store {
    /// Writes a copy of the database to a new file while the database is in use, checks the copy, and makes it
    /// last. A file that exists is not overwritten. PostgreSQL has its own tools.
    pub async fn backup(&self, target: &Path) -> Result<Checked, StoreError> {
        let refused = |what: &str, why: &str| {
            StoreError::rejected("SIM011", target.display().to_string(), what, why, "Pilih nama berkas yang lain.")
        };
        if target.exists() {
            return Err(refused("Berkas cadangan sudah ada.", "Cadangan yang sudah ada tidak ditimpa."));
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(refused("Folder untuk cadangan tidak ada.", "Cadangan ditulis ke folder yang sudah ada."));
        }
        // The copy gets its name only when it is whole, so that a file of that name is always a backup.
        let mut unfinished = target.as_os_str().to_owned();
        unfinished.push(".sebagian");
        let unfinished = PathBuf::from(unfinished);
        if unfinished.exists() {
            std::fs::remove_file(&unfinished).map_err(StoreError::failure)?;
        }
        let path = unfinished.to_str().ok_or_else(|| {
            refused("Nama berkas cadangan tidak dapat dipakai.", "Namanya memuat huruf yang tidak dikenal.")
        })?;
        self.database.copy_to(path).await?;
        let checked = check(&unfinished).await?;
        let finish = || {
            File::open(&unfinished)?.sync_all()?;
            std::fs::rename(&unfinished, target)?;
            File::open(folder)?.sync_all()
        };
        finish().map_err(StoreError::failure)?;
        Ok(checked)
    }
}

/// Proves that a file is a whole database of this program: its pages, its references, its schema, the registers of
/// all years and the histories of all offices. The file is not changed.
pub async fn check(path: &Path) -> Result<Checked, StoreError> {
    let database = Database::open_to_read(path).await.map_err(|_| broken(path, "Berkas tidak dapat dibuka."))?;
    let checked = check_database(&Store { database: database.clone() }, path).await;
    database.close().await;
    match checked {
        Err(StoreError::Failure(_)) => Err(broken(path, "Berkas bukan basis data Kinerja, atau rusak.")),
        other => other,
    }
}

async fn check_database(store: &Store, path: &Path) -> Result<Checked, StoreError> {
    let mut tx = store.database.begin_read().await?;
    let answer = tx.rows("pragma integrity_check", Vec::new()).await?;
    let answer: Vec<String> = answer.into_iter().map(|mut row| row.text()).collect::<Result<_, _>>()?;
    let strays = tx.rows("select 'x' from pragma_foreign_key_check", Vec::new()).await?;
    if answer != ["ok"] || !strays.is_empty() {
        return Err(broken(path, "Isi berkas rusak."));
    }
    let applied = tx.row("select coalesce(max(version), 0) from _sqlx_migrations", Vec::new()).await?;
    let applied = applied.map(|mut row| row.whole()).transpose()?.unwrap_or(0);
    tx.rollback().await?;
    if applied > migration::newest() {
        return Err(migration::too_new());
    }
    let mut checked = Checked { offices: store.offices().await?.len(), years: 0, entries: 0 };
    for kode in store.chains().await? {
        let kode = KodeWilayah::read(&kode).map_err(StoreError::failure)?;
        let verification = store.verify(&kode).await?;
        if let Some(fault) = verification.first_broken {
            return Err(broken(path, &format!("Riwayat {kode} nomor {}: {}", fault.nomor, fault.why)));
        }
        checked.entries += verification.entries;
        // An older schema is read only after it has been brought forward.
        for tahun in store.years(&kode).await? {
            checked.years += 1;
            if applied == migration::newest() {
                store.load(&kode, tahun).await?;
            }
        }
    }
    Ok(checked)
}

fn broken(path: &Path, what: &str) -> StoreError {
    StoreError::rejected(
        "SIM012",
        path.display().to_string(),
        what,
        "Berkas ini tidak dapat dipercaya sebagai data Kinerja.",
        "Pakai cadangan lain yang lulus pemeriksaan.",
    )
}
