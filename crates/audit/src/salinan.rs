//! One table on several sheets of a workbook: what is found in each copy is said once.

use std::collections::{BTreeMap, BTreeSet};

use crate::dokumen::Dokumen;
use crate::temuan::{Bukti, Temuan};

/// Folds findings that differ in their sheet alone into the first one on a sheet that can be seen; it names the other
/// sheets.
pub(crate) fn fold(dokumen: &Dokumen<'_>, temuan: &mut Vec<Temuan>) {
    let mut sheets: BTreeMap<(usize, Option<u32>), (&str, bool)> = BTreeMap::new();
    for tabel in &dokumen.tabel {
        if let Some(name) = &tabel.tabel.lembar {
            let hidden = tabel.tabel.baris.iter().flat_map(|row| &row.sel).all(|cell| cell.tersembunyi);
            sheets.insert((tabel.berkas, tabel.tabel.letak.tabel), (name, hidden));
        }
    }
    let sheet = |one: &Temuan| sheets.get(&(one.lokasi.berkas, one.lokasi.letak.tabel)).copied();
    let mut same: BTreeMap<(&str, &str, &str, &[String]), Vec<usize>> = BTreeMap::new();
    for (at, one) in temuan.iter().enumerate().filter(|(_, one)| sheet(one).is_some()) {
        same.entry((one.kode, &one.sidik_jari, &one.tertulis, &one.seharusnya)).or_default().push(at);
    }
    let mut further: Vec<(usize, Vec<String>, Vec<Bukti>)> = Vec::new();
    let mut gone = BTreeSet::new();
    for group in same.into_values().filter(|group| group.len() > 1) {
        let of = |at: &usize| temuan.get(*at).and_then(sheet);
        let Some(kept) =
            group.iter().copied().find(|at| of(at).is_some_and(|(_, hidden)| !hidden)).or(group.first().copied())
        else {
            continue;
        };
        let copies: Vec<usize> =
            group.into_iter().filter(|at| of(at).map(|(name, _)| name) != of(&kept).map(|(name, _)| name)).collect();
        let mut names: Vec<String> = copies.iter().filter_map(of).map(|(name, _)| format!("\"{name}\"")).collect();
        names.dedup();
        let proofs = copies.iter().filter_map(|at| temuan.get(*at)).map(|one| Bukti {
            mentah: one.tertulis.clone(),
            lokasi: one.lokasi.clone(),
            nilai: None,
            peran: "salinan".to_string(),
        });
        if !copies.is_empty() {
            further.push((kept, names, proofs.collect()));
        }
        gone.extend(copies);
    }
    for (kept, names, proofs) in further {
        if let Some(one) = temuan.get_mut(kept) {
            one.pesan.push_str(&format!(" Sama pada lembar {}.", names.join(", ")));
            one.bukti.extend(proofs);
        }
    }
    let mut at = 0;
    temuan.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}
