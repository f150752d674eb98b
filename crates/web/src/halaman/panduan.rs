//! The manual: for everybody, also before signing in; within an office with its frame.

use askama::Template;
use axum::extract::Path;

use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::istilah;
use crate::konteks::Konteks;
use crate::panduan::{self, Halaman as Isi};
use crate::rangka::{Rangka, Tautan};

/// The address of the manual for those who are in no office.
pub(crate) const UMUM: &str = "/panduan";

#[derive(Template)]
#[template(path = "panduan.html")]
struct Halaman {
    r: Rangka,
    html: String,
}

fn show(page: &Isi, r: Rangka, dasar: &str, istilah: &str) -> Hasil {
    let crumbs = if page.nama.is_empty() { Vec::new() } else { vec![Tautan::new("Panduan", dasar)] };
    halaman(&Halaman { r: r.below(crumbs), html: page.html(dasar, istilah) })
}

/// `GET /panduan`.
pub(crate) async fn depan(konteks: Konteks) -> Hasil {
    umum(konteks, Path(String::new())).await
}

/// `GET /panduan/{nama}`; the words of the field stand there, too.
pub(crate) async fn umum(konteks: Konteks, Path(nama): Path<String>) -> Hasil {
    let glossary = format!("{UMUM}/istilah");
    if nama == "istilah" {
        let r = konteks.rangka("Arti istilah").below(vec![Tautan::new("Panduan", UMUM)]);
        return istilah::halaman_istilah(r);
    }
    let page = panduan::satu(&nama).ok_or(Galat::TidakAda)?;
    show(page, konteks.rangka(page.judul.as_str()), UMUM, &glossary)
}

/// `GET .../panduan`.
pub(crate) async fn kantor(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    let page = panduan::satu("").ok_or(Galat::TidakAda)?;
    show(page, h.rangka(page.judul.as_str(), "panduan"), &h.tempat.alamat("panduan"), &h.tempat.alamat("istilah"))
}

/// `GET .../panduan/{nama}`.
pub(crate) async fn satu(konteks: Konteks, Path((_, _, _, nama)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    let page = panduan::satu(&nama).filter(|page| !page.nama.is_empty()).ok_or(Galat::TidakAda)?;
    show(page, h.rangka(page.judul.as_str(), "panduan"), &h.tempat.alamat("panduan"), &h.tempat.alamat("istilah"))
}
