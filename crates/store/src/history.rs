//! The history of an office: one entry per act, each with the digest of the entry before it, so that nothing can be
//! changed or left out afterwards without being seen.
//!
//! The digest of an entry covers the digests of its details, not the details. A detail's own digest covers a random
//! salt that is stored beside it; erasing detail and salt leaves a digest from which nothing can be guessed, and
//! the chain still holds.

use std::collections::BTreeMap;

use domain::reference::waktu_setempat;
use domain::schema::Field as _;
use domain::value::KodeWilayah;
use uuid::Uuid;

use crate::database::{Tx, Value};
use crate::digest::of_fields;
use crate::error::StoreError;

/// What is done, by whom, and when: one entry of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// What kind of act: `impor`, `ubah`, ...
    pub kind: String,
    /// Who acts.
    pub actor: String,
    /// When, as an ISO timestamp; the store knows no clock.
    pub at: String,
    /// What the actor wrote about it; may be empty.
    pub note: String,
    /// The file that the data came from, if any.
    pub source: Option<ActSource>,
}

/// The file that an act took its data from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActSource {
    /// Its name.
    pub name: String,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// Cells of a row by column; empty cells are left out.
pub type Cells = BTreeMap<String, String>;

/// What an act did to one row, before it is written.
pub(crate) struct Change {
    pub table: &'static str,
    pub key: Cells,
    /// `None` where the row was added.
    pub before: Option<Cells>,
    /// `None` where the row was removed.
    pub after: Option<Cells>,
}

/// The office as the writing transaction holds it: no other act can write to it until this one ends.
pub(crate) struct Held {
    /// Id of the office.
    pub kantor: String,
    /// Its code.
    pub kode: String,
    /// Number of the entry that this act writes.
    pub nomor: i64,
    /// Digest of the entry before it.
    pub head: String,
}

impl Held {
    /// A moment in the time of the office, for people.
    pub fn waktu(&self, at: &str) -> String {
        waktu_setempat(at, KodeWilayah::read(&self.kode).ok().as_ref())
    }
}

/// The table that a detail names when an older detail was erased.
pub(crate) const ERASURE: &str = "riwayat_rincian";

/// The digest before the first entry.
pub(crate) const BEGINNING: &str = "";

/// Takes hold of an office and reserves the number of the next entry. The office is created where it is new. Both
/// databases let the next writer of the same office wait here until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx, kode: &str) -> Result<Held, StoreError> {
    let values = vec![Value::from(Uuid::now_v7().to_string()), Value::from(kode)];
    let sql = "insert into kantor (id, kode, versi_riwayat, kepala_riwayat) values ($1, $2, 1, '')
               on conflict (kode) do update set versi_riwayat = kantor.versi_riwayat + 1
               returning id, versi_riwayat, kepala_riwayat";
    let mut row = tx.row(sql, values).await?.ok_or_else(|| StoreError::failure("the office was not written"))?;
    Ok(Held { kantor: row.text()?, kode: kode.to_string(), nomor: row.whole()?, head: row.text()? })
}

