//! The budget by month: what was planned and what was spent in each month, per sub kegiatan and source of funds.

use std::collections::BTreeMap;

use super::View;
use crate::value::{KodeNomenklatur, Rupiah, Tanggal};

/// Amounts of the months of a year, January first.
pub type DuaBelas = [Option<Rupiah>; 12];

/// A sub kegiatan with one source of funds over the months.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisBulan {
    /// The sub kegiatan.
    pub kode: KodeNomenklatur,
    /// Source of funds.
    pub sumber_dana: String,
    /// Pagu on the base in force.
    pub pagu: Option<Rupiah>,
    /// Anggaran kas of each month.
    pub kas: DuaBelas,
    /// Realisasi of each month.
    pub realisasi: DuaBelas,
    /// Realisasi since the start of the year, by day, where it is recorded so; the earliest first.
    pub posisi: Vec<(Tanggal, Rupiah)>,
}

impl BarisBulan {
    fn new(kode: &KodeNomenklatur, sumber_dana: &str) -> Self {
        Self {
            kode: kode.clone(),
            sumber_dana: sumber_dana.to_string(),
            pagu: None,
            kas: [None; 12],
            realisasi: [None; 12],
            posisi: Vec::new(),
        }
    }

    /// Realisasi from the start of the year until the end of a month (1 to 12).
    pub fn realisasi_sampai(&self, tahun: i32, bulan: u8) -> Option<Rupiah> {
        if self.posisi.is_empty() {
            return jumlah(self.realisasi.iter().take(usize::from(bulan)).copied());
        }
        let end = Tanggal::end_of_month(tahun, bulan)?;
        self.posisi.iter().rev().find(|(date, _)| *date <= end).map(|(_, amount)| *amount)
    }
}

/// Plan and spending of the office since the start of the year, at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampaiBulan {
    /// The month, 1 to 12.
    pub bulan: u8,
    /// Anggaran kas; `None` where none is recorded.
    pub kas: Option<Rupiah>,
    /// Realisasi; `None` after the period, and where none is recorded.
    pub realisasi: Option<Rupiah>,
}

/// The sum of known amounts; `None` where none is known.
pub fn jumlah(amounts: impl IntoIterator<Item = Option<Rupiah>>) -> Option<Rupiah> {
    amounts.into_iter().flatten().reduce(Rupiah::plus)
}

impl View<'_> {
    /// The months of every sub kegiatan and source of funds, or of those below a code, in the order of their codes.
    pub fn bulanan(&self, induk: Option<&KodeNomenklatur>) -> Vec<BarisBulan> {
        let mut lines: BTreeMap<(KodeNomenklatur, String), BarisBulan> = BTreeMap::new();
        let within = |kode: &KodeNomenklatur| induk.is_none_or(|above| below(kode, above));
        let mut line = |kode: &KodeNomenklatur, source: &str, put: &mut dyn FnMut(&mut BarisBulan)| {
            if within(kode) {
                let key = (kode.clone(), source.to_string());
                put(lines.entry(key).or_insert_with(|| BarisBulan::new(kode, source)));
            }
        };
        let register = self.register();
        let dasar = self.dasar_pagu();
        for row in &register.pagu {
            if dasar.is_some_and(|dasar| dasar.tahap == row.tahap && dasar.berlaku_sejak == row.berlaku_sejak) {
                line(&row.sub_kegiatan, &row.sumber_dana, &mut |line| line.pagu = Some(row.jumlah));
            }
        }
        let month = |months: &mut DuaBelas, number: u8, amount: Rupiah| {
            if let Some(place) = months.get_mut(usize::from(number).saturating_sub(1)) {
                *place = Some(amount);
            }
        };
        for row in &register.anggaran_kas {
            line(&row.sub_kegiatan, &row.sumber_dana, &mut |line| month(&mut line.kas, row.bulan.number(), row.jumlah));
        }
        for row in &register.realisasi_anggaran {
            line(&row.sub_kegiatan, &row.sumber_dana, &mut |line| match (row.bulan, row.sampai_tanggal) {
                (Some(bulan), _) => month(&mut line.realisasi, bulan.number(), row.jumlah),
                (None, Some(date)) => line.posisi.push((date, row.jumlah)),
                (None, None) => {}
            });
        }
        let mut lines: Vec<BarisBulan> = lines.into_values().collect();
        lines.iter_mut().for_each(|line| line.posisi.sort());
        lines
    }

    /// Plan and spending of the office at the end of each month. Spending is known until the end of the period.
    pub fn sampai_bulan(&self) -> Vec<SampaiBulan> {
        let lines = self.bulanan(None);
        let last = self.periode.triwulan().last_month();
        let at = |bulan: u8| {
            let planned = lines.iter().flat_map(|line| line.kas.iter().take(usize::from(bulan)).copied());
            let spent = lines.iter().map(|line| line.realisasi_sampai(self.year.tahun, bulan));
            SampaiBulan { bulan, kas: jumlah(planned), realisasi: if bulan <= last { jumlah(spent) } else { None } }
        };
        (1..=12).map(at).collect()
    }
}

/// True where a code is another one or stands below it.
fn below(kode: &KodeNomenklatur, above: &KodeNomenklatur) -> bool {
    let mut at = Some(kode.clone());
    while let Some(code) = at {
        if code == *above {
            return true;
        }
        at = code.parent();
    }
    false
}
