//! `kinerja laporan`

use app::{AppError, Field, Permintaan};

use super::{periode, tulis};
use crate::argumen::{Argumen, Kertas, Laporan};
use crate::keluaran;

pub fn run(argumen: &Argumen, laporan: &Laporan) -> Result<(), AppError> {
    let cetakan = &laporan.cetakan;
    let request = Permintaan {
        periode: periode::periode(&laporan.tahun, laporan.triwulan.as_deref())?,
        formats: tulis::formats(&cetakan.format),
        paper: match cetakan.kertas {
            Kertas::A4 => app::Paper::A4,
            Kertas::F4 => app::Paper::F4,
        },
        is_final: cetakan.is_final,
        per_tanggal: periode::per_tanggal(cetakan.per_tanggal.as_deref())?,
    };
    let folder = laporan.sumber.dari.as_deref().unwrap_or(&argumen.dir);
    let kantor = app::from_folder(folder)?;
    keluaran::warnings(&kantor.warnings);
    let (made, kekurangan) = app::print_laporan(&kantor, &request)?;
    let target = cetakan.keluaran.clone().unwrap_or_else(|| argumen.dir.join("cetak"));
    println!("Laporan Kinerja {}:", request.periode);
    tulis::cetakan(&made, &target, &format!("lkj-{}", request.periode.write().replace('/', "-tw")))?;
    keluaran::missing(&kekurangan);
    Ok(())
}
