//! What a table is and what its columns hold, recognised from heads and content; the facts that rules check.

mod hierarki;
mod kolom;
mod tabel;

use reader::{Blok, Naskah, Paragraf};

pub use hierarki::{Pohon, bagian, row_code};
pub use kolom::{Peran, normal};
pub(crate) use tabel::is_numbering;
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
            let mut konteks: Vec<&str> = Vec::new();
            for block in &file.blok {
                match block {
                    Blok::Tabel(table) => {
                        let mut known = TabelDikenal::recognise(index, table);
                        known.konteks = konteks.iter().rev().take(2).rev().copied().collect::<Vec<_>>().join(" ");
                        dokumen.tabel.push(known);
                    }
                    Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                        konteks.push(&teks.teks);
                        dokumen.kalimat.push((index, teks));
                    }
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

/// A text in messages: at most so many characters.
pub fn pendek(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let cut: String = text.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", cut.trim_end())
}
