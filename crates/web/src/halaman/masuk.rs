//! Signing in and out.

use app::akun::{self, Masuk};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::galat::{Hasil, halaman};
use crate::isian::Kiriman;
use crate::jaga::cookie_name;
use crate::konteks::Konteks;
use crate::rangka::Rangka;

#[derive(Template)]
#[template(path = "masuk.html")]
struct Halaman {
    r: Rangka,
    lanjut: String,
    nama_pengguna: String,
    galat: Option<String>,
    totp: bool,
}

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub(crate) struct Lanjut {
    #[serde(default)]
    lanjut: String,
}

/// Only a path of this server: nothing that leads elsewhere.
fn own_path(path: &str) -> &str {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if own { path } else { "/" }
}

/// `GET /masuk`.
pub(crate) async fn form(konteks: Konteks, Query(query): Query<Lanjut>) -> Hasil {
    if konteks.sesi.is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    halaman(&Halaman {
        r: konteks.rangka("Masuk"),
        lanjut: own_path(&query.lanjut).to_string(),
        nama_pengguna: String::new(),
        galat: None,
        totp: false,
    })
}

/// `POST /masuk`.
pub(crate) async fn kirim(konteks: Konteks, headers: HeaderMap, body: Bytes) -> Hasil {
    let kiriman = Kiriman::read(&body);
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let device: String = agent.chars().take(80).collect();
    let totp = Some(kiriman.get("totp")).filter(|code| !code.is_empty());
    let nama = kiriman.get("nama_pengguna");
    let keadaan = &konteks.keadaan;
    let result = akun::masuk(&keadaan.store, nama, kiriman.raw("sandi"), totp, keadaan.waktu()?, &device).await?;
    let (galat, asks_totp) = match result {
        Masuk::Berhasil { token, sesi } => {
            let target = if sesi.akun.wajib_ganti_sandi { "/akun/sandi" } else { own_path(kiriman.get("lanjut")) };
            return Ok(with_cookie(Redirect::to(target).into_response(), keadaan.pengaturan.tls, &token, None));
        }
        Masuk::PerluTotp => (totp.map(|_| "Kode itu tidak cocok atau sudah dipakai.".to_string()), true),
        Masuk::Ditolak { tunggu_detik: 0 } => (Some("Nama pengguna atau kata sandi tidak cocok.".to_string()), false),
        Masuk::Ditolak { tunggu_detik } => (
            Some(format!("Nama pengguna atau kata sandi tidak cocok. Coba lagi sesudah {}.", wait(tunggu_detik))),
            false,
        ),
    };
    let page = Halaman {
        r: konteks.rangka("Masuk"),
        lanjut: own_path(kiriman.get("lanjut")).to_string(),
        nama_pengguna: nama.to_string(),
        galat,
        totp: asks_totp,
    };
    Ok((StatusCode::UNAUTHORIZED, Html(page.render()?)).into_response())
}

fn wait(seconds: u64) -> String {
    if seconds < 90 { format!("{seconds} detik") } else { format!("{} menit", seconds.div_ceil(60)) }
}

/// `POST /keluar`.
pub(crate) async fn keluar(konteks: Konteks) -> Hasil {
    akun::keluar(&konteks.keadaan.store, &konteks.token).await?;
    Ok(with_cookie(Redirect::to("/masuk").into_response(), konteks.keadaan.pengaturan.tls, "", Some(0)))
}

fn with_cookie(mut response: Response, tls: bool, value: &str, max_age: Option<u32>) -> Response {
    let secure = if tls { "; Secure" } else { "" };
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", cookie_name(tls));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn signing_in_leads_nowhere_else() {
        assert_eq!(own_path("/kantor/99.99.01/2024/tw3"), "/kantor/99.99.01/2024/tw3");
        for strange in ["https://contoh.invalid", "//contoh.invalid", "/\\contoh.invalid", "", "javascript:alert(1)"] {
            assert_eq!(own_path(strange), "/", "{strange}");
        }
    }
}
