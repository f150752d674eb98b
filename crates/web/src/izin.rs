//! Who may do what: the one place. A route names what it needs ([`Izin`]); a right names the roles that have it
//! ([`Hak::peran`]); rows that belong to one person are decided in [`own_row`].

use std::collections::BTreeMap;

use app::akun::{Akun, Lingkup, Penugasan, Peran};
use domain::register::{Penilai, Register};
use domain::schema::{Column, Field};
use domain::value::KodeWilayah;

use crate::isian::{Cells, cells};

/// What a route needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Izin {
    /// Nobody has to sign in.
    Umum,
    /// Anyone who is signed in.
    Masuk,
    /// A right at the office that the address names.
    Kantor(Hak),
    /// The same, or a token of the office for another program. What is changed by a token needs its scope too.
    Api(Hak),
    /// Anyone who is signed in, or any token.
    ApiMasuk,
    /// A right at whatever office, of a person or a token, for what reads and changes nothing of an office.
    ApiMana(Hak),
}

/// A right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hak {
    /// Read the manual and the meanings of words.
    Bantuan,
    /// See figures, plans and reports.
    Lihat,
    /// See personnel with NIP.
    LihatPegawai,
    /// See village documents; a desa sees its own.
    LihatDokumenDesa,
    /// See all offices of the kabupaten beside each other; the code is that of the kabupaten.
    LihatKabupaten,
    /// Change profile, structure, villages, office holders, settings.
    UbahKantor,
    /// Change personnel.
    UbahPegawai,
    /// Change plans, indicators, pohon kinerja.
    UbahPerencanaan,
    /// Change agreements.
    UbahPerjanjian,
    /// Enter measurement.
    UbahPengukuran,
    /// Tick fasilitasi, koordinasi, rekomendasi.
    UbahFasilitasi,
    /// Enter village documents.
    UbahDokumenDesa,
    /// Change budget.
    UbahAnggaran,
    /// Change innovations.
    UbahInovasi,
    /// Write chapters, analyses, exceptions.
    UbahLaporan,
    /// Answer recommendations of evaluations.
    UbahTindakLanjut,
    /// Answer the LKE: the office its own sheet, the evaluator his.
    NilaiLke,
    /// Answer the checklist of the review.
    Reviu,
    /// Import and export the whole register.
    Impor,
    /// Move a period from draf to diverifikasi, or back.
    Verifikasi,
    /// Move a period from diverifikasi to disetujui, or back.
    Setujui,
    /// Lock a period.
    Kunci,
    /// Open a locked period: one level up.
    BukaKunci,
    /// Keep accounts.
    KelolaAkun,
    /// Undo acts of others, erase details, tokens, backup.
    Kelola,
}

use Peran::{
    AdminKabupaten, AdminKecamatan, Camat, Desa, Evaluator, Kasi, Operator, PetugasLayanan, ReviewerKabupaten, Sekcam,
};

impl Hak {
    /// The roles that have it.
    pub fn peran(self) -> &'static [Peran] {
        match self {
            Self::Bantuan => &Peran::ALL,
            Self::Lihat => &[
                Operator,
                Kasi,
                Sekcam,
                Camat,
                PetugasLayanan,
                AdminKecamatan,
                ReviewerKabupaten,
                Evaluator,
                AdminKabupaten,
            ],
            Self::LihatPegawai => &[Operator, Sekcam, Camat, AdminKecamatan],
            Self::LihatDokumenDesa => {
                &[Operator, Kasi, Sekcam, Camat, Desa, AdminKecamatan, ReviewerKabupaten, Evaluator, AdminKabupaten]
            }
            Self::UbahKantor | Self::UbahPegawai | Self::Impor => &[Operator, AdminKecamatan],
            Self::UbahPerencanaan
            | Self::UbahPerjanjian
            | Self::UbahAnggaran
            | Self::UbahLaporan
            | Self::UbahTindakLanjut => &[Operator],
            Self::UbahPengukuran | Self::UbahFasilitasi | Self::UbahInovasi => &[Operator, Kasi],
            Self::NilaiLke => &[Operator, Evaluator],
            Self::Reviu => &[ReviewerKabupaten, Evaluator],
            Self::UbahDokumenDesa => &[Operator, Kasi, Desa],
            Self::Verifikasi => &[Sekcam],
            Self::Setujui => &[Camat],
            Self::Kunci => &[Sekcam, Camat],
            Self::LihatKabupaten => &[ReviewerKabupaten, Evaluator, AdminKabupaten],
            Self::BukaKunci => &[ReviewerKabupaten, AdminKabupaten],
            Self::KelolaAkun | Self::Kelola => &[AdminKecamatan, AdminKabupaten],
        }
    }
}

