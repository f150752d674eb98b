//! ODS: `content.xml`, row by row. Repeated rows and cells are repeated only where they hold something.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Area, Buku, Isi, Lembar, format, tanggal};
use crate::wadah::{LOCKED, Wadah};
use crate::xml::{Element, Node, Stop, Xml};

/// Styles that matter: bold ones, and those of hidden sheets.
#[derive(Default)]
struct Styles {
    bold: BTreeSet<String>,
    hidden: BTreeSet<String>,
}

/// Reads all sheets; what was read stays where reading stops.
pub(super) fn read(wadah: &mut Wadah<'_>, buku: &mut Buku) -> Result<(), Stop> {
    if wadah.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(LOCKED.to_string());
    }
    let content = wadah.text("content.xml")?.unwrap_or_default();
    let mut xml = Xml::new(&content);
    let mut styles = Styles::default();
    loop {
        match xml.next()? {
            Node::Open(element) if element.name() == "automatic-styles" => styles = automatic(&mut xml)?,
            Node::Open(element) if element.name() == "table" => {
                let hidden = element.get("style-name").is_some_and(|style| styles.hidden.contains(&style));
                let name = element.get("name").unwrap_or_default();
                let mut sheet = Sheet { lembar: Lembar::new(&name, hidden), styles: &styles, buku, row: 0, column: 0 };
                let result = sheet.rows(&mut xml);
                let lembar = sheet.lembar;
                buku.lembar.push(lembar);
                result?;
            }
            Node::End => return Ok(()),
            _ => {}
        }
    }
}

fn automatic(xml: &mut Xml<'_>) -> Result<Styles, Stop> {
    let mut styles = Styles::default();
    while let Some(style) = xml.child()? {
        if style.name() != "style" {
            xml.skip()?;
            continue;
        }
        let name = style.get("name").unwrap_or_default();
        while let Some(properties) = xml.child()? {
            if properties.name() == "text-properties" && properties.get("font-weight").as_deref() == Some("bold") {
                styles.bold.insert(name.clone());
            }
            if properties.name() == "table-properties" && properties.get("display").as_deref() == Some("false") {
                styles.hidden.insert(name.clone());
            }
            xml.skip()?;
        }
    }
    Ok(styles)
}

/// A sheet that is being read.
struct Sheet<'s> {
    lembar: Lembar,
    styles: &'s Styles,
    buku: &'s mut Buku,
    row: u32,
    column: u32,
}

