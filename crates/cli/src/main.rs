//! The one binary. Only here something is printed, a clock is asked, and the program ends.
//!
//! Exit codes: 0 done, 1 a failure of the program or (checking files) something surely wrong, 2 something that the
//! user can mend.

mod argumen;
mod baris_perintah;
mod keluaran;
mod kemajuan;
mod penjaga;
mod perintah;

use std::process::ExitCode;

use app::AppError;

fn main() -> ExitCode {
    let argumen = match argumen::Argumen::read() {
        Ok(argumen) => argumen,
        Err(error) => return baris_perintah::explain(&error),
    };
    match perintah::run(&argumen) {
        Ok(code) => code,
        Err(AppError::Rejected(rejection)) => {
            keluaran::rejection(&rejection);
            ExitCode::from(2)
        }
        Err(AppError::Failure { doing, cause }) => {
            keluaran::failure(doing, &cause);
            ExitCode::from(1)
        }
    }
}
