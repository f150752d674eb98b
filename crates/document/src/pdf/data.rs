//! The document as data for the template: JSON values, and the pictures as files beside it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{cells, equation};
use crate::drawing::{self, text::Font};
use crate::outline::caption_text;
use crate::plain::{bound, missing_text};
use crate::{
    Block, Caption, ContentsKind, Document, Figure, Heading, Inline, Letterhead, List, ListStyle, Orientation,
    PageSetup, Paragraph, ParagraphStyle, Picture, PictureKind, RenderError, Signatory,
};

/// Hundredths of a point.
pub(super) type Length = i64;

/// The letters of the text, as wide as they come in headings and notes.
const WIDEST: Font = Font { size: 1300, bold: true };

/// What a document becomes before it is typeset.
pub(super) struct Prepared {
    /// Files by their virtual paths.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Labels in the typeset document, by the ids of headings, tables and figures. Labels are counted, not made
    /// from ids: the typesetter never forgets a label, so few must serve all documents.
    pub labels: BTreeMap<String, String>,
}

/// Prepares a document; one that is not to be finished shows no more than where things stand.
pub(super) fn prepare(document: &Document, finished: bool) -> Result<Prepared, RenderError> {
    let mut builder = Builder::new(&document.page);
    let sections: Vec<Json> = sections(&document.blocks)
        .into_iter()
        .map(|(orientation, blocks)| {
            let margins = builder.turn(&document.page, orientation);
            let blocks = builder.blocks(blocks);
            json!({ "landscape": orientation == Orientation::Landscape, "margins": margins, "blocks": blocks })
        })
        .collect();
    let metadata = &document.metadata;
    let (year, month, day) = metadata.date;
    let (width, height) = document.page.paper.size_mm();
    let title = if metadata.title.trim().is_empty() { "Dokumen" } else { &metadata.title };
    let data = json!({
        "finished": finished,
        "meta": {
            "title": printable(title),
            "author": printable(&metadata.author),
            "subject": printable(&metadata.subject),
            "keywords": metadata.keywords.iter().map(|word| printable(word)).collect::<Vec<_>>(),
            "date": calendar_date(year, month, day),
        },
        "page": [width, height],
        "notice": document.page_notice.as_deref().map(printable),
        "watermark": document.watermark.as_deref().map(|word| {
            let word = printable(word);
            json!({ "size": watermark_size(&word), "word": word })
        }),
        "footer": printable(&document.footer),
        "sections": sections,
    });
    let bytes = serde_json::to_vec(&data).map_err(|error| RenderError { cause: format!("data: {error}") })?;
    let mut files = builder.files;
    files.insert("/dokumen.json".into(), bytes);
    Ok(Prepared { files, labels: builder.labels })
}

/// The stretches of blocks between changes of orientation. Each makes a new page; an empty one is left out.
fn sections(blocks: &[Block]) -> Vec<(Orientation, &[Block])> {
    let mut orientation = Orientation::Portrait;
    let mut found = Vec::new();
    for stretch in blocks.split_inclusive(|block| matches!(block, Block::Orientation(_))) {
        let (next, content) = match stretch.split_last() {
            Some((Block::Orientation(next), content)) => (*next, content),
            _ => (orientation, stretch),
        };
        if !content.is_empty() {
            found.push((orientation, content));
        }
        orientation = next;
    }
    if found.is_empty() {
        found.push((orientation, blocks.get(..0).unwrap_or_default()));
    }
    found
}

/// A date that the calendar surely has.
fn calendar_date(year: i32, month: u8, day: u8) -> Json {
    let (year, month) = (year.clamp(1, 9999), month.clamp(1, 12));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    json!([year, month, day.clamp(1, last)])
}

/// Points, so that the word fills the diagonal of a page.
fn watermark_size(word: &str) -> Length {
    let width = Font { size: 100, bold: true }.width(word).max(1);
    (640 * 100 / width).clamp(12, 170)
}

/// Text without what the fonts or the archival format cannot hold: control characters are spaces, letters unknown
/// to the fonts an empty square. Amounts are held together.
pub(super) fn printable(text: &str) -> String {
    bound(&drawing::text::clean(text)).into_owned()
}

struct Builder {
    /// Width of the text.
    width: Length,
    /// Tenths of a millimetre that a picture may be high.
    highest: Length,
    files: BTreeMap<String, Vec<u8>>,
    labels: BTreeMap<String, String>,
    labels_made: usize,
    /// Level of the heading before, as tagged.
    level: u8,
}

