//! Clusters by cause: findings that one wrong cell causes stand together, the root first.

mod fakta;
mod graf;
mod sebab;

use std::collections::{BTreeMap, BTreeSet};

use crate::dokumen::Dokumen;
use crate::persamaan::Persamaan;
use crate::temuan::{Ringkasan, Tempat, Temuan, Tingkat};

/// More findings than this are no slips; those without an equation then stand alone.
const MOST: usize = 1_500;

/// Puts findings into clusters and orders them; fills in the counts. `held` are the equations that hold.
pub(crate) fn arrange(
    dokumen: &Dokumen<'_>,
    temuan: &mut [Temuan],
    held: &[Persamaan],
    mut ringkasan: Ringkasan,
) -> Ringkasan {
    let place = |temuan: &Temuan| -> Tempat { (temuan.lokasi.berkas, temuan.lokasi.letak.clone()) };
    let with: Vec<usize> =
        (0..temuan.len()).filter(|at| temuan.get(*at).is_some_and(|one| one.persamaan.is_some())).collect();
    let broken: Vec<&Persamaan> = with.iter().filter_map(|at| temuan.get(*at)?.persamaan.as_ref()).collect();
    let penjelasan = graf::explain(&broken, held);
    let mut akar: Vec<Tempat> = temuan.iter().map(place).collect();
    for (at, found) in with.iter().zip(&penjelasan.akar) {
        if let (Some(slot), Some(found)) = (akar.get_mut(*at), found) {
            slot.clone_from(found);
        }
    }
    fakta::join(temuan, &mut akar);
    // A finding without an equation joins the finding whose cell it shows as proof.
    let places: Vec<Tempat> = temuan.iter().map(place).collect();
    let few = if temuan.len() <= MOST { temuan.len() } else { 0 };
    for at in 0..few {
        let Some(one) = temuan.get(at).filter(|one| one.persamaan.is_none() && follows(one)) else { continue };
        let proofs: BTreeSet<Tempat> =
            one.bukti.iter().map(|proof| (proof.lokasi.berkas, proof.lokasi.letak.clone())).collect();
        let own = places.get(at);
        let joined = (0..temuan.len()).find(|other| {
            let Some(place) = places.get(*other).filter(|place| Some(*place) != own) else { return false };
            *other != at
                && akar.get(*other) != own
                && temuan.get(*other).zip(akar.get(*other)).is_some_and(|(other, root)| {
                    // It shows the other's cell, or comes after it and rests on the same cells.
                    let shown = proofs.contains(place) || proofs.contains(root) && Some(root) != own;
                    fakta::is_fact(other) && shown
                        || follows(other) && (shown || Some(place) < own && shared(other, &proofs) >= 2)
                })
        });
        if let Some(found) = joined.and_then(|other| akar.get(other).cloned())
            && let Some(slot) = akar.get_mut(at)
        {
            *slot = found;
        }
    }
    let steps: BTreeMap<Tempat, Tempat> = places.iter().cloned().zip(akar.iter().cloned()).collect();
    for root in &mut akar {
        for _ in 0..8 {
            match steps.get(root) {
                Some(further) if further != root => root.clone_from(further),
                _ => break,
            }
        }
    }
    sebab::explain(dokumen, temuan, held, &penjelasan, &akar);
    order(temuan, &akar, &penjelasan);
    for finding in temuan.iter() {
        match finding.tingkat {
            Tingkat::Kesalahan => ringkasan.kesalahan += 1,
            Tingkat::Peringatan => ringkasan.peringatan += 1,
            Tingkat::Catatan => ringkasan.catatan += 1,
        }
        ringkasan.penyebab_utama += usize::from(finding.penyebab_utama);
    }
    ringkasan
}

/// How many cells a finding without an equation rests on that are among these.
fn shared(temuan: &Temuan, proofs: &BTreeSet<Tempat>) -> usize {
    let own = (temuan.lokasi.berkas, temuan.lokasi.letak.clone());
    let cells: BTreeSet<Tempat> =
        temuan.bukti.iter().map(|proof| (proof.lokasi.berkas, proof.lokasi.letak.clone())).collect();
    if temuan.persamaan.is_some() {
        return 0;
    }
    cells.iter().filter(|cell| **cell != own && cell.1.kolom.is_some() && proofs.contains(*cell)).count()
}

/// Findings that can follow from another cell than their own: not those that set two statements side by side (one fact
/// twice, names, codes) nor those about the way of writing.
fn follows(temuan: &Temuan) -> bool {
    !["SIL", "ANG", "KOD", "NAM", "EJA", "DOK"].iter().any(|family| temuan.kode.starts_with(family))
}

