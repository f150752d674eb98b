use std::path::Path;
use std::process::Command;

use super::*;
use crate::{
    Block, Caption, Cell, Column, ContentsKind, Equation, Heading, Inline, Note, PageSetup, Paper, Paragraph,
    ParagraphStyle, Picture, PictureKind, Row, RowKind, Table, outline, sample,
};

/// Text of a PDF, one string per page; none where the tool is missing and that is allowed.
fn text(pdf: &Pdf) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("contoh.pdf");
    std::fs::write(&file, &pdf.bytes).unwrap();
    let output = match Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&file).arg("-").output() {
        Ok(output) => output,
        Err(_) if std::env::var_os("KINERJA_TANPA_ALAT").is_some_and(|value| value == "1") => return None,
        Err(error) => panic!("pdftotext (poppler-utils) is needed, or KINERJA_TANPA_ALAT=1: {error}"),
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut pages: Vec<String> = String::from_utf8(output.stdout).unwrap().split('\u{c}').map(Into::into).collect();
    pages.pop();
    assert_eq!(pages.len(), pdf.page_count as usize);
    Some(pages)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps a PDF to be looked at, where asked.
fn keep(name: &str, pdf: &Pdf) {
    if let Some(folder) = std::env::var_os("KINERJA_GAMBAR_CONTOH").filter(|folder| !folder.is_empty()) {
        std::fs::write(Path::new(&folder).join(name), &pdf.bytes).unwrap();
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document { watermark: None, page_notice: None, blocks, ..sample::everything() }
}

fn paragraph(text: &str) -> Block {
    let content = vec![Inline::text(text)];
    Block::Paragraph(Paragraph { style: ParagraphStyle::Body, content, keep_with_next: false })
}

fn table(id: &str, weights: &[u16], rows: Vec<Row>) -> Table {
    let column = |weight: &u16| Column { weight: *weight, align: crate::Align::Left };
    let caption = Caption { label: "Tabel".into(), number: "9.9".into(), text: format!("Uji {id}") };
    let columns = weights.iter().map(column).collect();
    Table { id: id.into(), caption: Some(caption), columns, header_rows: 1, rows, ruled: true }
}

fn row(kind: RowKind, cells: &[&str]) -> Row {
    Row { kind, cells: cells.iter().map(|text| Cell::text(*text)).collect() }
}

#[test]
fn everything_on_a4_and_f4() {
    for paper in [Paper::A4, Paper::F4] {
        let document = Document { page: PageSetup::new(paper), ..sample::everything() };
        let pdf = render(&document).unwrap();
        keep(&format!("{paper:?}.pdf"), &pdf);
        assert_eq!(pdf, render(&document).unwrap(), "the same document gives the same bytes");
        assert_eq!(pdf.pages, layout(&document).unwrap());

        let kinds = [ContentsKind::Headings, ContentsKind::Tables, ContentsKind::Figures];
        let entries: Vec<_> = kinds.iter().flat_map(|kind| outline::entries(&document.blocks, *kind)).collect();
        assert!(entries.len() >= 10);
        for entry in &entries {
            assert!(pdf.pages.contains_key(&entry.id), "page of {}", entry.id);
        }

        let Some(pages) = text(&pdf) else { continue };
        for entry in &entries {
            let page = pdf.pages[&entry.id];
            assert!(squeezed(&pages[page as usize - 1]).contains(&entry.text), "{} on page {page}", entry.text);
        }
        for (number, page) in (1..).zip(&pages) {
            let page = squeezed(page);
            assert!(page.contains("CONTOH, bukan dokumen resmi"), "notice on page {number}");
            assert!(page.contains(&format!("Laporan Kinerja Kecamatan Sukamaju {number}")), "footer of page {number}");
        }
        let whole = squeezed(&pages.concat());
        for part in [
            "PEMERINTAH KABUPATEN CONTOH",
            "BAB III AKUNTABILITAS KINERJA",
            "Capaian sebesar 89,61 % dari target, outcome dan garis bawah",
            "Baris kedua & tanda \"kutip\" <sudut> #judul *bintang* $dolar$.",
            "[belum tersedia: Bagian Organisasi, triwulan IV]",
            "angka register: 83,33 %",
            "Perlu dilengkapi: Realisasi IKU-3 belum diisi",
            "a. Publikasi belum optimal;",
            "• media sosial",
            "1. Pertama",
            "A. Pertama",
            "1) Pertama",
            "Seksi Pelayanan Umum",
            "Triwulan II",
            "CONTOH PERTAMA, S.Sos.",
        ] {
            assert!(whole.contains(part), "{part}");
        }
    }
}

#[test]
fn lists_of_contents_name_the_pages() {
    let document = sample::everything();
    let pdf = render(&document).unwrap();
    let Some(pages) = text(&pdf) else { return };
    let contents = squeezed(&pages[1]);
    for kind in [ContentsKind::Headings, ContentsKind::Tables, ContentsKind::Figures] {
        for entry in outline::entries(&document.blocks, kind) {
            let page = pdf.pages[&entry.id].to_string();
            let listed = contents.match_indices(&entry.text).any(|(at, text)| {
                let after = &contents[at + text.len()..];
                let number = after.trim_start_matches(['.', ' ']);
                after.starts_with(" . . .") && number.split(' ').next() == Some(&page)
            });
            assert!(listed, "{} on page {page}: {contents}", entry.text);
        }
    }
}

#[test]
fn heads_are_repeated_and_rows_are_whole() {
    let pdf = render(&sample::everything()).unwrap();
    let first = pdf.pages["anggaran-60"] as usize - 1;
    let Some(pages) = text(&pdf) else { return };
    let last = pages.iter().position(|page| page.contains("90.001.770")).unwrap();
    assert!(last > first + 1, "the table takes several pages");
    for page in &pages[first..=last] {
        assert!(squeezed(page).contains("PAGU REALISASI SISA"), "{page}");
        let row_starts = page.matches("Penyusunan Dokumen Contoh").count();
        assert_eq!(row_starts, page.matches("<rancangan>").count(), "no row is broken: {page}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let pdf = render(&sample::everything()).unwrap();
    let raw = String::from_utf8_lossy(&pdf.bytes);
    for part in
        ["/Marked true", "/StructTreeRoot", "/Outlines", "pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"]
    {
        assert!(raw.contains(part), "{part}");
    }
    assert!(raw.contains("/Lang (id)") || raw.contains("/Lang(id)"), "language");
    assert!(raw.contains("2024-09-30"), "date of the document");
}

#[test]
fn a_caption_and_a_heading_stay_with_what_follows() {
    // Many fillings, so that a break falls at every line around the heading and the caption.
    for lines in 33..41 {
        let mut blocks: Vec<Block> = (0..lines).map(|line| paragraph(&format!("Baris {line}"))).collect();
        blocks.push(Block::Heading(Heading {
            id: "judul".into(),
            level: 2,
            number: None,
            text: "JUDUL".into(),
            centered: false,
        }));
        let rows = vec![row(RowKind::Header, &["KEPALA"]), row(RowKind::Body, &["ISI"]), row(RowKind::Body, &["ISI"])];
        blocks.push(Block::Table(table("t", &[1], rows)));
        let pdf = render(&document(blocks)).unwrap();
        let Some(pages) = text(&pdf) else { return };
        let page = pages.iter().find(|page| page.contains("JUDUL")).unwrap();
        for part in ["Uji t", "KEPALA", "ISI"] {
            assert!(page.contains(part), "{lines} lines: {part} in {page}");
        }
        assert!(pages[pdf.pages["t"] as usize - 1].contains("Uji t"), "{lines} lines");
    }
}

#[test]
fn hostile_content_is_printed_or_left_out() {
    let markup = "#let x = [*_`$@<label>\\ // /* */ = - + ~ --- \"q\" 'q' https://contoh.id/a?b=c";
    let odd = "nol\u{0} lonceng\u{7} balik\u{202e} emoji😀 cjk漢字 pua\u{e000} lembut\u{ad} baris\u{2028}baru\ttab";
    let long = "Pertanggungjawaban".repeat(60);
    let number = "9.99.01.2.01.0001.".repeat(20);
    let cells: Vec<&str> = vec![markup, odd, &long, &number];
    let mut spans = row(RowKind::Body, &["a", "b", "c", "d", "e", "f"]);
    spans.cells[0] = Cell::text("lebar").over_columns(99).over_rows(99);
    let narrow = table("t1", &[1, 1, 1, 1], vec![row(RowKind::Header, &cells), row(RowKind::Body, &cells), spans]);
    let heading = |level, text: &str| {
        Block::Heading(Heading {
            id: "sama".into(),
            level,
            number: Some("1.".into()),
            text: text.into(),
            centered: false,
        })
    };
    let equation = Equation::Lines(vec![Equation::Row(vec![
        Equation::text(&*long),
        Equation::operator("="),
        Equation::fraction(Equation::text(markup.repeat(5)), Equation::text(odd)),
        Equation::operator("#"),
        Equation::Lines(vec![]),
        Equation::Row(vec![]),
    ])]);
    let mut blocks = vec![
        heading(4, markup),
        heading(9, &long),
        heading(0, odd),
        paragraph(markup),
        paragraph(odd),
        paragraph(&long),
        Block::Note(Note { text: long.clone() }),
        Block::Equation(equation),
        Block::Table(narrow),
        Block::Table(table("kosong", &[], vec![])),
        Block::Table(table("tanpa-baris", &[1, 2], vec![])),
        Block::Table(table("kepala-saja", &[0, 2], vec![row(RowKind::Header, &["a", "b"])])),
        Block::Table(Table {
            ruled: false,
            caption: None,
            ..table("polos", &[1, 2], vec![row(RowKind::Body, &["a", &long])])
        }),
        Block::Table(table(
            "panjang",
            &[1, 1],
            vec![row(RowKind::Header, &["a", "b"]), row(RowKind::Body, &["a", &"kata ".repeat(4000)])],
        )),
        Block::Signature(crate::SignatureBlock { signatories: vec![] }),
        Block::Contents(ContentsKind::Figures),
    ];
    blocks.push(Block::Orientation(crate::Orientation::Landscape));
    blocks.push(Block::Orientation(crate::Orientation::Portrait));
    let mut document = document(blocks);
    document.metadata.title = String::new();
    document.metadata.date = (2023, 2, 31);
    document.watermark = Some(markup.into());
    document.footer = markup.into();
    let pdf = render(&document).unwrap();
    keep("hostile.pdf", &pdf);
    let Some(pages) = text(&pdf) else { return };
    let whole = squeezed(&pages.concat());
    assert!(whole.contains("#let x = [*_`$@<label>\\ // /* */ = - + ~ --- \"q\" 'q'"), "{whole}");
    assert!(whole.contains("Belum ada data."));
    assert_eq!(whole.matches("kata").count(), 4000);
}

#[test]
fn a_high_tree_goes_on_over_pages_in_letters_of_its_own_size() {
    let node = |title: String, children| crate::TreeNode {
        title: vec![title],
        detail: vec!["Persentase permohonan layanan yang selesai tepat waktu".into(), "Target 87,50 %".into()],

        children,
        ..crate::TreeNode::default()
    };
    let branch = |branch: usize| {
        let leaves = (0..9).map(|leaf| node(format!("Daun {branch}-{leaf} yang panjang"), vec![])).collect();
        node(format!("Cabang {branch}"), leaves)
    };
    let picture = Picture::Tree(crate::TreeDiagram { roots: vec![node("Akar".into(), (0..6).map(branch).collect())] });
    let caption = Some(Caption { label: "Gambar".into(), number: "2.1".into(), text: "Pohon kinerja".into() });
    let figure =
        crate::Figure { id: "pohon".into(), caption, alt: "Pohon kinerja".into(), picture, width_percent: 100 };
    let pdf = render(&document(vec![paragraph("Sebelum"), Block::Figure(figure), paragraph("Sesudah")])).unwrap();
    keep("pohon.pdf", &pdf);
    let Some(pages) = text(&pdf) else { return };
    assert!(pages.len() > 1, "{} pages", pages.len());
    let whole = squeezed(&pages.concat());
    for branch in 0..6 {
        for leaf in 0..9 {
            assert!(whole.contains(&format!("Daun {branch}-{leaf}")), "{branch}-{leaf}");
        }
    }
    let last = squeezed(pages.last().unwrap());
    assert!(last.contains("Gambar 2.1 Pohon kinerja") && last.contains("Daun 5-8"), "{last}");
}

#[test]
fn nothing_at_all_is_one_page() {
    assert_eq!(render(&document(vec![])).unwrap().page_count, 1);
}

#[test]
fn a_broken_picture_is_an_error_and_the_next_document_is_well() {
    let picture = Picture::File { kind: PictureKind::Png, bytes: b"bukan gambar".to_vec() };
    let figure = crate::Figure { id: "g".into(), caption: None, alt: "rusak".into(), picture, width_percent: 50 };
    let error = render(&document(vec![Block::Figure(figure)])).unwrap_err();
    assert!(error.cause.contains("typesetting"), "{error}");
    render(&document(vec![paragraph("sehat")])).unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_each_document() {
    let resident = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let document = sample::everything();
    for _ in 0..2 {
        render(&document).unwrap();
    }
    let before = resident();
    for _ in 0..3 {
        render(&document).unwrap();
    }
    let grown = resident().saturating_sub(before);
    assert!(grown < 30_000, "three more documents took {grown} kB");
}
