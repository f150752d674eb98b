//! XML as the readers of Word files and workbooks need it: events without empty elements and entities, nesting limited.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// Deeper nesting is not followed. Text boxes in tables in text boxes reach about 60.
const DEEPEST: usize = 200;

/// An event.
pub(crate) enum Node<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// The innermost open element ends.
    Close,
    /// Text.
    Text(Cow<'x, str>),
    /// The end of the part.
    End,
}

/// The start of an element.
pub(crate) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without prefix.
    pub(crate) fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// An attribute by its name without prefix.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        unescape(&self.raw(name)?).ok().map(Cow::into_owned)
    }

    fn raw(&self, name: &str) -> Option<Cow<'_, str>> {
        let found = self.0.attributes().with_checks(false).flatten().find(|attribute| {
            let key = attribute.key.into_inner();
            key.rsplit_once(':').map_or(key, |(_, local)| local) == name
        })?;
        Some(found.value)
    }

    /// An attribute as a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.raw(name)?.trim().parse().ok()
    }

    /// A switch: on if it is there and does not say otherwise.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Why a part is not read to its end, in Bahasa Indonesia.
pub(crate) type Stop = String;

/// A part that is read.
pub(crate) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    paragraph: String,
    /// Paragraphs (`w:p`) begun so far.
    pub(crate) paragraphs: u32,
    /// True once nesting was too deep to be followed.
    pub(crate) too_deep: bool,
}

impl<'x> Xml<'x> {
    /// Reads a part.
    pub(crate) fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, paragraph: String::new(), paragraphs: 0, too_deep: false }
    }

    /// The next event. An element that is nested too deep is passed over whole.
    pub(crate) fn next(&mut self) -> Result<Node<'x>, Stop> {
        loop {
            match self.event()? {
                Node::Open(element) if self.depth > DEEPEST => {
                    drop(element);
                    self.too_deep = true;
                    self.skip()?;
                }
                node => return Ok(node),
            }
        }
    }

    /// The next element inside the one that is open; `None` at its end. Text between is passed over.
    pub(crate) fn child(&mut self) -> Result<Option<Element<'x>>, Stop> {
        loop {
            match self.next()? {
                Node::Open(element) => return Ok(Some(element)),
                Node::Close => return Ok(None),
                Node::Text(_) => {}
                Node::End => return Err(TORN.to_string()),
            }
        }
    }

    /// Passes over the element that was just opened.
    pub(crate) fn skip(&mut self) -> Result<(), Stop> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.event()?, Node::End) {
                return Err(TORN.to_string());
            }
        }
        Ok(())
    }

    /// The text of the element that was just opened, up to its end.
    pub(crate) fn text(&mut self) -> Result<String, Stop> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.event()? {
                Node::Text(part) => text.push_str(&part),
                Node::End => return Err(TORN.to_string()),
                _ => {}
            }
        }
        Ok(text)
    }

    /// Reads up to the first element of a name, wherever it stands.
    pub(crate) fn find(&mut self, name: &str) -> Result<Option<Element<'x>>, Stop> {
        loop {
            match self.next()? {
                Node::Open(element) if element.name() == name => return Ok(Some(element)),
                Node::End => return Ok(None),
                _ => {}
            }
        }
    }

    fn event(&mut self) -> Result<Node<'x>, Stop> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| TORN.to_string())? {
                Event::Start(start) => {
                    let name = start.name().into_inner();
                    if self.depth == 0 {
                        let prefix = name.rsplit_once(':').map_or("", |(prefix, _)| prefix);
                        self.paragraph = if prefix.is_empty() { "p".to_string() } else { format!("{prefix}:p") };
                    }
                    self.paragraphs += u32::from(name == self.paragraph);
                    self.depth += 1;
                    Node::Open(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().ok().flatten().map(String::from);
                    let known = || resolve_xml_entity(&entity).map(str::to_string);
                    Node::Text(Cow::Owned(character.or_else(known).unwrap_or_default()))
                }
                Event::DocType(_) => {
                    return Err("Berkas ini memuat DOCTYPE, yang tidak dipakai Word atau Excel; isinya tidak dibaca."
                        .to_string());
                }
                Event::Eof => Node::End,
                _ => continue,
            });
        }
    }
}

const TORN: &str = "Isi berkas ini rusak atau terpotong; yang sesudahnya tidak terbaca.";
