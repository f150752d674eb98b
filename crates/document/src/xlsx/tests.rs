//! The workbook read back by a reader that is not its writer.

use std::io::{Cursor, Read};

use calamine::{Data, Dimensions, Reader, Xlsx};

use super::*;
use crate::grid::place;
use crate::sample::everything;
use crate::{
    Align, Cell, CellRef, Column, Formula, Inline, Note, NumberFormat, Paper, Paragraph, Part, Row, RowKind, Value,
};

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// A file inside the workbook.
fn inside(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn document(blocks: Vec<Block>) -> Document {
    Document { watermark: None, page_notice: None, blocks, ..everything() }
}

fn body(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Body, cells }
}

fn number(text: &str, format: NumberFormat) -> Cell {
    Cell::text(text).with_value(Value::Number { value: text.parse().unwrap(), format })
}

fn table(number: &str, columns: usize, rows: Vec<Row>) -> Table {
    Table {
        id: "t".into(),
        caption: Some(Caption { label: "Tabel".into(), number: number.into(), text: "Contoh".into() }),
        columns: vec![Column { weight: 1, align: Align::Left }; columns],
        header_rows: 0,
        rows,
        ruled: true,
    }
}

/// Row of the sheet at which the tables made by [`table`] begin: caption, document, empty line.
const FIRST: u32 = 3;

/// Formulas and cached values of a table of one document.
fn written(rows: Vec<Row>, columns: usize) -> impl Fn(u32, u32) -> (String, Data) {
    let bytes = render(&document(vec![Block::Table(table("1", columns, rows))])).unwrap();
    let mut workbook = open(&bytes);
    let (values, formulas) =
        (workbook.worksheet_range("Tabel 1").unwrap(), workbook.worksheet_formula("Tabel 1").unwrap());
    move |row, column| {
        let place = (FIRST + row, column);
        let formula = formulas.get_value(place).cloned().unwrap_or_default();
        (formula, values.get_value(place).cloned().unwrap_or_default())
    }
}

