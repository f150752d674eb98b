//! One file per command.

mod laporan;
mod periode;
mod tulis;

use app::AppError;

use crate::argumen::{Argumen, Perintah};

/// Runs a command.
pub fn run(argumen: &Argumen) -> Result<(), AppError> {
    match &argumen.perintah {
        Perintah::Laporan(laporan) => laporan::run(argumen, laporan),
    }
}
