//! Indicators: what they measure and how, their components, targets of the plan, earlier years.

use std::collections::BTreeMap;

use audit::dokumen::normal;
use audit::fakta::{Indikator, JenisUnsur, Nilai, serupa};
use domain::formula::FORMULAS;

use super::susun::Penyusun;
use super::usulan::Isi;

/// What an indicator is without its report: the plainest formula.
const BAWAAN: &str = "tidak disebut dokumen; dipakai yang paling umum";

impl Penyusun<'_> {
    /// Code of an indicator by the name or code that a table gives it.
    pub(super) fn kode_indikator(&self, said: &str) -> Option<String> {
        if let Some(code) = self.usulan.cari("indikator", "uraian", said) {
            return Some(code);
        }
        let words: Vec<&str> = said.split_whitespace().collect();
        let named = |code: &str| words.contains(&code);
        let known = self.fakta.kode_indikator.iter().find(|(code, _)| named(code));
        let own = self.usulan.lama("indikator").iter().filter_map(|row| row.get("kode")).find(|code| named(code));
        known
            .map(|(_, name)| name.clone())
            .and_then(|name| self.usulan.cari("indikator", "uraian", &name))
            .or(own.cloned())
    }

    pub(super) fn indikator(&mut self, (first, last): &(String, String)) {
        let plan: Vec<Indikator> = self.fakta.target_rencana.iter().map(|(row, _)| row.clone()).collect();
        let tables: Vec<Indikator> =
            self.fakta.indikator.iter().chain(&self.fakta.target_perjanjian).chain(&plan).cloned().collect();
        for row in &tables {
            let nama = &row.nama.teks;
            if self.usulan.cari("indikator", "uraian", nama).is_some() {
                continue;
            }
            // The row that names the owner says the most; a table per sasaran names it in its caption alone.
            let whole = tables
                .iter()
                .find(|other| serupa(&other.nama.teks, nama) && other.induk.is_some() && other.tujuan.is_some());
            let Some(row) = whole else { continue };
            let Some(owner) = row.induk.as_ref() else { continue };
            let tujuan = row.tujuan == Some(true);
            let table = if tujuan { "tujuan" } else { "sasaran" };
            let Some(owner_code) = self.usulan.cari(table, "uraian", &owner.teks) else { continue };
            let given =
                self.fakta.kode_indikator.iter().find(|(_, name)| serupa(name, nama)).map(|(code, _)| code.clone());
            let kode = given
                .unwrap_or_else(|| self.usulan.kode("indikator", "uraian", nama, if tujuan { "IKT-" } else { "IKU-" }));
            let urut = self.urut("indikator");
            let units =
                tables.iter().filter(|other| serupa(&other.nama.teks, nama)).filter_map(|other| other.satuan.clone());
            let satuan = units.max_by_key(|unit| (unit.as_str() != "%", unit.len()));
            let satuan = satuan
                .unwrap_or_else(|| if normal(nama).starts_with("indeks") { "indeks" } else { "nilai" }.to_string());
            let about = self.uraian_indikator(nama);
            let how = self
                .fakta
                .target_triwulan
                .iter()
                .find(|row| serupa(&row.indikator, nama))
                .and_then(|row| row.cara.clone());
            let akumulasi = how.as_deref().and_then(joining);
            let isi = |text: &str| Some(Isi::dari(text, &row.nama.lokasi));
            let letters = row.target.as_ref().is_some_and(|target| target.teks.contains('('));
            self.usulan.tambah(
                "indikator",
                [
                    ("kode", isi(&kode)),
                    ("urut", isi(&urut)),
                    ("tujuan", isi(&owner_code).filter(|_| tujuan)),
                    ("sasaran", isi(&owner_code).filter(|_| !tujuan)),
                    ("uraian", isi(nama)),
                    ("satuan", isi(&satuan)),
                    (
                        "definisi",
                        about.definisi.as_ref().map(|nilai| Isi::dari(without_lead(&nilai.teks), &nilai.lokasi)),
                    ),
                    ("rumus", about.rumus.map_or_else(|| Some(Isi::ditetapkan("positif", BAWAAN)), isi)),
                    (
                        "akumulasi",
                        akumulasi.map_or_else(
                            || Some(Isi::ditetapkan(if satuan == "%" { "kumulatif" } else { "nilai akhir" }, BAWAAN)),
                            isi,
                        ),
                    ),
                    ("skala", scale(nama).filter(|_| letters).and_then(isi)),
                    ("tahun_awal", isi(first)),
                    ("tahun_akhir", isi(last)),
                ],
            );
        }
    }

    /// What stands under the heading of an indicator.
    pub(super) fn uraian_indikator(&self, nama: &str) -> UraianIndikator {
        let mut found = UraianIndikator::default();
        let mut inside = false;
        for unsur in
            self.fakta.susunan.iter().filter(|part| part.bagian == "capaian-indikator").flat_map(|part| &part.unsur)
        {
            let text = &unsur.isi.teks;
            let title = text.split_once(':').filter(|(label, _)| normal(label) == "indikator");
            if let Some((_, title)) = title {
                inside = serupa(title, nama);
                continue;
            }
            if !inside || unsur.jenis != JenisUnsur::Alinea {
                continue;
            }
            if let Some(formula) = FORMULAS.iter().find(|formula| text.contains(&format!("({})", formula.rumus))) {
                found.rumus = Some(formula.id);
            } else if found.definisi.is_none() {
                found.definisi = Some(unsur.isi.clone());
            } else if text.ends_with('.') {
                found.penjelasan.push(unsur.isi.clone());
            }
        }
        found
    }

    /// Components of indicators whose lists the report prints: the register counts them itself.
    pub(super) fn komponen(&mut self) {
        let names: Vec<(String, String)> = self
            .usulan
            .baris
            .iter()
            .filter(|row| row.tabel.name == "indikator")
            .filter_map(|row| Some((row.isi.get("kode")?.teks.clone(), row.isi.get("uraian")?.teks.clone())))
            .collect();
        for (kode, nama) in names {
            let plain = normal(&nama);
            let mut parts: Vec<(&'static str, String, &'static str, String)> = Vec::new();
            if !self.fakta.butir.is_empty() && plain.contains("fasilitasi") {
                let (what, source) = if plain.contains("ditindaklanjuti") {
                    ("ditindaklanjuti", "fasilitasi ditindaklanjuti")
                } else {
                    ("terlaksana", "fasilitasi terlaksana")
                };
                parts.push((
                    "pembilang",
                    format!("Jumlah hasil fasilitasi dan koordinasi yang {what}"),
                    source,
                    String::new(),
                ));
                let planned = "Jumlah fasilitasi dan koordinasi yang harus dilakukan".to_string();
                parts.push(("penyebut", planned, "fasilitasi direncanakan", String::new()));
            } else if !self.fakta.dokumen_desa.is_empty() && plain.contains("dokumen") && plain.contains("tepat waktu")
            {
                for (jenis, name) in self.jenis_dokumen() {
                    parts.push((
                        "pembilang",
                        format!("Jumlah desa yang menyusun {name} tepat waktu"),
                        "dokumen desa tepat waktu",
                        jenis,
                    ));
                }
                let kinds = domain::value::terbilang(u64::try_from(parts.len()).unwrap_or_default());
                let all = format!("Jumlah desa di wilayah kecamatan dikali {kinds} jenis dokumen");
                parts.push(("penyebut", all, "dokumen desa seharusnya", String::new()));
            }
            let asal = "daftar yang dicetak di bawah indikator ini";
            for ((peran, uraian, sumber, jenis), (letter, urut)) in parts.into_iter().zip(('a'..='z').zip(1_u32..)) {
                let isi = |text: String| Some(Isi::ditetapkan(text, asal));
                self.usulan.tambah(
                    "komponen",
                    [
                        ("indikator", isi(kode.clone())),
                        ("kode", isi(letter.to_string())),
                        ("urut", isi(urut.to_string())),
                        ("peran", isi(peran.to_string())),
                        ("uraian", isi(uraian)),
                        ("sumber", isi(sumber.to_string())),
                        ("jenis_dokumen", isi(jenis)),
                    ],
                );
            }
        }
    }

    /// Kinds of village documents: those with a table or a schedule, in the order of the law.
    pub(super) fn jenis_dokumen(&self) -> Vec<(String, String)> {
        let said: Vec<&String> = self
            .fakta
            .dokumen_desa
            .iter()
            .map(|row| &row.jenis)
            .chain(self.fakta.jadwal.iter().map(|row| &row.jenis))
            .collect();
        let known = domain::reference::tenggat_bawaan().iter().filter(|row| said.contains(&&row.jenis));
        let mut found: Vec<(String, String)> = Vec::new();
        for row in known {
            if !found.iter().any(|(jenis, _)| *jenis == row.jenis) {
                found.push((row.jenis.clone(), row.nama.clone()));
            }
        }
        found
    }

    pub(super) fn target_rencana(&mut self) {
        let mut rows: Vec<(String, i32, Nilai)> = Vec::new();
        for (row, tahun) in &self.fakta.target_rencana {
            if let (Some(kode), Some(target)) = (self.kode_indikator(&row.nama.teks), row.target.clone()) {
                rows.push((kode, *tahun, target));
            }
        }
        // An indicator outside the agreement has its target in the plan alone.
        for row in &self.fakta.indikator {
            let signed = self.fakta.target_perjanjian.iter().any(|other| serupa(&other.nama.teks, &row.nama.teks));
            let quarterly = !self.fakta.target_triwulan.is_empty();
            if let (false, false, Some(kode), Some(target)) =
                (signed, quarterly, self.kode_indikator(&row.nama.teks), row.target.clone())
            {
                rows.push((kode, self.tahun, target));
            }
        }
        for (kode, tahun, target) in rows {
            let isi = |text: String| Some(Isi::dari(text, &target.lokasi));
            self.usulan.tambah(
                "target_renstra",
                [("indikator", isi(kode)), ("tahun", isi(tahun.to_string())), ("target", isi(target.teks.clone()))],
            );
        }
    }

    /// Earlier years that the report compares with.
    pub(super) fn tahun_lalu(&mut self) {
        let mut rows: BTreeMap<(String, i32), (Option<Nilai>, Option<Nilai>)> = BTreeMap::new();
        for row in self.fakta.tahun_lalu.iter().filter(|row| row.tahun < self.tahun) {
            let Some(kode) = self.kode_indikator(&row.indikator) else { continue };
            let entry = rows.entry((kode, row.tahun)).or_default();
            entry.0 = entry.0.take().or_else(|| row.target.clone());
            entry.1 = entry.1.take().or_else(|| row.realisasi.clone());
        }
        for ((kode, tahun), (target, realisasi)) in rows {
            let Some(lokasi) = target.as_ref().or(realisasi.as_ref()).map(|nilai| nilai.lokasi.clone()) else {
                continue;
            };
            // Years with a register of their own are computed from it.
            if self.tahun_berregister.contains(&tahun) {
                continue;
            }
            let isi = |text: String| Some(Isi::dari(text, &lokasi));
            let old = self.usulan.lama("ringkasan_tahun").iter().any(|row| {
                row.get("indikator") == Some(&kode) && row.get("tahun").is_some_and(|year| *year == tahun.to_string())
            });
            let sumber = format!(
                "{}, {}",
                self.sebutan(),
                lokasi.tabel.clone().unwrap_or_else(|| "tabel perbandingan".to_string())
            );
            self.usulan.tambah(
                "ringkasan_tahun",
                [
                    ("indikator", isi(kode)),
                    ("tahun", isi(tahun.to_string())),
                    ("target", target.as_ref().map(Isi::nilai)),
                    ("realisasi", realisasi.as_ref().map(Isi::nilai)),
                    ("sumber", isi(sumber).filter(|_| !old)),
                ],
            );
        }
    }
}

