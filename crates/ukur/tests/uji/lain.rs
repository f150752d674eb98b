//! A report that others could have written, whose tables and sentences are not shaped like ours: nothing is found while
//! it is right, and each fault of the list by a rule of one of its families.

use std::collections::BTreeSet;

use audit::{Pilihan, Temuan, Tingkat};
use serde::Deserialize;

const LAPORAN: &str = include_str!("lain/laporan.md");

/// A fault: a text that stands in the report, what it becomes, and the families that may find it. `\n` is a line end.
#[derive(Deserialize)]
struct Kesalahan {
    dari: String,
    menjadi: String,
    keluarga: String,
}

fn findings(text: &str) -> Vec<Temuan> {
    audit::periksa(&[reader::read("laporan.md", text.as_bytes())], &Pilihan::default()).temuan
}

#[test]
fn nothing_is_found_while_it_is_right() {
    let found = findings(LAPORAN);
    let above: Vec<&str> =
        found.iter().filter(|one| one.tingkat != Tingkat::Catatan).map(|one| one.pesan.as_str()).collect();
    assert!(above.is_empty(), "{above:#?}");
}

#[test]
fn each_fault_is_found() {
    let right: BTreeSet<(&str, String)> = findings(LAPORAN).into_iter().map(|one| (one.kode, one.pesan)).collect();
    let mut rows = csv::Reader::from_reader(include_bytes!("lain/kesalahan.csv").as_slice());
    let mut missed = Vec::new();
    let mut count = 0;
    for row in rows.deserialize::<Kesalahan>() {
        let row = row.expect("a fault");
        let (from, to) = (row.dari.replace("\\n", "\n"), row.menjadi.replace("\\n", "\n"));
        assert!(LAPORAN.contains(&from), "not in the report: {from}");
        let found = findings(&LAPORAN.replacen(&from, &to, 1));
        let fits = |one: &Temuan| row.keluarga.split(' ').any(|family| one.kode.starts_with(family));
        if !found.iter().any(|one| fits(one) && !right.contains(&(one.kode, one.pesan.clone()))) {
            missed.push(format!("{from} -> {to}"));
        }
        count += 1;
    }
    assert!(count > 60 && missed.is_empty(), "{count} faults, missed: {missed:#?}");
}
