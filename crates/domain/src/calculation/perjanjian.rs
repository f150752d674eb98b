//! What differs between two versions of the agreement.

use std::collections::BTreeSet;

use super::{PenandaTangan, View};
use crate::register::{Indikator, PeranPejabat, Perjanjian, PerjanjianAnggaran, PerjanjianTarget};
use crate::value::{Kode, KodeNomenklatur, Rupiah, Target};

/// Two versions of the agreement, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaPerjanjian<'a> {
    /// The earlier one.
    pub lama: &'a Perjanjian,
    /// The later one.
    pub baru: &'a Perjanjian,
    /// Who signed: first and second party, each as of the day of signing.
    pub pihak: Vec<(PeranPejabat, Option<PenandaTangan>, Option<PenandaTangan>)>,
    /// Targets in the order of the later version, then those that it has no more.
    pub target: Vec<BedaTarget<'a>>,
    /// Funds in the same order.
    pub anggaran: Vec<BedaAnggaran<'a>>,
    /// Sums of the funds.
    pub jumlah: (Rupiah, Rupiah),
}

impl BedaPerjanjian<'_> {
    /// True where targets, funds and parties are all the same.
    pub fn sama(&self) -> bool {
        !self.target.iter().any(BedaTarget::berubah)
            && !self.anggaran.iter().any(BedaAnggaran::berubah)
            && self.pihak.iter().all(|(_, lama, baru)| lama == baru)
    }
}

/// The target of an indicator in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaTarget<'a> {
    /// Code of the indicator.
    pub kode: &'a Kode,
    /// The indicator; `None` where the register has it no more.
    pub indikator: Option<&'a Indikator>,
    /// Target in the earlier version.
    pub lama: Option<&'a Target>,
    /// Target in the later version.
    pub baru: Option<&'a Target>,
}

impl BedaTarget<'_> {
    /// True where the versions differ.
    pub fn berubah(&self) -> bool {
        self.lama != self.baru
    }
}

/// The funds of a programme from one source in both versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaAnggaran<'a> {
    /// Code of the programme.
    pub program: &'a KodeNomenklatur,
    /// Name as in the later version that has it.
    pub nama: &'a str,
    /// Source of funds.
    pub sumber_dana: &'a str,
    /// Amount in the earlier version.
    pub lama: Option<Rupiah>,
    /// Amount in the later version.
    pub baru: Option<Rupiah>,
}

impl BedaAnggaran<'_> {
    /// True where the versions differ.
    pub fn berubah(&self) -> bool {
        self.lama != self.baru
    }

    /// Later less earlier; a version without the line promises nothing of it.
    pub fn selisih(&self) -> Rupiah {
        self.baru.unwrap_or_default().minus(self.lama.unwrap_or_default())
    }
}

impl<'a> View<'a> {
    /// The versions of the agreement, the earliest first.
    pub fn versi_perjanjian(&self) -> Vec<&'a Perjanjian> {
        let mut versions: Vec<&Perjanjian> = self.register().perjanjian.iter().collect();
        versions.sort_by_key(|agreement| agreement.versi);
        versions
    }

    /// Compares two versions; `None` where one of them is not recorded.
    pub fn beda_perjanjian(&self, lama: u32, baru: u32) -> Option<BedaPerjanjian<'a>> {
        let version = |versi| self.register().perjanjian.iter().find(|agreement| agreement.versi == versi);
        let (lama, baru) = (version(lama)?, version(baru)?);
        let party = |peran| {
            let signed = |agreement: &Perjanjian| self.penanda_tangan(peran, Some(agreement.tanggal));
            (peran, signed(lama), signed(baru))
        };
        let sum = |agreement: &Perjanjian| {
            let lines = self.register().perjanjian_anggaran.iter().filter(|row| row.versi == agreement.versi);
            lines.fold(Rupiah::default(), |sum, row| sum.plus(row.jumlah))
        };
        Some(BedaPerjanjian {
            lama,
            baru,
            pihak: [PeranPejabat::Kepala, PeranPejabat::KepalaDaerah].map(party).into(),
            target: self.targets(lama, baru),
            anggaran: self.funds(lama, baru),
            jumlah: (sum(lama), sum(baru)),
        })
    }

    fn targets(&self, lama: &Perjanjian, baru: &Perjanjian) -> Vec<BedaTarget<'a>> {
        let of = |versi: u32| {
            let mut rows: Vec<&PerjanjianTarget> =
                self.register().perjanjian_target.iter().filter(|row| row.versi == versi).collect();
            rows.sort_by_key(|row| row.urut);
            rows
        };
        let (old, new) = (of(lama.versi), of(baru.versi));
        let mut seen = BTreeSet::new();
        let keys = new.iter().chain(&old).map(|row| &row.indikator).filter(|kode| seen.insert(*kode));
        let keys: Vec<&Kode> = keys.collect();
        let target = |rows: &[&'a PerjanjianTarget], kode: &Kode| {
            rows.iter().find(|row| row.indikator == *kode).map(|row| &row.target)
        };
        let line = |kode| BedaTarget {
            kode,
            indikator: self.indikator_by_kode(kode),
            lama: target(&old, kode),
            baru: target(&new, kode),
        };
        keys.into_iter().map(line).collect()
    }

    fn funds(&self, lama: &Perjanjian, baru: &Perjanjian) -> Vec<BedaAnggaran<'a>> {
        let of = |versi: u32| {
            let mut rows: Vec<&PerjanjianAnggaran> =
                self.register().perjanjian_anggaran.iter().filter(|row| row.versi == versi).collect();
            rows.sort_by_key(|row| row.urut);
            rows
        };
        let (old, new) = (of(lama.versi), of(baru.versi));
        let mut seen = BTreeSet::new();
        let lines = new.iter().chain(&old).filter(|row| seen.insert((&row.program, &*row.sumber_dana)));
        let lines: Vec<&PerjanjianAnggaran> = lines.copied().collect();
        let amount = |rows: &[&PerjanjianAnggaran], line: &PerjanjianAnggaran| {
            let same = |row: &&&PerjanjianAnggaran| row.program == line.program && row.sumber_dana == line.sumber_dana;
            rows.iter().find(same).map(|row| row.jumlah)
        };
        let line = |line: &&'a PerjanjianAnggaran| BedaAnggaran {
            program: &line.program,
            nama: &line.nama,
            sumber_dana: &line.sumber_dana,
            lama: amount(&old, line),
            baru: amount(&new, line),
        };
        lines.iter().map(line).collect()
    }
}
