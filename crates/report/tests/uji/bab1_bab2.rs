//! Cover to chapter II, and the agreement: expected text of an office that ships as an example.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use document::{Block, Document, Paper, Picture, PictureKind};
use domain::calculation::TahunKinerja;
use domain::register::Register;
use domain::schema::Field;
use domain::value::{Kode, Periode, Tanggal, Triwulan};
use exchange::folder::{AttachmentKind, Office};
use expect_test::expect_file;
use report::{
    Attachments, Formulir, Options, Report, compose_formulir, compose_laporan, compose_perjanjian, daftar_kerangka,
};

const OPTIONS: Options = Options { paper: Paper::F4, is_final: false, per_tanggal: None };
const TW3: Periode = Periode::Triwulan { tahun: 2024, triwulan: Triwulan::III };

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh").join(name)
}

fn office(name: &str) -> Office {
    exchange::folder::read(&folder(name)).expect("the example is valid")
}

fn year(office: &Office, tahun: i32) -> TahunKinerja {
    let register = office.years[&tahun].clone();
    TahunKinerja::new(tahun, register, office.years.iter().map(|(year, register)| (*year, register)))
}

fn attachments(name: &str, register: &Register) -> Attachments {
    let instansi = &register.instansi[0];
    let names = instansi.logo.iter().chain(&instansi.kop);
    names
        .map(|file| {
            let bytes = exchange::folder::attachment(&folder(name), file).expect("the picture is there");
            let kind = match AttachmentKind::of(&bytes) {
                AttachmentKind::Png => PictureKind::Png,
                AttachmentKind::Jpeg => PictureKind::Jpeg,
                AttachmentKind::Svg => PictureKind::Svg,
                AttachmentKind::Other => panic!("{file} is no picture"),
            };
            (file.to_string(), Picture::File { kind, bytes })
        })
        .collect::<BTreeMap<_, _>>()
}

fn pronojiwo() -> (TahunKinerja, Attachments) {
    let office = office("pronojiwo");
    let year = year(&office, 2024);
    let attachments = attachments("pronojiwo", &year.register);
    (year, attachments)
}

/// The blocks up to the third chapter.
fn up_to_chapter_three(report: &Report) -> Document {
    let mut document = report.document.clone();
    let third =
        |block: &Block| matches!(block, Block::Heading(heading) if heading.number.as_deref() == Some("BAB III"));
    let end = document.blocks.iter().position(third).expect("chapter III follows");
    document.blocks.truncate(end - 1);
    document
}

/// Every id of a document, nested ones too.
fn ids(blocks: &[Block]) -> Vec<&str> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading(heading) => vec![heading.id.as_str()],
            Block::Table(table) => vec![table.id.as_str()],
            Block::Figure(figure) => vec![figure.id.as_str()],
            Block::Part(part) => std::iter::once(part.id.as_str()).chain(ids(&part.blocks)).collect(),
            Block::List(list) => list.items.iter().flat_map(|item| ids(item)).collect(),
            _ => Vec::new(),
        })
        .collect()
}

fn assert_ids_are_unique(report: &Report) {
    let all = ids(&report.document.blocks);
    let mut seen = BTreeSet::new();
    for id in &all {
        assert!(seen.insert(*id), "{id} twice");
    }
    assert!(!all.is_empty());
}

#[test]
fn the_quarterly_report_of_pronojiwo_up_to_chapter_two() {
    let (year, attachments) = pronojiwo();
    let report = compose_laporan(&year, TW3, &attachments, OPTIONS).expect("composed");
    assert_ids_are_unique(&report);
    let text = document::text::render(&up_to_chapter_three(&report));
    expect_file!["harapan/pronojiwo-bab1-bab2.txt"].assert_eq(&text);
}

#[test]
fn the_agreement_of_pronojiwo_alone() {
    let (year, attachments) = pronojiwo();
    let report = compose_perjanjian(&year, None, &attachments, OPTIONS).expect("composed");
    assert_ids_are_unique(&report);
    assert_eq!(report.kekurangan, []);
    expect_file!["harapan/pronojiwo-perjanjian.txt"].assert_eq(&document::text::render(&report.document));
}

#[test]
fn no_agreement_by_that_day_is_refused() {
    let (year, attachments) = pronojiwo();
    let before = Tanggal::new(2024, 1, 9);
    let rejection = compose_perjanjian(&year, before, &attachments, OPTIONS).expect_err("refused");
    assert_eq!(rejection.problems[0].code, "PRJ001");
}

