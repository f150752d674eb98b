//! What a sentence says of an indicator that it, or the sentence before it in its paragraph, names whole: target, result
//! and capaian of the year, results of earlier years.

use std::collections::BTreeSet;

use super::tks505_gerak::by_year;
use crate::angka::{self, Angka, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

/// Shorter names occur in sentences about other things.
const NAMA_TERPENDEK: usize = 12;

/// A row that measures an indicator.
pub(super) type Baris<'d, 'n> = (&'d TabelDikenal<'n>, &'d Isi<'n>);

/// The rows of the only indicator that a sentence names, with its name.
pub(super) struct Subjek<'d, 'n> {
    pub(super) nama: String,
    pub(super) baris: Vec<Baris<'d, 'n>>,
}

/// The indicator of each sentence: its own, else the one that was named before it in the same paragraph.
pub(super) fn subjects<'d, 'n>(dokumen: &'d Dokumen<'n>) -> Vec<Option<Subjek<'d, 'n>>> {
    let mut names: Vec<(usize, String, Vec<Baris<'d, 'n>>)> = Vec::new();
    for tabel in &dokumen.tabel {
        let (Jenis::Capaian | Jenis::Perbandingan, Some(column)) = (tabel.jenis, tabel.column(Peran::Indikator)) else {
            continue;
        };
        for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
            let nama = isi.sel(column).map(|cell| normal(&cell.teks)).unwrap_or_default();
            if nama.len() < NAMA_TERPENDEK || !nama.contains(' ') {
                continue;
            }
            match names.iter_mut().find(|(berkas, known, _)| *berkas == tabel.berkas && *known == nama) {
                Some((.., rows)) => rows.push((tabel, isi)),
                None => names.push((tabel.berkas, nama, vec![(tabel, isi)])),
            }
        }
    }
    let mut current: Option<(usize, usize, usize)> = None;
    let mut found = Vec::new();
    for kalimat in &dokumen.ucapan {
        let text = format!(" {} ", normal(kalimat.teks()));
        let mut said: Vec<usize> = (0..names.len())
            .filter(|at| {
                names
                    .get(*at)
                    .is_some_and(|(file, nama, _)| *file == kalimat.berkas && text.contains(&format!(" {nama} ")))
            })
            .collect();
        let all: Vec<&str> = said.iter().filter_map(|at| names.get(*at)).map(|(_, nama, _)| nama.as_str()).collect();
        // A name that is part of a longer one is not named itself.
        let inside = |nama: &str| all.iter().any(|other| other.len() > nama.len() && other.contains(nama));
        said.retain(|at| names.get(*at).is_some_and(|(_, nama, _)| !inside(nama)));
        let here = (kalimat.berkas, kalimat.blok);
        current = match said.as_slice() {
            [only] => Some((here.0, here.1, *only)),
            [] => current.filter(|(file, block, _)| (*file, *block) == here),
            _ => None,
        };
        let subjek = current.and_then(|(.., at)| names.get(at));
        found.push(subjek.map(|(_, nama, baris)| Subjek { nama: nama.clone(), baris: baris.clone() }));
    }
    found
}

pub(super) fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for (kalimat, subjek) in dokumen.ucapan.iter().zip(subjects(dokumen)) {
        let Some(subjek) = subjek else { continue };
        let profil = dokumen.profil(kalimat.berkas);
        let other_quarter =
            crate::kalimat::quarters(&kalimat.token).iter().any(|found| Some(found.isi.0) != profil.triwulan);
        let Some(own) = profil.tahun.filter(|_| !other_quarter) else { continue };
        for klaim in claims(kalimat, &subjek.nama, own) {
            judge(kalimat, &subjek, &klaim, own, hasil);
        }
    }
}

/// A figure with what it is said to be.
struct Klaim {
    peran: Peran,
    tahun: i32,
    angka: Angka,
    /// The sentence names the indicator itself and says the word for the figure.
    langsung: bool,
    dari: usize,
    sampai: usize,
}

