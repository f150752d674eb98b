//! A name that is spelt otherwise than in the nomenclature.

use std::collections::BTreeMap;

use domain::reference::nomenklatur;

use super::Rule;
use super::kode::rows;
use crate::dokumen::{Dokumen, normal, pendek};
use crate::temuan::{Hasil, JenisSaran, Saran, Temuan, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KOD805",
    judul: "Nama berbeda dari nomenklatur",
    tingkat: Tingkat::Catatan,
    dasar: "Permendagri 90/2019 dan pemutakhirannya: nama program, kegiatan, sub kegiatan",
    halaman: include_str!("kod805_nama.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let mut said: BTreeMap<(String, String), Temuan> = BTreeMap::new();
    for baris in rows(dokumen) {
        let Some(kode) = &baris.kode else { continue };
        let Some(entry) = nomenklatur(kode).filter(|entry| entry.catatan.is_empty()) else { continue };
        let (written, official) = (letters(baris.nama()), letters(&entry.nama));
        // A name that goes on in the next row or page is only its beginning.
        if written.is_empty() || official.starts_with(&written) && official.len() > written.len() + 6 {
            hasil.skipped();
            continue;
        }
        let near = strsim::normalized_levenshtein(&written, &official);
        if written == official || near < SAME_NAME {
            if written == official {
                hasil.holds()
            } else {
                hasil.skipped()
            }
            continue;
        }
        let column = baris.kolom + 1;
        // The same name in a further table is the same note.
        if let Some(temuan) = said.get_mut(&(kode.to_string(), written.clone())) {
            temuan.bukti.push(baris.tabel.bukti(baris.isi, column, "nama"));
            continue;
        }
        let mut temuan = hasil.temuan(
            baris.tabel.lokasi(baris.isi, column),
            &[kode.as_str(), baris.nama()],
            format!(
                "Nama {kode} tertulis \"{}\", sedangkan pada nomenklatur \"{}\".",
                pendek(baris.nama(), 160),
                pendek(&entry.nama, 160)
            ),
        );
        temuan.bukti = vec![baris.tabel.bukti(baris.isi, column, "nama")];
        temuan.saran = vec![Saran {
            jenis: JenisSaran::Nama,
            dari: baris.nama().to_string(),
            ke: entry.nama.clone(),
            aman: false,
        }];
        temuan.seharusnya = vec![entry.nama.clone()];
        said.insert((kode.to_string(), written), temuan);
    }
    said.into_values().for_each(|temuan| hasil.found(temuan));
}

/// Names less alike than this are other names of another version, not other spellings.
#[allow(clippy::disallowed_types, reason = "the measure of likeness is a float; no figure of a document is")]
const SAME_NAME: f64 = 0.85;

/// Letters and digits alone, without "dan".
fn letters(text: &str) -> String {
    normal(text).split(' ').filter(|word| *word != "dan").collect()
}
