//! The history of an office: what was done, by whom, and whether the chain is whole.

use domain::value::KodeWilayah;
use store::{Detail, Entry, Store, Verification};

use crate::{AppError, Pelaku};

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

/// Erases what one detail of the history says, for good; that it was erased, by whom and why, stays in the history.
pub async fn hapus_rincian(
    store: &Store,
    kode: &KodeWilayah,
    nomor: i64,
    urut: i64,
    alasan: &str,
    pelaku: &Pelaku,
) -> Result<(), AppError> {
    Ok(store.erase_detail(&pelaku.act("hapus rincian", alasan, None), kode, nomor, urut).await?)
}
