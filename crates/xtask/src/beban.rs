//! A kabupaten for measuring: 38 offices with about 1.000 indicators, made from the example office Sukamaju.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::command::{cargo, run, workspace};

/// Offices of the kabupaten.
const OFFICES: usize = 38;

/// Times that each of the nine indicators stands in an office: 38 x 27 = 1.026.
const COPIES: usize = 3;

/// The code of the office that is copied; the copies are 99.99.01 to 99.99.38.
const CODE: &str = "99.99.01";

/// Writes the offices as folders under `folder`, and imports them into the data below it with the release build.
pub fn write(arguments: &[String]) -> Result<(), String> {
    let [folder] = arguments else { return Err("Usage: cargo xtask beban FOLDER".to_string()) };
    let folder = PathBuf::from(folder);
    for number in 1..=OFFICES {
        let office = folder.join(format!("kantor/{number:02}"));
        copy(&workspace().join("contoh/sukamaju"), &office, number)?;
    }
    let data = folder.join("data");
    for number in 1..=OFFICES {
        let office = folder.join(format!("kantor/{number:02}"));
        let mut import = cargo();
        import.args(["run", "--quiet", "--release", "--package", "cli", "--", "--dir"]).arg(&data);
        run(import.arg("impor").arg(&office).current_dir(workspace()))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, number: usize) -> Result<(), String> {
    std::fs::create_dir_all(to).map_err(|error| failed(to, error))?;
    for entry in std::fs::read_dir(from).map_err(|error| failed(from, error))? {
        let path = entry.map_err(|error| failed(from, error))?.path();
        let Some(name) = path.file_name() else { continue };
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target, number)?;
        } else {
            let bytes = std::fs::read(&path).map_err(|error| failed(&path, error))?;
            let bytes = changed(&path, bytes, number)?;
            std::fs::write(&target, bytes).map_err(|error| failed(&target, error))?;
        }
    }
    Ok(())
}

/// A file with the codes and the name of another office, and with more indicators.
fn changed(path: &Path, bytes: Vec<u8>, number: usize) -> Result<Vec<u8>, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Ok(text) = String::from_utf8(bytes.clone()) else { return Ok(bytes) };
    let text = text.replace(CODE, &format!("99.99.{number:02}"));
    let text = match (name.as_ref(), number) {
        ("instansi.toml", 2..) => text.replace("Kecamatan Sukamaju", &format!("Kecamatan Sukamaju {number:02}")),
        ("indikator.toml", _) => more_tables(&text, "indikator", "kode").map_err(|error| failed(path, error))?,
        ("pengukuran.toml", _) => more_tables(&text, "pengukuran", "indikator").map_err(|error| failed(path, error))?,
        ("komponen.csv" | "target_renstra.csv" | "target_triwulan.csv" | "nilai_komponen.csv", _) => {
            more_lines(&text).map_err(|error| failed(path, error))?
        }
        _ => text,
    };
    Ok(text.into_bytes())
}

/// The code of a copy of an indicator: `IKU-1` becomes `IKU-1-2`.
fn code(original: &str, copy: usize) -> String {
    if copy == 1 { original.to_string() } else { format!("{original}-{copy}") }
}

fn more_tables(text: &str, table: &str, column: &str) -> Result<String, toml::de::Error> {
    let file: Table = toml::from_str(text)?;
    let rows = file.get(table).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut all = Vec::new();
    for copy in 1..=COPIES {
        for row in rows.iter().filter_map(Value::as_table) {
            let mut row = row.clone();
            if let Some(Value::String(own)) = row.get_mut(column) {
                *own = code(own, copy);
            }
            if let Some(Value::Integer(urut)) = row.get_mut("urut") {
                *urut += i64::try_from((copy - 1) * rows.len()).unwrap_or_default();
            }
            all.push(Value::Table(row));
        }
    }
    Ok(Table::from_iter([(table.to_string(), Value::Array(all))]).to_string())
}

/// Lines whose first column is the code of an indicator.
fn more_lines(text: &str) -> Result<String, csv::Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers()?)?;
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    for copy in 1..=COPIES {
        for row in &rows {
            let own = row.get(0).map(|own| code(own, copy)).unwrap_or_default();
            writer.write_record(std::iter::once(own.as_str()).chain(row.iter().skip(1)))?;
        }
    }
    writer.flush()?;
    Ok(String::from_utf8_lossy(writer.get_ref()).into_owned())
}

fn failed(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
