//! A ZIP with several files of an office in it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::wadah::{BROKEN, LOCKED};

/// The most files.
const MAX_FILES: usize = 200;

/// The most that all files may hold when unpacked.
const MAX_UNPACKED: u64 = 100 << 20;

/// Files with their names.
pub type Files = Vec<(String, Vec<u8>)>;

/// The files of a ZIP that is not itself a Word file, a workbook or another document; `None` for anything else. Names
/// are `arsip.zip/folder/berkas.docx`; folders and what systems add by themselves are left out. A ZIP in the ZIP is
/// not opened. What is wrong with it is said in Bahasa Indonesia.
pub fn unpack(name: &str, bytes: &[u8]) -> Option<Result<Files, String>> {
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let document = ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"];
    if archive.file_names().flatten().any(|part| document.iter().any(|known| part.eq_ignore_ascii_case(known))) {
        return None;
    }
    Some(files(name, &mut archive, MAX_UNPACKED))
}

fn files(name: &str, archive: &mut ZipArchive<Cursor<&[u8]>>, most: u64) -> Result<Files, String> {
    if archive.len() > MAX_FILES {
        return Err(format!("Arsip ini berisi lebih dari {MAX_FILES} berkas. Bagi menjadi beberapa arsip."));
    }
    let mut left = most;
    let mut found = Files::new();
    for at in 0..archive.len() {
        if archive.by_index_raw(at).map_err(|_| BROKEN.to_string())?.encrypted() {
            return Err(LOCKED.to_string());
        }
        let part = archive.by_index(at).map_err(|_| BROKEN.to_string())?;
        let path = part.name().map_err(|_| BROKEN.to_string())?.replace('\\', "/");
        let last = path.rsplit('/').next().unwrap_or_default().to_string();
        if part.is_dir() || path.starts_with("__MACOSX/") || last.starts_with(['.', '~']) || is_made_by_system(&last) {
            continue;
        }
        let mut bytes = Vec::new();
        part.take(left + 1).read_to_end(&mut bytes).map_err(|_| BROKEN.to_string())?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            format!("Isi arsip ini setelah dibuka lebih dari {} MB. Bagi menjadi beberapa arsip.", most >> 20)
        })?;
        found.push((format!("{name}/{path}"), bytes));
    }
    if found.is_empty() {
        return Err("Arsip ini kosong.".to_string());
    }
    found.sort();
    Ok(found)
}

fn is_made_by_system(name: &str) -> bool {
    ["thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_files_of_an_archive_come_in_order_with_their_places() {
        let bytes = zip(&[("b.md", b"dua"), ("sub/a.txt", b"satu"), ("__MACOSX/b.md", b""), ("Thumbs.db", b"x")]);
        let files = unpack("arsip.zip", &bytes).unwrap().unwrap();
        let expected = [("arsip.zip/b.md", b"dua".to_vec()), ("arsip.zip/sub/a.txt", b"satu".to_vec())];
        assert_eq!(files, expected.map(|(name, bytes)| (name.to_string(), bytes)));
    }

    #[test]
    fn documents_are_no_archives_and_large_or_empty_archives_are_refused() {
        assert!(unpack("a.docx", &zip(&[("[Content_Types].xml", b"x"), ("word/document.xml", b"x")])).is_none());
        assert!(unpack("a.txt", b"teks").is_none());
        assert!(unpack("a.zip", b"PK\x03\x04rusak").is_none());
        assert!(unpack("a.zip", &zip(&[])).unwrap().unwrap_err().contains("kosong"));
        let many: Vec<(String, Vec<u8>)> = (0..=MAX_FILES).map(|at| (format!("{at}.md"), vec![])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        assert!(unpack("a.zip", &zip(&many)).unwrap().unwrap_err().contains("lebih dari 200 berkas"));
        let zeros = vec![0; 700 << 10];
        let bytes = zip(&[("a.md", &zeros), ("b.md", &zeros)]);
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        assert!(files("a.zip", &mut archive, 2 << 20).is_ok());
        assert!(files("a.zip", &mut archive, 1 << 20).unwrap_err().contains("lebih dari 1 MB"));
    }
}
