//! A whole register in: a workbook or an office folder, seen first, then taken in as one act.

use std::sync::Arc;

use app::{AppError, BarisBerubah, Berkas, Masukan, Problem, VersiTahun};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::problem::Rejection;
use domain::schema::TableSchema;
use domain::value::Periode;
use tempfile::TempDir;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Kiriman, tampil};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::nama_kolom;
use crate::unggahan::Unggahan;

/// So many rows of a kind are shown of each table; all are counted.
const BARIS: usize = 40;

#[derive(Template)]
#[template(path = "impor.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    buku: String,
    zip: String,
    tahun: i32,
    nama: String,
    masalah: Vec<Problem>,
}

fn page(h: &HalamanKantor, nama: String, masalah: Vec<Problem>) -> Halaman {
    Halaman {
        r: h.rangka("Impor dan ekspor", "pengaturan")
            .below(vec![Tautan::new("Pengaturan", h.tempat.alamat("pengaturan"))]),
        alamat: h.tempat.alamat("pengaturan/impor"),
        buku: h.tempat.alamat("pengaturan/ekspor/xlsx"),
        zip: h.tempat.alamat("pengaturan/ekspor/zip"),
        tahun: h.tempat.tahun(),
        nama,
        masalah,
    }
}

/// `GET .../pengaturan/impor`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    halaman(&page(&h, String::new(), Vec::new()))
}

/// `POST .../pengaturan/impor`: keeps the file until its preview was seen; what cannot be read is told at once.
pub(crate) async fn kirim(konteks: Konteks, sent: Unggahan) -> Hasil {
    let h = konteks.kantor().await?;
    let Some(berkas) = sent.berkas.into_iter().next() else {
        let problem = Rejection::single(
            "WEB014",
            "berkas",
            "Berkasnya belum dipilih.",
            "Yang diterima: buku kerja XLSX atau ODS, atau ZIP folder kantor.",
            "Pilih berkasnya, lalu kirim lagi.",
        );
        return refused(&h, String::new(), problem.problems);
    };
    let berkas = Arc::new(berkas);
    match read(&h, &berkas).await {
        Err(Galat::Ditolak(rejection)) => refused(&h, berkas.0.clone(), rejection.problems),
        Err(other) => Err(other),
        Ok(_) => {
            let keadaan = &h.konteks.keadaan;
            let berkas = Arc::unwrap_or_clone(berkas);
            let id = keadaan.titipan.keep(h.konteks.akun()?, &h.tempat.kode, berkas, keadaan.waktu()?)?;
            Ok(Redirect::to(&h.tempat.alamat(&format!("pengaturan/impor/{id}"))).into_response())
        }
    }
}

fn refused(h: &HalamanKantor, nama: String, masalah: Vec<Problem>) -> Hasil {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, halaman(&page(h, nama, masalah))?).into_response())
}

/// Reads a file away from the threads of the pages; the folder holds what a ZIP unpacks to.
async fn read(h: &HalamanKantor, berkas: &Arc<Berkas>) -> Result<(Masukan, TempDir), Galat> {
    let turn = h.konteks.keadaan.antrean.giliran().await?;
    let berkas = berkas.clone();
    let made = latar(move || {
        let work = tempfile::tempdir().map_err(|error| AppError::failure("making a folder to unpack to", error))?;
        let (name, bytes) = &*berkas;
        let masukan = if name.to_lowercase().ends_with(".zip") {
            app::baca_zip(bytes, name, work.path())?
        } else {
            app::baca_buku(bytes, name)?
        };
        Ok::<_, AppError>((masukan, work))
    });
    let (masukan, work) = made.await??;
    drop(turn);
    if masukan.kode != h.tempat.kode {
        return Err(Galat::Ditolak(Rejection::single(
            "WEB015",
            "instansi",
            format!("Berkas ini milik instansi {}, bukan {}.", masukan.kode, h.tempat.kode),
            "Data satu kantor tidak dapat dimasukkan ke kantor lain.",
            "Buka kantor itu, atau perbaiki kode pada tabel instansi di berkasnya.",
        )));
    }
    Ok((masukan, work))
}

#[derive(Template)]
#[template(path = "impor_pratinjau.html")]
struct Pratinjau {
    r: Rangka,
    tahun: Vec<Tahun>,
    versi: String,
    halangan: Vec<Problem>,
    peringatan: Vec<Problem>,
}

struct Tahun {
    tahun: i32,
    baru: bool,
    tabel: Vec<Tabel>,
}

struct Tabel {
    nama: String,
    jumlah: [usize; 3],
    baris: Vec<Baris>,
    sisa: usize,
}

