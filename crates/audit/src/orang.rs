//! Persons as a document names them: in signatures, after "Nama :", in lists of personnel.

use reader::{Blok, Letak, Naskah};

use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, normal};
use crate::temuan::{Bukti, Lokasi};

/// A person at one place.
#[derive(Debug, Clone)]
pub(crate) struct Orang {
    /// Name as written.
    pub nama: String,
    /// Letters of the name alone, titles and degrees left out.
    pub kunci: String,
    /// Digits of the NIP, however many are written; empty without one.
    pub nip: String,
    /// Where the name stands; the name is what is quoted.
    pub lokasi: Lokasi,
    /// Index of the list of personnel, if it is one.
    pub daftar: Option<usize>,
    /// True for a man, where the list says so.
    pub laki_laki: Option<bool>,
    /// Status in the list, normalised.
    pub status: String,
}

impl Orang {
    /// The name as proof.
    pub(crate) fn bukti(&self, peran: impl Into<String>) -> Bukti {
        Bukti { lokasi: self.lokasi.clone(), mentah: self.nama.clone(), nilai: None, peran: peran.into() }
    }

    /// How the NIP is named without its date of birth.
    pub(crate) fn ekor(&self) -> String {
        let tail = self.nip.get(self.nip.len().saturating_sub(4)..).unwrap_or_default();
        format!("NIP berakhiran {tail}")
    }
}

/// The most persons that are compared with each other, places counted; a list of all personnel of a regency is longer.
pub(crate) const MOST_PERSONS: usize = 3_000;

/// All persons, in the order of the files, signatures before lists.
pub(crate) fn persons<'d>(dokumen: &'d Dokumen<'_>) -> &'d [Orang] {
    dokumen.orang.get_or_init(|| find(dokumen))
}

fn find(dokumen: &Dokumen<'_>) -> Vec<Orang> {
    let mut found = Vec::new();
    let lists: Vec<_> = dokumen
        .tabel
        .iter()
        .filter(|tabel| tabel.jenis == Jenis::Pegawai)
        .map(|tabel| (tabel.berkas, tabel.tabel.letak.tabel))
        .collect();
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        signatures(berkas, naskah, &mut found);
        let tables = naskah.tabel().filter(|tabel| !lists.contains(&(berkas, tabel.letak.tabel)));
        for cell in tables.flat_map(|tabel| &tabel.baris).flat_map(|row| &row.sel) {
            found.extend(signature(berkas, cell));
        }
    }
    for (index, tabel) in dokumen.tabel.iter().enumerate() {
        if tabel.jenis == Jenis::Pegawai {
            list(index, tabel, &mut found);
        }
    }
    found
}

/// Lines of running text; a table or formula between two of them leaves an empty line.
fn lines(naskah: &Naskah) -> Vec<(&str, Letak)> {
    let mut lines = Vec::new();
    for block in &naskah.blok {
        let (Blok::Judul { teks, .. } | Blok::Paragraf(teks)) = block else {
            lines.push(("", Letak::default()));
            continue;
        };
        let starts = std::iter::once(0).chain(teks.sambungan.iter().map(|(at, _)| *at));
        let ends = teks.sambungan.iter().map(|(at, _)| *at).chain([teks.teks.len()]);
        for (start, end) in starts.zip(ends) {
            lines.push((teks.teks.get(start..end).unwrap_or_default().trim(), teks.letak_at(start)));
        }
    }
    lines
}

