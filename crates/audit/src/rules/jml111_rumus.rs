//! A workbook's formula whose shape differs from its neighbours', or a number typed among formulas; a stored value
//! that its formula does not give.

use reader::Sel;
use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, row};
use crate::angka::show;
use crate::dokumen::{Dokumen, Isi, TabelDikenal};
use crate::lembar::{Buku, Sumbu, Tanda, Tempat, same, tempat, tokens, written};
use crate::temuan::{Hasil, Temuan, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML111",
    judul: "Rumus sel berbeda bentuk dari rumus di sekitarnya",
    tingkat: Tingkat::Peringatan,
    dasar: "rumus pada buku kerja itu sendiri",
    halaman: include_str!("jml111_rumus.md"),
    opsional: false,
    check: shapes,
};

/// Stored values.
pub(super) const STORED: Rule = Rule {
    kode: "JML112",
    judul: "Nilai tersimpan berbeda dari hasil rumusnya",
    tingkat: Tingkat::Peringatan,
    dasar: "rumus pada buku kerja itu sendiri",
    halaman: include_str!("jml112_tersimpan.md"),
    opsional: false,
    check: stored,
};

/// Rows of the same shape above and below a cell that make it stand out.
const AROUND: usize = 2;
/// More odd cells than this in one column are another pattern.
const MOST: usize = 10;

/// A cell of a column that holds a formula or a number.
struct Rinci<'t, 'n> {
    isi: &'t Isi<'n>,
    sel: &'n Sel,
    tempat: Tempat,
    rumus: Option<Vec<Tanda>>,
}

/// A column with formulas.
struct Kolom<'b, 't, 'n> {
    buku: &'b Buku<'n>,
    tabel: &'t TabelDikenal<'n>,
    kolom: usize,
    rinci: Vec<Rinci<'t, 'n>>,
}

impl Kolom<'_, '_, '_> {
    /// What a formula gives in a cell of this sheet.
    fn value(&self, at: Tempat, rumus: &[Tanda]) -> Option<Decimal> {
        self.buku.value(self.tabel.tabel.lembar.as_deref()?, at, rumus)
    }
}

/// Asks for each column with formulas, of each table of a workbook.
fn columns(dokumen: &Dokumen<'_>, hasil: &mut Hasil, each: fn(&Kolom<'_, '_, '_>, &mut Hasil)) {
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        let Some(buku) = Buku::of(naskah) else { continue };
        for tabel in dokumen.tabel.iter().filter(|tabel| tabel.berkas == berkas && tabel.tabel.lembar.is_some()) {
            for column in 0..tabel.kepala.len() {
                let cells = tabel.isi.iter().filter_map(|isi| Some((isi, isi.sel(column)?)));
                if !cells.clone().any(|(_, sel)| sel.rumus().is_some()) {
                    continue;
                }
                let cells = cells.filter(|(_, sel)| sel.rumus().is_some() || sel.nilai().is_some());
                let rinci: Vec<_> = cells
                    .filter_map(|(isi, sel)| {
                        let tempat = tempat(sel)?;
                        let rumus = sel.rumus().map(|formula| tokens(formula, tempat).unwrap_or_default());
                        Some(Rinci { isi, sel, tempat, rumus })
                    })
                    .collect();
                each(&Kolom { buku: &buku, tabel, kolom: column, rinci }, hasil);
            }
        }
    }
}

fn shapes(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    columns(dokumen, hasil, |kolom, hasil| {
        let mut found = Vec::new();
        for (at, one) in kolom.rinci.iter().enumerate() {
            let Some(shape) = around(&kolom.rinci, at) else { continue };
            if one.rumus.as_deref() == Some(shape) {
                hasil.holds();
                continue;
            }
            // A sum over the rows of its own column is a subtotal.
            if one.rumus.as_ref().is_some_and(|rumus| rumus.is_empty() || vertical(rumus)) || one.isi.jumlah {
                continue;
            }
            match (one.sel.nilai(), kolom.value(one.tempat, shape)) {
                (Some(stored), Some(expected)) if same(stored, expected) => hasil.holds(),
                (Some(_), Some(expected)) => found.push(odd(kolom, one, shape, expected, hasil)),
                _ => hasil.skipped(),
            }
        }
        if found.len() > MOST {
            found.iter().for_each(|_| hasil.skipped());
        } else {
            found.into_iter().for_each(|temuan| hasil.found(temuan));
        }
    });
}

