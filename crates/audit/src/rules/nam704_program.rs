//! One programme spelt two ways.

use std::collections::BTreeMap;

use reader::Blok;

use super::Rule;
use crate::dokumen::{Dokumen, Jenis, Peran, normal};
use crate::temuan::{Bukti, Hasil, JenisSaran, Lokasi, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "NAM704",
    judul: "Satu nama program atau kegiatan dengan dua ejaan",
    tingkat: Tingkat::Catatan,
    dasar: "perbandingan nama dalam dokumen",
    halaman: include_str!("nam704_program.md"),
    opsional: false,
    check,
};

struct Ejaan {
    /// Codes beside it.
    kode: Vec<String>,
    nama: String,
    /// Letters and digits alone.
    kunci: String,
    /// Its words, folded.
    kata: Vec<String>,
    lokasi: Lokasi,
    kali: usize,
}

/// The most different names that are compared with each other.
const MOST: usize = 5_000;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let mut found: Vec<Ejaan> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |kode: Option<String>, nama: &str, lokasi: Lokasi| {
        let folded = normal(&nama.replace('&', " dan "));
        let kunci = folded.replace(' ', "");
        if kunci.chars().count() < 15 {
            return;
        }
        match known.get(&kunci).and_then(|at| found.get_mut(*at)) {
            Some(known) => {
                known.kali += 1;
                known.kode.extend(kode);
            }
            None => {
                let kata = folded.split(' ').map(str::to_string).collect();
                let kode = kode.into_iter().collect();
                known.insert(kunci.clone(), found.len());
                found.push(Ejaan { kode, nama: nama.to_string(), kunci, kata, lokasi, kali: 1 });
            }
        }
    };
    for tabel in &dokumen.tabel {
        let coded = matches!(tabel.jenis, Jenis::Anggaran | Jenis::DaftarProgram);
        let named = tabel.column(Peran::Uraian).filter(|_| coded);
        for isi in &tabel.isi {
            if let (Some(kode), Some(column)) = (&isi.kode, named) {
                let name = isi.sel(column).map_or("", |cell| cell.teks.as_str());
                add(Some(kode.as_str().to_string()), name, tabel.lokasi(isi, column));
            } else if tabel.jenis == Jenis::LampiranAnggaran {
                let column = (0..tabel.kepala.len())
                    .find(|column| isi.sel(*column).is_some_and(|cell| program(&cell.teks).is_some()));
                if let Some((column, name)) = column.and_then(|at| Some((at, program(&isi.sel(at)?.teks)?))) {
                    add(None, name, tabel.lokasi(isi, column));
                }
            }
        }
    }
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        for block in &naskah.blok {
            if let Blok::Paragraf(paragraph) = block
                && paragraph.butir
                && let Some(name) = program(&paragraph.teks).filter(|name| name.chars().count() < 120)
            {
                let letak = paragraph.letak.clone();
                add(None, name, Lokasi { berkas, letak, tabel: None, kolom: None, kutipan: name.to_string() });
            }
        }
    }
    if hasil.within("nama program, kegiatan, dan subkegiatan yang berbeda", found.len(), MOST) {
        compare(&found, hasil);
    }
}

fn compare(found: &[Ejaan], hasil: &mut Hasil) {
    for (index, right) in found.iter().enumerate() {
        let mut alike = false;
        for left in found.iter().take(index) {
            let apart = !left.kode.is_empty()
                && !right.kode.is_empty()
                && !left.kode.iter().any(|kode| right.kode.contains(kode));
            if apart || !spelt_alike(&left.kata, &right.kata) {
                continue;
            }
            alike = true;
            let (odd, usual) = if left.kali < right.kali { (left, right) } else { (right, left) };
            let mut temuan = hasil.temuan(
                odd.lokasi.clone(),
                &[&odd.kunci, &usual.kunci],
                format!("\"{}\" di tempat lain ditulis \"{}\".", odd.nama, usual.nama),
            );
            let proof = |entry: &Ejaan, peran: &str| Bukti {
                lokasi: entry.lokasi.clone(),
                mentah: entry.nama.clone(),
                nilai: None,
                peran: peran.to_string(),
            };
            let upper = !odd.nama.chars().any(char::is_lowercase);
            let ke = if upper { usual.nama.to_uppercase() } else { usual.nama.clone() };
            temuan.saran = vec![Saran { jenis: JenisSaran::Nama, dari: odd.nama.clone(), ke, aman: false }];
            temuan.bukti = vec![proof(odd, "di sini"), proof(usual, "di tempat lain")];
            hasil.found(temuan);
        }
        if !alike {
            hasil.holds();
        }
    }
}

/// True where the names differ in one or two words, and those in a letter or two: "Ketentraman", "Ketenteraman".
/// Short words and other beginnings name other things ("PNS", "ASN").
fn spelt_alike(left: &[String], right: &[String]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut differing = left.iter().zip(right).filter(|(left, right)| left != right);
    let near = |(left, right): (&String, &String)| {
        let length = left.len().min(right.len());
        length >= 5
            && left.chars().next() == right.chars().next()
            && !left.contains(|c: char| c.is_ascii_digit())
            && strsim::levenshtein(left, right) <= 2
    };
    differing.by_ref().take(2).all(near) && differing.next().is_none()
}

/// The name of a programme without the number or letter before it.
fn program(text: &str) -> Option<&str> {
    let text = text.trim();
    let start = text.to_lowercase().find("program ")?;
    let before = text.get(..start)?;
    let listed = before.chars().count() <= 4 && !before.trim().contains(' ');
    listed.then(|| text.get(start..)).flatten().map(str::trim)
}
