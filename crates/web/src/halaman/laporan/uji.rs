//! The check before a report is locked: what the final print would refuse, and the checker run over our own print.

use askama::Template;

use super::cetak::{Pesanan, kantor};
use super::{Kurang, crumb, kurang};
use crate::antrean::latar;
use crate::galat::{Hasil, halaman};
use crate::konteks::Konteks;
use crate::rangka::Rangka;

#[derive(Template)]
#[template(path = "laporan_periksa.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    gaya: String,
    kurang: Vec<Kurang>,
    kurang_wajib: usize,
    salah: bool,
    diperiksa: usize,
    hasil: app::HalamanPeriksa,
}

/// `GET .../laporan/periksa`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let kurang = kurang(&h);
    let kurang_wajib = kurang.iter().filter(|kurang| kurang.wajib).count();
    let mut request = Pesanan::default().request(h.tempat.periode);
    request.is_final = kurang_wajib == 0;
    let kantor = kantor(&h).await?;
    let turn = h.konteks.keadaan.antrean.giliran().await?;
    let (salah, diperiksa, hasil) = latar(move || {
        let (document, _) = app::dokumen_laporan(&kantor, &request)?;
        let found = app::periksa_dokumen(&document, "laporan.docx")?;
        Ok::<_, app::AppError>((found.has_errors(), found.pemeriksaan.ringkasan.aturan_diperiksa, found.halaman()))
    })
    .await??;
    drop(turn);
    halaman(&Halaman {
        r: h.rangka("Periksa sebelum dikunci", "laporan").below(crumb(&h)),
        alamat: h.tempat.alamat("laporan"),
        gaya: crate::aset::alamat("periksa.css"),
        kurang,
        kurang_wajib,
        salah,
        diperiksa,
        hasil,
    })
}
