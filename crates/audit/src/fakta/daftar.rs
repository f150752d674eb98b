//! Lists of ticks and of village documents.

use std::collections::BTreeMap;

use super::{Butir, DokumenDesa, Fakta, Jadwal, JenisButir, Keputusan, Nilai, TanggalDokumen, folded};
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{dates, documents, tokens, windows};
use crate::temuan::Lokasi;

pub(super) fn collect(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    for tabel in &dokumen.tabel {
        let followed = tabel.kepala.iter().position(|head| normal(head) == "ditindaklanjuti");
        match tabel.jenis {
            Jenis::DokumenDesa => villages(tabel, fakta),
            Jenis::Centang => ticks(tabel, followed, fakta),
            _ if followed.is_some() && tabel.column(Peran::Ya).is_some() => ticks(tabel, followed, fakta),
            _ => {}
        }
    }
    schedules(dokumen, fakta);
}

fn is_tick(text: &str) -> bool {
    let text = text.trim();
    matches!(text, "√" | "✓" | "✔" | "v" | "V" | "x" | "X" | "1" | "ya" | "Ya" | "☑" | "\u{f0fc}")
}

fn kind(text: &str) -> Option<JenisButir> {
    let text = normal(text);
    [
        ("fasilit", JenisButir::Fasilitasi),
        ("koordinasi", JenisButir::Koordinasi),
        ("rekomendasi", JenisButir::Rekomendasi),
    ]
    .into_iter()
    .find(|(word, _)| text.contains(word))
    .map(|(_, kind)| kind)
}

fn ticks(tabel: &TabelDikenal<'_>, followed: Option<usize>, fakta: &mut Fakta) {
    if !fakta.butir.is_empty() {
        return;
    }
    let (Some(yes), no) = (tabel.column(Peran::Ya), tabel.column(Peran::Tidak)) else { return };
    // "Fasilitasi dan koordinasi yang ditindaklanjuti" over a list of what was done: the list counts for both.
    let both =
        followed.is_none() && normal(&format!("{} {}", tabel.tabel.judul, tabel.konteks)).contains("ditindaklanjuti");
    let mut group = JenisButir::Fasilitasi;
    let mut titles: BTreeMap<JenisButir, usize> = BTreeMap::new();
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let texts: Vec<String> =
            isi.baris.sel.iter().map(|cell| folded(&cell.teks)).filter(|text| !text.is_empty()).collect();
        let title = texts.first().filter(|text| texts.len() == 1 && text.chars().any(char::is_alphabetic));
        if let Some(found) = title.and_then(|title| kind(title)) {
            group = found;
            *titles.entry(group).or_default() += 1;
            continue;
        }
        let Some(column) =
            (0..yes).find(|at| isi.sel(*at).is_some_and(|cell| cell.teks.chars().any(char::is_alphabetic)))
        else {
            continue;
        };
        let text = folded(&isi.sel(column).map(|cell| cell.teks.clone()).unwrap_or_default());
        let uraian = Nilai { teks: text.trim_end_matches([';', ' ']).to_string(), lokasi: tabel.lokasi(isi, column) };
        // Where one title stands twice, the first word of the item says more than the title.
        let first = kind(text.split(' ').next().unwrap_or_default());
        let named = first.filter(|first| *first != group && *first == JenisButir::Koordinasi);
        let jenis = named.unwrap_or(group);
        if jenis != group {
            fakta.keputusan.push(Keputusan {
                apa: format!("Jenis butir \"{}\"", crate::dokumen::pendek(&uraian.teks, 50)),
                usul: "koordinasi".to_string(),
                lain: vec![Nilai { teks: "judul kelompoknya".to_string(), lokasi: uraian.lokasi.clone() }],
                sebab: "Kata pertama butirnya menyebut jenisnya; judul kelompok itu dipakai juga untuk kelompok lain."
                    .to_string(),
            });
        }
        let ticked = |column: Option<usize>| column.and_then(|at| isi.sel(at)).map(|cell| is_tick(&cell.teks));
        let terlaksana = match (ticked(Some(yes)), ticked(no)) {
            (Some(true), _) => Some(true),
            (_, Some(true)) => Some(false),
            (_, None) => Some(false),
            _ => None,
        };
        let ditindaklanjuti = if both { terlaksana } else { ticked(followed) };
        fakta.butir.push(Butir { jenis, uraian, terlaksana, ditindaklanjuti });
    }
}

