//! The office: profile, legal basis, villages, units, personnel, who signs.

use audit::fakta::{JenisUnsur, Nilai, Unsur, tanpa_nomor};
use domain::value::Tanggal;

use super::susun::Penyusun;
use super::usulan::{Baris, Isi};

/// Where the list of regions comes from.
const WILAYAH: &str = "daftar wilayah menurut kode kecamatan";

impl Penyusun<'_> {
    pub(super) fn instansi(&mut self) {
        self.profil();
        self.dasar_hukum();
        self.unit();
        self.pegawai();
        self.pejabat();
    }

    /// What the code tells, then what the cover says.
    fn profil(&mut self) {
        if let Some(known) = crate::mulai::start(&self.kode) {
            for (tabel, rows) in super::usulan::rows(&known) {
                for row in rows {
                    let isi = |name: &str| row.get(name).map(|text| Isi::ditetapkan(text.clone(), WILAYAH));
                    match tabel {
                        "instansi" if self.baru => self.usulan.tambah("instansi", self.cover(&row)),
                        "desa" => {
                            self.usulan.tambah("desa", ["kode", "nama", "jenis"].map(|name| (name, isi(name))));
                        }
                        "jenis_fasilitasi" if self.baru => {
                            self.usulan
                                .tambah("jenis_fasilitasi", ["kode", "urut", "nama"].map(|name| (name, isi(name))));
                        }
                        _ => {}
                    }
                }
            }
        }
        if !self.baru {
            let old = self.usulan.lama("instansi").first().cloned().unwrap_or_default();
            let values = self.cover(&old);
            self.usulan.tambah("instansi", values);
        }
    }

    fn cover(&self, row: &Baris) -> [(&'static str, Option<Isi>); 13] {
        let identitas = &self.fakta.identitas;
        let known = |name: &'static str| (name, row.get(name).map(|text| Isi::ditetapkan(text.clone(), WILAYAH)));
        let said = |name: &'static str, nilai: &Option<Nilai>| {
            (name, nilai.as_ref().map(|nilai| Isi::dari(whole_words(&nilai.teks), &nilai.lokasi)))
        };
        [
            known("kode"),
            known("nama"),
            known("kabupaten"),
            known("provinsi"),
            known("sebutan_kepala"),
            known("sebutan_kepala_daerah"),
            known("tempat"),
            known("kota"),
            said("alamat", &identitas.alamat),
            said("telepon", &identitas.telepon),
            said("faksimile", &identitas.faksimile),
            said("surel", &identitas.surel),
            said("kode_pos", &identitas.kode_pos),
        ]
    }

    /// Every "Peraturan ... Nomor ... Tahun ... tentang ..." of the text, once.
    fn dasar_hukum(&mut self) {
        let mut found: Vec<(Peraturan, &'static str, Nilai)> = Vec::new();
        for part in &self.fakta.susunan {
            let mut lead = part.judul.clone();
            for unsur in &part.unsur {
                if unsur.jenis != JenisUnsur::Butir {
                    lead.clone_from(&unsur.isi.teks);
                }
                for one in regulations(&unsur.isi.teks) {
                    let use_of = kegunaan(part.bagian, &lead, &one.judul);
                    found.push((one, use_of, unsur.isi.clone()));
                }
            }
        }
        for (one, use_of, nilai) in found {
            let same = |row: &Baris| {
                ["jenis", "nomor", "tahun"].map(|name| row.get(name).map(|text| text.to_lowercase()))
                    == [&one.jenis, &one.nomor, &one.tahun].map(|text| Some(text.to_lowercase()))
            };
            let new = self
                .usulan
                .baris
                .iter()
                .filter(|row| row.tabel.name == "dasar_hukum")
                .any(|row| same(&row.isi.iter().map(|(name, isi)| (*name, isi.teks.clone())).collect()));
            if new || self.usulan.lama("dasar_hukum").iter().any(same) {
                continue;
            }
            let kode = self.usulan.kode("dasar_hukum", "judul", &one.judul, "DH-");
            let urut = self.urut("dasar_hukum");
            let isi = |text: &str| Some(Isi::dari(text, &nilai.lokasi));
            self.usulan.tambah(
                "dasar_hukum",
                [
                    ("kode", isi(&kode)),
                    ("urut", isi(&urut)),
                    ("jenis", isi(&one.jenis)),
                    ("nomor", isi(&one.nomor)),
                    ("tahun", isi(&one.tahun)),
                    ("judul", isi(&one.judul)),
                    ("kegunaan", isi(use_of)),
                ],
            );
        }
    }

    /// The list behind "Susunan organisasi": letters are units under the head, digits are under the letter above.
    fn unit(&mut self) {
        let Some(part) = self.bagian("gambaran-umum") else { return };
        let lead = |unsur: &Unsur| {
            unsur.jenis == JenisUnsur::Alinea && unsur.isi.teks.to_lowercase().starts_with("susunan organisasi")
        };
        let items: Vec<Unsur> = part
            .unsur
            .iter()
            .skip_while(|unsur| !lead(unsur))
            .skip(1)
            .take_while(|unsur| unsur.jenis == JenisUnsur::Butir)
            .cloned()
            .collect();
        let (mut root, mut above): (Option<String>, Option<String>) = (None, None);
        let mut urut = [0_u32, 0];
        for item in &items {
            let name =
                item.isi.teks.split(", yang terdiri").next().unwrap_or_default().trim_end_matches([';', '.', ':', ' ']);
            let inner = item.nomor.starts_with(|c: char| c.is_ascii_digit());
            let kode = self.usulan.kode("unit", "nama", name, "U-");
            let induk = if inner { above.clone() } else { root.clone() };
            let [outer_count, inner_count] = &mut urut;
            let number = if inner {
                *inner_count += 1;
                *inner_count
            } else {
                *inner_count = 0;
                // The head stands alone at the top; the units below it count from 1.
                if root.is_some() {
                    *outer_count += 1;
                }
                (*outer_count).max(1)
            };
            let isi = |text: String| Some(Isi::dari(text, &item.isi.lokasi));
            self.usulan.tambah(
                "unit",
                [
                    ("kode", isi(kode.clone())),
                    ("urut", isi(number.to_string())),
                    ("induk", induk.and_then(isi)),
                    ("nama", isi(name.to_string())),
                ],
            );
            if !inner {
                above = Some(kode.clone());
            }
            root.get_or_insert(kode);
        }
    }

    fn pegawai(&mut self) {
        let head = self.kepala().map(|(nama, _)| nama.teks.clone());
        for (pegawai, urut) in self.fakta.pegawai.iter().zip(1_u32..) {
            let nama = &pegawai.nama;
            let by_nip = self
                .usulan
                .lama("pegawai")
                .iter()
                .find(|row| !pegawai.nip.is_empty() && row.get("nip") == Some(&pegawai.nip));
            let kode = by_nip.and_then(|row| row.get("kode").cloned()).unwrap_or_else(|| {
                self.usulan.cari("pegawai", "nama", &nama.teks).unwrap_or_else(|| {
                    let width = if self.fakta.pegawai.len() > 99 { 3 } else { 2 };
                    self.free("pegawai", |number| format!("P-{number:0width$}"))
                })
            });
            let old = self.usulan.lama("pegawai").iter().any(|row| row.get("kode") == Some(&kode));
            let isi = |text: String| Some(Isi::dari(text, &nama.lokasi));
            self.usulan.tambah(
                "pegawai",
                [
                    ("kode", isi(kode.clone())),
                    ("urut", isi(urut.to_string()).filter(|_| !old)),
                    ("nama", isi(nama.teks.clone())),
                    ("jenis_kelamin", pegawai.laki_laki.and_then(|man| isi(if man { "L" } else { "P" }.to_string()))),
                    ("nip", isi(pegawai.nip.clone())),
                ],
            );
            let since = self.berlaku("riwayat_pegawai", |row| row.get("pegawai") == Some(&kode));
            let chief = head.as_ref().is_some_and(|head| audit::fakta::serupa(head, &nama.teks));
            let jabatan = pegawai.jabatan.clone().or_else(|| (chief && self.baru).then(|| "Camat".to_string()));
            self.usulan.tambah(
                "riwayat_pegawai",
                [
                    ("pegawai", isi(kode)),
                    ("berlaku_sejak", Some(since)),
                    ("status", pegawai.status.and_then(|status| isi(status.word().to_string()))),
                    ("golongan", pegawai.golongan.and_then(|golongan| isi(golongan.word().to_string()))),
                    ("eselon", pegawai.eselon.and_then(|eselon| isi(eselon.word().to_string()))),
                    ("jabatan", jabatan.and_then(isi)),
                    ("pendidikan", pegawai.pendidikan.and_then(|level| isi(level.word().to_string()))),
                ],
            );
        }
    }

    /// The name of the head of the office, with the status that stands before the title.
    fn kepala(&self) -> Option<(Nilai, &'static str)> {
        let found = self.fakta.penandatangan.iter().find(|who| who.jabatan.to_lowercase().contains("camat"))?;
        Some((found.nama.clone(), status(&found.jabatan)))
    }

    fn pejabat(&mut self) {
        let region = |title: &str| ["bupati", "wali kota", "walikota"].iter().any(|word| title.contains(word));
        let above = self.fakta.penandatangan.iter().find(|who| region(&who.jabatan.to_lowercase()));
        let above = above.map(|who| (who.nama.clone(), status(&who.jabatan)));
        for (peran, found) in [("kepala", self.kepala()), ("kepala daerah", above)] {
            let Some((nama, status)) = found else { continue };
            let pegawai = self.usulan.cari("pegawai", "nama", &nama.teks).filter(|_| peran == "kepala");
            let since = self.berlaku("pejabat", |row| row.get("peran").is_some_and(|text| text == peran));
            let isi = |text: &str| Some(Isi::dari(text, &nama.lokasi));
            self.usulan.tambah(
                "pejabat",
                [
                    ("peran", isi(peran)),
                    ("sejak", Some(since)),
                    ("status", isi(status)),
                    ("pegawai", pegawai.as_deref().and_then(isi)),
                    ("nama", if pegawai.is_some() { None } else { isi(&nama.teks) }),
                ],
            );
        }
    }

    /// Since when the row in force on the report's day is valid; for a new one the first day of the year.
    fn berlaku(&self, tabel: &'static str, is: impl Fn(&Baris) -> bool) -> Isi {
        let column = if tabel == "pejabat" { "sejak" } else { "berlaku_sejak" };
        let day = |row: &Baris| row.get(column).and_then(|text| <Tanggal as domain::schema::Field>::read(text).ok());
        let rows = self.usulan.lama(tabel).iter().filter(|row| is(row)).filter_map(day);
        match rows.filter(|day| *day <= self.akhir).max() {
            Some(day) => {
                Isi::ditetapkan(domain::schema::Field::write(&day), "baris register yang berlaku pada tanggal laporan")
            }
            None => Isi::ditetapkan(
                format!("{}-01-01", self.tahun),
                "tidak disebut dokumen; dipakai hari pertama tahun itu",
            ),
        }
    }
}

