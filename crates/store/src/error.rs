//! What can go wrong: what a user can mend, a newer act of someone else, and failures of the database.

use std::fmt;

use domain::problem::Rejection;

/// Why the store did not do what was asked. Nothing was written then.
#[derive(Debug)]
pub enum StoreError {
    /// Users can mend it; the texts are theirs.
    Rejected(Rejection),
    /// Someone else changed the year since it was loaded.
    Conflict(Conflict),
    /// The database failed; the words are for the log only.
    Failure(Failure),
}

/// The newer act that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The `versi` that the year has now; 0 where it does not exist.
    pub versi: i64,
    /// Who acted; empty where the year does not exist.
    pub actor: String,
    /// When, in the time of the office.
    pub at: String,
    /// What kind of act it was.
    pub kind: String,
}

/// A failure that no user can mend.
#[derive(Debug)]
pub struct Failure {
    /// The cause in the database's words, for the log.
    pub cause: String,
}

impl Conflict {
    /// The conflict as users read it.
    pub fn rejection(&self, place: &str) -> Rejection {
        let what = if self.versi == 0 {
            "Data tahun ini belum ada di basis data.".to_string()
        } else {
            format!("Data tahun ini sudah diubah oleh {} pada {} ({}).", self.actor, self.at, self.kind)
        };
        Rejection::single(
            "SIM001",
            place,
            what,
            "Perubahan Anda dibuat atas keadaan yang lebih lama, sehingga menyimpannya akan menimpa perubahan itu.",
            "Muat ulang datanya, lalu ulangi perubahan Anda.",
        )
    }
}

impl StoreError {
    pub(crate) fn failure(cause: impl fmt::Display) -> Self {
        Self::Failure(Failure { cause: cause.to_string() })
    }

    pub(crate) fn rejected(
        code: &'static str,
        place: impl Into<String>,
        what: impl Into<String>,
        why: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        Self::Rejected(Rejection::single(code, place, what, why, action))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(rejection) => rejection.fmt(formatter),
            Self::Conflict(conflict) => {
                write!(formatter, "conflict with versi {} of {} at {}", conflict.versi, conflict.actor, conflict.at)
            }
            Self::Failure(failure) => formatter.write_str(&failure.cause),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::failure(format!("database: {error}"))
    }
}
