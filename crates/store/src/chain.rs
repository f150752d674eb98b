//! Reading the history, proving that it is whole, and erasing personal details from it.

use std::collections::{BTreeMap, BTreeSet};

use domain::value::KodeWilayah;

use crate::Store;
use crate::database::{Row, Tx, Value};
use crate::error::StoreError;
use crate::history::{self, Act, ActSource, BEGINNING, Cells, Change, ERASURE, EntryFields, detail_digest, from_json};
use crate::save::check_act;
use crate::store::id_of;

/// An entry of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number within the office, from 1.
    pub nomor: i64,
    /// The year that it concerns; 0 where it concerns none.
    pub tahun: i64,
    /// What was done, by whom, when.
    pub act: Act,
    /// How many details it has.
    pub details: i64,
    /// Its digest.
    pub digest: String,
}

/// What an act did to one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its place within the entry, from 1.
    pub urut: i64,
    /// The table.
    pub table: String,
    /// Key columns of the row; `None` where the detail was erased.
    pub key: Option<Cells>,
    /// The row before; `None` where it was added or the detail was erased.
    pub before: Option<Cells>,
    /// The row after; `None` where it was removed or the detail was erased.
    pub after: Option<Cells>,
    /// Whether the detail was erased.
    pub erased: bool,
}

/// The newest entry of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 where there is none.
    pub nomor: i64,
    /// Its digest; empty where there is none.
    pub digest: String,
}

/// Whether a history is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// How many entries there are.
    pub entries: i64,
    /// The newest entry that the office names.
    pub head: Head,
    /// The first place where the history is not whole.
    pub first_broken: Option<Broken>,
}

/// Where and why a history is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Number of the entry.
    pub nomor: i64,
    /// What is wrong, as users read it.
    pub why: String,
}

/// A detail with what its digest covers.
struct StoredDetail {
    urut: i64,
    tabel: String,
    kunci: String,
    sebelum: String,
    sesudah: String,
    garam: String,
    sidik: String,
}

impl Store {
    /// The newest entry of an office's history.
    pub async fn head(&self, kantor: &KodeWilayah) -> Result<Head, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let head = head_of(&mut tx, kantor.as_str()).await?;
        tx.rollback().await?;
        Ok(head)
    }

    /// The entries of an office's history, the newest first: at most `limit` with numbers below `below`.
    pub async fn history(
        &self,
        kantor: &KodeWilayah,
        below: Option<i64>,
        limit: i64,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let sql = "select r.nomor, r.tahun, r.jenis, r.pelaku, r.waktu, r.catatan, r.sumber_nama, r.sumber_sha256,
                   r.banyak, r.sidik from riwayat r join kantor k on k.id = r.kantor
                   where k.kode = $1 and r.nomor < $2 order by r.nomor desc limit $3";
        let values = vec![Value::from(kantor.as_str()), Value::from(below.unwrap_or(i64::MAX)), Value::from(limit)];
        let mut rows = tx.rows(sql, values).await?;
        tx.rollback().await?;
        rows.iter_mut().map(read_entry).collect()
    }

    /// The details of an entry.
    pub async fn details(&self, kantor: &KodeWilayah, nomor: i64) -> Result<Vec<Detail>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let stored = match id_of(&mut tx, kantor.as_str()).await? {
            Some(id) => stored_details(&mut tx, &id, nomor, nomor).await?.remove(&nomor).unwrap_or_default(),
            None => Vec::new(),
        };
        tx.rollback().await?;
        stored.into_iter().map(StoredDetail::show).collect()
    }

    /// Every act that touched rows of a table, each with its detail: those of a year where one is named, the newest
    /// first.
    pub async fn table_history(
        &self,
        kantor: &KodeWilayah,
        table: &str,
        tahun: Option<i32>,
    ) -> Result<Vec<(Entry, Detail)>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let sql = "select r.nomor, r.tahun, r.jenis, r.pelaku, r.waktu, r.catatan, r.sumber_nama, r.sumber_sha256,
                   r.banyak, r.sidik, d.urut, d.tabel, d.kunci, d.sebelum, d.sesudah, d.garam, d.sidik
                   from kantor k join riwayat r on r.kantor = k.id join riwayat_rincian d on d.riwayat = r.id
                   where k.kode = $1 and d.tabel = $2 and ($3 = 0 or r.tahun = 0 or r.tahun = $3)
                   order by r.nomor desc, d.urut desc";
        let year = Value::from(i64::from(tahun.unwrap_or_default()));
        let rows = tx.rows(sql, vec![Value::from(kantor.as_str()), Value::from(table), year]).await?;
        tx.rollback().await?;
        let both = |mut row: Row| Ok((read_entry(&mut row)?, read_detail(&mut row)?.show()?));
        rows.into_iter().map(both).collect()
    }

    /// Proves that an office's history is whole: every entry is there, follows from the one before it and from its
    /// details, every erased detail was erased by an act, and the office names the last entry.
    pub async fn verify(&self, kantor: &KodeWilayah) -> Result<Verification, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let head = head_of(&mut tx, kantor.as_str()).await?;
        let mut proof = Proof::default();
        if let Some(id) = id_of(&mut tx, kantor.as_str()).await? {
            let mut below = 1;
            loop {
                let entries = entries_from(&mut tx, &id, below).await?;
                let (Some(first), Some(last)) = (entries.first(), entries.last()) else { break };
                let (from, to) = (first.nomor, last.nomor);
                let mut details = stored_details(&mut tx, &id, from, to).await?;
                for entry in entries {
                    let details = details.remove(&entry.nomor).unwrap_or_default();
                    proof.take(&id, entry, details)?;
                }
                below = to + 1;
            }
        }
        tx.rollback().await?;
        Ok(proof.conclude(head))
    }

    /// Erases what a detail of the history says, leaving its digest and the table it concerned. The act is an entry
    /// of its own; its note says why and must not be empty. What was erased cannot be brought back.
    pub async fn erase_detail(&self, act: &Act, kantor: &KodeWilayah, nomor: i64, urut: i64) -> Result<(), StoreError> {
        check_act(act)?;
        let place = format!("riwayat {nomor}, rincian {urut}");
        let refused = |what: &str, why: &str, action: &str| StoreError::rejected("SIM009", &place, what, why, action);
        if act.note.trim().is_empty() {
            return Err(refused(
                "Alasan penghapusan kosong.",
                "Penghapusan rincian riwayat harus dapat dipertanggungjawabkan.",
                "Tuliskan alasannya.",
            ));
        }
        let mut tx = self.database.begin_write().await?;
        let held = history::hold(&mut tx, kantor.as_str()).await?;
        let details = stored_details(&mut tx, &held.kantor, nomor, nomor).await?.remove(&nomor).unwrap_or_default();
        let found = details.into_iter().find(|detail| detail.urut == urut && detail.tabel != ERASURE);
        let Some(detail) = found.filter(|detail| !detail.garam.is_empty()) else {
            return Err(refused(
                "Rincian ini tidak dapat dihapus.",
                "Rincian itu tidak ada, sudah dihapus, atau merupakan catatan penghapusan.",
                "Periksa nomor riwayat dan rinciannya.",
            ));
        };
        let sql = "update riwayat_rincian set kunci = '', sebelum = '', sesudah = '', garam = '' where urut = $3
                   and riwayat = (select id from riwayat where kantor = $1 and nomor = $2)";
        let values = vec![Value::from(held.kantor.as_str()), Value::from(nomor), Value::from(urut)];
        tx.execute(sql, values).await?;
        let key = erasure_key(nomor, urut);
        let before = Cells::from([("sidik".to_string(), detail.sidik)]);
        let change = Change { table: ERASURE, key, before: Some(before), after: None };
        history::append(&mut tx, &held, act, 0, vec![change]).await?;
        tx.commit().await
    }
}

