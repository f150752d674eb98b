//! Time zones of the provinces.

use std::sync::LazyLock;

use super::{rows, take};
use crate::schema::Field;
use crate::value::{KodeWilayah, Tanggal};

/// A time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZonaWaktu {
    /// Two digits of the province; empty for all that are not named.
    pub provinsi: String,
    /// "WIB", "WITA", "WIT".
    pub nama: String,
    /// Hours ahead of UTC.
    pub jam: i64,
    /// In force since.
    pub berlaku_sejak: Tanggal,
    /// The rule.
    pub sumber: String,
}

static ZONES: LazyLock<Vec<ZonaWaktu>> = LazyLock::new(|| {
    let zone = |row: &std::collections::BTreeMap<String, String>| {
        Some(ZonaWaktu {
            provinsi: take(row, "provinsi"),
            nama: take(row, "zona"),
            jam: take(row, "jam").parse().ok()?,
            berlaku_sejak: Tanggal::read(&take(row, "berlaku_sejak")).ok()?,
            sumber: take(row, "sumber"),
        })
    };
    rows(include_str!("../../data/zona_waktu.csv")).iter().filter_map(zone).collect()
});

/// Every row that ships.
pub(super) fn all() -> &'static [ZonaWaktu] {
    &ZONES
}

/// The time zone of a region on a day, by its province: the newest rule whose day has come. `None` only for days before
/// all rules.
pub fn zona_waktu(kode: Option<&KodeWilayah>, hari: Tanggal) -> Option<&'static ZonaWaktu> {
    let provinsi = kode.and_then(|kode| kode.as_str().get(..2)).unwrap_or_default();
    let of = |provinsi: &str| {
        let rules = all().iter().filter(|zone| zone.provinsi == provinsi && zone.berlaku_sejak <= hari);
        rules.max_by_key(|zone| zone.berlaku_sejak)
    };
    of(provinsi).or_else(|| of(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_have_their_zone() {
        let day = |text: &str| Tanggal::read(text).unwrap();
        let zone = |kode: &str| zona_waktu(KodeWilayah::read(kode).ok().as_ref(), day("2024-10-07")).unwrap();
        for (kode, nama, jam) in [
            ("35.08.02", "WIB", 7),
            ("51.71", "WITA", 8),
            ("61.01.01", "WIB", 7),
            ("91.03", "WIT", 9),
            ("99.99.01", "WIB", 7),
        ] {
            assert_eq!((zone(kode).nama.as_str(), zone(kode).jam), (nama, jam), "{kode}");
        }
        assert!(zona_waktu(None, day("1987-12-31")).is_none());
    }
}
