//! A column does not follow the rule that the table prints under its head ("5 = 3 - 4").

use std::collections::BTreeMap;

use super::Rule;
use super::bersama::{head, row};
use crate::dokumen::{Dokumen, TabelDikenal, is_numbering};
use crate::persamaan::{Cocok, Persamaan, Suku};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML110",
    judul: "Kolom tidak mengikuti rumus kolom yang tercetak pada tabel",
    tingkat: Tingkat::Kesalahan,
    dasar: "rumus kolom pada kepala tabel itu sendiri",
    halaman: include_str!("jml110_kolom.md"),
    opsional: false,
    check,
};

/// A printed rule over grid columns.
enum Rumus {
    /// Sum of columns times +1 or -1.
    Jumlah(Vec<(usize, i64)>),
    /// 100 x first / second.
    Persen(usize, usize),
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        for (column, rumus) in printed(tabel) {
            let mut equations = Vec::new();
            for isi in &tabel.isi {
                let suku = |column: usize, koef: i64| tabel.suku(isi, column, koef, head(tabel, column));
                let equation = match &rumus {
                    Rumus::Jumlah(parts) => {
                        let parts: Option<Vec<Suku>> = parts.iter().map(|(other, koef)| suku(*other, *koef)).collect();
                        suku(column, 1).zip(parts).map(|(result, parts)| Persamaan::jumlah(result, parts))
                    }
                    Rumus::Persen(a, b) => suku(column, 1)
                        .zip(suku(*a, 1).zip(suku(*b, 1)))
                        .map(|(result, (a, b))| Persamaan::persen(Suku { bulat: true, ..result }, a, b)),
                };
                match equation {
                    Some(equation) => equations.push((isi, equation)),
                    None if tabel.nilai(isi, column).is_some() => hasil.skipped(),
                    None => {}
                }
            }
            // A rule that no row follows was misread.
            let broken = equations.iter().filter(|(_, equation)| equation.check() == Cocok::Tidak).count();
            if broken >= 3 && broken == equations.len() {
                (0..broken).for_each(|_| hasil.skipped());
                continue;
            }
            for (isi, equation) in equations {
                let (name, label) = (row(tabel, isi), head(tabel, column));
                let written = tabel.lokasi(isi, column).kutipan;
                hasil.check(&[&tabel.tabel.judul, &name, &label], equation, |value| {
                    format!("{label} {name} tertulis {written}, sedangkan menurut rumus kolom seharusnya {value}.")
                });
            }
        }
    }
}

/// The rules that stand in the rows of column numbers.
fn printed(tabel: &TabelDikenal<'_>) -> Vec<(usize, Rumus)> {
    let mut found = Vec::new();
    for row in tabel.tabel.baris.iter().filter(|row| is_numbering(row)) {
        let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
        let mut texts = Vec::new();
        for (column, cell) in row.sel.iter().enumerate() {
            let text: String = cell.teks.chars().filter(|character| !character.is_whitespace()).collect();
            let (own, rule) = match text.split_once('=') {
                Some((own, rule)) => (own.to_string(), Some(rule.to_string())),
                None if text.trim_matches(['(', ')']).parse::<u32>().is_ok() => (text, None),
                None => (String::new(), Some(text)),
            };
            if let Ok(number) = own.trim_matches(['(', ')']).parse() {
                columns.insert(number, column);
            }
            if let Some(rule) = rule.filter(|rule| !rule.is_empty()) {
                texts.push((column, rule));
            }
        }
        found.extend(texts.into_iter().filter_map(|(column, text)| Some((column, read(&text, &columns)?))));
    }
    found
}

/// `9+10+11+12`, `3-4`, `(4/3)x100%`, `4:3*100`.
fn read(text: &str, columns: &BTreeMap<u32, usize>) -> Option<Rumus> {
    let text = text.replace(['(', ')'], "").replace('%', "");
    if let Some((a, b)) = text.split_once(['/', ':']) {
        let b = b.trim_end_matches("100").trim_end_matches(['x', 'X', '*', '×']);
        return Some(Rumus::Persen(*columns.get(&a.parse().ok()?)?, *columns.get(&b.parse().ok()?)?));
    }
    let mut parts = Vec::new();
    let mut sign = 1;
    let mut number = String::new();
    for character in text.chars().chain(['+']) {
        match character {
            '0'..='9' => number.push(character),
            '+' | '-' => {
                parts.push((*columns.get(&number.parse().ok()?)?, sign));
                number.clear();
                sign = if character == '-' { -1 } else { 1 };
            }
            _ => return None,
        }
    }
    (parts.len() >= 2).then_some(Rumus::Jumlah(parts))
}
