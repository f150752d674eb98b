//! The worksheet of the evaluation (LKE), filled in by the office itself and by the evaluator.

use app::Problem;
use axum::body::Bytes;
use axum::extract::Path;
use domain::calculation::{NilaiLke, NilaiSubKomponen};
use domain::reference::{TingkatLke, lke};
use domain::register::Penilai;
use domain::schema::Field;

use super::{Kelompok, Lembar, Pertanyaan};
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kisi};
use crate::izin;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::Tautan;

const TABLE: &str = "penilaian_lke";

/// Path of the worksheet below its place.
pub(super) fn path(penilai: Penilai) -> String {
    format!("evaluasi/lke/{penilai}")
}

/// What the worksheet is called.
pub(super) fn judul(penilai: Penilai) -> &'static str {
    match penilai {
        Penilai::Mandiri => "LKE penilaian mandiri",
        Penilai::Evaluator => "LKE evaluator",
    }
}

/// Points with their predicate, or that they are not known.
pub(super) fn nilai(lke: &NilaiLke<'_>) -> String {
    match (&lke.nilai, lke.predikat) {
        (Some(value), Some((predikat, words))) => format!("{} ({predikat}, {words})", value.show(2)),
        (Some(value), None) => value.show(2),
        (None, _) => "belum lengkap".to_string(),
    }
}

/// What a sub-component comes to: weight, answer, points.
fn hasil(sub: &NilaiSubKomponen<'_>) -> String {
    let weight = sub.butir.bobot.map(|weight| domain::value::Rasio::from(weight).show(2)).unwrap_or_default();
    match (sub.jawaban, &sub.nilai) {
        (Some(answer), Some(value)) => {
            let how = if sub.dihitung { ", dihitung dari kriterianya" } else { "" };
            format!("bobot {weight}; {} ({}{how}); nilai {}", answer.jawaban, answer.arti, value.show(2))
        }
        _ => format!("bobot {weight}; belum lengkap"),
    }
}

fn show(h: &HalamanKantor, penilai: Penilai, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = h.view();
    let sheet = view.lke(penilai);
    let register = view.register();
    let akun = h.konteks.akun()?;
    let (schema, rows) = register.rows_of(TABLE).ok_or(Galat::Gagal)?;
    let may_table = h.may(izin::change_of(TABLE));
    let may = |cells: &Cells| may_table && izin::own_row(akun, &h.tempat.kode, TABLE, cells, register);
    let word = penilai.write();
    let key = |kode: &str| Cells::from([("penilai".to_string(), word.clone()), ("kode".to_string(), kode.to_string())]);
    let grid = |tingkat: TingkatLke, columns: &[&str]| {
        let keys = lke().iter().filter(|butir| butir.tingkat == tingkat).map(|butir| key(&butir.kode));
        Kisi::new(schema, columns, rows.clone(), register, may).with_rows(keys, may).with(notes)
    };
    let criteria = grid(TingkatLke::Kriteria, &["terpenuhi", "catatan"]);
    let answers = grid(TingkatLke::SubKomponen, &["jawaban", "catatan"]);
    let question = |grid: &Kisi, kode: &str, nama: String, jawaban: &'static str| {
        Some(Pertanyaan { nama, jawaban, baris: grid.baris(&[&word, kode])?.clone() })
    };
    let kelompok = sheet.sub_komponen.iter().map(|sub| {
        let kriteria = sub.kriteria.iter().filter_map(|(butir, _)| {
            question(&criteria, &butir.kode, format!("{} {}", butir.kode, butir.uraian), "terpenuhi")
        });
        let own =
            question(&answers, &sub.butir.kode, "Predikat (kosong: dihitung dari kriteria)".to_string(), "jawaban");
        Kelompok {
            nama: format!("{} {}", sub.butir.kode, sub.butir.uraian),
            hasil: hasil(sub),
            pertanyaan: kriteria.chain(own).collect(),
        }
    });
    halaman(&Lembar {
        r: h.rangka(judul(penilai), "evaluasi").below(vec![Tautan::new("Evaluasi", h.tempat.alamat("evaluasi"))]),
        alamat: h.tempat.alamat(&path(penilai)),
        hasil: format!("Nilai: {}", nilai(&sheet)),
        sumber: lke().first().map(|butir| butir.sumber.clone()).unwrap_or_default(),
        kelompok: kelompok.collect(),
        galat: criteria.galat,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

fn read(word: &str) -> Result<Penilai, Galat> {
    Penilai::read(word).map_err(|_| Galat::TidakAda)
}

/// `GET .../evaluasi/lke/{jenis}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, word)): Path<(String, String, String, String)>) -> Hasil {
    show(&konteks.kantor().await?, read(&word)?, &Catatan::default(), Vec::new())
}

/// `POST .../evaluasi/lke/{jenis}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, word)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let penilai = read(&word)?;
    super::simpan(konteks, body, &path(penilai), |h, notes, warnings| show(h, penilai, notes, warnings)).await
}