/// What stands under the heading of an indicator.
#[derive(Debug, Default)]
pub(super) struct UraianIndikator {
    /// How its value is obtained.
    pub definisi: Option<Nilai>,
    /// Id of the formula that the report writes out.
    pub rumus: Option<&'static str>,
    /// Further paragraphs.
    pub penjelasan: Vec<Nilai>,
}

/// "..., sebagai daftar berikut:" is no part of a definition.
fn without_lead(text: &str) -> String {
    let lower = text.to_lowercase();
    let end = ["sebagai daftar berikut", "sebagai berikut", "sebagaimana berikut"]
        .iter()
        .filter_map(|lead| lower.rfind(lead))
        .min();
    match end.and_then(|end| text.get(..end)) {
        Some(own) if text.trim_end().ends_with(':') => format!("{}.", own.trim_end().trim_end_matches([',', '.'])),
        _ => text.to_string(),
    }
}

fn joining(cara: &str) -> Option<&'static str> {
    Some(match normal(cara).as_str() {
        "nilai terakhir" => "nilai akhir",
        "rata rata triwulan" => "rata-rata",
        "nilai tertinggi" => "tertinggi",
        "nilai terendah" => "terendah",
        "jumlah sejak triwulan i" => "kumulatif",
        _ => return None,
    })
}

/// The scale whose letters stand beside the values of an indicator of this name.
fn scale(nama: &str) -> Option<&'static str> {
    let plain = normal(nama);
    if plain.contains("pelayanan publik") {
        Some("IPP-100")
    } else if plain.contains("akuntabilitas") || plain.contains("sakip") {
        Some("AKIP")
    } else if plain.contains("kepuasan") {
        Some("SKM")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_reports_become_those_of_the_register() {
        assert_eq!(without_lead("Dibagi jumlahnya, sebagai daftar berikut:"), "Dibagi jumlahnya.");
        assert_eq!(joining("Rata-rata triwulan"), Some("rata-rata"));
        assert_eq!(joining("lain"), None);
        assert_eq!(scale("Indeks Pelayanan Publik Kecamatan"), Some("IPP-100"));
    }
}
