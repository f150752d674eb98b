//! The two databases, and everything in which they differ.
//!
//! An enum of two pools, not `AnyPool`: each engine is opened with its own typed options, begins transactions with
//! its own words, and its driver is the one that is tested most. [`Value`] keeps the rest of the crate to the three
//! types that both have (text, bigint, bytea) and to one SQL text for both.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgPool, PgPoolOptions, PgRow, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Row as _, SqlSafeStr, Transaction, TypeInfo as _, ValueRef as _};

use crate::error::StoreError;

/// A value in a statement or in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// No value. Only whole numbers may be absent in the tables.
    Null,
    Text(String),
    Whole(i64),
    Bytes(Vec<u8>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

/// A row of an answer, taken apart from left to right.
#[derive(Debug)]
pub(crate) struct Row(std::vec::IntoIter<Value>);

impl Row {
    /// The next text.
    pub fn text(&mut self) -> Result<String, StoreError> {
        match self.0.next() {
            Some(Value::Text(text)) => Ok(text),
            other => Err(unexpected("text", other.as_ref())),
        }
    }

    /// The next text, which may be absent.
    pub fn optional_text(&mut self) -> Result<Option<String>, StoreError> {
        match self.0.next() {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            other => Err(unexpected("text", other.as_ref())),
        }
    }

    /// The next whole number.
    pub fn whole(&mut self) -> Result<i64, StoreError> {
        match self.0.next() {
            Some(Value::Whole(number)) => Ok(number),
            other => Err(unexpected("number", other.as_ref())),
        }
    }

    /// The next bytes.
    pub fn bytes(&mut self) -> Result<Vec<u8>, StoreError> {
        match self.0.next() {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            other => Err(unexpected("bytes", other.as_ref())),
        }
    }
}

/// The cause names the type only: values may be secret.
fn unexpected(wanted: &str, found: Option<&Value>) -> StoreError {
    let found = match found {
        Some(Value::Text(_)) => "text",
        Some(Value::Whole(_)) => "number",
        Some(Value::Bytes(_)) => "bytes",
        Some(Value::Null) => "nothing",
        None => "no column",
    };
    StoreError::failure(format!("{wanted} expected, found {found}"))
}

/// Where the data are.
#[derive(Debug, Clone)]
pub(crate) enum Database {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// An open transaction; dropping it rolls it back.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// How long a writer of SQLite waits for another, also of another process.
const WAIT_FOR_WRITERS: Duration = Duration::from_secs(30);

/// Rows per `insert`: enough that round trips do not count, and far below the limits on parameters (32.766).
const ROWS_PER_INSERT: usize = 100;

macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Null => query.bind(None::<i64>),
                Value::Text(text) => query.bind(text),
                Value::Whole(number) => query.bind(number),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

macro_rules! decoded {
    ($row:expr) => {{
        let row = $row;
        let mut values = Vec::with_capacity(row.len());
        for index in 0..row.len() {
            let raw = row.try_get_raw(index)?;
            values.push(match raw.type_info().name() {
                _ if raw.is_null() => Value::Null,
                "TEXT" => Value::Text(row.try_get(index)?),
                "INTEGER" | "INT8" => Value::Whole(row.try_get(index)?),
                "BLOB" | "BYTEA" => Value::Bytes(row.try_get(index)?),
                other => return Err(sqlx::Error::Decode(format!("column {index} has type {other}").into())),
            });
        }
        Ok(Row(values.into_iter()))
    }};
}

impl Database {
    /// Opens `sqlite:PATH` (created where it does not exist) or `postgres://...`.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            let options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(WAIT_FOR_WRITERS)
                // What is erased must not stay readable in free pages.
                .pragma("secure_delete", "on");
            // A file cannot be lost as a connection can, so none is tried before it is used.
            let connections = SqlitePoolOptions::new().max_connections(8).test_before_acquire(false);
            let pool = connections.connect_with(options).await;
            return pool.map(Self::Sqlite).map_err(|error| not_opened(path, error));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(10));
            return Ok(Self::Postgres(options.connect(url).await?));
        }
        Err(StoreError::rejected(
            "SIM002",
            "alamat basis data",
            "Alamat basis data tidak dikenal.",
            "Yang dikenal: sqlite:LOKASI-BERKAS atau postgres://PENGGUNA@HOST/NAMA.",
            "Perbaiki alamat basis data pada pengaturan.",
        ))
    }

    /// Opens a SQLite file that must not be changed.
    pub async fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().filename(path).read_only(true).foreign_keys(true);
        Ok(Self::Sqlite(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?))
    }

    /// A SQLite database that lives as long as this value.
    pub async fn in_memory() -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        Ok(Self::Sqlite(pool.connect_with(options).await?))
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// Applies the migrations that are missing, up to `target` where one is given.
    pub async fn migrate(&self, migrator: &Migrator, target: Option<i64>) -> Result<(), MigrateError> {
        match (self, target) {
            (Self::Sqlite(pool), None) => migrator.run(pool).await,
            (Self::Sqlite(pool), Some(target)) => migrator.run_to(target, pool).await,
            (Self::Postgres(pool), None) => migrator.run(pool).await,
            (Self::Postgres(pool), Some(target)) => migrator.run_to(target, pool).await,
        }
    }

    /// The rows of a single query, without a transaction around it.
    pub async fn rows(&self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => {
                let rows = bound!(sqlx::query(sql), values).fetch_all(pool).await?;
                rows.iter().map(decode_sqlite).collect::<Result<_, _>>()?
            }
            Self::Postgres(pool) => {
                let rows = bound!(sqlx::query(sql), values).fetch_all(pool).await?;
                rows.iter().map(decode_postgres).collect::<Result<_, _>>()?
            }
        })
    }

    /// Runs a single statement, without a transaction around it; how many rows it touched.
    pub async fn execute(&self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => bound!(sqlx::query(sql), values).execute(pool).await?.rows_affected(),
            Self::Postgres(pool) => bound!(sqlx::query(sql), values).execute(pool).await?.rows_affected(),
        })
    }

    /// A transaction that writes. SQLite takes the write lock at once, since a transaction that first reads and
    /// then writes fails when another has written in between. PostgreSQL waits at the row of the office.
    pub async fn begin_write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that reads one state of the database.
    pub async fn begin_read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        })
    }

    /// Writes a copy of the database of one moment to a new file.
    pub async fn copy_to(&self, target: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(pool) => {
                sqlx::query("vacuum into $1").bind(target).execute(pool).await?;
                Ok(())
            }
            Self::Postgres(_) => Err(StoreError::rejected(
                "SIM003",
                "cadangan",
                "Basis data PostgreSQL tidak dicadangkan oleh Kinerja.",
                "PostgreSQL mempunyai perkakas cadangan sendiri yang lebih lengkap.",
                "Buat cadangan dengan pg_dump, misalnya: pg_dump --format=custom --file=kinerja.dump NAMA-BASIS-DATA.",
            )),
        }
    }
}

