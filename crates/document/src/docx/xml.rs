//! A writer of XML in which elements close themselves in order and text is always escaped.

use std::borrow::Cow;
use std::fmt::Display;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::RenderError;

/// Names and values of attributes.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// A part being written.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    failure: Option<String>,
}

impl Xml {
    /// A part with its XML declaration.
    pub fn part() -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new(), failure: None };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.open.push(name);
        self.event(Event::Start(start(name, attributes)));
    }

    /// Closes the innermost open element.
    pub fn close(&mut self) {
        match self.open.pop() {
            Some(name) => self.event(Event::End(BytesEnd::new(name))),
            None => self.fail("an element was closed that was never opened".into()),
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element without content whose only attribute is `w:val`.
    pub fn value(&mut self, name: &'static str, value: impl Display) {
        self.empty(name, &[("w:val", &value)]);
    }

    /// An element with text.
    pub fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&clean(text))));
        self.close();
    }

    /// The text of the part.
    pub fn finish(mut self) -> Result<String, RenderError> {
        if let Some(name) = self.open.pop() {
            self.fail(format!("element {name} was never closed"));
        }
        if let Some(cause) = self.failure {
            return Err(RenderError { cause: format!("writing XML: {cause}") });
        }
        String::from_utf8(self.writer.into_inner())
            .map_err(|error| RenderError { cause: format!("writing XML: {error}") })
    }

    fn event(&mut self, event: Event<'_>) {
        if let Err(error) = self.writer.write_event(event) {
            self.fail(error.to_string());
        }
    }

    /// The first failure is the one that explains the others.
    fn fail(&mut self, cause: String) {
        self.failure.get_or_insert(cause);
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, clean(&value.to_string()).as_ref()));
    }
    start
}

/// Drops what XML 1.0 cannot hold.
fn clean(text: &str) -> Cow<'_, str> {
    let lost = |letter: char| matches!(letter, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(lost) { Cow::Owned(text.replace(lost, "")) } else { Cow::Borrowed(text) }
}
