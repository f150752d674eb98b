//! Who signs, and the structure of the office.

use super::View;
use crate::register::{DasarHukum, KegunaanHukum, Pejabat, PeranPejabat, StatusJabatan, Unit};
use crate::value::{Nip, Tanggal};

/// One who signs, as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenandaTangan {
    /// Post with its status: `Plt. Camat Sukamaju`.
    pub jabatan: String,
    /// Name with titles.
    pub nama: String,
    /// Rank without grade.
    pub pangkat: Option<String>,
    /// NIP.
    pub nip: Option<Nip>,
}

impl<'a> View<'a> {
    /// Who holds a post on a day.
    pub fn pejabat(&self, peran: PeranPejabat, day: Option<Tanggal>) -> Option<&'a Pejabat> {
        let day = day.or(self.per_tanggal)?;
        self.register()
            .pejabat
            .iter()
            .filter(|pejabat| pejabat.peran == peran && pejabat.sejak <= day)
            .filter(|pejabat| pejabat.sampai.is_none_or(|last| day <= last))
            .max_by_key(|pejabat| pejabat.sejak)
    }

    /// Who signs for a post on a day (the day of the view where none is given).
    pub fn penanda_tangan(&self, peran: PeranPejabat, day: Option<Tanggal>) -> Option<PenandaTangan> {
        let pejabat = self.pejabat(peran, day)?;
        let instansi = self.instansi()?;
        let post = match peran {
            PeranPejabat::Kepala => instansi.sebutan_kepala.to_string(),
            PeranPejabat::KepalaDaerah => instansi.sebutan_kepala_daerah.to_string(),
            PeranPejabat::Sekretaris => format!("Sekretaris {}", &*instansi.nama),
        };
        let jabatan = match pejabat.status {
            StatusJabatan::Definitif => post,
            status => format!("{status} {post}"),
        };
        let person = pejabat.pegawai.as_ref().and_then(|kode| self.register().pegawai.iter().find(|p| p.kode == *kode));
        let on_that_day = View { per_tanggal: day.or(self.per_tanggal), ..*self };
        let rank = person
            .and_then(|person| on_that_day.riwayat(person))
            .and_then(|riwayat| riwayat.golongan)
            .and_then(|golongan| golongan.pangkat())
            .map(str::to_string);
        Some(PenandaTangan {
            jabatan,
            nama: pejabat
                .nama
                .as_ref()
                .map(|nama| nama.to_string())
                .or_else(|| person.map(|person| person.nama.to_string()))?,
            pangkat: pejabat.pangkat.as_ref().map(|pangkat| pangkat.to_string()).or(rank),
            nip: pejabat.nip.clone().or_else(|| person.and_then(|person| person.nip.clone())),
        })
    }

    /// The units below one, or the topmost ones, in order.
    pub fn unit_below(&self, induk: Option<&Unit>) -> Vec<&'a Unit> {
        let mut units: Vec<&Unit> = self
            .register()
            .unit
            .iter()
            .filter(|unit| unit.induk.as_ref() == induk.map(|parent| &parent.kode))
            .collect();
        units.sort_by_key(|unit| unit.urut);
        units
    }

    /// Legal bases for a purpose, in force as of the date, in order.
    pub fn dasar_hukum(&self, kegunaan: KegunaanHukum) -> Vec<&'a DasarHukum> {
        let mut rows: Vec<&DasarHukum> = self
            .register()
            .dasar_hukum
            .iter()
            .filter(|row| row.kegunaan == kegunaan)
            .filter(|row| row.berlaku_sejak.is_none_or(|since| self.reached(since)))
            .filter(|row| row.berlaku_sampai.is_none_or(|until| self.per_tanggal.is_none_or(|now| now <= until)))
            .collect();
        rows.sort_by_key(|row| row.urut);
        rows
    }
}
