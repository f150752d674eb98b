//! The pagu of a kegiatan on the base in force: changed where its months are entered.

use domain::calculation::View;
use domain::reference::nomenklatur_lengkap;
use domain::register::Register;
use domain::schema::Field;
use domain::value::{KodeNomenklatur, Tingkat};

use crate::galat::Galat;
use crate::isian::{Catatan, Cells, Kisi};

/// Id of the list of sub kegiatan.
const DAFTAR: &str = "acuan-sub-kegiatan";

/// The grid, and what the base is called; `None` where no base is in force yet.
pub(super) fn grid(
    view: &View<'_>,
    register: &Register,
    kegiatan: &KodeNomenklatur,
    boleh: bool,
    notes: &Catatan,
) -> Result<Option<(String, Kisi)>, Galat> {
    let Some(dasar) = view.dasar_pagu() else { return Ok(None) };
    let base: Cells =
        [("tahap".to_string(), dasar.tahap.write()), ("berlaku_sejak".to_string(), dasar.berlaku_sejak.write())].into();
    let own = |cells: &Cells| {
        let kode = cells.get("sub_kegiatan").and_then(|text| KodeNomenklatur::read(text).ok());
        base.iter().all(|(name, text)| cells.get(name) == Some(text))
            && kode.and_then(|kode| kode.parent()).as_ref() == Some(kegiatan)
    };
    let shown = ["sub_kegiatan", "sumber_dana", "jumlah"];
    let kisi = Kisi::of(register, "pagu", &shown, own, |_| boleh).ok_or(Galat::Gagal)?;
    let mut kisi = kisi.read_only(&["sub_kegiatan", "sumber_dana"]);
    if !boleh {
        return Ok(Some((dasar.nama.to_string(), kisi.with(notes))));
    }
    // A new row says which sub kegiatan and source it is of.
    kisi.kolom.iter_mut().for_each(|kolom| kolom.baca_saja = false);
    let mut kisi = kisi.with_new(&base).with(notes);
    let below = nomenklatur_lengkap().filter(|entry| entry.kode.tingkat() == Tingkat::SubKegiatan);
    let below = below.filter(|entry| entry.kode.parent().as_ref() == Some(kegiatan));
    let words = below.map(|entry| (entry.kode.to_string(), view.nama_anggaran(&entry.kode))).collect();
    kisi.daftar.insert(DAFTAR.to_string(), words);
    for sel in kisi.baris.iter_mut().chain(kisi.baru.as_mut()).flat_map(|baris| &mut baris.sel) {
        if sel.nama.ends_with(".sub_kegiatan") {
            sel.daftar = DAFTAR.to_string();
        }
    }
    Ok(Some((dasar.nama.to_string(), kisi)))
}
