//! Printing the Laporan Kinerja of a period.

use document::Paper;
use domain::problem::{Problem, Rejection, Severity};
use domain::value::{Periode, Tanggal};
use report::{Kekurangan, Options, compose_laporan};

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

/// Prints the report of a period, and says what is missing in it.
pub fn print_laporan(kantor: &Kantor, request: &Permintaan) -> Result<(Cetakan, Vec<Kekurangan>), AppError> {
    let year = kantor.year(request.periode.tahun())?;
    let pictures = kantor.pictures(&year)?;
    let options = Options { paper: request.paper, is_final: request.is_final, per_tanggal: request.per_tanggal };
    let report = compose_laporan(&year, request.periode, &pictures, options)?;
    if request.is_final {
        refuse_incomplete(&report.kekurangan)?;
    }
    Ok((cetak(&report.document, &request.formats)?, report.kekurangan))
}

fn refuse_incomplete(kekurangan: &[Kekurangan]) -> Result<(), Rejection> {
    let problems: Vec<Problem> = kekurangan
        .iter()
        .filter(|item| item.wajib)
        .map(|item| Problem {
            severity: Severity::Error,
            code: "LAP010",
            place: domain::problem::Place(format!("bagian {}", item.bagian)),
            what: format!("{}.", item.apa),
            why: "Bagian ini wajib, sehingga cetakan final belum dapat dibuat.".to_string(),
            action: item.tindakan.clone(),
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(Rejection { problems }) }
}
