//! A whole register out: the workbook of the year, or the office folder with all years and files as a ZIP.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use app::{AppError, Format};
use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use tokio_util::io::ReaderStream;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil};
use crate::halaman::laporan::cetak::kirim;
use crate::konteks::Konteks;

/// `GET .../pengaturan/ekspor/{format}`: `xlsx` or `zip`.
pub(crate) async fn unduh(konteks: Konteks, Path((_, _, _, format)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    let keadaan = h.konteks.keadaan.clone();
    let (kode, tahun) = (h.tempat.kode.clone(), h.tempat.tahun());
    let _turn = h.konteks.keadaan.antrean.giliran().await?;
    let runtime = tokio::runtime::Handle::current();
    match format.as_str() {
        "xlsx" => {
            let name = format!("register-{kode}-{tahun}");
            let bytes = latar(move || runtime.block_on(app::ekspor_buku(&keadaan.store, &kode, tahun))).await??;
            Ok(kirim(bytes, &name, Format::Xlsx))
        }
        "zip" => {
            let name = format!("kantor-{kode}.zip");
            let made = latar(move || {
                let failed = |error: std::io::Error| AppError::failure("packing an office folder", error);
                let work = tempfile::tempdir().map_err(failed)?;
                let mut file = tempfile::tempfile().map_err(failed)?;
                let home = &keadaan.pengaturan.home;
                runtime.block_on(app::ekspor_zip(&keadaan.store, home, &kode, work.path(), &file))?;
                file.seek(SeekFrom::Start(0)).map_err(failed)?;
                Ok::<File, AppError>(file)
            });
            let stream = ReaderStream::new(tokio::fs::File::from_std(made.await??));
            let headers = [
                (header::CONTENT_TYPE, "application/zip".to_string()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            ];
            Ok((headers, Body::from_stream(stream)).into_response())
        }
        _ => Err(Galat::TidakAda),
    }
}
