//! "Has risen" or "has fallen" against the figures.

use rust_decimal::Decimal;

use super::Rule;
use super::kinerja::Kamus;
use super::tks503_indikator::{Subjek, subjects};
use crate::angka::{self, Selang, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, masa, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat, years};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS505",
    judul: "Naik atau turun dalam kalimat berbeda dari angkanya",
    tingkat: Tingkat::Peringatan,
    dasar: "tabel perbandingan antartahun",
    halaman: include_str!("tks505_gerak.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for (kalimat, subjek) in dokumen.ucapan.iter().zip(subjects(dokumen)) {
        steps(kalimat, hasil);
        let Some(gerak) = movement(kalimat) else { continue };
        if let Some((first, last)) = from_to(kalimat, gerak.sampai) {
            if (last > first) == gerak.naik || last == first {
                hasil.holds();
            } else {
                inside(kalimat, &gerak, (first, last), hasil);
            }
            continue;
        }
        match subjek.filter(|_| !kalimat.has(&["capaian", "anggaran", "target"])) {
            Some(subjek) => of_indicator(dokumen, kalimat, &gerak, &subjek, hasil),
            None if gerak.tentang_kinerja => tables(dokumen, kalimat, &gerak, hasil),
            None => {}
        }
    }
}

/// The movement of an indicator's result from the year that the sentence names, else the year before, and how far it
/// is said to be.
fn of_indicator(
    dokumen: &Dokumen<'_>,
    kalimat: &Kalimat<'_>,
    gerak: &Gerak,
    subjek: &Subjek<'_, '_>,
    hasil: &mut Hasil,
) {
    let Some(own) = dokumen.profil(kalimat.berkas).tahun else { return };
    let said: Vec<i32> = years(&kalimat.token).iter().map(|found| found.isi).filter(|year| *year != own).collect();
    let before = match said.as_slice() {
        [] => own - 1,
        [only] => *only,
        _ => return,
    };
    let found = subjek.baris.iter().find_map(|(tabel, isi)| {
        let columns = by_year(tabel, Peran::RealisasiKinerja);
        let of = |year: i32| columns.iter().find(|(other, _)| *other == year).map(|(_, column)| *column);
        let value = |column: usize| isi.bacaan(column).angka().map(|angka| angka.nilai);
        let (dulu, kini) = (of(before)?, of(own)?);
        let sel = [(*isi, dulu), (*isi, kini)];
        Some(Baris { tabel, sel, nama: subjek.nama.clone(), dulu: value(dulu)?, kini: value(kini)? })
    });
    let Some(row) = found else {
        hasil.skipped();
        return;
    };
    let place = gerak.sampai + 1 + usize::from(kalimat.kata(gerak.sampai + 1) == "sebesar");
    let figure = kalimat.token.get(place).filter(|token| token.jenis == Bagian::Angka);
    let figure = figure.and_then(|token| angka::read(&token.teks).angka().cloned());
    let moved = row.kini - row.dulu;
    let share = (moved * Decimal::ONE_HUNDRED).checked_div(row.dulu).unwrap_or_default();
    let fits = |angka: &angka::Angka| {
        let shown = Selang::rounded(angka.nilai, angka.desimal);
        [moved, share].into_iter().any(|size| shown.meets(&Selang::exact(size.abs())))
    };
    let against = if gerak.naik { row.kini < row.dulu } else { row.kini > row.dulu };
    if !against && figure.as_ref().is_none_or(fits) {
        hasil.holds();
        return;
    }
    let to = if figure.is_some() { place } else { gerak.sampai };
    let mut temuan = hasil.temuan(
        kalimat.lokasi(gerak.dari, to),
        &[kalimat.teks()],
        format!(
            "Kalimat menyatakan \"{}\", sedangkan {} memuat {} menjadi {}.",
            kalimat.petikan(gerak.dari, to),
            row.tabel.nama(),
            show(row.dulu),
            show(row.kini)
        ),
    );
    temuan.hitungan = Some(format!("{} - {} = {}", show(row.kini), show(row.dulu), show(moved)));
    temuan.bukti = vec![kalimat.bukti(gerak.dari, to, "kalimat")];
    for ((isi, column), role) in row.sel.iter().zip(["sebelumnya", "sekarang"]) {
        temuan.bukti.push(row.tabel.bukti(isi, *column, role));
    }
    hasil.found(temuan);
}

pub(super) struct Gerak {
    naik: bool,
    pub dari: usize,
    pub sampai: usize,
    /// True where the sentence is about results.
    pub tentang_kinerja: bool,
}

