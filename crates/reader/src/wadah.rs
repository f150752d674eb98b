//! The container of Word files and workbooks, looked at before anything in it is parsed.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The largest file.
const MAX_FILE: usize = 50 << 20;

/// The most that all parts with text may hold when unpacked.
const MAX_UNPACKED: u64 = 200 << 20;

/// The most that one part may hold when unpacked.
const MAX_PART: u64 = 100 << 20;

/// The most parts.
const MAX_PARTS: usize = 10_000;

/// From this size on a part is asked how much it was packed.
const LARGE: u64 = 1 << 20;

/// No text of people is packed closer.
const MAX_RATIO: u64 = 200;

const BOMB: &str =
    "Isi berkas ini setelah dibuka jauh lebih besar daripada berkasnya; berkas seperti ini tidak dibuka.";

/// What is said of a container that cannot be opened.
pub(crate) const BROKEN: &str = "Berkas ini rusak atau terpotong. Simpan atau minta ulang berkasnya.";

/// An opened container.
pub(crate) struct Wadah<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    left: u64,
}

impl<'b> Wadah<'b> {
    /// Opens a container; what is wrong with it is said in Bahasa Indonesia.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        if bytes.len() > MAX_FILE {
            return Err(format!("Berkas lebih besar dari {} MB.", MAX_FILE >> 20));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN.to_string())?;
        let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
        if archive.len() > MAX_PARTS {
            return Err("Berkas ini berisi terlalu banyak bagian.".to_string());
        }
        let mut declared = 0_u64;
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|_| BROKEN.to_string())?;
            let holds_text = part.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
            if part.encrypted() {
                return Err(LOCKED.to_string());
            }
            if holds_text {
                declared = declared.saturating_add(part.size());
                if part.size() > LARGE && part.size() / part.compressed_size().max(1) > MAX_RATIO {
                    return Err(BOMB.to_string());
                }
            }
        }
        if declared > MAX_UNPACKED {
            return Err(BOMB.to_string());
        }
        Ok(Self { archive, names, left: MAX_UNPACKED })
    }

    /// The name of a part: the one that is given, else one that differs in case or has a number before its ending
    /// (`word/document2.xml`).
    pub(crate) fn find(&self, name: &str) -> Option<String> {
        let stem = name.strip_suffix(".xml").unwrap_or(name);
        let like = |part: &str| {
            part.strip_suffix(".xml").and_then(|part| part.get(..stem.len()).zip(part.get(stem.len()..))).is_some_and(
                |(start, rest)| start.eq_ignore_ascii_case(stem) && rest.bytes().all(|byte| byte.is_ascii_digit()),
            )
        };
        let exact = self.names.iter().find(|part| *part == name);
        exact.or_else(|| self.names.iter().find(|part| like(part))).cloned()
    }

    /// The text of a part; `None` where there is no such part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(name) = self.find(name) else { return Ok(None) };
        let part = self.archive.by_name(&name).map_err(|_| BROKEN.to_string())?;
        let most = self.left.min(MAX_PART);
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| BROKEN.to_string())?;
        let read = bytes.len() as u64;
        if read > most {
            return Err(BOMB.to_string());
        }
        self.left -= read;
        Ok(Some(decode(bytes)))
    }
}

/// UTF-8, or UTF-16 by its mark; what is neither loses the letters that are broken.
fn decode(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
        None => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// What is said of a file with a password.
pub(crate) const LOCKED: &str =
    "Berkas ini dikunci dengan kata sandi. Buka, hapus kata sandinya, simpan, lalu periksa lagi.";
