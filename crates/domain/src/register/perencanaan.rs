//! Strategy: parent plans, vision to indicators, targets of the Renstra, pohon kinerja.

use rust_decimal::Decimal;

use crate::schema::{choice, record};
use crate::value::{Kode, KodeNomenklatur, Naskah, Tanggal, Target, Teks};

choice! {
    /// Jenis dokumen perencanaan.
    JenisRencana {
        /// Rencana pembangunan jangka menengah daerah.
        Rpjmd = "RPJMD",
        /// Rencana pembangunan daerah.
        Rpd = "RPD",
        /// Rencana strategis.
        Renstra = "Renstra",
        /// Rencana kerja.
        Renja = "Renja",
        /// Penetapan indikator kinerja utama.
        Iku = "IKU",
    }
}

record! {
    /// Dokumen perencanaan yang menjadi induk.
    RencanaInduk = "rencana_induk", Instansi, Csv, key(kode) {
        /// Kode di register ini.
        kode: Kode,
        /// Jenis dokumen.
        jenis: JenisRencana,
        /// Nama dokumen, misalnya Rencana Strategis Kecamatan Sukamaju.
        nama: Teks,
        /// Nomor penetapan.
        nomor: Option<Teks>,
        /// Tanggal penetapan.
        tanggal: Option<Tanggal>,
        /// Tahun pertama.
        tahun_awal: i32,
        /// Tahun terakhir.
        tahun_akhir: i32,
    }
}

record! {
    /// Visi yang diikuti.
    Visi = "visi", Instansi, Toml, key(tahun_awal) {
        /// Tahun pertama berlakunya.
        tahun_awal: i32,
        /// Tahun terakhir berlakunya.
        tahun_akhir: i32,
        /// Pemilik visi, misalnya Kabupaten Lumajang.
        pemilik: Teks,
        /// Bunyi visi.
        uraian: Teks,
    }
}

record! {
    /// Misi yang diikuti.
    Misi = "misi", Instansi, Toml, key(kode) {
        /// Kode di register ini.
        kode: Kode,
        /// Nomor misi pada pemiliknya.
        nomor: u32,
        /// Pemilik misi.
        pemilik: Teks,
        /// Bunyi misi.
        uraian: Teks,
        /// Tahun pertama berlakunya.
        tahun_awal: i32,
        /// Tahun terakhir berlakunya.
        tahun_akhir: i32,
    }
}

record! {
    /// Tujuan.
    Tujuan = "tujuan", Instansi, Toml, key(kode) {
        /// Kode di register ini, misalnya T1.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Misi yang dituju.
        misi: Option<Kode> => "misi",
        /// Bunyi tujuan.
        uraian: Teks,
        /// Tahun pertama berlakunya.
        tahun_awal: i32,
        /// Tahun terakhir berlakunya.
        tahun_akhir: i32,
    }
}

record! {
    /// Sasaran strategis.
    SasaranStrategis = "sasaran", Instansi, Toml, key(kode) {
        /// Kode di register ini, misalnya S1.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Tujuan yang dituju.
        tujuan: Kode => "tujuan",
        /// Bunyi sasaran.
        uraian: Teks,
        /// Tahun pertama berlakunya.
        tahun_awal: i32,
        /// Tahun terakhir berlakunya.
        tahun_akhir: i32,
    }
}

choice! {
    /// Cara menggabungkan nilai triwulan.
    Akumulasi {
        /// Jumlah sampai dengan triwulan itu; persentase dihitung ulang dari jumlah komponennya.
        Kumulatif = "kumulatif",
        /// Nilai terakhir yang tersedia.
        NilaiAkhir = "nilai akhir",
        /// Rata-rata triwulan yang tersedia.
        RataRata = "rata-rata",
        /// Nilai tertinggi.
        Tertinggi = "tertinggi",
        /// Nilai terendah.
        Terendah = "terendah",
    }
}

record! {
    /// Indikator kinerja tujuan dan sasaran.
    Indikator = "indikator", Instansi, Toml, key(kode) {
        /// Kode di register ini, misalnya IKU-1.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Kode tujuan bila indikator tujuan; kosong bila indikator sasaran.
        tujuan: Option<Kode> => "tujuan",
        /// Kode sasaran bila indikator sasaran; kosong bila indikator tujuan.
        sasaran: Option<Kode> => "sasaran",
        /// Nama indikator.
        uraian: Teks,
        /// Satuan, misalnya %, indeks, dokumen.
        satuan: Teks,
        /// Banyaknya angka di belakang koma pada cetakan; kosong berarti 2.
        desimal: Option<u32>,
        /// Penjelasan bagaimana nilainya diperoleh.
        definisi: Option<Naskah>,
        /// Rumus capaian: positif, negatif-2tr, negatif-tr, rentang, stabil atau predikat.
        rumus: Kode,
        /// Cara menggabungkan nilai triwulan.
        akumulasi: Akumulasi,
        /// Batas tertinggi capaian dalam persen; kosong berarti mengikuti parameter capaian.batas.
        batas_capaian: Option<Decimal>,
        /// Skala predikat, misalnya IPP-100; wajib untuk rumus predikat.
        skala: Option<Kode>,
        /// Sumber data.
        sumber_data: Option<Teks>,
        /// Unit penanggung jawab.
        penanggung_jawab: Option<Kode> => "unit",
        /// Sebab tidak dibandingkan dengan standar nasional; kosong bila standarnya ada.
        tanpa_standar_nasional: Option<Naskah>,
        /// Tahun pertama berlakunya.
        tahun_awal: i32,
        /// Tahun terakhir berlakunya.
        tahun_akhir: i32,
    }
}

