//! The statement that the report has been reviewed: a form that the Inspektorat fills in and signs.

use document::{Block, Inline, ParagraphStyle, Signatory, SignatureBlock};

use crate::composer::Composer;

/// Room to write on.
const LINE: &str = "........................................................................................";
/// Room for a name between brackets; the renderer underlines it.
const NAME: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

pub(super) fn compose(composer: &mut Composer<'_>) {
    let Some(instansi) = composer.view.instansi() else { return };
    let (office, region) = (&*instansi.nama, &*instansi.kabupaten);
    let subject = format!("Laporan Kinerja {office} {}", composer.view.periode);
    composer.paragraph(ParagraphStyle::Centered, vec![Inline::bold(subject.to_uppercase())]);
    composer.paragraph(
        ParagraphStyle::Centered,
        vec![Inline::italic(format!("Formulir ini diisi dan ditandatangani oleh Inspektorat {region} setelah reviu."))],
    );
    composer.body(format!("Kami telah mereviu {subject} sesuai dengan pedoman reviu atas laporan kinerja."));
    composer.body(format!(
        "Isi laporan menjadi tanggung jawab {office}. Reviu ini memberi keyakinan terbatas bahwa laporan disajikan dengan \
         akurat, andal, dan absah."
    ));
    composer.lead("Hasil reviu:");
    for _ in 0..3 {
        composer.paragraph(ParagraphStyle::Plain, vec![Inline::text(LINE)]);
    }
    composer.push(Block::Signature(SignatureBlock {
        signatories: vec![Signatory {
            above: vec!["......................, ......................".to_string(), format!("Inspektur {region},")],
            name: format!("({})", NAME.repeat(5)),
            below: vec!["NIP ..............................".to_string()],
        }],
    }));
}
