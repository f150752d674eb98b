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
