//! Innovations: a card for each, and a new one.

pub(crate) mod satu;

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use domain::register::{BagianInovasi, Inovasi};
use domain::schema::Field;
use domain::value::Kode;

use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::data;
use crate::isian::{Catatan, Cells, Kiriman, Kisi, Terima, kode_berikut, terima};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::nama_kolom;

const MENU: &str = "inovasi";
/// Tables behind the page.
const TABEL: [&str; 2] = ["inovasi", "uraian_inovasi"];
/// What a new innovation is asked; its parts come on its own page.
const POKOK: [&str; 6] = ["kode", "urut", "nama", "singkatan", "sejak", "sampai"];
/// Columns that are filled already, or need no change.
const AKHIR: [&str; 2] = ["kode", "urut"];

#[derive(Template)]
#[template(path = "inovasi.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    kartu: Vec<Kartu>,
    tabel: Vec<Tautan>,
    baru: Option<Kisi>,
    buka: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

struct Kartu {
    tautan: Tautan,
    kode: String,
    masa: String,
    /// The first words of its purpose.
    tujuan: String,
    /// Each part, and whether anything is written.
    bagian: Vec<(&'static str, bool)>,
    simpul: Vec<Tautan>,
}

/// `LOKANDU: Loket Keliling Antar Dusun`.
fn nama(row: &Inovasi) -> String {
    row.singkatan.as_ref().map_or_else(|| row.nama.to_string(), |short| format!("{}: {}", &**short, &*row.nama))
}

fn masa(row: &Inovasi) -> String {
    match (row.sejak, row.sampai) {
        (Some(since), Some(until)) => format!("{since} sampai {until}"),
        (Some(since), None) => format!("sejak {since}"),
        (None, Some(until)) => format!("sampai {until}"),
        (None, None) => "waktunya belum diisi".to_string(),
    }
}

fn card(h: &HalamanKantor, row: &Inovasi) -> Kartu {
    let register = &h.data.tahun.register;
    let own = || register.uraian_inovasi.iter().filter(|part| part.inovasi == row.kode);
    let purpose = own().find(|part| part.bagian == BagianInovasi::Tujuan).map(|part| part.uraian.to_string());
    let tree = h.tempat.alamat("perencanaan/pohon");
    let node = |kode: &Kode| {
        let known = register.pohon_kinerja.iter().find(|node| node.kode == *kode)?;
        Some(Tautan::new(format!("{kode} {}", &*known.kondisi), format!("{tree}#simpul-{kode}")))
    };
    Kartu {
        tautan: Tautan::new(nama(row), h.tempat.alamat(&format!("{MENU}/{}", row.kode))),
        kode: row.kode.to_string(),
        masa: masa(row),
        tujuan: purpose.unwrap_or_default(),
        bagian: BagianInovasi::ALL.iter().map(|part| (part.word(), own().any(|row| row.bagian == *part))).collect(),
        simpul: row.simpul.iter().filter_map(node).collect(),
    }
}

fn show(h: &HalamanKantor, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let register = &h.data.tahun.register;
    let mut rows: Vec<&Inovasi> = register.inovasi.iter().collect();
    rows.sort_by_key(|row| row.urut);
    let baru = h.may(Hak::UbahInovasi).then(|| {
        let none = |_: &Cells| false;
        let urut = rows.iter().map(|row| row.urut).max().unwrap_or(0).saturating_add(1);
        let kode = kode_berikut(rows.iter().map(|row| row.kode.as_str())).unwrap_or_else(|| "INV-1".to_string());
        let grid = Kisi::of(register, "inovasi", &POKOK, none, none)?.with_new(&Cells::new());
        Some(grid.filled(&[("kode", kode), ("urut", urut.to_string())]).last(&AKHIR).with(notes))
    });
    halaman(&Halaman {
        r: h.rangka("Inovasi dan layanan", MENU),
        alamat: h.tempat.alamat(MENU),
        kartu: rows.iter().map(|row| card(h, row)).collect(),
        tabel: TABEL.iter().map(|name| Tautan::new(nama_kolom(name), h.tempat.alamat(&data::path(name)))).collect(),
        baru: baru.map(|grid| grid.ok_or(Galat::Gagal)).transpose()?,
        buka: !notes.is_empty() || rows.is_empty(),
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../inovasi`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &Catatan::default(), Vec::new())
}

/// `POST .../inovasi`: a new one, whose page comes next.
pub(crate) async fn tambah(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let kode = kiriman.get("inovasi.b0.kode").to_string();
    let page = Kode::read(&kode).map_or(MENU.to_string(), |kode| format!("{MENU}/{kode}"));
    let address = h.tempat.alamat(&page);
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan: true } => {
            satu::show(&h, &kode, &catatan, peringatan)
        }
        Terima::Tampil { halaman: h, catatan, peringatan, .. } => show(&h, &catatan, peringatan),
    }
}
