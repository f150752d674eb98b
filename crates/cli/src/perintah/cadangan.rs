//! `kinerja cadangkan`, `kinerja pulihkan`

use app::AppError;

use super::{block_on, with_existing};
use crate::argumen::{Argumen, Cadangkan, Pulihkan};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, cadangkan: &Cadangkan) -> Result<(), AppError> {
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let manifest = with_existing(&home, |store| {
        let (home, pelaku) = (&home, &pelaku);
        async move { app::cadangkan(&store, home, &cadangkan.ke, pelaku).await }
    })?;
    say!("Cadangan dengan {} berkas:", manifest.berkas.len());
    keluaran::written(&cadangkan.ke);
    keluaran::heads(&manifest);
    Ok(())
}

pub fn run_pulihkan(argumen: &Argumen, pulihkan: &Pulihkan) -> Result<(), AppError> {
    let home = super::home(argumen);
    let (manifest, old) = block_on(app::pulihkan(&home, &pulihkan.dari))?;
    say!("Dipulihkan dari cadangan yang dibuat {} oleh {}.", manifest.waktu, manifest.oleh);
    keluaran::heads(&manifest);
    say!("Keadaan sebelumnya disimpan di:");
    keluaran::written(&old);
    Ok(())
}
