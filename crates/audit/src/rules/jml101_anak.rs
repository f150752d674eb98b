//! A row is not the sum of the rows below it.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{amounts, head, row as row_name};
use crate::dokumen::{Dokumen, Isi, Pohon, TabelDikenal};
use crate::persamaan::{Cocok, Persamaan};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML101",
    judul: "Angka induk tidak sama dengan jumlah rinciannya",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: program = jumlah kegiatan, kegiatan = jumlah sub kegiatan",
    halaman: include_str!("jml101_anak.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.tabel.iter().filter(|tabel| hasil.asks(tabel)).collect::<Vec<_>>() {
        let pohon = Pohon::of(tabel);
        if pohon.induk.iter().all(Option::is_none) {
            continue;
        }
        for column in amounts(tabel) {
            column_of(tabel, &pohon, column, hasil);
        }
    }
}

fn column_of(tabel: &TabelDikenal<'_>, pohon: &Pohon, column: usize, hasil: &mut Hasil) {
    let mut found = Vec::new();
    let nilai: Vec<Option<Decimal>> =
        tabel.isi.iter().map(|isi| tabel.nilai(isi, column).map(|(value, _)| value)).collect();
    let of = |row: &usize| nilai.get(*row).copied().flatten();
    let label = head(tabel, column);
    let mut settled = 0;
    for (index, isi) in tabel.isi.iter().enumerate() {
        let below = pohon.anak(index);
        if below.is_empty() {
            continue;
        }
        let sum = below.iter().map(of).try_fold(Decimal::ZERO, |sum, value| value.map(|value| sum + value));
        if hasil.settled(sum.is_some() && sum == of(&index)) {
            settled += 1;
            continue;
        }
        let name = |row: &Isi<'_>| format!("{label} {}", row_name(tabel, row));
        let parts: Option<Vec<_>> = below
            .iter()
            .filter_map(|child| tabel.isi.get(*child))
            .map(|child| tabel.suku(child, column, 1, name(child)))
            .collect();
        match (tabel.suku(isi, column, 1, name(isi)), parts) {
            (Some(total), Some(parts)) => found.push((index, isi, Persamaan::jumlah(total, parts))),
            _ => hasil.skipped(),
        }
    }
    let broken = found.iter().filter(|(_, _, persamaan)| persamaan.check() == Cocok::Tidak).count();
    // A table that shows only some of the rows below each parent adds up nowhere.
    if broken >= 3 && broken * 2 > found.len() + settled {
        (0..broken).for_each(|_| hasil.skipped());
        return;
    }
    for (index, isi, persamaan) in found {
        let total = persamaan.suku.first().map(|suku| suku.nilai).unwrap_or_default();
        // Exactly twice or three times: sums within the rows were counted with what they sum up, so the level is not
        // what it seems.
        let again = [2, 3].iter().any(|times| persamaan.expected() == Some(total * Decimal::from(*times)));
        if persamaan.check() == Cocok::Tidak && (again || elsewhere(pohon, index)) {
            hasil.skipped();
            continue;
        }
        let (name, count) = (row_name(tabel, isi), persamaan.suku.len() - 1);
        let written = crate::angka::show(total);
        let keys = [tabel.tabel.judul.as_str(), &name, &label];
        hasil.check(&keys, persamaan, |sum| {
            format!("{label} {name} tertulis {written}, sedangkan jumlah {count} rinciannya adalah {sum}.")
        });
    }
}

/// Whether the rows below one may go on under codes that are not its own: the next row of its tree has a code that
/// comes before it (accounts of two generations in one table).
fn elsewhere(pohon: &Pohon, row: usize) -> bool {
    let code = |at: usize| pohon.kode.get(at).and_then(Option::as_ref);
    let Some(own) = code(row) else { return false };
    let after = (row + 1..pohon.kode.len()).filter_map(code);
    after.filter(|next| next.first() == own.first()).find(|next| !next.starts_with(own)).is_some_and(|next| next < own)
}
