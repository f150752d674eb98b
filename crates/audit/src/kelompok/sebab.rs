//! What may have caused a finding, in words.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::graf::Penjelasan;
use crate::angka::{self, show};
use crate::dokumen::Dokumen;
use crate::persamaan::{Bentuk, Cocok, Persamaan};
use crate::temuan::{JenisSaran, Saran, Tempat, Temuan};

/// Fills in the causes.
pub(super) fn explain(
    dokumen: &Dokumen<'_>,
    temuan: &mut [Temuan],
    held: &[Persamaan],
    penjelasan: &Penjelasan,
    akar: &[Tempat],
) {
    let numbers = Angka::of(dokumen, &asked(temuan));
    let size = |root: &Tempat| akar.iter().filter(|other| *other == root).count();
    let pointing = pointing(temuan, akar);
    for (at, (one, root)) in temuan.iter_mut().zip(akar).enumerate() {
        let Some(persamaan) = one.persamaan.clone() else { continue };
        let own = (one.lokasi.berkas, one.lokasi.letak.clone());
        one.dugaan_sebab = one.dugaan_sebab.take().or_else(|| {
            let above = penjelasan.turunan.get(&own).and_then(|index| held.get(*index));
            above
                .and_then(|above| carried(above, penjelasan, &own))
                .or_else(|| follows(&persamaan, penjelasan, &own))
                .or_else(|| copied(&persamaan))
                .or_else(|| elsewhere(&persamaan, &numbers))
        });
        if pointing.get(root) == Some(&at) && own != *root && size(root) >= 2 {
            point(one, &persamaan, root, penjelasan, size(root));
        }
    }
}

/// For each root the finding that points at it: the one whose result it is, else the shortest of its own row.
fn pointing<'a>(temuan: &[Temuan], akar: &'a [Tempat]) -> BTreeMap<&'a Tempat, usize> {
    let mut best: BTreeMap<&Tempat, ((bool, bool, usize), usize)> = BTreeMap::new();
    for (at, (one, root)) in temuan.iter().zip(akar).enumerate() {
        let Some(persamaan) = &one.persamaan else { continue };
        let result = (one.lokasi.berkas, &one.lokasi.letak) == (root.0, &root.1);
        let key = (!result, one.lokasi.letak.baris != root.1.baris, persamaan.suku.len());
        let slot = best.entry(root).or_insert((key, at));
        if key < slot.0 {
            *slot = (key, at);
        }
    }
    best.into_iter().map(|(root, (_, at))| (root, at)).collect()
}

/// The cause is another cell of the equation than its result: the finding points at that cell.
fn point(one: &mut Temuan, persamaan: &Persamaan, root: &Tempat, penjelasan: &Penjelasan, count: usize) {
    let cell =
        persamaan.suku.iter().find(|suku| (suku.bukti.lokasi.berkas, &suku.bukti.lokasi.letak) == (root.0, &root.1));
    let (Some(suku), Some(value)) = (cell, penjelasan.perubahan.get(root)) else { return };
    if *value == suku.nilai {
        return;
    }
    let shown = show(*value);
    one.dugaan_sebab = Some(format!(
        "Bila {} \"{}\" menjadi {shown}, {count} pemeriksaan sekaligus cocok.",
        suku.bukti.peran, suku.bukti.mentah
    ));
    one.lokasi = suku.bukti.lokasi.clone();
    one.tertulis.clone_from(&suku.bukti.mentah);
    one.selisih = Some(show((suku.nilai - value).abs()));
    one.saran =
        vec![Saran { jenis: JenisSaran::Angka, dari: suku.bukti.mentah.clone(), ke: shown.clone(), aman: false }];
    one.seharusnya = vec![shown];
}

/// A result that follows several cells: "Selisih 7.375.000 = 1.000.000 + 270.000".
fn carried(above: &Persamaan, penjelasan: &Penjelasan, own: &Tempat) -> Option<String> {
    let result = above.suku.first()?;
    let parts: Vec<(Decimal, &str)> = above
        .suku
        .iter()
        .skip(1)
        .filter_map(|suku| {
            let place = (suku.bukti.lokasi.berkas, suku.bukti.lokasi.letak.clone());
            let value = penjelasan.perubahan.get(&place)?;
            let change = (suku.nilai - value) * suku.koef;
            (!change.is_zero()).then_some((change, suku.bukti.peran.as_str()))
        })
        .collect();
    let total = penjelasan.perubahan.get(own).map(|value| result.nilai - value);
    match (parts.as_slice(), total) {
        ([], _) => {
            let roles: Vec<&str> = above.suku.iter().skip(1).map(|suku| suku.bukti.peran.as_str()).collect();
            Some(format!("Mengikuti selisih {} pada baris yang sama.", roles.join(" dan ")))
        }
        ([(change, role)], _) => Some(format!("Terbawa dari {role}, yang berselisih {}.", show(change.abs()))),
        (many, total) => {
            let sum: Decimal = many.iter().map(|(change, _)| change).sum();
            let mut shown = String::new();
            for (change, _) in many {
                let change = if sum.is_sign_negative() { -*change } else { *change };
                let sign = if change.is_sign_negative() { " - " } else { " + " };
                shown.push_str(if shown.is_empty() { sign.trim_matches([' ', '+']) } else { sign });
                shown.push_str(&show(change.abs()));
            }
            let same = total.is_none_or(|total| total == sum);
            same.then(|| format!("Terbawa dari {} baris: selisih {} = {shown}.", many.len(), show(sum.abs())))
        }
    }
}

