//! Backups: one file with the database, the files of the offices, and what proves that it is whole.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use domain::problem::Rejection;
use domain::schema::Field;
use domain::value::KodeWilayah;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Store;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::berkas::{DATABASE, OFFICES, cannot_use, hex, sha256};
use crate::{AppError, Home, Pelaku};

/// Name of the list inside a backup.
pub(crate) const MANIFEST: &str = "cadangan.json";
/// The newest form of a backup.
const VERSION: u32 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of the backup.
    pub versi: u32,
    /// When it was made.
    pub waktu: String,
    /// Who made it.
    pub oleh: String,
    /// By office the newest entry of its history.
    pub kepala_riwayat: Vec<KepalaRiwayat>,
    /// Every file with its digest.
    pub berkas: Vec<BerkasCadangan>,
}

/// The newest entry of the history of an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KepalaRiwayat {
    /// Region code of the office.
    pub instansi: String,
    /// Number of the entry.
    pub nomor: i64,
    /// Its digest.
    pub sidik: String,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BerkasCadangan {
    /// Path inside the backup.
    pub nama: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Writes a backup to a new file while the database is in use.
pub async fn cadangkan(store: &Store, home: &Home, target: &Path, pelaku: &Pelaku) -> Result<Manifest, AppError> {
    if target.exists() {
        return Err(Rejection::single(
            "CDG001",
            target.display().to_string(),
            "Berkas cadangan sudah ada.",
            "Cadangan yang sudah ada tidak ditimpa.",
            "Pilih nama berkas yang lain.",
        )
        .into());
    }
    let unfinished = with_ending(target, ".sebagian");
    let database = with_ending(target, ".basis");
    let _ = std::fs::remove_file(&database);
    let result = write(store, home, &unfinished, &database, pelaku).await;
    let _ = std::fs::remove_file(&database);
    let manifest = match result {
        Ok(manifest) => manifest,
        Err(error) => {
            let _ = std::fs::remove_file(&unfinished);
            return Err(error);
        }
    };
    std::fs::rename(&unfinished, target).map_err(|error| cannot_use(target, &error))?;
    Ok(manifest)
}

async fn write(
    store: &Store,
    home: &Home,
    unfinished: &Path,
    database: &Path,
    pelaku: &Pelaku,
) -> Result<Manifest, AppError> {
    let mut heads = Vec::new();
    for instansi in store.chains().await? {
        let kode = KodeWilayah::read(&instansi).map_err(|why| AppError::failure("reading an office code", why))?;
        let head = store.head(&kode).await?;
        heads.push(KepalaRiwayat { instansi, nomor: head.nomor, sidik: head.digest });
    }
    store.backup(database).await?;
    let mut files = vec![(DATABASE.to_string(), database.to_path_buf())];
    files.extend(office_files(&home.dir().join(OFFICES))?);
    let file = File::create(unfinished).map_err(|error| cannot_use(unfinished, &error))?;
    let mut archive = ZipWriter::new(file);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
    let failed = |error: &dyn std::fmt::Display| AppError::failure("writing a backup", error);
    let mut berkas = Vec::new();
    for (name, path) in files {
        let bytes = std::fs::read(&path).map_err(|error| cannot_use(&path, &error))?;
        archive.start_file(name.as_str(), options).map_err(|error| failed(&error))?;
        archive.write_all(&bytes).map_err(|error| cannot_use(unfinished, &error))?;
        berkas.push(BerkasCadangan { nama: name, sha256: sha256(&bytes) });
    }
    let manifest = Manifest {
        versi: VERSION,
        waktu: pelaku.waktu.clone(),
        oleh: pelaku.nama.clone(),
        kepala_riwayat: heads,
        berkas,
    };
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| failed(&error))?;
    archive.start_file(MANIFEST, options).map_err(|error| failed(&error))?;
    archive.write_all(&text).map_err(|error| cannot_use(unfinished, &error))?;
    let file = archive.finish().map_err(|error| failed(&error))?;
    file.sync_all().map_err(|error| cannot_use(unfinished, &error))?;
    Ok(manifest)
}

/// Every file below a folder as `kantor/KODE/berkas/NAME`, in order.
fn office_files(root: &Path) -> Result<Vec<(String, PathBuf)>, AppError> {
    let mut files = Vec::new();
    let mut folders = vec![(OFFICES.to_string(), root.to_path_buf())];
    while let Some((name, folder)) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.map_err(|error| cannot_use(&folder, &error))?.path();
            let Some(last) = path.file_name().map(|last| last.to_string_lossy().into_owned()) else { continue };
            if path.is_symlink() || last.starts_with('.') {
                continue;
            }
            let name = format!("{name}/{last}");
            if path.is_dir() { folders.push((name, path)) } else { files.push((name, path)) }
        }
    }
    files.sort();
    Ok(files)
}

/// A backup's list, after every file was compared with its digest.
pub(crate) fn read_manifest(path: &Path) -> Result<Manifest, AppError> {
    let refuse = |what: &str, why: &str| -> AppError {
        Rejection::single("CDG002", path.display().to_string(), what, why, "Pakai berkas cadangan lain yang utuh.")
            .into()
    };
    let file = File::open(path).map_err(|error| cannot_use(path, &error))?;
    let mut archive = zip::ZipArchive::new(file)
        .map_err(|_| refuse("Berkas ini bukan cadangan Kinerja.", "Isinya bukan arsip, atau terpotong."))?;
    let manifest: Manifest = {
        let mut entry = archive
            .by_name(MANIFEST)
            .map_err(|_| refuse("Berkas ini bukan cadangan Kinerja.", "Daftar isinya tidak ada."))?;
        let mut text = String::new();
        entry
            .by_ref()
            .take(64 << 20)
            .read_to_string(&mut text)
            .map_err(|_| refuse("Cadangan rusak.", "Daftar isinya tidak dapat dibaca."))?;
        serde_json::from_str(&text).map_err(|_| refuse("Cadangan rusak.", "Daftar isinya tidak dapat dibaca."))?
    };
    if manifest.versi != VERSION {
        return Err(refuse("Cadangan dibuat oleh program yang lebih baru.", "Bentuk cadangannya tidak dikenal."));
    }
    for item in &manifest.berkas {
        let broken = || refuse("Cadangan rusak.", &format!("Isi {} tidak sama dengan saat dicadangkan.", item.nama));
        let mut entry = archive.by_name(&item.nama).map_err(|_| broken())?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let count = entry.read(&mut buffer).map_err(|_| broken())?;
            let Some(part) = buffer.get(..count).filter(|part| !part.is_empty()) else { break };
            hasher.update(part);
        }
        if hex(&hasher.finalize()) != item.sha256 {
            return Err(broken());
        }
    }
    Ok(manifest)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
