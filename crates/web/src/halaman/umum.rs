//! What belongs to no menu: the front door, the state of the server, how a typed text is read.

use app::baca_isian;
use askama::Template;
use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::register::table;
use domain::value::{KodeWilayah, Periode, Triwulan};
use serde::{Deserialize, Serialize};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::tampil;
use crate::izin::{self, Hak};
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};
use crate::tempat::Tempat;

#[derive(Template)]
#[template(path = "pilih.html")]
struct Pilih {
    r: Rangka,
    kantor: Vec<Tautan>,
}

/// `GET /`: to the office of the account, or the choice among several.
pub(crate) async fn depan(konteks: Konteks) -> Hasil {
    let Some(sesi) = &konteks.sesi else { return Ok(Redirect::to("/masuk").into_response()) };
    let akun = &sesi.akun;
    if akun.wajib_ganti_sandi {
        return Ok(Redirect::to("/akun/sandi").into_response());
    }
    let mut kantor = Vec::new();
    for office in konteks.keadaan.store.offices().await? {
        let Ok(kode) = <KodeWilayah as domain::schema::Field>::read(&office.kode) else { continue };
        let page = if izin::may(akun, Hak::Lihat, &kode) {
            ""
        } else if izin::may(akun, Hak::LihatDokumenDesa, &kode) {
            "dokumen-desa"
        } else {
            continue;
        };
        let years = konteks.keadaan.store.years(&kode).await?;
        let Some(tahun) = years.last().copied() else { continue };
        let tempat = newest_period(&konteks, kode, tahun).await?;
        kantor.push(Tautan::new(office.nama, tempat.alamat(page)));
    }
    if let [only] = kantor.as_slice() {
        return Ok(Redirect::to(&only.alamat).into_response());
    }
    halaman(&Pilih { r: konteks.rangka("Pilih kantor"), kantor })
}

/// The newest period of a year for which a report is kept, else the whole year.
async fn newest_period(konteks: &Konteks, kode: KodeWilayah, tahun: i32) -> Result<Tempat, Galat> {
    let data = konteks.keadaan.year(&kode, tahun).await?;
    let reports = data.iter().flat_map(|data| data.tahun.register.laporan.iter().map(|laporan| laporan.periode));
    let quarter = reports.filter(|periode| matches!(periode, Periode::Triwulan { .. })).max();
    let periode = quarter.unwrap_or(Periode::Triwulan { tahun, triwulan: Triwulan::IV });
    Ok(Tempat { kode, periode })
}

/// `GET /sehat`: that the server and its database answer.
pub(crate) async fn sehat(konteks: Konteks) -> Hasil {
    konteks.keadaan.store.offices().await?;
    Ok("baik".into_response())
}

/// What `/baca` is asked: a text in a column, named `tabel.kolom`.
#[derive(Debug, Deserialize)]
pub(crate) struct Pertanyaan {
    kolom: String,
    #[serde(default)]
    teks: String,
}

#[derive(Serialize)]
struct Bacaan {
    #[serde(skip_serializing_if = "Option::is_none")]
    teks: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    galat: Option<String>,
}

/// `GET /baca`: how a typed number or date is read, before it is saved.
pub(crate) async fn baca(Query(asked): Query<Pertanyaan>) -> Response {
    let column = asked
        .kolom
        .split_once('.')
        .and_then(|(name, column)| table(name)?.columns.iter().find(|known| known.name == column));
    let Some(column) = column else { return Galat::TidakAda.into_response() };
    let read = baca_isian(column, asked.teks.trim()).map(|text| tampil(column, &text));
    Json(Bacaan { teks: read.as_ref().ok().cloned(), galat: read.err() }).into_response()
}

/// Whatever no route answers.
pub(crate) async fn tidak_ada() -> Response {
    Galat::TidakAda.into_response()
}
