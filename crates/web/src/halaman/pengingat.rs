//! Deadlines and reminders: a list, texts to be pasted into WhatsApp, a calendar.

use app::{JenisTenggat, Pesan};
use askama::Template;
use axum::http::header;
use axum::response::IntoResponse;
use domain::value::Tanggal;

use crate::galat::{Hasil, halaman};
use crate::izin::Hak;
use crate::konteks::Konteks;
use crate::rangka::Rangka;

#[derive(Template)]
#[template(path = "pengingat.html")]
struct Halaman {
    r: Rangka,
    hari: Tanggal,
    tenggat: Vec<Satu>,
    unit: Vec<Pesan>,
    desa: Vec<Pesan>,
    kalender: String,
    token: String,
}

struct Satu {
    tanggal: String,
    judul: String,
    rincian: String,
    nada: &'static str,
    keadaan: &'static str,
    alamat: String,
}

/// `GET .../pengingat`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let hari = konteks.keadaan.hari()?;
    let h = konteks.kantor().await?;
    let year = &h.data.tahun;
    let one = |item: app::Tenggat| {
        let (nada, keadaan) = match (item.selesai, item.tanggal < hari) {
            (true, _) => ("baik", "selesai"),
            (false, true) => ("buruk", "sudah lewat"),
            (false, false) => ("netral", "belum"),
        };
        let page = match item.jenis {
            JenisTenggat::DokumenDesa => "dokumen-desa",
            JenisTenggat::Pengukuran => "pengukuran",
            JenisTenggat::Laporan => "laporan",
        };
        let alamat = h.tempat.alamat(page);
        Satu { tanggal: item.tanggal.to_string(), judul: item.judul, rincian: item.rincian, nada, keadaan, alamat }
    };
    halaman(&Halaman {
        r: h.rangka("Tenggat dan pengingat", "dokumen-desa"),
        hari,
        tenggat: app::tenggat(year, hari).into_iter().map(one).collect(),
        unit: app::pesan_unit(year, h.tempat.periode)?,
        desa: app::pesan_desa(year, hari)?,
        kalender: h.tempat.alamat("kalender.ics"),
        token: if h.may(Hak::Kelola) { h.tempat.alamat("pengaturan/token") } else { String::new() },
    })
}

/// `GET .../kalender.ics`.
pub(crate) async fn kalender(konteks: Konteks) -> Hasil {
    let now = konteks.keadaan.waktu()?;
    let hari = konteks.keadaan.hari()?;
    let h = konteks.kantor().await?;
    let nama = h.view().instansi().map(|instansi| instansi.nama.to_string()).unwrap_or_default();
    let list = app::tenggat(&h.data.tahun, hari);
    let kode = &h.tempat.kode;
    let text = app::kalender(kode.as_str(), &nama, h.tempat.tahun(), &list, now);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"tenggat-{kode}-{}.ics\"", h.tempat.tahun())),
    ];
    Ok((headers, text).into_response())
}
