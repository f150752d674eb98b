//! Tables of Word files on their grid.

use super::{Letak, Piece, Stop, Walk};
use crate::naskah::{Baris, Blok, Gabung, Sel, Tabel};

/// The most columns that Word allows.
const MAX_COLUMNS: usize = 63;

/// How a cell is merged with the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    GoesOn,
}

/// Grid columns narrower than this, in twentieths of a point, are no columns of people: edges of cells that a program
/// wrote a hair apart (about one millimetre).
const HAIR: u32 = 60;

/// The grid of a table: for each edge of the file the edge that people see.
#[derive(Default)]
struct Edges(Vec<usize>);

impl Edges {
    fn of(widths: &[u32]) -> Self {
        let is_hair = |width: &u32| (1..=HAIR).contains(width);
        if widths.iter().filter(|width| is_hair(width)).count() * 2 >= widths.len() {
            return Self::default();
        }
        let mut edges = vec![0];
        let mut edge = 0;
        for width in widths {
            edge += usize::from(!is_hair(width));
            edges.push(edge);
        }
        Self(edges)
    }

    /// Where an edge of the file is seen; edges beyond the grid go on from its last.
    fn seen(&self, edge: usize) -> usize {
        match (self.0.get(edge), self.0.last()) {
            (Some(seen), _) => *seen,
            (None, Some(last)) => last + (edge + 1 - self.0.len()),
            (None, None) => edge,
        }
    }
}

/// A row that is being read.
struct Row<'e> {
    baris: Baris,
    merges: Vec<Merge>,
    /// Edge of the file up to which cells have come.
    edge: usize,
    edges: &'e Edges,
}

/// Columns that a row leaves out at its ends, and whether it was deleted.
#[derive(Default)]
struct RowLook {
    before: usize,
    deleted: bool,
}

struct CellLook {
    span: usize,
    down: Merge,
    joins_left: bool,
    deleted: bool,
}

