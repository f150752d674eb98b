//! Names of the files in a home, digests, and what can go wrong with files.

use domain::problem::Rejection;
use sha2::{Digest as _, Sha256};

use crate::AppError;

/// Name of the database file in a home.
pub(crate) const DATABASE: &str = "kinerja.sqlite";
/// Folder of the files of offices, one folder per office.
pub(crate) const OFFICES: &str = "kantor";

/// A refusal that says why a file or folder cannot be used.
pub(crate) fn cannot_use(path: &std::path::Path, error: &std::io::Error) -> AppError {
    use std::io::ErrorKind;
    let why = match error.kind() {
        ErrorKind::PermissionDenied => "Tidak ada izin di sana, atau berkasnya sedang dibuka program lain.",
        ErrorKind::StorageFull => "Ruang penyimpanan penuh.",
        ErrorKind::NotFound => "Tempat itu tidak ada.",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "Di sana ada berkas, bukan folder.",
        _ => "Tempat itu tidak dapat dipakai.",
    };
    Rejection::single(
        "RMH002",
        path.display().to_string(),
        "Folder atau berkas tidak dapat dipakai.",
        why,
        "Pilih folder lain dengan --dir, atau perbaiki izinnya.",
    )
    .into()
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Hexadecimal digits of a digest.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
