//! Markdown and plain text: headings, paragraphs, list items, LaTeX formulas, tables with tabs or pipes.

mod kisi;
mod ungkapan;

use std::collections::BTreeSet;

use crate::naskah::{Baris, Blok, Catatan, Format, Letak, Naskah, Paragraf, Sel, Tabel};
use crate::tabel::{self, Join};
use ungkapan::{Kind, classify, clean, is_bold};

/// A text file larger than this is no report.
const LARGEST: usize = 20 << 20;

/// Reads a text file. UTF-8, else Windows-1252.
pub(crate) fn read(name: &str, bytes: &[u8], format: Format) -> Naskah {
    if bytes.len() > LARGEST {
        return Naskah::unreadable(name, format!("Berkas lebih besar dari {} MB.", LARGEST >> 20));
    }
    if bytes.contains(&0) {
        return Naskah::unreadable(name, "Berkas ini bukan teks.");
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = Reader { blok: Vec::new(), open: None, polos: format == Format::Txt };
    let mut formula: Option<(u32, String)> = None;
    let mut drawn: Vec<kisi::Tergambar> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if formula.is_none() && (kisi::opens(line) || !drawn.is_empty() && kisi::goes_on(line)) {
            drawn.push((number, line.trim().chars().collect()));
            continue;
        }
        reader.drawn(&mut drawn);
        reader.line(line, number, &mut formula);
    }
    reader.drawn(&mut drawn);
    if let Some((line, text)) = formula {
        reader.blok.push(Blok::Rumus { teks: text, letak: Letak::line(line) });
    }
    reader.close();
    let blok = tabel::stitch(tabel::captions(reader.blok, &BTreeSet::new()), Join::Continued);
    let mut catatan = Vec::new();
    if blok.is_empty() {
        catatan.push(Catatan::unread(Letak::default(), "Berkas ini kosong."));
    }
    Naskah { nama: name.to_string(), format, blok, catatan }
}

/// Blocks so far, and the one that the next line may continue.
struct Reader {
    blok: Vec<Blok>,
    open: Option<Open>,
    /// True for plain text, where wide gaps part columns.
    polos: bool,
}

enum Open {
    Paragraph(Paragraf),
    Table(Tabel),
}

impl Reader {
    fn line(&mut self, line: &str, number: u32, formula: &mut Option<(u32, String)>) {
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
            return;
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
                if !matches!(self.open, Some(Open::Table(_))) {
                    self.close();
                    self.open = Some(Open::Table(Tabel { letak: Letak::line(number), ..Tabel::default() }));
                }
                if let Some(Open::Table(table)) = &mut self.open {
                    table.baris.push(row(&cells, number));
                }
            }
            Kind::TableRule => {
                if !matches!(self.open, Some(Open::Table(_))) {
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
    }

    /// A table drawn with `+`, `-` and `|`.
    fn drawn(&mut self, lines: &mut Vec<kisi::Tergambar>) {
        if lines.is_empty() {
            return;
        }
        self.close();
        self.blok.extend(kisi::read(lines).map(Blok::Tabel));
        lines.clear();
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
            Some(Open::Table(table)) => self.blok.push(Blok::Tabel(table)),
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
