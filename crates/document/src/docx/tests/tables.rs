//! Tables: heads, merged cells, breaks.

use super::*;

#[test]
fn header_rows_repeat_and_no_row_is_split() {
    let main = main_part(&sample::everything());
    let tables: Vec<&Element> = main
        .all("w:tbl")
        .into_iter()
        .filter(|table| table.all("w:tblStyle")[0].attribute("w:val") == "TableRuled")
        .collect();
    let rows: Vec<usize> = tables.iter().map(|table| table.all("w:tr").len()).collect();
    assert_eq!(rows, [6, 63]);
    for table in tables {
        for (index, row) in table.all("w:tr").iter().enumerate() {
            assert_eq!(row.has("w:tblHeader"), index < 2);
            assert!(row.has("w:cantSplit"));
        }
        let widths: Vec<u32> =
            table.all("w:gridCol").iter().map(|column| column.attribute("w:w").parse().unwrap()).collect();
        let total: u32 = widths.iter().sum();
        assert!(total == 9071 || total == 14004, "{total} is not the width of the text");
    }
}

#[test]
fn merged_cells_span_the_grid() {
    let row = |cells| Row { kind: RowKind::Body, cells };
    let table = small_table(
        "t",
        vec![
            row(vec![Cell::text("a").over_rows(3).over_columns(2), Cell::text("b")]),
            row(vec![Cell::text("c").over_rows(9)]),
            row(vec![]),
            row(vec![Cell::text("d")]),
        ],
    );
    let main = main_part(&with_blocks(vec![Block::Table(table)]));
    let shape: Vec<Vec<String>> = main
        .all("w:tr")
        .iter()
        .map(|row| {
            let cells = row.all("w:tc");
            cells
                .iter()
                .map(|cell| {
                    let properties = &cell.children[0];
                    format!("{}/{}/{}", cell.words(), properties.value("w:gridSpan"), properties.value("w:vMerge"))
                })
                .collect()
        })
        .collect();
    assert_eq!(
        shape,
        [
            vec!["a/2/restart", "b//"],
            vec!["/2/continue", "c//restart"],
            vec!["/2/continue", "//continue"],
            vec!["d//", "//", "//continue"],
        ]
    );
}

#[test]
fn heads_end_where_they_stop_repeating_and_tall_rows_may_break() {
    let mut table = small_table(
        "t",
        vec![
            Row { kind: RowKind::Header, cells: vec![Cell::text("a").over_rows(3), Cell::text("b").over_columns(2)] },
            Row { kind: RowKind::Body, cells: vec![Cell::text("panjang ".repeat(300)), Cell::text("c")] },
        ],
    );
    table.header_rows = 1;
    let main = main_part(&with_blocks(vec![Block::Table(table)]));
    let rows = main.all("w:tr");
    assert!(!main.has("w:vMerge"));
    let marks: Vec<(bool, bool)> = rows.iter().map(|row| (row.has("w:tblHeader"), row.has("w:cantSplit"))).collect();
    assert_eq!(marks, [(true, true), (false, false)]);
}

#[test]
fn a_listed_table_without_rows_says_so() {
    let mut table = small_table("t", vec![]);
    table.caption = Some(Caption { label: "Tabel".into(), number: "4.1".into(), text: "Prestasi".into() });
    let main = main_part(&with_blocks(vec![Block::Contents(ContentsKind::Tables), Block::Table(table)]));
    assert_eq!(main.words(), "Tabel 4.1 Prestasi\tTabel 4.1 PrestasiBelum ada data.");
}

#[test]
fn tables_in_a_row_do_not_grow_together() {
    let table = |id: &str| {
        Block::Table(small_table(id, vec![Row { kind: RowKind::Body, cells: vec![Cell::text("x").over_columns(3)] }]))
    };
    let main = main_part(&with_blocks(vec![table("a"), table("b"), Block::PageBreak, table("c")]));
    let names: Vec<&str> = main.children[0].children.iter().map(|element| element.name.as_str()).collect();
    assert_eq!(names, ["w:tbl", "w:p", "w:tbl", "w:p", "w:tbl", "w:p", "w:sectPr"]);
}
