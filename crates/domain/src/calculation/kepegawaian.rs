//! Personnel as of the date; the recap tables are computed, never stored.

use super::View;
use crate::register::{
    Eselon, Golongan, JenisKelamin, Pegawai, Pendidikan, RiwayatPegawai, StatusPegawai, TingkatDiklat,
};

/// A person with what holds of them as of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PegawaiSaatItu<'a> {
    /// The person.
    pub pegawai: &'a Pegawai,
    /// Their state.
    pub riwayat: &'a RiwayatPegawai,
}

/// Everybody who serves as of the date, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RekapKepegawaian<'a> {
    /// The persons.
    pub pegawai: Vec<PegawaiSaatItu<'a>>,
    diklat: Vec<(TingkatDiklat, usize)>,
}

impl RekapKepegawaian<'_> {
    /// How many fulfil a condition.
    pub fn count(&self, condition: impl Fn(&RiwayatPegawai) -> bool) -> usize {
        self.pegawai.iter().filter(|person| condition(person.riwayat)).count()
    }

    /// How many have a status.
    pub fn status(&self, status: StatusPegawai) -> usize {
        self.count(|riwayat| riwayat.status == status)
    }

    /// How many of a sex have a status.
    pub fn jenis_kelamin(&self, jenis: JenisKelamin, status: StatusPegawai) -> usize {
        let fits = |person: &&PegawaiSaatItu<'_>| person.pegawai.jenis_kelamin == jenis;
        self.pegawai.iter().filter(fits).filter(|person| person.riwayat.status == status).count()
    }

    /// How many have an education and a status.
    pub fn pendidikan(&self, pendidikan: Pendidikan, status: StatusPegawai) -> usize {
        self.count(|riwayat| riwayat.pendidikan == pendidikan && riwayat.status == status)
    }

    /// How many of a status are in a group of grades ("III").
    pub fn golongan(&self, kelompok: &str, status: StatusPegawai) -> usize {
        self.count(|riwayat| riwayat.status == status && riwayat.golongan.is_some_and(|g| g.kelompok() == kelompok))
    }

    /// Grades of PPPK that are held, the highest first, with how many hold each.
    pub fn golongan_pppk(&self) -> Vec<(Golongan, usize)> {
        let count = |golongan: Golongan| self.count(|riwayat| riwayat.golongan == Some(golongan));
        let grades = Golongan::ALL.iter().rev().copied().filter(|golongan| !golongan.is_ruang());
        grades.map(|golongan| (golongan, count(golongan))).filter(|(_, count)| *count > 0).collect()
    }

    /// How many hold an eselon.
    pub fn eselon(&self, eselon: Eselon) -> usize {
        self.count(|riwayat| riwayat.eselon == Some(eselon))
    }

    /// How many have passed a training.
    pub fn diklat(&self, tingkat: TingkatDiklat) -> usize {
        self.diklat.iter().find(|(known, _)| *known == tingkat).map_or(0, |(_, count)| *count)
    }

    /// Statuses that occur, in order.
    pub fn statuses(&self) -> Vec<StatusPegawai> {
        StatusPegawai::ALL.iter().copied().filter(|status| self.status(*status) > 0).collect()
    }

    /// The groups of grades.
    pub const KELOMPOK_GOLONGAN: [&'static str; 4] = ["I", "II", "III", "IV"];
}

impl<'a> View<'a> {
    /// Everybody who serves as of the date, in printing order. Who has no state by then is left out.
    pub fn kepegawaian(&self) -> RekapKepegawaian<'a> {
        let register = self.register();
        let mut pegawai: Vec<PegawaiSaatItu<'a>> = register
            .pegawai
            .iter()
            .filter(|person| person.mulai.is_none_or(|date| self.reached(date)))
            .filter(|person| person.berhenti.is_none_or(|last| self.per_tanggal.is_none_or(|now| now <= last)))
            .filter_map(|pegawai| Some(PegawaiSaatItu { pegawai, riwayat: self.riwayat(pegawai)? }))
            .collect();
        pegawai.sort_by_key(|person| person.pegawai.urut);
        let diklat = TingkatDiklat::ALL
            .iter()
            .map(|tingkat| {
                let passed = register.diklat.iter().filter(|row| row.tingkat == *tingkat).filter(|row| {
                    row.lulus.is_none_or(|date| self.reached(date))
                        && pegawai.iter().any(|person| person.pegawai.kode == row.pegawai)
                });
                (*tingkat, passed.count())
            })
            .collect();
        RekapKepegawaian { pegawai, diklat }
    }

    /// A person's state as of the date.
    pub fn riwayat(&self, pegawai: &Pegawai) -> Option<&'a RiwayatPegawai> {
        self.register()
            .riwayat_pegawai
            .iter()
            .filter(|row| row.pegawai == pegawai.kode && self.reached(row.berlaku_sejak))
            .max_by_key(|row| row.berlaku_sejak)
    }
}

/// `Penata Tingkat I (III/d)`, of PPPK `Golongan IX`.
pub(super) fn pangkat_golongan(golongan: Golongan) -> String {
    match golongan.pangkat() {
        Some(pangkat) => format!("{pangkat} ({golongan})"),
        None => format!("Golongan {golongan}"),
    }
}

impl PegawaiSaatItu<'_> {
    /// `Penata Tingkat I (III/d)` or `Golongan IX`, empty for those without a grade.
    pub fn pangkat(&self) -> String {
        self.riwayat.golongan.map(pangkat_golongan).unwrap_or_default()
    }
}
