//! XLSX: sheets as they stand in their parts, cell by cell.

use std::collections::BTreeMap;

use super::alamat::{area, moved, place};
use super::format::{self, NumberFormat};
use super::{At, Buku, Isi, Lembar};
use crate::naskah::{Catatan, Letak};
use crate::wadah::Wadah;
use crate::xml::{Element, Stop, Xml};

/// More rows than a sheet has.
const MAX_ROW: u32 = 1_048_576;

/// What all sheets share.
struct Shared {
    strings: Vec<String>,
    /// Number format and weight of each cell style.
    styles: Vec<(NumberFormat, bool)>,
    plain: NumberFormat,
    since_1904: bool,
}

/// A sheet as the workbook names it.
struct Entry {
    name: String,
    hidden: bool,
    part: String,
}

/// Reads all sheets; what was read stays where reading stops.
pub(super) fn read(wadah: &mut Wadah<'_>, buku: &mut Buku) -> Result<(), Stop> {
    let plain = NumberFormat::new("");
    let mut shared = Shared { strings: Vec::new(), styles: Vec::new(), plain, since_1904: false };
    let entries = entries(wadah, &mut shared)?;
    strings(&wadah.text("xl/sharedStrings.xml")?.unwrap_or_default(), &mut shared)?;
    styles(&wadah.text("xl/styles.xml")?.unwrap_or_default(), &mut shared)?;
    for entry in entries {
        let Some(text) = wadah.text(&entry.part)? else {
            let why = format!("Isi lembar \"{}\" tidak ada di dalam berkas.", entry.name);
            buku.catatan.push(Catatan::unread(Letak::default(), why));
            continue;
        };
        let mut lembar = Lembar::new(&entry.name, entry.hidden);
        let result = sheet(&text, &shared, &mut lembar, buku);
        buku.lembar.push(lembar);
        result?;
    }
    Ok(())
}

