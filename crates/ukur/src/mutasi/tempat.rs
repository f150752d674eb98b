//! Cells and paragraphs of a document by their places, to be read and changed.

use std::collections::BTreeMap;

use audit::angka::{self, Bacaan};
use document::{Block, Cell, Document, Inline, NumberFormat, Row, RowKind, Table, Value};

/// A cell of the body of a table.
#[derive(Debug, Clone)]
pub struct Sel {
    /// Table in the document, from 0.
    pub tabel: usize,
    /// Row of the table.
    pub baris: usize,
    /// Cell of the row.
    pub sel: usize,
    /// Grid column.
    pub kolom: usize,
    /// Its text.
    pub teks: String,
    /// Heads over it, small letters.
    pub kepala: String,
    /// All heads of its table, small letters.
    pub semua_kepala: String,
    /// What its row is.
    pub jenis: RowKind,
    /// Text of the first cell of its row.
    pub awal: String,
    /// True where the table has a caption.
    pub berjudul: bool,
}

/// The tables with lines in order, also those inside of lists and parts.
pub fn tabel(blocks: &[Block]) -> Vec<&Table> {
    fn inside(block: &Block) -> Vec<&Table> {
        match block {
            Block::Table(table) if table.ruled => vec![table],
            Block::Part(part) => tabel(&part.blocks),
            Block::List(list) => list.items.iter().flat_map(|item| tabel(item)).collect(),
            _ => Vec::new(),
        }
    }
    blocks.iter().flat_map(inside).collect()
}

/// Changes the table of that number.
pub fn ubah_tabel(blocks: &mut [Block], number: usize, change: &mut dyn FnMut(&mut Table)) {
    fn walk(blocks: &mut [Block], left: &mut usize, change: &mut dyn FnMut(&mut Table)) -> bool {
        for block in blocks {
            let done = match block {
                Block::Table(table) if table.ruled && *left == 0 => {
                    change(table);
                    true
                }
                Block::Table(table) => {
                    *left -= usize::from(table.ruled);
                    false
                }
                Block::Part(part) => walk(&mut part.blocks, left, change),
                Block::List(list) => list.items.iter_mut().any(|item| walk(item, left, change)),
                _ => false,
            };
            if done {
                return true;
            }
        }
        false
    }
    let mut left = number;
    walk(blocks, &mut left, change);
}

/// Changes every block that `change` takes, in order, until it says that it is done.
pub fn ubah_blok(blocks: &mut [Block], change: &mut dyn FnMut(&mut Block) -> bool) -> bool {
    for block in blocks {
        let done = change(block)
            || match block {
                Block::Part(part) => ubah_blok(&mut part.blocks, change),
                Block::List(list) => list.items.iter_mut().any(|item| ubah_blok(item, change)),
                _ => false,
            };
        if done {
            return true;
        }
    }
    false
}

/// Plain text of inlines.
pub fn teks(content: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Run(run) => run.text.clone(),
        Inline::Figure(figure) => figure.text.clone(),
        Inline::LineBreak => " ".to_string(),
        Inline::Missing(_) | Inline::Footnote(_) => String::new(),
    };
    content.iter().map(text).collect()
}

/// The paragraphs of prose in order.
pub fn paragraf(document: &Document) -> Vec<String> {
    fn walk(blocks: &[Block], texts: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => texts.push(teks(&paragraph.content)),
                Block::Part(part) => walk(&part.blocks, texts),
                Block::List(list) => list.items.iter().for_each(|item| walk(item, texts)),
                _ => {}
            }
        }
    }
    let mut texts = Vec::new();
    walk(&document.blocks, &mut texts);
    texts
}

/// The cells of the bodies of all tables.
pub fn sel(document: &Document) -> Vec<Sel> {
    let mut cells = Vec::new();
    for (number, table) in tabel(&document.blocks).into_iter().enumerate() {
        let placed = place(table);
        let mut heads: BTreeMap<usize, String> = BTreeMap::new();
        for (row, _, column, cell) in placed.iter().filter(|(row, ..)| is_head(table, *row)) {
            let _ = row;
            for covered in *column..column + cell.column_span {
                let head = heads.entry(covered).or_default();
                head.push_str(&teks(&cell.content).to_lowercase());
                head.push(' ');
            }
        }
        let all: String = heads.values().map(String::as_str).collect();
        for (row, at, column, cell) in placed.iter().filter(|(row, ..)| !is_head(table, *row)) {
            let Some(own) = table.rows.get(*row) else { continue };
            cells.push(Sel {
                tabel: number,
                baris: *row,
                sel: *at,
                kolom: *column,
                teks: teks(&cell.content),
                kepala: heads.get(column).cloned().unwrap_or_default(),
                semua_kepala: all.clone(),
                jenis: own.kind,
                awal: own.cells.first().map(|cell| teks(&cell.content)).unwrap_or_default(),
                berjudul: table.caption.is_some(),
            });
        }
    }
    cells
}

fn is_head(table: &Table, row: usize) -> bool {
    row < table.header_rows || table.rows.get(row).is_some_and(|row| row.kind == RowKind::Header)
}

/// Row, place in the row and grid column of every cell.
fn place(table: &Table) -> Vec<(usize, usize, usize, &Cell)> {
    let mut busy: BTreeMap<usize, usize> = BTreeMap::new();
    let mut placed = Vec::new();
    for (row, own) in table.rows.iter().enumerate() {
        let mut column = 0;
        for (at, cell) in own.cells.iter().enumerate() {
            while busy.get(&column).is_some_and(|until| *until > row) {
                column += 1;
            }
            placed.push((row, at, column, cell));
            for covered in column..column + cell.column_span {
                busy.insert(covered, row + cell.row_span);
            }
            column += cell.column_span;
        }
    }
    placed
}

/// Types a text over a cell: the number behind it follows, its formula goes.
pub fn timpa(cell: &mut Cell, text: &str) {
    cell.content = vec![Inline::text(text)];
    cell.formula = None;
    cell.value = match (&cell.value, angka::read(text)) {
        (Some(Value::Number { .. }), Bacaan::Angka(angka)) => {
            let decimals = u8::try_from(angka.desimal).unwrap_or_default();
            let percent = text.contains('%');
            let format = if percent { NumberFormat::Percent(decimals) } else { NumberFormat::Plain(decimals) };
            // A number without marks stays as it was typed.
            let marked = text.contains(['.', ',', '%']) || angka.nilai.abs() < rust_decimal::Decimal::ONE_THOUSAND;
            marked.then_some(Value::Number { value: angka.nilai, format })
        }
        _ => None,
    };
}

/// Takes a row out or in; formulas of the table go, since their rows moved.
pub fn baris(table: &mut Table, change: impl FnOnce(&mut Vec<Row>)) {
    change(&mut table.rows);
    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.formula = None);
}