/// "realisasi tahun 2024 sebesar 86,70", "terealisasi 86,70 dari target 85,00", "tahun 2023 sebesar 84,25", "NAMA
/// adalah 73,10".
fn claims(kalimat: &Kalimat<'_>, nama: &str, own: i32) -> Vec<Klaim> {
    let past = kalimat.has(&["sebelumnya", "lalu", "semula"]);
    let mut found = Vec::new();
    for at in 0..kalimat.token.len() {
        let Some(token) = kalimat.token.get(at).filter(|token| token.jenis == Bagian::Angka) else { continue };
        let Some(angka) = angka::read(&token.teks).angka().cloned() else { continue };
        let before = at.checked_sub(1).map_or("", |before| kalimat.kata(before));
        if year(kalimat, at).is_some() || matches!(before, "rp" | "." | "nomor" | "no" | "triwulan" | "tw" | "-") {
            continue;
        }
        let Some((peran, dari, tahun)) = role(kalimat, at, nama) else { continue };
        let explicit = tahun.or_else(|| (0..dari).rev().find_map(|near| year(kalimat, near)));
        if past && explicit.is_none() {
            continue;
        }
        let percent = matches!(kalimat.kata(at + 1), "%" | "persen");
        if peran == Peran::Capaian && !percent {
            continue;
        }
        let sampai = at + usize::from(percent);
        let word = matches!(kalimat.kata(dari), "target" | "realisasi" | "capaian" | "terealisasi");
        let langsung = word && normal(kalimat.teks()).contains(nama);
        found.push(Klaim { peran, tahun: explicit.unwrap_or(own), angka, langsung, dari, sampai });
    }
    found
}

/// The word before a figure that says what it is, past words of filling; a year among them.
fn role(kalimat: &Kalimat<'_>, at: usize, nama: &str) -> Option<(Peran, usize, Option<i32>)> {
    const FILLING: [&str; 30] = [
        "sebesar",
        "adalah",
        "mencapai",
        "yaitu",
        "yakni",
        "sebanyak",
        "kinerja",
        "pada",
        "tahun",
        ":",
        "nya",
        "ini",
        "senilai",
        "sejumlah",
        "sampai",
        "dengan",
        "s.d",
        "s/d",
        "hingga",
        "triwulan",
        "tw",
        "i",
        "ii",
        "iii",
        "iv",
        "saat",
        "telah",
        "sudah",
        "tersebut",
        "indikator",
    ];
    // "dari target 1.800 dokumen atau 107,50 %".
    let percent = matches!(kalimat.kata(at + 1), "%" | "persen");
    let before = at.checked_sub(1)?;
    let measured = kalimat.has(&["target", "targetnya"]) && kalimat.has(&["realisasi", "terealisasi", "realisasinya"]);
    if percent && measured && matches!(kalimat.kata(before), "atau" | "(") {
        return Some((Peran::Capaian, before, None));
    }
    let mut tahun = None;
    let mut linked = false;
    for near in (0..at).rev() {
        let word = kalimat.kata(near);
        let peran = match word {
            "target" | "ditargetkan" | "targetnya" => Some(Peran::Target),
            "realisasi" | "terealisasi" | "realisasinya" => Some(Peran::RealisasiKinerja),
            "capaian" | "capaiannya" => Some(Peran::Capaian),
            _ => None,
        };
        if let Some(peran) = peran {
            return Some((peran, near, tahun));
        }
        if let Some(found) = year(kalimat, near) {
            tahun = tahun.or(Some(found));
            continue;
        }
        linked |= matches!(word, "sebesar" | "adalah" | "mencapai" | "yaitu" | "yakni");
        // The name of the indicator between the word and the figure.
        let own_name = || near + 1 < at && nama.split(' ').any(|part| part == normal(word));
        if FILLING.contains(&word) || (!linked_name(kalimat, near, nama) && own_name()) {
            continue;
        }
        // Right behind the name of the indicator, or behind a year of its own, a figure is the result.
        let named = || {
            let text = normal(kalimat.petikan(0, near));
            text.ends_with(nama)
        };
        let compared = tahun.is_some() && matches!(word, "dibandingkan" | "dibanding" | "dari" | "dengan");
        return (linked && (named() || compared)).then_some((Peran::RealisasiKinerja, near, tahun));
    }
    None
}

