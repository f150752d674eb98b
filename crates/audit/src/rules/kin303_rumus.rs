//! Formulas written out: each line equals the next, and the ratio is that of the list before it.

use std::ops::Range;

use reader::{Blok, Letak};
use rust_decimal::Decimal;

use super::Rule;
use crate::angka::{Selang, show};
use crate::dokumen::{Dokumen, pendek};
use crate::persamaan::rounded;
use crate::rumus::{self, Nilai};
use crate::temuan::{Hasil, Kepastian, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KIN303",
    judul: "Hasil rumus yang ditulis lengkap tidak cocok",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: kedua sisi tanda sama dengan",
    halaman: include_str!("kin303_rumus.md"),
    opsional: false,
    check,
};

/// A part of a chain of equalities.
#[derive(Debug, Clone)]
pub(super) struct Ruas {
    /// Its text, without LaTeX.
    pub(super) teks: String,
    /// Its value, if it holds numbers alone.
    pub(super) nilai: Option<Nilai>,
    /// Where it stands.
    pub(super) lokasi: Lokasi,
    /// Index of its block in the file.
    pub(super) blok: usize,
    /// True for running text.
    pub(super) prosa: bool,
}

/// The chains of equalities of a document: formulas that follow each other and begin with "=", and calculations in
/// sentences.
pub(super) fn chains(dokumen: &Dokumen<'_>) -> Vec<Vec<Ruas>> {
    let mut chains: Vec<Vec<Ruas>> = Vec::new();
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        let mut last: Option<usize> = None;
        for (blok, block) in naskah.blok.iter().enumerate() {
            match block {
                Blok::Rumus { teks, letak } => {
                    let text = rumus::plain(teks);
                    let follows = text.trim_start().starts_with('=') && last.is_some_and(|last| last + 1 == blok);
                    if !follows {
                        chains.push(Vec::new());
                    }
                    last = Some(blok);
                    if let Some(chain) = chains.last_mut() {
                        let parts = text.split('=').map(str::trim).filter(|part| !part.is_empty());
                        chain.extend(parts.map(|part| side(part, berkas, blok, letak, false)));
                    }
                }
                Blok::Paragraf(paragraf) if paragraf.teks.contains('=') => {
                    prose(&paragraf.teks, |parts, at| {
                        let letak = paragraf.letak_at(at.start);
                        chains.push(parts.iter().map(|part| side(part, berkas, blok, &letak, true)).collect());
                    });
                }
                _ => {}
            }
        }
    }
    chains
}

fn side(text: &str, berkas: usize, blok: usize, letak: &Letak, prosa: bool) -> Ruas {
    let lokasi = Lokasi { berkas, letak: letak.clone(), tabel: None, kolom: None, kutipan: pendek(text, 120) };
    Ruas { teks: text.to_string(), nilai: rumus::evaluate(text), lokasi, blok, prosa }
}

/// Calculations in running text: the longest run of numbers and signs before "=", and the one after it. Only a sum,
/// product or fraction with a slash is taken for one: "1-5" may be a range and "a : 5" a label.
fn prose(text: &str, mut found: impl FnMut(&[&str], Range<usize>)) {
    let sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,+-/x×*()%".contains(c);
    for (at, _) in text.match_indices('=') {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let start = before.char_indices().rev().find(|(_, c)| !sign(*c)).map_or(0, |(index, c)| index + c.len_utf8());
        let left = before.get(start..).unwrap_or_default();
        let left = left.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '(').trim();
        let end = after.find(|c: char| !sign(c)).unwrap_or(after.len());
        let right = after.get(..end).unwrap_or_default().trim().trim_end_matches(['.', ',', '(', '-', ' ']);
        let calculated = left.chars().any(|c| matches!(c, '/' | '×' | 'x' | '*' | '+'));
        if calculated && rumus::evaluate(left).is_some() && rumus::evaluate(right).is_some() {
            found(&[left, right], start..at);
        }
    }
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for chain in chains(dokumen) {
        let sides: Vec<(&Ruas, &Nilai)> = chain.iter().filter_map(|side| Some((side, side.nilai.as_ref()?))).collect();
        for ((left, a), (right, b)) in sides.iter().zip(sides.iter().skip(1)) {
            if left.prosa && a.tunggal.is_some() {
                continue;
            }
            if equal(a, b) {
                hasil.holds();
                continue;
            }
            let cut = equal_cut(a, b);
            let decimals = b.tunggal.unwrap_or(2).max(if b.persen { 2 } else { 0 });
            let value = rounded((a.selang.bawah + a.selang.atas) / Decimal::TWO, decimals);
            let value = if b.persen && !a.persen { value * Decimal::ONE_HUNDRED } else { value };
            let shown = format!("{}{}", show(value), if b.persen { "%" } else { "" });
            let mut temuan = hasil.temuan(
                right.lokasi.clone(),
                &[&left.teks, &right.teks],
                format!("Hasil {} tertulis {}, sedangkan hitungannya {shown}.", pendek(&left.teks, 100), right.teks),
            );
            temuan.tertulis.clone_from(&right.teks);
            temuan.hitungan = Some(format!("{} = {shown}", pendek(&left.teks, 100)));
            temuan.seharusnya = vec![shown];
            if cut {
                temuan.tingkat = Tingkat::Catatan;
                temuan.pesan.push_str(" Angkanya cocok bila dipotong, bukan dibulatkan.");
            }
            if left.prosa {
                temuan.kepastian = Kepastian::Dugaan;
            }
            hasil.found(temuan);
        }
    }
}

/// The same value, also where one side is written as a percentage of the other.
fn equal(a: &Nilai, b: &Nilai) -> bool {
    let grain = Decimal::new(1, 12);
    let wide = |nilai: &Nilai, times: Decimal| Selang {
        bawah: nilai.selang.bawah * times - grain,
        atas: nilai.selang.atas * times + grain,
    };
    let hundred = Decimal::ONE_HUNDRED;
    wide(a, Decimal::ONE).meets(&b.selang)
        || a.persen != b.persen && (wide(a, hundred).meets(&b.selang) || wide(b, hundred).meets(&a.selang))
}

/// The same value where the number was cut off.
fn equal_cut(a: &Nilai, b: &Nilai) -> bool {
    let Some(decimals) = b.tunggal else { return false };
    let half = Decimal::new(5, decimals + 1);
    let cut = |value: Decimal| value.trunc_with_scale(decimals);
    let times = if b.persen && !a.persen { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let written = if decimals == 0 { b.selang.bawah } else { b.selang.bawah + half };
    cut(a.selang.bawah * times) == written || cut(a.selang.atas * times) == written
}
