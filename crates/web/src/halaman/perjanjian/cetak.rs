//! Files of the agreement.

use app::Permintaan;
use axum::extract::Query;
use serde::Deserialize;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil};
use crate::halaman::laporan::cetak::{Pesanan, kantor, kirim};
use crate::konteks::Konteks;

/// Which version; the one in force as of the page's period where none is named.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Yang {
    versi: Option<u32>,
}

/// `GET .../perjanjian/cetak?format=&kertas=&jenis=&versi=`.
pub(crate) async fn cetak(konteks: Konteks, Query(pesanan): Query<Pesanan>, Query(yang): Query<Yang>) -> Hasil {
    let h = konteks.kantor().await?;
    let format = pesanan.format()?;
    let view = h.view();
    let per_tanggal = match yang.versi {
        Some(versi) => {
            let agreement = view.versi_perjanjian().into_iter().find(|row| row.versi == versi);
            Some(agreement.ok_or(Galat::TidakAda)?.tanggal)
        }
        None => view.per_tanggal,
    };
    let request = Permintaan { per_tanggal, ..pesanan.request(h.tempat.periode) };
    let kantor = kantor(&h).await?;
    let (document, _) = latar(move || app::dokumen_perjanjian(&kantor, &request)).await??;
    let bytes = h.konteks.keadaan.antrean.cetak(&document, format).await?;
    let version = yang.versi.map(|versi| format!("-versi{versi}")).unwrap_or_default();
    Ok(kirim(bytes, &format!("pk-{}-{}{version}", h.tempat.kode, h.tempat.tahun()), format))
}
