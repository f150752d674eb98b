//! Files of an office folder, read with suspicion: sizes and links are checked before a byte is taken.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use domain::problem::{Place, Problems};

/// A megabyte.
pub const MB: u64 = 1024 * 1024;

/// The largest table file.
pub const MAX_TABLE: u64 = 20 * MB;

/// Files and folders of a folder by name, in order of their names.
pub fn list(folder: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut entries = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        entries.insert(entry.file_name().to_string_lossy().into_owned(), entry.path());
    }
    Ok(entries)
}

/// False, with a problem, where the path leads outside the office folder by a symbolic link. `root` is canonical.
pub fn is_inside(root: &Path, path: &Path, place: &Place, problems: &mut Problems) -> bool {
    match fs::canonicalize(path) {
        Ok(real) if real.starts_with(root) => true,
        Ok(_) => {
            problems.error(
                "BRK108",
                place,
                "Tautan ini menunjuk ke luar folder kantor.",
                "Hanya berkas di dalam folder kantor yang dibaca.",
                "Ganti tautan itu dengan salinan berkasnya.",
            );
            false
        }
        Err(error) => {
            problems.error("BRK112", place, "Berkas tidak dapat dibuka.", io_reason(&error), CHECK);
            false
        }
    }
}

/// What to do when the computer refuses a file.
pub const CHECK: &str = "Periksa apakah berkas itu ada, boleh dibaca, dan tidak sedang dibuka program lain.";

/// Why the computer refused, in words of an office.
pub fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "Berkas atau folder itu tidak ada.".to_string(),
        io::ErrorKind::PermissionDenied => "Tidak ada izin untuk membacanya atau menulisinya.".to_string(),
        io::ErrorKind::StorageFull => "Tempat penyimpanan penuh.".to_string(),
        _ => format!("Komputer menjawab: {error}."),
    }
}

/// What stands under a path.
enum Content {
    Bytes(Vec<u8>),
    TooBig(u64),
    NotAFile,
}

fn take(path: &Path, limit: u64) -> io::Result<Content> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Ok(Content::NotAFile);
    }
    if metadata.len() > limit {
        return Ok(Content::TooBig(metadata.len()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(Content::Bytes(bytes))
}

/// The bytes of a file of at most `limit` bytes.
pub fn bytes(path: &Path, limit: u64, place: &Place, problems: &mut Problems) -> Option<Vec<u8>> {
    match take(path, limit) {
        Ok(Content::Bytes(bytes)) => return Some(bytes),
        Ok(Content::TooBig(size)) => problems.error(
            "BRK107",
            place,
            format!("Berkas ini {} MB.", size.div_ceil(MB)),
            format!("Yang dibaca paling besar {} MB.", limit / MB),
            "Periksa apakah berkasnya benar; perkecil atau bagi isinya.",
        ),
        Ok(Content::NotAFile) => problems.error(
            "BRK109",
            place,
            "Ini bukan berkas biasa.",
            "Di tempat ini diharapkan sebuah berkas.",
            "Pindahkan atau ganti namanya.",
        ),
        Err(error) => problems.error("BRK112", place, "Berkas tidak dapat dibaca.", io_reason(&error), CHECK),
    }
    None
}

/// The text of a file: UTF-8 with or without mark; else Windows-1252 where `windows` allows it.
pub fn text(content: Vec<u8>, windows: bool, name: &str, problems: &mut Problems) -> Option<String> {
    let place = Place(format!("{name}:1"));
    if content.contains(&0) {
        problems.error(
            "BRK109",
            &place,
            "Berkas ini bukan berkas teks.",
            "Di dalamnya ada byte nol; mungkin berkas Excel atau gambar yang namanya diganti, atau teks UTF-16.",
            "Simpan ulang sebagai teks UTF-8 (di Excel: CSV UTF-8).",
        );
        return None;
    }
    let content = content.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(&content);
    match std::str::from_utf8(content) {
        Ok(text) => Some(text.to_string()),
        Err(_) if windows => {
            problems.warning(
                "BRK111",
                &place,
                "Berkas ini tidak disimpan sebagai UTF-8.",
                "Isinya dibaca sebagai Windows-1252, bentuk lama Excel.",
                "Periksa huruf beraksen dan tanda kutip; sebaiknya simpan ulang sebagai CSV UTF-8.",
            );
            Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(content).0.into_owned())
        }
        Err(error) => {
            let before = content.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            problems.error(
                "BRK110",
                &Place(format!("{name}:{line}")),
                "Berkas ini tidak disimpan sebagai UTF-8.",
                "Berkas TOML selalu berupa teks UTF-8.",
                "Buka di penyunting teks dan simpan ulang dengan pengodean UTF-8.",
            );
            None
        }
    }
}
