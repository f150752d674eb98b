//! An innovation: what it is, the nodes of the tree that it supports, and its parts, each of which may be left out.

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::register::BagianInovasi;
use domain::schema::Field;
use domain::value::Kode;

use super::{AKHIR, MENU, POKOK, nama};
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Baris, Catatan, Cells, Kiriman, Kisi, Terima, terima};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};

#[derive(Template)]
#[template(path = "inovasi_satu.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    pokok: Kisi,
    bagian: Vec<Bagian>,
    simpul: Vec<Simpul>,
    pohon: String,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// A part: text, or points for whom they hold.
struct Bagian {
    judul: String,
    /// True where it is running text.
    teks: bool,
    baris: Vec<Baris>,
}

/// A node that can be supported.
struct Simpul {
    nama: String,
    kode: String,
    kata: String,
    dipilih: bool,
}

/// What an input of a node is called.
const PILIHAN: &str = "_simpul:";
/// Empty lines below the points of a part.
const KOSONG: u32 = 2;

fn is_text(part: BagianInovasi) -> bool {
    matches!(part, BagianInovasi::LatarBelakang | BagianInovasi::Tujuan | BagianInovasi::Keterkaitan)
}

/// The rows of a part, with room for more.
fn part(h: &HalamanKantor, kode: &Kode, bagian: BagianInovasi, boleh: bool, notes: &Catatan) -> Result<Bagian, Galat> {
    let register = &h.data.tahun.register;
    let own = || register.uraian_inovasi.iter().filter(|row| row.inovasi == *kode && row.bagian == bagian);
    let last = own().map(|row| row.urut).max().unwrap_or(0);
    let more = match (boleh, is_text(bagian)) {
        (false, _) => 0,
        (true, true) => u32::from(last == 0),
        (true, false) => KOSONG,
    };
    let cell = |name: &str, text: String| (name.to_string(), text);
    let new = (1..=more).map(|number| -> Cells {
        let urut = last.saturating_add(number).to_string();
        [cell("inovasi", kode.write()), cell("bagian", bagian.write()), cell("urut", urut)].into()
    });
    let fits = |cells: &Cells| {
        let is = |name: &str, text: &str| cells.get(name).is_some_and(|known| known == text);
        is("inovasi", &kode.write()) && is("bagian", bagian.word())
    };
    let shown: &[&str] = if is_text(bagian) { &["uraian"] } else { &["kelompok", "uraian"] };
    let kisi = Kisi::of(register, "uraian_inovasi", shown, fits, |_| boleh).ok_or(Galat::Gagal)?;
    let kisi = kisi.with_rows(new, |_| boleh).with(notes);
    // What was typed for the other parts belongs to them.
    let prefix = format!("uraian_inovasi.@{},{},", kode.write(), bagian.word());
    Ok(Bagian {
        judul: report::teks::capitalized(bagian.word()),
        teks: is_text(bagian),
        baris: kisi.baris.into_iter().filter(|baris| baris.awalan.starts_with(&prefix)).collect(),
    })
}

fn nodes(h: &HalamanKantor, kode: &Kode, notes: &Catatan) -> Vec<Simpul> {
    let register = &h.data.tahun.register;
    let row = register.inovasi.iter().find(|row| row.kode == *kode);
    let sent = notes.typed("_simpul").is_some();
    let one = |node: &&domain::register::SimpulKinerja| {
        let nama = format!("{PILIHAN}{}", node.kode);
        let stored = row.is_some_and(|row| row.simpul.contains(&node.kode));
        Simpul {
            dipilih: if sent { notes.typed(&nama).is_some() } else { stored },
            kode: node.kode.to_string(),
            kata: node.kondisi.to_string(),
            nama,
        }
    };
    h.view().simpul_berurut().iter().map(one).collect()
}

pub(super) fn show(h: &HalamanKantor, kunci: &str, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let kode = Kode::read(kunci).map_err(|_| Galat::TidakAda)?;
    let register = &h.data.tahun.register;
    let row = register.inovasi.iter().find(|row| row.kode == kode).ok_or(Galat::TidakAda)?;
    let boleh = h.may(Hak::UbahInovasi);
    let own = |cells: &Cells| cells.get("kode").is_some_and(|text| *text == kode.write());
    let pokok = Kisi::of(register, "inovasi", &POKOK, own, |_| boleh).ok_or(Galat::Gagal)?;
    let parts = BagianInovasi::ALL.iter().map(|bagian| part(h, &kode, *bagian, boleh, notes));
    halaman(&Halaman {
        r: h.rangka(nama(row), MENU).below(vec![Tautan::new("Inovasi dan layanan", h.tempat.alamat(MENU))]),
        alamat: h.tempat.alamat(&format!("{MENU}/{kode}")),
        pokok: pokok.read_only(&["kode"]).last(&AKHIR).with(notes),
        bagian: parts.collect::<Result<_, _>>()?,
        simpul: nodes(h, &kode, notes),
        pohon: h.tempat.alamat("perencanaan/pohon"),
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../inovasi/{kunci}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, kunci)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &kunci, &Catatan::default(), Vec::new())
}

/// Turns what the page adds into cells of rows: chosen nodes become one list, and an innovation that goes takes its parts
/// along.
fn as_rows(h: &HalamanKantor, kode: &Kode, kiriman: &mut Kiriman) {
    let row = format!("inovasi.@{}", kode.write());
    let register = &h.data.tahun.register;
    if kiriman.has("_simpul") {
        // A node that this year does not have stays as it was.
        let tree = &register.pohon_kinerja;
        let stored = register.inovasi.iter().filter(|inovasi| inovasi.kode == *kode).flat_map(|row| row.simpul.iter());
        let kept = stored.filter(|kode| !tree.iter().any(|node| node.kode == **kode)).map(Field::write);
        let chosen = tree.iter().map(|node| node.kode.write()).filter(|kode| kiriman.has(&format!("{PILIHAN}{kode}")));
        let list: Vec<String> = kept.chain(chosen).collect();
        kiriman.set(&format!("{row}.simpul"), list.join("; "));
    }
    if kiriman.has(&format!("{row}._hapus")) {
        let own = register.uraian_inovasi.iter().filter(|part| part.inovasi == *kode);
        let keys: Vec<String> = own
            .map(|part| {
                let group = part.kelompok.as_ref().map(Field::write).unwrap_or_default();
                format!("uraian_inovasi.@{},{},{group},{}._hapus", kode.write(), part.bagian.write(), part.urut)
            })
            .collect();
        keys.iter().for_each(|key| kiriman.set(key, "ya".to_string()));
    }
}

/// `POST .../inovasi/{kunci}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = Kode::read(&kunci).map_err(|_| Galat::TidakAda)?;
    let mut kiriman = Kiriman::read(&body);
    as_rows(&h, &kode, &mut kiriman);
    let gone = kiriman.has(&format!("inovasi.@{}._hapus", kode.write()));
    let page = if gone { MENU.to_string() } else { format!("{MENU}/{kode}") };
    let address = h.tempat.alamat(&page);
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan } if !(tersimpan && gone) => {
            show(&h, &kunci, &catatan, peringatan)
        }
        Terima::Tampil { halaman: h, catatan, peringatan, .. } => super::show(&h, &catatan, peringatan),
    }
}
