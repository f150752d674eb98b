//! Markdown and plain text: headings, paragraphs, list items, LaTeX formulas, tables with tabs or pipes.

mod kisi;
mod ungkapan;

use std::collections::BTreeSet;

use crate::naskah::{Baris, Blok, Catatan, Format, Letak, Naskah, Paragraf, Sel, Tabel};
use crate::tabel::{self, Join};
use ungkapan::{Kind, classify, clean, is_bold};

/// A text file larger than this is no report: one of 400 pages has 2 MB.
const LARGEST: usize = 3 << 20;

/// The longest line and the longest paragraph, in bytes: 80 pages without an empty line between them.
const LONGEST: usize = 256 << 10;

/// The most headings, paragraphs, formulas and tables; a report of 150 pages has less than 5.000.
const MAX_BLOCKS: usize = 50_000;

/// The most cells of all tables, every row as wide as its table.
const MAX_CELLS: usize = 300_000;

/// The most columns of a table; a real one of many months and offices has 482.
const MAX_COLUMNS: usize = 1_000;

/// Reads a text file. UTF-8, else Windows-1252.
pub(crate) fn read(name: &str, bytes: &[u8], format: Format) -> Naskah {
    match blocks(bytes, format) {
        Ok(blok) => {
            let empty = blok.is_empty().then(|| Catatan::unread(Letak::default(), "Berkas ini kosong."));
            Naskah { nama: name.to_string(), format, blok, catatan: empty.into_iter().collect() }
        }
        Err(why) => Naskah::unreadable(name, why),
    }
}

fn blocks(bytes: &[u8], format: Format) -> Result<Vec<Blok>, Stop> {
    if bytes.len() > LARGEST {
        return Err(format!(
            "Berkas teks ini lebih besar dari {} MB, jauh lebih besar daripada laporan mana pun, jadi tidak dibaca. \
             Bagi menjadi beberapa berkas, lalu periksa lagi.",
            LARGEST >> 20
        ));
    }
    if bytes.contains(&0) {
        return Err("Berkas ini bukan teks.".to_string());
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader { blok: Vec::new(), open: None, polos: format == Format::Txt, left: MAX_CELLS };
    let mut formula: Option<(u32, String)> = None;
    let mut drawn: Vec<kisi::Tergambar> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        reader.within(line, number, &formula)?;
        if formula.is_none() && (kisi::opens(line) || !drawn.is_empty() && kisi::goes_on(line)) {
            drawn.push((number, line.trim().chars().collect()));
            continue;
        }
        reader.drawn(&mut drawn)?;
        reader.line(line, number, &mut formula)?;
    }
    reader.drawn(&mut drawn)?;
    if let Some((line, text)) = formula {
        reader.blok.push(Blok::Rumus { teks: text, letak: Letak::line(line) });
    }
    reader.close();
    Ok(tabel::stitch(tabel::captions(reader.blok, &BTreeSet::new()), Join::Continued))
}

/// Why a file is not read, in Bahasa Indonesia.
type Stop = String;

fn beyond(line: u32, what: &str) -> Stop {
    format!(
        "Pada baris {line} {what}; tidak ada laporan yang demikian, jadi berkas ini tidak dibaca. Periksa apakah \
         berkasnya rusak, atau bagi menjadi beberapa berkas, lalu periksa lagi."
    )
}

/// Takes the cells of a table off what is left.
fn take(left: &mut usize, cells: usize, line: u32) -> Result<(), Stop> {
    let rest = left.checked_sub(cells);
    *left = rest.ok_or_else(|| beyond(line, &format!("tabel-tabelnya sudah lebih dari {MAX_CELLS} sel")))?;
    Ok(())
}

/// Blocks so far, and the one that the next line may continue.
struct Reader {
    blok: Vec<Blok>,
    open: Option<Open>,
    /// True for plain text, where wide gaps part columns.
    polos: bool,
    /// Cells that the tables to come may have.
    left: usize,
}

enum Open {
    Paragraph(Paragraf),
    /// A table, and the cells of its widest row.
    Table(Tabel, usize),
}

impl Reader {
    /// Refuses a line that makes more than a report holds.
    fn within(&self, line: &str, number: u32, formula: &Option<(u32, String)>) -> Result<(), Stop> {
        let open = match (&self.open, formula) {
            (_, Some((_, text))) => text.len(),
            (Some(Open::Paragraph(paragraph)), _) => paragraph.teks.len(),
            _ => 0,
        };
        if line.len() + open > LONGEST {
            return Err(beyond(number, &format!("ada baris atau paragraf yang lebih dari {} KB", LONGEST >> 10)));
        }
        if self.blok.len() > MAX_BLOCKS {
            return Err(beyond(number, &format!("sudah ada lebih dari {MAX_BLOCKS} judul, paragraf, dan tabel")));
        }
        Ok(())
    }