/// Kind of change, key, and columns with their text before and after.
struct Baris {
    jenis: &'static str,
    kunci: String,
    sel: Vec<(String, String, String)>,
}

fn table(beda: &app::BedaTabel) -> Tabel {
    let kinds = [("baru", &beda.baru), ("diubah", &beda.diubah), ("dihapus", &beda.dihapus)];
    let rows = kinds.iter().flat_map(|(jenis, rows)| {
        rows.iter().take(BARIS).map(|baris| Baris { jenis, kunci: baris.kunci.clone(), sel: cells(beda.tabel, baris) })
    });
    Tabel {
        nama: nama_kolom(beda.tabel.name),
        jumlah: kinds.map(|(_, rows)| rows.len()),
        baris: rows.collect(),
        sisa: kinds.iter().map(|(_, rows)| rows.len().saturating_sub(BARIS)).sum(),
    }
}

fn cells(tabel: &TableSchema, baris: &BarisBerubah) -> Vec<(String, String, String)> {
    let shown = baris.sel.iter().filter_map(|(name, before, after)| {
        let column = tabel.columns.iter().find(|column| column.name == *name)?;
        Some((nama_kolom(name), tampil(column, before), tampil(column, after)))
    });
    shown.collect()
}

fn waiting(h: &HalamanKantor, id: &str) -> Result<Arc<Berkas>, Galat> {
    let keadaan = &h.konteks.keadaan;
    let known = keadaan.titipan.one(id, h.konteks.akun()?, &h.tempat.kode, keadaan.waktu()?);
    known.ok_or_else(|| {
        Galat::Ditolak(Rejection::single(
            "WEB016",
            "berkas",
            "Berkas ini tidak menunggu lagi.",
            "Berkas yang dikirim ditahan paling lama satu jam, dan diganti oleh kiriman berikutnya.",
            "Kirim lagi berkasnya dari halaman Impor dan ekspor.",
        ))
    })
}

/// `GET .../pengaturan/impor/{id}`: what taking the file in would change.
pub(crate) async fn pratinjau(konteks: Konteks, Path((_, _, _, id)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    let berkas = waiting(&h, &id)?;
    let (masukan, _work) = read(&h, &berkas).await?;
    let seen = app::pratinjau_impor(&h.konteks.keadaan.store, &masukan, &h.konteks.pelaku()?).await?;
    let versi: Vec<String> = seen.versi.iter().map(|(tahun, versi)| format!("{tahun}:{versi}")).collect();
    let year = |tahun: &app::TahunImpor| Tahun {
        tahun: tahun.tahun,
        baru: tahun.baru,
        tabel: tahun.tabel.iter().map(table).collect(),
    };
    halaman(&Pratinjau {
        r: h.rangka(format!("Impor {}", berkas.0), "pengaturan").below(vec![
            Tautan::new("Pengaturan", h.tempat.alamat("pengaturan")),
            Tautan::new("Impor dan ekspor", h.tempat.alamat("pengaturan/impor")),
        ]),
        tahun: seen.tahun.iter().map(year).collect(),
        versi: versi.join(","),
        halangan: seen.halangan,
        peringatan: masukan.warnings,
    })
}

/// `POST .../pengaturan/impor/{id}`: takes it in, where nobody has written since it was seen.
pub(crate) async fn terapkan(
    konteks: Konteks,
    Path((_, _, _, id)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let pair = |text: &str| text.split_once(':').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let versi: VersiTahun = kiriman.get("versi").split(',').filter_map(pair).collect();
    let berkas = waiting(&h, &id)?;
    let (masukan, work) = read(&h, &berkas).await?;
    let (keadaan, pelaku) = (h.konteks.keadaan.clone(), h.konteks.pelaku()?);
    let runtime = tokio::runtime::Handle::current();
    // Files are copied between two questions to the database: not on the threads of the pages.
    let made = latar(move || {
        let home = &keadaan.pengaturan.home;
        let act = app::masukkan_register(&keadaan.store, home, masukan, Some(&versi), &pelaku, "impor");
        let done = runtime.block_on(act);
        drop(work);
        done
    });
    let done = made.await??;
    h.konteks.keadaan.titipan.forget(&id);
    let here = h.tempat.tahun();
    let newest = done.years.iter().map(|(tahun, _)| *tahun).max().unwrap_or(here);
    let place = if done.years.iter().any(|(tahun, _)| *tahun == here) {
        h.tempat.clone()
    } else {
        h.tempat.at(Periode::Tahunan { tahun: newest })
    };
    Ok(Redirect::to(&format!("{}?pesan=diimpor", place.alamat("pengaturan/impor"))).into_response())
}
