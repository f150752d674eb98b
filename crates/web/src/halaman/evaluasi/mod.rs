//! Evaluation: readiness, the checklist of the review, the LKE, and what was done about recommendations.

pub(crate) mod lke;
pub(crate) mod reviu;

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use domain::register::Penilai;

use crate::galat::{Hasil, halaman};
use crate::halaman::data;
use crate::isian::{Baris, Catatan, Kiriman, terima_tampil};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan;

#[derive(Template)]
#[template(path = "evaluasi.html")]
struct Halaman {
    r: Rangka,
    lke: Vec<(Tautan, String)>,
    reviu: Tautan,
    reviu_terjawab: usize,
    reviu_seluruhnya: usize,
    kurang_wajib: usize,
    laporan: String,
    tindak_lanjut: String,
    rekomendasi: Vec<[String; 5]>,
}

/// `GET .../evaluasi`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let view = h.view();
    let sheet = |penilai: &Penilai| {
        let link = Tautan::new(lke::judul(*penilai), h.tempat.alamat(&lke::path(*penilai)));
        (link, lke::nilai(&view.lke(*penilai)))
    };
    let register = view.register();
    let answered = register.reviu.iter().filter(|row| row.periode == h.tempat.periode && row.sesuai.is_some());
    let mut followed: Vec<_> = register.tindak_lanjut.iter().collect();
    followed.sort_by_key(|row| row.urut);
    let rekomendasi = followed.into_iter().map(|row| {
        [
            row.rekomendasi.to_string(),
            row.tindakan.as_deref().unwrap_or_default().to_string(),
            row.penanggung_jawab.as_ref().and_then(|unit| view.unit_name(unit)).unwrap_or_default().to_string(),
            row.tanggal.map(|date| tampilan::tanggal(Some(date))).unwrap_or_default(),
            row.status.to_string(),
        ]
    });
    halaman(&Halaman {
        lke: Penilai::ALL.iter().map(sheet).collect(),
        reviu: Tautan::new("Daftar periksa reviu", h.tempat.alamat(reviu::PATH)),
        reviu_terjawab: answered.count(),
        reviu_seluruhnya: domain::reference::daftar_reviu().len(),
        kurang_wajib: h.data.kekurangan(h.tempat.periode).iter().filter(|item| item.wajib).count(),
        laporan: h.tempat.alamat("laporan"),
        tindak_lanjut: h.tempat.alamat(&data::path("tindak_lanjut")),
        rekomendasi: rekomendasi.collect(),
        r: h.rangka("Evaluasi", "evaluasi"),
    })
}

/// A worksheet: questions in groups, each with an answer and a remark.
#[derive(Template)]
#[template(path = "evaluasi_lembar.html")]
struct Lembar {
    r: Rangka,
    alamat: String,
    /// What the answers come to.
    hasil: String,
    /// Where questions and weights come from.
    sumber: String,
    kelompok: Vec<Kelompok>,
    galat: Vec<String>,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

struct Kelompok {
    nama: String,
    /// What the group's answers come to; may be empty.
    hasil: String,
    pertanyaan: Vec<Pertanyaan>,
}

struct Pertanyaan {
    nama: String,
    /// Column of the answer.
    jawaban: &'static str,
    baris: Baris,
}

impl Lembar {
    fn boleh(&self) -> bool {
        self.kelompok.iter().flat_map(|group| &group.pertanyaan).any(|question| question.baris.boleh)
    }
}

/// Saves a worksheet and shows it again.
async fn simpan(
    konteks: Konteks,
    body: Bytes,
    path: &str,
    show: impl FnOnce(&HalamanKantor, &Catatan, Vec<Problem>) -> Hasil,
) -> Hasil {
    let h = konteks.kantor().await?;
    let address = h.tempat.alamat(path);
    terima_tampil(h, &Kiriman::read(&body), &address, show).await
}
