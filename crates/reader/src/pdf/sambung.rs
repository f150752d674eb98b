//! Tables that go on over pages: pieces of one table put together, and its rows made.

use crate::naskah::{Baris, Gabung, Letak, Sel, Tabel};
use crate::tabel::{looks_like_header, repeated_rows};

use super::halaman::{Bagian, Isi};

/// Edges this near are one (4 points): programs round widths of columns on each page.
const NEAR: i32 = 400;

/// A table that is being put together.
#[derive(Debug, Clone)]
pub(super) struct Susun {
    /// Edges of its columns.
    x: Vec<i32>,
    /// True where no lines make its columns.
    rata: bool,
    /// Its rows, each with its page.
    baris: Vec<(u32, Vec<Isi>)>,
}

impl Susun {
    /// A table by its first piece.
    pub(super) fn new(piece: Bagian, page: u32) -> Self {
        let baris = piece.baris.into_iter().map(|row| (page, row)).collect();
        Self { x: piece.x, rata: piece.rata, baris }
    }

    /// Takes the piece at the top of the next page, if it is of this table; else gives it back.
    pub(super) fn take(&mut self, piece: Bagian, page: u32) -> Result<(), Bagian> {
        let Some(x) = common(&self.x, &piece.x) else { return Err(piece) };
        let closed = piece.tertutup;
        let next = Self { x: x.clone(), ..Self::new(piece.clone(), page) };
        let first = Self { x: x.clone(), ..self.clone() }.table();
        let second = next.table();
        let repeated = repeated_rows(&first, &second);
        if repeated == 0 && (looks_like_header(&second) || other_head(&first, &second)) {
            return Err(piece);
        }
        self.x = x;
        let mut rows = next.baris.into_iter().skip(repeated);
        if let Some((_, row)) = rows.next() {
            match self.baris.last_mut().filter(|(_, last)| goes_on(last, &row, closed)) {
                Some((_, last)) => append(last, row),
                None => self.baris.push((page, row)),
            }
        }
        self.baris.extend(rows);
        Ok(())
    }

    /// Takes off the rows from the one that the piece at the top of the next page begins with: the head of a table that
    /// stands below another one in the same frame (the form of a DPA), and goes on there.
    pub(super) fn split(&mut self, piece: &Bagian) -> Option<Self> {
        let words = |row: &[Isi]| -> Vec<String> {
            row.iter().map(|cell| cell.teks.trim().to_lowercase()).filter(|text| !text.is_empty()).collect()
        };
        let head = words(piece.baris.first()?);
        let is_head = head.len() >= 3 && head.iter().all(|text| !text.contains(|sign: char| sign.is_ascii_digit()));
        let at = self.baris.iter().rposition(|(_, row)| is_head && words(row) == head).filter(|at| *at > 0)?;
        let baris = self.baris.split_off(at);
        let mut x: Vec<i32> = Vec::new();
        let mut edges: Vec<i32> =
            baris.iter().flat_map(|(_, row)| row.iter().flat_map(|cell| [cell.x0, cell.x1])).collect();
        edges.sort_unstable();
        for edge in edges {
            if x.last().is_none_or(|last| edge - last > NEAR) {
                x.push(edge);
            }
        }
        Some(Self { x, rata: self.rata, baris })
    }

