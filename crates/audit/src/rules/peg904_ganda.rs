//! One NIP twice in a list.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::orang::{MOST_PERSONS, persons};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "PEG904",
    judul: "Satu NIP dua kali dalam daftar pegawai",
    tingkat: Tingkat::Kesalahan,
    dasar: "satu NIP hanya dimiliki satu orang (Peraturan Kepala BKN 22/2007)",
    halaman: include_str!("peg904_ganda.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let persons = persons(dokumen);
    if !hasil.within("orang yang disebut", persons.len(), MOST_PERSONS) {
        return;
    }
    for (index, person) in persons.iter().enumerate() {
        if person.nip.len() < 18 || person.daftar.is_none() {
            continue;
        }
        let earlier = persons.iter().take(index).find(|other| other.daftar == person.daftar && other.nip == person.nip);
        let Some(earlier) = earlier else {
            hasil.holds();
            continue;
        };
        let mut temuan = hasil.temuan(
            person.lokasi.clone(),
            &[&person.nip],
            format!("{} tertulis untuk {} dan untuk {}.", person.ekor(), earlier.nama, person.nama),
        );
        temuan.bukti = vec![person.bukti("baris ini"), earlier.bukti("baris sebelumnya")];
        hasil.found(temuan);
    }
}
