//! Drawings made here: trees of boxes and bar charts as SVG, one drawing for page, PDF and DOCX.
//!
//! Every drawing is [`WIDTH`] wide, whatever it holds, so that set to the text width of 160 mm its smallest letters
//! are about 7 points. Lengths are integers, hundredths of a pixel.

mod bars;
mod canvas;
mod png;
pub(crate) mod text;
mod tree;

use crate::Picture;

pub(crate) use png::to_png;

/// Hundredths of a pixel.
pub(crate) type Length = i64;

/// Width of every drawing: 600 px are 158,75 mm.
const WIDTH: Length = 60_000;

/// A drawing as SVG text, complete in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// The SVG, with `viewBox`, `width` and `height`.
    pub svg: String,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
}

/// Draws a picture; none for a file, which is already a picture.
pub(crate) fn to_svg(picture: &Picture) -> Option<Drawing> {
    match picture {
        Picture::File { .. } => None,
        Picture::Tree(tree) => Some(tree::draw(tree)),
        Picture::Bars(chart) => Some(bars::draw(chart)),
    }
}

#[cfg(test)]
mod tests;
