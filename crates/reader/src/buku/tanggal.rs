//! Dates as people write them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// `30 September 2024` from year, month and day.
pub(super) fn written(year: i64, month: u32, day: u32) -> Option<String> {
    let name = MONTHS.get(month.checked_sub(1)? as usize)?;
    Some(format!("{day} {name} {year}"))
}

/// `30 September 2024` or `30 September 2024 13.30` from `2024-09-30T13:30:00`.
pub(super) fn from_iso(text: &str) -> Option<String> {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let date = written(year, month, day)?;
    let time = time.get(..5).filter(|time| *time != "00:00").map(|time| time.replace(':', "."));
    Some(match time {
        Some(time) => format!("{date} {time}"),
        None => date,
    })
}

/// A date that is kept as a number of days, in the detail that its number format shows.
pub(super) fn from_serial(value: Decimal, format: &str, since_1904: bool) -> Option<String> {
    let days = value.floor().to_i64()?;
    let minutes = ((value - value.floor()) * Decimal::from(1440)).round().to_i64()?;
    let time = format!("{:02}.{:02}", minutes / 60, minutes % 60);
    let shows = |sign: char| format.contains(sign);
    if !shows('y') && !shows('d') && shows('h') {
        return Some(time);
    }
    if !(0..=2_958_465).contains(&days) {
        return None;
    }
    // Excel counts a 29 February 1900 that never was.
    let offset = if since_1904 { 24_107 } else { 25_569 - i64::from(days < 60) };
    let (year, month, day) = civil(days - offset);
    let name = MONTHS.get(month.checked_sub(1)? as usize)?;
    Some(match (shows('d'), shows('m'), shows('y')) {
        (false, false, true) => year.to_string(),
        (false, true, true) => format!("{name} {year}"),
        (true, true, false) => format!("{day} {name}"),
        (true, false, false) => day.to_string(),
        (false, true, false) => (*name).to_string(),
        _ if shows('h') && minutes > 0 => format!("{} {time}", written(year, month, day)?),
        _ => written(year, month, day)?,
    })
}

/// Year, month and day of a number of days since 1 January 1970 (Gregorian, with eras of 400 years).
fn civil(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u32::try_from(month).unwrap_or_default(), u32::try_from(day).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_excel_counts_them() {
        let shown = |text: &str, format: &str| from_serial(text.parse().unwrap(), format, false);
        for (value, format, expected) in [
            ("45565", "dd/mm/yyyy", "30 September 2024"),
            ("45565.5625", "dd/mm/yyyy hh:mm", "30 September 2024 13.30"),
            ("45351", "d mmm yy", "29 Februari 2024"),
            ("1", "dd/mm/yyyy", "1 Januari 1900"),
            ("61", "dd/mm/yyyy", "1 Maret 1900"),
            ("45565", "mmmm yyyy", "September 2024"),
            ("45565", "yyyy", "2024"),
            ("0.5", "hh:mm", "12.00"),
        ] {
            assert_eq!(shown(value, format).as_deref(), Some(expected), "{value} {format}");
        }
        assert_eq!(from_serial("0".parse().unwrap(), "d/m/yyyy", true).as_deref(), Some("1 Januari 1904"));
        assert_eq!((shown("-1", "d/m/yyyy"), shown("9999999", "d/m/yyyy")), (None, None));
        assert_eq!(from_iso("2024-09-30T13:30:00").as_deref(), Some("30 September 2024 13.30"));
        assert_eq!((from_iso("2024-13-30"), from_iso("besok")), (None, None));
    }
}
