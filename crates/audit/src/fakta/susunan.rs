//! The sections of a report by their headings, each with its text in order.
//!
//! Levels of headings cannot be trusted in reports that were typed by hand, and some headings are plain paragraphs;
//! so a section is known by its words, and goes on until the next one that is known.

use reader::{Blok, Letak, Naskah};

use super::{Nilai, folded};
use crate::dokumen::normal;
use crate::kalimat::{dates, tokens};
use crate::temuan::Lokasi;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JenisUnsur {
    /// A heading inside a section.
    Judul,
    /// A paragraph.
    Alinea,
    /// An item of a list.
    Butir,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsur {
    /// What it is.
    pub jenis: JenisUnsur,
    /// Its text, the number of an item or heading left out.
    pub isi: Nilai,
    /// The number that was left out: `a`, `2`, empty without one.
    pub nomor: String,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Potongan {
    /// Id of the section, as outlines call it; empty for one that is not known.
    pub bagian: &'static str,
    /// Its heading.
    pub judul: String,
    /// What stands in it.
    pub unsur: Vec<Unsur>,
}

/// Words with which the heading of a section begins, the longest first where one begins another.
const AWAL: [(&str, &str); 46] = [
    ("kata pengantar", "kata-pengantar"),
    ("ikhtisar eksekutif", "ikhtisar-eksekutif"),
    ("ringkasan eksekutif", "ikhtisar-eksekutif"),
    ("daftar ", ""),
    ("bab ", ""),
    ("lampiran", ""),
    ("latar belakang", "latar-belakang"),
    ("maksud dan tujuan", "maksud-tujuan"),
    ("dasar hukum", "dasar-hukum"),
    ("landasan hukum", "dasar-hukum"),
    ("gambaran umum", "gambaran-umum"),
    ("tentang kecamatan", "gambaran-umum"),
    ("personalia", "personalia"),
    ("sumber daya manusia", "personalia"),
    ("aspek strategis", "aspek-strategis"),
    ("permasalahan utama", "permasalahan-utama"),
    ("isu strategis", "permasalahan-utama"),
    ("sistematika", "sistematika"),
    ("ringkasan", "ringkasan-renstra"),
    ("rencana strategis", "ringkasan-renstra"),
    ("dokumen perencanaan", "rencana-induk"),
    ("visi", "visi-misi"),
    ("misi", "visi-misi"),
    ("tujuan dan sasaran", "tujuan-sasaran"),
    ("tujuan sasaran", "tujuan-sasaran"),
    ("pohon kinerja", "pohon-kinerja"),
    ("kebijakan", "kebijakan-program"),
    ("perubahan perjanjian kinerja", "perjanjian-kinerja"),
    ("perjanjian kinerja", "perjanjian-kinerja"),
    ("rencana aksi", "rencana-aksi"),
    ("target triwulan", "rencana-aksi"),
    ("capaian kinerja", "pengantar-capaian"),
    ("capaian indikator", "capaian-indikator"),
    ("uraian per indikator", "capaian-indikator"),
    ("capaian tujuan", "capaian-sasaran"),
    ("perbandingan", "perbandingan-tahun"),
    ("perkembangan per triwulan", "perbandingan-triwulan"),
    ("analisis penyebab", "penyebab"),
    ("penyebab keberhasilan", "penyebab"),
    ("kendala dan upaya", "penyebab"),
    ("analisis atas efisiensi", "efisiensi"),
    ("efisiensi", "efisiensi"),
    ("analisis program", "program-pendukung"),
    ("program kegiatan dan sub kegiatan yang", "program-pendukung"),
    ("realisasi anggaran", "realisasi-anggaran"),
    ("penutup", "penutup"),
];

/// Further words; they stand apart since a section may begin with any of them only as a heading.
const JUDUL: [(&str, &str); 6] = [
    ("inovasi", "inovasi"),
    ("simpulan", "simpulan"),
    ("kesimpulan", "simpulan"),
    ("rekomendasi", "rekomendasi"),
    ("rapat evaluasi", "rapat-evaluasi"),
    ("tindak lanjut", "tindak-lanjut-evaluasi"),
];

/// Sections that end only with a chapter or with one of these: their own headings use the words of others.
const DALAM_INOVASI: [&str; 4] = ["bab ", "penutup", "lampiran", "daftar "];

/// A text without the number at its beginning, and that number: `2.4 Kebijakan`, `a. Faktor`, `BAB II PENUTUP`.
pub fn tanpa_nomor(text: &str) -> (&str, &str) {
    let text = text.trim();
    let Some((first, rest)) = text.split_once(' ') else { return ("", text) };
    if first.eq_ignore_ascii_case("bab") {
        let (roman, title) = rest.split_once(' ').unwrap_or((rest, ""));
        let numbered = roman.chars().all(|c| "IVXivx0123456789.".contains(c));
        return if numbered && !title.is_empty() { (roman, title.trim()) } else { ("", text) };
    }
    let bare = first.trim_end_matches(['.', ')']);
    let pointed = bare.len() < first.len();
    let digits = !bare.is_empty()
        && bare.split('.').all(|part| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    if digits && (pointed || bare.contains('.')) || letter && pointed { (bare, rest.trim()) } else { ("", text) }
}

fn section(text: &str, judul: bool) -> Option<&'static str> {
    let plain = normal(tanpa_nomor(text).1);
    let begins = |list: &[(&'static str, &'static str)]| {
        list.iter()
            .find(|(words, _)| plain == words.trim_end() || plain.starts_with(&format!("{} ", words.trim_end())))
            .map(|(_, id)| *id)
    };
    if judul {
        return begins(&AWAL).or_else(|| begins(&JUDUL));
    }
    begins(&AWAL)
}

/// A paragraph that stands for a heading: numbered, not a sentence of its own, in words of a section.
fn is_heading(text: &str, tebal: bool) -> bool {
    let (number, rest) = tanpa_nomor(text);
    let opens = rest.starts_with(char::is_uppercase) && text.chars().count() <= 260;
    opens
        && (!number.is_empty() || tebal)
        && (number.is_empty()
            || section(rest, false).is_some_and(|id| {
                matches!(
                    id,
                    "capaian-indikator" | "perbandingan-tahun" | "penyebab" | "efisiensi" | "program-pendukung"
                )
            }))
}

/// A numbered line without a full stop among the innovations: "A. Latar Belakang Masalah".
fn is_inner(text: &str) -> bool {
    let (number, rest) = tanpa_nomor(text);
    let letter = number.len() == 1 && number.chars().all(char::is_uppercase);
    letter && rest.chars().count() < 80 && !rest.ends_with(['.', ':', ';'])
}

/// The sections of a file.
pub(super) fn of(naskah: &Naskah) -> Vec<Potongan> {
    let mut found: Vec<Potongan> = Vec::new();
    let mut open = Potongan { bagian: "", judul: String::new(), unsur: Vec::new() };
    for block in &naskah.blok {
        let (teks, judul) = match block {
            Blok::Judul { teks, .. } => (teks, true),
            Blok::Paragraf(teks) => (teks, false),
            Blok::Tabel(_) | Blok::Rumus { .. } => continue,
        };
        let text = folded(&teks.teks);
        if text.is_empty() {
            continue;
        }
        // Lists of contents repeat the headings as paragraphs.
        let contents = normal(&open.judul).starts_with("daftar ");
        let inner = open.bagian == "inovasi" && is_inner(&text);
        let heading = judul || inner || !found.is_empty() && !contents && is_heading(&text, teks.tebal);
        let known = if heading { section(&text, judul) } else { None };
        let inside =
            open.bagian == "inovasi" && !DALAM_INOVASI.iter().any(|word| normal(&text).starts_with(word.trim_end()));
        let innovation = normal(tanpa_nomor(&text).1).starts_with("judul inovasi");
        if innovation && open.bagian != "inovasi" {
            found.push(std::mem::replace(
                &mut open,
                Potongan { bagian: "inovasi", judul: String::new(), unsur: Vec::new() },
            ));
        } else if let Some(bagian) = known.filter(|_| !inside && !innovation) {
            // Sub-headings of one section use its words too.
            let same = bagian == open.bagian && matches!(bagian, "visi-misi" | "permasalahan-utama" | "tujuan-sasaran");
            if !same {
                found.push(std::mem::replace(&mut open, Potongan { bagian, judul: text.clone(), unsur: Vec::new() }));
                continue;
            }
        }
        add(
            &mut open,
            &text,
            &teks.letak,
            if judul || heading || innovation {
                JenisUnsur::Judul
            } else if teks.butir {
                JenisUnsur::Butir
            } else {
                JenisUnsur::Alinea
            },
        );
    }
    found.push(open);
    found
}

fn add(open: &mut Potongan, text: &str, letak: &Letak, jenis: JenisUnsur) {
    let lokasi = |kutipan: &str| Lokasi {
        berkas: 0,
        letak: letak.clone(),
        tabel: None,
        kolom: None,
        kutipan: kutipan.to_string(),
    };
    let mut rest = text;
    // A line that begins with a small letter goes on with the item that a page or line break cut; so does one after a
    // long paragraph without an end.
    if let Some(last) = open.unsur.last_mut()
        && jenis == JenisUnsur::Alinea
        && last.jenis != JenisUnsur::Judul
        && !last.isi.teks.ends_with(['.', ';', ':', '!', '?', '”', ')'])
        && (text.starts_with(char::is_lowercase)
            || last.jenis == JenisUnsur::Alinea && last.isi.teks.chars().count() > 60 && text.ends_with('.'))
    {
        let end =
            text.find(". ").filter(|at| text.get(at + 2..).is_some_and(|next| next.starts_with(char::is_uppercase)));
        let (own, next) = end.and_then(|at| text.split_at_checked(at + 1)).unwrap_or((text, ""));
        last.isi.teks = format!("{} {own}", last.isi.teks);
        rest = next.trim();
        if rest.is_empty() {
            return;
        }
    }
    let (nomor, isi) = match jenis {
        JenisUnsur::Alinea => ("", rest),
        JenisUnsur::Judul | JenisUnsur::Butir => tanpa_nomor(rest),
    };
    open.unsur.push(Unsur {
        jenis,
        isi: Nilai { teks: isi.to_string(), lokasi: lokasi(isi) },
        nomor: nomor.to_lowercase(),
    });
}

impl Potongan {
    /// The paragraphs that somebody wrote: no lead of a list, no caption, nothing from the signature on.
    pub fn alinea(&self) -> Vec<&Nilai> {
        self.unsur
            .iter()
            .filter(|unsur| unsur.jenis == JenisUnsur::Alinea)
            .map(|unsur| &unsur.isi)
            .take_while(|isi| !is_signature(&isi.teks))
            .filter(|isi| {
                let text = isi.teks.as_str();
                let sentence = text.ends_with(['.', '!', '?']) && text.chars().count() >= 40;
                sentence && !normal(text).starts_with("gambar ")
            })
            .collect()
    }

    /// The lists, each with the heading or sentence before it; its items without the mark at their end.
    pub fn daftar(&self) -> Vec<(String, Vec<&Nilai>)> {
        let mut lists: Vec<(String, Vec<&Nilai>)> = Vec::new();
        let mut lead = self.judul.clone();
        let mut inside = false;
        for unsur in &self.unsur {
            if unsur.jenis != JenisUnsur::Butir || unsur.isi.teks.ends_with(':') {
                lead.clone_from(&unsur.isi.teks);
                inside = false;
                continue;
            }
            match lists.last_mut().filter(|_| inside) {
                Some((_, items)) => items.push(&unsur.isi),
                None => lists.push((lead.clone(), vec![&unsur.isi])),
            }
            inside = true;
        }
        lists
    }
}

/// "Lumajang, 30 September 2024" in a line of its own.
fn is_signature(text: &str) -> bool {
    let pieces = tokens(text, 0..text.len());
    let date = dates(&pieces).into_iter().next();
    date.is_some_and(|date| {
        (2..=5).contains(&date.dari) && pieces.get(date.dari - 1).is_some_and(|token| token.teks == ",")
    }) && text.chars().count() < 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_and_items_are_left_out() {
        assert_eq!(tanpa_nomor("2.4 Kebijakan Program"), ("2.4", "Kebijakan Program"));
        assert_eq!(tanpa_nomor("2.1. Ringkasan"), ("2.1", "Ringkasan"));
        assert_eq!(tanpa_nomor("a. Faktor"), ("a", "Faktor"));
        assert_eq!(tanpa_nomor("BAB II PENUTUP"), ("II", "PENUTUP"));
        assert_eq!(tanpa_nomor("BAB II"), ("", "BAB II"));
        assert_eq!(tanpa_nomor("Enam desa"), ("", "Enam desa"));
        assert_eq!(tanpa_nomor("17 pegawai"), ("", "17 pegawai"));
    }
}
