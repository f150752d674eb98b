//! A code in the list of programmes and not in the realisation, or the other way round.

use std::collections::{BTreeMap, BTreeSet};

use domain::value::KodeNomenklatur;

use super::Rule;
use super::kode::{Baris, rows};
use crate::dokumen::{Dokumen, pendek};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KOD802",
    judul: "Kode ada pada satu tabel dan tidak ada pada tabel lain",
    tingkat: Tingkat::Peringatan,
    dasar: "daftar program/kegiatan/sub kegiatan dan realisasinya memuat baris yang sama",
    halaman: include_str!("kod802_daftar.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let all = rows(dokumen);
    let mut tables: BTreeMap<usize, BTreeMap<&KodeNomenklatur, &Baris<'_, '_>>> = BTreeMap::new();
    for baris in &all {
        if let Some(kode) = &baris.kode {
            tables.entry(baris.nomor_tabel).or_default().entry(kode).or_insert(baris);
        }
    }
    let tables: Vec<_> = tables.values().collect();
    for (index, one) in tables.iter().enumerate() {
        for other in tables.iter().skip(index + 1) {
            let common = one.keys().filter(|kode| other.contains_key(*kode)).count();
            // Two tables of the same programmes, not one of a part of them.
            let periods = one.values().next().zip(other.values().next());
            let apart = periods.is_some_and(|(one, other)| !dokumen.one_period(one.tabel, other.tabel));
            if apart || common < 3 || common * 10 < one.len().max(other.len()) * 7 {
                continue;
            }
            (0..common).for_each(|_| hasil.holds());
            missing(one, other, hasil);
            missing(other, one, hasil);
        }
    }
}

/// Codes of one table that the other lacks, the highest of each branch.
fn missing(
    one: &BTreeMap<&KodeNomenklatur, &Baris<'_, '_>>,
    other: &BTreeMap<&KodeNomenklatur, &Baris<'_, '_>>,
    hasil: &mut Hasil,
) {
    let Some(elsewhere) = other.values().next().map(|baris| baris.tabel.nama()) else { return };
    let lacking: BTreeSet<&KodeNomenklatur> = one.keys().copied().filter(|kode| !other.contains_key(kode)).collect();
    for (kode, baris) in one.iter().filter(|(kode, _)| lacking.contains(**kode)) {
        if kode.parent().is_some_and(|parent| lacking.contains(&parent)) {
            continue;
        }
        let below = lacking.iter().filter(|other| other.parent().as_ref() == Some(*kode)).count();
        let with = if below > 0 { format!(" beserta {below} rinciannya") } else { String::new() };
        let mut temuan = hasil.temuan(
            baris.tabel.lokasi(baris.isi, baris.kolom),
            &[&baris.tabel.tabel.judul, kode.as_str(), &elsewhere],
            format!(
                "{kode} {}{with} ada pada {} dan tidak ada pada {elsewhere}.",
                pendek(baris.nama(), 80),
                baris.tabel.nama()
            ),
        );
        temuan.bukti = vec![baris.tabel.bukti(baris.isi, baris.kolom, "kode")];
        hasil.found(temuan);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Pilihan, periksa};

    fn report(year: u32, rows: &str) -> reader::Naskah {
        let text = format!(
            "# LAPORAN KINERJA KECAMATAN SUKAMAJU TAHUN {year}\n\nTabel 1 Realisasi\n\n\
             | Kode | Uraian | Pagu | Realisasi |\n|---|---|---|---|\n\
             | 7.01.01 | Program A | 300 | 300 |\n| 7.01.01.2.01 | Kegiatan | 300 | 300 |\n\
             | 7.01.01.2.01.0001 | Sub satu | 100 | 100 |\n| 7.01.01.2.01.0002 | Sub dua | 100 | 100 |\n{rows}"
        );
        reader::read(&format!("lkj-{year}.md"), text.as_bytes())
    }

    #[test]
    fn reports_of_two_years_may_have_other_programmes_and_amounts() {
        let more = "| 7.01.01.2.01.0003 | Sub tiga | 100 | 90 |\n";
        let found = |first: u32, second: u32| {
            let files = [report(first, more), report(second, "")];
            let hanya = vec!["KOD802".to_string(), "SIL".to_string()];
            periksa(&files, &Pilihan { hanya, ..Pilihan::default() }).temuan.len()
        };
        assert_eq!(found(2023, 2024), 0);
        assert_eq!(found(2024, 2024), 1);
    }
}
