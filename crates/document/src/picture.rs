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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeNode {
    /// Bold lines of the box; each is wrapped.
    pub title: Vec<String>,
    /// Smaller lines under them; each is wrapped.
    pub detail: Vec<String>,
    /// True for a box drawn with a dashed border (owned by somebody else).
    pub dashed: bool,
    /// The boxes below.
    pub children: Vec<TreeNode>,
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
