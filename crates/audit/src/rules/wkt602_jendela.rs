//! A date outside the window that the document states, ticked as on time.

use domain::schema::Field;
use domain::value::Tanggal;
use reader::Blok;

use super::Rule;
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal};
use crate::kalimat::{self, Kalimat, windows};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT602",
    judul: "Tanggal tidak cocok dengan jadwal yang disebut",
    tingkat: Tingkat::Kesalahan,
    dasar: "jadwal yang disebut dokumen ini sendiri",
    halaman: include_str!("wkt602_jendela.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.tabel.iter().filter(|tabel| matches!(tabel.jenis, Jenis::DokumenDesa | Jenis::Centang)) {
        let (Some(tanggal), Some(ya), Some(tidak)) =
            (tabel.column(Peran::Tanggal), tabel.column(Peran::Ya), tabel.column(Peran::Tidak))
        else {
            continue;
        };
        let Some(stated) = stated(dokumen, tabel) else { continue };
        for isi in &tabel.isi {
            let text = |column: usize| isi.sel(column).map_or("", |cell| cell.teks.trim());
            let Ok(date) = Tanggal::read(text(tanggal)) else {
                hasil.skipped();
                continue;
            };
            let window = stated.jendela;
            let inside = date <= window.tutup && window.buka.is_none_or(|buka| buka <= date);
            let (on_time, late) = (!text(ya).is_empty(), !text(tidak).is_empty());
            if on_time == late {
                hasil.skipped();
                continue;
            }
            // A remark may say that it came earlier than the schedule asks.
            let early = window.buka.is_some_and(|buka| date < buka);
            let remarked = isi.baris.sel.iter().any(|cell| cell.teks.to_lowercase().contains("lebih awal"));
            if inside == on_time || early && on_time && remarked {
                hasil.holds();
                continue;
            }
            let kunci = tabel.kunci(isi);
            let told = if on_time { "tepat waktu" } else { "tidak tepat waktu" };
            let fact = match (inside, early) {
                (true, _) => "berada di dalam",
                (false, true) => "sebelum",
                (false, false) => "sesudah",
            };
            let mut temuan = hasil.temuan(
                tabel.lokasi(isi, tanggal),
                &[&tabel.tabel.judul, &kunci],
                format!("{kunci} bertanggal {date} ditandai {told}, sedangkan tanggal itu {fact} jadwal ({window})."),
            );
            // Too early may be a date of another kind; and a window is surely this table's only by its name.
            if !stated.bernama {
                (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
            }
            temuan.bukti = vec![
                tabel.bukti(isi, tanggal, "tanggal"),
                tabel.bukti(isi, if on_time { ya } else { tidak }, told),
                stated.kalimat.bukti(stated.dari, stated.sampai, "jadwal"),
            ];
            hasil.found(temuan);
        }
    }
}

struct Stated<'d, 'n> {
    jendela: kalimat::Jendela,
    kalimat: &'d Kalimat<'n>,
    dari: usize,
    sampai: usize,
    /// True where the sentence and the title of the table name the same document.
    bernama: bool,
}

/// The only window in the sentences just before a table; of a list of schedules further above, under the same heading,
/// the one that names the document of the table.
fn stated<'d, 'n>(dokumen: &'d Dokumen<'n>, tabel: &TabelDikenal<'n>) -> Option<Stated<'d, 'n>> {
    const NEAR: usize = 3;
    const FAR: usize = 20;
    let block = dokumen.blok_of(tabel);
    let title = kalimat::tokens(&tabel.tabel.judul, 0..tabel.tabel.judul.len());
    let own = kalimat::documents(&title).first().map(|found| found.isi);
    let blocks = dokumen.naskah.get(tabel.berkas).map_or(&[][..], |file| &file.blok);
    let heading = blocks.iter().take(block).rposition(|block| matches!(block, Blok::Judul { .. })).unwrap_or_default();
    let before =
        dokumen.ucapan.iter().rev().filter(|sentence| {
            sentence.berkas == tabel.berkas && sentence.blok < block && sentence.blok + FAR >= block
        });
    for sentence in before {
        let found = windows(&sentence.token);
        if sentence.blok + NEAR < block && (own.is_none() || sentence.blok < heading) {
            break;
        }
        let named = kalimat::documents(&sentence.token);
        let other = own.is_some_and(|own| !named.is_empty() && named.iter().all(|found| found.isi != own));
        let bernama = own.is_some_and(|own| named.len() == 1 && named.iter().all(|found| found.isi == own));
        if let [window] = found.as_slice()
            && !other
            && (bernama || sentence.blok + NEAR >= block)
        {
            return Some(Stated {
                jendela: window.isi,
                kalimat: sentence,
                dari: window.dari,
                sampai: window.sampai,
                bernama,
            });
        }
    }
    own.and_then(|own| elsewhere(dokumen, tabel, own))
}

/// The schedule of the table's document from a list or sentence elsewhere in the file that names it alone, where all
/// such places say the same, for the year of the table.
fn elsewhere<'d, 'n>(dokumen: &'d Dokumen<'n>, tabel: &TabelDikenal<'n>, own: &str) -> Option<Stated<'d, 'n>> {
    let year = dokumen.tahun(tabel);
    let mut found: Option<Stated<'d, 'n>> = None;
    for kalimat in dokumen.ucapan.iter().filter(|kalimat| kalimat.berkas == tabel.berkas) {
        let (named, stated) = (kalimat::documents(&kalimat.token), windows(&kalimat.token));
        let ([name], [window]) = (named.as_slice(), stated.as_slice()) else { continue };
        if name.isi != own || year.is_some_and(|year| year != window.isi.tutup.year()) {
            continue;
        }
        match &found {
            Some(first) if first.jendela == window.isi => {}
            Some(_) => return None,
            None => {
                let (dari, sampai) = (window.dari, window.sampai);
                found = Some(Stated { jendela: window.isi, kalimat, dari, sampai, bernama: true });
            }
        }
    }
    found
}
