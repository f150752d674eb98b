//! Measurement: the grid of a quarter, the page of an indicator, and what the figures become while one types.

pub(crate) mod baris;
pub(crate) mod hitung;
pub(crate) mod satu;

use app::{Keadaan, Problem};
use askama::Template;
use axum::body::Bytes;
use axum::response::{IntoResponse, Redirect};
use domain::calculation::{TahunKinerja, View};
use domain::schema::Field;
use domain::value::{Periode, Triwulan};

use crate::galat::{Hasil, halaman};
use crate::isian::{Catatan, HasilKiriman, Kiriman, simpan as save};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::Rangka;

use baris::{Kelompok, Satu};

#[derive(Template)]
#[template(path = "pengukuran.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    triwulan: Triwulan,
    pembanding: &'static str,
    boleh: bool,
    baris: Vec<Satu>,
    perlu: usize,
    galat: Vec<String>,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

fn show(h: &HalamanKantor, year: &TahunKinerja, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = year.view(h.tempat.periode, None);
    let quarter = h.tempat.periode.triwulan();
    let isian = Kelompok::new(h, &[quarter], None, notes)?;
    let baris: Vec<Satu> = view.indikator().into_iter().map(|indikator| isian.satu(h, view, indikator)).collect();
    halaman(&Halaman {
        r: h.rangka(format!("Pengukuran {}", h.tempat.periode), "pengukuran"),
        alamat: h.tempat.alamat("pengukuran"),
        triwulan: quarter,
        pembanding: pembanding(&view),
        boleh: baris.iter().any(|baris| baris.boleh),
        perlu: baris.iter().filter(|baris| !baris.perlu.is_empty()).count(),
        baris,
        galat: isian.galat(),
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

fn pembanding(view: &View<'_>) -> &'static str {
    match view.periode {
        Periode::Triwulan { .. } if view.compares_with_quarter() => "target sampai dengan triwulan ini",
        _ => "target setahun",
    }
}

/// `GET .../pengukuran`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &h.data.tahun, &Catatan::default(), Vec::new())
}

/// `POST .../pengukuran`.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.clone().kantor().await?;
    let kiriman = Kiriman::read(&body);
    let address = h.tempat.alamat("pengukuran");
    match save(&h, &kiriman, kiriman.get("_catatan")).await? {
        HasilKiriman::Tersimpan(warnings) if warnings.is_empty() => {
            Ok(Redirect::to(&format!("{address}?pesan=tersimpan")).into_response())
        }
        HasilKiriman::Tersimpan(warnings) => {
            let now = konteks.kantor().await?;
            show(&now, &now.data.tahun, &Catatan::default(), warnings)
        }
        HasilKiriman::TanpaPerubahan => Ok(Redirect::to(&format!("{address}?pesan=tanpa-perubahan")).into_response()),
        HasilKiriman::Ulang(notes) => show(&h, &hitung::tried(&h, &kiriman), &notes, Vec::new()),
    }
}

/// True where the one who asks may enter the figures of an indicator, and no locked report holds them.
fn may_enter(h: &HalamanKantor, tabel: &str, cells: &crate::isian::Cells) -> bool {
    let register = &h.data.tahun.register;
    let held = |periode: &Periode| match (periode, cells.get("triwulan")) {
        (Periode::Triwulan { triwulan, .. }, Some(own)) => Triwulan::read(own).is_ok_and(|own| own <= *triwulan),
        (periode, _) => periode.tahun() == h.tempat.tahun(),
    };
    let reports = h.data.keadaan.iter().filter(|(periode, _)| periode.tahun() == h.tempat.tahun());
    h.may(Hak::UbahPengukuran)
        && !reports.filter(|(_, keadaan)| **keadaan == Keadaan::Dikunci).any(|(periode, _)| held(periode))
        && h.konteks.akun().is_ok_and(|akun| crate::izin::own_row(akun, &h.tempat.kode, tabel, cells, register))
}
