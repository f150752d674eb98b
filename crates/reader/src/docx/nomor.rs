//! Numbers of list items, which Word computes and does not keep.

use std::collections::{BTreeMap, BTreeSet};

use super::{Stop, Xml};

const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    form: String,
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, form: "decimal".to_string(), text: String::new() }
    }
}

/// The lists of a file and how far each has counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Penomoran {
    shapes: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
}

impl Penomoran {
    /// Reads `numbering.xml`; an empty text has no lists.
    pub(super) fn read(text: &str) -> Result<Self, Stop> {
        let mut xml = Xml::new(text);
        let mut whole = Self::default();
        if xml.find("numbering")?.is_none() {
            return Ok(whole);
        }
        while let Some(element) = xml.child()? {
            match element.name() {
                "abstractNum" => {
                    let id = element.get("abstractNumId").unwrap_or_default();
                    let levels = levels(&mut xml)?;
                    whole.shapes.insert(id, levels);
                }
                "num" => {
                    let id = element.get("numId").unwrap_or_default();
                    let list = list(&mut xml)?;
                    whole.lists.insert(id, list);
                }
                _ => xml.skip()?,
            }
        }
        Ok(whole)
    }

    /// The number of the next item of a list; empty for a bullet and for a list that is not known.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let Some((shape, starts)) = self.lists.get(list) else { return String::new() };
        let Some(levels) = self.shapes.get(shape) else { return String::new() };
        let counts = self.counts.entry(shape.clone()).or_default();
        if self.begun.insert(list.to_string()) {
            for (level, start) in starts {
                if let Some(count) = counts.get_mut(*level) {
                    *count = start.checked_sub(1);
                }
            }
        }
        let start =
            |at: usize| starts.get(&at).copied().or_else(|| levels.get(at).map(|level| level.start)).unwrap_or(1);
        for (at, count) in counts.iter_mut().enumerate() {
            if at < level && count.is_none() {
                *count = Some(start(at));
            } else if at == level {
                *count = Some(count.map_or_else(|| start(at), |count| count.saturating_add(1)));
            } else if at > level {
                *count = None;
            }
        }
        let Some(shape) = levels.get(level) else { return String::new() };
        if matches!(shape.form.as_str(), "bullet" | "none") {
            return String::new();
        }
        let mut text = shape.text.clone();
        for (at, count) in counts.iter().enumerate().take(level + 1) {
            let mark = format!("%{}", at + 1);
            if text.contains(&mark) {
                let form = levels.get(at).map_or("decimal", |level| level.form.as_str());
                text = text.replace(&mark, &written(count.unwrap_or(1), form));
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn levels(xml: &mut Xml<'_>) -> Result<Vec<Level>, Stop> {
    let mut levels = vec![Level::default(); LEVELS];
    while let Some(element) = xml.child()? {
        if element.name() != "lvl" {
            xml.skip()?;
            continue;
        }
        let at = element.number("ilvl").unwrap_or_default() as usize;
        let mut level = Level::default();
        while let Some(property) = xml.child()? {
            let value = property.get("val").unwrap_or_default();
            match property.name() {
                "start" => level.start = value.parse().unwrap_or(1),
                "numFmt" => level.form = value,
                // A pattern is a few signs; a long one would be repeated before every item.
                "lvlText" => level.text = value.chars().take(100).collect(),
                _ => {}
            }
            xml.skip()?;
        }
        if let Some(place) = levels.get_mut(at) {
            *place = level;
        }
    }
    Ok(levels)
}

/// The shape of a list, and the levels that it starts anew.
fn list(xml: &mut Xml<'_>) -> Result<(String, BTreeMap<usize, u32>), Stop> {
    let (mut shape, mut starts) = (String::new(), BTreeMap::new());
    while let Some(element) = xml.child()? {
        match element.name() {
            "abstractNumId" => shape = element.get("val").unwrap_or_default(),
            "lvlOverride" => {
                let level = element.number("ilvl").unwrap_or_default() as usize;
                while let Some(inner) = xml.child()? {
                    if inner.name() == "startOverride" {
                        starts.insert(level, inner.number("val").unwrap_or(1));
                    }
                    xml.skip()?;
                }
                continue;
            }
            _ => {}
        }
        xml.skip()?;
    }
    Ok((shape, starts))
}

fn written(number: u32, form: &str) -> String {
    match form {
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// a, b, ... z, aa, bb, as Word counts.
fn letters(number: u32, first: u8) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(first + u8::try_from(at % 26).unwrap_or_default());
    std::iter::repeat_n(letter, (at / 26 + 1).min(20) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut left = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_word_writes_them() {
        let shown = |number, form| written(number, form);
        assert_eq!(
            [shown(4, "upperRoman"), shown(1999, "lowerRoman"), shown(3, "lowerLetter"), shown(28, "upperLetter")],
            ["IV", "mcmxcix", "c", "BB"]
        );
        assert_eq!([shown(7, "decimalZero"), shown(4000, "upperRoman")], ["07", "4000"]);
    }
}
