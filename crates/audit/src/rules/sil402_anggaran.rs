//! One budget line with two amounts, by its code in two tables, or by the programme's name in the agreement.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{amounts, head, row};
use super::kinerja::{kunci, same_name};
use crate::angka::show;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal, pendek};
use crate::temuan::{Bukti, Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIL402",
    judul: "Satu baris anggaran mempunyai dua angka",
    tingkat: Tingkat::Peringatan,
    dasar: "pagu dan realisasi satu kode pada satu tahap anggaran hanya satu",
    halaman: include_str!("sil402_anggaran.md"),
    opsional: false,
    check,
};

/// The same line in two tables.
struct Pasangan {
    nama: String,
    satu: Bukti,
    dua: Bukti,
    nilai: (Decimal, Decimal),
}

/// The most tables that are compared with each other.
const MOST: usize = 1_500;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let tables: Vec<&TabelDikenal<'_>> =
        dokumen.tabel.iter().filter(|tabel| matches!(tabel.jenis, Jenis::Anggaran | Jenis::LampiranAnggaran)).collect();
    if !hasil.within("tabel anggaran", tables.len(), MOST) {
        return;
    }
    let looks: Vec<Rupa> = tables.iter().map(|tabel| Rupa::of(tabel)).collect();
    for (index, (one, look)) in tables.iter().zip(&looks).enumerate() {
        let further = tables.iter().zip(&looks).skip(index + 1);
        for (other, theirs) in further.filter(|(other, _)| dokumen.one_period(one, other)) {
            for (a, b) in columns((one, look), (other, theirs)) {
                let annex = one.jenis != other.jenis;
                if annex && explained(dokumen, one, other) {
                    hasil.skipped();
                    continue;
                }
                let pairs = pairs(one, a, other, b);
                report((one, a), (other, b), &pairs, hasil);
            }
        }
    }
}

/// Whether the document says that its amounts are of another stage than those of the agreement.
fn explained(dokumen: &Dokumen<'_>, one: &TabelDikenal<'_>, other: &TabelDikenal<'_>) -> bool {
    let stages = [
        "dasar pagu",
        "dpa perubahan",
        "dppa",
        "pergeseran anggaran",
        "perubahan anggaran",
        "perubahan apbd",
        "apbd perubahan",
        "p apbd",
        "anggaran setelah perubahan",
        "anggaran sesudah perubahan",
    ];
    let says = |text: &str| {
        let text = normal(text);
        stages.iter().any(|stage| text.contains(stage))
    };
    let head = |tabel: &TabelDikenal<'_>| {
        let pagu = tabel.columns(Peran::Pagu);
        let heads = pagu.iter().filter_map(|column| tabel.kepala.get(*column)).map(|head| normal(head)).any(|head| {
            ["perubahan", "kas", "sampai", "s d"].iter().any(|word| format!(" {head} ").contains(&format!(" {word} ")))
        });
        tabel.jenis == Jenis::Anggaran && heads
    };
    head(one)
        || head(other)
        || dokumen.kalimat.iter().any(|(berkas, text)| *berkas == other.berkas && says(&text.teks))
        || dokumen.tabel.iter().any(|tabel| tabel.berkas == other.berkas && says(&tabel.tabel.judul))
}

