//! Settings and the table of fonts.

use crate::RenderError;

use super::package::WORD;
use super::styles::FONT;
use super::xml::Xml;

/// The settings. `w:updateFields` is left out on purpose: with it Word asks a question at every opening.
pub(super) fn settings(has_footnotes: bool) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", &WORD)]);
    xml.empty("w:zoom", &[("w:percent", &100)]);
    xml.value("w:defaultTabStop", 709);
    xml.value("w:characterSpacingControl", "doNotCompress");
    if has_footnotes {
        xml.open("w:footnotePr", &[]);
        xml.empty("w:footnote", &[("w:id", &-1)]);
        xml.empty("w:footnote", &[("w:id", &0)]);
        xml.close();
    }
    xml.open("w:compat", &[]);
    // A line that ends in a line break inside a justified paragraph is not spread out.
    xml.empty("w:doNotExpandShiftReturn", &[]);
    xml.empty(
        "w:compatSetting",
        &[("w:name", &"compatibilityMode"), ("w:uri", &"http://schemas.microsoft.com/office/word"), ("w:val", &15)],
    );
    xml.close();
    xml.empty("w:themeFontLang", &[("w:val", &"id-ID")]);
    xml.empty(
        "w:clrSchemeMapping",
        &[
            ("w:bg1", &"light1"),
            ("w:t1", &"dark1"),
            ("w:bg2", &"light2"),
            ("w:t2", &"dark2"),
            ("w:accent1", &"accent1"),
            ("w:accent2", &"accent2"),
            ("w:accent3", &"accent3"),
            ("w:accent4", &"accent4"),
            ("w:accent5", &"accent5"),
            ("w:accent6", &"accent6"),
            ("w:hyperlink", &"hyperlink"),
            ("w:followedHyperlink", &"followedHyperlink"),
        ],
    );
    xml.value("w:decimalSymbol", ",");
    xml.value("w:listSeparator", ";");
    xml.close();
    xml.finish()
}

/// The fonts named in the document, with what to use where one is missing.
pub(super) fn fonts() -> Result<String, RenderError> {
    let mut xml = Xml::part();
    xml.open("w:fonts", &[("xmlns:w", &WORD)]);
    for (name, alternative, family, digits) in [
        (FONT, "Liberation Sans", "swiss", "020B0604020202020204"),
        ("Cambria Math", "STIX Two Math", "roman", "02040503050406030204"),
    ] {
        xml.open("w:font", &[("w:name", &name)]);
        xml.value("w:altName", alternative);
        xml.value("w:panose1", digits);
        xml.value("w:charset", "00");
        xml.value("w:family", family);
        xml.value("w:pitch", "variable");
        xml.close();
    }
    xml.close();
    xml.finish()
}
