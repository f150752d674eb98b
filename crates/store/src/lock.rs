//! Locked reports: what was printed and signed, kept as it was. Nothing here is ever overwritten.

use domain::alur::Keadaan;
use domain::schema::Field as _;
use domain::value::{KodeWilayah, Periode};
use uuid::Uuid;

use crate::Store;
use crate::database::{Row, Value};
use crate::digest::of_bytes;
use crate::error::StoreError;
use crate::history::{self, Act, Cells, Change};
use crate::save::{check_act, raise_versi, refuse_stale};
use crate::store::{id_of, versi_of};
use crate::workflow::{record_step, state_of};

/// A locked report without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedReport {
    /// The year of the register that it was made from.
    pub tahun: i64,
    /// Its period, written as in `2024/3`.
    pub periode: String,
    /// 0 for the first, 1 for the first revision, and so on.
    pub revisi: i64,
    /// When it was locked, as the act said.
    pub at: String,
    /// Who locked it.
    pub actor: String,
    /// Why it was revised; empty for the first.
    pub reason: String,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Digest of the newest entry of the history when it was made: the state of the register that it shows.
    pub history_head: String,
    /// Random id of its public page; empty where it has none.
    pub publik: String,
}

/// What is to be locked.
#[derive(Debug, Clone)]
pub struct ReportToLock<'a> {
    /// The year of the register that it was made from.
    pub tahun: i32,
    /// The `versi` of that year from which it was made.
    pub versi: i64,
    /// Its period.
    pub periode: &'a Periode,
    /// Its content; the store does not look into it.
    pub content: &'a [u8],
    /// Why a locked report is revised; empty for the first.
    pub reason: &'a str,
    /// Random id of its public page.
    pub publik: &'a str,
    /// Key figures for that page; the store does not look into them.
    pub ringkasan: &'a str,
}

const TABLE: &str = "laporan_terkunci";
/// What [`read_report`] reads, of the table as `l`.
pub(crate) const COLUMNS: &str =
    "l.tahun, l.periode, l.revisi, l.waktu, l.oleh, l.alasan, l.sha256, l.kepala_riwayat, l.publik";

impl Store {
    /// Locks a report and its period. A second one of the same period becomes the next revision and needs a reason.
    /// The report is refused where the register changed since the `versi` from which it was made, or where its state
    /// does not allow it.
    pub async fn lock_report(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        report: &ReportToLock<'_>,
    ) -> Result<LockedReport, StoreError> {
        check_act(act)?;
        let periode = report.periode.write();
        let mut tx = self.database.begin_write().await?;
        let held = history::hold(&mut tx, kantor.as_str()).await?;
        let versi = versi_of(&mut tx, &held.kantor, report.tahun).await?;
        refuse_stale(&mut tx, &held, report.tahun, versi, Some(report.versi)).await?;
        let state = state_of(&mut tx, &held.kantor, *report.periode).await?.keadaan();
        if !state.boleh_dikunci() {
            return Err(StoreError::rejected(
                "SIM023",
                format!("laporan {periode}"),
                format!("Laporan ini belum dapat dikunci, keadaannya {state}."),
                "Laporan yang sudah diverifikasi dikunci setelah disetujui.",
                "Setujui dahulu laporannya, atau kembalikan menjadi draf.",
            ));
        }
        let sql = "select count(*) from laporan_terkunci where kantor = $1 and periode = $2";
        let row = tx.row(sql, vec![Value::from(held.kantor.as_str()), Value::from(periode.as_str())]).await?;
        let revisi = row.map(|mut row| row.whole()).transpose()?.unwrap_or(0);
        if revisi > 0 && report.reason.trim().is_empty() {
            return Err(StoreError::rejected(
                "SIM010",
                format!("laporan {periode}"),
                "Laporan periode ini sudah dikunci.",
                "Laporan yang sudah dikunci tidak ditimpa; perubahannya menjadi revisi dengan alasan.",
                "Tuliskan alasan revisi, atau batalkan.",
            ));
        }
        let locked = LockedReport {
            tahun: i64::from(report.tahun),
            periode,
            revisi,
            at: act.at.clone(),
            actor: act.actor.clone(),
            reason: report.reason.trim().to_string(),
            sha256: of_bytes(report.content),
            history_head: held.head.clone(),
            publik: report.publik.to_string(),
        };
        let columns = [
            "id",
            "kantor",
            "tahun",
            "periode",
            "revisi",
            "waktu",
            "oleh",
            "alasan",
            "sha256",
            "kepala_riwayat",
            "isi",
            "publik",
            "ringkasan",
        ];
        let values = vec![
            Value::from(Uuid::now_v7().to_string()),
            Value::from(held.kantor.as_str()),
            Value::from(locked.tahun),
            Value::from(locked.periode.as_str()),
            Value::from(revisi),
            Value::from(locked.at.as_str()),
            Value::from(locked.actor.as_str()),
            Value::from(locked.reason.as_str()),
            Value::from(locked.sha256.as_str()),
            Value::from(locked.history_head.as_str()),
            Value::Bytes(report.content.to_vec()),
            Value::from(report.publik),
            Value::from(report.ringkasan),
        ];
        tx.insert(TABLE, &columns, vec![values]).await?;
        let cells = |cells: &[(&str, &str)]| -> Cells {
            cells.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
        };
        let change = Change {
            table: TABLE,
            key: cells(&[("periode", &locked.periode), ("revisi", &revisi.to_string())]),
            before: None,
            after: Some(cells(&[("sha256", &locked.sha256), ("alasan", &locked.reason)])),
        };
        let step = record_step(&mut tx, &held, act, *report.periode, state, Keadaan::Dikunci).await?;
        raise_versi(&mut tx, &held, report.tahun, false).await?;
        history::append(&mut tx, &held, act, report.tahun, vec![change, step]).await?;
        tx.commit().await?;
        Ok(locked)
    }

