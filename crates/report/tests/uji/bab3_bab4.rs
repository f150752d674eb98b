//! Chapters III and IV with their annexes: expected text of the example office, and what happens where things are
//! missing, shared or undated.

use std::path::Path;

use document::{Block, Document, Paper};
use domain::calculation::TahunKinerja;
use domain::problem::Rejection;
use domain::register::{Laporan, Register};
use domain::schema::Field;
use domain::value::{Kode, Periode, Tanggal, Triwulan};
use expect_test::{expect, expect_file};
use report::{Attachments, Options, Report, compose_laporan, daftar_bagian, daftar_kerangka};

const DRAFT: Options = Options { paper: Paper::F4, is_final: false, per_tanggal: None };
const FINAL: Options = Options { is_final: true, ..DRAFT };
const YEAR: Periode = Periode::Tahunan { tahun: 2024 };
const TW3: Periode = Periode::Triwulan { tahun: 2024, triwulan: Triwulan::III };
const YEARLY: &str = "permenpanrb-53-2014-tahunan";
const QUARTERLY: &str = "sukamaju-triwulan";

/// An example office with its report of the period set to an outline, changed as the case needs.
fn office(name: &str, periode: Periode, outline: &str, change: impl FnOnce(&mut Register)) -> TahunKinerja {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh").join(name);
    let office = exchange::folder::read(&folder).expect("the example is valid");
    let mut register = office.years[&2024].clone();
    set_outline(&mut register, periode, outline);
    change(&mut register);
    TahunKinerja::new(2024, register, office.years.iter().map(|(year, register)| (*year, register)))
}

fn set_outline(register: &mut Register, periode: Periode, outline: &str) {
    register.laporan.retain(|laporan| laporan.periode != periode);
    register.laporan.push(Laporan {
        periode,
        kerangka: Kode::read(outline).expect("a code"),
        tempat: None,
        tanggal: periode.end(),
        batas_data: None,
        nomor_surat: None,
    });
}

fn compose(year: &TahunKinerja, periode: Periode, options: Options) -> Result<Report, Rejection> {
    compose_laporan(year, periode, &Attachments::new(), options)
}

fn text(report: &Report) -> String {
    document::text::render(&report.document)
}

/// The stretch under a heading, up to the next one of the same level or a higher one.
fn under(report: &Report, title: &str) -> String {
    let mut level = None;
    let blocks = report.document.blocks.iter().filter(|block| {
        if let Block::Heading(heading) = block {
            match level {
                None if heading.text == title => level = Some(heading.level),
                Some(own) if heading.level <= own => level = Some(0),
                _ => {}
            }
        }
        level.is_some_and(|level| level > 0)
    });
    let document = Document { blocks: blocks.cloned().collect(), watermark: None, ..report.document.clone() };
    document::text::render(&document)
}

#[test]
fn the_yearly_report_of_sukamaju_from_chapter_three() {
    let year = office("sukamaju", YEAR, YEARLY, |_| {});
    let report = compose(&year, YEAR, FINAL).expect("composed");
    let third =
        |block: &Block| matches!(block, Block::Heading(heading) if heading.number.as_deref() == Some("BAB III"));
    let start = report.document.blocks.iter().position(third).expect("chapter III is there");
    let blocks = report.document.blocks[start..].to_vec();
    let document = Document { blocks, ..report.document };
    expect_file!["harapan/sukamaju-2024-bab3-bab4.txt"].assert_eq(&document::text::render(&document));
}

