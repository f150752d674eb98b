//! Settings of an office: its own tables, accounts, tokens, history.

pub(crate) mod akun;
pub(crate) mod ekspor;
pub(crate) mod gambar;
pub(crate) mod impor;
pub(crate) mod kantor;
pub(crate) mod riwayat;
pub(crate) mod token;

use askama::Template;
use domain::register::{Register, table};

use crate::galat::{Hasil, halaman};
use crate::halaman::data;
use crate::izin::{Hak, change_of, view_of};
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::nama_kolom;

#[derive(Template)]
#[template(path = "pengaturan.html")]
struct Halaman {
    r: Rangka,
    tabel: Vec<(Tautan, String)>,
    lain: Vec<(Tautan, &'static str)>,
    semua: Vec<Tautan>,
}

/// `GET .../pengaturan`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let link = |name: &str| Tautan::new(nama_kolom(name), h.tempat.alamat(&data::path(name)));
    let seen = || Register::TABLES.iter().filter(|table| h.may(view_of(table.name)));
    let office = Tautan::new("Kantor", h.tempat.alamat("pengaturan/kantor"));
    let about =
        "Nama dan alamat, lambang, pejabat, susunan organisasi, desa, dasar hukum, dan setelan pada satu halaman."
            .to_string();
    let tables = seen()
        .filter(|table| change_of(table.name) == Hak::UbahKantor && !kantor::has(table.name))
        .map(|table| (link(table.name), table.about.trim().to_string()));
    let tabel = std::iter::once((office, about)).chain(tables).collect();
    let mut lain = vec![(
        Tautan::new("Riwayat perubahan", h.tempat.alamat("pengaturan/riwayat")),
        "Siapa mengubah apa dan kapan; membatalkan perubahan; memeriksa keutuhan riwayat.",
    )];
    lain.push((
        Tautan::new("Langkah pertama dan tahun baru", h.tempat.alamat("langkah")),
        "Yang diisi dahulu, draf pertama, dan memulai tahun berikutnya dari tahun ini.",
    ));
    if h.may(Hak::Impor) {
        lain.push((
            Tautan::new("Impor dan ekspor", h.tempat.alamat("pengaturan/impor")),
            "Buku kerja Excel atau folder kantor masuk, dengan pratinjau; register keluar sebagai XLSX atau ZIP.",
        ));
    }
    if h.may(Hak::KelolaAkun) {
        lain.push((
            Tautan::new("Akun dan peran", h.tempat.alamat("pengaturan/akun")),
            "Siapa yang dapat masuk, dengan peran apa.",
        ));
    }
    if h.may(Hak::Kelola) {
        lain.push((
            Tautan::new("Token program lain", h.tempat.alamat("pengaturan/token")),
            "Untuk aplikasi yang membaca atau mengisi data kantor ini lewat API.",
        ));
    }
    let page = Halaman {
        tabel,
        lain,
        semua: seen().map(|table| link(table.name)).collect(),
        r: h.rangka("Pengaturan", "pengaturan"),
    };
    halaman(&page)
}

/// The words of a table for people: its name as a title.
pub(crate) fn nama_tabel(name: &str) -> String {
    table(name).map_or_else(|| nama_kolom(name), |table| nama_kolom(table.name))
}
