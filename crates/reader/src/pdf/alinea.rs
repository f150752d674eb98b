//! Lines of text put together to headings and paragraphs; what repeats at the edges of pages is left out.

use std::collections::BTreeMap;

use crate::naskah::{Blok, Letak, Paragraf};

use super::garis::{Garis, hyphenated};
use super::halaman::{Halaman, Potong};

/// Drops what repeats at the top or at the bottom of pages, and lone page numbers there.
pub(super) fn drop_margins(pages: &mut [Halaman]) {
    let mut seen: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut own: Vec<(String, bool)> = page.potong.iter().filter_map(|piece| margin(page, piece)).collect();
        own.sort();
        own.dedup();
        for key in own {
            *seen.entry(key).or_default() += 1;
        }
    }
    let many = pages.len();
    let shift = number_shift(pages);
    for page in pages {
        let gone: Vec<bool> = page
            .potong
            .iter()
            .map(|piece| {
                if shift.is_some() && lone_number(page, piece).map(|number| number - i64::from(page.nomor)) == shift {
                    return true;
                }
                let Some((text, top)) = margin(page, piece) else { return false };
                let times = seen.get(&(text.clone(), top)).copied().unwrap_or(0);
                times >= 3 || (times == 2 && many <= 5) || (is_page_number(&text) && is_edge(page, piece))
            })
            .collect();
        let mut gone = gone.into_iter();
        page.potong.retain(|_| !gone.next().unwrap_or_default());
    }
}

/// A number that stands alone in the outer fifth of a page.
fn lone_number(page: &Halaman, piece: &Potong) -> Option<i64> {
    let Potong::Garis(line) = piece else { return None };
    let share = i64::from(line.y) * 100 / i64::from(page.tinggi.max(1));
    (!(20..=80).contains(&share)).then(|| line.teks()).filter(|text| text.len() <= 4).and_then(|text| text.parse().ok())
}

/// What to add to the count of pages to get the page numbers that are printed on most pages.
fn number_shift(pages: &[Halaman]) -> Option<i64> {
    let mut shifts: BTreeMap<i64, usize> = BTreeMap::new();
    for page in pages {
        for number in page.potong.iter().filter_map(|piece| lone_number(page, piece)) {
            *shifts.entry(number - i64::from(page.nomor)).or_default() += 1;
        }
    }
    shifts.into_iter().max_by_key(|(_, times)| *times).filter(|(_, times)| *times >= 3).map(|(shift, _)| shift)
}

/// The text of a line in the margin of a page with its digits made equal, and whether it is at the top.
fn margin(page: &Halaman, piece: &Potong) -> Option<(String, bool)> {
    let Potong::Garis(line) = piece else { return None };
    let top = line.y * 100 < page.tinggi * 14;
    let bottom = line.y * 100 > page.tinggi * 88;
    (top || bottom).then(|| {
        let text = line.teks().to_lowercase();
        let mut equal = String::new();
        for sign in text.chars() {
            match sign {
                sign if sign.is_ascii_digit() && equal.ends_with('#') => {}
                sign if sign.is_ascii_digit() => equal.push('#'),
                sign => equal.push(sign),
            }
        }
        (equal, top)
    })
}

/// Whether a line stands at the very edge of a page.
fn is_edge(page: &Halaman, piece: &Potong) -> bool {
    matches!(piece, Potong::Garis(line) if !(10..=91).contains(&(i64::from(line.y) * 100 / i64::from(page.tinggi.max(1)))))
}

/// `#`, `- # -`, `halaman # dari #`, `iv`.
fn is_page_number(text: &str) -> bool {
    let plain = text.trim_matches(|sign: char| matches!(sign, '-' | '–' | '|' | '.' | ' ' | '[' | ']'));
    let roman = !plain.is_empty() && plain.len() <= 6 && plain.chars().all(|sign| matches!(sign, 'i' | 'v' | 'x'));
    plain == "#" || roman || matches!(plain, "halaman #" | "hal. #" | "halaman # dari #" | "page #" | "# / #")
}

/// The height of most letters outside of tables.
pub(super) fn body_size(pages: &[Halaman]) -> i32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for piece in pages.iter().flat_map(|page| &page.potong) {
        if let Potong::Garis(line) = piece {
            *sizes.entry((line.ukuran + 25) / 50 * 50).or_default() += line.teks().len();
        }
    }
    sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(1_100, |(size, _)| size)
}

