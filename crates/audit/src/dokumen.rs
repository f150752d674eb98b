//! What a table is and what its columns hold, recognised from heads and content; the facts that rules check.

mod kolom;
mod tabel;

use reader::{Blok, Naskah, Paragraf};

pub use kolom::{Peran, normal};
pub use tabel::{Isi, Jenis, TabelDikenal};

/// Several files that belong together, recognised.
pub struct Dokumen<'n> {
    /// The files.
    pub naskah: &'n [Naskah],
    /// Their tables in order.
    pub tabel: Vec<TabelDikenal<'n>>,
    /// Their headings and paragraphs in order, each with the index of its file.
    pub kalimat: Vec<(usize, &'n Paragraf)>,
    /// Their formulas in order.
    pub rumus: Vec<(usize, &'n str, &'n reader::Letak)>,
}

impl<'n> Dokumen<'n> {
    /// Recognises files.
    pub fn recognise(naskah: &'n [Naskah]) -> Self {
        let mut dokumen = Self { naskah, tabel: Vec::new(), kalimat: Vec::new(), rumus: Vec::new() };
        for (index, file) in naskah.iter().enumerate() {
            for block in &file.blok {
                match block {
                    Blok::Tabel(table) => dokumen.tabel.push(TabelDikenal::recognise(index, table)),
                    Blok::Judul { teks, .. } | Blok::Paragraf(teks) => dokumen.kalimat.push((index, teks)),
                    Blok::Rumus { teks, letak } => dokumen.rumus.push((index, teks, letak)),
                }
            }
        }
        dokumen
    }

    /// Tables of one kind.
    pub fn of(&self, jenis: Jenis) -> impl Iterator<Item = &TabelDikenal<'n>> {
        self.tabel.iter().filter(move |table| table.jenis == jenis)
    }
}
