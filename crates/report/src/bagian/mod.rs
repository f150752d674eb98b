//! The sections, one file each. A new section is a file, its line here, and a line in an outline.

mod anggaran_kas;
mod capaian_indikator;
mod capaian_sasaran;
mod daftar;
mod dasar_hukum;
mod efisiensi;
mod efisiensi_sasaran;
mod gambaran_umum;
mod ikhtisar_eksekutif;
mod inovasi;
mod kebijakan_program;
mod lampiran_dokumen_desa;
mod lampiran_komponen;
mod lampiran_pengecualian;
mod lampiran_pengukuran;
mod naskah;
mod penyebab;
mod perbandingan_renstra;
mod perbandingan_tahun;
mod perbandingan_triwulan;
pub(crate) mod perjanjian_kinerja;
mod permasalahan_utama;
mod pernyataan_reviu;
mod personalia;
mod pohon_kinerja;
mod program_pendukung;
mod rapat_evaluasi;
mod realisasi_anggaran;
mod rekomendasi;
pub(crate) mod rencana_aksi;
mod rencana_induk;
mod sampul;
mod simpulan;
pub(crate) mod sistematika;
mod standar_nasional;
pub(crate) mod surat_pengantar;
mod tindak_lanjut_evaluasi;
mod tujuan_sasaran;
mod visi_misi;

pub use anggaran_kas::gambar_serapan;
pub use capaian_indikator::hitungan as rumus_hitungan;
pub use perbandingan_triwulan::gambar_triwulan;
pub use pohon_kinerja::gambar_pohon;

use crate::composer::Composer;

