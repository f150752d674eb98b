//! What a page does with a form that was sent: the same everywhere.

use axum::response::{IntoResponse, Redirect, Response};
use domain::problem::Problem;

use super::kiriman::{Catatan, HasilKiriman, Kiriman, simpan};
use crate::galat::{Galat, Hasil};
use crate::konteks::HalamanKantor;

/// What is left for the page to do.
pub enum Terima {
    /// Nothing: the answer sends the browser back to the page with a message.
    Selesai(Response),
    /// Show this: the state as it is saved now, or as it was with what was typed and is wrong.
    Tampil {
        /// The page's place.
        halaman: Box<HalamanKantor>,
        /// What was typed and what is wrong with it; empty where it is saved.
        catatan: Box<Catatan>,
        /// What a person should look at although it is saved.
        peringatan: Vec<Problem>,
        /// True where it is saved.
        tersimpan: bool,
    },
}

fn show(h: HalamanKantor, catatan: Catatan, peringatan: Vec<Problem>, tersimpan: bool) -> Terima {
    Terima::Tampil { halaman: Box::new(h), catatan: Box::new(catatan), peringatan, tersimpan }
}

/// The same as [`terima`] for a page that shows itself, whatever became of the form.
pub async fn terima_tampil(
    h: HalamanKantor,
    kiriman: &Kiriman,
    alamat: &str,
    show: impl FnOnce(&HalamanKantor, &Catatan, Vec<Problem>) -> Hasil,
) -> Hasil {
    match terima(h, kiriman, alamat).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman, catatan, peringatan, .. } => show(&halaman, &catatan, peringatan),
    }
}

/// The same as [`terima`] where the page itself has something to say first; then nothing is saved.
pub async fn terima_bila(
    h: HalamanKantor,
    kiriman: &Kiriman,
    notes: Option<Catatan>,
    alamat: &str,
) -> Result<Terima, Galat> {
    match notes {
        None => terima(h, kiriman, alamat).await,
        Some(notes) => Ok(show(h, notes, Vec::new(), false)),
    }
}

/// Saves a form and tells what the page at the address has to do.
pub async fn terima(h: HalamanKantor, kiriman: &Kiriman, alamat: &str) -> Result<Terima, Galat> {
    let mark = if alamat.contains('?') { '&' } else { '?' };
    let back = |word: &str| Terima::Selesai(Redirect::to(&format!("{alamat}{mark}pesan={word}")).into_response());
    Ok(match simpan(&h, kiriman, kiriman.get("_catatan")).await? {
        HasilKiriman::Tersimpan(warnings) if warnings.is_empty() => back("tersimpan"),
        HasilKiriman::Tersimpan(warnings) => show(h.konteks.kantor().await?, Catatan::default(), warnings, true),
        HasilKiriman::TanpaPerubahan => back("tanpa-perubahan"),
        HasilKiriman::Ulang(notes) => show(h, notes, Vec::new(), false),
    })
}
