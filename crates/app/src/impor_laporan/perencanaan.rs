//! Strategy: parent plans, vision to sasaran, SWOT, isu strategis, kebijakan.

use audit::dokumen::normal;
use audit::fakta::{JenisUnsur, Nilai, serupa};

use super::susun::Penyusun;
use super::usulan::Isi;

impl Penyusun<'_> {
    pub(super) fn perencanaan(&mut self) {
        let years = self.rencana_induk();
        self.visi_misi(&years);
        self.tujuan_sasaran(&years);
        self.indikator(&years);
        self.komponen();
        self.target_rencana();
        self.tahun_lalu();
        self.daftar_teks();
    }

    /// Plans named with their years: "Rencana Strategis ... Tahun 2024-2026". Gives the years of the Renstra.
    fn rencana_induk(&mut self) -> (String, String) {
        let mut found: Vec<(&'static str, &'static str, String, String, String, Nilai)> = Vec::new();
        for unsur in self.fakta.susunan.iter().flat_map(|part| &part.unsur) {
            for (name, first, last) in plans(&unsur.isi.teks) {
                let Some((jenis, kode, nama)) = plan_kind(&name) else { continue };
                if !found.iter().any(|other| other.0 == jenis) {
                    found.push((jenis, kode, nama, first, last, unsur.isi.clone()));
                }
            }
        }
        let year = self.tahun.to_string();
        let mut years = (year.clone(), year);
        for (jenis, kode, nama, first, last, nilai) in found {
            if jenis == "Renstra" {
                years = (first.clone(), last.clone());
            }
            if self.usulan.lama("rencana_induk").iter().any(|row| row.get("jenis").is_some_and(|old| old == jenis)) {
                continue;
            }
            let isi = |text: &str| Some(Isi::dari(text, &nilai.lokasi));
            self.usulan.tambah(
                "rencana_induk",
                [
                    ("kode", isi(kode)),
                    ("jenis", isi(jenis)),
                    ("nama", isi(&nama)),
                    ("tahun_awal", isi(&first)),
                    ("tahun_akhir", isi(&last)),
                ],
            );
        }
        let old =
            self.usulan.lama("rencana_induk").iter().find(|row| row.get("jenis").is_some_and(|old| old == "Renstra"));
        if let Some((first, last)) = old.and_then(|row| Some((row.get("tahun_awal")?, row.get("tahun_akhir")?))) {
            years = (first.clone(), last.clone());
        }
        years
    }

    /// Quotations under the headings of visi and misi.
    fn visi_misi(&mut self, (first, last): &(String, String)) {
        let Some(part) = self.bagian("visi-misi") else { return };
        let owner = self.fakta.identitas.kabupaten.clone().unwrap_or_default();
        let (mut misi, mut nomor) = (false, "1".to_string());
        let mut rows: Vec<(bool, String, Nilai, String)> = Vec::new();
        for unsur in &part.unsur {
            let text = &unsur.isi.teks;
            if unsur.jenis == JenisUnsur::Judul {
                misi = normal(text).starts_with("misi");
            } else if let Some(quoted) = quotation(text) {
                rows.push((misi, quoted, unsur.isi.clone(), nomor.clone()));
            } else {
                nomor = mission_number(text).unwrap_or(nomor);
            }
        }
        for (misi, uraian, nilai, nomor) in rows {
            let isi = |text: &str| Some(Isi::dari(text, &nilai.lokasi));
            if misi && self.usulan.cari("misi", "uraian", &uraian).is_none() {
                let kode = format!("M{nomor}");
                self.usulan.tambah(
                    "misi",
                    [
                        ("kode", isi(&kode)),
                        ("nomor", isi(&nomor)),
                        ("pemilik", isi(&owner)),
                        ("uraian", isi(&uraian)),
                        ("tahun_awal", isi(first)),
                        ("tahun_akhir", isi(last)),
                    ],
                );
            } else if !misi
                && !self.usulan.lama("visi").iter().any(|row| row.get("uraian").is_some_and(|old| serupa(old, &uraian)))
            {
                self.usulan.tambah(
                    "visi",
                    [
                        ("tahun_awal", isi(first)),
                        ("tahun_akhir", isi(last)),
                        ("pemilik", isi(&owner)),
                        ("uraian", isi(&uraian)),
                    ],
                );
            }
        }
    }

    /// Tujuan and sasaran from their section, then from the tables.
    fn tujuan_sasaran(&mut self, years: &(String, String)) {
        let mut current: Option<String> = None;
        let units: Vec<_> = self.bagian("tujuan-sasaran").map(|part| part.unsur.clone()).unwrap_or_default();
        for unsur in &units {
            let text = unsur.isi.teks.trim_end_matches([';', '.', ' ']).to_string();
            if let Some(quoted) = quotation(&unsur.isi.teks) {
                current = Some(self.goal("tujuan", "T", &quoted, &unsur.isi, years, None));
            } else if let (JenisUnsur::Butir, Some(tujuan)) = (unsur.jenis, current.clone()) {
                self.goal("sasaran", "S", &text, &unsur.isi, years, Some(&tujuan));
            }
        }
        let tables = self.fakta.indikator.iter().chain(&self.fakta.target_perjanjian);
        for row in tables {
            let Some(owner) = &row.induk else { continue };
            match row.tujuan {
                Some(true) => {
                    self.goal("tujuan", "T", &owner.teks, owner, years, None);
                }
                Some(false) => {
                    let tujuan = self.only_goal(owner, years);
                    self.goal("sasaran", "S", &owner.teks, owner, years, Some(&tujuan));
                }
                None => {}
            }
        }
    }

    /// The first tujuan; where the report names none, one that says so, since a sasaran needs a tujuan.
    fn only_goal(&mut self, near: &Nilai, years: &(String, String)) -> String {
        let new = self.usulan.baris.iter().find(|row| row.tabel.name == "tujuan").and_then(|row| row.isi.get("kode"));
        let old = self.usulan.lama("tujuan").first().and_then(|row| row.get("kode").cloned());
        if let Some(kode) = new.map(|isi| isi.teks.clone()).or(old) {
            return kode;
        }
        self.usulan
            .tertolak
            .push("tujuan: tidak disebut dokumen; isi tabel tujuan lebih dahulu diberi tanda".to_string());
        self.goal("tujuan", "T", "Tujuan belum disebut", near, years, None)
    }

    fn goal(
        &mut self,
        tabel: &'static str,
        awalan: &str,
        text: &str,
        nilai: &Nilai,
        (first, last): &(String, String),
        tujuan: Option<&str>,
    ) -> String {
        if let Some(known) = self.usulan.cari(tabel, "uraian", text) {
            return known;
        }
        let kode = self.usulan.kode(tabel, "uraian", text, awalan);
        let urut = self.urut(tabel);
        let misi: Vec<String> =
            self.usulan.baris.iter().filter(|row| row.tabel.name == "misi").map(|row| row.kunci().concat()).collect();
        let misi = match misi.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let isi = |text: &str| Some(Isi::dari(text, &nilai.lokasi));
        self.usulan.tambah(
            tabel,
            [
                ("kode", isi(&kode)),
                ("urut", isi(&urut)),
                ("misi", misi.as_deref().and_then(isi)),
                ("tujuan", tujuan.and_then(isi)),
                ("uraian", isi(text)),
                ("tahun_awal", isi(first)),
                ("tahun_akhir", isi(last)),
            ],
        );
        kode
    }

    /// SWOT, isu strategis, kebijakan.
    fn daftar_teks(&mut self) {
        const FAKTOR: [(&str, &str); 8] = [
            ("kekuatan", "kekuatan"),
            ("strength", "kekuatan"),
            ("kelemahan", "kelemahan"),
            ("weakness", "kelemahan"),
            ("peluang", "peluang"),
            ("opportunit", "peluang"),
            ("ancaman", "ancaman"),
            ("threat", "ancaman"),
        ];
        let lists: Vec<(String, Vec<Nilai>)> = self.daftar("permasalahan-utama");
        for (lead, items) in lists {
            let plain = normal(&lead);
            let faktor = FAKTOR
                .iter()
                .find(|(word, _)| plain.contains(word) && lead.chars().count() < 80)
                .map(|(_, faktor)| *faktor);
            for (item, urut) in items.iter().zip(1_u32..) {
                let isi = |text: &str| Some(Isi::dari(text, &item.lokasi));
                let uraian = super::susun::butir(&item.teks);
                match faktor {
                    Some(faktor) => {
                        self.usulan.tambah(
                            "swot",
                            [("faktor", isi(faktor)), ("urut", isi(&urut.to_string())), ("uraian", isi(&uraian))],
                        );
                    }
                    None => self
                        .usulan
                        .tambah("isu_strategis", [("urut", isi(&urut.to_string())), ("uraian", isi(&uraian))]),
                }
            }
        }
        if let Some((_, items)) = self.daftar("kebijakan-program").into_iter().next() {
            for (item, urut) in items.iter().zip(1_u32..) {
                let isi = |text: &str| Some(Isi::dari(text, &item.lokasi));
                self.usulan.tambah(
                    "kebijakan",
                    [("urut", isi(&urut.to_string())), ("uraian", isi(&super::susun::butir(&item.teks)))],
                );
            }
        }
    }
}

