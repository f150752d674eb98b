//! What may have caused a finding, in words.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::graf::{Penjelasan, Tempat};
use crate::angka::{self, show};
use crate::dokumen::Dokumen;
use crate::persamaan::{Bentuk, Persamaan};
use crate::temuan::{JenisSaran, Saran, Temuan};

/// Fills in the causes.
pub(super) fn explain(
    dokumen: &Dokumen<'_>,
    temuan: &mut [Temuan],
    held: &[Persamaan],
    penjelasan: &Penjelasan,
    akar: &[Tempat],
) {
    let numbers = Angka::of(dokumen);
    let size = |root: &Tempat| akar.iter().filter(|other| *other == root).count();
    let pointing = pointing(temuan, akar);
    for (at, (one, root)) in temuan.iter_mut().zip(akar).enumerate() {
        let Some(persamaan) = one.persamaan.clone() else { continue };
        let own = (one.lokasi.berkas, one.lokasi.letak.clone());
        one.dugaan_sebab = one.dugaan_sebab.take().or_else(|| {
            let above = penjelasan.turunan.get(&own).and_then(|index| held.get(*index));
            above
                .and_then(|above| carried(above, penjelasan, &own))
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
            let shown: Vec<String> = many.iter().map(|(change, _)| show(*change)).collect();
            let same = total.is_none_or(|total| total == sum);
            same.then(|| format!("Terbawa dari {} baris: selisih {} = {}.", many.len(), show(sum), shown.join(" + ")))
        }
    }
}

/// The result repeats another cell of the equation.
fn copied(persamaan: &Persamaan) -> Option<String> {
    let [result, a, b] = persamaan.suku.as_slice() else { return None };
    let same = [a, b].into_iter().find(|suku| suku.nilai == result.nilai && !suku.nilai.is_zero())?;
    Some(format!("{} sama dengan {} pada baris itu.", show(result.nilai), same.bukti.peran))
}

/// Some other number of the document makes the equation true.
fn elsewhere(persamaan: &Persamaan, numbers: &Angka) -> Option<String> {
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

/// The numbers of all tables, with the names of their places.
struct Angka(BTreeMap<Decimal, Vec<(Tempat, String)>>);

impl Angka {
    fn of(dokumen: &Dokumen<'_>) -> Self {
        let mut all: BTreeMap<Decimal, Vec<(Tempat, String)>> = BTreeMap::new();
        for tabel in &dokumen.tabel {
            for isi in &tabel.isi {
                for cell in &isi.baris.sel {
                    let Some(value) = angka::read(&cell.teks).angka().map(|angka| angka.nilai) else { continue };
                    if telling(value) {
                        let name = || format!("{} ({})", tabel.nama(), crate::dokumen::pendek(&tabel.kunci(isi), 60));
                        all.entry(value).or_default().push(((tabel.berkas, cell.letak.clone()), name()));
                    }
                }
            }
        }
        Self(all)
    }

    /// The place of a number, if it stands only once in the document and outside of the equation.
    fn only(&self, value: Decimal, persamaan: &Persamaan) -> Option<&str> {
        let [(place, name)] = self.0.get(&value)?.as_slice() else { return None };
        let outside = persamaan
            .suku
            .iter()
            .all(|suku| (suku.bukti.lokasi.berkas, &suku.bukti.lokasi.letak) != (place.0, &place.1));
        outside.then_some(name)
    }
}

/// A number with at least four digits that tell it from others: 19.450.000 has four, 300.000 has one.
fn telling(value: Decimal) -> bool {
    let digits = value.abs().normalize().to_string().replace('.', "");
    digits.trim_matches('0').len() >= 4
}
