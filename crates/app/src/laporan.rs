//! Printing the Laporan Kinerja, the Perjanjian Kinerja and the forms that belong to it.

use document::{Document, Paper};
use domain::problem::{Place, Problem, Rejection, Severity};
use domain::value::{Periode, Tanggal};
use report::{Formulir, Kekurangan, Options, Report, compose_formulir, compose_laporan};

use crate::{AppError, Cetakan, Format, Kantor, cetak};

/// What is to be printed.
#[derive(Debug, Clone)]
pub struct Permintaan {
    /// Period.
    pub periode: Periode,
    /// Formats, each once.
    pub formats: Vec<Format>,
    /// Paper.
    pub paper: Paper,
    /// Clean, and refused while something required is missing or a claim disagrees.
    pub is_final: bool,
    /// As of another date than the report's own.
    pub per_tanggal: Option<Tanggal>,
}

impl Permintaan {
    fn options(&self) -> Options {
        Options { paper: self.paper, is_final: self.is_final, per_tanggal: self.per_tanggal }
    }
}

/// Prints the report of a period, and says what is missing in it.
pub fn print_laporan(kantor: &Kantor, request: &Permintaan) -> Result<(Cetakan, Vec<Kekurangan>), AppError> {
    let (document, kekurangan) = dokumen_laporan(kantor, request)?;
    Ok((cetak(&document, &request.formats)?, kekurangan))
}

/// Prints a form: an agreement, the list of indicators, the plan of action.
pub fn print_formulir(
    kantor: &Kantor,
    formulir: &Formulir,
    request: &Permintaan,
) -> Result<(Cetakan, Vec<Kekurangan>), AppError> {
    let (document, kekurangan) = dokumen_formulir(kantor, formulir, request)?;
    Ok((cetak(&document, &request.formats)?, kekurangan))
}

/// The blocks of a form.
pub fn dokumen_formulir(
    kantor: &Kantor,
    formulir: &Formulir,
    request: &Permintaan,
) -> Result<(Document, Vec<Kekurangan>), AppError> {
    let year = kantor.year(request.periode.tahun())?;
    let pictures = kantor.pictures(&year)?;
    let report = compose_formulir(&year, formulir, request.per_tanggal, &pictures, request.options())?;
    complete(report, request)
}

/// The blocks of the report of a period; a final one is refused while it is not complete.
pub fn dokumen_laporan(kantor: &Kantor, request: &Permintaan) -> Result<(Document, Vec<Kekurangan>), AppError> {
    let year = kantor.year(request.periode.tahun())?;
    let pictures = kantor.pictures(&year)?;
    let report = compose_laporan(&year, request.periode, &pictures, request.options())?;
    complete(report, request)
}

fn complete(report: Report, request: &Permintaan) -> Result<(Document, Vec<Kekurangan>), AppError> {
    let problems: Vec<Problem> = report
        .kekurangan
        .iter()
        .filter(|item| item.wajib && request.is_final)
        .map(|item| Problem {
            severity: Severity::Error,
            code: "LAP010",
            place: Place(format!("bagian {} ({})", item.judul, item.bagian)),
            what: format!("{}.", item.apa),
            why: "Bagian ini wajib, sehingga cetakan final belum dapat dibuat.".to_string(),
            action: item.tindakan.clone(),
        })
        .collect();
    if problems.is_empty() { Ok((report.document, report.kekurangan)) } else { Err(Rejection { problems }.into()) }
}
