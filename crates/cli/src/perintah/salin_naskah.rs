//! `kinerja salin-naskah`

use app::{AppError, Periode};

use super::{periode, with_existing};
use crate::argumen::{Argumen, SalinNaskah};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, salin: &SalinNaskah) -> Result<(), AppError> {
    let from = periode::read::<Periode>("--dari", &salin.dari)?;
    let to = periode::read::<Periode>("--ke", &salin.ke)?;
    let home = super::home(argumen);
    let pelaku = super::pelaku(argumen);
    let copied = with_existing(&home, |store| {
        let (home, pelaku) = (&home, &pelaku);
        async move {
            let kode = super::office(&store, salin.instansi.as_ref()).await?;
            app::salin(&store, home, &kode, from, to, pelaku).await
        }
    })?;
    say!("Naskah {from} ke {to}; yang disalin menunggu ditinjau:");
    keluaran::copied(&copied);
    Ok(())
}
