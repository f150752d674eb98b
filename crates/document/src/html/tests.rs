//! What holds for every page: well formed, whole in itself, nothing spoken by data.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};

use super::*;
use crate::sample::everything;
use crate::{
    Align, Cell, Column, Figure, InsertedFigure, Letterhead, Metadata, Note, Part, Picture, PictureKind, Row, RowKind,
    Signatory, Table,
};

const VOID: [&str; 6] = ["br", "col", "hr", "img", "link", "meta"];
const HOSTILE: &str = "</script></style>\"'><img src=x onerror=alert(1)>&amp;";

/// Elements with their attributes, in order; fails where an element is not closed where it should be.
fn elements(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let html = html.strip_prefix("<!DOCTYPE html>").unwrap_or(html);
    // The style is text to HTML; it holds no `<`, so that the XML reader reads it as such.
    let mut reader = quick_xml::Reader::from_str(html);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let attributes = |start: &BytesStart<'_>| {
        start
            .attributes()
            .map(|attribute| attribute.unwrap())
            .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string()))
            .collect::<Vec<_>>()
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                found.push((name.clone(), attributes(&start)));
                if !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Event::Empty(start) => found.push((start.name().as_ref().to_owned(), attributes(&start))),
            Event::End(end) => assert_eq!(open.pop().as_deref(), Some(end.name().as_ref())),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    found
}

fn values<'a>(elements: &'a [(String, Vec<(String, String)>)], key: &str) -> Vec<&'a str> {
    let attributes = elements.iter().flat_map(|(_, attributes)| attributes);
    attributes.filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).collect()
}

fn document(blocks: Vec<Block>) -> Document {
    Document { watermark: None, page_notice: None, footer: String::new(), blocks, ..everything() }
}

#[test]
fn the_page_is_whole_in_itself() {
    let html = render(&everything());
    let elements = elements(&html);
    let ids = values(&elements, "id");
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice");
    let links = values(&elements, "href");
    assert!(links.len() > 8);
    for link in links {
        assert!(unique.contains(link.strip_prefix('#').unwrap()), "{link} leads nowhere");
    }
    for label in values(&elements, "aria-labelledby").iter().flat_map(|labels| labels.split(' ')) {
        assert!(unique.contains(label), "{label} labels nothing");
    }
    assert!(values(&elements, "style").is_empty() && values(&elements, "src").is_empty());
    assert!(!html.contains("url(") && !html.contains("@import"));
    assert_eq!(html, render(&everything()));
}

#[test]
fn every_kind_of_block_is_there() {
    let html = render(&everything());
    for part in [
        "<html lang=\"id\">",
        "<meta name=\"date\" content=\"2024-09-30\">",
        "size:210mm 297mm",
        "<header class=\"letterhead\">",
        "<h1 id=\"bab-3\" class=\"centered\"><span class=\"heading-number\">BAB III</span><br>AKUNTABILITAS KINERJA</h1>",
        "<h3 id=\"capaian-1\"><span class=\"heading-number\">1.</span> Capaian indikator</h3>",
        "<nav class=\"contents\" aria-label=\"Daftar isi\">",
        "<span class=\"figure\" data-id=\"capaian IKU-1\">89,61\u{a0}%</span>",
        "<mark class=\"missing\">[belum tersedia: Bagian Organisasi, triwulan IV]</mark>",
        "<li id=\"footnote.1\">angka register: 83,33\u{a0}%",
        "<strong>target</strong>, <em>outcome</em> dan <u>garis bawah</u>",
        "tanda &quot;kutip&quot; &lt;sudut&gt;",
        "<div class=\"part\" data-id=\"naskah-kendala\">",
        "<ol type=\"a\">",
        "<ol class=\"parenthesis\">",
        "<mfrac><mrow><mtext>30</mtext></mrow><mrow><mtext>36</mtext></mrow></mfrac>",
        "<caption id=\"anggaran-3.caption\"><span class=\"label\">Tabel 3.3</span> Realisasi Anggaran</caption>",
        "<thead>\n<tr class=\"header\"><th scope=\"col\" rowspan=\"2\">KODE</th>",
        "<th scope=\"colgroup\" colspan=\"3\">ANGGARAN (Rp)</th>",
        "<td class=\"right number\">1.500.000</td>",
        "<p class=\"note\" role=\"note\">[Perlu dilengkapi: Realisasi IKU-3",
        "<desc id=\"struktur.desc\">Struktur organisasi, digambar sebagai diagram</desc>",
        "<div class=\"pages landscape\">",
        "<div class=\"signature single\">",
        "<hr class=\"page-break\">",
    ] {
        assert!(html.contains(part), "{part} is not in the page");
    }
}