    fn line(&mut self, line: &str, number: u32, formula: &mut Option<(u32, String)>) -> Result<(), Stop> {
        if let Some((_, text)) = formula {
            match line.split_once("$$") {
                Some((rest, _)) => {
                    text.push_str(rest);
                    if let Some((start, text)) = formula.take() {
                        self.blok.push(Blok::Rumus { teks: text, letak: Letak::line(start) });
                    }
                }
                None => {
                    text.push_str(line);
                    text.push('\n');
                }
            }
            return Ok(());
        }
        match classify(line) {
            Kind::Empty => self.close(),
            Kind::Formula(inside, finished) => {
                self.close();
                if finished {
                    self.blok.push(Blok::Rumus { teks: inside.to_string(), letak: Letak::line(number) });
                } else {
                    *formula = Some((number, format!("{inside}\n")));
                }
            }
            Kind::Heading(level, text) => {
                self.close();
                let teks = Paragraf { teks: clean(text), letak: Letak::line(number), ..Paragraf::default() };
                self.blok.push(Blok::Judul { tingkat: level, teks });
            }
            Kind::TableRow(cells) => {
                if !matches!(self.open, Some(Open::Table(..))) {
                    self.close();
                    let table = Tabel { letak: Letak::line(number), ..Tabel::default() };
                    self.open = Some(Open::Table(table, 0));
                }
                if let Some(Open::Table(table, width)) = &mut self.open {
                    // A wider row widens all rows above it.
                    if cells.len() > MAX_COLUMNS {
                        return Err(beyond(number, &format!("ada tabel dengan lebih dari {MAX_COLUMNS} kolom")));
                    }
                    let wider = cells.len().saturating_sub(*width) * table.baris.len();
                    *width = cells.len().max(*width);
                    take(&mut self.left, *width + wider, number)?;
                    table.baris.push(row(&cells, number));
                }
            }
            Kind::TableRule => {
                if !matches!(self.open, Some(Open::Table(..))) {
                    self.close();
                }
            }
            Kind::Item(text) => {
                self.close();
                self.open = Some(Open::Paragraph(Paragraf {
                    teks: clean(text),
                    letak: Letak::line(number),
                    butir: true,
                    ..Paragraf::default()
                }));
            }
            Kind::Text(text) => self.text(text, number),
        }
        Ok(())
    }

    /// A table drawn with `+`, `-` and `|`.
    fn drawn(&mut self, lines: &mut Vec<kisi::Tergambar>) -> Result<(), Stop> {
        let Some((first, _)) = lines.first() else { return Ok(()) };
        self.close();
        let edges = kisi::edges(lines);
        if edges.len() > MAX_COLUMNS {
            return Err(beyond(*first, &format!("ada tabel dengan lebih dari {MAX_COLUMNS} kolom")));
        }
        take(&mut self.left, edges.len() * lines.len(), *first)?;
        self.blok.extend(kisi::read(lines, &edges).map(Blok::Tabel));
        lines.clear();
        Ok(())
    }

    fn text(&mut self, text: &str, number: u32) {
        if let Some(pieces) = columns(text).filter(|_| self.polos) {
            self.close();
            let letak = Letak::line(number);
            let each = pieces.into_iter().map(|piece| Paragraf {
                teks: clean(piece),
                letak: letak.clone(),
                ..Paragraf::default()
            });
            self.blok.extend(each.map(Blok::Paragraf));
            return;
        }
        let hard_break = text.ends_with("  ");
        let text = clean(text);
        match &mut self.open {
            Some(Open::Paragraph(paragraph)) => {
                paragraph.teks.push(' ');
                paragraph.sambungan.push((paragraph.teks.len(), number));
                paragraph.teks.push_str(&text);
            }
            _ => {
                self.close();
                let letak = Letak::line(number);
                self.open = Some(Open::Paragraph(Paragraf { teks: text, letak, ..Paragraf::default() }));
            }
        }
        if hard_break {
            self.close();
        }
    }

    fn close(&mut self) {
        match self.open.take() {
            Some(Open::Paragraph(paragraph)) if !paragraph.teks.is_empty() => self.blok.push(Blok::Paragraf(paragraph)),
            Some(Open::Table(table, _)) => self.blok.push(Blok::Tabel(table)),
            _ => {}
        }
    }
}

/// Two or more pieces side by side with wide gaps between them, as signatures stand; a label and its value are one.
fn columns(line: &str) -> Option<Vec<&str>> {
    const GAP: &str = "     ";
    let pieces: Vec<&str> = line.split(GAP).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let side_by_side = pieces.len() > 1 && pieces.iter().all(|piece| piece.len() > 3 && !piece.starts_with(':'));
    side_by_side.then_some(pieces)
}

/// A row from its cells; places within the table are set when the table is whole.
fn row(cells: &[&str], line: u32) -> Baris {
    let letak = Letak::line(line);
    let sel = cells.iter().map(|text| Sel {
        teks: clean(text),
        tebal: is_bold(text),
        letak: letak.clone(),
        ..Sel::default()
    });
    Baris { sel: sel.collect(), letak }
}

#[cfg(test)]
mod tests;
