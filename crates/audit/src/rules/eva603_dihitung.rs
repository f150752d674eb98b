//! The indicator counts one thing, its list another.

use reader::Blok;

use super::Rule;
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, normal};
use crate::temuan::{Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA603",
    judul: "Nama indikator berbeda dari hal yang dihitung",
    tingkat: Tingkat::Catatan,
    dasar: "evaluasi AKIP: indikator sahih (PermenPANRB 88/2021)",
    halaman: include_str!("eva603_dihitung.md"),
    opsional: false,
    check,
};

/// What an indicator may say of the items that count.
const HAL: [&str; 6] = ["ditindaklanjuti", "diselesaikan", "dimanfaatkan", "dilaporkan", "disetujui", "terlaksana"];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::Centang) {
        let Some(column) = tabel.column(Peran::Ya) else { continue };
        let (label, head) = (title(dokumen, tabel), normal(tabel.kepala.get(column).map_or("", String::as_str)));
        let counted = |text: &str| HAL.iter().copied().find(|word| text.split(' ').any(|own| own == *word));
        let (Some(named), Some(ticked)) = (counted(&label), counted(&head)) else {
            hasil.skipped();
            continue;
        };
        if named == ticked {
            hasil.holds();
            continue;
        }
        let lokasi = Lokasi {
            berkas: tabel.berkas,
            letak: tabel.tabel.letak.clone(),
            tabel: Some(tabel.nama()),
            kolom: tabel.kepala.get(column).cloned(),
            kutipan: tabel.tabel.judul.clone(),
        };
        let temuan = hasil.temuan(
            lokasi,
            &[&tabel.tabel.judul, named],
            format!(
                "Judul atau indikatornya menyebut \"{named}\", sedangkan kolom yang ditandai menyebut \"{ticked}\"."
            ),
        );
        hasil.found(temuan);
    }
}

/// The caption, else the two paragraphs before the table.
fn title(dokumen: &Dokumen<'_>, tabel: &TabelDikenal<'_>) -> String {
    if !tabel.tabel.judul.is_empty() {
        return normal(&tabel.tabel.judul);
    }
    let block = dokumen.blok_of(tabel);
    let blocks = dokumen.naskah.get(tabel.berkas).map_or(&[][..], |file| &file.blok);
    let near = blocks.iter().take(block).rev().take(2).filter_map(|block| match block {
        Blok::Judul { teks, .. } | Blok::Paragraf(teks) => Some(teks.teks.as_str()),
        _ => None,
    });
    normal(&near.collect::<Vec<_>>().join(" "))
}
