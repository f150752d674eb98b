use document::{Inline, Table};
use domain::register::{NaskahLaporan, Pengecualian};
use domain::value::{Kode, Naskah, Teks};

use super::*;
use crate::klaim::tests::pronojiwo;

fn options(is_final: bool) -> Options {
    Options { paper: Paper::A4, is_final, per_tanggal: None }
}

fn quarter() -> Periode {
    Periode::read("2024/3").unwrap()
}

/// The example with a last section that says something else than the register.
fn with_sentence(sentence: &str) -> TahunKinerja {
    let mut year = pronojiwo();
    year.register.naskah.retain(|row| row.bagian != *"penutup");
    year.register.naskah.push(NaskahLaporan {
        periode: quarter(),
        bagian: Kode::read("penutup").unwrap(),
        isi: Naskah::read(&format!("Kalimat biasa. {sentence} Kalimat lain.")).unwrap(),
        ditinjau: None,
    });
    year
}

fn exception(year: &mut TahunKinerja, kalimat: &str) {
    year.register.pengecualian.push(Pengecualian {
        periode: quarter(),
        bagian: Kode::read("penutup").unwrap(),
        kalimat: Teks::read(kalimat).unwrap(),
        angka: Teks::read("realisasi IKU-1").unwrap(),
        alasan: Teks::read("Menurut rapat").unwrap(),
        oleh: Teks::read("Camat").unwrap(),
        tanggal: Tanggal::new(2024, 10, 1).unwrap(),
    });
}

fn compose(year: &TahunKinerja, is_final: bool) -> Report {
    compose_laporan(year, quarter(), &Attachments::new(), options(is_final)).unwrap()
}

fn walk(blocks: &[Block], visit: &mut impl FnMut(&Block, &[Inline])) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => visit(block, &paragraph.content),
            Block::Part(part) => walk(&part.blocks, visit),
            Block::List(list) => list.items.iter().for_each(|item| walk(item, visit)),
            Block::Table(Table { rows, .. }) => {
                rows.iter().flat_map(|row| &row.cells).for_each(|cell| visit(block, &cell.content));
            }
            _ => visit(block, &[]),
        }
    }
}

fn footnotes(report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    walk(&report.document.blocks, &mut |_, content| {
        for inline in content {
            if let Inline::Footnote(note) = inline {
                found.push(
                    note.iter().map(|run| if let Inline::Run(run) = run { run.text.as_str() } else { "" }).collect(),
                );
            }
        }
    });
    found
}

fn notes(report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    walk(&report.document.blocks, &mut |block, _| {
        if let Block::Note(note) = block {
            found.push(note.text.clone());
        }
    });
    found
}

#[test]
fn a_sentence_that_differs_is_marked_and_stops_the_final_print() {
    let year = with_sentence("Realisasi IKU-1 sebesar 84 %.");
    let report = compose(&year, false);
    let expected = "kalimat \"Realisasi IKU-1 sebesar 84 %.\": tertulis \"84 %\" untuk realisasi IKU-1, sedangkan register mencatat 83,33 %";
    assert!(report.blocking().any(|item| item.apa == expected && item.bagian == "penutup"), "{:?}", report.kekurangan);
    assert!(
        notes(&report)
            .iter()
            .any(|note| note.starts_with("Kalimat \"Realisasi IKU-1") && note.contains("{{realisasi IKU-1}}"))
    );
    assert!(compose(&year, true).blocking().any(|item| item.apa == expected));
    let agrees = with_sentence("Realisasi IKU-1 sebesar 83,33 %.");
    assert!(!compose(&agrees, false).kekurangan.iter().any(|item| item.apa.contains("Realisasi IKU-1 sebesar")));
}

#[test]
fn an_exception_allows_the_sentence_with_a_footnote_and_an_annex() {
    let sentence = "Realisasi IKU-1 sebesar 84 %.";
    let mut year = with_sentence(sentence);
    exception(&mut year, "Realisasi  IKU-1 sebesar 84 %.");
    exception(&mut year, "Kalimat yang tidak ada.");
    let report = compose(&year, true);
    assert!(!report.blocking().any(|item| item.apa.contains(sentence)));
    assert_eq!(footnotes(&report), ["angka register: 83,33 %"]);
    let unused: Vec<&Kekurangan> =
        report.kekurangan.iter().filter(|item| item.apa.contains("tidak diperlukan lagi")).collect();
    assert_eq!(unused.len(), 1);
    assert!(!unused[0].wajib && unused[0].apa.contains("Kalimat yang tidak ada."));
    let mut cells = Vec::new();
    walk(&report.document.blocks, &mut |block, content| {
        if matches!(block, Block::Table(table) if table.id == "daftar-pengecualian") {
            cells.extend(
                content
                    .iter()
                    .filter_map(|inline| if let Inline::Run(run) = inline { Some(run.text.clone()) } else { None }),
            );
        }
    });
    assert!(cells.contains(&"realisasi IKU-1: 83,33 %".to_string()) && cells.contains(&"1 Oktober 2024".to_string()));
    assert!(
        !compose(&with_sentence(sentence), true)
            .document
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Heading(heading) if heading.text == "DAFTAR PENGECUALIAN"))
    );
}

#[test]
fn an_exception_of_another_period_or_section_allows_nothing() {
    let sentence = "Realisasi IKU-1 sebesar 84 %.";
    for (periode, bagian) in [("2024/2", "penutup"), ("2024/3", "latar-belakang")] {
        let mut year = with_sentence(sentence);
        exception(&mut year, sentence);
        for row in &mut year.register.pengecualian {
            (row.periode, row.bagian) = (Periode::read(periode).unwrap(), Kode::read(bagian).unwrap());
        }
        assert!(compose(&year, true).blocking().any(|item| item.apa.contains(sentence)), "{periode} {bagian}");
    }
}

#[test]
fn a_final_print_has_no_marks_of_the_draft() {
    let mut drafts_with_marks = 0;
    for outline in daftar_kerangka() {
        for periode in ["2024/3", "2024"].into_iter().filter(|text| outline.suits(Periode::read(text).unwrap())) {
            let name = outline.kerangka.as_str();
            let mut year = with_sentence("Realisasi IKU-1 sebesar {{realisasi IKU-9}}, capaian IKU-2 sebesar 7 %.");
            year.register.pegawai.iter_mut().for_each(|row| row.nip = None);
            year.register.pengukuran.clear();
            year.register.laporan.iter_mut().for_each(|row| {
                row.kerangka = Kode::read(name).unwrap();
                row.periode = Periode::read(periode).unwrap();
            });
            year.register.naskah.iter_mut().for_each(|row| row.periode = Periode::read(periode).unwrap());
            let marks = |is_final| {
                let periode = Periode::read(periode).unwrap();
                let report = compose_laporan(&year, periode, &Attachments::new(), options(is_final)).unwrap();
                let mut marks = 0;
                walk(&report.document.blocks, &mut |block, content| {
                    marks += usize::from(matches!(block, Block::Note(_)));
                    marks += content.iter().filter(|inline| matches!(inline, Inline::Missing(_))).count();
                });
                marks
            };
            drafts_with_marks += usize::from(marks(false) > 0);
            assert_eq!(marks(true), 0, "{name} {periode}");
        }
    }
    assert!(drafts_with_marks >= daftar_kerangka().len());
}