/// Columns of the same kind of amount: the same head and the same period of the tables, or the only pagu of each
/// where one is the annex of the agreement.
fn columns(
    (one, look): (&TabelDikenal<'_>, &Rupa),
    (other, theirs): (&TabelDikenal<'_>, &Rupa),
) -> Vec<(usize, usize)> {
    let annex = |tabel: &TabelDikenal<'_>| tabel.jenis == Jenis::LampiranAnggaran;
    if annex(one) != annex(other) {
        return one.column(Peran::Pagu).zip(other.column(Peran::Pagu)).into_iter().collect();
    }
    if annex(one) || look.periode != theirs.periode {
        return Vec::new();
    }
    let same = |(a, head): &(usize, Option<String>)| {
        theirs.rupiah.iter().find(|(_, other)| other == head).map(|(b, _)| (*a, *b))
    };
    look.rupiah.iter().filter_map(same).collect()
}

/// What a table is compared by.
struct Rupa {
    /// The period in its title.
    periode: Vec<String>,
    /// Its columns of amounts with their heads.
    rupiah: Vec<(usize, Option<String>)>,
}

impl Rupa {
    fn of(tabel: &TabelDikenal<'_>) -> Self {
        let title = normal(&tabel.tabel.judul);
        let period = |word: &&str| {
            word.len() == 4 && word.parse::<u32>().is_ok()
                || ["tw", "triwulan", "i", "ii", "iii", "iv", "perubahan", "murni", "semester", "bulan"].contains(word)
        };
        let periode = title.split(' ').filter(period).map(|word| word.replace("triwulan", "tw")).collect();
        let head = |column: usize| (column, tabel.kepala.get(column).map(|head| kunci(head)));
        Self { periode, rupiah: amounts(tabel).into_iter().map(head).collect() }
    }
}

fn pairs(one: &TabelDikenal<'_>, a: usize, other: &TabelDikenal<'_>, b: usize) -> Vec<Pasangan> {
    let coded = one.jenis == Jenis::Anggaran && other.jenis == Jenis::Anggaran;
    let mut found = Vec::new();
    for isi in one.isi.iter().filter(|isi| !isi.jumlah) {
        let same = |theirs: &&Isi<'_>| {
            if coded {
                isi.kode.is_some() && isi.kode == theirs.kode
            } else {
                let (mine, other) = (name(one, isi), name(other, theirs));
                !mine.is_empty() && same_name(&mine, &other)
            }
        };
        // A code or name that stands twice names no single line.
        let mut matching = other.isi.iter().filter(|theirs| !theirs.jumlah).filter(same);
        let (Some(theirs), None) = (matching.next(), matching.next()) else { continue };
        let (Some((left, true)), Some((right, true))) = (one.nilai(isi, a), other.nilai(theirs, b)) else { continue };
        found.push(Pasangan {
            nama: row(one, isi),
            satu: one.bukti(isi, a, one.nama()),
            dua: other.bukti(theirs, b, other.nama()),
            nilai: (left, right),
        });
    }
    found
}

/// The name of a programme, without its number and the word "program".
fn name(tabel: &TabelDikenal<'_>, isi: &Isi<'_>) -> String {
    let programme = |kode: &domain::value::KodeNomenklatur| kode.tingkat() == domain::value::Tingkat::Program;
    if tabel.jenis == Jenis::Anggaran && !isi.kode.as_ref().is_some_and(programme) {
        return String::new();
    }
    let texts = isi.baris.sel.iter().map(|cell| cell.teks.trim());
    let text = texts.filter(|text| text.chars().any(char::is_alphabetic)).max_by_key(|text| text.len());
    let text =
        text.unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let key = kunci(text);
    key.strip_prefix("program").map_or(key.clone(), str::to_string)
}

fn report(
    (one, column): (&TabelDikenal<'_>, usize),
    (other, theirs): (&TabelDikenal<'_>, usize),
    pairs: &[Pasangan],
    hasil: &mut Hasil,
) {
    let (broken, same): (Vec<&Pasangan>, Vec<&Pasangan>) = pairs.iter().partition(|pair| pair.nilai.0 != pair.nilai.1);
    same.iter().for_each(|pair| hasil.holds_on(|| vec![pair.satu.tempat(), pair.dua.tempat()]));
    let label = head(one, column);
    let keys = |name: &str| [one.tabel.judul.clone(), other.tabel.judul.clone(), label.clone(), name.to_string()];
    // Most lines differ: another stage of the budget, said once.
    if broken.len() >= 2 && broken.len() * 2 > pairs.len() {
        let sum = |side: fn(&Pasangan) -> Decimal| broken.iter().map(|pair| side(pair)).sum::<Decimal>();
        let Some(first) = broken.first() else { return };
        let keys = keys("semua");
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let lokasi = Lokasi {
            letak: other.tabel.letak.clone(),
            kutipan: other.tabel.judul.clone(),
            kolom: other.kepala.get(theirs).cloned(),
            ..first.dua.lokasi.clone()
        };
        let mut temuan = hasil.temuan(
            lokasi,
            &keys,
            format!(
                "{label} {} dari {} baris pada {} berbeda dari {} (jumlahnya {} dan {}). Bila angkanya dari tahap lain \
                 (perubahan anggaran atau anggaran kas sampai triwulan ini), sebaiknya disebutkan pada tabelnya.",
                broken.len(),
                pairs.len(),
                other.nama(),
                one.nama(),
                show(sum(|pair| pair.nilai.1)),
                show(sum(|pair| pair.nilai.0))
            ),
        );
        temuan.bukti = broken.iter().take(6).flat_map(|pair| [pair.satu.clone(), pair.dua.clone()]).collect();
        hasil.found(temuan);
        return;
    }
    for pair in broken {
        let keys = keys(&pair.nama);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut temuan = hasil.temuan(
            pair.dua.lokasi.clone(),
            &keys,
            format!(
                "{label} {} tertulis {} pada {}, sedangkan pada {} {}.",
                pendek(&pair.nama, 80),
                pair.dua.mentah,
                other.nama(),
                one.nama(),
                pair.satu.mentah
            ),
        );
        temuan.bukti = vec![pair.satu.clone(), pair.dua.clone()];
        temuan.selisih = Some(show((pair.nilai.0 - pair.nilai.1).abs()));
        temuan.seharusnya = vec![show(pair.nilai.0)];
        hasil.found(temuan);
    }
}
