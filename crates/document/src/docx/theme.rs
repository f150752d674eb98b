//! The theme: colours and fonts that a word processor offers for further work. The document itself names none of it.

use crate::RenderError;

use super::styles::FONT;
use super::xml::Xml;

const COLORS: [(&str, &str); 12] = [
    ("a:dk1", "000000"),
    ("a:lt1", "FFFFFF"),
    ("a:dk2", "1F3A5F"),
    ("a:lt2", "EDF1F5"),
    ("a:accent1", "1F5F99"),
    ("a:accent2", "C9A227"),
    ("a:accent3", "3C7A57"),
    ("a:accent4", "A23B3B"),
    ("a:accent5", "6B5B95"),
    ("a:accent6", "5F6B7A"),
    ("a:hlink", "1F5F99"),
    ("a:folHlink", "6B5B95"),
];

/// The whole part.
pub(super) fn part() -> Result<String, RenderError> {
    let mut xml = Xml::part();
    let name: super::xml::Attributes<'_> = &[("name", &"Kantor")];
    xml.open("a:theme", &[("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"), ("name", &"Kantor")]);
    xml.open("a:themeElements", &[]);
    xml.open("a:clrScheme", name);
    for (role, color) in COLORS {
        xml.open(role, &[]);
        xml.empty("a:srgbClr", &[("val", &color)]);
        xml.close();
    }
    xml.close();
    xml.open("a:fontScheme", name);
    for role in ["a:majorFont", "a:minorFont"] {
        xml.open(role, &[]);
        xml.empty("a:latin", &[("typeface", &FONT)]);
        xml.empty("a:ea", &[("typeface", &"")]);
        xml.empty("a:cs", &[("typeface", &"")]);
        xml.close();
    }
    xml.close();
    xml.open("a:fmtScheme", name);
    // The schema asks for three of each, subtle, moderate and intense.
    three(&mut xml, "a:fillStyleLst", solid);
    three(&mut xml, "a:lnStyleLst", |xml| {
        xml.open("a:ln", &[("w", &9525)]);
        solid(xml);
        xml.close();
    });
    three(&mut xml, "a:effectStyleLst", |xml| {
        xml.open("a:effectStyle", &[]);
        xml.empty("a:effectLst", &[]);
        xml.close();
    });
    three(&mut xml, "a:bgFillStyleLst", solid);
    xml.close();
    xml.close();
    xml.close();
    xml.finish()
}

fn three(xml: &mut Xml, list: &'static str, write: impl Fn(&mut Xml)) {
    xml.open(list, &[]);
    for _ in 0..3 {
        write(xml);
    }
    xml.close();
}

fn solid(xml: &mut Xml) {
    xml.open("a:solidFill", &[]);
    xml.empty("a:schemeClr", &[("val", &"phClr")]);
    xml.close();
}
