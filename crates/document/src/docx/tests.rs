mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::render;
use crate::{
    Block, Caption, Cell, Column, ContentsKind, Document, Figure, Inline, List, ListStyle, Orientation, PageNumbers,
    PageSetup, Paper, Paragraph, ParagraphStyle, Part, Picture, PictureKind, Row, RowKind, Table, TreeDiagram,
    TreeNode, sample,
};

/// An element with its attributes, children and text.
#[derive(Debug, Default, Clone)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::of(&start)),
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
                Event::GeneralRef(entity) => {
                    let text = match &*entity {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("unexpected entity {other}"),
                    };
                    open.last_mut().unwrap().text.push_str(text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is still open");
        let mut root = open.pop().unwrap();
        assert_eq!(root.children.len(), 1, "a part has one root");
        root.children.pop().unwrap()
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                (attribute.key.0.to_owned(), unescape(&attribute.value).unwrap().into_owned())
            })
            .collect();
        Self { name: start.name().0.to_owned(), attributes, ..Self::default() }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn value(&self, child: &str) -> &str {
        self.children.iter().find(|element| element.name == child).map_or("", |element| element.attribute("w:val"))
    }

    fn has(&self, name: &str) -> bool {
        !self.all(name).is_empty()
    }

    /// All descendants of a name, in order.
    fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.walk(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Element)) {
        for child in &self.children {
            visit(child);
            child.walk(visit);
        }
    }

    /// The visible text.
    fn words(&self) -> String {
        let mut words = String::new();
        self.walk(&mut |element| match element.name.as_str() {
            "w:t" => words.push_str(&element.text),
            "w:tab" if !element.attributes.contains_key("w:pos") => words.push('\t'),
            "w:br" => words.push('\n'),
            _ => {}
        });
        words
    }
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn elements(document: &Document, pages: &PageNumbers) -> BTreeMap<String, Element> {
    parts(&render(document, pages).unwrap())
        .into_iter()
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"))
        .map(|(name, content)| (name, Element::parse(&String::from_utf8(content).unwrap())))
        .collect()
}

fn main_part(document: &Document) -> Element {
    elements(document, &PageNumbers::new()).remove("word/document.xml").unwrap()
}

/// The sample with nothing but these blocks.
fn with_blocks(blocks: Vec<Block>) -> Document {
    Document { blocks, ..sample::everything() }
}

fn words(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        style: ParagraphStyle::Body,
        content: vec![Inline::text(text)],
        keep_with_next: false,
    })
}

fn small_table(id: &str, rows: Vec<Row>) -> Table {
    Table {
        id: id.into(),
        caption: None,
        columns: vec![Column { weight: 1, align: crate::Align::Left }; 3],
        header_rows: 0,
        rows,
        ruled: true,
    }
}

/// The order that the schema asks for, of all children that we write.
const ORDERS: [(&str, &str); 12] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    ),
    ("w:rPr", "rStyle rFonts b bCs i iCs noProof color sz szCs highlight u vertAlign lang"),
    ("w:tblPr", "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"),
    ("w:tcPr", "tcW gridSpan vMerge tcBorders shd tcMar vAlign"),
    ("w:sectPr", "headerReference footerReference type pgSz pgMar pgNumType cols"),
    ("w:lvl", "start numFmt pStyle suff lvlText lvlJc pPr rPr"),
    ("w:abstractNum", "nsid multiLevelType lvl"),
    ("w:style", "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr"),
    ("w:sdtPr", "rPr alias tag id"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tr", "trPr tc"),
    (
        "w:settings",
        "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    ),
];

fn assert_ordered(part: &str, element: &Element) {
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
        let order: Vec<&str> = order.split(' ').collect();
        let places: Vec<usize> = element
            .children
            .iter()
            .map(|child| {
                let local = child.name.trim_start_matches("w:");
                let place = order.iter().position(|name| *name == local);
                place.unwrap_or_else(|| panic!("{part}: {} in {} has no known place", child.name, element.name))
            })
            .collect();
        assert!(places.is_sorted(), "{part}: children of {} are out of order: {:?}", element.name, element.children);
    }
    element.children.iter().for_each(|child| assert_ordered(part, child));
}

