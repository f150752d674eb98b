//! Sections that are narrative: what a person wrote for the period, figures inserted.

use document::{Block, Signatory, SignatureBlock};
use domain::register::PeranPejabat;

use crate::composer::Composer;

/// The narrative alone.
pub(super) fn compose(composer: &mut Composer<'_>) {
    if !composer.narrative() {
        composer.missing("naskah bagian ini belum ditulis", "Tulis naskahnya di tabel naskah untuk periode ini.");
    }
}

/// The narrative, signed by the head of the office.
pub(super) fn signed(composer: &mut Composer<'_>) {
    compose(composer);
    head_signature(composer);
}

/// The signature of the head of the office as of the report's date.
pub(super) fn head_signature(composer: &mut Composer<'_>) {
    let laporan = composer.view.laporan();
    let date = laporan.and_then(|laporan| laporan.tanggal);
    let Some(signatory) = composer.view.penanda_tangan(PeranPejabat::Kepala, date) else {
        composer.missing(
            "penanda tangan laporan tidak diketahui",
            "Isi tabel pejabat dengan kepala instansi yang menjabat pada tanggal laporan.",
        );
        return;
    };
    let Some(date) = date else {
        composer.missing("tanggal laporan belum diisi", "Isi kolom tanggal di tabel laporan.");
        return;
    };
    let place = laporan
        .and_then(|laporan| laporan.tempat.as_ref())
        .or(composer.view.instansi().map(|instansi| &instansi.tempat))
        .map_or("", |place| &**place);
    composer.push(Block::Signature(SignatureBlock {
        signatories: vec![Signatory {
            above: vec![format!("{place}, {date}"), signatory.jabatan.to_uppercase()],
            name: signatory.nama,
            below: signatory.pangkat.into_iter().chain(signatory.nip.map(|nip| format!("NIP {nip}"))).collect(),
        }],
    }));
}
