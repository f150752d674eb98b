//! Reports of others: handed in, checked in the background, shown with their findings, and taken into the register.

pub(crate) mod impor;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect};
use domain::problem::Rejection;

use crate::galat::{Galat, Hasil as Jawaban, halaman};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::pekerjaan::{self, Hasil, KeadaanKerja, Kerja};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::saat;
use crate::unggahan::Unggahan;

/// So many files are taken at a time; more come as a ZIP.
const BERKAS: usize = 20;

#[derive(Template)]
#[template(path = "periksa.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    kerja: Vec<(Tautan, String, &'static str)>,
}

fn word(kerja: &Kerja) -> &'static str {
    match kerja.keadaan {
        KeadaanKerja::Antre | KeadaanKerja::Berjalan(_) => "sedang diperiksa",
        KeadaanKerja::Selesai(_) => "selesai",
        KeadaanKerja::Gagal(_) => "tidak dapat diperiksa",
    }
}

/// `GET .../periksa`.
pub(crate) async fn lihat(konteks: Konteks) -> Jawaban {
    let h = konteks.kantor().await?;
    let now = h.konteks.keadaan.waktu()?;
    let own = h.konteks.keadaan.pekerjaan.own(h.konteks.akun()?, &h.tempat.kode, now);
    let line = |(id, kerja): (String, Kerja)| {
        let link = Tautan::new(kerja.nama.join(", "), h.tempat.alamat(&format!("periksa/{id}")));
        (link, saat(kerja.mulai.unix(), Some(&h.tempat.kode)), word(&kerja))
    };
    halaman(&Halaman {
        r: h.rangka("Periksa dokumen", "periksa"),
        alamat: h.tempat.alamat("periksa"),
        kerja: own.into_iter().map(line).collect(),
    })
}

/// Refuses what is nothing to check, or too much of it.
pub(crate) fn acceptable(sent: &Unggahan) -> Result<(), Galat> {
    let refuse = |what: &str, action: &str| {
        let why = "Yang diperiksa: DOCX, PDF, XLSX, ODS, MD, TXT, atau ZIP berisi berkas-berkas itu.";
        Err(Galat::Ditolak(Rejection::single("WEB013", "berkas", what, why, action)))
    };
    if sent.berkas.is_empty() {
        return refuse("Berkasnya belum dipilih.", "Pilih berkasnya, lalu kirim lagi.");
    }
    if sent.berkas.len() > BERKAS {
        return refuse("Berkasnya terlalu banyak.", "Kirim paling banyak 20 berkas, atau jadikan satu ZIP.");
    }
    Ok(())
}

/// `POST .../periksa`.
pub(crate) async fn kirim(konteks: Konteks, sent: Unggahan) -> Jawaban {
    let tempat = konteks.tempat()?.clone();
    acceptable(&sent)?;
    let id = pekerjaan::mulai(&konteks.keadaan, konteks.akun()?, &tempat.kode, sent.berkas)?;
    Ok(Redirect::to(&tempat.alamat(&format!("periksa/{id}"))).into_response())
}

#[derive(Template)]
#[template(path = "periksa_hasil.html")]
struct HalamanHasil {
    r: Rangka,
    alamat: String,
    gaya: String,
    keadaan: KeadaanKerja,
    /// Names of the files whose figures may be taken in, with their places.
    impor: Vec<(usize, String)>,
}

fn find(h: &HalamanKantor, id: &str) -> Result<Kerja, Galat> {
    let now = h.konteks.keadaan.waktu()?;
    let known = h.konteks.keadaan.pekerjaan.one(id, h.konteks.akun()?, &h.tempat.kode, now);
    known.ok_or(Galat::TidakAda)
}

fn finished(h: &HalamanKantor, id: &str) -> Result<(Kerja, std::sync::Arc<Hasil>), Galat> {
    let kerja = find(h, id)?;
    match &kerja.keadaan {
        KeadaanKerja::Selesai(hasil) => {
            let hasil = hasil.clone();
            Ok((kerja, hasil))
        }
        _ => Err(Galat::TidakAda),
    }
}

fn crumb(h: &HalamanKantor) -> Vec<Tautan> {
    vec![Tautan::new("Periksa dokumen", h.tempat.alamat("periksa"))]
}

/// `GET .../periksa/{id}`: the findings, or how far the check has come; then the page asks again by itself.
pub(crate) async fn hasil(konteks: Konteks, Path((_, _, _, id)): Path<(String, String, String, String)>) -> Jawaban {
    let h = konteks.kantor().await?;
    let kerja = find(&h, &id)?;
    let under_way = matches!(kerja.keadaan, KeadaanKerja::Antre | KeadaanKerja::Berjalan(_));
    let impor = match &kerja.keadaan {
        KeadaanKerja::Selesai(hasil) if h.may(Hak::Impor) => {
            hasil.kiriman.iter().enumerate().map(|(at, (name, _))| (at, name.clone())).collect()
        }
        _ => Vec::new(),
    };
    let mut response = halaman(&HalamanHasil {
        r: h.rangka(format!("Pemeriksaan {}", kerja.nama.join(", ")), "periksa").below(crumb(&h)),
        alamat: h.tempat.alamat(&format!("periksa/{id}")),
        gaya: crate::aset::alamat("periksa.css"),
        keadaan: kerja.keadaan,
        impor,
    })?;
    if under_way {
        response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// `POST .../periksa/{id}/buang`: forgets the result before its hour is over.
pub(crate) async fn buang(konteks: Konteks, Path((_, _, _, id)): Path<(String, String, String, String)>) -> Jawaban {
    konteks.keadaan.pekerjaan.forget(&id, konteks.akun()?);
    Ok(Redirect::to(&konteks.tempat()?.alamat("periksa")).into_response())
}

/// `GET .../periksa/{id}/unduh/{format}`.
pub(crate) async fn unduh(
    konteks: Konteks,
    Path((_, _, _, id, format)): Path<(String, String, String, String, String)>,
) -> Jawaban {
    let h = konteks.kantor().await?;
    let (_, hasil) = finished(&h, &id)?;
    let (ending, kind, bytes) = hasil.berkas.iter().find(|(ending, _, _)| *ending == format).ok_or(Galat::TidakAda)?;
    let disposition = format!("attachment; filename=\"hasil-pemeriksaan.{ending}\"");
    let headers = [(header::CONTENT_TYPE, (*kind).to_string()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes.clone()).into_response())
}
