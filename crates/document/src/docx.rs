//! Documents as DOCX, made to be edited further in a word processor.
//!
//! Styles, numbered lists, captions, footnotes, equations and lists of contents are real ones, not imitations; what
//! comes from the register and what is narrative stand in content controls, so that an edited copy can be read back.
//! WordprocessingML fixes the order of elements: properties are written in one place each, and the tests compare
//! every part with that order.

mod body;
mod contents;
mod equation;
mod figure;
mod inline;
mod letter;
mod list;
mod names;
mod numbering;
mod package;
mod page;
mod properties;
mod settings;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod theme;
mod xml;

use crate::{Document, PageNumbers, RenderError};

pub use names::tag;

/// Writes a document as DOCX. `pages` fills the page numbers of the lists of contents; an id without a page leaves
/// its number empty.
pub fn render(document: &Document, pages: &PageNumbers) -> Result<Vec<u8>, RenderError> {
    let content = body::write(document, pages)?;
    package::assemble(document, content)
}