choice! {
    /// Tempat sebuah komponen dalam hitungan realisasi.
    PeranKomponen {
        /// Pembilang; beberapa pembilang dijumlahkan.
        Pembilang = "pembilang",
        /// Penyebut; beberapa penyebut dijumlahkan.
        Penyebut = "penyebut",
    }
}

choice! {
    /// Dari mana nilai sebuah komponen diambil.
    SumberKomponen {
        /// Diisi orang, per triwulan.
        Isian = "isian",
        /// Banyaknya butir fasilitasi, koordinasi, rekomendasi yang harus dilakukan dalam setahun.
        FasilitasiDirencanakan = "fasilitasi direncanakan",
        /// Banyaknya butir yang terlaksana.
        FasilitasiTerlaksana = "fasilitasi terlaksana",
        /// Banyaknya butir yang ditindaklanjuti.
        FasilitasiDitindaklanjuti = "fasilitasi ditindaklanjuti",
        /// Banyaknya desa yang dokumennya tepat waktu; jenis dokumen pada kolom jenis_dokumen.
        DokumenTepatWaktu = "dokumen desa tepat waktu",
        /// Banyaknya desa dikalikan banyaknya jenis dokumen yang dihitung indikator ini.
        DokumenSeharusnya = "dokumen desa seharusnya",
    }
}

record! {
    /// Komponen hitungan realisasi sebuah indikator.
    Komponen = "komponen", Instansi, Csv, key(indikator, kode) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Kode komponen di dalam indikatornya, misalnya a.
        kode: Kode,
        /// Urutan cetak.
        urut: u32,
        /// Pembilang atau penyebut.
        peran: PeranKomponen,
        /// Nama komponen seperti dicetak di dalam rumus.
        uraian: Teks,
        /// Dari mana nilainya diambil.
        sumber: SumberKomponen,
        /// Jenis dokumen desa, untuk sumber dokumen desa tepat waktu.
        jenis_dokumen: Option<Kode>,
    }
}

record! {
    /// Target per tahun menurut Renstra; juga target indikator yang tidak ada di perjanjian.
    TargetRenstra = "target_renstra", Instansi, Csv, key(indikator, tahun) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Tahun.
        tahun: i32,
        /// Target, misalnya 93 atau 68,50 (B-).
        target: Target,
    }
}

record! {
    /// Standar nasional pembanding.
    StandarNasional = "standar_nasional", Instansi, Csv, key(indikator, tahun) {
        /// Indikator.
        indikator: Kode => "indikator",
        /// Tahun.
        tahun: i32,
        /// Nilai standar atau rata-rata nasional.
        nilai: Target,
        /// Sumber angka.
        sumber: Teks,
    }
}

record! {
    /// Kebijakan.
    Kebijakan = "kebijakan", Instansi, Toml, key(urut) {
        /// Urutan cetak.
        urut: u32,
        /// Bunyi kebijakan.
        uraian: Teks,
        /// Sasaran yang didukung.
        sasaran: Option<Kode> => "sasaran",
    }
}

choice! {
    /// Faktor analisis SWOT.
    FaktorSwot {
        /// Kekuatan.
        Kekuatan = "kekuatan",
        /// Kelemahan.
        Kelemahan = "kelemahan",
        /// Peluang.
        Peluang = "peluang",
        /// Ancaman.
        Ancaman = "ancaman",
    }
}

record! {
    /// Analisis SWOT.
    Swot = "swot", Instansi, Toml, key(faktor, urut) {
        /// Faktor.
        faktor: FaktorSwot,
        /// Urutan cetak di dalam faktornya.
        urut: u32,
        /// Uraian.
        uraian: Naskah,
    }
}

record! {
    /// Isu strategis (permasalahan utama).
    IsuStrategis = "isu_strategis", Instansi, Toml, key(urut) {
        /// Urutan cetak.
        urut: u32,
        /// Uraian.
        uraian: Naskah,
    }
}

choice! {
    /// Kedudukan simpul pohon kinerja.
    TingkatKinerja {
        /// Hasil akhir.
        UltimateOutcome = "ultimate outcome",
        /// Hasil antara.
        IntermediateOutcome = "intermediate outcome",
        /// Hasil langsung.
        ImmediateOutcome = "immediate outcome",
        /// Keluaran.
        Output = "output",
    }
}

record! {
    /// Simpul pohon kinerja (PermenPANRB 89/2021).
    SimpulKinerja = "pohon_kinerja", Instansi, Toml, key(kode) {
        /// Kode simpul.
        kode: Kode,
        /// Urutan di bawah induknya.
        urut: u32,
        /// Simpul di atasnya; kosong untuk pucuk.
        induk: Option<Kode> => "pohon_kinerja",
        /// Tingkat.
        tingkat: TingkatKinerja,
        /// Kondisi yang ingin dicapai.
        kondisi: Teks,
        /// Faktor kunci keberhasilan (critical success factor).
        faktor_kunci: Option<Teks>,
        /// Indikator register, bila simpul ini diukur dengannya.
        indikator: Option<Kode> => "indikator",
        /// Indikator lain dengan kata-kata, bila bukan indikator register.
        ukuran: Option<Teks>,
        /// Unit pemilik.
        pemilik: Option<Kode> => "unit",
        /// Pemilik di luar instansi (crosscutting).
        pemilik_lintas: Option<Teks>,
        /// Kode sub kegiatan yang melayani simpul ini.
        sub_kegiatan: Vec<KodeNomenklatur>,
    }
}