/// A paragraph that is being put together.
struct Rangka {
    first: Garis,
    last: Garis,
    text: String,
    left: i32,
    item: bool,
}

/// Puts the lines between two tables of a page together.
pub(super) fn blocks(lines: &[Garis], page: &Halaman, body: i32) -> Vec<Blok> {
    let right = lines.iter().map(Garis::x1).max().unwrap_or(page.lebar).max(page.kanan);
    let left = lines.iter().map(Garis::x0).min().unwrap_or(0).min(page.kiri);
    let step = usual_step(lines);
    let contents = lines.iter().filter(|line| is_contents(&line.teks())).count() >= 3;
    let mut blocks = Vec::new();
    let mut open: Option<Rangka> = None;
    for line in lines {
        if is_columns(line) {
            blocks.extend(open.take().map(|open| finish(open, page.nomor, body)));
            for piece in &line.ruas {
                let own = Garis { ruas: vec![piece.clone()], ..line.clone() };
                blocks.push(finish(begin(&own), page.nomor, body));
            }
            continue;
        }
        match open.as_mut().filter(|open| follows(open, line, page, (left, right), step)) {
            Some(open) => {
                let text = line.teks();
                if !hyphenated(&open.text, &text) {
                    open.text.push(' ');
                }
                open.text.push_str(&text);
                open.left = line.x0();
                open.last = line.clone();
            }
            None => {
                blocks.extend(open.take().map(|open| finish(open, page.nomor, body)));
                open = Some(begin(line));
            }
        }
    }
    blocks.extend(open.take().map(|open| finish(open, page.nomor, body)));
    if contents {
        // The dots of a list of contents are no places to fill in.
        for block in &mut blocks {
            if let Blok::Paragraf(own) | Blok::Judul { teks: own, .. } = block
                && own.teks.contains("....")
                && !is_contents(&own.teks)
            {
                own.teks = own.teks.trim_end_matches(['.', '…', ' ']).to_string();
            }
        }
    }
    blocks
}

/// A line of a list of contents: dots, then a page number.
fn is_contents(text: &str) -> bool {
    let number = text.rsplit(['.', '…']).next().unwrap_or_default().trim();
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'i' | b'v' | b'x'));
    text.contains("....") && !number.is_empty() && number.len() <= 5 && is_number
}

fn begin(line: &Garis) -> Rangka {
    let text = line.teks();
    let item = is_item(&text);
    Rangka { first: line.clone(), last: line.clone(), text, left: line.x0(), item }
}

/// The usual distance of lines, in hundredths of their height.
fn usual_step(lines: &[Garis]) -> i32 {
    let mut steps: BTreeMap<i32, usize> = BTreeMap::new();
    for (above, below) in lines.iter().zip(lines.iter().skip(1)) {
        let step = (below.y - above.y) * 100 / below.ukuran.max(1);
        if (90..=260).contains(&step) {
            *steps.entry(step / 10 * 10 + 5).or_default() += 1;
        }
    }
    steps.into_iter().max_by_key(|(step, times)| (*times, -step)).map_or(140, |(step, _)| step)
}

/// A line whose pieces stand in columns: not a list marker and its text, not `Nama : ...`, not a line of contents.
fn is_columns(line: &Garis) -> bool {
    let mut pieces = line.ruas.iter();
    let Some(first) = pieces.next() else { return false };
    let rest: Vec<&str> = pieces.map(|piece| piece.teks.as_str()).collect();
    match rest.as_slice() {
        [] => false,
        [second, ..] => {
            let marker = is_marker(&first.teks);
            let field = second.starts_with(':') || first.teks.ends_with(':');
            let leader = line.teks().contains("....");
            !(field || leader || (marker && rest.len() == 1))
        }
    }
}

/// `1.`, `a)`, `(2)`, `•`, `BAB`: a marker without its text.
fn is_marker(text: &str) -> bool {
    let name = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let bullet = matches!(text, "•" | "-" | "–" | "▪" | "o" | "✓" | "➢" | "*");
    let number = name
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic()) && name.len() < text.len();
    bullet || (number && (name.len() < text.len() || name.contains('.') || name.len() <= 2)) || letter
}

