//! An indicator over the quarters of the year.

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::calculation::TahunKinerja;
use domain::formula::Formula;
use domain::schema::Field;
use domain::value::{Kode, Periode, Triwulan};

use super::baris::{Kelompok, Satu};
use super::hitung;
use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::angka::Entri;
use crate::halaman::angka::indikator::{evidence, measured};
use crate::isian::{Catatan, Kiriman, Terima, terima};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan;

#[derive(Template)]
#[template(path = "pengukuran_satu.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    asal: String,
    kode: String,
    fakta: Vec<(&'static str, String)>,
    definisi: String,
    rumus: Option<&'static Formula>,
    triwulan: Vec<SatuTriwulan>,
    gambar: Option<String>,
    kata: String,
    bukti: Vec<(Tautan, String)>,
    entri: Vec<Entri>,
    riwayat: String,
    boleh: bool,
    galat: Vec<String>,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

struct SatuTriwulan {
    triwulan: Triwulan,
    kini: bool,
    satu: Satu,
    tertinggi: String,
    capaian_triwulan: String,
    capaian: String,
}

async fn show(h: &HalamanKantor, kunci: &str, year: &TahunKinerja, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let kode = Kode::read(kunci).map_err(|_| Galat::TidakAda)?;
    let now = year.view(h.tempat.periode, None);
    let indikator = now.indikator_by_kode(&kode).ok_or(Galat::TidakAda)?;
    let isian = Kelompok::new(h, &Triwulan::ALL, Some(indikator), notes)?;
    let quarter = |triwulan: Triwulan| {
        // Quarters that have not come are looked at as their own report will.
        let view = if triwulan <= now.periode.triwulan() {
            now.at_quarter(triwulan)
        } else {
            year.view(Periode::Triwulan { tahun: year.tahun, triwulan }, None)
        };
        let hasil = view.hasil(indikator);
        SatuTriwulan {
            triwulan,
            kini: triwulan == now.periode.triwulan(),
            satu: isian.satu(h, view, indikator),
            tertinggi: hasil.tertinggi.map_or_else(|| "–".to_string(), |highest| highest.show(&indikator.satuan)),
            capaian_triwulan: tampilan::persen(hasil.capaian_triwulan.as_ref().ok()),
            capaian: tampilan::persen(hasil.capaian.as_ref().ok()),
        }
    };
    let triwulan: Vec<SatuTriwulan> = Triwulan::ALL.into_iter().map(quarter).collect();
    let drawn = report::gambar_triwulan(now, indikator);
    let title = format!("Target dan realisasi {kode} per triwulan");
    let hasil = now.hasil(indikator);
    let mut fakta = vec![
        ("Satuan", indikator.satuan.to_string()),
        ("Target setahun", tampilan::target(hasil.target.map(|(target, _)| target), &indikator.satuan)),
        ("Cara menggabungkan triwulan", indikator.akumulasi.to_string()),
    ];
    fakta.extend(indikator.sumber_data.as_ref().map(|source| ("Sumber data", source.to_string())));
    let unit = indikator.penanggung_jawab.as_ref().and_then(|unit| now.unit_name(unit));
    fakta.extend(unit.map(|unit| ("Penanggung jawab", unit.to_string())));
    halaman(&Halaman {
        r: h.rangka(format!("{kode} {}", &*indikator.uraian), "pengukuran")
            .below(vec![Tautan::new("Pengukuran", h.tempat.alamat("pengukuran"))]),
        alamat: h.tempat.alamat(&format!("pengukuran/{kode}")),
        asal: h.tempat.alamat(&format!("angka/indikator/{kode}")),
        kode: kode.to_string(),
        fakta,
        definisi: indikator.definisi.as_ref().map(Field::write).unwrap_or_default(),
        rumus: hasil.formula,
        boleh: triwulan.iter().any(|one| one.satu.boleh),
        triwulan,
        gambar: drawn.as_ref().map(|(picture, alt)| document::html::picture(picture, "tren", &title, alt)),
        kata: drawn.map(|(_, alt)| alt).unwrap_or_default(),
        bukti: evidence(h, indikator, &Triwulan::ALL),
        entri: measured(h, &now, indikator, &Triwulan::ALL).await?,
        riwayat: h.tempat.alamat("pengaturan/riwayat"),
        galat: isian.galat(),
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../pengukuran/{indikator}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, kunci)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &kunci, &h.data.tahun, &Catatan::default(), Vec::new()).await
}

/// `POST .../pengukuran/{indikator}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = Kode::read(&kunci).map_err(|_| Galat::TidakAda)?;
    let address = h.tempat.alamat(&format!("pengukuran/{kode}"));
    let kiriman = Kiriman::read(&body);
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan } => {
            let typed = (!tersimpan).then(|| hitung::tried(&h, &kiriman));
            let year = typed.as_ref().unwrap_or(&h.data.tahun);
            show(&h, &kunci, year, &catatan, peringatan).await
        }
    }
}
