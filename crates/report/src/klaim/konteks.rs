//! A sentence with what it names and the time it speaks of.

use domain::calculation::HasilIndikator;
use domain::value::{Kode, month_name};

use super::acuan::{Sebutan, owner};
use super::kalimat::{Isi, Token, tokens};
use crate::composer::Composer;

/// A sentence in its context.
pub(super) struct Kalimat<'k, 'a> {
    /// The sentence.
    pub teks: &'k str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Indicators that it names.
    pub indikator: Vec<Sebutan>,
    /// Lines of the budget that it names.
    pub anggaran: Vec<Sebutan>,
    /// The indicator that the text belongs to.
    pub pemilik: Option<String>,
    /// The register.
    pub composer: &'k Composer<'a>,
}

/// Words that may stand between the word for a figure and its number without making it a figure of something else.
const PENGISI: &[&str] = &[
    "sebesar",
    "adalah",
    "ialah",
    "yaitu",
    "yakni",
    "mencapai",
    "tercapai",
    "senilai",
    "berjumlah",
    "kinerja",
    "indikator",
    "ini",
    "itu",
    "tersebut",
    "tahun",
    "triwulan",
    "tw",
    "s.d",
    "sd",
    "sampai",
    "dengan",
    "akhir",
    "pada",
    "baru",
    "telah",
    "sudah",
    "berada",
    "di",
    "angka",
    "menjadi",
    "dari",
    "terhadap",
    "realisasi",
    "capaian",
    "target",
    "nilai",
    "setahun",
    "tahunan",
    "periode",
    "atau",
    "kecamatan",
    "kantor",
    "i",
    "ii",
    "iii",
    "iv",
    "hingga",
    "adapun",
    "realisasinya",
    "capaiannya",
    "targetnya",
    "ditetapkan",
    "yang",
    "tercatat",
    "anggaran",
    "total",
    "keseluruhan",
    "seluruhnya",
    "sehingga",
];

/// Words after which a number is only near to the figure, or a bound of it.
const KIRA_KIRA: &[&str] = &[
    "sekitar",
    "hampir",
    "lebih",
    "kurang",
    "kisaran",
    "minimal",
    "maksimal",
    "atas",
    "bawah",
    "mendekati",
    "paling",
    "antara",
    "rentang",
];

/// Words after which a number is a number of order.
pub(super) const URUTAN: &[&str] = &[
    "nomor",
    "no",
    "pasal",
    "ayat",
    "bab",
    "tabel",
    "gambar",
    "lampiran",
    "huruf",
    "triwulan",
    "tw",
    "tahun",
    "ke",
    "poin",
    "misi",
    "halaman",
    "peringkat",
    "urutan",
    "tanggal",
    "pukul",
    "telepon",
    "telp",
    "angka",
    "bagian",
    "versi",
];