fn erasure_key(nomor: i64, urut: i64) -> Cells {
    Cells::from([("nomor".to_string(), nomor.to_string()), ("urut".to_string(), urut.to_string())])
}

fn read_entry(row: &mut Row) -> Result<Entry, StoreError> {
    let (nomor, tahun) = (row.whole()?, row.whole()?);
    let (kind, actor, at, note) = (row.text()?, row.text()?, row.text()?, row.text()?);
    let source = ActSource { name: row.text()?, sha256: row.text()? };
    let source = Some(source).filter(|source| !source.name.is_empty() || !source.sha256.is_empty());
    let act = Act { kind, actor, at, note, source };
    Ok(Entry { nomor, tahun, act, details: row.whole()?, digest: row.text()? })
}

/// The newest entry that an office names.
pub(crate) async fn head_of(tx: &mut Tx, kode: &str) -> Result<Head, StoreError> {
    let row =
        tx.row("select versi_riwayat, kepala_riwayat from kantor where kode = $1", vec![Value::from(kode)]).await?;
    match row {
        Some(mut row) => Ok(Head { nomor: row.whole()?, digest: row.text()? }),
        None => Ok(Head { nomor: 0, digest: String::new() }),
    }
}

/// How many entries are proved at a time, so that a long history needs little memory.
const STRIDE: i64 = 500;

async fn entries_from(tx: &mut Tx, kantor: &str, from: i64) -> Result<Vec<Entry>, StoreError> {
    let sql = "select nomor, tahun, jenis, pelaku, waktu, catatan, sumber_nama, sumber_sha256, banyak, sidik
               from riwayat where kantor = $1 and nomor >= $2 order by nomor limit $3";
    let values = vec![Value::from(kantor), Value::from(from), Value::from(STRIDE)];
    tx.rows(sql, values).await?.iter_mut().map(read_entry).collect()
}

