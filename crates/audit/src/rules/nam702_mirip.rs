//! Two names that differ by a letter or two.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::orang::{MOST_PERSONS, Orang, persons};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "NAM702",
    judul: "Dua nama orang hampir sama",
    tingkat: Tingkat::Peringatan,
    dasar: "perbandingan ejaan nama dalam dokumen",
    halaman: include_str!("nam702_mirip.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let persons = persons(dokumen);
    if !hasil.within("orang yang disebut", persons.len(), MOST_PERSONS) {
        return;
    }
    let mut distinct: Vec<(&Orang, usize)> = Vec::new();
    for person in persons {
        match distinct.iter_mut().find(|(known, _)| known.kunci == person.kunci) {
            Some((known, count)) => {
                *count += 1;
                // The place with the NIP knows more about the person.
                if known.nip.is_empty() && !person.nip.is_empty() {
                    *known = person;
                }
            }
            None => distinct.push((person, 1)),
        }
    }
    for (index, (left, left_count)) in distinct.iter().enumerate() {
        let mut alike = false;
        for (right, right_count) in distinct.iter().take(index) {
            // With a NIP each it is NAM701, or two persons; twice in one list it is two persons.
            let both = !left.nip.is_empty() && !right.nip.is_empty();
            if both || (left.daftar.is_some() && left.daftar == right.daftar) {
                continue;
            }
            let length = left.kunci.chars().count().min(right.kunci.chars().count());
            let distance = strsim::levenshtein(&left.kunci, &right.kunci);
            if length < 8 || distance > 2 || distance * 6 > length {
                continue;
            }
            alike = true;
            let (odd, usual) = if left_count > right_count { (right, left) } else { (left, right) };
            let mut temuan = hasil.temuan(
                odd.lokasi.clone(),
                &[&odd.kunci, &usual.kunci],
                format!("Nama {} hampir sama dengan {}; bila orangnya sama, ejaannya berbeda.", odd.nama, usual.nama),
            );
            temuan.kepastian = Kepastian::Dugaan;
            temuan.bukti = vec![odd.bukti("nama"), usual.bukti("nama lain")];
            hasil.found(temuan);
        }
        if !alike {
            hasil.holds();
        }
    }
}
