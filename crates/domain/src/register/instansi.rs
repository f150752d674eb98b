//! The office itself: profile, legal bases, regions, structure, office holders.

use crate::schema::{choice, record};
use crate::value::{Kode, KodeWilayah, Naskah, Nip, Tanggal, Teks};

record! {
    /// Profil instansi; tepat satu baris.
    Instansi = "instansi", Instansi, Toml, key(kode) {
        /// Kode wilayah kecamatan, misalnya 35.08.02.
        kode: KodeWilayah,
        /// Nama lengkap tanpa kabupaten, misalnya Kecamatan Sukamaju.
        nama: Teks,
        /// Nama kabupaten atau kota, misalnya Kabupaten Lumajang.
        kabupaten: Teks,
        /// Nama provinsi.
        provinsi: Teks,
        /// Sebutan kepala instansi, misalnya Camat Sukamaju.
        sebutan_kepala: Teks,
        /// Sebutan kepala daerah (pihak kedua perjanjian), misalnya Bupati Lumajang.
        sebutan_kepala_daerah: Teks,
        /// Tempat yang ditulis di depan tanggal tanda tangan.
        tempat: Teks,
        /// Jalan dan nomor.
        alamat: Option<Teks>,
        /// Nama tempat pada kop surat di depan kode pos.
        kota: Option<Teks>,
        /// Kode pos.
        kode_pos: Option<Kode>,
        /// Nomor telepon.
        telepon: Option<Teks>,
        /// Nomor faksimile.
        faksimile: Option<Teks>,
        /// Alamat surat elektronik.
        surel: Option<Teks>,
        /// Alamat laman.
        laman: Option<Teks>,
        /// Berkas lambang (PNG, JPEG atau SVG) di folder berkas.
        logo: Option<Teks>,
        /// Berkas gambar kop surat yang menggantikan kop yang disusun dari data di atas.
        kop: Option<Teks>,
        /// Tulisan pada tiap halaman cetakan, misalnya CONTOH, bukan dokumen resmi.
        tanda_halaman: Option<Teks>,
        /// Gambaran umum instansi untuk Bab I.
        gambaran_umum: Option<Naskah>,
    }
}

choice! {
    /// Untuk apa suatu dasar hukum dikutip.
    KegunaanHukum {
        /// Kedudukan, susunan organisasi, tugas dan fungsi.
        Kelembagaan = "kelembagaan",
        /// Penyusunan laporan kinerja.
        Pelaporan = "pelaporan",
        /// Perencanaan kinerja.
        Perencanaan = "perencanaan",
        /// Anggaran.
        Anggaran = "anggaran",
        /// Dokumen desa.
        Desa = "desa",
        /// Lainnya.
        Lainnya = "lainnya",
    }
}

record! {
    /// Peraturan dan keputusan yang menjadi dasar hukum.
    DasarHukum = "dasar_hukum", Instansi, Csv, key(kode) {
        /// Kode di dalam register ini.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Jenis, misalnya Peraturan Bupati Lumajang.
        jenis: Teks,
        /// Nomor.
        nomor: Teks,
        /// Tahun.
        tahun: i32,
        /// Judul, tanpa kata tentang.
        judul: Teks,
        /// Untuk apa dikutip.
        kegunaan: KegunaanHukum,
        /// Mulai dikutip.
        berlaku_sejak: Option<Tanggal>,
        /// Terakhir dikutip.
        berlaku_sampai: Option<Tanggal>,
    }
}

choice! {
    /// Jenis wilayah di bawah kecamatan.
    JenisWilayah {
        /// Desa.
        Desa = "desa",
        /// Kelurahan.
        Kelurahan = "kelurahan",
    }
}

record! {
    /// Desa dan kelurahan.
    Desa = "desa", Instansi, Csv, key(kode) {
        /// Kode wilayah, misalnya 35.08.02.2001.
        kode: KodeWilayah,
        /// Nama tanpa kata desa.
        nama: Teks,
        /// Desa atau kelurahan.
        jenis: JenisWilayah,
    }
}

record! {
    /// Unit kerja: susunan organisasi sebagai pohon.
    Unit = "unit", Instansi, Csv, key(kode) {
        /// Kode unit di register ini.
        kode: Kode,
        /// Urutan cetak di bawah induknya.
        urut: u32,
        /// Unit di atasnya; kosong untuk pucuk.
        induk: Option<Kode> => "unit",
        /// Nama unit, misalnya Seksi Pemerintahan.
        nama: Teks,
        /// Sebutan pemimpinnya, misalnya Kepala Seksi Pemerintahan.
        sebutan_kepala: Option<Teks>,
    }
}

choice! {
    /// Kedudukan seseorang dalam tanda tangan.
    PeranPejabat {
        /// Kepala instansi, pihak pertama.
        Kepala = "kepala",
        /// Kepala daerah, pihak kedua.
        KepalaDaerah = "kepala daerah",
        /// Sekretaris.
        Sekretaris = "sekretaris",
    }
}

choice! {
    /// Dengan dasar apa jabatan dipegang.
    StatusJabatan {
        /// Definitif.
        Definitif = "definitif",
        /// Pelaksana tugas.
        Plt = "Plt.",
        /// Pelaksana harian.
        Plh = "Plh.",
        /// Penjabat.
        Pj = "Pj.",
    }
}

record! {
    /// Pejabat yang menandatangani, dengan riwayatnya.
    Pejabat = "pejabat", Instansi, Csv, key(peran, sejak) {
        /// Kedudukan dalam tanda tangan.
        peran: PeranPejabat,
        /// Mulai menjabat.
        sejak: Tanggal,
        /// Terakhir menjabat; kosong selama masih menjabat.
        sampai: Option<Tanggal>,
        /// Status jabatan.
        status: StatusJabatan,
        /// Pegawai di daftar kepegawaian; kosong untuk orang luar.
        pegawai: Option<Kode> => "pegawai",
        /// Nama lengkap dengan gelar; wajib bila kolom pegawai kosong.
        nama: Option<Teks>,
        /// NIP; untuk orang luar yang mempunyainya.
        nip: Option<Nip>,
        /// Pangkat yang dicetak di bawah nama; untuk orang luar.
        pangkat: Option<Teks>,
    }
}
