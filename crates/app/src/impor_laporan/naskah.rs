//! Typed text: narrative by section, analysis, innovations.

use audit::dokumen::normal;
use audit::fakta::{JenisUnsur, Nilai};
use domain::schema::Field;
use domain::value::Tanggal;

use super::susun::Penyusun;
use super::usulan::Isi;

impl Penyusun<'_> {
    /// What the report lists as causes and plans.
    pub(super) fn analisis(&mut self) {
        let triwulan = self.periode.triwulan().write();
        let mut counts: std::collections::BTreeMap<&'static str, u32> = std::collections::BTreeMap::new();
        for bagian in ["penyebab", "efisiensi", "rekomendasi"] {
            for (lead, items) in self.daftar(bagian) {
                let Some(jenis) = kind(bagian, &lead) else { continue };
                for item in items {
                    let urut = counts.entry(jenis).or_default();
                    *urut += 1;
                    let urut = urut.to_string();
                    let isi = |text: &str| Some(Isi::dari(text, &item.lokasi));
                    let uraian = super::susun::butir(&item.teks);
                    let known = self.usulan.lama("analisis").iter().any(|row| {
                        row.get("triwulan") == Some(&triwulan)
                            && row.get("jenis").is_some_and(|old| old == jenis)
                            && row.get("uraian").is_some_and(|old| normal(old) == normal(&uraian))
                    });
                    // A register with insertions prints other words than it holds.
                    if known || !self.baru && self.tercetak(&item.teks) {
                        continue;
                    }
                    let diterima =
                        (jenis == "rekomendasi").then(|| Isi::ditetapkan("ya", "dicetak sebagai rekomendasi"));
                    self.usulan.tambah(
                        "analisis",
                        [
                            ("triwulan", isi(&triwulan)),
                            ("jenis", isi(jenis)),
                            ("urut", isi(&urut)),
                            ("uraian", isi(&uraian)),
                            ("diterima", diterima),
                        ],
                    );
                }
            }
        }
    }

    /// Paragraphs that somebody wrote, by section; what the register prints by itself is left out.
    pub(super) fn naskah(&mut self) {
        const WITHOUT: [&str; 4] = ["", "capaian-indikator", "inovasi", "dasar-hukum"];
        let periode = self.periode.write();
        let known: Vec<&'static str> = report::daftar_bagian().map(|(id, _)| id).collect();
        let mut texts: Vec<(&'static str, Vec<Nilai>)> = Vec::new();
        for part in &self.fakta.susunan {
            // The form of the agreement is printed by the register.
            let form = part.judul.chars().any(char::is_alphabetic) && part.judul.starts_with("PERJANJIAN KINERJA");
            if WITHOUT.contains(&part.bagian) || !known.contains(&part.bagian) || form {
                continue;
            }
            let own = paragraphs(part);
            match texts.iter_mut().find(|(bagian, _)| *bagian == part.bagian) {
                Some((_, all)) => all.extend(own),
                None => texts.push((part.bagian, own)),
            }
        }
        for (bagian, all) in texts {
            let own: Vec<&Nilai> = all.iter().filter(|nilai| !self.tercetak(&nilai.teks)).collect();
            let Some(first) = own.first() else { continue };
            let isi = |text: &str| Some(Isi::dari(text, &first.lokasi));
            let text = own.iter().map(|nilai| nilai.teks.clone()).collect::<Vec<_>>().join("\n\n");
            if bagian == "gambaran-umum" {
                let row = self.usulan.baris.iter_mut().find(|row| row.tabel.name == "instansi");
                if let Some(row) = row {
                    row.isi.insert("gambaran_umum", Isi::dari(text, &first.lokasi));
                }
                continue;
            }
            // A text in which the checker found something waits for somebody to read it.
            let doubted = own.iter().any(|nilai| self.ragu.contains(&nilai.lokasi.letak));
            self.usulan.tambah(
                "naskah",
                [
                    ("periode", isi(&periode)),
                    ("bagian", isi(bagian)),
                    ("isi", isi(&text)),
                    ("ditinjau", isi("tidak").filter(|_| doubted)),
                ],
            );
        }
    }

    /// Innovations by their titles, each part by its heading.
    pub(super) fn inovasi(&mut self) {
        let units: Vec<_> = self
            .fakta
            .susunan
            .iter()
            .filter(|part| part.bagian == "inovasi")
            .flat_map(|part| part.unsur.clone())
            .collect();
        let mut at = Keadaan::default();
        for unsur in &units {
            let text = &unsur.isi.teks;
            let titled = normal(text).starts_with("judul inovasi");
            let numbered = unsur.jenis == JenisUnsur::Judul && unsur.nomor.starts_with(|c: char| c.is_ascii_digit());
            if titled || numbered {
                self.close(&mut at);
                let title =
                    if titled { text.split_once(':').map_or("", |(_, rest)| rest).trim() } else { text.as_str() };
                let (nama, singkatan) = names(title);
                let kode = self
                    .usulan
                    .cari("inovasi", "nama", &nama)
                    .unwrap_or_else(|| self.usulan.kode("inovasi", "nama", &nama, "INV-"));
                at = Keadaan { kode: Some(kode.clone()), ..Keadaan::default() };
                let urut = self.urut("inovasi");
                let known = self.usulan.lama("inovasi").iter().any(|row| row.get("kode") == Some(&kode));
                let isi = |text: &str| Some(Isi::dari(text, &unsur.isi.lokasi));
                self.usulan.tambah(
                    "inovasi",
                    [
                        ("kode", isi(&kode)),
                        ("urut", isi(&urut).filter(|_| !known)),
                        ("nama", isi(&nama).filter(|_| !known)),
                        ("singkatan", singkatan.as_deref().and_then(isi).filter(|_| !known)),
                    ],
                );
                continue;
            }
            let Some(kode) = at.kode.clone() else { continue };
            if let Some(day) = since(text) {
                let row =
                    self.usulan.baris.iter_mut().find(|row| {
                        row.tabel.name == "inovasi" && row.isi.get("kode").is_some_and(|isi| isi.teks == kode)
                    });
                if let Some(row) = row {
                    row.isi.insert("sejak", Isi::dari(day.write(), &unsur.isi.lokasi));
                }
                continue;
            }
            let short = text.chars().count() < 90 && !text.ends_with('.');
            if let Some(part) = part(text).filter(|_| short && unsur.jenis != JenisUnsur::Butir) {
                self.close(&mut at);
                (at.bagian, at.kelompok, at.urut) = (Some(part), None, 0);
                continue;
            }
            if text.starts_with("Bagi ") && short {
                self.close(&mut at);
                (at.kelompok, at.urut) =
                    (Some(text.trim_end_matches([':', ' ']).trim_start_matches("Bagi ").to_string()), 0);
                continue;
            }
            match unsur.jenis {
                JenisUnsur::Alinea if text.ends_with(':') || text.ends_with("antara lain") => self.close(&mut at),
                JenisUnsur::Alinea => at.alinea.push(unsur.isi.clone()),
                JenisUnsur::Butir => {
                    self.close(&mut at);
                    let uraian = super::susun::butir(text);
                    self.part_of(&mut at, &uraian, &unsur.isi);
                }
                JenisUnsur::Judul => {}
            }
        }
        self.close(&mut at);
    }

    /// Paragraphs that stand together are one text.
    fn close(&mut self, at: &mut Keadaan) {
        let texts = std::mem::take(&mut at.alinea);
        if let Some(first) = texts.first() {
            let text = texts.iter().map(|nilai| nilai.teks.clone()).collect::<Vec<_>>().join("\n\n");
            self.part_of(at, &text, first);
        }
    }

    fn part_of(&mut self, at: &mut Keadaan, text: &str, nilai: &Nilai) {
        let (Some(kode), Some(bagian)) = (&at.kode, at.bagian) else { return };
        at.urut += 1;
        let known = self.usulan.lama("uraian_inovasi").iter().any(|row| {
            row.get("inovasi") == Some(kode)
                && row.get("bagian").is_some_and(|old| old == bagian)
                && row.get("uraian").is_some_and(|old| normal(old) == normal(text))
        });
        if known || !self.baru && self.tercetak(text) {
            return;
        }
        let isi = |text: &str| Some(Isi::dari(text, &nilai.lokasi));
        self.usulan.tambah(
            "uraian_inovasi",
            [
                ("inovasi", isi(kode)),
                ("bagian", isi(bagian)),
                ("kelompok", at.kelompok.as_deref().and_then(isi)),
                ("urut", isi(&at.urut.to_string())),
                ("uraian", isi(text)),
            ],
        );
    }
}

