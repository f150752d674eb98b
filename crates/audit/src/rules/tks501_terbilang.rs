//! A figure and its words in parentheses.

use domain::value::{read_terbilang, terbilang};
use rust_decimal::prelude::ToPrimitive;

use super::Rule;
use crate::angka::{self, Bacaan, show};
use crate::dokumen::Dokumen;
use crate::kalimat::{Jenis, Token, cells, tokens};
use crate::temuan::{Bukti, Hasil, JenisSaran, Lokasi, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS501",
    judul: "Angka berbeda dari terbilangnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "angka dan terbilang di sampingnya menyatakan bilangan yang sama",
    halaman: include_str!("tks501_terbilang.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        for pair in pairs(&kalimat.token) {
            judge(&pair, &|from, to| kalimat.lokasi(from, to), kalimat.teks(), hasil);
        }
    }
    for (lokasi, text) in cells(dokumen, |text| text.contains('(')) {
        for pair in pairs(&tokens(text, 0..text.len())) {
            judge(&pair, &|_, _| lokasi.clone(), text, hasil);
        }
    }
}

/// A figure and what its words say, `None` where they are not the usual words.
struct Pasangan {
    angka: u64,
    kata: Option<u64>,
    dari: usize,
    sampai: usize,
}

/// The words of a number are fewer.
const LONGEST: usize = 80;

fn pairs(tokens: &[Token]) -> Vec<Pasangan> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.teks.as_str());
    let mut found = Vec::new();
    for open in tokens.iter().enumerate().filter(|(_, token)| token.teks == "(").map(|(at, _)| at) {
        let Some(close) = (open + 1..tokens.len()).take(LONGEST).find(|at| text(*at) == ")") else { continue };
        let Some(mut before) = open.checked_sub(1) else { continue };
        // "Rp 1.500.000,- (...)", "83 % (...)".
        while matches!(text(before), "-" | "," | "%") && before > 0 {
            before -= 1;
        }
        let figure = tokens.get(before).filter(|token| token.jenis == Jenis::Angka);
        let Some(Bacaan::Angka(figure)) = figure.map(|token| angka::read(&token.teks)) else { continue };
        let Some(figure) = figure.nilai.to_u64().filter(|_| figure.nilai.fract().is_zero()) else { continue };
        let inside: Vec<&str> = (open + 1..close).map(text).collect();
        if inside.contains(&"koma") || inside.contains(&"per") {
            continue;
        }
        let kata = match read_terbilang(&inside) {
            Some((value, used)) if inside.len() - used <= 2 => Some(value),
            Some(_) => None,
            // Words for the number that are not the usual ones cannot be compared; other text is no number.
            None if inside.iter().any(|word| read_terbilang(&[word]).is_some()) => None,
            None => continue,
        };
        found.push(Pasangan { angka: figure, kata, dari: before, sampai: close });
    }
    found
}

fn judge(pair: &Pasangan, lokasi: &dyn Fn(usize, usize) -> Lokasi, context: &str, hasil: &mut Hasil) {
    let Some(kata) = pair.kata else {
        hasil.skipped();
        return;
    };
    if kata == pair.angka {
        hasil.holds();
        return;
    }
    let lokasi = lokasi(pair.dari, pair.sampai);
    let (figure, words) = (show(pair.angka.into()), terbilang(kata));
    let mut temuan = hasil.temuan(
        lokasi.clone(),
        &[context, &figure, &words],
        format!("Angka {figure} diikuti terbilang \"{words}\", yaitu {}.", show(kata.into())),
    );
    temuan.seharusnya =
        vec![format!("{figure} ({})", terbilang(pair.angka)), format!("{} ({words})", show(kata.into()))];
    temuan.saran = temuan
        .seharusnya
        .iter()
        .map(|ke| Saran { jenis: JenisSaran::Angka, dari: temuan.tertulis.clone(), ke: ke.clone(), aman: false })
        .collect();
    temuan.bukti = vec![Bukti {
        lokasi,
        mentah: crate::kalimat::clip(context),
        nilai: Some(pair.angka.to_string()),
        peran: "kalimat".into(),
    }];
    hasil.found(temuan);
}
