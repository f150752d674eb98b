//! The performance agreement, stored as signed.

use crate::schema::{choice, record};
use crate::value::{Kode, KodeNomenklatur, Naskah, Rupiah, Tanggal, Target, Teks, Triwulan};

choice! {
    /// Alasan perubahan perjanjian yang diperbolehkan (PermenPANRB 53/2014).
    AlasanPerubahan {
        /// Pergantian atau mutasi pejabat.
        PergantianPejabat = "pergantian pejabat",
        /// Perubahan strategi yang memengaruhi pencapaian tujuan dan sasaran.
        PerubahanStrategi = "perubahan strategi",
        /// Perubahan prioritas atau asumsi yang berakibat secara signifikan.
        PerubahanPrioritas = "perubahan prioritas",
    }
}

record! {
    /// Perjanjian Kinerja dengan kepala daerah: murni dan perubahannya, seperti ditandatangani.
    Perjanjian = "perjanjian", Tahun, Toml, key(versi) {
        /// 0 untuk murni, 1 untuk perubahan pertama, dan seterusnya.
        versi: u32,
        /// Tanggal tanda tangan.
        tanggal: Tanggal,
        /// Tempat tanda tangan.
        tempat: Teks,
        /// Alasan perubahan; kosong untuk murni.
        alasan: Option<AlasanPerubahan>,
        /// Penjelasan perubahan.
        penjelasan: Option<Naskah>,
    }
}

record! {
    /// Lampiran target Perjanjian Kinerja.
    PerjanjianTarget = "perjanjian_target", Tahun, Csv, key(versi, indikator) {
        /// Versi perjanjian.
        versi: u32,
        /// Urutan pada lampiran.
        urut: u32,
        /// Indikator.
        indikator: Kode => "indikator",
        /// Target setahun seperti ditandatangani.
        target: Target,
    }
}

record! {
    /// Lampiran anggaran Perjanjian Kinerja.
    PerjanjianAnggaran = "perjanjian_anggaran", Tahun, Csv, key(versi, program, sumber_dana) {
        /// Versi perjanjian.
        versi: u32,
        /// Urutan pada lampiran.
        urut: u32,
        /// Kode program.
        program: KodeNomenklatur,
        /// Nama program seperti ditandatangani.
        nama: Teks,
        /// Anggaran.
        jumlah: Rupiah,
        /// Sumber dana, misalnya DAU.
        sumber_dana: Teks,
    }
}

record! {
    /// Target per triwulan (rencana aksi), dihitung sampai dengan triwulan itu.
    TargetTriwulan = "target_triwulan", Tahun, Csv, key(indikator, triwulan) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Triwulan.
        triwulan: Triwulan,
        /// Target sampai dengan triwulan ini.
        target: Target,
        /// Nilai tertinggi yang mungkin dicapai sampai dengan triwulan ini; kosong bila tidak dibatasi.
        tertinggi: Option<Target>,
    }
}

record! {
    /// Target setahun simpul pohon kinerja yang diukur dengan kata-kata, untuk perjanjian di bawah camat.
    TargetSimpul = "target_simpul", Tahun, Csv, key(simpul) {
        /// Simpul pohon kinerja.
        simpul: Kode => "pohon_kinerja",
        /// Target setahun.
        target: Target,
        /// Satuan, misalnya %, laporan, desa.
        satuan: Teks,
    }
}
