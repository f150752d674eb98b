//! Saving: only what differs is written, in one transaction with one entry of the history.

use std::collections::BTreeMap;

use domain::register::Register;
use domain::schema::{Field, Scope, TableSchema};
use domain::value::KodeWilayah;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::Store;
use crate::cells::to_value;
use crate::database::{Tx, Value};
use crate::error::{Conflict, StoreError};
use crate::history::{self, Act, Cells, Change, Held};
use crate::rows::{self, Key, StoredRow, StoredYear, Tables};
use crate::store::versi_of;
use crate::workflow::{RowChange, refuse_locked};

/// What a save did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// The year's `versi` now.
    pub versi: i64,
    /// Rows that are new.
    pub added: usize,
    /// Rows that changed.
    pub changed: usize,
    /// Rows that are gone.
    pub removed: usize,
}

/// A year as an act wants it to be.
#[derive(Debug, Clone, Copy)]
pub struct YearToSave<'a> {
    /// The year.
    pub tahun: i32,
    /// All its rows, the office's own tables included.
    pub register: &'a Register,
    /// The `versi` that the act was made on (0: the year must be new); `None` saves in any case.
    pub expected_versi: Option<i64>,
    /// Rows whose key changed; without it such a row is one that went and another that came.
    pub moves: &'a [Move],
}

/// A row that is the same under another key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its table.
    pub table: &'static str,
    /// Texts of its key columns before.
    pub from: Vec<String>,
    /// Texts of its key columns after.
    pub to: Vec<String>,
}

/// What has to be written to one table.
struct Difference {
    table: &'static TableSchema,
    added: Vec<(Key, Vec<String>)>,
    changed: Vec<(Key, StoredRow, Vec<String>)>,
    removed: Vec<(Key, StoredRow)>,
}

impl Store {
    /// Saves a register as the state of an office and a year.
    ///
    /// Only rows that differ are written, and one entry of the history says which. Where nothing differs, nothing
    /// is written, not even an entry. With `expected_versi` the save is refused where someone else has written
    /// since that `versi` was loaded (0: the year must be new). A register that could not be read back, also in
    /// another year of the office, is refused.
    pub async fn save(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        tahun: i32,
        register: &Register,
        expected_versi: Option<i64>,
    ) -> Result<Saved, StoreError> {
        let year = YearToSave { tahun, register, expected_versi, moves: &[] };
        let saved = self.save_act(act, kantor, &[year]).await?;
        saved.into_iter().map(|(_, saved)| saved).next().ok_or_else(|| StoreError::failure("no year was saved"))
    }

