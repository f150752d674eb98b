//! The rules, one file each with its page. Order is the order of the catalogue; codes are never used again.

mod ang001_rusak;
mod ang002_campur;
mod bersama;
mod dok001_terbaca;
mod dok002_templat;
mod dok003_dikenal;
mod dok004_galat;
mod eja001_istilah;
mod eva601_target;
mod eva602_perjanjian;
mod eva603_dihitung;
mod eva604_pembanding;
mod eva605_bagian;
mod eva606_satuan;
mod fakta;
mod jml101_anak;
mod jml102_total;
mod jml103_baris;
mod jml105_centang;
mod jml106_triwulan;
mod jml107_perubahan;
mod jml110_kolom;
mod jml111_rumus;
mod jml113_kumulatif;
mod jml114_akhir;
mod kin301_capaian;
mod kin303_rumus;
mod kin304_daftar;
mod kin306_rentang;
mod kin307_komponen;
mod kin308_predikat;
mod kinerja;
mod kod801_bentuk;
mod kod802_daftar;
mod kod803_induk;
mod kod805_nama;
mod kode;
mod nam701_nip;
mod nam702_mirip;
mod nam703_kantor;
mod nam704_program;
mod nam705_pihak;
mod nam706_orang;
mod peg901_pangkat;
mod peg902_nip;
mod peg903_kelamin;
mod peg904_ganda;
mod sil401_indikator;
mod sil402_anggaran;
mod sil403_pegawai;
mod sil405_capaian;
mod sis201_sisa;
mod sis202_persen;
mod sis203_lebih;
mod sis204_pola;
mod sis205_deviasi;
mod tks501_terbilang;
mod tks502_centang;
mod tks503_anggaran;
mod tks503_baris;
mod tks503_indikator;
mod tks503_jumlah;
mod tks503_nama;
mod tks503_rekap;
mod tks504_memenuhi;
mod tks505_gerak;
mod tks506_baru;
mod tks507_tanggal;
mod tks508_butir;
mod tks509_hitungan;
mod tks510_banyaknya;
mod wkt601_periode;
mod wkt602_jendela;
mod wkt603_dua_jadwal;
mod wkt604_tanggal;
mod wkt605_lama;
mod wkt606_hari;
mod wkt607_perjanjian;
mod wkt608_urutan;

pub(crate) use kin301_capaian::any_capaian;

use crate::dokumen::Dokumen;
use crate::temuan::{Hasil, Tingkat};
pub(crate) use dok001_terbaca::limits;

/// A rule.
pub struct Rule {
    /// Code, stable for ever.
    pub kode: &'static str,
    /// What is found, never the remedy.
    pub judul: &'static str,
    /// Weight of its findings, unless a rule lowers it for one.
    pub tingkat: Tingkat,
    /// Legal or arithmetic basis.
    pub dasar: &'static str,
    /// The page for users; its examples are executed.
    pub halaman: &'static str,
    /// True for a rule that runs only where it is named.
    pub opsional: bool,
    /// Checks a document.
    pub check: fn(&Dokumen<'_>, &mut Hasil),
}

impl Rule {
    /// The family: the letters of the code.
    pub fn keluarga(&self) -> &'static str {
        self.kode.trim_end_matches(|sign: char| sign.is_ascii_digit())
    }

    /// Whether a name means this rule: its code or its family, in any case of letters.
    pub fn is_named(&self, name: &str) -> bool {
        [self.kode, self.keluarga()].iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
    }
}

/// The families in the order of the catalogue, each with what it is about.
pub const KELUARGA: &[(&str, &str)] = &[
    ("JML", "penjumlahan"),
    ("SIS", "sisa dan persentase"),
    ("KIN", "capaian"),
    ("SIL", "angka yang sama di dua tempat"),
    ("TKS", "kalimat"),
    ("WKT", "waktu"),
    ("NAM", "nama"),
    ("KOD", "kode"),
    ("PEG", "kepegawaian"),
    ("ANG", "penulisan angka"),
    ("EJA", "ejaan istilah"),
    ("EVA", "pertanyaan evaluator"),
    ("DOK", "berkas"),
];