/// The movement that a sentence asserts.
pub(super) fn movement(kalimat: &Kalimat<'_>) -> Option<Gerak> {
    let tentang_kinerja = kalimat.says(&[
        "realisasi kinerja",
        "capaian kinerja",
        "kinerja setiap tahun",
        "realisasi indikator",
        "capaian indikator",
    ]);
    (0..kalimat.token.len()).find_map(|at| {
        let next = kalimat.kata(at + 1);
        let number = kalimat.token.get(at + 1).is_some_and(|token| token.jenis == Bagian::Angka);
        let (naik, sampai) = match kalimat.kata(at) {
            "meningkat" | "naik" if number => (true, at),
            "menurun" | "turun" if number => (false, at),
            "mengalami" | "terjadi" | "terdapat" if matches!(next, "peningkatan" | "kenaikan") => (true, at + 1),
            "mengalami" | "terjadi" | "terdapat" if next == "penurunan" => (false, at + 1),
            "meningkat" | "naik" if matches!(next, "dari" | "dibanding" | "dibandingkan" | "sebesar") => (true, at),
            "menurun" | "turun" if matches!(next, "dari" | "dibanding" | "dibandingkan" | "sebesar") => (false, at),
            _ => return None,
        };
        kalimat.asserts(at).then_some(Gerak { naik, dari: at, sampai, tentang_kinerja })
    })
}

/// "dari 80,5 % ... menjadi 75 %" after the movement, in one unit.
fn from_to(kalimat: &Kalimat<'_>, after: usize) -> Option<(Decimal, Decimal)> {
    let figure = |word: &str| -> Option<(Decimal, &str)> {
        let at = (after + 1..kalimat.token.len()).find(|at| kalimat.kata(*at) == word)? + 1;
        let at = at + usize::from(kalimat.kata(at) == "rp");
        let value = angka::read(kalimat.kata(at)).angka()?.nilai;
        Some((value, kalimat.kata(at + 1)))
    };
    let ((first, unit), (last, other)) = (figure("dari")?, figure("menjadi")?);
    ((unit == "%") == (other == "%")).then_some((first, last))
}

/// "19,00 pada Triwulan I, turun menjadi 18,50": a figure, few words of time, the movement, the next figure.
fn steps(kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    const BETWEEN: [&str; 19] = [
        "%", ",", ";", "(", ")", "pada", "triwulan", "tw", "tahun", "i", "ii", "iii", "iv", "lalu", "dan", "persen",
        "poin", "menit", "orang",
    ];
    let figure = |at: usize| {
        let token = kalimat.token.get(at).filter(|token| token.jenis == Bagian::Angka)?;
        let before = at.checked_sub(1).map_or("", |before| kalimat.kata(before));
        let time = matches!(before, "triwulan" | "tw" | "tahun" | "semester");
        (!time).then(|| angka::read(&token.teks).angka().map(|angka| angka.nilai)).flatten()
    };
    let unit = |at: usize| matches!(kalimat.kata(at + 1), "%" | "persen");
    for at in 0..kalimat.token.len() {
        let naik = match kalimat.kata(at) {
            "naik" | "meningkat" => true,
            "turun" | "menurun" => false,
            _ => continue,
        };
        if kalimat.kata(at + 1) != "menjadi" || !kalimat.asserts(at) {
            continue;
        }
        let earlier = (at.saturating_sub(9)..at).rev().find_map(|near| match figure(near) {
            Some(value) => Some(Some((near, value))),
            None => {
                let time = kalimat.token.get(near).is_some_and(|token| token.jenis == Bagian::Angka);
                (!time && !BETWEEN.contains(&kalimat.kata(near))).then_some(None)
            }
        });
        let (Some(Some((place, first))), Some(last)) = (earlier, figure(at + 2)) else { continue };
        if unit(place) != unit(at + 2) || first == last {
            continue;
        }
        if (last > first) == naik {
            hasil.holds();
        } else {
            inside(kalimat, &Gerak { naik, dari: at, sampai: at, tentang_kinerja: false }, (first, last), hasil);
        }
    }
}

fn inside(kalimat: &Kalimat<'_>, gerak: &Gerak, (first, last): (Decimal, Decimal), hasil: &mut Hasil) {
    let written = kalimat.petikan(gerak.dari, gerak.sampai);
    let mut temuan = hasil.temuan(
        kalimat.lokasi(gerak.dari, gerak.sampai),
        &[kalimat.teks()],
        format!("Kalimat menyatakan \"{written}\" dari {} menjadi {}.", show(first), show(last)),
    );
    temuan.bukti = vec![kalimat.bukti(gerak.dari, gerak.sampai, "kalimat")];
    hasil.found(temuan);
}

