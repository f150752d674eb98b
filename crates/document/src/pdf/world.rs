//! What the typesetter sees: one template, the data, the pictures and the fonts of the program. No disk, no
//! network, no clock.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::{RenderError, fonts};

const TEMPLATE: &str = include_str!("template.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces = [fonts::REGULAR, fonts::BOLD, fonts::ITALIC, fonts::BOLD_ITALIC];
    faces.into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The files of one document.
pub(super) struct DocumentWorld {
    main: Source,
    files: BTreeMap<String, Bytes>,
}

impl DocumentWorld {
    /// Files by their absolute virtual paths.
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> Result<Self, RenderError> {
        let path = VirtualPath::new("/template.typ")
            .map_err(|error| RenderError { cause: format!("path of the template: {error:?}") })?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        let files = files.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect();
        Ok(Self { main: Source::new(id, TEMPLATE.into()), files })
    }
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.vpath().get_with_slash()).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
