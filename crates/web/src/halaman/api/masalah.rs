//! What stops a request of another program: problem details (RFC 9457) in Bahasa Indonesia.

use app::Problem;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::{PROBLEM, with_kind};
use crate::galat::Galat;

/// What a handler of the API gives.
pub(crate) type Jawaban = Result<Response, Masalah>;

/// Why a request was not done.
#[derive(Debug)]
pub(crate) struct Masalah {
    status: StatusCode,
    judul: String,
    rinci: String,
    /// Members beside those of RFC 9457.
    lain: Map<String, Value>,
}

impl Masalah {
    /// A problem with further members.
    pub fn new(status: StatusCode, judul: &str, rinci: &str) -> Self {
        Self { status, judul: judul.to_string(), rinci: rinci.to_string(), lain: Map::new() }
    }

    /// With a further member.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.lain.insert(name.to_string(), value);
        self
    }

    /// What the guard of a route said with a status alone.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::new(
                status,
                "Token diperlukan",
                "Kirim token kantor pada kepala Authorization: Bearer, atau masuk lebih dahulu. Token dibuat admin pada halaman Token program lain.",
            ),
            StatusCode::NOT_FOUND => Galat::TidakAda.into(),
            StatusCode::UNPROCESSABLE_ENTITY | StatusCode::INTERNAL_SERVER_ERROR => Galat::Gagal.into(),
            _ => Self::new(
                StatusCode::FORBIDDEN,
                "Tidak boleh",
                "Token atau akun ini tidak mencakup kantor, tabel, atau perubahan ini.",
            ),
        }
    }
}

/// A problem of the register as members.
pub(super) fn member(problem: &Problem) -> Value {
    json!({
        "kode": problem.code,
        "tempat": problem.place.to_string(),
        "apa": problem.what,
        "sebab": problem.why,
        "tindakan": problem.action,
    })
}

impl From<Galat> for Masalah {
    fn from(galat: Galat) -> Self {
        let (status, judul, sebab, tindakan) = galat.words();
        let problem = Self::new(status, judul, &format!("{sebab} {tindakan}"));
        match galat {
            Galat::Ditolak(rejection) => {
                problem.with("masalah", rejection.problems.iter().map(member).collect::<Vec<_>>().into())
            }
            _ => problem,
        }
    }
}

impl From<store::StoreError> for Masalah {
    fn from(error: store::StoreError) -> Self {
        Galat::from(error).into()
    }
}

impl From<app::AppError> for Masalah {
    fn from(error: app::AppError) -> Self {
        Galat::from(error).into()
    }
}

impl IntoResponse for Masalah {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "title": self.judul,
            "status": self.status.as_u16(),
            "detail": self.rinci,
        });
        if let Some(members) = body.as_object_mut() {
            members.extend(self.lain);
        }
        with_kind((self.status, Json(body)).into_response(), PROBLEM)
    }
}