fn tables(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, gerak: &Gerak, hasil: &mut Hasil) {
    let text = format!(" {} ", normal(kalimat.teks()));
    let own = |tabel: &&TabelDikenal<'_>| tabel.berkas == kalimat.berkas;
    let kamus = Kamus::of(dokumen);
    let mut all: Vec<Baris<'_, '_>> = dokumen.of(Jenis::Perbandingan).filter(own).flat_map(pairs).collect();
    all.extend(dokumen.of(Jenis::Perkembangan).filter(own).filter_map(|tabel| beneath(tabel, &kamus)));
    let named = all.iter().any(|row| text.contains(&format!(" {} ", row.nama)));
    let about: Vec<&Baris<'_, '_>> =
        all.iter().filter(|row| !named || text.contains(&format!(" {} ", row.nama))).collect();
    if about.is_empty() {
        hasil.skipped();
        return;
    }
    let against: Vec<&&Baris<'_, '_>> =
        about.iter().filter(|row| if gerak.naik { row.kini < row.dulu } else { row.kini > row.dulu }).collect();
    if against.is_empty() {
        hasil.holds();
        return;
    }
    let listed: Vec<String> =
        against.iter().take(3).map(|row| format!("{} menjadi {}", show(row.dulu), show(row.kini))).collect();
    let written = kalimat.petikan(gerak.dari, gerak.sampai);
    let mut temuan = hasil.temuan(
        kalimat.lokasi(gerak.dari, gerak.sampai),
        &[kalimat.teks()],
        format!(
            "Kalimat menyatakan \"{written}\", sedangkan tabel perbandingan memuat {} dari {} indikator sebaliknya ({}).",
            against.len(),
            about.len(),
            listed.join("; ")
        ),
    );
    if !named {
        temuan.kepastian = Kepastian::Dugaan;
    }
    temuan.bukti = vec![kalimat.bukti(gerak.dari, gerak.sampai, "kalimat")];
    for row in against.iter().take(3) {
        for ((isi, column), role) in row.sel.iter().zip(["sebelumnya", "sekarang"]) {
            temuan.bukti.push(row.tabel.bukti(isi, *column, role));
        }
    }
    hasil.found(temuan);
}

/// An indicator's result in two years.
struct Baris<'t, 'n> {
    tabel: &'t TabelDikenal<'n>,
    /// Cells of the earlier and of the later result.
    sel: [(&'t Isi<'n>, usize); 2],
    nama: String,
    dulu: Decimal,
    kini: Decimal,
}

/// Rows of whole years, in order of the years.
pub(super) fn year_rows<'t, 'n>(tabel: &'t TabelDikenal<'n>) -> Vec<(u32, &'t Isi<'n>)> {
    let year = |isi: &Isi<'_>| masa::row(isi).filter(|masa| masa.triwulan.is_none()).and_then(|masa| masa.tahun);
    let mut rows: Vec<_> = tabel.isi.iter().filter_map(|isi| Some((year(isi)?, isi))).collect();
    rows.sort_by_key(|(year, _)| *year);
    rows
}

/// The last two years of an indicator whose years stand one beneath the other.
fn beneath<'t, 'n>(tabel: &'t TabelDikenal<'n>, kamus: &Kamus) -> Option<Baris<'t, 'n>> {
    let column = tabel.column(Peran::RealisasiKinerja)?;
    let rows = year_rows(tabel);
    let [.., (before, old), (now, new)] = rows.as_slice() else { return None };
    let nama = kamus.rows(tabel).into_iter().flatten().next().map(|one| normal(&one.nama))?;
    let value = |isi: &Isi<'_>| isi.bacaan(column).angka().map(|angka| angka.nilai);
    let (dulu, kini) = (value(old)?, value(new)?);
    (before < now).then_some(Baris { tabel, sel: [(*old, column), (*new, column)], nama, dulu, kini })
}

/// Columns of a role with the year that their heads name, in order of the years.
pub(super) fn by_year(tabel: &TabelDikenal<'_>, peran: Peran) -> Vec<(i32, usize)> {
    let year = |column: usize| {
        let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
        head.split(' ').filter_map(|word| word.parse::<i32>().ok()).find(|year| (1990..=2100).contains(year))
    };
    let mut columns: Vec<(i32, usize)> =
        tabel.columns(peran).into_iter().filter_map(|column| Some((year(column)?, column))).collect();
    columns.sort_unstable();
    columns
}

/// The last two results of each row, where the heads name two years.
fn pairs<'t, 'n>(tabel: &'t TabelDikenal<'n>) -> Vec<Baris<'t, 'n>> {
    let columns = by_year(tabel, Peran::RealisasiKinerja);
    let [.., (before, dulu), (now, kini)] = columns.as_slice() else { return Vec::new() };
    let Some(indikator) = tabel.column(Peran::Indikator).filter(|_| before < now) else { return Vec::new() };
    tabel
        .isi
        .iter()
        .filter(|isi| !isi.jumlah)
        .filter_map(|isi| {
            let value = |column: usize| isi.bacaan(column).angka().map(|angka| angka.nilai);
            let nama = isi.sel(indikator).map(|cell| normal(&cell.teks)).filter(|nama| !nama.is_empty())?;
            Some(Baris { tabel, sel: [(isi, *dulu), (isi, *kini)], nama, dulu: value(*dulu)?, kini: value(*kini)? })
        })
        .collect()
}