#[test]
fn every_part_is_ordered_xml_and_listed() {
    let document = sample::everything();
    let bytes = render(&document, &PageNumbers::new()).unwrap();
    let elements = elements(&document, &PageNumbers::new());
    elements.iter().for_each(|(name, element)| assert_ordered(name, element));
    let overrides: BTreeSet<String> = elements["[Content_Types].xml"]
        .all("Override")
        .iter()
        .map(|element| element.attribute("PartName").trim_start_matches('/').to_owned())
        .collect();
    let packed: BTreeSet<String> =
        parts(&bytes).into_keys().filter(|name| name.ends_with(".xml") && name != "[Content_Types].xml").collect();
    assert_eq!(overrides, packed);
    let relations = &elements["word/_rels/document.xml.rels"];
    let ids: BTreeSet<&str> = relations.all("Relationship").iter().map(|element| element.attribute("Id")).collect();
    for relation in relations.all("Relationship") {
        let target = format!("word/{}", relation.attribute("Target"));
        assert!(parts(&bytes).contains_key(&target), "{target}");
    }
    let main = &elements["word/document.xml"];
    main.walk(&mut |element| {
        for name in ["r:id", "r:embed"] {
            assert!(!element.attributes.contains_key(name) || ids.contains(element.attribute(name)));
        }
    });
}

#[test]
fn every_style_in_use_is_defined() {
    let elements = elements(&sample::everything(), &PageNumbers::new());
    let defined: BTreeSet<&str> =
        elements["word/styles.xml"].all("w:style").iter().map(|style| style.attribute("w:styleId")).collect();
    for (name, part) in &elements {
        for reference in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"] {
            for element in part.all(reference) {
                let style = element.attribute("w:val");
                assert!(defined.contains(style), "{name}: {reference} {style}");
            }
        }
    }
    let updating = elements["word/settings.xml"].has("w:updateFields");
    assert!(!updating, "Word must ask nothing at opening");
}

#[test]
fn ids_are_unique() {
    let document = with_blocks([sample::everything().blocks, sample::everything().blocks].concat());
    let main = main_part(&document);
    for (element, attribute) in [
        ("wp:docPr", "id"),
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
        ("w:bookmarkEnd", "w:id"),
        ("w:footnoteReference", "w:id"),
    ] {
        let all = main.all(element);
        let distinct: BTreeSet<&str> = all.iter().map(|element| element.attribute(attribute)).collect();
        assert_eq!((distinct.len(), all.is_empty()), (all.len(), false), "{element} {attribute}");
    }
    let controls = main.all("w:sdtPr");
    let distinct: BTreeSet<&str> = controls.iter().map(|control| control.value("w:id")).collect();
    assert_eq!(distinct.len(), controls.len());
    let tags: Vec<&str> = controls.iter().map(|control| control.value("w:tag")).collect();
    assert_eq!(tags, ["capaian IKU-1", "naskah-kendala", "capaian IKU-1", "naskah-kendala"]);
}

#[test]
fn headings_and_captions_are_bookmarked_and_listed_with_their_pages() {
    let pages = PageNumbers::from([("bab-3".into(), 12), ("anggaran-60".into(), 34), ("grafik".into(), 5)]);
    let main = elements(&sample::everything(), &pages).remove("word/document.xml").unwrap();
    let marked: BTreeMap<&str, String> = main
        .all("w:p")
        .into_iter()
        .filter_map(|p| Some((p.all("w:bookmarkStart").first()?.attribute("w:name"), p.words())))
        .collect();
    let entries: Vec<(String, &str)> = main
        .all("w:hyperlink")
        .into_iter()
        .map(|link| (link.words(), marked[link.attribute("w:anchor")].as_str()))
        .collect();
    let entries: Vec<(&str, &str)> = entries.iter().map(|(entry, target)| (entry.as_str(), *target)).collect();
    assert_eq!(
        entries,
        [
            ("DAFTAR ISI\t", "DAFTAR ISI"),
            ("DAFTAR TABEL\t", "DAFTAR TABEL"),
            ("DAFTAR GAMBAR\t", "DAFTAR GAMBAR"),
            ("BAB III AKUNTABILITAS KINERJA\t12", "BAB III\nAKUNTABILITAS KINERJA"),
            ("A. Capaian Kinerja\t", "A.\tCapaian Kinerja"),
            ("1. Capaian indikator\t", "1.\tCapaian indikator"),
            ("Tabel 3.3 Realisasi Anggaran\t", "Tabel 3.3 Realisasi Anggaran"),
            ("Tabel 3.60 Realisasi Anggaran\t34", "Tabel 3.60 Realisasi Anggaran"),
            ("Gambar 1.1 Struktur organisasi\t", "Gambar 1.1 Struktur organisasi"),
            ("Gambar 3.1 Target dan realisasi\t5", "Gambar 3.1 Target dan realisasi"),
        ]
    );
}