/// All rules in the order of the catalogue.
pub const RULES: &[Rule] = &[
    jml101_anak::RULE,
    jml102_total::RULE,
    jml103_baris::RULE,
    jml102_total::COUNTS,
    jml105_centang::RULE,
    jml106_triwulan::RULE,
    jml107_perubahan::RULE,
    jml110_kolom::RULE,
    jml111_rumus::RULE,
    jml111_rumus::STORED,
    jml113_kumulatif::RULE,
    jml114_akhir::RULE,
    sis201_sisa::RULE,
    sis202_persen::RULE,
    sis203_lebih::RULE,
    sis204_pola::RULE,
    sis205_deviasi::RULE,
    kin301_capaian::RULE,
    kin301_capaian::MEAN,
    kin303_rumus::RULE,
    kin304_daftar::RULE,
    kin304_daftar::RESULT,
    kin306_rentang::RULE,
    kin307_komponen::RULE,
    kin308_predikat::RULE,
    sil401_indikator::RULE,
    sil402_anggaran::RULE,
    sil403_pegawai::RULE,
    sil401_indikator::AGREEMENT,
    sil405_capaian::RULE,
    tks501_terbilang::RULE,
    tks502_centang::RULE,
    tks503_rekap::RULE,
    tks504_memenuhi::RULE,
    tks505_gerak::RULE,
    tks506_baru::RULE,
    tks507_tanggal::RULE,
    tks508_butir::RULE,
    tks509_hitungan::RULE,
    tks510_banyaknya::RULE,
    wkt601_periode::RULE,
    wkt602_jendela::RULE,
    wkt603_dua_jadwal::RULE,
    wkt604_tanggal::RULE,
    wkt605_lama::RULE,
    wkt606_hari::RULE,
    wkt607_perjanjian::RULE,
    wkt608_urutan::RULE,
    nam701_nip::RULE,
    nam702_mirip::RULE,
    nam703_kantor::RULE,
    nam704_program::RULE,
    nam705_pihak::RULE,
    nam706_orang::RULE,
    kod801_bentuk::RULE,
    kod802_daftar::RULE,
    kod803_induk::RULE,
    kod803_induk::TWICE,
    kod805_nama::RULE,
    kod803_induk::ORDER,
    peg901_pangkat::RULE,
    peg902_nip::RULE,
    peg903_kelamin::RULE,
    peg904_ganda::RULE,
    ang001_rusak::RULE,
    ang002_campur::RULE,
    ang002_campur::MISSING,
    eja001_istilah::RULE,
    eva601_target::RULE,
    eva602_perjanjian::RULE,
    eva603_dihitung::RULE,
    eva604_pembanding::RULE,
    eva605_bagian::RULE,
    eva606_satuan::RULE,
    eva606_satuan::TARGET,
    dok001_terbaca::RULE,
    dok002_templat::RULE,
    dok003_dikenal::RULE,
    dok004_galat::RULE,
];

/// Rules that do not build the equations that hold at first sight, and are asked again for tables with broken ones.
pub(crate) const QUICK: &[&str] = &["JML101", "SIS201", "SIS202", "SIS204"];

/// A rule by its code.
pub fn rule(kode: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.kode == kode)
}

#[cfg(test)]
mod tests {
    use reader::{Blok, IsiBuku, Naskah};

    use super::*;
    use crate::{Pilihan, periksa};

    /// The examples of a page: blocks fenced by ```salah must trigger the rule, blocks fenced by ```benar must not.
    fn examples(page: &str, kind: &str) -> Vec<String> {
        page.split("```")
            .filter_map(|part| part.strip_prefix(kind))
            .map(|text| text.trim_matches('\n').to_string())
            .collect()
    }

