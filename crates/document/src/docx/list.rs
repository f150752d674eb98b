//! Lists: every list is an instance of its own, so that editing one never renumbers another.

use crate::{Block, ListStyle, RenderError};

use super::body::{Body, Place};
use super::numbering::{DEEPEST_LEVEL, ListInstance, indent_of};
use super::properties::ParagraphProperties;

impl<'a> Body<'a> {
    pub(super) fn list(
        &mut self,
        style: ListStyle,
        start: u32,
        items: &'a [Vec<Block>],
        place: Place,
    ) -> Result<(), RenderError> {
        let level = place.depth.min(DEEPEST_LEVEL);
        self.lists.push(ListInstance { style, level, start });
        let instance = self.lists.len();
        let following = Place { depth: level + 1, indent: indent_of(level), number: None };
        for item in items {
            let numbered = Place { number: Some((level, instance)), ..following };
            let rest = match item.split_first() {
                Some((first @ Block::Paragraph(_), rest)) => {
                    self.block(first, numbered)?;
                    rest
                }
                // What is not a paragraph cannot carry the number: an empty paragraph does.
                _ => {
                    self.open_paragraph(ParagraphProperties {
                        keep_next: !item.is_empty(),
                        number: numbered.number,
                        ..ParagraphProperties::styled("ListParagraph")
                    });
                    self.xml.close();
                    item
                }
            };
            self.blocks(rest, following)?;
        }
        Ok(())
    }
}
