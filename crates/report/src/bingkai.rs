//! What surrounds the blocks of a printed document: metadata, paper, marks on every page.

use document::{Block, Document, Metadata, PageSetup};
use domain::calculation::View;

use crate::laporan::Options;

/// What a document says of itself.
pub(crate) struct Bingkai {
    /// Title, also in the footer of every page.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Its own search words, beside those that all share.
    pub keywords: [String; 2],
    /// Year, month, day.
    pub date: (i32, u8, u8),
}

impl Bingkai {
    /// The document of an office around its blocks.
    pub fn around(self, view: &View<'_>, options: Options, blocks: Vec<Block>) -> Document {
        let instansi = view.instansi();
        Document {
            metadata: Metadata {
                title: self.title.clone(),
                author: instansi.map_or_else(String::new, |instansi| instansi.nama.to_string()),
                subject: self.subject,
                keywords: std::iter::once("SAKIP".to_string()).chain(self.keywords).collect(),
                date: self.date,
            },
            page: PageSetup::new(options.paper),
            watermark: (!options.is_final).then(|| "DRAF".to_string()),
            page_notice: instansi.and_then(|instansi| instansi.tanda_halaman.as_ref()).map(|text| text.to_string()),
            footer: self.title,
            blocks,
        }
    }
}
