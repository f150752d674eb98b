//! The cover.

use document::{Block, Inline, ParagraphStyle};
use domain::value::Periode;

use crate::composer::Composer;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let Some(instansi) = composer.view.instansi() else { return };
    // All of it fits one page of A4, with room for long names and addresses that take a second line.
    let title = |composer: &mut Composer<'_>, style, text: String| composer.paragraph(style, vec![Inline::text(text)]);
    composer.push(Block::Space(20));
    if let Some(logo) = composer.attachment(instansi.logo.as_deref()) {
        composer.ornament(format!("Lambang {}", &*instansi.kabupaten), logo, 22);
    }
    composer.push(Block::Space(15));
    let owner = format!("Pemerintah {}", &*instansi.kabupaten).to_uppercase();
    title(composer, ParagraphStyle::Subtitle, owner);
    title(composer, ParagraphStyle::Subtitle, instansi.nama.to_uppercase());
    composer.push(Block::Space(35));
    title(composer, ParagraphStyle::Title, "LAPORAN KINERJA (LKj)".to_string());
    match composer.view.periode {
        Periode::Triwulan { tahun, triwulan } => {
            title(composer, ParagraphStyle::Subtitle, format!("TRIWULAN {triwulan}"));
            title(composer, ParagraphStyle::Subtitle, format!("TAHUN ANGGARAN {tahun}"));
        }
        Periode::Tahunan { tahun } => title(composer, ParagraphStyle::Subtitle, format!("TAHUN {tahun}")),
    }
    composer.push(Block::Space(120));
    composer.paragraph(ParagraphStyle::Centered, vec![Inline::bold(instansi.nama.to_uppercase())]);
    for line in contacts(composer) {
        title(composer, ParagraphStyle::Centered, line);
    }
}

/// Address, telephone, mail and postal code of the office, one line each; what the office does not have is left out.
pub(super) fn contacts(composer: &Composer<'_>) -> Vec<String> {
    let Some(instansi) = composer.view.instansi() else { return Vec::new() };
    let telephone = match (&instansi.telepon, &instansi.faksimile) {
        (Some(telephone), Some(fax)) if telephone == fax => Some(format!("Telepon/Faksimile {}", &**telephone)),
        (Some(telephone), Some(fax)) => Some(format!("Telepon {}, Faksimile {}", &**telephone, &**fax)),
        (Some(telephone), None) => Some(format!("Telepon {}", &**telephone)),
        (None, fax) => fax.as_ref().map(|fax| format!("Faksimile {}", &**fax)),
    };
    let town: Vec<String> = instansi
        .kota
        .as_ref()
        .map(|town| town.to_string())
        .into_iter()
        .chain(instansi.kode_pos.as_ref().map(|code| code.to_string()))
        .collect();
    let mail = instansi.surel.as_ref().map(|mail| format!("Surel {}", &**mail));
    let site = instansi.laman.as_ref().map(|site| format!("Laman {}", &**site));
    let address = instansi.alamat.as_ref().map(|address| address.to_string());
    address
        .into_iter()
        .chain(telephone)
        .chain(mail)
        .chain(site)
        .chain((!town.is_empty()).then(|| town.join(" ")))
        .collect()
}