/// The shape that the nearest cells above and below share, if it looks at other columns of its row.
fn around<'r>(rows: &'r [Rinci<'_, '_>], at: usize) -> Option<&'r [Tanda]> {
    let above = rows.get(at.checked_sub(AROUND)?..at)?;
    let below = rows.get(at + 1..=at + AROUND)?;
    let shape = above.first()?.rumus.as_deref()?;
    let across =
        shape.iter().any(|token| matches!(token, Tanda::Sel(_, Sumbu::Geser(0), Sumbu::Geser(by)) if *by != 0));
    let same = above.iter().chain(below).all(|other| other.rumus.as_deref() == Some(shape));
    (across && same && !vertical(shape)).then_some(shape)
}

/// A formula that looks at its own column alone.
fn vertical(rumus: &[Tanda]) -> bool {
    let mut cells = rumus.iter().filter_map(|token| match token {
        Tanda::Sel(sheet, _, columns) => Some(sheet.is_none() && *columns == Sumbu::Geser(0)),
        _ => None,
    });
    rumus.iter().any(|token| matches!(token, Tanda::Sel(..))) && cells.all(|own| own)
}

fn odd(kolom: &Kolom<'_, '_, '_>, one: &Rinci<'_, '_>, shape: &[Tanda], expected: Decimal, hasil: &Hasil) -> Temuan {
    let (tabel, column) = (kolom.tabel, kolom.kolom);
    let (name, label, near) = (row(tabel, one.isi), head(tabel, column), written(shape, one.tempat));
    let value = shown(one.sel, expected);
    let is = match &one.rumus {
        Some(own) => format!("memakai rumus {}", written(own, one.tempat)),
        None => format!("berisi angka yang diketik ({})", one.sel.teks),
    };
    let pesan = format!(
        "{label} {name} {is}, sedangkan sel di atas dan di bawahnya memakai bentuk {near}, yang di sini memberi {value}."
    );
    let mut temuan = hasil.temuan(tabel.lokasi(one.isi, column), &[&tabel.tabel.judul, &name, &label], pesan);
    temuan.hitungan = Some(format!("{near} = {value}"));
    temuan.bukti = vec![tabel.bukti(one.isi, column, label)];
    temuan.seharusnya = vec![value];
    temuan
}

fn stored(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    columns(dokumen, hasil, |kolom, hasil| {
        let (tabel, column) = (kolom.tabel, kolom.kolom);
        let mut stale = Vec::new();
        for one in &kolom.rinci {
            let Some(rumus) = one.rumus.as_ref().filter(|rumus| !rumus.is_empty()) else { continue };
            match (one.sel.nilai(), kolom.value(one.tempat, rumus)) {
                (Some(stored), Some(value)) if same(stored, value) => hasil.holds(),
                (Some(_), Some(value)) => stale.push((one, written(rumus, one.tempat), value)),
                _ => hasil.skipped(),
            }
        }
        let Some((first, rumus, value)) = stale.first() else { return };
        let (name, label, value) = (row(tabel, first.isi), head(tabel, column), shown(first.sel, *value));
        let more = match stale.len() {
            1 => String::new(),
            many => format!(" Pada kolom itu ada {} sel lain seperti ini.", many - 1),
        };
        let pesan = format!(
            "{label} {name} menyimpan {}, sedangkan rumusnya {rumus} memberi {value}; buku kerja ini belum dihitung \
             ulang.{more}",
            first.sel.teks
        );
        let mut temuan = hasil.temuan(tabel.lokasi(first.isi, column), &[&tabel.tabel.judul, &name, &label], pesan);
        temuan.hitungan = Some(format!("{rumus} = {value}"));
        temuan.bukti = stale.iter().take(20).map(|(one, _, _)| tabel.bukti(one.isi, column, label.clone())).collect();
        temuan.seharusnya = vec![value];
        hasil.found(temuan);
    });
}

/// A value as the cell would show it: percentages as such.
fn shown(sel: &Sel, value: Decimal) -> String {
    match sel.teks.ends_with('%').then(|| value.checked_mul(Decimal::ONE_HUNDRED)).flatten() {
        Some(percent) => format!("{}%", show(percent.round_dp(4))),
        None => show(value.round_dp(4)),
    }
}
