//! Equations over the cells of a document: what a finding breaks, what holds, and what a cell would have to be.

use rust_decimal::Decimal;

use crate::angka::{Selang, show};
use crate::temuan::Bukti;

/// A cell in an equation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suku {
    /// The cell.
    pub bukti: Bukti,
    /// Its value.
    pub nilai: Decimal,
    /// Decimals that are written.
    pub desimal: u32,
    /// True for a rounded figure even without decimals (a percentage).
    pub bulat: bool,
    /// What it is multiplied by.
    pub koef: Decimal,
    /// False where the value was guessed from a broken form.
    pub pasti: bool,
}

/// What a check needs of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ukuran {
    /// Its value.
    pub nilai: Decimal,
    /// Decimals that are written.
    pub desimal: u32,
    /// True for a rounded figure even without decimals (a percentage).
    pub bulat: bool,
}

/// How the cells hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bentuk {
    /// The first cell is the sum of the others, each times its factor.
    Jumlah,
    /// The first cell is 100 times the second over the third.
    Persen,
}

/// What a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cocok {
    /// Some values that round to what is written satisfy it.
    Ya,
    /// Only where the result was cut off instead of rounded.
    Terpotong,
    /// No.
    Tidak,
}

/// An equation over cells; the first is the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persamaan {
    /// Its form.
    pub bentuk: Bentuk,
    /// Its cells; the first is the result.
    pub suku: Vec<Suku>,
}

/// Larger numbers are no amounts, and sums of smaller ones never overflow.
pub const TERBESAR: Decimal = Decimal::from_parts(0xa764_0000, 0x0de0_b6b3, 0, false, 0);

impl Persamaan {
    /// `hasil` = sum of the others, each times its factor.
    pub fn jumlah(hasil: Suku, lain: Vec<Suku>) -> Self {
        let mut suku = vec![Suku { koef: Decimal::NEGATIVE_ONE, ..hasil }];
        suku.extend(lain);
        Self { bentuk: Bentuk::Jumlah, suku }
    }

    /// `hasil` = mean of the others.
    pub fn rata(hasil: Suku, lain: Vec<Suku>) -> Self {
        let count = Decimal::from(lain.len());
        let mut persamaan = Self::jumlah(Suku { bulat: true, ..hasil }, lain);
        if let Some(first) = persamaan.suku.first_mut() {
            first.koef = -count;
        }
        persamaan
    }

    /// `hasil` = 100 x `a` / `b`.
    pub fn persen(hasil: Suku, a: Suku, b: Suku) -> Self {
        Self { bentuk: Bentuk::Persen, suku: vec![hasil, a, b] }
    }

    /// True where every value is known without a guess.
    pub fn pasti(&self) -> bool {
        self.suku.iter().all(|suku| suku.pasti)
    }

    /// The values as written.
    pub fn nilai(&self) -> Vec<Decimal> {
        self.suku.iter().map(|suku| suku.nilai).collect()
    }

    /// What the result would be.
    pub fn expected(&self) -> Option<Decimal> {
        self.needed(0, &self.nilai())
    }

    /// Whether it holds with the values as written.
    pub fn check(&self) -> Cocok {
        self.check_with(&self.nilai())
    }

    /// Whether it holds with other values, one per cell.
    pub fn check_with(&self, values: &[Decimal]) -> Cocok {
        match self.bentuk {
            Bentuk::Jumlah => {
                let most = self.suku.iter().map(|suku| suku.ukuran().finest()).max().unwrap_or_default();
                let slack: Decimal = self.suku.iter().map(|suku| suku.ukuran().half(most) * suku.koef.abs()).sum();
                if self.residual(values).abs() <= slack { Cocok::Ya } else { Cocok::Tidak }
            }
            Bentuk::Persen => {
                let ([p, a, b], [of_p, of_a, of_b]) = (self.suku.as_slice(), values) else { return Cocok::Ya };
                let with = |suku: &Suku, nilai: &Decimal| Ukuran { nilai: *nilai, ..suku.ukuran() };
                Ukuran::persen(with(p, of_p), with(a, of_a), with(b, of_b))
            }
        }
    }

