//! What belongs to no menu: the front door, the state of the server, how a typed text is read.

use app::akun::Akun;
use app::baca_isian;
use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use domain::reference::wilayah as nama_wilayah;
use domain::register::table;
use domain::value::{KodeWilayah, Periode};
use serde::{Deserialize, Serialize};

use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::api::masalah::Masalah;
use crate::halaman::mulai::may_begin;
use crate::isian::tampil;
use crate::izin::{self, Hak};
use crate::jaga::{API, orang};
use crate::keadaan::Keadaan;
use crate::konteks::{Diperiksa, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tempat::Tempat;

#[derive(Template)]
#[template(path = "pilih.html")]
struct Pilih {
    r: Rangka,
    kantor: Vec<Tautan>,
    baru: bool,
    /// Regions of the account whose office was not begun yet.
    belum: Vec<String>,
}

/// `GET /`: to the office of the account, or the choice among several; whoever is of the kabupaten alone sees all of
/// them beside each other.
pub(crate) async fn depan(konteks: Konteks) -> Hasil {
    let Some(sesi) = &konteks.sesi else { return Ok(Redirect::to("/masuk").into_response()) };
    let akun = &sesi.akun;
    if akun.wajib_ganti_sandi {
        return Ok(Redirect::to("/akun/sandi").into_response());
    }
    let kantor = offices(&konteks, akun).await?;
    if let [(_, only, page)] = kantor.as_slice() {
        return Ok(Redirect::to(&newest_period(&konteks, only).await?.alamat(page)).into_response());
    }
    let baru = may_begin(akun);
    if kantor.is_empty() && baru {
        return Ok(Redirect::to("/mulai").into_response());
    }
    let mut above: Vec<(KodeWilayah, &Tempat)> = Vec::new();
    for (_, tempat, _) in kantor.iter().filter(|(_, tempat, _)| izin::may(akun, Hak::LihatKabupaten, &tempat.kode)) {
        let Some(kode) = tempat.kode.parent() else { continue };
        if above.iter().all(|(known, _)| *known != kode) {
            above.push((kode, tempat));
        }
    }
    let mut kabupaten = Vec::new();
    for (kode, tempat) in above {
        let periode = newest_period(&konteks, tempat).await?.periode;
        kabupaten.push(Tautan::new(format!("Semua kantor {kode}"), super::kabupaten::alamat(&kode, periode)));
    }
    if let ([only], true) = (kabupaten.as_slice(), akun.penugasan.iter().all(|duty| duty.peran.is_kabupaten())) {
        return Ok(Redirect::to(&only.alamat).into_response());
    }
    let offices = kantor.into_iter().map(|(nama, tempat, page)| Tautan::new(nama, tempat.alamat(page)));
    let kantor: Vec<Tautan> = kabupaten.into_iter().chain(offices).collect();
    let named = |wilayah: &str| {
        let name = <KodeWilayah as domain::schema::Field>::read(wilayah).ok().and_then(|kode| nama_wilayah(&kode));
        // Names of kecamatan stand in the list without that word.
        let word = if wilayah.matches('.').count() == 2 { "Kecamatan " } else { "" };
        name.map_or_else(|| wilayah.to_string(), |name| format!("{word}{name} ({wilayah})"))
    };
    let belum = akun.penugasan.iter().map(|duty| named(&duty.wilayah)).collect();
    let judul = if kantor.is_empty() { "Belum ada kantor" } else { "Pilih kantor" };
    halaman(&Pilih { r: konteks.rangka(judul), kantor, baru, belum })
}

/// The offices of an account, each with its newest year and the page on which the account begins there.
async fn offices(konteks: &Konteks, akun: &Akun) -> Result<Vec<(String, Tempat, &'static str)>, Galat> {
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
        let Some(tahun) = konteks.keadaan.store.years(&kode).await?.pop() else { continue };
        kantor.push((office.nama, Tempat { kode, periode: Periode::Tahunan { tahun } }, page));
    }
    Ok(kantor)
}

/// The frame for whoever is signed in, wherever a request was stopped: that of the office of the address where it is one
/// of theirs, else of their only office; who has several chooses again.
pub(crate) async fn rangka_orang(checked: Diperiksa, jalan: String) -> Rangka {
    let konteks = checked.konteks(jalan, None);
    let bare = konteks.rangka("");
    match office_frame(konteks).await {
        Ok(Some(rangka)) => rangka,
        _ => bare,
    }
}

async fn office_frame(konteks: Konteks) -> Result<Option<Rangka>, Galat> {
    let akun = konteks.akun()?;
    if akun.wajib_ganti_sandi {
        return Ok(None);
    }
    let known = offices(&konteks, akun).await?;
    let mut asked = konteks.tempat().ok().filter(|tempat| known.iter().any(|(_, known, _)| known.kode == tempat.kode));
    if let Some(tempat) = asked
        && konteks.keadaan.year(&tempat.kode, tempat.tahun()).await?.is_none()
    {
        asked = None;
    }
    let tempat = match (asked, known.as_slice()) {
        (Some(asked), _) => asked.clone(),
        (None, [(_, only, _)]) => newest_period(&konteks, only).await?,
        (None, several) => {
            let mut rangka = konteks.rangka("");
            if !several.is_empty() {
                rangka.menu = vec![Tautan::new("Pilih kantor", "/")];
            }
            return Ok(Some(rangka));
        }
    };
    let mut rangka = konteks.at(tempat).kantor().await?.rangka("", "");
    for entry in &mut rangka.menu {
        entry.kini = false;
    }
    Ok(Some(rangka))
}

/// The newest quarter of the year for which a report is kept, else the whole year.
async fn newest_period(konteks: &Konteks, tempat: &Tempat) -> Result<Tempat, Galat> {
    let data = konteks.keadaan.year(&tempat.kode, tempat.tahun()).await?;
    let reports = data.iter().flat_map(|data| data.tahun.register.laporan.iter().map(|laporan| laporan.periode));
    let quarter = reports.filter(|periode| matches!(periode, Periode::Triwulan { .. })).max();
    Ok(tempat.at(quarter.unwrap_or(tempat.periode)))
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
pub(crate) async fn tidak_ada(State(keadaan): State<Keadaan>, uri: Uri, headers: HeaderMap) -> Response {
    if uri.path().starts_with(API) {
        return Masalah::from(Galat::TidakAda).into_response();
    }
    match orang(&keadaan, &headers).await {
        Ok((Some(sesi), token)) => {
            let checked = Diperiksa { keadaan, sesi: Some(sesi), token, api: None, tempat: None };
            Galat::TidakAda.halaman(rangka_orang(checked, uri.path().to_string()).await)
        }
        Ok((None, _)) => Galat::TidakAda.into_response(),
        Err(galat) => galat.into_response(),
    }
}
