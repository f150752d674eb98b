//! The flawed example gives exactly what was planted in it, in every format; its files are what the source makes.

use std::collections::{BTreeMap, BTreeSet};

use ukur::cacat::{FORMAT, NAMA, berkas};
use ukur::harapan::{Diharapkan, Harapan};

fn read(ending: &str) -> Vec<u8> {
    std::fs::read(ukur::contoh().join("cacat").join(format!("{NAMA}.{ending}"))).expect("the file is there")
}

fn source() -> String {
    String::from_utf8(read("md")).expect("UTF-8")
}

#[test]
fn every_format_gives_exactly_what_was_planted() {
    let list = std::fs::read_to_string(ukur::contoh().join("cacat/temuan.json")).expect("the list is there");
    let harapan = Harapan::read(&list).expect("a list");
    for format in FORMAT.into_iter().chain(["md"]) {
        let naskah = [reader::read(&format!("{NAMA}.{format}"), &read(format))];
        let found = audit::periksa(&naskah, &audit::Pilihan::default());
        let nilai = harapan.score(&found, format);
        assert!(nilai.terlewat.is_empty() && nilai.tambahan.is_empty(), "{format}:\n{}", nilai.teks());
        let expected: BTreeSet<&str> = harapan
            .temuan
            .iter()
            .filter_map(|one| match one {
                Diharapkan::Sendiri(one) => (!one.bukan.iter().any(|not| not == format)).then_some(&*one.kelompok),
                Diharapkan::Tangan(_) => None,
            })
            .collect();
        let clusters: BTreeMap<&str, usize> = found.temuan.iter().fold(BTreeMap::new(), |mut counts, one| {
            *counts.entry(one.kelompok.as_str()).or_default() += 1;
            counts
        });
        assert_eq!(clusters.len(), expected.len(), "{format}: causes {clusters:?}");
    }
}

#[test]
fn the_files_are_made_from_the_source() {
    let source = source();
    for format in FORMAT {
        let made = berkas(&source, format).expect("rendered");
        assert!(made == read(format), "{NAMA}.{format} is not current: cargo xtask contoh-cacat");
    }
}

#[test]
fn a_fault_that_nobody_listed_and_a_listed_one_that_is_not_there_are_told() {
    let source = source().replace("15.750.000", "17.550.000").replace("82,46 % | 88,60 %", "82,46 % | 86,80 %");
    let naskah = [reader::read("lkj.md", source.replace("16.825.000", "16.852.000").as_bytes())];
    let list = std::fs::read_to_string(ukur::contoh().join("cacat/temuan.json")).expect("the list is there");
    let nilai = Harapan::read(&list).expect("a list").score(&audit::periksa(&naskah, &audit::Pilihan::default()), "md");
    assert!(nilai.terlewat.iter().any(|one| one.contains("15.750.000")), "{:?}", nilai.terlewat);
    assert!(nilai.terlewat.iter().any(|one| one.contains("88,60 %")), "{:?}", nilai.terlewat);
    assert!(nilai.tambahan.iter().any(|one| one.contains("10.498.000")), "{:?}", nilai.tambahan);
}

#[test]
fn lists_worked_out_by_hand_are_read() {
    let list = r#"{"temuan": [
        {"where": "Tabel 3.6 L181 kolom SISA", "kind": "sisa-mismatch", "stated": "15.750.000", "expected": "x"},
        {"where": "Tabel 3.1", "kind": "text-vs-table", "stated": "88,60 %", "quote": "95 % 82,46 % 88,60 %"},
        {"where": "L29 Latar Belakang", "kind": "period", "stated": "triwulan IV", "quote": "Laporan triwulan IV"}
    ]}"#;
    let source = source();
    let line = source.lines().position(|line| line.contains("15.750.000")).expect("the row is there") + 1;
    let list = list.replace("L181", &format!("L{line}"));
    let naskah = [reader::read("lkj.md", source.as_bytes())];
    let nilai = Harapan::read(&list).expect("a list").score(&audit::periksa(&naskah, &audit::Pilihan::default()), "md");
    assert_eq!(nilai.semua().ditemukan, 2, "{}", nilai.teks());
    assert_eq!(nilai.terlewat, ["period L29 Latar Belakang: triwulan IV"]);
}
