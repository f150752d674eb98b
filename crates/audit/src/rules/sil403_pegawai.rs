//! Head counts of recaps against the list of personnel.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, is_total};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "SIL403",
    judul: "Jumlah pegawai pada rekapitulasi berbeda dari daftar pegawai",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: banyaknya orang pada daftar pegawai",
    halaman: include_str!("sil403_pegawai.md"),
    opsional: false,
    check,
};

/// A person of the list.
struct Orang {
    status: Option<&'static str>,
    pendidikan: String,
    golongan: String,
    eselon: String,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let lists: Vec<&TabelDikenal<'_>> = dokumen.of(Jenis::Pegawai).collect();
    // The only list of all files, else the only one of each.
    for list in &lists {
        let own = lists.iter().filter(|other| other.berkas == list.berkas).count();
        if own == 1 {
            recaps(dokumen, list, lists.len() == 1, hasil);
        }
    }
}

/// The recaps of a list's file, or of all files, against it.
fn recaps(dokumen: &Dokumen<'_>, list: &TabelDikenal<'_>, of_all: bool, hasil: &mut Hasil) {
    let persons = persons(list);
    if persons.len() < 2 {
        return;
    }
    let complete = persons.iter().all(|person| person.status.is_some());
    for tabel in dokumen.tabel.iter().filter(|tabel| !matches!(tabel.jenis, Jenis::Pegawai | Jenis::Anggaran)) {
        let belongs = tabel.berkas == list.berkas || of_all && dokumen.one_period(tabel, list);
        if !belongs {
            continue;
        }
        let labels = [Peran::Pendidikan, Peran::Pangkat, Peran::Eselon];
        let label = labels.into_iter().find_map(|role| Some((role, tabel.column(role)?)));
        let (Some((role, label)), Some(total)) = (label, tabel.column(Peran::Jumlah)) else { continue };
        // Only where the list tells this of somebody at all.
        if !persons.iter().any(|person| !value(person, role).is_empty()) {
            continue;
        }
        let counted: Vec<(usize, Option<&'static str>)> = std::iter::once((total, None))
            .chain(tabel.numeric().into_iter().filter(|column| *column != total).filter_map(|column| {
                // By status only where the list tells everybody's.
                let status = status(tabel.kepala.get(column)?).filter(|_| complete)?;
                Some((column, Some(status)))
            }))
            .collect();
        // A list of officials alone holds fewer persons than are counted.
        let rows = || tabel.isi.iter().filter(|isi| !is_total(isi));
        let all: Decimal = rows().filter_map(|isi| isi.bacaan(total).amount()).sum();
        if Decimal::from(persons.len() * 4) < all * Decimal::from(3) {
            hasil.skipped();
            continue;
        }
        for isi in rows() {
            let Some(cell) = isi.sel(label) else { continue };
            let groups = groups(&cell.teks, role);
            if groups.is_empty() {
                continue;
            }
            let inside: Vec<&Orang> = persons.iter().filter(|person| groups.contains(value(person, role))).collect();
            for (column, status) in &counted {
                row(tabel, isi, *column, &inside, *status, list, hasil);
            }
        }
    }
}

fn row(
    tabel: &TabelDikenal<'_>,
    isi: &Isi<'_>,
    column: usize,
    inside: &[&Orang],
    status: Option<&'static str>,
    list: &TabelDikenal<'_>,
    hasil: &mut Hasil,
) {
    let Some((written, true)) = tabel.nilai(isi, column) else { return };
    let count = inside.iter().filter(|person| status.is_none() || person.status == status).count();
    if written == Decimal::from(count) {
        hasil.holds_on(|| vec![tabel.tempat(isi, column)]);
        return;
    }
    let name = tabel.kunci(isi);
    let label = head(tabel, column);
    let mut temuan = hasil.temuan(
        tabel.lokasi(isi, column),
        &[&tabel.tabel.judul, &name, &label],
        format!(
            "{label} {name} pada {} tertulis {}, sedangkan pada {} ada {count} orang.",
            tabel.nama(),
            crate::angka::show(written),
            list.nama()
        ),
    );
    temuan.selisih = Some(crate::angka::show((written - Decimal::from(count)).abs()));
    temuan.bukti = vec![tabel.bukti(isi, column, label)];
    temuan.saran =
        vec![Saran { jenis: JenisSaran::Angka, dari: temuan.tertulis.clone(), ke: count.to_string(), aman: false }];
    temuan.seharusnya = vec![count.to_string()];
    hasil.found(temuan);
}

fn value(person: &Orang, role: Peran) -> &str {
    match role {
        Peran::Pendidikan => &person.pendidikan,
        Peran::Pangkat => &person.golongan,
        _ => &person.eselon,
    }
}

fn persons(list: &TabelDikenal<'_>) -> Vec<Orang> {
    let text = |isi: &Isi<'_>, role: Peran| {
        let column = list.columns(role).first().copied();
        column.and_then(|column| isi.sel(column)).map(|cell| cell.teks.trim().to_string()).unwrap_or_default()
    };
    let headed = |word: &str| list.kepala.iter().position(|head| normal(head) == word);
    let statuses = list.columns(Peran::StatusPegawai).first().copied().or_else(|| headed("status"));
    let mut found = Vec::new();
    for isi in list.isi.iter().filter(|isi| !isi.jumlah) {
        let number = text(isi, Peran::Nomor);
        // A second line of a person (the NIP) has no number of its own.
        let numbered = number.trim_end_matches('.').parse::<u32>().is_ok();
        let name = text(isi, Peran::Nama);
        if !numbered || !name.chars().any(char::is_alphabetic) {
            continue;
        }
        let one = |text: &str, role| groups(text, role).into_iter().next().unwrap_or_default();
        found.push(Orang {
            status: statuses.and_then(|column| isi.sel(column)).and_then(|cell| status(&cell.teks)),
            pendidikan: one(&text(isi, Peran::Pendidikan), Peran::Pendidikan),
            golongan: one(&text(isi, Peran::Pangkat), Peran::Pangkat),
            eselon: one(&text(isi, Peran::Eselon), Peran::Eselon),
        });
    }
    found
}

