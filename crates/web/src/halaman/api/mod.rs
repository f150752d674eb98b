//! The same register for other programs: JSON under `/api/v1`, with the rights of a token or of whoever is signed in.
//! Cells are texts as they are stored; figures that are computed come as they are printed, and as plain numbers.

mod hasil;
pub(crate) mod masalah;
mod periksa;
mod skema;
mod tabel;

use app::Waktu;
use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode};
use serde_json::{Value, json};

use crate::halaman::laporan::cetak::{self, Pesanan};
use crate::izin::Hak;
use crate::konteks::Konteks;
use crate::tempat;
use masalah::Jawaban;

pub(crate) use hasil::indikator;
pub(crate) use periksa::periksa;
pub use skema::openapi;
pub(crate) use tabel::{ambil, hapus, ubah};

/// `GET /api/v1/openapi.json`.
pub(crate) async fn dokumen() -> Jawaban {
    Ok(Json(openapi()).into_response())
}

/// `GET /api/v1/kantor`: the offices that may be seen.
pub(crate) async fn kantor(konteks: Konteks) -> Jawaban {
    let store = &konteks.keadaan.store;
    let mut offices: Vec<Value> = Vec::new();
    for office in store.offices().await? {
        let Ok(kode) = KodeWilayah::read(&office.kode) else { continue };
        let tahun = store.years(&kode).await?;
        if konteks.may_at(Hak::Lihat, &kode) && !tahun.is_empty() {
            offices.push(json!({ "kode": office.kode, "nama": office.nama, "tahun": tahun }));
        }
    }
    Ok(Json(json!({ "kantor": offices })).into_response())
}

/// `GET /api/v1/kantor/{kode}/{tahun}`: the year, its version, and the state of each report.
pub(crate) async fn tahun(konteks: Konteks) -> Jawaban {
    let h = konteks.kantor().await?;
    let state = |periode: Periode| {
        let keadaan = h.data.keadaan.get(&periode).copied().unwrap_or(app::Keadaan::Draf);
        json!({ "periode": tempat::slug(periode), "nama": periode.to_string(), "keadaan": keadaan.to_string() })
    };
    let periods: Vec<Value> = tempat::periods(h.tempat.tahun()).into_iter().map(state).collect();
    let nama = h.data.tahun.register.instansi.first().map(|instansi| instansi.nama.to_string());
    Ok(Json(json!({
        "kode": h.tempat.kode.write(),
        "nama": nama,
        "tahun": h.tempat.tahun(),
        "versi": h.data.versi,
        "periode": periods,
    }))
    .into_response())
}

/// `GET /api/v1/kantor/{kode}/{tahun}/{periode}/laporan`: the report's state, and what it still needs.
pub(crate) async fn laporan(konteks: Konteks) -> Jawaban {
    let h = konteks.kantor().await?;
    let lacks = h.data.kekurangan(h.tempat.periode);
    let item = |lack: &app::Kekurangan| json!({ "bagian": lack.bagian, "judul": lack.judul, "apa": lack.apa, "tindakan": lack.tindakan, "wajib": lack.wajib });
    Ok(Json(json!({
        "periode": tempat::slug(h.tempat.periode),
        "keadaan": h.keadaan().to_string(),
        "kekurangan": lacks.iter().map(item).collect::<Vec<_>>(),
    }))
    .into_response())
}

/// `GET /api/v1/kantor/{kode}/{tahun}/{periode}/laporan/{format}`: the printed report, as it was locked where it is
/// locked; it waits in the same queue as every print.
pub(crate) async fn unduh(
    konteks: Konteks,
    Path((_, _, _, format)): Path<(String, String, String, String)>,
) -> Jawaban {
    let h = konteks.kantor().await?;
    let pesanan = Pesanan::of(format);
    let format = pesanan.format()?;
    let document = cetak::document(&h, pesanan.request(h.tempat.periode)).await?;
    let bytes = h.konteks.keadaan.antrean.cetak(&document, format).await?;
    let name = format!("lkj-{}-{}-{}", h.tempat.kode, h.tempat.tahun(), tempat::slug(h.tempat.periode));
    Ok(cetak::kirim(bytes, &name, format))
}

/// The moment of an answer that is computed now, for programs that keep it.
fn dihitung(keadaan: &crate::keadaan::Keadaan) -> Result<String, crate::galat::Galat> {
    let now: Waktu = keadaan.waktu()?;
    Ok(now.to_string())
}

/// What programs are told to send and get.
const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";

/// An answer with its kind.
fn with_kind(mut response: axum::response::Response, kind: &'static str) -> axum::response::Response {
    response.headers_mut().insert(header::CONTENT_TYPE, axum::http::HeaderValue::from_static(kind));
    response
}