fn villages(tabel: &TabelDikenal<'_>, fakta: &mut Fakta) {
    let (Some(village), Some(dated)) = (tabel.column(Peran::Desa), tabel.column(Peran::Tanggal)) else { return };
    let about = format!("{} {}", tabel.tabel.judul, tabel.konteks);
    let named = documents(&tokens(&about, 0..about.len()));
    let Some(jenis) = named.first().map(|named| named.isi.to_uppercase()) else { return };
    let head = tabel.kepala.get(dated).map(|head| normal(head)).unwrap_or_default();
    let macam = match () {
        () if head.contains("diundangkan") => TanggalDokumen::Diundangkan,
        () if head.contains("ditetapkan") => TanggalDokumen::Ditetapkan,
        () => TanggalDokumen::Diterima,
    };
    let (yes, no) = (tabel.column(Peran::Ya), tabel.column(Peran::Tidak));
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let text = |column: Option<usize>| column.and_then(|at| isi.sel(at)).map_or("", |cell| cell.teks.as_str());
        let nama = folded(text(Some(village)));
        if !nama.chars().any(char::is_alphabetic) {
            continue;
        }
        let date = text(Some(dated));
        let tanggal = dates(&tokens(date, 0..date.len())).into_iter().find_map(|found| found.isi.ok());
        fakta.dokumen_desa.push(DokumenDesa {
            jenis: jenis.clone(),
            desa: Nilai { teks: nama, lokasi: tabel.lokasi(isi, village) },
            macam,
            tanggal,
            tepat: match (is_tick(text(yes)), is_tick(text(no))) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            },
        });
    }
}

/// Windows named in sentences about one kind of document. Of two for one kind, the one into which the dates of the
/// documents that came on time fall is proposed.
fn schedules(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    let mut found: BTreeMap<String, Vec<Jadwal>> = BTreeMap::new();
    for kalimat in &dokumen.ucapan {
        let (named, windows) = (documents(&kalimat.token), windows(&kalimat.token));
        let ([first, rest @ ..], [window, ..]) = (named.as_slice(), windows.as_slice()) else { continue };
        if rest.iter().any(|other| other.isi != first.isi) {
            continue;
        }
        let lokasi = Lokasi { kutipan: kalimat.teks().to_string(), ..kalimat.lokasi(0, kalimat.token.len()) };
        let opens = kalimat.find("mulai").and_then(|at| {
            let days = dates(&kalimat.token);
            days.into_iter().find(|day| day.dari == at + 1).and_then(|day| day.isi.ok())
        });
        let text = kalimat.paragraf.teks.trim_end_matches([';', '.', ' ']);
        let source = text.strip_suffix(')').and_then(|text| text.split_once(" ("));
        let jadwal = Jadwal {
            jenis: first.isi.to_uppercase(),
            buka: window.isi.buka.or(opens),
            tutup: window.isi.tutup,
            sumber: source.map(|(_, source)| folded(source)),
            lokasi,
        };
        found.entry(jadwal.jenis.clone()).or_default().push(jadwal);
    }
    for (jenis, candidates) in found {
        let inside = |jadwal: &Jadwal| {
            let on_time = fakta.dokumen_desa.iter().filter(|row| row.jenis == jenis && row.tepat == Some(true));
            on_time
                .filter_map(|row| row.tanggal)
                .filter(|date| jadwal.buka.is_none_or(|buka| buka <= *date) && *date <= jadwal.tutup)
                .count()
        };
        let Some(best) = candidates.iter().max_by_key(|jadwal| inside(jadwal)).cloned() else { continue };
        let lain: Vec<Nilai> = candidates
            .iter()
            .filter(|other| (other.buka, other.tutup) != (best.buka, best.tutup))
            .map(|other| Nilai { teks: window(other), lokasi: other.lokasi.clone() })
            .collect();
        if !lain.is_empty() {
            let sebab = if inside(&best) > 0 {
                "Tanggal dokumen yang ditandai tepat waktu jatuh di dalam jadwal ini."
            } else {
                "Jadwal ini disebut lebih dahulu."
            };
            let (usul, sebab) = (window(&best), sebab.to_string());
            fakta.keputusan.push(Keputusan { apa: format!("Jadwal {jenis}"), usul, lain, sebab });
        }
        fakta.jadwal.push(best);
    }
}

fn window(jadwal: &Jadwal) -> String {
    match jadwal.buka {
        Some(buka) => format!("{buka} s.d. {}", jadwal.tutup),
        None => format!("paling lambat {}", jadwal.tutup),
    }
}
