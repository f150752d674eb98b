//! Tables on their way from files to a register.

use std::collections::{BTreeMap, BTreeSet};

use domain::problem::{Place, Problem, Problems, Rejection, Severity};
use domain::register::Register;
use domain::schema::{RawRow, RawValue};

/// At most so many rows in a table: far more than an office has, few enough for any computer.
pub const MAX_ROWS: usize = 100_000;

/// At most so many problems are shown; nobody reads more.
const MAX_PROBLEMS: usize = 500;

/// Tables as read, and the names of those that could not be read.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// Rows by table.
    pub tables: BTreeMap<String, Vec<RawRow>>,
    /// Tables that are there but could not be read.
    pub lost: BTreeSet<&'static str>,
}

/// The place of rows that stand in; problems there are dropped.
const NOWHERE: Place = Place(String::new());

/// A row that could not be read, or whose table could not: only its code is there, so that references to it name
/// something. It has no place, and its problems are dropped, since they have been told.
pub fn stand_in(code: String) -> RawRow {
    let value = RawValue { text: code, place: NOWHERE };
    RawRow { place: NOWHERE, values: BTreeMap::from([("kode".to_string(), value)]) }
}

impl Gathered {
    /// These tables and those of `other`.
    pub fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.tables.extend(other.tables.clone());
        both.lost.extend(&other.lost);
        both
    }

    /// The register of these tables. A reference to a table that could not be read is no problem of its own: every
    /// code that such a table is asked for gets a stand-in.
    pub fn register(&self, problems: &mut Problems) -> Register {
        let mut tables = self.tables.clone();
        for lost in &self.lost {
            tables.insert(lost.to_string(), self.codes_asked_of(lost).into_iter().map(stand_in).collect());
        }
        let mut found = Problems::default();
        let register = Register::read(&tables, &mut found);
        problems.0.extend(found.0.into_iter().filter(|problem| problem.place != NOWHERE));
        register
    }

    /// Records a problem unless there is exactly one instansi. `place` is where its table belongs.
    pub fn check_instansi(&self, place: &Place, problems: &mut Problems) {
        let rows = self.tables.get("instansi").map(Vec::as_slice).unwrap_or_default();
        if self.lost.contains("instansi") || rows.len() == 1 {
            return;
        }
        match rows.get(1) {
            Some(second) => problems.error(
                "BRK104",
                &second.place,
                format!("Ada {} baris instansi.", rows.len()),
                "Satu register untuk satu instansi.",
                "Pisahkan tiap instansi ke registernya sendiri.",
            ),
            None => problems.error(
                "BRK103",
                place,
                "Profil instansi tidak ada.",
                "Setiap register memuat satu baris instansi dengan nama dan alamatnya.",
                "Isi tabel instansi, atau periksa apakah berkasnya benar.",
            ),
        }
    }

    fn codes_asked_of(&self, target: &str) -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for table in Register::TABLES {
            let rows = self.tables.get(table.name).map(Vec::as_slice).unwrap_or_default();
            for column in table.columns.iter().filter(|column| column.references == Some(target)) {
                for value in rows.iter().filter_map(|row| row.values.get(column.name)) {
                    let parts = value.text.split(';').map(str::trim).filter(|code| !code.is_empty());
                    codes.extend(parts.map(str::to_string));
                }
            }
        }
        codes
    }
}

/// The warnings, or the rejection where there is an error. A problem that was met twice is told once.
pub fn settle(problems: Problems) -> Result<Vec<Problem>, Rejection> {
    let failed = problems.has_errors();
    let mut seen = BTreeSet::new();
    let mut once: Vec<Problem> = problems.0.into_iter().filter(|problem| seen.insert(problem.clone())).collect();
    if once.len() > MAX_PROBLEMS {
        let more = once.len() - MAX_PROBLEMS;
        once.sort_by_key(|problem| problem.severity);
        once.truncate(MAX_PROBLEMS);
        let last = once.last().map(|problem| problem.place.clone()).unwrap_or(Place(String::new()));
        once.push(Problem {
            severity: Severity::Warning,
            code: "TBL300",
            place: last,
            what: format!("Masih ada {more} hal lain yang tidak ditampilkan."),
            why: format!("Hanya {MAX_PROBLEMS} yang pertama ditampilkan."),
            action: "Perbaiki yang di atas lebih dahulu, lalu baca ulang.".to_string(),
        });
    }
    if failed { Err(Rejection { problems: once }) } else { Ok(once) }
}
