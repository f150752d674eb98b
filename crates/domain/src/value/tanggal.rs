//! Calendar dates.

use std::fmt;

use time::{Date, Month};

use crate::schema::{Field, Kind};

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tanggal(Date);

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

/// Indonesian name of a month, 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

impl Tanggal {
    /// A date from year, month (1-12) and day; `None` where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// The last day of a month; `None` for a month outside 1 to 12.
    pub fn end_of_month(year: i32, month: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, month.length(year)).ok().map(Self)
    }

    /// Year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// Indonesian name of the day of the week.
    pub fn hari(self) -> &'static str {
        const DAYS: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
        DAYS.get(usize::from(self.0.weekday().number_days_from_monday())).copied().unwrap_or("")
    }

    fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// `30 September 2024`.
impl fmt::Display for Tanggal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} {}", self.day(), month_name(self.month()), self.year())
    }
}

/// `2024-09-30`, `30/09/2024`, `30-9-2024` or `30 September 2024`.
impl Field for Tanggal {
    const KIND: Kind = Kind::Date;

    fn read(text: &str) -> Result<Self, String> {
        let expected = || "Yang diharapkan: tanggal seperti 2024-09-30, 30/09/2024 atau 30 September 2024.".to_string();
        let parts: Vec<&str> = text.split(['-', '/', ' ']).filter(|part| !part.is_empty()).collect();
        let [first, middle, last] = parts.as_slice() else { return Err(expected()) };
        let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.chars().all(|c| c.is_ascii_digit()));
        let month = number(middle).or_else(|| {
            let at = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(middle))?;
            u16::try_from(at + 1).ok()
        });
        let (year, day) = if first.len() == 4 { (*first, *last) } else { (*last, *first) };
        let (Some(year), Some(month), Some(day)) = (number(year).filter(|_| year.len() == 4), month, number(day))
        else {
            return Err(expected());
        };
        let missing = || {
            let name = u8::try_from(month).map(month_name).unwrap_or_default();
            if name.is_empty() {
                format!("Bulan {month} tidak ada. {}", expected())
            } else {
                format!("Tanggal {day} {name} {year} tidak ada di kalender.")
            }
        };
        let (Ok(month), Ok(day)) = (u8::try_from(month), u8::try_from(day)) else { return Err(missing()) };
        Self::new(i32::from(year), month, day).ok_or_else(missing)
    }

    fn write(&self) -> String {
        self.iso()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_ways() {
        let expected = Tanggal::new(2024, 9, 30).unwrap();
        for text in ["2024-09-30", "30/09/2024", "30-9-2024", "30 September 2024", "30 september 2024"] {
            assert_eq!(Tanggal::read(text), Ok(expected), "{text}");
        }
        assert_eq!(Tanggal::read("31 Februari 2024").unwrap_err(), "Tanggal 31 Februari 2024 tidak ada di kalender.");
        for text in ["2024-13-01", "30/09/24", "besok", "2024", "", "300-09-2024", "2024-9-+3"] {
            assert!(Tanggal::read(text).is_err(), "{text}");
        }
        assert_eq!(expected.to_string(), "30 September 2024");
        assert_eq!((expected.hari(), Tanggal::new(2024, 2, 29).map(Tanggal::hari)), ("Senin", Some("Kamis")));
    }
}