/// A result that is broken only by cells that are the causes of other findings.
fn follows(persamaan: &Persamaan, penjelasan: &Penjelasan, own: &Tempat) -> Option<String> {
    let changed = |suku: &crate::persamaan::Suku| {
        penjelasan.perubahan.get(&(suku.bukti.lokasi.berkas, suku.bukti.lokasi.letak.clone())).copied()
    };
    let parts = persamaan.suku.iter().skip(1).filter_map(changed).count();
    let mended: Vec<Decimal> = persamaan.suku.iter().map(|suku| changed(suku).unwrap_or(suku.nilai)).collect();
    let alone = penjelasan.perubahan.contains_key(own) || persamaan.check_with(&mended) == Cocok::Tidak;
    (parts >= 2 && !alone).then(|| carried(persamaan, penjelasan, own)).flatten()
}

/// The result repeats another cell of the equation.
fn copied(persamaan: &Persamaan) -> Option<String> {
    let [result, a, b] = persamaan.suku.as_slice() else { return None };
    let same = [a, b].into_iter().find(|suku| suku.nilai == result.nilai && !suku.nilai.is_zero())?;
    Some(format!("{} sama dengan {} pada baris itu.", show(result.nilai), same.bukti.peran))
}

/// Some other number of the document makes the equation true.
fn elsewhere(persamaan: &Persamaan, numbers: &Angka<'_, '_>) -> Option<String> {
    if persamaan.bentuk != Bentuk::Jumlah || persamaan.suku.len() > 4 {
        return None;
    }
    let values = persamaan.nilai();
    (0..persamaan.suku.len()).rev().find_map(|index| {
        let value = persamaan.needed(index, &values)?;
        let name = numbers.only(value, persamaan)?;
        let mut with = persamaan.clone();
        let slot = with.suku.get_mut(index)?;
        slot.nilai = value;
        let (right, result) = (with.ruas(), with.suku.first()?.nilai);
        Some(format!("{} = {right}, dengan {} dari {name}.", show(result), show(value)))
    })
}

/// The numbers of all tables that tell themselves from others: how often each stands, and where first.
struct Angka<'d, 'n> {
    dokumen: &'d Dokumen<'n>,
    tempat: BTreeMap<Decimal, (usize, usize, usize, usize)>,
}

impl<'d, 'n> Angka<'d, 'n> {
    /// The numbers that are asked for.
    fn of(dokumen: &'d Dokumen<'n>, asked: &BTreeSet<Decimal>) -> Self {
        let mut tempat: BTreeMap<Decimal, (usize, usize, usize, usize)> = BTreeMap::new();
        if !asked.is_empty() {
            for (table, tabel) in dokumen.tabel.iter().enumerate() {
                for (row, isi) in tabel.isi.iter().enumerate() {
                    for (column, cell) in isi.baris.sel.iter().enumerate() {
                        let Some(value) = angka::read(&cell.teks).angka().map(|angka| angka.nilai.normalize()) else {
                            continue;
                        };
                        if asked.contains(&value) {
                            let slot = tempat.entry(value).or_insert((0, table, row, column));
                            slot.0 += 1;
                        }
                    }
                }
            }
        }
        Self { dokumen, tempat }
    }

    /// The place of a number, if it stands only once in the document and outside of the equation.
    fn only(&self, value: Decimal, persamaan: &Persamaan) -> Option<String> {
        let (1, table, row, column) = *self.tempat.get(&value.normalize())? else { return None };
        let tabel = self.dokumen.tabel.get(table)?;
        let isi = tabel.isi.get(row)?;
        let letak = &isi.baris.sel.get(column)?.letak;
        let inside = |lokasi: &crate::Lokasi| lokasi.berkas == tabel.berkas && lokasi.letak == *letak;
        let outside = !persamaan.suku.iter().any(|suku| inside(&suku.bukti.lokasi));
        outside.then(|| format!("{} ({})", tabel.nama(), crate::dokumen::pendek(&tabel.kunci(isi), 60)))
    }
}

/// What the cells of short equations would have to be.
fn asked(temuan: &[Temuan]) -> BTreeSet<Decimal> {
    let equations = temuan.iter().filter_map(|one| one.persamaan.as_ref());
    let short = equations.filter(|persamaan| persamaan.bentuk == Bentuk::Jumlah && persamaan.suku.len() <= 4);
    short
        .flat_map(|persamaan| {
            let values = persamaan.nilai();
            (0..persamaan.suku.len()).filter_map(move |index| persamaan.needed(index, &values)).collect::<Vec<_>>()
        })
        .map(|value| value.normalize())
        .filter(|value| telling(*value))
        .collect()
}

/// A number with at least four digits that tell it from others: 19.450.000 has four, 300.000 has one.
fn telling(value: Decimal) -> bool {
    let digits = value.abs().normalize().to_string().replace('.', "");
    digits.trim_matches('0').len() >= 4
}
