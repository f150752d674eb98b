//! Budget: pagu, anggaran kas and realisasi, rolled up the code tree. Only sub kegiatan are stored.

use std::collections::BTreeMap;

use super::View;
use crate::reference::nomenklatur;
use crate::register::DasarPagu;
use crate::value::{KodeNomenklatur, Rasio, Rupiah, Tingkat};

/// A line of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisAnggaran {
    /// Code, as the office writes it.
    pub kode: KodeNomenklatur,
    /// Name: the office's own, else that of the nomenclature, else empty.
    pub nama: String,
    /// Pagu of the year on the base in force.
    pub pagu: Option<Rupiah>,
    /// Anggaran kas up to the end of the period.
    pub kas: Option<Rupiah>,
    /// Realisasi up to the end of the period.
    pub realisasi: Option<Rupiah>,
}

impl BarisAnggaran {
    /// Depth.
    pub fn tingkat(&self) -> Tingkat {
        self.kode.tingkat()
    }

    /// Pagu less realisasi; `None` where either is not known.
    pub fn sisa(&self) -> Option<Rupiah> {
        Some(self.pagu?.minus(self.realisasi?))
    }

    /// Realisasi over pagu, as a fraction of 1; `None` where either is not known or the pagu is nothing.
    pub fn serapan(&self) -> Option<Rasio> {
        self.realisasi?.over(self.pagu?)
    }

    /// Realisasi less anggaran kas; `None` where either is not known.
    pub fn deviasi(&self) -> Option<Rupiah> {
        Some(self.realisasi?.minus(self.kas?))
    }

    fn add(&mut self, other: &Self) {
        let plus = |left: &mut Option<Rupiah>, right: Option<Rupiah>| {
            if let Some(right) = right {
                *left = Some(left.unwrap_or_default().plus(right));
            }
        };
        plus(&mut self.pagu, other.pagu);
        plus(&mut self.kas, other.kas);
        plus(&mut self.realisasi, other.realisasi);
    }
}

/// Amounts of one source of funds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumberDana {
    /// Name ("DAU").
    pub nama: String,
    /// Its amounts; the code is that of nothing and not used.
    pub pagu: Option<Rupiah>,
    /// Realisasi up to the end of the period.
    pub realisasi: Option<Rupiah>,
}

/// The budget of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anggaran<'a> {
    /// The base of the pagu.
    pub dasar: Option<&'a DasarPagu>,
    /// Programmes, kegiatan and sub kegiatan in the order of their codes, parents before children.
    pub baris: Vec<BarisAnggaran>,
    /// Sum of all sub kegiatan.
    pub jumlah: Option<BarisAnggaran>,
    /// By source of funds, in the order of their names.
    pub sumber_dana: Vec<SumberDana>,
}

impl Anggaran<'_> {
    /// A line by its code.
    pub fn baris(&self, kode: &KodeNomenklatur) -> Option<&BarisAnggaran> {
        self.baris.iter().find(|baris| baris.kode == *kode)
    }

    /// The lines of one depth.
    pub fn at(&self, tingkat: Tingkat) -> impl Iterator<Item = &BarisAnggaran> {
        self.baris.iter().filter(move |baris| baris.tingkat() == tingkat)
    }
}

