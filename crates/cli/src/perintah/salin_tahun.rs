//! `kinerja salin-tahun`

use app::AppError;

use super::{periode, with_existing};
use crate::argumen::{Argumen, SalinTahun};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, salin: &SalinTahun) -> Result<(), AppError> {
    let dari = periode::read::<i32>("--dari", &salin.dari)?;
    let ke = periode::read::<i32>("--ke", &salin.ke)?;
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let warnings = with_existing(&home, |store| {
        let pelaku = &pelaku;
        async move {
            let kode = super::office(&store, salin.instansi.as_ref()).await?;
            app::salin_tahun(&store, &kode, dari, ke, pelaku).await
        }
    })?;
    keluaran::warnings(&warnings);
    say!("Tahun {ke} dimulai dari tahun {dari}.");
    Ok(())
}
