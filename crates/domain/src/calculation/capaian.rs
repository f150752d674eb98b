//! Capaian of indicators.

use rust_decimal::Decimal;

use super::{Realisasi, View};
use crate::formula::{Formula, Input, Sebab, formula};
use crate::reference::{Skala, skala};
use crate::register::{Indikator, Perjanjian};
use crate::schema::Field;
use crate::value::{Kode, Periode, Rasio, Target};

/// Where the target of a year comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsalTarget {
    /// The agreement in force, by its version.
    Perjanjian(u32),
    /// The Renstra.
    Renstra,
}

/// An indicator with all that is known of it in the period.
#[derive(Debug, Clone)]
pub struct HasilIndikator<'a> {
    /// The indicator.
    pub indikator: &'a Indikator,
    /// Target of the year and where it comes from.
    pub target: Option<(&'a Target, AsalTarget)>,
    /// Target up to and with the quarter.
    pub target_triwulan: Option<&'a Target>,
    /// The highest value that is possible up to and with the quarter.
    pub tertinggi: Option<&'a Target>,
    /// The result.
    pub realisasi: Realisasi<'a>,
    /// Its formula; `None` for an id that is not known, which validation refuses.
    pub formula: Option<&'static Formula>,
    /// Capaian against the target of the year, as a fraction of 1.
    pub capaian: Result<Rasio, Sebab>,
    /// Capaian against the target of the quarter, as a fraction of 1.
    pub capaian_triwulan: Result<Rasio, Sebab>,
}

impl HasilIndikator<'_> {
    /// Decimals with which the indicator is printed.
    pub fn desimal(&self) -> u8 {
        self.indikator.desimal.and_then(|decimals| u8::try_from(decimals).ok()).unwrap_or(2)
    }
}

