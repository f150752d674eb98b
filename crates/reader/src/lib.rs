//! Files that others wrote, read as blocks and tables with the place of every cell.
//!
//! Reading never fails on strange content: what cannot be read is a [`Catatan`] of the [`Naskah`], which the checker
//! turns into a finding. Nothing here knows what the content means.

mod buku;
mod docx;
mod kemasan;
mod naskah;
mod pdf;
mod tabel;
mod teks;
mod wadah;
mod xml;

pub use docx::{Kendali, Potong, kendali};
pub use kemasan::unpack;
pub use naskah::{Baris, Blok, Catatan, Format, Gabung, IsiBuku, Letak, Naskah, Paragraf, Sel, Tabel};

use wadah::Wadah;

const KNOWN: &str = "yang dapat dibaca: DOCX, PDF dengan lapisan teks, XLSX, ODS, MD, dan TXT";

/// Reads a file by its bytes and, where they do not tell, by its name.
pub fn read(name: &str, bytes: &[u8]) -> Naskah {
    if bytes.is_empty() {
        return Naskah::unreadable(name, "Berkas ini kosong.");
    }
    if bytes.starts_with(b"PK") {
        return container(name, bytes);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Naskah::unreadable(name, old_or_locked(bytes));
    }
    if bytes.get(..1024.min(bytes.len())).is_some_and(|start| start.windows(5).any(|mark| mark == b"%PDF-")) {
        return pdf::read(name, bytes);
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "md" | "markdown" => teks::read(name, bytes, Format::Md),
        "txt" | "text" | "tsv" => teks::read(name, bytes, Format::Txt),
        "docx" | "xlsx" | "ods" | "pdf" => Naskah::unreadable(
            name,
            "Isi berkas ini bukan isi berkas Word, Excel, ODS, atau PDF, apa pun akhiran namanya.",
        ),
        _ => Naskah::unreadable(name, format!("Jenis berkas ini belum dapat dibaca; {KNOWN}.")),
    }
}

fn container(name: &str, bytes: &[u8]) -> Naskah {
    let mut wadah = match Wadah::open(bytes) {
        Ok(wadah) => wadah,
        Err(why) => return Naskah::unreadable(name, why),
    };
    if wadah.find("word/document.xml").is_some() {
        return docx::read(name, &mut wadah);
    }
    if wadah.find("xl/workbook.xml").is_some() {
        return buku::xlsx(name, &mut wadah);
    }
    let kind = wadah.text("mimetype").ok().flatten().unwrap_or_default();
    if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return buku::ods(name, &mut wadah);
    }
    if wadah.find("xl/workbook.bin").is_some() || kind.starts_with("application/vnd.oasis.opendocument.text") {
        return Naskah::unreadable(
            name,
            "Berkas XLSB dan ODT belum dapat dibaca. Buka, simpan sebagai XLSX atau DOCX, lalu periksa lagi.",
        );
    }
    Naskah::unreadable(name, format!("Isi berkas ini tidak dikenal; {KNOWN}."))
}

/// What is said of a file of the time before 2007, in whose container locked files of today lie too.
fn old_or_locked(bytes: &[u8]) -> String {
    let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(marker.len()).any(|window| window == marker) {
        return wadah::LOCKED.to_string();
    }
    "Berkas ini berformat lama (.doc atau .xls). Buka, simpan sebagai DOCX atau XLSX, lalu periksa lagi.".to_string()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod uji;
