//! Every route, with what it needs and who answers it. The router is built from this table and from nothing else, so
//! that no route can exist without its entry.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing;

use crate::izin::{Hak, Izin};
use crate::jaga::jaga;
use crate::keadaan::Keadaan;
use crate::{aset, halaman};

/// A route: method, path, what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rute {
    /// `get`, `post`, `put` or `delete`.
    pub metode: &'static str,
    /// Path with its parameters in braces.
    pub jalan: &'static str,
    /// What it needs.
    pub izin: Izin,
}

macro_rules! rute {
    ($( $method:ident $path:literal, $izin:expr => $handler:path; )*) => {
        /// Every route.
        pub const RUTE: &[Rute] = &[$( Rute { metode: stringify!($method), jalan: $path, izin: $izin } ),*];

        /// The router of all routes.
        pub(crate) fn router(keadaan: &Keadaan) -> Router {
            let router = Router::new();
            $( let router = router.route(
                $path,
                routing::$method($handler).layer(from_fn_with_state((keadaan.clone(), $izin), jaga)),
            ); )*
            router.fallback(halaman::umum::tidak_ada).with_state(keadaan.clone())
        }
    };
}

use Hak::{
    BukaKunci, Kelola, KelolaAkun, Kunci, Lihat, LihatKabupaten, LihatPegawai, Setujui, UbahLaporan, Verifikasi,
};
use Izin::{Api, ApiMasuk, Kantor, Masuk, Umum};