fn count(element: &Element<'_>, name: &str) -> u32 {
    element.number(name).unwrap_or(1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.get("visibility").is_some_and(|visibility| visibility != "visible")
}

impl Sheet<'_> {
    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        while let Some(element) = xml.child()? {
            match element.name() {
                "table-row" => {
                    let (repeated, hidden) = (count(&element, "number-rows-repeated"), is_hidden(&element));
                    let cells = self.cells(xml)?;
                    if !cells.is_empty() {
                        for row in self.row..self.row.saturating_add(repeated) {
                            for (column, isi) in &cells {
                                self.buku.put(&mut self.lembar, (row, *column), isi.clone())?;
                            }
                            if hidden {
                                self.lembar.hidden_rows.insert(row);
                            }
                        }
                    }
                    self.row = self.row.saturating_add(repeated);
                }
                "table-column" => {
                    let repeated = count(&element, "number-columns-repeated");
                    let next = self.column.saturating_add(repeated);
                    if is_hidden(&element) {
                        self.lembar.hide_columns(self.column, next.saturating_sub(1));
                    }
                    self.column = next;
                    xml.skip()?;
                }
                "table-header-rows"
                | "table-rows"
                | "table-row-group"
                | "table-header-columns"
                | "table-columns"
                | "table-column-group" => self.rows(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// The cells of a row that hold something.
    fn cells(&mut self, xml: &mut Xml<'_>) -> Result<Vec<(u32, Isi)>, Stop> {
        let mut cells = Vec::new();
        let mut column = 0_u32;
        while let Some(element) = xml.child()? {
            let repeated = count(&element, "number-columns-repeated");
            if element.name() == "table-cell" {
                let (down, across) =
                    (count(&element, "number-rows-spanned"), count(&element, "number-columns-spanned"));
                if down > 1 || across > 1 {
                    let end = (self.row.saturating_add(down - 1), column.saturating_add(across - 1));
                    self.lembar.merged.push(Area { start: (self.row, column), end });
                }
                if let Some(isi) = self.content(xml, &element)? {
                    // A text that fills more columns than any table has was never typed.
                    let many = if repeated > 1000 || isi.teks.len() > 10_000 { 1 } else { repeated };
                    cells.extend((0..many).map(|more| (column.saturating_add(more), isi.clone())));
                }
            } else {
                xml.skip()?;
            }
            column = column.saturating_add(repeated);
        }
        Ok(cells)
    }

    fn content(&self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<Option<Isi>, Stop> {
        let text = paragraphs(xml)?;
        let mut isi = Isi {
            teks: text,
            tebal: element.get("style-name").is_some_and(|style| self.styles.bold.contains(&style)),
            rumus: element.get("formula").map(|formula| formula_text(&formula)),
            ..Isi::default()
        };
        // LibreOffice marks an error in a second attribute of the same name.
        let error = isi.teks.starts_with("#") && isi.teks.ends_with(['!', '?', 'A']) || isi.teks.starts_with("Err:");
        match element.get("value-type").as_deref() {
            Some("float" | "currency" | "percentage") if !error => {
                isi.nilai = element.get("value").and_then(|value| format::kept(&value));
                if let Some(value) = isi.nilai {
                    isi.teks = if isi.teks.is_empty() { format::general(value) } else { separated(isi.teks, value) };
                }
            }
            Some("date") => {
                if let Some(date) = element.get("date-value").and_then(|date| tanggal::from_iso(&date)) {
                    isi.teks = date;
                }
            }
            _ => {}
        }
        let empty = isi.teks.is_empty() && isi.nilai.is_none() && isi.rumus.is_none();
        Ok((!empty).then_some(isi))
    }
}

/// The shown number with Indonesian separators: a file that was saved in an English locale shows 1,200.50.
fn separated(text: String, value: Decimal) -> String {
    let value = if text.ends_with('%') { value.saturating_mul(Decimal::ONE_HUNDRED) } else { value };
    let fits = |point: char| {
        let digits: String = text.chars().filter(|sign| sign.is_ascii_digit() || *sign == point).collect();
        let read = Decimal::from_str_exact(&digits.replace(point, ".")).ok();
        read.is_some_and(|read| {
            value.abs().round_dp_with_strategy(read.scale(), RoundingStrategy::MidpointAwayFromZero) == read
        })
    };
    if fits(',') || !fits('.') {
        return text;
    }
    let swapped = text.chars().map(|sign| match sign {
        '.' => ',',
        ',' => '.',
        other => other,
    });
    swapped.collect()
}

/// `of:=SUM([.B2:.B9])` as `SUM(B2:B9)`.
fn formula_text(formula: &str) -> String {
    let text = formula.split_once('=').map_or(formula, |(_, text)| text);
    text.replace("[.", "").replace(":.", ":").replace(['[', ']'], "").replace(';', ",")
}

/// The text of the cell that was just opened, notes left out.
fn paragraphs(xml: &mut Xml<'_>) -> Result<String, Stop> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "p" => {
                text.push(' ');
                inline(xml, &mut text)?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn inline(xml: &mut Xml<'_>, text: &mut String) -> Result<(), Stop> {
    loop {
        match xml.next()? {
            Node::Text(part) => text.push_str(&part),
            Node::Open(element) => match element.name() {
                "s" | "tab" | "line-break" => {
                    text.push(' ');
                    xml.skip()?;
                }
                "annotation" => xml.skip()?,
                _ => inline(xml, text)?,
            },
            Node::Close | Node::End => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_indonesian() {
        for (text, value, expected) in [
            ("1,200,000", "1200000", "1.200.000"),
            ("83.33%", "0.83333", "83,33%"),
            ("(1,234.50)", "-1234.5", "(1.234,50)"),
            ("1.200", "1200", "1.200"),
            ("1,200", "1.2", "1,200"),
            ("5", "5", "5"),
            ("belum", "1", "belum"),
        ] {
            assert_eq!(separated(text.to_string(), value.parse().unwrap()), expected);
        }
    }
}