/// Every outline on every report of both examples: nothing breaks, no id occurs twice.
#[test]
fn every_outline_composes_for_every_report_of_the_examples() {
    for name in ["pronojiwo", "sukamaju"] {
        let office = office(name);
        for tahun in office.years.keys() {
            let mut year = year(&office, *tahun);
            let attachments = attachments(name, &year.register);
            for outline in daftar_kerangka() {
                let name = Kode::read(&outline.kerangka).expect("a code");
                let rows = &mut year.register.laporan;
                rows.iter_mut().for_each(|row| row.kerangka = name.clone());
                let periods: Vec<Periode> = rows.iter().map(|row| row.periode).collect();
                for periode in periods.into_iter().filter(|periode| outline.suits(*periode)) {
                    let report = compose_laporan(&year, periode, &attachments, OPTIONS).expect("composed");
                    assert_ids_are_unique(&report);
                }
            }
        }
    }
}

/// An agreement that was changed: the change is named with its reason, and both are printed as of their days.
#[test]
fn the_agreement_of_sukamaju_before_and_after_its_change() {
    let office = office("sukamaju");
    let year = year(&office, 2024);
    let attachments = attachments("sukamaju", &year.register);
    let print = |day| {
        let report = compose_perjanjian(&year, day, &attachments, OPTIONS).expect("composed");
        assert_eq!(report.kekurangan, []);
        document::text::render(&report.document)
    };
    let texts = [print(Tanggal::new(2024, 3, 31)), print(None)];
    expect_file!["harapan/sukamaju-perjanjian.txt"].assert_eq(&texts.concat());
}

/// Below the head: a unit with nodes of its own, one that answers for those below it, and both other forms.
#[test]
fn the_forms_of_sukamaju() {
    let office = office("sukamaju");
    let year = year(&office, 2024);
    let attachments = attachments("sukamaju", &year.register);
    let code = |text: &str| Kode::read(text).expect("a code");
    let print = |formulir: &Formulir, day| {
        let report = compose_formulir(&year, formulir, day, &attachments, OPTIONS).expect("composed");
        assert_ids_are_unique(&report);
        document::text::render(&report.document)
    };
    let forms = [Formulir::Jabatan(code("TAPEM")), Formulir::Iku, Formulir::RencanaAksi(Some(code("RENKEU")))];
    let texts: Vec<String> = forms.iter().map(|form| print(form, None)).collect();
    expect_file!["harapan/sukamaju-formulir.txt"].assert_eq(&texts.concat());
    // The secretary signs with the head while there is one, and would promise to himself once he stands in for him.
    let secretary = Formulir::Jabatan(code("SEK"));
    assert!(print(&secretary, None).contains("Anggaran dilaksanakan"));
    let alone = |day| {
        let report = compose_formulir(&year, &secretary, day, &attachments, OPTIONS).expect("composed");
        report.kekurangan.iter().any(|item| item.apa.contains("berjanji kepada diri sendiri"))
    };
    assert!(!alone(Tanggal::new(2024, 3, 31)) && alone(None));
    for (unit, known) in [("CAMAT", "SEK, RENKEU"), ("TIDAK-ADA", "TAPEM")] {
        let form = Formulir::Jabatan(code(unit));
        let rejection = compose_formulir(&year, &form, None, &attachments, OPTIONS).expect_err("refused");
        assert_eq!(rejection.problems[0].code, "PRJ002");
        assert!(rejection.problems[0].action.contains(known), "{}", rejection.problems[0].action);
    }
}

/// An office without a tree: what is not known is named, nothing is invented.
#[test]
fn the_forms_of_pronojiwo_say_what_they_need() {
    let (year, attachments) = pronojiwo();
    let unit = Formulir::Jabatan(Kode::read("PEM").expect("a code"));
    let report = compose_formulir(&year, &unit, None, &attachments, OPTIONS).expect("composed");
    let missing: Vec<&str> = report.kekurangan.iter().map(|item| item.apa.as_str()).collect();
    assert!(missing.contains(&"pohon kinerja tidak memuat simpul milik Seksi Pemerintahan"), "{missing:?}");
    assert!(missing.iter().any(|item| item.starts_with("Pihak Pertama pada")), "{missing:?}");
    let report = compose_formulir(&year, &Formulir::Iku, None, &attachments, OPTIONS).expect("composed");
    assert_ids_are_unique(&report);
    assert!(document::text::render(&report.document).contains("INDIKATOR KINERJA UTAMA TAHUN 2024"));
}
