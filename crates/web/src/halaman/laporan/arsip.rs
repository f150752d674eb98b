//! Locked reports: again as they were printed, and what differs between them and today.

use app::{Beda, Format, IssuedFile, LockedReport, Pelaku, Permintaan};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use domain::schema::Field;
use domain::value::Periode;
use serde::Deserialize;

use super::cetak::{Pesanan, kirim};
use super::crumb;
use crate::galat::{Galat, Hasil, halaman};
use crate::izin::Hak;
use crate::keadaan::Keadaan;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::waktu;
use crate::tempat::{self, Tempat};

#[derive(Template)]
#[template(path = "laporan_arsip.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    boleh: bool,
    revisi: Vec<Revisi>,
    lain: Vec<Tautan>,
}

struct Revisi {
    nomor: i64,
    nama: String,
    oleh: String,
    waktu: String,
    alasan: String,
    sidik: String,
    /// Where its QR code leads; empty for reports locked before there was one.
    publik: String,
    terbit: Vec<IssuedFile>,
}

fn name(revisi: i64) -> String {
    if revisi == 0 { "Laporan pertama".to_string() } else { format!("Ralat ke-{revisi}") }
}

/// The locked reports of the office: those of the page's period, the newest first, and the periods of the others.
pub(super) async fn locked(h: &HalamanKantor) -> Result<(Vec<LockedReport>, Vec<Periode>), Galat> {
    let reports = h.konteks.keadaan.store.locked_reports(&h.tempat.kode).await?;
    let here = h.tempat.periode.write();
    let (mut own, others): (Vec<_>, Vec<_>) = reports.into_iter().partition(|report| report.periode == here);
    own.sort_by_key(|report| std::cmp::Reverse(report.revisi));
    let mut periods: Vec<Periode> = others.iter().filter_map(|report| Periode::read(&report.periode).ok()).collect();
    periods.sort_by_key(|periode| std::cmp::Reverse((periode.end(), *periode)));
    periods.dedup();
    Ok((own, periods))
}

/// `GET .../laporan/arsip`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let (own, others) = locked(&h).await?;
    let mut revisi = Vec::new();
    for report in own {
        revisi.push(Revisi {
            nomor: report.revisi,
            nama: name(report.revisi),
            oleh: report.actor,
            waktu: waktu(&report.at, Some(&h.tempat.kode)),
            alasan: report.reason,
            sidik: report.sha256,
            terbit: h.konteks.keadaan.store.issued(&report.publik).await?,
            publik: report.publik,
        });
    }
    let link = |periode: Periode| Tautan::new(periode.to_string(), h.tempat.at(periode).alamat("laporan/arsip"));
    halaman(&Halaman {
        r: h.rangka(format!("Arsip laporan {}", h.tempat.periode), "laporan").below(crumb(&h)),
        alamat: h.tempat.alamat("laporan"),
        boleh: h.may(Hak::Kunci),
        revisi,
        lain: others.into_iter().map(link).collect(),
    })
}

/// `GET .../laporan/arsip/{revisi}/cetak?format=`.
pub(crate) async fn cetak(
    konteks: Konteks,
    Path((_, _, _, revisi)): Path<(String, String, String, String)>,
    Query(pesanan): Query<Pesanan>,
) -> Hasil {
    let tempat = konteks.tempat()?.clone();
    let format = pesanan.format()?;
    let revisi: i64 = revisi.parse().map_err(|_| Galat::TidakAda)?;
    let found = konteks.keadaan.store.locked_report(&tempat.kode, &tempat.periode, revisi).await?;
    let (_, isi) = found.ok_or(Galat::TidakAda)?;
    let bytes = konteks.keadaan.antrean.cetak_tersimpan(isi, format).await?;
    let name = format!("lkj-{}-{}-{}-terkunci-{revisi}", tempat.kode, tempat.tahun(), tempat::slug(tempat.periode));
    Ok(kirim(bytes, &name, format))
}

/// `POST .../laporan/arsip/{revisi}/terbit`: prints every format and keeps its digest for the public page.
pub(crate) async fn terbit(konteks: Konteks, Path((_, _, _, revisi)): Path<(String, String, String, String)>) -> Hasil {
    let tempat = konteks.tempat()?.clone();
    let revisi: i64 = revisi.parse().map_err(|_| Galat::TidakAda)?;
    issue(&konteks.keadaan, &tempat, revisi, &konteks.pelaku()?).await?;
    Ok(Redirect::to(&format!("{}?pesan=tersimpan", tempat.alamat("laporan/arsip"))).into_response())
}

/// Prints every format of a locked report and keeps its digest.
pub(super) async fn issue(keadaan: &Keadaan, tempat: &Tempat, revisi: i64, pelaku: &Pelaku) -> Result<(), Galat> {
    let found = keadaan.store.locked_report(&tempat.kode, &tempat.periode, revisi).await?;
    let (report, isi) = found.ok_or(Galat::TidakAda)?;
    for format in [Format::Docx, Format::Pdf, Format::Xlsx, Format::Html] {
        let bytes = keadaan.antrean.cetak_tersimpan(isi.clone(), format).await?;
        app::catat_terbit(&keadaan.store, &report, format, &bytes, pelaku).await?;
    }
    Ok(())
}

/// Which two are compared; `ke` empty or `kini` is today's register.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Pasangan {
    #[serde(default)]
    dari: i64,
    #[serde(default)]
    ke: String,
}

#[derive(Template)]
#[template(path = "laporan_beda.html")]
struct HalamanBeda {
    r: Rangka,
    alamat: String,
    dari: String,
    ke: String,
    beda: Vec<Beda>,
}

/// `GET .../laporan/beda?dari=&ke=`.
pub(crate) async fn beda(konteks: Konteks, Query(asked): Query<Pasangan>) -> Hasil {
    let h = konteks.kantor().await?;
    let keadaan = &h.konteks.keadaan;
    let ke = asked.ke.parse::<i64>().ok();
    let complete = !h.data.kekurangan(h.tempat.periode).iter().any(|item| item.wajib);
    let request = Permintaan { is_final: complete, ..Pesanan::default().request(h.tempat.periode) };
    let home = &keadaan.pengaturan.home;
    let beda = app::beda_revisi(&keadaan.store, home, &h.tempat.kode, &request, asked.dari, ke).await?;
    halaman(&HalamanBeda {
        r: h.rangka("Beda laporan", "laporan").below(crumb(&h)),
        alamat: h.tempat.alamat("laporan"),
        dari: name(asked.dari),
        ke: ke.map_or_else(|| "register hari ini".to_string(), name),
        beda,
    })
}