#[test]
fn every_value_comes_back() {
    let document = everything();
    let bytes = render(&document).unwrap();
    let mut workbook = open(&bytes);
    assert_eq!(workbook.sheet_names(), ["Daftar", "Tabel 3.3", "Tabel 3.60"]);
    let (mut numbers, mut codes, mut formulas) = (0, 0, 0);
    // Notice, watermark, caption, document, empty line.
    let first = 5_u32;
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        let name = caption_label(table.caption.as_ref().unwrap());
        let values = workbook.worksheet_range(&name).unwrap();
        let written = workbook.worksheet_formula(&name).unwrap();
        assert_eq!(values.get_value((0, 0)), Some(&Data::String("CONTOH, bukan dokumen resmi".into())));
        let mut merged = Vec::new();
        for placed in place(table).into_iter().flatten() {
            let at = |row: usize, column: usize| (first + u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
            let place = at(placed.row, placed.column);
            match &placed.cell.value {
                Some(Value::Number { value, format: NumberFormat::Plain(_) }) => {
                    let expected = Data::Float(value.to_string().parse().unwrap());
                    assert_eq!(values.get_value(place), Some(&expected));
                    numbers += 1;
                }
                Some(Value::Text(code)) => {
                    assert_eq!(values.get_value(place), Some(&Data::String(code.clone())));
                    codes += 1;
                }
                other => assert!(other.is_none(), "{other:?}"),
            }
            if placed.cell.formula.is_some() {
                assert!(!written.get_value(place).unwrap().is_empty());
                formulas += 1;
            }
            if placed.rows * placed.columns > 1 {
                let end = at(placed.end_row() - 1, placed.end_column() - 1);
                merged.push(Dimensions { start: place, end });
            }
        }
        let regions = workbook.merge_cells_by_sheet_name(&name).unwrap();
        let last = first + u32::try_from(table.rows.len()).unwrap();
        let mut inner: Vec<_> = regions.into_iter().filter(|region| (first..last).contains(&region.start.0)).collect();
        inner.sort_by_key(|region| region.start);
        assert_eq!(inner, merged);
    }
    assert_eq!((numbers, codes, formulas), (3 * 65, 63, 2 * 3 + 63));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(render(&everything()).unwrap() == render(&everything()).unwrap());
    let bytes = render(&everything()).unwrap();
    let core = inside(&bytes, "docProps/core.xml");
    assert!(core.contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-09-30T00:00:00Z</dcterms:created>"));
    assert!(core.contains("<dc:creator>Kecamatan Sukamaju</dc:creator>"));
}

#[test]
fn formulas_hold_their_results_and_absent_is_not_zero() {
    let at = |row, column| CellRef { row, column };
    let plain = NumberFormat::Plain(0);
    let percent = NumberFormat::Percent(2);
    let absent = || Cell::inlines(vec![Inline::Missing("belum ada".into())]);
    let written = written(
        vec![
            body(vec![number("36", plain), number("30", plain), number("83.33", percent)]),
            body(vec![number("0.5", NumberFormat::Plain(1)), absent(), Cell::text("-")]),
            body(vec![
                number("36.5", NumberFormat::Plain(1)).with_formula(Formula::Sum(vec![at(0, 0), at(1, 0)])),
                number("66", plain).with_formula(Formula::Sum(vec![at(0, 0), at(0, 1)])),
                number("66.5", plain).with_formula(Formula::Sum(vec![at(1, 0), at(0, 0), at(0, 1)])),
            ]),
            body(vec![
                number("6", plain).with_formula(Formula::Difference(at(0, 0), at(0, 1))),
                number("83.33", percent).with_formula(Formula::Percent(at(0, 1), at(0, 0))),
                Cell::text("-").with_formula(Formula::Percent(at(1, 1), at(1, 0))),
            ]),
            body(vec![
                number("83.33", percent).with_formula(Formula::Average(vec![at(0, 2), at(1, 2)])),
                absent().with_formula(Formula::Sum(vec![at(1, 1), at(1, 2)])),
                Cell::text("").with_formula(Formula::Difference(at(1, 1), at(0, 0))),
            ]),
            body(vec![
                number("83.33", NumberFormat::Plain(2)).with_formula(Formula::Percent(at(0, 1), at(0, 0))),
                number("83.33", NumberFormat::Plain(2)).with_formula(Formula::Average(vec![at(0, 2)])),
                number("1", plain).with_formula(Formula::Sum(vec![at(99, 0)])),
            ]),
        ],
        3,
    );
    let expected: [(u32, u32, &str, Data); 14] = [
        (0, 2, "", Data::Float(0.8333)),
        (2, 0, "SUM(A4:A5)", Data::Float(36.5)),
        (2, 1, "SUM(A4:B4)", Data::Float(66.0)),
        (2, 2, "SUM(A5,A4:B4)", Data::Float(66.5)),
        (3, 0, "IF(COUNT(A4,B4)<2,\"\",A4-B4)", Data::Float(6.0)),
        (3, 1, "IF(COUNT(B4,A4)<2,\"\",IF(A4=0,\"\",B4/A4))", Data::Float(0.8333)),
        (3, 2, "IF(COUNT(B5,A5)<2,\"-\",IF(A5=0,\"-\",B5/A5))", Data::String("-".into())),
        (4, 0, "IF(COUNT(C4:C5)=0,\"\",AVERAGE(C4:C5))", Data::Float(0.8333)),
        (4, 1, "IF(COUNT(B5:C5)=0,\"[belum ada]\",SUM(B5:C5))", Data::String("[belum ada]".into())),
        (4, 2, "IF(COUNT(B5,A4)<2,\"\",B5-A4)", Data::String(String::new())),
        (5, 0, "IF(COUNT(B4,A4)<2,\"\",IF(A4=0,\"\",B4/A4*100))", Data::Float(83.33)),
        (5, 1, "IF(COUNT(C4)=0,\"\",(AVERAGE(C4))*100)", Data::Float(83.33)),
        // A formula over cells that do not exist is left out, the number stays.
        (5, 2, "", Data::Float(1.0)),
        (1, 1, "", Data::String("[belum ada]".into())),
    ];
    for (row, column, formula, value) in expected {
        let (found_formula, found_value) = written(row, column);
        assert_eq!(found_formula, formula, "formula at {row}, {column}");
        assert_eq!(found_value, value, "value at {row}, {column}");
    }
}

#[test]
fn numbers_keep_their_decimals() {
    let cells = vec![
        number("1234567.50", NumberFormat::Plain(2)),
        number("89.61", NumberFormat::Percent(2)),
        number("100", NumberFormat::Percent(0)),
        number("999999999999.99", NumberFormat::Plain(2)),
        number("-0.1", NumberFormat::Plain(1)),
    ];
    let bytes = render(&document(vec![Block::Table(table("1", 5, vec![body(cells)]))])).unwrap();
    let styles = inside(&bytes, "xl/styles.xml");
    for format in ["#,##0.00", "#,##0.0", "0.00%", "0%"] {
        assert!(styles.contains(&format!("formatCode=\"{format}\"")), "{format}: {styles}");
    }
    let sheet = inside(&bytes, "xl/worksheets/sheet2.xml");
    for value in ["<v>1234567.5</v>", "<v>0.8961</v>", "<v>1</v>", "<v>999999999999.99</v>", "<v>-0.1</v>"] {
        assert!(sheet.contains(value), "{value}: {sheet}");
    }
}

#[test]
fn text_never_becomes_a_formula() {
    let hostile = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "</script>&\"", "nan", "198001012005011001"];
    let mut cells: Vec<Cell> = hostile.iter().map(|text| Cell::text(*text)).collect();
    cells.push(Cell::text("x").with_value(Value::Text("=1+1".into())));
    cells.push(Cell::text("nan").with_formula(Formula::Sum(vec![CellRef { row: 0, column: 0 }])));
    cells.push(Cell::text("\"&A1&\"").with_formula(Formula::Sum(vec![CellRef { row: 0, column: 0 }])));
    let columns = cells.len();
    let written = written(vec![body(cells)], columns);
    let expected = hostile.iter().copied().chain(["=1+1", "nan"]);
    for (column, text) in (0..).zip(expected) {
        assert_eq!(written(0, column), (String::new(), Data::String(text.into())));
    }
    let (formula, value) = written(0, 9);
    assert_eq!(formula, "IF(COUNT(A4)=0,\"\"\"&A1&\"\"\",SUM(A4))");
    assert_eq!(value, Data::String("\"&A1&\"".into()));
}

