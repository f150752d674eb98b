//! The styles. Staff see their names in the word processor: built-in names, which it translates itself, wherever
//! one fits, and Indonesian names for the rest.

use std::collections::BTreeMap;

use crate::drawing::text::Font;
use crate::{Block, Document, Orientation, RenderError};

use super::package::WORD;
use super::page::Page;
use super::xml::Xml;

/// Text is set in this font everywhere.
pub(super) const FONT: &str = "Arial";

/// What a paragraph style sets; the rest comes from its base. Lengths in twips, sizes in half points.
#[derive(Debug, Clone, Copy)]
struct Style {
    id: &'static str,
    name: &'static str,
    base: &'static str,
    next: &'static str,
    size: Option<u32>,
    bold: bool,
    color: Option<&'static str>,
    before: u32,
    after: u32,
    /// In 240ths of a line.
    line: u32,
    /// Left, right, first line.
    indent: (u32, u32, u32),
    align: &'static str,
    listed: bool,
}

/// A style that sets nothing of its own.
const PLAIN: Style = Style {
    id: "",
    name: "",
    base: "Normal",
    next: "",
    size: None,
    bold: false,
    color: None,
    before: 0,
    after: 0,
    line: 240,
    indent: (0, 0, 0),
    align: "left",
    listed: true,
};

/// Paragraph styles without anything particular.
const STYLES: [Style; 27] = [
    Style { id: "BodyText", name: "Body Text", after: 70, line: 292, indent: (0, 0, 567), align: "both", ..PLAIN },
    Style { id: "BodyPlain", name: "Naskah Tanpa Indentasi", after: 70, line: 292, align: "both", ..PLAIN },
    Style { id: "BodyCentered", name: "Naskah Tengah", after: 70, line: 292, align: "center", ..PLAIN },
    Style { id: "BodyRight", name: "Naskah Kanan", after: 70, line: 292, align: "right", ..PLAIN },
    Style { id: "ListParagraph", name: "List Paragraph", after: 50, line: 280, align: "both", ..PLAIN },
    Style {
        id: "Title",
        name: "Title",
        next: "Subtitle",
        size: Some(36),
        bold: true,
        before: 240,
        after: 240,
        line: 288,
        align: "center",
        ..PLAIN
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        next: "BodyText",
        size: Some(28),
        bold: true,
        before: 120,
        after: 120,
        line: 288,
        align: "center",
        ..PLAIN
    },
    Style {
        id: "Quote",
        name: "Quote",
        next: "BodyText",
        bold: true,
        before: 120,
        after: 180,
        line: 276,
        indent: (850, 850, 0),
        align: "center",
        ..PLAIN
    },
    Style {
        id: "SmallPrint",
        name: "Keterangan Tabel",
        next: "BodyText",
        size: Some(17),
        before: 60,
        after: 120,
        ..PLAIN
    },
    Style {
        id: "Caption",
        name: "caption",
        next: "BodyText",
        size: Some(20),
        bold: true,
        before: 160,
        after: 100,
        align: "center",
        ..PLAIN
    },
    Style { id: "Figure", name: "Gambar", next: "Caption", before: 160, after: 40, align: "center", ..PLAIN },
    Style {
        id: "Equation",
        name: "Rumus",
        next: "BodyText",
        before: 60,
        after: 100,
        indent: (709, 0, 0),
        size: Some(21),
        ..PLAIN
    },
    Style { id: "TableText", name: "Isi Tabel", size: Some(18), before: 30, after: 30, ..PLAIN },
    Style { id: "TablePlainText", name: "Isi Tabel Tanpa Garis", size: Some(21), before: 30, after: 30, ..PLAIN },
    Style { id: "SignatureText", name: "Tanda Tangan", align: "center", ..PLAIN },
    Style { id: "LetterheadName", name: "Kop Surat Induk", size: Some(26), bold: true, align: "center", ..PLAIN },
    Style { id: "LetterheadOffice", name: "Kop Surat Instansi", size: Some(32), bold: true, align: "center", ..PLAIN },
    Style {
        id: "LetterheadContact",
        name: "Kop Surat Alamat",
        size: Some(18),
        before: 20,
        after: 20,
        align: "center",
        ..PLAIN
    },
    Style { id: "Separator", name: "Jarak", listed: false, ..PLAIN },
    Style { id: "FootnoteText", name: "footnote text", size: Some(18), align: "both", ..PLAIN },
    Style {
        id: "Header",
        name: "header",
        size: Some(17),
        align: "center",
        listed: false,
        bold: true,
        color: Some("9B1C1C"),
        ..PLAIN
    },
    Style { id: "Footer", name: "footer", size: Some(17), listed: false, color: Some("3C3C3C"), ..PLAIN },
    Style {
        id: "Note",
        name: "Catatan Draf",
        next: "BodyText",
        size: Some(20),
        before: 120,
        after: 160,
        line: 264,
        indent: (113, 113, 0),
        ..PLAIN
    },
    Style { id: "TOC1", name: "toc 1", before: 80, after: 40, indent: (0, 0, 0), listed: false, ..PLAIN },
    Style { id: "TOC2", name: "toc 2", after: 40, indent: (284, 0, 0), listed: false, ..PLAIN },
    Style { id: "TOC3", name: "toc 3", after: 40, indent: (567, 0, 0), listed: false, ..PLAIN },
    Style { id: "TableofFigures", name: "table of figures", after: 40, indent: (0, 0, 0), listed: false, ..PLAIN },
];

