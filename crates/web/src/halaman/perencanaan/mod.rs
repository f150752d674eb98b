//! Planning as the report prints it, with the tables behind it; the tree of performance, each indicator, and a new one.

pub(crate) mod indikator;
pub(crate) mod pohon;

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use domain::formula::FORMULAS;
use domain::register::{Indikator, table};
use domain::schema::Field;
use domain::value::Kode;

use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::data;
use crate::isian::{Catatan, Cells, Kiriman, Kisi, Terima, kode_berikut, terima};
use crate::izin::{Hak, change_of, view_of};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{lembar, nama_kolom};

const MENU: &str = "perencanaan";

/// Sections of the report, with their headings.
const BAGIAN: &[(&str, &str)] = &[
    ("rencana-induk", "Rencana induk"),
    ("visi-misi", "Visi dan misi"),
    ("tujuan-sasaran", "Tujuan, sasaran, dan indikator"),
    ("rencana-aksi", "Target triwulan"),
    ("pohon-kinerja", "Pohon kinerja"),
    ("kebijakan-program", "Kebijakan dan program"),
    ("permasalahan-utama", "SWOT dan isu strategis"),
];

/// Tables behind the page.
const TABEL: &[&str] = &[
    "rencana_induk",
    "visi",
    "misi",
    "tujuan",
    "sasaran",
    "indikator",
    "komponen",
    "target_renstra",
    "target_triwulan",
    "pohon_kinerja",
    "target_simpul",
    "kebijakan",
    "swot",
    "isu_strategis",
    "standar_nasional",
    "ringkasan_tahun",
];

/// What a new indicator is asked; components and targets come on its own page.
const POKOK: [&str; 11] = [
    "kode",
    "urut",
    "tujuan",
    "sasaran",
    "uraian",
    "satuan",
    "rumus",
    "akumulasi",
    "penanggung_jawab",
    "tahun_awal",
    "tahun_akhir",
];

/// Columns that are filled already.
const AKHIR: [&str; 4] = ["tahun_awal", "tahun_akhir", "kode", "urut"];

#[derive(Template)]
#[template(path = "perencanaan.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    gaya: String,
    html: String,
    tabel: Vec<(Tautan, usize, bool)>,
    pohon: String,
    indikator: Vec<Tautan>,
    baru: Option<Kisi>,
    buka: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

fn show(h: &HalamanKantor, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let register = &h.data.tahun.register;
    // Headings alone say nothing.
    let begun = TABEL.iter().any(|name| register.rows_of(name).is_some_and(|(_, rows)| !rows.is_empty()));
    let blocks = if begun { report::cuplikan(&h.data.tahun, h.tempat.periode, BAGIAN) } else { Vec::new() };
    let tabel = TABEL.iter().filter(|name| h.may(view_of(name)) && table(name).is_some()).map(|name| {
        let rows = register.rows_of(name).map_or(0, |(_, rows)| rows.len());
        (Tautan::new(nama_kolom(name), h.tempat.alamat(&data::path(name))), rows, h.may(change_of(name)))
    });
    let page = |indikator: &Indikator| h.tempat.alamat(&format!("{MENU}/indikator/{}", indikator.kode));
    let known = h.view().indikator().into_iter();
    halaman(&Halaman {
        r: h.rangka("Perencanaan", MENU),
        alamat: h.tempat.alamat(MENU),
        gaya: crate::aset::alamat("dokumen.css"),
        html: if blocks.is_empty() { String::new() } else { document::html::render_fragment(&lembar(blocks)) },
        tabel: tabel.collect(),
        pohon: h.tempat.alamat(&format!("{MENU}/pohon")),
        indikator: known.map(|one| Tautan::new(format!("{} {}", one.kode, &*one.uraian), page(one))).collect(),
        baru: if h.may(Hak::UbahPerencanaan) { Some(added(h, notes)?) } else { None },
        buka: !notes.is_empty(),
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// The form of a new indicator, which begins where the last one is.
fn added(h: &HalamanKantor, notes: &Catatan) -> Result<Kisi, Galat> {
    let known = &h.data.tahun.register.indikator;
    let last = known.iter().max_by_key(|indikator| indikator.urut);
    let year = h.tempat.tahun();
    let (from, until) = last.map_or((year, year), |indikator| (indikator.tahun_awal, indikator.tahun_akhir));
    let kode = kode_berikut(last.map(|indikator| indikator.kode.as_str())).unwrap_or_else(|| "IKU-1".to_string());
    let first = [
        ("kode", kode),
        ("urut", last.map_or(1, |indikator| indikator.urut.saturating_add(1)).to_string()),
        ("tahun_awal", from.to_string()),
        ("tahun_akhir", until.to_string()),
    ];
    let none = |_: &Cells| false;
    let grid = Kisi::of(&h.data.tahun.register, "indikator", &POKOK, none, none).ok_or(Galat::Gagal)?;
    let formulas: Vec<&str> = FORMULAS.iter().map(|formula| formula.id).collect();
    Ok(grid.with_new(&Cells::new()).chosen("rumus", &formulas).filled(&first).last(&AKHIR).with(notes))
}

/// `GET .../perencanaan`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &Catatan::default(), Vec::new())
}

/// `POST .../perencanaan`: a new indicator, whose page comes next.
pub(crate) async fn tambah(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let kode = kiriman.get("indikator.b0.kode").to_string();
    let address =
        h.tempat.alamat(&Kode::read(&kode).map_or(MENU.to_string(), |kode| format!("{MENU}/indikator/{kode}")));
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan: true } => {
            indikator::show(&h, &kode, &h.data.tahun, &catatan, peringatan)
        }
        Terima::Tampil { halaman: h, catatan, peringatan, .. } => show(&h, &catatan, peringatan),
    }
}
