//! Words that all writers use: weights, certainty, places.

use reader::Letak;

use crate::Pemeriksaan;
use crate::temuan::{Kepastian, Lokasi, Temuan, Tingkat};

/// A weight in words.
pub(crate) fn tingkat(tingkat: Tingkat) -> &'static str {
    match tingkat {
        Tingkat::Kesalahan => "kesalahan",
        Tingkat::Peringatan => "peringatan",
        Tingkat::Catatan => "catatan",
    }
}

/// A certainty in words.
pub(crate) fn kepastian(kepastian: Kepastian) -> &'static str {
    match kepastian {
        Kepastian::Pasti => "pasti",
        Kepastian::Dugaan => "dugaan",
    }
}

/// Whether a finding counts, in words.
pub(crate) fn keadaan(temuan: &Temuan) -> &'static str {
    match (&temuan.pengecualian, temuan.diketahui) {
        (Some(_), _) => "dikecualikan",
        (None, true) => "sudah diketahui",
        (None, false) => "baru",
    }
}

/// Name of the file in which something stands.
pub(crate) fn file<'p>(pemeriksaan: &'p Pemeriksaan, lokasi: &Lokasi) -> &'p str {
    pemeriksaan.berkas.get(lokasi.berkas).map_or("", |berkas| &berkas.nama)
}

/// A cell: its address in a workbook, else `tabel 3, baris 4, kolom 5`.
pub(crate) fn cell(letak: &Letak) -> Option<String> {
    let grid = || Some(format!("tabel {}, baris {}, kolom {}", letak.tabel?, letak.baris?, letak.kolom?));
    letak.sel.clone().or_else(grid)
}

/// A place as people look for it, the file first.
pub fn place(pemeriksaan: &Pemeriksaan, lokasi: &Lokasi) -> String {
    let name = file(pemeriksaan, lokasi);
    let line = lokasi.letak.baris_berkas.map(|line| format!("{name}:{line}"));
    let inside = inside(lokasi);
    let separator = if inside.is_empty() { "" } else { ", " };
    format!("{}{separator}{inside}", line.unwrap_or_else(|| name.to_string()))
}

/// A place in its file; empty for the whole file and for a line of a text file that is no table.
pub(crate) fn inside(lokasi: &Lokasi) -> String {
    let letak = &lokasi.letak;
    // A Word file has no pages of its own; a paragraph is counted only where no table tells the place better.
    let paragraph = letak.paragraf.filter(|_| lokasi.tabel.is_none() && letak.tabel.is_none());
    let parts = [
        letak.halaman.map(|page| format!("halaman {page}")),
        letak.sel.clone(),
        paragraph.map(|number| format!("paragraf {number}")),
        lokasi
            .tabel
            .clone()
            .or_else(|| letak.tabel.filter(|_| letak.sel.is_none()).map(|table| format!("tabel {table}"))),
        letak.baris.map(|row| format!("baris {row}")),
        lokasi.kolom.as_ref().filter(|head| !head.is_empty()).map(|column| format!("kolom {column}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
