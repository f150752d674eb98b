//! Checking files that somebody else wrote.

use std::collections::BTreeMap;

use audit::tulis;
use audit::{Acuan, Pemeriksaan, Pengecualian, Pilihan};
use document::{Document, PageNumbers};
use domain::problem::{Place, Problems, Rejection};
use reader::Naskah;

use crate::AppError;
use crate::HalamanPeriksa;
use crate::berkas::sha256;

/// A file by its name and its bytes.
pub type Berkas = (String, Vec<u8>);

/// What is asked of a check, besides its files.
#[derive(Debug, Clone, Default)]
pub struct PermintaanPeriksa {
    /// Which rules are asked.
    pub pilihan: Pilihan,
    /// The result of an earlier run, as JSON.
    pub acuan: Option<Berkas>,
    /// What is let stand, with reasons, in TOML.
    pub pengecualian: Option<Berkas>,
}

/// What a check is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kemajuan<'a> {
    /// Reads a file: how many are done, of how many, and its name.
    Membaca(usize, usize, &'a str),
    /// Asks a rule: how many are done, of how many.
    Memeriksa(usize, usize),
}

/// A checked set of files.
#[derive(Debug, Clone)]
pub struct Periksa {
    /// What was found.
    pub pemeriksaan: Pemeriksaan,
    /// The files, those of archives each by itself.
    pub berkas: Vec<Berkas>,
    /// The files as they were read, in the same order.
    pub naskah: Vec<Naskah>,
    /// Why a file could not be read; such a file was not checked.
    pub tidak_terbaca: Vec<(String, String)>,
}

impl Periksa {
    /// What was found, as JSON of the stable form.
    pub fn json(&self) -> String {
        format!("{:#}\n", tulis::json(&self.pemeriksaan, &self.sha256()))
    }

    /// What was found, as text for a terminal.
    pub fn teks(&self) -> String {
        tulis::teks(&self.pemeriksaan)
    }

    /// What was found, as SARIF 2.1.0.
    pub fn sarif(&self) -> String {
        format!("{:#}\n", tulis::sarif(&self.pemeriksaan, &self.naskah, &self.sha256()))
    }

    /// What was found beside the documents, as one HTML page.
    pub fn html(&self) -> String {
        tulis::html(&self.pemeriksaan, &self.naskah)
    }

    /// What was found beside the documents, in pieces for a page of another; [`gaya_periksa`] is their style.
    pub fn halaman(&self) -> HalamanPeriksa {
        tulis::fragments(&self.pemeriksaan, &self.naskah)
    }

    /// What was found, as a work list for Excel; answers of an earlier list are taken over.
    pub fn daftar(&self, lama: Option<&Berkas>) -> Result<Vec<u8>, AppError> {
        let lama = lama.map(|(name, bytes)| tulis::read_daftar(name, bytes)).transpose()?.unwrap_or_default();
        tulis::daftar(&self.pemeriksaan, lama).map_err(|cause| AppError::failure("writing a work list", cause))
    }

    /// A copy of each Word file and workbook with comments at the places of findings: its name, and the copy or why
    /// there is none.
    pub fn salinan(&self) -> Vec<(&str, Result<Vec<u8>, String>)> {
        let copy = |at: usize, bytes: &[u8]| match self.naskah.get(at) {
            Some(naskah) if naskah.blok.is_empty() => Err("Berkas ini tidak dapat dibaca.".to_string()),
            _ => audit::annotate(&self.pemeriksaan, at, bytes),
        };
        let files = self.berkas.iter().enumerate();
        files.map(|(at, (name, bytes))| (name.as_str(), copy(at, bytes))).collect()
    }

    /// True where something is surely wrong that is neither known nor let stand.
    pub fn has_errors(&self) -> bool {
        self.pemeriksaan.temuan.iter().any(|temuan| temuan.is_open() && temuan.is_sure_error())
    }

    fn sha256(&self) -> Vec<String> {
        self.berkas.iter().map(|(_, bytes)| sha256(bytes)).collect()
    }
}

