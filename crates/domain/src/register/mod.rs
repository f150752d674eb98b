//! The register: every table of an office, described once (see [`crate::schema`]).

mod analisis;
mod anggaran;
mod evaluasi;
mod fasilitasi;
mod instansi;
mod kepegawaian;
mod laporan;
mod pengukuran;
mod perencanaan;
mod perjanjian;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

pub use analisis::*;
pub use anggaran::*;
pub use evaluasi::*;
pub use fasilitasi::*;
pub use instansi::*;
pub use kepegawaian::*;
pub use laporan::*;
pub use pengukuran::*;
pub use perencanaan::*;
pub use perjanjian::*;

use crate::problem::{Place, Problems};
use crate::schema::{RawRow, Record, Scope, TableSchema};

/// Rows of a table as texts, in the order of the schema's columns.
pub type Rows = Vec<Vec<String>>;

macro_rules! register {
    ($( $(#[doc = $help:literal])+ $field:ident : $record:ty ),* $(,)?) => {
        /// All rows of one office, seen in one year: the office's own tables and those of that year. Rows stand in
        /// the order of their keys, so that neither a file's nor a database's order matters.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Register {
            $( $(#[doc = $help])+ pub $field: Vec<$record>, )*
        }

        impl Register {
            /// The descriptions of all tables, in the order of the manual and the workbook.
            pub const TABLES: &'static [TableSchema] = &[$( <$record as Record>::TABLE ),*];

            /// Reads all tables by name. All problems are recorded: unreadable cells, repeated keys, references
            /// that name nothing. A row with a problem is left out, so the result is to be used only where no
            /// error was recorded.
            pub fn read(tables: &BTreeMap<String, Vec<RawRow>>, problems: &mut Problems) -> Self {
                let register = Self {
                    $( $field: read_table::<$record>(tables, problems), )*
                };
                check_references(tables, problems);
                register
            }

            /// The rows of every table.
            pub fn write(&self) -> Vec<(TableSchema, Rows)> {
                vec![$( (<$record as Record>::TABLE, self.$field.iter().map(Record::write).collect()) ),*]
            }

            /// The rows of one table by its name; `None` where there is no such table.
            pub fn rows_of(&self, table: &str) -> Option<(&'static TableSchema, Rows)> {
                let schema = Self::TABLES.iter().find(|schema| schema.name == table)?;
                let rows = match table {
                    $( name if name == <$record as Record>::TABLE.name => {
                        self.$field.iter().map(Record::write).collect()
                    } )*
                    _ => return None,
                };
                Some((schema, rows))
            }

            /// A register of another year: the office's tables are kept, those of the year are taken from `other`.
            pub fn with_year_of(&self, other: &Self) -> Self {
                Self {
                    $( $field: match <$record as Record>::TABLE.scope {
                        Scope::Instansi => self.$field.clone(),
                        Scope::Tahun => other.$field.clone(),
                    }, )*
                }
            }
        }
    };
}

register! {
    /// Profil instansi.
    instansi: Instansi,
    /// Dasar hukum.
    dasar_hukum: DasarHukum,
    /// Desa dan kelurahan.
    desa: Desa,
    /// Unit kerja.
    unit: Unit,
    /// Pejabat penanda tangan.
    pejabat: Pejabat,
    /// Pegawai.
    pegawai: Pegawai,
    /// Riwayat pegawai.
    riwayat_pegawai: RiwayatPegawai,
    /// Diklat.
    diklat: Diklat,
    /// Rencana induk.
    rencana_induk: RencanaInduk,
    /// Visi.
    visi: Visi,
    /// Misi.
    misi: Misi,
    /// Tujuan.
    tujuan: Tujuan,
    /// Sasaran strategis.
    sasaran: SasaranStrategis,
    /// Indikator.
    indikator: Indikator,
    /// Komponen indikator.
    komponen: Komponen,
    /// Target Renstra.
    target_renstra: TargetRenstra,
    /// Standar nasional.
    standar_nasional: StandarNasional,
    /// Kebijakan.
    kebijakan: Kebijakan,
    /// SWOT.
    swot: Swot,
    /// Isu strategis.
    isu_strategis: IsuStrategis,
    /// Pohon kinerja.
    pohon_kinerja: SimpulKinerja,
    /// Ringkasan tahun sebelumnya.
    ringkasan_tahun: RingkasanTahun,
    /// Jenis fasilitasi.
    jenis_fasilitasi: JenisFasilitasi,
    /// Tenggat dokumen desa.
    tenggat_dokumen: TenggatDokumen,
    /// Inovasi.
    inovasi: Inovasi,
    /// Uraian inovasi.
    uraian_inovasi: UraianInovasi,
    /// Parameter.
    parameter: Parameter,
    /// Perjanjian.
    perjanjian: Perjanjian,
    /// Target perjanjian.
    perjanjian_target: PerjanjianTarget,
    /// Anggaran perjanjian.
    perjanjian_anggaran: PerjanjianAnggaran,
    /// Target triwulan.
    target_triwulan: TargetTriwulan,
    /// Target simpul pohon kinerja.
    target_simpul: TargetSimpul,
    /// Pengukuran.
    pengukuran: Pengukuran,
    /// Nilai komponen.
    nilai_komponen: NilaiKomponen,
    /// Bukti.
    bukti: Bukti,
    /// Fasilitasi, koordinasi, rekomendasi.
    fasilitasi: Fasilitasi,
    /// Dokumen desa.
    dokumen_desa: DokumenDesa,
    /// Nama anggaran.
    nama_anggaran: NamaAnggaran,
    /// Dasar pagu.
    dasar_pagu: DasarPagu,
    /// Pagu.
    pagu: Pagu,
    /// Anggaran kas.
    anggaran_kas: AnggaranKas,
    /// Realisasi anggaran.
    realisasi_anggaran: RealisasiAnggaran,
    /// Analisis.
    analisis: Analisis,
    /// Rapat evaluasi.
    rapat_evaluasi: RapatEvaluasi,
    /// Tindak lanjut evaluasi.
    tindak_lanjut: TindakLanjut,
    /// Penilaian LKE.
    penilaian_lke: PenilaianLke,
    /// Reviu laporan.
    reviu: Reviu,
    /// Laporan.
    laporan: Laporan,
    /// Naskah laporan.
    naskah: NaskahLaporan,
    /// Pengecualian.
    pengecualian: Pengecualian,
}

/// The description of a table by its name.
pub fn table(name: &str) -> Option<&'static TableSchema> {
    Register::TABLES.iter().find(|table| table.name == name)
}

fn read_table<R: Record>(tables: &BTreeMap<String, Vec<RawRow>>, problems: &mut Problems) -> Vec<R> {
    let rows = tables.get(R::TABLE.name).map(Vec::as_slice).unwrap_or_default();
    let mut seen: BTreeMap<Vec<String>, &Place> = BTreeMap::new();
    let mut records: Vec<(Vec<String>, R)> = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(record) = R::read(row, problems) else { continue };
        let key = record.key();
        if let Some(first) = seen.get(&key) {
            problems.error(
                "REG003",
                &row.place,
                format!("Baris dengan {} sudah ada.", describe_key(&R::TABLE, &key)),
                format!("Baris yang sama sudah ada di {first}."),
                "Hapus salah satu, atau bedakan isinya.",
            );
            continue;
        }
        seen.insert(key.clone(), &row.place);
        records.push((key, record));
    }
    records.sort_by(|(left, _), (right, _)| compare_keys(left, right));
    records.into_iter().map(|(_, record)| record).collect()
}

fn describe_key(table: &TableSchema, key: &[String]) -> String {
    let parts: Vec<String> = table.key.iter().zip(key).map(|(name, value)| format!("{name} \"{value}\"")).collect();
    parts.join(", ")
}

/// Order of keys: runs of digits by their number, so that `F-2` stands before `F-10`.
fn compare_keys(left: &[String], right: &[String]) -> Ordering {
    left.iter()
        .zip(right)
        .map(|(left, right)| compare_natural(left, right))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

fn compare_natural(left: &str, right: &str) -> Ordering {
    let parts = |text: &str| -> Vec<(String, u64)> {
        let mut parts = vec![(String::new(), 0_u64)];
        let mut in_digits = false;
        for character in text.chars() {
            match (character.to_digit(10), parts.last_mut()) {
                (Some(digit), Some((_, number))) => {
                    *number = number.saturating_mul(10).saturating_add(u64::from(digit));
                    in_digits = true;
                }
                (None, Some((word, _))) if !in_digits => word.push(character),
                _ => {
                    parts.push((character.to_string(), 0));
                    in_digits = false;
                }
            }
        }
        parts
    };
    parts(left).cmp(&parts(right)).then_with(|| left.cmp(right))
}

fn check_references(tables: &BTreeMap<String, Vec<RawRow>>, problems: &mut Problems) {
    let codes = |table: &str| -> BTreeSet<&str> {
        let rows = tables.get(table).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|row| row.values.get("kode")).map(|value| value.text.trim()).collect()
    };
    for table in Register::TABLES {
        for column in table.columns {
            let Some(target) = column.references else { continue };
            let known = codes(target);
            for row in tables.get(table.name).map(Vec::as_slice).unwrap_or_default() {
                let Some(value) = row.values.get(column.name) else { continue };
                for code in value.text.split(';').map(str::trim).filter(|code| !code.is_empty()) {
                    if !known.contains(code) {
                        problems.error(
                            "REG004",
                            &value.place,
                            format!("Kolom \"{}\" menyebut \"{}\".", column.name, crate::schema::shorten(code)),
                            format!("Tidak ada baris dengan kode itu di tabel \"{target}\"."),
                            format!("Perbaiki kodenya, atau tambahkan dahulu baris itu di tabel \"{target}\"."),
                        );
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::RawValue;

    fn row(line: usize, cells: &[(&str, &str)]) -> RawRow {
        let place = Place(format!("unit.csv:{line}"));
        let value = |text: &str| RawValue { text: text.to_string(), place: place.clone() };
        RawRow {
            place: place.clone(),
            values: cells.iter().map(|(name, text)| (name.to_string(), value(text))).collect(),
        }
    }

    fn codes(rows: Vec<RawRow>) -> Vec<&'static str> {
        let mut problems = Problems::default();
        Register::read(&BTreeMap::from([("unit".to_string(), rows)]), &mut problems);
        problems.0.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn all_problems_are_found_at_once() {
        assert_eq!(codes(vec![row(2, &[("kode", "A"), ("urut", "1"), ("nama", "Camat")])]), Vec::<&str>::new());
        assert_eq!(
            codes(vec![
                row(2, &[("kode", "A"), ("urut", "satu"), ("nama", "")]),
                row(3, &[("kode", "B"), ("urut", "1"), ("nama", "Camat"), ("induk", "X")]),
                row(4, &[("kode", "B"), ("urut", "1"), ("nama", "Camat")]),
            ]),
            ["REG002", "REG001", "REG003", "REG004"]
        );
    }

    #[test]
    fn a_wrong_nip_is_not_repeated_in_the_message() {
        let mut problems = Problems::default();
        let cells =
            [("kode", "P"), ("urut", "1"), ("nama", "Contoh"), ("jenis_kelamin", "L"), ("nip", "1980010120050110")];
        Register::read(&BTreeMap::from([("pegawai".to_string(), vec![row(2, &cells)])]), &mut problems);
        assert_eq!(problems.0.len(), 1);
        assert!(!problems.0[0].to_string().contains("19800101"), "{}", problems.0[0]);
    }

    #[test]
    fn order_of_rows_does_not_matter() {
        let read = |rows| Register::read(&BTreeMap::from([("unit".to_string(), rows)]), &mut Problems::default());
        let unit = |line, code| row(line, &[("kode", code), ("urut", "1"), ("nama", "Unit")]);
        let register = read(vec![unit(2, "U-10"), unit(3, "U-2")]);
        assert_eq!(register, read(vec![unit(2, "U-2"), unit(3, "U-10")]));
        assert_eq!(register.unit.iter().map(|unit| unit.kode.as_str()).collect::<Vec<_>>(), ["U-2", "U-10"]);
    }

    #[test]
    fn every_table_is_described_well() {
        for table in Register::TABLES {
            assert!(!table.about.trim().is_empty() && !table.columns.is_empty(), "{}", table.name);
            for key in table.key {
                assert!(table.columns.iter().any(|column| column.name == *key), "{}.{key}", table.name);
            }
            for column in table.columns {
                assert!(column.help.trim().ends_with('.'), "{}.{}", table.name, column.name);
                if let Some(target) = column.references {
                    assert!(super::table(target).is_some(), "{}.{}", table.name, column.name);
                }
            }
        }
    }
}
