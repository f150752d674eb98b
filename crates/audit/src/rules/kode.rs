//! Rows with codes of programme, kegiatan and sub kegiatan, for the rules of codes.

use domain::schema::Field;
use domain::value::{KodeNomenklatur, Tingkat as Jenjang};

use crate::dokumen::{Dokumen, Isi, Jenis, TabelDikenal};

/// A row with a code in a table of programmes.
pub(super) struct Baris<'t, 'n> {
    /// Its table.
    pub(super) tabel: &'t TabelDikenal<'n>,
    /// Index of the table in the document.
    pub(super) nomor_tabel: usize,
    /// The row.
    pub(super) isi: &'t Isi<'n>,
    /// The column of codes.
    pub(super) kolom: usize,
    /// The code as written, without spaces.
    pub(super) teks: String,
    /// The code, unless it is malformed.
    pub(super) kode: Option<KodeNomenklatur>,
}

impl Baris<'_, '_> {
    /// The code of a sub kegiatan.
    pub(super) fn sub_kegiatan(&self) -> Option<&KodeNomenklatur> {
        self.kode.as_ref().filter(|kode| kode.tingkat() == Jenjang::SubKegiatan)
    }

    /// The name beside the code.
    pub(super) fn nama(&self) -> &str {
        let texts = self.isi.baris.sel.iter().skip(self.kolom + 1).map(|cell| cell.teks.trim());
        texts.into_iter().find(|text| text.chars().any(char::is_alphabetic)).unwrap_or_default()
    }
}

/// All rows with codes in tables of programmes, in order. Account codes (5.1.02 ...) are left out.
pub(super) fn rows<'t, 'n>(dokumen: &'t Dokumen<'n>) -> Vec<Baris<'t, 'n>> {
    let mut all = Vec::new();
    for (nomor_tabel, tabel) in dokumen.tabel.iter().enumerate() {
        if !matches!(tabel.jenis, Jenis::Anggaran | Jenis::DaftarProgram) {
            continue;
        }
        let first = tabel.isi.iter().find_map(|isi| isi.kode.as_ref()?.as_str().split('.').next().map(str::to_string));
        let usual = tabel.isi.iter().find_map(|isi| isi.kolom_kode);
        for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
            let kolom = isi.kolom_kode.or_else(|| usual.filter(|column| is_garbled(isi, *column)));
            let Some((kolom, cell)) = kolom.and_then(|kolom| Some((kolom, isi.sel(kolom)?))) else { continue };
            let teks: String = cell.teks.split_whitespace().collect();
            let teks = teks.trim_end_matches('.').to_string();
            let mut parts = teks.split('.');
            let same = parts.next().map(str::to_string) == first;
            let account = parts.next().is_some_and(|second| second.len() == 1);
            // Codes of more parts are those of offices.
            if same && !account && teks.split('.').count() <= 6 {
                let kode = KodeNomenklatur::read(&teks).ok();
                all.push(Baris { tabel, nomor_tabel, isi, kolom, teks, kode });
            }
        }
    }
    all
}

/// A code in which a letter stands for a digit: "7.01.06.2.O1".
fn is_garbled(isi: &Isi<'_>, column: usize) -> bool {
    let text: String = isi.sel(column).map(|cell| cell.teks.split_whitespace().collect()).unwrap_or_default();
    let letters = text.chars().filter(|sign| !sign.is_ascii_digit() && *sign != '.');
    text.matches('.').count() >= 2
        && letters.clone().count() <= 2
        && letters.clone().all(|sign| matches!(sign, 'O' | 'o' | 'l' | 'I' | 'S' | 'B' | ',' | '-'))
}
