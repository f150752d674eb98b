//! Programmes, kegiatan and sub kegiatan that serve the agreement.

use document::{Align, Cell, Row, RowKind, Value};
use domain::value::Tingkat;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    if composer.anggaran.baris.is_empty() {
        composer.missing("pagu belum diisi", "Isi tabel pagu dan dasar_pagu.");
        return;
    }
    composer.narrative();
    let count = |tingkat| teks::counted(composer.anggaran.at(tingkat).count());
    let lead = format!(
        "Perjanjian Kinerja Tahun {} didukung {} program, {} kegiatan, dan {} sub kegiatan:",
        composer.view.periode.tahun(),
        count(Tingkat::Program),
        count(Tingkat::Kegiatan),
        count(Tingkat::SubKegiatan)
    );
    composer.lead(lead);
    let rows = composer
        .anggaran
        .baris
        .iter()
        .map(|baris| Row {
            kind: if baris.tingkat() == Tingkat::SubKegiatan { RowKind::Body } else { RowKind::Group },
            cells: vec![
                Cell::text(baris.kode.as_str()).with_value(Value::Text(baris.kode.as_str().to_string())),
                Cell::text(&baris.nama),
            ],
        })
        .collect();
    composer.table(
        "Program, kegiatan, dan sub kegiatan",
        &[(25, Align::Left, "Kode"), (75, Align::Left, "Program/Kegiatan/Sub Kegiatan")],
        rows,
    );
    weakest(composer);
}

/// Which programmes absorbed least: a statement of figures, not a judgement that all of them helped.
fn weakest(composer: &mut Composer<'_>) {
    let mut programmes: Vec<_> =
        composer.anggaran.at(Tingkat::Program).filter_map(|baris| Some((baris.serapan()?, baris))).collect();
    programmes.sort_by(|left, right| left.0.cmp(&right.0));
    let (Some((lowest, low)), Some((highest, high))) = (programmes.first(), programmes.last()) else { return };
    let text = format!(
        "Serapan tertinggi {} pada {} dan terendah {} pada {}.",
        teks::percent(highest),
        title_case(&high.nama),
        teks::percent(lowest),
        title_case(&low.nama)
    );
    composer.body(text);
}

/// Names of programmes are in capitals in the nomenclature; in a sentence only first letters are. Names in small
/// letters stay as they are, with their abbreviations.
pub(crate) fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_string();
    }
    let small = ["dan", "di", "ke", "dari", "yang", "pada"];
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| {
            let lower = word.to_lowercase();
            if small.contains(&lower.as_str()) {
                return lower;
            }
            lower.split('/').map(teks::capitalized).collect::<Vec<_>>().join("/")
        })
        .collect();
    words.join(" ")
}