#[test]
fn fields_are_closed_and_keep_the_numbers_of_captions() {
    let main = main_part(&sample::everything());
    let mut depth = 0_i32;
    main.walk(&mut |element| match element.attribute("w:fldCharType") {
        "begin" => depth += 1,
        "end" => depth -= 1,
        _ => {}
    });
    assert_eq!(depth, 0);
    let instructions: Vec<&str> = main.all("w:instrText").iter().map(|element| element.text.trim()).collect();
    for wanted in [
        r#"TOC \o "1-3" \h \z \u"#,
        r#"TOC \h \z \c "Tabel""#,
        r#"TOC \h \z \c "Gambar""#,
        r"SEQ Tabel \* ARABIC \r 60",
    ] {
        assert!(instructions.contains(&wanted), "{wanted} is not among {instructions:?}");
    }
}

#[test]
fn every_list_is_its_own_and_starts_where_it_should() {
    let items = |text: &str| vec![vec![words(text)], vec![words(text), words("lanjutan")]];
    let list = |start, items| Block::List(List { style: ListStyle::Decimal, start, items });
    let nested = list(1, items("dalam"));
    let document = with_blocks(vec![list(4, items("satu")), list(1, vec![vec![nested]])]);
    let elements = elements(&document, &PageNumbers::new());
    let numbers: Vec<(String, &str, &str)> = elements["word/document.xml"]
        .all("w:p")
        .into_iter()
        .filter_map(|p| {
            let number = p.all("w:numPr").first().copied()?;
            Some((p.words(), number.value("w:ilvl"), number.value("w:numId")))
        })
        .collect();
    let numbers: Vec<(&str, &str, &str)> =
        numbers.iter().map(|(text, level, id)| (text.as_str(), *level, *id)).collect();
    // An item that starts with a list still gets its number.
    assert_eq!(
        numbers,
        [("satu", "0", "1"), ("satu", "0", "1"), ("", "0", "2"), ("dalam", "1", "3"), ("dalam", "1", "3")]
    );
    let starts: Vec<&str> =
        elements["word/numbering.xml"].all("w:startOverride").iter().map(|start| start.attribute("w:val")).collect();
    assert_eq!(starts, ["4", "1", "1"]);
}

#[test]
fn pages_turn_and_break_without_empty_pages() {
    let landscape = || Block::Orientation(Orientation::Landscape);
    let document = with_blocks(vec![
        Block::PageBreak,
        words("satu"),
        Block::PageBreak,
        Block::PageBreak,
        words("dua"),
        Block::PageBreak,
        landscape(),
        landscape(),
        words("tiga"),
    ]);
    let main = main_part(&document);
    let broken: Vec<String> =
        main.all("w:p").iter().filter(|p| p.has("w:pageBreakBefore")).map(|p| p.words()).collect();
    assert_eq!(broken, ["dua"]);
    let sections: Vec<(&str, &str)> =
        main.all("w:pgSz").iter().map(|size| (size.attribute("w:w"), size.attribute("w:orient"))).collect();
    assert_eq!(sections, [("11906", ""), ("16838", "landscape")]);
    assert!(main.all("w:sectPr").iter().all(|section| section.has("w:headerReference")));
}

