//! Dotted codes of any kind (programmes, accounts) and the tree that they span in a table.

use std::collections::BTreeMap;

use super::tabel::{Isi, TabelDikenal};

/// The numbers of a dotted code at the beginning of a row: `7.01.02` is `[7, 1, 2]`. A code in its own cell only;
/// spaces and a point at its end are forgiven.
pub fn bagian(text: &str) -> Option<Vec<u32>> {
    let text: String = text.split_whitespace().collect();
    let text = text.trim_end_matches('.');
    let parts: Vec<u32> = text
        .split('.')
        .map(|part| part.parse().ok().filter(|_| part.len() <= 5 && part.bytes().all(|byte| byte.is_ascii_digit())))
        .collect::<Option<_>>()?;
    (parts.len() >= 2).then_some(parts)
}

/// Rows of a table as a tree by their codes.
#[derive(Debug, Default)]
pub struct Pohon {
    /// Code of each row, `None` for rows without one.
    pub kode: Vec<Option<Vec<u32>>>,
    /// The row above in the tree.
    pub induk: Vec<Option<usize>>,
}

impl Pohon {
    /// The tree of a table. A row belongs to the nearest row before it whose code is the beginning of its own. Codes
    /// that begin with another number (accounts under a sub kegiatan) make a tree of their own.
    pub fn of(tabel: &TabelDikenal<'_>) -> Self {
        let mut pohon = Self::default();
        let mut open: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, isi) in tabel.isi.iter().enumerate() {
            let kode = row_code(tabel, isi);
            let mut induk = None;
            if let Some(parts) = &kode
                && let Some(first) = parts.first()
            {
                let stack = open.entry(*first).or_default();
                while let Some(top) = stack.last() {
                    let above = pohon.kode.get(*top).and_then(Option::as_ref);
                    if above.is_some_and(|above| above.len() < parts.len() && parts.starts_with(above)) {
                        break;
                    }
                    stack.pop();
                }
                induk = stack.last().copied();
                stack.push(index);
            }
            pohon.kode.push(kode);
            pohon.induk.push(induk);
        }
        pohon
    }

    /// The rows directly below a row.
    pub fn anak(&self, row: usize) -> impl Iterator<Item = usize> {
        self.induk.iter().enumerate().filter(move |(_, induk)| **induk == Some(row)).map(|(index, _)| index)
    }
}

/// The code of a row, also where it is no code of the nomenclature.
pub fn row_code(tabel: &TabelDikenal<'_>, isi: &Isi<'_>) -> Option<Vec<u32>> {
    if isi.jumlah {
        return None;
    }
    let column = tabel.column(super::Peran::Kode).unwrap_or(0);
    let own = isi.sel(column).and_then(|cell| bagian(&cell.teks));
    own.or_else(|| isi.kode.as_ref().and_then(|kode| bagian(kode.as_str())))
}
