//! The sex digit of the NIP and the column L/P.

use super::Rule;
use crate::dokumen::Dokumen;
use crate::orang::persons;
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "PEG903",
    judul: "Jenis kelamin berbeda dari angka ke-15 NIP",
    tingkat: Tingkat::Kesalahan,
    dasar: "susunan NIP: Peraturan Kepala BKN 22/2007",
    halaman: include_str!("peg903_kelamin.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for person in persons(dokumen).iter().filter(|person| person.nip.len() == 18) {
        let Some(male) = person.laki_laki else { continue };
        let digit = match person.nip.get(14..15) {
            Some("1") => true,
            Some("2") => false,
            _ => {
                hasil.skipped();
                continue;
            }
        };
        if digit == male {
            hasil.holds();
            continue;
        }
        let name = |male: bool| if male { "laki-laki" } else { "perempuan" };
        let mut temuan = hasil.temuan(
            person.lokasi.clone(),
            &[&person.kunci],
            format!("{} tercatat {}, sedangkan angka ke-15 NIP berarti {}.", person.nama, name(male), name(digit)),
        );
        temuan.bukti = vec![person.bukti("nama")];
        hasil.found(temuan);
    }
}
