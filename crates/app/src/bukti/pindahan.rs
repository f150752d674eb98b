//! Evidence on its way into and out of an office folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::problem::{Place, Problems, Rejection};
use domain::register::Register;
use domain::schema::Field;
use domain::value::{KodeWilayah, Teks};

use super::{Gudang, GudangFolder, JenisBerkas, UKURAN_TERBESAR};
use crate::berkas::{cannot_use, sha256};
use crate::{AppError, Home};

/// Takes the files that rows of evidence name out of an office folder, and gives their names. A row gets the digest of its file; one that
/// has another digest already is refused, all of them at once. Without a home the files stay where they are.
pub(crate) fn masukkan(
    home: Option<&Home>,
    kode: &KodeWilayah,
    folder: &Path,
    years: &mut BTreeMap<i32, Register>,
) -> Result<BTreeSet<String>, AppError> {
    let gudang = home.map(|home| GudangFolder::of(home, kode));
    let mut problems = Problems::default();
    let mut taken = BTreeSet::new();
    for (tahun, register) in years {
        for row in &mut register.bukti {
            let Some(name) = row.berkas.as_deref().filter(|name| !name.contains(['/', '\\']) && !name.starts_with('.'))
            else {
                continue;
            };
            let path = folder.join("berkas").join(name);
            let small =
                path.symlink_metadata().is_ok_and(|file| file.is_file() && file.len() <= UKURAN_TERBESAR as u64);
            if !small {
                continue;
            }
            let bytes = std::fs::read(&path).map_err(|error| cannot_use(&path, &error))?;
            if JenisBerkas::of(&bytes).is_none() {
                continue;
            }
            let sha256 = gudang.as_ref().map_or_else(|| Ok(sha256(&bytes)), |gudang| gudang.simpan(&bytes))?;
            if row.sha256.as_deref().is_some_and(|known| known != sha256) {
                problems.error(
                    "BKT003",
                    &Place(format!("{tahun}/bukti.csv, baris {}", row.kode)),
                    format!("Berkas bukti {} bukan berkas yang dicatat.", row.kode),
                    "Sidik SHA-256 pada barisnya berbeda dari sidik isi berkasnya.",
                    "Kembalikan berkasnya, atau kosongkan kolom sha256 bila memang diganti.",
                );
            }
            row.sha256 = Teks::read(&sha256).ok();
            taken.insert(name.to_string());
        }
    }
    if problems.has_errors() {
        return Err(Rejection { problems: problems.0 }.into());
    }
    Ok(taken)
}

/// Writes the files of all evidence into the folder `berkas` of an export.
pub(crate) fn keluarkan(
    home: &Home,
    kode: &KodeWilayah,
    years: &BTreeMap<i32, Register>,
    target: &Path,
) -> Result<(), AppError> {
    let gudang = GudangFolder::of(home, kode);
    for row in years.values().flat_map(|register| &register.bukti) {
        let (Some(sha256), Some(name)) = (&row.sha256, &row.berkas) else { continue };
        let safe = !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0']);
        if safe {
            std::fs::create_dir_all(target).map_err(|error| cannot_use(target, &error))?;
            let path = target.join(&**name);
            std::fs::write(&path, gudang.ambil(sha256)?).map_err(|error| cannot_use(&path, &error))?;
        }
    }
    Ok(())
}
