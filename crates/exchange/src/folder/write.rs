//! Writing an office folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use domain::problem::{Place, Problems, Rejection};
use domain::register::Register;
use domain::schema::{Layout, Scope};

use super::{Office, csv, file_name, files, toml};

/// Writes the files of an office; reading them gives the office back. Each file is replaced whole or not at all.
/// Files that the office does not know are left alone, and so are folders of years that it does not have. A folder
/// that holds something else than an office is refused.
pub fn write(office: &Office, folder: &Path) -> Result<(), Rejection> {
    let place = folder.display().to_string();
    if office.office.instansi.len() != 1 {
        return Err(Rejection::single(
            "BRK104",
            place,
            format!("Register ini memuat {} instansi.", office.office.instansi.len()),
            "Satu folder untuk satu instansi.",
            "Isi profil instansi dengan tepat satu baris.",
        ));
    }
    fs::create_dir_all(folder).map_err(|error| failed(&place, &error))?;
    let entries = files::list(folder).map_err(|error| failed(&place, &error))?;
    if !entries.is_empty() && !entries.contains_key("instansi.toml") {
        return Err(Rejection::single(
            "BRK117",
            place,
            "Folder ini berisi hal lain.",
            "Kantor hanya ditulis ke folder kosong atau ke folder kantor (yang memuat instansi.toml).",
            "Pilih folder lain, atau kosongkan folder itu.",
        ));
    }
    let root = folder.canonicalize().map_err(|error| failed(&place, &error))?;
    tables(&office.office, &root, "", Scope::Instansi)?;
    for (year, register) in &office.years {
        let path = root.join(year.to_string());
        fs::create_dir_all(&path).map_err(|error| failed(&year.to_string(), &error))?;
        let mut problems = Problems::default();
        if !files::is_inside(&root, &path, &Place(year.to_string()), &mut problems) {
            return Err(Rejection { problems: problems.0 });
        }
        tables(register, &path, &format!("{year}/"), Scope::Tahun)?;
    }
    Ok(())
}

fn tables(register: &Register, folder: &Path, prefix: &str, scope: Scope) -> Result<(), Rejection> {
    for (table, rows) in register.write() {
        let name = file_name(&table);
        let path = folder.join(&name);
        if table.scope != scope || (rows.is_empty() && !path.exists()) {
            continue;
        }
        let text = match table.layout {
            Layout::Csv => csv::write(&table, &rows),
            Layout::Toml => toml::write(&table, &rows),
        };
        replace(folder, &name, &text).map_err(|error| failed(&format!("{prefix}{name}"), &error))?;
    }
    Ok(())
}

/// A new file beside the old one takes its name only when it is whole and on the disk.
fn replace(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let new = folder.join(format!(".{name}.baru"));
    if new.symlink_metadata().is_ok() {
        fs::remove_file(&new)?;
    }
    let mut file = File::create_new(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&new, folder.join(name))
}

fn failed(place: &str, error: &io::Error) -> Rejection {
    Rejection::single("BRK118", place, "Berkas tidak dapat ditulis.", files::io_reason(error), files::CHECK)
}
