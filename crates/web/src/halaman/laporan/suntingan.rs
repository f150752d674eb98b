//! Narrative that somebody edited in a Word file of ours, taken back.

use app::NaskahBerubah;
use askama::Template;
use domain::problem::Rejection;

use super::crumb;
use crate::antrean::latar;
use crate::galat::{Galat, Hasil, halaman};
use crate::konteks::Konteks;
use crate::rangka::Rangka;
use crate::unggahan::Unggahan;

#[derive(Template)]
#[template(path = "laporan_suntingan.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    berubah: Vec<NaskahBerubah>,
    sama: usize,
    tidak_cocok: Vec<String>,
    tersimpan: bool,
}

/// `POST .../laporan/naskah`: what the file changes, or the change itself.
pub(crate) async fn ambil(konteks: Konteks, sent: Unggahan) -> Hasil {
    let h = konteks.kantor().await?;
    let Some((name, bytes)) = sent.berkas.into_iter().next() else {
        let what = "Berkasnya belum dipilih.";
        let why = "Yang diambil kembali adalah DOCX cetakan Kinerja yang sudah disunting.";
        return Err(Galat::Ditolak(Rejection::single("WEB014", "berkas", what, why, "Pilih berkasnya.")));
    };
    let apply = sent.isian.get("cara").is_some_and(|word| word == "masukkan");
    let (keadaan, tempat, pelaku) = (h.konteks.keadaan.clone(), h.tempat.clone(), h.konteks.pelaku()?);
    let runtime = tokio::runtime::Handle::current();
    let turn = h.konteks.keadaan.antrean.giliran().await?;
    let made = latar(move || {
        let (home, file) = (&keadaan.pengaturan.home, (name.as_str(), bytes.as_slice()));
        let import = app::impor_naskah(&keadaan.store, home, &tempat.kode, tempat.periode, file, &pelaku, apply);
        runtime.block_on(import)
    });
    let found = made.await??;
    drop(turn);
    halaman(&Halaman {
        r: h.rangka("Naskah yang disunting", "laporan").below(crumb(&h)),
        alamat: h.tempat.alamat("laporan"),
        berubah: found.berubah,
        sama: found.sama,
        tidak_cocok: found.tidak_cocok,
        tersimpan: found.tersimpan.is_some(),
    })
}
