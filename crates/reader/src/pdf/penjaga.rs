//! A look at the bytes before they are parsed. The parser unpacks whatever it is told to and follows brackets by calling
//! itself, without limits; so what would fill the memory or the stack is refused here.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use flate2::read;

/// The most that one packed stream may hold.
const MAX_STREAM: usize = 64 << 20;

/// The most that all packed streams may hold; also the most that is read of them.
const MAX_UNPACKED: usize = 384 << 20;

/// The same of streams without the mark of their packing, which no program writes: what is unpacked of them is chance.
const MAX_RAW: usize = 48 << 20;

/// The deepest nesting of arrays and dictionaries; those of people stay under twenty. Brackets among packed bytes come
/// in equal numbers and never pile up to this.
const MAX_DEPTH: usize = 5_000;

/// The most graphics states that may be open.
const MAX_STATES: usize = 10_000;

/// The most references in one array; an array of pages with more is beyond the limit of pages.
const MAX_REFERENCES: usize = 20_000;

/// The most packed streams; a report of 1.500 pages with a few pictures on each has half of them.
const MAX_STREAMS: usize = 20_000;

const BOMB: &str = "Isi PDF ini setelah dibuka jauh lebih besar daripada laporan mana pun. Simpan ulang dengan gambar yang dikecilkan.";

const NESTED: &str = "Isi PDF ini bersarang jauh lebih dalam daripada laporan mana pun; tidak dibaca.";

/// What is said of a file with a password, and of one that is only protected: its streams cannot be looked at before.
const LOCKED: &str =
    "PDF ini dikunci atau dilindungi kata sandi. Buka, simpan atau cetak ke PDF tanpa perlindungan, lalu periksa lagi.";

/// Refuses a file that is locked, or that would become too large or nest too deep.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), String> {
    names(bytes)?;
    let mut plain = Hitung::default();
    plain.feed(bytes)?;
    let (mut left, mut drawn, mut deep) = (MAX_UNPACKED, plain.draws, false);
    let (mut at, mut streams, mut raw) = (0, 0, MAX_RAW);
    let mut chunk = vec![0; 64 << 10];
    while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, b"stream")) {
        let start = at + found + b"stream".len();
        let before = bytes.get(..at + found).unwrap_or_default();
        at = start;
        let data = bytes.get(start..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if before.ends_with(b"end") {
            continue;
        }
        streams += 1;
        if streams > MAX_STREAMS {
            return Err(format!(
                "PDF ini terdiri atas lebih dari {MAX_STREAMS} bagian, jauh lebih banyak daripada laporan mana pun, \
                 jadi tidak dibaca. Simpan atau cetak ulang ke PDF, lalu periksa lagi."
            ));
        }
        let mut hitung = Hitung { picture: is_zlib(data) && is_picture(before), ..Hitung::default() };
        let left = if is_zlib(data) { &mut left } else { &mut raw };
        unpack(data, left, &mut hitung, &mut chunk)?;
        drawn |= hitung.draws;
        deep |= hitung.deep;
    }
    if deep && drawn { Err(NESTED.to_string()) } else { Ok(()) }
}

/// Refuses what a page holds where it nests too deep; streams that call themselves pictures were not refused before.
pub(super) fn is_plain(content: &[u8]) -> bool {
    Hitung::default().feed(content).is_ok()
}

