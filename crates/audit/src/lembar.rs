//! The cells of a workbook by their addresses, and the values of simple formulas over them.

mod rumus;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use reader::{Gabung, Naskah, Sel, Tabel};
use rust_decimal::Decimal;

use crate::persamaan::{TERBESAR, rounded};
pub(crate) use rumus::{Sumbu, Tanda, place, tokens, written};

/// Cells that formulas of one file may look at, all together: formulas over formulas must not take minutes.
const MOST: usize = 5_000_000;

/// Parentheses within each other.
const DEEPEST: usize = 32;

/// A cell: row and column, from 0.
pub(crate) type Tempat = (u32, u32);

/// A table on a sheet: its first column, and the row of each of its rows (empty rows are left out).
struct Petak<'n> {
    left: u32,
    rows: Vec<u32>,
    table: &'n Tabel,
}

impl<'n> Petak<'n> {
    fn of(table: &'n Tabel) -> Option<Self> {
        let start = |row: &reader::Baris| row.sel.first().and_then(tempat);
        let left = start(table.baris.first()?)?.1;
        let rows: Option<Vec<u32>> = table.baris.iter().map(|row| start(row).map(|(row, _)| row)).collect();
        Some(Self { left, rows: rows?, table })
    }

    fn cell(&self, (row, column): Tempat) -> Option<&'n Sel> {
        let row = self.rows.binary_search(&row).ok()?;
        self.table.baris.get(row)?.sel.get(column.checked_sub(self.left)? as usize)
    }
}

/// The cells of a workbook.
pub(crate) struct Buku<'n> {
    lembar: BTreeMap<&'n str, Vec<Petak<'n>>>,
    /// Cells that stand as text outside of tables.
    luar: BTreeSet<(&'n str, Tempat)>,
    left: Cell<usize>,
}

/// Place of a cell on its sheet.
pub(crate) fn tempat(sel: &Sel) -> Option<Tempat> {
    sel.letak.sel.as_deref().and_then(|address| place(address.rsplit('!').next()?))
}

impl<'n> Buku<'n> {
    /// The cells of a file; `None` where it has no formulas or was not read whole.
    pub(crate) fn of(naskah: &'n Naskah) -> Option<Self> {
        if naskah.catatan.iter().any(|note| !note.terbaca) {
            return None;
        }
        let mut buku = Self { lembar: BTreeMap::new(), luar: BTreeSet::new(), left: Cell::new(MOST) };
        let mut formulas = false;
        for table in naskah.tabel() {
            if let (Some(sheet), Some(petak)) = (table.lembar.as_deref(), Petak::of(table)) {
                buku.lembar.entry(sheet).or_default().push(petak);
                formulas |= table.baris.iter().flat_map(|row| &row.sel).any(|cell| cell.rumus().is_some());
            }
        }
        for paragraph in naskah.paragraf() {
            if let Some((sheet, address)) = paragraph.letak.sel.as_deref().and_then(|place| place.rsplit_once('!')) {
                buku.luar.extend(place(address).map(|place| (sheet, place)));
            }
        }
        formulas.then_some(buku)
    }

    /// The value of a formula in a cell; `None` where it is not simple or needs what is not known.
    pub(crate) fn value(&self, sheet: &str, at: Tempat, formula: &[Tanda]) -> Option<Decimal> {
        let mut parser = Hitung { buku: self, sheet, at, tokens: formula, next: 0, depth: 0 };
        let value = parser.sum()?;
        (parser.next == formula.len()).then_some(value)
    }

    fn cell(&self, sheet: &str, place: Tempat) -> Option<Isi<'n>> {
        for petak in self.lembar.get(sheet)? {
            self.left.set(self.left.get().checked_sub(1)?);
            // The rectangles of two tables side by side may overlap; an empty cell of one may be filled in the other.
            match petak.cell(place).map(|cell| (cell, cell.nilai())) {
                Some((_, Some(value))) if value.abs() < TERBESAR => return Some(Isi::Angka(value)),
                // Below a merged cell a workbook may keep a value that nobody sees.
                Some((cell, None)) if cell.gabung == Gabung::Bagian => return None,
                Some((cell, None)) if cell.teks.is_empty() && cell.rumus().is_none() => {}
                Some((cell, _)) => return Some(Isi::Lain(cell)),
                None => {}
            }
        }
        (!self.luar.contains(&(sheet, place))).then_some(Isi::Kosong)
    }
}

/// What a cell gives to a formula.
enum Isi<'n> {
    Kosong,
    Angka(Decimal),
    Lain(&'n Sel),
}

struct Hitung<'a, 'n> {
    buku: &'a Buku<'n>,
    sheet: &'a str,
    at: Tempat,
    tokens: &'a [Tanda],
    next: usize,
    depth: usize,
}

