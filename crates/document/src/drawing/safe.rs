//! Pictures that somebody hands in, before they are kept: what cannot be printed is refused, and of a drawing only what
//! is drawn is taken. Scripts, styles, links and whatever else an SVG may hold are not written again.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use resvg::usvg::roxmltree::{self, Document, Node, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, Tree, WriteOptions};

use super::png;
use crate::picture::size;
use crate::{Picture, PictureKind};

/// The longest side of a picture in pixels: A4 at 400 dots per inch.
const LONGEST_PX: u32 = 5000;
/// Elements that are worked through for a drawing, those that are used again counted at every use. Far more than an
/// emblem has.
const SHAPES: u32 = 20_000;
/// Elements within elements, and references within references.
const DEEPEST: u32 = 200;
/// Bytes of a drawing as it is written again.
const LARGEST: usize = 4 << 20;

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFault {
    /// It cannot be read as what it claims to be.
    Unreadable,
    /// A side has no pixels, or more than 5000.
    Size,
    /// A drawing that holds or names another picture.
    Embedded,
    /// A drawing with filters or patterns, or with too many shapes.
    TooComplex,
}

/// A picture as it may be kept and printed.
pub fn safe_picture(kind: PictureKind, bytes: &[u8]) -> Result<Picture, PictureFault> {
    let bytes = match kind {
        PictureKind::Svg => drawn(std::str::from_utf8(bytes).map_err(|_| PictureFault::Unreadable)?)?.into_bytes(),
        PictureKind::Png | PictureKind::Jpeg => {
            let (width, height) = size(kind, bytes).ok_or(PictureFault::Unreadable)?;
            let good = |side| (1..=LONGEST_PX).contains(&side);
            if !good(width) || !good(height) {
                return Err(PictureFault::Size);
            }
            bytes.to_vec()
        }
    };
    Ok(Picture::File { kind, bytes })
}

/// A drawing written again from what is painted of it, its letters as shapes.
fn drawn(svg: &str) -> Result<String, PictureFault> {
    // Texts that stand for other texts may grow without end.
    if svg.contains("<!ENTITY") {
        return Err(PictureFault::TooComplex);
    }
    let limits = ParsingOptions { allow_dtd: true, nodes_limit: 4 * SHAPES, ..ParsingOptions::default() };
    let xml = Document::parse_with_options(svg, limits).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => PictureFault::TooComplex,
        _ => PictureFault::Unreadable,
    })?;
    if Weights::new(&xml).and_then(|mut weights| weights.of(xml.root_element(), 0)).is_none() {
        return Err(PictureFault::TooComplex);
    }
    let embedded = AtomicBool::new(false);
    let refuse = || {
        embedded.store(true, Ordering::Relaxed);
        None
    };
    let options = png::options(ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| refuse()),
        resolve_string: Box::new(|_, _| refuse()),
    });
    let tree = Tree::from_xmltree(&xml, &options).map_err(|_| PictureFault::Unreadable)?;
    if embedded.load(Ordering::Relaxed) {
        return Err(PictureFault::Embedded);
    }
    let written = tree.to_string(&WriteOptions::default());
    if !tree.filters().is_empty() || !tree.patterns().is_empty() || written.len() > LARGEST {
        return Err(PictureFault::TooComplex);
    }
    Ok(written)
}

/// How many elements are worked through for an element when all that it refers to is followed. References within
/// references multiply: a few lines can ask for more than any computer does.
struct Weights<'a, 'input> {
    by_id: BTreeMap<&'a str, Node<'a, 'input>>,
    /// By the number of an element, its weight and how deep it goes; `None` while that is being computed.
    known: BTreeMap<u32, Option<(u32, u32)>>,
}

impl<'a, 'input> Weights<'a, 'input> {
    /// Of a drawing; `None` where its style sheets refer to more than colours.
    fn new(xml: &'a Document<'input>) -> Option<Self> {
        let elements = || xml.descendants().filter(Node::is_element);
        let by_id: BTreeMap<&str, Node<'_, '_>> =
            elements().filter_map(|node| Some((node.attribute("id")?, node))).collect();
        let colour = |id: &str| by_id.get(id).is_none_or(|node| node.tag_name().name().ends_with("Gradient"));
        let mut texts = elements().filter(|node| node.tag_name().name() == "style").filter_map(|node| node.text());
        let plain = texts.all(|text| references(text).all(colour));
        // Markers are painted at every corner of a line.
        let marked = elements().any(|node| node.tag_name().name() == "marker");
        (plain && !marked).then_some(Self { by_id, known: BTreeMap::new() })
    }

    /// Weight and depth of an element; `None` where it is too much, or comes back to itself.
    fn of(&mut self, node: Node<'a, 'input>, above: u32) -> Option<(u32, u32)> {
        let number = node.id().get();
        if let Some(known) = self.known.get(&number) {
            return *known;
        }
        if above > DEEPEST {
            return None;
        }
        self.known.insert(number, None);
        let (mut sum, mut deep) = (1_u32, 0);
        let linked = node.attributes().filter(|one| one.name() == "href");
        let linked = linked.filter_map(|one| one.value().trim().strip_prefix('#'));
        let painted = node.attributes().flat_map(|one| references(one.value()));
        let targets: Vec<_> = linked.chain(painted).filter_map(|id| self.by_id.get(id).copied()).collect();
        for next in node.children().filter(Node::is_element).chain(targets) {
            let (weight, depth) = self.of(next, above + 1)?;
            sum = sum.checked_add(weight).filter(|sum| *sum <= SHAPES)?;
            deep = deep.max(depth + 1);
        }
        let found = (deep <= DEEPEST).then_some((sum, deep));
        self.known.insert(number, found);
        found
    }
}

