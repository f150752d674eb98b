//! Text for a terminal: code, place, excerpt with the cell marked, arithmetic in one line, hint.

use std::fmt::Write;

use super::tempat::{place, tingkat};
use crate::Pemeriksaan;
use crate::temuan::{Kepastian, Temuan};

/// What was found, as text.
pub fn teks(pemeriksaan: &Pemeriksaan) -> String {
    let mut text = String::new();
    for temuan in &pemeriksaan.temuan {
        let _ = finding(&mut text, pemeriksaan, temuan);
    }
    let _ = compared(&mut text, pemeriksaan);
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

/// What the comparison with an earlier run and the exceptions gave.
fn compared(text: &mut String, pemeriksaan: &Pemeriksaan) -> std::fmt::Result {
    for lama in &pemeriksaan.hilang {
        writeln!(text, "tidak ditemukan lagi: {} (nomor {}): {}", lama.kode, lama.sidik_jari, lama.pesan)?;
    }
    for one in &pemeriksaan.tidak_terpakai {
        writeln!(text, "pengecualian tidak terpakai: {one}")?;
    }
    if !pemeriksaan.hilang.is_empty() || !pemeriksaan.tidak_terpakai.is_empty() {
        writeln!(text)?;
    }
    if pemeriksaan.dengan_acuan {
        let new = pemeriksaan.temuan.iter().filter(|temuan| temuan.is_open()).count();
        let known = pemeriksaan.ringkasan.diketahui;
        writeln!(
            text,
            "Dibandingkan dengan acuan: {new} temuan baru, {known} sudah diketahui, {} tidak ditemukan lagi.",
            pemeriksaan.hilang.len()
        )?;
    }
    if pemeriksaan.ringkasan.dikecualikan > 0 {
        writeln!(text, "{} temuan dikecualikan dengan alasan.", pemeriksaan.ringkasan.dikecualikan)?;
    }
    Ok(())
}

fn finding(text: &mut String, pemeriksaan: &Pemeriksaan, temuan: &Temuan) -> std::fmt::Result {
    let indent = if temuan.penyebab_utama { "" } else { "    " };
    let guess = if temuan.kepastian == Kepastian::Dugaan { " (dugaan)" } else { "" };
    let known = if temuan.diketahui { " (sudah diketahui)" } else { "" };
    writeln!(
        text,
        "{indent}{} {}{guess}{known} [{}]: {}",
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
    if let Some(alasan) = &temuan.pengecualian {
        writeln!(text, "{indent}   = dikecualikan: {alasan}")?;
    }
    writeln!(text, "{indent}   = nomor temuan: {}", temuan.sidik_jari)?;
    writeln!(text)
}
