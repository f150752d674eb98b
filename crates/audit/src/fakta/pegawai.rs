//! Personnel and those who sign.

use std::collections::BTreeMap;

use domain::register::{Eselon, Golongan, Pendidikan, StatusPegawai};
use reader::Blok;

use super::{Fakta, Keputusan, Nilai, Pegawai, Penandatangan, folded};
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, normal};
use crate::orang::{Orang, key, labelled, persons};
use crate::temuan::Lokasi;

pub(super) fn collect(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    for tabel in dokumen.of(Jenis::Pegawai) {
        list(tabel, &mut fakta.pegawai);
    }
    spellings(persons(dokumen), fakta);
    signatories(dokumen, fakta);
    // A table of trainings counts persons and does not name them.
    for tabel in &dokumen.tabel {
        let named = normal(&format!("{} {}", tabel.tabel.judul, tabel.kepala.join(" ")));
        let (true, Some(jumlah)) = (named.contains("diklat"), tabel.column(Peran::Jumlah)) else { continue };
        let counts: Vec<String> = tabel
            .isi
            .iter()
            .filter(|isi| !isi.jumlah)
            .filter_map(|isi| {
                let count = tabel.nilai(isi, jumlah)?.0;
                let label = (0..jumlah).rev().find_map(|at| isi.sel(at).map(|cell| folded(&cell.teks)))?;
                (!count.is_zero()).then(|| format!("{label}: {count}"))
            })
            .collect();
        if !counts.is_empty() {
            fakta.hanya_jumlah.push((tabel.nama(), counts.join(", ")));
        }
    }
}

fn list(tabel: &TabelDikenal<'_>, found: &mut Vec<Pegawai>) {
    let Some(column) = tabel.column(Peran::Nama) else { return };
    let head = |word: &str| tabel.kepala.iter().position(|head| normal(head).contains(word));
    let nip_column = tabel.kepala.iter().position(|head| matches!(normal(head).as_str(), "nip" | "nip nipppk"));
    let jabatan = head("jabatan");
    let status = tabel.column(Peran::StatusPegawai).or_else(|| head("status"));
    let before = found.len();
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let text = |column: Option<usize>| column.and_then(|at| isi.sel(at)).map_or("", |cell| cell.teks.trim());
        let cell = text(Some(column));
        let (nama, nip) = match (labelled(cell), cell.split_once(" NI PPPK")) {
            (Some((name, nip)), _) => (name, nip),
            (None, Some((name, rest))) => (name, rest.chars().filter(char::is_ascii_digit).collect()),
            _ => (cell, text(nip_column).chars().filter(char::is_ascii_digit).collect()),
        };
        if nama.is_empty() {
            // A NIP in a row of its own belongs to the person above.
            if let Some(last) = found.get_mut(before..).and_then(<[Pegawai]>::last_mut).filter(|one| one.nip.is_empty())
            {
                last.nip = nip;
            }
            continue;
        }
        if nama.chars().filter(|c| c.is_alphabetic()).count() < 3 {
            continue;
        }
        let office = text(jabatan);
        found.push(Pegawai {
            nama: Nilai { teks: folded(nama), lokasi: tabel.lokasi(isi, column) },
            nip,
            laki_laki: match normal(text(tabel.column(Peran::JenisKelamin))).as_str() {
                "l" | "laki laki" | "pria" => Some(true),
                "p" | "perempuan" | "wanita" => Some(false),
                _ => None,
            },
            status: read_status(text(status)),
            golongan: tabel.column(Peran::Pangkat).and_then(|at| read_golongan(text(Some(at)))),
            eselon: tabel.column(Peran::Eselon).and_then(|at| read_eselon(text(Some(at)))),
            pendidikan: tabel.column(Peran::Pendidikan).and_then(|at| read_pendidikan(text(Some(at)))),
            jabatan: (!office.is_empty() && office != "-").then(|| folded(office)),
        });
    }
}

fn read_status(text: &str) -> Option<StatusPegawai> {
    Some(match normal(text).as_str() {
        "pns" | "asn" => StatusPegawai::Pns,
        "cpns" => StatusPegawai::Cpns,
        "pppk" | "p3k" | "asn pppk" => StatusPegawai::Pppk,
        "non pns" | "non asn" | "tkk" | "thl" | "honorer" | "kontrak" | "ptt" | "tenaga kerja kontrak" => {
            StatusPegawai::NonPns
        }
        _ => return None,
    })
}

fn read_golongan(text: &str) -> Option<Golongan> {
    let text: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    // "iii/d" holds "ii/d" and "i/d": the longest comes first.
    let mut all: Vec<Golongan> = Golongan::ALL.iter().copied().filter(|grade| grade.is_ruang()).collect();
    all.sort_by_key(|grade| std::cmp::Reverse(grade.word().len()));
    all.into_iter().find(|grade| text.contains(&grade.word().to_lowercase()))
}

