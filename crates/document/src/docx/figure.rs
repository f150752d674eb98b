//! Pictures: files as they are, drawings and SVG as PNG.

use crate::drawing::{WIDTH, to_pieces, to_png};
use crate::{Figure, Picture, PictureKind, RenderError, picture};

use super::body::Body;
use super::contents::FIGURES;
use super::page::EMU_PER_TWIP;
use super::properties::ParagraphProperties;

/// Dots per inch of a drawing; office printers show no more.
const DRAWING_DPI: u32 = 200;

/// Room for a caption of two lines under a picture as high as the page: 25 mm.
const CAPTION_ROOM: u32 = 1417;

/// A picture file of the package.
#[derive(Debug, Clone)]
pub(super) struct Media {
    /// `png` or `jpeg`.
    pub extension: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Media {
    /// Its name in the folder of media files.
    pub fn file(&self, index: usize) -> String {
        format!("image{}.{}", index + 1, self.extension)
    }

    /// Its relationship in the main part.
    pub fn relation(index: usize) -> String {
        format!("rIdImage{}", index + 1)
    }
}

impl<'a> Body<'a> {
    /// A picture, centred, its caption below; a drawing that is too high for a page comes in several pieces.
    pub(super) fn figure(&mut self, figure: &'a Figure) -> Result<(), RenderError> {
        let width = self.page.text_width() * u32::from(figure.width_percent.clamp(1, 100)) / 100;
        let height = self.page.text_height().saturating_sub(CAPTION_ROOM).max(1);
        let pieces = media(&figure.picture, width, height)?;
        let count = pieces.len();
        for (index, piece) in pieces.into_iter().enumerate() {
            let number = index + 1;
            self.open_paragraph(ParagraphProperties {
                keep_next: figure.caption.is_some() && number == count,
                ..ParagraphProperties::styled("Figure")
            });
            let alt =
                if count == 1 { figure.alt.clone() } else { format!("{} (bagian {number} dari {count})", figure.alt) };
            self.media(piece, &alt, width, height)?;
            self.xml.close();
        }
        if let Some(caption) = &figure.caption {
            self.caption(&figure.id, caption, FIGURES, false, 0);
        }
        Ok(())
    }

    /// A picture in the line, in one piece.
    pub(super) fn emblem(&mut self, picture: &Picture, alt: &str, width: u32, height: u32) -> Result<(), RenderError> {
        media(picture, width, u32::MAX)?.into_iter().try_for_each(|media| self.media(media, alt, width, height))
    }

    /// A picture file in the line, as wide as `width` unless it would be higher than `height` (both in twips).
    fn media(&mut self, media: Media, alt: &str, width: u32, height: u32) -> Result<(), RenderError> {
        let (pixels_wide, pixels_high) = size(&media)?;
        let (width, height) = fit(pixels_wide, pixels_high, width, height);
        let (cx, cy) = (width * EMU_PER_TWIP, height * EMU_PER_TWIP);
        let relation = Media::relation(self.media.len());
        let name = media.file(self.media.len());
        self.media.push(media);
        let id = self.next_drawing();
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)]);
        xml.empty("wp:extent", &[("cx", &cx), ("cy", &cy)]);
        xml.empty("wp:docPr", &[("id", &id), ("name", &format!("Gambar {id}")), ("descr", &alt)]);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", &1)]);
        xml.close();
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", &"http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", &alt)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close();
        xml.open("pic:blipFill", &[]);
        xml.empty("a:blip", &[("r:embed", &relation)]);
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close();
        xml.close();
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", &0), ("y", &0)]);
        xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
        xml.close();
        xml.open("a:prstGeom", &[("prst", &"rect")]);
        xml.empty("a:avLst", &[]);
        // prstGeom, spPr, pic, graphicData, graphic, inline, drawing, run.
        for _ in 0..8 {
            xml.close();
        }
        Ok(())
    }
}

/// The files that the package holds for a picture shown `width` twips wide on pages with this height.
fn media(picture: &Picture, width: u32, height: u32) -> Result<Vec<Media>, RenderError> {
    let pixels = width * DRAWING_DPI / 1440;
    let png = |bytes| Media { extension: "png", bytes };
    match picture {
        Picture::File { kind: PictureKind::Png, bytes } => Ok(vec![png(bytes.clone())]),
        Picture::File { kind: PictureKind::Jpeg, bytes } => Ok(vec![Media { extension: "jpeg", bytes: bytes.clone() }]),
        Picture::File { kind: PictureKind::Svg, bytes } => {
            let svg = std::str::from_utf8(bytes)
                .map_err(|error| RenderError { cause: format!("an SVG file is not UTF-8: {error}") })?;
            Ok(vec![png(to_png(svg, pixels)?)])
        }
        Picture::Tree(_) | Picture::Bars(_) => {
            let drawn_wide = u64::try_from(WIDTH / 100).unwrap_or(1);
            let highest = drawn_wide * u64::from(height) / u64::from(width.max(1));
            to_pieces(picture, u32::try_from(highest).unwrap_or(u32::MAX))
                .iter()
                .map(|drawing| to_png(&drawing.svg, pixels).map(png))
                .collect()
        }
    }
}

/// Width and height in pixels, read from the file itself.
fn size(media: &Media) -> Result<(u32, u32), RenderError> {
    let kind = if media.extension == "png" { PictureKind::Png } else { PictureKind::Jpeg };
    picture::size(kind, &media.bytes).filter(|(width, height)| *width > 0 && *height > 0).ok_or_else(|| RenderError {
        cause: format!("a picture file is not the {} that it claims to be", media.extension),
    })
}

/// The largest size of the picture's proportions in a frame, at least one twip each way.
fn fit(pixels_wide: u32, pixels_high: u32, width: u32, height: u32) -> (u32, u32) {
    let scaled = |length: u32, by: u32, over: u32| {
        u32::try_from(u64::from(length) * u64::from(by) / u64::from(over.max(1))).unwrap_or(u32::MAX).max(1)
    };
    let high = scaled(width, pixels_high, pixels_wide);
    if high <= height { (width, high) } else { (scaled(height, pixels_wide, pixels_high).min(width), height) }
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    #[test]
    fn a_picture_fills_its_frame_and_keeps_its_proportions() {
        assert_eq!(fit(200, 100, 1000, 900), (1000, 500));
        assert_eq!(fit(100, 200, 1000, 900), (450, 900));
        assert_eq!(fit(10_000, 1, 1000, 900), (1000, 1));
    }
}
