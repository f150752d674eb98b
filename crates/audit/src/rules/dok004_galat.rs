//! Cells that hold an error of a spreadsheet.

use std::collections::BTreeSet;

use reader::{Baris, Letak, Sel};

use super::Rule;
use crate::dokumen::Dokumen;
use crate::temuan::{Bukti, Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "DOK004",
    judul: "Sel berisi galat lembar kerja",
    tingkat: Tingkat::Peringatan,
    dasar: "isi sel",
    halaman: include_str!("dok004_galat.md"),
    opsional: false,
    check,
};

/// What spreadsheets show where a formula has no result, in English and Indonesian versions alike.
const GALAT: [&str; 7] = ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];
/// Cells that are named in a message.
const SHOWN: usize = 6;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let cells = tabel.tabel.baris.iter().flat_map(|row| row.sel.iter().map(move |cell| (row, cell)));
        let broken: Vec<(&Baris, &Sel, &str)> =
            cells.filter_map(|(row, cell)| Some((row, cell, galat(&cell.teks)?))).collect();
        let Some((_, first, _)) = broken.first() else {
            hasil.holds();
            continue;
        };
        let kinds: BTreeSet<&str> = broken.iter().map(|(_, _, error)| *error).collect();
        let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
        let place = |letak: &Letak| match (&letak.sel, letak.baris, letak.kolom) {
            (Some(address), _, _) => address.rsplit('!').next().unwrap_or(address).to_string(),
            (None, Some(row), Some(column)) => format!("baris {row} kolom {column}"),
            _ => "satu sel".to_string(),
        };
        let shown: Vec<String> = broken.iter().take(SHOWN).map(|(_, cell, _)| place(&cell.letak)).collect();
        let more = match broken.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" dan {more} sel lain"),
        };
        let lokasi = |cell: &Sel| Lokasi {
            berkas: tabel.berkas,
            letak: cell.letak.clone(),
            tabel: Some(tabel.nama()),
            kolom: cell.letak.kolom.and_then(|column| tabel.kepala.get(column as usize - 1).cloned()),
            kutipan: cell.teks.clone(),
        };
        let keys: Vec<String> = broken.iter().map(|(row, _, _)| name(row)).collect();
        let keys = [tabel.tabel.judul.as_str(), &kinds, &keys.join(" ")];
        let pesan =
            format!("Sel {}{more} berisi galat lembar kerja ({kinds}); nilainya tidak diketahui.", shown.join(", "));
        let mut temuan = hasil.temuan(lokasi(first), &keys, pesan);
        let proof = |cell: &Sel| Bukti {
            lokasi: lokasi(cell),
            mentah: cell.teks.clone(),
            nilai: None,
            peran: "galat".to_string(),
        };
        temuan.bukti = broken.iter().take(SHOWN).map(|(_, cell, _)| proof(cell)).collect();
        hasil.found(temuan);
    }
    for (berkas, paragraf) in &dokumen.kalimat {
        let Some(error) = galat(&paragraf.teks) else { continue };
        let at = paragraf.teks.find(error).unwrap_or_default();
        let kutipan = crate::dokumen::pendek(&paragraf.teks, 120);
        let lokasi = Lokasi { berkas: *berkas, letak: paragraf.letak_at(at), tabel: None, kolom: None, kutipan };
        let pesan = format!("Kalimat ini memuat galat lembar kerja ({error}).");
        let temuan = hasil.temuan(lokasi, &[&paragraf.teks], pesan);
        hasil.found(temuan);
    }
}

/// The error in a text.
fn galat(text: &str) -> Option<&'static str> {
    let libre = || text.strip_prefix("Err:").filter(|code| code.len() == 3).map(|_| "Err:");
    if text.contains('#') { GALAT.iter().copied().find(|error| text.contains(error)) } else { libre() }
}

/// The first text of a row.
fn name(row: &Baris) -> String {
    let mut texts = row.sel.iter().map(|cell| cell.teks.trim());
    texts.find(|text| text.chars().any(char::is_alphabetic)).unwrap_or_default().to_string()
}
