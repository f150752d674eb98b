//! Tables with their heads understood.

use std::sync::OnceLock;

use domain::schema::Field;
use domain::value::KodeNomenklatur;
use reader::{Baris, Sel, Tabel};
use rust_decimal::Decimal;

use super::hierarki::{code_columns, path};
use super::kepala::{folded, head_rows, heads, is_numbering, repeats};
use super::kolom::{Peran, normal, role};
use super::masa;
use crate::angka::{self, Bacaan};
use crate::persamaan::{Suku, TERBESAR, Ukuran};
use crate::temuan::{Bukti, Lokasi, Tempat};

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Jenis {
    /// Codes with pagu and realisasi.
    Anggaran,
    /// Codes with names alone.
    DaftarProgram,
    /// Indicators with target, result, capaian.
    Capaian,
    /// Indicators with targets and results of several years.
    Perbandingan,
    /// Targets and results by periods, a row each ("Triwulan II", "Tahun 2023").
    Perkembangan,
    /// Parts of a calculation by quarters, with what is used of them.
    Komponen,
    /// Annex of the agreement: sasaran, indicator, target.
    LampiranTarget,
    /// Annex of the agreement: programmes with amounts.
    LampiranAnggaran,
    /// Items with ticks for done and not done.
    Centang,
    /// Villages with dates and ticks.
    DokumenDesa,
    /// Persons.
    Pegawai,
    /// Meetings and other events with their dates.
    Acara,
    /// Counts by group with a sum.
    Rekap,
    /// Anything else.
    Lain,
}

/// A row of the body.
#[derive(Debug, Clone)]
pub struct Isi<'n> {
    /// The row.
    pub baris: &'n Baris,
    /// The code at its beginning, if there is one.
    pub kode: Option<KodeNomenklatur>,
    /// The codes of its columns of codes, one after the other, a mark between them; empty without.
    pub jalur: Vec<u32>,
    /// The last column of codes that holds one.
    pub kolom_kode: Option<usize>,
    /// True for a row of sums ("Jumlah", "TOTAL").
    pub jumlah: bool,
    /// Columns by which the cells of a row of sums are moved to the right, where merged cells made it shorter.
    pub geser: usize,
    /// What its cells hold, read once.
    baca: Vec<Bacaan>,
}

impl<'n> Isi<'n> {
    /// A cell by its grid column, from 0.
    pub fn sel(&self, column: usize) -> Option<&'n Sel> {
        self.baris.sel.get(column.checked_sub(self.geser)?)
    }

    /// What a cell holds.
    pub fn bacaan(&self, column: usize) -> &Bacaan {
        column.checked_sub(self.geser).and_then(|column| self.baca.get(column)).unwrap_or(&Bacaan::Kosong)
    }
}

/// A table with its head understood.
pub struct TabelDikenal<'n> {
    /// Index of its file.
    pub berkas: usize,
    /// The table.
    pub tabel: &'n Tabel,
    /// What it is.
    pub jenis: Jenis,
    /// Head of each grid column, rows of the head joined.
    pub kepala: Vec<String>,
    /// What each grid column holds.
    pub peran: Vec<Peran>,
    /// Rows below the head, repeated heads and rows of column numbers left out.
    pub isi: Vec<Isi<'n>>,
    /// The two headings or paragraphs before the table.
    pub konteks: String,
    /// Name of its file, where several are checked together.
    pub asal: Option<&'n str>,
    numerik: Vec<usize>,
    /// Columns whose values add up, once a rule asked.
    pub(crate) aditif: OnceLock<Vec<usize>>,
}

