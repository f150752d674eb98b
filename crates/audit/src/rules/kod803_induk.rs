//! Codes in a table of programmes: under the right row, once, in order.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::kode::{Baris, rows};
use crate::dokumen::{Dokumen, Peran, pendek};
use crate::temuan::{Hasil, Kepastian, Temuan, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KOD803",
    judul: "Baris tidak berada di bawah induk kodenya",
    tingkat: Tingkat::Peringatan,
    dasar: "susunan kode: sub kegiatan di bawah kegiatannya, kegiatan di bawah programnya",
    halaman: include_str!("kod803_induk.md"),
    opsional: false,
    check: parents,
};

/// The same code twice.
pub(super) const TWICE: Rule = Rule {
    kode: "KOD804",
    judul: "Kode yang sama dua kali di bawah satu induk",
    tingkat: Tingkat::Peringatan,
    dasar: "satu kode, satu baris",
    halaman: include_str!("kod804_ganda.md"),
    opsional: false,
    check: twice,
};

/// Order of codes.
pub(super) const ORDER: Rule = Rule {
    kode: "KOD806",
    judul: "Urutan kode terbalik",
    tingkat: Tingkat::Catatan,
    dasar: "urutan kode pada nomenklatur",
    halaman: include_str!("kod806_urutan.md"),
    opsional: false,
    check: order,
};

/// The rows of each table.
fn tables<'a, 't, 'n>(all: &'a [Baris<'t, 'n>]) -> Vec<Vec<&'a Baris<'t, 'n>>> {
    let mut by: BTreeMap<usize, Vec<&Baris<'t, 'n>>> = BTreeMap::new();
    for baris in all {
        by.entry(baris.nomor_tabel).or_default().push(baris);
    }
    by.into_values().collect()
}

fn start(hasil: &Hasil, baris: &Baris<'_, '_>, key: &str, pesan: String) -> Temuan {
    let tabel = baris.tabel;
    let mut temuan = hasil.temuan(tabel.lokasi(baris.isi, baris.kolom), &[&tabel.tabel.judul, &baris.teks, key], pesan);
    temuan.bukti = vec![tabel.bukti(baris.isi, baris.kolom, "kode")];
    temuan
}

fn parents(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let all = rows(dokumen);
    for table in tables(&all) {
        let mut found = Vec::new();
        let mut right = 0;
        let known: BTreeSet<_> = table.iter().filter_map(|baris| baris.kode.as_ref()).collect();
        // The last row of each level so far.
        let mut last = BTreeMap::new();
        for (index, baris) in table.iter().enumerate() {
            let Some(kode) = &baris.kode else { continue };
            let higher = last.range(..kode.tingkat()).map(|(_, place)| *place);
            let above = higher.max_by_key(|(at, _)| *at).map(|(_, above)| above);
            last.insert(kode.tingkat(), (index, kode));
            let Some(parent) = kode.parent() else { continue };
            match above {
                Some(above) if *above == parent => right += 1,
                Some(above) if known.contains(&parent) => {
                    found.push((*baris, format!("{} berada di bawah {above}, sedangkan induknya {parent} ada di tempat lain pada tabel itu.", baris.teks)));
                }
                Some(_) => {
                    found.push((*baris, format!("Baris induk {parent} untuk {} tidak ada pada tabel itu.", baris.teks)))
                }
                None => {}
            }
        }
        (0..right).for_each(|_| hasil.holds());
        // A table that leaves out a level has no parents at all.
        if found.len() * 4 > right {
            found.iter().for_each(|_| hasil.skipped());
            continue;
        }
        for (baris, pesan) in found {
            let temuan = start(hasil, baris, "induk", pesan);
            hasil.found(temuan);
        }
    }
}

fn twice(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let all = rows(dokumen);
    for table in tables(&all) {
        // One row per source of funds or place is no slip.
        let split = table.first().is_some_and(|baris| baris.tabel.peran.contains(&Peran::SumberDana));
        let mut seen: BTreeMap<_, &Baris<'_, '_>> = BTreeMap::new();
        let mut found = Vec::new();
        for baris in &table {
            let Some(kode) = &baris.kode else { continue };
            // A programme that begins anew opens another office's part of the table.
            if kode.tingkat() <= domain::value::Tingkat::Program {
                seen.clear();
            }
            match seen.get(kode) {
                Some(first) => found.push((*baris, *first)),
                None => {
                    seen.insert(kode, baris);
                    hasil.holds();
                }
            }
        }
        if split || found.len() > 3 {
            found.iter().for_each(|_| hasil.skipped());
            continue;
        }
        for (baris, first) in found {
            let same = baris.nama().eq_ignore_ascii_case(first.nama());
            let names = if same {
                "dengan nama yang sama".to_string()
            } else {
                format!("dengan nama \"{}\" dan \"{}\"", pendek(first.nama(), 60), pendek(baris.nama(), 60))
            };
            let mut temuan = start(hasil, baris, "ganda", format!("Kode {} tertulis dua kali, {names}.", baris.teks));
            temuan.bukti.push(first.tabel.bukti(first.isi, first.kolom, "kode pertama"));
            if same {
                temuan.kepastian = Kepastian::Dugaan;
            }
            hasil.found(temuan);
        }
    }
}

fn order(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let all = rows(dokumen);
    for table in tables(&all) {
        let mut last: BTreeMap<Option<String>, &Baris<'_, '_>> = BTreeMap::new();
        let mut found = Vec::new();
        for baris in &table {
            let Some(kode) = &baris.kode else { continue };
            let parent = kode.parent().map(|parent| parent.as_str().to_string());
            match last.insert(parent, baris).filter(|before| before.kode.as_ref() > Some(kode)) {
                Some(before) => found.push((*baris, before)),
                None => hasil.holds(),
            }
        }
        if found.len() > 3 {
            found.iter().for_each(|_| hasil.skipped());
            continue;
        }
        for (baris, before) in found {
            let pesan = format!("{} berada sesudah {}.", baris.teks, before.teks);
            let temuan = start(hasil, baris, "urutan", pesan);
            hasil.found(temuan);
        }
    }
}
