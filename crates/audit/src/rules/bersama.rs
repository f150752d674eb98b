//! What several rules share: columns of amounts, flat lists, rows of sums.

use crate::dokumen::{Isi, Jenis, Peran, TabelDikenal, normal, pendek};

/// Columns whose values add up: amounts and counts, no percentages, no results of indicators.
pub(super) fn additive(tabel: &TabelDikenal<'_>) -> Vec<usize> {
    tabel.aditif.get_or_init(|| find_additive(tabel)).clone()
}

fn find_additive(tabel: &TabelDikenal<'_>) -> Vec<usize> {
    let numeric = tabel.numeric();
    let additive = |column: &usize| {
        let role = tabel.peran.get(*column).copied().unwrap_or(Peran::Lain);
        let head = tabel.kepala.get(*column).map(|head| normal(head)).unwrap_or_default();
        let share = ["%", "persen", "rata rata", "indeks", "nilai", "kinerja", "target k"];
        !matches!(role, Peran::Persen | Peran::Capaian | Peran::Target | Peran::RealisasiKinerja)
            && !share.iter().any(|word| head.contains(word))
            && !tabel.isi.iter().any(|isi| isi.bacaan(*column).angka().is_some_and(|angka| angka.persen))
    };
    numeric.into_iter().filter(additive).collect()
}

/// Columns of rupiah.
pub(super) fn amounts(tabel: &TabelDikenal<'_>) -> Vec<usize> {
    let budget = matches!(tabel.jenis, Jenis::Anggaran | Jenis::LampiranAnggaran);
    additive(tabel)
        .into_iter()
        .filter(|column| {
            let role = tabel.peran.get(*column).copied().unwrap_or(Peran::Lain);
            let head = tabel.kepala.get(*column).map(|head| normal(head)).unwrap_or_default();
            matches!(role, Peran::Pagu | Peran::Realisasi | Peran::Sisa)
                || budget && role == Peran::Jumlah
                || head.split(' ').any(|word| word == "rp" || word == "rupiah")
        })
        .collect()
}

/// The head of a column in messages.
pub(super) fn head(tabel: &TabelDikenal<'_>, column: usize) -> String {
    let text = tabel.kepala.get(column).map(String::as_str).unwrap_or_default();
    if text.is_empty() { format!("kolom ke-{}", column + 1) } else { pendek(text, 60) }
}

/// The only year in the head of a column.
pub(super) fn year(tabel: &TabelDikenal<'_>, column: usize) -> Option<u32> {
    let head = tabel.kepala.get(column).map(|head| normal(head)).unwrap_or_default();
    let mut years = head.split(' ').filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    let first = years.find(|year| (2000..2100).contains(year))?;
    years.all(|other| other == first).then_some(first)
}

/// The name of a row in messages.
pub(super) fn row(tabel: &TabelDikenal<'_>, isi: &Isi<'_>) -> String {
    pendek(&tabel.kunci(isi), 80)
}

/// The label of a row of sums, letters alone: `J U M L A H` is `jumlah`.
pub(super) fn label(isi: &Isi<'_>) -> String {
    let first = isi.baris.sel.iter().map(|cell| normal(&cell.teks)).find(|text| !text.is_empty()).unwrap_or_default();
    let spaced = first.split(' ').all(|word| word.chars().count() == 1);
    if spaced { first.replace(' ', "") } else { first }
}

/// A row of sums that is no mean.
pub(super) fn is_total(isi: &Isi<'_>) -> bool {
    isi.jumlah && !label(isi).contains("rata")
}

/// How a list of rows without codes is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urut {
    /// 1, 2, 3 without a gap.
    Ya,
    /// Nothing is numbered.
    Tanpa,
    /// Anything else: levels, gaps, restarts.
    Bertingkat,
}

/// How rows are numbered at their beginning.
pub(super) fn numbering(rows: &[&Isi<'_>]) -> Urut {
    let mut marks = Vec::new();
    for isi in rows {
        let first = isi.baris.sel.iter().map(|cell| cell.teks.trim()).find(|text| !text.is_empty()).unwrap_or_default();
        let word = first.split_whitespace().next().unwrap_or_default();
        let mark = word.trim_end_matches(['.', ')']);
        let dotted = word.len() > mark.len();
        let number: Option<usize> = mark.parse().ok().filter(|number| *number < 1000);
        let roman = dotted && mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let letter = dotted && mark.chars().count() == 1;
        marks.push(match number {
            Some(number) if dotted || word == first => Some(Some(number)),
            _ if roman || letter => Some(None),
            _ => None,
        });
    }
    if marks.iter().all(Option::is_none) {
        return Urut::Tanpa;
    }
    let counts = marks.iter().zip(1..).all(|(mark, number)| *mark == Some(Some(number)));
    if counts { Urut::Ya } else { Urut::Bertingkat }
}

/// A tick in a cell: a mark, or a letter or number that stands for one.
pub(super) fn is_tick(text: &str) -> bool {
    matches!(text.trim(), "√" | "✓" | "✔" | "v" | "V" | "x" | "X" | "●" | "•" | "ü" | "1" | "☑" | "ya" | "Ya" | "YA")
}
