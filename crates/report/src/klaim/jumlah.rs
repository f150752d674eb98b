//! Counts directly before what they count ("6 (enam) desa"), and figures against their own words.
//!
//! A count is a claim only where the sentence says that it is the whole: "memiliki enam desa", "dua dari enam desa",
//! "seluruh 17 pegawai", "jumlah desa sebanyak 6". "Tiga desa terlambat" is a part and claims nothing.

use domain::register::{JenisWilayah, StatusPegawai};
use domain::value::{Kode, Tingkat, terbilang};

use super::angka::{Tertulis, in_words};
use super::konteks::{Kalimat, URUTAN};
use super::{Hasil, Temuan};

/// A whole number, in digits, in words, or both.
struct Bilangan {
    awal: usize,
    /// Token after the number and its words.
    akhir: usize,
    nilai: u64,
    /// End of the first writing, in bytes.
    sampai: usize,
}

pub(super) fn find(kalimat: &Kalimat<'_, '_>) -> Vec<Temuan> {
    let mut found = Vec::new();
    let mut chained = false;
    let mut at = 0;
    while at < kalimat.tokens.len() {
        let Some(bilangan) = number(kalimat, at, &mut found) else {
            chained &= joins(kalimat, at);
            at += 1;
            continue;
        };
        at = bilangan.akhir;
        let Some(noun) = noun(kalimat, bilangan.akhir) else {
            chained = false;
            continue;
        };
        let next = bilangan.akhir + noun.panjang;
        if let Some(whole) = whole(kalimat, &bilangan, &noun, chained) {
            chained = ends(kalimat, next, whole);
            if chained && !noun.nilai.is_empty() {
                found.push(temuan(kalimat, &bilangan, &noun));
            }
        } else {
            chained = false;
        }
        at = next;
    }
    found
}

fn temuan(kalimat: &Kalimat<'_, '_>, bilangan: &Bilangan, noun: &Benda) -> Temuan {
    let awal = kalimat.token(bilangan.awal).map_or(0, |token| token.rentang.start);
    let agrees = noun.nilai.contains(&bilangan.nilai);
    let nilai = noun.nilai.first().copied().unwrap_or_default();
    Temuan {
        rentang: awal..bilangan.sampai,
        id: format!("jumlah {}", noun.nama),
        nilai: nilai.to_string(),
        hasil: if agrees { Hasil::Sama } else { Hasil::Berbeda },
    }
}

/// The number that starts at a token. Digits whose words in parentheses say something else are a claim against
/// themselves.
fn number(kalimat: &Kalimat<'_, '_>, at: usize, found: &mut Vec<Temuan>) -> Option<Bilangan> {
    if kalimat.named(at) {
        return None;
    }
    let token = kalimat.token(at)?;
    if let Some((nilai, length)) = in_words(kalimat.tokens.get(at..)?) {
        let sampai = kalimat.token(at + length - 1)?.rentang.end;
        return Some(Bilangan { awal: at, akhir: at + length, nilai, sampai });
    }
    let nilai = Tertulis::read_grouped(token.angka()?)?.whole()?;
    let mut akhir = at + 1;
    if kalimat.token(akhir).is_some_and(|next| next.is('(')) {
        let words = kalimat.tokens.get(akhir + 1..)?;
        if let Some((in_words, length)) = in_words(words) {
            let rest = words.get(length..).unwrap_or_default();
            let unit = usize::from(rest.first().is_some_and(|unit| unit.any(&["rupiah", "persen", "orang"])));
            if let Some(close) = rest.get(unit).filter(|token| token.is(')')) {
                akhir += length + unit + 2;
                if in_words != nilai {
                    found.push(Temuan {
                        rentang: token.rentang.start..close.rentang.end,
                        id: "angka dan hurufnya".to_string(),
                        nilai: format!("tidak ada; {nilai} dibaca \"{}\"", terbilang(nilai)),
                        hasil: Hasil::Berbeda,
                    });
                }
            }
        }
    }
    let order = kalimat
        .before(at)
        .is_some_and(|before| before.any(URUTAN) || before.any(&["rp", "butir"]) || before.is('/') || before.is('-'));
    (!order && kalimat.year(at).is_none()).then_some(Bilangan { awal: at, akhir, nilai, sampai: token.rentang.end })
}

/// What is counted, how many tokens it takes, and what the register counts. Several values where the word can mean
/// more than one thing.
struct Benda {
    nama: String,
    panjang: usize,
    nilai: Vec<u64>,
}

