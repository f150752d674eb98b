//! Tables without lines: rows of figures whose pieces stand below each other.

use super::garis::{Garis, Ruas};
use super::halaman::{Bagian, Isi, Potong};

/// A table has at least so many rows of figures, and as many columns.
const LEAST: usize = 3;

/// Lines farther apart than so many tenths of their height are not of one table.
const FAR: i32 = 45;

/// Lines nearer than that may be of one row.
const NEAR: i32 = 22;

/// The most lines of a head.
const HEAD: usize = 5;

/// Lists of pages are no tables, although they look like some.
const LISTS: [&str; 5] = ["daftar isi", "daftar tabel", "daftar gambar", "daftar lampiran", "daftar grafik"];

/// The lines of a page from top to bottom, those that make a table as one piece; each piece with its top. No table goes
/// over one of the breaks (what else stands on the page).
pub(super) fn pieces(lines: Vec<Garis>, breaks: &[i32]) -> Vec<(i32, Potong)> {
    let is_list = lines.iter().any(|line| {
        let text = line.teks().to_lowercase();
        LISTS.iter().any(|list| text.starts_with(list))
    });
    let mut found = Vec::new();
    let mut run: Vec<Garis> = Vec::new();
    let close = |run: &mut Vec<Garis>, found: &mut Vec<(i32, Potong)>| {
        let all = std::mem::take(run);
        let mut lines = all.as_slice();
        let line = |line: &Garis| (top(line), Potong::Garis(line.clone()));
        while let Some((from, to, part)) = table(lines).filter(|_| !is_list) {
            found.extend(lines.iter().take(from).map(line));
            found.extend(lines.get(from).map(|first| (top(first), Potong::Tabel(part))));
            lines = lines.get(to..).unwrap_or_default();
        }
        found.extend(lines.iter().map(line));
    };
    for line in lines {
        let apart = run
            .last()
            .is_some_and(|last| gap(last, &line) > FAR || breaks.iter().any(|edge| (last.y..line.y).contains(edge)));
        if apart {
            close(&mut run, &mut found);
        }
        run.push(line);
    }
    close(&mut run, &mut found);
    found
}

fn top(line: &Garis) -> i32 {
    line.y - line.ukuran
}

/// Tenths of the height between two base lines.
fn gap(above: &Garis, below: &Garis) -> i32 {
    (below.y - above.y) * 10 / above.ukuran.min(below.ukuran).max(1)
}

fn is_figure(text: &str) -> bool {
    let text = text.trim_start_matches(['R', 'p', '.', '(', '-', ' ']).trim_end_matches([')', '%', '-', ',', ' ']);
    text.starts_with(|sign: char| sign.is_ascii_digit())
        && text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','))
}

fn has_words(text: &str) -> bool {
    text.chars().filter(|sign| sign.is_alphabetic()).count() >= 3
}

/// A row of figures: three pieces or more, two of them figures and one of words, or four of them figures (the name may
/// stand in lines of its own); no numbers of columns, and no line of dots that leads to a page.
fn is_row(line: &Garis) -> bool {
    let figures = line.ruas.iter().filter(|piece| is_figure(&piece.teks)).count();
    let words = line.ruas.iter().any(|piece| has_words(&piece.teks));
    let counted = line.ruas.iter().zip(1..).all(|(piece, number): (_, usize)| piece.teks == number.to_string());
    let leads = line.ruas.iter().any(|piece| piece.teks.contains("....") || piece.teks.contains('…'));
    line.ruas.len() >= LEAST && (figures >= 2 && words || figures >= 4) && !counted && !leads
}

/// Where the first table begins and ends among the lines, and the table.
fn table(lines: &[Garis]) -> Option<(usize, usize, Bagian)> {
    let rows: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(is_row)).collect();
    // A head between two rows begins another table.
    let is_name = |text: &str| text.contains(char::is_alphabetic) && !text.contains(|sign: char| sign.is_ascii_digit());
    let is_title = |line: &Garis| line.ruas.len() >= LEAST && line.ruas.iter().all(|piece| is_name(&piece.teks));
    let one = |above: &usize, below: &usize| !lines.get(above + 1..*below).unwrap_or_default().iter().any(is_title);
    let mut sections = rows.chunk_by(one).map(|rows| {
        let below = rows.last()? + 1;
        let title = lines.get(below..)?.iter().position(is_title);
        section(lines, rows, title.map_or(lines.len(), |at| below + at))
    });
    sections.find_map(|found| found)
}

