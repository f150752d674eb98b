//! `kinerja periksa`

use std::process::ExitCode;

use app::{AppError, Rejection};

use super::tulis;
use crate::argumen::{FormatPeriksa, Periksa};
use crate::keluaran;

/// Larger files are not read.
const LARGEST: u64 = 64 << 20;

/// 0: nothing surely wrong. 1: something is. 2 comes with a rejection.
pub fn run(periksa: &Periksa) -> Result<ExitCode, AppError> {
    if let Some(kode) = &periksa.jelaskan {
        let Some(page) = app::jelaskan(kode) else {
            let known: Vec<&str> = app::daftar_aturan().map(|(kode, _)| kode).collect();
            let why = format!("Yang dikenal: {}.", known.join(", "));
            return Err(Rejection::single(
                "PRK001",
                "--jelaskan",
                format!("Aturan \"{kode}\" tidak dikenal."),
                why,
                "Perbaiki kodenya.",
            )
            .into());
        };
        keluaran::text(page);
        return Ok(ExitCode::SUCCESS);
    }
    let mut files = Vec::new();
    for path in &periksa.berkas {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, tulis::read_file(path, LARGEST)?));
    }
    let pilihan = app::Pilihan { hanya: periksa.hanya.clone(), abaikan: periksa.abaikan.clone() };
    let result = app::periksa(&files, &pilihan);
    let text = match periksa.format {
        FormatPeriksa::Teks => result.teks(),
        FormatPeriksa::Json => result.json(),
    };
    match &periksa.keluaran {
        Some(path) => {
            tulis::whole(path, text.as_bytes())?;
            keluaran::written(path);
        }
        None => keluaran::text(&text),
    }
    if let Some((name, why)) = result.tidak_terbaca.first() {
        return Err(Rejection::single(
            "PRK002",
            name.clone(),
            "Berkas ini tidak dapat diperiksa.",
            why.clone(),
            "Periksa berkasnya, atau simpan dalam format lain.",
        )
        .into());
    }
    Ok(if result.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
