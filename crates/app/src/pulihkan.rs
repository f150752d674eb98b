//! Restoring a backup: unpacked beside, proved whole, then put in place of what is there.
//!
//! What is there is kept under another name. The change of places is recorded in a mark first, so that a program
//! that was stopped in the middle finishes it at its next start: the old or the new state, never between.

use std::fs::File;
use std::path::{Path, PathBuf};

use domain::problem::Rejection;

use crate::berkas::{DATABASE, OFFICES, cannot_use};
use crate::cadangan::{Manifest, read_manifest};
use crate::pindah::{NEW, finish_interrupted, write_mark};
use crate::{AppError, Home};

/// Restores a backup into a home that uses the embedded database. Gives the folder to which the old state moved.
pub async fn pulihkan(home: &Home, backup: &Path) -> Result<(Manifest, PathBuf), AppError> {
    if home.database_file().is_none() {
        return Err(Rejection::single(
            "CDG003",
            backup.display().to_string(),
            "Pemulihan ini hanya untuk basis data bawaan.",
            "Basis data PostgreSQL dicadangkan dan dipulihkan dengan pg_dump dan pg_restore.",
            "Kosongkan DATABASE_URL, atau minta pengelola basis data memulihkannya.",
        )
        .into());
    }
    let dir = home.dir();
    finish_interrupted(dir)?;
    let manifest = read_manifest(backup)?;
    let new = dir.join(NEW);
    let _ = std::fs::remove_dir_all(&new);
    unpack(backup, &manifest, &new)?;
    store::check(&new.join(DATABASE)).await?;
    let old = free_name(dir);
    write_mark(dir, &old)?;
    finish_interrupted(dir)?;
    Ok((manifest, old))
}

fn unpack(backup: &Path, manifest: &Manifest, target: &Path) -> Result<(), AppError> {
    let file = File::open(backup).map_err(|error| cannot_use(backup, &error))?;
    let mut archive = zip::ZipArchive::new(file).map_err(|error| AppError::failure("reading a backup", error))?;
    for item in &manifest.berkas {
        let parts: Vec<&str> = item.nama.split('/').collect();
        let safe = item.nama == DATABASE
            || matches!(parts.as_slice(), [OFFICES, rest @ ..] if !rest.is_empty() && rest.iter().all(|part| is_plain(part)));
        if !safe {
            return Err(Rejection::single(
                "CDG004",
                backup.display().to_string(),
                "Cadangan memuat berkas yang tidak dikenal.",
                "Nama berkas di dalamnya mengarah ke tempat lain.",
                "Pakai berkas cadangan yang dibuat dengan kinerja cadangkan.",
            )
            .into());
        }
        let path = parts.iter().fold(target.to_path_buf(), |path, part| path.join(part));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| cannot_use(folder, &error))?;
        }
        let mut entry = archive.by_name(&item.nama).map_err(|error| AppError::failure("reading a backup", error))?;
        let mut out = File::create(&path).map_err(|error| cannot_use(&path, &error))?;
        std::io::copy(&mut entry, &mut out).map_err(|error| cannot_use(&path, &error))?;
        out.sync_all().map_err(|error| cannot_use(&path, &error))?;
    }
    std::fs::create_dir_all(target.join(OFFICES)).map_err(|error| cannot_use(target, &error))
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '\0'])
}

/// `sebelum-pulih-1`, or the next number that is free.
fn free_name(dir: &Path) -> PathBuf {
    let mut number = 1;
    loop {
        let path = dir.join(format!("sebelum-pulih-{number}"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}
