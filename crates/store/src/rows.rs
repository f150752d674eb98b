//! The rows of an office and a year, read in one statement and through the domain's own reading.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use domain::problem::{Place, Problems, Rejection};
use domain::register::Register;
use domain::schema::{RawRow, RawValue, Scope, TableSchema};
use sqlx::AssertSqlSafe;

use crate::cells::to_text;
use crate::database::{Row, Tx, Value};
use crate::error::StoreError;

/// The texts of a row's key columns.
pub(crate) type Key = Vec<String>;

/// A row as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredRow {
    /// Its id; empty where it is not stored yet.
    pub id: String,
    /// Its cells as records write them, in the order of the schema's columns.
    pub cells: Vec<String>,
}

/// The rows of every table, by the table's name and the row's key.
pub(crate) type Tables = BTreeMap<&'static str, BTreeMap<Key, StoredRow>>;

/// What is stored of an office, seen from one year.
pub(crate) struct StoredYear {
    /// The year's `versi`; `None` where the year does not exist.
    pub versi: Option<i64>,
    /// The office's own tables and those of the year.
    pub tables: Tables,
}

/// All tables in one statement, so that one round trip brings one state of the database: `versi`, then the rows of
/// every table, its cells as texts and as many absent ones as the widest table needs.
static EVERYTHING: LazyLock<Arc<str>> = LazyLock::new(|| {
    let width = Register::TABLES.iter().map(|table| table.columns.len()).max().unwrap_or(0);
    let branch = |name: &str, first: &str, mut cells: Vec<String>, year: &str| {
        cells.resize(width, "cast(null as text)".to_string());
        format!("select '{name}', {first}, {} from {name} where kantor = $1 and {year}", cells.join(", "))
    };
    let mut branches = vec![branch("tahun_register", "cast(versi as text)", Vec::new(), "tahun = $2")];
    for table in Register::TABLES {
        let cells = table.columns.iter().map(|column| match crate::cells::sql_type(column.kind) {
            "text" => column.name.to_string(),
            _ => format!("cast({} as text)", column.name),
        });
        let year = match table.scope {
            Scope::Instansi => "tahun_register = 0",
            Scope::Tahun => "tahun_register = $2",
        };
        branches.push(branch(table.name, "id", cells.collect(), year));
    }
    branches.join("\nunion all\n").into()
});

/// The `tahun_register` of a table's rows.
pub(crate) fn year_of(table: &TableSchema, tahun: i32) -> i64 {
    match table.scope {
        Scope::Instansi => 0,
        Scope::Tahun => i64::from(tahun),
    }
}

/// Reads what is stored of an office and a year.
pub(crate) async fn load(tx: &mut Tx, kantor: &str, tahun: i32) -> Result<StoredYear, StoreError> {
    let values = vec![Value::from(kantor), Value::from(i64::from(tahun))];
    let mut versi = None;
    let mut tables = Tables::new();
    for mut row in tx.rows(AssertSqlSafe(EVERYTHING.clone()), values).await? {
        let name = row.text()?;
        let id = row.text()?;
        let Some(table) = domain::register::table(&name) else {
            versi = Some(id.parse().map_err(StoreError::failure)?);
            continue;
        };
        let cells = read_cells(table, &mut row)?;
        tables.entry(table.name).or_default().insert(key(table, &cells), StoredRow { id, cells });
    }
    Ok(StoredYear { versi, tables })
}

fn read_cells(table: &TableSchema, row: &mut Row) -> Result<Vec<String>, StoreError> {
    table.columns.iter().map(|column| to_text(column, row.optional_text()?)).collect()
}

/// The rows of a register that is to be stored. A register that could not be read back is refused.
pub(crate) fn of_register(register: &Register) -> Result<Tables, StoreError> {
    let mut tables = Tables::new();
    let mut problems = Problems::default();
    for (table, rows) in register.write() {
        let stored = tables.entry(table.name).or_default();
        for cells in rows {
            let key = key(&table, &cells);
            let place = Place(describe(&table, &key));
            if key.iter().map(String::len).sum::<usize>() > LONGEST_KEY {
                problems.error(
                    "SIM005",
                    &place,
                    format!("Kolom {} terlalu panjang.", table.key.join(", ")),
                    format!("Kolom yang membedakan baris bersama-sama paling panjang {LONGEST_KEY} huruf."),
                    "Ringkas isinya.",
                );
            }
            if stored.insert(key, StoredRow { id: String::new(), cells }).is_some() {
                problems.error(
                    "REG003",
                    &place,
                    format!("Baris {place} ada dua kali."),
                    "Baris dengan kunci yang sama tidak dapat dibedakan.",
                    "Hapus salah satu, atau bedakan isinya.",
                );
            }
        }
    }
    refuse(problems)?;
    read(&tables, "")?;
    Ok(tables)
}

/// An index of PostgreSQL holds at most 2.704 bytes per row; office and year need some of them.
const LONGEST_KEY: usize = 2_500;

/// The register that the rows make. `place` goes before every place in the problems.
pub(crate) fn read(tables: &Tables, place: &str) -> Result<Register, StoreError> {
    let mut raw: BTreeMap<String, Vec<RawRow>> = BTreeMap::new();
    for table in Register::TABLES {
        let rows = tables.get(table.name).into_iter().flatten();
        let rows = rows.map(|(key, row)| raw_row(table, &format!("{place}{}", describe(table, key)), &row.cells));
        raw.insert(table.name.to_string(), rows.collect());
    }
    let mut problems = Problems::default();
    let register = Register::read(&raw, &mut problems);
    refuse(problems)?;
    Ok(register)
}

fn raw_row(table: &TableSchema, place: &str, cells: &[String]) -> RawRow {
    let values = table.columns.iter().zip(cells).filter(|(_, text)| !text.is_empty()).map(|(column, text)| {
        let place = Place(format!("{place}, kolom {}", column.name));
        (column.name.to_string(), RawValue { text: text.clone(), place })
    });
    RawRow { place: Place(place.to_string()), values: values.collect() }
}

fn refuse(problems: Problems) -> Result<(), StoreError> {
    if problems.has_errors() {
        return Err(StoreError::Rejected(Rejection { problems: problems.0 }));
    }
    Ok(())
}

/// The key of a row.
pub(crate) fn key(table: &TableSchema, cells: &[String]) -> Key {
    let text = |name: &&str| {
        let cell = table.columns.iter().zip(cells).find(|(column, _)| column.name == *name);
        cell.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    table.key.iter().map(text).collect()
}

/// A row as users read it: `pagu 7.01.01.2.01.0001, DAU, murni, 2024-01-01`.
pub(crate) fn describe(table: &TableSchema, key: &[String]) -> String {
    let parts: Vec<&str> = key.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("{} {}", table.name, parts.join(", "))
}