/// "Pj. BUPATI" and "Plt. CAMAT" say how an office is held.
fn status(jabatan: &str) -> &'static str {
    let first = jabatan.split_whitespace().next().unwrap_or_default().to_lowercase();
    match first.trim_end_matches('.') {
        "plt" => "Plt.",
        "plh" => "Plh.",
        "pj" => "Pj.",
        _ => "definitif",
    }
}

/// Short forms of addresses written out.
fn whole_words(text: &str) -> String {
    let words = text.split_whitespace().map(|word| match word.to_lowercase().as_str() {
        "jl." | "jl" | "jln." | "jln" => "Jalan",
        "no." | "no" => "Nomor",
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

struct Peraturan {
    jenis: String,
    nomor: String,
    tahun: String,
    judul: String,
}

fn regulations(text: &str) -> Vec<Peraturan> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(" Nomor ") {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 7..).unwrap_or_default());
        let starts = ["Undang-Undang", "Peraturan", "Keputusan", "Instruksi"];
        let Some(start) = starts.iter().filter_map(|word| before.rfind(word)).max() else { continue };
        let jenis = before.get(start..).unwrap_or_default();
        let lower = after.to_lowercase();
        let (Some(year), Some(about)) = (lower.find(" tahun "), lower.find(" tentang ")) else { continue };
        let nomor = after.get(..year).unwrap_or_default().trim();
        let tahun = after.get(year + 7..about).unwrap_or_default().trim();
        let rest = after.get(about + 9..).unwrap_or_default().trim_start();
        let judul = match rest.strip_prefix(['“', '"']) {
            Some(quoted) => quoted.split(['”', '"']).next().unwrap_or_default(),
            None => rest.split([';', '”']).next().and_then(|part| part.split(". ").next()).unwrap_or_default(),
        };
        let judul = judul.trim().trim_end_matches(['.', ',']);
        let sound = jenis.chars().count() <= 90
            && nomor.chars().count() <= 40
            && tahun.len() == 4
            && tahun.bytes().all(|byte| byte.is_ascii_digit())
            && (5..=300).contains(&judul.chars().count());
        if sound {
            let [jenis, nomor, tahun, judul] = [jenis.trim(), nomor, tahun, judul].map(str::to_string);
            found.push(Peraturan { jenis, nomor, tahun, judul });
        }
    }
    found
}