    /// Examples whose cells say `=B2-C2 => 500` as a workbook: a formula with its stored value.
    fn workbook(mut naskah: Naskah) -> Naskah {
        for block in &mut naskah.blok {
            let Blok::Tabel(table) = block else { continue };
            let cells = table.baris.iter().flat_map(|row| &row.sel);
            if !cells.clone().any(|cell| cell.teks.contains(" => ")) {
                continue;
            }
            table.lembar = Some("Contoh".to_string());
            for (row, number) in table.baris.iter_mut().zip(1..) {
                for (cell, column) in row.sel.iter_mut().zip('A'..) {
                    cell.letak.sel = Some(format!("Contoh!{column}{number}"));
                    let (formula, shown) = match cell.teks.split_once(" => ") {
                        Some((formula, shown)) => {
                            (Some(formula.trim_start_matches('=').to_string()), shown.to_string())
                        }
                        None => (None, cell.teks.clone()),
                    };
                    let nilai = crate::angka::read(&shown).angka().map(|angka| angka.nilai);
                    cell.buku = Some(Box::new(IsiBuku { nilai, rumus: formula, ..IsiBuku::default() }));
                    cell.teks = shown;
                }
            }
        }
        naskah
    }

    #[test]
    fn every_rule_has_a_page_whose_examples_hold() {
        for rule in RULES {
            let (wrong, right) = (examples(rule.halaman, "salah"), examples(rule.halaman, "benar"));
            assert!(!wrong.is_empty() && !right.is_empty(), "{} needs both examples", rule.kode);
            assert!(rule.halaman.starts_with(&format!("# {}", rule.kode)), "{}", rule.kode);
            let found = |text: &String| {
                let naskah = [workbook(reader::read("contoh.md", text.as_bytes()))];
                let only = Pilihan { hanya: vec![rule.kode.to_string()], ..Pilihan::default() };
                periksa(&naskah, &only).temuan.len()
            };
            assert!(wrong.iter().all(|text| found(text) > 0), "{}: an example does not trigger", rule.kode);
            assert!(right.iter().all(|text| found(text) == 0), "{}: a good example triggers", rule.kode);
        }
    }

    #[test]
    fn reports_of_two_periods_may_differ_and_of_one_may_not() {
        let report = |name: &str, period: &str, last: &str, done: &str| {
            let text = format!(
                "# LAPORAN KINERJA\n\n# {period}\n\nKECAMATAN SUKAMAJU\n\n# BAB III\n\nTabel 3.1 Capaian Indikator Kinerja\n\n\
                 | No | Indikator Kinerja | Target | Realisasi | Capaian |\n|---|---|---|---|---|\n\
                 | 1 | Persentase dokumen desa tepat waktu | 80% | {done} | 90% |\n\n\
                 Tabel 3.2 Realisasi Anggaran\n\n| Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n\
                 | 7.01.02 | Program | 1.000 | 500 | 500 |\n| 7.01.02.2.01 | Kegiatan | 1.000 | 500 | 500 |\n\
                 | 7.01.02.2.01.0001 | Satu | 600 | 300 | 300 |\n| {last} | Dua | 400 | 200 | 200 |\n"
            );
            reader::read(name, text.as_bytes())
        };
        let found = |one: (&str, &str), other: (&str, &str)| {
            let naskah = [
                report("satu.md", one.0, one.1, "72%"),
                report("dua.md", other.0, other.1, if one.1 == other.1 { "72%" } else { "40%" }),
            ];
            let only = Pilihan { hanya: vec!["SIL".to_string(), "KOD802".to_string()], ..Pilihan::default() };
            let mut codes: Vec<&str> = periksa(&naskah, &only).temuan.iter().map(|temuan| temuan.kode).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let (this, next) = ("7.01.02.2.01.0002", "7.01.02.2.01.0003");
        assert_eq!(found(("TAHUN 2023", this), ("TAHUN 2024", next)), Vec::<&str>::new());
        assert_eq!(found(("TRIWULAN II TAHUN 2024", this), ("TRIWULAN III TAHUN 2024", next)), Vec::<&str>::new());
        assert_eq!(found(("TAHUN 2024", this), ("TAHUN 2024", this)), Vec::<&str>::new());
        assert_eq!(found(("TAHUN 2024", this), ("TAHUN 2024", next)), ["KOD802", "SIL401"]);
    }

    #[test]
    fn codes_are_unique_and_in_order_of_families() {
        let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.kode).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), RULES.len());
        let mut families: Vec<&str> = RULES.iter().map(Rule::keluarga).collect();
        families.dedup();
        assert_eq!(families, KELUARGA.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
}
