//! Tables by their lines: the lines of a page that touch each other, the grid they make, and the cells of the grid.

use super::Kotak;

/// Lines closer than this are one line (1.5 points).
const NEAR: i32 = 150;

/// Pieces of a line with a smaller gap are one piece, dashed lines included (3 points).
const GAP: i32 = 300;

/// Lines that end this near to another touch it.
const TOUCH: i32 = 250;

/// A page with more lines is a drawing.
const MOST_LINES: usize = 4_000;

/// A table has at most so many cells of its grid on a page.
const MOST_CELLS: usize = 40_000;

/// A cell of a table: a part of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Petak {
    pub baris: usize,
    pub kolom: usize,
    pub tinggi: usize,
    pub lebar: usize,
}

/// A table on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kisi {
    /// Edges of the columns.
    pub x: Vec<i32>,
    /// Edges of the rows.
    pub y: Vec<i32>,
    /// Cells, from top left to bottom right.
    pub petak: Vec<Petak>,
    /// True where a line closes it at the top.
    pub tertutup: bool,
}

impl Kisi {
    /// The box around it.
    pub(super) fn kotak(&self) -> Kotak {
        let edge = |edges: &[i32]| (edges.first().copied().unwrap_or(0), edges.last().copied().unwrap_or(0));
        let ((x0, x1), (y0, y1)) = (edge(&self.x), edge(&self.y));
        Kotak { x0, y0, x1, y1 }
    }
}

/// A line along an axis, with the ends of the pieces that it was made of.
#[derive(Debug, Clone)]
struct Rel {
    at: i32,
    from: i32,
    to: i32,
    ends: Vec<i32>,
}

/// The tables of a page.
pub(super) fn grids(datar: &[Kotak], tegak: &[Kotak]) -> Vec<Kisi> {
    let across = rules(datar.iter().map(|line| ((line.y0 + line.y1) / 2, line.x0, line.x1)).collect());
    let down = rules(tegak.iter().map(|line| ((line.x0 + line.x1) / 2, line.y0, line.y1)).collect());
    if across.len() + down.len() > MOST_LINES {
        return Vec::new();
    }
    let mut groups = Groups::new(across.len() + down.len());
    for (left, horizontal) in across.iter().enumerate() {
        for (right, vertical) in down.iter().enumerate() {
            if touches(horizontal, vertical) {
                groups.join(left, across.len() + right);
            }
        }
    }
    let mut grids = Vec::new();
    for root in 0..across.len() + down.len() {
        if groups.root(root) != root {
            continue;
        }
        let of = |rules: &[Rel], offset: usize, groups: &mut Groups| -> Vec<Rel> {
            let own = rules.iter().enumerate().filter(|(at, _)| groups.root(at + offset) == root);
            own.map(|(_, rule)| rule.clone()).collect()
        };
        let across_own = of(&across, 0, &mut groups);
        let down_own = of(&down, across.len(), &mut groups);
        grids.extend(grid(&across_own, &down_own));
    }
    grids.sort_by_key(|grid| (grid.kotak().y0, grid.kotak().x0));
    grids
}

fn touches(across: &Rel, down: &Rel) -> bool {
    (down.from - TOUCH..=down.to + TOUCH).contains(&across.at)
        && (across.from - TOUCH..=across.to + TOUCH).contains(&down.at)
}

