//! The part that defines how lists count.

use crate::{ListStyle, RenderError};

use super::package::WORD;
use super::xml::Xml;

/// Levels are counted from 0.
pub(super) const DEEPEST_LEVEL: usize = 8;

/// How far one level stands in from the level above, in twips: 7,5 mm.
const LEVEL_INDENT: u32 = 425;

/// One list of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListInstance {
    /// How it counts.
    pub style: ListStyle,
    /// The level on which its items stand.
    pub level: usize,
    /// The number of its first item.
    pub start: u32,
}

/// Where the text of an item of this level starts.
pub(super) fn indent_of(level: usize) -> u32 {
    LEVEL_INDENT * u32::try_from(level + 1).unwrap_or(1)
}

/// One definition per way of counting; its place here is its number.
const DEFINITIONS: [ListStyle; 5] = [
    ListStyle::Decimal,
    ListStyle::LowerAlpha,
    ListStyle::UpperAlpha,
    ListStyle::DecimalParenthesis,
    ListStyle::Bullet,
];

/// The format of the number and what stands after it; none for a bullet.
fn number_format(style: ListStyle) -> Option<(&'static str, &'static str)> {
    match style {
        ListStyle::Decimal => Some(("decimal", ".")),
        ListStyle::LowerAlpha => Some(("lowerLetter", ".")),
        ListStyle::UpperAlpha => Some(("upperLetter", ".")),
        ListStyle::DecimalParenthesis => Some(("decimal", ")")),
        ListStyle::Bullet => None,
    }
}

/// The whole part.
pub(super) fn part(lists: &[ListInstance]) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("w:numbering", &[("xmlns:w", &WORD)]);
    for (definition, style) in DEFINITIONS.iter().enumerate() {
        xml.open("w:abstractNum", &[("w:abstractNumId", &definition)]);
        xml.value("w:nsid", format!("4B494E{:02X}", definition + 1));
        xml.value("w:multiLevelType", "hybridMultilevel");
        for level in 0..=DEEPEST_LEVEL {
            write_level(&mut xml, *style, level);
        }
        xml.close();
    }
    for (index, list) in lists.iter().enumerate() {
        let definition = DEFINITIONS.iter().position(|style| *style == list.style).unwrap_or(0);
        xml.open("w:num", &[("w:numId", &(index + 1))]);
        xml.value("w:abstractNumId", definition);
        if list.style != ListStyle::Bullet {
            xml.open("w:lvlOverride", &[("w:ilvl", &list.level)]);
            xml.value("w:startOverride", list.start);
            xml.close();
        }
        xml.close();
    }
    xml.close();
    xml.finish()
}

fn write_level(xml: &mut Xml, style: ListStyle, level: usize) {
    xml.open("w:lvl", &[("w:ilvl", &level)]);
    xml.value("w:start", 1);
    match number_format(style) {
        Some((format, after)) => {
            xml.value("w:numFmt", format);
            xml.value("w:lvlText", format!("%{}{after}", level + 1));
        }
        None => {
            xml.value("w:numFmt", "bullet");
            xml.value("w:lvlText", if level.is_multiple_of(2) { "\u{2022}" } else { "\u{2013}" });
        }
    }
    xml.value("w:lvlJc", "left");
    xml.open("w:pPr", &[]);
    xml.empty("w:ind", &[("w:left", &indent_of(level)), ("w:hanging", &LEVEL_INDENT)]);
    xml.close();
    xml.close();
}
