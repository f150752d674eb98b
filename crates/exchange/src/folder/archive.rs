//! An office folder as one ZIP, both ways.

use std::fs::{self, File};
use std::io::{Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use domain::problem::Rejection;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::files;

/// All files of an archive together are never larger.
const MAX_UNPACKED: u64 = 400 * files::MB;
/// An office has a few hundred files.
const MAX_FILES: usize = 20_000;

/// Unpacks an archive of an office folder into an empty folder, and gives the folder that holds `instansi.toml`: the
/// archive's root, or the one folder in it. Names that lead elsewhere and links are refused; nothing is trusted that the
/// archive says of its own size.
pub fn unpack(bytes: &[u8], name: &str, target: &Path) -> Result<PathBuf, Rejection> {
    let refuse = |code, what: &str, why: &str| {
        let action = "Buat lagi ZIP-nya dari folder kantor (yang memuat instansi.toml), lalu kirim lagi.";
        Rejection::single(code, name, what, why, action)
    };
    let broken = || refuse("BRK120", "Arsip ini tidak dapat dibuka.", "Berkasnya bukan ZIP, rusak, atau bersandi.");
    let bomb =
        || refuse("BRK121", "Isi arsip ini terlalu besar.", "Setelah dibuka lebih dari 400 MB atau 20.000 berkas.");
    let strange = || {
        let why = "Di dalamnya ada tautan, atau nama yang menunjuk ke luar folder.";
        refuse("BRK122", "Arsip ini memuat berkas yang tidak diterima.", why)
    };
    let io = |error: std::io::Error| refuse("BRK112", "Isi arsip tidak dapat ditulis.", &files::io_reason(&error));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MAX_FILES {
        return Err(bomb());
    }
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|_| broken())?;
        if entry.is_dir() {
            continue;
        }
        // The crate would drop a drive or a leading slash, and put the file somewhere else than its name says.
        let plain = entry.name().is_ok_and(|name| !name.contains(':') && !name.starts_with(['/', '\\']));
        let inner = entry.enclosed_name().filter(|_| plain && !entry.is_symlink()).ok_or_else(strange)?;
        let parts = inner.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let parts: Vec<String> = parts.collect();
        // What file managers leave behind is no part of an office.
        if parts.iter().any(|part| part.starts_with('.') || part == "__MACOSX") {
            continue;
        }
        let path = target.join(&inner);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(io)?;
        }
        let mut file = File::options().write(true).create_new(true).open(&path).map_err(|_| strange())?;
        let written = std::io::copy(&mut (&mut entry).take(left + 1), &mut file).map_err(|_| broken())?;
        left = left.checked_sub(written).ok_or_else(bomb)?;
    }
    if target.join("instansi.toml").is_file() {
        return Ok(target.to_path_buf());
    }
    let folders = files::list(target).map_err(io)?;
    let mut offices = folders.into_values().filter(|path| path.join("instansi.toml").is_file());
    match (offices.next(), offices.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(refuse(
            "BRK123",
            "Arsip ini bukan folder satu kantor.",
            "Di dalamnya harus ada tepat satu folder dengan instansi.toml.",
        )),
    }
}

/// Packs a folder with all its files. Entries stand in the order of their names and carry no time of their own.
pub fn pack<W: Write + Seek>(folder: &Path, out: W) -> std::io::Result<()> {
    let mut archive = ZipWriter::new(out);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut waiting = vec![(String::new(), folder.to_path_buf())];
    while let Some((prefix, folder)) = waiting.pop() {
        for (name, path) in files::list(&folder)? {
            let inner = format!("{prefix}{name}");
            if path.is_dir() {
                waiting.push((format!("{inner}/"), path));
            } else {
                archive.start_file(inner, options)?;
                std::io::copy(&mut File::open(&path)?, &mut archive)?;
            }
        }
    }
    archive.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn code(bytes: &[u8]) -> &'static str {
        let folder = tempfile::tempdir().unwrap();
        unpack(bytes, "kantor.zip", &folder.path().join("isi")).unwrap_err().problems[0].code
    }

    #[test]
    fn an_office_is_found_at_the_root_or_in_one_folder() {
        for prefix in ["", "kantor/"] {
            let folder = tempfile::tempdir().unwrap();
            let names = [format!("{prefix}instansi.toml"), format!("{prefix}2024/pagu.csv"), ".DS_Store".to_string()];
            let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"isi".as_slice())).collect();
            let office = unpack(&zip(&files), "kantor.zip", folder.path()).unwrap();
            assert!(office.join("2024").join("pagu.csv").is_file() && !office.join(".DS_Store").exists());
            let mut again = Cursor::new(Vec::new());
            pack(&office, &mut again).unwrap();
            let back = tempfile::tempdir().unwrap();
            assert_eq!(unpack(again.get_ref(), "kantor.zip", back.path()).unwrap(), back.path());
        }
    }

    #[test]
    fn strange_archives_are_refused() {
        assert_eq!(code(b"PK bukan zip"), "BRK120");
        assert_eq!(code(&zip(&[("../luar.csv", b"x")])), "BRK122");
        assert_eq!(code(&zip(&[("a:b/instansi.toml", b"x")])), "BRK122");
        assert_eq!(code(&zip(&[("b/c:d/instansi.toml", b"x")])), "BRK122");
        assert_eq!(code(&zip(&[("/instansi.toml", b"x")])), "BRK122");
        assert_eq!(code(&zip(&[("a/instansi.toml", b"x"), ("b/instansi.toml", b"x")])), "BRK123");
        assert_eq!(code(&zip(&[("catatan.txt", b"x")])), "BRK123");
    }
}
