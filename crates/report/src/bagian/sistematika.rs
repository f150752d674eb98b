//! What the chapters hold, read from the outline itself.

use document::{Block, List, ListStyle, Paragraph, ParagraphStyle};

use super::program_pendukung::title_case;
use crate::composer::{Composer, roman};
use crate::kerangka::{Penomoran, kerangka};
use crate::{sisipan, teks};

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let outline = composer.view.laporan().map(|laporan| laporan.kerangka.to_string()).unwrap_or_default();
    let mut chapters: Vec<(String, Vec<String>)> = Vec::new();
    let mut open = false;
    for line in kerangka(&outline) {
        if line.tingkat == 1 {
            open = line.penomoran == Penomoran::Bab;
            if open {
                let number = roman(u32::try_from(chapters.len() + 1).unwrap_or(u32::MAX));
                let title = title_case(&sisipan::plain(&line.judul, composer));
                chapters.push((format!("Bab {number} {title}"), Vec::new()));
            }
        } else if open && line.tingkat == 2 && line.wajib && !line.judul.is_empty() {
            let title = sisipan::plain(&line.judul, composer);
            if let Some((_, parts)) = chapters.last_mut() {
                parts.push(title);
            }
        }
    }
    if chapters.is_empty() {
        return;
    }
    composer.lead(format!("Laporan ini terdiri atas {} bab:", teks::counted(chapters.len())));
    let items = chapters.into_iter().map(|(chapter, parts)| {
        let text = match parts.as_slice() {
            [] => format!("{chapter}."),
            parts => format!("{chapter}, memuat: {}.", parts.join("; ")),
        };
        vec![Block::Paragraph(Paragraph {
            style: ParagraphStyle::Plain,
            content: vec![document::Inline::text(text)],
            keep_with_next: false,
        })]
    });
    composer.push(Block::List(List { style: ListStyle::Bullet, start: 1, items: items.collect() }));
}
