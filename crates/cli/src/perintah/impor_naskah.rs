//! `kinerja impor-naskah`

use app::{AppError, Periode};

use super::{periode, tulis, with_existing};
use crate::argumen::{Argumen, ImporNaskah};
use crate::keluaran::{self, say};

/// Larger files are no report.
const LARGEST: u64 = 64 << 20;

pub fn run(argumen: &Argumen, impor: &ImporNaskah) -> Result<(), AppError> {
    let periode = periode::read::<Periode>("--periode", &impor.periode)?;
    let bytes = tulis::read_file(&impor.berkas, LARGEST)?;
    let name = impor.berkas.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let result = with_existing(&home, |store| {
        let (home, pelaku, file) = (&home, &pelaku, (name.as_str(), bytes.as_slice()));
        async move {
            let kode = super::office(&store, impor.instansi.as_ref()).await?;
            app::impor_naskah(&store, home, &kode, periode, file, pelaku, impor.terapkan).await
        }
    })?;
    keluaran::text(&result.teks());
    match result.tersimpan {
        Some(saved) => say!("Ditulis ke register: {} baris diubah.", saved.changed),
        None if result.berubah.is_empty() => say!("Tidak ada yang perlu ditulis."),
        None => say!("Belum ada yang ditulis. Ulangi dengan --terapkan untuk memasukkannya."),
    }
    Ok(())
}
