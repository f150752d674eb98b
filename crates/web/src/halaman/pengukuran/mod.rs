//! Measurement: the grid of a quarter, the page of an indicator, and what the figures become while one types.

pub(crate) mod baris;
pub(crate) mod hitung;
pub(crate) mod satu;

use std::sync::Arc;

use app::{Keadaan, Problem};
use askama::Template;
use axum::body::Bytes;
use domain::calculation::{TahunKinerja, View};
use domain::schema::Field;
use domain::value::{Periode, Triwulan};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Kiriman, Terima, terima};
use crate::izin::{self, Hak};
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
    isi: Arc<Isi>,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// The grid as those see it who may enter the same figures.
struct Isi {
    boleh: bool,
    baris: Vec<Satu>,
    perlu: usize,
    galat: Vec<String>,
}

impl Isi {
    fn new(h: &HalamanKantor, year: &TahunKinerja, notes: &Catatan) -> Result<Self, Galat> {
        let view = year.view(h.tempat.periode, None);
        let isian = Kelompok::new(h, &[view.periode.triwulan()], None, notes)?;
        let baris: Vec<Satu> = view.indikator().into_iter().map(|indikator| isian.satu(h, view, indikator)).collect();
        Ok(Self {
            boleh: baris.iter().any(|baris| baris.boleh),
            perlu: baris.iter().filter(|baris| !baris.perlu.is_empty()).count(),
            galat: isian.galat(),
            baris,
        })
    }

    /// The grid of the register as it stands, computed once for each group of rights.
    fn kept(h: &HalamanKantor) -> Result<Arc<Self>, Galat> {
        let duties = izin::duties(h.konteks.akun()?, Hak::UbahPengukuran, &h.tempat.kode);
        let rights: Vec<_> = duties.map(|duty| format!("{} {:?}", duty.peran.word(), duty.unit)).collect();
        let make = || Self::new(h, &h.data.tahun, &Catatan::default()).ok().map(Arc::new);
        h.data.sekali(h.tempat.periode, &rights.join(","), make).as_ref().clone().ok_or(Galat::Gagal)
    }
}

fn show(h: &HalamanKantor, isi: Arc<Isi>, jumlah_masalah: usize, peringatan: Vec<Problem>) -> Hasil {
    halaman(&Halaman {
        r: h.rangka(format!("Pengukuran {}", h.tempat.periode), "pengukuran"),
        alamat: h.tempat.alamat("pengukuran"),
        triwulan: h.tempat.periode.triwulan(),
        pembanding: pembanding(&h.view()),
        isi,
        jumlah_masalah,
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
    show(&h, Isi::kept(&h)?, 0, Vec::new())
}

/// `POST .../pengukuran`.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let address = h.tempat.alamat("pengukuran");
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, peringatan, tersimpan: true, .. } => show(&h, Isi::kept(&h)?, 0, peringatan),
        Terima::Tampil { halaman: h, catatan, .. } => {
            let isi = Isi::new(&h, &hitung::tried(&h, &kiriman), &catatan)?;
            show(&h, Arc::new(isi), catatan.len(), Vec::new())
        }
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
        && h.konteks.akun().is_ok_and(|akun| izin::own_row(akun, &h.tempat.kode, tabel, cells, register))
}
