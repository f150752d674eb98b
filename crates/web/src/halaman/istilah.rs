//! The words of the field with their meanings.

use app::Istilah;
use askama::Template;

use crate::galat::{Hasil, halaman};
use crate::konteks::Konteks;
use crate::rangka::{Rangka, Tautan};

#[derive(Template)]
#[template(path = "istilah.html")]
struct Halaman {
    r: Rangka,
    istilah: &'static [Istilah],
}

/// The mark of a word on the page.
pub(crate) fn tanda(nama: &str) -> String {
    let letters = nama.to_lowercase();
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    format!("istilah-{}", words.collect::<Vec<_>>().join("-"))
}

/// The page in a frame.
pub(crate) fn halaman_istilah(r: Rangka) -> Hasil {
    halaman(&Halaman { r, istilah: app::istilah() })
}

/// `GET .../istilah`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    halaman_istilah(h.rangka("Arti istilah", "").below(vec![Tautan::new("Panduan", h.tempat.alamat("panduan"))]))
}
