//! The words of the field with their meanings, from the glossary of the project.

use std::sync::LazyLock;

/// A word of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Istilah {
    /// The word.
    pub nama: String,
    /// What it means.
    pub arti: String,
}

static TERMS: LazyLock<Vec<Istilah>> = LazyLock::new(|| {
    let read = reader::read("GLOSARIUM.md", include_str!("../../../GLOSARIUM.md").as_bytes());
    let rows = read.tabel().flat_map(|table| table.baris.iter().skip(1));
    rows.filter_map(|row| match row.sel.as_slice() {
        [nama, arti, ..] => Some(Istilah { nama: nama.teks.clone(), arti: arti.teks.clone() }),
        _ => None,
    })
    .collect()
});

/// Every word, in the order of the glossary.
pub fn istilah() -> &'static [Istilah] {
    &TERMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_glossary_is_a_word() {
        let lines = include_str!("../../../GLOSARIUM.md").lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(istilah().len(), lines - 1);
        let capaian = istilah().iter().find(|term| term.nama == "capaian").unwrap();
        assert!(capaian.arti.starts_with("Perbandingan realisasi kinerja dengan targetnya"));
    }
}
