//! Drawings made here: trees of boxes and bar charts as SVG, one drawing for page, PDF and DOCX.
//!
//! Every drawing is [`WIDTH`] wide, whatever it holds, so that set to the text width of 160 mm its smallest letters
//! are about 7 points. Lengths are integers, hundredths of a pixel.

mod bars;
mod canvas;
mod png;
mod safe;
pub(crate) mod text;
mod tree;

use crate::Picture;

pub(crate) use png::to_png;
pub use safe::{PictureFault, safe_picture};

/// Hundredths of a pixel.
pub(crate) type Length = i64;

/// Width of every drawing: 600 px are 158,75 mm.
pub(crate) const WIDTH: Length = 60_000;

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
    draw(picture, None).into_iter().next()
}

/// Draws a picture for pages that have this height where a drawing is [`WIDTH`] wide: a tree that is higher comes
/// in several pieces, cut between its boxes, so that it need not be made smaller. Nothing for a file.
pub(crate) fn to_pieces(picture: &Picture, highest_px: u32) -> Vec<Drawing> {
    draw(picture, Some(Length::from(highest_px) * 100))
}

fn draw(picture: &Picture, highest: Option<Length>) -> Vec<Drawing> {
    match picture {
        Picture::File { .. } => Vec::new(),
        Picture::Tree(tree) => tree::draw(tree, highest),
        Picture::Bars(chart) => vec![bars::draw(chart)],
    }
}

#[cfg(test)]
mod tests;
