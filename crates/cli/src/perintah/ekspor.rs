//! `kinerja ekspor`

use app::AppError;

use super::{periode, tulis, with_existing};
use crate::argumen::{Argumen, Ekspor};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, ekspor: &Ekspor) -> Result<(), AppError> {
    let home = super::home(argumen);
    let tahun = ekspor.tahun.as_deref().map(|tahun| periode::read::<i32>("--tahun", tahun)).transpose()?;
    let workbook = with_existing(&home, |store| {
        let home = &home;
        async move {
            let kode = super::office(&store, ekspor.instansi.as_ref()).await?;
            match tahun {
                Some(tahun) => app::ekspor_buku(&store, &kode, tahun).await.map(Some),
                None => app::ekspor_folder(&store, home, &kode, &ekspor.ke).await.map(|_| None),
            }
        }
    })?;
    if let Some(workbook) = workbook {
        tulis::new_file(&ekspor.ke, &workbook)?;
    }
    say!("Register ditulis ke:");
    keluaran::written(&ekspor.ke);
    Ok(())
}
