//! The second factor of one's own account.

use app::AppError;
use app::akun::{MulaiTotp, aktifkan_totp, matikan_totp, mulai_totp, sisa_kode_pemulihan};
use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::Kiriman;
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};

#[derive(Template)]
#[template(path = "totp.html")]
struct Halaman {
    r: Rangka,
    aktif: bool,
    sisa: u32,
    /// The secret that waits for its first code.
    mulai: Option<MulaiTotp>,
    /// Shown once.
    pemulihan: Vec<String>,
    galat: Vec<String>,
}

async fn page(konteks: &Konteks) -> Result<Halaman, Galat> {
    let akun = konteks.akun()?;
    Ok(Halaman {
        r: konteks.rangka("Kode kedua").below(vec![Tautan::new("Akun saya", "/akun")]),
        aktif: akun.totp,
        sisa: sisa_kode_pemulihan(&konteks.keadaan.store, &akun.id).await?,
        mulai: None,
        pemulihan: Vec::new(),
        galat: Vec::new(),
    })
}

/// `GET /akun/totp`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    halaman(&page(&konteks).await?)
}

/// `POST /akun/totp`: begins, confirms with the first code, or ends.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let kiriman = Kiriman::read(&body);
    let store = &konteks.keadaan.store;
    let mut page = page(&konteks).await?;
    match kiriman.get("tindakan") {
        "mulai" => page.mulai = Some(mulai_totp(store, konteks.sesi()?).await?),
        "aktifkan" => {
            match aktifkan_totp(store, konteks.sesi()?, kiriman.get("kode"), konteks.keadaan.waktu()?).await {
                Ok(codes) => {
                    page.aktif = true;
                    page.pemulihan = codes;
                }
                Err(AppError::Rejected(rejection)) => {
                    page.galat =
                        rejection.problems.iter().map(|p| format!("{} {} {}", p.what, p.why, p.action)).collect();
                    let (uri, rahasia) = (kiriman.get("uri").to_string(), kiriman.get("rahasia").to_string());
                    page.mulai = Some(MulaiTotp { uri, rahasia });
                    return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
                }
                Err(error) => return Err(error.into()),
            }
        }
        "matikan" => {
            matikan_totp(store, &konteks.pelaku()?, &konteks.akun()?.id).await?;
            return Ok(Redirect::to("/akun?pesan=tersimpan").into_response());
        }
        _ => return Err(Galat::TidakAda),
    }
    halaman(&page)
}
