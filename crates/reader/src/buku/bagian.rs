//! The tables of a sheet: pieces that empty rows and columns part, with the lines of text above them as titles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, At, Isi, Lembar};
use crate::naskah::{Baris, Blok, Catatan, Gabung, IsiBuku, Letak, Paragraf, Sel, Tabel};
use crate::tabel::caption_number;

/// The paragraphs and tables of a sheet, from the top; tables take the cells out of the sheet. `left` is how many cells tables may still have.
pub(super) fn blocks(lembar: &mut Lembar, left: &mut usize, catatan: &mut Vec<Catatan>) -> Vec<Blok> {
    let merges = Merges::of(lembar);
    let mut blocks = Vec::new();
    let mut titles: Vec<Paragraf> = Vec::new();
    for area in areas(lembar, &merges) {
        let mut top = area.start.0;
        while top <= area.end.0 {
            let Some(text) = title(lembar, &merges, area, top) else { break };
            titles.push(text);
            top += 1;
        }
        if top > area.end.0 {
            continue;
        }
        let area = Area { start: (top, area.start.1), end: area.end };
        let width = (area.end.1 - area.start.1 + 1) as usize;
        let size = (area.end.0 - area.start.0 + 1) as usize * width;
        let fits = left.checked_sub(size).filter(|_| width <= super::MAX_WIDTH);
        let Some(rest) = fits else {
            catatan.push(Catatan::unread(
                lembar.letak(area.start),
                format!("Tabel pada lembar \"{}\" terlalu luas untuk dibaca.", lembar.name),
            ));
            continue;
        };
        *left = rest;
        let mut table = grid(lembar, &merges, area);
        name(&mut table, &mut titles);
        blocks.extend(titles.drain(..).map(Blok::Paragraf));
        blocks.push(Blok::Tabel(table));
    }
    blocks.extend(titles.into_iter().map(Blok::Paragraf));
    blocks
}

/// Gives a table its title: the line with a number of a table, which then is no paragraph any more, else all lines.
fn name(table: &mut Tabel, titles: &mut Vec<Paragraf>) {
    let numbered = titles.iter().rposition(|line| caption_number(&line.teks).is_some());
    if let Some(at) = numbered
        && let Some((number, rest)) = caption_number(&titles.remove(at).teks)
    {
        (table.nomor, table.judul) = (Some(number), rest);
        return;
    }
    let text = titles.iter().map(|line| line.teks.as_str()).collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 300 {
        table.judul = text;
    }
}

/// Which cells belong to which merge.
struct Merges {
    first: BTreeMap<At, Area>,
    further: BTreeSet<At>,
}

impl Merges {
    /// Merges of the used part of a sheet, as many as a sheet of people has.
    fn of(lembar: &Lembar) -> Self {
        let mut merges = Self { first: BTreeMap::new(), further: BTreeSet::new() };
        let last_row = lembar.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let last_column = lembar.cells.keys().map(|(_, column)| *column).max().unwrap_or_default();
        let mut left = super::MAX_CELLS;
        for area in &lembar.merged {
            if !lembar.cells.contains_key(&area.start) {
                continue;
            }
            // A merge may reach a little further than the last content, a heading over columns that are still empty.
            let end = (area.end.0.min(last_row + 1), area.end.1.min(last_column + 100));
            let size = (end.0 - area.start.0 + 1) as usize * (end.1 - area.start.1 + 1) as usize;
            let Some(rest) = left.checked_sub(size) else { break };
            left = rest;
            merges.first.insert(area.start, Area { start: area.start, end });
            for row in area.start.0..=end.0 {
                merges
                    .further
                    .extend((area.start.1..=end.1).map(|column| (row, column)).filter(|at| *at != area.start));
            }
        }
        merges
    }
}

/// Rows that belong together, with the columns that they fill.
struct Band {
    rows: (u32, u32),
    columns: BTreeSet<u32>,
}

/// The rectangles with content, from the top, then from the left.
fn areas(lembar: &Lembar, merges: &Merges) -> Vec<Area> {
    let mut rows: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (row, column) in lembar.cells.keys().chain(&merges.further) {
        rows.entry(*row).or_default().insert(*column);
    }
    let mut bands: Vec<Band> = Vec::new();
    let starts = captions(lembar, rows.keys());
    for (row, columns) in &rows {
        match bands.last_mut() {
            Some(band)
                if !starts.contains(row) && (band.rows.1 + 1 == *row || goes_on(lembar, band, *row, columns)) =>
            {
                band.rows.1 = *row;
                band.columns.extend(columns);
            }
            _ => bands.push(Band { rows: (*row, *row), columns: columns.clone() }),
        }
    }
    let mut areas = Vec::new();
    for band in bands {
        let mut pieces: Vec<Area> = Vec::new();
        for column in band.columns {
            match pieces.last_mut() {
                Some(piece) if piece.end.1 + 1 == column => piece.end.1 = column,
                _ => pieces.push(Area { start: (u32::MAX, column), end: (0, column) }),
            }
        }
        for (row, columns) in rows.range(band.rows.0..=band.rows.1) {
            for column in columns {
                let at = pieces.partition_point(|piece| piece.end.1 < *column);
                if let Some(piece) = pieces.get_mut(at) {
                    (piece.start.0, piece.end.0) = (piece.start.0.min(*row), piece.end.0.max(*row));
                }
            }
        }
        areas.extend(pieces);
    }
    areas
}

