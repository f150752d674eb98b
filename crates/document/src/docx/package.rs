//! The package: parts, their types and relationships, and the container.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::{Block, Document, Metadata, Orientation, RenderError};

use super::body::Content;
use super::figure::Media;
use super::page::{HEADER, footer, footer_of, has_header, header};
use super::xml::{Attributes, Xml};
use super::{numbering, settings, styles, theme};

/// The namespace of text.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespace of references from a part to another.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The namespaces of a part that holds text, equations and pictures.
pub(super) const NAMESPACES: Attributes<'static> = &[
    ("xmlns:w", &WORD),
    ("xmlns:r", &RELATIONS),
    ("xmlns:m", &"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("xmlns:wp", &"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", &"http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TEXT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part of the main part's folder.
struct Part {
    relation: String,
    /// The last word of its relationship's type.
    kind: &'static str,
    file: String,
    content_type: String,
    text: String,
}

impl Part {
    fn new(kind: &'static str, text: String) -> Self {
        Self {
            relation: format!(
                "rId{}{}",
                kind.get(..1).unwrap_or_default().to_uppercase(),
                kind.get(1..).unwrap_or_default()
            ),
            kind,
            file: format!("{kind}.xml"),
            content_type: format!("{TEXT_TYPE}.{kind}+xml"),
            text,
        }
    }
}

/// Puts the parts into one file. Its times are fixed: the same document gives the same bytes.
pub(super) fn assemble(document: &Document, content: Content) -> Result<Vec<u8>, RenderError> {
    let mut parts = vec![
        Part::new("styles", styles::part(document)?),
        Part::new("settings", settings::settings(content.footnotes.is_some())?),
        Part::new("fontTable", settings::fonts()?),
        Part::new("numbering", numbering::part(&content.lists)?),
        Part {
            file: "theme/theme1.xml".into(),
            content_type: "application/vnd.openxmlformats-officedocument.theme+xml".into(),
            ..Part::new("theme", theme::part()?)
        },
    ];
    parts.extend(content.footnotes.map(|text| Part::new("footnotes", text)));
    if has_header(document) {
        let part = Part::new("header", header(document)?);
        parts.push(Part { relation: HEADER.relation.into(), file: HEADER.file.into(), ..part });
    }
    let turned = turns(&document.blocks).then_some(Orientation::Landscape);
    for orientation in [Some(Orientation::Portrait), turned].into_iter().flatten() {
        let place = footer_of(orientation);
        let part = Part::new("footer", footer(document, orientation)?);
        parts.push(Part { relation: place.relation.into(), file: place.file.into(), ..part });
    }

    let mut container = Container::new();
    container.add("[Content_Types].xml", content_types(&parts)?.as_bytes())?;
    container.add("_rels/.rels", package_relations()?.as_bytes())?;
    container.add("word/document.xml", content.main.as_bytes())?;
    container.add("word/_rels/document.xml.rels", main_relations(&parts, &content.media)?.as_bytes())?;
    for part in &parts {
        container.add(&format!("word/{}", part.file), part.text.as_bytes())?;
    }
    for (index, media) in content.media.iter().enumerate() {
        container.add(&format!("word/media/{}", media.file(index)), &media.bytes)?;
    }
    container.add("docProps/core.xml", core_properties(&document.metadata)?.as_bytes())?;
    container.add("docProps/app.xml", app_properties(&document.metadata)?.as_bytes())?;
    container.finish()
}

/// True where a document has a landscape page.
fn turns(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Orientation(orientation) => *orientation == Orientation::Landscape,
        Block::Part(part) => turns(&part.blocks),
        Block::List(list) => list.items.iter().any(|item| turns(item)),
        _ => false,
    })
}

fn content_types(parts: &[Part]) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    for (extension, kind) in
        [("rels", relations), ("xml", "application/xml"), ("png", "image/png"), ("jpeg", "image/jpeg")]
    {
        xml.empty("Default", &[("Extension", &extension), ("ContentType", &kind)]);
    }
    let main = format!("{TEXT_TYPE}.document.main+xml");
    xml.empty("Override", &[("PartName", &"/word/document.xml"), ("ContentType", &main)]);
    for part in parts {
        let name = format!("/word/{}", part.file);
        xml.empty("Override", &[("PartName", &name), ("ContentType", &part.content_type)]);
    }
    for (name, kind) in [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ] {
        xml.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
    }
    xml.close();
    xml.finish()
}

fn relationships(entries: &[(String, String, String)]) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (id, kind, target) in entries {
        xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
    }
    xml.close();
    xml.finish()
}

fn package_relations() -> Result<String, RenderError> {
    relationships(&[
        ("rIdDocument".into(), format!("{RELATIONS}/officeDocument"), "word/document.xml".into()),
        ("rIdCore".into(), format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml".into()),
        ("rIdApp".into(), format!("{RELATIONS}/extended-properties"), "docProps/app.xml".into()),
    ])
}

fn main_relations(parts: &[Part], media: &[Media]) -> Result<String, RenderError> {
    let mut entries: Vec<_> = parts
        .iter()
        .map(|part| (part.relation.clone(), format!("{RELATIONS}/{}", part.kind), part.file.clone()))
        .collect();
    entries.extend(media.iter().enumerate().map(|(index, media)| {
        (Media::relation(index), format!("{RELATIONS}/image"), format!("media/{}", media.file(index)))
    }));
    relationships(&entries)
}

fn core_properties(metadata: &Metadata) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    let (year, month, day) = metadata.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    xml.leaf("dc:title", &[], &metadata.title);
    xml.leaf("dc:subject", &[], &metadata.subject);
    xml.leaf("dc:creator", &[], &metadata.author);
    xml.leaf("cp:keywords", &[], &metadata.keywords.join(", "));
    xml.leaf("dc:language", &[], "id-ID");
    xml.leaf("cp:lastModifiedBy", &[], &metadata.author);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.leaf(name, &[("xsi:type", &"dcterms:W3CDTF")], &date);
    }
    xml.close();
    xml.finish()
}

fn app_properties(metadata: &Metadata) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("Properties", &[("xmlns", &"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")]);
    xml.leaf("Company", &[], &metadata.author);
    xml.close();
    xml.finish()
}

struct Container {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl Container {
    fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), RenderError> {
        let failed = |cause: String| RenderError { cause: format!("packing {name}: {cause}") };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        self.writer.start_file(name, options).map_err(|error| failed(error.to_string()))?;
        self.writer.write_all(bytes).map_err(|error| failed(error.to_string()))
    }

    fn finish(self) -> Result<Vec<u8>, RenderError> {
        let cursor = self.writer.finish().map_err(|error| RenderError { cause: format!("packing: {error}") })?;
        Ok(cursor.into_inner())
    }
}
