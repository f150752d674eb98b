//! Tables: matched by caption and head, rows by their keys, cells by their columns.

use std::collections::BTreeMap;

use audit::dokumen::{normal, pendek};
use audit::{Lokasi, Temuan, angka};
use reader::{Baris, Blok, Letak, Tabel};

use super::{ANGKA, BARIS, SEL, TABEL};

pub(super) fn compare(theirs: &[Blok], ours: &[Blok]) -> Vec<Temuan> {
    let mut open: Vec<&Tabel> = tables(theirs);
    let mut found = Vec::new();
    for own in tables(ours) {
        let position = open
            .iter()
            .position(|other| key(other) == key(own))
            .or_else(|| open.iter().position(|other| head(other) == head(own)));
        match position {
            Some(at) => rows(open.remove(at), own, &mut found),
            None => {
                let lokasi = Lokasi { kutipan: name(own), ..place(&Letak::default(), None, None, "") };
                let pesan = format!("{} dicetak register dan tidak ada di dokumen.", name(own));
                found.push(TABEL.temuan(lokasi, &key(own), pesan, Some(name(own))));
            }
        }
    }
    for other in open {
        let pesan = format!("{} tidak dicetak register.", name(other));
        let lokasi = place(&other.letak, Some(name(other)), None, &other.judul);
        found.push(TABEL.temuan(lokasi, &key(other), pesan, None));
    }
    found
}

/// Tables with figures or rows; the frame of a signature is none.
fn tables(blocks: &[Blok]) -> Vec<&Tabel> {
    let signature = |table: &&Tabel| normal(&texts(table).join(" ")).contains(" nip ") && table.judul.is_empty();
    let mut found = Vec::new();
    for block in blocks {
        if let Blok::Tabel(table) = block
            && !signature(&table)
        {
            found.push(table);
        }
    }
    found
}

fn texts(tabel: &Tabel) -> Vec<&str> {
    tabel.baris.iter().flat_map(|row| &row.sel).map(|cell| cell.teks.as_str()).collect()
}

/// The caption without its figures, then the head.
fn key(tabel: &Tabel) -> String {
    let caption: String = normal(&tabel.judul).chars().filter(|c| !c.is_ascii_digit()).collect();
    format!("{caption}|{}", head(tabel))
}

fn head(tabel: &Tabel) -> String {
    let first = tabel.baris.first().map(|row| row.sel.iter().map(|cell| normal(&cell.teks)).collect::<Vec<_>>());
    first.unwrap_or_default().join("|").chars().filter(|c| !c.is_ascii_digit()).collect()
}

fn name(tabel: &Tabel) -> String {
    match (&tabel.nomor, tabel.judul.as_str()) {
        (Some(number), title) => format!("{number} {title}").trim().to_string(),
        (None, "") => format!("Tabel dengan kepala \"{}\"", pendek(&head(tabel).replace('|', ", "), 60)),
        (None, title) => title.to_string(),
    }
}

fn place(letak: &Letak, tabel: Option<String>, kolom: Option<String>, kutipan: &str) -> Lokasi {
    Lokasi { berkas: 0, letak: letak.clone(), tabel, kolom, kutipan: kutipan.to_string() }
}

/// What names a row: its words, figures of cells left out; a second row of the same words gets a number.
fn keyed(tabel: &Tabel) -> Vec<(String, &Baris)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in &tabel.baris {
        let coded = row.sel.first().map(|cell| cell.teks.trim()).filter(|text| text.matches('.').count() >= 2);
        let words = row.sel.iter().map(|cell| normal(&cell.teks)).find(|text| text.chars().any(char::is_alphabetic));
        let base = coded.map(str::to_string).or(words).unwrap_or_default();
        let count = seen.entry(base.clone()).or_default();
        *count += 1;
        rows.push((format!("{base}#{count}"), row));
    }
    rows
}

fn rows(theirs: &Tabel, ours: &Tabel, found: &mut Vec<Temuan>) {
    let title = name(theirs);
    let heads: Vec<String> =
        theirs.baris.first().map(|row| row.sel.iter().map(|cell| cell.teks.clone()).collect()).unwrap_or_default();
    let mut others = keyed(theirs);
    for (key_of, own) in keyed(ours) {
        let label = key_of.split('#').next().unwrap_or_default().to_string();
        let Some(at) = others.iter().position(|(other, _)| *other == key_of) else {
            let lokasi = place(&theirs.letak, Some(title.clone()), None, &label);
            let pesan = format!("Baris \"{}\" dicetak register dan tidak ada di {title}.", pendek(&label, 80));
            found.push(BARIS.temuan(lokasi, &format!("{title} {key_of}"), pesan, None));
            continue;
        };
        let (_, other) = others.remove(at);
        for (column, (cell, own)) in other.sel.iter().zip(&own.sel).enumerate() {
            let kolom = heads.get(column).filter(|head| !head.trim().is_empty()).cloned();
            let Some(macam) = differs(&cell.teks, &own.teks) else { continue };
            let pesan = format!(
                "{}{} tertulis \"{}\", sedangkan register mencetak \"{}\".",
                pendek(&label, 60),
                kolom.as_ref().map(|kolom| format!(", kolom {kolom}")).unwrap_or_default(),
                pendek(&cell.teks, 80),
                pendek(&own.teks, 80)
            );
            let mut temuan = macam.temuan(
                place(&cell.letak, Some(title.clone()), kolom, &cell.teks),
                &format!("{title} {key_of} {column}"),
                pesan,
                Some(own.teks.clone()),
            );
            let amount = |text: &str| angka::read(text).amount();
            if let (Some(left), Some(right)) = (amount(&cell.teks), amount(&own.teks)) {
                temuan.selisih = left.checked_sub(right).map(|difference| angka::show(difference.abs()));
            }
            found.push(temuan);
        }
    }
    for (key_of, other) in others {
        let label = key_of.split('#').next().unwrap_or_default();
        let lokasi = place(&other.letak, Some(title.clone()), None, label);
        let pesan = format!("Baris \"{}\" pada {title} tidak dicetak register.", pendek(label, 80));
        found.push(BARIS.temuan(lokasi, &format!("{title} {key_of}"), pesan, None));
    }
}

/// How two cells differ: as figures, as words, or not at all. Ways of writing one number are no difference.
fn differs(theirs: &str, ours: &str) -> Option<super::Macam> {
    let amount = |text: &str| angka::read(text).amount();
    match (amount(theirs), amount(ours)) {
        (Some(left), Some(right)) => (left != right).then_some(ANGKA),
        (None, None) => (normal(theirs) != normal(ours)).then_some(SEL),
        _ if theirs.trim().is_empty() && ours.trim() == "-" || theirs.trim() == "-" && ours.trim().is_empty() => None,
        _ => Some(ANGKA),
    }
}
