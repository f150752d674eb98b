//! The example offices and the flawed report, which ship inside the binary.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};
use store::Store;

use crate::akun::is_about_akun;
use crate::berkas::cannot_use;
use crate::impor::impor_folder;
use crate::pelaku::office_of;
use crate::{AppError, Berkas, Home, Impor, Pelaku};

static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../contoh");

/// The kind of act that only the examples use; an office whose register any other act concerns was changed by a
/// person.
pub(crate) const KIND: &str = "contoh";

/// What happened to an example office.
#[derive(Debug, Clone)]
pub enum Contoh {
    /// It was made, or brought to this program's state.
    Siap(Impor),
    /// A person has changed it; it stays as it is.
    Dibiarkan(domain::value::KodeWilayah),
}

impl Contoh {
    /// The office.
    pub fn kode(&self) -> &domain::value::KodeWilayah {
        match self {
            Self::Siap(impor) => &impor.kode,
            Self::Dibiarkan(kode) => kode,
        }
    }
}

/// A report with faults made on purpose, to see what a check finds; `None` in a program that was built without it.
pub fn laporan_cacat() -> Option<Berkas> {
    let file = EXAMPLES.get_file("cacat/lkj-sukamaju.docx")?;
    Some(("lkj-sukamaju-keliru.docx".to_string(), file.contents().to_vec()))
}

/// Puts the example offices into the database. An office that a person has changed is left as it is.
pub async fn siapkan_contoh(store: &Store, home: &Home, pelaku: &Pelaku) -> Result<Vec<Contoh>, AppError> {
    let unpacked = home.dir().join(".contoh-sementara");
    let _ = std::fs::remove_dir_all(&unpacked);
    let result = take_in(store, home, pelaku, &unpacked).await;
    let _ = std::fs::remove_dir_all(&unpacked);
    result
}

async fn take_in(store: &Store, home: &Home, pelaku: &Pelaku, unpacked: &Path) -> Result<Vec<Contoh>, AppError> {
    let mut offices = Vec::new();
    let is_office = |dir: &&Dir<'_>| dir.get_file(dir.path().join("instansi.toml")).is_some();
    for example in EXAMPLES.dirs().filter(is_office) {
        let folder = unpacked.join(example.path());
        unpack(example, unpacked)?;
        let kode = office_of(&exchange::folder::read(&folder)?.office)?;
        let history = store.history(&kode, None, i64::from(u32::MAX)).await?;
        if history.iter().any(|entry| entry.act.kind != KIND && !is_about_akun(&entry.act.kind)) {
            offices.push(Contoh::Dibiarkan(kode));
        } else {
            offices.push(Contoh::Siap(impor_folder(store, home, &folder, pelaku, KIND).await?));
        }
    }
    Ok(offices)
}

/// Writes the tables and files of an example; notes about it stay in the source tree.
fn unpack(dir: &Dir<'_>, target: &Path) -> Result<(), AppError> {
    let folder = target.join(dir.path());
    std::fs::create_dir_all(&folder).map_err(|error| cannot_use(&folder, &error))?;
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => unpack(dir, target)?,
            DirEntry::File(file) if file.path().extension().is_some_and(|ending| ending == "md") => {}
            DirEntry::File(file) => {
                let path = target.join(file.path());
                std::fs::write(&path, file.contents()).map_err(|error| cannot_use(&path, &error))?;
            }
        }
    }
    Ok(())
}
