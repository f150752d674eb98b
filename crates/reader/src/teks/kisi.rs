//! Tables drawn with `+`, `-` and `|`: a cell may have several lines and may go over columns and rows.
//!
//! Where a rule of `=` follows the head (or opens a table without one), every further row stands between two rules;
//! without one each line under the head is a row, as databases print it.

use std::collections::BTreeSet;

use super::ungkapan::clean;
use crate::naskah::{Baris, Gabung, Letak, Sel, Tabel};

/// Whether a line can open such a table.
pub(super) fn opens(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("+-") || line.starts_with("+=")
}

/// Whether a line belongs to a table that is open.
pub(super) fn goes_on(line: &str) -> bool {
    line.trim_start().starts_with(['+', '|'])
}

/// A drawn line and its number in the file.
pub(super) type Tergambar = (u32, Vec<char>);

/// Where columns begin and end.
pub(super) fn edges(lines: &[Tergambar]) -> Vec<usize> {
    let rules = lines.iter().filter(|(_, line)| line.first() == Some(&'+'));
    let edges: BTreeSet<usize> = rules
        .flat_map(|(_, line)| line.iter().enumerate().filter(|(_, sign)| **sign == '+').map(|(at, _)| at))
        .collect();
    edges.into_iter().collect()
}

/// The table that these lines draw over these edges; `None` where they draw none.
pub(super) fn read(lines: &[Tergambar], edges: &[usize]) -> Option<Tabel> {
    let is_rule =
        |line: &[char]| line.contains(&'+') && line.windows(2).any(|two| matches!(two, ['-' | '=', '-' | '=']));
    let width = edges.len().checked_sub(1).filter(|width| *width > 0)?;
    let doubled = lines.iter().any(|(_, line)| line.first() == Some(&'+') && line.contains(&'='));

    let mut table = Tabel { letak: Letak::line(lines.first()?.0), ..Tabel::default() };
    // Where each column's cell of the row above stands, for cells that go on below a rule that they interrupt.
    let mut above: Vec<(usize, usize)> = Vec::new();
    let mut rule: Option<&[char]> = None;
    let mut rules = 0;
    let mut fresh = true;
    for (number, line) in lines {
        if is_rule(line) && bars(line, edges) {
            rule = Some(line);
            rules += 1;
            fresh = true;
            // Words of a cell that goes through the rule.
            for (column, text) in pieces(line, edges) {
                if text.chars().any(|sign| sign.is_alphanumeric())
                    && let Some((row, column)) = above.get(column).copied()
                {
                    add(&mut table, row, column, &text);
                }
            }
            continue;
        }
        if fresh || (!doubled && rules >= 2) {
            let letak = Letak::line(*number);
            let sel = (0..width).map(|_| Sel { letak: letak.clone(), ..Sel::default() }).collect();
            table.baris.push(Baris { letak, sel });
        }
        let row = table.baris.len().checked_sub(1)?;
        let mut places: Vec<(usize, usize)> = if fresh { Vec::new() } else { above.clone() };
        let parts = pieces(line, edges);
        for (at, (column, text)) in parts.iter().enumerate() {
            let end = parts.get(at + 1).map_or(width, |(next, _)| *next);
            if fresh {
                let open = rule.is_some_and(|rule| !closed(rule, edges, *column)) && rules > 1;
                let origin = above.get(*column).copied().filter(|_| open).unwrap_or((row, *column));
                places.extend((*column..end).map(|_| origin));
                merge(&mut table, origin, row, *column, end);
            } else if !doubled && rules >= 2 {
                merge(&mut table, (row, *column), row, *column, end);
            }
            let origin =
                if !fresh && !doubled && rules >= 2 { Some((row, *column)) } else { places.get(*column).copied() };
            if let Some((row, column)) = origin {
                add(&mut table, row, column, text);
            }
        }
        above = places;
        fresh = false;
    }
    (!table.baris.is_empty()).then_some(table)
}

/// Whether a rule has a mark at every edge that it does not leave open.
fn bars(line: &[char], edges: &[usize]) -> bool {
    edges.first().is_some_and(|first| matches!(line.get(*first), Some('+' | '|')))
}

/// Whether a rule closes a column.
fn closed(rule: &[char], edges: &[usize], column: usize) -> bool {
    edges.get(column).and_then(|edge| rule.get(edge + 1)).is_some_and(|sign| matches!(sign, '-' | '='))
}

/// The pieces of a line between bars, each with its first column.
fn pieces(line: &[char], edges: &[usize]) -> Vec<(usize, String)> {
    let mut pieces: Vec<(usize, String)> = Vec::new();
    for (column, ends) in edges.windows(2).enumerate() {
        let [from, to] = ends else { continue };
        let text: String = line.get(*from..(*to).min(line.len())).unwrap_or_default().iter().collect();
        match (text.strip_prefix(['|', '+']), pieces.last_mut()) {
            (None, Some((_, before))) => before.push_str(&text),
            (inside, _) => pieces.push((column, inside.unwrap_or(&text).to_string())),
        }
    }
    pieces.iter_mut().for_each(|(_, text)| *text = clean(text));
    pieces
}

fn add(table: &mut Tabel, row: usize, column: usize, text: &str) {
    let Some(cell) = table.baris.get_mut(row).and_then(|row| row.sel.get_mut(column)) else { return };
    if !text.is_empty() {
        if !cell.teks.is_empty() {
            cell.teks.push(' ');
        }
        cell.teks.push_str(text);
    }
}

/// Marks the cells that a merge covers.
fn merge(table: &mut Tabel, origin: (usize, usize), row: usize, column: usize, end: usize) {
    let (tall, wide) = (row + 1 - origin.0.min(row), end - column);
    if tall == 1 && wide == 1 {
        return;
    }
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    // The rows between were marked when they came.
    if let Some(line) = table.baris.get_mut(row) {
        line.sel.iter_mut().skip(column).take(wide).for_each(|cell| cell.gabung = Gabung::Bagian);
    }
    if (column..end).contains(&origin.1)
        && let Some(first) = table.baris.get_mut(origin.0).and_then(|line| line.sel.get_mut(origin.1))
    {
        first.gabung = Gabung::Awal { baris: small(tall), kolom: small(wide) };
    }
}