    /// The table in its grid.
    pub(super) fn table(&self) -> Tabel {
        let width = self.x.len().saturating_sub(1);
        let page = |page: u32| Letak { halaman: Some(page), ..Letak::default() };
        let mut baris: Vec<Baris> = self
            .baris
            .iter()
            .map(|(at, _)| {
                let letak = page(*at);
                let sel = (0..width).map(|_| Sel { letak: letak.clone(), ..Sel::default() }).collect();
                Baris { letak, sel }
            })
            .collect();
        for (at, (_, cells)) in self.baris.iter().enumerate() {
            for cell in cells {
                let (from, to) =
                    (nearest(&self.x, cell.x0), nearest(&self.x, cell.x1).max(nearest(&self.x, cell.x0) + 1));
                for (row, below) in baris.iter_mut().skip(at).take(cell.tinggi).zip(0..) {
                    for column in from..to.min(width) {
                        let Some(sel) = row.sel.get_mut(column) else { continue };
                        sel.gabung = match (below, column - from, cell.tinggi, to - from) {
                            (_, _, 1, 1) => Gabung::Sendiri,
                            (0, 0, tinggi, lebar) => Gabung::Awal { baris: small(tinggi), kolom: small(lebar) },
                            _ => Gabung::Bagian,
                        };
                        if below == 0 && column == from {
                            sel.teks.clone_from(&cell.teks);
                            sel.tebal = cell.tebal;
                        }
                    }
                }
            }
        }
        let letak = self.baris.first().map(|(at, _)| page(*at)).unwrap_or_default();
        Tabel { letak, rata: self.rata, baris, ..Tabel::default() }
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn nearest(edges: &[i32], at: i32) -> usize {
    let distance = |edge: &i32| (edge - at).abs();
    edges.iter().enumerate().min_by_key(|(_, edge)| distance(edge)).map_or(0, |(index, _)| index)
}

/// The edges of two pieces, if they can be of one table: the same sides, and the edges of one are edges of the other.
fn common(left: &[i32], right: &[i32]) -> Option<Vec<i32>> {
    let near = |a: &i32, b: &i32| (a - b).abs() <= NEAR;
    if !near(left.first()?, right.first()?) || !near(left.last()?, right.last()?) {
        return None;
    }
    let (more, fewer) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    fewer.iter().all(|edge| more.iter().any(|other| near(edge, other))).then(|| more.to_vec())
}

/// Whether the next piece has a head of its own: a bold row of words, as the first piece has one.
fn other_head(first: &Tabel, next: &Tabel) -> bool {
    let is_head = |table: &Tabel| {
        table.baris.first().is_some_and(|row| {
            let mut filled = row.sel.iter().filter(|cell| !cell.teks.is_empty()).peekable();
            let several = row.sel.iter().filter(|cell| !cell.teks.is_empty()).count() >= 2;
            several && filled.all(|cell| cell.tebal && !cell.teks.contains(|sign: char| sign.is_ascii_digit()))
        })
    };
    is_head(first) && is_head(next)
}

/// Whether a row at the top of a page is the rest of the last row of the page before: its first cell is empty, it has
/// text only where that row has some, and no second number stands in a cell that has one.
fn goes_on(last: &[Isi], row: &[Isi], closed: bool) -> bool {
    let first_empty = row.first().is_some_and(|cell| cell.teks.is_empty());
    let filled: Vec<&Isi> = row.iter().filter(|cell| !cell.teks.is_empty()).collect();
    let above = |cell: &Isi| last.iter().find(|other| (other.x0 - cell.x0).abs() <= NEAR);
    let fits = filled.iter().all(|cell| {
        let digits = cell.teks.starts_with(|sign: char| sign.is_ascii_digit());
        above(cell).is_some_and(|other| {
            let alone = !other.teks.is_empty() && other.tinggi == 1 && cell.tinggi == 1;
            alone && (!digits || ends_nip(&other.teks, &cell.teks) || ends_head(&other.teks, &cell.teks))
        })
    });
    let words =
        |cell: &&Isi| cell.teks.starts_with(|sign: char| sign.is_lowercase() || matches!(sign, '(' | ')' | '/'));
    let first_words = filled.first().is_some_and(words);
    let has_numbers = last.iter().any(|cell| cell.teks.starts_with(|sign: char| sign.is_ascii_digit()));
    !filled.is_empty()
        && fits
        && filled.len() < row.len().max(2)
        && (if first_empty { first_words || !closed || has_numbers } else { !closed && first_words && has_numbers })
}

/// The last groups of a NIP (18 digits, written "19800415 200501 1 007") below its first.
fn ends_nip(above: &str, below: &str) -> bool {
    let digits = |text: &str| {
        let only = text.chars().all(|sign| sign.is_ascii_digit() || sign == ' ');
        only.then(|| text.chars().filter(char::is_ascii_digit).count())
    };
    matches!((digits(above), digits(below)), (Some(above @ 8..), Some(below)) if above + below == 18)
}

/// A year below the words of a head: "Realisasi", "2022".
fn ends_head(above: &str, below: &str) -> bool {
    let year = below.split(' ').next().filter(|word| word.len() == 4);
    let is_year = year.is_some_and(|year| year.parse().is_ok_and(|year: u32| (1990..2100).contains(&year)));
    is_year && above.chars().all(|sign| !sign.is_ascii_digit())
}

/// Adds the rest of a row.
fn append(last: &mut [Isi], row: Vec<Isi>) {
    for cell in row.into_iter().filter(|cell| !cell.teks.is_empty()) {
        if let Some(above) = last.iter_mut().find(|other| (other.x0 - cell.x0).abs() <= NEAR) {
            above.teks.push(' ');
            above.teks.push_str(&cell.teks);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell((x0, x1): (i32, i32), teks: &str) -> Isi {
        Isi { x0, x1, tinggi: 1, teks: teks.to_string(), tebal: false }
    }

    #[test]
    fn a_table_below_another_in_one_frame_goes_on_over_the_page() {
        let head =
            || vec![cell((0, 20_000), "Kode"), cell((20_000, 40_000), "Uraian"), cell((40_000, 60_000), "Jumlah")];
        let row = |kode: &str, jumlah: &str| {
            vec![cell((0, 20_000), kode), cell((20_000, 40_000), "Belanja"), cell((40_000, 60_000), jumlah)]
        };
        let form = vec![cell((0, 30_000), "Organisasi"), cell((30_000, 60_000), "Dinas A")];
        let first = Bagian {
            x: vec![0, 20_000, 30_000, 40_000, 60_000],
            baris: vec![form, head(), row("5.1", "9.000")],
            tertutup: true,
            rata: false,
        };
        let second = Bagian {
            x: vec![0, 20_500, 39_000, 60_000],
            baris: vec![head(), row("5.1.01", "9.000")],
            tertutup: true,
            rata: false,
        };
        let mut table = Susun::new(first, 1);
        let second = table.take(second, 2).unwrap_err();
        let mut lower = table.split(&second).unwrap();
        assert!(lower.take(second, 2).is_err(), "edges farther apart than 4 points are another table");
        let second = Bagian {
            x: vec![0, 20_300, 39_800, 60_000],
            baris: vec![head(), row("5.1.01", "9.000")],
            tertutup: true,
            rata: false,
        };
        assert!(lower.take(second, 2).is_ok());
        assert_eq!(table.table().baris.len(), 1);
        let codes: Vec<String> = lower.table().baris.iter().map(|row| row.sel[0].teks.clone()).collect();
        assert_eq!(codes, ["Kode", "5.1", "5.1.01"]);
    }

    #[test]
    fn a_nip_and_a_year_may_go_on_with_digits() {
        assert!(ends_nip("19800415 200501", "1 007"));
        assert!(!ends_nip("1.250.000", "1 007") && !ends_nip("19800415 200501 1 007", "1 007"));
        assert!(ends_head("Realisasi", "2022") && ends_head("Capaian", "2024 (%)"));
        assert!(!ends_head("Tahun 2023", "2024") && !ends_head("Jumlah", "1250"));
    }
}
