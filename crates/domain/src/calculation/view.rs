//! The office in one year, and the point in time from which it is looked at.

use crate::calculation::TahunPembanding;
use crate::reference::parameter_bawaan;
use crate::register::{Indikator, Instansi, Laporan, Register};
use crate::value::{Kode, Periode, Tanggal, Triwulan};

/// One office in one year: its register, and what is known of earlier years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TahunKinerja {
    /// The year.
    pub tahun: i32,
    /// Its register.
    pub register: Register,
    /// Earlier years, by indicator and year: computed where their registers are at hand, else as the office typed.
    pub ringkasan: Vec<TahunPembanding>,
}

impl TahunKinerja {
    /// The office in `tahun`. `earlier` are registers of earlier years of the same office, by year.
    pub fn new<'a>(tahun: i32, register: Register, earlier: impl IntoIterator<Item = (i32, &'a Register)>) -> Self {
        let mut ringkasan: Vec<TahunPembanding> = Vec::new();
        for (year, register) in earlier {
            if year < tahun {
                let year = Self { tahun: year, register: register.clone(), ringkasan: Vec::new() };
                ringkasan.extend(year.view(Periode::Tahunan { tahun: year.tahun }, None).summary());
            }
        }
        let year = Self { tahun, register, ringkasan: Vec::new() };
        let typed = year.view(Periode::Tahunan { tahun }, None).typed_summary();
        for row in typed.into_iter().filter(|row| row.tahun < tahun) {
            if !ringkasan.iter().any(|known| known.tahun == row.tahun && known.indikator == row.indikator) {
                ringkasan.push(row);
            }
        }
        ringkasan.sort_by(|left, right| (&left.indikator, left.tahun).cmp(&(&right.indikator, right.tahun)));
        Self { ringkasan, ..year }
    }

    /// The office as of a date: the given one, else the report's data cut-off or date, else the period's end.
    pub fn view(&self, periode: Periode, per_tanggal: Option<Tanggal>) -> View<'_> {
        let laporan = self.register.laporan.iter().find(|laporan| laporan.periode == periode);
        let per_tanggal = per_tanggal
            .or_else(|| laporan.and_then(|laporan| laporan.batas_data.or(laporan.tanggal)))
            .or_else(|| periode.end());
        View { year: self, periode, per_tanggal, known_in: periode.triwulan() }
    }
}

/// A year, a period of it, and the date as of which it is looked at. Every calculation hangs on it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The year.
    pub year: &'a TahunKinerja,
    /// The period of the report.
    pub periode: Periode,
    /// What happened after this date does not count. `None` only for years that no calendar has.
    pub per_tanggal: Option<Tanggal>,
    /// The quarter in which facts without a date are known: that of the report, also where an earlier quarter is
    /// looked at from it.
    pub(super) known_in: Triwulan,
}

impl<'a> View<'a> {
    /// The register.
    pub fn register(&self) -> &'a Register {
        &self.year.register
    }

    /// The profile of the office; `None` only for a register without one, which validation refuses.
    pub fn instansi(&self) -> Option<&'a Instansi> {
        self.register().instansi.first()
    }

    /// The report of the period.
    pub fn laporan(&self) -> Option<&'a Laporan> {
        self.register().laporan.iter().find(|laporan| laporan.periode == self.periode)
    }

    /// The same year looked at from the end of a quarter, but never from later than now.
    pub fn at_quarter(&self, triwulan: Triwulan) -> Self {
        let periode = Periode::Triwulan { tahun: self.year.tahun, triwulan };
        let per_tanggal =
            if triwulan >= self.periode.triwulan() { self.per_tanggal } else { periode.end().min(self.per_tanggal) };
        View { year: self.year, periode, per_tanggal, known_in: self.known_in.max(triwulan) }
    }

    /// True where a date has been reached.
    pub fn reached(&self, date: Tanggal) -> bool {
        self.per_tanggal.is_none_or(|now| date <= now)
    }

    /// The value of a setting as of the date: the office's own, else what ships.
    pub fn parameter(&self, nama: &str) -> &'a str {
        let own = self
            .register()
            .parameter
            .iter()
            .filter(|parameter| parameter.nama == *nama && self.reached(parameter.berlaku_sejak))
            .max_by_key(|parameter| parameter.berlaku_sejak);
        match own {
            Some(parameter) => &parameter.nilai,
            None => parameter_bawaan().iter().find(|shipped| shipped.nama == nama).map_or("", |shipped| &shipped.nilai),
        }
    }

    /// Indicators in force this year, in order: those of tujuan and of sasaran together by `urut`.
    pub fn indikator(&self) -> Vec<&'a Indikator> {
        let mut indikator: Vec<&Indikator> = self
            .register()
            .indikator
            .iter()
            .filter(|indikator| (indikator.tahun_awal..=indikator.tahun_akhir).contains(&self.year.tahun))
            .collect();
        indikator.sort_by_key(|indikator| indikator.urut);
        indikator
    }

    /// An indicator by its code.
    pub fn indikator_by_kode(&self, kode: &Kode) -> Option<&'a Indikator> {
        self.register().indikator.iter().find(|indikator| indikator.kode == *kode)
    }

    /// Name of a unit by its code.
    pub fn unit_name(&self, kode: &Kode) -> Option<&'a str> {
        self.register().unit.iter().find(|unit| unit.kode == *kode).map(|unit| &*unit.nama)
    }
}