fn noun(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Benda> {
    let word = |offset: usize| kalimat.token(at + offset).and_then(|token| token.kata());
    let composer = kalimat.composer;
    let register = composer.view.register();
    let region = |jenis| register.desa.iter().filter(|row| row.jenis == jenis).count();
    let level = |tingkat| composer.anggaran.at(tingkat).count();
    let status = |status| composer.kepegawaian.status(status);
    let in_force = |from: i32, to: i32| (from..=to).contains(&composer.view.year.tahun);
    let indicators = || {
        let of_sasaran = composer.hasil.iter().filter(|hasil| hasil.indikator.sasaran.is_some()).count();
        (composer.hasil.len(), of_sasaran)
    };
    let (nama, panjang, nilai): (&str, usize, Vec<usize>) = match (word(0)?, word(1)) {
        ("orang", Some("pegawai" | "personel" | "personil" | "asn")) => {
            ("pegawai", 2, vec![composer.kepegawaian.pegawai.len()])
        }
        ("pegawai" | "personel" | "personil", _) => ("pegawai", 1, vec![composer.kepegawaian.pegawai.len()]),
        ("pns", _) => {
            ("PNS", 1, vec![status(StatusPegawai::Pns), status(StatusPegawai::Pns) + status(StatusPegawai::Cpns)])
        }
        ("pppk", _) => ("PPPK", 1, vec![status(StatusPegawai::Pppk)]),
        ("desa", _) => ("desa", 1, vec![region(JenisWilayah::Desa)]),
        ("kelurahan", _) => ("kelurahan", 1, vec![region(JenisWilayah::Kelurahan)]),
        ("indikator", Some("sasaran")) => {
            ("indikator sasaran", 2 + usize::from(word(2) == Some("strategis")), vec![indicators().1])
        }
        ("indikator", Some("tujuan")) => ("indikator tujuan", 2, vec![indicators().0 - indicators().1]),
        ("indikator", next) => {
            let longer =
                usize::from(next == Some("kinerja")) + usize::from(next == Some("kinerja") && word(2) == Some("utama"));
            ("indikator", 1 + longer, vec![indicators().0, indicators().1])
        }
        ("sasaran", next) => {
            let count = register.sasaran.iter().filter(|row| in_force(row.tahun_awal, row.tahun_akhir)).count();
            ("sasaran", 1 + usize::from(next == Some("strategis")), vec![count])
        }
        ("tujuan", _) => {
            ("tujuan", 1, vec![register.tujuan.iter().filter(|row| in_force(row.tahun_awal, row.tahun_akhir)).count()])
        }
        ("program", _) => ("program", 1, vec![level(Tingkat::Program)]),
        ("sub", Some("kegiatan")) => ("sub kegiatan", 2, vec![level(Tingkat::SubKegiatan)]),
        ("subkegiatan", _) => ("sub kegiatan", 1, vec![level(Tingkat::SubKegiatan)]),
        ("kegiatan", _) => ("kegiatan", 1, vec![level(Tingkat::Kegiatan)]),
        ("butir" | "jenis", _) => return items(kalimat, at),
        _ => return None,
    };
    let nilai = nilai.into_iter().map(|count| count as u64).collect();
    Some(Benda { nama: nama.to_string(), panjang, nilai })
}

/// "36 butir", "33 jenis fasilitasi": of a kind that the office has, or of all.
fn items(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Benda> {
    let register = kalimat.composer.view.register();
    let all = register.fasilitasi.len() as u64;
    let is_kind = |kode: &Kode| {
        let rows = register.fasilitasi.iter().filter(|row| row.jenis == *kode);
        rows.count() as u64
    };
    let word = kalimat.token(at + 1).and_then(|token| token.kata());
    let kind = register.jenis_fasilitasi.iter().find(|row| Some(row.nama.to_lowercase().as_str()) == word);
    match kind {
        Some(kind) => {
            let mut nilai = vec![is_kind(&kind.kode)];
            if kalimat.token(at).is_some_and(|token| token.any(&["butir"])) {
                nilai.push(all);
            }
            Some(Benda { nama: format!("butir {}", &*kind.nama), panjang: 2, nilai })
        }
        None => {
            let plain = kalimat.token(at)?.any(&["butir"]);
            plain.then(|| Benda { nama: "butir".to_string(), panjang: 1, nilai: vec![all] })
        }
    }
}

/// How a sentence says that a count is the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seluruh {
    /// "memiliki enam desa"
    Memiliki,
    /// "dua dari enam desa"
    Dari,
}

fn whole(kalimat: &Kalimat<'_, '_>, bilangan: &Bilangan, noun: &Benda, chained: bool) -> Option<Seluruh> {
    let word =
        |back: usize| bilangan.awal.checked_sub(back).and_then(|at| kalimat.token(at)).and_then(|token| token.kata());
    if chained {
        return Some(Seluruh::Memiliki);
    }
    if word(1) == Some("dari") {
        let part = bilangan.awal.checked_sub(2).is_none_or(|at| part_before(kalimat, at));
        let cue =
            word(2).is_some_and(|word| ["terdiri", "terbentuk"].contains(&word)) && subject(kalimat, bilangan.awal);
        return (part || cue).then_some(if cue { Seluruh::Memiliki } else { Seluruh::Dari });
    }
    if word(1).is_some_and(|word| ["seluruh", "total", "keseluruhan"].contains(&word)) {
        return Some(Seluruh::Memiliki);
    }
    let cues = ["memiliki", "mempunyai", "membawahi", "atas", "memuat", "didukung", "dibantu", "terbagi"];
    let cue = (1..=3).find(|back| word(*back).is_some_and(|word| cues.contains(&word)))?;
    let between = (1..cue).all(|back| {
        word(back)
            .is_some_and(|word| ["oleh", "sebanyak", "dengan", "dalam", "atas", "sejumlah", "menjadi"].contains(&word))
    });
    let upper = word(cue) != Some("atas") || word(cue + 1) == Some("terdiri");
    (between && upper && subject(kalimat, bilangan.awal) && !noun.nama.is_empty()).then_some(Seluruh::Memiliki)
}

/// "dua dari", "sebanyak 4 desa dari": a number stands before "dari".
fn part_before(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    (at.saturating_sub(2)..=at).any(|at| {
        kalimat.token(at).is_some_and(|token| {
            token.angka().is_some() || token.kata().is_some_and(|_| in_words(std::slice::from_ref(token)).is_some())
        })
    })
}

/// True where the clause before a number speaks of the office or its agreement, and of nothing else that has desa,
/// pegawai or programmes.
fn subject(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    let start = kalimat.clause_start(at);
    let foreign = [
        "setiap",
        "tiap",
        "masing-masing",
        "seksi",
        "renstra",
        "rpjmd",
        "rpd",
        "provinsi",
        "tetangga",
        "lain",
        "inovasi",
    ];
    let mut ours = false;
    for index in start..at {
        let Some(token) = kalimat.token(index) else { break };
        if matches!(&token.isi, super::kalimat::Isi::Sisipan(id) if id == "instansi") {
            ours = true;
        }
        match token.kata() {
            Some(word) if foreign.contains(&word) => return false,
            Some("kabupaten" | "pemerintah") if !ours => return false,
            Some("kecamatan" | "kantor") => ours = ours || !other_office(kalimat, index + 1),
            Some("camat") => ours = true,
            Some("kinerja") if kalimat.before(index).is_some_and(|before| before.any(&["perjanjian"])) => ours = true,
            _ => {}
        }
    }
    ours
}

/// "Kecamatan Candipuro" in a report of another kecamatan.
fn other_office(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    kalimat.token(at).is_some_and(|token| {
        let capital = kalimat.teks.get(token.rentang.clone()).is_some_and(|text| text.starts_with(char::is_uppercase));
        capital
            && token.kata().is_some_and(|kata| {
                kata != "kabupaten" && !kalimat.composer.acuan.kantor.iter().any(|word| word == kata)
            })
    })
}

/// True where nothing after what is counted restricts it.
fn ends(kalimat: &Kalimat<'_, '_>, at: usize, whole: Seluruh) -> bool {
    let Some(token) = kalimat.token(at) else { return true };
    let next = |offset: usize| kalimat.token(at + offset).and_then(|token| token.kata());
    match token.kata() {
        None => !token.is('/') && !token.is('-'),
        Some("dan" | "serta" | "terdiri" | "yaitu" | "yakni" | "se-kecamatan") => true,
        Some("yang") => {
            next(1).is_some_and(|word| ["ada", "terdiri", "tersebar", "direncanakan", "meliputi"].contains(&word))
        }
        Some("di") => (1..=3).any(|offset| next(offset) == Some("kecamatan")),
        Some(word) => {
            let verbs = [
                "telah",
                "sudah",
                "belum",
                "masih",
                "terlambat",
                "tepat",
                "selesai",
                "menyusun",
                "menyerahkan",
                "terlaksana",
                "ditindaklanjuti",
                "berhasil",
                "mencapai",
                "memenuhi",
            ];
            whole == Seluruh::Dari && verbs.contains(&word)
        }
    }
}

/// Words that join one count of the whole to the next: "6 desa dan 1 kelurahan", "didukung 6 program, 15 kegiatan".
fn joins(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    kalimat.token(at).is_some_and(|token| {
        token.is(',') || token.any(&["dan", "serta", "anggaran", "terdiri", "dari", "atas", "yang", "yaitu", "orang"])
    })
}