impl<'a> View<'a> {
    /// The agreement in force: the newest version signed by the date.
    pub fn perjanjian(&self) -> Option<&'a Perjanjian> {
        self.register()
            .perjanjian
            .iter()
            .filter(|perjanjian| self.reached(perjanjian.tanggal))
            .max_by_key(|perjanjian| perjanjian.versi)
    }

    /// The target of a year: from the agreement in force, else from the Renstra.
    pub fn target(&self, indikator: &Kode) -> Option<(&'a Target, AsalTarget)> {
        let versi = self.perjanjian().map(|perjanjian| perjanjian.versi);
        let agreed = self
            .register()
            .perjanjian_target
            .iter()
            .find(|row| Some(row.versi) == versi && row.indikator == *indikator)
            .map(|row| (&row.target, AsalTarget::Perjanjian(row.versi)));
        agreed.or_else(|| self.target_renstra(indikator, self.year.tahun).map(|target| (target, AsalTarget::Renstra)))
    }

    /// The Renstra's target of an indicator in a year.
    pub fn target_renstra(&self, indikator: &Kode, tahun: i32) -> Option<&'a Target> {
        let mut rows = self.register().target_renstra.iter();
        rows.find(|row| row.indikator == *indikator && row.tahun == tahun).map(|row| &row.target)
    }

    /// Everything about an indicator in the period.
    pub fn hasil(&self, indikator: &'a Indikator) -> HasilIndikator<'a> {
        let target = self.target(&indikator.kode);
        let quarter = self
            .register()
            .target_triwulan
            .iter()
            .find(|row| row.indikator == indikator.kode && row.triwulan == self.periode.triwulan());
        let realisasi = self.realisasi(indikator);
        let capaian = self.capaian_against(indikator, target.map(|(target, _)| target), &realisasi);
        let capaian_triwulan = self.capaian_against(indikator, quarter.map(|row| &row.target), &realisasi);
        HasilIndikator {
            indikator,
            target,
            target_triwulan: quarter.map(|row| &row.target),
            tertinggi: quarter.and_then(|row| row.tertinggi.as_ref()),
            realisasi,
            formula: formula(indikator.rumus.as_str()),
            capaian,
            capaian_triwulan,
        }
    }

    /// All indicators of the year with their results.
    pub fn hasil_indikator(&self) -> Vec<HasilIndikator<'a>> {
        self.indikator().into_iter().map(|indikator| self.hasil(indikator)).collect()
    }

    /// The capaian that the report compares with: against the year's or the quarter's target, as the office has set.
    pub fn capaian<'b>(&self, hasil: &'b HasilIndikator<'a>) -> &'b Result<Rasio, Sebab> {
        if self.compares_with_quarter() { &hasil.capaian_triwulan } else { &hasil.capaian }
    }

    /// The target that the report compares with.
    pub fn target_pembanding(&self, hasil: &HasilIndikator<'a>) -> Option<&'a Target> {
        if self.compares_with_quarter() { hasil.target_triwulan } else { hasil.target.map(|(target, _)| target) }
    }

    /// True for a quarterly report of an office that measures against the quarter's target.
    pub fn compares_with_quarter(&self) -> bool {
        matches!(self.periode, Periode::Triwulan { .. }) && self.parameter("capaian.pembanding") == "triwulan"
    }

    /// Plain mean of the capaian of the indicators of sasaran that have one. It is an average of percentages and is
    /// always labelled so.
    pub fn rata_rata_capaian(&self, hasil: &[HasilIndikator<'a>]) -> Option<Rasio> {
        let known: Vec<&Rasio> = hasil
            .iter()
            .filter(|hasil| hasil.indikator.sasaran.is_some())
            .filter_map(|hasil| self.capaian(hasil).as_ref().ok())
            .collect();
        Rasio::mean(known)
    }

    /// The same mean for the indicators of one sasaran; labelled in the same way.
    pub fn rata_rata_sasaran(&self, sasaran: &Kode, hasil: &[HasilIndikator<'a>]) -> Option<Rasio> {
        let own = hasil.iter().filter(|hasil| hasil.indikator.sasaran.as_ref() == Some(sasaran));
        Rasio::mean(own.filter_map(|hasil| self.capaian(hasil).as_ref().ok()))
    }

    /// The category of a capaian on the office's scale.
    pub fn kategori(&self, capaian: &Rasio) -> Option<&'static str> {
        let percent = capaian.percent();
        let rounded = match self.parameter("capaian.celah_skala") {
            "apa adanya" => percent,
            _ => Rasio::from(percent.rounded(0)?),
        };
        skala(self.parameter("capaian.skala"))?.classify(&rounded).map(|level| level.kategori.as_str())
    }

    /// The scale of an indicator.
    pub fn skala(&self, indikator: &Indikator) -> Option<&'static Skala> {
        indikator.skala.as_ref().and_then(|name| skala(name.as_str()))
    }

    /// Capaian of a result against any target of the indicator, as a fraction of 1.
    pub fn capaian_against(
        &self,
        indikator: &Indikator,
        target: Option<&Target>,
        realisasi: &Realisasi<'_>,
    ) -> Result<Rasio, Sebab> {
        let formula = formula(indikator.rumus.as_str()).ok_or("rumus capaian tidak dikenal")?;
        let target = target.ok_or("target belum diisi")?;
        let realisasi = match realisasi {
            Realisasi::Tersedia { nilai, .. } => nilai,
            Realisasi::BelumTersedia { .. } => return Err("realisasi belum tersedia".to_string()),
            Realisasi::BelumDiisi => return Err("realisasi belum diisi".to_string()),
        };
        let value = (formula.compute)(Input { target, realisasi, skala: self.skala(indikator) })?;
        let cap = indikator.batas_capaian.or_else(|| Decimal::read(self.parameter("capaian.batas")).ok());
        let cap = cap.and_then(|cap| Rasio::of(&Rasio::from(cap), &Rasio::from(100)));
        Ok(match cap {
            Some(cap) if value > cap => cap,
            _ => value,
        })
    }
}
