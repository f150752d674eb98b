//! What an indicator measured, from its components where it has any.

use super::View;
use crate::formula::Terukur;
use crate::register::{Akumulasi, Indikator, Komponen, PeranKomponen, SumberKomponen};
use crate::value::{Rasio, Triwulan};

/// The result of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Realisasi<'a> {
    /// There is one.
    Tersedia {
        /// The value in the unit of the indicator.
        nilai: Terukur,
        /// How it was counted, for indicators with components.
        hitungan: Option<Hitungan<'a>>,
    },
    /// Somebody else will deliver it.
    BelumTersedia {
        /// Who.
        sumber: Option<&'a str>,
        /// When.
        waktu: Option<&'a str>,
    },
    /// Nobody has entered it.
    BelumDiisi,
}

impl Realisasi<'_> {
    /// The value, if there is one.
    pub fn nilai(&self) -> Option<&Terukur> {
        match self {
            Self::Tersedia { nilai, .. } => Some(nilai),
            Self::BelumTersedia { .. } | Self::BelumDiisi => None,
        }
    }
}

/// A component with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilaiTerhitung<'a> {
    /// The component.
    pub komponen: &'a Komponen,
    /// Its value.
    pub nilai: Rasio,
}

/// How a result was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hitungan<'a> {
    /// Summed above the line.
    pub pembilang: Vec<NilaiTerhitung<'a>>,
    /// Summed below the line; empty for an indicator that is a plain count.
    pub penyebut: Vec<NilaiTerhitung<'a>>,
}

impl Hitungan<'_> {
    /// Sum above the line.
    pub fn jumlah_pembilang(&self) -> Rasio {
        sum(&self.pembilang)
    }

    /// Sum below the line.
    pub fn jumlah_penyebut(&self) -> Rasio {
        sum(&self.penyebut)
    }

    /// The result in the unit of the indicator: percent where there is a denominator and the unit is `%`. `None`
    /// over a denominator of zero.
    fn result(&self, satuan: &str) -> Option<Rasio> {
        if self.penyebut.is_empty() {
            return Some(self.jumlah_pembilang());
        }
        let ratio = Rasio::of(&self.jumlah_pembilang(), &self.jumlah_penyebut())?;
        Some(if satuan == "%" { ratio.percent() } else { ratio })
    }
}

