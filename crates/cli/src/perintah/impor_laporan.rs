//! `kinerja impor-laporan`

use app::{AppError, CaraBeda, Periode, PermintaanImpor};

use super::{periode, tulis, with_store};
use crate::argumen::{Argumen, ImporLaporan};
use crate::keluaran::{self, say};

/// Larger files are no report.
const LARGEST: u64 = 64 << 20;

pub fn run(argumen: &Argumen, impor: &ImporLaporan) -> Result<(), AppError> {
    let minta = PermintaanImpor {
        instansi: impor.instansi.clone(),
        periode: impor.periode.as_deref().map(|text| periode::read::<Periode>("--periode", text)).transpose()?,
        cara: match (impor.timpa, impor.pertahankan) {
            (true, _) => CaraBeda::Timpa,
            (_, true) => CaraBeda::Pertahankan,
            _ => CaraBeda::Tolak,
        },
        terapkan: impor.terapkan,
    };
    let bytes = tulis::read_file(&impor.berkas, LARGEST)?;
    let name = impor.berkas.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    // Nothing is made by looking: without a database the office is new, and there is a preview all the same.
    let result = if home.exists() || impor.terapkan {
        with_store(&home, |store| {
            let (home, pelaku, minta) = (&home, &pelaku, &minta);
            async move { app::impor_laporan(Some(&store), home, &name, &bytes, minta, pelaku).await }
        })?
    } else {
        super::block_on(app::impor_laporan(None, &home, &name, &bytes, &minta, &pelaku))?
    };
    keluaran::text(&result.teks());
    match (&result.tersimpan, &result.berkas_asal) {
        (Some(saved), Some(asal)) => {
            say!("\nDitulis ke register: {} baris baru, {} diubah.", saved.added, saved.changed);
            say!("Asal tiap nilai:");
            keluaran::written(asal);
        }
        _ => say!("\nBelum ada yang ditulis. Ulangi dengan --terapkan untuk memasukkannya."),
    }
    Ok(())
}
