//! Efficiency of resources: capaian against absorption.

use super::{Anggaran, HasilIndikator, View};
use crate::value::Rasio;

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

impl<'a> View<'a> {
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
