//! The statement that the report has been reviewed: a form that the Inspektorat fills in and signs, with the answers of
//! the checklist where there are some.

use std::collections::BTreeMap;

use document::{Align, Block, Cell, Inline, ParagraphStyle, Row, RowKind, Signatory, SignatureBlock};
use domain::reference::daftar_reviu;
use domain::register::Reviu;

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
    results(composer);
    composer.push(Block::Signature(SignatureBlock {
        signatories: vec![Signatory {
            above: vec!["......................, ......................".to_string(), format!("Inspektur {region},")],
            name: format!("({})", NAME.repeat(5)),
            below: vec!["NIP ..............................".to_string()],
        }],
    }));
}

/// The answers of the checklist, or room to write on while nothing is answered.
fn results(composer: &mut Composer<'_>) {
    let periode = composer.view.periode;
    let rows = composer.view.register().reviu.iter().filter(|row| row.periode == periode);
    let answers: BTreeMap<&str, &Reviu> = rows.map(|row| (row.butir.as_str(), row)).collect();
    if !answers.values().any(|row| row.sesuai.is_some()) {
        for _ in 0..3 {
            composer.paragraph(ParagraphStyle::Plain, vec![Inline::text(LINE)]);
        }
        return;
    }
    let rows = daftar_reviu().iter().map(|butir| {
        let row = answers.get(butir.kode.as_str());
        let answer = match row.and_then(|row| row.sesuai) {
            Some(true) => "ya",
            Some(false) => "tidak",
            None => "-",
        };
        let remark = row.and_then(|row| row.catatan.as_ref()).map_or("-", |remark| &**remark);
        let cells = [butir.kelompok.as_str(), &butir.uraian, answer, remark].map(Cell::text);
        Row { kind: RowKind::Body, cells: cells.into() }
    });
    let columns = [(14, Align::Left), (46, Align::Left), (10, Align::Center), (30, Align::Left)];
    let heads = ["Pokok", "Pernyataan", "Sesuai", "Catatan"].map(Cell::text);
    let header = Row { kind: RowKind::Header, cells: heads.into() };
    composer.form_table("hasil-reviu", &columns, header, rows.collect());
}
