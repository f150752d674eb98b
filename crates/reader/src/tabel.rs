//! What the tables of all readers have in common: captions, pieces that belong together, places.

use std::collections::BTreeSet;

use crate::naskah::{Baris, Blok, Sel, Tabel};

/// When a table goes on with the piece before it, if nothing stands between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// Where it repeats the header or does not look like a header of its own: pages of a text file.
    Continued,
    /// Only where it repeats the header: a Word file breaks its tables over pages by itself.
    Repeated,
    /// Never: the tables of a workbook stand where they are.
    Never,
}

/// Takes the caption out of the paragraphs before a table: `Tabel 3.1`, then its text, on one line or on two. `styled`
/// are the blocks that say of themselves that they are captions; they need no number.
pub(crate) fn captions(blocks: Vec<Blok>, styled: &BTreeSet<usize>) -> Vec<Blok> {
    let mut kept: Vec<Blok> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        let mut table = match block {
            Blok::Tabel(table) if table.judul.is_empty() => table,
            block => {
                kept.push(block);
                continue;
            }
        };
        let text = |block: Option<&Blok>| match block {
            Some(Blok::Paragraf(paragraph) | Blok::Judul { teks: paragraph, .. }) => Some(paragraph.teks.clone()),
            _ => None,
        };
        let last = text(kept.last());
        let before = kept.len().checked_sub(2).and_then(|at| text(kept.get(at)));
        if let Some((number, rest)) = last.as_deref().and_then(caption_number) {
            (table.nomor, table.judul) = (Some(number), rest);
            kept.pop();
        } else if let (Some(title), Some((number, rest))) = (last.clone(), before.as_deref().and_then(caption_number))
            && rest.is_empty()
        {
            (table.nomor, table.judul) = (Some(number), title);
            kept.truncate(kept.len().saturating_sub(2));
        } else if let (Some(title), Some((number, rest))) = (last.clone(), before.as_deref().and_then(caption_number))
            && goes_on_below(kept.last(), kept.len().checked_sub(2).and_then(|at| kept.get(at)))
        {
            (table.nomor, table.judul) = (Some(number), format!("{rest} {title}"));
            kept.truncate(kept.len().saturating_sub(2));
        } else if let Some(title) = last
            && at.checked_sub(1).is_some_and(|before| styled.contains(&before))
        {
            table.judul = title;
            kept.pop();
        }
        kept.push(Blok::Tabel(table));
    }
    kept
}

/// Whether a caption goes on in the line right above its table: both bold on one page, the line short and no sentence.
fn goes_on_below(last: Option<&Blok>, before: Option<&Blok>) -> bool {
    const LONGEST: usize = 100;
    let bold = |block: Option<&Blok>| match block {
        Some(Blok::Paragraf(text) | Blok::Judul { teks: text, .. }) if text.tebal && !text.butir => {
            text.letak.halaman.map(|page| (page, text.teks.len(), text.teks.ends_with(['.', ':', ';'])))
        }
        _ => None,
    };
    match (bold(last), bold(before)) {
        (Some((page, length, false)), Some((above, _, false))) => page == above && length <= LONGEST,
        _ => false,
    }
}

/// `Tabel 3.12 Realisasi` as its number and the rest.
pub(crate) fn caption_number(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let rest = text.get(..6).filter(|word| word.eq_ignore_ascii_case("tabel ")).and_then(|_| text.get(6..))?;
    let number = rest.split_whitespace().next()?.trim_end_matches([':', '.']);
    // "3.2", "III.2"; a Roman number alone may be a word.
    let (chapter, further) = number.split_once(['.', '-']).unwrap_or((number, ""));
    let digit = |character: char| character.is_ascii_digit();
    let roman = chapter.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && further.starts_with(digit);
    if !(number.starts_with(digit) || roman) || number.len() > 8 {
        return None;
    }
    let after = rest.get(number.len()..).unwrap_or_default().trim_start_matches([':', '.']).trim();
    (after.len() <= 300).then(|| (format!("Tabel {number}"), after.to_string()))
}

/// Joins a table with the piece before it where nothing stands between them and the piece has no caption of its own:
/// it repeats the header, or it goes on counting. Then sets every cell's place.
pub(crate) fn stitch(blocks: Vec<Blok>, join: Join) -> Vec<Blok> {
    let mut joined: Vec<Blok> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (joined.last_mut(), block) {
            (Some(Blok::Tabel(first)), Blok::Tabel(next))
                if next.nomor.is_none() && next.judul.is_empty() && continues(first, &next, join) =>
            {
                let repeated = repeated_rows(first, &next);
                first.baris.extend(next.baris.into_iter().skip(repeated));
            }
            (_, block) => joined.push(block),
        }
    }
    let tables = joined.iter_mut().filter_map(|block| match block {
        Blok::Tabel(table) => Some(table),
        _ => None,
    });
    for (table, number) in tables.zip(1..) {
        place(table, number);
    }
    joined
}

