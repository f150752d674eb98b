//! Rank and grade that do not belong together.

use domain::register::Golongan;
use domain::schema::Field;

use super::Rule;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal};
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "PEG901",
    judul: "Pangkat dan golongan ruang tidak sepasang",
    tingkat: Tingkat::Kesalahan,
    dasar: "susunan pangkat dan golongan ruang (PP 99/2000 jo. PP 12/2002)",
    halaman: include_str!("peg901_pangkat.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::Pegawai) {
        let columns = tabel.columns(Peran::Pangkat);
        for isi in &tabel.isi {
            let texts: Vec<&str> =
                columns.iter().filter_map(|column| isi.sel(*column)).map(|cell| cell.teks.trim()).collect();
            let text = texts.join(" ");
            let (Some((grade, its)), rank) = (grade(&text).and_then(with_rank), rank(&text)) else {
                if text.chars().any(char::is_alphanumeric) {
                    hasil.skipped();
                }
                continue;
            };
            let known = Golongan::ALL.iter().copied().filter_map(with_rank).find(|(_, other)| words(other) == rank);
            match (known, columns.first()) {
                (Some((other, _)), _) if other == grade => hasil.holds(),
                (Some(other), Some(column)) => found(tabel, isi, *column, [(grade, its), other], hasil),
                _ => hasil.skipped(),
            }
        }
    }
}

/// A grade of PNS with its rank; PPPK have none.
fn with_rank(grade: Golongan) -> Option<(Golongan, &'static str)> {
    grade.pangkat().map(|rank| (grade, rank))
}

fn found(
    tabel: &TabelDikenal<'_>,
    isi: &Isi<'_>,
    column: usize,
    both: [(Golongan, &'static str); 2],
    hasil: &mut Hasil,
) {
    let [(grade, rank), (other, other_rank)] = both;
    let kunci = tabel.kunci(isi);
    let mut temuan = hasil.temuan(
        tabel.lokasi(isi, column),
        &[&tabel.tabel.judul, &kunci],
        format!(
            "Pada baris {kunci}, golongan ruang {grade} adalah {rank}, sedangkan {other_rank} adalah golongan ruang {other}."
        ),
    );
    temuan.seharusnya = both.iter().map(|(grade, rank)| format!("{rank} ({grade})")).collect();
    temuan.saran = temuan
        .seharusnya
        .iter()
        .map(|ke| Saran { jenis: JenisSaran::Nama, dari: temuan.tertulis.clone(), ke: ke.clone(), aman: false })
        .collect();
    temuan.bukti = vec![tabel.bukti(isi, column, "pangkat/golongan")];
    hasil.found(temuan);
}

/// `( III/b)`, `III / b`, `III.b`, `IIIb` as a grade.
fn grade(text: &str) -> Option<Golongan> {
    let plain: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '/' | '.') { c } else { ' ' })
        .collect::<String>()
        .replace(" /", "/")
        .replace("/ ", "/");
    plain.split_whitespace().find_map(|word| {
        let word = word.trim_matches(['/', '.']);
        let letter = word.get(word.len().checked_sub(1)?..)?.to_lowercase();
        let roman = word.get(..word.len() - 1)?.trim_end_matches(['/', '.']).to_uppercase();
        matches!(roman.as_str(), "I" | "II" | "III" | "IV")
            .then(|| Golongan::read(&format!("{roman}/{letter}")).ok())
            .flatten()
    })
}

/// Words of the rank alone; "Tk. I", "Tk.I" and "Tingkat I" are the same.
fn rank(text: &str) -> String {
    let cut = text.find('(').or_else(|| text.find(',')).unwrap_or(text.len());
    words(text.get(..cut).unwrap_or_default())
}

fn words(text: &str) -> String {
    let spaced = text.to_lowercase().replace(['.', ',', '-', '_'], " ");
    let mut found: Vec<&str> = Vec::new();
    for word in spaced.split_whitespace() {
        match word {
            "tk" | "tingkat" | "tkt" => found.push("tingkat"),
            "tki" | "tk1" => found.extend(["tingkat", "i"]),
            "1" if found.last() == Some(&"tingkat") => found.push("i"),
            "gol" | "golongan" | "pangkat" => {}
            _ if word.contains('/') => {}
            _ => found.push(word),
        }
    }
    // "Penata III.c": the grade is no part of the rank.
    if let [.., roman, letter] = found.as_slice()
        && matches!(*roman, "i" | "ii" | "iii" | "iv")
        && letter.len() == 1
        && *letter != "i"
    {
        found.truncate(found.len() - 2);
    }
    if found.last().is_some_and(|last| matches!(*last, "ii" | "iii" | "iv")) {
        found.pop();
    }
    found.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ranks_and_grades_as_people_write_them() {
        for (text, expected_rank, expected) in [
            ("Penata Tk. I (III/d)", "penata tingkat i", Golongan::IIId),
            ("Penata Muda Tk.I ( III/b)", "penata muda tingkat i", Golongan::IIIb),
            ("Pengatur Tingkat I, II / d", "pengatur tingkat i", Golongan::IId),
            ("Pembina IV/a", "pembina", Golongan::IVa),
            ("Penata III.c", "penata", Golongan::IIIc),
        ] {
            assert_eq!((rank(text).as_str(), grade(text)), (expected_rank, Some(expected)), "{text}");
        }
        assert_eq!(grade("IX"), None);
        assert_eq!(grade("-"), None);
    }
}