async fn stored_details(
    tx: &mut Tx,
    kantor: &str,
    from: i64,
    to: i64,
) -> Result<BTreeMap<i64, Vec<StoredDetail>>, StoreError> {
    let sql = "select r.nomor, d.urut, d.tabel, d.kunci, d.sebelum, d.sesudah, d.garam, d.sidik
               from riwayat r join riwayat_rincian d on d.riwayat = r.id
               where r.kantor = $1 and r.nomor >= $2 and r.nomor <= $3 order by r.nomor, d.urut";
    let mut details: BTreeMap<i64, Vec<StoredDetail>> = BTreeMap::new();
    for mut row in tx.rows(sql, vec![Value::from(kantor), Value::from(from), Value::from(to)]).await? {
        details.entry(row.whole()?).or_default().push(read_detail(&mut row)?);
    }
    Ok(details)
}

fn read_detail(row: &mut Row) -> Result<StoredDetail, StoreError> {
    Ok(StoredDetail {
        urut: row.whole()?,
        tabel: row.text()?,
        kunci: row.text()?,
        sebelum: row.text()?,
        sesudah: row.text()?,
        garam: row.text()?,
        sidik: row.text()?,
    })
}

impl StoredDetail {
    fn show(self) -> Result<Detail, StoreError> {
        Ok(Detail {
            urut: self.urut,
            key: from_json(&self.kunci)?,
            before: from_json(&self.sebelum)?,
            after: from_json(&self.sesudah)?,
            erased: self.garam.is_empty(),
            table: self.tabel,
        })
    }
}

/// A history as far as it was proved.
#[derive(Default)]
struct Proof {
    entries: i64,
    head: String,
    /// Details found erased, with their digests.
    erased: BTreeSet<(i64, i64, String)>,
    /// Details that acts say they erased, with the digests those had.
    accounted: BTreeSet<(i64, i64, String)>,
    broken: Option<Broken>,
}

impl Proof {
    fn fault(&mut self, nomor: i64, why: &str) {
        if self.broken.as_ref().is_none_or(|broken| broken.nomor > nomor) {
            self.broken = Some(Broken { nomor, why: why.to_string() });
        }
    }

    fn take(&mut self, kantor: &str, entry: Entry, details: Vec<StoredDetail>) -> Result<(), StoreError> {
        let nomor = entry.nomor;
        if nomor != self.entries + 1 {
            self.fault(self.entries + 1, "Catatan riwayat ini hilang.");
        }
        for detail in &details {
            let id = (nomor, detail.urut, detail.sidik.clone());
            if detail.garam.is_empty() {
                let empty = detail.kunci.is_empty() && detail.sebelum.is_empty() && detail.sesudah.is_empty();
                if !empty || detail.tabel == ERASURE {
                    self.fault(nomor, "Rincian riwayat ini tidak utuh.");
                }
                self.erased.insert(id);
                continue;
            }
            let StoredDetail { tabel, kunci, sebelum, sesudah, garam, sidik, .. } = detail;
            if detail_digest(tabel, kunci, sebelum, sesudah, garam) != *sidik {
                self.fault(nomor, "Rincian riwayat ini berubah setelah dicatat.");
            }
            if tabel == ERASURE {
                self.accounted.extend(erasure_of(kunci, sebelum));
            }
        }
        let digests: Vec<String> = details.into_iter().map(|detail| detail.sidik).collect();
        let source = entry.act.source.unwrap_or(ActSource { name: String::new(), sha256: String::new() });
        let fields = EntryFields {
            kantor,
            nomor,
            tahun: entry.tahun,
            jenis: &entry.act.kind,
            pelaku: &entry.act.actor,
            waktu: &entry.act.at,
            catatan: &entry.act.note,
            sumber_nama: &source.name,
            sumber_sha256: &source.sha256,
            banyak: entry.details,
        };
        let previous = if self.entries == 0 { BEGINNING } else { &self.head };
        let complete = i64::try_from(digests.len()) == Ok(entry.details);
        if !complete || fields.digest(previous, &digests) != entry.digest {
            self.fault(nomor, "Catatan riwayat ini berubah setelah dicatat, atau rinciannya tidak lengkap.");
        }
        self.entries = nomor;
        self.head = entry.digest;
        Ok(())
    }

    fn conclude(mut self, head: Head) -> Verification {
        let unaccounted = self.erased.difference(&self.accounted).next().map(|(nomor, ..)| *nomor);
        if let Some(nomor) = unaccounted {
            self.fault(nomor, "Rincian riwayat ini dihapus tanpa catatan penghapusan.");
        }
        if head.nomor != self.entries || head.digest != self.head {
            self.fault(self.entries + 1, "Catatan riwayat terakhir hilang.");
        }
        Verification { entries: self.entries, head, first_broken: self.broken }
    }
}

fn erasure_of(key: &str, before: &str) -> Option<(i64, i64, String)> {
    let key = from_json(key).ok()??;
    let mut before = from_json(before).ok()??;
    Some((key.get("nomor")?.parse().ok()?, key.get("urut")?.parse().ok()?, before.remove("sidik")?))
}
