//! Regions, for a first start from a code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{rows, take};
use crate::schema::Field;
use crate::value::KodeWilayah;

static REGIONS: LazyLock<BTreeMap<KodeWilayah, String>> = LazyLock::new(|| {
    rows(include_str!("../../data/wilayah.csv"))
        .iter()
        .filter_map(|row| Some((KodeWilayah::read(&take(row, "kode")).ok()?, take(row, "nama"))))
        .collect()
});

#[cfg(test)]
pub(super) fn all() -> &'static BTreeMap<KodeWilayah, String> {
    &REGIONS
}

/// Name of a region; `None` where the list that ships does not have it (it holds Kabupaten Lumajang).
pub fn wilayah(kode: &KodeWilayah) -> Option<&'static str> {
    REGIONS.get(kode).map(String::as_str)
}

/// The regions that lie directly in another, in order of their codes.
pub fn wilayah_di(parent: &KodeWilayah) -> Vec<(&'static KodeWilayah, &'static str)> {
    REGIONS
        .iter()
        .filter(|(kode, _)| kode.parent().as_ref() == Some(parent))
        .map(|(kode, nama)| (kode, nama.as_str()))
        .collect()
}

/// The kecamatan of the list, in order of their codes.
pub fn kecamatan() -> impl Iterator<Item = (&'static KodeWilayah, &'static str)> {
    let parts = |kode: &KodeWilayah| kode.as_str().split('.').count();
    REGIONS.iter().filter(move |(kode, _)| parts(kode) == 3).map(|(kode, nama)| (kode, nama.as_str()))
}
