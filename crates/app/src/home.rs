//! Where a program's data lives: one folder with the database, the files of the offices, and what was printed.

use std::path::{Path, PathBuf};

use domain::problem::{Place, Problem, Severity};
use domain::value::KodeWilayah;
use store::Store;

use crate::AppError;
use crate::berkas::{DATABASE, OFFICES, cannot_use};

/// The folder of `--dir`.
#[derive(Debug, Clone)]
pub struct Home {
    dir: PathBuf,
    database: Option<String>,
}

impl Home {
    /// A home in a folder. `database` is the address of a PostgreSQL database; without it the folder's own SQLite
    /// file is used.
    pub fn new(dir: impl Into<PathBuf>, database: Option<String>) -> Self {
        Self { dir: dir.into(), database: database.filter(|url| !url.trim().is_empty()) }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The folder in which prints are put.
    pub fn prints(&self) -> PathBuf {
        self.dir.join("cetak")
    }

    /// The SQLite file; `None` where another database is used.
    pub fn database_file(&self) -> Option<PathBuf> {
        self.database.is_none().then(|| self.dir.join(DATABASE))
    }

    /// The folder whose `berkas` holds the files of an office.
    pub fn office(&self, kode: &KodeWilayah) -> PathBuf {
        self.dir.join(OFFICES).join(kode.as_str())
    }

    /// True where there is a database to read from.
    pub fn exists(&self) -> bool {
        self.database_file().is_none_or(|file| file.is_file())
    }

    /// Opens the database, and makes it where there is none. A restore that was interrupted is finished first.
    pub async fn open(&self) -> Result<Store, AppError> {
        let Some(file) = self.database_file() else {
            return Ok(Store::open(self.database.as_deref().unwrap_or_default()).await?);
        };
        crate::pindah::finish_interrupted(&self.dir)?;
        std::fs::create_dir_all(&self.dir).map_err(|error| cannot_use(&self.dir, &error))?;
        Ok(Store::open(&format!("sqlite:{}", file.display())).await?)
    }

    /// Warns of a database on a network or synchronised folder, where SQLite's locks cannot be trusted.
    pub fn warnings(&self) -> Vec<Problem> {
        let Some(file) = self.database_file() else { return Vec::new() };
        let folder = self.dir.canonicalize().unwrap_or_else(|_| self.dir.clone());
        let shared = synchronised(&folder).or_else(|| on_network(&folder));
        let warning = shared.map(|what| Problem {
            severity: Severity::Warning,
            code: "RMH001",
            place: Place(file.display().to_string()),
            what: format!("Basis data berada di {what}."),
            why: "Di sana dua komputer dapat menulis bersamaan atau salinannya tertukar, dan data dapat rusak."
                .to_string(),
            action:
                "Simpan basis data di folder biasa pada komputer ini, dan pakai kinerja cadangkan untuk salinannya."
                    .to_string(),
        });
        warning.into_iter().collect()
    }
}

/// Folders that a program copies to other computers, by the names that those programs give them.
fn synchronised(folder: &Path) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 5] = [
        ("onedrive", "folder OneDrive"),
        ("dropbox", "folder Dropbox"),
        ("google drive", "folder Google Drive"),
        ("googledrive", "folder Google Drive"),
        ("nextcloud", "folder Nextcloud"),
    ];
    folder.components().find_map(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        KNOWN.iter().find(|(known, _)| name.starts_with(known)).map(|(_, words)| *words)
    })
}

/// Network file systems: by the mount table on Linux, by the form of the path on Windows.
fn on_network(folder: &Path) -> Option<&'static str> {
    const NETWORK: [&str; 6] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs"];
    let text = folder.to_string_lossy();
    if text.starts_with(r"\\") && !text.starts_with(r"\\?\") || text.starts_with(r"\\?\UNC\") {
        return Some("folder jaringan");
    }
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    let longest = mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            Some((fields.next()?, fields.next()?))
        })
        .filter(|(mount, _)| folder.starts_with(mount))
        .max_by_key(|(mount, _)| mount.len())?;
    NETWORK.contains(&longest.1).then_some("folder jaringan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synchronised_folders_are_known_by_their_names() {
        assert!(synchronised(Path::new("/home/x/OneDrive - Kabupaten/kinerja")).is_some());
        assert!(synchronised(Path::new("/home/x/kinerja")).is_none());
    }
}