/// Rows at which a table begins right below another, no empty row between them: a caption with a number ("Tabel 3.2
/// ..."), or the first of the lines of text right above it.
fn captions<'r>(lembar: &Lembar, rows: impl Iterator<Item = &'r u32>) -> BTreeSet<u32> {
    let line = |row: u32| {
        let mut cells = lembar.cells.range((row, 0)..=(row, u32::MAX)).filter(|(_, isi)| !isi.teks.is_empty());
        let (_, isi) = cells.next()?;
        (cells.next().is_none() && isi.nilai.is_none() && isi.rumus.is_none()).then_some(isi.teks.as_str())
    };
    let mut found = BTreeSet::new();
    // The lines of text right above each other, up to the row before.
    let mut lines: Option<(u32, u32)> = None;
    for row in rows {
        let Some(text) = line(*row) else {
            lines = None;
            continue;
        };
        let first = lines.filter(|(_, last)| last + 1 == *row).map_or(*row, |(first, _)| first);
        if caption_number(text).is_some() {
            found.insert(first);
        }
        lines = Some((first, *row));
    }
    found
}

/// One empty row inside a table: what comes after it has numbers at once, so no header of its own.
fn goes_on(lembar: &Lembar, band: &Band, row: u32, columns: &BTreeSet<u32>) -> bool {
    band.rows.1 + 2 == row
        && band.rows.1 > band.rows.0
        && band.columns.len() > 1
        && columns.len() > 1
        && columns.is_subset(&band.columns)
        && lembar.cells.range((row, 0)..=(row, u32::MAX)).any(|(_, isi)| isi.nilai.is_some())
}

/// The only text of a row of an area that is no data: a title over a table, or a line of text.
fn title(lembar: &Lembar, merges: &Merges, area: Area, row: u32) -> Option<Paragraf> {
    let mut cells = lembar.cells.range((row, area.start.1)..=(row, area.end.1)).filter(|(_, isi)| !isi.teks.is_empty());
    let (at, isi) = cells.next()?;
    if cells.next().is_some() || isi.nilai.is_some() || isi.rumus.is_some() {
        return None;
    }
    // A cell that reaches down over rows with other cells is the first head of a table.
    let reaches_down = merges.first.get(at).is_some_and(|merge| merge.end.0 > row);
    if reaches_down && area.end.1 > area.start.1 {
        return None;
    }
    Some(Paragraf { teks: isi.teks.clone(), letak: lembar.letak(*at), tebal: isi.tebal, ..Paragraf::default() })
}

fn grid(lembar: &mut Lembar, merges: &Merges, area: Area) -> Tabel {
    let hidden_columns: Vec<bool> =
        (area.start.1..=area.end.1).map(|column| lembar.hidden_columns.contains(&column)).collect();
    let rows = (area.start.0..=area.end.0).filter_map(|row| {
        let filled = lembar.cells.range((row, area.start.1)..=(row, area.end.1)).next().is_some()
            || (area.start.1..=area.end.1).any(|column| merges.further.contains(&(row, column)));
        let hidden_row = lembar.hidden || lembar.hidden_rows.contains(&row);
        filled.then(|| Baris {
            letak: lembar.letak((row, area.start.1)),
            sel: (area.start.1..=area.end.1)
                .zip(&hidden_columns)
                .map(|(column, hidden)| cell(lembar, merges, (row, column), hidden_row || *hidden))
                .collect(),
        })
    });
    let baris = rows.collect();
    Tabel {
        letak: Letak { sel: lembar.letak(area.start).sel, ..Letak::default() },
        lembar: Some(lembar.name.clone()),
        baris,
        ..Tabel::default()
    }
}

fn cell(lembar: &mut Lembar, merges: &Merges, at: At, tersembunyi: bool) -> Sel {
    let mut sel = Sel { letak: lembar.letak(at), tersembunyi, ..Sel::default() };
    if merges.further.contains(&at) {
        sel.gabung = Gabung::Bagian;
        return sel;
    }
    if let Some(merge) = merges.first.get(&at) {
        sel.gabung = Gabung::Awal { baris: merge.end.0 - at.0 + 1, kolom: merge.end.1 - at.1 + 1 };
    }
    if let Some(isi) = lembar.cells.get_mut(&at) {
        let Isi { teks, tebal, nilai, format, rumus, hidden, .. } = std::mem::take(isi);
        sel.teks = teks;
        sel.tebal = tebal;
        sel.tersembunyi |= hidden;
        if nilai.is_some() || rumus.is_some() {
            sel.buku = Some(Box::new(IsiBuku { nilai, format, rumus }));
        }
    }
    sel
}
