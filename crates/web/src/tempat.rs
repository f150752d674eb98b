//! Where a page stands: the office, the year and the period, kept in the address
//! `/kantor/{kode}/{tahun}/{periode}/...`.

use domain::schema::Field;
use domain::value::{KodeWilayah, Periode, Triwulan};

/// Office, year and period of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tempat {
    /// The office.
    pub kode: KodeWilayah,
    /// The period, which names its year.
    pub periode: Periode,
}

impl Tempat {
    /// From the parts of an address; `None` where one of them is nothing that can exist.
    pub fn read(kode: &str, tahun: &str, periode: &str) -> Option<Self> {
        let tahun = i32::read(tahun).ok()?;
        let periode = match periode {
            "tahun" => Periode::Tahunan { tahun },
            quarter => Periode::Triwulan { tahun, triwulan: Triwulan::read(quarter.strip_prefix("tw")?).ok()? },
        };
        Some(Self { kode: KodeWilayah::read(kode).ok()?, periode })
    }

    /// The year.
    pub fn tahun(&self) -> i32 {
        self.periode.tahun()
    }

    /// The address of a page here; `halaman` without a slash in front, empty for the beranda.
    pub fn alamat(&self, halaman: &str) -> String {
        let base = format!("/kantor/{}/{}/{}", self.kode, self.tahun(), slug(self.periode));
        if halaman.is_empty() { base } else { format!("{base}/{halaman}") }
    }

    /// The same office in another period.
    pub fn at(&self, periode: Periode) -> Self {
        Self { kode: self.kode.clone(), periode }
    }
}

/// `tw1` to `tw4`, `tahun`.
pub fn slug(periode: Periode) -> String {
    match periode {
        Periode::Triwulan { triwulan, .. } => format!("tw{}", triwulan.number()),
        Periode::Tahunan { .. } => "tahun".to_string(),
    }
}

/// The periods of a year in order: four quarters and the year.
pub fn periods(tahun: i32) -> Vec<Periode> {
    let quarters = Triwulan::ALL.into_iter().map(|triwulan| Periode::Triwulan { tahun, triwulan });
    quarters.chain([Periode::Tahunan { tahun }]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_back() {
        for periode in periods(2024) {
            let tempat = Tempat { kode: KodeWilayah::read("99.99.01").unwrap(), periode };
            let address = tempat.alamat("anggaran");
            let parts: Vec<&str> = address.split('/').collect();
            assert_eq!(Tempat::read(parts[2], parts[3], parts[4]), Some(tempat));
        }
    }

    #[test]
    fn strange_addresses_are_nothing() {
        for (kode, tahun, periode) in
            [("x", "2024", "tw1"), ("99.99.01", "20x", "tw1"), ("99.99.01", "2024", "tw5"), ("99.99.01", "2024", "")]
        {
            assert_eq!(Tempat::read(kode, tahun, periode), None);
        }
    }
}
