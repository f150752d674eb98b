//! All evidence of a period as one archive with an index per indikator.

use std::collections::BTreeSet;
use std::io::{Seek, Write};

use domain::problem::Rejection;
use domain::register::{Bukti, Register, SumberKomponen};
use domain::schema::Field;
use domain::value::{Kode, KodeWilayah, Periode};
use store::Store;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::ambil_bukti;
use crate::{AppError, Home};

/// Writes the evidence of a period as a ZIP: a folder per indikator (`lain` for what belongs to none), and `indeks.csv`
/// with a line per piece and indikator. A piece that proves several indikator lies in the folder of each. One file at
/// a time is in memory. Gives the number of pieces; those whose file cannot be read are in the index with the reason.
pub async fn zip_bukti<W: Write + Seek>(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    periode: Periode,
    out: W,
) -> Result<usize, AppError> {
    let failed = |error: &dyn std::fmt::Display| AppError::failure("writing an archive of evidence", error);
    let Some((register, _)) = store.load(kode, periode.tahun()).await? else {
        return Err(Rejection::single(
            "BKT004",
            format!("periode {}", periode.write()),
            "Register tahun ini belum ada.",
            "Bukti menunjuk baris register.",
            "Pilih tahun yang ada.",
        )
        .into());
    };
    let until = periode.end();
    let rows = register.bukti.iter().filter(|row| {
        matches!(periode, Periode::Tahunan { .. }) || row.tanggal.is_none_or(|date| until.is_none_or(|end| date <= end))
    });
    let mut archive = ZipWriter::new(out);
    // Pictures and PDF are compressed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut index = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    let head = [
        "indikator",
        "nama_indikator",
        "kode",
        "tabel",
        "kunci",
        "kolom",
        "uraian",
        "tanggal",
        "berkas",
        "sha256",
        "catatan",
    ];
    index.write_record(head).map_err(|error| failed(&error))?;
    let mut lines: Vec<(Option<u32>, Vec<String>)> = Vec::new();
    let mut count = 0;
    for row in rows {
        count += 1;
        let content = ambil_bukti(home, kode, row);
        let name = row.berkas.as_deref().filter(|name| !name.contains(['/', '\\']) && !name.starts_with('.'));
        let mut folders: Vec<Option<&Kode>> = indikator_of(&register, row).into_iter().map(Some).collect();
        if folders.is_empty() {
            folders.push(None);
        }
        for indikator in folders {
            let known = indikator.and_then(|code| register.indikator.iter().find(|row| row.kode == *code));
            let folder = indikator.map_or("lain", |code| code.as_str());
            let (path, note) = match (&content, name) {
                (Ok((_, bytes)), Some(name)) => {
                    let path = format!("{folder}/{}-{name}", row.kode);
                    archive.start_file(path.as_str(), options).map_err(|error| failed(&error))?;
                    archive.write_all(bytes).map_err(|error| failed(&error))?;
                    (path, String::new())
                }
                (Err(AppError::Rejected(rejection)), _) => {
                    let why = rejection.problems.first().map(|problem| problem.what.clone());
                    (String::new(), why.unwrap_or_default())
                }
                _ => (String::new(), "Berkasnya tidak dapat dibaca.".to_string()),
            };
            let text = |text: Option<&str>| text.unwrap_or_default().to_string();
            let line = vec![
                text(indikator.map(Kode::as_str)),
                text(known.map(|row| &*row.uraian)),
                row.kode.to_string(),
                row.tabel.to_string(),
                row.kunci.to_string(),
                text(row.kolom.as_ref().map(Kode::as_str)),
                row.uraian.to_string(),
                row.tanggal.map(|date| date.write()).unwrap_or_default(),
                path,
                text(row.sha256.as_deref()),
                note,
            ];
            lines.push((known.map(|row| row.urut), line));
        }
    }
    lines.sort_by_key(|(urut, _)| urut.unwrap_or(u32::MAX));
    for (_, line) in lines {
        index.write_record(line.iter().map(|cell| plain(cell))).map_err(|error| failed(&error))?;
    }
    let index = index.into_inner().map_err(|error| failed(&error))?;
    let options = options.compression_method(CompressionMethod::Deflated);
    archive.start_file("indeks.csv", options).map_err(|error| failed(&error))?;
    archive.write_all(&index).map_err(|error| failed(&error))?;
    archive.finish().map_err(|error| failed(&error))?;
    Ok(count)
}

/// The indikator that a piece of evidence is about: the one that its row names, or those that count its row.
fn indikator_of<'a>(register: &'a Register, row: &Bukti) -> BTreeSet<&'a Kode> {
    let first = row.kunci.split(',').next().unwrap_or_default().trim();
    let named = register.indikator.iter().map(|row| &row.kode).filter(|code| code.as_str() == first);
    let jenis = || row.kunci.split(',').nth(1).map(str::trim);
    let counts = |source: SumberKomponen, jenis_dokumen: Option<&Kode>| match (row.tabel.as_str(), source) {
        ("fasilitasi", SumberKomponen::FasilitasiTerlaksana | SumberKomponen::FasilitasiDitindaklanjuti) => true,
        ("dokumen_desa", SumberKomponen::DokumenTepatWaktu) => jenis_dokumen.map(Kode::as_str) == jenis(),
        _ => false,
    };
    let counting = register.komponen.iter().filter(|part| counts(part.sumber, part.jenis_dokumen.as_ref()));
    let table = domain::register::table(row.tabel.as_str());
    let names_one =
        table.is_some_and(|table| table.key.first() == Some(&"indikator")) || row.tabel.as_str() == "indikator";
    named.filter(|_| names_one).chain(counting.map(|part| &part.indikator)).collect()
}

/// A cell that a spreadsheet does not take for a formula.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_string() }
}