impl Hitung<'_, '_> {
    fn eat(&mut self, signs: &[char]) -> Option<char> {
        match self.tokens.get(self.next)? {
            Tanda::Huruf(sign) if signs.contains(sign) => {
                self.next += 1;
                Some(*sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Option<Decimal> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.product()?;
        while let Some(sign) = self.eat(&['+', '-']) {
            let right = self.product()?;
            left = if sign == '+' { left.checked_add(right)? } else { left.checked_sub(right)? };
        }
        self.depth -= 1;
        Some(left)
    }

    fn product(&mut self) -> Option<Decimal> {
        let mut left = self.factor()?;
        while let Some(sign) = self.eat(&['*', '/']) {
            let right = self.factor()?;
            left = if sign == '*' { left.checked_mul(right)? } else { left.checked_div(right)? };
        }
        (left.abs() < TERBESAR).then_some(left)
    }

    fn factor(&mut self) -> Option<Decimal> {
        let minus = self.eat(&['+', '-']) == Some('-');
        let token = self.tokens.get(self.next)?.clone();
        self.next += 1;
        let mut value = match token {
            Tanda::Angka(number) => number,
            Tanda::Sel(sheet, rows, columns) => {
                let place = (rows.from(self.at.0)?, columns.from(self.at.1)?);
                match self.buku.cell(sheet.as_deref().unwrap_or(self.sheet), place)? {
                    Isi::Angka(value) => value,
                    Isi::Kosong => Decimal::ZERO,
                    Isi::Lain(_) => return None,
                }
            }
            Tanda::Huruf('(') => {
                let value = self.sum()?;
                self.eat(&[')'])?;
                value
            }
            Tanda::Fungsi(name) => self.function(&name)?,
            Tanda::Huruf(_) => return None,
        };
        while self.eat(&['%']).is_some() {
            value = value.checked_div(Decimal::ONE_HUNDRED)?;
        }
        Some(if minus { -value } else { value })
    }

    fn function(&mut self, name: &str) -> Option<Decimal> {
        self.eat(&['('])?;
        let value = match name {
            "SUM" | "AVERAGE" => {
                let (mut sum, mut count) = (Decimal::ZERO, 0_u32);
                loop {
                    let (more, cells) = self.range()?;
                    sum = sum.checked_add(more)?;
                    count += cells;
                    if self.eat(&[',']).is_none() {
                        break;
                    }
                }
                if name == "SUM" { sum } else { sum.checked_div(Decimal::from(count))? }
            }
            "ROUND" => {
                let value = self.sum()?;
                self.eat(&[','])?;
                rounded(value, u32::try_from(self.sum()?).ok().filter(|decimals| *decimals <= 10)?)
            }
            "ABS" => self.sum()?.abs(),
            _ => return None,
        };
        self.eat(&[')'])?;
        (value.abs() < TERBESAR).then_some(value)
    }

    /// Sum and count of the numbers of an argument: a range, or an expression. Texts in a range count for nothing.
    fn range(&mut self) -> Option<(Decimal, u32)> {
        let rest = self.tokens.get(self.next..)?;
        let [Tanda::Sel(sheet, top, left), Tanda::Huruf(':'), Tanda::Sel(_, bottom, right), ..] = rest else {
            return Some((self.sum()?, 1));
        };
        self.next += 3;
        let sheet = sheet.as_deref().unwrap_or(self.sheet);
        let rows = top.from(self.at.0)?..=bottom.from(self.at.0)?;
        let (mut sum, mut count) = (Decimal::ZERO, 0);
        for row in rows {
            for column in left.from(self.at.1)?..=right.from(self.at.1)? {
                match self.buku.cell(sheet, (row, column))? {
                    Isi::Angka(value) => (sum, count) = (sum.checked_add(value)?, count + 1),
                    Isi::Lain(cell) if cell.teks.starts_with('#') || cell.teks.is_empty() => return None,
                    Isi::Kosong | Isi::Lain(_) => {}
                }
            }
        }
        Some((sum, count))
    }
}

/// Whether two values are the same to the precision of a workbook, whose numbers hold 15 digits and lose some of them
/// in sums.
pub(crate) fn same(left: Decimal, right: Decimal) -> bool {
    const DIGITS: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);
    let noise = left.abs().max(right.abs()) / DIGITS;
    (left - right).abs() <= noise.max(Decimal::new(1, 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative_and_read_back() {
        let shape = |formula: &str, at| tokens(formula, place(at).unwrap());
        assert_eq!(shape("B2-C2", "D2"), shape("B9-C9", "D9"));
        assert_ne!(shape("B2-$C$2", "D2"), shape("B9-$C$9", "D9"));
        let sum = shape("SUM('Pagu 1'!B2:B4)*100%", "D5").unwrap();
        assert_eq!(written(&sum, place("E6").unwrap()), "SUM('Pagu 1'!C3:C5)*100%");
        for other in ["IF(A1=0,0,1)", "\"a\"&B2", "Nama+1", "[1]Pagu!A1", "A:A", ""] {
            assert_eq!(shape(other, "D5"), None, "{other}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_has_no_value() {
        let naskah =
            Naskah { nama: String::new(), format: reader::Format::Xlsx, blok: Vec::new(), catatan: Vec::new() };
        let buku = Buku { lembar: BTreeMap::new(), luar: BTreeSet::new(), left: Cell::new(MOST) };
        assert!(Buku::of(&naskah).is_none());
        let value = |formula: &str| buku.value("A", (0, 0), &tokens(formula, (0, 0)).unwrap());
        assert_eq!(value("-(2+3)*4/8%"), Some(Decimal::from(-250)));
        assert_eq!(value("1/0"), None);
        assert_eq!(value(&("(".repeat(100_000) + "1" + &")".repeat(100_000))), None);
    }
}
