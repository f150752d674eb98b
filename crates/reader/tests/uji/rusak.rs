//! Every reader on thousands of broken variants of small files: no crash, no silence, no long wait. The variants are
//! made by arithmetic, so that each run tries the same ones.

use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const FILES: &[&str] = &["laporan.docx", "buku.xlsx", "buku.ods", "laporan.pdf", "terkunci.pdf"];
const TEXT: &str = "# BAB III\n\nTabel 3.1 Anggaran\n\n| Kode | Pagu | Sisa |\n|---|---|---|\n| 7.01 | 1.000 | <b>5</b> |\n\n\
    $\\frac{3}{4} \\times 100$ dan [tautan](x)\n\na\tb\tc\n1\t2\t3\n";

/// A small generator (xorshift); its seed is the number of the variant.
struct Acak(u64);

impl Acak {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// Reads a variant: it has content, or says why it has none, within a time that no one notices.
fn must_cope(name: &str, bytes: &[u8], what: &str) {
    let start = Instant::now();
    let naskah = reader::read(name, bytes);
    let silent = naskah.blok.is_empty() && naskah.catatan.iter().all(|note| note.terbaca);
    assert!(!silent, "{name} {what}: nothing was read and nothing said");
    assert!(start.elapsed() < Duration::from_secs(5), "{name} {what}: {:?}", start.elapsed());
}

/// One of: cut, flipped bits, a part left out, a part twice, digits that become huge.
fn broken(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut acak = Acak(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut made = bytes.to_vec();
    let (from, length) = (acak.below(bytes.len()), 1 + acak.below(64));
    let to = (from + length).min(bytes.len());
    match seed % 5 {
        0 => made.truncate(from.max(1)),
        1 => {
            for _ in 0..length {
                let at = acak.below(made.len());
                made[at] ^= 1 << acak.below(8);
            }
        }
        2 => drop(made.drain(from..to)),
        3 => drop(made.splice(from..from, bytes[from..to].repeat(1 + acak.below(200)))),
        _ => {
            let digit = made.iter().skip(from).position(u8::is_ascii_digit).map_or(from, |at| from + at);
            drop(made.splice(digit..digit, *b"99999999999999999999"));
        }
    }
    if made.is_empty() { vec![b' '] } else { made }
}

fn corpus(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/berkas/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn broken_files_do_not_break_a_reader() {
    for name in FILES {
        let bytes = corpus(name);
        for seed in 0..60 {
            must_cope(name, &broken(&bytes, seed), &format!("variant {seed}"));
        }
    }
    for name in ["a.md", "a.txt"] {
        for seed in 0..400 {
            must_cope(name, &broken(TEXT.as_bytes(), seed), &format!("variant {seed}"));
        }
    }
}

/// A container whose parts are broken inside, its frame whole: the parsers of XML meet what is in them.
#[test]
fn broken_parts_do_not_break_a_reader() {
    for name in &FILES[..3] {
        let bytes = corpus(name);
        for seed in 0..100 {
            let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
            let chosen = Acak(seed + 7).below(archive.len());
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).unwrap();
                let (name, mut text) = (part.name().unwrap().into_owned(), Vec::new());
                part.read_to_end(&mut text).unwrap();
                if (at == chosen || text.len() > 3_000) && !text.is_empty() {
                    text = broken(&text, seed);
                }
                writer.start_file(name, SimpleFileOptions::default()).unwrap();
                writer.write_all(&text).unwrap();
            }
            must_cope(name, &writer.finish().unwrap().into_inner(), &format!("parts {seed}"));
        }
    }
}

#[test]
fn deep_and_wide_parts_are_held() {
    let deep = |open: &str, close: &str| format!("{}x{}", open.repeat(50_000), close.repeat(50_000));
    let (tables, entities) = (deep("<w:tbl><w:tr><w:tc><w:p/>", "</w:tc></w:tr></w:tbl>"), "&a;".repeat(50_000));
    let bodies = [
        tables,
        format!("<w:p><w:r><w:t>{entities}</w:t></w:r></w:p>"),
        "<w:tbl><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>".into(),
    ];
    for (number, body) in bodies.iter().enumerate() {
        let head = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\">]>\
            <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
            <w:p><w:r><w:t>Awal</w:t></w:r></w:p>";
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(format!("{head}{body}</w:body></w:document>").as_bytes()).unwrap();
        must_cope("a.docx", &writer.finish().unwrap().into_inner(), &format!("body {number}"));
    }
    must_cope("a.md", format!("{}x", "> - [".repeat(50_000)).as_bytes(), "nested marks");
    must_cope("a.md", format!("|{}\n|---|\n", "a|".repeat(100_000)).as_bytes(), "wide table");
}
