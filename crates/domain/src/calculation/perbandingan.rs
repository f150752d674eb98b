//! Comparison with earlier years and with the end of the Renstra.

use super::{Realisasi, View};
use crate::formula::Terukur;
use crate::register::{JenisRencana, StandarNasional};
use crate::value::{Kode, Rasio, Target};

/// An indicator in an earlier year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TahunPembanding {
    /// Indicator.
    pub indikator: Kode,
    /// Year.
    pub tahun: i32,
    /// Target of that year.
    pub target: Option<Target>,
    /// Result of that year.
    pub realisasi: Option<Terukur>,
    /// Capaian of that year, as a fraction of 1.
    pub capaian: Option<Rasio>,
    /// Where the figures come from.
    pub sumber: String,
}

impl<'a> View<'a> {
    /// Earlier years of an indicator, oldest first.
    pub fn tahun_pembanding(&self, indikator: &Kode) -> Vec<&'a TahunPembanding> {
        self.year.ringkasan.iter().filter(|row| row.indikator == *indikator).collect()
    }

    /// The Renstra's last year in force and the target of an indicator in it.
    pub fn target_akhir_renstra(&self, indikator: &Kode) -> Option<(i32, &'a Target)> {
        let plan = self
            .register()
            .rencana_induk
            .iter()
            .filter(|plan| plan.jenis == JenisRencana::Renstra)
            .find(|plan| (plan.tahun_awal..=plan.tahun_akhir).contains(&self.year.tahun))?;
        self.target_renstra(indikator, plan.tahun_akhir).map(|target| (plan.tahun_akhir, target))
    }

    /// The national standard of an indicator: that of the year, else the newest before it.
    pub fn standar_nasional(&self, indikator: &Kode) -> Option<&'a StandarNasional> {
        self.register()
            .standar_nasional
            .iter()
            .filter(|row| row.indikator == *indikator && row.tahun <= self.year.tahun)
            .max_by_key(|row| row.tahun)
    }

    /// Target and result of every indicator of this year, for later years.
    pub(super) fn summary(&self) -> Vec<TahunPembanding> {
        self.hasil_indikator()
            .into_iter()
            .map(|hasil| TahunPembanding {
                indikator: hasil.indikator.kode.clone(),
                tahun: self.year.tahun,
                target: hasil.target.map(|(target, _)| target.clone()),
                realisasi: hasil.realisasi.nilai().cloned(),
                capaian: hasil.capaian.ok(),
                sumber: format!("register tahun {}", self.year.tahun),
            })
            .collect()
    }

    /// Earlier years as the office typed them, their capaian computed with the indicator's formula.
    pub(super) fn typed_summary(&self) -> Vec<TahunPembanding> {
        self.register()
            .ringkasan_tahun
            .iter()
            .map(|row| {
                let realisasi = row.realisasi.as_ref().and_then(measured);
                let capaian = self.indikator_by_kode(&row.indikator).and_then(|indikator| {
                    let result = Realisasi::Tersedia { nilai: realisasi.clone()?, hitungan: None };
                    self.capaian_against(indikator, row.target.as_ref(), &result).ok()
                });
                TahunPembanding {
                    indikator: row.indikator.clone(),
                    tahun: row.tahun,
                    target: row.target.clone(),
                    realisasi,
                    capaian,
                    sumber: row.sumber.to_string(),
                }
            })
            .collect()
    }
}

/// A written value as a measured one; a range measures nothing.
pub(super) fn measured(target: &Target) -> Option<Terukur> {
    match target {
        Target::Angka { nilai, predikat } => {
            Some(Terukur::Angka { nilai: Rasio::from(nilai), predikat: predikat.clone() })
        }
        Target::Predikat(predikat) => Some(Terukur::Predikat(predikat.clone())),
        Target::Rentang { .. } => None,
    }
}
