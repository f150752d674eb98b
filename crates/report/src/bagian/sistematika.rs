//! What the chapters hold, read from the headings that the report really has.

use document::{Block, Heading, Inline, List, ListStyle, Paragraph, ParagraphStyle};

use super::program_pendukung::title_case;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    composer.list_of_chapters();
}

/// The chapters, each with the headings of its second level.
pub(crate) fn chapters(blocks: &[Block]) -> Vec<Block> {
    let mut chapters: Vec<(String, Vec<&str>)> = Vec::new();
    let mut open = false;
    for block in blocks {
        let Block::Heading(Heading { level, number, text, .. }) = block else { continue };
        match (level, number.as_deref().and_then(|number| number.strip_prefix("BAB "))) {
            (1, Some(number)) => {
                open = true;
                chapters.push((format!("Bab {number} {}", title_case(text)), Vec::new()));
            }
            (1, None) => open = false,
            (2, _) if open => chapters.last_mut().into_iter().for_each(|(_, parts)| parts.push(text)),
            _ => {}
        }
    }
    if chapters.is_empty() {
        return Vec::new();
    }
    let paragraph = |style, text, keep_with_next| {
        Block::Paragraph(Paragraph { style, content: vec![Inline::text(text)], keep_with_next })
    };
    let lead = format!("Laporan ini terdiri atas {} bab:", teks::counted(chapters.len()));
    let items = chapters.into_iter().map(|(chapter, parts)| {
        let text = match parts.as_slice() {
            [] => format!("{chapter}."),
            parts => format!("{chapter}, memuat: {}.", parts.join("; ")),
        };
        vec![paragraph(ParagraphStyle::Plain, text, false)]
    });
    vec![
        paragraph(ParagraphStyle::Body, lead, true),
        Block::List(List { style: ListStyle::Bullet, start: 1, items: items.collect() }),
    ]
}