/// Whether the name of the indicator ends at a token and nothing before it says what the figure is.
fn linked_name(kalimat: &Kalimat<'_>, at: usize, nama: &str) -> bool {
    const SAYS: [&str; 7] =
        ["target", "ditargetkan", "realisasi", "terealisasi", "realisasinya", "capaian", "capaiannya"];
    let text = normal(kalimat.petikan(0, at));
    let before = text.strip_suffix(nama).unwrap_or_default();
    text.ends_with(nama) && !before.split(' ').any(|word| SAYS.contains(&word))
}

fn year(kalimat: &Kalimat<'_>, at: usize) -> Option<i32> {
    let token = kalimat.token.get(at).filter(|token| token.jenis == Bagian::Angka && token.teks.len() == 4)?;
    let before = at.checked_sub(1).map_or("", |before| kalimat.kata(before));
    token.teks.parse().ok().filter(|year| (1990..=2100).contains(year) && matches!(before, "tahun" | "ta" | "anggaran"))
}

fn judge(kalimat: &Kalimat<'_>, subjek: &Subjek<'_, '_>, klaim: &Klaim, own: i32, hasil: &mut Hasil) {
    let meets = |written: &Angka| klaim.angka.agrees(written);
    let mut cells: Vec<(Baris<'_, '_>, usize, Angka)> = Vec::new();
    for (tabel, isi) in &subjek.baris {
        for column in columns(tabel, klaim, own) {
            if let Some(written) = super::kinerja::ukuran(isi.sel(column).map_or("", |cell| &cell.teks)) {
                cells.push(((tabel, isi), column, written));
            }
        }
    }
    let Some(((tabel, isi), column, written)) = cells.first() else {
        hasil.skipped();
        return;
    };
    if cells.iter().any(|(.., written)| meets(written)) {
        hasil.holds_on(|| match cells.as_slice() {
            [((tabel, isi), column, _)] => vec![tabel.tempat(isi, *column)],
            _ => Vec::new(),
        });
        return;
    }
    // Another figure of the same indicator: the sentence only uses another word for it.
    let any = |(tabel, isi): &Baris<'_, '_>| {
        tabel.numeric().into_iter().filter_map(|column| isi.bacaan(column).angka()).any(meets)
    };
    let values: BTreeSet<String> = cells.iter().map(|(.., written)| show(written.nilai)).collect();
    if subjek.baris.iter().any(any) {
        hasil.skipped();
        return;
    }
    let word = match klaim.peran {
        Peran::Target => "target",
        Peran::Capaian => "capaian",
        _ => "realisasi",
    };
    let mut temuan = hasil.temuan(
        kalimat.lokasi(klaim.dari, klaim.sampai),
        &[&tabel.tabel.judul, &subjek.nama, word, &klaim.tahun.to_string()],
        format!(
            "Kalimat menyebut {word} tahun {} sebesar {}, sedangkan {} memuat {} untuk indikator itu.",
            klaim.tahun,
            klaim.angka.mentah,
            tabel.nama(),
            written.mentah
        ),
    );
    if !klaim.langsung || values.len() > 1 {
        temuan.tingkat = Tingkat::Peringatan;
    }
    if values.len() > 1 {
        temuan.kepastian = Kepastian::Dugaan;
    }
    temuan.seharusnya = values.into_iter().collect();
    temuan.bukti = vec![kalimat.bukti(klaim.dari, klaim.sampai, "kalimat"), tabel.bukti(isi, *column, word)];
    hasil.found(temuan);
}

/// The columns of a table that hold what is claimed.
fn columns(tabel: &TabelDikenal<'_>, klaim: &Klaim, own: i32) -> Vec<usize> {
    let by_head = by_year(tabel, klaim.peran);
    let of_year: Vec<usize> =
        by_head.iter().filter(|(year, _)| *year == klaim.tahun).map(|(_, column)| *column).collect();
    if !of_year.is_empty() || klaim.tahun != own {
        return of_year;
    }
    if by_head.is_empty() { tabel.columns(klaim.peran) } else { Vec::new() }
}
