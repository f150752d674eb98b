//! The way of a report from draft to lock, and what a lock holds fast.

use crate::schema::{Field, Scope, TableSchema, choice};
use crate::value::{Periode, Tanggal};

choice! {
    /// Keadaan laporan suatu periode.
    Keadaan {
        /// Sedang disusun.
        Draf = "draf",
        /// Diverifikasi sekretaris.
        Diverifikasi = "diverifikasi",
        /// Disetujui kepala.
        Disetujui = "disetujui",
        /// Dikunci.
        Dikunci = "dikunci",
    }
}

impl Keadaan {
    /// The states that a person may choose next: one step on, or back to the draft. A report is locked by keeping it
    /// as printed and unlocked with a reason; neither is a mere choice.
    pub fn berikutnya(self) -> &'static [Self] {
        match self {
            Self::Draf => &[Self::Diverifikasi],
            Self::Diverifikasi => &[Self::Disetujui, Self::Draf],
            Self::Disetujui => &[Self::Draf],
            Self::Dikunci => &[],
        }
    }

    /// True where the report may be locked: approved, or a draft that its office locks without the steps between.
    pub fn boleh_dikunci(self) -> bool {
        self != Self::Diverifikasi
    }
}

/// A fact that a row records beside others, each at its own time.
struct Peristiwa {
    /// Column that tells whether it happened, and the word that says yes; without one, the date tells.
    tanda: Option<(&'static str, &'static str)>,
    /// Column of its date.
    tanggal: &'static str,
}

