//! Which figures of tables took part in an equation: how much of a document was recomputed at all.

use std::collections::BTreeSet;

use reader::{Letak, Naskah};

use crate::dokumen::{Dokumen, Jenis, Peran};
use crate::rules::{QUICK, RULES};
use crate::temuan::Hasil;

/// How much of the tables was used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terpakai {
    /// Tables with a figure.
    pub tabel: usize,
    /// Those whose kind is known.
    pub dikenal: usize,
    /// Figures; running numbers, codes and dates are none.
    pub angka: usize,
    /// Those that are in an equation, or prove a finding. What rules compare without an equation (one fact in two
    /// tables, a sentence and a table) is not counted, so this is a lower bound.
    pub terpakai: usize,
    /// Tables with figures that are in no equation: name, such figures, all figures.
    pub sisa: Vec<(String, usize, usize)>,
}

/// Counts what the rules recompute in files that belong together.
pub fn terpakai(naskah: &[Naskah]) -> Terpakai {
    let dokumen = Dokumen::recognise(naskah);
    let tables: BTreeSet<_> = dokumen.tabel.iter().map(|table| (table.berkas, table.tabel.letak.tabel)).collect();
    let mut used: BTreeSet<(usize, Letak)> = BTreeSet::new();
    for rule in RULES.iter().filter(|rule| !rule.opsional) {
        let mut hasil = if QUICK.contains(&rule.kode) { Hasil::again(rule, tables.clone()) } else { Hasil::of(rule) };
        (rule.check)(&dokumen, &mut hasil);
        let (found, held, _) = hasil.finish();
        let of = |proof: &crate::Bukti| (proof.lokasi.berkas, proof.lokasi.letak.clone());
        used.extend(held.iter().flat_map(|persamaan| &persamaan.suku).map(|suku| of(&suku.bukti)));
        used.extend(found.iter().flat_map(|one| &one.bukti).map(of));
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