    /// The locked reports of an office, by period and revision.
    pub async fn locked_reports(&self, kantor: &KodeWilayah) -> Result<Vec<LockedReport>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let sql =
            format!("select {COLUMNS} from laporan_terkunci l join kantor k on k.id = l.kantor where k.kode = $1");
        let rows = tx.rows(sqlx::AssertSqlSafe(sql), vec![Value::from(kantor.as_str())]).await?;
        tx.rollback().await?;
        let mut reports: Vec<LockedReport> =
            rows.into_iter().map(|mut row| read_report(&mut row)).collect::<Result<_, _>>()?;
        reports.sort_by(|left, right| (&left.periode, left.revisi).cmp(&(&right.periode, right.revisi)));
        Ok(reports)
    }

    /// A locked report with its content; `None` where there is none. Content that is not what was locked is a
    /// failure.
    pub async fn locked_report(
        &self,
        kantor: &KodeWilayah,
        periode: &Periode,
        revisi: i64,
    ) -> Result<Option<(LockedReport, Vec<u8>)>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let Some(id) = id_of(&mut tx, kantor.as_str()).await? else { return Ok(None) };
        let sql = format!(
            "select {COLUMNS}, l.isi from laporan_terkunci l where l.kantor = $1 and l.periode = $2 and l.revisi = $3"
        );
        let row = tx
            .row(sqlx::AssertSqlSafe(sql), vec![Value::from(id), Value::from(periode.write()), Value::from(revisi)])
            .await?;
        tx.rollback().await?;
        let Some(mut row) = row else { return Ok(None) };
        let report = read_report(&mut row)?;
        let content = row.bytes()?;
        if of_bytes(&content) != report.sha256 {
            return Err(StoreError::failure(format!("locked report {} {revisi} was changed", report.periode)));
        }
        Ok(Some((report, content)))
    }
}

pub(crate) fn read_report(row: &mut Row) -> Result<LockedReport, StoreError> {
    Ok(LockedReport {
        tahun: row.whole()?,
        periode: row.text()?,
        revisi: row.whole()?,
        at: row.text()?,
        actor: row.text()?,
        reason: row.text()?,
        sha256: row.text()?,
        history_head: row.text()?,
        publik: row.text()?,
    })
}
