//! The change of places at the end of a restore, which an interrupted program finishes at its next start.

use std::fs::File;
use std::path::Path;

use crate::AppError;
use crate::berkas::{DATABASE, OFFICES, cannot_use};

/// Where the restored state waits.
pub(crate) const NEW: &str = ".pulih-baru";
/// The mark that it is whole; it names the folder that the old state moves to.
const MARK: &str = ".pulih-siap";

/// Finishes the change of places that a mark tells of; without a mark nothing happens.
pub(crate) fn finish_interrupted(dir: &Path) -> Result<(), AppError> {
    let mark = dir.join(MARK);
    let Ok(name) = std::fs::read_to_string(&mark) else { return Ok(()) };
    let (new, old) = (dir.join(NEW), dir.join(name.trim()));
    std::fs::create_dir_all(&old).map_err(|error| cannot_use(&old, &error))?;
    let journals = [format!("{DATABASE}-wal"), format!("{DATABASE}-shm")];
    // Each step leaves either both places as they were or the file in its new place, and may be done again.
    for name in journals.iter().map(String::as_str).chain([DATABASE, OFFICES]) {
        let (here, there) = (dir.join(name), old.join(name));
        let pending = new.join(name).exists() || journals.iter().any(|journal| journal == name);
        if pending && here.exists() && !there.exists() {
            std::fs::rename(&here, &there).map_err(|error| cannot_use(&here, &error))?;
        }
    }
    for name in [DATABASE, OFFICES] {
        let (from, to) = (new.join(name), dir.join(name));
        if from.exists() {
            std::fs::rename(&from, &to).map_err(|error| cannot_use(&to, &error))?;
        }
    }
    std::fs::remove_file(&mark).map_err(|error| cannot_use(&mark, &error))?;
    let _ = std::fs::remove_dir_all(&new);
    Ok(())
}

/// Marks that the restored state is whole and may take the place of the old one.
pub(crate) fn write_mark(dir: &Path, old: &Path) -> Result<(), AppError> {
    let name = old.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (mark, unfinished) = (dir.join(MARK), dir.join(".pulih-siap.sementara"));
    let write = || {
        std::fs::write(&unfinished, &name)?;
        File::open(&unfinished)?.sync_all()?;
        std::fs::rename(&unfinished, &mark)
    };
    write().map_err(|error| cannot_use(&mark, &error))
}
