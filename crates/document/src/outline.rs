//! What the lists of contents list, and how list items are marked.

use crate::{Block, Caption, ContentsKind, Heading, ListStyle};

/// A line of a list of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Id of the heading, table or figure.
    pub id: String,
    /// Level of the heading; 1 for captions.
    pub level: u8,
    /// Number and text.
    pub text: String,
}

/// The lines of a list of contents over these blocks.
pub(crate) fn entries(blocks: &[Block], kind: ContentsKind) -> Vec<Entry> {
    let mut found = Vec::new();
    collect(blocks, kind, &mut found);
    found
}

fn collect(blocks: &[Block], kind: ContentsKind, found: &mut Vec<Entry>) {
    let captioned = |id: &str, caption: &Option<Caption>| {
        caption.as_ref().map(|caption| Entry { id: id.into(), level: 1, text: caption_text(caption) })
    };
    for block in blocks {
        match (block, kind) {
            (Block::Heading(heading), ContentsKind::Headings) if heading.level <= 3 => {
                found.push(Entry { id: heading.id.clone(), level: heading.level, text: heading_text(heading) });
            }
            (Block::Table(table), ContentsKind::Tables) => found.extend(captioned(&table.id, &table.caption)),
            (Block::Figure(figure), ContentsKind::Figures) => found.extend(captioned(&figure.id, &figure.caption)),
            (Block::Part(part), _) => collect(&part.blocks, kind, found),
            (Block::List(list), _) => list.items.iter().for_each(|item| collect(item, kind, found)),
            _ => {}
        }
    }
}

/// "A. Capaian Kinerja".
pub(crate) fn heading_text(heading: &Heading) -> String {
    heading.number.iter().chain([&heading.text]).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// "Tabel 3.12".
pub(crate) fn caption_label(caption: &Caption) -> String {
    format!("{} {}", caption.label, caption.number).trim().into()
}

/// "Tabel 3.12 Realisasi Anggaran".
pub(crate) fn caption_text(caption: &Caption) -> String {
    format!("{} {}", caption_label(caption), caption.text).trim().into()
}

/// The mark of a list item, written out: "3.", "c.", "C.", "3)", "-".
pub(crate) fn marker(style: ListStyle, number: u32) -> String {
    match style {
        ListStyle::Decimal => format!("{number}."),
        ListStyle::LowerAlpha => format!("{}.", letters(number, 'a')),
        ListStyle::UpperAlpha => format!("{}.", letters(number, 'A')),
        ListStyle::DecimalParenthesis => format!("{number})"),
        ListStyle::Bullet => "-".into(),
    }
}

/// 1 is a, 26 is z, 27 is aa, as word processors count.
fn letters(number: u32, first: char) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.extend(char::from_u32(u32::from(first) + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let marks = [1, 26, 27, 52, 703].map(|number| marker(ListStyle::LowerAlpha, number));
        assert_eq!(marks, ["a.", "z.", "aa.", "az.", "aaa."]);
        assert_eq!(marker(ListStyle::UpperAlpha, 3), "C.");
    }
}
