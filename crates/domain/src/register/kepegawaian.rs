//! Personnel, with what changes over time dated.

use crate::schema::{choice, record};
use crate::value::{Kode, Nip, Tanggal, Teks};

choice! {
    /// Jenis kelamin.
    JenisKelamin {
        /// Laki-laki.
        L = "L",
        /// Perempuan.
        P = "P",
    }
}

choice! {
    /// Status kepegawaian.
    StatusPegawai {
        /// Pegawai negeri sipil.
        Pns = "PNS",
        /// Calon pegawai negeri sipil.
        Cpns = "CPNS",
        /// Pegawai pemerintah dengan perjanjian kerja.
        Pppk = "PPPK",
        /// Tenaga kerja kontrak dan non-PNS lain.
        NonPns = "non-PNS",
    }
}

choice! {
    /// Golongan ruang PNS (I/a sampai IV/e) atau golongan PPPK (I sampai XVII).
    Golongan {
        /// Juru Muda.
        Ia = "I/a",
        /// Juru Muda Tingkat I.
        Ib = "I/b",
        /// Juru.
        Ic = "I/c",
        /// Juru Tingkat I.
        Id = "I/d",
        /// Pengatur Muda.
        IIa = "II/a",
        /// Pengatur Muda Tingkat I.
        IIb = "II/b",
        /// Pengatur.
        IIc = "II/c",
        /// Pengatur Tingkat I.
        IId = "II/d",
        /// Penata Muda.
        IIIa = "III/a",
        /// Penata Muda Tingkat I.
        IIIb = "III/b",
        /// Penata.
        IIIc = "III/c",
        /// Penata Tingkat I.
        IIId = "III/d",
        /// Pembina.
        IVa = "IV/a",
        /// Pembina Tingkat I.
        IVb = "IV/b",
        /// Pembina Utama Muda.
        IVc = "IV/c",
        /// Pembina Utama Madya.
        IVd = "IV/d",
        /// Pembina Utama.
        IVe = "IV/e",
        /// PPPK golongan I.
        PppkI = "I",
        /// PPPK golongan II.
        PppkII = "II",
        /// PPPK golongan III.
        PppkIII = "III",
        /// PPPK golongan IV.
        PppkIV = "IV",
        /// PPPK golongan V.
        PppkV = "V",
        /// PPPK golongan VI.
        PppkVI = "VI",
        /// PPPK golongan VII.
        PppkVII = "VII",
        /// PPPK golongan VIII.
        PppkVIII = "VIII",
        /// PPPK golongan IX.
        PppkIX = "IX",
        /// PPPK golongan X.
        PppkX = "X",
        /// PPPK golongan XI.
        PppkXI = "XI",
        /// PPPK golongan XII.
        PppkXII = "XII",
        /// PPPK golongan XIII.
        PppkXIII = "XIII",
        /// PPPK golongan XIV.
        PppkXIV = "XIV",
        /// PPPK golongan XV.
        PppkXV = "XV",
        /// PPPK golongan XVI.
        PppkXVI = "XVI",
        /// PPPK golongan XVII.
        PppkXVII = "XVII",
    }
}

impl Golongan {
    /// Name of the rank that belongs to the grade; PPPK have grades without ranks.
    /// Sources: list of ranks in andhika201/E-Sakip, Pangkat.php; grades of PPPK: Perpres 98/2020, annex.
    pub fn pangkat(self) -> Option<&'static str> {
        Some(match self {
            Self::Ia => "Juru Muda",
            Self::Ib => "Juru Muda Tingkat I",
            Self::Ic => "Juru",
            Self::Id => "Juru Tingkat I",
            Self::IIa => "Pengatur Muda",
            Self::IIb => "Pengatur Muda Tingkat I",
            Self::IIc => "Pengatur",
            Self::IId => "Pengatur Tingkat I",
            Self::IIIa => "Penata Muda",
            Self::IIIb => "Penata Muda Tingkat I",
            Self::IIIc => "Penata",
            Self::IIId => "Penata Tingkat I",
            Self::IVa => "Pembina",
            Self::IVb => "Pembina Tingkat I",
            Self::IVc => "Pembina Utama Muda",
            Self::IVd => "Pembina Utama Madya",
            Self::IVe => "Pembina Utama",
            _ => return None,
        })
    }

    /// Whether it is a grade of PNS (and CPNS), not of PPPK.
    pub fn is_ruang(self) -> bool {
        self.pangkat().is_some()
    }

    /// The Roman number before the stroke: `III`.
    pub fn kelompok(self) -> &'static str {
        self.word().split('/').next().unwrap_or_default()
    }
}

