//! Parts of the register as the report prints them, with the tables behind them: perencanaan, anggaran,
//! kepegawaian, inovasi.

use askama::Template;
use domain::register::table;

use crate::galat::{Hasil, halaman};
use crate::halaman::data;
use crate::izin::{change_of, view_of};
use crate::konteks::Konteks;
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

const ANGGARAN: Ikhtisar = Ikhtisar {
    menu: "anggaran",
    judul: "Anggaran",
    bagian: &[
        ("realisasi-anggaran", "Realisasi anggaran"),
        ("anggaran-kas", "Sumber dana, anggaran kas, dan realisasi"),
        ("efisiensi-sasaran", "Anggaran per sasaran"),
    ],
    tabel: &["pagu", "dasar_pagu", "anggaran_kas", "realisasi_anggaran", "nama_anggaran"],
    kosong: "Isi pagu per sub kegiatan lebih dahulu.",
};

const KEPEGAWAIAN: Ikhtisar = Ikhtisar {
    menu: "kepegawaian",
    judul: "Kepegawaian",
    bagian: &[("personalia", "Rekap kepegawaian")],
    tabel: &["pegawai", "riwayat_pegawai", "diklat", "unit"],
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
        kosong: page.kosong,
    })
}

/// `GET .../perencanaan`.
pub(crate) async fn perencanaan(konteks: Konteks) -> Hasil {
    show(konteks, &PERENCANAAN).await
}

/// `GET .../anggaran`.
pub(crate) async fn anggaran(konteks: Konteks) -> Hasil {
    show(konteks, &ANGGARAN).await
}

/// `GET .../kepegawaian`.
pub(crate) async fn kepegawaian(konteks: Konteks) -> Hasil {
    show(konteks, &KEPEGAWAIAN).await
}

/// `GET .../inovasi`.
pub(crate) async fn inovasi(konteks: Konteks) -> Hasil {
    show(konteks, &INOVASI).await
}