/// A text that begins with a marker of a list.
fn is_item(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    words.next().is_some()
        && is_marker(first)
        && (first.ends_with(['.', ')']) || !first.contains(|sign: char| sign.is_ascii_digit()) || first.contains('.'))
}

/// Whether a line belongs to the paragraph before it.
fn follows(open: &Rangka, line: &Garis, page: &Halaman, (left, right): (i32, i32), step: i32) -> bool {
    let text = line.teks();
    let down = (line.y - open.last.y) * 100 / line.ukuran.max(1);
    let alike = open.last.tebal == line.tebal || (!open.first.tebal && !line.tebal);
    let size = (open.last.ukuran - line.ukuran).abs() * 100 <= line.ukuran * 8;
    // A line of dots is for a pen.
    let dots = !open.last.teks().contains(char::is_alphanumeric);
    if dots || down > step + 45 || down < 60 || !size || is_item(&text) || starts_own(&text) {
        return false;
    }
    let middle = |line: &Garis| line.x0() + line.x1();
    let narrow = |line: &Garis| (line.x1() - line.x0()) * 100 < (right - left) * 97;
    let centred = |line: &Garis| (middle(line) - page.lebar).abs() < 1_600 && narrow(line) && line.x0() > left + 1_500;
    if centred(&open.last) && centred(line) {
        return alike && open.first.tebal == line.tebal && down <= step + 20;
    }
    // Where the first word would have fitted on the line above, the line was ended on purpose.
    let letters = i32::try_from(text.chars().count()).unwrap_or(i32::MAX).max(1);
    let word = i32::try_from(text.split_whitespace().next().unwrap_or_default().chars().count()).unwrap_or(i32::MAX);
    let fits = (line.x1() - line.x0()) / letters * (word + 2) + line.ukuran < right - open.last.x1();
    let indented = line.x0() > open.left + line.ukuran && open.left != open.first.x0();
    let out = line.x0() + line.ukuran < open.left && open.item && line.x0() <= open.first.x0() + 200;
    alike && !fits && !indented && !out
}

fn starts_large(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// A caption, a chapter, a field: never the middle of a paragraph.
fn starts_own(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default();
    let numbered = second.starts_with(|sign: char| sign.is_ascii_digit());
    (matches!(first.as_str(), "tabel" | "gambar" | "grafik") && numbered && starts_large(text))
        || (first == "bab" && second.chars().all(|sign| matches!(sign, 'I' | 'V' | 'X')) && starts_large(text))
        || second == ":"
        || text.contains("....")
}

fn finish(open: Rangka, page: u32, body: i32) -> Blok {
    let letak = Letak { halaman: Some(page), ..Letak::default() };
    let tebal = open.first.tebal && open.last.tebal;
    let level = level(&open, tebal, body);
    let bullet = ["•", "▪", "➢", "–", "-"].iter().find_map(|sign| open.text.strip_prefix(sign));
    let teks = match (open.item, bullet) {
        (true, Some(rest)) => rest.trim_start().to_string(),
        _ => open.text,
    };
    let teks = Paragraf { teks, letak, butir: open.item && level.is_none(), tebal, ..Paragraf::default() };
    match level {
        Some(tingkat) => Blok::Judul { tingkat, teks },
        None => Blok::Paragraf(teks),
    }
}

/// The level of a heading; `None` for a paragraph. A heading is short, bold or larger than the text, and no sentence.
fn level(open: &Rangka, bold: bool, body: i32) -> Option<u8> {
    let text = open.text.as_str();
    let large = open.first.ukuran * 100 > body * 115;
    let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
    if !(bold || large) || text.len() > 200 || letters < 3 || text.ends_with(['.', ';', ',']) || text.contains("....") {
        return None;
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.eq_ignore_ascii_case("bab") {
        return Some(1);
    }
    if crate::tabel::caption_number(text).is_some() || text.starts_with("Gambar ") {
        return None;
    }
    let numbers = first.trim_end_matches('.').split('.').filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let depth = numbers.filter(|part| !part.is_empty()).count();
    let capitals = text.chars().all(|sign| !sign.is_lowercase());
    match depth {
        0 if capitals && large => Some(1),
        0 if capitals || (first.len() == 2 && first.ends_with('.')) => Some(2),
        0 => Some(3),
        depth => Some(u8::try_from(depth).unwrap_or(6).clamp(2, 6)),
    }
}
