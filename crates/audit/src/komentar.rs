//! Copies of a checked file with a comment at each place of a finding. Everything else of the file stays as it is, to
//! the byte: only the parts that carry comments or refer to them are written anew.

mod docx;
mod paket;
#[cfg(test)]
mod tests;
mod xlsx;
mod xml;

use reader::{Format, Letak};

use crate::Pemeriksaan;
use crate::temuan::Temuan;
use crate::tulis::place;
use crate::tulis::tempat::{inside, kepastian, tingkat};

/// Who signs the comments.
const AUTHOR: &str = "Kinerja";
/// Cells of proof that a comment names.
const MOST_PROOFS: usize = 6;

/// A comment: where it belongs, and its lines.
struct Komentar<'p> {
    letak: &'p Letak,
    baris: Vec<String>,
}

/// A copy of a Word file or workbook with comments; what keeps it from being made is said in Bahasa Indonesia.
/// `berkas` is the index of the file. What somebody lets stand gets no comment.
pub fn annotate(pemeriksaan: &Pemeriksaan, berkas: usize, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let format = pemeriksaan.berkas.get(berkas).map_or("", |berkas| berkas.format);
    let here = |temuan: &&Temuan| temuan.lokasi.berkas == berkas && temuan.pengecualian.is_none();
    let comments: Vec<Komentar<'_>> = pemeriksaan
        .temuan
        .iter()
        .filter(here)
        .map(|temuan| Komentar { letak: &temuan.lokasi.letak, baris: lines(pemeriksaan, temuan) })
        .collect();
    if format == Format::Docx.name() {
        docx::annotate(bytes, &comments)
    } else if format == Format::Xlsx.name() {
        xlsx::annotate(bytes, &comments)
    } else {
        Err("Komentar hanya dapat ditulis ke salinan berkas DOCX dan XLSX; untuk berkas lain pakai --format html atau \
             --format xlsx."
            .to_string())
    }
}

fn lines(pemeriksaan: &Pemeriksaan, temuan: &Temuan) -> Vec<String> {
    let role = if temuan.penyebab_utama { "penyebab utama" } else { "akibat" };
    let known = if temuan.diketahui { ", sudah diketahui" } else { "" };
    let mut lines = vec![
        format!(
            "{} {} ({}{known}), kelompok {}, {role}",
            tingkat(temuan.tingkat).to_uppercase(),
            temuan.kode,
            kepastian(temuan.kepastian),
            temuan.kelompok
        ),
        temuan.pesan.clone(),
    ];
    for (label, text) in [("Hitungan", &temuan.hitungan), ("Dugaan sebab", &temuan.dugaan_sebab)] {
        lines.extend(text.iter().map(|text| format!("{label}: {text}")));
    }
    lines.extend(temuan.saran.iter().map(|saran| format!("Saran: ganti \"{}\" menjadi \"{}\"", saran.dari, saran.ke)));
    let others = temuan.bukti.iter().filter(|bukti| bukti.lokasi != temuan.lokasi);
    lines.extend(others.take(MOST_PROOFS).map(|bukti| {
        let place = match bukti.lokasi.berkas == temuan.lokasi.berkas {
            true => inside(&bukti.lokasi),
            false => place(pemeriksaan, &bukti.lokasi),
        };
        format!("Bukti, {}: {} ({place})", bukti.peran, bukti.mentah)
    }));
    lines.push(format!("Nomor temuan: {}", temuan.sidik_jari));
    lines
}
