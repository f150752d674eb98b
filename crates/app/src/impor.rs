//! Taking a register in: from an office folder or a workbook, all of it or nothing.

mod pratinjau;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::problem::Problem;
use domain::register::Register;
use domain::value::KodeWilayah;
use exchange::{folder, workbook};
use sha2::{Digest, Sha256};
use store::{ActSource, Saved, Store, YearToSave};

use crate::berkas::{cannot_use, hex, sha256};
use crate::bukti::masukkan;
use crate::pelaku::office_of;
use crate::{AppError, Home, Pelaku};

pub use pratinjau::{BarisBerubah, BedaTabel, PratinjauImpor, TahunImpor, pratinjau_impor};

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

/// A register that was read from a file and contradicts itself nowhere; it is not taken in yet.
#[derive(Debug, Clone)]
pub struct Masukan {
    /// The office.
    pub kode: KodeWilayah,
    /// By year its register.
    pub years: BTreeMap<i32, Register>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    source: ActSource,
    folder: Option<PathBuf>,
}

/// Reads an office folder with all its years; its files are taken over by [`masukkan_register`].
pub fn baca_folder(path: &Path) -> Result<Masukan, AppError> {
    let office = folder::read(path)?;
    let kode = office_of(&office.office)?;
    let mut warnings = office.warnings;
    for (tahun, register) in &office.years {
        warnings.extend(checked(*tahun, register)?);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source = ActSource { name, sha256: digest_of(&office.years) };
    Ok(Masukan { kode, years: office.years, warnings, source, folder: Some(path.to_path_buf()) })
}

/// Reads a ZIP of an office folder; `work` is an empty folder that must stay until it is taken in.
pub fn baca_zip(bytes: &[u8], name: &str, work: &Path) -> Result<Masukan, AppError> {
    let mut read = baca_folder(&folder::unpack(bytes, name, work)?)?;
    read.source.name = name.to_string();
    Ok(read)
}

/// Reads a workbook: one office and one year.
pub fn baca_buku(bytes: &[u8], name: &str) -> Result<Masukan, AppError> {
    let content = workbook::read(bytes, name)?;
    let kode = office_of(&content.register)?;
    let mut warnings = content.warnings;
    warnings.extend(checked(content.tahun, &content.register)?);
    let source = ActSource { name: name.to_string(), sha256: sha256(bytes) };
    let years = BTreeMap::from([(content.tahun, content.register)]);
    Ok(Masukan { kode, years, warnings, source, folder: None })
}

/// The `versi` of years as somebody saw them; a year that was not there has 0.
pub type VersiTahun = BTreeMap<i32, i64>;

/// Takes a register in with its files, as one act. With `seen` it is refused where somebody has written since.
pub async fn masukkan_register(
    store: &Store,
    home: &Home,
    masukan: Masukan,
    seen: Option<&VersiTahun>,
    pelaku: &Pelaku,
    kind: &str,
) -> Result<Impor, AppError> {
    let Masukan { kode, mut years, warnings, source, folder } = masukan;
    let mut files = 0;
    if let Some(folder) = &folder {
        let evidence = masukkan(Some(home), &kode, folder, &mut years)?;
        files = copy_files(&folder.join("berkas"), &home.office(&kode).join("berkas"), &evidence)? + evidence.len();
    }
    let act = pelaku.act(kind, "", Some(source));
    let years = store.save_act(&act, &kode, &to_save(&years, seen)).await?;
    Ok(Impor { kode, years, warnings, files })
}

/// Imports an office folder with all its years and files, in one act.
pub async fn impor_folder(
    store: &Store,
    home: &Home,
    path: &Path,
    pelaku: &Pelaku,
    kind: &str,
) -> Result<Impor, AppError> {
    masukkan_register(store, home, baca_folder(path)?, None, pelaku, kind).await
}

/// Imports a workbook: one office and one year.
pub async fn impor_buku(
    store: &Store,
    home: &Home,
    bytes: &[u8],
    name: &str,
    pelaku: &Pelaku,
) -> Result<Impor, AppError> {
    masukkan_register(store, home, baca_buku(bytes, name)?, None, pelaku, "impor").await
}

fn to_save<'a>(years: &'a BTreeMap<i32, Register>, seen: Option<&VersiTahun>) -> Vec<YearToSave<'a>> {
    let year = |(tahun, register): (&i32, &'a Register)| YearToSave {
        tahun: *tahun,
        register,
        expected_versi: seen.map(|seen| seen.get(tahun).copied().unwrap_or(0)),
        moves: &[],
    };
    years.iter().map(year).collect()
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
fn digest_of(years: &BTreeMap<i32, Register>) -> String {
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
