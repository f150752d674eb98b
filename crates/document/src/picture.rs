//! Pictures: files of the office, and drawings that are made here.

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Picture {
    /// The bytes of a file.
    File {
        /// What kind of file.
        kind: PictureKind,
        /// Its bytes.
        #[serde(with = "crate::stored::bytes")]
        bytes: Vec<u8>,
    },
    /// A tree of boxes (structure of the office, pohon kinerja).
    Tree(TreeDiagram),
    /// Bars in groups (target against realisasi per quarter).
    Bars(BarChart),
}

/// Kinds of picture file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

/// A tree of boxes, drawn from the top down, wide levels wrapped into columns so that it stays readable on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeDiagram {
    /// The nodes at the top.
    pub roots: Vec<TreeNode>,
}

/// A box with the boxes below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeNode {
    /// Bold lines of the box; each is wrapped.
    pub title: Vec<String>,
    /// Smaller lines under them; each is wrapped.
    pub detail: Vec<String>,
    /// True for a box drawn with a dashed border (owned by somebody else).
    pub dashed: bool,
    /// Where the box leads on a page, such as `#simpul-1`; empty for a box that is no link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// The boxes below.
    pub children: Vec<TreeNode>,
}

impl TreeDiagram {
    /// True where a box is a link.
    pub(crate) fn linked(&self) -> bool {
        let mut next: Vec<&TreeNode> = self.roots.iter().collect();
        while let Some(node) = next.pop() {
            if !node.link.is_empty() {
                return true;
            }
            next.extend(&node.children);
        }
        false
    }
}

/// Bars in groups with a legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarChart {
    /// What one colour means, in order ("Target", "Realisasi").
    pub series: Vec<String>,
    /// Unit written at the axis ("%").
    pub unit: String,
    /// The groups from left to right.
    pub groups: Vec<Bar>,
}

/// One group of bars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Label under the group ("Triwulan I").
    pub label: String,
    /// One value per series; absent is no bar, never a bar of height 0.
    pub values: Vec<Option<Decimal>>,
}

/// Width and height of a picture file in pixels, read from the file itself; a drawing has none.
pub(crate) fn size(kind: PictureKind, bytes: &[u8]) -> Option<(u32, u32)> {
    match kind {
        PictureKind::Png => png_size(bytes),
        PictureKind::Jpeg => jpeg_size(bytes),
        PictureKind::Svg => None,
    }
}

/// The IHDR chunk comes first in every PNG.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    (header.get(4..8)? == b"IHDR").then_some(())?;
    Some((number(8)?, number(12)?))
}

/// The size stands in the first frame header (SOF0 to SOF15 but for the tables DHT, JPG and DAC among them).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let (&[before, marker], tail) = rest.split_first_chunk()?;
        if before != 0xff {
            return None;
        }
        if marker == 0xff {
            rest = rest.get(1..)?;
            continue;
        }
        let number = |at: usize| Some(u32::from(u16::from_be_bytes(tail.get(at..at + 2)?.try_into().ok()?)));
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((number(5)?, number(3)?));
        }
        let length = usize::try_from(number(0)?).ok()?;
        rest = tail.get(length.max(2)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_files() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x03";
        assert_eq!(png_size(png), Some((258, 3)));
        assert_eq!(png_size(&png[..20]), None);
        // An application segment, a table that looks like a frame header, then the frame header.
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x03x\xff\xff\xc2\0\x11\x08\0\x10\x01\x20\x03";
        assert_eq!(jpeg_size(jpeg), Some((288, 16)));
        assert_eq!(jpeg_size(b"\xff\xd8\xff\xe0\0\0\0"), None);
        assert_eq!(jpeg_size(b"GIF89a"), None);
    }
}
