use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::{Pilihan, periksa};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const S: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const P: &str = "http://schemas.openxmlformats.org/package/2006";

fn pack(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn relations(list: &[(&str, &str)]) -> String {
    let one = |(at, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{at}\" Type=\"{R}/{kind}\" Target=\"{target}\"/>")
    };
    format!(
        "<Relationships xmlns=\"{P}/relationships\">{}</Relationships>",
        list.iter().enumerate().map(one).collect::<String>()
    )
}

fn types() -> String {
    format!("<Types xmlns=\"{P}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>")
}

/// A table with a wrong sisa, whose cells are written by `cell`.
fn rows(cell: &dyn Fn(usize, usize, &str) -> String, row: &dyn Fn(usize, String) -> String) -> String {
    let rows = [
        ["Kode", "Uraian", "Pagu", "Realisasi", "Sisa"],
        ["7.01.02", "PROGRAM A", "3.738.000", "1.870.000", "17.580.000"],
        ["7.01.03", "PROGRAM B", "1.000.000", "400.000", "600.000"],
    ];
    let write = |(at, cells): (usize, &[&str; 5])| {
        row(at, cells.iter().enumerate().map(|(column, text)| cell(at, column, text)).collect())
    };
    rows.iter().enumerate().map(write).collect()
}

/// A Word file: an empty paragraph, one with properties and a text box, then the table.
fn word(comments: Option<&str>) -> Vec<u8> {
    let table = rows(
        &|_, _, text| {
            format!("<w:tc><w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
        },
        &|_, cells| format!("<w:tr>{cells}</w:tr>"),
    );
    let main = format!(
        "<?xml version=\"1.0\"?><w:document {W}><w:body><w:p/><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Kotak</w:t>\
         </w:r></w:p></w:txbxContent></w:pict><w:t>Teks &amp; lain</w:t></w:r></w:p><w:tbl>{table}</w:tbl></w:body></w:document>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", main),
        ("word/media/gambar.png", "tetap".to_string()),
    ];
    if let Some(text) = comments {
        parts.push(("word/_rels/document.xml.rels", relations(&[("comments", "comments.xml")])));
        parts.push(("word/comments.xml", text.to_string()));
    }
    pack(&parts)
}

/// A workbook with the table on its second sheet.
fn workbook(notes: Option<(&str, &str)>) -> Vec<u8> {
    let table = rows(
        &|row, column, text| {
            let letter = ["A", "B", "C", "D", "E"][column];
            format!("<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", row + 1)
        },
        &|row, cells| format!("<row r=\"{}\">{cells}</row>", row + 1),
    );
    let legacy =
        if notes.is_some() { format!("<legacyDrawing xmlns:r=\"{R}\" r:id=\"rId1\"/>") } else { String::new() };
    let sheet = format!("<worksheet {S}><sheetData>{table}</sheetData>{legacy}<extLst/></worksheet>");
    let book = format!(
        "<workbook {S} xmlns:r=\"{R}\"><sheets><sheet name=\"Lain\" sheetId=\"1\" r:id=\"rId0\"/>\
         <sheet name=\"Pagu &amp; sisa\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "/xl/worksheets/a.xml"), ("worksheet", "worksheets/b.xml")]),
        ),
        ("xl/worksheets/a.xml", format!("<worksheet {S}><sheetData/></worksheet>")),
        ("xl/worksheets/b.xml", sheet),
    ];
    if let Some((list, shapes)) = notes {
        let links = [("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/v.vml")];
        parts.push(("xl/worksheets/_rels/b.xml.rels", relations(&links)));
        parts.push(("xl/comments1.xml", list.to_string()));
        parts.push(("xl/drawings/v.vml", shapes.to_string()));
    }
    pack(&parts)
}

/// The copy with comments, after a look that it reads as before and that all other parts are the same.
fn copy(name: &str, bytes: &[u8], changed: &[&str]) -> Vec<u8> {
    let naskah = [reader::read(name, bytes)];
    let found = periksa(&naskah, &Pilihan { hanya: vec!["SIS201".into()], ..Pilihan::default() });
    assert_eq!(found.temuan.len(), 1, "{:?}", naskah[0].catatan);
    let copy = annotate(&found, 0, bytes).unwrap();
    assert!(copy == annotate(&found, 0, bytes).unwrap(), "the same file gives the same bytes");
    assert_eq!(reader::read(name, &copy), naskah[0]);
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for part_name in archive.file_names().flatten() {
        let same = part(bytes, &part_name) == part(&copy, &part_name);
        assert_eq!(same, !changed.contains(&&*part_name), "{part_name}");
    }
    copy
}