/// Pieces (place, from, to) put together to lines.
fn rules(mut pieces: Vec<(i32, i32, i32)>) -> Vec<Rel> {
    pieces.sort_unstable();
    let mut rules: Vec<Rel> = Vec::new();
    let mut cluster: Vec<(i32, i32, i32)> = Vec::new();
    let mut flush = |cluster: &mut Vec<(i32, i32, i32)>| {
        let Some((first, last)) = cluster.first().zip(cluster.last()).map(|(first, last)| (first.0, last.0)) else {
            return;
        };
        let at = (first + last) / 2;
        cluster.sort_unstable_by_key(|(_, from, to)| (*from, *to));
        let start = rules.len();
        for (_, from, to) in cluster.drain(..) {
            match rules.get_mut(start..).and_then(<[Rel]>::last_mut).filter(|rule| from <= rule.to + GAP) {
                Some(rule) => {
                    rule.to = rule.to.max(to);
                    rule.ends.extend([from, to]);
                }
                None => rules.push(Rel { at, from, to, ends: vec![from, to] }),
            }
        }
    };
    for piece in pieces {
        if cluster.first().is_some_and(|first| piece.0 - first.0 > NEAR) {
            flush(&mut cluster);
        }
        cluster.push(piece);
    }
    flush(&mut cluster);
    // What is left of dots and specks is no line.
    rules.retain(|rule| rule.to - rule.from > 2 * GAP);
    rules
}

/// The grid of lines that touch each other; `None` where they make no table.
fn grid(across: &[Rel], down: &[Rel]) -> Option<Kisi> {
    let mut x = edges(down.iter().map(|rule| rule.at).collect());
    let mut hard = edges(across.iter().map(|rule| rule.at).collect());
    if x.len() < 2 || (hard.len() < 2 && down.len() < 3) {
        return None;
    }
    // Tables without a line at their sides.
    for end in [across.iter().map(|rule| rule.from).min()?, across.iter().map(|rule| rule.to).max()?] {
        let reach = across.iter().filter(|rule| (rule.from - end).abs() < GAP || (rule.to - end).abs() < GAP).count();
        if reach * 2 > across.len() && reach >= 2 && x.iter().all(|edge| (edge - end).abs() > 1_000) {
            x.push(end);
        }
    }
    x.sort_unstable();
    let (top, bottom) = (down.iter().map(|rule| rule.from).min()?, down.iter().map(|rule| rule.to).max()?);
    let tertutup = hard.first().is_some_and(|first| (first - top).abs() <= 2 * GAP || *first < top);
    let mut y = hard.clone();
    for end in [top, bottom] {
        if hard.iter().all(|edge| (edge - end).abs() > 2 * GAP) {
            y.push(end);
            hard.push(end);
        }
    }
    // Where most rows have lines, the ends between them are those of lines of text in one cell.
    y.extend(Some(row_ends(down, &hard)).filter(|ends| ends.len() >= hard.len()).unwrap_or_default());
    y.sort_unstable();
    hard.sort_unstable();
    let (rows, columns) = (y.len().checked_sub(1)?, x.len().checked_sub(1)?);
    if columns < 2 || rows == 0 || rows * columns > MOST_CELLS {
        return None;
    }
    let petak = cells(&Walls { across, down, x: &x, y: &y, hard: &hard })?;
    (petak.len() > 1).then_some(Kisi { x, y, petak, tertutup })
}

/// Places that are near each other as one.
fn edges(mut places: Vec<i32>) -> Vec<i32> {
    places.sort_unstable();
    let mut edges: Vec<i32> = Vec::new();
    for place in places {
        if edges.last().is_none_or(|last| place - last > GAP) {
            edges.push(place);
        }
    }
    edges
}

/// Where rows end without a line between them: most of the vertical lines are drawn row by row, and end there.
fn row_ends(down: &[Rel], hard: &[i32]) -> Vec<i32> {
    let mut ends: Vec<(i32, i32)> = down.iter().flat_map(|rule| rule.ends.iter().map(|end| (*end, rule.at))).collect();
    ends.sort_unstable();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, _)) = ends.get(at).copied() {
        let cluster: Vec<(i32, i32)> =
            ends.iter().skip(at).take_while(|(end, _)| end - start <= NEAR).copied().collect();
        at += cluster.len().max(1);
        let place = cluster.last().map_or(start, |(end, _)| (start + end) / 2);
        let mut lines: Vec<i32> = cluster.iter().map(|(_, line)| *line).collect();
        lines.sort_unstable();
        lines.dedup();
        let crossing = down.iter().filter(|rule| rule.from < place - GAP && rule.to > place + GAP).count();
        let free = hard.iter().chain(&found).all(|edge| (edge - place).abs() > 2 * GAP);
        if free && lines.len() >= 3 && lines.len() * 10 >= crossing * 6 {
            found.push(place);
        }
    }
    found
}

