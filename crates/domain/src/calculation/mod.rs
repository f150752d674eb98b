//! What is computed from the register: an office in one year, looked at as of a date.

mod anggaran;
mod bulanan;
mod capaian;
mod dokumen_desa;
mod efisiensi;
mod fasilitasi;
mod jabatan;
mod kepegawaian;
mod lke;
mod organisasi;
mod perbandingan;
mod perjanjian;
mod realisasi;
mod view;

pub use anggaran::{Anggaran, BarisAnggaran, SumberDana};
pub use bulanan::{BarisBulan, DuaBelas, SampaiBulan, jumlah as jumlah_rupiah};
pub use capaian::{AsalTarget, HasilIndikator};
pub use dokumen_desa::{JenisDokumen, StatusDokumen, StatusDokumenDesa};
pub use efisiensi::{AnggaranSasaran, Efisiensi, EfisiensiSasaran};
pub use fasilitasi::RekapFasilitasi;
pub use jabatan::{Janji, PerjanjianUnit};
pub use kepegawaian::{PegawaiSaatItu, RekapKepegawaian};
pub use lke::{NilaiLke, NilaiSubKomponen};
pub use organisasi::PenandaTangan;
pub use perbandingan::TahunPembanding;
pub use perjanjian::{BedaAnggaran, BedaPerjanjian, BedaTarget};
pub use realisasi::{Hitungan, NilaiTerhitung, Realisasi};
pub use view::{TahunKinerja, View};
