//! Checking files that somebody else wrote.

use audit::{Pemeriksaan, Pilihan};
use sha2::{Digest, Sha256};

use crate::berkas::hex;

/// A checked set of files.
#[derive(Debug, Clone)]
pub struct Periksa {
    /// What was found.
    pub pemeriksaan: Pemeriksaan,
    /// SHA-256 of each file, in order.
    pub sha256: Vec<String>,
    /// Why a file could not be read; such a file was not checked.
    pub tidak_terbaca: Vec<(String, String)>,
}

impl Periksa {
    /// What was found, as JSON of the stable form.
    pub fn json(&self) -> String {
        format!("{:#}\n", audit::tulis::json(&self.pemeriksaan, &self.sha256))
    }

    /// What was found, as text for a terminal.
    pub fn teks(&self) -> String {
        audit::tulis::teks(&self.pemeriksaan)
    }

    /// True where something is surely wrong.
    pub fn has_errors(&self) -> bool {
        let sure = |temuan: &audit::Temuan| {
            temuan.tingkat == audit::Tingkat::Kesalahan && temuan.kepastian == audit::Kepastian::Pasti
        };
        self.pemeriksaan.temuan.iter().any(sure)
    }
}

/// Checks files that belong together, each with its name and its bytes.
pub fn periksa(files: &[(String, Vec<u8>)], pilihan: &Pilihan) -> Periksa {
    let naskah: Vec<reader::Naskah> = files.iter().map(|(name, bytes)| reader::read(name, bytes)).collect();
    let tidak_terbaca = naskah
        .iter()
        .flat_map(|naskah| {
            naskah.catatan.iter().filter(|note| !note.terbaca).map(|note| (naskah.nama.clone(), note.pesan.clone()))
        })
        .collect();
    Periksa {
        pemeriksaan: audit::periksa(&naskah, pilihan),
        sha256: files.iter().map(|(_, bytes)| hex(&Sha256::digest(bytes))).collect(),
        tidak_terbaca,
    }
}

/// The page of a rule; `None` for a code that is not known.
pub fn jelaskan(kode: &str) -> Option<&'static str> {
    audit::rules::rule(&kode.trim().to_uppercase()).map(|rule| rule.halaman)
}

/// Codes and titles of all rules, in the order of the catalogue.
pub fn daftar_aturan() -> impl Iterator<Item = (&'static str, &'static str)> {
    audit::rules::RULES.iter().map(|rule| (rule.kode, rule.judul))
}
