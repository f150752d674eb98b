//! The kinds of block that a document is made of.

use serde::{Deserialize, Serialize};

use crate::{Equation, Inline, Orientation, Picture, Table};

/// One block. Renderers match on it without a catch-all arm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading; it enters the list of contents.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list, possibly nested.
    List(List),
    /// A table with its caption.
    Table(Table),
    /// An equation on a line of its own.
    Equation(Equation),
    /// A picture with its caption.
    Figure(Figure),
    /// One or two signatures side by side.
    Signature(SignatureBlock),
    /// The head of an official letter (kop surat).
    Letterhead(Letterhead),
    /// A list of contents, tables or figures, made by the renderer from what the document holds.
    Contents(ContentsKind),
    /// A mark of the draft: something is missing or disagrees here.
    Note(Note),
    /// A stretch of narrative with an invisible id, so that an edited copy can be read back.
    Part(Part),
    /// A new page.
    PageBreak,
    /// A new page whose orientation holds from there on.
    Orientation(Orientation),
    /// Vertical room, in tenths of a line.
    Space(u16),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Unique in the document, ASCII letters, digits, `-` and `_`; anchors and bookmarks are made from it.
    pub id: String,
    /// 1 (chapter) to 6.
    pub level: u8,
    /// The number as printed before the text ("BAB III", "A.", "2.1"), written out literally; none for "KATA PENGANTAR".
    pub number: Option<String>,
    /// The text.
    pub text: String,
    /// True for a chapter head that is centred, number and text on two lines.
    pub centered: bool,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// How it is set.
    pub style: ParagraphStyle,
    /// What it says.
    pub content: Vec<Inline>,
    /// Stays on one page with the block after it.
    pub keep_with_next: bool,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParagraphStyle {
    /// Justified, first line indented.
    Body,
    /// Justified, no indent (after a list, in a letter).
    Plain,
    /// Centred.
    Centered,
    /// Right-aligned.
    Right,
    /// The large title of a cover, centred and bold.
    Title,
    /// The smaller title of a cover, centred and bold.
    Subtitle,
    /// A quotation (vision, mission): centred, bold, narrower.
    Quote,
    /// Small print under a table: sources and remarks.
    Small,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// How its items are counted.
    pub style: ListStyle,
    /// Number of the first item, 1 for most.
    pub start: u32,
    /// The items; each is one or more blocks (paragraphs and nested lists).
    pub items: Vec<Vec<Block>>,
}

/// How list items are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListStyle {
    /// 1. 2. 3.
    Decimal,
    /// a. b. c.
    LowerAlpha,
    /// A. B. C.
    UpperAlpha,
    /// 1) 2) 3)
    DecimalParenthesis,
    /// Bullets.
    Bullet,
}

/// Label, number and text over a table or under a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// "Tabel", "Gambar".
    pub label: String,
    /// "3.12", written out literally.
    pub number: String,
    /// What it shows.
    pub text: String,
}

/// A picture with its caption below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Unique in the document (same alphabet as [`Heading::id`]).
    pub id: String,
    /// Caption, or none for an ornament such as a logo on the cover.
    pub caption: Option<Caption>,
    /// What the picture shows, in words, for those who cannot see it.
    pub alt: String,
    /// The picture.
    pub picture: Picture,
    /// Width in percent of the text width, 1 to 100.
    pub width_percent: u8,
}

/// One or two signatures side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureBlock {
    /// One (set at the right) or two (left, right) signatories.
    pub signatories: Vec<Signatory>,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// Lines over the room for the signature: "Lumajang, 30 September 2024", "CAMAT PRONOJIWO". Empty lines are kept.
    pub above: Vec<String>,
    /// The name, bold and underlined.
    pub name: String,
    /// Lines under the name: rank, NIP.
    pub below: Vec<String>,
}

/// The head of an official letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letterhead {
    /// The emblem at the left.
    pub logo: Option<Picture>,
    /// What the emblem shows, in words.
    pub logo_alt: String,
    /// Lines in capitals, the last one the largest ("PEMERINTAH KABUPATEN LUMAJANG", "KECAMATAN PRONOJIWO").
    pub names: Vec<String>,
    /// Small lines under them: address, telephone, mail, postal code. A double rule follows.
    pub contacts: Vec<String>,
}

/// What a list of contents lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentsKind {
    /// Headings down to level 3.
    Headings,
    /// Captions of tables.
    Tables,
    /// Captions of figures.
    Figures,
}

/// A mark of the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What is missing or disagrees, and what to do.
    pub text: String,
}

/// A stretch of narrative that can be read back from an edited copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Unique in the document; it becomes the tag of a content control.
    pub id: String,
    /// The narrative.
    pub blocks: Vec<Block>,
}
