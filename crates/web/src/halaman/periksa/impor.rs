//! Figures of a checked report into the register: seen first, then written as one act.

use app::{AppError, BedaSel, CaraBeda, HitunganTabel, ImporLaporan, PermintaanImpor};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::schema::Field;

use super::{crumb, finished};
use crate::antrean::latar;
use crate::galat::{Galat, Hasil as Jawaban, halaman};
use crate::isian::Kiriman;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};

#[derive(Template)]
#[template(path = "periksa_impor.html")]
struct Halaman {
    r: Rangka,
    periode: String,
    tabel: Vec<HitunganTabel>,
    beda: Vec<BedaSel>,
    diragukan: Vec<(&'static str, String, String)>,
    tertolak: Vec<String>,
    teks: String,
}

type Letak = (String, String, String, String, String);

async fn run(h: &HalamanKantor, id: &str, nomor: &str, cara: CaraBeda, terapkan: bool) -> Result<ImporLaporan, Galat> {
    let (_, hasil) = finished(h, id)?;
    let nomor: usize = nomor.parse().map_err(|_| Galat::TidakAda)?;
    let (name, bytes) = hasil.kiriman.get(nomor).cloned().ok_or(Galat::TidakAda)?;
    let keadaan = h.konteks.keadaan.clone();
    let minta = PermintaanImpor { instansi: Some(h.tempat.kode.write()), periode: None, cara, terapkan };
    let pelaku = h.konteks.pelaku()?;
    let turn = h.konteks.keadaan.antrean.giliran().await?;
    let runtime = tokio::runtime::Handle::current();
    // The report is read and composed between two questions to the database: not on the threads of the pages.
    let made = latar(move || {
        let home = &keadaan.pengaturan.home;
        let import = app::impor_laporan(Some(&keadaan.store), home, &name, &bytes, &minta, &pelaku);
        runtime.block_on(import)
    });
    let made = made.await?;
    drop(turn);
    made.map_err(|error: AppError| error.into())
}

/// `GET .../periksa/{id}/impor/{nomor}`: what the import would bring.
pub(crate) async fn pratinjau(konteks: Konteks, Path((_, _, _, id, nomor)): Path<Letak>) -> Jawaban {
    let h = konteks.kantor().await?;
    let found = run(&h, &id, &nomor, CaraBeda::Pertahankan, false).await?;
    let mut crumbs = crumb(&h);
    crumbs.push(Tautan::new("Hasil pemeriksaan", h.tempat.alamat(&format!("periksa/{id}"))));
    halaman(&Halaman {
        r: h.rangka(format!("Impor {}", found.nama), "periksa").below(crumbs),
        periode: found.periode.to_string(),
        teks: found.teks(),
        tabel: found.tabel,
        beda: found.beda,
        diragukan: found.diragukan,
        tertolak: found.tertolak,
    })
}

/// `POST .../periksa/{id}/impor/{nomor}`: writes it.
pub(crate) async fn terapkan(konteks: Konteks, Path((_, _, _, id, nomor)): Path<Letak>, body: Bytes) -> Jawaban {
    let h = konteks.kantor().await?;
    let cara = match Kiriman::read(&body).get("cara") {
        "timpa" => CaraBeda::Timpa,
        "pertahankan" => CaraBeda::Pertahankan,
        _ => CaraBeda::Tolak,
    };
    let done = run(&h, &id, &nomor, cara, true).await?;
    Ok(Redirect::to(&format!("{}?pesan=diimpor", h.tempat.at(done.periode).alamat("laporan"))).into_response())
}
