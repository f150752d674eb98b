//! Moments, which callers give: nothing here asks a clock.

use std::fmt;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::AppError;

/// A moment in whole Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waktu(i64);

impl Waktu {
    /// From Unix seconds.
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// From an ISO timestamp such as `2024-10-01T07:00:00+07:00`.
    pub fn read(text: &str) -> Result<Self, AppError> {
        let moment = OffsetDateTime::parse(text, &Rfc3339);
        moment.map(|moment| Self(moment.unix_timestamp())).map_err(|why| AppError::failure("reading a time", why))
    }

    /// Unix seconds.
    pub fn unix(self) -> i64 {
        self.0
    }

    /// So many seconds later.
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// An ISO timestamp in UTC; empty where the year has no four digits.
impl fmt::Display for Waktu {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = OffsetDateTime::from_unix_timestamp(self.0).ok();
        formatter.write_str(&moment.and_then(|moment| moment.format(&Rfc3339).ok()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_written() {
        let moment = Waktu::read("2024-10-01T07:00:00+07:00").unwrap();
        assert_eq!(moment.unix(), 1_727_740_800);
        assert_eq!(moment.plus(60).to_string(), "2024-10-01T00:01:00Z");
        assert!(Waktu::read("kemarin").is_err());
        assert_eq!(Waktu::from_unix(i64::MAX).plus(1).to_string(), "");
    }
}
