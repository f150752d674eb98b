//! A document against the register: what differs from the report that the register prints today.
//!
//! The report is composed, written and read back, so that both sides are of one kind. Tables are matched by caption
//! and head, rows by their keys, paragraphs by a difference of sequences.

mod alinea;
mod tabel;

use audit::{Kepastian, Lokasi, Temuan, Tingkat};
use domain::value::Periode;
use reader::{Blok, Naskah};

use crate::berkas::sha256;
use crate::{AppError, Kantor, Periksa, Permintaan, PermintaanPeriksa};

/// The page of all kinds of difference.
pub(crate) const HALAMAN: &str = include_str!("banding.md");

/// Whether a code is one of these differences, or names all of them.
pub(crate) fn is_named(kode: &str) -> bool {
    kode == "BDG" || [ANGKA, SEL, BARIS, TABEL, KALIMAT, TAMBAH, HAPUS].iter().any(|one| one.0 == kode)
}

/// Kinds of difference: code, title, weight.
struct Macam(&'static str, &'static str, Tingkat);

const ANGKA: Macam = Macam("BDG001", "Angka berbeda dari register", Tingkat::Kesalahan);
const SEL: Macam = Macam("BDG002", "Isi tabel berbeda dari register", Tingkat::Peringatan);
const BARIS: Macam = Macam("BDG003", "Baris tabel hanya ada di satu pihak", Tingkat::Peringatan);
const TABEL: Macam = Macam("BDG004", "Tabel hanya ada di satu pihak", Tingkat::Peringatan);
const KALIMAT: Macam = Macam("BDG005", "Kalimat berubah", Tingkat::Catatan);
const TAMBAH: Macam = Macam("BDG006", "Kalimat ditambahkan", Tingkat::Catatan);
const HAPUS: Macam = Macam("BDG007", "Kalimat dihapus", Tingkat::Catatan);

impl Periksa {
    /// Adds the differences of the first file from the report that the register prints for a period. What an earlier
    /// run knew, and what is let stand, holds for them too.
    pub fn terhadap(
        &mut self,
        kantor: &Kantor,
        periode: Periode,
        permintaan: &PermintaanPeriksa,
    ) -> Result<(), AppError> {
        let Some(naskah) = self.naskah.first().filter(|naskah| !naskah.blok.is_empty()) else { return Ok(()) };
        let found = differences(naskah, kantor, periode)?;
        let ringkasan = &mut self.pemeriksaan.ringkasan;
        ringkasan.aturan_diperiksa += found.len();
        ringkasan.tidak_terpenuhi += found.len();
        ringkasan.penyebab_utama += found.len();
        self.pemeriksaan.temuan.extend(found);
        crate::periksa::compare(&mut self.pemeriksaan, permintaan)
    }
}

fn differences(naskah: &Naskah, kantor: &Kantor, periode: Periode) -> Result<Vec<Temuan>, AppError> {
    let request =
        Permintaan { periode, formats: Vec::new(), paper: document::Paper::A4, is_final: false, per_tanggal: None };
    let (document, _) = crate::laporan::dokumen_laporan(kantor, &request)?;
    let ours = crate::impor_laporan::read_back(&document)?;
    let (theirs, ours) = (body(naskah), body(&ours));
    let mut found = tabel::compare(&theirs, &ours);
    found.extend(alinea::compare(&theirs, &ours));
    for (one, number) in found.iter_mut().zip(1..) {
        one.kelompok = format!("B{number}");
    }
    Ok(found)
}

/// The blocks that both sides share: lists of contents, marks of a draft and the list of what is missing left out.
fn body(naskah: &Naskah) -> Vec<Blok> {
    let mut kept = Vec::new();
    let mut skip = false;
    for block in &naskah.blok {
        if let Blok::Judul { teks, .. } = block {
            let plain = audit::dokumen::normal(&teks.teks);
            skip = ["daftar isi", "daftar tabel", "daftar gambar", "daftar yang perlu dilengkapi"]
                .contains(&plain.as_str());
        }
        let mark = matches!(block, Blok::Paragraf(teks) if teks.teks.starts_with("Perlu dilengkapi:"));
        if !skip && !mark {
            kept.push(block.clone());
        }
    }
    kept
}

impl Macam {
    fn temuan(&self, lokasi: Lokasi, kunci: &str, pesan: String, register: Option<String>) -> Temuan {
        let digest = sha256(format!("{} {}", self.0, audit::dokumen::normal(kunci)).as_bytes());
        Temuan {
            kode: self.0,
            tingkat: self.2,
            kepastian: Kepastian::Pasti,
            judul: self.1,
            pesan,
            tertulis: lokasi.kutipan.clone(),
            seharusnya: register.into_iter().collect(),
            selisih: None,
            hitungan: None,
            lokasi,
            bukti: Vec::new(),
            kelompok: String::new(),
            penyebab_utama: true,
            dugaan_sebab: None,
            saran: Vec::new(),
            dasar: "laporan yang dicetak dari register hari ini",
            sidik_jari: digest.get(..16).unwrap_or_default().to_string(),
            persamaan: None,
            diketahui: false,
            pengecualian: None,
        }
    }
}
