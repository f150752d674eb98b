//! Tokens with which other programs reach the data of an office.

use app::akun::{Lingkup, TokenApi, buat_token, cabut_token, daftar_token};
use askama::Template;
use axum::body::Bytes;
use axum::response::{IntoResponse, Redirect};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::Kiriman;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::saat;

#[derive(Template)]
#[template(path = "token.html")]
struct Halaman {
    r: Rangka,
    /// With the moment until which each holds.
    token: Vec<(TokenApi, String)>,
    baru: Option<String>,
}

async fn page(h: &HalamanKantor, baru: Option<String>) -> Result<Halaman, Galat> {
    let until = |token: TokenApi| {
        let until = saat(token.berlaku_sampai.unix(), Some(&h.tempat.kode));
        (token, until)
    };
    Ok(Halaman {
        r: h.rangka("Token program lain", "pengaturan")
            .below(vec![Tautan::new("Pengaturan", h.tempat.alamat("pengaturan"))]),
        token: daftar_token(&h.konteks.keadaan.store, &h.tempat.kode).await?.into_iter().map(until).collect(),
        baru,
    })
}

/// `GET .../pengaturan/token`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    halaman(&page(&h, None).await?)
}

/// `POST .../pengaturan/token`: makes one, or revokes one.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let (store, pelaku) = (&h.konteks.keadaan.store, h.konteks.pelaku()?);
    let revoked = kiriman.get("cabut");
    if !revoked.is_empty() {
        cabut_token(store, &pelaku, &h.tempat.kode, revoked).await?;
        return Ok(Redirect::to(&format!("{}?pesan=tersimpan", h.tempat.alamat("pengaturan/token"))).into_response());
    }
    let lingkup = Lingkup::parse(kiriman.get("lingkup")).unwrap_or(Lingkup::Baca);
    let days: i64 = kiriman.get("hari").parse().unwrap_or(90);
    let until = h.konteks.keadaan.waktu()?.plus(days.clamp(1, 730) * 86_400);
    let (_, text) = buat_token(store, &pelaku, &h.tempat.kode, kiriman.get("nama"), lingkup, until).await?;
    // The token stands in this answer alone.
    halaman(&page(&h, Some(text)).await?)
}
