//! Names of the files in a home, digests, and what can go wrong with files.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use domain::problem::Rejection;
use sha2::{Digest as _, Sha256};

use crate::AppError;

/// Name of the database file in a home.
pub(crate) const DATABASE: &str = "kinerja.sqlite";
/// Folder of the files of offices, one folder per office.
pub(crate) const OFFICES: &str = "kantor";

/// A refusal that says why a file or folder cannot be used.
pub(crate) fn cannot_use(path: &Path, error: &std::io::Error) -> AppError {
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

/// Writes a file that is there whole or not at all, and makes its folder.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    // Two writers of the same file do not share this.
    let mut random = [0_u8; 8];
    getrandom::fill(&mut random).map_err(|error| std::io::Error::other(error.to_string()))?;
    let unfinished = folder.join(format!(".{}.sementara", hex(&random)));
    std::fs::create_dir_all(folder)?;
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Hexadecimal digits of a digest.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
