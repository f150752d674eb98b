//! From facts to proposed rows, for one office and one period.

use std::collections::BTreeSet;

use audit::dokumen::normal;
use audit::fakta::{Fakta, Nilai, Potongan};
use domain::register::Register;
use domain::value::{KodeWilayah, Periode, Tanggal};

use super::usulan::{Baris, Usulan};

/// Gathers proposals.
pub(super) struct Penyusun<'a> {
    /// What the report says.
    pub fakta: &'a Fakta,
    /// Code of the office.
    pub kode: KodeWilayah,
    /// True for an office that has no register.
    pub baru: bool,
    /// Year of the report.
    pub tahun: i32,
    /// Period of the report.
    pub periode: Periode,
    /// Last day of the period, as of which the report speaks.
    pub akhir: Tanggal,
    /// Years that have a register.
    pub tahun_berregister: Vec<i32>,
    /// What is proposed.
    pub usulan: Usulan,
    /// Places of paragraphs in which the checker found something.
    pub ragu: &'a BTreeSet<reader::Letak>,
    tercetak: Option<Tercetak>,
}

/// The paragraphs that a register prints, by their beginnings.
#[derive(Debug, Clone, Default)]
pub(super) struct Tercetak(BTreeSet<String>);

impl Tercetak {
    /// Of a report as it would be read back.
    pub fn of(naskah: &reader::Naskah) -> Self {
        Self(naskah.paragraf().map(|teks| beginning(audit::fakta::tanpa_nomor(&teks.teks).1)).collect())
    }
}

/// The first words, figures left out: what is printed from a register differs in its figures.
fn beginning(text: &str) -> String {
    normal(text).chars().filter(|c| !c.is_ascii_digit()).take(60).collect()
}

impl<'a> Penyusun<'a> {
    /// Nothing is proposed yet. `tercetak` is known in a second pass; a first one leaves typed text out.
    pub fn new(
        fakta: &'a Fakta,
        kode: &KodeWilayah,
        (periode, akhir): (Periode, Tanggal),
        lama: Option<&Register>,
        years: &[i32],
        ragu: &'a BTreeSet<reader::Letak>,
        tercetak: Option<Tercetak>,
    ) -> Self {
        let tahun = periode.tahun();
        Self {
            fakta,
            kode: kode.clone(),
            baru: lama.is_none(),
            tahun,
            periode,
            akhir,
            tahun_berregister: years.to_vec(),
            usulan: Usulan::new(lama),
            ragu,
            tercetak,
        }
    }

    /// All proposals.
    pub fn susun(mut self) -> Usulan {
        self.instansi();
        self.perencanaan();
        self.tahunan();
        for (tabel, jumlah) in &self.fakta.hanya_jumlah {
            let told = format!("diklat: {tabel} memuat jumlahnya ({jumlah}), bukan nama orangnya");
            self.usulan.tertolak.push(told);
        }
        if self.tercetak.is_some() {
            self.analisis();
            self.inovasi();
            self.naskah();
        }
        self.usulan
    }

    /// How the report is called in the register.
    pub fn sebutan(&self) -> String {
        format!("Laporan Kinerja {}", self.periode)
    }

    /// True for a paragraph that the register prints anyway; in the first pass every paragraph counts as such.
    pub fn tercetak(&self, text: &str) -> bool {
        self.tercetak.as_ref().is_none_or(|printed| printed.0.contains(&beginning(text)))
    }

    /// The first section of an id that holds anything.
    pub fn bagian(&self, id: &str) -> Option<&'a Potongan> {
        self.fakta.susunan.iter().find(|part| part.bagian == id && !part.unsur.is_empty())
    }

    /// The lists of all sections of an id.
    pub fn daftar(&self, id: &str) -> Vec<(String, Vec<Nilai>)> {
        let parts = self.fakta.susunan.iter().filter(|part| part.bagian == id);
        parts.flat_map(Potongan::daftar).map(|(lead, items)| (lead, items.into_iter().cloned().collect())).collect()
    }

    /// The next number in the order of a table.
    pub fn urut(&self, tabel: &str) -> String {
        let new = self.usulan.baris.iter().filter(|row| row.tabel.name == tabel).count();
        (self.usulan.lama(tabel).len() + new + 1).to_string()
    }

    /// The next free code in a form of its own.
    pub fn free(&self, tabel: &str, form: impl Fn(usize) -> String) -> String {
        let old = self.usulan.lama(tabel).iter().filter_map(|row: &Baris| row.get("kode").cloned());
        let new = self.usulan.baris.iter().filter(|row| row.tabel.name == tabel);
        let used: BTreeSet<String> =
            old.chain(new.filter_map(|row| row.isi.get("kode").map(|isi| isi.teks.clone()))).collect();
        (1..).map(form).find(|code| !used.contains(code)).unwrap_or_default()
    }
}

/// An item of a list as the register keeps it: a semicolon at its end belongs to the list.
pub(super) fn butir(text: &str) -> String {
    text.trim().trim_end_matches([';', ' ']).to_string()
}