/// A section.
pub(crate) struct Bagian {
    /// Id, as in outlines and in the table `naskah`.
    pub id: &'static str,
    /// The rule that asks for it.
    pub dasar: &'static str,
    /// Writes its blocks.
    pub compose: fn(&mut Composer<'_>),
}

const PERMENPANRB: &str = "PermenPANRB 53/2014 Lampiran II";
const LUMAJANG: &str = "Peraturan Bupati Lumajang 6/2018";
const PERPRES: &str = "Perpres 29/2014";
const EVALUASI: &str = "PermenPANRB 88/2021";
const KEUANGAN: &str = "Permendagri 77/2020";
const DESA: &str = "Permendagri 114/2014; Permendagri 20/2018; Permendagri 46/2016";

/// Id of the annex that stands behind every outline when the period has exceptions.
pub(crate) const LAMPIRAN_PENGECUALIAN: &str = "lampiran-pengecualian";

/// All sections, in the order of a report.
pub(crate) const BAGIAN: &[Bagian] = &[
    Bagian { id: "sampul", dasar: LUMAJANG, compose: sampul::compose },
    Bagian { id: "surat-pengantar", dasar: PERPRES, compose: surat_pengantar::compose },
    Bagian { id: "pernyataan-reviu", dasar: "PermenPANRB 53/2014 Lampiran III", compose: pernyataan_reviu::compose },
    Bagian { id: "kata-pengantar", dasar: PERMENPANRB, compose: naskah::signed },
    Bagian { id: "daftar-isi", dasar: LUMAJANG, compose: daftar::contents },
    Bagian { id: "daftar-tabel", dasar: LUMAJANG, compose: daftar::tables },
    Bagian { id: "daftar-gambar", dasar: LUMAJANG, compose: daftar::figures },
    Bagian { id: "ikhtisar-eksekutif", dasar: PERMENPANRB, compose: ikhtisar_eksekutif::compose },
    Bagian { id: "latar-belakang", dasar: PERMENPANRB, compose: naskah::compose },
    Bagian { id: "maksud-tujuan", dasar: PERMENPANRB, compose: naskah::where_written },
    Bagian { id: "gambaran-umum", dasar: PERMENPANRB, compose: gambaran_umum::compose },
    Bagian { id: "personalia", dasar: LUMAJANG, compose: personalia::compose },
    Bagian { id: "aspek-strategis", dasar: PERMENPANRB, compose: naskah::where_written },
    Bagian { id: "permasalahan-utama", dasar: PERMENPANRB, compose: permasalahan_utama::compose },
    Bagian { id: "dasar-hukum", dasar: PERMENPANRB, compose: dasar_hukum::compose },
    Bagian { id: "sistematika", dasar: PERMENPANRB, compose: sistematika::compose },
    Bagian { id: "ringkasan-renstra", dasar: PERMENPANRB, compose: rencana_induk::summary },
    Bagian { id: "rencana-induk", dasar: PERMENPANRB, compose: rencana_induk::compose },
    Bagian { id: "visi-misi", dasar: LUMAJANG, compose: visi_misi::compose },
    Bagian { id: "tujuan-sasaran", dasar: PERMENPANRB, compose: tujuan_sasaran::compose },
    Bagian { id: "pohon-kinerja", dasar: "PermenPANRB 89/2021", compose: pohon_kinerja::compose },
    Bagian { id: "kebijakan-program", dasar: LUMAJANG, compose: kebijakan_program::compose },
    Bagian { id: "perjanjian-kinerja", dasar: "PermenPANRB 53/2014 Lampiran I", compose: perjanjian_kinerja::compose },
    Bagian { id: "rencana-aksi", dasar: EVALUASI, compose: rencana_aksi::compose },
    Bagian { id: "pengantar-capaian", dasar: PERMENPANRB, compose: naskah::compose },
    Bagian { id: "capaian-sasaran", dasar: PERMENPANRB, compose: capaian_sasaran::compose },
    Bagian { id: "capaian-indikator", dasar: PERMENPANRB, compose: capaian_indikator::compose },
    Bagian { id: "perbandingan-triwulan", dasar: PERPRES, compose: perbandingan_triwulan::compose },
    Bagian { id: "perbandingan-tahun", dasar: PERMENPANRB, compose: perbandingan_tahun::compose },
    Bagian { id: "perbandingan-renstra", dasar: PERMENPANRB, compose: perbandingan_renstra::compose },
    Bagian { id: "standar-nasional", dasar: PERMENPANRB, compose: standar_nasional::compose },
    Bagian { id: "penyebab", dasar: PERMENPANRB, compose: penyebab::compose },
    Bagian { id: "efisiensi", dasar: PERMENPANRB, compose: efisiensi::compose },
    Bagian { id: "efisiensi-sasaran", dasar: PERMENPANRB, compose: efisiensi_sasaran::compose },
    Bagian { id: "program-pendukung", dasar: PERMENPANRB, compose: program_pendukung::compose },
    Bagian { id: "rapat-evaluasi", dasar: EVALUASI, compose: rapat_evaluasi::compose },
    Bagian { id: "tindak-lanjut-evaluasi", dasar: EVALUASI, compose: tindak_lanjut_evaluasi::compose },
    Bagian { id: "realisasi-anggaran", dasar: PERMENPANRB, compose: realisasi_anggaran::compose },
    Bagian { id: "anggaran-kas", dasar: KEUANGAN, compose: anggaran_kas::compose },
    Bagian { id: "inovasi", dasar: LUMAJANG, compose: inovasi::compose },
    Bagian { id: "simpulan", dasar: PERMENPANRB, compose: simpulan::compose },
    Bagian { id: "rekomendasi", dasar: PERMENPANRB, compose: rekomendasi::compose },
    Bagian { id: "penutup", dasar: PERMENPANRB, compose: naskah::signed },
    Bagian { id: "lampiran-perjanjian", dasar: PERMENPANRB, compose: perjanjian_kinerja::signed },
    Bagian { id: "lampiran-pengukuran", dasar: PERMENPANRB, compose: lampiran_pengukuran::compose },
    Bagian { id: "lampiran-komponen", dasar: PERMENPANRB, compose: lampiran_komponen::compose },
    Bagian { id: "lampiran-dokumen-desa", dasar: DESA, compose: lampiran_dokumen_desa::compose },
    Bagian { id: LAMPIRAN_PENGECUALIAN, dasar: PERPRES, compose: lampiran_pengecualian::compose },
];

/// A section by its id.
pub(crate) fn bagian(id: &str) -> Option<&'static Bagian> {
    BAGIAN.iter().find(|bagian| bagian.id == id)
}

/// The sections with the rule that asks for each, in the order of a report.
pub fn daftar_bagian() -> impl Iterator<Item = (&'static str, &'static str)> {
    BAGIAN.iter().map(|bagian| (bagian.id, bagian.dasar))
}