choice! {
    /// Eselon jabatan struktural.
    Eselon {
        /// II.a.
        IIa = "II.a",
        /// II.b.
        IIb = "II.b",
        /// III.a.
        IIIa = "III.a",
        /// III.b.
        IIIb = "III.b",
        /// IV.a.
        IVa = "IV.a",
        /// IV.b.
        IVb = "IV.b",
    }
}

choice! {
    /// Jenjang pendidikan terakhir.
    Pendidikan {
        /// Sekolah dasar.
        Sd = "SD",
        /// Sekolah menengah pertama.
        Smp = "SMP",
        /// Sekolah menengah atas atau kejuruan.
        Sma = "SMA/SMK",
        /// Diploma satu sampai tiga.
        D3 = "D3",
        /// Sarjana atau diploma empat.
        S1 = "S1",
        /// Magister.
        S2 = "S2",
        /// Doktor.
        S3 = "S3",
    }
}

choice! {
    /// Tingkat pendidikan dan pelatihan kepemimpinan.
    TingkatDiklat {
        /// Diklat PIM I, kini PKN tingkat I.
        I = "I",
        /// Diklat PIM II, kini PKN tingkat II.
        II = "II",
        /// Diklat PIM III, kini PKA (administrator).
        III = "III",
        /// Diklat PIM IV, kini PKP (pengawas).
        IV = "IV",
    }
}

record! {
    /// Pegawai: yang tetap pada orangnya.
    Pegawai = "pegawai", Instansi, Csv, key(kode) {
        /// Kode pegawai di register ini; bukan NIP.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Nama lengkap dengan gelar, seperti dicetak.
        nama: Teks,
        /// L atau P.
        jenis_kelamin: JenisKelamin,
        /// NIP atau NI PPPK, 18 angka, disimpan sebagai teks.
        nip: Option<Nip>,
        /// Mulai bertugas di instansi ini; kosong bila tidak diketahui.
        mulai: Option<Tanggal>,
        /// Terakhir bertugas di instansi ini; kosong selama masih bertugas.
        berhenti: Option<Tanggal>,
    }
}

record! {
    /// Riwayat pegawai: yang berubah, sejak tanggal berlakunya.
    RiwayatPegawai = "riwayat_pegawai", Instansi, Csv, key(pegawai, berlaku_sejak) {
        /// Kode pegawai.
        pegawai: Kode => "pegawai",
        /// Berlaku sejak tanggal ini, sampai ada baris yang lebih baru.
        berlaku_sejak: Tanggal,
        /// Status kepegawaian.
        status: StatusPegawai,
        /// Golongan ruang; kosong untuk non-PNS.
        golongan: Option<Golongan>,
        /// Eselon; kosong bila bukan jabatan struktural.
        eselon: Option<Eselon>,
        /// Nama jabatan.
        jabatan: Option<Teks>,
        /// Unit kerja.
        unit: Option<Kode> => "unit",
        /// Pendidikan terakhir.
        pendidikan: Pendidikan,
    }
}

record! {
    /// Diklat kepemimpinan yang telah diikuti.
    Diklat = "diklat", Instansi, Csv, key(pegawai, tingkat) {
        /// Kode pegawai.
        pegawai: Kode => "pegawai",
        /// Tingkat: I sampai IV.
        tingkat: TingkatDiklat,
        /// Tanggal lulus; kosong bila tidak diketahui.
        lulus: Option<Tanggal>,
    }
}
