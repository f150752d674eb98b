//! Counts, percentages and amounts in sentences against tables, linked by name.

use rust_decimal::Decimal;

use super::Rule;
use super::{tks503_anggaran, tks503_baris, tks503_indikator, tks503_jumlah, tks503_nama};
use crate::angka::{self, Selang, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, JenisSaran, Kepastian, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS503",
    judul: "Angka dalam kalimat berbeda dari tabel",
    tingkat: Tingkat::Kesalahan,
    dasar: "kalimat dan tabel yang menyebut hal yang sama",
    halaman: include_str!("tks503_rekap.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::Rekap) {
        let Some(column) = tabel.column(Peran::Jumlah) else { continue };
        let block = dokumen.blok_of(tabel);
        let others: Vec<usize> = dokumen
            .tabel
            .iter()
            .filter(|other| other.berkas == tabel.berkas)
            .map(|other| dokumen.blok_of(other))
            .collect();
        let until = others.iter().copied().filter(|other| *other > block).min().unwrap_or(usize::MAX);
        let from = others.iter().copied().filter(|other| *other < block).max().map_or(0, |other| other + 1);
        let near = dokumen.ucapan.iter().filter(|kalimat| {
            kalimat.berkas == tabel.berkas
                && kalimat.blok >= from.max(block.saturating_sub(3))
                && kalimat.blok < until.min(block + 5)
        });
        for kalimat in near {
            for isi in tabel.isi.iter().filter(|isi| !isi.jumlah && kalimat.blok > block) {
                row(tabel, isi, column, kalimat, hasil);
            }
            for group in (0..column).filter(|group| tabel.column(Peran::Persen) != Some(*group)) {
                total(tabel, group, kalimat, hasil);
            }
        }
    }
    tks503_anggaran::check(dokumen, hasil);
    tks503_baris::check(dokumen, hasil);
    tks503_indikator::check(dokumen, hasil);
    tks503_jumlah::check(dokumen, hasil);
    tks503_nama::check(dokumen, hasil);
}

/// Names under which a sentence may speak of a row: "SMA/SMK" is SMA, SMK or both.
fn aliases(kunci: &str) -> Vec<Vec<String>> {
    let words = |text: &str| {
        let plain = normal(text).replace("golongan ruang", "golongan").replace("s 1", "s1");
        plain.split(' ').map(str::to_string).collect::<Vec<_>>()
    };
    let mut found = vec![words(kunci)];
    if kunci.contains('/') {
        found.extend(kunci.split('/').map(words));
    }
    let roman = |word: &String| word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    // "I" alone, or a letter, names nothing.
    found.retain(|words| words.concat().chars().count() > 1 && !(words.len() == 1 && words.iter().all(roman)));
    found
}

fn row(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, column: usize, kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    let kunci = tabel.kunci(isi);
    // Places of the words that count, so that "golongan ruang III" is "golongan III" and "SMA/SMK" two words.
    let places: Vec<usize> =
        (0..kalimat.token.len()).filter(|at| !matches!(kalimat.kata(*at), "ruang" | "/")).collect();
    let kata = |place: usize| places.get(place).map_or("", |at| kalimat.kata(*at));
    let claim = aliases(&kunci).into_iter().find_map(|alias| {
        (0..places.len()).find_map(|start| {
            let named = alias.iter().zip(start..).all(|(word, place)| kata(place) == word);
            let mut next = start + alias.len();
            while matches!(kata(next), ")" | "sebanyak" | "sejumlah" | "berjumlah" | "adalah" | "ada" | ":" | "yaitu") {
                next += 1;
            }
            let said = next > start + alias.len() || matches!(kata(next + 1), "orang" | "(");
            let at = *places.get(next)?;
            let number = kalimat.token.get(at).filter(|token| named && said && token.jenis == Bagian::Angka)?;
            let value = angka::read(&number.teks).angka().filter(|angka| angka.desimal == 0)?.nilai;
            Some((value, *places.get(start)?, at))
        })
    });
    let Some((value, from, at)) = claim else { return };
    let unit = (at + 1..at + 7).find(|near| kalimat.kata(*near) == "orang");
    let Some(unit) = unit else { return };
    let Some(total) = isi.bacaan(column).amount() else {
        hasil.skipped();
        return;
    };
    let parts = parts(tabel, isi, column);
    if value != total {
        let mut temuan = hasil.temuan(
            kalimat.lokasi(from, unit),
            &[&tabel.tabel.judul, &kunci],
            format!(
                "Kalimat menyebut {kunci} {} orang, sedangkan {} memuat {}.",
                show(value),
                tabel.nama(),
                show(total)
            ),
        );
        temuan.selisih = Some(show((value - total).abs()));
        temuan.seharusnya = vec![show(total)];
        temuan.saran = vec![Saran { jenis: JenisSaran::Angka, dari: show(value), ke: show(total), aman: false }];
        temuan.bukti = vec![kalimat.bukti(from, unit, "kalimat"), tabel.bukti(isi, column, "tabel")];
        hasil.found(temuan);
    } else if let Some(sum) = parts.filter(|sum| *sum != total) {
        let mut temuan = hasil.temuan(
            kalimat.lokasi(from, unit),
            &[&tabel.tabel.judul, &kunci, "bagian"],
            format!(
                "Kalimat menyebut {kunci} {} orang, sedangkan bagian-bagiannya dalam {} berjumlah {}.",
                show(value),
                tabel.nama(),
                show(sum)
            ),
        );
        temuan.tingkat = Tingkat::Peringatan;
        temuan.seharusnya = vec![show(sum)];
        temuan.bukti = vec![kalimat.bukti(from, unit, "kalimat"), tabel.bukti(isi, column, "tabel")];
        hasil.found(temuan);
    } else {
        hasil.holds_on(|| vec![tabel.tempat(isi, column)]);
    }
    percent(tabel, isi, kalimat, (&kunci, from, unit), hasil);
}