#[derive(Default)]
struct Keadaan {
    kode: Option<String>,
    bagian: Option<&'static str>,
    kelompok: Option<String>,
    urut: u32,
    alinea: Vec<Nilai>,
}

/// The paragraphs of a section; the lead of a table that the register prints itself ends like a sentence.
fn paragraphs(part: &audit::fakta::Potongan) -> Vec<Nilai> {
    let whole = part.alinea().into_iter().cloned().collect::<Vec<_>>();
    let lead = part.unsur.iter().find(|unsur| {
        unsur.jenis == JenisUnsur::Alinea && unsur.isi.teks.ends_with(':') && unsur.isi.teks.chars().count() > 200
    });
    match (whole.is_empty(), lead) {
        (true, Some(lead)) => {
            let lower = lead.isi.teks.to_lowercase();
            let end = lower
                .rfind(" sebagai")
                .and_then(|end| lead.isi.teks.get(..end))
                .map(|text| format!("{}.", text.trim_end_matches(',')));
            end.map(|teks| Nilai { teks, lokasi: lead.isi.lokasi.clone() }).into_iter().collect()
        }
        _ => whole,
    }
}

fn kind(bagian: &str, lead: &str) -> Option<&'static str> {
    let plain = normal(lead);
    let says = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    Some(match bagian {
        "rekomendasi" if !plain.starts_with("usul") => "rekomendasi",
        _ if says(&["faktor keberhasilan", "mendukung keberhasilan", "faktor pendukung"]) => "faktor keberhasilan",
        _ if says(&["strategi"]) => "strategi",
        _ if says(&["upaya", "berupaya", "mengatasi", "solusi"]) => "upaya",
        _ if says(&["kendala", "hambatan"]) => "kendala",
        _ if says(&["permasalahan"]) => "permasalahan",
        _ => return None,
    })
}

