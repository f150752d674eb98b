//! Dates that cannot be: not in the calendar, or after the report was signed.

use domain::schema::Field;
use domain::value::Tanggal;

use super::Rule;
use crate::dokumen::{Dokumen, Peran};
use crate::kalimat::{dates, tokens};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT604",
    judul: "Tanggal yang tidak mungkin",
    tingkat: Tingkat::Kesalahan,
    dasar: "kalender; tanggal penandatanganan laporan",
    halaman: include_str!("wkt604_tanggal.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        for found in dates(&kalimat.token) {
            let Err(written) = found.isi else {
                hasil.holds();
                continue;
            };
            let mut temuan = hasil.temuan(
                kalimat.lokasi(found.dari, found.sampai),
                &[&written, kalimat.teks()],
                format!("Tanggal {written} tidak ada di kalender."),
            );
            temuan.bukti = vec![kalimat.bukti(found.dari, found.sampai, "kalimat")];
            hasil.found(temuan);
        }
    }
    for tabel in &dokumen.tabel {
        let signed = dokumen.profil(tabel.berkas).tanggal.filter(|_| dokumen.profil(tabel.berkas).lkj);
        for isi in &tabel.isi {
            for column in 0..tabel.kepala.len() {
                let text = isi.sel(column).map_or("", |cell| cell.teks.trim());
                // A date is a day, a month by its name and a year.
                let may_be = text.len() >= 8 && text.contains(' ') && text.contains(|c: char| c.is_ascii_digit());
                if !may_be && Tanggal::read(text).is_err() {
                    continue;
                }
                let impossible = dates(&tokens(text, 0..text.len())).into_iter().find_map(|found| found.isi.err());
                if let Some(written) = impossible {
                    let message = format!("Tanggal {written} tidak ada di kalender.");
                    let mut temuan = hasil.temuan(tabel.lokasi(isi, column), &[&tabel.kunci(isi), &written], message);
                    temuan.bukti = vec![tabel.bukti(isi, column, "tanggal")];
                    hasil.found(temuan);
                    continue;
                }
                let dated = tabel.peran.get(column) == Some(&Peran::Tanggal);
                let (true, Some(signed), Ok(date)) = (dated, signed, Tanggal::read(text)) else { continue };
                if date <= signed {
                    hasil.holds();
                    continue;
                }
                let kunci = tabel.kunci(isi);
                let mut temuan = hasil.temuan(
                    tabel.lokasi(isi, column),
                    &[&kunci, &date.to_string()],
                    format!("{kunci} bertanggal {date}, sesudah laporan ditandatangani pada {signed}."),
                );
                (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
                temuan.bukti = vec![tabel.bukti(isi, column, "tanggal")];
                hasil.found(temuan);
            }
        }
    }
}
