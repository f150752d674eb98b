//! The web application. Pages are made on the server in Bahasa Indonesia; each act works without JavaScript.
//!
//! A request goes through the guard of its route ([`rute`], [`izin`]), becomes a [`konteks::Konteks`], asks the use
//! cases of `app`, and answers with a template. Nothing here computes a figure of the field.

pub mod antrean;
mod aset;
pub mod galat;
mod halaman;
pub mod isian;
pub mod izin;
mod jaga;
pub mod keadaan;
pub mod konteks;
mod panduan;
mod pekerjaan;
pub mod qr;
pub mod rangka;
mod ringkasan;
pub mod rute;
pub mod tampilan;
pub mod tempat;
mod titipan;
pub mod unggahan;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

pub use halaman::api::openapi;
pub use keadaan::{Keadaan, Pengaturan};

/// The application as a service.
pub fn aplikasi(keadaan: &Keadaan) -> Router {
    let compressed = SizeAbove::new(1024).and(NotForContentType::IMAGES).and(NotForContentType::new("application/zip"));
    rute::router(keadaan)
        .layer(DefaultBodyLimit::max(unggahan::BATAS + (1 << 20)))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Precise(4)).compress_when(compressed))
        .layer(from_fn(headers))
}

/// Serves until the process is told to end; requests under way are finished first.
pub async fn layani(
    listener: TcpListener,
    keadaan: &Keadaan,
    ended: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let warming = keadaan.clone();
    tokio::spawn(async move {
        // What cannot be read is told to whoever opens the page.
        if warming.warm().await.is_err() {
            tracing::warn!("the summaries of the offices were not made ahead");
        }
    });
    axum::serve(listener, aplikasi(keadaan)).with_graceful_shutdown(ended).await
}

/// What every answer carries: nothing is loaded from elsewhere, nothing is framed, nothing is guessed.
async fn headers(request: Request, next: Next) -> Response {
    const ALWAYS: [(HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
             form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