/// Checks files that belong together. Archives are opened. What is asked wrongly comes back at once.
pub fn periksa(
    files: Vec<Berkas>,
    permintaan: &PermintaanPeriksa,
    kemajuan: &mut dyn FnMut(Kemajuan<'_>),
) -> Result<Periksa, AppError> {
    let pilihan = &permintaan.pilihan;
    known(pilihan)?;
    known_lists(permintaan)?;

    let (mut berkas, mut refused) = (Vec::new(), BTreeMap::new());
    for (name, bytes) in files {
        match reader::unpack(&name, &bytes) {
            Some(Ok(inside)) => berkas.extend(inside),
            Some(Err(why)) => {
                refused.insert(berkas.len(), why);
                berkas.push((name, bytes));
            }
            None => berkas.push((name, bytes)),
        }
    }
    let mut naskah = Vec::with_capacity(berkas.len());
    for (at, (name, bytes)) in berkas.iter().enumerate() {
        kemajuan(Kemajuan::Membaca(at, berkas.len(), name));
        naskah.push(match refused.get(&at) {
            Some(why) => Naskah::unreadable(name, why),
            None => reader::read(name, bytes),
        });
    }
    let mut pemeriksaan =
        audit::periksa_sambil(&naskah, pilihan, &mut |done, all| kemajuan(Kemajuan::Memeriksa(done, all)));
    compare(&mut pemeriksaan, permintaan)?;
    let unread = |naskah: &Naskah| -> Vec<(String, String)> {
        let notes = naskah.catatan.iter().filter(|note| !note.terbaca);
        notes.map(|note| (naskah.nama.clone(), note.pesan.clone())).collect()
    };
    let tidak_terbaca = naskah.iter().flat_map(unread).collect();
    Ok(Periksa { pemeriksaan, berkas, naskah, tidak_terbaca })
}

/// The baseline and the exceptions of a request.
fn known_lists(permintaan: &PermintaanPeriksa) -> Result<(Option<Acuan>, Vec<Pengecualian>), AppError> {
    let acuan = permintaan.acuan.as_ref().map(|(name, bytes)| Acuan::read(name, &text(bytes))).transpose()?;
    let list = permintaan.pengecualian.as_ref().map(|(name, bytes)| Pengecualian::read(name, &text(bytes)));
    Ok((acuan, list.transpose()?.unwrap_or_default()))
}

/// Marks what is known and let stand, and counts.
pub(crate) fn compare(pemeriksaan: &mut Pemeriksaan, permintaan: &PermintaanPeriksa) -> Result<(), AppError> {
    let (acuan, pengecualian) = known_lists(permintaan)?;
    pemeriksaan.compare(acuan.as_ref(), &pengecualian, &permintaan.pilihan);
    Ok(())
}

/// Checks what is about to be printed, as if somebody else had written it.
pub fn periksa_dokumen(document: &Document, nama: &str) -> Result<Periksa, AppError> {
    let bytes = document::docx::render(document, &PageNumbers::new())?;
    periksa(vec![(nama.to_string(), bytes)], &PermintaanPeriksa::default(), &mut |_| {})
}

/// The style of [`Periksa::halaman`]; every selector starts at the class `periksa`.
pub fn gaya_periksa() -> String {
    tulis::style()
}

/// The page of a rule.
pub fn jelaskan(kode: &str) -> Result<&'static str, AppError> {
    let code = kode.trim().to_uppercase();
    match audit::rules::rule(&code) {
        Some(rule) => Ok(rule.halaman),
        None if crate::banding::is_named(&code) => Ok(crate::banding::HALAMAN),
        None => {
            let known: Vec<&str> = daftar_aturan().map(|(kode, _)| kode).collect();
            let what = format!("Aturan \"{kode}\" tidak dikenal.");
            let why = format!("Yang dikenal: {}.", known.join(", "));
            Err(Rejection::single("PRK001", "--jelaskan", what, why, "Perbaiki kodenya.").into())
        }
    }
}

/// Codes and titles of all rules, in the order of the catalogue.
pub fn daftar_aturan() -> impl Iterator<Item = (&'static str, &'static str)> {
    audit::rules::RULES.iter().map(|rule| (rule.kode, rule.judul))
}

/// Refuses names of rules and families that there are none of.
fn known(pilihan: &Pilihan) -> Result<(), AppError> {
    let mut families: Vec<&str> = audit::rules::RULES.iter().map(|rule| rule.keluarga()).collect();
    families.dedup();
    let mut problems = Problems::default();
    for name in pilihan.unknown() {
        problems.error(
            "PRK001",
            &Place("--hanya, --abaikan".to_string()),
            format!("Aturan atau keluarga \"{name}\" tidak dikenal."),
            format!("Keluarga yang dikenal: {}; aturan ditulis lengkap, misalnya SIS201.", families.join(", ")),
            "Perbaiki kodenya; penjelasan sebuah aturan ada di kinerja periksa --jelaskan KODE.",
        );
    }
    if problems.has_errors() { Err(Rejection { problems: problems.0 }.into()) } else { Ok(()) }
}

fn text(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_start_matches('\u{feff}').to_string()
}