/// Writes the entry of an act with its details; the new head. `tahun` is 0 where the act concerns no year.
pub(crate) async fn append(
    tx: &mut Tx,
    held: &Held,
    act: &Act,
    tahun: i32,
    changes: Vec<Change>,
) -> Result<String, StoreError> {
    let entry = Uuid::now_v7().to_string();
    let count = i64::try_from(changes.len()).map_err(StoreError::failure)?;
    let mut digests = Vec::with_capacity(changes.len());
    let mut rows = Vec::with_capacity(changes.len());
    for (place, change) in (1_i64..).zip(changes) {
        let key = to_json(Some(&change.key))?;
        let before = to_json(change.before.as_ref())?;
        let after = to_json(change.after.as_ref())?;
        let salt = Uuid::new_v4().simple().to_string();
        let digest = detail_digest(change.table, &key, &before, &after, &salt);
        rows.push(vec![
            Value::from(Uuid::now_v7().to_string()),
            Value::from(entry.as_str()),
            Value::from(place),
            Value::from(change.table),
            Value::from(key),
            Value::from(before),
            Value::from(after),
            Value::from(salt),
            Value::from(digest.as_str()),
        ]);
        digests.push(digest);
    }
    let source = act.source.clone().unwrap_or(ActSource { name: String::new(), sha256: String::new() });
    let fields = EntryFields {
        kantor: &held.kantor,
        nomor: held.nomor,
        tahun: i64::from(tahun),
        jenis: &act.kind,
        pelaku: &act.actor,
        waktu: &act.at,
        catatan: &act.note,
        sumber_nama: &source.name,
        sumber_sha256: &source.sha256,
        banyak: count,
    };
    let head = fields.digest(&held.head, &digests);
    let columns = [
        "id",
        "kantor",
        "nomor",
        "tahun",
        "jenis",
        "pelaku",
        "waktu",
        "catatan",
        "sumber_nama",
        "sumber_sha256",
        "banyak",
        "sidik",
    ];
    let values = vec![
        Value::from(entry.as_str()),
        Value::from(held.kantor.as_str()),
        Value::from(held.nomor),
        Value::from(fields.tahun),
        Value::from(act.kind.as_str()),
        Value::from(act.actor.as_str()),
        Value::from(act.at.as_str()),
        Value::from(act.note.as_str()),
        Value::from(source.name.as_str()),
        Value::from(source.sha256.as_str()),
        Value::from(count),
        Value::from(head.as_str()),
    ];
    tx.insert("riwayat", &columns, vec![values]).await?;
    let columns = ["id", "riwayat", "urut", "tabel", "kunci", "sebelum", "sesudah", "garam", "sidik"];
    tx.insert("riwayat_rincian", &columns, rows).await?;
    let values = vec![Value::from(held.kantor.as_str()), Value::from(head.as_str())];
    tx.execute("update kantor set kepala_riwayat = $2 where id = $1", values).await?;
    Ok(head)
}

/// What the digest of an entry covers beside the entry before it and its details.
pub(crate) struct EntryFields<'a> {
    pub kantor: &'a str,
    pub nomor: i64,
    pub tahun: i64,
    pub jenis: &'a str,
    pub pelaku: &'a str,
    pub waktu: &'a str,
    pub catatan: &'a str,
    pub sumber_nama: &'a str,
    pub sumber_sha256: &'a str,
    pub banyak: i64,
}

impl EntryFields<'_> {
    pub fn digest(&self, previous: &str, details: &[String]) -> String {
        let (nomor, tahun, banyak) = (self.nomor.to_string(), self.tahun.to_string(), self.banyak.to_string());
        let fields = [
            previous,
            self.kantor,
            &nomor,
            &tahun,
            self.jenis,
            self.pelaku,
            self.waktu,
            self.catatan,
            self.sumber_nama,
            self.sumber_sha256,
            &banyak,
        ];
        of_fields("kinerja riwayat 1", fields.into_iter().chain(details.iter().map(String::as_str)))
    }
}

/// The digest of a detail as it is stored.
pub(crate) fn detail_digest(table: &str, key: &str, before: &str, after: &str, salt: &str) -> String {
    of_fields("kinerja rincian 1", [table, key, before, after, salt])
}

fn to_json(cells: Option<&Cells>) -> Result<String, StoreError> {
    cells.map_or_else(|| Ok(String::new()), |cells| serde_json::to_string(cells).map_err(StoreError::failure))
}

/// Cells from their JSON; empty text is `None`.
pub(crate) fn from_json(text: &str) -> Result<Option<Cells>, StoreError> {
    if text.is_empty() { Ok(None) } else { serde_json::from_str(text).map(Some).map_err(StoreError::failure) }
}
