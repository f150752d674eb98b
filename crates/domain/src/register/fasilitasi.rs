//! Register of fasilitasi, koordinasi and rekomendasi, and of village documents.

use crate::schema::{choice, record};
use crate::value::{Kode, KodeWilayah, Tanggal, Teks, Triwulan};

record! {
    /// Jenis butir, misalnya fasilitasi, koordinasi, rekomendasi.
    JenisFasilitasi = "jenis_fasilitasi", Instansi, Csv, key(kode) {
        /// Kode jenis.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Nama jenis seperti dicetak, misalnya fasilitasi.
        nama: Teks,
    }
}

record! {
    /// Butir fasilitasi, koordinasi dan rekomendasi setahun. Terlaksana dan ditindaklanjuti adalah dua hal.
    Fasilitasi = "fasilitasi", Tahun, Csv, key(kode) {
        /// Kode butir.
        kode: Kode,
        /// Urutan cetak di dalam jenisnya.
        urut: u32,
        /// Jenis.
        jenis: Kode => "jenis_fasilitasi",
        /// Uraian butir.
        uraian: Teks,
        /// Unit penanggung jawab.
        penanggung_jawab: Option<Kode> => "unit",
        /// Triwulan rencana; kosong berarti sepanjang tahun.
        rencana: Option<Triwulan>,
        /// Sudah terlaksana: ya, tidak, atau kosong bila belum diisi.
        terlaksana: Option<bool>,
        /// Tanggal terlaksana; kosong bila tidak diketahui.
        tanggal_terlaksana: Option<Tanggal>,
        /// Sudah ditindaklanjuti: ya, tidak, atau kosong bila belum diisi.
        ditindaklanjuti: Option<bool>,
        /// Tanggal ditindaklanjuti; kosong bila tidak diketahui.
        tanggal_ditindaklanjuti: Option<Tanggal>,
        /// Keterangan.
        keterangan: Option<Teks>,
    }
}

choice! {
    /// Kekuatan sebuah tenggat.
    DasarTenggat {
        /// Menurut peraturan nasional.
        Hukum = "hukum",
        /// Menurut ketentuan daerah, menggantikan yang nasional.
        Daerah = "daerah",
    }
}

record! {
    /// Tenggat dokumen desa: data bertanggal dengan sumbernya.
    TenggatDokumen = "tenggat_dokumen", Instansi, Csv, key(jenis, dasar, berlaku_sejak) {
        /// Jenis dokumen, misalnya RKPDES.
        jenis: Kode,
        /// Nama jenis seperti dicetak, misalnya RKP Desa.
        nama: Teks,
        /// Menurut hukum nasional atau ketentuan daerah.
        dasar: DasarTenggat,
        /// Berlaku untuk dokumen sejak tanggal ini.
        berlaku_sejak: Tanggal,
        /// Selisih tahun isi dokumen dari tahun register: -1, 0 atau 1.
        selisih_tahun: Teks,
        /// Mulai dapat diserahkan, tanggal-bulan, misalnya 01-07; kosong bila tidak ditentukan.
        buka: Option<Teks>,
        /// Paling lambat, tanggal-bulan, misalnya 30-09.
        tenggat: Teks,
        /// Sumber ketentuan.
        sumber: Teks,
    }
}

record! {
    /// Dokumen desa setahun: tanggal ditetapkan, diundangkan dan diterima.
    DokumenDesa = "dokumen_desa", Tahun, Csv, key(desa, jenis) {
        /// Kode wilayah desa.
        desa: KodeWilayah => "desa",
        /// Jenis dokumen.
        jenis: Kode,
        /// Nomor dokumen.
        nomor: Option<Teks>,
        /// Tanggal ditetapkan.
        ditetapkan: Option<Tanggal>,
        /// Tanggal diundangkan.
        diundangkan: Option<Tanggal>,
        /// Tanggal diterima di kecamatan.
        diterima: Option<Tanggal>,
        /// Keterangan.
        keterangan: Option<Teks>,
    }
}
