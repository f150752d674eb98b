//! Style sheet, scripts, emblem and the pictures of the manual: inside the binary, named with their digest so that a
//! browser keeps them for ever, and compressed once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use include_dir::{Dir, include_dir};

use crate::panduan;

static BERKAS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/aset");

struct Aset {
    digest: String,
    kind: &'static str,
    plain: Cow<'static, [u8]>,
    /// Empty for pictures, which are packed already.
    gzip: Vec<u8>,
}

static SEMUA: LazyLock<BTreeMap<String, Aset>> = LazyLock::new(|| {
    let pictures = panduan::BERKAS.get_dir("gambar").into_iter().flat_map(Dir::files);
    let files = BERKAS.files().chain(pictures);
    let files = files.filter_map(|file| Some((file.path().file_name()?.to_str()?, Cow::Borrowed(file.contents()))));
    let made = [("dokumen.css", dokumen().into_bytes()), ("periksa.css", app::gaya_periksa().into_bytes())];
    files
        .chain(made.map(|(name, plain)| (name, Cow::Owned(plain))))
        .filter_map(|(name, plain)| {
            let digest = app::sha256(&plain).chars().take(12).collect();
            let kind = match name.rsplit('.').next() {
                Some("css") => "text/css; charset=utf-8",
                Some("js") => "text/javascript; charset=utf-8",
                Some("svg") => "image/svg+xml",
                Some("webp") => "image/webp",
                _ => "application/octet-stream",
            };
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&plain).ok()?;
            let gzip = if kind == "image/webp" { Vec::new() } else { encoder.finish().ok()? };
            Some((name.to_string(), Aset { digest, kind, plain, gzip }))
        })
        .collect()
});

/// The style of document fragments on pages: that of the print, without its sheets of paper.
fn dokumen() -> String {
    let style = document::html::style(&crate::tampilan::lembar(Vec::new()));
    style.lines().filter(|line| !line.starts_with("@page")).collect::<Vec<_>>().join("\n")
}

/// The address of an asset, with its digest.
pub(crate) fn alamat(name: &str) -> String {
    let digest = SEMUA.get(name).map_or("", |aset| aset.digest.as_str());
    format!("/aset/{digest}/{name}")
}

/// `GET /aset/{digest}/{nama}`.
pub(crate) async fn kirim(Path((digest, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(aset) = SEMUA.get(&name).filter(|aset| aset.digest == digest) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let gzip = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let common = [
        (header::CONTENT_TYPE, aset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "Accept-Encoding"),
    ];
    if gzip.contains("gzip") && !aset.gzip.is_empty() {
        (common, [(header::CONTENT_ENCODING, "gzip")], aset.gzip.clone()).into_response()
    } else {
        (common, aset.plain.clone().into_owned()).into_response()
    }
}
