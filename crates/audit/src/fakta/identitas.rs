//! Whose report it is, where it was signed, where the office is.

use domain::reference::{wilayah, wilayah_di};
use domain::schema::Field;
use domain::value::KodeWilayah;
use reader::{Blok, Letak, Naskah};

use super::{Fakta, Nilai, TempatTanggal, folded};
use crate::dokumen::{Dokumen, normal};
use crate::kalimat::{dates, tokens};
use crate::temuan::Lokasi;

pub(super) fn collect(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    let Some(naskah) = dokumen.naskah.first() else { return };
    let profil = dokumen.profil(0);
    let lines = lines(naskah);
    let cover = lines.iter().position(|line| normal(&line.0).starts_with("kata pengantar")).unwrap_or(40).min(40);
    let cover = lines.get(..cover).unwrap_or(&lines);
    let identitas = &mut fakta.identitas;
    (identitas.tahun, identitas.triwulan) = (profil.tahun, profil.triwulan);
    identitas.kabupaten = named(cover, &["KABUPATEN", "KOTA"], profil.kabupaten.as_deref(), true);
    identitas.kecamatan = named(cover, &["KECAMATAN"], profil.kecamatan.as_deref(), false);
    for (text, letak) in cover {
        let nilai = |text: &str| Some(Nilai { teks: folded(text), lokasi: place(letak, text) });
        let lower = text.to_lowercase();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if identitas.surel.is_none()
            && let Some(mail) = mail(text)
        {
            identitas.surel = nilai(&mail);
        } else if identitas.alamat.is_none() && (lower.starts_with("jl") || lower.starts_with("jalan")) {
            identitas.alamat = nilai(text);
        } else if identitas.telepon.is_none() && lower.starts_with("tel") && digits.len() >= 6 {
            identitas.telepon = number(text).and_then(|number| nilai(&number));
            // "Telp./Fax." is one number for both; else the second label has its own.
            identitas.faksimile = match lower.split_once("fa") {
                Some((before, _)) if !before.contains(|c: char| c.is_ascii_digit()) => identitas.telepon.clone(),
                Some((before, _)) => text.get(before.len()..).and_then(number).and_then(|number| nilai(&number)),
                None => None,
            };
        } else if identitas.kode_pos.is_none() && digits.len() == 5 && text.ends_with(&digits) && !text.contains("20") {
            identitas.kode_pos = nilai(&digits);
        }
    }
    signed(&lines, fakta, profil.tanggal);
}

/// The first number of a line with its area code.
fn number(text: &str) -> Option<String> {
    let from = text.find(|c: char| c == '(' || c == '+' || c.is_ascii_digit())?;
    let number = text.get(from..)?;
    let end = number.find([',', ';', '/']).unwrap_or(number.len());
    number.get(..end).map(folded)
}

/// Lines of running text and rows of tables, in order, with their places.
fn lines(naskah: &Naskah) -> Vec<(String, Letak)> {
    let mut lines = Vec::new();
    for block in &naskah.blok {
        match block {
            Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                let starts = std::iter::once(0).chain(teks.sambungan.iter().map(|(at, _)| *at));
                let ends = teks.sambungan.iter().map(|(at, _)| *at).chain([teks.teks.len()]);
                lines.extend(
                    starts.zip(ends).map(|(start, end)| {
                        (folded(teks.teks.get(start..end).unwrap_or_default()), teks.letak_at(start))
                    }),
                );
            }
            Blok::Tabel(tabel) => {
                let cells = tabel.baris.iter().flat_map(|row| &row.sel);
                lines.extend(cells.map(|cell| (folded(&cell.teks), cell.letak.clone())));
            }
            Blok::Rumus { .. } => {}
        }
    }
    lines.retain(|(text, _)| !text.is_empty());
    lines
}

fn place(letak: &Letak, kutipan: &str) -> Lokasi {
    Lokasi { berkas: 0, letak: letak.clone(), tabel: None, kolom: None, kutipan: kutipan.to_string() }
}

