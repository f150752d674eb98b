//! The reports of the example offices, as their registers print them.

use document::Document;
use domain::calculation::TahunKinerja;
use domain::value::Periode;
use report::{Attachments, Options, compose_laporan};

/// A report and the name of its office and period.
#[derive(Debug, Clone)]
pub struct Bersih {
    /// `sukamaju 2024/2`.
    pub nama: String,
    /// Its blocks.
    pub dokumen: Document,
}

/// The reports of both examples whose period `wanted` takes, in order.
pub fn bersih(wanted: impl Fn(&str, Periode) -> bool) -> Result<Vec<Bersih>, String> {
    let mut reports = Vec::new();
    for name in ["pronojiwo", "sukamaju"] {
        let office =
            exchange::folder::read(&crate::contoh().join(name)).map_err(|error| format!("{name}: {error:?}"))?;
        for (tahun, register) in &office.years {
            let known = office.years.iter().map(|(year, register)| (*year, register));
            let year = TahunKinerja::new(*tahun, register.clone(), known);
            let mut periods: Vec<Periode> = register.laporan.iter().map(|laporan| laporan.periode).collect();
            periods.sort();
            for periode in periods.into_iter().filter(|periode| wanted(name, *periode)) {
                let options = Options { paper: document::Paper::F4, is_final: false, per_tanggal: None };
                let report = compose_laporan(&year, periode, &Attachments::new(), options)
                    .map_err(|error| format!("{name} {periode}: {error:?}"))?;
                let mut dokumen = report.document;
                dokumen.watermark = None;
                reports.push(Bersih { nama: format!("{name} {periode}"), dokumen });
            }
        }
    }
    Ok(reports)
}
