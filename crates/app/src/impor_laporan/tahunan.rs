//! What belongs to the year: report, agreement, measurement, lists.

use std::collections::BTreeMap;

use audit::dokumen::normal;
use audit::fakta::{JenisButir, TanggalDokumen, serupa};
use domain::reference::{nomenklatur_lengkap, tenggat_bawaan};
use domain::schema::Field;
use domain::value::Tingkat;

use super::susun::Penyusun;
use super::usulan::{Baris, Isi};

impl Penyusun<'_> {
    pub(super) fn tahunan(&mut self) {
        self.laporan();
        self.perjanjian();
        self.target_triwulan();
        self.pengukuran();
        self.butir();
        self.dokumen_desa();
        self.anggaran();
    }

    fn laporan(&mut self) {
        let periode = self.periode.write();
        let signed = self.fakta.identitas.tanda_tangan.clone();
        let old = self.usulan.lama("laporan").iter().any(|row| row.get("periode") == Some(&periode));
        let kerangka = (!old).then(|| Isi::ditetapkan(self.kerangka(), "kerangka yang judulnya paling banyak cocok"));
        let isi = |text: String| signed.as_ref().map(|signed| Isi::dari(text, &signed.lokasi));
        self.usulan.tambah(
            "laporan",
            [
                ("periode", Some(Isi::ditetapkan(periode, "sampul dokumen"))),
                ("kerangka", kerangka),
                ("tempat", signed.as_ref().filter(|_| !old).and_then(|signed| isi(signed.tempat.clone()))),
                ("tanggal", signed.as_ref().and_then(|signed| isi(signed.tanggal.write()))),
            ],
        );
    }

    /// The outline whose headings the document has the most of.
    fn kerangka(&self) -> String {
        let heads: Vec<String> =
            self.fakta.susunan.iter().map(|part| normal(audit::fakta::tanpa_nomor(&part.judul).1)).collect();
        let known: Vec<&str> = self.fakta.susunan.iter().map(|part| part.bagian).collect();
        let score = |name: &str| {
            let lines = report::kerangka(name);
            let same = lines.iter().filter(|line| heads.contains(&normal(&line.judul))).count();
            let sections = lines.iter().filter(|line| known.contains(&line.bagian.as_str())).count();
            (same * 2 + sections) * 100 / lines.len().max(1)
        };
        let kabupaten = self.fakta.identitas.kabupaten.clone().unwrap_or_default();
        report::daftar_kerangka()
            .iter()
            .filter(|outline| outline.suits(self.periode))
            .max_by_key(|outline| {
                (score(&outline.kerangka) + if outline.kabupaten == kabupaten { 50 } else { 0 }, &outline.kerangka)
            })
            .map(|outline| outline.kerangka.clone())
            .unwrap_or_default()
    }

    fn perjanjian(&mut self) {
        let Some(signed) = self.fakta.perjanjian.clone() else { return };
        // The version in force on the report's day, where the register has one of that date.
        let date = signed.tanggal.write();
        let old = self.usulan.lama("perjanjian").iter().find(|row| row.get("tanggal") == Some(&date));
        let versi = old.and_then(|row| row.get("versi").cloned());
        let versi = versi.unwrap_or_else(|| if self.fakta.perjanjian_perubahan { "1" } else { "0" }.to_string());
        let isi = |text: String| Some(Isi::dari(text, &signed.lokasi));
        self.usulan.tambah(
            "perjanjian",
            [("versi", isi(versi.clone())), ("tanggal", isi(date)), ("tempat", isi(signed.tempat.clone()))],
        );
        for (row, urut) in self.fakta.target_perjanjian.iter().zip(1_u32..) {
            let (Some(kode), Some(target)) = (self.kode_indikator(&row.nama.teks), row.target.as_ref()) else {
                continue;
            };
            let isi = |text: String| Some(Isi::dari(text, &target.lokasi));
            let known = self
                .usulan
                .lama("perjanjian_target")
                .iter()
                .any(|old| old.get("versi") == Some(&versi) && old.get("indikator") == Some(&kode));
            self.usulan.tambah(
                "perjanjian_target",
                [
                    ("versi", isi(versi.clone())),
                    ("urut", isi(urut.to_string()).filter(|_| !known)),
                    ("indikator", isi(kode)),
                    ("target", isi(target.teks.clone())),
                ],
            );
        }
        for (row, urut) in self.fakta.anggaran_perjanjian.iter().zip(1_u32..) {
            let Some(program) = self.kode_program(&row.program.teks) else {
                let told = format!("perjanjian_anggaran: kode program \"{}\" tidak diketahui", row.program.teks);
                self.usulan.tertolak.push(told);
                continue;
            };
            let known = self
                .usulan
                .lama("perjanjian_anggaran")
                .iter()
                .any(|old| old.get("versi") == Some(&versi) && old.get("program") == Some(&program));
            let isi = |text: String| Some(Isi::dari(text, &row.jumlah.lokasi));
            self.usulan.tambah(
                "perjanjian_anggaran",
                [
                    ("versi", isi(versi.clone())),
                    ("urut", isi(urut.to_string()).filter(|_| !known)),
                    ("program", isi(program)),
                    ("nama", isi(row.program.teks.clone())),
                    ("jumlah", isi(super::anggaran::amount(row.jumlah.nilai))),
                    ("sumber_dana", isi(row.sumber_dana.clone().unwrap_or_else(|| "tidak disebut".to_string()))),
                ],
            );
        }
    }

    /// The code of a programme by its name: in the tables of the report, else in the nomenclature.
    fn kode_program(&self, nama: &str) -> Option<String> {
        let own = self.fakta.anggaran.iter().map(|row| (&row.kode, &row.nama.teks));
        let listed = self.fakta.nama_program.iter().map(|(kode, nama)| (kode, &nama.teks));
        let known = nomenklatur_lengkap().map(|entry| (&entry.kode, &entry.nama));
        let all = own.chain(listed).chain(known).filter(|(kode, _)| kode.tingkat() == Tingkat::Program);
        let bare = |text: &str| normal(text).trim_start_matches("program ").to_string();
        all.into_iter().find(|(_, name)| serupa(&bare(name), &bare(nama))).map(|(kode, _)| kode.as_str().to_string())
    }

    fn target_triwulan(&mut self) {
        for row in &self.fakta.target_triwulan {
            let Some(kode) = self.kode_indikator(&row.indikator) else { continue };
            let isi = |text: String| Some(Isi::dari(text, &row.target.lokasi));
            self.usulan.tambah(
                "target_triwulan",
                [
                    ("indikator", isi(kode)),
                    ("triwulan", isi(row.triwulan.write())),
                    ("target", isi(row.target.teks.clone())),
                    ("tertinggi", row.tertinggi.clone().and_then(isi)),
                ],
            );
        }
    }

    /// Results that no list stands behind, remarks and explanations.
    fn pengukuran(&mut self) {
        let triwulan = self.periode.triwulan().write();
        for row in self.fakta.indikator.iter().filter(|row| row.induk.is_some()) {
            let Some(kode) = self.kode_indikator(&row.nama.teks) else { continue };
            let of = |old: &Baris| old.get("indikator") == Some(&kode);
            let counted = self.usulan.lama("komponen").iter().any(of)
                || self.usulan.baris.iter().any(|new| {
                    new.tabel.name == "komponen" && new.isi.get("indikator").is_some_and(|isi| isi.teks == kode)
                });
            // A result up to a quarter is that of the quarter only where the last value counts.
            let last = |text: &str| matches!(text, "nilai akhir" | "kumulatif");
            let joined = self
                .usulan
                .lama("indikator")
                .iter()
                .find(|old| old.get("kode") == Some(&kode))
                .and_then(|old| old.get("akumulasi"));
            let measured = row
                .realisasi
                .as_ref()
                .filter(|_| !counted && joined.is_none_or(|text| last(text) && text != "kumulatif"));
            let remark = row
                .keterangan
                .as_ref()
                .filter(|remark| !is_category(&remark.teks) && !normal(&remark.teks).starts_with("belum tersedia"));
            let waiting = row
                .realisasi
                .is_none()
                .then(|| waiting(row.keterangan.as_ref().map_or("", |remark| remark.teks.as_str())))
                .flatten();
            let about = self.uraian_indikator(&row.nama.teks);
            let penjelasan: Vec<String> = about
                .penjelasan
                .iter()
                .filter(|nilai| !self.tercetak(&nilai.teks))
                .map(|nilai| nilai.teks.clone())
                .collect();
            let lokasi = about.penjelasan.first().map_or(&row.nama.lokasi, |nilai| &nilai.lokasi);
            if measured.is_none() && remark.is_none() && waiting.is_none() && penjelasan.is_empty() {
                continue;
            }
            let isi = |text: String| Some(Isi::dari(text, &row.nama.lokasi));
            let said = |text: &str| row.keterangan.as_ref().map(|remark| Isi::dari(text, &remark.lokasi));
            self.usulan.tambah(
                "pengukuran",
                [
                    ("indikator", isi(kode.clone())),
                    ("triwulan", isi(triwulan.clone())),
                    ("realisasi", measured.map(Isi::nilai)),
                    ("menunggu_sumber", waiting.as_ref().and_then(|(from, _)| said(from))),
                    ("menunggu_waktu", waiting.as_ref().and_then(|(_, when)| said(when))),
                    ("keterangan", remark.map(Isi::nilai)),
                    ("penjelasan", Some(Isi::dari(penjelasan.join("\n\n"), lokasi))),
                ],
            );
        }
    }

    fn butir(&mut self) {
        let mut urut: BTreeMap<JenisButir, u32> = BTreeMap::new();
        let batas = self.akhir.write();
        for butir in &self.fakta.butir {
            let (nama, awalan) = match butir.jenis {
                JenisButir::Fasilitasi => ("fasilitasi", "FAS"),
                JenisButir::Koordinasi => ("koordinasi", "KOR"),
                JenisButir::Rekomendasi => ("rekomendasi", "REK"),
            };
            let number = urut.entry(butir.jenis).or_default();
            *number += 1;
            let jenis = self.usulan.cari("jenis_fasilitasi", "nama", nama).unwrap_or_else(|| awalan.to_string());
            let same_kind = |row: &&Baris| row.get("jenis") == Some(&jenis);
            let known = self.usulan.lama("fasilitasi").iter().filter(same_kind);
            let old = known
                .clone()
                .find(|row| row.get("uraian").is_some_and(|old| normal(old) == normal(&butir.uraian.teks)));
            let old = old
                .or_else(|| {
                    known.clone().find(|row| row.get("uraian").is_some_and(|old| serupa(old, &butir.uraian.teks)))
                })
                .cloned();
            let kode = old
                .as_ref()
                .and_then(|row| row.get("kode").cloned())
                .unwrap_or_else(|| self.free("fasilitasi", |number| format!("F-{number:02}")));
            // As of the report's day: what happened later does not contradict a report that could not know it.
            let as_of = |column: &str, day: &str, said: Option<bool>| {
                let said = said?;
                let later = old.as_ref().and_then(|row| row.get(day)).is_some_and(|day| *day > batas);
                let then = old.as_ref().and_then(|row| row.get(column)).map(|text| text == "ya" && !later);
                match (old.is_some(), then) {
                    (true, Some(then)) if then == said => None,
                    (true, None) if !said => None,
                    _ => Some(Isi::dari(if said { "ya" } else { "tidak" }, &butir.uraian.lokasi)),
                }
            };
            let isi = |text: String| Some(Isi::dari(text, &butir.uraian.lokasi));
            let row = [
                ("terlaksana", as_of("terlaksana", "tanggal_terlaksana", butir.terlaksana)),
                ("ditindaklanjuti", as_of("ditindaklanjuti", "tanggal_ditindaklanjuti", butir.ditindaklanjuti)),
                ("kode", isi(kode)),
                ("urut", isi(number.to_string()).filter(|_| old.is_none())),
                ("jenis", isi(jenis.clone())),
                ("uraian", isi(butir.uraian.teks.clone()).filter(|_| old.is_none())),
            ];
            self.usulan.tambah("fasilitasi", row);
        }
    }

    fn dokumen_desa(&mut self) {
        for row in &self.fakta.dokumen_desa {
            let Some(desa) = self.usulan.cari("desa", "nama", &row.desa.teks) else {
                let told = format!("dokumen_desa: desa \"{}\" tidak ada dalam daftar desa", row.desa.teks);
                self.usulan.tertolak.push(told);
                continue;
            };
            let isi = |text: String| Some(Isi::dari(text, &row.desa.lokasi));
            let date =
                |macam: TanggalDokumen| row.tanggal.filter(|_| row.macam == macam).and_then(|date| isi(date.write()));
            if row.tanggal.is_none() {
                continue;
            }
            self.usulan.tambah(
                "dokumen_desa",
                [
                    ("desa", isi(desa)),
                    ("jenis", isi(row.jenis.clone())),
                    ("ditetapkan", date(TanggalDokumen::Ditetapkan)),
                    ("diundangkan", date(TanggalDokumen::Diundangkan)),
                    ("diterima", date(TanggalDokumen::Diterima)),
                ],
            );
        }
        if self.baru {
            self.jadwal();
        }
    }

    /// Deadlines and the choices behind the ticks, for an office that has none yet.
    fn jadwal(&mut self) {
        let since = format!("{}-01-01", self.tahun);
        for (jenis, _) in self.jenis_dokumen() {
            let Some(law) = tenggat_bawaan().iter().find(|row| row.jenis == jenis) else { continue };
            let isi = |text: String| Some(Isi::ditetapkan(text, "tenggat menurut peraturan nasional"));
            let day = law.berlaku_sejak.map(|day| day.write()).unwrap_or_else(|| since.clone());
            self.usulan.tambah(
                "tenggat_dokumen",
                [
                    ("jenis", isi(jenis.clone())),
                    ("nama", isi(law.nama.clone())),
                    ("dasar", isi("hukum".to_string())),
                    ("berlaku_sejak", isi(day)),
                    ("selisih_tahun", isi(law.selisih_tahun.clone())),
                    ("buka", isi(law.buka.clone())),
                    ("tenggat", isi(law.tenggat.clone())),
                    ("sumber", isi(law.sumber.clone())),
                ],
            );
            // A local schedule counts where documents were judged by it; one that nobody has met yet stays a sentence.
            let judged = self.fakta.dokumen_desa.iter().any(|row| row.jenis == jenis && row.tepat.is_some());
            let Some(own) = self.fakta.jadwal.iter().find(|row| row.jenis == jenis).filter(|_| judged) else {
                continue;
            };
            let isi = |text: String| Some(Isi::dari(text, &own.lokasi));
            let short = |day: domain::value::Tanggal| format!("{:02}-{:02}", day.day(), day.month());
            self.usulan.tambah(
                "tenggat_dokumen",
                [
                    ("jenis", isi(jenis)),
                    ("nama", isi(law.nama.clone())),
                    ("dasar", isi("daerah".to_string())),
                    ("berlaku_sejak", isi(since.clone())),
                    ("selisih_tahun", isi(law.selisih_tahun.clone())),
                    ("buka", own.buka.and_then(|day| isi(short(day)))),
                    ("tenggat", isi(short(own.tutup))),
                    ("sumber", isi(own.sumber.clone().unwrap_or_else(|| format!("jadwal dalam {}", self.sebutan())))),
                ],
            );
        }
        let sebutan = self.sebutan();
        let mut set = |nama: &str, nilai: &str, why: &str| {
            let isi = |text: &str| Some(Isi::ditetapkan(text, why));
            self.usulan.tambah(
                "parameter",
                [
                    ("nama", isi(nama)),
                    ("nilai", isi(nilai)),
                    ("berlaku_sejak", isi(&since)),
                    ("sumber", isi(&format!("{sebutan}: {why}"))),
                ],
            );
        };
        if let Some(row) = self.fakta.dokumen_desa.iter().find(|row| row.tanggal.is_some()) {
            let word = match row.macam {
                TanggalDokumen::Ditetapkan => "ditetapkan",
                TanggalDokumen::Diundangkan => "diundangkan",
                TanggalDokumen::Diterima => "diterima",
            };
            set("dokumen_desa.tanggal_dihitung", word, "tanggal yang dicatat tabel dokumen desa");
        }
        let early = self.fakta.dokumen_desa.iter().find_map(|row| {
            let opens = self.fakta.jadwal.iter().find(|jadwal| jadwal.jenis == row.jenis)?.buka?;
            row.tepat.filter(|_| row.tanggal.is_some_and(|date| date < opens))
        });
        if let Some(counts) = early {
            let word = if counts { "ya" } else { "tidak" };
            set(
                "dokumen_desa.lebih_awal_tepat_waktu",
                word,
                "dokumen yang masuk sebelum jadwal dibuka ditandai demikian",
            );
        }
    }
}

/// "Sangat Tinggi" under "Keterangan" is a category, which the register computes.
fn is_category(text: &str) -> bool {
    matches!(normal(text).as_str(), "sangat tinggi" | "tinggi" | "sedang" | "rendah" | "sangat rendah")
}

/// From whom and when a result will come, where a remark says so.
fn waiting(text: &str) -> Option<(String, String)> {
    if let Some(rest) = text.strip_prefix("Belum tersedia: ") {
        let (from, when) = rest.split_once(", ").unwrap_or((rest, ""));
        return Some((from.to_string(), when.to_string()));
    }
    let lower = text.to_lowercase();
    let quarter = lower.rfind("triwulan").and_then(|at| text.get(at..)).unwrap_or_default().trim_end_matches('.');
    let from = lower.find("bagian").or_else(|| lower.find("dinas")).or_else(|| lower.find("inspektorat"))?;
    let words: Vec<&str> = text.get(from..)?.split_whitespace().take(2).collect();
    Some((words.join(" "), quarter.to_string()))
}
