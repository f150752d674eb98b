//! `kinerja cetak-dokumen`: what the web application runs beside itself to print. A document comes in as data, a file
//! goes out; neither database nor folder is touched.

use std::io::{Read, Write};

use app::AppError;

use super::tulis;
use crate::argumen::CetakDokumen;

pub fn run(cetak: &CetakDokumen) -> Result<(), AppError> {
    let mut isi = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut isi);
    read.map_err(|error| AppError::failure("reading a document", error))?;
    for format in tulis::formats(&[cetak.format]) {
        let bytes = app::cetak_tersimpan(&isi, format)?;
        let mut out = std::io::stdout().lock();
        let written = out.write_all(&bytes).and_then(|()| out.flush());
        written.map_err(|error| AppError::failure("writing a file", error))?;
    }
    Ok(())
}
