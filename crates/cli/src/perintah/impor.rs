//! `kinerja impor`

use app::{AppError, Impor as Hasil};

use super::{tulis, with_store};
use crate::argumen::{Argumen, Impor};
use crate::keluaran::{self, say};

/// Larger files are no register of an office.
const LARGEST: u64 = 64 << 20;

pub fn run(argumen: &Argumen, impor: &Impor) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let result: Hasil = if impor.dari.is_dir() {
        with_store(&home, |store| {
            let (home, pelaku) = (&home, &pelaku);
            async move { app::impor_folder(&store, home, &impor.dari, pelaku, "impor").await }
        })?
    } else {
        let bytes = tulis::read_file(&impor.dari, LARGEST)?;
        let name = impor.dari.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        with_store(&home, |store| {
            let (home, pelaku) = (&home, &pelaku);
            async move { app::impor_buku(&store, home, &bytes, &name, pelaku).await }
        })?
    };
    keluaran::warnings(&result.warnings);
    say!("Instansi {}:", result.kode);
    for (tahun, saved) in &result.years {
        say!("  tahun {tahun}: {} baris baru, {} diubah, {} dihapus", saved.added, saved.changed, saved.removed);
    }
    if result.files > 0 {
        say!("  {} berkas disalin", result.files);
    }
    Ok(())
}
