//! Word files: paragraphs, lists, formulas and tables of the main part, footnotes at the end. Headers and footers are
//! not read; of tracked changes what is left when all are accepted.

mod baris;
mod gaya;
mod kendali;
mod nomor;
mod rumus;
mod simbol;
mod tabel;

use std::collections::{BTreeMap, BTreeSet};

pub use kendali::{Kendali, Potong, kendali};

use crate::naskah::{Blok, Catatan, Format, Letak, Naskah, Paragraf};
use crate::tabel::{Join, captions, stitch};
use crate::wadah::Wadah;
use crate::xml::{Element, Node, Stop, Xml};
use gaya::Gaya;
use nomor::Penomoran;

/// The most cells of all tables, merges expanded.
const MAX_CELLS: usize = 200_000;

/// The most paragraphs, those of tables included.
const MAX_PARAGRAPHS: u32 = 300_000;

/// The most headings, paragraphs and tables outside of tables; a report of 150 pages has less than 5.000.
const MAX_BLOCKS: usize = 50_000;

/// The longest paragraph, in bytes.
const LONGEST: usize = 256 << 10;

/// Reads a Word file.
pub(crate) fn read(name: &str, wadah: &mut Wadah<'_>) -> Naskah {
    match parts(wadah) {
        Ok((blok, catatan)) => Naskah { nama: name.to_string(), format: Format::Docx, blok, catatan },
        Err(why) => Naskah { format: Format::Docx, ..Naskah::unreadable(name, why) },
    }
}

fn parts(wadah: &mut Wadah<'_>) -> Result<(Vec<Blok>, Vec<Catatan>), Stop> {
    let mut part = |name: &str| wadah.text(name).map(Option::unwrap_or_default);
    let main = part("word/document.xml")?;
    let gaya = Gaya::read(&part("word/styles.xml")?)?;
    let penomoran = Penomoran::read(&part("word/numbering.xml")?)?;
    let notes = [("footnote", part("word/footnotes.xml")?), ("endnote", part("word/endnotes.xml")?)];

    let mut walk = Walk::new(&main, &gaya, penomoran);
    let mut pieces = Vec::new();
    let mut catatan = Vec::new();
    if let Err(why) = walk.document(&mut pieces) {
        catatan.push(Catatan::unread(Letak::paragraph(walk.xml.paragraphs), why));
    }
    let Walk { xml, penomoran, notes: references, mut told, pictures, .. } = walk;
    told.too_deep |= xml.too_deep;
    for (kind, text) in &notes {
        let mut walk = Walk::new(text, &gaya, penomoran.clone());
        if let Err(why) = walk.notes(kind, &references, &mut pieces) {
            catatan.push(Catatan::unread(Letak::default(), why));
        }
        told.too_deep |= walk.xml.too_deep || walk.told.too_deep;
    }
    told.say(&mut catatan);
    if pieces.is_empty() && catatan.is_empty() {
        catatan.push(Catatan::unread(
            Letak::default(),
            if pictures > 0 {
                "Berkas ini hanya berisi gambar; tidak ada teks yang dapat diperiksa."
            } else {
                "Berkas ini kosong."
            },
        ));
    }
    let styled: BTreeSet<usize> =
        pieces.iter().enumerate().filter(|(_, piece)| piece.caption).map(|(at, _)| at).collect();
    let blocks = pieces.into_iter().map(|piece| piece.blok).collect();
    Ok((stitch(captions(blocks, &styled), Join::Repeated), catatan))
}

/// A block, and whether it says of itself that it is a caption.
struct Piece {
    blok: Blok,
    caption: bool,
}

/// What was met that people must know, each said once.
#[derive(Default)]
struct Told {
    too_deep: bool,
    too_wide: Option<u32>,
    too_many: Option<u32>,
}

impl Told {
    fn say(&self, catatan: &mut Vec<Catatan>) {
        if self.too_deep {
            catatan.push(Catatan::unread(
                Letak::default(),
                "Sebagian isi bersarang terlalu dalam; bagian itu tidak dibaca.",
            ));
        }
        if let Some(paragraph) = self.too_wide {
            catatan.push(Catatan::unread(
                Letak::paragraph(paragraph),
                "Ada baris tabel yang lebih lebar daripada yang mungkin di Word (63 kolom); kelebihannya tidak dibaca.",
            ));
        }
        if let Some(paragraph) = self.too_many {
            catatan.push(Catatan::unread(
                Letak::paragraph(paragraph),
                format!("Tabel berkas ini lebih dari {MAX_CELLS} sel; kelebihannya tidak dibaca."),
            ));
        }
    }
}

/// A walk through a part.
struct Walk<'x> {
    xml: Xml<'x>,
    gaya: &'x Gaya,
    penomoran: Penomoran,
    /// For each open field: true once its result has begun. Only results are text.
    fields: Vec<bool>,
    /// Footnotes and endnotes that were referred to: kind, id, and paragraph.
    notes: Vec<(&'static str, String, u32)>,
    told: Told,
    pictures: usize,
    cells_left: usize,
}

