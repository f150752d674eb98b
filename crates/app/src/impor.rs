//! Taking a register in: from an office folder or a workbook, all of it or nothing.

use std::collections::BTreeSet;
use std::path::Path;

use domain::problem::Problem;
use domain::register::Register;
use domain::value::KodeWilayah;
use exchange::{folder, workbook};
use sha2::{Digest, Sha256};
use store::{ActSource, Saved, Store};

use crate::berkas::{cannot_use, hex, sha256};
use crate::bukti::masukkan;
use crate::pelaku::office_of;
use crate::{AppError, Home, Pelaku};

/// What an import did.
#[derive(Debug, Clone)]
pub struct Impor {
    /// The office.
    pub kode: KodeWilayah,
    /// By year what was written.
    pub years: Vec<(i32, Saved)>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    /// Files that were taken over.
    pub files: usize,
}

/// Imports an office folder with all its years and files, in one act.
pub async fn impor_folder(
    store: &Store,
    home: &Home,
    path: &Path,
    pelaku: &Pelaku,
    kind: &str,
) -> Result<Impor, AppError> {
    let mut office = folder::read(path)?;
    let kode = office_of(&office.office)?;
    let mut warnings = office.warnings;
    for (tahun, register) in &office.years {
        warnings.extend(checked(*tahun, register)?);
    }
    let source = ActSource {
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sha256: digest_of(&office.years),
    };
    let evidence = masukkan(home, &kode, path, &mut office.years)?;
    let files = copy_files(&path.join("berkas"), &home.office(&kode).join("berkas"), &evidence)? + evidence.len();
    let act = pelaku.act(kind, "", Some(source));
    let years: Vec<(i32, &Register)> = office.years.iter().map(|(tahun, register)| (*tahun, register)).collect();
    let years = store.save_years(&act, &kode, &years).await?;
    Ok(Impor { kode, years, warnings, files })
}

/// Imports a workbook: one office and one year.
pub async fn impor_buku(store: &Store, bytes: &[u8], name: &str, pelaku: &Pelaku) -> Result<Impor, AppError> {
    let content = workbook::read(bytes, name)?;
    let kode = office_of(&content.register)?;
    let mut warnings = content.warnings;
    warnings.extend(checked(content.tahun, &content.register)?);
    let act = pelaku.act("impor", "", Some(ActSource { name: name.to_string(), sha256: sha256(bytes) }));
    let years = store.save_years(&act, &kode, &[(content.tahun, &content.register)]).await?;
    Ok(Impor { kode, years, warnings, files: 0 })
}

/// What contradicts itself in a register: errors refuse it, warnings are given back.
pub(crate) fn checked(tahun: i32, register: &Register) -> Result<Vec<Problem>, AppError> {
    let mut problems = domain::validation::validate(tahun, register);
    if problems.has_errors() {
        return Err(domain::problem::Rejection { problems: problems.0 }.into());
    }
    Ok(std::mem::take(&mut problems.0))
}

/// Copies the files of an office, without those that are kept elsewhere. One of the same name with other content keeps its place beside, under its digest.
fn copy_files(from: &Path, to: &Path, except: &BTreeSet<String>) -> Result<usize, AppError> {
    let Ok(entries) = std::fs::read_dir(from) else { return Ok(0) };
    std::fs::create_dir_all(to).map_err(|error| cannot_use(to, &error))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut copied = 0;
    for path in paths.iter().filter(|path| path.is_file() && !path.is_symlink()) {
        let Some(name) = path.file_name().filter(|name| !except.contains(&*name.to_string_lossy())) else { continue };
        let target = to.join(name);
        let bytes = std::fs::read(path).map_err(|error| cannot_use(path, &error))?;
        match std::fs::read(&target) {
            Ok(old) if old == bytes => continue,
            Ok(old) => {
                let digest = sha256(&old);
                let beside = to.join(format!("{}.{}", name.to_string_lossy(), digest.get(..12).unwrap_or_default()));
                std::fs::rename(&target, &beside).map_err(|error| cannot_use(&target, &error))?;
            }
            Err(_) => {}
        }
        let unfinished = to.join(format!(".{}.sementara", name.to_string_lossy()));
        std::fs::write(&unfinished, &bytes)
            .and_then(|()| std::fs::rename(&unfinished, &target))
            .map_err(|error| cannot_use(&target, &error))?;
        copied += 1;
    }
    Ok(copied)
}

/// A digest of all rows, so that the history names what was imported.
fn digest_of(years: &std::collections::BTreeMap<i32, Register>) -> String {
    let mut hasher = Sha256::new();
    for (tahun, register) in years {
        hasher.update(tahun.to_be_bytes());
        for (table, rows) in register.write() {
            hasher.update(table.name);
            for cell in rows.iter().flatten() {
                hasher.update(cell.len().to_be_bytes());
                hasher.update(cell);
            }
        }
    }
    hex(&hasher.finalize())
}
