//! Informasi Publik: what locked reports say, without signing in. Nothing else of an office is read here, and no person
//! is named.

use app::{Field, IssuedFile, LaporanPublik, RingkasanPublik};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::value::{KodeWilayah, Rupiah, Tanggal};

use crate::galat::{Galat, Hasil, halaman};
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{rupiah, tanggal, waktu};

/// Browsers and proxies may keep these pages for five minutes.
const SIMPAN: HeaderValue = HeaderValue::from_static("public, max-age=300");

fn kept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, SIMPAN);
    response
}

/// The frame of a public page: the same for everybody, so that it can be kept.
fn frame(judul: impl Into<String>, ringkasan: Option<&RingkasanPublik>) -> Rangka {
    let mut rangka = Rangka::bare(judul);
    rangka.beranda = "/publik".to_string();
    if let Some(ringkasan) = ringkasan {
        rangka.kantor_nama = ringkasan.instansi.clone();
        rangka.kantor_wilayah = ringkasan.kabupaten.clone();
        rangka.tanda = Some(ringkasan.tanda.clone()).filter(|tanda| !tanda.is_empty());
    }
    rangka
}

#[derive(Template)]
#[template(path = "publik_daftar.html")]
struct Daftar {
    r: Rangka,
    kantor: Vec<Tautan>,
}

/// `GET /publik`.
pub(crate) async fn daftar(konteks: Konteks) -> Hasil {
    let offices = app::kantor_publik(&konteks.keadaan.store).await?;
    let link = |(kode, nama): (KodeWilayah, String)| Tautan::new(nama, format!("/publik/{kode}"));
    let kantor = offices.into_iter().map(link).collect();
    let r = frame("Informasi publik", None);
    Ok(kept(halaman(&Daftar { r, kantor })?))
}

/// Key figures in the words of the pages.
struct Angka {
    tanggal: String,
    pagu: String,
    realisasi: String,
    serapan: String,
    rata_rata: String,
}

impl Angka {
    fn of(ringkasan: &RingkasanPublik) -> Self {
        let amount = |text: &str| rupiah(Rupiah::read(text).ok());
        let or_dash = |text: String| if text.is_empty() { "–".to_string() } else { text };
        let percent =
            |text: &str| if text.is_empty() { String::new() } else { format!("{} %", text.replace('.', ",")) };
        Self {
            tanggal: or_dash(tanggal(Tanggal::read(&ringkasan.tanggal).ok())),
            pagu: amount(&ringkasan.pagu),
            realisasi: amount(&ringkasan.realisasi_anggaran),
            serapan: or_dash(percent(&ringkasan.serapan_persen)),
            rata_rata: or_dash(ringkasan.rata_rata.clone()),
        }
    }
}

#[derive(Template)]
#[template(path = "publik.html")]
struct Kantor {
    r: Rangka,
    alamat: String,
    terbaru: LaporanPublik,
    angka: Angka,
    laporan: Vec<LaporanPublik>,
}

async fn reports(konteks: &Konteks, kode: &str) -> Result<Vec<LaporanPublik>, Galat> {
    let kode = KodeWilayah::read(kode).map_err(|_| Galat::TidakAda)?;
    Ok(app::laporan_publik(&konteks.keadaan.store, &kode).await?)
}

/// `GET /publik/{kode}`.
pub(crate) async fn kantor(konteks: Konteks, Path(kode): Path<String>) -> Hasil {
    let laporan = reports(&konteks, &kode).await?;
    let terbaru = laporan.first().cloned().ok_or(Galat::TidakAda)?;
    Ok(kept(halaman(&Kantor {
        r: frame(format!("Informasi publik {}", terbaru.ringkasan.instansi), Some(&terbaru.ringkasan)),
        alamat: format!("/publik/{}", terbaru.kantor),
        angka: Angka::of(&terbaru.ringkasan),
        terbaru,
        laporan,
    })?))
}

/// `GET /publik/{kode}/data/{format}`: open data as CSV or JSON.
pub(crate) async fn data(konteks: Konteks, Path((kode, format)): Path<(String, String)>) -> Hasil {
    let laporan = reports(&konteks, &kode).await?;
    let kode = laporan.first().map(|one| one.kantor.to_string()).ok_or(Galat::TidakAda)?;
    let (kind, bytes) = match format.as_str() {
        "csv" => ("text/csv; charset=utf-8", app::csv_publik(&laporan)?),
        "json" => ("application/json", app::json_publik(&laporan)?),
        _ => return Err(Galat::TidakAda),
    };
    let disposition = format!("attachment; filename=\"kinerja-{kode}.{format}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_string()), (header::CONTENT_DISPOSITION, disposition)];
    Ok(kept((headers, bytes).into_response()))
}

#[derive(Template)]
#[template(path = "publik_laporan.html")]
struct Laporan {
    r: Rangka,
    laporan: LaporanPublik,
    angka: Angka,
    dikunci: String,
    berkas: Vec<(IssuedFile, String)>,
    pengganti: Option<Tautan>,
}

/// `GET /publik/laporan/{id}`: where the QR code of a printed report leads.
pub(crate) async fn laporan(konteks: Konteks, Path(id): Path<String>) -> Hasil {
    let store = &konteks.keadaan.store;
    let (laporan, files) = app::satu_laporan_publik(store, &id).await?.ok_or(Galat::TidakAda)?;
    let all = app::laporan_publik(store, &laporan.kantor).await?;
    let newer = all.iter().find(|one| one.periode == laporan.periode);
    let newer = newer.filter(|one| one.laporan.revisi > laporan.laporan.revisi);
    let pengganti = newer.map(|one| {
        let name = format!("Ralat ke-{}", one.laporan.revisi);
        Tautan::new(name, format!("/publik/laporan/{}", one.laporan.publik))
    });
    Ok(kept(halaman(&Laporan {
        r: frame(laporan.ringkasan.judul.clone(), Some(&laporan.ringkasan))
            .below(vec![Tautan::new("Informasi publik", format!("/publik/{}", laporan.kantor))]),
        angka: Angka::of(&laporan.ringkasan),
        dikunci: waktu(&laporan.laporan.at, Some(&laporan.kantor)),
        berkas: files.into_iter().map(|file| (file.clone(), waktu(&file.at, Some(&laporan.kantor)))).collect(),
        pengganti,
        laporan,
    })?))
}
