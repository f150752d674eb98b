//! The bytes of evidence: one file, or all of a period as one archive.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use app::{AppError, AsalSel};
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use domain::register::Bukti;
use domain::schema::Field;
use domain::value::Teks;
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio_util::io::ReaderStream;

use super::find;
use crate::galat::{Galat, Hasil};
use crate::konteks::{HalamanKantor, Konteks};
use crate::tempat::slug;

/// A file that somebody handed in runs nothing, loads nothing and sends nothing.
const SANDBOX: &str =
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// Archives are made one at a time.
static ARSIP: Semaphore = Semaphore::const_new(1);

/// Which file of the history; empty is the newest.
#[derive(Debug, Deserialize)]
pub(crate) struct Pertanyaan {
    #[serde(default)]
    sidik: String,
}

/// The acts that gave a piece its files, the newest first.
pub(super) async fn earlier(h: &HalamanKantor, bukti: &Bukti) -> Result<Vec<AsalSel>, Galat> {
    let (store, key) = (&h.konteks.keadaan.store, [bukti.kode.write()]);
    let mut acts = app::asal(store, &h.tempat.kode, h.tempat.tahun(), "bukti", &key, "sha256").await?;
    acts.retain(|act| act.sesudah.as_ref().is_some_and(|sidik| !sidik.is_empty()));
    Ok(acts)
}

/// `GET .../bukti/{id}/berkas`.
pub(crate) async fn kirim(
    konteks: Konteks,
    Path((_, _, _, id)): Path<(String, String, String, String)>,
    Query(asked): Query<Pertanyaan>,
) -> Hasil {
    let h = konteks.kantor().await?;
    let mut bukti = find(&h, &id)?.clone();
    if !asked.sidik.is_empty() {
        // Only files that this piece has had: a digest alone opens nothing.
        let known = earlier(&h, &bukti).await?.into_iter().any(|act| act.sesudah.as_ref() == Some(&asked.sidik));
        bukti.sha256 = Some(Teks::read(&asked.sidik).ok().filter(|_| known).ok_or(Galat::TidakAda)?);
    }
    let (home, kode) = (h.konteks.keadaan.pengaturan.home.clone(), h.tempat.kode.clone());
    let name = bukti.berkas.as_ref().map(ToString::to_string).unwrap_or_default();
    let read = tokio::task::spawn_blocking(move || app::ambil_bukti(&home, &kode, &bukti)).await;
    let (jenis, bytes) = read.map_err(|error| AppError::failure("reading evidence", error))??;
    let (mime, ending) = jenis.map_or(("application/octet-stream", "bin"), |jenis| (jenis.mime(), jenis.ending()));
    let inline = jenis.is_some_and(|jenis| jenis.is_picture() || jenis == app::JenisBerkas::Pdf);
    let shown = if inline { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, mime.to_string()),
        (header::CONTENT_DISPOSITION, format!("{shown}; filename=\"{}.{ending}\"", plain(&name, &id))),
        (header::CONTENT_SECURITY_POLICY, SANDBOX.to_string()),
    ];
    Ok((headers, bytes).into_response())
}

/// The stem of a file name that no system and no header takes amiss.
fn plain(name: &str, otherwise: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem: String = stem.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(100).collect();
    if stem.is_empty() { format!("bukti-{otherwise}") } else { stem }
}

/// `GET .../bukti/zip`: all evidence of the period with an index.
pub(crate) async fn zip(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let _turn = ARSIP.acquire().await.map_err(|error| AppError::failure("waiting for an archive", error))?;
    let (keadaan, kode, periode) = (h.konteks.keadaan.clone(), h.tempat.kode.clone(), h.tempat.periode);
    let runtime = tokio::runtime::Handle::current();
    let made = tokio::task::spawn_blocking(move || {
        let failed = |error: std::io::Error| AppError::failure("writing an archive of evidence", error);
        let mut file = tempfile::tempfile().map_err(failed)?;
        runtime.block_on(app::zip_bukti(&keadaan.store, &keadaan.pengaturan.home, &kode, periode, &file))?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        Ok::<File, AppError>(file)
    });
    let file = made.await.map_err(|error| AppError::failure("writing an archive of evidence", error))??;
    let name = format!("bukti-{}-{}-{}.zip", h.tempat.kode, h.tempat.tahun(), slug(periode));
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    let stream = ReaderStream::new(tokio::fs::File::from_std(file));
    Ok((headers, Body::from_stream(stream)).into_response())
}
