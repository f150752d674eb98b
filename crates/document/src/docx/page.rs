//! Pages: lengths, sections, headers and footers. Lengths are twips (1/1440 inch) unless a name says otherwise.

use crate::drawing::text::Font;
use crate::{Document, Orientation, PageSetup, RenderError};

use super::inline::{RunFormat, field, run};
use super::properties::ParagraphProperties;
use super::xml::Xml;

/// Twips to the English metric units in which drawings are measured.
pub(super) const EMU_PER_TWIP: u32 = 635;

/// From the edge of the paper to header and footer: 12,5 mm.
const HEADER_DISTANCE: u32 = 709;

/// A page and its margins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    orientation: Orientation,
    width: u32,
    height: u32,
    top: u32,
    right: u32,
    bottom: u32,
    left: u32,
}

impl Page {
    /// A landscape page is the portrait page turned clockwise: the binding edge is at its top.
    pub fn new(setup: PageSetup, orientation: Orientation) -> Self {
        let (width, height) = setup.paper.size_mm();
        let (top, right, bottom, left) = setup.margins_mm;
        let [width, height, top, right, bottom, left] = [width, height, top, right, bottom, left].map(twips);
        match orientation {
            Orientation::Portrait => Self { orientation, width, height, top, right, bottom, left },
            Orientation::Landscape => {
                Self { orientation, width: height, height: width, top: left, right: top, bottom: right, left: bottom }
            }
        }
    }

    /// Between the left and the right margin.
    pub fn text_width(self) -> u32 {
        self.width.saturating_sub(self.left + self.right).max(1)
    }

    /// Between the upper and the lower margin.
    pub fn text_height(self) -> u32 {
        self.height.saturating_sub(self.top + self.bottom).max(1)
    }

    /// The properties of a section made of such pages.
    pub fn write_section(self, xml: &mut Xml, has_header: bool) {
        xml.open("w:sectPr", &[]);
        if has_header {
            xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &HEADER.relation)]);
        }
        let footer = footer_of(self.orientation);
        xml.empty("w:footerReference", &[("w:type", &"default"), ("r:id", &footer.relation)]);
        xml.value("w:type", "nextPage");
        match self.orientation {
            Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", &self.width), ("w:h", &self.height)]),
            Orientation::Landscape => {
                xml.empty("w:pgSz", &[("w:w", &self.width), ("w:h", &self.height), ("w:orient", &"landscape")]);
            }
        }
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &self.top),
                ("w:right", &self.right),
                ("w:bottom", &self.bottom),
                ("w:left", &self.left),
                ("w:header", &HEADER_DISTANCE),
                ("w:footer", &HEADER_DISTANCE),
                ("w:gutter", &0),
            ],
        );
        xml.empty("w:cols", &[("w:space", &720)]);
        xml.close();
    }
}

/// Rounded to the nearest twip.
fn twips(millimetres: u16) -> u32 {
    (u32::from(millimetres) * 7200 + 63) / 127
}

/// A part that a section refers to.
pub(super) struct PagePart {
    /// Its relationship in the main part.
    pub relation: &'static str,
    /// Its file.
    pub file: &'static str,
}

/// The header of every section.
pub(super) const HEADER: PagePart = PagePart { relation: "rIdHeader", file: "header1.xml" };

/// The footers differ only in the tab stop of the page number.
pub(super) fn footer_of(orientation: Orientation) -> PagePart {
    match orientation {
        Orientation::Portrait => PagePart { relation: "rIdFooterPortrait", file: "footer1.xml" },
        Orientation::Landscape => PagePart { relation: "rIdFooterLandscape", file: "footer2.xml" },
    }
}

/// True where a document has anything to say at the top of its pages.
pub(super) fn has_header(document: &Document) -> bool {
    document.watermark.is_some() || document.page_notice.is_some()
}

/// The namespaces of a part with text, and with shapes where it holds the watermark.
const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:w", super::package::WORD),
    ("xmlns:r", super::package::RELATIONS),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
];

/// The header: notice and watermark.
pub(super) fn header(document: &Document) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    let [word, relations, shapes, office] = &NAMESPACES;
    xml.open("w:hdr", &[(word.0, &word.1), (relations.0, &relations.1), (shapes.0, &shapes.1), (office.0, &office.1)]);
    xml.open("w:p", &[]);
    ParagraphProperties::styled("Header").write(&mut xml);
    if let Some(notice) = &document.page_notice {
        run(&mut xml, notice, RunFormat::default());
    }
    if let Some(word) = &document.watermark {
        watermark(&mut xml, word);
    }
    xml.close();
    xml.close();
    xml.finish()
}

/// The footer: its text at the left, the page number at the right.
pub(super) fn footer(document: &Document, orientation: Orientation) -> Result<String, RenderError> {
    let mut xml = Xml::part();
    let [word, relations, ..] = &NAMESPACES;
    xml.open("w:ftr", &[(word.0, &word.1), (relations.0, &relations.1)]);
    xml.open("w:p", &[]);
    let width = Page::new(document.page, orientation).text_width();
    ParagraphProperties { right_tab: Some(width), ..ParagraphProperties::styled("Footer") }.write(&mut xml);
    run(&mut xml, &format!("{}\t", document.footer), RunFormat::default());
    field(&mut xml, "PAGE", "1");
    xml.close();
    xml.close();
    xml.finish()
}

/// Text across the page behind everything else, as word processors write it: a shape of the text-path kind.
fn watermark(xml: &mut Xml, text: &str) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:noProof", &[]);
    xml.close();
    xml.open("w:pict", &[]);
    xml.open(
        "v:shapetype",
        &[
            ("id", &"_x0000_t136"),
            ("coordsize", &"21600,21600"),
            ("o:spt", &136),
            ("adj", &10800),
            ("path", &"m@7,l@8,m@5,21600l@6,21600e"),
        ],
    );
    xml.open("v:formulas", &[]);
    for formula in [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
    ] {
        xml.empty("v:f", &[("eqn", &formula)]);
    }
    xml.close();
    xml.empty("v:path", &[("textpathok", &"t"), ("o:connecttype", &"rect")]);
    xml.empty("v:textpath", &[("on", &"t"), ("fitshape", &"t")]);
    xml.empty("o:lock", &[("v:ext", &"edit"), ("text", &"t"), ("shapetype", &"t")]);
    xml.close();
    // The shape stretches the text: its height is chosen so that the letters keep about their proportions.
    let width = Font { size: 1000, bold: true }.width(text).max(1);
    let height = (430 * 900 / width).clamp(40, 165);
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:430pt;height:{height}pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin"
    );
    xml.open(
        "v:shape",
        &[
            ("id", &"PowerPlusWaterMarkObject1"),
            ("o:spid", &"_x0000_s2049"),
            ("type", &"#_x0000_t136"),
            ("alt", &text),
            ("style", &style),
            ("o:allowincell", &"f"),
            ("fillcolor", &"#d9d9d9"),
            ("stroked", &"f"),
        ],
    );
    xml.empty("v:fill", &[("opacity", &".5")]);
    xml.empty("v:textpath", &[("style", &"font-family:\"Arial\";font-size:1pt;font-weight:bold"), ("string", &text)]);
    xml.close();
    xml.close();
    xml.close();
}
