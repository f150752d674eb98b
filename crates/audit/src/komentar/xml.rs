//! XML that is not written anew: its elements with their places in the text, and pieces put in between.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// What is said of a part that cannot be read.
pub(super) const BROKEN: &str = "Isi berkas ini tidak dapat diberi komentar karena rusak atau tidak lazim.";

/// An element begins, ends, or is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jenis {
    Buka,
    Tutup,
    Kosong,
}

/// A tag of an element.
pub(super) struct Tanda<'x> {
    pub(super) jenis: Jenis,
    /// Name with its prefix.
    pub(super) penuh: String,
    /// Where the tag begins and ends in the text.
    pub(super) awal: usize,
    pub(super) akhir: usize,
    /// How many elements are open around the element.
    pub(super) dalam: usize,
    start: Option<BytesStart<'x>>,
}

impl Tanda<'_> {
    /// Name without prefix.
    pub(super) fn nama(&self) -> &str {
        self.penuh.rsplit_once(':').map_or(self.penuh.as_str(), |(_, name)| name)
    }

    /// The prefix with its colon, or nothing.
    pub(super) fn awalan(&self) -> &str {
        self.penuh.rfind(':').and_then(|at| self.penuh.get(..=at)).unwrap_or_default()
    }

    pub(super) fn buka(&self, nama: &str) -> bool {
        self.jenis != Jenis::Tutup && self.nama() == nama
    }

    pub(super) fn tutup(&self, nama: &str) -> bool {
        self.jenis == Jenis::Tutup && self.nama() == nama
    }

    /// An attribute by its name, prefix left out.
    pub(super) fn get(&self, nama: &str) -> Option<String> {
        let mut attributes = self.start.as_ref()?.attributes();
        let mut named = attributes.with_checks(false).flatten().filter(|attribute| {
            let key = attribute.key.into_inner();
            key.rsplit_once(':').map_or(key, |(_, name)| name) == nama
        });
        unescape(&named.next()?.value).ok().map(Cow::into_owned)
    }
}

/// The tags of a part in order.
pub(super) struct Tags<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Tags<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        Self { reader: Reader::from_str(text), depth: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Option<Tanda<'x>>, String> {
        loop {
            let awal = usize::try_from(self.reader.buffer_position()).map_err(|_| BROKEN.to_string())?;
            let event = self.reader.read_event().map_err(|_| BROKEN.to_string())?;
            let akhir = usize::try_from(self.reader.buffer_position()).map_err(|_| BROKEN.to_string())?;
            let (jenis, penuh, start) = match event {
                Event::Start(start) => (Jenis::Buka, start.name().into_inner().to_string(), Some(start)),
                Event::Empty(start) => (Jenis::Kosong, start.name().into_inner().to_string(), Some(start)),
                Event::End(end) => (Jenis::Tutup, end.name().into_inner().to_string(), None),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            if jenis == Jenis::Tutup {
                self.depth = self.depth.saturating_sub(1);
            }
            let dalam = self.depth;
            if jenis == Jenis::Buka {
                self.depth += 1;
            }
            return Ok(Some(Tanda { jenis, penuh, awal, akhir, dalam, start }));
        }
    }

    /// All tags; for small parts.
    pub(super) fn all(text: &'x str) -> Result<Vec<Tanda<'x>>, String> {
        let mut tags = Self::new(text);
        let mut found = Vec::new();
        while let Some(tag) = tags.next()? {
            found.push(tag);
        }
        Ok(found)
    }
}

/// Pieces that come into a text, each at its place.
#[derive(Default)]
pub(super) struct Sisipan(Vec<(usize, String)>);

impl Sisipan {
    /// Puts a piece before the byte at a place; what is put at the same place later comes later.
    pub(super) fn put(&mut self, at: usize, piece: impl Into<String>) {
        self.0.push((at, piece.into()));
    }

    /// Puts a piece into an element at its end: before its closing tag, or between two tags that an empty one becomes.
    pub(super) fn put_into(&mut self, tag: &Tanda<'_>, piece: impl Into<String>) {
        match tag.jenis {
            // `<p .../>`: the stroke before the bracket is taken out by `apply`.
            Jenis::Kosong => {
                self.put(tag.akhir - 1, "\0");
                self.put(tag.akhir, format!("{}</{}>", piece.into(), tag.penuh));
            }
            _ => self.put(tag.awal, piece),
        }
    }

    pub(super) fn apply(mut self, text: &str) -> Result<String, String> {
        self.0.sort_by_key(|(at, _)| *at);
        let mut written =
            String::with_capacity(text.len() + self.0.iter().map(|(_, piece)| piece.len()).sum::<usize>());
        let mut done = 0;
        for (at, piece) in &self.0 {
            written.push_str(text.get(done..*at).ok_or(BROKEN)?);
            done = *at;
            if piece == "\0" {
                let kept = written.trim_end_matches('/').len();
                written.truncate(kept);
            } else {
                written.push_str(piece);
            }
        }
        written.push_str(text.get(done..).ok_or(BROKEN)?);
        Ok(written)
    }
}

/// Puts a piece at the end of the first element of a name.
pub(super) fn append(text: &str, nama: &str, piece: &str) -> Result<String, String> {
    let tags = Tags::all(text)?;
    let end = tags.iter().find(|tag| tag.tutup(nama) || tag.jenis == Jenis::Kosong && tag.nama() == nama);
    let mut pieces = Sisipan::default();
    pieces.put_into(end.ok_or(BROKEN)?, piece);
    pieces.apply(text)
}

/// Text for the content of an element or for an attribute; what XML cannot hold is left out.
pub(super) fn escape(text: &str) -> String {
    let known =
        |sign: &char| matches!(sign, '\t' | '\n') || !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(known).collect();
    quick_xml::escape::escape(text.as_str()).into_owned()
}