/// Sorts clusters by the place of their first finding, within a cluster the root first, then by place; numbers them.
fn order(temuan: &mut [Temuan], akar: &[Tempat], penjelasan: &graf::Penjelasan) {
    let mut first: BTreeMap<&Tempat, Tempat> = BTreeMap::new();
    for (one, akar) in temuan.iter().zip(akar) {
        let place = (one.lokasi.berkas, one.lokasi.letak.clone());
        let slot = first.entry(akar).or_insert_with(|| place.clone());
        if place < *slot {
            *slot = place;
        }
    }
    let mut ranks: Vec<(&Tempat, &Tempat)> = first.iter().map(|(akar, place)| (place, *akar)).collect();
    ranks.sort();
    let number: BTreeMap<&Tempat, usize> = ranks.iter().zip(1..).map(|((_, akar), number)| (*akar, number)).collect();
    for (one, akar) in temuan.iter_mut().zip(akar) {
        one.kelompok = format!("K{}", number.get(akar).copied().unwrap_or_default());
        let own = (one.lokasi.berkas, one.lokasi.letak.clone());
        let change = penjelasan.perubahan.get(akar).copied();
        let same = change.is_none_or(|value| one.seharusnya.first() == Some(&crate::angka::show(value)));
        one.penyebab_utama = own == *akar && (same || one.persamaan.is_none());
        // What follows from the root is mended with it.
        if change.is_some() && !one.penyebab_utama && one.persamaan.is_some() {
            one.saran.clear();
        }
    }
    temuan.sort_by_cached_key(|one| {
        let number: usize = one.kelompok.get(1..).and_then(|number| number.parse().ok()).unwrap_or_default();
        (number, !one.penyebab_utama, one.persamaan.is_none(), one.tingkat, one.kepastian, one.lokasi.clone(), one.kode)
    });
    let mut seen = BTreeSet::new();
    for one in temuan.iter_mut() {
        one.penyebab_utama = seen.insert(one.kelompok.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::{Pilihan, periksa};

    /// Each finding's code, row and column of the cell, cluster, root, of a table of invented amounts.
    fn found(rows: &str) -> Vec<String> {
        let text = format!("| Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n{rows}");
        let naskah = [reader::read("uji.md", text.as_bytes())];
        let only = Pilihan { hanya: vec!["JML".to_string(), "SIS".to_string()], ..Pilihan::default() };
        let each = periksa(&naskah, &only).temuan.into_iter().map(|one| {
            let letak = &one.lokasi.letak;
            let (row, column) = (letak.baris.unwrap_or_default(), letak.kolom.unwrap_or_default());
            let root = if one.penyebab_utama { " akar" } else { "" };
            format!("{} {row}/{column} {}{root}", one.kode, one.kelompok)
        });
        each.collect()
    }

    #[test]
    fn one_wrong_addend_is_the_root_of_its_row_and_its_sum() {
        let rows = "| 7.01.02 | A | 9.000 | 4.000 | 5.000 |\n\
                    | 7.01.02.2.01 | B | 4.000 | 1.000 | 3.000 |\n\
                    | 7.01.02.2.02 | C | 7.000 | 3.000 | 2.000 |\n";
        assert_eq!(found(rows), ["SIS201 4/3 K1 akar", "JML101 2/3 K1"]);
    }

    #[test]
    fn a_slip_that_was_carried_into_the_sum_is_one_cluster() {
        let rows = "| 7.01.02 | A | 9.000 | 4.000 | 6.500 |\n\
                    | 7.01.02.2.01 | B | 4.000 | 1.000 | 4.500 |\n\
                    | 7.01.02.2.02 | C | 5.000 | 3.000 | 2.000 |\n";
        assert_eq!(found(rows), ["SIS201 3/5 K1 akar", "SIS201 2/5 K1"]);
    }

    #[test]
    fn a_sum_over_two_slips_follows_them_although_a_percentage_was_computed_from_one() {
        let text = "| Kode | Uraian | Pagu | Realisasi | Sisa | Persen sisa |\n|---|---|---|---|---|---|\n\
                    | 7.01.02 | A | 13.000 | 5.000 | 8.000 | |\n\
                    | 7.01.02.2.01 | B | 4.000 | 1.000 | 2.000 | 50% |\n\
                    | 7.01.02.2.02 | C | 9.000 | 4.000 | 5.300 | |\n";
        let naskah = [reader::read("uji.md", text.as_bytes())];
        let found = periksa(&naskah, &Pilihan::default()).temuan;
        let sum = found.iter().find(|one| one.kode == "JML101").unwrap();
        let cause = "Terbawa dari 2 baris: selisih 700 = 1.000 - 300.";
        assert_eq!((sum.penyebab_utama, sum.dugaan_sebab.as_deref()), (false, Some(cause)));
    }

    #[test]
    fn two_slips_are_two_clusters() {
        let rows = "| 7.01.02 | A | 4.000 | 1.000 | 3.000 |\n\
                    | 7.01.02.2.01 | B | 4.000 | 1.000 | 3.100 |\n\
                    | 7.01.03 | D | 8.000 | 2.000 | 6.000 |\n\
                    | 7.01.03.2.01 | E | 8.000 | 2.000 | 7.000 |\n";
        assert_eq!(found(rows), ["SIS201 3/5 K1 akar", "JML101 2/5 K1", "SIS201 5/5 K2 akar", "JML101 4/5 K2"]);
    }
}
