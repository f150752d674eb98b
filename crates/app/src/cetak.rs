//! From blocks to files.

use document::{Document, PageNumbers, stored};

use crate::AppError;

/// Formats of a printed document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Editable text.
    Docx,
    /// For signing, sending, keeping.
    Pdf,
    /// The tables as a workbook.
    Xlsx,
    /// One page for a browser.
    Html,
    /// Plain text.
    Teks,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Docx, Self::Pdf, Self::Xlsx, Self::Html, Self::Teks];

    /// Ending of a file name, without dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Teks => "txt",
        }
    }
}

/// A document in one format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCetakan {
    /// Format.
    pub format: Format,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
}

/// A document in the formats asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cetakan {
    /// The files, in the order asked for.
    pub files: Vec<FileCetakan>,
    /// Pages of the PDF layout, where one was made.
    pub pages: Option<u32>,
}

/// Renders a document that is kept as data, as locked reports are, in one format.
pub fn cetak_tersimpan(isi: &[u8], format: Format) -> Result<Vec<u8>, AppError> {
    let document = stored::read(isi).map_err(|cause| AppError::failure("reading a document", cause))?;
    let made = cetak(&document, &[format])?;
    Ok(made.files.into_iter().next().map(|file| file.bytes).unwrap_or_default())
}

/// Renders a document in several formats. The layout of the PDF is made once and gives DOCX its page numbers.
pub fn cetak(document: &Document, formats: &[Format]) -> Result<Cetakan, AppError> {
    let mut pdf = None;
    let mut numbers = PageNumbers::new();
    if formats.contains(&Format::Pdf) {
        let made = document::pdf::render(document)?;
        numbers = made.pages.clone();
        pdf = Some(made);
    } else if formats.contains(&Format::Docx) {
        numbers = document::pdf::layout(document)?;
    }
    let mut files = Vec::new();
    for format in formats {
        let bytes = match format {
            Format::Docx => document::docx::render(document, &numbers)?,
            Format::Pdf => pdf.as_ref().map(|pdf| pdf.bytes.clone()).unwrap_or_default(),
            Format::Xlsx => document::xlsx::render(document)?,
            Format::Html => document::html::render(document).into_bytes(),
            Format::Teks => document::text::render(document).into_bytes(),
        };
        files.push(FileCetakan { format: *format, bytes });
    }
    Ok(Cetakan { files, pages: pdf.map(|pdf| pdf.page_count) })
}
