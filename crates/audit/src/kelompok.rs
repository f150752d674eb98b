//! Clusters by cause: findings that one wrong cell causes stand together, the root first.

use crate::temuan::{Ringkasan, Temuan, Tingkat};

/// Puts findings into clusters and orders them; fills in the counts.
pub(crate) fn arrange(temuan: &mut [Temuan], mut ringkasan: Ringkasan) -> Ringkasan {
    let mut cluster: Vec<usize> = (0..temuan.len()).collect();
    for later in 0..temuan.len() {
        for earlier in 0..later {
            let shares = |left: &Temuan, right: &Temuan| left.bukti.iter().any(|proof| proof.lokasi == right.lokasi);
            let (Some(one), Some(other)) = (temuan.get(later), temuan.get(earlier)) else { continue };
            if one.lokasi == other.lokasi || shares(one, other) || shares(other, one) {
                let (from, to) = (cluster.get(later).copied(), cluster.get(earlier).copied());
                if let (Some(from), Some(to)) = (from, to) {
                    let (low, high) = (from.min(to), from.max(to));
                    cluster.iter_mut().filter(|id| **id == high).for_each(|id| *id = low);
                }
            }
        }
    }
    let mut names: Vec<usize> = cluster.clone();
    names.sort_unstable();
    names.dedup();
    for (finding, id) in temuan.iter_mut().zip(&cluster) {
        let number = names.iter().position(|name| name == id).unwrap_or_default() + 1;
        finding.kelompok = format!("K{number}");
    }
    let mut seen = std::collections::BTreeSet::new();
    temuan.sort_by_key(|finding| {
        (finding.kelompok.get(1..).and_then(|number| number.parse::<usize>().ok()), finding.tingkat, finding.kepastian)
    });
    for finding in temuan.iter_mut() {
        finding.penyebab_utama = seen.insert(finding.kelompok.clone());
        match finding.tingkat {
            Tingkat::Kesalahan => ringkasan.kesalahan += 1,
            Tingkat::Peringatan => ringkasan.peringatan += 1,
            Tingkat::Catatan => ringkasan.catatan += 1,
        }
    }
    ringkasan.penyebab_utama = names.len();
    ringkasan
}
