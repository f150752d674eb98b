//! Where the bytes of evidence are: by their SHA-256, so that nothing is overwritten and every read is proved.

use std::path::PathBuf;

use domain::problem::Rejection;

use crate::berkas::{cannot_use, sha256, write_whole};
use crate::{AppError, Home};

/// Bytes of the largest file that is taken: 25 MB.
pub const UKURAN_TERBESAR: usize = 25 << 20;

/// A store of objects that are named by the SHA-256 of their bytes.
pub trait Gudang {
    /// Keeps bytes; their SHA-256. Bytes that are there already stay.
    fn simpan(&self, isi: &[u8]) -> Result<String, AppError>;
    /// The bytes of a SHA-256; refused where they are missing or are not what was kept.
    fn ambil(&self, sha256: &str) -> Result<Vec<u8>, AppError>;
}

/// Objects as files of a folder: `ab/abcdef...`.
#[derive(Debug, Clone)]
pub struct GudangFolder {
    dir: PathBuf,
}

impl GudangFolder {
    /// The objects of an office; they are part of its files, and so of every backup.
    pub fn of(home: &Home, kode: &domain::value::KodeWilayah) -> Self {
        Self { dir: home.office(kode).join("bukti") }
    }

    fn path(&self, sha256: &str) -> Option<PathBuf> {
        let known = sha256.len() == 64 && sha256.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        known.then(|| self.dir.join(sha256.get(..2).unwrap_or_default()).join(sha256))
    }
}

impl Gudang for GudangFolder {
    fn simpan(&self, isi: &[u8]) -> Result<String, AppError> {
        let digest = sha256(isi);
        let Some(path) = self.path(&digest) else { return Ok(digest) };
        if self.ambil(&digest).is_ok() {
            return Ok(digest);
        }
        write_whole(&path, isi).map_err(|error| cannot_use(&path, &error))?;
        Ok(digest)
    }

    fn ambil(&self, digest: &str) -> Result<Vec<u8>, AppError> {
        let refused = |what: &str, why: &str| -> AppError {
            let action = "Unggah lagi berkasnya, atau pulihkan dari cadangan.";
            Rejection::single("BKT001", "bukti", what, why, action).into()
        };
        let bytes = self.path(digest).and_then(|path| std::fs::read(path).ok());
        let Some(bytes) = bytes else {
            return Err(refused("Berkas bukti ini tidak ada.", "Isinya tidak ditemukan di tempat penyimpanan."));
        };
        if sha256(&bytes) != digest {
            return Err(refused("Berkas bukti ini rusak.", "Isinya tidak sama dengan saat disimpan."));
        }
        Ok(bytes)
    }
}
