//! The target of a year is not what its months or quarters lead to.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, row};
use super::fakta::is_other;
use super::kinerja::ukuran;
use crate::angka::{Angka, show};
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal, normal};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML114",
    judul: "Target setahun tidak sama dengan target periode terakhirnya",
    tingkat: Tingkat::Peringatan,
    dasar: "PermenPANRB 53/2014: rencana aksi merinci target perjanjian kinerja",
    halaman: include_str!("jml114_akhir.md"),
    opsional: false,
    check,
};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];

const QUARTERS: [&str; 4] = ["i", "ii", "iii", "iv"];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        if let Some((target, periods)) = columns(tabel) {
            rows(tabel, target, &periods, hasil);
        }
    }
}

/// The column of the year's target and those of its months or quarters in order.
fn columns(tabel: &TabelDikenal<'_>) -> Option<(usize, Vec<usize>)> {
    let heads: Vec<String> = tabel.kepala.iter().map(|head| normal(head)).collect();
    let planned = |text: &String| text.contains("target") || text.contains("rencana");
    let month = |text: &String| {
        let word = text.split(' ').next_back()?;
        MONTHS.iter().position(|month| word.starts_with(month) && (3..=9).contains(&word.len()))
    };
    let quarter = |text: &String| {
        let (before, last) = text.rsplit_once(' ')?;
        let named = before.ends_with("triwulan") || before.ends_with("tw");
        named.then(|| {
            QUARTERS.iter().zip(1..).position(|(roman, number)| last == *roman || last == number.to_string())
        })?
    };
    let all = |of: &dyn Fn(&String) -> Option<usize>, count: usize| -> Option<Vec<usize>> {
        let found: Vec<(usize, usize)> = heads
            .iter()
            .enumerate()
            .filter(|(_, text)| planned(text))
            .filter_map(|(column, text)| Some((of(text)?, column)))
            .collect();
        let in_order = found.len() == count && found.iter().zip(0..).all(|((period, _), at)| *period == at);
        in_order.then(|| found.into_iter().map(|(_, column)| column).collect())
    };
    let periods = all(&month, MONTHS.len()).or_else(|| all(&quarter, QUARTERS.len()))?;
    let of_year = |column: &usize| {
        let role = tabel.peran.get(*column);
        let text = heads.get(*column);
        role == Some(&Peran::Target) && !periods.contains(column) && text.is_some_and(|text| !is_other(text))
    };
    let mut targets = (0..heads.len()).filter(of_year);
    let target = targets.next().filter(|_| targets.next().is_none())?;
    Some((target, periods))
}

/// What the targets of a row lead to.
enum Arah {
    /// The last is that of the year.
    Akhir,
    /// Their sum, mean or highest is.
    Lain,
    /// None of these.
    Tidak,
}

fn rows(tabel: &TabelDikenal<'_>, target: usize, periods: &[usize], hasil: &mut Hasil) {
    let value = |isi: &Isi<'_>, column: usize| isi.sel(column).and_then(|cell| ukuran(&cell.teks));
    let mut known = Vec::new();
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let Some(year) = value(isi, target) else { continue };
        let parts: Option<Vec<Angka>> = periods.iter().map(|column| value(isi, *column)).collect();
        match parts {
            Some(parts) => known.push((isi, leads(&year, &parts), year, parts)),
            None => hasil.skipped(),
        }
    }
    let last = known.iter().filter(|(_, arah, ..)| matches!(arah, Arah::Akhir)).count();
    let broken = known.iter().filter(|(_, arah, ..)| matches!(arah, Arah::Tidak)).count();
    // Where few rows lead to the target of the year, the periods tell something else.
    if last < 3 || broken * 4 > known.len() {
        (0..broken).for_each(|_| hasil.skipped());
        return;
    }
    for (isi, arah, year, parts) in known {
        let (Arah::Tidak, Some(end), Some(column)) = (arah, parts.last(), periods.last()) else {
            let places = periods.iter().chain([&target]);
            hasil.holds_on(|| places.map(|column| tabel.tempat(isi, *column)).collect());
            continue;
        };
        let (name, label) = (row(tabel, isi), head(tabel, target));
        let mut temuan = hasil.temuan(
            tabel.lokasi(isi, target),
            &[&tabel.tabel.judul, &name, &label],
            format!(
                "{label} {name} tertulis {}, sedangkan target periode terakhirnya {}; jumlah dan rata-rata periodenya juga berbeda.",
                show(year.nilai),
                show(end.nilai)
            ),
        );
        temuan.seharusnya = vec![show(end.nilai)];
        temuan.bukti = vec![tabel.bukti(isi, target, label), tabel.bukti(isi, *column, head(tabel, *column))];
        hasil.found(temuan);
    }
}

fn leads(year: &Angka, parts: &[Angka]) -> Arah {
    if parts.last().is_some_and(|last| last.agrees(year)) {
        return Arah::Akhir;
    }
    let sum: Decimal = parts.iter().map(|part| part.nilai).sum();
    let mean = sum.checked_div(Decimal::from(parts.len())).unwrap_or_default();
    let highest = parts.iter().map(|part| part.nilai).max().unwrap_or_default();
    let fits = |value: Decimal| Angka { nilai: value.round_dp(year.desimal), ..year.clone() }.agrees(year);
    if fits(sum) || fits(mean) || fits(highest) { Arah::Lain } else { Arah::Tidak }
}