fn signatures(berkas: usize, naskah: &Naskah, found: &mut Vec<Orang>) {
    let lines = lines(naskah);
    let text = |at: Option<usize>| at.and_then(|at| lines.get(at)).map_or("", |(text, _)| *text);
    for (at, (line, _)) in lines.iter().enumerate() {
        let mut add = |nama: &str, line: usize, nip: String| {
            let letak = lines.get(line).map(|(_, letak)| letak.clone()).unwrap_or_default();
            let lokasi = Lokasi { berkas, letak, tabel: None, kolom: None, kutipan: nama.to_string() };
            found.push(Orang {
                nama: nama.to_string(),
                kunci: key(nama),
                nip,
                lokasi,
                daftar: None,
                laki_laki: None,
                status: String::new(),
            });
        };
        if let Some((before, nip)) = labelled(line) {
            let above = at.checked_sub(1);
            let further = above.and_then(|above| above.checked_sub(1));
            let (named, place) = if !before.is_empty() {
                (before, Some(at))
            } else if is_rank(text(above)) || normal(text(above)).starts_with("jabatan") {
                (text(further), further)
            } else {
                (text(above), above)
            };
            if let (Some(nama), Some(place)) = (name(named), place) {
                add(nama, place, nip);
            }
        } else if let Some(nama) = after_label(line)
            && !(1..=3).any(|next| labelled(text(at.checked_add(next))).is_some())
        {
            add(nama, at, String::new());
        }
    }
}

/// A signature in the cell of a table: name, perhaps a rank, and NIP.
fn signature(berkas: usize, cell: &reader::Sel) -> Option<Orang> {
    let (before, nip) = labelled(&cell.teks)?;
    let mut spaces = before.match_indices(' ').map(|(at, _)| at);
    let end = spaces.find(|at| before.get(at + 1..).is_some_and(is_rank)).unwrap_or(before.len());
    let nama = name(before.get(..end)?)?;
    let lokasi = Lokasi { berkas, letak: cell.letak.clone(), tabel: None, kolom: None, kutipan: nama.to_string() };
    let (nama, kunci) = (nama.to_string(), key(nama));
    Some(Orang { nama, kunci, nip, lokasi, daftar: None, laki_laki: None, status: String::new() })
}

/// "Nama : BUDI" as the name.
fn after_label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    (normal(label) == "nama").then(|| name(rest)).flatten()
}

/// Text before the only "NIP" of a line, and the digits after it.
pub(crate) fn labelled(line: &str) -> Option<(&str, String)> {
    // Most cells of a table have no P at all.
    if !line.bytes().any(|byte| byte.eq_ignore_ascii_case(&b'p')) {
        return None;
    }
    let upper = line.to_ascii_uppercase();
    let at = upper.match_indices("NIP").map(|(at, _)| at).find(|at| {
        let before = line.get(..*at).and_then(|before| before.chars().last());
        let after = line.get(at + 3..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphabetic)
    })?;
    let rest = line.get(at + 3..).unwrap_or_default();
    if upper.get(at + 3..).is_some_and(|rest| rest.contains("NIP")) {
        return None;
    }
    let digits: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ':' | '-'))
        .filter(char::is_ascii_digit)
        .collect();
    let whole = rest.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '.');
    (!digits.is_empty() && whole).then(|| (line.get(..at).unwrap_or_default().trim(), digits))
}

fn is_rank(line: &str) -> bool {
    let text = normal(line);
    ["pembina", "penata", "pengatur", "juru", "pangkat"].iter().any(|rank| text.starts_with(rank))
}

/// A text that can only be the name of a person.
fn name(text: &str) -> Option<&str> {
    const POSTS: [&str; 30] = [
        "camat",
        "bupati",
        "kepala",
        "kecamatan",
        "kabupaten",
        "pemerintah",
        "sekretaris",
        "pihak",
        "plt",
        "plh",
        "pj",
        "walikota",
        "wali",
        "gubernur",
        "dinas",
        "badan",
        "mengetahui",
        "lurah",
        "kasi",
        "kasubag",
        "ketua",
        "jabatan",
        "a.n",
        "an",
        "kota",
        "inspektur",
        "menyetujui",
        "nama",
        "direktur",
        "yang",
    ];
    let text = text.trim().trim_matches(['_', '(', ')']).trim();
    let text = text.split_once(':').filter(|(label, _)| normal(label) == "nama").map_or(text, |(_, rest)| rest.trim());
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    let sound = (1..=7).contains(&words.len())
        && !text.contains(':')
        && !text.chars().any(|c| c.is_ascii_digit())
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && !POSTS.contains(&first.trim_end_matches(['.', ',']))
        && !text.trim_end_matches('.').ends_with(',')
        && key(text).len() >= 4;
    sound.then_some(text)
}

