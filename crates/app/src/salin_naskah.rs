//! Carrying narrative over from one period to another.

use domain::value::{KodeWilayah, Periode};
use report::{Salinan, salin_naskah};
use store::Store;

use crate::{AppError, Home, Kantor, Pelaku};

/// Copies the narrative of a period into another period; nothing that is there is overwritten.
pub async fn salin(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    from: Periode,
    to: Periode,
    pelaku: &Pelaku,
) -> Result<Vec<Salinan>, AppError> {
    let kantor = Kantor::from_store(store, kode, home.office(kode)).await?;
    let source = kantor.year(from.tahun())?.register;
    let mut target = kantor.year(to.tahun())?.register;
    let versi = store.versi(kode, to.tahun()).await?;
    let copied = salin_naskah(&source, from, &mut target, to);
    let act = pelaku.act("salin naskah", "", None);
    store.save(&act, kode, to.tahun(), &target, versi).await?;
    Ok(copied)
}
