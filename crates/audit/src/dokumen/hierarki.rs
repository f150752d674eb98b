//! Dotted codes of any kind (programmes, accounts) and the tree that they span in a table.

use std::collections::BTreeMap;

use reader::Baris;

use super::kolom::Peran;
use super::tabel::TabelDikenal;

/// The numbers of a dotted code at the beginning of a row: `7.01.02` is `[7, 1, 2]`. A code in its own cell only;
/// spaces and a point at its end are forgiven.
fn bagian(text: &str) -> Option<Vec<u32>> {
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
    anak: Vec<Vec<usize>>,
}

impl Pohon {
    /// The tree of a table. A row belongs to the nearest row before it whose code is the beginning of its own. Codes
    /// that begin with another number (accounts under a sub kegiatan) make a tree of their own.
    pub fn of(tabel: &TabelDikenal<'_>) -> Self {
        let mut pohon = Self::default();
        let mut open: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, isi) in tabel.isi.iter().enumerate() {
            let kode = (!isi.jalur.is_empty()).then(|| isi.jalur.clone());
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
            if let Some(below) = induk.and_then(|induk| pohon.anak.get_mut(induk)) {
                below.push(index);
            }
            pohon.anak.push(Vec::new());
            pohon.kode.push(kode);
            pohon.induk.push(induk);
        }
        pohon
    }

    /// The rows directly below a row.
    pub fn anak(&self, row: usize) -> &[usize] {
        self.anak.get(row).map_or(&[], Vec::as_slice)
    }
}

/// Stands between the codes of two columns.
const BATAS: u32 = u32::MAX;

/// The columns that may hold codes: those whose head says so, else the first, or the first two after a running number.
pub(super) fn code_columns(peran: &[Peran]) -> Vec<usize> {
    let named: Vec<usize> =
        peran.iter().enumerate().filter(|(_, role)| **role == Peran::Kode).map(|(column, _)| column).collect();
    match named.as_slice() {
        [] if peran.first() == Some(&Peran::Nomor) => vec![0, 1],
        [] => vec![0],
        _ => named,
    }
}

/// The codes of a row one after the other, where each level has its own column (`1.02`, `1.02.01.2.01`, `5.1.02`),
/// and the column of the last. A row that begins as another does and goes on belongs to it.
pub(super) fn path(row: &Baris, columns: &[usize]) -> (Vec<u32>, Option<usize>) {
    let (mut path, mut last) = (Vec::new(), None);
    for column in columns {
        let text = row.sel.get(*column).map(|cell| cell.teks.trim()).unwrap_or_default();
        match bagian(text) {
            Some(parts) => {
                if last.is_some() {
                    path.push(BATAS);
                }
                path.extend(parts);
                last = Some(*column);
            }
            None if text.is_empty() || text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {}
            None => break,
        }
    }
    (path, last)
}