#[test]
fn sheets_are_set_up_for_printing() {
    let mut wide = table("2", 7, vec![body(vec![Cell::text("a").over_columns(7)])]);
    wide.rows.insert(0, Row { kind: RowKind::Header, cells: (0..7).map(|_| Cell::text("KODE")).collect() });
    wide.header_rows = 1;
    let mut folio = document(vec![Block::Table(table("1", 6, vec![body(Vec::new())])), Block::Table(wide)]);
    folio.page.paper = Paper::F4;
    folio.footer = "Bina & Marga".into();
    let bytes = render(&folio).unwrap();
    let (narrow, wide) = (inside(&bytes, "xl/worksheets/sheet2.xml"), inside(&bytes, "xl/worksheets/sheet3.xml"));
    assert!(narrow.contains("paperSize=\"14\"") && !narrow.contains("landscape") && !narrow.contains("<pane"));
    assert!(wide.contains("paperSize=\"14\"") && wide.contains("orientation=\"landscape\""));
    assert!(wide.contains("fitToHeight=\"0\"") && wide.contains("<pane ySplit=\"4\""));
    assert!(wide.contains("&amp;8 Bina &amp;&amp; Marga&amp;R&amp;8Halaman &amp;P dari &amp;N"), "{wide}");
    assert!(wide.contains("<ignoredError sqref=\"A4:G5\" numberStoredAsText=\"1\"/>"), "{wide}");
    assert!(inside(&bytes, "xl/workbook.xml").contains("'Tabel 2'!$4:$4"));
    assert!(inside(&render(&document(Vec::new())).unwrap(), "xl/worksheets/sheet1.xml").contains("paperSize=\"9\""));
}

#[test]
fn odd_tables_and_names_are_survived() {
    let uncaptioned = Table { caption: None, ..table("9", 1, vec![body(vec![Cell::text("x")])]) };
    let long = "x".repeat(40_000);
    let blocks = vec![
        Block::Table(table("1", 0, vec![body(vec![Cell::text("x")])])),
        Block::Table(table("1", 2, Vec::new())),
        Block::Part(Part {
            id: "p".into(),
            blocks: vec![Block::Table(table("1/2:[a]", 1, vec![body(vec![Cell::text(long.clone())])]))],
        }),
        Block::Table(uncaptioned),
    ];
    let bytes = render(&document(blocks)).unwrap();
    let mut workbook = open(&bytes);
    assert_eq!(workbook.sheet_names(), ["Daftar", "Tabel 1", "Tabel 1 (2)", "Tabel 1-2--a-"]);
    let list = workbook.worksheet_range("Daftar").unwrap();
    assert_eq!(list.end(), Some((6, 1)));
    assert_eq!(list.get_value((5, 0)), Some(&Data::String("Tabel 1 (2)".into())));
    let links: Vec<_> =
        inside(&bytes, "xl/worksheets/sheet1.xml").match_indices("location=\"'Tabel 1").map(|_| ()).collect();
    assert_eq!(links.len(), 3);

    let empty = render(&document(Vec::new())).unwrap();
    assert_eq!(open(&empty).sheet_names(), ["Daftar"]);
    let list = open(&empty).worksheet_range("Daftar").unwrap();
    assert_eq!(list.get_value((3, 0)), Some(&Data::String("Dokumen ini tidak memuat tabel.".into())));
}

#[test]
fn small_print_and_footnotes_follow_their_table() {
    let small = |text: &str| {
        let content = vec![Inline::text(text)];
        Block::Paragraph(Paragraph { style: ParagraphStyle::Small, content, keep_with_next: false })
    };
    let noted = Cell::inlines(vec![Inline::text("a"), Inline::Footnote(vec![Inline::text("kaki")])]);
    let blocks = vec![
        small("sebelum"),
        Block::Table(table("1", 1, vec![body(vec![noted])])),
        small("Sumber: register."),
        Block::Note(Note { text: "isi".into() }),
        Block::PageBreak,
        small("sesudah"),
    ];
    let bytes = render(&document(blocks)).unwrap();
    let values = open(&bytes).worksheet_range("Tabel 1").unwrap();
    let column: Vec<String> = values.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(
        column,
        [
            "Tabel 1 Contoh",
            "Laporan Kinerja Contoh, Kecamatan Sukamaju",
            "",
            "a[1]",
            "",
            "[1] kaki",
            "Sumber: register.",
            "[Perlu dilengkapi: isi]"
        ]
    );
}

#[test]
fn a_date_that_no_workbook_knows_is_an_error() {
    let mut document = document(Vec::new());
    document.metadata.date = (-1, 1, 1);
    assert!(render(&document).unwrap_err().cause.contains("year -1"));
}