#[test]
fn text_survives_whatever_it_holds() {
    let nasty = "a\u{0}b\u{1b}c & <d> \"e\" ]]> \u{1f600}\u{ffff}";
    let main = main_part(&with_blocks(vec![
        words(nasty),
        Block::Part(Part { id: "<kosong> & \"kutip\"".into(), blocks: vec![] }),
    ]));
    assert_eq!(main.words(), "abc & <d> \"e\" ]]> \u{1f600}");
    let control = main.all("w:sdt")[0];
    assert_eq!(control.all("w:tag")[0].attribute("w:val"), "<kosong> & \"kutip\"");
    assert_eq!(control.all("w:p").len(), 1, "a content control holds a paragraph to type in");
}

#[test]
fn what_is_missing_is_marked() {
    let main = main_part(&sample::everything());
    let marked: Vec<String> =
        main.all("w:r").iter().filter(|run| run.has("w:highlight") && run.has("w:b")).map(|run| run.words()).collect();
    assert_eq!(marked, ["[belum tersedia: Bagian Organisasi, triwulan IV]"]);
    let notes: Vec<String> =
        main.all("w:p").iter().filter(|p| p.children[0].value("w:pStyle") == "Note").map(|p| p.words()).collect();
    assert_eq!(notes, ["Perlu dilengkapi: Realisasi IKU-3 belum diisi; isi pada menu Pengukuran."]);
}

#[test]
fn a_tree_higher_than_a_page_comes_in_pieces_that_fit() {
    let node = |title: String, children| TreeNode { title: vec![title], children, ..TreeNode::default() };
    let rows = (0..40).map(|row| node(format!("Kotak {row}"), vec![])).collect();
    let mut tree = node("Puncak".into(), rows);
    for level in 0..24 {
        tree = node(format!("Tingkat {level}"), vec![tree]);
    }
    let figure = Figure {
        id: "pohon".into(),
        caption: Some(Caption { label: "Gambar".into(), number: "1.1".into(), text: "Pohon".into() }),
        alt: "Pohon".into(),
        picture: Picture::Tree(TreeDiagram { roots: vec![tree] }),
        width_percent: 100,
    };
    let main = main_part(&with_blocks(vec![Block::Figure(figure)]));
    let pieces = main.all("wp:inline");
    assert!(pieces.len() > 1, "the tree is in one piece");
    for piece in &pieces {
        let extent = piece.all("wp:extent")[0];
        let [width, height] = ["cx", "cy"].map(|side| extent.attribute(side).parse::<u32>().unwrap());
        assert!(width.abs_diff(9071 * 635) < 635 * 20, "a piece was made smaller: {width}");
        assert!(height <= (16838 - 2 * 1417 - 1417) * 635, "a piece is higher than the page: {height}");
    }
    let last = format!("Pohon (bagian {0} dari {0})", pieces.len());
    assert_eq!(pieces.last().unwrap().all("wp:docPr")[0].attribute("descr"), last);
    let kept: Vec<bool> = main.all("w:p").iter().filter(|p| p.has("wp:inline")).map(|p| p.has("w:keepNext")).collect();
    assert_eq!(kept.iter().filter(|kept| **kept).count(), 1);
    assert_eq!(kept.last(), Some(&true), "the caption stays with the last piece");
}

#[test]
fn a_broken_picture_is_an_error_not_a_broken_file() {
    let Some(Block::Figure(mut figure)) =
        sample::everything().blocks.into_iter().find(|block| matches!(block, Block::Figure(_)))
    else {
        panic!("the sample has a figure");
    };
    for kind in [PictureKind::Png, PictureKind::Jpeg, PictureKind::Svg] {
        figure.picture = Picture::File { kind, bytes: b"bukan gambar".to_vec() };
        assert!(render(&with_blocks(vec![Block::Figure(figure.clone())]), &PageNumbers::new()).is_err());
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let mut document = sample::everything();
    document.page = PageSetup::new(Paper::F4);
    assert_eq!(render(&document, &PageNumbers::new()).unwrap(), render(&document, &PageNumbers::new()).unwrap());
}
