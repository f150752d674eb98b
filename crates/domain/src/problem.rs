//! What a user can mend: problems, and the rejection that carries all of them at once.

use std::fmt;

/// Where a value stands: `2024/pagu.csv:12`, `Pegawai!C7`, `pegawai P-03, kolom nip`. Text, because every way in
/// names its places differently and nothing computes with them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub String);

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The register cannot be used with it; nothing is taken over.
    Error,
    /// The register can be used; a person should look.
    Warning,
}

/// One thing that a user can mend. Texts are polite Bahasa Indonesia.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable code, for searching and for the manual ("REG101").
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What was found.
    pub what: String,
    /// Why it is not right.
    pub why: String,
    /// What to do.
    pub action: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "kesalahan",
            Severity::Warning => "peringatan",
        };
        write!(
            formatter,
            "{kind} {} di {}: {}\n  sebab : {}\n  saran : {}",
            self.code, self.place, self.what, self.why, self.action
        )
    }
}

/// All problems that stop an act, in the order in which they were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl Rejection {
    /// A rejection for a single error.
    pub fn single(
        code: &'static str,
        place: impl Into<String>,
        what: impl Into<String>,
        why: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        Self {
            problems: vec![Problem {
                severity: Severity::Error,
                code,
                place: Place(place.into()),
                what: what.into(),
                why: why.into(),
                action: action.into(),
            }],
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Rejection {}

/// Problems collected while something is read or checked.
#[derive(Debug, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Adds an error.
    pub fn error(
        &mut self,
        code: &'static str,
        place: &Place,
        what: impl Into<String>,
        why: impl Into<String>,
        action: impl Into<String>,
    ) {
        self.add(Severity::Error, code, place, what.into(), why.into(), action.into());
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        place: &Place,
        what: impl Into<String>,
        why: impl Into<String>,
        action: impl Into<String>,
    ) {
        self.add(Severity::Warning, code, place, what.into(), why.into(), action.into());
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        place: &Place,
        what: String,
        why: String,
        action: String,
    ) {
        self.0.push(Problem { severity, code, place: place.clone(), what, why, action });
    }

    /// True where at least one problem is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|problem| problem.severity == Severity::Error)
    }
}
