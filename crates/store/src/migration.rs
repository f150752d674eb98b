//! The tables of the database and how they follow the schema of the register.
//!
//! Migrations go forward only. `cargo xtask migrasi` writes the next one from the difference between the tables
//! that all migrations together make and `Register::TABLES`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use domain::register::Register;
use domain::schema::{Column, TableSchema};
use include_dir::{Dir, File, include_dir};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::cells::sql_type;
use crate::database::{Database, Tx};
use crate::error::StoreError;

/// All migrations, as they were when the program was built.
///
/// Made here and not by the macro of sqlx, which builds every driver a second time for the compiler.
pub(crate) static MIGRATOR: LazyLock<Migrator> = LazyLock::new(|| {
    let migration = |file: &File<'static>| {
        let (number, rest) = file.path().to_str()?.strip_suffix(".sql")?.split_once('_')?;
        let text = AssertSqlSafe(file.contents_utf8()?).into_sql_str();
        let name = rest.replace('_', " ");
        Some(Migration::new(number.parse().ok()?, name.into(), MigrationType::Simple, text, false))
    };
    Migrator::with_migrations(FILES.files().filter_map(migration).collect())
});

/// The files of the migrations.
static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// Tables that are not the register's.
const HOUSE_TABLES: &[&str] = &[
    "_sqlx_migrations",
    "kantor",
    "tahun_register",
    "riwayat",
    "riwayat_rincian",
    "laporan_terkunci",
    "akun",
    "penugasan",
    "kode_pemulihan",
    "sesi",
    "percobaan_masuk",
    "token_api",
    "alur",
    "draf",
    "berkas_terbit",
];

/// Columns before those of the schema: of which office, and of which year (0 for the office's own tables).
pub(crate) const HOUSE_COLUMNS: [(&str, &str); 3] = [("id", "text"), ("kantor", "text"), ("tahun_register", "bigint")];

/// Brings a database to the newest schema; refuses one that a newer program has made.
pub(crate) async fn migrate(database: &Database) -> Result<(), StoreError> {
    database.migrate(&MIGRATOR, None).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) => too_new(),
        other => StoreError::failure(format!("migration: {other}")),
    })
}

/// The number of the newest migration.
pub(crate) fn newest() -> i64 {
    MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// The refusal of a database that a newer program has made.
pub(crate) fn too_new() -> StoreError {
    StoreError::rejected(
        "SIM004",
        "basis data",
        "Basis data ini dibuat oleh Kinerja yang lebih baru.",
        "Program ini tidak mengenal susunan tabelnya, sehingga membukanya dapat merusak data.",
        "Pakai program Kinerja yang lebih baru, atau pulihkan cadangan yang dibuat dengan program ini.",
    )
}

/// Writes the next migration into a folder of migrations; its path, or `None` where nothing is missing.
pub async fn write_next_migration(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    let migrator = Migrator::new(folder).await.map_err(StoreError::failure)?;
    let database = Database::in_memory().await?;
    database.migrate(&migrator, None).await.map_err(StoreError::failure)?;
    let mut tx = database.begin_read().await?;
    let statements = missing(&mut tx).await?;
    tx.rollback().await?;
    if statements.is_empty() {
        return Ok(None);
    }
    let number = migrator.iter().map(|migration| migration.version).max().unwrap_or(0) + 1;
    let path = folder.join(format!("{number:04}_register.sql"));
    let text = format!(
        "-- Written by `cargo xtask migrasi` from the schema of the register.\n\n{}\n",
        statements.join("\n\n")
    );
    std::fs::write(&path, text).map_err(StoreError::failure)?;
    Ok(Some(path))
}

/// The statements that make the tables of a database those of the register's schema.
pub(crate) async fn missing(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (table, column, kind) in tx.columns().await? {
        found.entry(table).or_default().insert(column, kind);
    }
    let indexes: BTreeMap<String, String> = tx.indexes().await?.into_iter().collect();
    let mut statements = Vec::new();
    for table in Register::TABLES {
        match found.remove(table.name) {
            None => statements.extend([create(table), create_index(table)]),
            Some(columns) => {
                let index = index_name(table);
                let definition =
                    indexes.get(&index).and_then(|sql| sql.rsplit_once('(')).map_or("", |(_, names)| names);
                let key_changed = definition.trim_end_matches(')') != index_columns(table);
                if key_changed && !definition.is_empty() {
                    statements.push(format!("drop index {index};"));
                }
                alter(table, columns, &mut statements)?;
                if key_changed {
                    statements.push(create_index(table));
                }
            }
        }
    }
    let strangers = found.keys().filter(|name| !HOUSE_TABLES.contains(&name.as_str()));
    statements.extend(strangers.map(|name| format!("drop table {name};")));
    Ok(statements)
}

fn alter(
    table: &TableSchema,
    mut found: BTreeMap<String, String>,
    statements: &mut Vec<String>,
) -> Result<(), StoreError> {
    for (name, kind) in HOUSE_COLUMNS {
        if found.remove(name).as_deref() != Some(kind) {
            return Err(StoreError::failure(format!("{}.{name} is not {kind}", table.name)));
        }
    }
    for column in table.columns {
        match found.remove(column.name) {
            None => statements.push(format!("alter table {} add column {};", table.name, define(column))),
            Some(kind) if kind == sql_type(column.kind) => {}
            Some(kind) => {
                let wanted = sql_type(column.kind);
                let cause =
                    format!("{}.{} is {kind} and should be {wanted}: write it by hand", table.name, column.name);
                return Err(StoreError::failure(cause));
            }
        }
    }
    statements.extend(found.keys().map(|name| format!("alter table {} drop column {name};", table.name)));
    Ok(())
}

fn create(table: &TableSchema) -> String {
    let columns: Vec<String> = table.columns.iter().map(|column| format!(",\n    {}", define(column))).collect();
    format!(
        "create table {} (\n    id text primary key,\n    kantor text not null references kantor (id),\n    \
         tahun_register bigint not null{}\n);",
        table.name,
        columns.concat()
    )
}

fn define(column: &Column) -> String {
    match sql_type(column.kind) {
        "bigint" => format!("{} bigint", column.name),
        other => format!("{} {other} not null default ''", column.name),
    }
}

fn index_name(table: &TableSchema) -> String {
    format!("{}_kunci", table.name)
}

fn index_columns(table: &TableSchema) -> String {
    format!("kantor, tahun_register, {}", table.key.join(", "))
}

fn create_index(table: &TableSchema) -> String {
    format!("create unique index {} on {} ({});", index_name(table), table.name, index_columns(table))
}
