//! Text for a terminal: code, place, excerpt with the cell marked, arithmetic in one line, hint.

use std::fmt::Write;

use super::json::tingkat;
use crate::Pemeriksaan;
use crate::temuan::{Kepastian, Lokasi, Temuan};

/// What was found, as text.
pub fn teks(pemeriksaan: &Pemeriksaan) -> String {
    let mut text = String::new();
    for temuan in &pemeriksaan.temuan {
        let _ = finding(&mut text, pemeriksaan, temuan);
    }
    let ringkasan = &pemeriksaan.ringkasan;
    let _ = writeln!(
        text,
        "{} kesalahan, {} peringatan, {} catatan dalam {} kelompok sebab.",
        ringkasan.kesalahan, ringkasan.peringatan, ringkasan.catatan, ringkasan.penyebab_utama
    );
    let _ = writeln!(
        text,
        "{} hal diperiksa, {} tidak terpenuhi, {} dilewati karena datanya tidak diketahui.",
        ringkasan.aturan_diperiksa, ringkasan.tidak_terpenuhi, ringkasan.dilewati
    );
    text
}

fn finding(text: &mut String, pemeriksaan: &Pemeriksaan, temuan: &Temuan) -> std::fmt::Result {
    let indent = if temuan.penyebab_utama { "" } else { "    " };
    let guess = if temuan.kepastian == Kepastian::Dugaan { " (dugaan)" } else { "" };
    writeln!(
        text,
        "{indent}{} {}{guess} [{}]: {}",
        tingkat(temuan.tingkat),
        temuan.kode,
        temuan.kelompok,
        temuan.pesan
    )?;
    writeln!(text, "{indent}  --> {}", place(pemeriksaan, &temuan.lokasi))?;
    let marked: Vec<String> = temuan
        .bukti
        .iter()
        .map(|bukti| {
            let mark = if bukti.lokasi == temuan.lokasi { ">>" } else { "" };
            let end = if mark.is_empty() { "" } else { "<<" };
            format!("{}: {mark}{}{end}", bukti.peran, bukti.mentah)
        })
        .collect();
    if !marked.is_empty() {
        writeln!(text, "{indent}   |  {}", marked.join("  |  "))?;
    } else if !temuan.lokasi.kutipan.is_empty() {
        writeln!(text, "{indent}   |  {}", temuan.lokasi.kutipan)?;
    }
    if let Some(hitungan) = &temuan.hitungan {
        writeln!(text, "{indent}   = hitungan: {hitungan}")?;
    }
    if let Some(sebab) = &temuan.dugaan_sebab {
        writeln!(text, "{indent}   = dugaan sebab: {sebab}")?;
    }
    for saran in &temuan.saran {
        writeln!(text, "{indent}   = saran: ganti \"{}\" menjadi \"{}\"", saran.dari, saran.ke)?;
    }
    writeln!(text)
}

fn place(pemeriksaan: &Pemeriksaan, lokasi: &Lokasi) -> String {
    let name = pemeriksaan.berkas.get(lokasi.berkas).map_or("", |berkas| &berkas.nama);
    let mut text = name.to_string();
    if let Some(line) = lokasi.letak.baris_berkas {
        let _ = write!(text, ":{line}");
    }
    if let Some(page) = lokasi.letak.halaman {
        let _ = write!(text, ", halaman {page}");
    }
    if let Some(cell) = &lokasi.letak.sel {
        let _ = write!(text, ", {cell}");
    }
    if let Some(table) = &lokasi.tabel {
        let _ = write!(text, ", {table}");
    }
    if let Some(row) = lokasi.letak.baris {
        let _ = write!(text, ", baris {row}");
    }
    if let Some(column) = &lokasi.kolom {
        let _ = write!(text, ", kolom {column}");
    }
    text
}
