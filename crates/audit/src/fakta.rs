//! What a report says, as typed facts with their places: the material of which a register can be made.
//!
//! The recognisers are those of the rules; nothing is recognised a second time. Where a document says one thing in
//! two ways, a fact holds what is proposed, and a [`Keputusan`] says what else is written and why it was not taken.

mod anggaran;
mod daftar;
mod identitas;
mod kinerja;
mod pegawai;
mod susunan;

use domain::register::{Eselon, Golongan, Pendidikan, StatusPegawai};
use domain::value::{KodeNomenklatur, Tanggal, Triwulan};
use reader::Naskah;
use rust_decimal::Decimal;

use crate::dokumen::Dokumen;
use crate::temuan::Lokasi;

pub use identitas::kode_kecamatan;
pub use kinerja::serupa;
pub use susunan::{JenisUnsur, Potongan, Unsur, tanpa_nomor};

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nilai {
    /// The text, white space folded.
    pub teks: String,
    /// Where.
    pub lokasi: Lokasi,
}

/// Which of several values is proposed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keputusan {
    /// What it is about.
    pub apa: String,
    /// What is proposed.
    pub usul: String,
    /// What else is written, each with its place.
    pub lain: Vec<Nilai>,
    /// Why.
    pub sebab: String,
}

/// Whose report it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identitas {
    /// Name of the kecamatan without that word.
    pub kecamatan: Option<String>,
    /// Name of the kabupaten or kota with that word.
    pub kabupaten: Option<String>,
    /// Year of the report.
    pub tahun: Option<i32>,
    /// Quarter; `None` for a report of a year.
    pub triwulan: Option<Triwulan>,
    /// When and where it was signed.
    pub tanda_tangan: Option<TempatTanggal>,
    /// Street.
    pub alamat: Option<Nilai>,
    /// Telephone.
    pub telepon: Option<Nilai>,
    /// Telefax.
    pub faksimile: Option<Nilai>,
    /// Electronic mail.
    pub surel: Option<Nilai>,
    /// Postal code.
    pub kode_pos: Option<Nilai>,
}

/// "Lumajang, 30 September 2024".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TempatTanggal {
    /// The place.
    pub tempat: String,
    /// The day.
    pub tanggal: Tanggal,
    /// Where it is written.
    pub lokasi: Lokasi,
}

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penandatangan {
    /// Name as most places write it.
    pub nama: Nilai,
    /// Office, as in "Pj. BUPATI LUMAJANG".
    pub jabatan: String,
}

/// A row of a list of personnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pegawai {
    /// Name.
    pub nama: Nilai,
    /// Digits of the NIP, empty without one.
    pub nip: String,
    /// True for a man.
    pub laki_laki: Option<bool>,
    /// Status.
    pub status: Option<StatusPegawai>,
    /// Grade.
    pub golongan: Option<Golongan>,
    /// Echelon.
    pub eselon: Option<Eselon>,
    /// Education.
    pub pendidikan: Option<Pendidikan>,
    /// Office held.
    pub jabatan: Option<String>,
}

/// A coded row of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anggaran {
    /// Code.
    pub kode: KodeNomenklatur,
    /// Name.
    pub nama: Nilai,
    /// Pagu, as proposed.
    pub pagu: Option<Jumlah>,
    /// Realisasi, as proposed.
    pub realisasi: Option<Jumlah>,
}

/// An amount and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jumlah {
    /// Rupiah.
    pub nilai: Decimal,
    /// Where.
    pub lokasi: Lokasi,
}

/// A row that names an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indikator {
    /// Name.
    pub nama: Nilai,
    /// Tujuan or sasaran that it measures.
    pub induk: Option<Nilai>,
    /// True for an indicator of a tujuan, where the head says so.
    pub tujuan: Option<bool>,
    /// Unit of measure.
    pub satuan: Option<String>,
    /// Target without unit.
    pub target: Option<Nilai>,
    /// Result without unit; `None` where it is not available.
    pub realisasi: Option<Nilai>,
    /// Remark.
    pub keterangan: Option<Nilai>,
}

/// Target and result of an indicator in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilaiTahun {
    /// Name or code of the indicator.
    pub indikator: String,
    /// Year.
    pub tahun: i32,
    /// Target without unit.
    pub target: Option<Nilai>,
    /// Result without unit.
    pub realisasi: Option<Nilai>,
}

