//! A version of the agreement with its annexes, to be filled in and corrected.

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::register::table;
use domain::schema::Field;

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kiriman, Kisi, terima_tampil};
use crate::izin::{Hak, own_row};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};

#[derive(Template)]
#[template(path = "perjanjian_versi.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    pokok: Kisi,
    target: Kisi,
    anggaran: Kisi,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

pub(super) fn show(h: &HalamanKantor, number: &str, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let versi = u32::read(number).map_err(|_| Galat::TidakAda)?;
    let view = h.view();
    let agreement = view.versi_perjanjian().into_iter().find(|row| row.versi == versi).ok_or(Galat::TidakAda)?;
    let boleh = h.may(Hak::UbahPerjanjian);
    let akun = h.konteks.akun()?;
    let register = &h.data.tahun.register;
    let fixed: Cells = [("versi".to_string(), versi.write())].into();
    let grid = |name: &str, columns: &[&str], grows: bool| -> Result<Kisi, Galat> {
        let schema = table(name).ok_or(Galat::Gagal)?;
        let place = schema.columns.iter().position(|column| column.name == "versi").ok_or(Galat::Gagal)?;
        let rows = register.rows_of(name).map(|(_, rows)| rows).unwrap_or_default();
        let own = rows.into_iter().filter(|row| row.get(place) == Some(&versi.write())).collect();
        let may = |cells: &Cells| boleh && own_row(akun, &h.tempat.kode, name, cells, register);
        let kisi = Kisi::new(schema, columns, own, register, may);
        Ok(if boleh && grows { kisi.with_new(&fixed) } else { kisi }.with(notes))
    };
    halaman(&Halaman {
        r: h.rangka(report::nama_perjanjian(agreement, h.tempat.tahun()), "perjanjian")
            .below(vec![Tautan::new("Perjanjian Kinerja", h.tempat.alamat("perjanjian"))]),
        alamat: h.tempat.alamat(&format!("perjanjian/versi/{versi}")),
        pokok: grid("perjanjian", &["tanggal", "tempat", "alasan", "penjelasan"], false)?,
        target: grid("perjanjian_target", &["urut", "indikator", "target"], true)?,
        anggaran: grid("perjanjian_anggaran", &["urut", "program", "nama", "jumlah", "sumber_dana"], true)?,
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../perjanjian/versi/{nomor}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, nomor)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &nomor, &Catatan::default(), Vec::new())
}

/// `POST .../perjanjian/versi/{nomor}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, nomor)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let versi = u32::read(&nomor).map_err(|_| Galat::TidakAda)?;
    let address = h.tempat.alamat(&format!("perjanjian/versi/{versi}"));
    let kiriman = Kiriman::read(&body);
    terima_tampil(h, &kiriman, &address, |h, notes, warnings| show(h, &nomor, notes, warnings)).await
}
