//! The guard of every route: who asks, whether they may, and whether a change came from a page of ours.

use std::sync::Arc;

use app::akun::{Lingkup, Sesi, TokenApi};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::schema::Field;
use domain::value::KodeWilayah;

use crate::galat::{Galat, Terhenti};
use crate::halaman;
use crate::halaman::api::masalah::Masalah;
use crate::izin::{self, Izin};
use crate::keadaan::Keadaan;
use crate::konteks::Diperiksa;
use crate::tempat::Tempat;

/// Cookie of the session. Over TLS its name binds it to this host.
pub(crate) fn cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-kinerja" } else { "kinerja" }
}

/// Where other programs ask; they get problem details instead of pages.
pub(crate) const API: &str = "/api/";

/// A form of the pages is never larger than this; files come another way.
const FORM_LIMIT: usize = 4 << 20;

/// Checks a request against what its route needs, and lets it through with what was found out.
pub(crate) async fn jaga(
    State((keadaan, izin)): State<(Keadaan, Izin)>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let jalan = request.uri().path().to_string();
    let of_program = jalan.starts_with(API);
    let (sesi, token) = match orang(&keadaan, request.headers()).await {
        Ok(found) => found,
        Err(galat) if of_program => return Masalah::from(galat).into_response(),
        Err(galat) => return galat.into_response(),
    };
    let response = match check(&keadaan, izin, &params, request, (sesi.clone(), token)).await {
        Ok(request) => next.run(request).await,
        Err(response) if of_program => Masalah::of_status(response.status()).into_response(),
        Err(response) => response,
    };
    // Whoever is signed in keeps the menu when something is refused.
    match (response.extensions().get::<Terhenti>().cloned(), sesi) {
        (Some(Terhenti(galat)), Some(sesi)) => {
            let tempat = place(izin, &params).ok().flatten();
            let checked = Diperiksa { keadaan, sesi: Some(sesi), token: String::new(), api: None, tempat };
            galat.halaman(halaman::umum::rangka_orang(checked, jalan).await)
        }
        _ => response,
    }
}

fn param<'a>(params: &'a RawPathParams, name: &str) -> Option<&'a str> {
    params.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// Office, year and period of an address.
fn place(izin: Izin, params: &RawPathParams) -> Result<Option<Tempat>, Galat> {
    let read = |kode, tahun, periode| Tempat::read(kode, tahun, periode).map(Some).ok_or(Galat::TidakAda);
    match (param(params, "kode"), param(params, "tahun"), param(params, "periode")) {
        (Some(kode), Some(tahun), Some(periode)) => read(kode, tahun, periode),
        // Other programs ask for a year as a whole, too.
        (Some(kode), Some(tahun), None) if matches!(izin, Izin::Api(_)) => read(kode, tahun, "tahun"),
        _ => Ok(None),
    }
}

async fn check(
    keadaan: &Keadaan,
    izin: Izin,
    params: &RawPathParams,
    mut request: Request,
    (sesi, token): (Option<Arc<Sesi>>, String),
) -> Result<Request, Response> {
    let place = place(izin, params).map_err(IntoResponse::into_response)?;
    let wilayah = || param(params, "kode").and_then(|kode| KodeWilayah::read(kode).ok());
    let api = match (izin, token_of(&request)) {
        (Izin::Api(_) | Izin::ApiMasuk | Izin::ApiMana(_), Some(text)) => {
            by_token(keadaan, izin, &text, wilayah(), request.method()).await.map_err(IntoResponse::into_response)?
        }
        _ => None,
    };
    // Where a token speaks, nobody else does.
    let (sesi, token) = if api.is_some() { (None, String::new()) } else { (sesi, token) };
    if api.is_none() {
        allowed(izin, sesi.as_deref(), wilayah, &request).map_err(|response| *response)?;
    }
    if !looks(request.method()) {
        let expected = sesi.as_deref().map(|sesi| sesi.csrf.as_str());
        request = own_page(request, expected).await.map_err(IntoResponse::into_response)?;
    }
    request.extensions_mut().insert(Diperiksa { keadaan: keadaan.clone(), sesi, token, api, tempat: place });
    Ok(request)
}

/// Who is signed in, and the token of the cookie.
pub(crate) async fn orang(keadaan: &Keadaan, headers: &HeaderMap) -> Result<(Option<Arc<Sesi>>, String), Galat> {
    let token = cookie(headers, cookie_name(keadaan.pengaturan.tls)).unwrap_or_default();
    if token.is_empty() {
        return Ok((None, token));
    }
    let sesi = app::akun::sesi(&keadaan.store, &token, keadaan.waktu()?).await?;
    Ok((sesi.map(Arc::new), token))
}