/// The whole part.
pub(super) fn part(document: &Document) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", &WORD)]);
    defaults(&mut xml);
    normal(&mut xml);
    let numbers = number_widths(&document.blocks);
    for level in 1..=6 {
        heading(&mut xml, level, numbers.get(&level).copied().unwrap_or(0));
    }
    let width = Page::new(document.page, Orientation::Portrait).text_width();
    for style in &STYLES {
        paragraph(&mut xml, style, width);
    }
    character_styles(&mut xml);
    table_styles(&mut xml);
    xml.close();
    xml.finish()
}

fn defaults(xml: &mut Xml) {
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:ascii", &FONT), ("w:hAnsi", &FONT), ("w:eastAsia", &FONT), ("w:cs", &FONT)]);
    xml.value("w:sz", 22);
    xml.value("w:szCs", 22);
    xml.empty("w:lang", &[("w:val", &"id-ID"), ("w:eastAsia", &"id-ID"), ("w:bidi", &"ar-SA")]);
    xml.close();
    xml.close();
    xml.open("w:pPrDefault", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:spacing", &[("w:before", &0), ("w:after", &0), ("w:line", &240), ("w:lineRule", &"auto")]);
    xml.close();
    xml.close();
    xml.close();
}

fn normal(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", &"paragraph"), ("w:default", &1), ("w:styleId", &"Normal")]);
    xml.value("w:name", "Normal");
    xml.empty("w:qFormat", &[]);
    xml.close();
}

/// A heading hangs its text behind the widest number of its level.
fn heading(xml: &mut Xml, level: u8, hanging: u32) {
    let style = format!("Heading{level}");
    xml.open("w:style", &[("w:type", &"paragraph"), ("w:styleId", &style)]);
    xml.value("w:name", format!("heading {level}"));
    xml.value("w:basedOn", "Normal");
    xml.value("w:next", "BodyText");
    xml.value("w:uiPriority", 9);
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:keepNext", &[]);
    xml.empty("w:keepLines", &[]);
    let (before, after, size) = match level {
        1 => (160, 200, 28),
        2 => (200, 100, 24),
        _ => (160, 80, 22),
    };
    xml.empty("w:spacing", &[("w:before", &before), ("w:after", &after)]);
    if hanging > 0 {
        xml.empty("w:ind", &[("w:left", &hanging), ("w:hanging", &hanging)]);
    }
    xml.value("w:outlineLvl", level - 1);
    xml.close();
    xml.open("w:rPr", &[]);
    xml.empty("w:b", &[]);
    xml.empty("w:bCs", &[]);
    if level > 4 {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
    }
    size_of(xml, size);
    xml.close();
    xml.close();
}

/// Room that the widest number of each level of heading takes in front of its text.
fn number_widths(blocks: &[Block]) -> BTreeMap<u8, u32> {
    let mut widths = BTreeMap::new();
    collect_widths(blocks, &mut widths);
    widths
}

fn collect_widths(blocks: &[Block], widths: &mut BTreeMap<u8, u32>) {
    for block in blocks {
        match block {
            Block::Heading(heading) if !heading.centered => {
                let Some(number) = &heading.number else { continue };
                // Measured at 12 points, the largest of a heading with a number in front; never less than 7,5 mm.
                let width = Font { size: 240, bold: true }.width(number);
                let room = u32::try_from(width).unwrap_or(u32::MAX).saturating_add(120).clamp(425, 2000);
                let known = widths.entry(heading.level.clamp(1, 6)).or_insert(room);
                *known = room.max(*known);
            }
            Block::Part(part) => collect_widths(&part.blocks, widths),
            Block::List(list) => list.items.iter().for_each(|item| collect_widths(item, widths)),
            _ => {}
        }
    }
}

fn paragraph(xml: &mut Xml, style: &Style, text_width: u32) {
    xml.open("w:style", &[("w:type", &"paragraph"), ("w:customStyle", &custom(style.name)), ("w:styleId", &style.id)]);
    xml.value("w:name", style.name);
    xml.value("w:basedOn", style.base);
    if !style.next.is_empty() {
        xml.value("w:next", style.next);
    }
    if style.listed {
        xml.empty("w:qFormat", &[]);
    }
    xml.open("w:pPr", &[]);
    if style.id == "Note" {
        xml.open("w:pBdr", &[]);
        for side in ["w:top", "w:left", "w:bottom", "w:right"] {
            xml.empty(side, &[("w:val", &"single"), ("w:sz", &6), ("w:space", &4), ("w:color", &"C9A227")]);
        }
        xml.close();
        xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &"FFF8D6")]);
    }
    if style.id == "Footer" {
        xml.open("w:pBdr", &[]);
        xml.empty("w:top", &[("w:val", &"single"), ("w:sz", &4), ("w:space", &4), ("w:color", &"7F7F7F")]);
        xml.close();
    }
    if style.id.starts_with("TOC") || style.id == "TableofFigures" {
        xml.open("w:tabs", &[]);
        xml.empty("w:tab", &[("w:val", &"right"), ("w:leader", &"dot"), ("w:pos", &text_width)]);
        xml.close();
    }
    xml.empty(
        "w:spacing",
        &[("w:before", &style.before), ("w:after", &style.after), ("w:line", &style.line), ("w:lineRule", &"auto")],
    );
    let (left, right, first) = style.indent;
    if style.indent != (0, 0, 0) {
        xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", &first)]);
    }
    xml.value("w:jc", style.align);
    xml.close();
    if style.size.is_some() || style.bold || style.color.is_some() {
        xml.open("w:rPr", &[]);
        if style.bold {
            xml.empty("w:b", &[]);
            xml.empty("w:bCs", &[]);
        }
        if let Some(color) = style.color {
            xml.value("w:color", color);
        }
        if let Some(size) = style.size {
            size_of(xml, size);
        }
        xml.close();
    }
    xml.close();
}

