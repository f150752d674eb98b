//! Which figures of tables a rule compared with anything: how much of a document was checked at all.

use std::collections::BTreeSet;

use reader::Naskah;

use crate::dokumen::{Dokumen, Jenis, Peran};
use crate::rules::RULES;
use crate::temuan::{Bukti, Hasil, Tempat};

/// How much of the tables was used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terpakai {
    /// Tables with a figure.
    pub tabel: usize,
    /// Those whose kind is known.
    pub dikenal: usize,
    /// Figures; running numbers, codes and dates are none.
    pub angka: usize,
    /// Those of which another number could be a finding: in an equation, or compared with the same fact in another table
    /// or sentence, or proofs of a finding. Bounds (realisasi not above pagu) are not counted.
    pub terpakai: usize,
    /// Tables with figures that nothing was compared with: name, such figures, all figures.
    pub sisa: Vec<(String, usize, usize)>,
}

/// Counts what the rules recompute in files that belong together.
pub fn terpakai(naskah: &[Naskah]) -> Terpakai {
    let dokumen = Dokumen::recognise(naskah);
    let tables: BTreeSet<_> = dokumen.tabel.iter().map(|table| (table.berkas, table.tabel.letak.tabel)).collect();
    let mut used: BTreeSet<Tempat> = BTreeSet::new();
    for rule in RULES.iter().filter(|rule| !rule.opsional) {
        let mut hasil = Hasil::counting(rule, tables.clone());
        (rule.check)(&dokumen, &mut hasil);
        used.extend(hasil.take_compared());
        let (found, held, _) = hasil.finish();
        used.extend(held.iter().flat_map(|persamaan| &persamaan.suku).map(|suku| suku.bukti.tempat()));
        used.extend(found.iter().flat_map(|one| &one.bukti).map(Bukti::tempat));
    }
    let mut counts = Terpakai::default();
    for table in &dokumen.tabel {
        let numeric = table.isi.iter().flat_map(|isi| {
            (0..table.kepala.len())
                .filter(|column| {
                    let role = table.peran.get(*column).copied().unwrap_or(Peran::Lain);
                    !matches!(role, Peran::Nomor | Peran::Kode | Peran::Tanggal)
                        && isi.bacaan(*column).angka().is_some()
                })
                .filter_map(|column| isi.sel(column))
        });
        let cells: Vec<_> = numeric.collect();
        if cells.is_empty() {
            continue;
        }
        counts.tabel += 1;
        counts.dikenal += usize::from(table.jenis != Jenis::Lain);
        counts.angka += cells.len();
        let own = cells.iter().filter(|cell| used.contains(&(table.berkas, cell.letak.clone()))).count();
        counts.terpakai += own;
        if own < cells.len() {
            counts.sisa.push((table.nama(), cells.len() - own, cells.len()));
        }
    }
    counts
}
