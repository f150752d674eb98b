//! `kinerja mulai`

use app::{AppError, KodeWilayah};

use super::{periode, tulis};
use crate::argumen::{Argumen, Mulai};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, mulai: &Mulai) -> Result<(), AppError> {
    let kode = periode::read::<KodeWilayah>("--kecamatan", &mulai.kecamatan)?;
    let tahun = periode::read::<i32>("--tahun", &mulai.tahun)?;
    let workbook = app::mulai(&kode, tahun)?;
    let target = mulai.keluaran.clone().unwrap_or_else(|| argumen.dir().join(format!("register-{kode}-{tahun}.xlsx")));
    tulis::new_file(&target, &workbook)?;
    say!("Buku kerja setengah terisi:");
    keluaran::written(&target);
    say!("Isi dengan Excel atau LibreOffice, lalu masukkan dengan: kinerja impor {}", target.display());
    Ok(())
}
