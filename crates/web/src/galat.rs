//! What stops a request, as a page that says what, why and what to do.

use std::sync::Arc;

use app::AppError;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use domain::problem::{Problem, Rejection};

use crate::rangka::Rangka;

/// What a handler gives.
pub type Hasil = Result<Response, Galat>;

/// Goes with the answer of a request that was stopped, so that the guard of its route can show the page in the frame of
/// whoever is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Terhenti(pub Arc<Galat>);

/// Why a request was not done.
#[derive(Debug)]
pub enum Galat {
    /// The address names nothing.
    TidakAda,
    /// The person may not do this.
    Dilarang,
    /// The request did not come from a page of ours, or the session changed meanwhile.
    BukanDariSini,
    /// Too much long work is waiting already.
    Sibuk,
    /// The user can mend it.
    Ditolak(Rejection),
    /// Nobody who uses the program can mend it; the log has the cause.
    Gagal,
}

impl From<AppError> for Galat {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Rejected(rejection) => Self::Ditolak(rejection),
            AppError::Failure { doing, cause } => {
                tracing::error!(doing, cause, "request failed");
                Self::Gagal
            }
        }
    }
}

impl From<store::StoreError> for Galat {
    fn from(error: store::StoreError) -> Self {
        AppError::from(error).into()
    }
}

impl From<askama::Error> for Galat {
    fn from(error: askama::Error) -> Self {
        AppError::failure("rendering a page", error).into()
    }
}

#[derive(Template)]
#[template(path = "galat.html")]
struct Halaman {
    r: Rangka,
    sebab: &'static str,
    tindakan: &'static str,
    masalah: Vec<Problem>,
}

impl Galat {
    /// The page in a frame, which gets its title.
    pub(crate) fn halaman(&self, mut r: Rangka) -> Response {
        let (status, judul, sebab, tindakan) = self.words();
        r.judul = judul.to_string();
        let masalah = match self {
            Self::Ditolak(rejection) => rejection.problems.clone(),
            _ => Vec::new(),
        };
        match (Halaman { r, sebab, tindakan, masalah }).render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => status.into_response(),
        }
    }

    /// Status, title, why, and what to do.
    pub(crate) fn words(&self) -> (StatusCode, &'static str, &'static str, &'static str) {
        match self {
            Self::TidakAda => (
                StatusCode::NOT_FOUND,
                "Halaman tidak ditemukan",
                "Alamat ini tidak menunjuk ke halaman, kantor, atau tahun yang ada.",
                "Periksa alamatnya, atau mulai lagi dari beranda.",
            ),
            Self::Dilarang => (
                StatusCode::FORBIDDEN,
                "Halaman ini bukan untuk akun Anda",
                "Peran akun Anda tidak mencakup halaman atau kantor ini.",
                "Bila Anda memerlukannya, mintalah kepada admin kecamatan atau admin kabupaten.",
            ),
            Self::BukanDariSini => (
                StatusCode::FORBIDDEN,
                "Isian tidak diterima",
                "Isian ini tidak datang dari halaman Kinerja yang sedang Anda buka, atau Anda sudah keluar sesudah membukanya.",
                "Muat ulang halaman sebelumnya lalu kirim lagi; isian yang tersimpan sebagai draf masih ada.",
            ),
            Self::Ditolak(_) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Belum dapat dikerjakan",
                "Ada yang perlu diperbaiki lebih dahulu:",
                "Kembali ke halaman sebelumnya dengan tombol kembali; isian Anda masih ada di sana.",
            ),
            Self::Sibuk => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Antrean sedang penuh",
                "Beberapa cetakan atau pemeriksaan lain sedang dikerjakan.",
                "Tunggu kira-kira satu menit, lalu ulangi.",
            ),
            Self::Gagal => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Ada gangguan pada program",
                "Permintaan ini belum dikerjakan dan tidak ada data yang berubah.",
                "Coba lagi sebentar lagi. Bila tetap terjadi, beri tahu admin; penyebabnya tercatat pada log program.",
            ),
        }
    }
}

impl IntoResponse for Galat {
    fn into_response(self) -> Response {
        let mut response = self.halaman(Rangka::bare(""));
        response.extensions_mut().insert(Terhenti(Arc::new(self)));
        response
    }
}

/// A page.
pub fn halaman(page: &impl Template) -> Hasil {
    Ok(Html(page.render()?).into_response())
}