/// The text between quotation marks, where nothing else stands.
fn quotation(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix(['“', '"', '”'])?;
    let inner = inner.trim_end_matches(['.', ';', ' ']).strip_suffix(['”', '"', '“'])?.trim();
    (inner.chars().count() >= 10).then(|| inner.to_string())
}

/// "misi 3" and "Misi 3 (tiga)" name the mission that is followed.
fn mission_number(text: &str) -> Option<String> {
    let plain = normal(text);
    let mut words = plain.split(' ').skip_while(|word| *word != "misi").peekable();
    while words.next().is_some() {
        if let Some(number) =
            words.peek().filter(|word| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Some((*number).to_string());
        }
    }
    None
}

/// Plans with their years: the words before "Tahun 2024-2026".
fn plans(text: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("Tahun ") {
        let years: Vec<char> = text.get(at + 6..).unwrap_or_default().chars().take(9).collect();
        let (first, last): (String, String) = (years.iter().take(4).collect(), years.iter().skip(5).collect());
        let digits = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let joined = years.get(4).is_some_and(|c| matches!(c, '-' | '–' | '—'));
        let name = text.get(..at).unwrap_or_default().trim();
        if joined && digits(&first) && digits(&last) {
            found.push((name.to_string(), first, last));
        }
    }
    found
}

