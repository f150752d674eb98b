//! Time zones of the provinces, and moments in the time of a place.

use std::sync::LazyLock;

use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

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

/// A moment in the time of a region: `7 Oktober 2024 15.00 WIB`; what cannot be read stays as it is. Moments are kept in
/// UTC.
pub fn waktu_setempat(iso: &str, kode: Option<&KodeWilayah>) -> String {
    local(iso, kode).unwrap_or_else(|| iso.to_string())
}

fn local(iso: &str, kode: Option<&KodeWilayah>) -> Option<String> {
    let moment = OffsetDateTime::parse(iso, &Rfc3339).ok()?.checked_to_offset(UtcOffset::UTC)?;
    let day = |date: Date| Tanggal::new(date.year(), date.month().into(), date.day());
    let zone = zona_waktu(kode, day(moment.date())?)?;
    let there = moment.checked_to_offset(UtcOffset::from_hms(i8::try_from(zone.jam).ok()?, 0, 0).ok()?)?;
    Some(format!("{} {:02}.{:02} {}", day(there.date())?, there.hour(), there.minute(), zone.nama))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_stand_in_the_time_of_the_place() {
        let at = |kode: &str| waktu_setempat("2024-12-31T20:30:00Z", KodeWilayah::read(kode).ok().as_ref());
        assert_eq!(at("35.08.02"), "1 Januari 2025 03.30 WIB");
        assert_eq!(at("91.03"), "1 Januari 2025 05.30 WIT");
        assert_eq!(waktu_setempat("2024-10-07T08:00:00+07:00", None), "7 Oktober 2024 08.00 WIB");
        for strange in ["kemarin", "9999-12-31T23:59:59Z", "-9999-01-01T00:00:00Z"] {
            assert!(!waktu_setempat(strange, None).is_empty());
        }
    }

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
