//! What the public sees of locked reports: their key figures as they were locked, and the digests of issued files.

use domain::value::KodeWilayah;

use crate::Store;
use crate::database::Value;
use crate::error::StoreError;
use crate::lock::{COLUMNS, LockedReport, read_report};

/// A file that was issued of a locked report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedFile {
    /// Ending of its name.
    pub format: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// When it was first issued.
    pub at: String,
}

/// A locked report as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicReport {
    /// Code of the office.
    pub kantor: String,
    /// The report.
    pub report: LockedReport,
    /// Its key figures, as the caller gave them.
    pub ringkasan: String,
}

impl Store {
    /// The public reports of an office, by period and revision.
    pub async fn public_reports(&self, kantor: &KodeWilayah) -> Result<Vec<PublicReport>, StoreError> {
        self.published("k.kode = $1 and l.publik <> ''", kantor.as_str()).await
    }

    /// The public report with an id.
    pub async fn public_report(&self, publik: &str) -> Result<Option<PublicReport>, StoreError> {
        if publik.is_empty() {
            return Ok(None);
        }
        Ok(self.published("l.publik = $1", publik).await?.pop())
    }

    async fn published(&self, condition: &str, value: &str) -> Result<Vec<PublicReport>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let sql = format!(
            "select {COLUMNS}, k.kode, l.ringkasan from laporan_terkunci l join kantor k on k.id = l.kantor
             where {condition}"
        );
        let rows = tx.rows(sqlx::AssertSqlSafe(sql), vec![Value::from(value)]).await?;
        tx.rollback().await?;
        let read = |mut row| {
            let report = read_report(&mut row)?;
            Ok(PublicReport { report, kantor: row.text()?, ringkasan: row.text()? })
        };
        let mut reports: Vec<PublicReport> = rows.into_iter().map(read).collect::<Result<_, StoreError>>()?;
        reports.sort_by(|left, right| {
            (&left.report.periode, left.report.revisi).cmp(&(&right.report.periode, right.report.revisi))
        });
        Ok(reports)
    }

    /// The codes of the offices that have public reports.
    pub async fn public_offices(&self) -> Result<Vec<String>, StoreError> {
        let sql =
            "select distinct k.kode from laporan_terkunci l join kantor k on k.id = l.kantor where l.publik <> ''";
        let rows = self.database.rows(sql, Vec::new()).await?;
        let mut codes: Vec<String> = rows.into_iter().map(|mut row| row.text()).collect::<Result<_, _>>()?;
        codes.sort();
        Ok(codes)
    }

    /// Keeps the digest of an issued file; one that is known keeps its time.
    pub async fn issue(&self, publik: &str, file: &IssuedFile) -> Result<(), StoreError> {
        let sql = "insert into berkas_terbit (publik, format, sha256, waktu) values ($1, $2, $3, $4)
                   on conflict (publik, format, sha256) do nothing";
        let texts = [publik, &file.format, &file.sha256, &file.at];
        self.database.execute(sql, texts.into_iter().map(Value::from).collect()).await?;
        Ok(())
    }

    /// The issued files of a public report, by format and time.
    pub async fn issued(&self, publik: &str) -> Result<Vec<IssuedFile>, StoreError> {
        let sql = "select format, sha256, waktu from berkas_terbit where publik = $1";
        let rows = self.database.rows(sql, vec![Value::from(publik)]).await?;
        let read = |mut row: crate::database::Row| {
            Ok(IssuedFile { format: row.text()?, sha256: row.text()?, at: row.text()? })
        };
        let mut files: Vec<IssuedFile> = rows.into_iter().map(read).collect::<Result<_, StoreError>>()?;
        files.sort_by(|left, right| (&left.format, &left.at).cmp(&(&right.format, &right.at)));
        Ok(files)
    }
}
