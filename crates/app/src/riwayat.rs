//! The history of an office: what was done, by whom, and whether the chain is whole.

use domain::value::KodeWilayah;
use store::{Detail, Entry, Store, Verification};

use crate::AppError;

/// The newest entries, newest first.
pub async fn riwayat(store: &Store, kode: &KodeWilayah, limit: u32) -> Result<Vec<Entry>, AppError> {
    Ok(store.history(kode, None, i64::from(limit)).await?)
}

/// What one act did to each row.
pub async fn rincian_riwayat(store: &Store, kode: &KodeWilayah, nomor: i64) -> Result<Vec<Detail>, AppError> {
    Ok(store.details(kode, nomor).await?)
}

/// Recomputes the chain of digests.
pub async fn verifikasi_riwayat(store: &Store, kode: &KodeWilayah) -> Result<Verification, AppError> {
    Ok(store.verify(kode).await?)
}
