//! One NIP, two names.

use std::collections::BTreeMap;

use super::Rule;
use crate::dokumen::Dokumen;
use crate::orang::{MOST_PERSONS, Orang, persons};
use crate::temuan::{Hasil, JenisSaran, Kepastian, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "NAM701",
    judul: "Satu NIP ditulis dengan nama yang berbeda",
    tingkat: Tingkat::Kesalahan,
    dasar: "satu NIP hanya dimiliki satu orang (Peraturan Kepala BKN 22/2007)",
    halaman: include_str!("nam701_nip.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let persons = persons(dokumen);
    if !hasil.within("orang yang disebut", persons.len(), MOST_PERSONS) {
        return;
    }
    let mut by_nip: BTreeMap<&str, Vec<&Orang>> = BTreeMap::new();
    for person in persons.iter().filter(|person| person.nip.len() == 18) {
        by_nip.entry(&person.nip).or_default().push(person);
    }
    for same in by_nip.values().filter(|same| same.len() > 1) {
        let mut variants: Vec<(&Orang, usize)> = Vec::new();
        for person in same {
            match variants.iter_mut().find(|(known, _)| known.kunci == person.kunci) {
                Some((_, count)) => *count += 1,
                None => variants.push((person, 1)),
            }
        }
        let most = variants.iter().map(|(_, count)| *count).max().unwrap_or_default();
        let Some((usual, _)) = variants.iter().find(|(_, count)| *count == most).copied() else { continue };
        let others: Vec<&Orang> =
            variants.iter().map(|(person, _)| *person).filter(|person| person.kunci != usual.kunci).collect();
        let Some(first) = others.first() else {
            hasil.holds();
            continue;
        };
        let listed: Vec<String> =
            variants.iter().map(|(person, count)| format!("{} ({count} kali)", person.nama)).collect();
        let mut temuan = hasil.temuan(
            first.lokasi.clone(),
            &[&first.nip],
            format!("{} ditulis dengan {} ejaan nama: {}.", first.ekor(), variants.len(), listed.join(", ")),
        );
        // Names that have little in common were perhaps read from the wrong line.
        let far = |person: &&Orang| {
            strsim::levenshtein(&person.kunci, &usual.kunci) * 2 > person.kunci.len().max(usual.kunci.len())
        };
        if others.iter().all(far) {
            temuan.kepastian = Kepastian::Dugaan;
        }
        temuan.seharusnya = vec![usual.nama.clone()];
        temuan.saran = others
            .iter()
            .map(|person| Saran {
                jenis: JenisSaran::Nama,
                dari: person.nama.clone(),
                ke: usual.nama.clone(),
                aman: false,
            })
            .collect();
        temuan.bukti = others.iter().chain([&usual]).map(|person| person.bukti("nama")).collect();
        hasil.found(temuan);
    }
}
