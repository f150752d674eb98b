//! `kinerja riwayat`

use app::{AppError, Rejection};

use super::with_existing;
use crate::argumen::{Argumen, PerintahRiwayat, Riwayat};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, riwayat: &Riwayat) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = &super::pelaku(argumen);
    with_existing(&home, |store| async move {
        let kode = app::pilih_riwayat(&store, riwayat.instansi.as_deref()).await?;
        match (&riwayat.perintah, riwayat.nomor) {
            (Some(PerintahRiwayat::Verifikasi), _) => {
                let verification = app::verifikasi_riwayat(&store, &kode).await?;
                if let Some(broken) = &verification.first_broken {
                    return Err(Rejection::single(
                        "RWY001",
                        format!("riwayat {kode} nomor {}", broken.nomor),
                        "Riwayat tidak utuh.",
                        broken.why.clone(),
                        "Bandingkan dengan cadangan dan laporan terkunci yang memuat kepala riwayat.",
                    )
                    .into());
                }
                say!("Riwayat {kode} utuh: {} perbuatan.", verification.entries);
                say!("  kepala riwayat: nomor {}, sidik {}", verification.head.nomor, verification.head.digest);
            }
            (Some(PerintahRiwayat::HapusRincian { nomor, urut, alasan }), _) => {
                app::hapus_rincian(&store, &kode, *nomor, *urut, alasan, pelaku).await?;
                say!("Isi rincian {urut} dari perbuatan {nomor} dihapus; jejaknya tetap ada di riwayat.");
            }
            (None, Some(nomor)) => keluaran::details(&app::rincian_riwayat(&store, &kode, nomor).await?),
            (None, None) => keluaran::entries(&app::riwayat(&store, &kode, riwayat.banyak).await?),
        }
        Ok(())
    })
}