/// A column of persons that a sentence names ("PNS sebanyak 7 orang"), against its sum.
fn total(tabel: &TabelDikenal<'_>, column: usize, kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    let name = |column: usize| {
        let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
        head.split(' ').next_back().unwrap_or_default().to_string()
    };
    let alias = name(column);
    let own = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
    let unique = (0..tabel.kepala.len()).filter(|other| name(*other) == alias).count() == 1;
    let mut sums = tabel.isi.iter().filter(|isi| isi.jumlah);
    let (Some(sum), None) = (sums.next(), sums.next()) else { return };
    if !unique || alias.len() < 3 || !alias.chars().all(char::is_alphabetic) || own.contains("non ") {
        return;
    }
    let Some(written) = sum.bacaan(column).amount() else { return };
    for from in (0..kalimat.token.len()).filter(|from| kalimat.kata(*from) == alias) {
        let mut at = from + 1;
        while matches!(kalimat.kata(at), ")" | "sebanyak" | "sejumlah" | "berjumlah") {
            at += 1;
        }
        let number = kalimat.token.get(at).filter(|token| token.jenis == Bagian::Angka);
        let unit = (at + 1..at + 7).find(|near| kalimat.kata(*near) == "orang");
        let (Some(number), Some(unit)) = (number, unit) else { continue };
        let Some(said) = angka::read(&number.teks).angka().map(|angka| angka.nilai) else { continue };
        if said == written {
            hasil.holds_on(|| vec![tabel.tempat(sum, column)]);
            continue;
        }
        let upper = kalimat.petikan(from, from);
        let mut temuan = hasil.temuan(
            kalimat.lokasi(from, unit),
            &[&tabel.tabel.judul, &alias, "jumlah"],
            format!(
                "Kalimat menyebut {upper} {} orang, sedangkan jumlahnya dalam {} {}.",
                show(said),
                tabel.nama(),
                show(written)
            ),
        );
        // The sentence may count another group of persons.
        (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
        temuan.seharusnya = vec![show(written)];
        temuan.bukti = vec![kalimat.bukti(from, unit, "kalimat"), tabel.bukti(sum, column, "jumlah kolom")];
        hasil.found(temuan);
    }
}

/// "(53%)" right after the count.
fn percent(
    tabel: &TabelDikenal<'_>,
    isi: &Isi<'_>,
    kalimat: &Kalimat<'_>,
    (kunci, from, unit): (&str, usize, usize),
    hasil: &mut Hasil,
) {
    let at = unit + 1 + usize::from(matches!(kalimat.kata(unit + 1), "(" | "atau" | "sebesar"));
    let (Some(token), true) = (kalimat.token.get(at), kalimat.kata(at + 1) == "%") else { return };
    let Some(column) = tabel.column(Peran::Persen) else { return };
    let read = angka::read(&token.teks);
    let (Some(said), Some(written)) = (read.angka(), isi.bacaan(column).angka().cloned()) else { return };
    let (left, right) = (Selang::rounded(said.nilai, said.desimal), Selang::rounded(written.nilai, written.desimal));
    if left.meets(&right) {
        hasil.holds_on(|| vec![tabel.tempat(isi, column)]);
        return;
    }
    let mut temuan = hasil.temuan(
        kalimat.lokasi(from, at + 1),
        &[&tabel.tabel.judul, kunci, "persen"],
        format!(
            "Kalimat menyebut {kunci} {}%, sedangkan {} memuat {}%.",
            said.mentah,
            tabel.nama(),
            show(written.nilai)
        ),
    );
    temuan.kepastian = Kepastian::Pasti;
    temuan.seharusnya = vec![written.mentah.clone()];
    temuan.bukti = vec![kalimat.bukti(from, at + 1, "kalimat"), tabel.bukti(isi, column, "tabel")];
    hasil.found(temuan);
}

/// Sum of the columns of counts between the name and the total, if all of them are known.
fn parts(tabel: &TabelDikenal<'_>, isi: &Isi<'_>, total: usize) -> Option<Decimal> {
    let columns: Vec<usize> = tabel.numeric().into_iter().filter(|column| *column < total).collect();
    let values: Option<Vec<Decimal>> = columns.iter().map(|column| isi.bacaan(*column).amount()).collect();
    values.filter(|values| values.len() > 1).map(|values| values.into_iter().sum())
}
