//! The use cases, one file per act. What is done, by whom and when is given by the caller: nothing here asks a clock,
//! prints or exits.

pub mod akun;
mod alur;
mod banding;
mod berkas;
mod bukti;
mod cadangan;
mod cetak;
mod contoh;
mod contoh_akun;
mod draf;
mod ekspor;
mod error;
mod gambar;
mod home;
mod impor;
mod impor_laporan;
mod impor_naskah;
mod istilah;
mod kabupaten;
mod kantor;
mod kunci;
mod laporan;
mod mulai;
mod pelaku;
mod pengingat;
mod periksa;
mod pindah;
mod publik;
mod pulihkan;
mod riwayat;
mod salin_naskah;
mod ubah;
mod waktu;

pub use alur::{buka_kunci, keadaan, pindahkan, riwayat_alur, semua_keadaan};
pub use berkas::sha256;
pub use bukti::{BuktiBaru, Gudang, GudangFolder, JenisBerkas, UKURAN_TERBESAR, ambil_bukti, simpan_bukti, zip_bukti};
pub use cadangan::{BerkasCadangan, KepalaRiwayat, Manifest, cadangkan};
pub use cetak::{Cetakan, FileCetakan, Format, cetak, cetak_tersimpan};
pub use contoh::{Contoh, laporan_cacat, siapkan_contoh};
pub use contoh_akun::akun_contoh;
pub use draf::{Draf, ambil_draf, buang_draf_lama, hapus_draf, simpan_draf};
pub use ekspor::{ekspor_buku, ekspor_folder, ekspor_tabel, ekspor_zip};
pub use error::AppError;
pub use gambar::{GAMBAR_TERBESAR, JenisGambar, ambil_gambar, contoh_gambar, pasang_gambar, periksa_gambar};
pub use home::Home;
pub use impor::{
    BarisBerubah, BedaTabel, Impor, Masukan, PratinjauImpor, TahunImpor, VersiTahun, baca_buku, baca_folder, baca_zip,
    impor_buku, impor_folder, masukkan_register, pratinjau_impor,
};
pub use impor_laporan::{AsalNilai, BedaSel, CaraBeda, HitunganTabel, ImporLaporan, PermintaanImpor, impor_laporan};
pub use impor_naskah::{ImporNaskah, NaskahBerubah, impor_naskah};
pub use istilah::{Istilah, istilah};
pub use kabupaten::{RingkasanKantor, csv_kabupaten, dokumen_kabupaten};
pub use kantor::{Kantor, from_folder};
pub use kunci::{Beda, beda_revisi, beda_terkunci, kunci_laporan, laporan_revisi, newest as laporan_terkunci};
pub use laporan::{Permintaan, dokumen_formulir, dokumen_laporan, print_formulir, print_laporan};
pub use mulai::{NamaWilayah, mulai, mulai_kantor, salin_tahun};
pub use pelaku::{Pelaku, pilih_instansi, pilih_riwayat};
pub use pengingat::{JenisTenggat, Pesan, Tenggat, kalender, pesan_desa, pesan_unit, tenggat};
pub use periksa::{
    Berkas, Kemajuan, Periksa, PermintaanPeriksa, daftar_aturan, gaya_periksa, jelaskan, periksa, periksa_dokumen,
};
pub use publik::{
    IndikatorPublik, LaporanPublik, RingkasanPublik, catat_terbit, csv_publik, json_publik, kantor_publik,
    laporan_publik, satu_laporan_publik,
};
pub use pulihkan::pulihkan;
pub use riwayat::{hapus_rincian, rincian_riwayat, riwayat, verifikasi_riwayat};
pub use salin_naskah::salin;
pub use ubah::{
    AsalSel, Bentrokan, MasalahSel, Perubahan, Sel, SelBentrok, Ubah, asal, asal_semua, baca_isian, batalkan, coba,
    ubah,
};
pub use waktu::Waktu;

// The words that callers speak with; they need no other crate of ours.
pub use audit::Pilihan;
pub use audit::tulis::Halaman as HalamanPeriksa;
pub use document::Paper;
pub use domain::alur::Keadaan;
pub use domain::problem::{Problem, Rejection};
pub use domain::reference::waktu_setempat;
pub use domain::schema::Field;
pub use domain::value::{Kode, KodeWilayah, Periode, Tanggal, Triwulan};
pub use report::{Formulir, HasilSalin, Kekurangan, Salinan};
pub use store::{ActSource, Detail, Entry, IssuedFile, LockedReport, Saved, Store, Verification, WorkflowEvent};
