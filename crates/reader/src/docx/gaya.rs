//! Styles of paragraphs and letters, as far as text and headings depend on them.

use std::collections::BTreeMap;

use super::{Stop, Xml};

/// A list and the level in it, from 0.
pub(super) type List = Option<(String, usize)>;

/// What a style says, inherited properties included.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    /// Bold or not, if it says so.
    pub bold: Option<bool>,
    /// Outline level, from 0.
    pub outline: Option<u8>,
    /// List and level.
    pub list: List,
    /// True for the style of captions.
    pub caption: bool,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Gaya {
    styles: BTreeMap<String, Style>,
    usual: Style,
}

impl Gaya {
    /// Reads `styles.xml`; an empty text has none.
    pub(super) fn read(text: &str) -> Result<Self, Stop> {
        let mut xml = Xml::new(text);
        let mut styles = BTreeMap::new();
        let mut usual = None;
        while let Some(element) = xml.find("style")? {
            let id = element.get("styleId").unwrap_or_default();
            let default = element.get("type").as_deref() == Some("paragraph")
                && matches!(element.get("default").as_deref(), Some("1" | "true" | "on"));
            if default {
                usual = Some(id.clone());
            }
            let style = style(&mut xml, &id)?;
            styles.insert(id, style);
        }
        let resolved: BTreeMap<String, Style> = styles.keys().map(|id| (id.clone(), inherited(&styles, id))).collect();
        let usual = usual.and_then(|id| resolved.get(&id).cloned()).unwrap_or_default();
        Ok(Self { styles: resolved, usual })
    }

    /// The style of a name; the usual one for none.
    pub(super) fn of(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id)).unwrap_or(&self.usual)
    }
}

fn style(xml: &mut Xml<'_>, id: &str) -> Result<Style, Stop> {
    let mut style = Style::default();
    let mut name = String::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "name" => name = element.get("val").unwrap_or_default().to_lowercase(),
            "basedOn" => style.based_on = element.get("val"),
            "pPr" => {
                while let Some(property) = xml.child()? {
                    match property.name() {
                        "outlineLvl" => style.outline = property.get("val").and_then(|level| level.parse().ok()),
                        "numPr" => {
                            style.list = list(xml)?;
                            continue;
                        }
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            "rPr" => {
                while let Some(property) = xml.child()? {
                    if property.name() == "b" {
                        style.bold = Some(property.is_on());
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    let level = heading_level(&name).or_else(|| heading_level(&id.to_lowercase()));
    style.outline = style.outline.or(level);
    style.caption = matches!(name.as_str(), "caption" | "keterangan") || id.eq_ignore_ascii_case("caption");
    Ok(style)
}

/// `heading 1`, `Judul1` as level 0.
fn heading_level(name: &str) -> Option<u8> {
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("judul"))?;
    let level: u8 = rest.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

fn inherited(styles: &BTreeMap<String, Style>, id: &str) -> Style {
    let mut whole = Style::default();
    let mut next = Some(id);
    // A chain of styles has at most a handful of links; a ring of them ends here.
    for _ in 0..20 {
        let Some(style) = next.and_then(|id| styles.get(id)) else { break };
        whole.bold = whole.bold.or(style.bold);
        whole.outline = whole.outline.or(style.outline);
        whole.caption |= style.caption;
        if whole.list.is_none() {
            whole.list.clone_from(&style.list);
        }
        next = style.based_on.as_deref();
    }
    whole
}

/// The list and level of the `numPr` that was just opened. List `0` means: none.
pub(super) fn list(xml: &mut Xml<'_>) -> Result<List, Stop> {
    let (mut list, mut level) = (None, 0);
    while let Some(element) = xml.child()? {
        match element.name() {
            "numId" => list = element.get("val"),
            "ilvl" => level = element.number("val").unwrap_or_default() as usize,
            _ => {}
        }
        xml.skip()?;
    }
    Ok(list.map(|list| (list, level)))
}