/// The table of these rows, which may go on to a line.
fn section(lines: &[Garis], rows: &[usize], limit: usize) -> Option<(usize, usize, Bagian)> {
    let (first, last) = (*rows.first()?, *rows.last()?);
    let of_rows: Vec<&Garis> = rows.iter().filter_map(|at| lines.get(*at)).collect();
    let fine: Vec<Garis> = of_rows.iter().map(|line| split(line)).collect();
    let columns = columns(&of_rows).or_else(|| columns(&fine.iter().collect::<Vec<_>>()))?;
    let lines: Vec<Garis> = lines.iter().map(|line| columns.place(line)).collect();
    let between = |at: &usize| lines.get(*at).zip(lines.get(*at + 1)).map_or(0, |(above, below)| gap(above, below));
    // Lines between two rows belong to the one that is nearer.
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut from = first;
    for pair in rows.windows(2) {
        let [row, next] = pair else { continue };
        let widest = (*row..*next).map(|at| between(&at)).max()?;
        let cut = (*row..*next).find(|at| between(at) == widest)? + 1;
        blocks.push((from, cut));
        from = cut;
    }
    let fits = |line: &Garis| line.ruas.iter().all(|piece| columns.range(piece).is_some_and(|(from, to)| from == to));
    let words = |line: &Garis| fits(line) && line.ruas.iter().all(|piece| has_words(&piece.teks));
    let goes_on = (last + 1..limit).take_while(|at| {
        let near =
            lines.get(at - 1).zip(lines.get(*at)).is_some_and(|(above, below)| gap(above, below) <= NEAR * 2 / 3);
        near && lines.get(*at).is_some_and(|line| words(line) && line.ruas.len() < columns.0.len())
    });
    let end = last + 1 + goes_on.count();
    blocks.push((from, end));
    let is_head = |line: &Garis| {
        let placed = line.ruas.iter().all(|piece| columns.range(piece).is_some());
        placed
            && (line.ruas.len() >= 2 || fits(line))
            && line.ruas.iter().all(|piece| !piece.teks.ends_with([':', ';']))
    };
    // Where rows stand far apart the head does so too.
    let mut gaps: Vec<i32> = (first..last).map(|at| between(&at)).collect();
    gaps.sort_unstable();
    let near = gaps.get(gaps.len() / 2).map_or(NEAR, |usual| NEAR.max(usual * 6 / 5));
    let above = (0..first).rev().take(HEAD);
    let above = above.take_while(|at| between(at) <= near && lines.get(*at).is_some_and(is_head));
    let mut start = first - above.count();
    // One piece alone above the head is a caption.
    while start < first && lines.get(start).is_some_and(|line| line.ruas.len() < 2) {
        start += 1;
    }
    let mut baris: Vec<Vec<Isi>> = Vec::new();
    let head = lines.get(start..first)?;
    let alone = |line: &Garis| {
        let spans = line.ruas.iter().any(|piece| columns.range(piece).is_some_and(|(from, to)| from < to));
        spans || line.ruas.iter().all(|piece| is_figure(&piece.teks))
    };
    for group in head.chunk_by(|above, below| !alone(above) && !alone(below)) {
        baris.push(columns.row(group));
    }
    baris.extend(blocks.iter().filter_map(|(from, to)| Some(columns.row(lines.get(*from..*to)?))));
    Some((start, end, Bagian { x: columns.edges(), baris, tertutup: false, rata: true }))
}

/// A line parted at every gap that no space needs.
fn split(line: &Garis) -> Garis {
    Garis { ruas: line.ruas.iter().flat_map(Ruas::parts).collect(), ..line.clone() }
}

/// Columns of a table: from where to where their pieces reach.
struct Kolom(Vec<(i32, i32)>);

