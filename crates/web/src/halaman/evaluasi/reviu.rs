//! The checklist of the review of a period's report; its answers are printed in the statement of the review.

use app::Problem;
use axum::body::Bytes;
use domain::reference::daftar_reviu;
use domain::schema::Field;

use super::{Kelompok, Lembar, Pertanyaan};
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kisi};
use crate::izin;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::Tautan;

/// Path of the checklist below its place.
pub(super) const PATH: &str = "evaluasi/reviu";
const TABLE: &str = "reviu";

fn show(h: &HalamanKantor, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = h.view();
    let register = view.register();
    let (schema, rows) = register.rows_of(TABLE).ok_or(Galat::Gagal)?;
    let may = h.may(izin::change_of(TABLE)) && !h.terkunci();
    let periode = h.tempat.periode.write();
    let key =
        |kode: &str| Cells::from([("periode".to_string(), periode.clone()), ("butir".to_string(), kode.to_string())]);
    let keys = daftar_reviu().iter().map(|butir| key(&butir.kode));
    let grid = Kisi::new(schema, &["sesuai", "catatan"], rows, register, |_| may).with_rows(keys, |_| may).with(notes);
    let mut kelompok: Vec<Kelompok> = Vec::new();
    for butir in daftar_reviu() {
        let Some(baris) = grid.baris(&[&periode, &butir.kode]).cloned() else { continue };
        let question = Pertanyaan { nama: format!("{} {}", butir.kode, butir.uraian), jawaban: "sesuai", baris };
        match kelompok.last_mut().filter(|group| group.nama == butir.kelompok) {
            Some(group) => group.pertanyaan.push(question),
            None => kelompok.push(Kelompok {
                nama: butir.kelompok.clone(),
                hasil: String::new(),
                pertanyaan: vec![question],
            }),
        }
    }
    let own = || register.reviu.iter().filter(|row| row.periode == h.tempat.periode);
    let count = |answer: bool| own().filter(|row| row.sesuai == Some(answer)).count();
    let (yes, no) = (count(true), count(false));
    halaman(&Lembar {
        r: h.rangka("Reviu laporan", "evaluasi").below(vec![Tautan::new("Evaluasi", h.tempat.alamat("evaluasi"))]),
        alamat: h.tempat.alamat(PATH),
        hasil: format!(
            "Sesuai {yes}, tidak sesuai {no}, belum diperiksa {}",
            daftar_reviu().len().saturating_sub(yes + no)
        ),
        sumber: daftar_reviu().first().map(|butir| butir.sumber.clone()).unwrap_or_default(),
        kelompok,
        galat: grid.galat,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../evaluasi/reviu`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    show(&konteks.kantor().await?, &Catatan::default(), Vec::new())
}

/// `POST .../evaluasi/reviu`.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    super::simpan(konteks, body, PATH, show).await
}
