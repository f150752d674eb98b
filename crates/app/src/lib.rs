//! The use cases, one file per act. What is done, by whom and when is given by the caller: nothing here asks a clock,
//! prints or exits.

mod cetak;
mod error;
mod kantor;
mod laporan;

pub use cetak::{Cetakan, FileCetakan, Format, cetak};
pub use error::AppError;
pub use kantor::{Kantor, from_folder};
pub use laporan::{Permintaan, print_laporan};

// The words that callers speak with; they need no other crate of ours.
pub use document::Paper;
pub use domain::problem::{Problem, Rejection};
pub use domain::schema::Field;
pub use domain::value::{KodeWilayah, Periode, Tanggal, Triwulan};
pub use report::Kekurangan;
