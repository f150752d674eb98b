//! The account of the one who is signed in: roles, password, sessions.

use app::AppError;
use app::akun;
use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::Kiriman;
use crate::konteks::Konteks;
use crate::rangka::Rangka;
use crate::tampilan::saat;

#[derive(Template)]
#[template(path = "akun_sendiri.html")]
struct Halaman {
    r: Rangka,
    nama_pengguna: String,
    peran: Vec<String>,
    totp: bool,
    /// Device, last use, whether it is this one.
    sesi: Vec<(String, String, bool)>,
}

/// `GET /akun`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let sesi = konteks.sesi()?;
    let akun = &sesi.akun;
    let wilayah = konteks.wilayah();
    let sessions = akun::daftar_sesi(&konteks.keadaan.store, &akun.id, konteks.keadaan.waktu()?).await?;
    halaman(&Halaman {
        r: konteks.rangka("Akun saya"),
        nama_pengguna: akun.nama_pengguna.clone(),
        peran: akun.penugasan.iter().map(|duty| format!("{} di {}", duty.peran.word(), duty.wilayah)).collect(),
        totp: akun.totp,
        sesi: sessions
            .into_iter()
            .map(|known| (known.perangkat, saat(known.terakhir, wilayah.as_ref()), known.id == sesi.id))
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "sandi.html")]
struct Sandi {
    r: Rangka,
    wajib: bool,
    nama_pengguna: String,
    galat: Vec<String>,
}

/// `GET /akun/sandi`.
pub(crate) async fn form_sandi(konteks: Konteks) -> Hasil {
    halaman(&sandi(&konteks, Vec::new())?)
}

fn sandi(konteks: &Konteks, galat: Vec<String>) -> Result<Sandi, Galat> {
    let akun = konteks.akun()?;
    Ok(Sandi {
        r: konteks.rangka("Ganti kata sandi"),
        wajib: akun.wajib_ganti_sandi,
        nama_pengguna: akun.nama_pengguna.clone(),
        galat,
    })
}

/// `POST /akun/sandi`.
pub(crate) async fn ganti_sandi(konteks: Konteks, body: Bytes) -> Hasil {
    let kiriman = Kiriman::read(&body);
    let (lama, baru) = (kiriman.raw("lama"), kiriman.raw("baru"));
    let result = if baru == kiriman.raw("ulang") {
        akun::ganti_sandi(&konteks.keadaan.store, konteks.sesi()?, lama, baru, konteks.keadaan.waktu()?).await
    } else {
        let page = sandi(&konteks, vec!["Kata sandi baru dan ulangannya belum sama.".to_string()])?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    };
    match result {
        Ok(()) => Ok(Redirect::to("/?pesan=sandi-diganti").into_response()),
        Err(AppError::Rejected(rejection)) => {
            let texts =
                rejection.problems.iter().map(|problem| format!("{} {} {}", problem.what, problem.why, problem.action));
            let page = sandi(&konteks, texts.collect())?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /akun/keluar-semua`.
pub(crate) async fn keluar_semua(konteks: Konteks) -> Hasil {
    akun::keluar_semua(&konteks.keadaan.store, &konteks.akun()?.id).await?;
    Ok(Redirect::to("/masuk").into_response())
}
