//! Sections by themselves, for pages that show them beside the register: the same blocks as in the print.

use document::Block;
use domain::calculation::TahunKinerja;
use domain::value::Periode;

use crate::bagian::bagian;
use crate::composer::Composer;
use crate::kerangka::{BarisKerangka, Penomoran};
use crate::laporan::Attachments;

/// The blocks of sections, each under its own heading, as the register has them; narrative is left to the report.
/// Sections that are not known, or for which the register holds nothing, are left out.
pub fn cuplikan(year: &TahunKinerja, periode: Periode, sections: &[(&str, &str)]) -> Vec<Block> {
    let lines: Vec<BarisKerangka> = sections
        .iter()
        .map(|(id, heading)| BarisKerangka {
            kerangka: String::new(),
            bagian: (*id).to_string(),
            tingkat: 2,
            penomoran: Penomoran::Tanpa,
            judul: (*heading).to_string(),
            wajib: false,
            dasar: String::new(),
        })
        .collect();
    let attachments = Attachments::new();
    let mut composer = Composer::new(year.view(periode, None), &attachments, false);
    for line in &lines {
        if let Some(section) = bagian(&line.bagian) {
            composer.section(line, section.compose);
        }
    }
    let (blocks, _) = composer.finish();
    blocks.into_iter().filter(|block| !matches!(block, Block::PageBreak | Block::Orientation(_))).collect()
}
