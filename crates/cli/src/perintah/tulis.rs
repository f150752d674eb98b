//! Writing printed files, each whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use app::{AppError, Cetakan, Format, Rejection};

use crate::argumen;
use crate::keluaran;

/// The formats asked for, each once, in the order in which they were named.
pub fn formats(asked: &[argumen::Format]) -> Vec<Format> {
    let mut formats = Vec::new();
    for format in asked {
        let format = match format {
            argumen::Format::Docx => Format::Docx,
            argumen::Format::Pdf => Format::Pdf,
            argumen::Format::Xlsx => Format::Xlsx,
            argumen::Format::Html => Format::Html,
            argumen::Format::Teks => Format::Teks,
        };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    formats
}

/// Writes every file of a print as `NAME.ending` into a folder and says so.
pub fn cetakan(cetakan: &Cetakan, folder: &Path, name: &str) -> Result<(), AppError> {
    self::folder(folder)?;
    for file in &cetakan.files {
        let path = folder.join(format!("{name}.{}", file.format.ending()));
        whole(&path, &file.bytes)?;
        keluaran::written(&path);
    }
    Ok(())
}

/// Makes a folder with those above it, where it is not there yet.
pub fn folder(folder: &Path) -> Result<(), AppError> {
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))
}

/// Writes a file that must not be there yet: what a person made is not overwritten.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    if path.exists() {
        return Err(Rejection::single(
            "PRT004",
            path.display().to_string(),
            "Berkas ini sudah ada.",
            "Berkas yang sudah ada tidak ditimpa.",
            "Pilih nama lain, atau pindahkan berkas lama.",
        )
        .into());
    }
    whole(path, bytes)
}

/// Reads a file that is not larger than a limit.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, AppError> {
    let refuse = |why: &str| -> AppError {
        let action = "Periksa nama berkasnya.";
        Rejection::single("PRT005", path.display().to_string(), "Berkas tidak dapat dibaca.", why, action).into()
    };
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => refuse("Berkas atau folder itu tidak ada."),
        std::io::ErrorKind::PermissionDenied => refuse("Tidak ada izin membacanya."),
        _ => refuse("Berkas itu tidak dapat dibuka."),
    })?;
    if metadata.len() > limit {
        return Err(refuse(&format!("Ukurannya lebih dari {} MB.", limit >> 20)));
    }
    fs::read(path).map_err(|_| refuse("Berkas itu tidak dapat dibuka."))
}

/// Writes beside, then renames, so that an interrupted print leaves no half file.
pub fn whole(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let mut beside = PathBuf::from(path);
    beside.as_mut_os_string().push(".sementara");
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        let _ = fs::remove_file(&beside);
        cannot_write(path, &error)
    })
}

fn cannot_write(path: &Path, error: &std::io::Error) -> AppError {
    let why = match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            "Tidak ada izin menulis di sana, atau berkasnya sedang dibuka program lain."
        }
        std::io::ErrorKind::StorageFull => "Ruang penyimpanan penuh.",
        std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => {
            "Ada berkas dengan nama yang dipakai sebagai folder."
        }
        _ => "Tempat itu tidak dapat ditulisi.",
    };
    Rejection::single(
        "PRT002",
        path.display().to_string(),
        "Hasil tidak dapat ditulis.",
        why,
        "Tutup berkasnya bila sedang dibuka, atau pilih folder lain dengan --keluaran.",
    )
    .into()
}
