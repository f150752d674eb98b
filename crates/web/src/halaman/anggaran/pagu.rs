//! The pagu of a kegiatan on the base in force: changed where its months are entered.

use domain::calculation::View;
use domain::reference::nomenklatur_lengkap;
use domain::register::Register;
use domain::schema::Field;
use domain::value::{KodeNomenklatur, Tingkat};

use crate::galat::Galat;
use crate::isian::{Catatan, Cells, Kiriman, Kisi};

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
    // What is only shown is shown with its name.
    let shown = kisi.baris.iter_mut().flat_map(|baris| &mut baris.sel);
    for sel in shown.filter(|sel| sel.nama.ends_with(".sub_kegiatan")) {
        if let Ok(kode) = KodeNomenklatur::read(&sel.isi) {
            sel.isi = format!("{kode} {}", view.nama_anggaran(&kode));
        }
    }
    if !boleh {
        return Ok(Some((dasar.nama.to_string(), kisi.with(notes))));
    }
    // A new row says which sub kegiatan and source it is of.
    kisi.kolom.iter_mut().for_each(|kolom| kolom.baca_saja = false);
    let below = nomenklatur_lengkap().filter(|entry| entry.kode.tingkat() == Tingkat::SubKegiatan);
    let below = below.filter(|entry| entry.kode.parent().as_ref() == Some(kegiatan));
    let words = below.map(|entry| (entry.kode.to_string(), view.nama_anggaran(&entry.kode))).collect();
    let kisi = kisi.with_new(&base).with(notes).listed("sub_kegiatan", DAFTAR, words);
    Ok(Some((dasar.nama.to_string(), kisi)))
}

/// What is to be said where a row names a sub kegiatan of another kegiatan, which this page does not show.
pub(super) fn foreign(kiriman: &Kiriman, kegiatan: &KodeNomenklatur) -> Option<Catatan> {
    let text = format!(
        "Sub kegiatan ini bukan bagian dari kegiatan {kegiatan}. Pilih dari daftarnya, atau isi pagunya pada kegiatannya."
    );
    let rows = kiriman.changes().into_iter().filter(|(_, change)| change.tabel == "pagu");
    let strange = rows.filter(|(_, change)| {
        let kode = change.sesudah.as_ref().and_then(|cells| cells.get("sub_kegiatan"));
        let kode = kode.and_then(|text| KodeNomenklatur::read(text).ok());
        kode.is_some_and(|kode| kode.parent().as_ref() != Some(kegiatan))
    });
    let notes: Vec<_> = strange.map(|(row, _)| (row, "sub_kegiatan".to_string(), text.clone())).collect();
    (!notes.is_empty()).then(|| Catatan::of(kiriman, notes))
}
