//! Drafts of forms: what somebody types is kept until it is saved.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};

use crate::galat::Hasil;
use crate::isian::Kiriman;
use crate::konteks::Konteks;
use crate::tampilan;

/// Which form is asked for: the path of its page.
#[derive(Debug, Deserialize)]
pub(crate) struct Pertanyaan {
    formulir: String,
}

#[derive(Serialize)]
struct Isi {
    isi: String,
    waktu: String,
}

/// `GET /draf`: what the one who asks has typed there and not saved, or nothing.
pub(crate) async fn ambil(konteks: Konteks, Query(asked): Query<Pertanyaan>) -> Hasil {
    let (akun, now) = (konteks.akun()?, konteks.keadaan.waktu()?);
    let draft = app::ambil_draf(&konteks.keadaan.store, &akun.id, &asked.formulir, now).await?;
    Ok(match draft {
        Some(draft) => {
            let waktu = tampilan::waktu(&draft.waktu, konteks.wilayah().as_ref());
            Json(Isi { isi: draft.isi, waktu }).into_response()
        }
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// `POST /draf`: keeps what is typed; nothing typed removes the draft.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let (akun, now) = (konteks.akun()?, konteks.keadaan.waktu()?);
    let sent = Kiriman::read(&body);
    let (store, form) = (&konteks.keadaan.store, sent.get("formulir"));
    match sent.raw("isi") {
        "" => app::hapus_draf(store, &akun.id, form).await?,
        typed => app::simpan_draf(store, &akun.id, form, typed, now).await?,
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
