//! PDF: tagged, PDF/A-2a and PDF/UA-1, with bookmarks, and the page numbers of what it holds.
//!
//! PDF/A-2a is the archival level that asks for tags; PDF/A-3a adds only attached files, of which there are none.

mod cells;
mod data;
mod equation;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Label, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{Document, PageNumbers, RenderError};
use data::Prepared;
use world::DocumentWorld;

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pages on which headings, tables and figures begin, by their ids.
    pub pages: PageNumbers,
    /// How many pages there are.
    pub page_count: u32,
}

/// One document at a time: the typesetter's memory is shared, and emptied after each.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Renders a document.
pub fn render(document: &Document) -> Result<Pdf, RenderError> {
    typeset(document, true, |paged, pages| {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| RenderError { cause: format!("PDF standards: {}", error.message()) })?;
        let options = PdfOptions { creator: Smart::Custom(Some("Kinerja".into())), standards, ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(paged, &options).map_err(|errors| failed("PDF export", &errors))?;
        let page_count = u32::try_from(paged.pages().len()).unwrap_or(u32::MAX);
        Ok(Pdf { bytes, pages, page_count })
    })
}

/// Lays a document out and gives the page numbers alone.
pub fn layout(document: &Document) -> Result<PageNumbers, RenderError> {
    typeset(document, false, |_, pages| Ok(pages))
}

fn typeset<T>(
    document: &Document,
    finished: bool,
    finish: impl FnOnce(&PagedDocument, PageNumbers) -> Result<T, RenderError>,
) -> Result<T, RenderError> {
    // A panic of an earlier document leaves nothing behind that this one would see.
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let Prepared { files, labels } = data::prepare(document, finished)?;
        let world = DocumentWorld::new(files)?;
        let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
        let paged = output.map_err(|errors| failed("typesetting", &errors))?;
        let pages = page_numbers(&paged, &labels);
        finish(&paged, pages)
    }));
    comemo::evict(0);
    outcome.unwrap_or_else(|_| Err(RenderError { cause: "the typesetter broke down".into() }))
}

fn page_numbers(paged: &PagedDocument, labels: &BTreeMap<String, String>) -> PageNumbers {
    let introspector = paged.introspector();
    let page = |label: &String| {
        let element = introspector.query_label(Label::new(PicoStr::intern(label))?).ok()?;
        u32::try_from(introspector.page(element.location()?)?.get()).ok()
    };
    labels.iter().filter_map(|(id, label)| Some((id.clone(), page(label)?))).collect()
}

fn failed(what: &str, errors: &[SourceDiagnostic]) -> RenderError {
    let messages: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    RenderError { cause: format!("{what}: {}", messages.join("; ")) }
}

#[cfg(test)]
mod tests;
