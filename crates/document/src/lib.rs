//! A small document model and its renderers.
//!
//! A [`Document`] is a list of [`Block`]s that know nothing of the field (no indicator, no budget) and nothing of
//! a file format. Every renderer has one exhaustive `match` over [`Block`], so that a new kind of block does not
//! compile until every renderer speaks it. The same document gives the same bytes.

use serde::{Deserialize, Serialize};

mod block;
pub mod docx;
mod drawing;
mod equation;
mod fonts;
mod grid;
pub mod html;
mod inline;
mod number;
mod outline;
pub mod pdf;
mod picture;
mod plain;
#[doc(hidden)]
pub mod sample;
pub mod stored;
mod table;
pub mod text;
pub mod xlsx;

pub use block::{
    Block, Caption, ContentsKind, Figure, Heading, Letterhead, List, ListStyle, Note, Paragraph, ParagraphStyle, Part,
    Signatory, SignatureBlock,
};
pub use drawing::{PictureFault, safe_picture};
pub use equation::Equation;
pub use inline::{Inline, InsertedFigure, Run};
pub use number::{NumberFormat, Value};
pub use picture::{Bar, BarChart, Picture, PictureKind, TreeDiagram, TreeNode};
pub use table::{Align, Cell, CellRef, Column, Formula, Row, RowKind, Table};

/// A whole document, ready to be rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What the file says of itself.
    pub metadata: Metadata,
    /// Paper and margins; the orientation starts as portrait and changes with [`Block::Orientation`].
    pub page: PageSetup,
    /// A large pale word across every page ("DRAF"), or none.
    pub watermark: Option<String>,
    /// One line at the top of every page ("CONTOH, bukan dokumen resmi"), or none.
    pub page_notice: Option<String>,
    /// Text at the left of the footer of every page; the page number stands at its right.
    pub footer: String,
    /// The content, in order.
    pub blocks: Vec<Block>,
}

/// What a file says of itself. Nothing here comes from a clock: the date is the document's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Title of the document.
    pub title: String,
    /// The office that issues it.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// Search words.
    pub keywords: Vec<String>,
    /// Year, month (1-12), day (1-31) written into the file as its date.
    pub date: (i32, u8, u8),
}

/// Paper and margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSetup {
    /// Paper size.
    pub paper: Paper,
    /// Margins in millimetres: top, right, bottom, left, of a portrait page.
    pub margins_mm: (u16, u16, u16, u16),
}

impl PageSetup {
    /// Margins of 25, 20, 25, 30 mm (binding at the left).
    pub fn new(paper: Paper) -> Self {
        Self { paper, margins_mm: (25, 20, 25, 30) }
    }
}

/// Paper sizes in use in the offices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// 210 x 297 mm.
    A4,
    /// Folio as the offices buy it: 215 x 330 mm.
    F4,
}

impl Paper {
    /// Width and height of the portrait page in millimetres.
    pub fn size_mm(self) -> (u16, u16) {
        match self {
            Self::A4 => (210, 297),
            Self::F4 => (215, 330),
        }
    }
}

/// Orientation of the pages from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// On its side, for wide tables.
    Landscape,
}

/// Pages on which headings, tables and figures stand, by their ids; made by the PDF layout, used by DOCX for the
/// cached entries of its lists of contents.
pub type PageNumbers = std::collections::BTreeMap<String, u32>;

/// A document could not be rendered. The cause is in English, for the log; it is a defect of the program or of a
/// picture file, never of the figures.
#[derive(Debug)]
pub struct RenderError {
    /// What failed.
    pub cause: String,
}

impl std::fmt::Display for RenderError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.cause)
    }
}

impl std::error::Error for RenderError {}
