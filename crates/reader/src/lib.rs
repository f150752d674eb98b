//! Files that others wrote, read as blocks and tables with the place of every cell.
//!
//! Reading never fails on strange content: what cannot be read is a [`Catatan`] of the [`Naskah`], which the checker
//! turns into a finding. Nothing here knows what the content means.

mod naskah;
mod teks;

pub use naskah::{Baris, Blok, Catatan, Format, Letak, Naskah, Paragraf, Sel, Tabel};

/// Reads a file by its name and its bytes.
pub fn read(name: &str, bytes: &[u8]) -> Naskah {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "md" | "markdown" => teks::read(name, bytes, Format::Md),
        "txt" | "text" | "tsv" => teks::read(name, bytes, Format::Txt),
        _ => Naskah::unreadable(name, "Jenis berkas ini belum dapat dibaca; yang dapat dibaca: MD dan TXT."),
    }
}