/// The ids in `url(#...)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    inside.filter_map(|inside| inside.trim().trim_matches(['"', '\'']).trim().strip_prefix('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Result<Picture, PictureFault> {
        let whole = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 90 90\">{inside}</svg>"
        );
        safe_picture(PictureKind::Svg, whole.as_bytes())
    }

    fn text(picture: Picture) -> String {
        let Picture::File { bytes, .. } = picture else { panic!("a file") };
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn of_a_drawing_only_what_is_painted_is_kept() {
        let hostile = "<script>alert(1)</script><style>@import url(http://jauh.example/a.css); .a{fill:red}</style>\
            <foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><iframe src=\"http://jauh.example\"/></body></foreignObject>\
            <a xlink:href=\"javascript:alert(1)\"><rect class=\"a\" onclick=\"alert(1)\" width=\"9\" height=\"9\"/></a>\
            <use xlink:href=\"http://jauh.example/b.svg#x\"/><set attributeName=\"onload\" to=\"alert(1)\"/>\
            <text x=\"9\" y=\"50\" font-family=\"Times New Roman\">LAMBANG</text>";
        let kept = text(svg(hostile).unwrap());
        for word in ["script", "style", "foreign", "alert", "jauh", "href", "onclick", "<text"] {
            assert!(!kept.contains(word), "{word}: {kept}");
        }
        assert!(kept.contains("#ff0000"), "{kept}");
        assert!(kept.matches("<path").count() >= 2, "letters become shapes: {kept}");
        assert!(png::to_png(&kept, 90).is_ok());
    }

    #[test]
    fn bombs_and_pictures_within_are_refused() {
        let nested = |element: &str, attribute: &str| {
            let mut whole = String::new();
            for level in 0..9 {
                let shape = format!("<rect width=\"9\" height=\"9\" {attribute}=\"url(#a{})\"/>", level + 1);
                whole.push_str(&format!(
                    "<{element} id=\"a{level}\" width=\"9\" height=\"9\">{}</{element}>",
                    shape.repeat(10)
                ));
            }
            whole.push_str(&format!(
                "<{element} id=\"a9\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></{element}>"
            ));
            format!("<defs>{whole}</defs><rect width=\"9\" height=\"9\" {attribute}=\"url(#a0)\"/>")
        };
        assert_eq!(svg(&nested("mask", "mask")), Err(PictureFault::TooComplex));
        assert_eq!(svg(&nested("pattern", "fill")), Err(PictureFault::TooComplex));
        let blur = "<filter id=\"f\"><feMorphology radius=\"9999\"/></filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>";
        assert_eq!(svg(blur), Err(PictureFault::TooComplex));
        assert_eq!(svg("<image width=\"9\" height=\"9\" xlink:href=\"/etc/hostname\"/>"), Err(PictureFault::Embedded));
        let inner = "<image width=\"9\" height=\"9\" xlink:href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>";
        assert_eq!(svg(inner), Err(PictureFault::Embedded));
        let deep = |many: usize| {
            format!("{}<rect width=\"9\" height=\"9\"/>{}", "<g opacity=\"0.5\">".repeat(many), "</g>".repeat(many))
        };
        assert!(svg(&deep(150)).is_ok());
        assert_eq!(svg(&deep(900)), Err(PictureFault::TooComplex));
        assert!(svg(&deep(100_000)).is_err());
        let uses: String = (0..9)
            .map(|level| {
                format!("<g id=\"u{}\">{}</g>", level + 1, format!("<use xlink:href=\"#u{level}\"/>").repeat(10))
            })
            .collect();
        assert_eq!(svg(&format!("<rect id=\"u0\" width=\"9\" height=\"9\"/>{uses}")), Err(PictureFault::TooComplex));
        // Each names the one before it: read from the end, none of them is deep.
        let chain: String = (1..2000)
            .map(|at| format!("<mask id=\"c{at}\"><rect width=\"9\" height=\"9\" mask=\"url(#c{})\"/></mask>", at - 1))
            .collect();
        assert_eq!(
            svg(&format!("{chain}<rect width=\"9\" height=\"9\" mask=\"url(#c1999)\"/>")),
            Err(PictureFault::TooComplex)
        );
        let loop_of_two = "<g id=\"a\"><use xlink:href=\"#b\"/></g><g id=\"b\"><use xlink:href=\"#a\"/></g>";
        assert_eq!(svg(loop_of_two), Err(PictureFault::TooComplex));
        let by_style = format!("<style>rect {{ mask: url('#a0') }}</style>{}", nested("mask", "class"));
        assert_eq!(svg(&by_style), Err(PictureFault::TooComplex));
        let words = "<!DOCTYPE svg [<!ENTITY a \"aa\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
        assert_eq!(safe_picture(PictureKind::Svg, words.as_bytes()), Err(PictureFault::TooComplex));
    }

    #[test]
    fn pictures_of_pixels_have_a_size() {
        let png = |width: u32, height: u32| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend(width.to_be_bytes().into_iter().chain(height.to_be_bytes()));
            safe_picture(PictureKind::Png, &bytes).map(|_| ())
        };
        assert_eq!(png(5000, 1), Ok(()));
        assert_eq!(png(5001, 1), Err(PictureFault::Size));
        assert_eq!(png(5, 0), Err(PictureFault::Size));
        assert_eq!(safe_picture(PictureKind::Jpeg, b"\xff\xd8\xff\xe0").map(|_| ()), Err(PictureFault::Unreadable));
    }
}
