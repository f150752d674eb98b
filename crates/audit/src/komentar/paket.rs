//! The container of a Word file or workbook: parts read, parts written anew, all others copied as they are.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::xml::{BROKEN, Tags, append, escape};

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// No part that is written anew holds more.
const MAX_PART: u64 = 100 << 20;

/// A relationship of a part.
pub(super) struct Hubungan {
    pub(super) id: String,
    pub(super) jenis: String,
    /// The part that it leads to.
    pub(super) bagian: String,
}

/// A container.
pub(super) struct Paket<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    changed: BTreeMap<String, String>,
}

impl<'b> Paket<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN.to_string())?;
        let names = archive.file_names().flatten().map(Cow::into_owned).collect();
        Ok(Self { archive, names, changed: BTreeMap::new() })
    }

    /// The part that the container names as its main one.
    pub(super) fn main(&mut self) -> Result<String, String> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|one| one.jenis.ends_with("/officeDocument"));
        main.map(|one| one.bagian).ok_or_else(|| BROKEN.to_string())
    }

    /// A part's text; `None` where there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        if let Some(text) = self.changed.get(name) {
            return Ok(Some(text.clone()));
        }
        if !self.names.iter().any(|known| known == name) {
            return Ok(None);
        }
        let part = self.archive.by_name(name).map_err(|_| BROKEN.to_string())?;
        let mut text = String::new();
        part.take(MAX_PART).read_to_string(&mut text).map_err(|_| BROKEN.to_string())?;
        Ok(Some(text.trim_start_matches('\u{feff}').to_string()))
    }

    /// A part's text that must be there.
    pub(super) fn need(&mut self, name: &str) -> Result<String, String> {
        self.text(name)?.ok_or_else(|| BROKEN.to_string())
    }

    pub(super) fn put(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_string(), text);
    }

    /// A name that no part has yet: `xl/comments` and `.xml` give `xl/comments3.xml`.
    pub(super) fn fresh(&self, stem: &str, ending: &str) -> String {
        let taken =
            |name: &str| self.names.iter().chain(self.changed.keys()).any(|known| known.eq_ignore_ascii_case(name));
        (1..).map(|number| format!("{stem}{number}{ending}")).find(|name| !taken(name)).unwrap_or_default()
    }

    /// The relationships of a part, of the container for an empty name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Hubungan>, String> {
        let Some(text) = self.text(&relations_of(part))? else { return Ok(Vec::new()) };
        let tags = Tags::all(&text)?;
        let inside =
            tags.iter().filter(|tag| tag.buka("Relationship") && tag.get("TargetMode").as_deref() != Some("External"));
        let read = |tag: &super::xml::Tanda<'_>| {
            let bagian = resolve(part, &tag.get("Target")?);
            Some(Hubungan { id: tag.get("Id")?, jenis: tag.get("Type")?, bagian })
        };
        Ok(inside.filter_map(read).collect())
    }

    /// Leads from a part to another; gives the id of the relationship.
    pub(super) fn relate(&mut self, part: &str, jenis: &str, target: &str) -> Result<String, String> {
        let name = relations_of(part);
        let known = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\"/>"
        );
        let text = self.text(&name)?.unwrap_or(known);
        let tags = Tags::all(&text)?;
        let ids: Vec<String> = tags.iter().filter_map(|tag| tag.get("Id")).collect();
        let id = (1..).map(|number| format!("rIdKinerja{number}")).find(|id| !ids.contains(id)).unwrap_or_default();
        let prefix = tags.first().map(|root| root.awalan().to_string()).unwrap_or_default();
        let piece = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{jenis}\" Target=\"/{}\"/>", escape(target));
        let text = append(&text, "Relationships", &piece)?;
        self.put(&name, text);
        Ok(id)
    }

    /// Says what kind of part one is, or what kind all parts with an ending are (`vml`).
    pub(super) fn declare(&mut self, part: &str, kind: &str) -> Result<(), String> {
        let text = self.need(TYPES)?;
        let tags = Tags::all(&text)?;
        let prefix = tags.first().map(|root| root.awalan().to_string()).unwrap_or_default();
        let by_ending = !part.contains('.');
        let known = |tag: &super::xml::Tanda<'_>| {
            by_ending && tag.get("Extension").is_some_and(|ending| ending.eq_ignore_ascii_case(part))
                || tag.get("PartName").is_some_and(|name| name.trim_start_matches('/') == part)
        };
        if tags.iter().any(known) {
            return Ok(());
        }
        let mut pieces = super::xml::Sisipan::default();
        if by_ending {
            // Endings come before single parts.
            let root = tags.first().ok_or(BROKEN)?;
            pieces.put(root.akhir, format!("<{prefix}Default Extension=\"{part}\" ContentType=\"{kind}\"/>"));
        } else {
            let end = tags.last().ok_or(BROKEN)?;
            pieces.put_into(end, format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{kind}\"/>", escape(part)));
        }
        let text = pieces.apply(&text)?;
        self.put(TYPES, text);
        Ok(())
    }

    /// The container with the changed parts in their places and new ones at the end.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, String> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        let write = |writer: &mut ZipWriter<_>, name: &str, text: &str| -> Result<(), String> {
            writer.start_file(name, options).map_err(|_| BROKEN.to_string())?;
            writer.write_all(text.as_bytes()).map_err(|_| BROKEN.to_string())
        };
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at).map_err(|_| BROKEN.to_string())?;
            let name = part.name().map(Cow::into_owned).map_err(|_| BROKEN.to_string())?;
            match self.changed.remove(&name) {
                Some(text) => write(&mut writer, &name, &text)?,
                None => writer.raw_copy_file(part).map_err(|_| BROKEN.to_string())?,
            }
        }
        for (name, text) in &self.changed {
            write(&mut writer, name, text)?;
        }
        Ok(writer.finish().map_err(|_| BROKEN.to_string())?.into_inner())
    }
}

/// Where the relationships of a part are: `word/_rels/document.xml.rels`.
fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
    let separator = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{separator}_rels/{file}.rels")
}

/// The part that a target means, seen from a part.
fn resolve(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_string();
    }
    let mut folders: Vec<&str> =
        part.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    folders.join("/")
}
