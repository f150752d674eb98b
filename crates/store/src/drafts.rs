//! Forms that people have begun and not saved.

use crate::Store;
use crate::database::Value;
use crate::error::StoreError;

/// A form that somebody has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// Which form, as its page names it.
    pub formulir: String,
    /// What was typed.
    pub isi: String,
    /// When, as the caller said; times of one length order as texts.
    pub waktu: String,
}

impl Store {
    /// Keeps a draft; one of the same account and form is replaced. False, and nothing is kept, where the account
    /// has `most` others.
    pub async fn save_draft(&self, akun: &str, draft: &StoredDraft, most: i64) -> Result<bool, StoreError> {
        let mut tx = self.database.begin_write().await?;
        let sql = "select count(*) from draf where akun = $1 and formulir <> $2";
        let row = tx.row(sql, vec![Value::from(akun), Value::from(draft.formulir.as_str())]).await?;
        if row.map(|mut row| row.whole()).transpose()?.unwrap_or(0) >= most {
            return Ok(false);
        }
        let sql = "insert into draf (akun, formulir, isi, waktu) values ($1, $2, $3, $4)
                   on conflict (akun, formulir) do update set isi = $3, waktu = $4";
        let texts = [akun, &draft.formulir, &draft.isi, &draft.waktu];
        tx.execute(sql, texts.into_iter().map(Value::from).collect()).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The draft of a form, if there is one.
    pub async fn draft(&self, akun: &str, formulir: &str) -> Result<Option<StoredDraft>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let sql = "select formulir, isi, waktu from draf where akun = $1 and formulir = $2";
        let row = tx.row(sql, vec![Value::from(akun), Value::from(formulir)]).await?;
        tx.rollback().await?;
        row.map(|mut row| Ok(StoredDraft { formulir: row.text()?, isi: row.text()?, waktu: row.text()? })).transpose()
    }

    /// Removes the draft of a form.
    pub async fn remove_draft(&self, akun: &str, formulir: &str) -> Result<(), StoreError> {
        let mut tx = self.database.begin_write().await?;
        let values = vec![Value::from(akun), Value::from(formulir)];
        tx.execute("delete from draf where akun = $1 and formulir = $2", values).await?;
        tx.commit().await
    }

    /// Removes all drafts from before a time; how many there were.
    pub async fn remove_drafts_before(&self, waktu: &str) -> Result<u64, StoreError> {
        let mut tx = self.database.begin_write().await?;
        let removed = tx.execute("delete from draf where waktu < $1", vec![Value::from(waktu)]).await?;
        tx.commit().await?;
        Ok(removed)
    }
}
