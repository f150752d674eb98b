//! Prints what the reader sees of a file, block by block, tables as JSON-like rows: `baca BERKAS`.
#![allow(clippy::print_stdout, reason = "an example that prints")]

use reader::{Blok, Gabung};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let naskah = reader::read(path.rsplit('/').next().unwrap_or(&path), &bytes);
        for note in &naskah.catatan {
            println!("CATATAN {:?} {}", note.letak.halaman, note.pesan);
        }
        for block in &naskah.blok {
            match block {
                Blok::Judul { tingkat, teks } => println!("JUDUL {tingkat} {:?} {}", teks.letak.halaman, teks.teks),
                Blok::Paragraf(teks) if teks.butir => println!("BUTIR {:?} {}", teks.letak.halaman, teks.teks),
                Blok::Paragraf(teks) => println!("PARAGRAF {:?} {}", teks.letak.halaman, teks.teks),
                Blok::Rumus { teks, .. } => println!("RUMUS {teks}"),
                Blok::Tabel(table) => {
                    println!("TABEL {:?} {}", table.nomor, table.judul);
                    for row in &table.baris {
                        let cells = row.sel.iter().map(|cell| match cell.gabung {
                            Gabung::Sendiri => cell.teks.clone(),
                            Gabung::Awal { baris, kolom } => format!("{}[{baris}x{kolom}]", cell.teks),
                            Gabung::Bagian => format!("{}^", cell.teks),
                        });
                        println!("  {:?} {}", row.letak.halaman, cells.collect::<Vec<_>>().join(" | "));
                    }
                }
            }
        }
    }
    Ok(())
}