/// Why a SQLite file was not opened. 14 and 26 are SQLite's "unable to open" and "not a database".
fn not_opened(path: &str, error: sqlx::Error) -> StoreError {
    let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default();
    match &*code {
        "14" => StoreError::rejected(
            "SIM013",
            path,
            "Berkas basis data tidak dapat dibuka atau dibuat.",
            "Foldernya tidak ada, atau program tidak boleh menulis ke sana.",
            "Buat foldernya, periksa hak aksesnya, atau pilih tempat lain.",
        ),
        "26" => StoreError::rejected(
            "SIM012",
            path,
            "Berkas ini bukan basis data.",
            "Isinya bukan data Kinerja.",
            "Pilih berkas basis data Kinerja, atau pulihkan dari cadangan.",
        ),
        _ => error.into(),
    }
}

fn decode_sqlite(row: &SqliteRow) -> Result<Row, sqlx::Error> {
    decoded!(row)
}

fn decode_postgres(row: &PgRow) -> Result<Row, sqlx::Error> {
    decoded!(row)
}

impl Tx {
    /// Runs a statement; how many rows it touched.
    pub async fn execute(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<u64, StoreError> {
        self.run(sql, values, true).await
    }

    async fn run(&mut self, sql: impl SqlSafeStr, values: Vec<Value>, prepared: bool) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let query = bound!(sqlx::query(sql), values).persistent(prepared);
                query.execute(&mut **tx).await?.rows_affected()
            }
            Self::Postgres(tx) => {
                let query = bound!(sqlx::query(sql), values).persistent(prepared);
                query.execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// The rows of a query.
    pub async fn rows(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(tx) => {
                let rows = bound!(sqlx::query(sql), values).fetch_all(&mut **tx).await?;
                rows.iter().map(decode_sqlite).collect::<Result<_, _>>()?
            }
            Self::Postgres(tx) => {
                let rows = bound!(sqlx::query(sql), values).fetch_all(&mut **tx).await?;
                rows.iter().map(decode_postgres).collect::<Result<_, _>>()?
            }
        })
    }

    /// The first row of a query, if any.
    pub async fn row(&mut self, sql: impl SqlSafeStr, values: Vec<Value>) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Inserts rows, many per round trip. Names of table and columns come from the schema, never from input.
    pub async fn insert(&mut self, table: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let chunk: Vec<Vec<Value>> = rows.by_ref().take(ROWS_PER_INSERT).collect();
            let full = chunk.len() == ROWS_PER_INSERT || chunk.len() == 1;
            let tuples: Vec<String> = (0..chunk.len())
                .map(|row| {
                    let places = (1..=columns.len()).map(|column| format!("${}", row * columns.len() + column));
                    format!("({})", places.collect::<Vec<_>>().join(", "))
                })
                .collect();
            let sql = format!("insert into {table} ({}) values {}", columns.join(", "), tuples.join(", "));
            self.run(AssertSqlSafe(sql), chunk.into_iter().flatten().collect(), full).await?;
        }
        Ok(())
    }

    /// Name and type of the columns of every table, in order of tables and columns. An absent type of the database
    /// is given as it names it.
    pub async fn columns(&mut self) -> Result<Vec<(String, String, String)>, StoreError> {
        let sql = match self {
            Self::Sqlite(_) => {
                "select t.name, c.name, lower(c.type) from sqlite_schema t, pragma_table_info(t.name) c
                 where t.type = 'table' order by t.name, c.cid"
            }
            Self::Postgres(_) => {
                "select cast(table_name as text), cast(column_name as text), cast(data_type as text)
                 from information_schema.columns where table_schema = current_schema()
                 order by table_name, ordinal_position"
            }
        };
        let rows = self.rows(sql, Vec::new()).await?;
        rows.into_iter().map(|mut row| Ok((row.text()?, row.text()?, row.text()?))).collect()
    }

    /// Name and definition of every index that a statement created.
    pub async fn indexes(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = match self {
            Self::Sqlite(_) => "select name, sql from sqlite_schema where type = 'index' and sql is not null",
            Self::Postgres(_) => {
                "select cast(indexname as text), indexdef from pg_indexes where schemaname = current_schema()"
            }
        };
        let rows = self.rows(sql, Vec::new()).await?;
        rows.into_iter().map(|mut row| Ok((row.text()?, row.text()?))).collect()
    }

    /// Makes what was written last; an answer of this is the promise that nothing of it can be lost.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Takes everything back.
    pub async fn rollback(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}