fn read_eselon(text: &str) -> Option<Eselon> {
    let bare = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let text = bare(text);
    Eselon::ALL.iter().copied().find(|eselon| bare(eselon.word()) == text)
}

fn read_pendidikan(text: &str) -> Option<Pendidikan> {
    let text: String = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match text.as_str() {
        "sd" => Pendidikan::Sd,
        "smp" | "sltp" => Pendidikan::Smp,
        "sma" | "smk" | "smasmk" | "slta" | "stm" | "smu" | "smea" | "ma" => Pendidikan::Sma,
        "d1" | "d2" | "d3" | "di" | "dii" | "diii" => Pendidikan::D3,
        "s1" | "d4" | "div" | "s1d4" | "si" => Pendidikan::S1,
        "s2" | "sii" => Pendidikan::S2,
        "s3" | "siii" => Pendidikan::S3,
        _ => return None,
    })
}

/// One NIP with several spellings: the one that most places write, the list of personnel deciding a tie.
fn spellings(persons: &[Orang], fakta: &mut Fakta) {
    for index in 0..fakta.pegawai.len() {
        let Some(pegawai) = fakta.pegawai.get(index).filter(|one| !one.nip.is_empty()) else { continue };
        let same: Vec<&Orang> = persons.iter().filter(|other| other.nip == pegawai.nip).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for person in &same {
            *counts.entry(person.kunci.as_str()).or_default() += 1;
        }
        let own = key(&pegawai.nama.teks);
        let count = |name: &str| counts.get(name).copied().unwrap_or_default();
        let Some(best) = counts.keys().copied().max_by_key(|name| (count(name), *name == own)) else { continue };
        if counts.len() < 2 {
            continue;
        }
        let Some(chosen) = same.iter().find(|person| person.kunci == best) else { continue };
        let lain = same
            .iter()
            .filter(|person| person.kunci != best)
            .map(|person| Nilai { teks: person.nama.clone(), lokasi: person.lokasi.clone() })
            .collect();
        let sebab = format!("{} dari {} tempat menulis demikian.", count(best), same.len());
        let usul = folded(&chosen.nama);
        fakta.keputusan.push(Keputusan { apa: "Nama satu pegawai".to_string(), usul: usul.clone(), lain, sebab });
        if let Some(pegawai) = fakta.pegawai.get_mut(index) {
            pegawai.nama.teks = usul;
        }
    }
}

/// "Nama : ..." and "Jabatan : ..." one after the other, in paragraphs or in the rows of a table.
fn signatories(dokumen: &Dokumen<'_>, fakta: &mut Fakta) {
    let mut lines: Vec<(String, Lokasi)> = Vec::new();
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        let place = |letak: &reader::Letak, kutipan: &str| Lokasi {
            berkas,
            letak: letak.clone(),
            tabel: None,
            kolom: None,
            kutipan: kutipan.to_string(),
        };
        for block in &naskah.blok {
            match block {
                Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                    lines.push((folded(&teks.teks), place(&teks.letak, &teks.teks)));
                }
                Blok::Tabel(tabel) => lines.extend(tabel.baris.iter().map(|row| {
                    let text = folded(&row.sel.iter().map(|cell| cell.teks.as_str()).collect::<Vec<_>>().join(" "));
                    let letak = place(&row.letak, &text);
                    (text, letak)
                })),
                Blok::Rumus { .. } => {}
            }
        }
    }
    let after = |line: &str, label: &str| {
        let (before, rest) = line.split_once(':')?;
        (normal(before) == label && !rest.trim().is_empty()).then(|| rest.trim().to_string())
    };
    for (at, (line, lokasi)) in lines.iter().enumerate() {
        let Some(nama) = after(line, "nama") else { continue };
        let office = lines.iter().skip(at + 1).take(3).find_map(|(line, _)| after(line, "jabatan"));
        let Some(jabatan) = office else { continue };
        if !fakta.penandatangan.iter().any(|other| normal(&other.jabatan) == normal(&jabatan)) {
            fakta.penandatangan.push(Penandatangan { nama: Nilai { teks: nama, lokasi: lokasi.clone() }, jabatan });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lists_are_understood_as_people_write_them() {
        assert_eq!(read_golongan("Penata Muda Tk. I ( III/b)"), Some(Golongan::IIIb));
        assert_eq!(read_golongan("Pengatur (II/c)"), Some(Golongan::IIc));
        assert_eq!(read_eselon("IV A"), Some(Eselon::IVa));
        assert_eq!(read_eselon("-"), None);
        assert_eq!(read_pendidikan("S. 1"), Some(Pendidikan::S1));
        assert_eq!(read_pendidikan("SMK"), Some(Pendidikan::Sma));
        assert_eq!(read_status("NON PNS"), Some(StatusPegawai::NonPns));
        assert_eq!(read_status(""), None);
    }
}