impl<'a> View<'a> {
    /// The base of the pagu in force: the newest whose day has come.
    pub fn dasar_pagu(&self) -> Option<&'a DasarPagu> {
        self.register()
            .dasar_pagu
            .iter()
            .filter(|dasar| self.reached(dasar.berlaku_sejak))
            .max_by_key(|dasar| (dasar.berlaku_sejak, dasar.tahap))
    }

    /// Name of a code: the office's own, else that of the nomenclature, else empty.
    pub fn nama_anggaran(&self, kode: &KodeNomenklatur) -> String {
        let own = self.register().nama_anggaran.iter().find(|row| row.kode == *kode).map(|row| row.nama.to_string());
        own.or_else(|| nomenklatur(kode).map(|entry| entry.nama.clone())).unwrap_or_default()
    }

    /// The budget as of the period.
    pub fn anggaran(&self) -> Anggaran<'a> {
        let dasar = self.dasar_pagu();
        let mut leaves: BTreeMap<KodeNomenklatur, BTreeMap<String, BarisAnggaran>> = BTreeMap::new();
        let register = self.register();
        let mut leaf = |kode: &KodeNomenklatur, sumber: &str, amounts: BarisAnggaran| {
            leaves
                .entry(kode.clone())
                .or_default()
                .entry(sumber.to_string())
                .or_insert_with(|| empty(kode.clone()))
                .add(&amounts);
        };
        for row in &register.pagu {
            if dasar.is_some_and(|dasar| dasar.tahap == row.tahap && dasar.berlaku_sejak == row.berlaku_sejak) {
                let line = BarisAnggaran { pagu: Some(row.jumlah), ..empty(row.sub_kegiatan.clone()) };
                leaf(&row.sub_kegiatan, &row.sumber_dana, line);
            }
        }
        let last_month = self.periode.triwulan().last_month();
        for row in register.anggaran_kas.iter().filter(|row| row.bulan.number() <= last_month) {
            let line = BarisAnggaran { kas: Some(row.jumlah), ..empty(row.sub_kegiatan.clone()) };
            leaf(&row.sub_kegiatan, &row.sumber_dana, line);
        }
        let end = self.periode.end();
        let in_period = |date| self.reached(date) && end.is_none_or(|end| date <= end);
        for row in &register.realisasi_anggaran {
            let counts = match (row.bulan, row.sampai_tanggal) {
                (Some(month), None) => month.number() <= last_month,
                (None, Some(date)) => {
                    let newer = register.realisasi_anggaran.iter().any(|other| {
                        other.sub_kegiatan == row.sub_kegiatan
                            && other.sumber_dana == row.sumber_dana
                            && other.sampai_tanggal.is_some_and(|other| other > date && in_period(other))
                    });
                    in_period(date) && !newer
                }
                _ => false,
            };
            if counts {
                let line = BarisAnggaran { realisasi: Some(row.jumlah), ..empty(row.sub_kegiatan.clone()) };
                leaf(&row.sub_kegiatan, &row.sumber_dana, line);
            }
        }
        self.roll_up(dasar, &leaves)
    }

    fn roll_up(
        &self,
        dasar: Option<&'a DasarPagu>,
        leaves: &BTreeMap<KodeNomenklatur, BTreeMap<String, BarisAnggaran>>,
    ) -> Anggaran<'a> {
        let mut lines: BTreeMap<KodeNomenklatur, BarisAnggaran> = BTreeMap::new();
        let mut sources: BTreeMap<&str, SumberDana> = BTreeMap::new();
        let mut total: Option<BarisAnggaran> = None;
        for (kode, by_source) in leaves {
            for (source, amounts) in by_source {
                let mut at = Some(kode.clone());
                while let Some(code) = at.filter(|code| code.tingkat() >= Tingkat::Program) {
                    lines.entry(code.clone()).or_insert_with(|| empty(code.clone())).add(amounts);
                    at = code.parent();
                }
                total.get_or_insert_with(|| empty(kode.clone())).add(amounts);
                let source = sources.entry(source).or_insert_with(|| SumberDana {
                    nama: source.clone(),
                    pagu: None,
                    realisasi: None,
                });
                let mut line = BarisAnggaran { pagu: source.pagu, realisasi: source.realisasi, ..empty(kode.clone()) };
                line.add(amounts);
                (source.pagu, source.realisasi) = (line.pagu, line.realisasi);
            }
        }
        for line in lines.values_mut() {
            line.nama = self.nama_anggaran(&line.kode);
        }
        Anggaran {
            dasar,
            baris: lines.into_values().collect(),
            jumlah: total,
            sumber_dana: sources.into_values().collect(),
        }
    }
}

fn empty(kode: KodeNomenklatur) -> BarisAnggaran {
    BarisAnggaran { kode, nama: String::new(), pagu: None, kas: None, realisasi: None }
}