/// The duties through which an account has a right at an office.
pub fn duties<'a>(akun: &'a Akun, hak: Hak, kantor: &KodeWilayah) -> impl Iterator<Item = &'a Penugasan> {
    let kantor = kantor.clone();
    let duties = akun.penugasan.iter();
    duties.filter(move |duty| hak.peran().contains(&duty.peran) && duty.covers(&kantor))
}

/// True where the account has a right at an office.
pub fn may(akun: &Akun, hak: Hak, kantor: &KodeWilayah) -> bool {
    duties(akun, hak, kantor).next().is_some()
}

/// True where a token of the office has a right. Personnel is for people alone, and so are the steps of a report,
/// accounts and the whole register at once.
pub fn token_may(lingkup: Lingkup, hak: Hak) -> bool {
    match hak {
        Hak::Bantuan | Hak::Lihat | Hak::LihatDokumenDesa => true,
        Hak::UbahKantor
        | Hak::UbahPerencanaan
        | Hak::UbahPerjanjian
        | Hak::UbahPengukuran
        | Hak::UbahFasilitasi
        | Hak::UbahDokumenDesa
        | Hak::UbahAnggaran
        | Hak::UbahInovasi
        | Hak::UbahLaporan
        | Hak::UbahTindakLanjut => lingkup == Lingkup::Tulis,
        _ => false,
    }
}

/// The right that a change of a table needs.
pub fn change_of(table: &str) -> Hak {
    match table {
        "pegawai" | "riwayat_pegawai" | "diklat" => Hak::UbahPegawai,
        "rencana_induk" | "visi" | "misi" | "tujuan" | "sasaran" | "indikator" | "komponen" | "target_renstra"
        | "standar_nasional" | "kebijakan" | "swot" | "isu_strategis" | "pohon_kinerja" | "ringkasan_tahun"
        | "target_triwulan" | "target_simpul" => Hak::UbahPerencanaan,
        "perjanjian" | "perjanjian_target" | "perjanjian_anggaran" => Hak::UbahPerjanjian,
        "pengukuran" | "nilai_komponen" => Hak::UbahPengukuran,
        "fasilitasi" | "bukti" => Hak::UbahFasilitasi,
        "dokumen_desa" => Hak::UbahDokumenDesa,
        "nama_anggaran" | "dasar_pagu" | "pagu" | "anggaran_kas" | "realisasi_anggaran" => Hak::UbahAnggaran,
        "inovasi" | "uraian_inovasi" => Hak::UbahInovasi,
        "analisis" | "rapat_evaluasi" | "laporan" | "naskah" | "pengecualian" => Hak::UbahLaporan,
        "tindak_lanjut" => Hak::UbahTindakLanjut,
        "penilaian_lke" => Hak::NilaiLke,
        "reviu" => Hak::Reviu,
        _ => Hak::UbahKantor,
    }
}

/// The right that looking at a table needs: personnel have NIP, and what the history tells of accounts and tokens is
/// for those who keep them.
pub fn view_of(table: &str) -> Hak {
    match table {
        name if domain::register::table(name).is_none() => Hak::KelolaAkun,
        "pegawai" | "riwayat_pegawai" | "diklat" | "pejabat" => Hak::LihatPegawai,
        _ => Hak::Lihat,
    }
}