fn plan_kind(before: &str) -> Option<(&'static str, &'static str, String)> {
    const WORDS: [(&str, &str, &str, &str); 6] = [
        ("Rencana Strategis", "Renstra", "RENSTRA", "Rencana Strategis"),
        ("Renstra", "Renstra", "RENSTRA", "Rencana Strategis"),
        ("Rencana Pembangunan Jangka Menengah Daerah", "RPJMD", "RPJMD", "Rencana Pembangunan Jangka Menengah Daerah"),
        ("RPJMD", "RPJMD", "RPJMD", "Rencana Pembangunan Jangka Menengah Daerah"),
        ("Rencana Pembangunan Daerah", "RPD", "RPD", "Rencana Pembangunan Daerah"),
        ("RPD", "RPD", "RPD", "Rencana Pembangunan Daerah"),
    ];
    let last =
        WORDS.iter().filter_map(|(word, jenis, kode, whole)| Some((before.rfind(word)?, *word, *jenis, *kode, *whole)));
    let (at, word, jenis, kode, whole) = last.max_by_key(|(at, word, ..)| (*at, word.len()))?;
    let rest = before.get(at + word.len()..)?.trim();
    let named = rest.chars().count() <= 80
        && !rest.contains(['.', ';', ','])
        && rest.split(' ').all(|word| word.starts_with(char::is_uppercase));
    named.then(|| (jenis, kode, format!("{whole} {rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_named_with_their_years() {
        let text = "ditetapkan dalam RPD Kabupaten Contoh Tahun 2024-2026";
        let (before, first, last) = plans(text).remove(0);
        let (jenis, _, nama) = plan_kind(&before).unwrap();
        assert_eq!((jenis, nama.as_str()), ("RPD", "Rencana Pembangunan Daerah Kabupaten Contoh"));
        assert_eq!((first.as_str(), last.as_str()), ("2024", "2026"));
        assert!(plans("pada Tahun 2024").is_empty());
        assert!(plan_kind("Renstra yang disusun, sejak").is_none());
    }

    #[test]
    fn quotations_and_missions_are_read() {
        assert_eq!(quotation("“ Terwujudnya kecamatan yang baik”").as_deref(), Some("Terwujudnya kecamatan yang baik"));
        assert_eq!(quotation("Tanpa tanda kutip di sini"), None);
        assert_eq!(mission_number("disesuaikan dengan Misi 3 (tiga) Pemerintah").as_deref(), Some("3"));
    }
}
