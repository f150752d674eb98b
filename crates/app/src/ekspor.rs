//! Giving a register out: as an office folder with all years, or as a workbook of one year.

use std::path::Path;

use domain::register::{Register, Rows};
use domain::schema::TableSchema;
use domain::value::KodeWilayah;
use exchange::folder::{self, Office};
use exchange::workbook;
use store::Store;

use crate::berkas::cannot_use;
use crate::bukti::keluarkan;
use crate::{AppError, Home, Kantor};

/// Writes an office with all its years and files as a folder.
pub async fn ekspor_folder(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    target: &Path,
) -> Result<Vec<i32>, AppError> {
    let kantor = Kantor::from_store(store, kode, home.office(kode)).await?;
    let newest = kantor.years.values().next_back().cloned().unwrap_or_default();
    let office = Office { office: office_tables(&newest), years: kantor.years, warnings: Vec::new() };
    folder::write(&office, target)?;
    keluarkan(home, kode, &office.years, &target.join("berkas"))?;
    let files = kantor.files.join("berkas");
    if files.is_dir() {
        let to = target.join("berkas");
        std::fs::create_dir_all(&to).map_err(|error| cannot_use(&to, &error))?;
        for entry in std::fs::read_dir(&files).map_err(|error| cannot_use(&files, &error))?.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_file() {
                std::fs::copy(&path, to.join(entry.file_name())).map_err(|error| cannot_use(&path, &error))?;
            }
        }
    }
    Ok(office.years.into_keys().collect())
}

/// One year of an office as a workbook.
pub async fn ekspor_buku(store: &Store, kode: &KodeWilayah, tahun: i32) -> Result<Vec<u8>, AppError> {
    let kantor = Kantor::from_store(store, kode, std::path::PathBuf::new()).await?;
    let year = kantor.year(tahun)?;
    workbook::write(&year.register, tahun).map_err(|error| AppError::failure("writing a workbook", error))
}

/// An office with all its years and files as a ZIP of its folder; `work` is an empty folder to work in.
pub async fn ekspor_zip<W: std::io::Write + std::io::Seek>(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    work: &Path,
    out: W,
) -> Result<(), AppError> {
    ekspor_folder(store, home, kode, work).await?;
    folder::pack(work, out).map_err(|error| AppError::failure("packing an office folder", error))
}

/// One table as a workbook.
pub fn ekspor_tabel(table: &TableSchema, rows: &Rows) -> Result<Vec<u8>, AppError> {
    workbook::write_one(table, rows).map_err(|error| AppError::failure("writing a workbook", error))
}

/// A register without the tables of a year.
fn office_tables(register: &Register) -> Register {
    register.with_year_of(&Register::default())
}
