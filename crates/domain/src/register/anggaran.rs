//! Budget: three amounts that are never mixed (pagu DPA, anggaran kas, realisasi).

use crate::schema::{Field, Kind, choice, record};
use crate::value::{KodeNomenklatur, Rupiah, Tanggal, Teks};

record! {
    /// Nama program, kegiatan dan sub kegiatan bila berbeda dari nomenklatur.
    NamaAnggaran = "nama_anggaran", Tahun, Csv, key(kode) {
        /// Kode.
        kode: KodeNomenklatur,
        /// Nama seperti pada DPA.
        nama: Teks,
    }
}

choice! {
    /// Tahap pagu.
    TahapAnggaran {
        /// DPA murni.
        Murni = "murni",
        /// Pergeseran.
        Pergeseran = "pergeseran",
        /// DPA perubahan.
        Perubahan = "perubahan",
        /// Pagu dari laporan yang tidak menyebut tahapnya.
        TidakDisebut = "tidak disebut",
    }
}

record! {
    /// Tahap pagu yang berlaku dan nama dasarnya.
    DasarPagu = "dasar_pagu", Tahun, Csv, key(tahap, berlaku_sejak) {
        /// Tahap.
        tahap: TahapAnggaran,
        /// Berlaku sejak.
        berlaku_sejak: Tanggal,
        /// Nama dasar seperti dicetak, misalnya DPA Perubahan Tahun 2024.
        nama: Teks,
        /// Nomor dokumen.
        nomor: Option<Teks>,
    }
}

record! {
    /// Pagu per sub kegiatan, sumber dana dan tahap. Tiap tahap lengkap, bukan selisih.
    Pagu = "pagu", Tahun, Csv, key(sub_kegiatan, sumber_dana, tahap, berlaku_sejak) {
        /// Kode sub kegiatan.
        sub_kegiatan: KodeNomenklatur,
        /// Sumber dana, misalnya DAU.
        sumber_dana: Teks,
        /// Tahap.
        tahap: TahapAnggaran,
        /// Berlaku sejak; sama dengan dasar pagunya.
        berlaku_sejak: Tanggal,
        /// Pagu.
        jumlah: Rupiah,
    }
}

/// A month, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bulan(u8);

impl Bulan {
    /// 1 to 12.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl Field for Bulan {
    const KIND: Kind = Kind::Choice(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);

    fn read(text: &str) -> Result<Self, String> {
        text.parse()
            .ok()
            .filter(|month| (1..=12).contains(month))
            .map(Self)
            .ok_or_else(|| "Bulan ditulis dengan angka 1 sampai 12.".to_string())
    }

    fn write(&self) -> String {
        self.0.to_string()
    }
}

record! {
    /// Anggaran kas per bulan.
    AnggaranKas = "anggaran_kas", Tahun, Csv, key(sub_kegiatan, sumber_dana, bulan) {
        /// Kode sub kegiatan.
        sub_kegiatan: KodeNomenklatur,
        /// Sumber dana.
        sumber_dana: Teks,
        /// Bulan.
        bulan: Bulan,
        /// Anggaran kas bulan itu.
        jumlah: Rupiah,
    }
}

record! {
    /// Realisasi anggaran: per bulan, atau sebagai posisi sampai dengan suatu tanggal; satu sub kegiatan dan sumber dana memakai satu cara.
    RealisasiAnggaran = "realisasi_anggaran", Tahun, Csv, key(sub_kegiatan, sumber_dana, bulan, sampai_tanggal) {
        /// Kode sub kegiatan.
        sub_kegiatan: KodeNomenklatur,
        /// Sumber dana.
        sumber_dana: Teks,
        /// Bulan, bila per bulan.
        bulan: Option<Bulan>,
        /// Tanggal posisi, bila sebagai posisi.
        sampai_tanggal: Option<Tanggal>,
        /// Jumlah bulan itu, atau jumlah sejak awal tahun sampai tanggal itu.
        jumlah: Rupiah,
    }
}