impl<'x> Walk<'x> {
    fn new(text: &'x str, gaya: &'x Gaya, penomoran: Penomoran) -> Self {
        Self {
            xml: Xml::new(text),
            gaya,
            penomoran,
            fields: Vec::new(),
            notes: Vec::new(),
            told: Told::default(),
            pictures: 0,
            cells_left: MAX_CELLS,
        }
    }

    fn document(&mut self, into: &mut Vec<Piece>) -> Result<(), Stop> {
        match self.xml.find("body")? {
            Some(_) => self.blocks(into),
            None => Err("Bagian utama berkas Word ini tidak ada atau tidak dapat dibaca.".to_string()),
        }
    }

    /// The notes that were referred to, in the order of the references.
    fn notes(
        &mut self,
        kind: &str,
        references: &[(&'static str, String, u32)],
        into: &mut Vec<Piece>,
    ) -> Result<(), Stop> {
        let mut referred: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
        for (order, (of, id, paragraph)) in references.iter().enumerate() {
            if *of == kind {
                referred.entry(id).or_insert((order, *paragraph));
            }
        }
        let mut found = Vec::new();
        while let Some(element) = self.xml.find(kind)? {
            let id = element.get("id").unwrap_or_default();
            let mut pieces = Vec::new();
            self.blocks(&mut pieces)?;
            if found.len() > MAX_BLOCKS {
                return Err(format!(
                    "Berkas ini berisi lebih dari {MAX_BLOCKS} catatan kaki; kelebihannya tidak dibaca."
                ));
            }
            if let Some((order, paragraph)) = referred.remove(id.as_str()) {
                found.push((order, paragraph, pieces));
            }
        }
        found.sort_by_key(|(order, ..)| *order);
        for (_, paragraph, pieces) in found {
            into.extend(pieces.into_iter().map(|mut piece| {
                if let Blok::Paragraf(teks) | Blok::Judul { teks, .. } = &mut piece.blok {
                    teks.letak = Letak::paragraph(paragraph);
                }
                piece
            }));
        }
        Ok(())
    }

    /// The blocks inside the element that is open.
    fn blocks(&mut self, into: &mut Vec<Piece>) -> Result<(), Stop> {
        let mut chosen = false;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "p" => self.paragraph(into)?,
                "tbl" => self.table(into)?,
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "AlternateContent" => {
                    self.blocks(into)?;
                }
                "Choice" if !chosen => {
                    chosen = true;
                    self.blocks(into)?;
                }
                "Fallback" if !chosen => self.blocks(into)?,
                "oMathPara" | "oMath" => {
                    let letak = Letak::paragraph(self.xml.paragraphs);
                    let teks = rumus::read(&mut self.xml)?;
                    into.push(Piece { blok: Blok::Rumus { teks, letak }, caption: false });
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// The paragraph that was just opened, then the blocks of the text boxes that stand in it.
    fn paragraph(&mut self, into: &mut Vec<Piece>) -> Result<(), Stop> {
        if self.xml.paragraphs > MAX_PARAGRAPHS {
            return Err(format!("Berkas ini berisi lebih dari {MAX_PARAGRAPHS} paragraf; kelebihannya tidak dibaca."));
        }
        if into.len() > MAX_BLOCKS {
            return Err(format!(
                "Berkas ini berisi lebih dari {MAX_BLOCKS} paragraf di luar tabel; kelebihannya tidak dibaca."
            ));
        }
        let letak = Letak::paragraph(self.xml.paragraphs);
        let line = self.line()?;
        if line.teks.len() > LONGEST {
            return Err(format!("Berkas ini berisi paragraf yang lebih dari {} KB; itu tidak dibaca.", LONGEST >> 10));
        }
        let teks = line.teks.split_whitespace().collect::<Vec<_>>().join(" ");
        let style = self.gaya.of(line.style.as_deref());
        let outline = line.outline.or(style.outline).filter(|level| *level < 9);
        let number = line.list.clone().or_else(|| style.list.clone()).filter(|(list, _)| list != "0");
        // Word counts an empty paragraph of a list too.
        let marker = number.as_ref().map(|(list, level)| self.penomoran.next(list, *level));
        if !teks.is_empty() {
            if line.formula_only {
                into.push(Piece { blok: Blok::Rumus { teks, letak }, caption: false });
            } else {
                let teks = match marker.as_deref() {
                    Some(marker) if !marker.is_empty() => format!("{marker} {teks}"),
                    _ => teks,
                };
                let butir = number.is_some() && outline.is_none();
                let teks = Paragraf { teks, letak, butir, tebal: line.bold, ..Paragraf::default() };
                into.push(match outline {
                    Some(level) => Piece { blok: Blok::Judul { tingkat: level + 1, teks }, caption: false },
                    None => Piece { blok: Blok::Paragraf(teks), caption: style.caption },
                });
            }
        }
        into.extend(line.boxes);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