#[test]
fn headings_of_the_quarterly_outline_count_in_its_own_style() {
    let year = office("sukamaju", TW3, QUARTERLY, |_| {});
    let report = compose(&year, TW3, FINAL).expect("composed");
    let headings: Vec<String> = report
        .document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.level <= 3 => Some(heading),
            _ => None,
        })
        .filter_map(|heading| Some(format!("{} {}", heading.number.as_ref()?, heading.text)))
        .skip_while(|heading| !heading.starts_with("BAB III"))
        .collect();
    expect![[r#"
        BAB III HASIL KINERJA
        3.1 Keuangan
        3.1.1 Realisasi anggaran
        3.1.2 Anggaran kas dan sumber dana
        3.1.3 Efisiensi per sasaran
        3.2 Kinerja
        3.2.1 Capaian tujuan dan sasaran
        3.2.2 Perkembangan per triwulan
        3.2.3 Uraian per indikator
        3.2.4 Kendala dan upaya
        3.3 Rapat evaluasi
        3.4 Tindak lanjut evaluasi
        BAB IV SIMPULAN
        4.1 Simpulan
        1. Komponen Penghitungan Realisasi
        2. Dokumen Desa"#]]
    .assert_eq(&headings.join("\n"));
}

#[test]
fn every_section_is_named_once_and_has_a_legal_basis() {
    let mut ids: Vec<&str> = daftar_bagian().map(|(id, _)| id).collect();
    assert!(daftar_bagian().all(|(_, basis)| basis.chars().any(|character| character.is_ascii_digit())));
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
}

#[test]
fn an_empty_register_says_what_is_missing_and_what_to_do() {
    for outline in daftar_kerangka() {
        let periode = if outline.tahunan { YEAR } else { TW3 };
        let full = office("sukamaju", periode, &outline.kerangka, |_| {});
        let mut register = Register { instansi: full.register.instansi, ..Register::default() };
        set_outline(&mut register, periode, &outline.kerangka);
        let year = TahunKinerja::new(2024, register, []);
        for options in [DRAFT, FINAL] {
            let report = compose(&year, periode, options).expect("composed");
            assert!(report.kekurangan.len() > 10, "{}", outline.kerangka);
            for item in &report.kekurangan {
                assert!(item.tindakan.ends_with('.') && !item.apa.is_empty(), "{item:?}");
            }
            assert_eq!(text(&report).contains("Perlu dilengkapi"), !options.is_final, "{}", outline.kerangka);
        }
    }
}

#[test]
fn an_outline_of_the_wrong_kind_or_from_before_its_time_is_refused() {
    let code = |periode, outline: &str| {
        let mut register = Register::default();
        set_outline(&mut register, periode, outline);
        let year = TahunKinerja::new(periode.tahun(), register, []);
        compose(&year, periode, DRAFT).expect_err("refused").problems.remove(0)
    };
    for (periode, outline) in [(TW3, YEARLY), (YEAR, QUARTERLY), (Periode::Tahunan { tahun: 2013 }, YEARLY)] {
        assert_eq!(code(periode, outline).code, "LAP003", "{outline}");
    }
    let problem = code(YEAR, QUARTERLY);
    assert!(problem.why.contains("laporan triwulan") && problem.action.contains(YEARLY), "{problem}");
    assert_eq!(code(TW3, "lain").code, "LAP002");
}

#[test]
fn what_happened_at_an_unknown_date_is_not_known_in_earlier_quarters() {
    let year = office("pronojiwo", TW3, QUARTERLY, |_| {});
    let section = under(&compose(&year, TW3, FINAL).expect("composed"), "Perkembangan per triwulan");
    let line = section.lines().find(|line| line.starts_with("- IKU-1")).expect("the indicator is there");
    assert_eq!(line, "- IKU-1: 83,33 % pada Triwulan III; realisasi Triwulan I dan II belum tersedia.");
}

#[test]
fn money_that_serves_two_sasaran_is_named_and_not_split() {
    let serve_both = |register: &mut Register| {
        let kode = register.pohon_kinerja.iter().find_map(|node| node.sub_kegiatan.first()).expect("linked").clone();
        for node in register.pohon_kinerja.iter_mut().filter(|node| node.indikator.is_some()) {
            node.sub_kegiatan = vec![kode.clone()];
        }
    };
    let year = office("sukamaju", YEAR, YEARLY, serve_both);
    let section = under(&compose(&year, YEAR, FINAL).expect("composed"), "Efisiensi per sasaran");
    let (_, listed) = section.split_once("melayani lebih dari satu sasaran").expect("said");
    assert!(listed.contains("- 7.01.02.2.04.0002 "), "{section}");
    let row = section.lines().find(|line| line.starts_with("| S1 ")).expect("S1 keeps what serves it alone");
    assert!(row.contains(" 9.800.000 "), "pagu of 7.01.02.2.01.0002 alone: {row}");
}

#[test]
fn proposals_are_printed_in_a_draft_only() {
    let nothing_accepted = |register: &mut Register| {
        register.analisis.retain(|row| row.jenis != domain::register::JenisAnalisis::Rekomendasi);
    };
    let year = office("sukamaju", YEAR, YEARLY, nothing_accepted);
    let proposal = "Menyusun langkah percepatan untuk indikator";
    let draft = compose(&year, YEAR, DRAFT).expect("composed");
    assert!(text(&draft).contains("Usul, belum diterima") && text(&draft).contains(proposal));
    let printed = compose(&year, YEAR, FINAL).expect("composed");
    assert!(!text(&printed).contains("Usul, belum diterima") && !text(&printed).contains(proposal));
    assert!(printed.kekurangan.iter().any(|item| item.bagian == "rekomendasi" && item.wajib));
}

#[test]
fn a_page_is_turned_once_and_turned_back() {
    let year = office("sukamaju", YEAR, YEARLY, |_| {});
    let report = compose(&year, YEAR, DRAFT).expect("composed");
    let turns: Vec<&Block> = report
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Orientation(_) | Block::PageBreak))
        .collect();
    let breaks = report.document.blocks.windows(2);
    let doubled =
        breaks.filter(|pair| pair.iter().all(|block| matches!(block, Block::Orientation(_) | Block::PageBreak)));
    assert_eq!(doubled.count(), 0);
    let upright = Block::Orientation(document::Orientation::Portrait);
    assert_eq!(turns.last(), Some(&&upright), "the list of what is missing stands upright");
}

#[test]
fn a_follow_up_finished_after_the_report_is_not_finished_in_it() {
    let year = office("sukamaju", TW3, QUARTERLY, |_| {});
    let early = Options { per_tanggal: Tanggal::new(2024, 3, 31), ..FINAL };
    let section = under(&compose(&year, TW3, early).expect("composed"), "Tindak lanjut evaluasi");
    assert!(section.contains("ditindaklanjuti, 3 (tiga) masih dalam proses, dan 1 (satu) belum"), "{section}");
    assert!(!section.contains("Jadwal loket") && !section.contains("10 Juli"), "{section}");
}

#[test]
fn meetings_after_another_date_are_not_told() {
    let year = office("sukamaju", YEAR, YEARLY, |_| {});
    let early = Options { per_tanggal: Tanggal::new(2024, 7, 10), ..FINAL };
    let section = under(&compose(&year, YEAR, early).expect("composed"), "Rapat evaluasi kinerja");
    assert!(section.contains("2 (dua) rapat"), "{section}");
}
