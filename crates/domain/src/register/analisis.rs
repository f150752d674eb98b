//! Analysis, evaluation, follow-up, innovations.

use crate::schema::{choice, record};
use crate::value::{Kode, Naskah, Tanggal, Teks, Triwulan};

choice! {
    /// Jenis butir analisis.
    JenisAnalisis {
        /// Kendala.
        Kendala = "kendala",
        /// Upaya mengatasi kendala.
        Upaya = "upaya",
        /// Faktor keberhasilan.
        FaktorKeberhasilan = "faktor keberhasilan",
        /// Permasalahan.
        Permasalahan = "permasalahan",
        /// Strategi dan kebijakan ke depan.
        Strategi = "strategi",
        /// Rekomendasi.
        Rekomendasi = "rekomendasi",
    }
}

record! {
    /// Butir analisis: atas sebuah indikator, sebuah sasaran, atau seluruh instansi.
    Analisis = "analisis", Tahun, Toml, key(triwulan, jenis, milik, urut) {
        /// Triwulan.
        triwulan: Triwulan,
        /// Jenis butir.
        jenis: JenisAnalisis,
        /// Kode indikator atau sasaran; kosong untuk seluruh instansi.
        milik: Option<Kode>,
        /// Urutan cetak.
        urut: u32,
        /// Uraian.
        uraian: Naskah,
        /// Untuk rekomendasi: sudah diterima seseorang; kosong berarti masih usul.
        diterima: Option<bool>,
        /// Sudah ditinjau seseorang untuk triwulan ini; kosong berarti sudah.
        ditinjau: Option<bool>,
    }
}

record! {
    /// Rapat evaluasi kinerja.
    RapatEvaluasi = "rapat_evaluasi", Tahun, Toml, key(tanggal) {
        /// Tanggal rapat.
        tanggal: Tanggal,
        /// Acara.
        acara: Teks,
        /// Banyaknya yang hadir.
        hadir: Option<u32>,
        /// Keputusan rapat.
        keputusan: Vec<Teks>,
    }
}

choice! {
    /// Keadaan tindak lanjut.
    StatusTindakLanjut {
        /// Belum ditindaklanjuti.
        Belum = "belum",
        /// Sedang ditindaklanjuti.
        Proses = "proses",
        /// Selesai.
        Selesai = "selesai",
    }
}

record! {
    /// Tindak lanjut rekomendasi evaluasi SAKIP terakhir (LHE).
    TindakLanjut = "tindak_lanjut", Tahun, Toml, key(kode) {
        /// Kode.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Rekomendasi pada LHE.
        rekomendasi: Naskah,
        /// Yang telah dilakukan.
        tindakan: Option<Naskah>,
        /// Keadaan.
        status: StatusTindakLanjut,
        /// Penanggung jawab.
        penanggung_jawab: Option<Kode> => "unit",
        /// Tanggal selesai atau rencana selesai.
        tanggal: Option<Tanggal>,
    }
}

record! {
    /// Inovasi.
    Inovasi = "inovasi", Instansi, Toml, key(kode) {
        /// Kode.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Nama lengkap.
        nama: Teks,
        /// Singkatan.
        singkatan: Option<Teks>,
        /// Mulai dilaksanakan.
        sejak: Option<Tanggal>,
        /// Terakhir dilaksanakan; kosong bila masih berjalan.
        sampai: Option<Tanggal>,
        /// Simpul pohon kinerja yang didukung.
        simpul: Vec<Kode> => "pohon_kinerja",
    }
}

choice! {
    /// Bagian uraian inovasi.
    BagianInovasi {
        /// Latar belakang.
        LatarBelakang = "latar belakang",
        /// Tujuan.
        Tujuan = "tujuan",
        /// Manfaat.
        Manfaat = "manfaat",
        /// Keadaan sebelum inovasi.
        DampakSebelum = "dampak sebelum",
        /// Keadaan sesudah inovasi.
        DampakSesudah = "dampak sesudah",
        /// Kendala pelaksanaan.
        Kendala = "kendala",
        /// Keterkaitan dengan pohon kinerja.
        Keterkaitan = "keterkaitan",
    }
}

record! {
    /// Uraian inovasi, bagian demi bagian.
    UraianInovasi = "uraian_inovasi", Instansi, Toml, key(inovasi, bagian, kelompok, urut) {
        /// Inovasi.
        inovasi: Kode => "inovasi",
        /// Bagian.
        bagian: BagianInovasi,
        /// Kelompok penerima manfaat, misalnya Masyarakat umum.
        kelompok: Option<Teks>,
        /// Urutan cetak.
        urut: u32,
        /// Uraian.
        uraian: Naskah,
    }
}
