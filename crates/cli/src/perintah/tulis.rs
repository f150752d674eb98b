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
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    for file in &cetakan.files {
        let path = folder.join(format!("{name}.{}", file.format.ending()));
        whole(&path, &file.bytes)?;
        keluaran::written(&path);
    }
    Ok(())
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