fn sum(values: &[NilaiTerhitung<'_>]) -> Rasio {
    values.iter().fold(Rasio::zero(), |total, value| &total + &value.nilai)
}

impl<'a> View<'a> {
    /// The result of an indicator up to and with the quarter of the period, by its rule of accumulation.
    pub fn realisasi(&self, indikator: &'a Indikator) -> Realisasi<'a> {
        let last = self.periode.triwulan();
        let quarters = || Triwulan::ALL.into_iter().filter(move |quarter| *quarter <= last);
        let found = match indikator.akumulasi {
            Akumulasi::NilaiAkhir => quarters().rev().find_map(|quarter| self.quarter(indikator, quarter)),
            Akumulasi::Tertinggi => quarters()
                .filter_map(|quarter| self.quarter(indikator, quarter))
                .reduce(|best, next| if next.0.nilai() > best.0.nilai() { next } else { best }),
            Akumulasi::Terendah => quarters()
                .filter_map(|quarter| self.quarter(indikator, quarter))
                .reduce(|best, next| if next.0.nilai() < best.0.nilai() { next } else { best }),
            Akumulasi::Kumulatif => self.accumulate(indikator, &quarters().collect::<Vec<_>>()),
            Akumulasi::RataRata => {
                let known: Vec<Triwulan> =
                    quarters().filter(|quarter| self.quarter(indikator, *quarter).is_some()).collect();
                self.accumulate(indikator, &known)
            }
        };
        if let Some((nilai, hitungan)) = found {
            return Realisasi::Tersedia { nilai, hitungan };
        }
        let waiting = self
            .register()
            .pengukuran
            .iter()
            .filter(|row| row.indikator == indikator.kode && row.triwulan <= last)
            .filter(|row| row.menunggu_sumber.is_some() || row.menunggu_waktu.is_some())
            .max_by_key(|row| row.triwulan);
        match waiting {
            Some(row) => Realisasi::BelumTersedia {
                sumber: row.menunggu_sumber.as_deref(),
                waktu: row.menunggu_waktu.as_deref(),
            },
            None => Realisasi::BelumDiisi,
        }
    }

    /// The components of an indicator in order.
    pub fn komponen(&self, indikator: &Indikator) -> Vec<&'a Komponen> {
        let mut komponen: Vec<&Komponen> =
            self.register().komponen.iter().filter(|komponen| komponen.indikator == indikator.kode).collect();
        komponen.sort_by_key(|komponen| komponen.urut);
        komponen
    }

    /// The value of one quarter by itself.
    fn quarter(&self, indikator: &'a Indikator, quarter: Triwulan) -> Option<(Terukur, Option<Hitungan<'a>>)> {
        let komponen = self.komponen(indikator);
        if komponen.is_empty() {
            return Some((self.typed(indikator, quarter)?, None));
        }
        let values = komponen
            .into_iter()
            .map(|komponen| {
                Some(NilaiTerhitung { komponen, nilai: self.nilai_komponen(indikator, komponen, quarter)? })
            })
            .collect::<Option<Vec<_>>>()?;
        self.counted(indikator, values)
    }

    /// Several quarters together: sums for cumulative indicators, means for average ones; a percentage is always
    /// recomputed from its components. A missing quarter makes a cumulative result unknown.
    fn accumulate(&self, indikator: &'a Indikator, quarters: &[Triwulan]) -> Option<(Terukur, Option<Hitungan<'a>>)> {
        let combine = |values: Vec<Rasio>| match indikator.akumulasi {
            Akumulasi::RataRata => Rasio::mean(&values),
            _ => (!values.is_empty()).then(|| values.iter().fold(Rasio::zero(), |total, value| &total + value)),
        };
        let komponen = self.komponen(indikator);
        if komponen.is_empty() {
            let values = quarters
                .iter()
                .map(|quarter| self.typed(indikator, *quarter)?.nilai().cloned())
                .collect::<Option<Vec<_>>>()?;
            return Some((Terukur::Angka { nilai: combine(values)?, predikat: None }, None));
        }
        let values = komponen
            .into_iter()
            .map(|komponen| {
                let nilai = if komponen.sumber == SumberKomponen::Isian {
                    let each = quarters.iter().map(|quarter| self.nilai_komponen(indikator, komponen, *quarter));
                    combine(each.collect::<Option<Vec<_>>>()?)?
                } else {
                    self.nilai_komponen(indikator, komponen, *quarters.last()?)?
                };
                Some(NilaiTerhitung { komponen, nilai })
            })
            .collect::<Option<Vec<_>>>()?;
        self.counted(indikator, values)
    }

    fn counted(
        &self,
        indikator: &Indikator,
        values: Vec<NilaiTerhitung<'a>>,
    ) -> Option<(Terukur, Option<Hitungan<'a>>)> {
        let (pembilang, penyebut) =
            values.into_iter().partition(|value| value.komponen.peran == PeranKomponen::Pembilang);
        let hitungan = Hitungan { pembilang, penyebut };
        let nilai = hitungan.result(&indikator.satuan)?;
        Some((Terukur::Angka { nilai, predikat: None }, Some(hitungan)))
    }

    fn typed(&self, indikator: &Indikator, quarter: Triwulan) -> Option<Terukur> {
        let row =
            self.register().pengukuran.iter().find(|row| row.indikator == indikator.kode && row.triwulan == quarter)?;
        row.realisasi.as_ref().and_then(super::perbandingan::measured)
    }

    /// The value of a component: typed for the quarter itself, or counted from a register as of the quarter's end.
    pub fn nilai_komponen(&self, indikator: &Indikator, komponen: &Komponen, quarter: Triwulan) -> Option<Rasio> {
        let then = self.at_quarter(quarter);
        let count = |count: usize| i64::try_from(count).ok().map(Rasio::from);
        let items = |done: fn(&View<'a>, &crate::register::Fasilitasi) -> bool| {
            let earlier = quarter < self.known_in;
            if self.register().fasilitasi.is_empty() || (earlier && self.fasilitasi_undated()) {
                return None;
            }
            count(self.register().fasilitasi.iter().filter(|item| done(&then, item)).count())
        };
        match komponen.sumber {
            SumberKomponen::Isian => {
                let row = self.register().nilai_komponen.iter().find(|row| {
                    row.indikator == indikator.kode && row.komponen == komponen.kode && row.triwulan == quarter
                })?;
                Some(Rasio::from(row.nilai))
            }
            SumberKomponen::FasilitasiDirencanakan => items(|_, _| true),
            SumberKomponen::FasilitasiTerlaksana => items(View::terlaksana),
            SumberKomponen::FasilitasiDitindaklanjuti => items(View::ditindaklanjuti),
            SumberKomponen::DokumenTepatWaktu => {
                let documents = then.dokumen_desa(komponen.jenis_dokumen.as_ref()?);
                if documents.is_empty() {
                    return None;
                }
                count(documents.iter().filter(|document| document.tepat_waktu).count())
            }
            SumberKomponen::DokumenSeharusnya => {
                let kinds = self
                    .komponen(indikator)
                    .iter()
                    .filter(|other| other.sumber == SumberKomponen::DokumenTepatWaktu)
                    .count();
                count(self.desa().len().checked_mul(kinds).filter(|expected| *expected > 0)?)
            }
        }
    }
}
