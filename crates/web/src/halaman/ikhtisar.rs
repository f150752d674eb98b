//! Parts of the register as the report prints them, with the tables behind them: perencanaan, kepegawaian, inovasi.

use askama::Template;
use domain::register::table;

use crate::galat::{Hasil, halaman};
use crate::halaman::data;
use crate::izin::{change_of, view_of};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{lembar, nama_kolom};

/// A page: menu entry, title, sections with their headings, tables behind them.
struct Ikhtisar {
    menu: &'static str,
    judul: &'static str,
    bagian: &'static [(&'static str, &'static str)],
    tabel: &'static [&'static str],
    kosong: &'static str,
}

const PERENCANAAN: Ikhtisar = Ikhtisar {
    menu: "perencanaan",
    judul: "Perencanaan",
    bagian: &[
        ("rencana-induk", "Rencana induk"),
        ("visi-misi", "Visi dan misi"),
        ("tujuan-sasaran", "Tujuan, sasaran, dan indikator"),
        ("rencana-aksi", "Target triwulan"),
        ("pohon-kinerja", "Pohon kinerja"),
        ("kebijakan-program", "Kebijakan dan program"),
        ("permasalahan-utama", "SWOT dan isu strategis"),
    ],
    tabel: &[
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
    ],
    kosong: "Mulailah dengan tujuan, sasaran, dan indikator.",
};

const KEPEGAWAIAN: Ikhtisar = Ikhtisar {
    menu: "kepegawaian",
    judul: "Kepegawaian",
    bagian: &[("personalia", "Rekap kepegawaian")],
    tabel: &["pegawai", "riwayat_pegawai", "diklat", "pejabat", "unit"],
    kosong: "Isi daftar pegawai lebih dahulu, lalu riwayatnya.",
};

const INOVASI: Ikhtisar = Ikhtisar {
    menu: "inovasi",
    judul: "Inovasi dan layanan",
    bagian: &[("inovasi", "Profil inovasi")],
    tabel: &["inovasi", "uraian_inovasi"],
    kosong: "Tambahkan inovasi lebih dahulu, lalu uraiannya.",
};

#[derive(Template)]
#[template(path = "ikhtisar.html")]
struct Halaman {
    r: Rangka,
    gaya: String,
    html: String,
    tabel: Vec<(Tautan, usize, bool)>,
    /// Pages of single things: the tree, each indicator.
    pintas: Vec<Tautan>,
    kosong: &'static str,
}

async fn show(konteks: Konteks, page: &Ikhtisar) -> Hasil {
    let h = konteks.kantor().await?;
    let register = &h.data.tahun.register;
    let blocks = report::cuplikan(&h.data.tahun, h.tempat.periode, page.bagian);
    let tabel = page
        .tabel
        .iter()
        .filter(|name| h.may(view_of(name)) && table(name).is_some())
        .map(|name| {
            let rows = register.rows_of(name).map_or(0, |(_, rows)| rows.len());
            (Tautan::new(nama_kolom(name), h.tempat.alamat(&data::path(name))), rows, h.may(change_of(name)))
        })
        .collect();
    halaman(&Halaman {
        r: h.rangka(page.judul, page.menu),
        gaya: crate::aset::alamat("dokumen.css"),
        html: if blocks.is_empty() { String::new() } else { document::html::render_fragment(&lembar(blocks)) },
        tabel,
        pintas: if page.menu == PERENCANAAN.menu { shortcuts(&h) } else { Vec::new() },
        kosong: page.kosong,
    })
}

/// The tree of performance, and the page of each indicator of the year.
fn shortcuts(h: &HalamanKantor) -> Vec<Tautan> {
    let page = |path: String| h.tempat.alamat(&format!("perencanaan/{path}"));
    let own = h.view().indikator().into_iter().map(|indikator| {
        Tautan::new(format!("{} {}", indikator.kode, &*indikator.uraian), page(format!("indikator/{}", indikator.kode)))
    });
    std::iter::once(Tautan::new("Pohon kinerja", page("pohon".to_string()))).chain(own).collect()
}

/// `GET .../perencanaan`.
pub(crate) async fn perencanaan(konteks: Konteks) -> Hasil {
    show(konteks, &PERENCANAAN).await
}

/// `GET .../kepegawaian`.
pub(crate) async fn kepegawaian(konteks: Konteks) -> Hasil {
    show(konteks, &KEPEGAWAIAN).await
}

/// `GET .../inovasi`.
pub(crate) async fn inovasi(konteks: Konteks) -> Hasil {
    show(konteks, &INOVASI).await
}