/// A status of employment, also at the end of a head whose words are broken ("CPN S").
fn status(text: &str) -> Option<&'static str> {
    let tight = normal(text).replace(' ', "");
    let outside = ["nonpns", "nonasn", "tkk", "thl", "honorer", "kontrak", "ptt", "tks"];
    let kinds = [("cpns", "CPNS"), ("pppk", "PPPK"), ("p3k", "PPPK"), ("pns", "PNS")];
    if outside.iter().any(|word| tight.ends_with(word)) {
        return Some("NON");
    }
    kinds.iter().find(|(word, _)| tight.ends_with(word)).map(|(_, name)| *name)
}

/// The groups that a label or a person's cell names, normalised: `SMA/SMK` is two, `S. 1` is `s1`.
fn groups(text: &str, role: Peran) -> BTreeSet<String> {
    let folded = normal(text);
    match role {
        Peran::Pendidikan => {
            let known = [
                "sd", "smp", "sltp", "mts", "sma", "smk", "slta", "smu", "stm", "ma", "d1", "d2", "d3", "d4", "s1",
                "s2", "s3",
            ];
            let parts = text.split(['/', ',', '-', '(']).map(|part| {
                let tight: String = normal(part).split(' ').collect();
                match tight.as_str() {
                    "di" | "diplomai" => "d1".to_string(),
                    "dii" | "diplomaii" => "d2".to_string(),
                    "diii" | "diplomaiii" | "diploma3" => "d3".to_string(),
                    "div" | "diplomaiv" | "diploma4" => "d4".to_string(),
                    "sarjana" | "stratai" | "strata1" => "s1".to_string(),
                    "magister" | "strata2" => "s2".to_string(),
                    _ => tight,
                }
            });
            let mut found: BTreeSet<String> = parts.filter(|part| known.contains(&part.as_str())).collect();
            // One word for all schools of a level.
            if found.contains("slta") {
                found.extend(["sma", "smk", "smu", "stm", "ma"].map(str::to_string));
            }
            if found.contains("sltp") {
                found.extend(["smp", "mts"].map(str::to_string));
            }
            found
        }
        Peran::Pangkat => {
            let words: Vec<&str> = folded.split(' ').collect();
            let grade = |word: &&&str| matches!(**word, "i" | "ii" | "iii" | "iv");
            // "Tk. I (III/d)": the grade is the one before its letter; a label has the number alone.
            let before_letter = words
                .iter()
                .zip(words.iter().skip(1))
                .rfind(|(word, next)| grade(word) && matches!(**next, "a" | "b" | "c" | "d" | "e"));
            let found = match before_letter {
                Some((word, _)) => Some(*word),
                None if words.first().is_some_and(|word| word.starts_with("gol") || grade(&word)) => {
                    words.iter().find(|word| grade(word)).copied()
                }
                None => None,
            };
            found.map(str::to_string).into_iter().collect()
        }
        _ => {
            let tight: String = folded.replace("eselon", "").split(' ').collect();
            let known = ["ii", "iii", "iv"]
                .iter()
                .any(|level| tight.strip_prefix(level).is_some_and(|letter| matches!(letter, "a" | "b")));
            known.then_some(tight).into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, role: Peran) -> String {
        groups(text, role).into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn groups_are_normalised() {
        assert_eq!(one("S. 1", Peran::Pendidikan), "s1");
        assert_eq!(one("SMA/SMK", Peran::Pendidikan), "sma smk");
        assert_eq!(one("Penata Tk. I (III/d)", Peran::Pangkat), "iii");
        assert_eq!(one("Golongan IV", Peran::Pangkat), "iv");
        assert_eq!(one("Pengatur", Peran::Pangkat), "");
        assert_eq!(one("III A", Peran::Eselon), "iiia");
        assert_eq!(one("-", Peran::Eselon), "");
        assert_eq!(status("Status Kepegawaian CPN S"), Some("CPNS"));
        assert_eq!(status("NON PNS"), Some("NON"));
    }
}