rute! {
    get "/", Umum => halaman::umum::depan;
    get "/sehat", Umum => halaman::umum::sehat;
    get "/aset/{digest}/{nama}", Umum => aset::kirim;
    get "/masuk", Umum => halaman::masuk::form;
    post "/masuk", Umum => halaman::masuk::kirim;
    post "/keluar", Masuk => halaman::masuk::keluar;
    get "/akun", Masuk => halaman::akun_sendiri::lihat;
    get "/akun/sandi", Masuk => halaman::akun_sendiri::form_sandi;
    post "/akun/sandi", Masuk => halaman::akun_sendiri::ganti_sandi;
    post "/akun/keluar-semua", Masuk => halaman::akun_sendiri::keluar_semua;
    get "/akun/totp", Masuk => halaman::totp::lihat;
    post "/akun/totp", Masuk => halaman::totp::simpan;
    get "/baca", Masuk => halaman::umum::baca;
    get "/draf", Masuk => halaman::draf::ambil;
    post "/draf", Masuk => halaman::draf::simpan;

    get "/kantor/{kode}/{tahun}/{periode}", Kantor(Lihat) => halaman::beranda::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/data/{tabel}", Kantor(Lihat) => halaman::data::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/data/{tabel}", Kantor(Lihat) => halaman::data::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/perencanaan", Kantor(Lihat) => halaman::perencanaan::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/perencanaan", Kantor(Hak::UbahPerencanaan) => halaman::perencanaan::tambah;
    get "/kantor/{kode}/{tahun}/{periode}/kepegawaian", Kantor(LihatPegawai) => halaman::kepegawaian::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/kepegawaian", Kantor(Hak::UbahPegawai) => halaman::kepegawaian::tambah;
    get "/kantor/{kode}/{tahun}/{periode}/kepegawaian/{kunci}", Kantor(LihatPegawai) => halaman::kepegawaian::satu::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/kepegawaian/{kunci}", Kantor(Hak::UbahPegawai) => halaman::kepegawaian::satu::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/inovasi", Kantor(Lihat) => halaman::inovasi::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/inovasi", Kantor(Hak::UbahInovasi) => halaman::inovasi::tambah;
    get "/kantor/{kode}/{tahun}/{periode}/inovasi/{kunci}", Kantor(Lihat) => halaman::inovasi::satu::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/inovasi/{kunci}", Kantor(Hak::UbahInovasi) => halaman::inovasi::satu::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/cari", Kantor(Lihat) => halaman::cari::lihat;

    get "/kantor/{kode}/{tahun}/{periode}/pengaturan", Kantor(Lihat) => halaman::pengaturan::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/kantor", Kantor(Lihat) => halaman::pengaturan::kantor::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/kantor", Kantor(Hak::UbahKantor) => halaman::pengaturan::kantor::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/kantor/gambar/{jenis}", Kantor(Lihat) => halaman::pengaturan::gambar::kirim;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/kantor/gambar/{jenis}", Kantor(Hak::UbahKantor) => halaman::pengaturan::gambar::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/riwayat", Kantor(Lihat) => halaman::pengaturan::riwayat::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/riwayat/{nomor}", Kantor(Lihat) => halaman::pengaturan::riwayat::satu;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/riwayat/{nomor}", Kantor(Lihat) => halaman::pengaturan::riwayat::batalkan;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/akun", Kantor(KelolaAkun) => halaman::pengaturan::akun::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/akun/{id}", Kantor(KelolaAkun) => halaman::pengaturan::akun::satu;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/akun/{id}", Kantor(KelolaAkun) => halaman::pengaturan::akun::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/token", Kantor(Kelola) => halaman::pengaturan::token::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/token", Kantor(Kelola) => halaman::pengaturan::token::simpan;

    get "/kantor/{kode}/{tahun}/{periode}/pengukuran", Kantor(Lihat) => halaman::pengukuran::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/pengukuran", Kantor(Hak::UbahPengukuran) => halaman::pengukuran::simpan;
    post "/kantor/{kode}/{tahun}/{periode}/pengukuran/hitung", Kantor(Hak::UbahPengukuran) => halaman::pengukuran::hitung::hitung;
    get "/kantor/{kode}/{tahun}/{periode}/pengukuran/{indikator}", Kantor(Lihat) => halaman::pengukuran::satu::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/pengukuran/{indikator}", Kantor(Hak::UbahPengukuran) => halaman::pengukuran::satu::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/angka/{jenis}/{kunci}", Kantor(Lihat) => halaman::angka::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/fasilitasi", Kantor(Lihat) => halaman::fasilitasi::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/fasilitasi", Kantor(Hak::UbahFasilitasi) => halaman::fasilitasi::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/evaluasi", Kantor(Lihat) => halaman::evaluasi::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/evaluasi/lke/{jenis}", Kantor(Lihat) => halaman::evaluasi::lke::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/evaluasi/lke/{jenis}", Kantor(Hak::NilaiLke) => halaman::evaluasi::lke::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/evaluasi/reviu", Kantor(Lihat) => halaman::evaluasi::reviu::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/evaluasi/reviu", Kantor(Hak::Reviu) => halaman::evaluasi::reviu::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/dokumen-desa", Kantor(Hak::LihatDokumenDesa) => halaman::dokumen_desa::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/dokumen-desa/{desa}", Kantor(Hak::LihatDokumenDesa) => halaman::dokumen_desa::desa;
    post "/kantor/{kode}/{tahun}/{periode}/dokumen-desa/{desa}", Kantor(Hak::UbahDokumenDesa) => halaman::dokumen_desa::simpan_desa;
    get "/kantor/{kode}/{tahun}/{periode}/dokumen-desa/jenis/{jenis}", Kantor(Hak::LihatDokumenDesa) => halaman::dokumen_desa::jenis;
    post "/kantor/{kode}/{tahun}/{periode}/dokumen-desa/jenis/{jenis}", Kantor(Hak::UbahDokumenDesa) => halaman::dokumen_desa::simpan_jenis;
    get "/kantor/{kode}/{tahun}/{periode}/bukti", Kantor(Hak::LihatDokumenDesa) => halaman::bukti::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/bukti", Kantor(Hak::UbahDokumenDesa) => halaman::bukti::unggah;
    get "/kantor/{kode}/{tahun}/{periode}/bukti/zip", Kantor(Lihat) => halaman::bukti::berkas::zip;
    get "/kantor/{kode}/{tahun}/{periode}/bukti/{id}", Kantor(Hak::LihatDokumenDesa) => halaman::bukti::satu;
    post "/kantor/{kode}/{tahun}/{periode}/bukti/{id}", Kantor(Hak::UbahDokumenDesa) => halaman::bukti::ganti;
    get "/kantor/{kode}/{tahun}/{periode}/bukti/{id}/berkas", Kantor(Hak::LihatDokumenDesa) => halaman::bukti::berkas::kirim;
    get "/kantor/{kode}/{tahun}/{periode}/pengingat", Kantor(Lihat) => halaman::pengingat::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/kalender.ics", Api(Lihat) => halaman::pengingat::kalender;

    get "/kantor/{kode}/{tahun}/{periode}/laporan", Kantor(Lihat) => halaman::laporan::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/laporan", Kantor(UbahLaporan) => halaman::laporan::simpan;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/salin", Kantor(UbahLaporan) => halaman::laporan::salin::salin;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/naskah", Kantor(UbahLaporan) => halaman::laporan::suntingan::ambil;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/sisipan", Kantor(Lihat) => halaman::laporan::bagian::sisipan;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/bagian/{bagian}", Kantor(Lihat) => halaman::laporan::bagian::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/bagian/{bagian}", Kantor(UbahLaporan) => halaman::laporan::bagian::simpan;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/bagian/{bagian}/pratinjau", Kantor(UbahLaporan) => halaman::laporan::bagian::pratinjau;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/cetak", Kantor(Lihat) => halaman::laporan::cetak::laporan;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/periksa", Kantor(Lihat) => halaman::laporan::uji::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/verifikasi", Kantor(Verifikasi) => halaman::laporan::alur::verifikasi;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/setujui", Kantor(Setujui) => halaman::laporan::alur::setujui;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/kembalikan", Kantor(Kunci) => halaman::laporan::alur::kembalikan;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/kunci", Kantor(Kunci) => halaman::laporan::alur::kunci;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/buka", Kantor(BukaKunci) => halaman::laporan::alur::buka;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/arsip", Kantor(Lihat) => halaman::laporan::arsip::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/arsip/{revisi}/cetak", Kantor(Lihat) => halaman::laporan::arsip::cetak;
    post "/kantor/{kode}/{tahun}/{periode}/laporan/arsip/{revisi}/terbit", Kantor(Kunci) => halaman::laporan::arsip::terbit;
    get "/kantor/{kode}/{tahun}/{periode}/laporan/beda", Kantor(Lihat) => halaman::laporan::arsip::beda;

    get "/kantor/{kode}/{tahun}/{periode}/perjanjian", Kantor(Lihat) => halaman::perjanjian::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/perjanjian", Kantor(Hak::UbahPerjanjian) => halaman::perjanjian::tambah;
    get "/kantor/{kode}/{tahun}/{periode}/perjanjian/cetak", Kantor(Lihat) => halaman::perjanjian::cetak::cetak;
    get "/kantor/{kode}/{tahun}/{periode}/perjanjian/versi/{nomor}", Kantor(Lihat) => halaman::perjanjian::versi::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/perencanaan/pohon", Kantor(Lihat) => halaman::perencanaan::pohon::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/perencanaan/pohon", Kantor(Hak::UbahPerencanaan) => halaman::perencanaan::pohon::simpan;
    get "/kantor/{kode}/{tahun}/{periode}/perencanaan/indikator/{indikator}", Kantor(Lihat) => halaman::perencanaan::indikator::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/perencanaan/indikator/{indikator}", Kantor(Hak::UbahPerencanaan) => halaman::perencanaan::indikator::simpan;
    post "/kantor/{kode}/{tahun}/{periode}/perencanaan/indikator/{indikator}/pratinjau", Kantor(Hak::UbahPerencanaan) => halaman::perencanaan::indikator::pratinjau;
    get "/kantor/{kode}/{tahun}/{periode}/anggaran", Kantor(Lihat) => halaman::anggaran::lihat;
    get "/kantor/{kode}/{tahun}/{periode}/anggaran/{kunci}", Kantor(Lihat) => halaman::anggaran::bulan::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/anggaran/{kunci}", Kantor(Hak::UbahAnggaran) => halaman::anggaran::bulan::simpan;
    post "/kantor/{kode}/{tahun}/{periode}/anggaran/{kunci}/hitung", Kantor(Hak::UbahAnggaran) => halaman::anggaran::bulan::hitung;
    post "/kantor/{kode}/{tahun}/{periode}/perjanjian/versi/{nomor}", Kantor(Hak::UbahPerjanjian) => halaman::perjanjian::versi::simpan;

    get "/kabupaten/{kode}/{tahun}/{periode}", Kantor(LihatKabupaten) => halaman::kabupaten::lihat;
    get "/kabupaten/{kode}/{tahun}/{periode}/unduh/{format}", Kantor(LihatKabupaten) => halaman::kabupaten::unduh;

    get "/api/v1/openapi.json", Umum => halaman::api::dokumen;
    post "/api/v1/periksa", Izin::ApiMana(Lihat) => halaman::api::periksa;
    get "/api/v1/kantor", ApiMasuk => halaman::api::kantor;
    get "/api/v1/kantor/{kode}/{tahun}", Api(Lihat) => halaman::api::tahun;
    get "/api/v1/kantor/{kode}/{tahun}/tabel/{tabel}", Api(Lihat) => halaman::api::ambil;
    put "/api/v1/kantor/{kode}/{tahun}/tabel/{tabel}", Api(Lihat) => halaman::api::ubah;
    delete "/api/v1/kantor/{kode}/{tahun}/tabel/{tabel}/{kunci}", Api(Lihat) => halaman::api::hapus;
    get "/api/v1/kantor/{kode}/{tahun}/{periode}/indikator", Api(Lihat) => halaman::api::indikator;
    get "/api/v1/kantor/{kode}/{tahun}/{periode}/laporan", Api(Lihat) => halaman::api::laporan;
    get "/api/v1/kantor/{kode}/{tahun}/{periode}/laporan/{format}", Api(Lihat) => halaman::api::unduh;

    get "/kantor/{kode}/{tahun}/{periode}/istilah", Kantor(Hak::Bantuan) => halaman::istilah::lihat;
    get "/mulai", Masuk => halaman::mulai::lihat;
    post "/mulai", Masuk => halaman::mulai::kirim;
    get "/kantor/{kode}/{tahun}/{periode}/langkah", Kantor(Lihat) => halaman::mulai::langkah;
    post "/kantor/{kode}/{tahun}/{periode}/langkah", Kantor(Hak::Impor) => halaman::mulai::tahun_baru;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/impor", Kantor(Hak::Impor) => halaman::pengaturan::impor::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/impor", Kantor(Hak::Impor) => halaman::pengaturan::impor::kirim;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/impor/{id}", Kantor(Hak::Impor) => halaman::pengaturan::impor::pratinjau;
    post "/kantor/{kode}/{tahun}/{periode}/pengaturan/impor/{id}", Kantor(Hak::Impor) => halaman::pengaturan::impor::terapkan;
    get "/kantor/{kode}/{tahun}/{periode}/pengaturan/ekspor/{format}", Kantor(Hak::Impor) => halaman::pengaturan::ekspor::unduh;

    get "/panduan", Umum => halaman::panduan::depan;
    get "/panduan/{nama}", Umum => halaman::panduan::umum;
    get "/kantor/{kode}/{tahun}/{periode}/panduan", Kantor(Hak::Bantuan) => halaman::panduan::kantor;
    get "/kantor/{kode}/{tahun}/{periode}/panduan/{nama}", Kantor(Hak::Bantuan) => halaman::panduan::satu;

    get "/publik", Umum => halaman::publik::daftar;
    get "/publik/{kode}", Umum => halaman::publik::kantor;
    get "/publik/{kode}/data/{format}", Umum => halaman::publik::data;
    get "/publik/laporan/{id}", Umum => halaman::publik::laporan;

    get "/kantor/{kode}/{tahun}/{periode}/periksa", Kantor(Lihat) => halaman::periksa::lihat;
    post "/kantor/{kode}/{tahun}/{periode}/periksa", Kantor(Lihat) => halaman::periksa::kirim;
    get "/kantor/{kode}/{tahun}/{periode}/periksa/{id}", Kantor(Lihat) => halaman::periksa::hasil;
    post "/kantor/{kode}/{tahun}/{periode}/periksa/{id}/buang", Kantor(Lihat) => halaman::periksa::buang;
    get "/kantor/{kode}/{tahun}/{periode}/periksa/{id}/unduh/{format}", Kantor(Lihat) => halaman::periksa::unduh;
    get "/kantor/{kode}/{tahun}/{periode}/periksa/{id}/impor/{nomor}", Kantor(Hak::Impor) => halaman::periksa::impor::pratinjau;
    post "/kantor/{kode}/{tahun}/{periode}/periksa/{id}/impor/{nomor}", Kantor(Hak::Impor) => halaman::periksa::impor::terapkan;
}