/// Names of our own start with a capital and are Indonesian.
fn custom(name: &str) -> u8 {
    const BUILT_IN: [&str; 5] = ["Body Text", "List Paragraph", "Title", "Subtitle", "Quote"];
    u8::from(name.starts_with(char::is_uppercase) && !BUILT_IN.contains(&name))
}

fn size_of(xml: &mut Xml, half_points: u32) {
    xml.value("w:sz", half_points);
    xml.value("w:szCs", half_points);
}

fn character_styles(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", &"character"), ("w:default", &1), ("w:styleId", &"DefaultParagraphFont")]);
    xml.value("w:name", "Default Paragraph Font");
    xml.value("w:uiPriority", 1);
    xml.empty("w:semiHidden", &[]);
    xml.close();
    xml.open("w:style", &[("w:type", &"character"), ("w:styleId", &"FootnoteReference")]);
    xml.value("w:name", "footnote reference");
    xml.value("w:basedOn", "DefaultParagraphFont");
    xml.open("w:rPr", &[]);
    xml.value("w:vertAlign", "superscript");
    xml.close();
    xml.close();
}

fn table_styles(xml: &mut Xml) {
    xml.open("w:style", &[("w:type", &"table"), ("w:default", &1), ("w:styleId", &"TableNormal")]);
    xml.value("w:name", "Normal Table");
    xml.value("w:uiPriority", 99);
    xml.empty("w:semiHidden", &[]);
    xml.open("w:tblPr", &[]);
    margins(xml, 0, 108);
    xml.close();
    xml.close();
    for (id, name, ruled, beside) in [
        ("TableRuled", "Tabel Bergaris", true, 57),
        ("TablePlain", "Tabel Tanpa Garis", false, 57),
        ("TableLayout", "Tata Letak", false, 0),
    ] {
        xml.open("w:style", &[("w:type", &"table"), ("w:customStyle", &1), ("w:styleId", &id)]);
        xml.value("w:name", name);
        xml.value("w:basedOn", "TableNormal");
        xml.open("w:tblPr", &[]);
        if ruled {
            xml.open("w:tblBorders", &[]);
            for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                xml.empty(side, &[("w:val", &"single"), ("w:sz", &4), ("w:space", &0), ("w:color", &"000000")]);
            }
            xml.close();
        }
        margins(xml, 0, beside);
        xml.close();
        xml.close();
    }
}

fn margins(xml: &mut Xml, over: u32, beside: u32) {
    xml.open("w:tblCellMar", &[]);
    for (side, width) in [("w:top", over), ("w:left", beside), ("w:bottom", over), ("w:right", beside)] {
        xml.empty(side, &[("w:w", &width), ("w:type", &"dxa")]);
    }
    xml.close();
}