impl Walk<'_> {
    /// The table that was just opened, then the tables that stand in its cells.
    pub(super) fn table(&mut self, into: &mut Vec<Piece>) -> Result<(), Stop> {
        let mut table = Tabel { letak: Letak::paragraph(self.xml.paragraphs + 1), ..Tabel::default() };
        let mut merges: Vec<Vec<Merge>> = Vec::new();
        let mut nested = Vec::new();
        let mut width = 0;
        let result = self.rows(&mut table, &mut width, &mut Edges::default(), &mut merges, &mut nested);
        reach_down(&mut table, &merges);
        self.cells_left = self.cells_left.saturating_sub(table.baris.len() * width);
        if !table.baris.is_empty() {
            into.push(Piece { blok: Blok::Tabel(table), caption: false });
        }
        into.extend(nested);
        result
    }

    /// The rows up to the end of the element that is open; `width` is that of the widest so far.
    fn rows(
        &mut self,
        table: &mut Tabel,
        width: &mut usize,
        edges: &mut Edges,
        merges: &mut Vec<Vec<Merge>>,
        nested: &mut Vec<Piece>,
    ) -> Result<(), Stop> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "tblGrid" => {
                    let mut widths = Vec::new();
                    while let Some(column) = self.xml.child()? {
                        if column.name() == "gridCol" {
                            widths.push(column.number("w").unwrap_or_default());
                        }
                        self.xml.skip()?;
                    }
                    *edges = Edges::of(&widths);
                }
                "tr" => {
                    let letak = Letak::paragraph(self.xml.paragraphs + 1);
                    let baris = Baris { letak, sel: Vec::new() };
                    let mut row = Row { baris, merges: Vec::new(), edge: 0, edges: &*edges };
                    let mut look = RowLook::default();
                    let mut inside = Vec::new();
                    let result = self.cells(&mut row, &mut look, &mut inside);
                    let wider = row.baris.sel.len().max(*width).max(1);
                    if self.cells_left < wider * (table.baris.len() + 1) {
                        self.told.too_many = self.told.too_many.or(table.letak.paragraf);
                    } else if !look.deleted {
                        *width = wider;
                        table.baris.push(row.baris);
                        merges.push(row.merges);
                        nested.extend(inside);
                    }
                    result?;
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.rows(table, width, edges, merges, nested)?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: &mut Row<'_>, look: &mut RowLook, nested: &mut Vec<Piece>) -> Result<(), Stop> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "trPr" => {
                    *look = self.row_look()?;
                    row.edge = look.before;
                    for _ in 0..row.edges.seen(look.before).min(MAX_COLUMNS) {
                        row.baris.sel.push(Sel { letak: row.baris.letak.clone(), ..Sel::default() });
                        row.merges.push(Merge::None);
                    }
                }
                "tc" => self.cell(row, nested)?,
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.cells(row, look, nested)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn row_look(&mut self) -> Result<RowLook, Stop> {
        let mut look = RowLook::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "gridBefore" => look.before = element.number("val").unwrap_or_default() as usize,
                "del" => look.deleted = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(look)
    }

    fn cell(&mut self, row: &mut Row<'_>, nested: &mut Vec<Piece>) -> Result<(), Stop> {
        let letak = Letak::paragraph(self.xml.paragraphs + 1);
        let mut look = CellLook { span: 1, down: Merge::None, joins_left: false, deleted: false };
        let mut pieces = Vec::new();
        let mut result = Ok(());
        // The properties come first, then the blocks up to the end of the cell.
        match self.xml.child()? {
            Some(element) if element.name() == "tcPr" => {
                look = self.cell_look()?;
                result = self.blocks(&mut pieces);
            }
            Some(element) => {
                match element.name() {
                    "p" => self.paragraph(&mut pieces)?,
                    "tbl" => self.table(&mut pieces)?,
                    "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => self.blocks(&mut pieces)?,
                    _ => self.xml.skip()?,
                }
                result = self.blocks(&mut pieces);
            }
            None => {}
        }
        if look.deleted {
            return result;
        }
        let end = row.edge.saturating_add(look.span);
        let seen = row.edges.seen(end) - row.edges.seen(row.edge);
        row.edge = end;
        if seen == 0 && pieces.is_empty() {
            return result;
        }
        look.span = seen.max(1);
        let room = MAX_COLUMNS.saturating_sub(row.baris.sel.len());
        if look.span > room {
            self.told.too_wide = self.told.too_wide.or(letak.paragraf);
            look.span = room;
        }
        let mut sel = content(pieces, nested);
        sel.letak = letak.clone();
        if look.down == Merge::GoesOn {
            (sel.teks, sel.tebal) = (String::new(), false);
        }
        let columns = u32::try_from(look.span).unwrap_or(1);
        sel.gabung = match (look.joins_left, look.down) {
            (true, _) | (_, Merge::GoesOn) => Gabung::Bagian,
            _ if columns > 1 => Gabung::Awal { baris: 1, kolom: columns },
            _ => Gabung::Sendiri,
        };
        if look.joins_left
            && let Some(first) = row.baris.sel.iter_mut().rev().find(|sel| sel.gabung != Gabung::Bagian)
        {
            first.gabung = match first.gabung {
                Gabung::Awal { baris, kolom } => Gabung::Awal { baris, kolom: kolom + columns },
                _ => Gabung::Awal { baris: 1, kolom: 1 + columns },
            };
        }
        if look.span > 0 {
            row.baris.sel.push(sel);
            row.merges.push(look.down);
        }
        for _ in 1..look.span {
            row.baris.sel.push(Sel { letak: letak.clone(), gabung: Gabung::Bagian, ..Sel::default() });
            row.merges.push(look.down);
        }
        result
    }

    fn cell_look(&mut self) -> Result<CellLook, Stop> {
        let mut look = CellLook { span: 1, down: Merge::None, joins_left: false, deleted: false };
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "gridSpan" => look.span = element.number("val").unwrap_or(1).max(1) as usize,
                "vMerge" => {
                    let begins = element.get("val").as_deref() == Some("restart");
                    look.down = if begins { Merge::Begins } else { Merge::GoesOn };
                }
                "hMerge" => look.joins_left = element.get("val").as_deref() != Some("restart"),
                "cellDel" => look.deleted = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(look)
    }
}

/// A cell with the text of its paragraphs; tables in it go to `nested`.
fn content(pieces: Vec<Piece>, nested: &mut Vec<Piece>) -> Sel {
    let (mut texts, mut bold) = (Vec::new(), true);
    for piece in pieces {
        match piece.blok {
            Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                bold &= teks.tebal;
                texts.push(teks.teks);
            }
            Blok::Rumus { teks, .. } => {
                bold = false;
                texts.push(teks);
            }
            Blok::Tabel(_) => nested.push(piece),
        }
    }
    Sel { tebal: bold && !texts.is_empty(), teks: texts.join(" "), ..Sel::default() }
}

/// Counts how far each cell that is merged downwards reaches.
fn reach_down(table: &mut Tabel, merges: &[Vec<Merge>]) {
    let goes_on = |row: usize, column: usize| {
        merges.get(row).and_then(|row| row.get(column)).is_some_and(|merge| *merge == Merge::GoesOn)
    };
    for (at, row) in table.baris.iter_mut().enumerate() {
        for (column, sel) in row.sel.iter_mut().enumerate() {
            let begins = merges.get(at).and_then(|row| row.get(column)) == Some(&Merge::Begins);
            if !begins || sel.gabung == Gabung::Bagian {
                continue;
            }
            let rows = (at + 1..merges.len()).take_while(|below| goes_on(*below, column)).count();
            let rows = u32::try_from(rows + 1).unwrap_or(u32::MAX);
            sel.gabung = match sel.gabung {
                Gabung::Awal { kolom, .. } => Gabung::Awal { baris: rows, kolom },
                _ if rows > 1 => Gabung::Awal { baris: rows, kolom: 1 },
                other => other,
            };
        }
    }
}
