//! Sections that are narrative: what a person wrote for the period, figures inserted.

use document::{Block, SignatureBlock};

use crate::composer::Composer;
use crate::tanda_tangan;

/// The narrative alone.
pub(super) fn compose(composer: &mut Composer<'_>) {
    if !composer.narrative() {
        composer.missing("naskah bagian ini belum ditulis", "Tulis naskahnya di tabel naskah untuk periode ini.");
    }
}

/// The narrative where there is one; an outline may leave such a section out.
pub(super) fn where_written(composer: &mut Composer<'_>) {
    composer.narrative();
}

/// The narrative, signed by the head of the office.
pub(super) fn signed(composer: &mut Composer<'_>) {
    compose(composer);
    composer.keep_last();
    head_signature(composer);
}

/// The signature of the head of the office as of the report's date.
pub(super) fn head_signature(composer: &mut Composer<'_>) {
    let Some((who, date)) = tanda_tangan::head(composer) else { return };
    let above = vec![format!("{}, {date}", tanda_tangan::place(composer)), tanda_tangan::in_capitals(&who.jabatan)];
    composer.push(Block::Signature(SignatureBlock { signatories: vec![tanda_tangan::signatory(who, above)] }));
}