/// The columns of rows of figures; `None` where the pieces do not stand below each other.
fn columns(rows: &[&Garis]) -> Option<Kolom> {
    if rows.len() < LEAST {
        return None;
    }
    let mut pieces: Vec<&Ruas> = rows.iter().flat_map(|row| &row.ruas).collect();
    pieces.sort_by_key(|piece| piece.x0);
    let mut found: Vec<(i32, i32)> = Vec::new();
    for piece in pieces {
        match found.last_mut().filter(|(_, end)| piece.x0 < *end) {
            Some((_, end)) => *end = piece.x1.max(*end),
            None => found.push((piece.x0, piece.x1)),
        }
    }
    let columns = Kolom(found);
    let most = |at: usize, is: fn(&str) -> bool| {
        let pieces = rows.iter().flat_map(|row| &row.ruas);
        let all: Vec<&Ruas> = pieces.filter(|piece| columns.range(piece) == Some((at, at))).collect();
        all.len() * 2 > rows.len() && all.iter().filter(|piece| is(&piece.teks)).count() * 10 >= all.len() * 6
    };
    let figures = (0..columns.0.len()).filter(|at| most(*at, is_figure)).count();
    let words = (0..columns.0.len()).any(|at| most(at, has_words));
    let single = rows.iter().all(|row| {
        let mut places: Vec<_> = row.ruas.iter().filter_map(|piece| columns.range(piece)).collect();
        places.dedup();
        places.len() == row.ruas.len() && places.iter().all(|(from, to)| from == to)
    });
    (columns.0.len() >= LEAST && figures >= 2 && words && single).then_some(columns)
}

impl Kolom {
    /// A line with pieces that reach over columns parted between them, where each part stands in one.
    fn place(&self, line: &Garis) -> Garis {
        let place = |piece: &Ruas| -> Vec<Ruas> {
            let over = self.range(piece).is_some_and(|(from, to)| from < to);
            let parts = piece.parts();
            let single = parts.iter().all(|part| self.range(part).is_some_and(|(from, to)| from == to));
            if !over || !single {
                return vec![piece.clone()];
            }
            let mut placed: Vec<Ruas> = Vec::new();
            for part in parts {
                match placed.last_mut().filter(|last| self.range(last) == self.range(&part)) {
                    Some(last) => {
                        last.teks.push(' ');
                        last.teks.push_str(&part.teks);
                        last.x1 = part.x1;
                    }
                    None => placed.push(part),
                }
            }
            placed
        };
        Garis { ruas: line.ruas.iter().flat_map(place).collect(), ..line.clone() }
    }

    /// The first and the last column that a piece reaches into; the nearest one, where it stands between two.
    fn range(&self, piece: &Ruas) -> Option<(usize, usize)> {
        let touched = |(from, to): &(i32, i32)| piece.x0 < *to && piece.x1 > *from;
        let first = self.0.iter().position(touched);
        let last = self.0.iter().rposition(touched);
        first.zip(last).or_else(|| {
            let distance = |(from, to): &(i32, i32)| (from - piece.x1).max(piece.x0 - to);
            let (at, _) = self.0.iter().enumerate().min_by_key(|(_, column)| distance(column))?;
            Some((at, at))
        })
    }

    /// Edges: the middle between two columns.
    fn edges(&self) -> Vec<i32> {
        let between = self.0.windows(2).filter_map(|pair| match pair {
            [(_, end), (start, _)] => Some((end + start) / 2),
            _ => None,
        });
        let first = self.0.first().map(|(from, _)| *from);
        let last = self.0.last().map(|(_, to)| *to);
        first.into_iter().chain(between).chain(last).collect()
    }

    /// The lines of one row in its cells; a piece over several columns is a cell over them.
    fn row(&self, lines: &[Garis]) -> Vec<Isi> {
        let edges = self.edges();
        let edge = |at: usize| edges.get(at).copied().unwrap_or(0);
        let mut cells: Vec<(usize, usize, String, bool)> = Vec::new();
        for line in lines {
            for piece in &line.ruas {
                let Some((from, to)) = self.range(piece) else { continue };
                match cells.iter_mut().find(|(start, end, ..)| *start <= to && from <= *end) {
                    Some((start, end, text, bold)) => {
                        (*start, *end) = ((*start).min(from), (*end).max(to));
                        text.push(' ');
                        text.push_str(&piece.teks);
                        *bold &= line.tebal;
                    }
                    None => cells.push((from, to, piece.teks.clone(), line.tebal)),
                }
            }
        }
        for at in 0..self.0.len() {
            if !cells.iter().any(|(from, to, ..)| (*from..=*to).contains(&at)) {
                cells.push((at, at, String::new(), false));
            }
        }
        cells.sort_by_key(|(from, ..)| *from);
        let cell = |(from, to, teks, tebal)| Isi { x0: edge(from), x1: edge(to + 1), tinggi: 1, teks, tebal };
        cells.into_iter().map(cell).collect()
    }
}
