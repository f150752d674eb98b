//! Counts of fasilitasi, koordinasi, rekomendasi.

use super::View;
use crate::register::{Fasilitasi, JenisFasilitasi};
use crate::value::Tanggal;

/// Counts of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RekapFasilitasi<'a> {
    /// The kind.
    pub jenis: &'a JenisFasilitasi,
    /// Its items in order.
    pub butir: Vec<&'a Fasilitasi>,
    /// How many are done.
    pub terlaksana: usize,
    /// How many were followed up.
    pub ditindaklanjuti: usize,
}

impl<'a> View<'a> {
    /// A fact without a date counts only as of the period that the register is looked at for, never in an earlier
    /// quarter, since nobody knows whether it had happened by then.
    fn happened(&self, done: Option<bool>, date: Option<Tanggal>) -> bool {
        done == Some(true) && date.is_none_or(|date| self.reached(date))
    }

    /// True where the item is done as of the date.
    pub fn terlaksana(&self, butir: &Fasilitasi) -> bool {
        self.happened(butir.terlaksana, butir.tanggal_terlaksana)
    }

    /// True where the item was followed up as of the date.
    pub fn ditindaklanjuti(&self, butir: &Fasilitasi) -> bool {
        self.happened(butir.ditindaklanjuti, butir.tanggal_ditindaklanjuti)
    }

    /// The kinds in order with their items and counts; kinds without items are left out.
    pub fn fasilitasi(&self) -> Vec<RekapFasilitasi<'a>> {
        let mut kinds: Vec<&JenisFasilitasi> = self.register().jenis_fasilitasi.iter().collect();
        kinds.sort_by_key(|jenis| jenis.urut);
        kinds
            .into_iter()
            .map(|jenis| {
                let mut butir: Vec<&Fasilitasi> =
                    self.register().fasilitasi.iter().filter(|butir| butir.jenis == jenis.kode).collect();
                butir.sort_by_key(|butir| butir.urut);
                RekapFasilitasi {
                    jenis,
                    terlaksana: butir.iter().filter(|butir| self.terlaksana(butir)).count(),
                    ditindaklanjuti: butir.iter().filter(|butir| self.ditindaklanjuti(butir)).count(),
                    butir,
                }
            })
            .filter(|rekap| !rekap.butir.is_empty())
            .collect()
    }

    /// True where some fact has no date, so that counts of earlier quarters are not known.
    pub fn fasilitasi_undated(&self) -> bool {
        self.register().fasilitasi.iter().any(|butir| {
            (butir.terlaksana == Some(true) && butir.tanggal_terlaksana.is_none())
                || (butir.ditindaklanjuti == Some(true) && butir.tanggal_ditindaklanjuti.is_none())
        })
    }
}
