//! A page taken to pieces: its tables, and the lines of text outside of them, from top to bottom.

use super::garis::{self, Garis};
use super::kisi::{self, Kisi};
use super::lukisan::{Huruf, Lukisan};
use super::rata;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Halaman {
    /// 1 is the file's first.
    pub nomor: u32,
    /// Its width.
    pub lebar: i32,
    /// Its height.
    pub tinggi: i32,
    /// Where its text and its tables begin at the left.
    pub kiri: i32,
    /// How far they reach to the right.
    pub kanan: i32,
    /// What stands on it, from top to bottom.
    pub potong: Vec<Potong>,
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub(super) enum Potong {
    /// A line of text outside of tables.
    Garis(Garis),
    /// A table, or what of it stands on this page.
    Tabel(Bagian),
}

/// What of a table stands on a page.
#[derive(Debug, Clone)]
pub(super) struct Bagian {
    /// Edges of its columns.
    pub x: Vec<i32>,
    /// Its rows.
    pub baris: Vec<Vec<Isi>>,
    /// True where a line closes it at the top.
    pub tertutup: bool,
    /// True where no lines make its columns.
    pub rata: bool,
}

/// A cell with its text.
#[derive(Debug, Clone)]
pub(super) struct Isi {
    /// Left edge.
    pub x0: i32,
    /// Right edge.
    pub x1: i32,
    /// How many rows it takes.
    pub tinggi: usize,
    /// Its text.
    pub teks: String,
    /// True where all of it is bold.
    pub tebal: bool,
}

/// A table that ends this near the right edge of the page (5 points) was cut off there.
const EDGE: i32 = 500;

/// Takes a page to pieces.
pub(super) fn take_apart(nomor: u32, lukisan: &Lukisan) -> Halaman {
    let grids = kisi::grids(&lukisan.datar, &lukisan.tegak);
    let mut outside: Vec<&Huruf> = Vec::new();
    let mut inside: Vec<Vec<&Huruf>> = grids.iter().map(|_| Vec::new()).collect();
    // A table inside a cell of another is the smaller one.
    let mut by_size: Vec<usize> = (0..grids.len()).collect();
    by_size.sort_by_key(|at| grids.get(*at).map(|grid| grid.kotak().luas()));
    for letter in &lukisan.huruf {
        let (x, y) = middle(letter);
        let holds = |grid: &Kisi| {
            let frame = grid.kotak();
            // A table that is wider than the page goes on beyond its edge, where nothing is drawn.
            let cut = x >= frame.x1 && frame.x1 >= lukisan.lebar - EDGE && (frame.y0..frame.y1).contains(&y);
            frame.contains(x, y) || cut
        };
        let owner = by_size.iter().find(|at| grids.get(**at).is_some_and(holds));
        match owner.and_then(|at| inside.get_mut(*at)) {
            Some(own) => own.push(letter),
            None => outside.push(letter),
        }
    }
    let (upright, turned): (Vec<&Huruf>, Vec<&Huruf>) = outside.into_iter().partition(|letter| letter.arah == 0);
    let breaks: Vec<i32> = grids.iter().map(|grid| grid.kotak().y0).collect();
    let mut potong = rata::pieces(garis::lines(&upright), &breaks);
    potong.extend(garis::lines(&turned).into_iter().map(|line| (line.y - line.ukuran, Potong::Garis(line))));
    for (grid, letters) in grids.iter().zip(&inside) {
        if letters.iter().any(|letter| !letter.teks.trim().is_empty()) {
            potong.push((grid.kotak().y0, Potong::Tabel(fill(grid, letters))));
        }
    }
    potong.sort_by_key(|(y, _)| *y);
    let potong: Vec<Potong> = potong.into_iter().map(|(_, piece)| piece).collect();
    let sides = potong.iter().map(|piece| match piece {
        Potong::Garis(line) => (line.x0(), line.x1()),
        Potong::Tabel(part) => {
            let right = part.x.last().copied().unwrap_or(0);
            // One that the page cuts off tells nothing of how far its text reaches.
            (part.x.first().copied().unwrap_or(0), if right < lukisan.lebar - EDGE { right } else { 0 })
        }
    });
    let (kiri, kanan) = sides.fold((lukisan.lebar, 0), |(left, right), (x0, x1)| (left.min(x0), right.max(x1)));
    let (kiri, kanan) = (kiri.max(0), kanan.min(lukisan.lebar));
    Halaman { nomor, lebar: lukisan.lebar, tinggi: lukisan.tinggi, kiri, kanan, potong }
}

/// The middle of a letter: a little above its base line.
fn middle(letter: &Huruf) -> (i32, i32) {
    let up = letter.ukuran / 4;
    let (x, y) = ((letter.x0 + letter.x1) / 2, (letter.y + letter.y1) / 2);
    match letter.arah {
        0 => (x, y - up),
        1 => (x + up, y),
        2 => (x, y + up),
        _ => (x - up, y),
    }
}

/// Puts letters into the cells of a grid.
fn fill(grid: &Kisi, letters: &[&Huruf]) -> Bagian {
    let columns = grid.x.len().saturating_sub(1);
    let mut owners = vec![usize::MAX; columns * grid.y.len().saturating_sub(1)];
    for (at, cell) in grid.petak.iter().enumerate() {
        for row in cell.baris..cell.baris + cell.tinggi {
            for column in cell.kolom..cell.kolom + cell.lebar {
                if let Some(owner) = owners.get_mut(row * columns + column) {
                    *owner = at;
                }
            }
        }
    }
    let mut texts: Vec<Vec<&Huruf>> = grid.petak.iter().map(|_| Vec::new()).collect();
    for letter in letters {
        let (x, y) = middle(letter);
        let within = |edges: &[i32], at: i32| {
            edges.partition_point(|edge| *edge <= at).saturating_sub(1).min(edges.len().saturating_sub(2))
        };
        let owner = owners.get(within(&grid.y, y) * columns + within(&grid.x, x));
        if let Some(text) = owner.and_then(|owner| texts.get_mut(*owner)) {
            text.push(letter);
        }
    }
    let mut baris: Vec<Vec<Isi>> = (1..grid.y.len()).map(|_| Vec::new()).collect();
    for (cell, text) in grid.petak.iter().zip(&texts) {
        let lines = garis::lines(text);
        let edge = |at: usize| grid.x.get(at).copied().unwrap_or(0);
        let Some(row) = baris.get_mut(cell.baris) else { continue };
        let isi = |from: usize, to: usize, lines: &[Garis]| Isi {
            x0: edge(from),
            x1: edge(to),
            tinggi: cell.tinggi,
            teks: garis::join(lines, edge(to) - edge(from)),
            tebal: !lines.is_empty() && lines.iter().all(|line| line.tebal),
        };
        let end = cell.kolom + cell.lebar;
        match columns_of(&lines, grid, cell.kolom, end) {
            Some(columns) => row.extend((cell.kolom..end).zip(&columns).map(|(at, lines)| isi(at, at + 1, lines))),
            None => row.push(isi(cell.kolom, end, &lines)),
        }
    }
    Bagian { x: grid.x.clone(), baris, tertutup: grid.tertutup, rata: false }
}

/// The lines of a wide cell by column, where a head without lines between its cells was taken for one cell: every piece
/// of its lines stands within one column, and at least half of the columns have some.
fn columns_of(lines: &[Garis], grid: &Kisi, from: usize, to: usize) -> Option<Vec<Vec<Garis>>> {
    if to <= from + 1 || lines.iter().all(|line| line.ruas.len() < 2) {
        return None;
    }
    let mut columns: Vec<Vec<Garis>> = (from..to).map(|_| Vec::new()).collect();
    for line in lines {
        for piece in &line.ruas {
            let at = grid.x.partition_point(|edge| *edge <= piece.x0).checked_sub(1)?;
            if grid.x.get(at + 1).is_none_or(|edge| piece.x1 > edge + 100) {
                return None;
            }
            columns.get_mut(at.checked_sub(from)?)?.push(Garis { ruas: vec![piece.clone()], ..line.clone() });
        }
    }
    (columns.iter().filter(|lines| !lines.is_empty()).count() * 2 > columns.len()).then_some(columns)
}