#[test]
fn text_cannot_become_markup() {
    let run = || vec![Inline::text(HOSTILE)];
    let caption = || Some(Caption { label: HOSTILE.into(), number: HOSTILE.into(), text: HOSTILE.into() });
    let blocks = vec![
        Block::Heading(Heading {
            id: HOSTILE.into(),
            level: 9,
            number: Some(HOSTILE.into()),
            text: HOSTILE.into(),
            centered: true,
        }),
        Block::Contents(ContentsKind::Headings),
        Block::Contents(ContentsKind::Tables),
        Block::Contents(ContentsKind::Figures),
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: vec![
                Inline::bold(HOSTILE),
                Inline::Figure(InsertedFigure { id: HOSTILE.into(), text: HOSTILE.into() }),
                Inline::Missing(HOSTILE.into()),
                Inline::Footnote(run()),
            ],
            keep_with_next: true,
        }),
        Block::Equation(crate::Equation::Row(vec![crate::Equation::text(HOSTILE), crate::Equation::operator(HOSTILE)])),
        Block::Table(Table {
            id: HOSTILE.into(),
            caption: caption(),
            columns: vec![Column { weight: 1, align: Align::Left }],
            header_rows: 0,
            rows: vec![Row { kind: RowKind::Body, cells: vec![Cell::inlines(run())] }],
            ruled: true,
        }),
        Block::Figure(Figure {
            id: HOSTILE.into(),
            caption: caption(),
            alt: HOSTILE.into(),
            picture: Picture::File { kind: PictureKind::Svg, bytes: HOSTILE.into() },
            width_percent: 0,
        }),
        Block::Signature(SignatureBlock {
            signatories: vec![Signatory {
                above: vec![HOSTILE.into()],
                name: HOSTILE.into(),
                below: vec![HOSTILE.into()],
            }],
        }),
        Block::Letterhead(Letterhead {
            logo: Some(Picture::File { kind: PictureKind::Png, bytes: vec![1, 2, 3] }),
            logo_alt: HOSTILE.into(),
            names: vec![HOSTILE.into()],
            contacts: vec![HOSTILE.into()],
        }),
        Block::Note(Note { text: HOSTILE.into() }),
        Block::Part(Part { id: HOSTILE.into(), blocks: vec![Block::Orientation(Orientation::Landscape)] }),
    ];
    let hostile = Document {
        metadata: Metadata {
            title: HOSTILE.into(),
            author: HOSTILE.into(),
            subject: HOSTILE.into(),
            keywords: vec![HOSTILE.into()],
            date: (2024, 9, 30),
        },
        watermark: Some(HOSTILE.into()),
        page_notice: Some(HOSTILE.into()),
        footer: HOSTILE.into(),
        blocks,
        ..everything()
    };
    let html = render(&hostile);
    assert!(!html.contains("</script") && html.matches("</style").count() == 1);
    let elements = elements(&html);
    assert!(values(&elements, "onerror").is_empty());
    assert_eq!(elements.iter().filter(|(name, _)| name == "img").count(), 2, "the figure and the logo");
}

#[test]
fn odd_tables_stay_well_formed() {
    let table = |columns, header_rows, rows| {
        Block::Table(Table {
            id: "t".into(),
            caption: None,
            columns: vec![Column { weight: 0, align: Align::Left }; columns],
            header_rows,
            rows,
            ruled: true,
        })
    };
    let row = |cells| Row { kind: RowKind::Header, cells };
    for (block, expected) in [
        (table(0, 1, vec![row(vec![Cell::text("x")])]), ""),
        (table(2, 1, Vec::new()), ""),
        (table(1, 9, vec![row(vec![Cell::text("x")])]), "</tr>\n</thead>\n</table>"),
        // A head that a merged cell would leave is no head.
        (
            table(1, 1, vec![row(vec![Cell::text("x").over_rows(2)]), row(Vec::new())]),
            "<tbody>\n<tr class=\"header\"><th",
        ),
    ] {
        let html = render_fragment(&document(vec![block]));
        elements(&html);
        assert!(html.contains(expected), "{html}");
        assert_eq!(html.contains("<table"), !expected.is_empty());
    }
}
