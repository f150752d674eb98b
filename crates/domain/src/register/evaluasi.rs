//! Evaluation: answers to the LKE and to the checklist of the review.

use crate::schema::{choice, record};
use crate::value::{Kode, Naskah, Periode};

choice! {
    /// Siapa yang menilai.
    Penilai {
        /// Kantor sendiri.
        Mandiri = "mandiri",
        /// Inspektorat.
        Evaluator = "evaluator",
    }
}

choice! {
    /// Jawaban sub komponen LKE.
    JawabanLke {
        /// Layak menjadi contoh nasional.
        Aa = "AA",
        /// Memuaskan.
        A = "A",
        /// Semua kriteria terpenuhi.
        Bb = "BB",
        /// Hampir semua kriteria terpenuhi.
        B = "B",
        /// Lebih dari separuh kriteria terpenuhi.
        Cc = "CC",
        /// Kurang dari separuh kriteria terpenuhi.
        C = "C",
        /// Sedikit kriteria terpenuhi.
        D = "D",
        /// Belum ada upaya.
        E = "E",
    }
}

record! {
    /// Jawaban lembar kerja evaluasi (LKE): kriteria dengan ya atau tidak, sub komponen dengan predikat.
    PenilaianLke = "penilaian_lke", Tahun, Csv, key(penilai, kode) {
        /// Siapa yang menilai.
        penilai: Penilai,
        /// Kode kriteria atau sub komponen, misalnya 1.a.1 atau 1.a.
        kode: Kode,
        /// Untuk kriteria: terpenuhi ya atau tidak; kosong bila belum dijawab.
        terpenuhi: Option<bool>,
        /// Untuk sub komponen: predikatnya; kosong berarti mengikuti banyaknya kriteria yang terpenuhi.
        jawaban: Option<JawabanLke>,
        /// Catatan atau letak buktinya.
        catatan: Option<Naskah>,
    }
}

record! {
    /// Jawaban daftar periksa reviu laporan.
    Reviu = "reviu", Tahun, Csv, key(periode, butir) {
        /// Periode laporan.
        periode: Periode,
        /// Kode butir daftar periksa, misalnya S1.
        butir: Kode,
        /// Sesuai ya atau tidak; kosong bila belum diperiksa.
        sesuai: Option<bool>,
        /// Catatan pereviu.
        catatan: Option<Naskah>,
    }
}