impl Builder {
    fn new(page: &PageSetup) -> Self {
        let mut builder =
            Self { width: 0, highest: 0, files: BTreeMap::new(), labels: BTreeMap::new(), labels_made: 0, level: 0 };
        builder.turn(page, Orientation::Portrait);
        builder
    }

    /// Turns the page; its margins in millimetres: top, right, bottom, left. The binding edge stays: at the left of
    /// an upright page, at the top of one on its side.
    fn turn(&mut self, page: &PageSetup, orientation: Orientation) -> [u16; 4] {
        let (top, right, bottom, left) = page.margins_mm;
        let (width, height) = page.paper.size_mm();
        let (width, height, margins) = match orientation {
            Orientation::Portrait => (width, height, [top, right, bottom, left]),
            Orientation::Landscape => (height, width, [left, top, right, bottom]),
        };
        let [top, right, bottom, left] = margins.map(Length::from);
        self.width = points(Length::from(width) - left - right).max(points(20));
        // A caption of two lines has room below.
        self.highest = (Length::from(height) - top - bottom - 25).max(20) * 10;
        margins
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<Json> {
        let mut made = Vec::with_capacity(blocks.len());
        for block in blocks {
            made.push(match block {
                Block::Heading(heading) => json!(["heading", self.heading(heading)]),
                Block::Paragraph(paragraph) => json!(["paragraph", self.paragraph(paragraph)]),
                Block::List(list) if list.items.is_empty() => continue,
                Block::List(list) => json!(["list", self.list(list)]),
                Block::Table(table) => {
                    let mut json = cells::table(table, self.width);
                    if let Some(json) = json.as_object_mut() {
                        json.insert("label".into(), self.label(&table.id).into());
                        json.insert("caption".into(), caption(table.caption.as_ref()));
                    }
                    json!(["table", json])
                }
                Block::Equation(equation) => json!(["equation", equation::equation(equation, self.width)]),
                Block::Figure(figure) => json!(["figure", self.figure(figure)]),
                Block::Signature(signature) => {
                    made.extend(
                        signature
                            .signatories
                            .chunks(2)
                            .map(|pair| json!(["signature", pair.iter().map(signatory).collect::<Vec<_>>()])),
                    );
                    continue;
                }
                Block::Letterhead(letterhead) => json!(["letterhead", self.letterhead(letterhead)]),
                Block::Contents(kind) => json!([
                    "contents",
                    match kind {
                        ContentsKind::Headings => "headings",
                        ContentsKind::Tables => "tables",
                        ContentsKind::Figures => "figures",
                    }
                ]),
                Block::Note(note) => json!(["note", broken(&note.text, self.width - points(5))]),
                Block::Part(part) => {
                    made.extend(self.blocks(&part.blocks));
                    continue;
                }
                Block::PageBreak => json!(["break", null]),
                // Sections are cut at these; one inside a list or part can only be a new page.
                Block::Orientation(_) => json!(["break", null]),
                Block::Space(tenths) => json!(["space", tenths]),
            });
        }
        made
    }

    /// A label for an id. Of equal ids the first is the one that is found.
    fn label(&mut self, id: &str) -> String {
        self.labels_made += 1;
        let label = format!("b{}", self.labels_made);
        self.labels.entry(id.into()).or_insert_with(|| label.clone());
        label
    }

    fn heading(&mut self, heading: &Heading) -> Json {
        let level = heading.level.clamp(1, 6);
        // Tags and bookmarks may not skip a level on the way down.
        self.level = level.min(self.level + 1);
        json!({
            "label": self.label(&heading.id),
            "level": level,
            "tag": self.level,
            "number": heading.number.as_deref().map(printable),
            "text": broken(&heading.text, self.width),
            "centered": heading.centered,
        })
    }

    fn paragraph(&self, paragraph: &Paragraph) -> Json {
        let style = match paragraph.style {
            ParagraphStyle::Body => "body",
            ParagraphStyle::Plain => "plain",
            ParagraphStyle::Centered => "centered",
            ParagraphStyle::Right => "right",
            ParagraphStyle::Title => "title",
            ParagraphStyle::Subtitle => "subtitle",
            ParagraphStyle::Quote => "quote",
            ParagraphStyle::Small => "small",
        };
        let content = inlines(&paragraph.content, &|text, _| broken(text, self.width * 3 / 4));
        json!({ "style": style, "content": content, "keep": paragraph.keep_with_next })
    }

    fn list(&mut self, list: &List) -> Json {
        let style = match list.style {
            ListStyle::Decimal => "decimal",
            ListStyle::LowerAlpha => "lower",
            ListStyle::UpperAlpha => "upper",
            ListStyle::DecimalParenthesis => "parenthesis",
            ListStyle::Bullet => "bullet",
        };
        let width = self.width;
        self.width = (width - points(10)).max(points(20));
        let items: Vec<_> = list.items.iter().map(|item| self.blocks(item)).collect();
        self.width = width;
        json!({ "style": style, "start": list.start, "items": items })
    }

    fn figure(&mut self, figure: &Figure) -> Json {
        let caption_words = figure.caption.as_ref().map(caption_text).unwrap_or_default();
        let alt = [&figure.alt, &caption_words].into_iter().find(|text| !text.trim().is_empty());
        let alt = printable(alt.map_or("Gambar", String::as_str));
        let percent = figure.width_percent.clamp(1, 100);
        let mut pictures = self.pictures(&figure.picture, percent);
        let count = pictures.len();
        let pictures: Vec<_> = (1..)
            .zip(pictures.drain(..))
            .map(|(part, path)| {
                let alt = if count > 1 { format!("{alt} (bagian {part} dari {count})") } else { alt.clone() };
                (path, alt)
            })
            .collect();
        json!({
            "label": self.label(&figure.id),
            "caption": caption(figure.caption.as_ref()),
            "pictures": pictures,
            "percent": percent,
            "highest": self.highest,
        })
    }

    /// The files of a picture; a drawing too high for a page at this percentage of the width comes in pieces.
    fn pictures(&mut self, picture: &Picture, percent: u8) -> Vec<String> {
        if let Picture::File { kind, bytes } = picture {
            let ending = match kind {
                PictureKind::Png => "png",
                PictureKind::Jpeg => "jpg",
                PictureKind::Svg => "svg",
            };
            return vec![self.file(ending, bytes.clone())];
        }
        let width = self.width * Length::from(percent) / 100;
        let highest_px = drawing::WIDTH / 100 * points(self.highest) / 10 / width.max(1);
        let pieces = drawing::to_pieces(picture, u32::try_from(highest_px).unwrap_or(u32::MAX));
        pieces.into_iter().map(|drawing| self.file("svg", drawing.svg.into_bytes())).collect()
    }

    fn file(&mut self, ending: &str, bytes: Vec<u8>) -> String {
        let path = format!("/gambar-{}.{ending}", self.files.len());
        self.files.insert(path.clone(), bytes);
        path
    }

    fn letterhead(&mut self, letterhead: &Letterhead) -> Json {
        let logo = letterhead.logo.as_ref().and_then(|logo| self.pictures(logo, 10).into_iter().next());
        let alt = if letterhead.logo_alt.trim().is_empty() { "Lambang" } else { &letterhead.logo_alt };
        json!({
            "logo": logo,
            "alt": printable(alt),
            "names": strings(&letterhead.names),
            "contacts": strings(&letterhead.contacts),
        })
    }
}

fn signatory(signatory: &Signatory) -> Json {
    json!({
        "above": strings(&signatory.above),
        "name": printable(&signatory.name),
        "below": strings(&signatory.below),
    })
}

fn caption(caption: Option<&Caption>) -> Json {
    caption.map_or(Json::Null, |caption| printable(&caption_text(caption)).into())
}

fn strings(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| printable(line)).collect()
}

/// Inlines as the template reads them; `set` makes text (bold or not) fit its place.
pub(super) fn inlines(content: &[Inline], set: &dyn Fn(&str, bool) -> String) -> Vec<Json> {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Run(run) if run.bold || run.italic || run.underline => json!({
                "text": set(&run.text, run.bold),
                "bold": run.bold,
                "italic": run.italic,
                "underline": run.underline,
            }),
            Inline::Run(run) => set(&run.text, false).into(),
            Inline::Figure(figure) => set(&figure.text, false).into(),
            Inline::Missing(text) => json!({ "missing": set(&missing_text(text), false) }),
            Inline::Footnote(note) => json!({ "footnote": inlines(note, set) }),
            Inline::LineBreak => json!({ "break": true }),
        })
        .collect()
}

/// Text in which no word is wider than its room.
fn broken(text: &str, room: Length) -> String {
    WIDEST.breakable(&printable(text), room)
}

/// Millimetres as hundredths of a point.
pub(super) fn points(millimetres: Length) -> Length {
    millimetres * 28_346 / 100
}
