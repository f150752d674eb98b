//! Findings that set two values of one fact side by side: those about the same cells are one cause, and a broken
//! equation that holds with the other value follows from it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::persamaan::Cocok;
use crate::rules::any_capaian;
use crate::temuan::{Tempat, Temuan};

/// Whether a finding sets two values of one fact side by side.
pub(super) fn is_fact(temuan: &Temuan) -> bool {
    temuan.persamaan.is_none() && (temuan.kode.starts_with("SIL") || matches!(temuan.kode, "EVA602" | "KIN307"))
}

/// Cells with what they hold.
type Sel = BTreeMap<Tempat, Option<Decimal>>;

/// Findings by their index, with the cells of them all.
type Kumpulan = (Vec<usize>, Sel);

/// The cells of tables that a finding rests on, with what they hold.
fn cells(temuan: &Temuan) -> Sel {
    let proofs = temuan.bukti.iter().filter(|proof| proof.lokasi.letak.kolom.is_some());
    proofs.map(|proof| (proof.tempat(), proof.nilai.as_ref().and_then(|value| value.parse().ok()))).collect()
}

/// Gives the findings of each such fact one root: the cell whose change mends most broken equations, else the place of
/// the first finding.
pub(super) fn join(temuan: &[Temuan], akar: &mut [Tempat]) {
    let mut groups: Vec<Kumpulan> = Vec::new();
    for (at, one) in temuan.iter().enumerate().filter(|(_, one)| is_fact(one)) {
        let mut own = (vec![at], cells(one));
        let shares = |group: &Kumpulan| group.1.keys().any(|cell| own.1.contains_key(cell));
        let (joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
        for (members, cells) in joined {
            own.0.extend(members);
            own.1.extend(cells);
        }
        groups = rest;
        groups.push(own);
    }
    for (mut members, cells) in groups {
        members.sort_unstable();
        let values: BTreeSet<Decimal> = cells.values().flatten().copied().collect();
        let mut best: Option<(&Tempat, Vec<usize>)> = None;
        for cell in cells.keys() {
            let mended: Vec<usize> =
                (0..temuan.len()).filter(|at| temuan.get(*at).is_some_and(|one| mends(one, cell, &values))).collect();
            if !mended.is_empty() && best.as_ref().is_none_or(|(_, most)| mended.len() > most.len()) {
                best = Some((cell, mended));
            }
        }
        let first = members.first().and_then(|at| akar.get(*at)).cloned();
        let (root, mended) = match best {
            Some((cell, mended)) => (Some(cell.clone()), mended),
            None => (first, Vec::new()),
        };
        let Some(root) = root else { continue };
        for at in members.into_iter().chain(mended) {
            if let Some(slot) = akar.get_mut(at) {
                slot.clone_from(&root);
            }
        }
    }
}

/// Whether a broken equation holds with one of the other values in a cell.
fn mends(temuan: &Temuan, cell: &Tempat, values: &BTreeSet<Decimal>) -> bool {
    let Some(persamaan) = &temuan.persamaan else { return false };
    let Some(at) = persamaan.suku.iter().position(|suku| suku.bukti.tempat() == *cell) else { return false };
    values.iter().any(|value| {
        let mut other = persamaan.clone();
        if let Some(suku) = other.suku.get_mut(at) {
            suku.nilai = *value;
        }
        other.check() == Cocok::Ya || temuan.kode == "KIN301" && any_capaian(&other)
    })
}
