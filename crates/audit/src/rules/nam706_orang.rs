//! One name, two NIPs that differ by few digits.

use std::collections::BTreeMap;

use super::Rule;
use crate::dokumen::Dokumen;
use crate::orang::{Orang, persons};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "NAM706",
    judul: "Satu nama ditulis dengan NIP yang berbeda",
    tingkat: Tingkat::Kesalahan,
    dasar: "satu orang hanya mempunyai satu NIP (Peraturan Kepala BKN 22/2007)",
    halaman: include_str!("nam706_orang.md"),
    opsional: false,
    check,
};

/// Two persons of one name differ in more digits: they were born or appointed on different days.
const BEDA: usize = 4;

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let persons = persons(dokumen);
    let mut by_name: BTreeMap<&str, Vec<&Orang>> = BTreeMap::new();
    for person in persons.iter().filter(|person| person.nip.len() == 18 && person.kunci.len() >= 8) {
        by_name.entry(&person.kunci).or_default().push(person);
    }
    for same in by_name.values().filter(|same| same.len() > 1) {
        let Some(first) = same.first() else { continue };
        let apart =
            |other: &Orang| first.nip.bytes().zip(other.nip.bytes()).filter(|(left, right)| left != right).count();
        let Some(other) = same.iter().find(|other| (1..=BEDA).contains(&apart(other))) else {
            hasil.holds();
            continue;
        };
        // The digits hold a date of birth: only how many differ is told.
        let mut temuan = hasil.temuan(
            other.lokasi.clone(),
            &[&other.kunci],
            format!("{} ditulis dengan dua NIP yang berbeda {} angka.", other.nama, apart(other)),
        );
        temuan.bukti = vec![first.bukti("nama"), other.bukti("nama")];
        hasil.found(temuan);
    }
}