/// The token that another program brings: after `Bearer` in the head, or as `token` in the address, for calendar
/// programs that can send nothing else and only look.
fn token_of(request: &Request) -> Option<String> {
    let head = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = head.and_then(|text| text.strip_prefix("Bearer ")).map(str::to_string);
    let query = request.uri().query().filter(|_| looks(request.method())).unwrap_or_default();
    let mut asked = form_urlencoded::parse(query.as_bytes());
    bearer.or_else(|| asked.find(|(name, _)| name == "token").map(|(_, token)| token.into_owned()))
}

fn looks(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The token, where it is one of the office and good for what is asked.
async fn by_token(
    keadaan: &Keadaan,
    izin: Izin,
    text: &str,
    office: Option<KodeWilayah>,
    method: &Method,
) -> Result<Option<Arc<TokenApi>>, Galat> {
    let token = app::akun::token_api(&keadaan.store, text, keadaan.waktu()?).await?;
    let fits = |token: &TokenApi| match izin {
        Izin::Api(hak) => Some(&token.kantor) == office.as_ref() && izin::token_may(token.lingkup, hak),
        Izin::ApiMana(hak) => izin::token_may(token.lingkup, hak),
        _ => true,
    };
    // A right that holds anywhere changes nothing of an office.
    let changes = !looks(method) && !matches!(izin, Izin::ApiMana(_));
    let good = |token: &TokenApi| fits(token) && (!changes || token.lingkup == Lingkup::Tulis);
    match token {
        Some(token) if good(&token) => Ok(Some(Arc::new(token))),
        Some(_) => Err(Galat::Dilarang),
        None => Ok(None),
    }
}

/// Addresses that an account may use before it has chosen a password of its own.
const BEFORE_PASSWORD: [&str; 2] = ["/akun/sandi", "/keluar"];

fn allowed(
    izin: Izin,
    sesi: Option<&Sesi>,
    wilayah: impl Fn() -> Option<KodeWilayah>,
    request: &Request,
) -> Result<(), Box<Response>> {
    if izin == Izin::Umum {
        return Ok(());
    }
    let Some(sesi) = sesi else {
        return Err(Box::new(
            if *request.method() == Method::GET && !matches!(izin, Izin::Api(_) | Izin::ApiMasuk | Izin::ApiMana(_)) {
                Redirect::to(&format!("/masuk?lanjut={}", encode(request.uri().path()))).into_response()
            } else {
                (StatusCode::UNAUTHORIZED, "Silakan masuk lebih dahulu.").into_response()
            },
        ));
    };
    if sesi.akun.wajib_ganti_sandi && !BEFORE_PASSWORD.contains(&request.uri().path()) {
        return Err(Box::new(Redirect::to("/akun/sandi").into_response()));
    }
    let may = match izin {
        Izin::Umum | Izin::Masuk | Izin::ApiMasuk => true,
        Izin::ApiMana(hak) => sesi.akun.penugasan.iter().any(|duty| hak.peran().contains(&duty.peran)),
        Izin::Kantor(hak) | Izin::Api(hak) => wilayah().is_some_and(|kode| izin::may(&sesi.akun, hak, &kode)),
    };
    if may { Ok(()) } else { Err(Box::new(Galat::Dilarang.into_response())) }
}

fn encode(path: &str) -> String {
    form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

/// Refuses a change that did not come from a page of ours: the browser says another origin, or the form does not hold
/// the session's token. Multipart bodies are checked by the extractor that reads them ([`crate::unggahan`]), since
/// they are not kept in memory here.
async fn own_page(request: Request, expected: Option<&str>) -> Result<Request, Galat> {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| site != "same-origin" && site != "none")
    {
        return Err(Galat::BukanDariSini);
    }
    let host = text(header::HOST).unwrap_or_default();
    let origin_host = |origin: &str| origin.split_once("://").map(|(_, host)| host.to_string());
    if text(header::ORIGIN).is_some_and(|origin| origin_host(origin).as_deref() != Some(host)) {
        return Err(Galat::BukanDariSini);
    }
    let Some(expected) = expected else { return Ok(request) };
    if text(header::HeaderName::from_static("x-csrf")) == Some(expected) {
        return Ok(request);
    }
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(CsrfDiharapkan(expected.to_string()));
        return Ok(Request::from_parts(parts, body));
    }
    let (parts, body) = request.into_parts();
    let bytes: Bytes = to_bytes(body, FORM_LIMIT).await.map_err(|_| Galat::BukanDariSini)?;
    let found = form_urlencoded::parse(&bytes).any(|(name, value)| name == "_csrf" && value == expected);
    if found { Ok(Request::from_parts(parts, Body::from(bytes))) } else { Err(Galat::BukanDariSini) }
}

/// The token that a multipart form has to begin with.
#[derive(Debug, Clone)]
pub(crate) struct CsrfDiharapkan(pub String);

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_string())
}
