//! The date of one thing in a sentence and in a table.

use domain::schema::Field;
use domain::value::Tanggal;

use super::Rule;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Kalimat, dates, documents, tokens, windows};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS507",
    judul: "Tanggal dalam kalimat berbeda dari tabel",
    tingkat: Tingkat::Peringatan,
    dasar: "tabel dalam dokumen ini sendiri",
    halaman: include_str!("tks507_tanggal.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let dated: Vec<(&Kalimat<'_>, Tanggal, (usize, usize))> = dokumen
        .ucapan
        .iter()
        .filter_map(|kalimat| match dates(&kalimat.token).as_slice() {
            [only] if windows(&kalimat.token).is_empty() => {
                Some((kalimat, only.isi.clone().ok()?, (only.dari, only.sampai)))
            }
            _ => None,
        })
        .collect();
    if dated.is_empty() {
        return;
    }
    for tabel in &dokumen.tabel {
        let Some(column) = tabel.column(Peran::Tanggal) else { continue };
        for (kalimat, date, (from, to)) in dated.iter().filter(|(kalimat, ..)| kalimat.berkas == tabel.berkas) {
            let rows: Vec<&Isi<'_>> = tabel.isi.iter().filter(|isi| names(kalimat, tabel, isi)).collect();
            let [isi] = rows.as_slice() else { continue };
            let written = isi.sel(column).and_then(|cell| Tanggal::read(cell.teks.trim()).ok());
            let Some(written) = written.filter(|written| written.year() == date.year()) else {
                hasil.skipped();
                continue;
            };
            if written == *date {
                hasil.holds();
                continue;
            }
            let kunci = tabel.kunci(isi);
            let mut temuan = hasil.temuan(
                kalimat.lokasi(*from, *to),
                &[&tabel.tabel.judul, &kunci, &date.to_string()],
                format!("Kalimat menyebut tanggal {date} untuk {kunci}, sedangkan {} memuat {written}.", tabel.nama()),
            );
            // The sentence may speak of another step of the same thing.
            temuan.kepastian = Kepastian::Dugaan;
            temuan.seharusnya = vec![written.to_string()];
            temuan.bukti = vec![kalimat.bukti(*from, *to, "kalimat"), tabel.bukti(isi, column, "tabel")];
            hasil.found(temuan);
        }
    }
}

/// Whether a sentence names a row: its village and the document of its table, else the whole name of at least two words.
fn names(kalimat: &Kalimat<'_>, tabel: &TabelDikenal<'_>, isi: &Isi<'_>) -> bool {
    if tabel.jenis == Jenis::DokumenDesa {
        let title = tokens(&tabel.tabel.judul, 0..tabel.tabel.judul.len());
        let (own, named) = (documents(&title), documents(&kalimat.token));
        let same = matches!((own.first(), named.as_slice()), (Some(own), [named]) if own.isi == named.isi);
        let village = tabel.column(Peran::Desa).and_then(|column| isi.sel(column)).map(|cell| normal(&cell.teks));
        return same && village.is_some_and(|village| kalimat.says(&[&format!("desa {village}")]));
    }
    let key = normal(&tabel.kunci(isi));
    key.len() >= 10 && key.contains(' ') && kalimat.says(&[&key])
}
