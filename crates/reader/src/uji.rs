//! Containers made for tests.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::naskah::{Blok, Gabung, Naskah};

/// A container with these parts.
pub(crate) fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The blocks in a form that can be compared at a glance: `^` marks a further cell of a merge.
pub(crate) fn shape(naskah: &Naskah) -> Vec<String> {
    let each = naskah.blok.iter().map(|block| match block {
        Blok::Judul { tingkat, teks } => format!("judul {tingkat} {}", teks.teks),
        Blok::Paragraf(paragraph) => {
            format!("{} {}", if paragraph.butir { "butir" } else { "paragraf" }, paragraph.teks)
        }
        Blok::Rumus { teks, .. } => format!("rumus {teks}"),
        Blok::Tabel(table) => {
            let rows = table.baris.iter().map(|row| {
                let cells = row.sel.iter().map(|cell| match cell.gabung {
                    Gabung::Sendiri => cell.teks.clone(),
                    Gabung::Awal { baris, kolom } => format!("{}[{baris}x{kolom}]", cell.teks),
                    Gabung::Bagian => format!("{}^", cell.teks),
                });
                cells.collect::<Vec<_>>().join("|")
            });
            let name = table.nomor.as_deref().unwrap_or("-");
            format!("tabel {name} {} {:?}", table.judul, rows.collect::<Vec<_>>())
        }
    });
    each.collect()
}

/// What was told, in one text.
pub(crate) fn told(naskah: &Naskah) -> String {
    naskah.catatan.iter().map(|note| note.pesan.as_str()).collect::<Vec<_>>().join("; ")
}