    /// What one cell would have to be, the others unchanged; for a percentage only the result.
    pub fn needed(&self, index: usize, values: &[Decimal]) -> Option<Decimal> {
        let suku = self.suku.get(index)?;
        match self.bentuk {
            Bentuk::Jumlah => {
                let own = *values.get(index)?;
                let value = own.checked_sub(self.residual(values).checked_div(suku.koef)?)?;
                let shown = if suku.koef.abs() == Decimal::ONE { value } else { rounded(value, suku.desimal.max(2)) };
                Some(shown.normalize())
            }
            Bentuk::Persen if index == 0 => {
                let value = (values.get(1)? * Decimal::ONE_HUNDRED).checked_div(*values.get(2)?)?;
                Some(rounded(value, suku.desimal))
            }
            Bentuk::Persen => None,
        }
    }

    fn residual(&self, values: &[Decimal]) -> Decimal {
        self.suku.iter().zip(values).map(|(suku, value)| suku.koef * value).sum()
    }

    /// The right side written out: `3.738.000 - 1.870.000`; long sums are shortened.
    pub fn ruas(&self) -> String {
        if self.bentuk == Bentuk::Persen {
            let value = |index: usize| self.suku.get(index).map_or_else(String::new, |suku| show(suku.nilai));
            return format!("{} / {} x 100%", value(1), value(2));
        }
        let mut text = String::new();
        let addends = self.suku.get(1..).unwrap_or_default();
        for (index, suku) in addends.iter().enumerate() {
            if addends.len() > 8 && index == 4 {
                text.push_str(&format!(" + ... ({} angka)", addends.len()));
            }
            if addends.len() > 8 && (4..addends.len() - 1).contains(&index) {
                continue;
            }
            let minus = suku.koef.is_sign_negative();
            match (index, minus) {
                (0, true) => text.push('-'),
                (0, false) => {}
                (_, true) => text.push_str(" - "),
                (_, false) => text.push_str(" + "),
            }
            text.push_str(&show(suku.nilai));
        }
        match self.suku.first().map(|suku| suku.koef.abs()) {
            Some(count) if count > Decimal::ONE => format!("({text}) / {count}"),
            _ => text,
        }
    }
}

impl Suku {
    /// What a check needs of it.
    fn ukuran(&self) -> Ukuran {
        Ukuran { nilai: self.nilai, desimal: self.desimal, bulat: self.bulat }
    }
}

impl Ukuran {
    /// Whether the first is the sum of the others.
    pub fn jumlah<const N: usize>(hasil: Self, lain: [Self; N]) -> Cocok {
        let all = || lain.iter().chain(std::iter::once(&hasil));
        let most = all().map(Self::finest).max().unwrap_or_default();
        let sum: Decimal = lain.iter().map(|one| one.nilai).sum();
        let slack = || -> Decimal { all().map(|one| one.half(most)).sum() };
        let rest = (sum - hasil.nilai).abs();
        if rest.is_zero() || rest <= slack() { Cocok::Ya } else { Cocok::Tidak }
    }

    /// Whether the first is 100 times the second over the third.
    pub fn persen(p: Self, a: Self, b: Self) -> Cocok {
        let Some(range) = quotient(a.range(), b.range()) else { return Cocok::Ya };
        let unit = Decimal::new(1, p.desimal);
        if range.meets(&Selang::rounded(p.nilai, p.desimal)) {
            Cocok::Ya
        } else if range.bawah < p.nilai + unit && p.nilai <= range.atas {
            Cocok::Terpotong
        } else {
            Cocok::Tidak
        }
    }