/// Tables whose rows live through the year and collect facts, with the columns that are notes on the whole.
fn peristiwa(table: &str) -> Option<(&'static [Peristiwa], &'static [&'static str])> {
    const FASILITASI: &[Peristiwa] = &[
        Peristiwa { tanda: Some(("terlaksana", "ya")), tanggal: "tanggal_terlaksana" },
        Peristiwa { tanda: Some(("ditindaklanjuti", "ya")), tanggal: "tanggal_ditindaklanjuti" },
    ];
    const DOKUMEN: &[Peristiwa] = &[
        Peristiwa { tanda: None, tanggal: "ditetapkan" },
        Peristiwa { tanda: None, tanggal: "diundangkan" },
        Peristiwa { tanda: None, tanggal: "diterima" },
    ];
    const TINDAK_LANJUT: &[Peristiwa] = &[Peristiwa { tanda: Some(("status", "selesai")), tanggal: "tanggal" }];
    match table {
        "fasilitasi" => Some((FASILITASI, &["keterangan"])),
        "dokumen_desa" => Some((DOKUMEN, &["keterangan"])),
        "tindak_lanjut" => Some((TINDAK_LANJUT, &["tindakan"])),
        _ => None,
    }
}

/// True where rows of a table belong to a period by the facts that they record.
pub fn menurut_peristiwa(table: &TableSchema) -> bool {
    peristiwa(table.name).is_some()
}

/// What a locked period holds fast of a row: columns with their texts; `None` where the row does not belong to it. A
/// change is lawful where this stays the same.
///
/// A period begins with its year. A row with a `periode` belongs to that one alone. Else the yearly report holds
/// every row of the year. A quarter holds rows of its own and the earlier quarters, months, positions, and of what is
/// dated or in force since a day until its end; of rows that collect facts, only facts until its end, and facts
/// without a date, since nobody knows that they came later. `cells` are in the order of the schema's columns, as
/// records write them. The office's own tables belong to no period: their rows have dates of validity.
pub fn bagian_terkunci(table: &TableSchema, cells: &[String], periode: Periode) -> Option<Vec<(&'static str, String)>> {
    // The evaluation judges a year after its report is locked.
    if table.scope == Scope::Instansi || table.name == "penilaian_lke" {
        return None;
    }
    let cell = |name: &str| {
        let found = table.columns.iter().zip(cells).find(|(column, _)| column.name == name);
        found.map(|(_, text)| text.as_str())
    };
    let all = || table.columns.iter().zip(cells).map(|(column, text)| (column.name, text.clone()));
    if let Some(own) = cell("periode") {
        return (own == periode.write()).then(|| all().collect());
    }
    if matches!(periode, Periode::Tahunan { .. }) {
        return Some(all().collect());
    }
    let end = periode.end()?;
    let until_end = |text: &str| Tanggal::read(text).is_ok_and(|date| date <= end);
    if let Some((facts, notes)) = peristiwa(table.name) {
        let inside = |fact: &&Peristiwa| {
            let date = cell(fact.tanggal).unwrap_or_default();
            match fact.tanda {
                Some((name, yes)) => cell(name) == Some(yes) && (date.is_empty() || until_end(date)),
                None => until_end(date),
            }
        };
        let later: Vec<&str> = facts
            .iter()
            .filter(|fact| !inside(fact))
            .flat_map(|fact| fact.tanda.map(|(name, _)| name).into_iter().chain([fact.tanggal]))
            .collect();
        let held = all().filter(|(name, _)| !notes.contains(name) && !later.contains(name));
        return facts.iter().any(|fact| inside(&fact)).then(|| held.collect());
    }
    let quarter = periode.triwulan();
    let month = |text: &str| text.parse().is_ok_and(|month: u8| month <= quarter.last_month());
    let belongs = |name: &str, inside: &dyn Fn(&str) -> bool| cell(name).filter(|text| !text.is_empty()).map(inside);
    let belongs = belongs("triwulan", &|text| text.parse().is_ok_and(|number: u8| number <= quarter.number()))
        .or_else(|| belongs("bulan", &month))
        .or_else(|| belongs("sampai_tanggal", &until_end))
        .or_else(|| belongs("berlaku_sejak", &until_end))
        .or_else(|| belongs("tanggal", &until_end));
    (belongs == Some(true)).then(|| all().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Register, table};

    fn held(name: &str, cells: &[(&str, &str)], periode: &str) -> Option<Vec<(&'static str, String)>> {
        let table = table(name).unwrap();
        let text = |column: &crate::schema::Column| {
            cells.iter().find(|(name, _)| *name == column.name).map_or("", |(_, text)| text).to_string()
        };
        for (name, _) in cells {
            assert!(table.columns.iter().any(|column| column.name == *name), "{}.{name}", table.name);
        }
        let cells: Vec<String> = table.columns.iter().map(text).collect();
        bagian_terkunci(table, &cells, Periode::read(periode).unwrap())
    }

    #[test]
    fn rows_belong_to_periods() {
        for (name, cells, locked, free) in [
            ("pengukuran", &[("triwulan", "3")][..], &["2024/3", "2024/4", "2024"][..], &["2024/2"][..]),
            ("realisasi_anggaran", &[("bulan", "9")], &["2024/3", "2024"], &["2024/2"]),
            ("realisasi_anggaran", &[("sampai_tanggal", "2024-10-01")], &["2024/4", "2024"], &["2024/3"]),
            ("pagu", &[("berlaku_sejak", "2024-09-30")], &["2024/3", "2024"], &["2024/2"]),
            ("rapat_evaluasi", &[("tanggal", "2024-04-01")], &["2024/2", "2024"], &["2024/1"]),
            ("bukti", &[("tanggal", "")], &["2024"], &["2024/4"]),
            ("perjanjian", &[("tanggal", "2024-01-05")], &["2024/1", "2024"], &[]),
            ("perjanjian_target", &[("versi", "0")], &["2024"], &["2024/1", "2024/4"]),
            ("naskah", &[("periode", "2024/3")], &["2024/3"], &["2024/2", "2024/4", "2024"]),
            ("laporan", &[("periode", "2024")], &["2024"], &["2024/4"]),
            ("fasilitasi", &[("terlaksana", "ya")], &["2024/1", "2024"], &[]),
            ("fasilitasi", &[("terlaksana", "tidak")], &["2024"], &["2024/4"]),
            ("dokumen_desa", &[("diterima", "2025-01-03")], &["2024"], &["2024/4"]),
            ("tindak_lanjut", &[("status", "proses"), ("tanggal", "2024-03-31")], &["2024"], &["2024/4"]),
            ("tindak_lanjut", &[("status", "selesai"), ("tanggal", "2024-03-31")], &["2024/1"], &[]),
            ("pegawai", &[("kode", "P-1")], &[], &["2024/1", "2024"]),
            ("penilaian_lke", &[("kode", "1.a.1")], &[], &["2024/4", "2024"]),
            ("reviu", &[("periode", "2024/3")], &["2024/3"], &["2024"]),
        ] {
            for periode in locked {
                assert!(held(name, cells, periode).is_some(), "{name} {cells:?} {periode}");
            }
            for periode in free {
                assert_eq!(held(name, cells, periode), None, "{name} {cells:?} {periode}");
            }
        }
    }

    #[test]
    fn a_later_fact_of_a_row_is_free_and_an_earlier_one_is_not() {
        let base = [("kode", "F-1"), ("terlaksana", "ya"), ("tanggal_terlaksana", "2024-09-20")];
        let row = |more: &[(&'static str, &'static str)]| {
            let replaced = |name: &str| more.iter().any(|(other, _)| *other == name);
            let kept = base.into_iter().filter(|(name, _)| !replaced(name));
            let cells: Vec<_> = kept.chain(more.iter().copied()).collect();
            held("fasilitasi", &cells, "2024/3")
        };
        let before = row(&[]);
        assert!(before.is_some());
        let later = [("ditindaklanjuti", "ya"), ("tanggal_ditindaklanjuti", "2024-10-05"), ("keterangan", "Selesai")];
        assert_eq!(row(&later), before);
        for change in [
            &[("ditindaklanjuti", "ya"), ("tanggal_ditindaklanjuti", "2024-09-30")][..],
            &[("ditindaklanjuti", "ya")],
            &[("tanggal_terlaksana", "2024-10-01")],
            &[("tanggal_terlaksana", "2024-09-21")],
            &[("terlaksana", "tidak")],
            &[("uraian", "Lain")],
        ] {
            assert_ne!(row(change), before, "{change:?}");
        }
    }

    #[test]
    fn facts_name_columns_that_exist() {
        let tables = Register::TABLES.iter().filter(|table| menurut_peristiwa(table));
        let mut count = 0;
        for table in tables {
            let (facts, notes) = peristiwa(table.name).unwrap();
            let names =
                facts.iter().flat_map(|fact| fact.tanda.map(|(name, _)| name).into_iter().chain([fact.tanggal]));
            for name in names.chain(notes.iter().copied()) {
                assert!(table.columns.iter().any(|column| column.name == name), "{}.{name}", table.name);
            }
            count += 1;
        }
        assert_eq!(count, 3);
    }
}
