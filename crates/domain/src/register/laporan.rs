//! Reports, their narrative, exceptions, and the settings of the office.

use crate::schema::record;
use crate::value::{Kode, Naskah, Periode, Tanggal, Teks};

record! {
    /// Laporan per periode.
    Laporan = "laporan", Tahun, Toml, key(periode) {
        /// Periode, misalnya 2024/3 atau 2024.
        periode: Periode,
        /// Kerangka (susunan bab), misalnya lumajang-triwulan.
        kerangka: Kode,
        /// Tempat tanda tangan; kosong berarti tempat instansi.
        tempat: Option<Teks>,
        /// Tanggal laporan.
        tanggal: Option<Tanggal>,
        /// Data yang diterima sampai tanggal ini saja yang dihitung; kosong berarti tanggal laporan.
        batas_data: Option<Tanggal>,
        /// Nomor surat pengantar.
        nomor_surat: Option<Teks>,
    }
}

record! {
    /// Naskah bagian laporan yang ditulis orang; angka disisipkan dengan {{...}}.
    NaskahLaporan = "naskah", Tahun, Toml, key(periode, bagian) {
        /// Periode.
        periode: Periode,
        /// Bagian laporan, misalnya kata-pengantar.
        bagian: Kode,
        /// Isi; alinea dipisahkan baris kosong.
        isi: Naskah,
        /// Sudah ditinjau seseorang untuk periode ini; kosong berarti sudah.
        ditinjau: Option<bool>,
    }
}

record! {
    /// Pengecualian: kalimat yang dibiarkan berbeda dari register, dengan alasannya. Gugur bersama periodenya.
    Pengecualian = "pengecualian", Tahun, Toml, key(periode, bagian, kalimat) {
        /// Periode.
        periode: Periode,
        /// Bagian laporan.
        bagian: Kode,
        /// Kalimat seperti tertulis.
        kalimat: Teks,
        /// Angka register yang menjadi pembandingnya, misalnya capaian IKU-1.
        angka: Teks,
        /// Alasan.
        alasan: Teks,
        /// Yang memutuskan.
        oleh: Teks,
        /// Tanggal keputusan.
        tanggal: Tanggal,
    }
}

record! {
    /// Parameter bertanggal: pilihan yang tidak ditetapkan peraturan atau yang ditetapkan daerah.
    Parameter = "parameter", Instansi, Csv, key(nama, berlaku_sejak) {
        /// Nama parameter, misalnya dokumen_desa.tanggal_dihitung.
        nama: Kode,
        /// Nilai.
        nilai: Teks,
        /// Berlaku sejak.
        berlaku_sejak: Tanggal,
        /// Sumber atau yang memutuskan.
        sumber: Teks,
    }
}
