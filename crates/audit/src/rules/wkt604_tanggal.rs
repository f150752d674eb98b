//! Dates that cannot be: not in the calendar, or after the report was signed.

use domain::schema::Field;
use domain::value::Tanggal;

use super::Rule;
use crate::dokumen::{Dokumen, Peran};
use crate::kalimat::{Kalimat, cells, dates, tokens};
use crate::temuan::{Bukti, Hasil, Kepastian, Tingkat};

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
        let profil = dokumen.profil(kalimat.berkas);
        let signed = profil.tanggal.filter(|_| profil.lkj);
        for found in dates(&kalimat.token) {
            let written = match (found.isi, signed) {
                (Ok(date), Some(signed)) if date > signed && happened(kalimat, found.dari) => {
                    later(kalimat, (found.dari, found.sampai), date, signed, hasil);
                    continue;
                }
                (Ok(_), _) => {
                    hasil.holds();
                    continue;
                }
                (Err(written), _) => written,
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
    for (lokasi, text) in cells(dokumen, |text| text.len() >= 8 && impossible(text.trim()).is_some()) {
        let Some(written) = impossible(text) else { continue };
        let proof = Bukti { lokasi: lokasi.clone(), mentah: text.to_string(), nilai: None, peran: "tanggal".into() };
        let message = format!("Tanggal {written} tidak ada di kalender.");
        let table = lokasi.tabel.clone().unwrap_or_default();
        let mut temuan = hasil.temuan(lokasi, &[&table, text, &written], message);
        temuan.bukti = vec![proof];
        hasil.found(temuan);
    }
    for tabel in &dokumen.tabel {
        let signed = dokumen.profil(tabel.berkas).tanggal.filter(|_| dokumen.profil(tabel.berkas).lkj);
        for isi in &tabel.isi {
            for column in tabel.columns(Peran::Tanggal) {
                let text = isi.sel(column).map_or("", |cell| cell.teks.trim());
                let (Some(signed), Ok(date)) = (signed, Tanggal::read(text)) else { continue };
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

/// Whether a sentence tells something that was done on the day that it names.
fn happened(kalimat: &Kalimat<'_>, at: usize) -> bool {
    const DONE: [&str; 12] = [
        "telah",
        "sudah",
        "dilaksanakan",
        "diselenggarakan",
        "ditetapkan",
        "diterima",
        "disampaikan",
        "diterbitkan",
        "terlaksana",
        "disahkan",
        "diserahkan",
        "dikumpulkan",
    ];
    const PLAN: [&str; 14] = [
        "akan",
        "rencana",
        "direncanakan",
        "jadwal",
        "dijadwalkan",
        "paling",
        "s/d",
        "sampai",
        "hingga",
        "berlaku",
        "mulai",
        "batas",
        "sebelum",
        "-",
    ];
    // "Jumlah pegawai per 31 Desember 2024 sebanyak 18 orang": the state on a day is known only once it has come.
    let counted = at.checked_sub(1).is_some_and(|before| kalimat.kata(before) == "per")
        && kalimat.has(&["sebanyak", "berjumlah", "jumlah", "sebesar"]);
    (kalimat.has(&DONE) || counted) && !kalimat.has(&PLAN) && kalimat.asserts(at)
}

/// A day after the report was signed, of something that a sentence tells as done.
fn later(kalimat: &Kalimat<'_>, (from, to): (usize, usize), date: Tanggal, signed: Tanggal, hasil: &mut Hasil) {
    let mut temuan = hasil.temuan(
        kalimat.lokasi(from, to),
        &[kalimat.teks(), &date.to_string()],
        format!("Kalimat menceritakan hal yang terjadi pada {date}, sesudah laporan ditandatangani pada {signed}."),
    );
    (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
    temuan.bukti = vec![kalimat.bukti(from, to, "kalimat")];
    hasil.found(temuan);
}

/// A date in a cell that no calendar has: "31 Februari 2024", "31/02/2024".
fn impossible(text: &str) -> Option<String> {
    if text.len() < 8 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if text.contains(' ') {
        return dates(&tokens(text, 0..text.len())).into_iter().find_map(|found| found.isi.err());
    }
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u16>().ok();
    let (day, month, year) = (number(day)?, number(month)?, number(year).filter(|year| (1990..=2100).contains(year))?);
    let date = Tanggal::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    ((1..=31).contains(&day) && (1..=12).contains(&month) && date.is_none()).then(|| text.to_string())
}