/// The name behind a keyword on the cover, in usual letters. A name of the list of regions is taken from there, since
/// capitals do not tell how it is written.
fn named(cover: &[(String, Letak)], keywords: &[&str], known: Option<&str>, keep: bool) -> Option<String> {
    for (text, _) in cover {
        let mut words = text.split_whitespace().skip_while(|word| !keywords.contains(&word.to_uppercase().as_str()));
        let Some(keyword) = words.next() else { continue };
        let rest: Vec<&str> =
            words.take_while(|word| !["KABUPATEN", "KOTA", "KECAMATAN", "TAHUN"].contains(word)).collect();
        let first = rest.first().map(|word| word.to_lowercase()).unwrap_or_default();
        if rest.is_empty() || known.is_some_and(|known| known != first) {
            continue;
        }
        let name = rest.iter().map(|word| usual(word)).collect::<Vec<_>>().join(" ");
        return Some(if keep { format!("{} {name}", usual(keyword)) } else { name });
    }
    known.map(|known| if keep { format!("Kabupaten {}", usual(known)) } else { usual(known) })
}

fn usual(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + &letters.as_str().to_lowercase()
}

/// The code of a kecamatan by its name and that of its kabupaten; `None` where the list of regions does not know it
/// or knows several.
pub fn kode_kecamatan(kecamatan: &str, kabupaten: Option<&str>) -> Option<KodeWilayah> {
    let provinces = (11..=99).filter_map(|number: u8| KodeWilayah::read(&number.to_string()).ok());
    let districts = provinces.filter(|kode| wilayah(kode).is_some()).flat_map(|kode| wilayah_di(&kode));
    let mut found = districts
        .filter(|(_, name)| kabupaten.is_none_or(|kabupaten| normal(kabupaten) == normal(name)))
        .flat_map(|(kode, _)| wilayah_di(kode))
        .filter(|(_, name)| normal(name) == normal(kecamatan))
        .map(|(kode, _)| kode.clone());
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn mail(text: &str) -> Option<String> {
    let text = text.replace('\\', "");
    let word = text.split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '<' | '>'));
    word.into_iter().map(|word| word.trim_start_matches("mailto:")).find(|word| word.contains('@')).map(str::to_string)
}

/// Every "place, day" that opens a line. Those behind the head of the agreement are its own; of the others the latest
/// is the report's.
fn signed(lines: &[(String, Letak)], fakta: &mut Fakta, known: Option<domain::value::Tanggal>) {
    let mut agreement = false;
    for (text, letak) in lines {
        let plain = normal(text);
        if plain.starts_with("perjanjian kinerja") && text.chars().count() < 80 {
            agreement = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            fakta.perjanjian_perubahan |= agreement && plain.contains("perubahan");
        } else if plain.starts_with("bab ") && text.chars().count() < 60 {
            agreement = false;
        }
        let pieces = tokens(text, 0..text.len());
        let Some(date) = dates(&pieces).into_iter().next() else { continue };
        let (Ok(tanggal), Some(comma)) = (date.isi, date.dari.checked_sub(1)) else { continue };
        let starts = (1..=4).contains(&comma) && pieces.get(comma).is_some_and(|token| token.teks == ",");
        let inside = agreement && plain.contains("pihak kedua");
        let from = if starts {
            0
        } else {
            pieces.iter().take(comma).rposition(|token| token.teks == ",").map_or(0, |at| at + 1)
        };
        if !(starts || inside) || pieces.get(from).is_none_or(|token| !token.besar) {
            continue;
        }
        let span = pieces.get(from).zip(pieces.get(comma)).map(|(from, comma)| from.rentang.start..comma.rentang.start);
        let tempat = span.and_then(|span| text.get(span)).map(folded).unwrap_or_default();
        let found = TempatTanggal { tempat, tanggal, lokasi: place(letak, text) };
        if agreement {
            fakta.perjanjian.get_or_insert(found);
        } else if known.is_none_or(|known| known == tanggal)
            && fakta.identitas.tanda_tangan.as_ref().is_none_or(|other| other.tanggal <= tanggal)
        {
            fakta.identitas.tanda_tangan = Some(found);
        }
    }
}
