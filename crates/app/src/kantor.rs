//! An office with all its years, wherever it is kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::calculation::TahunKinerja;
use domain::problem::{Problem, Rejection};
use domain::register::Register;
use domain::value::KodeWilayah;
use exchange::folder;
use report::Attachments;
use store::Store;

use crate::{AppError, ambil_gambar};

/// An office with all its years.
#[derive(Debug, Clone)]
pub struct Kantor {
    /// By year the register of that year, the office's own tables included.
    pub years: BTreeMap<i32, Register>,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
    /// The folder whose `berkas` holds its pictures and evidence.
    pub files: PathBuf,
}

/// An office from its folder, without a database.
pub fn from_folder(path: &Path) -> Result<Kantor, AppError> {
    let office = folder::read(path)?;
    Ok(Kantor { years: office.years, warnings: office.warnings, files: path.to_path_buf() })
}

impl Kantor {
    /// An office from the database; `files` is the folder whose `berkas` holds its files.
    pub async fn from_store(store: &Store, kode: &KodeWilayah, files: PathBuf) -> Result<Self, AppError> {
        let mut years = BTreeMap::new();
        for tahun in store.years(kode).await? {
            if let Some((register, _)) = store.load(kode, tahun).await? {
                years.insert(tahun, register);
            }
        }
        Ok(Self { years, warnings: Vec::new(), files })
    }

    /// One year, with what is known of the earlier ones.
    pub fn year(&self, tahun: i32) -> Result<TahunKinerja, AppError> {
        let register = self.years.get(&tahun).ok_or_else(|| {
            let known: Vec<String> = self.years.keys().map(i32::to_string).collect();
            Rejection::single(
                "KTR001",
                format!("tahun {tahun}"),
                format!("Register tahun {tahun} tidak ada."),
                if known.is_empty() {
                    "Instansi ini belum mempunyai register tahunan.".to_string()
                } else {
                    format!("Tahun yang ada: {}.", known.join(", "))
                },
                "Pilih tahun yang ada, atau isi register tahun itu lebih dahulu.",
            )
        })?;
        let earlier = self.years.iter().map(|(year, register)| (*year, register));
        Ok(TahunKinerja::new(tahun, register.clone(), earlier))
    }

    /// The pictures that the profile names. A picture that is missing or is no picture is refused.
    pub fn pictures(&self, year: &TahunKinerja) -> Result<Attachments, AppError> {
        let mut pictures = Attachments::new();
        for instansi in &year.register.instansi {
            for name in [&instansi.logo, &instansi.kop].into_iter().flatten() {
                pictures.insert(name.to_string(), ambil_gambar(&self.files, name)?);
            }
        }
        Ok(pictures)
    }
}