/// Whether the dictionary that ends here is that of a picture. Colours of a picture look like brackets that are never
/// closed; it is never read as anything else, unless it is also a pattern or holds other objects, or a page or a letter is
/// drawn by it.
fn is_picture(before: &[u8]) -> bool {
    let near = before.get(before.len().saturating_sub(2_000)..).unwrap_or_default();
    let from = near.windows(3).rposition(|window| window == b"obj").unwrap_or_default();
    let dictionary = near.get(from..).unwrap_or_default();
    let has = |word: &[u8]| dictionary.windows(word.len()).any(|window| window == word);
    (has(b"/Subtype /Image") || has(b"/Subtype/Image"))
        && has(b"/Width")
        && ![b"/First".as_slice(), b"/PatternType", b"#"].iter().any(|word| has(word))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Looks for names that say how the file is packed.
fn names(bytes: &[u8]) -> Result<(), String> {
    let mut found = Ok(());
    each_name(bytes, b"ELR#", |name| match name {
        b"Encrypt" => found = Err(LOCKED.to_string()),
        // Packed in a way of the nineties, whose size cannot be told before.
        b"LZWDecode" | b"RunLengthDecode" if found.is_ok() => {
            found =
                Err("PDF ini disimpan dengan cara lama. Buka, simpan ulang atau cetak ke PDF, lalu periksa lagi."
                    .into());
        }
        _ => {}
    });
    found
}

/// The longest name that is looked for, with each letter written as a number.
const LONGEST: usize = 60;

/// Names that begin with one of these letters, also where letters are written as numbers (`/#45ncrypt`).
fn each_name(bytes: &[u8], first: &[u8], mut each: impl FnMut(&[u8])) {
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let Some(rest) = bytes.get(at + 1..bytes.len().min(at + LONGEST)) else { continue };
        if !rest.first().is_some_and(|letter| first.contains(letter)) {
            continue;
        }
        let mut name = Vec::new();
        let mut signs = rest.iter().copied();
        while let Some(sign) = signs.next() {
            match sign {
                b'#' => {
                    let digits: Vec<u8> = signs.by_ref().take(2).collect();
                    let code = std::str::from_utf8(&digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    name.extend(code);
                }
                sign if sign.is_ascii_alphanumeric() => name.push(sign),
                _ => break,
            }
        }
        each(&name);
    }
}

/// Unpacks a stream without keeping it, and what is packed in it again.
fn unpack(data: &[u8], left: &mut usize, hitung: &mut Hitung, chunk: &mut [u8]) -> Result<(), String> {
    for layer in 0..3 {
        let mut reader: Box<dyn Read + '_> = match (layer, is_zlib(data)) {
            (0, true) => Box::new(ZlibDecoder::new(data)),
            (0, false) => Box::new(DeflateDecoder::new(data)),
            (1, true) => Box::new(read::ZlibDecoder::new(ZlibDecoder::new(data))),
            (_, true) => Box::new(read::ZlibDecoder::new(read::ZlibDecoder::new(ZlibDecoder::new(data)))),
            _ => break,
        };
        let mut size = 0;
        hitung.restart();
        // What is broken ends here; the parser takes of it what came before.
        while let Ok(read @ 1..) = reader.read(chunk) {
            hitung.feed(chunk.get(..read).unwrap_or_default())?;
            size += read;
            *left = left.checked_sub(read).ok_or(BOMB)?;
            if size > MAX_STREAM {
                return Err(BOMB.to_string());
            }
        }
        if size == 0 {
            break;
        }
    }
    Ok(())
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [first, second, ..] if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Counts what piles up.
#[derive(Default)]
struct Hitung {
    depth: usize,
    states: usize,
    references: usize,
    /// The last three bytes.
    last: [u8; 3],
    /// Too much piles up only in a picture, where it is no harm by itself.
    picture: bool,
    deep: bool,
    /// Letters are drawn by streams that are named here.
    draws: bool,
    /// The end of what was looked at, where a name may have been cut.
    rest: Vec<u8>,
}

/// The letters of a font that are drawn by streams of any kind.
const DRAWN: &[u8] = b"CharProcs";

impl Hitung {
    /// For another stream, or the same unpacked once more.
    fn restart(&mut self) {
        *self = Self { picture: self.picture, deep: self.deep, draws: self.draws, ..Self::default() };
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), String> {
        if !self.draws && !self.picture {
            let whole = [self.rest.as_slice(), bytes].concat();
            each_name(&whole, b"C#", |name| self.draws |= name == DRAWN);
            self.rest = whole.get(whole.len().saturating_sub(LONGEST)..).unwrap_or_default().to_vec();
        }
        for byte in bytes.iter().copied() {
            let [_, before, last] = self.last;
            if !matches!(byte, b'[' | b']' | b'<' | b'>' | b' ' | b'\t' | b'\n' | b'\x0c' | b'\r') {
                self.last = [before, last, byte];
                continue;
            }
            match byte {
                b'[' => {
                    self.depth += 1;
                    self.references = 0;
                }
                b'<' if last == b'<' => self.depth += 1,
                b']' => self.depth = self.depth.saturating_sub(1),
                b'>' if last == b'>' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            if before.is_ascii_whitespace() && byte.is_ascii_whitespace() {
                match last {
                    b'q' => self.states += 1,
                    b'Q' => self.states = self.states.saturating_sub(1),
                    _ => {}
                }
            }
            if last == b'R' && before == b' ' && matches!(byte, b' ' | b'\r' | b'\n' | b'\t') {
                self.references += 1;
            }
            self.last = [before, last, byte];
            if self.depth > MAX_DEPTH || self.states > MAX_STATES || self.references > MAX_REFERENCES {
                if !self.picture {
                    return Err(NESTED.to_string());
                }
                self.deep = true;
            }
        }
        Ok(())
    }
}