impl<'k, 'a> Kalimat<'k, 'a> {
    pub fn new(teks: &'k str, composer: &'k Composer<'a>, milik: Option<&Kode>) -> Self {
        let tokens = tokens(teks);
        Self {
            teks,
            indikator: composer.acuan.indikator(teks, &tokens),
            anggaran: composer.acuan.anggaran(&tokens),
            tokens,
            pemilik: milik.and_then(|milik| owner(&composer.hasil, milik)),
            composer,
        }
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token before one.
    pub fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|before| self.tokens.get(before))
    }

    /// True where a token stands inside the name of something.
    pub fn named(&self, at: usize) -> bool {
        self.indikator.iter().chain(&self.anggaran).any(|sebutan| (sebutan.awal..sebutan.akhir).contains(&at))
    }

    /// The word at a token, where it is not a part of a name.
    pub fn kata(&self, at: usize) -> Option<&str> {
        if self.named(at) { None } else { self.token(at)?.kata() }
    }

    /// True where one of some words stands in the sentence outside names.
    pub fn has(&self, words: &[&str]) -> bool {
        (0..self.tokens.len()).any(|at| self.kata(at).is_some_and(|kata| words.contains(&kata)))
    }

    /// Where the clause of a token starts.
    pub fn clause_start(&self, at: usize) -> usize {
        (0..at).rev().find(|at| self.border(*at)).map_or(0, |at| at + 1)
    }

    /// The token after the clause of a token.
    pub fn clause_end(&self, at: usize) -> usize {
        (at + 1..self.tokens.len()).find(|at| self.border(*at)).unwrap_or(self.tokens.len())
    }

    /// True for what parts clauses.
    fn border(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            matches!(token.isi, Isi::Tanda(',' | ';' | ':' | '(' | ')'))
                || token.any(&[
                    "sehingga",
                    "sedangkan",
                    "namun",
                    "tetapi",
                    "meskipun",
                    "walaupun",
                    "karena",
                    "sementara",
                    "bahwa",
                    "tapi",
                ])
        })
    }

    /// A year: four digits that no unit follows.
    pub fn year(&self, at: usize) -> Option<i32> {
        let year: i32 = self.token(at)?.angka().filter(|angka| angka.len() == 4)?.parse().ok()?;
        let plain = !self.token(at + 1).is_some_and(|next| next.is('%') || next.any(&["persen", "rupiah"]))
            && !self.before(at).is_some_and(|before| before.any(&["rp"]));
        ((1950..=2200).contains(&year) && plain).then_some(year)
    }

    /// Years other than the report's that the sentence speaks of; those of regulations and of plans are none.
    pub fn other_years(&self) -> Vec<i32> {
        let now = self.composer.view.periode.tahun();
        let joined = |at: usize| self.token(at).is_some_and(|token| token.is('-') || token.is('–') || token.is('/'));
        let mut years = Vec::new();
        for at in 0..self.tokens.len() {
            if let Some(year) = self.year(at) {
                let regulation = at >= 3 && self.token(at - 3).is_some_and(|token| token.any(&["nomor", "no"]));
                let range = joined(at + 1) || (at > 0 && joined(at - 1));
                if year != now && !regulation && !range {
                    years.push(year);
                }
            }
            if self.kata(at) == Some("tahun")
                && self.token(at + 1).is_some_and(|next| next.any(&["lalu", "sebelumnya", "kemarin"]))
            {
                years.push(now - 1);
            }
        }
        years.dedup();
        years
    }

    /// True where the sentence speaks of another part of a year than that of the report.
    pub fn other_period(&self) -> bool {
        let quarter = self.composer.view.periode.triwulan();
        let roman = quarter.roman().to_lowercase();
        let number = quarter.number().to_string();
        let months =
            (1..=12).filter(|month| *month != quarter.last_month()).map(|month| month_name(month).to_lowercase());
        let months: Vec<String> = months.collect();
        (0..self.tokens.len()).any(|at| {
            let Some(kata) = self.kata(at) else { return false };
            let next = self.token(at + 1);
            match kata {
                "triwulan" | "tw" => next.is_some_and(|next| {
                    let quarter = next.any(&["i", "ii", "iii", "iv"]) && next.kata() != Some(roman.as_str());
                    quarter
                        || next.angka().is_some_and(|angka| angka != number)
                        || next.any(&[
                            "lalu",
                            "sebelumnya",
                            "berikutnya",
                            "depan",
                            "pertama",
                            "kedua",
                            "ketiga",
                            "keempat",
                        ])
                }),
                "semester" | "caturwulan" => true,
                "bulan" => next.is_some_and(|next| next.any(&["lalu", "sebelumnya", "berikutnya", "depan"])),
                other => months.iter().any(|month| month == other),
            }
        })
    }

    /// True for tokens that may stand between the word for a figure and its number.
    pub fn filler(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        self.named(at)
            || self.year(at).is_some()
            || match &token.isi {
                Isi::Kata(kata) => PENGISI.contains(&kata.as_str()) || self.composer.acuan.kantor.contains(kata),
                Isi::Sisipan(_) => true,
                Isi::Tanda(tanda) => matches!(tanda, ',' | ':' | '=' | '(' | ')' | '"' | '“' | '”' | '.'),
                Isi::Angka(_) => false,
            }
    }

    /// True where a number is said to be about so much, or is a difference or a number of order.
    pub fn vague(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.token(at));
        let near = (1..=3).any(|back| before(back).is_some_and(|token| token.any(KIRA_KIRA)));
        near || before(1).is_some_and(|token| {
            token.any(URUTAN) || matches!(token.isi, Isi::Tanda('±' | '/' | '>' | '<' | '-' | '–' | '≥' | '≤'))
        })
    }

    /// Which of the named things a number at a token is about: the last one named before it, or the only one. `None`
    /// where that is not sure.
    pub fn about(&self, sebutan: &[Sebutan], at: usize) -> Option<Vec<String>> {
        let mut codes: Vec<&Vec<String>> = sebutan.iter().map(|sebutan| &sebutan.kode).collect();
        codes.sort();
        codes.dedup();
        match codes.as_slice() {
            [] => None,
            [only] => Some((*only).clone()),
            _ if self.has(&["masing-masing", "berturut-turut"]) => None,
            _ => sebutan.iter().rev().find(|sebutan| sebutan.akhir <= at).map(|sebutan| sebutan.kode.clone()),
        }
    }

    /// The result of an indicator.
    pub fn hasil(&self, kode: &str) -> Option<&HasilIndikator<'a>> {
        self.composer.hasil.iter().find(|hasil| hasil.indikator.kode == *kode)
    }
}
