//! The way of a report: verified, approved, locked; back to the draft; unlocked one level up.

use app::{Keadaan, Permintaan, WorkflowEvent};
use axum::body::Bytes;
use axum::response::{IntoResponse, Redirect};
use domain::problem::Rejection;
use domain::schema::Field;
use domain::value::KodeWilayah;

use super::cetak::paper;
use crate::galat::{Galat, Hasil};
use crate::isian::Kiriman;
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::tampilan::waktu;

/// What the page of the report shows of its way.
pub(super) struct Alur {
    pub keadaan: Keadaan,
    /// The steps that the one who looks may take.
    pub langkah: Vec<Langkah>,
    pub riwayat: Vec<Peristiwa>,
}

/// A step as a form.
pub(super) struct Langkah {
    pub alamat: String,
    pub tombol: &'static str,
    pub bantuan: &'static str,
    /// Name and label of the text that belongs to it; true where it must not be empty.
    pub teks: (&'static str, &'static str, bool),
    pub kertas: bool,
}

/// A step that was taken.
pub(super) struct Peristiwa {
    pub keadaan: Keadaan,
    pub oleh: String,
    pub waktu: String,
    pub catatan: String,
}

impl Peristiwa {
    fn new(event: WorkflowEvent, kode: &KodeWilayah) -> Self {
        Self { keadaan: event.keadaan, oleh: event.actor, waktu: waktu(&event.at, Some(kode)), catatan: event.note }
    }
}

pub(super) async fn alur(h: &HalamanKantor, locked_before: bool) -> Result<Alur, Galat> {
    let keadaan = h.keadaan();
    let store = &h.konteks.keadaan.store;
    let mut riwayat = app::riwayat_alur(store, &h.tempat.kode, h.tempat.periode).await?;
    riwayat.reverse();
    let note = ("catatan", "Catatan", false);
    let reason = ("alasan", "Alasan ralat", true);
    let steps = [
        (
            keadaan == Keadaan::Draf && h.may(Hak::Verifikasi),
            ("verifikasi", "Nyatakan diverifikasi", "Angka dan naskah sudah Anda periksa.", note, false),
        ),
        (
            keadaan == Keadaan::Diverifikasi && h.may(Hak::Setujui),
            ("setujui", "Setujui", "Laporan siap dikunci dan ditandatangani.", note, false),
        ),
        (
            keadaan == Keadaan::Disetujui && h.may(Hak::Kunci),
            (
                "kunci",
                "Kunci laporan",
                "Laporan disimpan seperti tercetak; isi periode ini tidak dapat diubah lagi.",
                if locked_before { reason } else { ("alasan", "", false) },
                true,
            ),
        ),
        (
            matches!(keadaan, Keadaan::Diverifikasi | Keadaan::Disetujui) && h.may(Hak::Kunci),
            (
                "kembalikan",
                "Kembalikan menjadi draf",
                "Penyusun membaca catatan Anda.",
                ("catatan", "Yang perlu diperbaiki", true),
                false,
            ),
        ),
        (
            keadaan == Keadaan::Dikunci && h.may(Hak::BukaKunci),
            (
                "buka",
                "Buka kunci",
                "Laporan kembali menjadi draf; yang sudah dikunci tetap tersimpan.",
                ("alasan", "Alasan", true),
                false,
            ),
        ),
    ];
    let langkah = steps.into_iter().filter(|(may, _)| *may).map(|(_, (path, tombol, bantuan, teks, kertas))| Langkah {
        alamat: h.tempat.alamat(&format!("laporan/{path}")),
        tombol,
        bantuan,
        teks,
        kertas,
    });
    let riwayat = riwayat.into_iter().map(|event| Peristiwa::new(event, &h.tempat.kode)).collect();
    Ok(Alur { keadaan, langkah: langkah.collect(), riwayat })
}

async fn step(konteks: Konteks, ke: Keadaan, body: &Bytes) -> Hasil {
    let catatan = Kiriman::read(body).get("catatan").to_string();
    let (store, tempat) = (&konteks.keadaan.store, konteks.tempat()?.clone());
    app::pindahkan(store, &tempat.kode, tempat.periode, ke, &catatan, &konteks.pelaku()?).await?;
    Ok(Redirect::to(&format!("{}?pesan=dipindahkan", tempat.alamat("laporan"))).into_response())
}

/// `POST .../laporan/verifikasi`.
pub(crate) async fn verifikasi(konteks: Konteks, body: Bytes) -> Hasil {
    step(konteks, Keadaan::Diverifikasi, &body).await
}

/// `POST .../laporan/setujui`.
pub(crate) async fn setujui(konteks: Konteks, body: Bytes) -> Hasil {
    step(konteks, Keadaan::Disetujui, &body).await
}

/// `POST .../laporan/kembalikan`.
pub(crate) async fn kembalikan(konteks: Konteks, body: Bytes) -> Hasil {
    step(konteks, Keadaan::Draf, &body).await
}

/// `POST .../laporan/kunci`: only what was approved.
pub(crate) async fn kunci(konteks: Konteks, body: Bytes) -> Hasil {
    let kiriman = Kiriman::read(&body);
    let h = konteks.kantor().await?;
    if h.keadaan() != Keadaan::Disetujui {
        let place = format!("laporan {}", h.tempat.periode.write());
        let what = format!("Laporan ini belum dapat dikunci, keadaannya {}.", h.keadaan());
        let why = "Yang dikunci adalah laporan yang sudah diverifikasi dan disetujui.";
        let action = "Selesaikan dahulu langkah sebelumnya pada halaman laporan.";
        return Err(Galat::Ditolak(Rejection::single("WEB011", place, what, why, action)));
    }
    let keadaan = &h.konteks.keadaan;
    let request = Permintaan {
        periode: h.tempat.periode,
        formats: Vec::new(),
        paper: paper(kiriman.get("kertas")),
        is_final: true,
        per_tanggal: None,
    };
    let (home, pelaku) = (&keadaan.pengaturan.home, h.konteks.pelaku()?);
    let reason = kiriman.get("alasan");
    let locked = app::kunci_laporan(&keadaan.store, home, &h.tempat.kode, &request, reason, &pelaku).await?;
    // The digests of its files follow when they are printed; the archive can do it again.
    let (keadaan, tempat) = (keadaan.clone(), h.tempat.clone());
    tokio::spawn(async move {
        if super::arsip::issue(&keadaan, &tempat, locked.revisi, &pelaku).await.is_err() {
            tracing::warn!("the digests of a locked report's files were not kept");
        }
    });
    Ok(Redirect::to(&format!("{}?pesan=dikunci", h.tempat.alamat("laporan"))).into_response())
}

/// `POST .../laporan/buka`.
pub(crate) async fn buka(konteks: Konteks, body: Bytes) -> Hasil {
    let alasan = Kiriman::read(&body).get("alasan").to_string();
    let (store, tempat) = (&konteks.keadaan.store, konteks.tempat()?.clone());
    app::buka_kunci(store, &tempat.kode, tempat.periode, &alasan, &konteks.pelaku()?).await?;
    Ok(Redirect::to(&format!("{}?pesan=dibuka", tempat.alamat("laporan"))).into_response())
}
