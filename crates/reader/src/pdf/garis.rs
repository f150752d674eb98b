//! Letters put together to lines of text.

use super::lukisan::Huruf;

/// A piece of a line, apart from the next by a wide gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruas {
    /// Left edge.
    pub x0: i32,
    /// Right edge.
    pub x1: i32,
    /// Its text, white space folded.
    pub teks: String,
    /// The same at gaps that no space needs: from where to where, and the text. Empty where there are none.
    pub halus: Vec<(i32, i32, String)>,
}

impl Ruas {
    /// The pieces at those gaps, else the whole.
    pub(super) fn parts(&self) -> Vec<Self> {
        let part =
            |(x0, x1, teks): &(i32, i32, String)| Self { x0: *x0, x1: *x1, teks: teks.clone(), halus: Vec::new() };
        if self.halus.len() > 1 { self.halus.iter().map(part).collect() } else { vec![self.clone()] }
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Garis {
    /// Base line.
    pub y: i32,
    /// Height of its letters.
    pub ukuran: i32,
    /// True where all of it is bold.
    pub tebal: bool,
    /// Its pieces, at least one.
    pub ruas: Vec<Ruas>,
}

impl Garis {
    /// Left edge.
    pub(super) fn x0(&self) -> i32 {
        self.ruas.first().map_or(0, |piece| piece.x0)
    }

    /// Right edge.
    pub(super) fn x1(&self) -> i32 {
        self.ruas.last().map_or(0, |piece| piece.x1)
    }

    /// The whole line.
    pub(super) fn teks(&self) -> String {
        self.ruas.iter().map(|piece| piece.teks.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The lines of letters, from top to bottom; text that is turned comes after the rest.
pub(super) fn lines(letters: &[&Huruf]) -> Vec<Garis> {
    let mut lines = Vec::new();
    for turn in 0..4 {
        // Turned text as if the page were turned.
        let along = |x: i32, y: i32| match turn {
            0 => (x, y),
            1 => (y, -x),
            2 => (-x, -y),
            _ => (-y, x),
        };
        let turned = letters.iter().filter(|letter| letter.arah == turn);
        let mut placed: Vec<Letter<'_>> = turned
            .map(|letter| {
                let ((x0, y), (x1, _)) = (along(letter.x0, letter.y), along(letter.x1, letter.y1));
                Letter { x0, x1, y, letter }
            })
            .collect();
        placed.sort_by_key(|letter| letter.y);
        let mut rows: Vec<Vec<Letter<'_>>> = Vec::new();
        for letter in placed {
            let same = |row: &Vec<Letter<'_>>| {
                row.last().is_some_and(|last| {
                    let size = last.letter.ukuran.max(letter.letter.ukuran);
                    (letter.y - last.y) * 100 <= size * 35
                })
            };
            match rows.last_mut().filter(|row| same(row)) {
                Some(row) => row.push(letter),
                None => rows.push(vec![letter]),
            }
        }
        lines.extend(rows.into_iter().filter_map(line));
    }
    lines
}

/// A letter in the direction of its text.
#[derive(Clone, Copy)]
struct Letter<'h> {
    x0: i32,
    x1: i32,
    y: i32,
    letter: &'h Huruf,
}

/// Puts a line together. A gap wider than a fifth of the height is a space, or three tenths where the line has spaces
/// of its own; a gap of twice the height parts it.
fn line(mut row: Vec<Letter<'_>>) -> Option<Garis> {
    row.sort_by_key(|letter| letter.x0);
    let spaced = row.iter().any(|letter| letter.letter.teks.trim().is_empty());
    let mut pieces: Vec<Ruas> = Vec::new();
    let (mut bold, mut size, mut y) = (true, 0, 0);
    let mut last: Option<Letter<'_>> = None;
    let mut space = false;
    for letter in row {
        let text = letter.letter.teks.as_str();
        if text.trim().is_empty() {
            space = true;
            continue;
        }
        if text.chars().all(|sign| matches!(sign, '\u{ad}' | '\u{200b}' | '\u{feff}')) {
            continue;
        }
        let height = letter.letter.ukuran.max(1);
        let twice = last.is_some_and(|last| {
            last.letter.teks == text && (letter.x0 - last.x0) * 8 < height && (letter.y - last.y).abs() * 8 < height
        });
        if twice {
            continue;
        }
        let gap = last.map_or(0, |last| letter.x0 - last.x1);
        let wide = gap * 100 > height * if spaced { 30 } else { 18 };
        match pieces.last_mut() {
            Some(piece) if gap <= height * 2 => {
                // Programs leave spaces behind under the letters of another text; a space of the line takes room.
                if wide || (space && gap * 100 > height * 4) {
                    piece.teks.push(' ');
                }
                piece.teks.push_str(text);
                piece.x1 = piece.x1.max(letter.x1);
                match piece.halus.last_mut().filter(|_| gap * 100 <= height * 70) {
                    Some((_, end, part)) => {
                        if wide || (space && gap * 100 > height * 4) {
                            part.push(' ');
                        }
                        part.push_str(text);
                        *end = letter.x1.max(*end);
                    }
                    None => piece.halus.push((letter.x0, letter.x1, text.to_string())),
                }
            }
            _ => pieces.push(Ruas {
                x0: letter.x0,
                x1: letter.x1,
                teks: text.to_string(),
                halus: vec![(letter.x0, letter.x1, text.to_string())],
            }),
        }
        bold &= letter.letter.tebal;
        if letter.letter.ukuran > size {
            (size, y) = (letter.letter.ukuran, letter.y);
        }
        (last, space) = (Some(letter), false);
    }
    for piece in &mut pieces {
        piece.teks = fold(&piece.teks);
        if piece.halus.len() > 1 {
            piece.halus.iter_mut().for_each(|(_, _, part)| *part = fold(part));
            piece.halus.retain(|(_, _, part)| !part.is_empty());
        } else {
            piece.halus = Vec::new();
        }
    }
    pieces.retain(|piece| !piece.teks.is_empty());
    (!pieces.is_empty()).then_some(Garis { y, ukuran: size, tebal: bold, ruas: pieces })
}

/// White space folded, ligatures and signs of private fonts in plain letters.
fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' => plain.push('•'),
            '\u{f0fc}' => plain.push('✓'),
            sign if sign.is_control() => plain.push(' '),
            sign => plain.push(sign),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a cell of this width as one text. A number that a narrow cell broke is one number again.
pub(super) fn join(lines: &[Garis], width: i32) -> String {
    let texts: Vec<String> = lines.iter().map(Garis::teks).collect();
    if texts.len() > 1 && texts.iter().all(|text| is_digits(text)) {
        let whole = texts.concat();
        // Without separators only lines that have no room left show that a number goes on below.
        let full = |line: &Garis| (line.x1() - line.x0() + line.ukuran * 3 / 2) >= width;
        let broken = whole.len() >= 5 && is_number(&whole) && lines.iter().rev().skip(1).all(full);
        if broken || (is_grouped(&whole) && !texts.iter().all(|text| is_grouped(text))) {
            return whole;
        }
    }
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() && !hyphenated(&joined, &text) {
            joined.push(' ');
        }
        joined.push_str(&text);
    }
    joined
}

/// Whether a line that ends with a hyphen goes on without a space.
pub(super) fn hyphenated(before: &str, after: &str) -> bool {
    let mut ends = before.chars().rev();
    ends.next() == Some('-') && ends.next().is_some_and(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) || is_grouped(text)
}

/// `1.234.567` or `1.234.567,89`: groups of three after the first.
fn is_grouped(text: &str) -> bool {
    let whole = text.split(',').next().unwrap_or_default();
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    (1..=3).contains(&first.len()) && !rest.is_empty() && rest.iter().all(|group| group.len() == 3)
}
