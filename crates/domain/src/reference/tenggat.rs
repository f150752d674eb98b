//! Deadlines of village documents by national law.

use std::sync::LazyLock;

use super::{rows, take};
use crate::schema::Field;
use crate::value::Tanggal;

/// A deadline by national law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenggatBawaan {
    /// Kind of document ("RKPDES").
    pub jenis: String,
    /// As printed ("RKP Desa").
    pub nama: String,
    /// In force since.
    pub berlaku_sejak: Option<Tanggal>,
    /// Year of the document's content less the year in which it is due: -1, 0 or 1.
    pub selisih_tahun: String,
    /// First day, day-month; empty where the law sets none.
    pub buka: String,
    /// Last day, day-month.
    pub tenggat: String,
    /// The rule.
    pub sumber: String,
}

static DEADLINES: LazyLock<Vec<TenggatBawaan>> = LazyLock::new(|| {
    rows(include_str!("../../data/tenggat.csv"))
        .iter()
        .map(|row| TenggatBawaan {
            jenis: take(row, "jenis"),
            nama: take(row, "nama"),
            berlaku_sejak: Tanggal::read(&take(row, "berlaku_sejak")).ok(),
            selisih_tahun: take(row, "selisih_tahun"),
            buka: take(row, "buka"),
            tenggat: take(row, "tenggat"),
            sumber: take(row, "sumber"),
        })
        .collect()
});

/// All deadlines that ship.
pub fn tenggat_bawaan() -> &'static [TenggatBawaan] {
    &DEADLINES
}
