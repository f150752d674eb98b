//! Large files made to harm: each is read or refused, within a time and without filling the memory. A release build takes
//! 20 MB and two seconds; a debug build smaller ones and longer.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SIZE: usize = if cfg!(debug_assertions) { 1 << 20 } else { 20 << 20 };
const MOST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A container; parts that are packed stay small however large they are.
fn container(parts: &[(&str, &[u8])], packed: bool) -> Vec<u8> {
    let method = if packed { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str, packed: bool) -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    container(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", document.as_bytes())], packed)
}

fn xlsx(sheet: &str, packed: bool) -> Vec<u8> {
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let parts: [(&str, &[u8]); 4] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    container(&parts, packed)
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"#
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    container(&[("mimetype", kind), ("content.xml", content.as_bytes())], true)
}

fn pdf(content: &str) -> Vec<u8> {
    let mut made =
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n\
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
            .to_vec();
    made.extend(format!("4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n", content.len()).bytes());
    made.extend(b"trailer<</Root 1 0 R>>\n%%EOF");
    made
}

fn fill(piece: &str) -> String {
    piece.repeat(SIZE / piece.len())
}

/// Rows of a workbook, each cell as short as it can be.
fn cells() -> String {
    let mut made = String::new();
    for row in 1.. {
        write!(made, r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="XFD{row}"><v>1</v></c></row>"#).unwrap();
        if made.len() >= SIZE {
            break;
        }
    }
    format!("<sheetData>{made}</sheetData>")
}

/// What is beyond a limit is refused whole, and the sentence says what to do.
#[test]
fn limits_are_said() {
    let text = "a".repeat(300 << 10);
    let long = "kata\n\n".repeat(60_000);
    let wide = "|a".repeat(2_000);
    let many = "|a|b|c|\n".repeat(150_000);
    for (text, said) in [(&text, "256 KB"), (&long, "50000 judul"), (&wide, "1000 kolom"), (&many, "300000 sel")] {
        let naskah = reader::read("a.md", text.as_bytes());
        let pesan = naskah.catatan.first().map(|note| note.pesan.clone()).unwrap_or_default();
        assert!(naskah.blok.is_empty() && pesan.contains(said) && pesan.contains("periksa lagi"), "{said}: {pesan}");
    }
}

fn must_cope(what: &str, name: &str, bytes: &[u8]) {
    let start = Instant::now();
    let told = match reader::unpack(name, bytes) {
        Some(Err(_)) => true,
        Some(Ok(files)) => files.iter().all(|(name, bytes)| is_told(name, bytes)),
        None => is_told(name, bytes),
    };
    let took = start.elapsed();
    assert!(told, "{what}: nothing was read and nothing said");
    assert!(took < MOST, "{what}, {} bytes: {took:?}", bytes.len());
}

fn is_told(name: &str, bytes: &[u8]) -> bool {
    let naskah = reader::read(name, bytes);
    !naskah.blok.is_empty() || naskah.catatan.iter().any(|note| !note.terbaca)
}

#[test]
fn containers_that_would_harm() {
    let paragraph = "<w:p><w:r><w:t>kata</w:t></w:r></w:p>";
    must_cope("a bomb in a Word file", "a.docx", &docx(&"<w:p/>".repeat(SIZE), true));
    must_cope("many paragraphs", "a.docx", &docx(&fill(paragraph), false));
    must_cope("deep tables", "a.docx", &docx(&fill("<w:tbl><w:tr><w:tc>"), false));
    must_cope(
        "a wide table",
        "a.docx",
        &docx(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", fill("<w:tc><w:p/></w:tc>")), false),
    );
    let spans = r#"<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr>"#;
    must_cope("absurd spans", "a.docx", &docx(&format!("<w:tbl>{}</w:tbl>", fill(spans)), false));
    let running = format!("<w:p>{}</w:p>", fill("<w:r><w:t>kata </w:t></w:r>"));
    must_cope("one paragraph", "a.docx", &docx(&running, false));
    let small = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>";
    must_cope("many tables", "a.docx", &docx(&fill(small), false));
    let entities = format!(
        r#"<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "{}">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#,
        fill("kata "),
        "&a;".repeat(1000)
    );
    let parts = [("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", entities.as_bytes())];
    must_cope("entities that grow", "a.docx", &container(&parts, false));
    let whole = docx(&fill(paragraph), false);
    must_cope("a cut Word file", "a.docx", whole.get(..whole.len() / 2).unwrap());
    must_cope("a workbook of far cells", "a.xlsx", &xlsx(&cells(), false));
    let lines = |text: &str| {
        (1..SIZE / 100).fold(String::new(), |mut made, row| {
            write!(made, r#"<row r="{row}"><c r="A{row}" t="str"><v>{text}</v></c></row>"#).unwrap();
            made
        })
    };
    let captions = format!("<sheetData>{}</sheetData>", lines("Tabel 3.1 kata"));
    must_cope("a sheet of captions", "a.xlsx", &xlsx(&captions, false));
    let absurd = r#"<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#;
    must_cope("absurd dimensions", "a.xlsx", &xlsx(absurd, false));
    let merges = fill(r#"<mergeCell ref="A1:XFD1048576"/>"#);
    must_cope("absurd merges", "a.xlsx", &xlsx(&format!("<sheetData/><mergeCells>{merges}</mergeCells>"), false));
    let repeated = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"#;
    must_cope("repeated cells", "a.ods", &ods(repeated));
    must_cope("deep tables", "a.ods", &ods(&fill("<table:table>")));
    let inside = docx(&"<w:p/>".repeat(SIZE), true);
    let names: Vec<String> = (0..20).map(|at| format!("{at}.docx")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), inside.as_slice())).collect();
    must_cope("bombs in an archive", "a.zip", &container(&files, true));
    must_cope("an archive of zeros", "a.zip", &container(&[("a.md", &vec![0; SIZE * 6])], true));
}

#[test]
fn texts_that_would_harm() {
    for (what, piece) in [
        ("quotes", ">"),
        ("brackets", "["),
        ("cells of one row", "|a"),
        ("rows", "|a|b|\n"),
        ("tabs", "\t"),
        ("marks", "*_`"),
        ("formulas", "$\\frac{"),
        ("tags", "<td>"),
        ("nested tables", "<table><tr><td>"),
        ("zeros", "\0"),
        ("lists", "- a\n  "),
        ("letters", "a"),
        ("open tags", "<"),
        ("a drawn table", "+--+--+\n|a |b |\n+  +--+\n"),
        ("a wide drawn table", "+-"),
    ] {
        // Whole, as large as is read at all, in one line as long as is read, and in paragraphs.
        let text = fill(piece);
        let line = text.get(..text.len().min(255 << 10)).unwrap_or_default();
        let paragraphs = format!("{line}\n\n").repeat(11.min(SIZE / line.len()));
        for text in [&text, text.get(..text.len().min(3 << 20)).unwrap_or_default(), line, &paragraphs] {
            must_cope(what, "a.md", text.as_bytes());
            must_cope(what, "a.txt", text.as_bytes());
        }
    }
}

#[test]
fn pdf_that_would_harm() {
    must_cope("letters", "a.pdf", &pdf(&format!("BT /F 1 Tf {} ET", fill("1 1 Td (a) Tj "))));
    must_cope("lines", "a.pdf", &pdf(&fill("1 1 m 9 9 l S ")));
    must_cope("states", "a.pdf", &pdf(&fill("q ")));
    must_cope("brackets", "a.pdf", &pdf(&fill("[")));
    must_cope("boxes", "a.pdf", &pdf(&fill("1 1 5 5 re f ")));
    let whole = pdf(&fill("1 1 5 5 re f "));
    must_cope("a cut file", "a.pdf", whole.get(..whole.len() / 2).unwrap());
    must_cope("slashes", "a.pdf", &pdf(&fill("/")));
    must_cope("streams", "a.pdf", &pdf(&fill("stream")));
}