fn continues(first: &Tabel, next: &Tabel, join: Join) -> bool {
    let width = |table: &Tabel| table.baris.iter().map(|row| row.sel.len()).max().unwrap_or_default();
    if join == Join::Never || width(first) != width(next) {
        return false;
    }
    repeated_rows(first, next) > 0 || (join == Join::Continued && !looks_like_header(next))
}

/// How many of the next piece's first rows repeat the first piece's first rows, a slip of one character in a row
/// forgiven. A row with digits is a row of column numbers or of data and must be the same to the letter.
pub(crate) fn repeated_rows(first: &Tabel, next: &Tabel) -> usize {
    let letters = |row: &Baris| -> Vec<char> {
        let cells = row.sel.iter().flat_map(|cell| cell.teks.chars().chain(['|']));
        cells.flat_map(char::to_lowercase).filter(|character| !character.is_whitespace()).collect()
    };
    let same = |left: &Baris, right: &Baris| {
        let (left, right) = (letters(left), letters(right));
        let slips = left.iter().zip(&right).filter(|(left, right)| left != right).count();
        let allowed = usize::from(!left.iter().any(char::is_ascii_digit));
        left.len() == right.len() && slips <= allowed && left.iter().any(|character| *character != '|')
    };
    first.baris.iter().zip(&next.baris).take_while(|(left, right)| same(left, right)).count()
}

/// Whether the first cell names a column of running numbers, codes or names.
pub(crate) fn looks_like_header(table: &Tabel) -> bool {
    let first =
        table.baris.first().and_then(|row| row.sel.first()).map(|cell| cell.teks.to_lowercase()).unwrap_or_default();
    matches!(first.trim_end_matches('.'), "no" | "nomor" | "kode" | "program" | "uraian")
        || first.starts_with("kode ")
        || first.starts_with("no ")
}

/// Gives every cell its table, row and column, and every row the width of the table.
fn place(table: &mut Tabel, table_number: u32) {
    let width = table.baris.iter().map(|row| row.sel.len()).max().unwrap_or_default();
    table.letak.tabel = Some(table_number);
    for (row, number) in table.baris.iter_mut().zip(1..) {
        row.letak.tabel = Some(table_number);
        row.letak.baris = Some(number);
        let line = row.letak.clone();
        row.sel.resize_with(width, || Sel { letak: line.clone(), ..Sel::default() });
        for (cell, column) in row.sel.iter_mut().zip(1..) {
            cell.letak.tabel = Some(table_number);
            cell.letak.baris = Some(number);
            cell.letak.kolom = Some(column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::naskah::{Letak, Paragraf};

    #[test]
    fn a_bold_caption_may_take_two_lines() {
        let line = |teks: &str, tebal: bool| {
            let letak = Letak { halaman: Some(3), ..Letak::default() };
            Blok::Paragraf(Paragraf { teks: teks.to_string(), letak, tebal, ..Paragraf::default() })
        };
        let read = |first: &str, second: &str, bold: bool| {
            let blocks = vec![line(first, true), line(second, bold), Blok::Tabel(Tabel::default())];
            let blocks = captions(blocks, &BTreeSet::new());
            match blocks.last() {
                Some(Blok::Tabel(table)) => (blocks.len(), table.nomor.clone(), table.judul.clone()),
                _ => (0, None, String::new()),
            }
        };
        let whole = (1, Some("Tabel 2.6".to_string()), "Anggaran Kecamatan Kabupaten Sukamaju".to_string());
        assert_eq!(read("Tabel 2.6 Anggaran Kecamatan", "Kabupaten Sukamaju", true), whole);
        assert_eq!(read("Tabel 2.6 Anggaran Kecamatan", "Kabupaten Sukamaju", false).1, None);
        assert_eq!(read("Tabel 2.6 memuat anggaran.", "Kabupaten Sukamaju", true).1, None);
    }

    #[test]
    fn captions_are_numbered_with_roman_chapters_too() {
        let read = |text: &str| caption_number(text).map(|(number, title)| format!("{number}|{title}"));
        assert_eq!(read("Tabel III.2 Belanja").as_deref(), Some("Tabel III.2|Belanja"));
        assert_eq!(read("TABEL 4: Belanja").as_deref(), Some("Tabel 4|Belanja"));
        assert_eq!((read("Tabel I memuat belanja"), read("Tabel ini memuat")), (None, None));
    }
}
