//! Measurement.

use rust_decimal::Decimal;

use crate::schema::record;
use crate::value::{Kode, Naskah, Tanggal, Target, Teks, Triwulan};

record! {
    /// Pengukuran indikator per triwulan.
    Pengukuran = "pengukuran", Tahun, Toml, key(indikator, triwulan) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Triwulan.
        triwulan: Triwulan,
        /// Realisasi yang diisi orang; kosong bila dihitung dari komponen atau belum tersedia.
        realisasi: Option<Target>,
        /// Bila belum tersedia: dari siapa angkanya akan datang.
        menunggu_sumber: Option<Teks>,
        /// Bila belum tersedia: kapan diperkirakan datang, misalnya triwulan IV.
        menunggu_waktu: Option<Teks>,
        /// Keterangan pada tabel.
        keterangan: Option<Teks>,
        /// Penjelasan di bawah tabel.
        penjelasan: Option<Naskah>,
    }
}

record! {
    /// Nilai komponen yang diisi orang, per triwulan.
    NilaiKomponen = "nilai_komponen", Tahun, Csv, key(indikator, komponen, triwulan) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Kode komponen.
        komponen: Kode,
        /// Triwulan.
        triwulan: Triwulan,
        /// Nilai pada triwulan itu sendiri.
        nilai: Decimal,
    }
}

record! {
    /// Bukti dukung; berkasnya disimpan di folder berkas.
    Bukti = "bukti", Tahun, Csv, key(kode) {
        /// Kode bukti.
        kode: Kode,
        /// Tabel yang dibuktikan, misalnya fasilitasi.
        tabel: Kode,
        /// Kunci baris yang dibuktikan, misalnya F-04; beberapa kolom kunci dipisahkan koma, misalnya IKU-1, 3.
        kunci: Teks,
        /// Kolom yang dibuktikan, misalnya terlaksana; kosong berarti seluruh baris.
        kolom: Option<Kode>,
        /// Uraian singkat.
        uraian: Teks,
        /// Tanggal bukti.
        tanggal: Option<Tanggal>,
        /// Nama berkas di folder berkas.
        berkas: Option<Teks>,
        /// Sidik SHA-256 isi berkas; diisi program.
        sha256: Option<Teks>,
    }
}

record! {
    /// Ringkasan tahun-tahun sebelumnya yang tidak ada registernya, untuk perbandingan.
    RingkasanTahun = "ringkasan_tahun", Instansi, Csv, key(indikator, tahun) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Tahun.
        tahun: i32,
        /// Target tahun itu.
        target: Option<Target>,
        /// Realisasi tahun itu.
        realisasi: Option<Target>,
        /// Sumber angka.
        sumber: Teks,
    }
}
