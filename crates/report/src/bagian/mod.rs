//! The sections, one file each. A new section is a file, its line here, and a line in an outline.

mod capaian_indikator;
mod efisiensi;
mod inovasi;
mod naskah;
mod penyebab;
mod perbandingan_tahun;
mod program_pendukung;
mod realisasi_anggaran;

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

/// All sections, in the order of a report.
pub(crate) const BAGIAN: &[Bagian] = &[
    Bagian { id: "kata-pengantar", dasar: PERMENPANRB, compose: naskah::signed },
    Bagian { id: "latar-belakang", dasar: PERMENPANRB, compose: naskah::compose },
    Bagian { id: "ringkasan-renstra", dasar: PERMENPANRB, compose: naskah::compose },
    Bagian { id: "pengantar-capaian", dasar: PERMENPANRB, compose: naskah::compose },
    Bagian { id: "capaian-indikator", dasar: PERMENPANRB, compose: capaian_indikator::compose },
    Bagian { id: "perbandingan-tahun", dasar: PERMENPANRB, compose: perbandingan_tahun::compose },
    Bagian { id: "penyebab", dasar: PERMENPANRB, compose: penyebab::compose },
    Bagian { id: "efisiensi", dasar: PERMENPANRB, compose: efisiensi::compose },
    Bagian { id: "program-pendukung", dasar: PERMENPANRB, compose: program_pendukung::compose },
    Bagian { id: "realisasi-anggaran", dasar: PERMENPANRB, compose: realisasi_anggaran::compose },
    Bagian { id: "inovasi", dasar: "Peraturan Bupati Lumajang 6/2018", compose: inovasi::compose },
    Bagian { id: "penutup", dasar: PERMENPANRB, compose: naskah::signed },
];

/// A section by its id.
pub(crate) fn bagian(id: &str) -> Option<&'static Bagian> {
    BAGIAN.iter().find(|bagian| bagian.id == id)
}