/// True where the account may see the documents of a village: a desa its own alone.
pub fn sees_desa(akun: &Akun, kantor: &KodeWilayah, desa: &KodeWilayah) -> bool {
    duties(akun, Hak::LihatDokumenDesa, kantor)
        .any(|duty| duty.peran != Desa || duty.desa.as_deref() == Some(desa.as_str()))
}

/// True where the account may change rows of a table: these, as they were seen and as they are to be, and those that the
/// register holds under their keys. What a form says of a row as it was seen is not believed.
pub fn may_change<'a>(
    akun: &Akun,
    kantor: &KodeWilayah,
    table: &str,
    rows: impl IntoIterator<Item = &'a Cells>,
    register: &Register,
) -> bool {
    let Some((schema, stored)) = register.rows_of(table) else { return false };
    let key = |row: &Cells| -> Vec<String> {
        let columns = schema.key.iter().filter_map(|name| schema.columns.iter().find(|column| column.name == *name));
        let text = |column: &Column| row.get(column.name).map(String::as_str).unwrap_or_default();
        columns.map(|column| column.normalise(text(column)).unwrap_or_else(|_| text(column).to_string())).collect()
    };
    let stored: BTreeMap<Vec<String>, Cells> =
        stored.iter().map(|row| cells(schema, row)).map(|row| (key(&row), row)).collect();
    rows.into_iter().all(|row| {
        [Some(row), stored.get(&key(row))].into_iter().flatten().all(|row| own_row(akun, kantor, table, row, register))
    })
}

/// True where the account may change this row. Roles that own the whole table may change every row; a kasi only what
/// his unit answers for, a desa only its own documents.
pub fn own_row(akun: &Akun, kantor: &KodeWilayah, table: &str, row: &Cells, register: &Register) -> bool {
    let cell = |name: &str| row.get(name).map(String::as_str).unwrap_or_default();
    if table == "bukti" {
        // Evidence belongs to whoever may change the row that it proves; what proves no row, to the whole table's owners.
        return match proven_row(register, cell("tabel"), cell("kunci")) {
            Some(row) => cell("tabel") != "bukti" && own_row(akun, kantor, cell("tabel"), &row, register),
            None => duties(akun, change_of(table), kantor).any(|duty| !matches!(duty.peran, Kasi | Desa)),
        };
    }
    duties(akun, change_of(table), kantor).any(|duty| match duty.peran {
        Kasi => {
            let unit = duty.unit.as_deref().unwrap_or_default();
            let answers = match table {
                "fasilitasi" => cell("penanggung_jawab").to_string(),
                "pengukuran" | "nilai_komponen" => register
                    .indikator
                    .iter()
                    .find(|indikator| indikator.kode.as_str() == cell("indikator"))
                    .and_then(|indikator| indikator.penanggung_jawab.as_ref())
                    .map(Field::write)
                    .unwrap_or_default(),
                _ => return true,
            };
            !unit.is_empty() && answers == unit
        }
        Operator if table == "penilaian_lke" => cell("penilai") == Penilai::Mandiri.word(),
        Evaluator if table == "penilaian_lke" => cell("penilai") == Penilai::Evaluator.word(),
        Desa => duty.desa.as_deref().is_some_and(|desa| desa == cell("desa")),
        _ => true,
    })
}

/// The row that a piece of evidence names by its key columns, with commas between; empty ones are left out.
pub fn proven_row(register: &Register, table: &str, kunci: &str) -> Option<Cells> {
    let wanted = key_parts(kunci);
    let (schema, rows) = register.rows_of(table)?;
    let mut rows = rows.iter().map(|row| cells(schema, row));
    rows.find(|row| {
        let key = schema.key.iter().filter_map(|name| row.get(*name)).map(String::as_str);
        key.eq(wanted.iter().map(String::as_str))
    })
}

/// The parts of a key as evidence names it.
pub fn key_parts(kunci: &str) -> Vec<String> {
    let separator = if kunci.contains(',') { ',' } else { '/' };
    kunci.split(separator).map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}