/// A text that can only be the name of a person, a mark before it forgiven.
pub(crate) fn person_name(text: &str) -> Option<&str> {
    name(text.trim().trim_start_matches(':'))
}

/// Letters of a name in lower case, without titles and degrees.
pub(crate) fn key(text: &str) -> String {
    const TITLES: [&str; 10] = ["drs", "dra", "dr", "ir", "h", "hj", "prof", "kh", "drg", "apt"];
    const DEGREES: [&str; 20] = [
        "sh", "se", "st", "mm", "msi", "ssos", "spd", "mpd", "skm", "sip", "map", "sstp", "amd", "mh", "mt", "skom",
        "spi", "sp", "mkes", "sap",
    ];
    let mut bare = text.split(',').next().unwrap_or_default();
    // Also where no space follows the title ("Ir.Budi").
    while let Some((_, rest)) =
        bare.split_once('.').filter(|(title, _)| TITLES.contains(&title.trim().to_lowercase().as_str()))
    {
        bare = rest;
    }
    let mut words: Vec<String> = bare
        .split_whitespace()
        .map(|word| word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect())
        .collect();
    while words.len() > 1 && words.first().is_some_and(|word| TITLES.contains(&word.as_str())) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| DEGREES.contains(&word.as_str())) {
        words.pop();
    }
    words.concat()
}

fn list(index: usize, tabel: &TabelDikenal<'_>, found: &mut Vec<Orang>) {
    let Some(column) = tabel.column(Peran::Nama) else { return };
    let nip_column = tabel.kepala.iter().position(|head| matches!(normal(head).as_str(), "nip" | "nip nipppk"));
    let sex = tabel.column(Peran::JenisKelamin);
    let status = tabel.column(Peran::StatusPegawai);
    for isi in &tabel.isi {
        let text = |column: Option<usize>| column.and_then(|at| isi.sel(at)).map_or("", |cell| cell.teks.trim());
        let cell = text(Some(column));
        let (nama, nip) = match labelled(cell) {
            Some((before, nip)) => (before, nip),
            None => (cell, text(nip_column).chars().filter(char::is_ascii_digit).collect()),
        };
        if nama.is_empty() {
            if let Some(last) = found.last_mut().filter(|last| last.daftar == Some(index) && last.nip.is_empty()) {
                last.nip = nip;
            }
            continue;
        }
        if isi.jumlah || nama.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            continue;
        }
        let mut lokasi = tabel.lokasi(isi, column);
        lokasi.kutipan = nama.to_string();
        found.push(Orang {
            nama: nama.to_string(),
            kunci: key(nama),
            nip,
            lokasi,
            daftar: Some(index),
            laki_laki: match normal(text(sex)).as_str() {
                "l" | "laki laki" | "pria" => Some(true),
                "p" | "perempuan" | "wanita" => Some(false),
                _ => None,
            },
            status: normal(text(status)),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_titles() {
        assert_eq!(key("Drs. H. BUDI  SANTOSO, M.Si"), "budisantoso");
        assert_eq!(key("SITI AMINAH SH"), "sitiaminah");
        assert_eq!(name("CAMAT SUKAMAJU"), None);
        assert_eq!(name("Nama : BUDI SANTOSO, SH"), Some("BUDI SANTOSO, SH"));
        assert_eq!(name("yang bertanda tangan di bawah"), None);
    }

    #[test]
    fn a_nip_is_labelled_and_alone_in_its_line() {
        assert_eq!(labelled("BUDI NIP. 19800101 200501 1 001"), Some(("BUDI", "198001012005011001".to_string())));
        assert_eq!(labelled("NIP. 19800101 200501 1 001 NIP. 19800101 200501 1 002"), None);
        assert_eq!(labelled("Menipis 12"), None);
    }
}
