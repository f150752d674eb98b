//! Drafts of forms: what somebody has typed and not saved outlives a closed page and a stopped server.

use domain::problem::Rejection;
use serde::de::IgnoredAny;
use store::{Store, StoredDraft};

use crate::{AppError, Waktu};

pub use store::StoredDraft as Draf;

/// Bytes of a draft.
const LARGEST: usize = 256 * 1024;
/// Drafts of an account.
const MOST: i64 = 200;
/// Seconds after which a draft is removed: 30 days.
const KEPT: i64 = 30 * 24 * 60 * 60;

/// Keeps what an account has typed into a form, as JSON; what it had typed there before is replaced. Drafts that are
/// too old are removed first.
pub async fn simpan_draf(store: &Store, akun: &str, formulir: &str, isi: &str, waktu: Waktu) -> Result<(), AppError> {
    let refused = |what: &str, why: &str, action: &str| -> AppError {
        Rejection::single("DRF001", "draf", what, why, action).into()
    };
    if isi.len() > LARGEST || formulir.is_empty() || formulir.len() > 500 {
        return Err(refused(
            "Draf ini terlalu besar untuk disimpan sementara.",
            "Draf paling besar 256 kB.",
            "Simpan isiannya sekarang, atau bagi menjadi beberapa bagian.",
        ));
    }
    if serde_json::from_str::<IgnoredAny>(isi).is_err() {
        return Err(refused("Draf ini rusak.", "Isinya bukan JSON.", "Muat ulang halamannya, lalu ketik ulang."));
    }
    buang_draf_lama(store, waktu).await?;
    let draft = StoredDraft { formulir: formulir.to_string(), isi: isi.to_string(), waktu: waktu.to_string() };
    if !store.save_draft(akun, &draft, MOST).await? {
        return Err(refused(
            "Draf Anda sudah terlalu banyak.",
            "Paling banyak 200 draf disimpan untuk satu akun.",
            "Simpan atau buang draf yang lama lebih dahulu.",
        ));
    }
    Ok(())
}

/// What an account has typed into a form and not saved; nothing where it is older than 30 days.
pub async fn ambil_draf(store: &Store, akun: &str, formulir: &str, waktu: Waktu) -> Result<Option<Draf>, AppError> {
    let draft = store.draft(akun, formulir).await?;
    Ok(draft.filter(|draft| draft.waktu >= waktu.plus(-KEPT).to_string()))
}

/// Removes the draft of a form, since it was saved or given up.
pub async fn hapus_draf(store: &Store, akun: &str, formulir: &str) -> Result<(), AppError> {
    Ok(store.remove_draft(akun, formulir).await?)
}

/// Removes the drafts of all accounts that are older than 30 days; how many there were.
pub async fn buang_draf_lama(store: &Store, waktu: Waktu) -> Result<u64, AppError> {
    Ok(store.remove_drafts_before(&waktu.plus(-KEPT).to_string()).await?)
}