impl<'n> TabelDikenal<'n> {
    /// Understands the head of a table.
    pub fn recognise(berkas: usize, tabel: &'n Tabel) -> Self {
        let depth = head_rows(tabel);
        let kepala = heads(tabel, depth);
        let peran: Vec<Peran> = kepala.iter().map(|head| role(head)).collect();
        let codes = code_columns(&peran);
        let folded = folded(tabel, depth);
        let isi: Vec<Isi<'n>> = tabel
            .baris
            .iter()
            .skip(depth)
            .filter(|row| !is_numbering(row) && !repeats(row, &folded))
            .map(|baris| {
                let jumlah = is_sum(baris);
                let (jalur, kolom_kode) = if jumlah { (Vec::new(), None) } else { path(baris, &codes) };
                let kode = kolom_kode.and_then(|column| code(baris, column));
                let baca = baris.sel.iter().map(|cell| angka::read(&cell.teks)).collect();
                Isi { baris, kode, jalur, kolom_kode, jumlah, geser: 0, baca }
            })
            .collect();
        let mut table = Self {
            berkas,
            tabel,
            jenis: Jenis::Lain,
            kepala,
            peran,
            isi,
            konteks: String::new(),
            asal: None,
            numerik: Vec::new(),
            aditif: OnceLock::new(),
        };
        table.numerik = table.find_numeric();
        table.align_sums();
        table.jenis = table.kind();
        let apart = table.peran.contains(&Peran::RealisasiKinerja);
        for (role, head) in table.peran.iter_mut().zip(&table.kepala) {
            match (table.jenis, *role) {
                (Jenis::Capaian | Jenis::Perbandingan | Jenis::Perkembangan, Peran::Realisasi) if !apart => {
                    *role = Peran::RealisasiKinerja;
                }
                (Jenis::LampiranTarget, Peran::Lain) if masa::quarter(head).is_some() => *role = Peran::TargetTriwulan,
                _ => {}
            }
        }
        table
    }