fn kegunaan(bagian: &str, lead: &str, judul: &str) -> &'static str {
    let (lead, judul) = (tanpa_nomor(lead).1.to_lowercase(), judul.to_lowercase());
    for (word, kegunaan) in [
        ("kedudukan", "kelembagaan"),
        ("pelaporan", "pelaporan"),
        ("perencanaan kinerja", "perencanaan"),
        ("anggaran:", "anggaran"),
        ("dokumen desa", "desa"),
        ("dasar hukum lain", "lainnya"),
    ] {
        if lead.starts_with(word) {
            return kegunaan;
        }
    }
    if bagian == "gambaran-umum" || judul.contains("susunan organisasi") {
        return "kelembagaan";
    }
    let titles = [
        ("pelaporan kinerja", "pelaporan"),
        ("laporan kinerja", "pelaporan"),
        ("keuangan", "anggaran"),
        ("desa", "desa"),
    ];
    titles.iter().find(|(word, _)| judul.contains(word)).map_or("lainnya", |(_, kegunaan)| kegunaan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regulations_are_found_in_sentences_and_lists() {
        let text = "Berdasarkan Peraturan Bupati Contoh Nomor 5 Tahun 2019 Tentang “Susunan Organisasi” yang dimaksud.";
        let found = regulations(text);
        assert_eq!(
            (found[0].jenis.as_str(), found[0].nomor.as_str(), found[0].tahun.as_str()),
            ("Peraturan Bupati Contoh", "5", "2019")
        );
        assert_eq!(found[0].judul, "Susunan Organisasi");
        assert!(regulations("Nomor 5 Tahun 2019").is_empty());
        assert!(regulations("Peraturan yang lama, Nomor Tahun tentang").is_empty());
        assert_eq!(kegunaan("kata-pengantar", "", "Pedoman Penyusunan Pelaporan Kinerja"), "pelaporan");
    }

    #[test]
    fn addresses_are_written_out() {
        assert_eq!(whole_words("Jl. Melati No. 7"), "Jalan Melati Nomor 7");
        assert_eq!(status("Pj. BUPATI CONTOH"), "Pj.");
        assert_eq!(status("Camat Sukamaju"), "definitif");
    }
}
