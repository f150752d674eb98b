//! Timeliness of village documents.

use std::collections::BTreeSet;
use std::fmt;

use super::View;
use crate::reference::tenggat_bawaan;
use crate::register::{DasarTenggat, Desa, DokumenDesa, JenisWilayah};
use crate::value::{Kode, Tanggal};

/// A kind of document with the window that holds for it this year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JenisDokumen {
    /// Code ("RKPDES").
    pub jenis: String,
    /// As printed ("RKP Desa").
    pub nama: String,
    /// Year of the document's content.
    pub tahun_isi: i32,
    /// First day on which it can be handed in; `None` where no rule says.
    pub buka: Option<Tanggal>,
    /// Last day.
    pub tenggat: Option<Tanggal>,
    /// The rule that holds.
    pub sumber: String,
    /// The national deadline where a local rule allows more than the law.
    pub tenggat_hukum: Option<Tanggal>,
}

/// Where a document stands as of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusDokumen {
    /// Before the window opened.
    LebihAwal,
    /// Inside the window.
    TepatWaktu,
    /// After the deadline.
    Terlambat,
    /// Not there, and the deadline has not passed.
    BelumJatuhTempo,
    /// Not there, and the deadline has passed.
    BelumDiterima,
}

impl fmt::Display for StatusDokumen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::LebihAwal => "lebih awal",
            Self::TepatWaktu => "tepat waktu",
            Self::Terlambat => "terlambat",
            Self::BelumJatuhTempo => "belum jatuh tempo",
            Self::BelumDiterima => "belum diterima",
        })
    }
}

/// A village and its document of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusDokumenDesa<'a> {
    /// The village.
    pub desa: &'a Desa,
    /// Its row, if there is one.
    pub dokumen: Option<&'a DokumenDesa>,
    /// The date that counts, if it has come.
    pub tanggal: Option<Tanggal>,
    /// Where it stands.
    pub status: StatusDokumen,
    /// True where it counts as on time.
    pub tepat_waktu: bool,
}

fn day_of_year(text: &str, year: i32) -> Option<Tanggal> {
    let (day, month) = text.split_once('-')?;
    Tanggal::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?)
}

impl<'a> View<'a> {
    /// Villages (kelurahan have no village documents) in order of their codes.
    pub fn desa(&self) -> Vec<&'a Desa> {
        self.register().desa.iter().filter(|desa| desa.jenis == JenisWilayah::Desa).collect()
    }

    /// The kinds of document that some village has or some indicator counts, in order.
    pub fn jenis_terpakai(&self) -> Vec<Kode> {
        let kept = self.register().dokumen_desa.iter().map(|row| &row.jenis);
        let counted = self.register().komponen.iter().filter_map(|komponen| komponen.jenis_dokumen.as_ref());
        kept.chain(counted).cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The window of a kind of document this year: the office's local rule, else its national row, else what ships.
    pub fn jenis_dokumen(&self, jenis: &Kode) -> Option<JenisDokumen> {
        let year = self.year.tahun;
        let own = |dasar: DasarTenggat| {
            self.register()
                .tenggat_dokumen
                .iter()
                .filter(|row| row.jenis == *jenis && row.dasar == dasar && row.berlaku_sejak.year() <= year)
                .max_by_key(|row| row.berlaku_sejak)
        };
        let shipped = tenggat_bawaan()
            .iter()
            .filter(|row| row.jenis == jenis.as_str() && row.berlaku_sejak.is_some_and(|since| since.year() <= year))
            .max_by_key(|row| row.berlaku_sejak);
        let law = match own(DasarTenggat::Hukum) {
            Some(row) => day_of_year(&row.tenggat, year),
            None => shipped.and_then(|row| day_of_year(&row.tenggat, year)),
        };
        let (nama, offset, buka, tenggat, sumber) = match own(DasarTenggat::Daerah).or(own(DasarTenggat::Hukum)) {
            Some(row) => (
                row.nama.to_string(),
                row.selisih_tahun.to_string(),
                row.buka.as_deref(),
                &*row.tenggat,
                row.sumber.to_string(),
            ),
            None => {
                let row = shipped?;
                let buka = Some(row.buka.as_str()).filter(|text| !text.is_empty());
                (row.nama.clone(), row.selisih_tahun.clone(), buka, row.tenggat.as_str(), row.sumber.clone())
            }
        };
        let tenggat = day_of_year(tenggat, year);
        Some(JenisDokumen {
            jenis: jenis.to_string(),
            nama,
            tahun_isi: year + offset.parse::<i32>().unwrap_or_default(),
            buka: buka.and_then(|text| day_of_year(text, year)),
            tenggat,
            sumber,
            tenggat_hukum: law.filter(|law| tenggat.is_some_and(|local| local > *law)),
        })
    }

    /// Every village with its document of a kind; empty for a kind without a window.
    pub fn dokumen_desa(&self, jenis: &Kode) -> Vec<StatusDokumenDesa<'a>> {
        let Some(window) = self.jenis_dokumen(jenis) else { return Vec::new() };
        let early_is_timely = self.parameter("dokumen_desa.lebih_awal_tepat_waktu") == "ya";
        self.desa()
            .into_iter()
            .map(|desa| {
                let dokumen =
                    self.register().dokumen_desa.iter().find(|row| row.desa == desa.kode && row.jenis == *jenis);
                let tanggal = dokumen
                    .and_then(|row| match self.parameter("dokumen_desa.tanggal_dihitung") {
                        "ditetapkan" => row.ditetapkan,
                        "diundangkan" => row.diundangkan,
                        _ => row.diterima,
                    })
                    .filter(|date| self.reached(*date));
                let status = match tanggal {
                    Some(date) if window.buka.is_some_and(|opens| date < opens) => StatusDokumen::LebihAwal,
                    Some(date) if window.tenggat.is_some_and(|due| date > due) => StatusDokumen::Terlambat,
                    Some(_) => StatusDokumen::TepatWaktu,
                    None if window.tenggat.is_some_and(|due| self.reached(due) && Some(due) != self.per_tanggal) => {
                        StatusDokumen::BelumDiterima
                    }
                    None => StatusDokumen::BelumJatuhTempo,
                };
                let tepat_waktu = match status {
                    StatusDokumen::TepatWaktu => true,
                    StatusDokumen::LebihAwal => early_is_timely,
                    _ => false,
                };
                StatusDokumenDesa { desa, dokumen, tanggal, status, tepat_waktu }
            })
            .collect()
    }
}