    /// Saves the registers of several years of an office, all of them or none, as one act. Each register holds the
    /// office's own tables too; those of the last year stay.
    pub async fn save_years<'a>(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        years: &[(i32, &'a Register)],
    ) -> Result<Vec<(i32, Saved)>, StoreError> {
        let year = |(tahun, register): &(i32, &'a Register)| YearToSave {
            tahun: *tahun,
            register,
            expected_versi: None,
            moves: &[],
        };
        self.save_act(act, kantor, &years.iter().map(year).collect::<Vec<_>>()).await
    }

    /// Saves several years of an office, all of them or none, as one act: what [`Self::save`] does for each.
    pub async fn save_act(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        years: &[YearToSave<'_>],
    ) -> Result<Vec<(i32, Saved)>, StoreError> {
        self.write_act(act, kantor, years, true).await
    }

    /// What [`Self::save_act`] would answer now; nothing is kept.
    pub async fn try_act(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        years: &[YearToSave<'_>],
    ) -> Result<Vec<(i32, Saved)>, StoreError> {
        self.write_act(act, kantor, years, false).await
    }

    async fn write_act(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        years: &[YearToSave<'_>],
        keep: bool,
    ) -> Result<Vec<(i32, Saved)>, StoreError> {
        for year in years {
            check(act, kantor, year.tahun, year.register)?;
        }
        let mut tx = self.database.begin_write().await?;
        let held = history::hold(&mut tx, kantor.as_str()).await?;
        let mut saved = Vec::new();
        let mut changes = Vec::new();
        let mut office_removed = false;
        let mut written = false;
        // All of them first: what this act writes to the office's own tables raises the `versi` of every year.
        for year in years {
            let versi = versi_of(&mut tx, &held.kantor, year.tahun).await?;
            refuse_stale(&mut tx, &held, year.tahun, versi, year.expected_versi).await?;
        }
        for YearToSave { tahun, register, moves, .. } in years {
            let incoming = rows::of_register(register)?;
            let stored = rows::load(&mut tx, &held.kantor, *tahun).await?;
            let differences = compare(&stored, &incoming, moves);
            let count = |rows: fn(&Difference) -> usize| differences.iter().map(rows).sum();
            let (added, changed, removed) =
                (count(|d| d.added.len()), count(|d| d.changed.len()), count(|d| d.removed.len()));
            if let (Some(versi), 0) = (stored.versi, added + changed + removed) {
                saved.push((*tahun, Saved { versi, added, changed, removed }));
                continue;
            }
            refuse_locked(&mut tx, &held, *tahun, differences.iter().flat_map(Difference::row_changes)).await?;
            written = true;
            let of_office = |d: &&Difference| d.table.scope == Scope::Instansi;
            let office_changed = differences.iter().any(|d| of_office(&d));
            office_removed |= differences.iter().filter(of_office).any(Difference::takes_keys_away);
            for difference in &differences {
                difference.write(&mut tx, &held.kantor, *tahun).await?;
                changes.extend(difference.changes(*tahun));
            }
            raise_versi(&mut tx, &held, *tahun, office_changed).await?;
            saved.push((*tahun, Saved { versi: stored.versi.unwrap_or(0) + 1, added, changed, removed }));
        }
        if office_removed {
            check_years(&mut tx, &held.kantor).await?;
        }
        if !written || !keep {
            tx.rollback().await?;
            return Ok(saved);
        }
        let tahun = match years {
            [year] => year.tahun,
            _ => 0,
        };
        history::append(&mut tx, &held, act, tahun, changes).await?;
        tx.commit().await?;
        Ok(saved)
    }
}

/// Refuses what no transaction should begin with.
fn check(act: &Act, kantor: &KodeWilayah, tahun: i32, register: &Register) -> Result<(), StoreError> {
    check_act(act)?;
    i32::read(&tahun.to_string()).map_err(|why| {
        StoreError::rejected("SIM006", "tahun", format!("Tahun {tahun} tidak dikenal."), why, "Perbaiki tahunnya.")
    })?;
    match register.instansi.iter().find(|instansi| instansi.kode != *kantor) {
        None => Ok(()),
        Some(other) => Err(StoreError::rejected(
            "SIM007",
            format!("instansi {}", other.kode),
            format!("Data ini milik {} ({}), bukan instansi {kantor}.", other.nama, other.kode),
            "Data satu instansi tidak boleh tersimpan pada instansi lain.",
            "Periksa instansi yang dipilih, atau perbaiki kode pada profil instansi.",
        )),
    }
}

/// Refuses an act that nobody did.
pub(crate) fn check_act(act: &Act) -> Result<(), StoreError> {
    for (name, text) in [("jenis", &act.kind), ("pelaku", &act.actor), ("waktu", &act.at)] {
        if text.trim().is_empty() {
            return Err(StoreError::rejected(
                "SIM008",
                "riwayat",
                format!("Riwayat perubahan tidak menyebut {name}."),
                "Tiap perubahan harus dapat ditelusuri: apa, oleh siapa, dan kapan.",
                format!("Isi {name} perubahan ini."),
            ));
        }
    }
    Ok(())
}

/// Refuses to go on where the year is not as the caller saw it.
pub(crate) async fn refuse_stale(
    tx: &mut Tx,
    held: &Held,
    tahun: i32,
    versi: Option<i64>,
    expected: Option<i64>,
) -> Result<(), StoreError> {
    let versi = versi.unwrap_or(0);
    if expected.is_none_or(|expected| expected == versi) {
        return Ok(());
    }
    let sql = "select r.pelaku, r.waktu, r.jenis from tahun_register t
               join riwayat r on r.kantor = t.kantor and r.nomor = t.riwayat where t.kantor = $1 and t.tahun = $2";
    let row = tx.row(sql, vec![Value::from(held.kantor.as_str()), Value::from(i64::from(tahun))]).await?;
    let mut conflict = Conflict { versi, actor: String::new(), at: String::new(), kind: String::new() };
    if let Some(mut row) = row {
        (conflict.actor, conflict.at, conflict.kind) = (row.text()?, row.text()?, row.text()?);
        conflict.at = held.waktu(&conflict.at);
    }
    Err(StoreError::Conflict(conflict))
}

fn compare(stored: &StoredYear, incoming: &Tables, moves: &[Move]) -> Vec<Difference> {
    let empty = BTreeMap::new();
    let mut differences = Vec::new();
    for table in Register::TABLES {
        let (old, new) = (stored.tables.get(table.name), incoming.get(table.name));
        let (old, new) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
        let mut difference = Difference { table, added: Vec::new(), changed: Vec::new(), removed: Vec::new() };
        let moved: BTreeMap<&Key, &Key> = moves
            .iter()
            .filter(|step| step.table == table.name)
            .filter(|step| old.contains_key(&step.from) && !new.contains_key(&step.from))
            .filter(|step| new.contains_key(&step.to) && !old.contains_key(&step.to))
            .map(|step| (&step.to, &step.from))
            .collect();
        for (key, row) in new {
            let before = moved.get(key).copied().unwrap_or(key);
            match old.get(before) {
                None => difference.added.push((key.clone(), row.cells.clone())),
                Some(stored) if stored.cells != row.cells => {
                    difference.changed.push((before.clone(), stored.clone(), row.cells.clone()));
                }
                Some(_) => {}
            }
        }
        let gone = old.iter().filter(|(key, _)| !new.contains_key(*key) && !moved.values().any(|from| from == key));
        difference.removed.extend(gone.map(|(key, row)| (key.clone(), row.clone())));
        if !(difference.added.is_empty() && difference.changed.is_empty() && difference.removed.is_empty()) {
            differences.push(difference);
        }
    }
    differences
}

impl Difference {
    /// True where a key is gone that rows of other years may name.
    fn takes_keys_away(&self) -> bool {
        let moved = |(key, _, cells): &(Key, StoredRow, Vec<String>)| rows::key(self.table, cells) != *key;
        !self.removed.is_empty() || self.changed.iter().any(moved)
    }

    /// The changes, for the question whether they are allowed.
    fn row_changes(&self) -> impl Iterator<Item = RowChange<'_>> {
        let table = self.table;
        let removed = self.removed.iter().map(|(key, row)| (key, Some(row.cells.as_slice()), None));
        let changed =
            self.changed.iter().map(|(key, row, new)| (key, Some(row.cells.as_slice()), Some(new.as_slice())));
        let added = self.added.iter().map(|(key, new)| (key, None, Some(new.as_slice())));
        let all = removed.chain(changed).chain(added);
        all.map(move |(key, before, after)| RowChange { table, key, before, after })
    }

    /// The changes for the history; rows of a year are named with their year.
    fn changes(&self, tahun: i32) -> impl Iterator<Item = Change> + '_ {
        let year = (self.table.scope == Scope::Tahun).then(|| ("tahun".to_string(), tahun.to_string()));
        let named = move |key: &[String]| -> Cells {
            let columns = self.table.key.iter().map(|name| name.to_string()).zip(key.iter().cloned());
            columns.chain(year.clone()).collect()
        };
        let cells = |cells: &[String]| -> Cells {
            let columns = self.table.columns.iter().zip(cells).filter(|(_, text)| !text.is_empty());
            columns.map(|(column, text)| (column.name.to_string(), text.clone())).collect()
        };
        self.row_changes().map(move |change| Change {
            table: change.table.name,
            key: named(change.key),
            before: change.before.map(cells),
            after: change.after.map(cells),
        })
    }

    async fn write(&self, tx: &mut Tx, kantor: &str, tahun: i32) -> Result<(), StoreError> {
        let name = self.table.name;
        let columns = || self.table.columns.iter();
        for (_, row) in &self.removed {
            let sql = format!("delete from {name} where id = $1");
            tx.execute(AssertSqlSafe(sql), vec![Value::from(row.id.as_str())]).await?;
        }
        if !self.changed.is_empty() {
            let settings = columns().zip(1..).map(|(column, place)| format!("{} = ${place}", column.name));
            let settings = settings.collect::<Vec<_>>().join(", ");
            let sql = format!("update {name} set {settings} where id = ${}", self.table.columns.len() + 1);
            for (_, row, new) in &self.changed {
                let mut values = self.values(new)?;
                values.push(Value::from(row.id.as_str()));
                tx.execute(AssertSqlSafe(sql.as_str()), values).await?;
            }
        }
        let year = rows::year_of(self.table, tahun);
        let mut new_rows = Vec::with_capacity(self.added.len());
        for (_, cells) in &self.added {
            let mut values = vec![Value::from(Uuid::now_v7().to_string()), Value::from(kantor), Value::from(year)];
            values.extend(self.values(cells)?);
            new_rows.push(values);
        }
        let names: Vec<&str> =
            crate::migration::HOUSE_COLUMNS.iter().map(|(name, _)| *name).chain(columns().map(|c| c.name)).collect();
        tx.insert(name, &names, new_rows).await
    }

    fn values(&self, cells: &[String]) -> Result<Vec<Value>, StoreError> {
        self.table.columns.iter().zip(cells).map(|(column, text)| to_value(column, text)).collect()
    }
}

/// Raises the `versi` of the year, and of every other year of the office where its own tables changed.
pub(crate) async fn raise_versi(tx: &mut Tx, held: &Held, tahun: i32, all_years: bool) -> Result<(), StoreError> {
    let values = || vec![Value::from(held.kantor.as_str()), Value::from(i64::from(tahun)), Value::from(held.nomor)];
    let sql = "insert into tahun_register (kantor, tahun, versi, riwayat) values ($1, $2, 1, $3)
               on conflict (kantor, tahun) do update set versi = tahun_register.versi + 1, riwayat = $3";
    tx.execute(sql, values()).await?;
    if all_years {
        let sql = "update tahun_register set versi = versi + 1, riwayat = $3 where kantor = $1 and tahun <> $2";
        tx.execute(sql, values()).await?;
    }
    Ok(())
}

/// Years may name what was removed from the office's tables; all must stay readable.
async fn check_years(tx: &mut Tx, kantor: &str) -> Result<(), StoreError> {
    for tahun in crate::store::years_of(tx, kantor).await? {
        let stored = rows::load(tx, kantor, tahun).await?;
        rows::read(&stored.tables, &format!("{tahun}: "))?;
    }
    Ok(())
}