struct Walls<'w> {
    across: &'w [Rel],
    down: &'w [Rel],
    x: &'w [i32],
    y: &'w [i32],
    hard: &'w [i32],
}

impl Walls<'_> {
    fn row(&self, row: usize) -> (i32, i32) {
        (self.y.get(row).copied().unwrap_or(0), self.y.get(row + 1).copied().unwrap_or(0))
    }

    fn column(&self, column: usize) -> (i32, i32) {
        (self.x.get(column).copied().unwrap_or(0), self.x.get(column + 1).copied().unwrap_or(0))
    }

    /// Whether a line parts a cell from the one to its right.
    fn right(&self, row: usize, column: usize) -> bool {
        let at = self.column(column).1;
        covered(self.down, at, self.row(row))
    }

    /// Whether a line parts a cell from the one below, or the row ends there for all.
    fn below(&self, row: usize, column: usize) -> bool {
        let at = self.row(row).1;
        !self.hard.contains(&at) || covered(self.across, at, self.column(column))
    }
}

/// Whether lines at a place cover more than half of a stretch.
fn covered(rules: &[Rel], at: i32, (from, to): (i32, i32)) -> bool {
    let length: i32 = rules
        .iter()
        .filter(|rule| (rule.at - at).abs() <= GAP)
        .map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0))
        .max()
        .unwrap_or(0);
    length * 2 > to - from
}

/// The cells of a grid; `None` where what the lines leave open has no shape of cells: a drawing.
fn cells(walls: &Walls<'_>) -> Option<Vec<Petak>> {
    let (rows, columns) = (walls.y.len().checked_sub(1)?, walls.x.len().checked_sub(1)?);
    let mut groups = Groups::new(rows * columns);
    let index = |row: usize, column: usize| row * columns + column;
    for row in 0..rows {
        for column in 0..columns {
            if column + 1 < columns && !walls.right(row, column) {
                groups.join(index(row, column), index(row, column + 1));
            }
            if row + 1 < rows && !walls.below(row, column) {
                groups.join(index(row, column), index(row + 1, column));
            }
        }
    }
    let mut boxes: std::collections::BTreeMap<usize, (usize, usize, usize, usize, usize)> = Default::default();
    for row in 0..rows {
        for column in 0..columns {
            let root = groups.root(index(row, column));
            let seen = boxes.entry(root).or_insert((row, column, row, column, 0));
            *seen = (seen.0.min(row), seen.1.min(column), seen.2.max(row), seen.3.max(column), seen.4 + 1);
        }
    }
    let mut cells = Vec::new();
    let mut odd = 0;
    for (root, (top, left, bottom, right, size)) in boxes {
        let (tinggi, lebar) = (bottom - top + 1, right - left + 1);
        if tinggi * lebar == size {
            cells.push(Petak { baris: top, kolom: left, tinggi, lebar });
            continue;
        }
        // No cell has this shape: each of its rows by itself.
        odd += size;
        for row in top..=bottom {
            let mut column = left;
            while column <= right {
                if groups.root(index(row, column)) != root {
                    column += 1;
                    continue;
                }
                let start = column;
                while column <= right && groups.root(index(row, column)) == root {
                    column += 1;
                    if walls.right(row, column - 1) {
                        break;
                    }
                }
                cells.push(Petak { baris: row, kolom: start, tinggi: 1, lebar: column - start });
            }
        }
    }
    cells.sort_by_key(|cell| (cell.baris, cell.kolom));
    (odd * 3 <= rows * columns).then_some(cells)
}

/// Things that belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = above;
            }
            at = up;
        }
        at
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        if let Some(slot) = self.0.get_mut(left.max(right)) {
            *slot = left.min(right);
        }
    }
}
