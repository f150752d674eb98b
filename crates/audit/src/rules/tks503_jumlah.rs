//! Sums of tables in sentences: counts beside the head of their column.

use rust_decimal::Decimal;

use super::bersama::is_total;
use super::tks503_nama::other_time;
use crate::angka::{self, Angka};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat, dates, years};
use crate::temuan::{Hasil, Tingkat};

/// A figure of a row of sums.
struct Jumlah<'d, 'n> {
    tabel: &'d TabelDikenal<'n>,
    isi: &'d Isi<'n>,
    kolom: usize,
    /// What a sentence calls it: words that stand together.
    nama: String,
    angka: Angka,
}

pub(super) fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let all = sums(dokumen);
    for kalimat in dokumen.ucapan.iter().filter(|kalimat| !other_time(dokumen, kalimat)) {
        counts(dokumen, kalimat, &all, hasil);
    }
}

fn sums<'d, 'n>(dokumen: &'d Dokumen<'n>) -> Vec<Jumlah<'d, 'n>> {
    let mut found = Vec::new();
    for tabel in dokumen.tabel.iter().filter(|tabel| !matches!(tabel.jenis, Jenis::Anggaran)) {
        // How many villages a numbered list of them has.
        if let (Some(nomor), Some(kolom)) = (tabel.column(Peran::Nomor), tabel.column(Peran::Desa)) {
            let rows: Vec<&Isi<'_>> = tabel.isi.iter().filter(|isi| !isi.jumlah).collect();
            let number = |isi: &Isi<'_>| isi.sel(nomor).map(|cell| cell.teks.trim().trim_end_matches('.').to_string());
            let running = rows.len() >= 3 && rows.iter().zip(1..).all(|(isi, at)| number(isi) == Some(at.to_string()));
            if let (true, Some(last), Some(angka)) =
                (running, rows.last(), angka::read(&rows.len().to_string()).angka().cloned())
            {
                found.push(Jumlah { tabel, isi: last, kolom, nama: "desa".to_string(), angka });
            }
        }
        let mut totals = tabel.isi.iter().filter(|isi| is_total(isi));
        let (Some(isi), None) = (totals.next(), totals.next()) else { continue };
        for kolom in tabel.numeric() {
            let (Some(nama), Some(angka)) = (name(tabel, kolom), isi.bacaan(kolom).angka()) else { continue };
            found.push(Jumlah { tabel, isi, kolom, nama, angka: angka.clone() });
        }
    }
    found
}

/// The head of a column without its unit; for a bare "Jumlah" what the caption counts: "Pegawai menurut Golongan".
fn name(tabel: &TabelDikenal<'_>, kolom: usize) -> Option<String> {
    let head = tabel.kepala.get(kolom)?;
    let head = normal(head.split('(').next().unwrap_or_default());
    let words = |text: &str| text.split(' ').filter(|word| word.len() > 1).map(str::to_string).collect::<Vec<_>>();
    let own: Vec<String> =
        words(&head).into_iter().filter(|word| !matches!(word.as_str(), "jumlah" | "total")).collect();
    if !own.is_empty() {
        return own.iter().all(|word| word.chars().all(char::is_alphabetic)).then(|| own.join(" "));
    }
    let caption = normal(&tabel.tabel.judul);
    let first = words(&caption).into_iter().filter(|word| word.chars().all(char::is_alphabetic)).find(|word| {
        !matches!(
            word.as_str(),
            "tabel" | "jumlah" | "total" | "data" | "rekapitulasi" | "rekap" | "komposisi" | "keadaan"
        )
    })?;
    matches!(first.as_str(), "pegawai" | "penduduk" | "aparatur" | "asn" | "pns" | "kk" | "desa").then_some(first)
}

/// A number of a sentence that counts something.
struct Bilangan {
    at: usize,
    angka: Angka,
    /// Words since the number before it.
    sebelum: String,
    /// Words up to the next number or mark, without a unit at their beginning.
    sesudah: String,
}

fn numbers(kalimat: &Kalimat<'_>) -> Vec<Bilangan> {
    const UNITS: [&str; 9] = ["jiwa", "orang", "kk", "km2", "km", "ha", "hektar", "unit", "buah"];
    let times: Vec<(usize, usize)> = dates(&kalimat.token)
        .iter()
        .map(|found| (found.dari, found.sampai))
        .chain(years(&kalimat.token).iter().map(|found| (found.dari, found.sampai)))
        .collect();
    let is_number = |at: &usize| {
        kalimat.token.get(*at).is_some_and(|token| token.jenis == Bagian::Angka)
            && !times.iter().any(|(from, to)| (*from..=*to).contains(at))
    };
    let places: Vec<usize> = (0..kalimat.token.len()).filter(is_number).collect();
    let mut found = Vec::new();
    for (index, at) in places.iter().copied().enumerate() {
        let Some(angka) = angka::read(kalimat.kata(at)).angka().cloned() else { continue };
        let before = at.checked_sub(1).map_or("", |before| kalimat.kata(before));
        if matches!(before, "tahun" | "rp" | "nomor" | "no" | "pasal" | "tabel" | "triwulan" | "per" | "tanggal") {
            continue;
        }
        let from = index.checked_sub(1).and_then(|index| places.get(index)).map_or(0, |last| last + 1);
        let until = places.get(index + 1).copied().unwrap_or(kalimat.token.len());
        let join =
            |range: std::ops::Range<usize>| normal(&range.map(|at| kalimat.kata(at)).collect::<Vec<_>>().join(" "));
        let mut after = at + 1;
        if kalimat.kata(after) == "(" {
            after = (after..until).find(|near| kalimat.kata(*near) == ")").map_or(after, |close| close + 1);
        }
        after += usize::from(UNITS.contains(&kalimat.kata(after)));
        let stop = (after..until).find(|near| matches!(kalimat.kata(*near), "," | ";" | "dan" | ".")).unwrap_or(until);
        // What stands before a comma belongs to the number before it.
        let mark = |near: &usize| matches!(kalimat.kata(*near), "," | ";" | "dan" | "serta" | "sedangkan");
        let first = if from == 0 { 0 } else { (from..at).rev().find(mark).map_or(from, |mark| mark + 1) };
        found.push(Bilangan { at, angka, sebelum: join(first..at), sesudah: join(after..stop) });
    }
    found
}

