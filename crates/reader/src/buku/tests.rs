//! Workbooks made here, part by part.

use crate::naskah::{Format, Gabung, Naskah};
use crate::uji::{container, shape, told};

const STYLES: &str = r##"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="_-* #,##0_-;\-* #,##0_-;_-* &quot;-&quot;_-"/></numFmts>
<fonts><font><sz val="10"/></font><font><b/></font></fonts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>
<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="9" fontId="0"/><xf numFmtId="164" fontId="1"/><xf numFmtId="14" fontId="0"/></cellXfs></styleSheet>"##;

const STRINGS: &str =
    "<sst><si><t>Uraian</t></si><si><r><t>Tabel 1.1 </t></r><r><t>Belanja</t></r><rPh><t>x</t></rPh></si></sst>";

fn xlsx_parts(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let list: String = sheets
        .iter()
        .zip(1..)
        .map(|((name, state, _), at)| {
            format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>"#)
        })
        .collect();
    let relations: String = (1..=sheets.len())
        .map(|at| format!(r#"<Relationship Id="rId{at}" Type="x/worksheet" Target="worksheets/sheet{at}.xml"/>"#))
        .collect();
    let workbook = format!("<workbook><workbookPr/><sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let bodies: Vec<(String, String)> = sheets
        .iter()
        .zip(1..)
        .map(|((_, _, body), at)| (format!("xl/worksheets/sheet{at}.xml"), format!("<worksheet>{body}</worksheet>")))
        .collect();
    let mut parts = vec![
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
    ];
    parts.extend(bodies.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    container(&parts)
}

fn xlsx(body: &str) -> Naskah {
    crate::read("uji.xlsx", &xlsx_parts(&[("Pagu", "visible", body)]))
}

/// A row of cells, each `address=text`; a text that begins with a digit is a number.
fn row(number: u32, cells: &[(&str, &str)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(at, text)| {
            if text.starts_with(|sign: char| sign.is_ascii_digit()) {
                format!(r#"<c r="{at}"><v>{text}</v></c>"#)
            } else {
                format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
            }
        })
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn cells_are_shown_as_people_see_them() {
    let body = r#"<sheetData>
<row r="1"><c r="A1" t="s"><v>1</v></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="str"><v>Nilai</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="B4" s="1"><f>B5/B6</f><v>0.75</v></c></row>
<row r="5"><c r="A5"/><c r="B5" s="2"><f t="shared" ref="B5:B6" si="0">SUM(C5:D5)</f><v>-1500000</v></c></row>
<row r="6"><c><v>7</v></c><c s="2"><f t="shared" si="0"/><v>0</v></c></row>
<row r="7"><c r="A7" s="3"><v>45565</v></c><c r="B7" t="b"><v>1</v></c></row>
<row r="8"><c r="A8" t="e"><f>B1/0</f><v>#DIV/0!</v></c><c r="B8"><f>B9</f></c></row>
</sheetData>"#;
    let naskah = xlsx(body);
    assert_eq!(naskah.format, Format::Xlsx);
    assert_eq!(
        shape(&naskah),
        [
            "tabel Tabel 1.1 Belanja [\"Uraian|Nilai\", \"a & b|75%\", \"|-1.500.000\", \"7|-\", \"30 September 2024|TRUE\", \"#DIV/0!|\"]"
        ]
    );
    let table = naskah.tabel().next().unwrap();
    assert_eq!(table.lembar.as_deref(), Some("Pagu"));
    let percent = &table.baris[1].sel[1];
    assert_eq!((percent.nilai().unwrap().to_string().as_str(), percent.rumus()), ("0.75", Some("B5/B6")));
    assert_eq!(percent.buku.as_ref().unwrap().format.as_ref(), "0%");
    assert_eq!((percent.letak.sel.as_deref(), percent.letak.baris), (Some("Pagu!B4"), Some(2)));
    assert_eq!((table.baris[3].sel[1].rumus(), table.baris[3].sel[1].tebal), (Some("SUM(C6:D6)"), true));
    assert!(told(&naskah).contains("Sel B8 pada lembar \"Pagu\" berisi rumus tanpa hasil"));
    assert!(naskah.catatan.iter().all(|note| note.terbaca));
}

#[test]
fn a_caption_begins_a_table_right_below_another() {
    let body = [
        row(1, &[("A1", "Tabel 1. Luas")]),
        row(2, &[("A2", "Desa"), ("B2", "Luas")]),
        row(3, &[("A3", "Mekar"), ("B3", "10")]),
        row(4, &[("A4", "Luas seluruhnya 10 km2.")]),
        row(5, &[("A5", "Tabel 2. Warga")]),
        row(6, &[("A6", "Desa"), ("B6", "Warga")]),
        row(7, &[("A7", "Mekar"), ("B7", "20")]),
    ];
    let naskah = xlsx(&format!("<sheetData>{}</sheetData>", body.concat()));
    let expected = [
        "tabel Tabel 1 Luas [\"Desa|Luas\", \"Mekar|10\"]",
        "paragraf Luas seluruhnya 10 km2.",
        "tabel Tabel 2 Warga [\"Desa|Warga\", \"Mekar|20\"]",
    ];
    assert_eq!(shape(&naskah), expected);
}

#[test]
fn a_sheet_may_hold_several_tables() {
    let body = [
        row(1, &[("A1", "LAPORAN")]),
        row(2, &[("A2", "Tahun")]),
        row(4, &[("A4", "No"), ("B4", "Pagu"), ("E4", "Kode"), ("F4", "Nama")]),
        row(5, &[("A5", "1"), ("B5", "10"), ("E5", "k"), ("F5", "n")]),
        // An empty row inside a table: numbers go on.
        row(7, &[("A7", "2"), ("B7", "20")]),
        row(9, &[("A9", "Tabel 2")]),
        row(10, &[("A10", "X"), ("B10", "Y")]),
        row(11, &[("A11", "1"), ("B11", "2")]),
        row(13, &[("A13", "Sumber: bagian keuangan")]),
    ];
    let naskah = xlsx(&format!("<sheetData>{}</sheetData>", body.concat()));
    assert_eq!(
        shape(&naskah),
        [
            "paragraf LAPORAN",
            "paragraf Tahun",
            "tabel - LAPORAN Tahun [\"No|Pagu\", \"1|10\", \"2|20\"]",
            "tabel -  [\"Kode|Nama\", \"k|n\"]",
            "tabel Tabel 2  [\"X|Y\", \"1|2\"]",
            "paragraf Sumber: bagian keuangan"
        ]
    );
}

#[test]
fn merges_and_hidden_pieces_are_kept_and_said() {
    let body = format!(
        r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{}{}<row r="3" hidden="1"><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c><c r="C3"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="rusak"/><mergeCell ref="A1:XFD1048576"/></mergeCells>"#,
        row(1, &[("A1", "No"), ("B1", "Target")]),
        row(2, &[("B2", "TW1"), ("C2", "TW2")]),
    );
    let naskah = crate::read(
        "uji.xlsx",
        &xlsx_parts(&[
            ("Satu", "visible", &body.replace("<mergeCell ref=\"A1:XFD1048576\"/>", "")),
            ("Dua", "hidden", &body),
        ]),
    );
    let tables: Vec<_> = naskah.tabel().collect();
    let cells: Vec<_> = tables[0].baris.iter().flat_map(|row| &row.sel).map(|cell| cell.gabung).collect();
    let (down, across) = (Gabung::Awal { baris: 2, kolom: 1 }, Gabung::Awal { baris: 1, kolom: 2 });
    assert_eq!(cells[..6], [down, across, Gabung::Bagian, Gabung::Bagian, Gabung::Sendiri, Gabung::Sendiri]);
    let hidden: Vec<bool> =
        tables[0].baris[2].sel.iter().chain(&tables[0].baris[0].sel).map(|cell| cell.tersembunyi).collect();
    assert_eq!(hidden, [true, true, true, false, true, false]);
    for said in ["Lembar tersembunyi: \"Dua\"", "Baris 3 pada lembar \"Satu\"", "Kolom B pada lembar \"Satu\""] {
        assert!(told(&naskah).contains(said), "{said}: {}", told(&naskah));
    }
}

#[test]
fn hostile_workbooks_are_named_and_do_no_harm() {
    let far = xlsx(&format!(
        "<sheetData>{}{}</sheetData>",
        row(1, &[("A1", "x"), ("XFD1", "y")]),
        row(1_048_576, &[("A1048576", "5"), ("B1048576", "z")])
    ));
    assert_eq!(shape(&far).len(), 3);
    assert!(told(&far).is_empty());

    // One full row and one full column: sixteen thousand columns times five hundred rows.
    let wide: String = (0..16_384).map(|at| format!("<c r=\"{}1\"><v>1</v></c>", super::alamat::letters(at))).collect();
    let long: String = (2..500).map(|at| format!("<row r=\"{at}\"><c r=\"A{at}\"><v>1</v></c></row>")).collect();
    let naskah = xlsx(&format!("<sheetData><row r=\"1\">{wide}</row>{long}</sheetData>"));
    assert!(told(&naskah).contains("terlalu luas"));

    // One long text in many cells, and one formula that many cells share.
    let long = "x".repeat(100 << 10);
    let cells: String = (1..700)
        .map(|at| {
            format!(
                "<row r=\"{at}\"><c r=\"A{at}\"><f t=\"shared\" si=\"0\">{}</f><v>1</v></c></row>",
                if at == 1 { long.as_str() } else { "" }
            )
        })
        .collect();
    assert!(told(&xlsx(&format!("<sheetData>{cells}</sheetData>"))).contains("Teks buku kerja ini lebih dari"));

    assert!(told(&xlsx("<sheetData><row r=\"99999999\"/></sheetData>")).contains("tidak mungkin ada"));
    assert!(told(&xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>")).contains("terpotong"));
    let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]>";
    assert!(told(&crate::read("x.xlsx", &container(&[("xl/workbook.xml", entity)]))).contains("DOCTYPE"));
    for (parts, said) in [
        (vec![("xl/workbook.xml", "")], "Daftar lembar"),
        (vec![("xl/workbook.xml", "<workbook/>")], "kosong"),
        (
            vec![("xl/workbook.xml", "<workbook><sheets><sheet name=\"A\" r:id=\"r\"/></sheets></workbook>")],
            "tidak ada di dalam",
        ),
        (vec![("xl/workbook.bin", "x")], "XLSB"),
    ] {
        let naskah = crate::read("x.xlsx", &container(&parts));
        assert!(told(&naskah).contains(said), "{said}: {}", told(&naskah));
        assert!(naskah.catatan.iter().all(|note| !note.terbaca));
    }
}

fn ods(tables: &str) -> Naskah {
    let content = format!(
        r#"<office:document-content><office:automatic-styles><style:style style:name="t"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="h"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    crate::read(
        "uji.ods",
        &container(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]),
    )
}

#[test]
fn opendocument_sheets_say_the_same() {
    let naskah = ods(
        r#"<table:table table:name="Pagu"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" table:style-name="t"><text:p>Kepala</text:p><office:annotation><text:p>catatan</text:p></office:annotation></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>Nilai</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>a<text:s/>b</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.75" table:formula="of:=SUM([.A1:.A2];[.B1])"><text:p>75%</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="date" office:date-value="2024-09-30"><text:p>30/09/24</text:p></table:table-cell><table:table-cell><text:p>#REF!</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="Lain" table:style-name="h"><table:table-row><table:table-cell><text:p>satu</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(
        shape(&naskah),
        [
            "tabel -  [\"Kepala[1x2]|^|Nilai\", \"a b|a b|75%\", \"a b|a b|75%\", \"30 September 2024|#REF!|\"]",
            "paragraf satu"
        ]
    );
    let cell = &naskah.tabel().next().unwrap().baris[2].sel[2];
    assert_eq!((cell.nilai().unwrap().to_string().as_str(), cell.rumus()), ("0.75", Some("SUM(A1:A2,B1)")));
    for said in ["Baris 4 pada", "Kolom C pada", "Lembar tersembunyi: \"Lain\""] {
        assert!(told(&naskah).contains(said), "{said}: {}", told(&naskah));
    }
    let many = ods(
        r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="900"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert!(told(&many).contains("400000 sel"));
    let locked = container(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ("content.xml", "rahasia"),
    ]);
    assert!(told(&crate::read("x.ods", &locked)).contains("kata sandi"));
}