    /// The grid column of a role, if exactly one has it.
    pub fn column(&self, peran: Peran) -> Option<usize> {
        let mut found = self.peran.iter().enumerate().filter(|(_, role)| **role == peran).map(|(column, _)| column);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The grid columns of a role.
    pub fn columns(&self, peran: Peran) -> Vec<usize> {
        self.peran.iter().enumerate().filter(|(_, role)| **role == peran).map(|(column, _)| column).collect()
    }

    /// Name of the table in messages: its number, else its title, else where it begins; with its file, where several
    /// are checked together.
    pub fn nama(&self) -> String {
        match self.asal {
            Some(file) => format!("{} ({file})", self.nama_di_berkas()),
            None => self.nama_di_berkas(),
        }
    }

    /// Name of the table in its file.
    pub fn nama_di_berkas(&self) -> String {
        match (&self.tabel.nomor, self.tabel.judul.as_str()) {
            (Some(number), _) => number.clone(),
            (None, "") if self.is_annex() => "Lampiran Perjanjian Kinerja".to_string(),
            (None, "") => match self.tabel.letak.baris_berkas {
                Some(line) => format!("tabel pada baris {line}"),
                None => "tabel tanpa judul".to_string(),
            },
            (None, title) => format!("tabel \"{title}\""),
        }
    }

    /// An annex of the agreement, by its kind and the headings before it.
    pub fn is_annex(&self) -> bool {
        matches!(self.jenis, Jenis::LampiranTarget | Jenis::LampiranAnggaran)
            && normal(&format!("{} {}", self.konteks, self.tabel.judul)).contains("perjanjian")
    }

    /// Where a cell stands.
    pub fn lokasi(&self, isi: &Isi<'_>, column: usize) -> Lokasi {
        let cell = isi.sel(column);
        Lokasi {
            berkas: self.berkas,
            letak: cell.map_or_else(|| isi.baris.letak.clone(), |cell| cell.letak.clone()),
            tabel: Some(self.nama_di_berkas()),
            kolom: self.kepala.get(column).cloned(),
            kutipan: cell.map_or_else(String::new, |cell| cell.teks.clone()),
        }
    }

    /// The place of a cell.
    pub(crate) fn tempat(&self, isi: &Isi<'_>, column: usize) -> Tempat {
        (self.berkas, isi.sel(column).map_or_else(|| isi.baris.letak.clone(), |cell| cell.letak.clone()))
    }

    /// A cell as proof.
    pub fn bukti(&self, isi: &Isi<'_>, column: usize, peran: impl Into<String>) -> Bukti {
        let lokasi = self.lokasi(isi, column);
        let nilai = isi.bacaan(column).amount().map(|value| value.normalize().to_string());
        Bukti { mentah: lokasi.kutipan.clone(), lokasi, nilai, peran: peran.into() }
    }

    /// Grid columns that hold numbers in at least half of the rows that hold anything there, running numbers and codes
    /// left out.
    pub fn numeric(&self) -> Vec<usize> {
        self.numerik.clone()
    }

    fn find_numeric(&self) -> Vec<usize> {
        (0..self.kepala.len())
            .filter(|column| {
                let role = self.peran.get(*column).copied().unwrap_or(Peran::Lain);
                if matches!(role, Peran::Nomor | Peran::Kode | Peran::Tanggal) {
                    return false;
                }
                let (mut numbers, mut broken, mut dashes, mut texts) = (0, 0, 0, 0);
                for isi in self.isi.iter().filter(|isi| !isi.jumlah) {
                    match isi.bacaan(*column) {
                        Bacaan::Kosong => {}
                        Bacaan::Teks => texts += 1,
                        Bacaan::Strip => dashes += 1,
                        Bacaan::Angka(_) => numbers += 1,
                        Bacaan::Rusak { .. } => broken += 1,
                    }
                }
                // A column of dates ("12.05.2024") is full of broken forms and holds no number.
                numbers > 0
                    && numbers + dashes >= broken
                    && numbers + dashes + broken >= texts
                    && !self.is_running(*column)
            })
            .collect()
    }

    /// True for a column without a head of its own that counts 1, 2, 3.
    fn is_running(&self, column: usize) -> bool {
        let cells = self.isi.iter().filter(|isi| !isi.jumlah).filter_map(|isi| isi.sel(column));
        let texts: Vec<&str> = cells.map(|cell| cell.teks.trim()).filter(|text| !text.is_empty()).collect();
        column == 0
            && texts.len() >= 2
            && texts.iter().zip(1..).all(|(text, number)| text.trim_end_matches('.') == number.to_string())
    }

    /// The value of a cell and whether it was read without a guess. A broken form counts by its likely reading: the
    /// one that makes pagu - realisasi = sisa true in its row, else the first. A workbook's cell counts by the value
    /// behind what it shows.
    pub fn nilai(&self, isi: &Isi<'_>, column: usize) -> Option<(Decimal, bool)> {
        let found = match isi.bacaan(column) {
            Bacaan::Rusak { dugaan, .. } => {
                let fits = dugaan.iter().find(|value| self.row_fits(isi, column, **value));
                (*fits.or(dugaan.first())?, false)
            }
            Bacaan::Angka(angka) => (isi.sel(column).and_then(|cell| behind(cell, angka)).unwrap_or(angka.nilai), true),
            other => (other.amount()?, true),
        };
        (found.0.abs() < TERBESAR).then_some(found)
    }

    /// Whether a reading makes pagu - realisasi = sisa true in its row.
    pub fn row_fits(&self, isi: &Isi<'_>, column: usize, value: Decimal) -> bool {
        let columns = [Peran::Pagu, Peran::Realisasi, Peran::Sisa].map(|role| self.column(role));
        let values = columns.map(|other| match other {
            Some(other) if other == column => Some(value),
            Some(other) => isi.bacaan(other).amount(),
            None => None,
        });
        columns.contains(&Some(column))
            && matches!(values, [Some(a), Some(b), Some(c)] if a.checked_sub(b).is_some_and(|rest| rest == c))
    }

    /// What a check needs of a cell.
    pub fn ukuran(&self, isi: &Isi<'_>, column: usize) -> Option<Ukuran> {
        let (nilai, _) = self.nilai(isi, column)?;
        let angka = isi.bacaan(column).angka();
        let role = self.peran.get(column).copied().unwrap_or(Peran::Lain);
        let desimal = angka.map_or(0, |angka| if nilai == angka.nilai { angka.desimal } else { nilai.scale() });
        let bulat = matches!(role, Peran::Persen | Peran::Capaian) || angka.is_some_and(|angka| angka.persen);
        Some(Ukuran { nilai, desimal, bulat })
    }

    /// A cell in an equation, times a factor.
    pub fn suku(&self, isi: &Isi<'_>, column: usize, koef: i64, peran: impl Into<String>) -> Option<Suku> {
        let Ukuran { nilai, desimal, bulat } = self.ukuran(isi, column)?;
        let pasti = !matches!(isi.bacaan(column), Bacaan::Rusak { .. });
        Some(Suku { bukti: self.bukti(isi, column, peran), nilai, desimal, bulat, koef: Decimal::from(koef), pasti })
    }

    /// Rows of sums with fewer cells than the head (a merged label): their numbers belong to the columns of numbers
    /// farthest right.
    fn align_sums(&mut self) {
        let width = self.kepala.len();
        let numeric = &self.numerik;
        let mut shifts = Vec::new();
        for (index, isi) in self.isi.iter().enumerate().filter(|(_, isi)| isi.jumlah) {
            let filled = isi.baris.sel.iter().rposition(|cell| !cell.teks.trim().is_empty()).map_or(0, |last| last + 1);
            let numbers: Vec<usize> = (0..filled).filter(|column| isi.bacaan(*column).amount().is_some()).collect();
            let misplaced = numbers.iter().any(|column| !numeric.contains(column));
            let shift = width.saturating_sub(filled);
            let fits = numbers.iter().all(|column| numeric.contains(&(column + shift)));
            if misplaced && shift > 0 && fits && !numbers.is_empty() {
                shifts.push((index, shift));
            }
        }
        for (index, shift) in shifts {
            if let Some(isi) = self.isi.get_mut(index) {
                isi.geser = shift;
            }
        }
    }

    /// What names a row in messages and fingerprints: its code, else its description, else its first text.
    pub fn kunci(&self, isi: &Isi<'_>) -> String {
        if let Some(kode) = &isi.kode {
            return kode.as_str().to_string();
        }
        let worded = |text: &&str| text.chars().any(char::is_alphabetic);
        let named = [Peran::Uraian, Peran::Indikator].into_iter().filter_map(|role| self.column(role));
        let named = named.filter_map(|column| isi.sel(column)).map(|cell| cell.teks.trim()).find(worded);
        let first = || isi.baris.sel.iter().map(|cell| cell.teks.trim()).find(worded);
        named.or_else(first).unwrap_or_default().to_string()
    }

    fn kind(&self) -> Jenis {
        let has = |role: Peran| self.peran.contains(&role);
        let coded = self.isi.iter().filter(|row| row.kode.is_some()).count();
        let mostly_coded = coded >= 2 && coded * 2 >= self.isi.len();
        if mostly_coded {
            return if has(Peran::Pagu) || has(Peran::Realisasi) { Jenis::Anggaran } else { Jenis::DaftarProgram };
        }
        if has(Peran::Ya) && has(Peran::Tidak) {
            return if has(Peran::Desa) { Jenis::DokumenDesa } else { Jenis::Centang };
        }
        if has(Peran::Indikator) {
            let targets = self.columns(Peran::Target).len();
            return match (has(Peran::Capaian), has(Peran::Realisasi)) {
                (_, true) if targets > 1 => Jenis::Perbandingan,
                (true, _) => Jenis::Capaian,
                (false, true) => Jenis::Capaian,
                (false, false) if targets > 0 => Jenis::LampiranTarget,
                _ => Jenis::Lain,
            };
        }
        let measured = has(Peran::Realisasi) && (has(Peran::Target) || has(Peran::Capaian));
        if measured && !self.is_money() && masa::by_rows(&self.isi) {
            return Jenis::Perkembangan;
        }
        if has(Peran::Nama) && (has(Peran::Pangkat) || has(Peran::JenisKelamin)) {
            return Jenis::Pegawai;
        }
        if has(Peran::Pagu) && self.kepala.iter().any(|head| normal(head).contains("program")) {
            return Jenis::LampiranAnggaran;
        }
        if has(Peran::Pagu) && has(Peran::Realisasi) {
            return Jenis::Anggaran;
        }
        if has(Peran::Jumlah) && self.isi.iter().any(|row| row.jumlah) {
            return Jenis::Rekap;
        }
        let headed = |word: &str| self.kepala.iter().any(|head| normal(head) == word);
        if self.kepala.iter().any(|head| masa::quarter(head).is_some()) && headed("komponen") {
            return Jenis::Komponen;
        }
        if has(Peran::Tanggal) && ["acara", "agenda", "hadir", "rapat"].into_iter().any(headed) {
            return Jenis::Acara;
        }
        if has(Peran::Nomor) && !self.tick_columns().is_empty() { Jenis::Centang } else { Jenis::Lain }
    }

    /// True for a table of amounts, by its heads or by the size of its numbers.
    fn is_money(&self) -> bool {
        const WORDS: [&str; 6] = ["rp", "rupiah", "anggaran", "pagu", "belanja", "pendapatan"];
        let mut heads = self.kepala.iter().map(|head| normal(head));
        let million = Decimal::from(1_000_000);
        let large = |bacaan: &Bacaan| bacaan.angka().is_some_and(|angka| angka.nilai >= million);
        heads.any(|head| head.split(' ').any(|word| WORDS.contains(&word)))
            || self.isi.iter().flat_map(|isi| &isi.baca).any(large)
    }

    /// Columns that hold nothing but ticks.
    pub(crate) fn tick_columns(&self) -> Vec<usize> {
        let ticks = |column: &usize| {
            let cells = self.isi.iter().filter(|isi| !isi.jumlah).filter_map(|isi| isi.sel(*column));
            let texts: Vec<&str> = cells.map(|cell| cell.teks.trim()).filter(|text| !text.is_empty()).collect();
            texts.len() >= 2
                && texts.iter().all(|text| matches!(*text, "√" | "✓" | "✔" | "v" | "V" | "-"))
                && texts.iter().any(|text| *text != "-")
        };
        (0..self.kepala.len()).filter(ticks).collect()
    }
}

/// The value behind a workbook's cell, where it is what the cell shows, only not rounded.
fn behind(cell: &Sel, shown: &angka::Angka) -> Option<Decimal> {
    let value = cell.nilai()?;
    if !shown.persen && value == shown.nilai {
        return Some(value);
    }
    // Sums of floats carry noise behind the fourth decimal of an amount.
    let value = if shown.persen { value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(6) } else { value.round_dp(4) };
    let value = value.normalize();
    let unit = Decimal::new(1, shown.desimal);
    ((value - shown.nilai).abs() < unit).then_some(value)
}

/// The code in a cell; dots at its end and white space are forgiven.
pub(super) fn code(row: &Baris, column: usize) -> Option<KodeNomenklatur> {
    let text: String = row.sel.get(column)?.teks.split_whitespace().collect();
    let text = text.trim_end_matches('.');
    KodeNomenklatur::read(text).ok().filter(|_| text.contains('.'))
}

/// A row of sums, by its first text.
fn is_sum(row: &Baris) -> bool {
    const WORDS: [&str; 6] = ["jumlah", "total", "grand total", "j u m l a h", "jumlah total", "rata rata"];
    let first = row.sel.iter().map(|cell| normal(&cell.teks)).find(|text| !text.is_empty()).unwrap_or_default();
    WORDS.contains(&first.as_str())
        || first.starts_with("jumlah ")
        || first.starts_with("total ")
        || first.starts_with("capaian rata")
        || first.starts_with("rata rata ")
}
