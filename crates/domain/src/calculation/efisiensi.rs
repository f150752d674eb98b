//! Efficiency of resources: capaian against absorption.

use std::collections::{BTreeMap, BTreeSet};

use super::{Anggaran, BarisAnggaran, HasilIndikator, View};
use crate::value::{Kode, KodeNomenklatur, Rasio, Rupiah, Tingkat};

/// Capaian against absorption. Source: practice of the regions (capaian not below absorption is called efficient);
/// PermenPANRB 53/2014 asks for an analysis of efficiency and sets no formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Efisiensi {
    /// Mean of the known capaian of the indicators of sasaran, as a fraction of 1.
    pub capaian: Rasio,
    /// Absorption on the named base, as a fraction of 1.
    pub serapan: Rasio,
}

impl Efisiensi {
    /// Capaian less absorption, as a fraction of 1 (to be shown in percent points).
    pub fn selisih(&self) -> Rasio {
        &self.capaian - &self.serapan
    }

    /// True where the capaian is not below the absorption.
    pub fn efisien(&self) -> bool {
        self.capaian >= self.serapan
    }
}

/// A sasaran with the budget that serves it alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EfisiensiSasaran {
    /// The sasaran.
    pub sasaran: Kode,
    /// Its sub kegiatan, in order.
    pub sub_kegiatan: Vec<KodeNomenklatur>,
    /// Sum of their amounts on the base that the office has set (pagu, or anggaran kas).
    pub dasar: Option<Rupiah>,
    /// Sum of their realisasi.
    pub realisasi: Option<Rupiah>,
    /// Capaian and absorption, where both are known.
    pub efisiensi: Option<Efisiensi>,
}

/// The budget by sasaran, along the pohon kinerja.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnggaranSasaran {
    /// One entry per sasaran that some sub kegiatan serves alone, in the order of their codes.
    pub sasaran: Vec<EfisiensiSasaran>,
    /// Sub kegiatan that serve several sasaran: no rule says how to split their money, so it is not split.
    pub bersama: Vec<KodeNomenklatur>,
    /// Sub kegiatan of the budget that the pohon kinerja links to no sasaran.
    pub tanpa_sasaran: Vec<KodeNomenklatur>,
}

impl<'a> View<'a> {
    /// The sasaran of a node of the pohon kinerja: that of the nearest indicator on the way up, the node's own first.
    fn sasaran_of_node(&self, kode: &Kode) -> Option<&'a Kode> {
        let nodes = &self.register().pohon_kinerja;
        let mut at = nodes.iter().find(|node| node.kode == *kode);
        // A tree has no longer way up than it has nodes; a ring would have.
        for _ in 0..nodes.len() {
            let node = at?;
            let indikator = node.indikator.as_ref().and_then(|kode| self.indikator_by_kode(kode));
            if let Some(sasaran) = indikator.and_then(|indikator| indikator.sasaran.as_ref()) {
                return Some(sasaran);
            }
            at = nodes.iter().find(|above| Some(&above.kode) == node.induk.as_ref());
        }
        None
    }

    /// Efficiency by sasaran. Empty lists where the pohon kinerja names no sub kegiatan.
    pub fn efisiensi_sasaran(&self, hasil: &[HasilIndikator<'a>], anggaran: &Anggaran<'_>) -> AnggaranSasaran {
        let mut serves: BTreeMap<&KodeNomenklatur, BTreeSet<&Kode>> = BTreeMap::new();
        for node in &self.register().pohon_kinerja {
            if let Some(sasaran) = self.sasaran_of_node(&node.kode) {
                for kode in &node.sub_kegiatan {
                    serves.entry(kode).or_default().insert(sasaran);
                }
            }
        }
        let mut result = AnggaranSasaran { sasaran: Vec::new(), bersama: Vec::new(), tanpa_sasaran: Vec::new() };
        let mut alone: BTreeMap<&Kode, Vec<&BarisAnggaran>> = BTreeMap::new();
        for line in anggaran.at(Tingkat::SubKegiatan) {
            let sasaran: Vec<&Kode> = serves.get(&line.kode).into_iter().flatten().copied().collect();
            match sasaran.as_slice() {
                [] => result.tanpa_sasaran.push(line.kode.clone()),
                [only] => alone.entry(only).or_default().push(line),
                _ => result.bersama.push(line.kode.clone()),
            }
        }
        let cash = self.parameter("anggaran.dasar_serapan") == "anggaran kas";
        for (sasaran, lines) in alone {
            let sum = |amount: fn(&BarisAnggaran) -> Option<Rupiah>| {
                lines.iter().filter_map(|line| amount(line)).reduce(Rupiah::plus)
            };
            let dasar = if cash { sum(|line| line.kas) } else { sum(|line| line.pagu) };
            let realisasi = sum(|line| line.realisasi);
            let serapan = realisasi.zip(dasar).and_then(|(realisasi, dasar)| realisasi.over(dasar));
            let capaian = self.rata_rata_sasaran(sasaran, hasil);
            result.sasaran.push(EfisiensiSasaran {
                sasaran: sasaran.clone(),
                sub_kegiatan: lines.iter().map(|line| line.kode.clone()).collect(),
                dasar,
                realisasi,
                efisiensi: capaian.zip(serapan).map(|(capaian, serapan)| Efisiensi { capaian, serapan }),
            });
        }
        result
    }

    /// Absorption of the whole office on the base that the office has set; `None` where the base is not known.
    pub fn serapan(&self, anggaran: &Anggaran<'_>) -> Option<Rasio> {
        let total = anggaran.jumlah.as_ref()?;
        let base = if self.parameter("anggaran.dasar_serapan") == "anggaran kas" { total.kas? } else { total.pagu? };
        total.realisasi?.over(base)
    }

    /// Efficiency; `None` where capaian or absorption are not known.
    pub fn efisiensi(&self, hasil: &[HasilIndikator<'a>], anggaran: &Anggaran<'_>) -> Option<Efisiensi> {
        Some(Efisiensi { capaian: self.rata_rata_capaian(hasil)?, serapan: self.serapan(anggaran)? })
    }
}
