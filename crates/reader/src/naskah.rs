//! What every reader gives: blocks in order, each with its place.

use std::sync::Arc;

use rust_decimal::Decimal;

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naskah {
    /// File name, without folder.
    pub nama: String,
    /// What kind of file it is.
    pub format: Format,
    /// Blocks in the order of the file.
    pub blok: Vec<Blok>,
    /// What could not be read.
    pub catatan: Vec<Catatan>,
}

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
    /// Word since 2007.
    Docx,
    /// PDF.
    Pdf,
    /// Excel since 2007.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
    /// Anything that cannot be read.
    TidakDikenal,
}

impl Format {
    /// Name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Txt => "txt",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::TidakDikenal => "tidak dikenal",
        }
    }
}

/// Something about the reading that people must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catatan {
    /// Where.
    pub letak: Letak,
    /// What, in Bahasa Indonesia.
    pub pesan: String,
    /// True where content was read all the same (a hidden row); false where content could not be read.
    pub terbaca: bool,
}

impl Catatan {
    /// Content that could not be read.
    pub fn unread(letak: Letak, pesan: impl Into<String>) -> Self {
        Self { letak, pesan: pesan.into(), terbaca: false }
    }

    /// Content that was read and that people may not see.
    pub fn told(letak: Letak, pesan: impl Into<String>) -> Self {
        Self { letak, pesan: pesan.into(), terbaca: true }
    }
}

/// Where something stands. What a format does not know is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Letak {
    /// Page, 1 is the file's first.
    pub halaman: Option<u32>,
    /// Line of a text file, from 1.
    pub baris_berkas: Option<u32>,
    /// Paragraph of a Word file, from 1: every `w:p` of its main part counts, also in tables and where it is empty. A
    /// cell names its first one, a footnote the one that refers to it. In a PDF: heading or paragraph of its page, from
    /// 1; a cell names the one before it.
    pub paragraf: Option<u32>,
    /// Table in the file, from 1.
    pub tabel: Option<u32>,
    /// Row of a table, from 1, header rows included.
    pub baris: Option<u32>,
    /// Grid column of a table, from 1.
    pub kolom: Option<u32>,
    /// A1 address of a workbook's cell, with its sheet: `Pagu!C7`.
    pub sel: Option<String>,
}

impl Letak {
    /// A line of a text file.
    pub fn line(line: u32) -> Self {
        Self { baris_berkas: Some(line), ..Self::default() }
    }

    /// A paragraph of a Word file.
    pub fn paragraph(number: u32) -> Self {
        Self { paragraf: Some(number), ..Self::default() }
    }
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blok {
    /// A heading.
    Judul {
        /// 1 is the highest.
        tingkat: u8,
        /// Its text.
        teks: Paragraf,
    },
    /// A paragraph or a list item.
    Paragraf(Paragraf),
    /// A formula in LaTeX, without the dollar signs.
    Rumus {
        /// The formula.
        teks: String,
        /// Where it begins.
        letak: Letak,
    },
    /// A table.
    Tabel(Tabel),
}

/// Running text whose characters know their lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraf {
    /// The text, marks of emphasis dropped, white space folded.
    pub teks: String,
    /// Where it begins.
    pub letak: Letak,
    /// Byte offsets in `teks` at which a further line of the file begins, with that line.
    pub sambungan: Vec<(usize, u32)>,
    /// True for an item of a list.
    pub butir: bool,
    /// True where the whole text is bold, if the format says so.
    pub tebal: bool,
}

impl Paragraf {
    /// Where a byte of the text stands.
    pub fn letak_at(&self, offset: usize) -> Letak {
        let after = self.sambungan.partition_point(|(start, _)| *start <= offset);
        let line = after.checked_sub(1).and_then(|at| self.sambungan.get(at)).map(|(_, line)| *line);
        match line {
            Some(line) => Letak { baris_berkas: Some(line), ..self.letak.clone() },
            None => self.letak.clone(),
        }
    }
}

/// A table; a table that goes on after a page break is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabel {
    /// `Tabel 3.12`, if the caption has a number.
    pub nomor: Option<String>,
    /// Text of the caption, or empty.
    pub judul: String,
    /// Sheet of a workbook.
    pub lembar: Option<String>,
    /// Where it begins.
    pub letak: Letak,
    /// True where its columns were found by where its texts stand, for want of lines.
    pub rata: bool,
    /// Rows in order, repeated headers of later pages dropped.
    pub baris: Vec<Baris>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baris {
    /// Where it stands.
    pub letak: Letak,
    /// Its cells, one per grid column.
    pub sel: Vec<Sel>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sel {
    /// The text as written, marks of emphasis dropped.
    pub teks: String,
    /// True where the whole text is bold.
    pub tebal: bool,
    /// Where it stands.
    pub letak: Letak,
    /// How far a merged cell reaches. Its text stands in its first cell, the others are empty and [`Gabung::Bagian`].
    pub gabung: Gabung,
    /// True in a hidden row or column.
    pub tersembunyi: bool,
    /// What a workbook keeps besides the text.
    pub buku: Option<Box<IsiBuku>>,
}

/// The part of a cell in a merge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gabung {
    /// A cell of its own.
    #[default]
    Sendiri,
    /// The first cell of a merge.
    Awal {
        /// Rows, itself included.
        baris: u32,
        /// Columns, itself included.
        kolom: u32,
    },
    /// A further cell of a merge.
    Bagian,
}

/// What a workbook keeps of a cell besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IsiBuku {
    /// The number as it is kept: 0.75 where the text is `75%`.
    pub nilai: Option<Decimal>,
    /// The number format, as the workbook writes it; empty for a general one.
    pub format: Arc<str>,
    /// The formula, without the equals sign.
    pub rumus: Option<String>,
}

impl Sel {
    /// The number that a workbook keeps.
    pub fn nilai(&self) -> Option<Decimal> {
        self.buku.as_ref().and_then(|buku| buku.nilai)
    }

    /// The formula of a workbook's cell.
    pub fn rumus(&self) -> Option<&str> {
        self.buku.as_ref().and_then(|buku| buku.rumus.as_deref())
    }
}

impl Naskah {
    /// A file that no reader understands.
    pub fn unreadable(name: &str, why: impl Into<String>) -> Self {
        Self {
            nama: name.to_string(),
            format: Format::TidakDikenal,
            blok: Vec::new(),
            catatan: vec![Catatan::unread(Letak::default(), why)],
        }
    }

    /// The tables in order.
    pub fn tabel(&self) -> impl Iterator<Item = &Tabel> {
        self.blok.iter().filter_map(|block| match block {
            Blok::Tabel(table) => Some(table),
            _ => None,
        })
    }

    /// Headings and paragraphs in order.
    pub fn paragraf(&self) -> impl Iterator<Item = &Paragraf> {
        self.blok.iter().filter_map(|block| match block {
            Blok::Judul { teks, .. } | Blok::Paragraf(teks) => Some(teks),
            _ => None,
        })
    }
}