impl Bilangan {
    /// Whether a name stands right before the number, past words of filling, or right behind its unit.
    fn is_called(&self, nama: &str) -> bool {
        const FILLING: [&str; 9] =
            ["sebanyak", "sebesar", "sejumlah", "adalah", "seluas", "yaitu", "mencapai", "berjumlah", "wilayah"];
        let mut words: Vec<&str> = self.sebelum.split(' ').collect();
        if nama == "desa" {
            const ALL: [&str; 6] = ["terdiri", "membawahi", "meliputi", "memiliki", "mempunyai", "mencakup"];
            return self.sesudah.starts_with("desa") && words.iter().any(|word| ALL.contains(word));
        }
        while words.last().is_some_and(|word| FILLING.contains(word)) {
            words.pop();
        }
        let before = words.join(" ");
        let ends = before == nama || before.ends_with(&format!(" {nama}"));
        let starts = self.sesudah == nama || self.sesudah.starts_with(&format!("{nama} "));
        // "Jumlah pegawai Kecamatan Sukaraja per 31 Desember 2024 sebanyak 18 orang".
        let whole = before.contains(&format!("jumlah {nama} ")) && !before.contains(" dengan ");
        ends || starts || whole
    }
}

/// Whether a sentence stands right below a table, before the next one.
pub(super) fn below(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, tabel: &TabelDikenal<'_>) -> bool {
    const NEAR: usize = 3;
    let at = dokumen.blok_of(tabel);
    let between = |other: &&TabelDikenal<'_>| {
        other.berkas == tabel.berkas && (at + 1..kalimat.blok).contains(&dokumen.blok_of(other))
    };
    kalimat.berkas == tabel.berkas
        && (at + 1..=at + NEAR).contains(&kalimat.blok)
        && !dokumen.tabel.iter().any(|other| between(&other))
}

/// Counts beside the name of a column, in a sentence that gives another sum of that table rightly, that stands right
/// below it, or that gets only digits wrong.
fn counts(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, all: &[Jumlah<'_, '_>], hasil: &mut Hasil) {
    let own: Vec<&Jumlah<'_, '_>> = all.iter().filter(|jumlah| jumlah.tabel.berkas == kalimat.berkas).collect();
    let said = numbers(kalimat);
    for number in &said {
        let called: Vec<&&Jumlah<'_, '_>> = own.iter().filter(|jumlah| number.is_called(&jumlah.nama)).collect();
        let Some(first) = called.first() else { continue };
        if let Some(same) = called.iter().find(|jumlah| number.angka.agrees(&jumlah.angka)) {
            hasil.holds_on(|| vec![same.tabel.tempat(same.isi, same.kolom)]);
            continue;
        }
        let anchored = |jumlah: &Jumlah<'_, '_>| {
            said.iter().filter(|other| other.at != number.at).any(|other| {
                own.iter().any(|sum| {
                    std::ptr::eq(sum.tabel, jumlah.tabel)
                        && sum.kolom != jumlah.kolom
                        && other.angka.agrees(&sum.angka)
                        && other.is_called(&sum.nama)
                })
            })
        };
        // All lists of villages have another count than the one that the office is said to have.
        let listed = called.iter().all(|jumlah| jumlah.nama == "desa" && jumlah.angka.nilai == first.angka.nilai);
        let Some(jumlah) = called.iter().find(|jumlah| anchored(jumlah) || listed).or(called
            .iter()
            .find(|jumlah| alike(number.angka.nilai, jumlah.angka.nilai) || below(dokumen, kalimat, jumlah.tabel)))
        else {
            hasil.skipped();
            continue;
        };
        let mut temuan = hasil.temuan(
            kalimat.lokasi(number.at, number.at),
            &[&first.tabel.tabel.judul, &jumlah.nama, "jumlah"],
            format!(
                "Kalimat menyebut {} {}, sedangkan jumlahnya dalam {} {}.",
                jumlah.nama,
                number.angka.mentah,
                jumlah.tabel.nama(),
                jumlah.angka.mentah
            ),
        );
        temuan.tingkat = Tingkat::Peringatan;
        temuan.seharusnya = vec![jumlah.angka.mentah.clone()];
        temuan.bukti = vec![
            kalimat.bukti(number.at, number.at, "kalimat"),
            jumlah.tabel.bukti(jumlah.isi, jumlah.kolom, "jumlah"),
        ];
        hasil.found(temuan);
    }
}

/// The same digits in another order, or one digit apart, in numbers of at least four digits.
pub(super) fn alike(one: Decimal, other: Decimal) -> bool {
    let digits = |value: Decimal| value.normalize().to_string().bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let (left, right) = (digits(one), digits(other));
    if left.len() != right.len() || left.len() < 4 {
        return false;
    }
    let apart = left.iter().zip(&right).filter(|(left, right)| left != right).count();
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    apart == 1 || apart <= 3 && sorted(left.clone()) == sorted(right)
}
