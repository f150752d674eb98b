//! A row of sums is not the sum of the rows above it.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{Urut, additive, amounts, head, is_total, label, numbering, row};
use crate::dokumen::{Dokumen, Isi, Pohon, TabelDikenal};
use crate::persamaan::{Cocok, Persamaan};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML102",
    judul: "Baris jumlah anggaran tidak sama dengan jumlah barisnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: jumlah = penjumlahan baris tingkat teratas",
    halaman: include_str!("jml102_total.md"),
    opsional: false,
    check: |dokumen, hasil| each(dokumen, hasil, true),
};

/// The same for counts.
pub(super) const COUNTS: Rule = Rule {
    kode: "JML104",
    judul: "Baris jumlah tidak sama dengan penjumlahan kolomnya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: jumlah kolom",
    halaman: include_str!("jml104_kolom.md"),
    opsional: false,
    check: |dokumen, hasil| each(dokumen, hasil, false),
};

fn each(dokumen: &Dokumen<'_>, hasil: &mut Hasil, rupiah: bool) {
    for tabel in &dokumen.tabel {
        if !tabel.isi.iter().any(is_total) {
            continue;
        }
        let of_money = amounts(tabel);
        let columns: Vec<usize> = if rupiah {
            of_money
        } else {
            additive(tabel).into_iter().filter(|column| !of_money.contains(column)).collect()
        };
        // "Jumlah penduduk" is data, not a sum: with such rows among them counts are left alone.
        let plain = |isi: &Isi<'_>| matches!(label(isi).as_str(), "jumlah" | "total" | "jumlah total" | "grand total");
        if !rupiah && tabel.isi.iter().any(|isi| is_total(isi) && !plain(isi)) {
            continue;
        }
        let pohon = Pohon::of(tabel);
        for column in columns {
            if pohon.kode.iter().any(Option::is_some) {
                coded(tabel, &pohon, column, hasil);
            } else {
                uncoded(tabel, column, hasil);
            }
        }
    }
}

/// Rows with codes: a total is the sum of the rows that belong to no other row.
fn coded(tabel: &TabelDikenal<'_>, pohon: &Pohon, column: usize, hasil: &mut Hasil) {
    let mut tops: Vec<&Isi<'_>> = Vec::new();
    let mut families: Vec<u32> = Vec::new();
    let mut clear = true;
    for (index, isi) in tabel.isi.iter().enumerate() {
        if is_total(isi) {
            families.sort_unstable();
            families.dedup();
            if tabel.nilai(isi, column).is_some() && !tops.is_empty() {
                if clear && families.len() == 1 {
                    compare(tabel, isi, &[tops.clone()], column, (Kepastian::Pasti, false), hasil);
                } else {
                    hasil.skipped();
                }
            }
            (tops, families, clear) = (Vec::new(), Vec::new(), true);
            continue;
        }
        match pohon.kode.get(index).and_then(Option::as_ref) {
            Some(parts) if pohon.induk.get(index).is_some_and(Option::is_none) => {
                families.extend(parts.first());
                tops.push(isi);
            }
            Some(_) => {}
            None => clear &= tabel.nilai(isi, column).is_none_or(|(value, _)| value.is_zero()),
        }
    }
}

/// Rows without codes: a total is the sum of the rows since the last total, of all rows, or of the totals before it.
fn uncoded(tabel: &TabelDikenal<'_>, column: usize, hasil: &mut Hasil) {
    let (mut all, mut since, mut totals): (Vec<&Isi<'_>>, Vec<&Isi<'_>>, Vec<&Isi<'_>>) = Default::default();
    let figures = additive(tabel);
    let mut open = false;
    for isi in &tabel.isi {
        if !is_total(isi) {
            if tabel.nilai(isi, column).is_some() {
                all.push(isi);
                since.push(isi);
            } else {
                // A row with other figures has one here too, which is not known.
                open |= figures.iter().any(|other| tabel.nilai(isi, *other).is_some());
            }
            continue;
        }
        if tabel.nilai(isi, column).is_none() {
            continue;
        }
        let order = numbering(&since);
        if since.len() >= 2 && order != Urut::Bertingkat {
            let first = totals.is_empty();
            let surely = if order == Urut::Ya && first { Kepastian::Pasti } else { Kepastian::Dugaan };
            compare(tabel, isi, &[since.clone(), all.clone(), totals.clone()], column, (surely, open), hasil);
        } else {
            hasil.skipped();
        }
        totals.push(isi);
        since = Vec::new();
    }
}

/// Compares a total with the first of the readings that fits; with `open` a row has a cell whose figure is not known.
fn compare(
    tabel: &TabelDikenal<'_>,
    total: &Isi<'_>,
    readings: &[Vec<&Isi<'_>>],
    column: usize,
    (kepastian, open): (Kepastian, bool),
    hasil: &mut Hasil,
) {
    let name = head(tabel, column);
    let equation = |rows: &Vec<&Isi<'_>>| -> Option<Persamaan> {
        let parts: Option<Vec<_>> =
            rows.iter().map(|isi| tabel.suku(isi, column, 1, format!("{name} {}", row(tabel, isi)))).collect();
        Some(Persamaan::jumlah(tabel.suku(total, column, 1, format!("jumlah {name}"))?, parts?))
    };
    let all: Vec<Persamaan> = readings.iter().filter(|rows| !rows.is_empty()).filter_map(equation).collect();
    let fits = all.iter().find(|persamaan| persamaan.check() != Cocok::Tidak);
    let Some(persamaan) = fits.or(all.first()).cloned() else {
        hasil.skipped();
        return;
    };
    let written = persamaan.suku.first().map(|suku| suku.nilai).unwrap_or_default();
    if fits.is_none() && (open || persamaan.expected() == Some(written * Decimal::TWO)) {
        hasil.skipped();
        return;
    }
    let (label, count) = (label(total), persamaan.suku.len() - 1);
    let keys = [tabel.tabel.judul.as_str(), &label, &name];
    let broken = hasil.broken(&keys, persamaan, |sum| {
        let shown = crate::angka::show(written);
        format!("Baris jumlah pada kolom {name} tertulis {shown}, sedangkan penjumlahan {count} barisnya adalah {sum}.")
    });
    if let Some(mut temuan) = broken {
        temuan.kepastian = temuan.kepastian.max(kepastian);
        hasil.found(temuan);
    }
}