fn entries(wadah: &mut Wadah<'_>, shared: &mut Shared) -> Result<Vec<Entry>, Stop> {
    let relations = wadah.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let mut parts = BTreeMap::new();
    let mut xml = Xml::new(&relations);
    while let Some(relation) = xml.find("Relationship")? {
        let target = relation.get("Target").unwrap_or_default();
        let part = match target.strip_prefix('/') {
            Some(whole) => whole.to_string(),
            None => format!("xl/{target}"),
        };
        let is_sheet = relation.get("Type").is_some_and(|kind| kind.ends_with("/worksheet"));
        parts.insert(relation.get("Id").unwrap_or_default(), (part, is_sheet));
        xml.skip()?;
    }
    let workbook = wadah.text("xl/workbook.xml")?.unwrap_or_default();
    let mut xml = Xml::new(&workbook);
    let mut entries = Vec::new();
    if xml.find("workbook")?.is_none() {
        return Err("Daftar lembar buku kerja ini tidak dapat dibaca.".to_string());
    }
    while let Some(element) = xml.child()? {
        match element.name() {
            "workbookPr" => shared.since_1904 = matches!(element.get("date1904").as_deref(), Some("1" | "true")),
            "sheets" => {
                while let Some(sheet) = xml.child()? {
                    let name = sheet.get("name").unwrap_or_default();
                    let hidden = sheet.get("state").is_some_and(|state| state != "visible");
                    match parts.get(&sheet.get("id").unwrap_or_default()) {
                        Some((part, true)) => entries.push(Entry { name, hidden, part: part.clone() }),
                        // Sheets of charts and dialogs have no cells.
                        Some((_, false)) => {}
                        None => entries.push(Entry { name, hidden, part: String::new() }),
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok(entries)
}

fn strings(text: &str, shared: &mut Shared) -> Result<(), Stop> {
    let mut xml = Xml::new(text);
    while xml.find("si")?.is_some() {
        let text = rich(&mut xml)?;
        shared.strings.push(text);
    }
    Ok(())
}

/// The text of the element that was just opened, readings of foreign letters left out.
fn rich(xml: &mut Xml<'_>) -> Result<String, Stop> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "t" => text.push_str(&xml.text()?),
            "r" => text.push_str(&rich(xml)?),
            _ => xml.skip()?,
        }
    }
    Ok(text)
}

fn styles(text: &str, shared: &mut Shared) -> Result<(), Stop> {
    let mut xml = Xml::new(text);
    if xml.find("styleSheet")?.is_none() {
        return Ok(());
    }
    let (mut formats, mut bold) = (BTreeMap::new(), Vec::new());
    while let Some(list) = xml.child()? {
        match list.name() {
            "numFmts" => {
                while let Some(element) = xml.child()? {
                    formats.insert(element.number("numFmtId"), element.get("formatCode").unwrap_or_default());
                    xml.skip()?;
                }
            }
            "fonts" => {
                while xml.child()?.is_some() {
                    let mut is_bold = false;
                    while let Some(property) = xml.child()? {
                        is_bold |= property.name() == "b" && property.is_on();
                        xml.skip()?;
                    }
                    bold.push(is_bold);
                }
            }
            "cellXfs" => {
                while let Some(style) = xml.child()? {
                    let id = style.number("numFmtId");
                    let built_in = || format::built_in(id.unwrap_or_default()).to_string();
                    let format = formats.get(&id).cloned().unwrap_or_else(built_in);
                    let font = style.number("fontId").unwrap_or_default() as usize;
                    shared.styles.push((NumberFormat::new(&format), bold.get(font).copied().unwrap_or_default()));
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn sheet(text: &str, shared: &Shared, lembar: &mut Lembar, buku: &mut Buku) -> Result<(), Stop> {
    let mut xml = Xml::new(text);
    if xml.find("worksheet")?.is_none() {
        return Err(format!("Isi lembar \"{}\" tidak dapat dibaca.", lembar.name));
    }
    while let Some(element) = xml.child()? {
        match element.name() {
            "cols" => {
                while let Some(column) = xml.child()? {
                    let ends = column.number("min").zip(column.number("max"));
                    if let Some((from, to)) = ends.filter(|_| on(&column, "hidden")) {
                        lembar.hide_columns(from.saturating_sub(1), to.saturating_sub(1));
                    }
                    xml.skip()?;
                }
            }
            "sheetData" => rows(&mut xml, shared, lembar, buku)?,
            "mergeCells" => {
                while let Some(merge) = xml.child()? {
                    lembar.merged.extend(merge.get("ref").and_then(|text| area(&text)));
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn on(element: &Element<'_>, name: &str) -> bool {
    matches!(element.get(name).as_deref(), Some("1" | "true"))
}

fn rows(xml: &mut Xml<'_>, shared: &Shared, lembar: &mut Lembar, buku: &mut Buku) -> Result<(), Stop> {
    let mut formulas = BTreeMap::new();
    let mut next = 0_u32;
    while let Some(element) = xml.child()? {
        if element.name() != "row" {
            xml.skip()?;
            continue;
        }
        let row = element.number("r").and_then(|row| row.checked_sub(1)).unwrap_or(next);
        if row >= MAX_ROW {
            return Err(format!("Lembar \"{}\" menyebut baris yang tidak mungkin ada.", lembar.name));
        }
        next = row + 1;
        if on(&element, "hidden") {
            lembar.hidden_rows.insert(row);
        }
        let mut column = 0;
        while let Some(cell) = xml.child()? {
            let at = cell.get("r").and_then(|address| place(&address)).unwrap_or((row, column));
            column = at.1 + 1;
            if let Some(isi) = content(xml, &cell, at, shared, &mut formulas)? {
                buku.put(lembar, at, isi)?;
            }
        }
    }
    Ok(())
}

/// Formulas that several cells share, by their number, each with the cell in which it is written.
type Formulas = BTreeMap<String, (At, String)>;

fn content(
    xml: &mut Xml<'_>,
    cell: &Element<'_>,
    at: At,
    shared: &Shared,
    formulas: &mut Formulas,
) -> Result<Option<Isi>, Stop> {
    let (mut value, mut formula) = (None, None);
    while let Some(part) = xml.child()? {
        match part.name() {
            "v" => value = Some(xml.text()?),
            "is" => value = Some(rich(xml)?),
            "f" => {
                let group = part.get("si").filter(|_| part.get("t").as_deref() == Some("shared"));
                let text = xml.text()?;
                formula = match group {
                    Some(group) if text.is_empty() => formulas.get(&group).map(|(from, text)| {
                        moved(text, i64::from(at.0) - i64::from(from.0), i64::from(at.1) - i64::from(from.1))
                    }),
                    Some(group) => {
                        formulas.insert(group, (at, text.clone()));
                        Some(text)
                    }
                    None => Some(text).filter(|text| !text.is_empty()),
                };
            }
            _ => xml.skip()?,
        }
    }
    let style = cell.number("s").and_then(|style| shared.styles.get(style as usize));
    let (format, tebal) = style.map_or((&shared.plain, false), |(format, bold)| (format, *bold));
    let mut isi = Isi { tebal, rumus: formula, ..Isi::default() };
    let value = value.unwrap_or_default();
    match cell.get("t").as_deref() {
        Some("s") => {
            isi.teks =
                value.trim().parse().ok().and_then(|at: usize| shared.strings.get(at)).cloned().unwrap_or_default()
        }
        Some("str" | "inlineStr" | "e") => isi.teks = value,
        Some("b") => isi.teks = if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_string(),
        Some("d") => isi.teks = super::tanggal::from_iso(&value).unwrap_or(value),
        _ if value.trim().is_empty() => {}
        _ => match format::kept(&value) {
            Some(number) => {
                (isi.teks, isi.hidden) = format::shown(number, format, shared.since_1904);
                isi.nilai = Some(number);
                isi.format = format.text.clone();
            }
            None => isi.teks = value,
        },
    }
    if isi.teks.contains(char::is_whitespace) {
        isi.teks = isi.teks.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let empty = isi.teks.is_empty() && isi.nilai.is_none() && isi.rumus.is_none();
    Ok((!empty).then_some(isi))
}
