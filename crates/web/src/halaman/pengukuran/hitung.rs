//! What the figures become while one types: computed on a copy of the register, with nothing saved.

use app::Perubahan;
use askama::Template;
use axum::body::Bytes;
use domain::calculation::{TahunKinerja, View};
use domain::register::Indikator;

use super::baris::HasilSatu;
use crate::galat::{Hasil, halaman};
use crate::isian::Kiriman;
use crate::konteks::{HalamanKantor, Konteks};

/// The outputs of all indicators, each to be put in its place.
#[derive(Template)]
#[template(path = "pengukuran_hitung.html")]
struct Potongan {
    hasil: Vec<HasilSatu>,
}

/// The year with what is typed in a form of measurement, as far as it can be read.
pub(super) fn tried(h: &HalamanKantor, kiriman: &Kiriman) -> TahunKinerja {
    let measured = |change: &Perubahan| matches!(change.tabel.as_str(), "pengukuran" | "nilai_komponen");
    let changes: Vec<Perubahan> = kiriman.changes().into_iter().map(|(_, change)| change).filter(measured).collect();
    let year = &h.data.tahun;
    let (register, _) = app::coba(&year.register, &changes);
    TahunKinerja { tahun: year.tahun, register, ringkasan: year.ringkasan.clone() }
}

/// `POST .../pengukuran/hitung`: computes and answers, saves nothing.
pub(crate) async fn hitung(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let year = tried(&h, &Kiriman::read(&body));
    let view: View<'_> = year.view(h.tempat.periode, None);
    let one = |indikator: &Indikator| {
        let indikator = view.indikator_by_kode(&indikator.kode)?;
        Some(HasilSatu::new(&view, &view.hasil(indikator)))
    };
    halaman(&Potongan { hasil: h.view().indikator().into_iter().filter_map(one).collect() })
}