    /// Decimals that matter: none for whole numbers that are not percentages.
    fn finest(&self) -> u32 {
        if !self.bulat && self.nilai.fract().is_zero() { 0 } else { self.desimal }
    }

    /// Half a unit of the last decimal that is written in the equation; whole numbers among themselves are exact.
    fn half(&self, most: u32) -> Decimal {
        match (self.bulat, most) {
            (true, _) => Decimal::new(5, self.desimal + 1),
            (false, 0) => Decimal::ZERO,
            (false, most) => Decimal::new(5, most + 1),
        }
    }

    fn range(&self) -> Selang {
        if self.desimal == 0 || !self.bulat && self.nilai.fract().is_zero() {
            Selang::exact(self.nilai)
        } else {
            Selang::rounded(self.nilai, self.desimal)
        }
    }
}

/// Rounded half up.
pub(crate) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// The range of 100 x a / b for positive numbers; `None` where b may be zero.
fn quotient(a: Selang, b: Selang) -> Option<Selang> {
    if b.bawah <= Decimal::ZERO || a.atas < Decimal::ZERO {
        return None;
    }
    let of = |over: Decimal, under: Decimal| over.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(under);
    Some(Selang { bawah: of(a.bawah, b.atas)?, atas: of(a.atas, b.bawah)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lokasi;

    fn suku(text: &str, koef: i64) -> Suku {
        let angka = crate::angka::read(text).angka().unwrap().clone();
        let lokasi =
            Lokasi { berkas: 0, letak: reader::Letak::default(), tabel: None, kolom: None, kutipan: text.to_string() };
        Suku {
            bukti: Bukti { lokasi, mentah: text.to_string(), nilai: None, peran: String::new() },
            nilai: angka.nilai,
            desimal: angka.desimal,
            bulat: angka.persen,
            koef: Decimal::from(koef),
            pasti: true,
        }
    }

    #[test]
    fn sums_are_exact_for_whole_amounts_and_lenient_for_rounded_ones() {
        let sum = |result, a, b| Persamaan::jumlah(suku(result, 1), vec![suku(a, 1), suku(b, 1)]).check();
        assert_eq!(sum("3.000.000", "1.000.000", "2.000.000"), Cocok::Ya);
        assert_eq!(sum("3.000.001", "1.000.000", "2.000.000"), Cocok::Tidak);
        assert_eq!(sum("10,1", "5,0", "5,0"), Cocok::Ya);
        assert_eq!(sum("10,2", "5,0", "5,0"), Cocok::Tidak);
        assert_eq!(sum("3.000.000,01", "1.000.000,00", "2.000.000,00"), Cocok::Ya);
        let broken = Persamaan::jumlah(suku("17.580.000", 1), vec![suku("3.738.000", 1), suku("1.870.000", -1)]);
        assert_eq!(broken.expected(), Some(Decimal::from(1_868_000)));
        assert_eq!(broken.needed(1, &broken.nilai()), Some(Decimal::from(19_450_000)));
        assert_eq!(broken.ruas(), "3.738.000 - 1.870.000");
    }

    #[test]
    fn percentages_are_intervals_and_cutting_off_is_known() {
        let share = |p, a, b| Persamaan::persen(suku(p, 1), suku(a, 1), suku(b, 1)).check();
        assert_eq!(share("66,67%", "2", "3"), Cocok::Ya);
        assert_eq!(share("66,66%", "2", "3"), Cocok::Terpotong);
        assert_eq!(share("66,65%", "2", "3"), Cocok::Tidak);
        assert_eq!(share("67%", "2", "3"), Cocok::Ya);
        assert_eq!(share("92,59%", "86,11%", "93%"), Cocok::Ya);
        assert_eq!(share("50%", "2", "0"), Cocok::Ya);
    }

    #[test]
    fn the_largest_amount_is_ten_to_the_eighteenth() {
        assert_eq!(TERBESAR, Decimal::from(1_000_000_000_000_000_000_i64));
    }
}
