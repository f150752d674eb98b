//! Content of the text as it is printed.

use expect_test::{expect, expect_file};

use super::*;
use crate::Inline;
use crate::sample::everything;

fn document(blocks: Vec<Block>) -> Document {
    Document { watermark: None, page_notice: None, blocks, ..everything() }
}

fn row(kind: RowKind, cells: Vec<Cell>) -> Row {
    Row { kind, cells }
}

fn table(columns: usize, rows: Vec<Row>) -> Table {
    Table {
        id: "t".into(),
        caption: None,
        columns: vec![Column { weight: 1, align: Align::Left }; columns],
        header_rows: 0,
        rows,
        ruled: true,
    }
}

#[test]
fn everything_is_printed() {
    let text = render(&everything());
    assert!(text.lines().all(|line| width(line) <= COLUMNS), "a line is longer than the page");
    expect_file!["everything.txt"].assert_eq(&text);
}

#[test]
fn merged_cells_stay_open() {
    let cells = |texts: &[&str]| texts.iter().map(|text| Cell::text(*text)).collect();
    let table = table(
        3,
        vec![
            row(
                RowKind::Header,
                vec![Cell::text("NO").over_rows(2), Cell::text("TARGET DAN REALISASI").over_columns(2)],
            ),
            row(RowKind::Header, cells(&["TARGET", "REALISASI"])),
            row(RowKind::Body, vec![Cell::text("1").over_rows(2), Cell::text("a"), Cell::text("b")]),
            row(RowKind::Body, cells(&["c", "d"])),
        ],
    );
    let text = render(&document(vec![Block::Table(table)]));
    expect![[r#"
        +====+=========================+
        | NO |  TARGET DAN REALISASI   |
        |    +------------+------------+
        |    |   TARGET   | REALISASI  |
        +----+------------+------------+
        | 1  | a          | b          |
        |    +------------+------------+
        |    | c          | d          |
        +----+------------+------------+
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_number_is_never_broken() {
    let number = || {
        Cell::text("1.234.567.890.123,00")
            .with_value(Value::Number { value: Decimal::new(123_456_789_012_300, 2), format: NumberFormat::Plain(2) })
    };
    let table = table(8, vec![row(RowKind::Body, (0..8).map(|_| number()).collect())]);
    let text = render(&document(vec![Block::Table(table)]));
    assert_eq!(text.matches("1.234.567.890.123,00").count(), 8, "{text}");
}

#[test]
fn tables_without_columns_or_rows_are_silent() {
    assert_eq!(render(&document(vec![Block::Table(table(0, vec![row(RowKind::Body, vec![Cell::text("x")])]))])), "");
    assert_eq!(render(&document(vec![Block::Table(table(2, Vec::new()))])), "");
}

#[test]
fn footnotes_are_numbered_through_and_stand_after_their_block() {
    let paragraph = |text: &str| {
        Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: vec![Inline::text(text), Inline::Footnote(vec![Inline::text(format!("tentang {text}"))])],
            keep_with_next: false,
        })
    };
    let text = render(&document(vec![paragraph("satu"), paragraph("dua")]));
    assert_eq!(text, "satu[1]\n  [1] tentang satu\n\ndua[2]\n  [2] tentang dua\n");
}

#[test]
fn a_single_signatory_stands_at_the_right() {
    let text = render(&everything());
    let line = text.lines().rfind(|line| line.contains("CAMAT SUKAMAJU")).unwrap();
    assert!(line.find("CAMAT").unwrap() > COLUMNS / 2);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let text =
        render(&Document { footer: String::new(), page_notice: Some("a\u{1b}[2Jb".into()), ..document(Vec::new()) });
    assert_eq!(text.trim(), "a[2Jb");
}
