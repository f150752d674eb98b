//! Parties of an agreement whose names differ where it is signed.

use std::collections::{BTreeMap, BTreeSet};

use reader::{Blok, Letak};

use super::Rule;
use crate::dokumen::{Dokumen, normal};
use crate::orang::{key, person_name, persons};
use crate::temuan::{Bukti, Hasil, Kepastian, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "NAM705",
    judul: "Nama pihak berbeda dari nama penanda tangan",
    tingkat: Tingkat::Peringatan,
    dasar: "PermenPANRB 53/2014: perjanjian ditandatangani oleh para pihaknya",
    halaman: include_str!("nam705_pihak.md"),
    opsional: false,
    check,
};

/// A line or a row of cells, with its place.
struct Baris {
    teks: String,
    letak: Letak,
}

/// A party as it is introduced: "Nama : ...".
struct Pihak {
    nama: String,
    letak: Letak,
    at: usize,
}

/// Both parties are introduced within so many lines, and signed within so many after.
const KEPALA: usize = 12;
const TANDA_TANGAN: usize = 40;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for person in persons(dokumen).iter().filter(|person| person.nip.len() == 18) {
        names.entry(&person.nip).or_default().insert(&person.kunci);
    }
    let twice: BTreeSet<&str> = names.into_values().filter(|names| names.len() > 1).flatten().collect();
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        let lines = lines(&naskah.blok);
        let parties: Vec<Pihak> = lines.iter().enumerate().filter_map(|(at, line)| party(at, line)).collect();
        if parties.len() < 2 || !lines.iter().any(|line| normal(&line.teks).contains("perjanjian kinerja")) {
            continue;
        }
        for pair in parties.windows(2) {
            let [first, second] = pair else { continue };
            if second.at > first.at + KEPALA || !names_parties(&lines, second.at) {
                continue;
            }
            let after = parties.partition_point(|party| party.at <= second.at);
            let end = parties.get(after).map_or(usize::MAX, |party| party.at);
            let rest: Vec<&Baris> = lines.iter().take(end.min(second.at + TANDA_TANGAN)).skip(second.at + 1).collect();
            let signs = |line: &&&Baris| {
                let text = normal(&line.teks);
                text.len() < 200 && (text.starts_with("pihak ") || text.contains(" pihak "))
            };
            // Without a place for signatures nothing can be compared.
            let Some(sign) = rest.iter().rposition(|line| signs(&line)) else { continue };
            let words: BTreeSet<String> = rest
                .iter()
                .skip(sign)
                .flat_map(|line| normal(&line.teks).split(' ').map(str::to_string).collect::<Vec<_>>())
                .collect();
            if !pair.iter().any(|party| long(&party.nama).iter().all(|word| words.contains(word))) {
                hasil.skipped();
                continue;
            }
            // Where a NIP shows two spellings of the name, NAM701 tells it.
            for party in pair.iter().filter(|party| !twice.contains(key(&party.nama).as_str())) {
                judge(berkas, party, &words, hasil);
            }
        }
    }
}

fn judge(berkas: usize, party: &Pihak, words: &BTreeSet<String>, hasil: &mut Hasil) {
    let missing: Vec<String> = long(&party.nama).into_iter().filter(|word| !words.contains(word)).collect();
    if missing.is_empty() {
        hasil.holds();
        return;
    }
    let near = missing.iter().find_map(|word| {
        words.iter().find(|other| other.len() >= 4 && strsim::levenshtein(word, other) <= 2).map(|other| (word, other))
    });
    let lokasi = Lokasi { berkas, letak: party.letak.clone(), tabel: None, kolom: None, kutipan: party.nama.clone() };
    let mut temuan = hasil.temuan(
        lokasi.clone(),
        &[&party.nama],
        match near {
            Some((word, other)) => format!(
                "Pihak ini ditulis {} di awal perjanjian, sedangkan pada tanda tangan tertulis \"{}\", bukan \"{}\".",
                party.nama,
                other.to_uppercase(),
                word.to_uppercase()
            ),
            None => {
                format!("Pihak ini ditulis {} di awal perjanjian; nama itu tidak ada pada tanda tangannya.", party.nama)
            }
        },
    );
    temuan.kepastian = Kepastian::Dugaan;
    temuan.bukti = vec![Bukti { lokasi, mentah: party.nama.clone(), nilai: None, peran: "nama pihak".into() }];
    hasil.found(temuan);
}

/// Paragraphs line by line, and rows of tables with their cells side by side.
fn lines(blocks: &[Blok]) -> Vec<Baris> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                lines.push(Baris { teks: teks.teks.clone(), letak: teks.letak.clone() });
            }
            Blok::Tabel(table) => lines.extend(table.baris.iter().map(|row| Baris {
                teks: row.sel.iter().map(|cell| cell.teks.trim()).collect::<Vec<_>>().join(" "),
                letak: row.sel.first().map_or_else(|| row.letak.clone(), |cell| cell.letak.clone()),
            })),
            Blok::Rumus { .. } => {}
        }
    }
    lines
}

fn party(at: usize, line: &Baris) -> Option<Pihak> {
    let (label, rest) = line.teks.split_once(':')?;
    let nama = rest.split_once("Jabatan").map_or(rest, |(nama, _)| nama);
    (normal(label).trim_start_matches(|sign: char| sign.is_ascii_digit()).trim() == "nama")
        .then(|| person_name(nama))
        .flatten()
        .map(|nama| Pihak { nama: nama.to_string(), letak: line.letak.clone(), at })
}

/// Whether the lines right after a party say which one it is.
fn names_parties(lines: &[Baris], after: usize) -> bool {
    lines.iter().skip(after).take(6).any(|line| normal(&line.teks).contains("pihak "))
}

/// The words of a name that are no titles, degrees or initials.
fn long(nama: &str) -> Vec<String> {
    let bare = nama.split(',').next().unwrap_or_default();
    let titles = ["drs", "dra", "prof", "apt", "drg", "raden", "skom", "spd", "msi"];
    normal(bare).split(' ').filter(|word| word.len() >= 4 && !titles.contains(word)).map(str::to_string).collect()
}
