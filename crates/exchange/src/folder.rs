//! An office as a folder of readable files: `instansi.toml`, `pegawai.csv`, a folder per year, `berkas/`.
//!
//! One file per table; an absent file is an empty table, an empty cell is an absent value. CSV may use `,` or `;`,
//! a byte order mark, Windows-1252; TOML keeps long text. What is written is read back equal.

mod archive;
mod attachment;
mod csv;
mod explain;
mod files;
#[cfg(test)]
mod tests;
mod toml;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::problem::{Place, Problem, Problems, Rejection};
use domain::register::Register;
use domain::schema::{Layout, Scope, TableSchema};

pub use archive::{pack, unpack};
pub use attachment::{AttachmentKind, attachment};
pub use write::write;

use crate::gather::{Gathered, settle};
use crate::names::nearest;

/// The folder of pictures and evidence.
const ATTACHMENTS: &str = "berkas";

/// A whole office as its folder keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    /// By year the register of that year: the office's tables and those of the year.
    pub years: BTreeMap<i32, Register>,
    /// The office's tables alone.
    pub office: Register,
    /// What a person should look at.
    pub warnings: Vec<Problem>,
}

/// Reads an office folder. All problems come back at once, each with its file and line relative to the folder.
pub fn read(folder: &Path) -> Result<Office, Rejection> {
    let root = open(folder)?;
    let mut reader = Reader { root, problems: Problems::default() };
    let (office, year_folders) = reader.office();
    let mut years = BTreeMap::new();
    for (year, path) in year_folders {
        years.insert(year, reader.year(&path, &year.to_string()));
    }
    let mut problems = reader.problems;
    let register = office.register(&mut problems);
    office.check_instansi(&Place("instansi.toml:1".to_string()), &mut problems);
    let years =
        years.into_iter().map(|(year, gathered)| (year, office.with(&gathered).register(&mut problems))).collect();
    Ok(Office { years, office: register, warnings: settle(problems)? })
}

/// The canonical path of a folder that holds something.
fn open(folder: &Path) -> Result<PathBuf, Rejection> {
    let name = folder.display().to_string();
    let refuse =
        |code, what: &str, why: String, action: &str| Err(Rejection::single(code, name.clone(), what, why, action));
    let root = match folder.canonicalize() {
        Ok(root) => root,
        Err(error) => {
            return refuse(
                "BRK101",
                "Folder kantor tidak dapat dibuka.",
                files::io_reason(&error),
                "Periksa nama foldernya.",
            );
        }
    };
    if !root.is_dir() {
        let why = "Kantor disimpan sebagai folder yang memuat instansi.toml.".to_string();
        return refuse("BRK101", "Ini berkas, bukan folder.", why, "Sebutkan folder tempat berkas itu berada.");
    }
    match files::list(&root) {
        Ok(entries) if entries.is_empty() => {
            let why = "Folder kantor sedikitnya memuat instansi.toml.".to_string();
            refuse("BRK102", "Folder ini kosong.", why, "Periksa nama foldernya, atau buat kantor baru di dalamnya.")
        }
        Ok(_) => Ok(root),
        Err(error) => refuse("BRK112", "Folder kantor tidak dapat dibaca.", files::io_reason(&error), files::CHECK),
    }
}

/// The name of the file of a table.
fn file_name(table: &TableSchema) -> String {
    match table.layout {
        Layout::Csv => format!("{}.csv", table.name),
        Layout::Toml => format!("{}.toml", table.name),
    }
}

/// Files that people and programs leave behind and that nobody takes for a table.
fn is_bystander(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(['.', '~'])
        || [".md", ".txt", ".bak", ".lnk"].iter().any(|end| name.ends_with(end))
        || matches!(name.as_str(), "thumbs.db" | "desktop.ini")
}

fn year_of(name: &str) -> Option<i32> {
    let year = name.parse().ok().filter(|year| (1950..=2200).contains(year));
    year.filter(|_| name.len() == 4)
}

struct Reader {
    root: PathBuf,
    problems: Problems,
}

impl Reader {
    fn office(&mut self) -> (Gathered, Vec<(i32, PathBuf)>) {
        let (gathered, folders) = self.tables(&self.root.clone(), "", Scope::Instansi);
        let mut years = Vec::new();
        for (name, path) in folders {
            match year_of(&name) {
                Some(year) => years.push((year, path)),
                None if name.eq_ignore_ascii_case(ATTACHMENTS) => {}
                None => self.unknown_folder(&name, &path),
            }
        }
        (gathered, years)
    }

    fn year(&mut self, path: &Path, name: &str) -> Gathered {
        let (gathered, folders) = self.tables(path, &format!("{name}/"), Scope::Tahun);
        for inner in folders.keys() {
            self.problems.warning(
                "BRK106",
                &Place(format!("{name}/{inner}")),
                "Folder ini tidak dibaca.",
                "Di dalam folder tahun hanya ada berkas tabel.",
                "Pindahkan folder itu ke luar folder tahun.",
            );
        }
        gathered
    }

