//! Nomenclature of programmes, kegiatan and sub kegiatan of a kecamatan (urusan 7, bidang 7.01).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{rows, take};
use crate::schema::Field;
use crate::value::{KodeNomenklatur, Tanggal};

/// An entry of the nomenclature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntriNomenklatur {
    /// Code.
    pub kode: KodeNomenklatur,
    /// Official name.
    pub nama: String,
    /// Result of a sub kegiatan.
    pub kinerja: String,
    /// Its indicator.
    pub indikator: String,
    /// Unit of the indicator.
    pub satuan: String,
    /// Doubts about the spelling, empty where there are none.
    pub catatan: String,
}

/// A decree that fixed a version of the nomenclature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersiNomenklatur {
    /// Number of the decree.
    pub nomor: String,
    /// Date of the decree.
    pub tanggal: Tanggal,
    /// Digits of a sub kegiatan: 2 or 4.
    pub angka_sub_kegiatan: u32,
}

static ENTRIES: LazyLock<BTreeMap<KodeNomenklatur, EntriNomenklatur>> = LazyLock::new(|| {
    rows(include_str!("../../data/nomenklatur.csv"))
        .iter()
        .filter_map(|row| {
            let kode = KodeNomenklatur::read(&take(row, "kode")).ok()?;
            let entry = EntriNomenklatur {
                kode: kode.clone(),
                nama: take(row, "nama"),
                kinerja: take(row, "kinerja"),
                indikator: take(row, "indikator"),
                satuan: take(row, "satuan"),
                catatan: take(row, "catatan"),
            };
            Some((kode, entry))
        })
        .collect()
});

static VERSIONS: LazyLock<Vec<VersiNomenklatur>> = LazyLock::new(|| {
    rows(include_str!("../../data/nomenklatur_versi.csv"))
        .iter()
        .filter_map(|row| {
            Some(VersiNomenklatur {
                nomor: take(row, "nomor"),
                tanggal: Tanggal::read(&take(row, "tanggal")).ok()?,
                angka_sub_kegiatan: u32::read(&take(row, "angka_sub_kegiatan")).ok()?,
            })
        })
        .collect()
});

/// All entries in the order of their codes.
pub fn nomenklatur_lengkap() -> impl Iterator<Item = &'static EntriNomenklatur> {
    ENTRIES.values()
}

/// An entry by its code, whether written with two or four digits.
pub fn nomenklatur(kode: &KodeNomenklatur) -> Option<&'static EntriNomenklatur> {
    ENTRIES.get(kode)
}

/// The decrees, oldest first.
pub fn nomenklatur_versi() -> &'static [VersiNomenklatur] {
    &VERSIONS
}
