//! A report of others, checked for another program while it waits: the same queue and the same check as on the page.

use app::PermintaanPeriksa;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::{Value, json};

use super::masalah::{Jawaban, Masalah};
use super::{JSON, with_kind};
use crate::antrean::latar;
use crate::galat::Galat;
use crate::halaman::periksa::acceptable;
use crate::konteks::Konteks;
use crate::unggahan::Unggahan;

/// `POST /api/v1/periksa`: files in, findings out. Nothing is kept.
pub(crate) async fn periksa(konteks: Konteks, sent: Result<Unggahan, Galat>) -> Jawaban {
    let sent = sent?;
    acceptable(&sent)?;
    let turn = konteks.keadaan.antrean.giliran().await?;
    let found = latar(move || app::periksa(sent.berkas, &PermintaanPeriksa::default(), &mut |_| ())).await??;
    drop(turn);
    let unread = found.tidak_terbaca.iter().map(|(nama, sebab)| json!({ "nama": nama, "sebab": sebab }));
    let unread: Vec<Value> = unread.collect();
    if unread.len() == found.berkas.len() {
        let said = "Berkasnya rusak, terkunci sandi, atau bukan DOCX, PDF, XLSX, ODS, MD, TXT, atau ZIP berisi itu.";
        let problem = Masalah::new(StatusCode::UNPROCESSABLE_ENTITY, "Tidak ada berkas yang dapat dibaca", said);
        return Err(problem.with("tidak_terbaca", unread.into()));
    }
    Ok(with_kind(found.json().into_response(), JSON))
}