/// Target of an indicator up to a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetTriwulan {
    /// Name of the indicator.
    pub indikator: String,
    /// Quarter.
    pub triwulan: Triwulan,
    /// Target without unit.
    pub target: Nilai,
    /// The highest value that is possible.
    pub tertinggi: Option<String>,
    /// How quarters are joined, as written.
    pub cara: Option<String>,
}

/// A programme in the annex of the agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnggaranPerjanjian {
    /// Name of the programme.
    pub program: Nilai,
    /// Amount.
    pub jumlah: Jumlah,
    /// Source of funds.
    pub sumber_dana: Option<String>,
}

/// What an item of a list of ticks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JenisButir {
    /// Fasilitasi.
    Fasilitasi,
    /// Koordinasi.
    Koordinasi,
    /// Rekomendasi.
    Rekomendasi,
}

/// An item of a list of ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Butir {
    /// What it is.
    pub jenis: JenisButir,
    /// Its text.
    pub uraian: Nilai,
    /// Done; `None` where neither column is ticked.
    pub terlaksana: Option<bool>,
    /// Followed up; `None` where the list has no such column.
    pub ditindaklanjuti: Option<bool>,
}

/// Which date of a village document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TanggalDokumen {
    /// Ditetapkan.
    Ditetapkan,
    /// Diundangkan.
    Diundangkan,
    /// Diterima.
    Diterima,
}

/// A village document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DokumenDesa {
    /// `RKPDES`, `APBDES`, `LPPDES` ...
    pub jenis: String,
    /// Village.
    pub desa: Nilai,
    /// Which date it is.
    pub macam: TanggalDokumen,
    /// The date.
    pub tanggal: Option<Tanggal>,
    /// Ticked as on time.
    pub tepat: Option<bool>,
}

/// The days in which a village document has to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jadwal {
    /// Kind of document.
    pub jenis: String,
    /// First day.
    pub buka: Option<Tanggal>,
    /// Last day.
    pub tutup: Tanggal,
    /// What the sentence names as its source, in parentheses at its end.
    pub sumber: Option<String>,
    /// Where it is written.
    pub lokasi: Lokasi,
}

/// What a report says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fakta {
    /// Whose report it is.
    pub identitas: Identitas,
    /// Who signs.
    pub penandatangan: Vec<Penandatangan>,
    /// Personnel in order.
    pub pegawai: Vec<Pegawai>,
    /// Coded rows of the budget, with codes once.
    pub anggaran: Vec<Anggaran>,
    /// Codes and names of lists without amounts.
    pub nama_program: Vec<(KodeNomenklatur, Nilai)>,
    /// Where and when the agreement was signed.
    pub perjanjian: Option<TempatTanggal>,
    /// True where the agreement is a changed one.
    pub perjanjian_perubahan: bool,
    /// Targets of its annex.
    pub target_perjanjian: Vec<Indikator>,
    /// Programmes of its annex.
    pub anggaran_perjanjian: Vec<AnggaranPerjanjian>,
    /// Indicators with target and result.
    pub indikator: Vec<Indikator>,
    /// Targets of the plan by year.
    pub target_rencana: Vec<(Indikator, i32)>,
    /// Targets by quarter.
    pub target_triwulan: Vec<TargetTriwulan>,
    /// Earlier years.
    pub tahun_lalu: Vec<NilaiTahun>,
    /// Codes that the report gives its indicators, with their names.
    pub kode_indikator: Vec<(String, String)>,
    /// Items with ticks.
    pub butir: Vec<Butir>,
    /// Village documents.
    pub dokumen_desa: Vec<DokumenDesa>,
    /// Their schedules, the proposed one of each kind.
    pub jadwal: Vec<Jadwal>,
    /// Sections with their text in order.
    pub susunan: Vec<Potongan>,
    /// Tables of which only counts are printed: the caption, and the counts that are not zero.
    pub hanya_jumlah: Vec<(String, String)>,
    /// Choices between contradicting values.
    pub keputusan: Vec<Keputusan>,
}

/// The facts of one file.
pub fn fakta(naskah: &Naskah) -> Fakta {
    let files = std::slice::from_ref(naskah);
    let dokumen = Dokumen::recognise(files);
    let mut fakta = Fakta { susunan: susunan::of(naskah), ..Fakta::default() };
    identitas::collect(&dokumen, &mut fakta);
    pegawai::collect(&dokumen, &mut fakta);
    anggaran::collect(&dokumen, &mut fakta);
    kinerja::collect(&dokumen, &mut fakta);
    daftar::collect(&dokumen, &mut fakta);
    kinerja::contradictions(&mut fakta);
    fakta
}

/// A text with single spaces.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
