//! The office itself: names and addresses, who signs since when, units, villages, legal bases, and settings with what they
//! mean.

use app::{JenisGambar, Problem};
use askama::Template;
use axum::body::Bytes;
use domain::reference::parameter_bawaan;
use domain::register::table;

use super::gambar::{self, Gambar};
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kiriman, Kisi, terima_tampil};
use crate::izin::{Hak, view_of};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};

pub(super) const HALAMAN: &str = "pengaturan/kantor";

/// Tables below the profile, with their headings and what to know of them.
const BAGIAN: [(&str, &str, &str); 5] = [
    (
        "pejabat",
        "Pejabat yang menandatangani",
        "Satu baris untuk tiap masa jabatan. Pejabat lama tidak dihapus: isi tanggal terakhirnya, lalu tambahkan penggantinya; dokumen lama tetap menyebut yang menjabat waktu itu.",
    ),
    ("unit", "Susunan organisasi", "Unit menyebut unit di atasnya; kosong untuk pucuk."),
    ("desa", "Desa dan kelurahan", "Kode wilayah desa dipakai akun desa dan daftar dokumen desa."),
    (
        "dasar_hukum",
        "Dasar hukum",
        "Yang tidak dikutip lagi diberi tanggal terakhir, supaya laporan lama tetap mengutipnya.",
    ),
    ("parameter", "Setelan kantor ini", "Setelan yang tidak disebut memakai nilai bawaan pada daftar di bawah."),
];

/// True for the tables of this page.
pub(super) fn has(table: &str) -> bool {
    table == "instansi" || BAGIAN.iter().any(|(name, _, _)| *name == table)
}

#[derive(Template)]
#[template(path = "kantor.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    profil: Kisi,
    gambar: Vec<Gambar>,
    bagian: Vec<(&'static str, &'static str, Kisi)>,
    setelan: Vec<Setelan>,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// A setting, with what holds on the day of the page.
struct Setelan {
    nama: &'static str,
    nilai: String,
    pilihan: String,
    arti: &'static str,
}

/// The page; `galat` is what is wrong with a picture that was handed in.
pub(super) fn show(
    h: &HalamanKantor,
    notes: &Catatan,
    peringatan: Vec<Problem>,
    galat: &(Option<JenisGambar>, Vec<String>),
) -> Hasil {
    let register = &h.data.tahun.register;
    let boleh = h.may(Hak::UbahKantor);
    let grid = |name: &str| Kisi::of(register, name, &[], |_| true, |_| boleh).ok_or(Galat::Gagal);
    // Pictures are handed in; nobody types the names of their files.
    let columns = table("instansi").map(|table| table.columns).unwrap_or_default().iter().map(|column| column.name);
    let columns: Vec<&str> =
        columns.filter(|name| JenisGambar::ALL.iter().all(|jenis| jenis.kolom() != *name)).collect();
    let profil = Kisi::of(register, "instansi", &columns, |_| true, |_| boleh).ok_or(Galat::Gagal)?;
    let grown = |kisi: Kisi| if boleh { kisi.with_new(&Cells::new()) } else { kisi };
    let mut bagian = Vec::new();
    for (name, judul, bantuan) in BAGIAN.iter().filter(|(name, _, _)| h.may(view_of(name))) {
        let mut kisi = grown(grid(name)?).with(notes);
        if *name == "parameter" {
            let known = parameter_bawaan().iter().map(|known| (known.nama.to_string(), known.arti.to_string()));
            kisi = kisi.listed("nama", "acuan-parameter", known.collect());
        }
        bagian.push((*judul, *bantuan, kisi));
    }
    let view = h.view();
    let one = |shipped: &'static domain::reference::ParameterBawaan| Setelan {
        nama: &shipped.nama,
        nilai: view.parameter(&shipped.nama).to_string(),
        pilihan: shipped.pilihan.join(", "),
        arti: &shipped.arti,
    };
    halaman(&Halaman {
        r: h.rangka("Kantor", "pengaturan").below(vec![Tautan::new("Pengaturan", h.tempat.alamat("pengaturan"))]),
        alamat: h.tempat.alamat(HALAMAN),
        profil: profil.read_only(&["kode"]).with(notes),
        gambar: gambar::semua(h, galat),
        bagian,
        setelan: parameter_bawaan().iter().map(one).collect(),
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../pengaturan/kantor`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &Catatan::default(), Vec::new(), &(None, Vec::new()))
}

/// `POST .../pengaturan/kantor`.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let address = h.tempat.alamat(HALAMAN);
    let again = |h: &_, notes: &_, warnings| show(h, notes, warnings, &(None, Vec::new()));
    terima_tampil(h, &Kiriman::read(&body), &address, again).await
}
