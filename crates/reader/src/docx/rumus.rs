//! Formulas (OMML) in the LaTeX that formulas of text files are written in.

use std::collections::BTreeMap;

use super::{Stop, Xml};

/// The formula inside the element that was just opened.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<String, Stop> {
    let text = children(xml, " ")?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The parts of the element that was just opened.
fn children(xml: &mut Xml<'_>, between: &str) -> Result<String, Stop> {
    let mut parts = Vec::new();
    while let Some(element) = xml.child()? {
        let part = match element.name() {
            "r" => run(xml)?,
            "f" => named(xml, |part, _| format!("\\frac{{{}}}{{{}}}", part("num"), part("den")))?,
            "sSup" => named(xml, |part, _| format!("{}^{{{}}}", part("e"), part("sup")))?,
            "sSub" => named(xml, |part, _| format!("{}_{{{}}}", part("e"), part("sub")))?,
            "sSubSup" => named(xml, |part, _| format!("{}_{{{}}}^{{{}}}", part("e"), part("sub"), part("sup")))?,
            "rad" => named(xml, |part, _| match part("deg") {
                degree if degree.is_empty() => format!("\\sqrt{{{}}}", part("e")),
                degree => format!("\\sqrt[{degree}]{{{}}}", part("e")),
            })?,
            "nary" => named(xml, |part, look| {
                let sign = match look.get("chr").map(String::as_str) {
                    Some("∑") => "\\sum",
                    Some("∏") => "\\prod",
                    _ => "\\int",
                };
                format!("{sign}_{{{}}}^{{{}}} {}", part("sub"), part("sup"), part("e"))
            })?,
            "func" => named(xml, |part, _| format!("{} {}", part("fName"), part("e")))?,
            "phant" => named(xml, |part, look| match look.get("show").map(String::as_str) {
                Some("0" | "off" | "false") => String::new(),
                _ => part("e"),
            })?,
            "d" => named(xml, |part, look| {
                let sign = |name: &str, usual: &str| look.get(name).cloned().unwrap_or_else(|| usual.to_string());
                format!("{}{}{}", sign("begChr", "("), part("e"), sign("endChr", ")"))
            })?,
            "oMath" | "e" | "bar" | "acc" | "box" | "borderBox" | "groupChr" | "eqArr" | "m" | "mr" | "ins" | "sdt"
            | "sdtContent" | "lim" | "limLow" | "limUpp" => children(xml, " ")?,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        parts.push(part);
    }
    parts.retain(|part| !part.is_empty());
    Ok(parts.join(between))
}

/// The named parts of the element that was just opened, parts of one name joined, with the values of its properties.
fn named(
    xml: &mut Xml<'_>,
    write: impl FnOnce(&dyn Fn(&str) -> String, &BTreeMap<String, String>) -> String,
) -> Result<String, Stop> {
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut look = BTreeMap::new();
    while let Some(element) = xml.child()? {
        let name = element.name().to_string();
        if name.ends_with("Pr") {
            while let Some(property) = xml.child()? {
                look.insert(property.name().to_string(), property.get("val").unwrap_or_default());
                xml.skip()?;
            }
            continue;
        }
        let text = children(xml, " ")?;
        let part = parts.entry(name).or_default();
        if !part.is_empty() {
            part.push(' ');
        }
        part.push_str(&text);
    }
    Ok(write(&|name| parts.get(name).cloned().unwrap_or_default(), &look))
}

/// Words as `\text{...}`, signs as LaTeX has them.
fn run(xml: &mut Xml<'_>) -> Result<String, Stop> {
    let mut text = String::new();
    while let Some(element) = xml.child()? {
        match element.name() {
            "t" => text.push_str(&xml.text()?),
            _ => xml.skip()?,
        }
    }
    let text = text.replace('×', " \\times ").replace('·', " \\cdot ").replace('÷', " \\div ").replace('%', "\\%");
    let word = |text: &str| text.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 1);
    let words = word(&text) && !text.contains('\\');
    Ok(if words { format!("\\text{{{}}}", text.trim()) } else { text.trim().to_string() })
}