#[test]
fn a_word_file_gets_a_comment_at_the_cell() {
    let copy = copy("a.docx", &word(None), &["[Content_Types].xml", "word/document.xml"]);
    let main = part(&copy, "word/document.xml");
    let cell = "<w:commentRangeStart w:id=\"0\"/><w:r><w:t>17.580.000</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                <w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    assert!(main.contains(cell), "{main}");
    assert_eq!(main.matches("<w:comment").count(), 3);
    let list = part(&copy, "word/comments.xml");
    assert!(list.contains("KESALAHAN SIS201") && list.contains("3.738.000 - 1.870.000 = 1.868.000"), "{list}");
    assert!(part(&copy, "[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("Target=\"/word/comments.xml\""));
}

#[test]
fn comments_that_a_word_file_has_are_kept() {
    let old =
        format!("<w:comments {W}><w:comment w:id=\"7\"><w:p><w:r><w:t>lama</w:t></w:r></w:p></w:comment></w:comments>");
    let copy = copy("a.docx", &word(Some(&old)), &["word/comments.xml", "word/document.xml"]);
    let list = part(&copy, "word/comments.xml");
    assert!(list.starts_with(old.trim_end_matches("</w:comments>")) && list.contains("w:id=\"8\""), "{list}");
}

#[test]
fn empty_paragraphs_and_text_boxes_are_commented_outside() {
    let bytes = word(None);
    let letak = |number| Letak { paragraf: Some(number), ..Letak::default() };
    let comment = |letak: &Letak| {
        let copy = docx::annotate(&bytes, &[Komentar { letak, baris: vec!["a < b \u{1}".to_string()] }]).unwrap();
        assert!(part(&copy, "word/comments.xml").contains(">a &lt; b </w:t>"));
        part(&copy, "word/document.xml")
    };
    let empty = "<w:body><w:p><w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/>\
                 <w:r><w:commentReference w:id=\"0\"/></w:r></w:p><w:p>";
    assert!(comment(&Letak::default()).contains(empty) && comment(&letak(1)).contains(empty));
    // The third paragraph stands in a text box of the second.
    let outer = comment(&letak(3));
    assert_eq!(outer, comment(&letak(2)));
    assert!(outer.contains("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:pict>"), "{outer}");
}

#[test]
fn a_workbook_gets_a_note_at_the_cell() {
    let copy = copy("a.xlsx", &workbook(None), &["[Content_Types].xml", "xl/worksheets/b.xml"]);
    let sheet = part(&copy, "xl/worksheets/b.xml");
    assert!(sheet.contains(&format!("<legacyDrawing xmlns:r=\"{R}\" r:id=\"rIdKinerja2\"/><extLst/>")), "{sheet}");
    let list = part(&copy, "xl/comments1.xml");
    assert!(
        list.contains("<comment ref=\"E2\" authorId=\"0\">") && list.contains("<author>Kinerja</author>"),
        "{list}"
    );
    let shapes = part(&copy, "xl/drawings/vmlDrawing1.vml");
    assert!(shapes.contains("<x:Row>1</x:Row><x:Column>4</x:Column>"), "{shapes}");
    assert!(part(&copy, "[Content_Types].xml").contains("<Default Extension=\"vml\""));
}

#[test]
fn notes_that_a_workbook_has_are_kept() {
    let shapes = "<xml><v:shape><br></v:shape></xml>\n";
    let note = |cell: &str| {
        format!(
            "<comments {S}><authors><author>Ani</author></authors><commentList><comment ref=\"{cell}\" authorId=\"0\">\
             <text><t>lama</t></text></comment></commentList></comments>"
        )
    };
    // A note at another cell: a second one with its box.
    let changed = ["xl/comments1.xml", "xl/drawings/v.vml"];
    let other = copy("a.xlsx", &workbook(Some((&note("A1"), shapes))), &changed);
    let list = part(&other, "xl/comments1.xml");
    assert!(list.contains("<text><t>lama</t></text></comment><comment ref=\"E2\" authorId=\"1\">"), "{list}");
    assert!(part(&other, "xl/drawings/v.vml").starts_with("<xml><v:shape><br></v:shape><v:shape id="));
    // A note at the same cell: more text in it.
    let same = copy("a.xlsx", &workbook(Some((&note("E2"), shapes))), &changed[..1]);
    let list = part(&same, "xl/comments1.xml");
    assert!(list.contains("<t>lama</t><r><t xml:space=\"preserve\">\n\nKESALAHAN SIS201"), "{list}");
    assert!(!list.contains("Kinerja</author>"));
}

#[test]
fn files_that_cannot_have_comments_are_refused() {
    let comment = [Komentar { letak: &Letak::default(), baris: vec![] }];
    for bytes in [b"".to_vec(), b"PK".to_vec(), pack(&[]), pack(&[("_rels/.rels", "<a".to_string())])] {
        assert!(docx::annotate(&bytes, &comment).is_err() && xlsx::annotate(&bytes, &comment).is_err());
    }
    let naskah = [reader::read("a.md", b"teks")];
    let found = periksa(&naskah, &Pilihan::default());
    assert!(annotate(&found, 0, b"teks").unwrap_err().contains("DOCX dan XLSX"));
}
