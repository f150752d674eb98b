//! Files of the agreement, of those below it, of the list of indicators and of the plan of action.

use app::{Formulir, Permintaan};
use axum::extract::Query;
use domain::schema::Field;
use domain::value::Kode;
use serde::Deserialize;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil};
use crate::halaman::laporan::cetak::{Pesanan, kantor, kirim};
use crate::konteks::Konteks;

/// Which form, of which version; the one in force as of the page's period where none is named.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Yang {
    versi: Option<u32>,
    /// `perjanjian`, `iku` or `rencana-aksi`; empty for the first.
    #[serde(default)]
    formulir: String,
    /// Unit; empty for the office.
    #[serde(default)]
    jabatan: String,
}

impl Yang {
    /// The form and the beginning of its file's name.
    fn formulir(&self) -> Result<(Formulir, &'static str), Galat> {
        let unit = match self.jabatan.as_str() {
            "" => None,
            unit => Some(Kode::read(unit).map_err(|_| Galat::TidakAda)?),
        };
        match (self.formulir.as_str(), unit) {
            ("" | "perjanjian", None) => Ok((Formulir::Perjanjian, "pk")),
            ("" | "perjanjian", Some(unit)) => Ok((Formulir::Jabatan(unit), "pk")),
            ("iku", None) => Ok((Formulir::Iku, "iku")),
            ("rencana-aksi", unit) => Ok((Formulir::RencanaAksi(unit), "rencana-aksi")),
            _ => Err(Galat::TidakAda),
        }
    }
}

/// `GET .../perjanjian/cetak?format=&kertas=&jenis=&versi=&formulir=&jabatan=`.
pub(crate) async fn cetak(konteks: Konteks, Query(pesanan): Query<Pesanan>, Query(yang): Query<Yang>) -> Hasil {
    let h = konteks.kantor().await?;
    let format = pesanan.format()?;
    let (formulir, short) = yang.formulir()?;
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
    let (document, _) = latar(move || app::dokumen_formulir(&kantor, &formulir, &request)).await??;
    let bytes = h.konteks.keadaan.antrean.cetak(&document, format).await?;
    let version = yang.versi.map(|versi| format!("-versi{versi}")).unwrap_or_default();
    let unit = if yang.jabatan.is_empty() { String::new() } else { format!("-{}", yang.jabatan.to_lowercase()) };
    Ok(kirim(bytes, &format!("{short}-{}-{}{version}{unit}", h.tempat.kode, h.tempat.tahun()), format))
}