/// Name and short name of an innovation: "Pelayanan Hari Sabtu (PESAT)" and "PESAT (Pelayanan Hari Sabtu)".
fn names(title: &str) -> (String, Option<String>) {
    let title = title.trim().trim_end_matches('.');
    let Some((outside, inside)) =
        title.rsplit_once('(').and_then(|(left, right)| Some((left.trim(), right.strip_suffix(')')?.trim())))
    else {
        return (title.to_string(), None);
    };
    if outside.chars().count() >= inside.chars().count() {
        (outside.to_string(), Some(inside.to_string()))
    } else {
        (inside.to_string(), Some(outside.to_string()))
    }
}

/// "Inovasi dilaksanakan mulai 22 Agustus 2020".
fn since(text: &str) -> Option<Tanggal> {
    let rest = text.strip_prefix("Inovasi dilaksanakan ")?;
    let words: Vec<&str> =
        rest.split_whitespace().skip(1).take(3).map(|word| word.trim_end_matches(['.', ','])).collect();
    Tanggal::read(&words.join(" ")).ok()
}

fn part(text: &str) -> Option<&'static str> {
    let plain = normal(text);
    let begins = |words: &[&str]| words.iter().any(|word| plain.starts_with(word));
    Some(match () {
        () if begins(&["latar belakang"]) => "latar belakang",
        () if begins(&["tujuan"]) => "tujuan",
        () if begins(&["manfaat"]) => "manfaat",
        () if begins(&["sebelum"]) => "dampak sebelum",
        () if begins(&["sesudah", "setelah"]) => "dampak sesudah",
        () if begins(&["kendala"]) => "kendala",
        () if begins(&["keterkaitan"]) => "keterkaitan",
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_stand_inside_or_outside_the_parentheses() {
        assert_eq!(
            names("Layanan Antar Surat (LARAS)"),
            ("Layanan Antar Surat".to_string(), Some("LARAS".to_string()))
        );
        assert_eq!(
            names("LARAS (Layanan Antar Surat)."),
            ("Layanan Antar Surat".to_string(), Some("LARAS".to_string()))
        );
        assert_eq!(names("Layanan Antar Surat"), ("Layanan Antar Surat".to_string(), None));
    }

    #[test]
    fn leads_say_what_a_list_is() {
        assert_eq!(kind("penyebab", "Kendala yang dihadapi:"), Some("kendala"));
        assert_eq!(kind("penyebab", "Dari faktor permasalahan di atas kecamatan berupaya mengatasinya"), Some("upaya"));
        assert_eq!(kind("penyebab", "Faktor keberhasilan tercapainya kinerja :"), Some("faktor keberhasilan"));
        assert_eq!(kind("efisiensi", "Jumlah pegawai"), None);
        assert_eq!(since("Inovasi dilaksanakan mulai 22 Agustus 2020 sampai sekarang."), Tanggal::new(2020, 8, 22));
    }
}
