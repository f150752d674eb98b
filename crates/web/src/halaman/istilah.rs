//! The words of the field with their meanings.

use app::Istilah;
use askama::Template;

use crate::galat::{Hasil, halaman};
use crate::konteks::Konteks;
use crate::rangka::Rangka;

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

/// `GET .../istilah`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    halaman(&Halaman { r: h.rangka("Arti istilah", ""), istilah: app::istilah() })
}
