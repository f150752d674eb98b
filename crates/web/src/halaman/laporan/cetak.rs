//! Files of the report.

use app::{Format, Kantor, Paper, Permintaan};
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use document::Document;
use domain::value::Periode;
use serde::Deserialize;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil};
use crate::konteks::{HalamanKantor, Konteks};
use crate::tempat;

/// What is asked of a print.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Pesanan {
    #[serde(default)]
    pub format: String,
    #[serde(default)]
    kertas: String,
    #[serde(default)]
    jenis: String,
}

impl Pesanan {
    /// A print of a format, with all else as usual.
    pub fn of(format: String) -> Self {
        Self { format, ..Self::default() }
    }

    /// The format; refused where it is none.
    pub fn format(&self) -> Result<Format, Galat> {
        Format::ALL.into_iter().find(|format| format.ending() == self.format).ok_or(Galat::TidakAda)
    }

    /// As the print knows it.
    pub fn request(&self, periode: Periode) -> Permintaan {
        Permintaan {
            periode,
            formats: Vec::new(),
            paper: paper(&self.kertas),
            is_final: self.jenis == "final",
            per_tanggal: None,
        }
    }
}

/// Paper by its word; F4 where none is named.
pub(super) fn paper(word: &str) -> Paper {
    if word == "a4" { Paper::A4 } else { Paper::F4 }
}

/// The blocks of the period's report: as it was locked, where it is locked and not asked for otherwise.
pub(crate) async fn document(h: &HalamanKantor, request: Permintaan) -> Result<Document, Galat> {
    let keadaan = &h.konteks.keadaan;
    if h.terkunci()
        && let Some((_, locked)) = app::laporan_terkunci(&keadaan.store, &h.tempat.kode, h.tempat.periode).await?
    {
        return Ok(locked);
    }
    let kantor = kantor(h).await?;
    Ok(latar(move || app::dokumen_laporan(&kantor, &request)).await??.0)
}

/// The office with all its years, as prints need it.
pub(crate) async fn kantor(h: &HalamanKantor) -> Result<Kantor, Galat> {
    let keadaan = &h.konteks.keadaan;
    let files = keadaan.pengaturan.home.office(&h.tempat.kode);
    Ok(Kantor::from_store(&keadaan.store, &h.tempat.kode, files).await?)
}

/// `GET .../laporan/cetak?format=&kertas=&jenis=`.
pub(crate) async fn laporan(konteks: Konteks, Query(pesanan): Query<Pesanan>) -> Hasil {
    let h = konteks.kantor().await?;
    let format = pesanan.format()?;
    let document = document(&h, pesanan.request(h.tempat.periode)).await?;
    let bytes = h.konteks.keadaan.antrean.cetak(&document, format).await?;
    let name = format!("lkj-{}-{}-{}", h.tempat.kode, h.tempat.tahun(), tempat::slug(h.tempat.periode));
    Ok(kirim(bytes, &name, format))
}

/// A printed file as an answer that a browser saves.
pub(crate) fn kirim(bytes: Vec<u8>, name: &str, format: Format) -> Response {
    let kind = match format {
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Pdf => "application/pdf",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Html => "text/html; charset=utf-8",
        Format::Teks => "text/plain; charset=utf-8",
    };
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
    ([(header::CONTENT_TYPE, kind.to_string()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