    /// A folder that is no year: harmless, unless tables lie in it that somebody will miss.
    fn unknown_folder(&mut self, name: &str, path: &Path) {
        let place = Place(name.to_string());
        let inside = files::list(path).unwrap_or_default();
        let table = Register::TABLES.iter().map(file_name).find(|file| inside.contains_key(file));
        match table {
            Some(file) => self.problems.error(
                "BRK106",
                &place,
                format!("Folder ini memuat {file}, tetapi namanya bukan tahun."),
                "Folder tahun bernama empat angka, misalnya 2024, sehingga isinya tidak terbaca.",
                "Ganti nama foldernya menjadi tahunnya saja.",
            ),
            None => self.problems.warning(
                "BRK106",
                &place,
                "Folder ini tidak dikenal dan tidak dibaca.",
                "Folder kantor memuat folder tahun (misalnya 2024) dan folder berkas.",
                "Ganti namanya bila isinya milik register, atau pindahkan.",
            ),
        }
    }

    /// The tables of one folder, and the folders in it.
    fn tables(&mut self, folder: &Path, prefix: &str, scope: Scope) -> (Gathered, BTreeMap<String, PathBuf>) {
        let mut gathered = Gathered::default();
        let mut folders = BTreeMap::new();
        let entries = match files::list(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let place = Place(prefix.trim_end_matches('/').to_string());
                self.problems.error(
                    "BRK112",
                    &place,
                    "Folder tidak dapat dibaca.",
                    files::io_reason(&error),
                    files::CHECK,
                );
                return (gathered, folders);
            }
        };
        for (name, path) in entries {
            if is_bystander(&name) {
                continue;
            }
            let place = Place(format!("{prefix}{name}"));
            let known = Register::TABLES.iter().find(|table| file_name(table).eq_ignore_ascii_case(&name));
            if !files::is_inside(&self.root, &path, &place, &mut self.problems) {
                gathered.lost.extend(known.map(|table| table.name));
                continue;
            }
            match known {
                _ if path.is_dir() => {
                    folders.insert(name, path);
                }
                Some(table) if table.scope != scope => self.misplaced(table, &place),
                Some(table) if gathered.tables.contains_key(table.name) || gathered.lost.contains(table.name) => {
                    self.problems.error(
                        "BRK113",
                        &place,
                        format!("Berkas tabel \"{}\" ada dua kali.", table.name),
                        "Namanya hanya berbeda huruf besar dan kecil.",
                        "Gabungkan isinya dalam satu berkas dengan nama huruf kecil.",
                    );
                }
                Some(table) => match self.table(table, &path, &place.0) {
                    Some(rows) => {
                        gathered.tables.insert(table.name.to_string(), rows);
                    }
                    None => {
                        gathered.lost.insert(table.name);
                    }
                },
                None => self.unknown_file(&name, &place, scope),
            }
        }
        (gathered, folders)
    }

    fn table(&mut self, table: &'static TableSchema, path: &Path, name: &str) -> Option<Vec<domain::schema::RawRow>> {
        let problems = &mut self.problems;
        let content = files::bytes(path, files::MAX_TABLE, &Place(name.to_string()), problems)?;
        let text = files::text(content, table.layout == Layout::Csv, name, problems)?;
        match table.layout {
            Layout::Csv => csv::read(table, name, &text, problems),
            Layout::Toml => toml::read(table, name, &text, problems),
        }
    }

    fn misplaced(&mut self, table: &TableSchema, place: &Place) {
        let (why, action) = match table.scope {
            Scope::Instansi => {
                ("Tabel ini berlaku untuk semua tahun.", "Pindahkan ke folder kantor, di samping instansi.toml.")
            }
            Scope::Tahun => ("Tabel ini milik satu tahun.", "Pindahkan ke folder tahunnya, misalnya 2024."),
        };
        self.problems.error("BRK114", place, "Berkas ini berada di folder yang salah.", why, action);
    }

    fn unknown_file(&mut self, name: &str, place: &Place, scope: Scope) {
        let lower = name.to_lowercase();
        let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
        if let Some(table) = Register::TABLES.iter().find(|table| table.name == stem) {
            self.problems.error(
                "BRK115",
                place,
                "Berkas ini tidak dibaca karena jenisnya lain.",
                format!("Tabel \"{}\" disimpan sebagai {}.", table.name, file_name(table)),
                format!("Simpan isinya sebagai {}.", file_name(table)),
            );
            return;
        }
        let known: Vec<String> = Register::TABLES.iter().filter(|table| table.scope == scope).map(file_name).collect();
        self.problems.warning(
            "BRK105",
            place,
            "Berkas ini tidak dikenal dan tidak dibaca.",
            "Tidak ada tabel dengan nama itu di folder ini.",
            match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("Mungkin yang dimaksud {near}; ganti namanya."),
                None => format!("Pindahkan ke luar, atau ke folder {ATTACHMENTS} bila berkas itu bukti."),
            },
        );
    }
}
