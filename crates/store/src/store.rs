//! Opening a database, loading, and what it holds.

use std::collections::BTreeMap;
use std::fmt;

use domain::register::Register;
use domain::value::KodeWilayah;

use crate::database::{Database, Row, Tx, Value};
use crate::error::StoreError;
use crate::{migration, rows};

/// An open database. Clones share its connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) database: Database,
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Store")
    }
}

/// An office that the database knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its region code.
    pub kode: String,
    /// Its name as its profile has it; empty where it has none.
    pub nama: String,
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://...` and brings its tables to the newest schema. A database that a newer
    /// program has made is refused.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let database = Database::open(url).await?;
        migration::migrate(&database).await?;
        Ok(Self { database })
    }

    /// Closes all connections; SQLite then folds its journal into the file.
    pub async fn close(&self) {
        self.database.close().await;
    }

    /// The register of an office in a year with its `versi`; `None` where the year does not exist.
    pub async fn load(&self, kantor: &KodeWilayah, tahun: i32) -> Result<Option<(Register, i64)>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let Some(id) = id_of(&mut tx, kantor.as_str()).await? else { return Ok(None) };
        let stored = rows::load(&mut tx, &id, tahun).await?;
        tx.rollback().await?;
        let Some(versi) = stored.versi else { return Ok(None) };
        Ok(Some((rows::read(&stored.tables, "")?, versi)))
    }

    /// The `versi` of an office and a year; `None` where the year does not exist.
    pub async fn versi(&self, kantor: &KodeWilayah, tahun: i32) -> Result<Option<i64>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let Some(id) = id_of(&mut tx, kantor.as_str()).await? else { return Ok(None) };
        let versi = versi_of(&mut tx, &id, tahun).await?;
        tx.rollback().await?;
        Ok(versi)
    }

    /// The years of an office with their `versi`, the oldest first. One query without a transaction, since every page
    /// asks.
    pub async fn versions(&self, kantor: &KodeWilayah) -> Result<Vec<(i32, i64)>, StoreError> {
        let sql = "select t.tahun, t.versi from tahun_register t join kantor k on k.id = t.kantor
                   where k.kode = $1 order by t.tahun";
        let rows = self.database.rows(sql, vec![Value::from(kantor.as_str())]).await?;
        rows.into_iter().map(year_and_versi).collect()
    }

    /// The same of every office that lies in a region, by the code of the office.
    pub async fn versions_in(&self, wilayah: &KodeWilayah) -> Result<BTreeMap<String, Vec<(i32, i64)>>, StoreError> {
        let sql = "select k.kode, t.tahun, t.versi from tahun_register t join kantor k on k.id = t.kantor
                   where k.kode like $1 order by t.tahun";
        // A code has digits and dots alone: nothing in it is a wildcard.
        let rows = self.database.rows(sql, vec![Value::from(format!("{wilayah}.%"))]).await?;
        let mut offices = BTreeMap::<String, Vec<(i32, i64)>>::new();
        for mut row in rows {
            offices.entry(row.text()?).or_default().push(year_and_versi(row)?);
        }
        Ok(offices)
    }

    /// The years of an office, the oldest first.
    pub async fn years(&self, kantor: &KodeWilayah) -> Result<Vec<i32>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let Some(id) = id_of(&mut tx, kantor.as_str()).await? else { return Ok(Vec::new()) };
        let years = years_of(&mut tx, &id).await?;
        tx.rollback().await?;
        Ok(years)
    }

    /// Every region code under which a history is kept: those of the offices, and of regions above them that have
    /// accounts but no register.
    pub async fn chains(&self) -> Result<Vec<String>, StoreError> {
        let rows = self.database.rows("select kode from kantor", Vec::new()).await?;
        let mut codes: Vec<String> = rows.into_iter().map(|mut row| row.text()).collect::<Result<_, _>>()?;
        codes.sort();
        Ok(codes)
    }

    /// The offices, by their codes. Regions above an office have a history of their accounts, but are no offices.
    pub async fn offices(&self) -> Result<Vec<Office>, StoreError> {
        let sql = "select k.kode, i.nama from kantor k left join instansi i on i.kantor = k.id";
        let rows = self.database.rows(sql, Vec::new()).await?;
        let office = |mut row: Row| Ok(Office { kode: row.text()?, nama: row.optional_text()?.unwrap_or_default() });
        let mut offices: Vec<Office> = rows.into_iter().map(office).collect::<Result<_, StoreError>>()?;
        offices.retain(|office| office.kode.split('.').count() >= PARTS_OF_AN_OFFICE);
        offices.sort_by(|left, right| left.kode.cmp(&right.kode));
        offices.dedup_by(|left, right| left.kode == right.kode);
        Ok(offices)
    }
}

fn year_and_versi(mut row: Row) -> Result<(i32, i64), StoreError> {
    Ok((i32::try_from(row.whole()?).map_err(StoreError::failure)?, row.whole()?))
}

/// Parts of the region code of a kecamatan: province, kabupaten, kecamatan.
const PARTS_OF_AN_OFFICE: usize = 3;

/// The id of an office.
pub(crate) async fn id_of(tx: &mut Tx, kode: &str) -> Result<Option<String>, StoreError> {
    let row = tx.row("select id from kantor where kode = $1", vec![Value::from(kode)]).await?;
    row.map(|mut row| row.text()).transpose()
}

/// The years of an office, the oldest first.
pub(crate) async fn years_of(tx: &mut Tx, kantor: &str) -> Result<Vec<i32>, StoreError> {
    let sql = "select tahun from tahun_register where kantor = $1 order by tahun";
    let rows = tx.rows(sql, vec![Value::from(kantor)]).await?;
    rows.into_iter().map(|mut row| i32::try_from(row.whole()?).map_err(StoreError::failure)).collect()
}

/// The `versi` of an office and a year.
pub(crate) async fn versi_of(tx: &mut Tx, kantor: &str, tahun: i32) -> Result<Option<i64>, StoreError> {
    let sql = "select versi from tahun_register where kantor = $1 and tahun = $2";
    let row = tx.row(sql, vec![Value::from(kantor), Value::from(i64::from(tahun))]).await?;
    row.map(|mut row| row.whole()).transpose()
}
