//! One HTML file that holds all it needs, or the body of it for a page that shows a preview.
//!
//! Nothing is set by `style` attributes, so that the fragment also shows under a strict content security policy;
//! ids made here contain a full stop, which no id of a document does.

mod escape;
mod math;
mod picture;
mod table;
#[cfg(test)]
mod tests;

pub use self::math::math;
pub use self::picture::picture;

use self::escape::{css_string, escape};
use crate::outline::{caption_label, entries};
use crate::plain::{missing_text, note_text};
use crate::{
    Block, Caption, ContentsKind, Document, Heading, Inline, List, ListStyle, Orientation, Paragraph, ParagraphStyle,
    Run, SignatureBlock,
};

/// The file: shows and prints without any other file.
pub fn render(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut head = String::from(
        "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    );
    head.push_str(&format!("<title>{}</title>\n", escape(&metadata.title)));
    let (year, month, day) = metadata.date;
    for (name, content) in [
        ("author", metadata.author.clone()),
        ("description", metadata.subject.clone()),
        ("keywords", metadata.keywords.join(", ")),
        ("date", format!("{year:04}-{month:02}-{day:02}")),
    ] {
        if !content.is_empty() {
            head.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", escape(&content)));
        }
    }
    format!(
        "{head}<style>\n{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
        style(document),
        render_fragment(document)
    )
}

/// The style of the document; every selector starts at the class `document`. A page that shows a fragment adds it.
pub fn style(document: &Document) -> String {
    let (width, height) = document.page.paper.size_mm();
    let (top, right, bottom, left) = document.page.margins_mm;
    let mut page =
        format!("@bottom-left{{content:{}}}@bottom-right{{content:counter(page)}}", css_string(&document.footer));
    if let Some(notice) = &document.page_notice {
        page.push_str(&format!("@top-center{{content:{}}}", css_string(notice)));
    }
    let mut style = String::from(include_str!("html/style.css"));
    style.push_str("@page{font:9pt \"Liberation Sans\",Arial,Helvetica,sans-serif}\n");
    style
        .push_str(&format!("@page{{size:{width}mm {height}mm;margin:{top}mm {right}mm {bottom}mm {left}mm;{page}}}\n"));
    // The binding stays at the same edge of the sheet: a page turned on its side has it at the top.
    style.push_str(&format!(
        "@page landscape{{size:{height}mm {width}mm;margin:{left}mm {top}mm {right}mm {bottom}mm;{page}}}\n"
    ));
    for percent in 1..=100 {
        style.push_str(&format!(".document .w{percent}{{width:{percent}%}}\n"));
    }
    style
}

/// What stands in the body of the file.
pub fn render_fragment(document: &Document) -> String {
    let mut writer = Writer { document, html: String::new(), footnotes: Vec::new(), letterheads: 0, depth: 0 };
    writer.push("<article class=\"document\">\n");
    if let Some(notice) = &document.page_notice {
        writer.push(&format!("<p class=\"page-notice\">{}</p>\n", escape(notice)));
    }
    if let Some(watermark) = &document.watermark {
        writer.push(&format!("<p class=\"watermark\">{}</p>\n", escape(watermark)));
    }
    writer.push("<div class=\"pages\">\n");
    writer.blocks(&document.blocks);
    writer.push("</div>\n");
    writer.footnote_section();
    if !document.footer.is_empty() {
        writer.push(&format!("<footer class=\"page-footer\">{}</footer>\n", escape(&document.footer)));
    }
    writer.push("</article>\n");
    writer.html
}

struct Writer<'a> {
    document: &'a Document,
    html: String,
    /// The footnotes met so far, as HTML.
    footnotes: Vec<String>,
    /// Letterheads with a logo met so far.
    letterheads: usize,
    /// Parts and lists around the block in hand; pages can only be turned outside of them.
    depth: usize,
}

impl Writer<'_> {
    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Equation(equation) => {
                self.push(&format!(
                    "<div class=\"equation\" role=\"group\" tabindex=\"0\" aria-label=\"Rumus\">{}</div>\n",
                    math(equation)
                ));
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Signature(signature) => self.signature(signature),
            Block::Letterhead(letterhead) => self.letterhead(letterhead),
            Block::Contents(kind) => self.contents(*kind),
            Block::Note(note) => {
                self.push(&format!("<p class=\"note\" role=\"note\">{}</p>\n", escape(&note_text(&note.text))));
            }
            Block::Part(part) => {
                self.push(&format!("<div class=\"part\" data-id=\"{}\">\n", escape(&part.id)));
                self.depth += 1;
                self.blocks(&part.blocks);
                self.depth -= 1;
                self.push("</div>\n");
            }
            Block::PageBreak => self.push("<hr class=\"page-break\">\n"),
            Block::Orientation(_) if self.depth > 0 => self.push("<hr class=\"page-break\">\n"),
            Block::Orientation(Orientation::Portrait) => self.push("</div>\n<div class=\"pages\">\n"),
            Block::Orientation(Orientation::Landscape) => self.push("</div>\n<div class=\"pages landscape\">\n"),
            Block::Space(tenths) => {
                let lines = usize::from(tenths.div_ceil(10));
                self.push(&format!("<div class=\"space\" aria-hidden=\"true\">{}</div>\n", "<br>".repeat(lines)));
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 6);
        let class = if heading.centered { " class=\"centered\"" } else { "" };
        let between = if heading.centered { "<br>" } else { " " };
        let number = heading
            .number
            .as_ref()
            .map(|number| format!("<span class=\"heading-number\">{}</span>{between}", escape(number)))
            .unwrap_or_default();
        self.push(&format!(
            "<h{level} id=\"{}\"{class}>{number}{}</h{level}>\n",
            escape(&heading.id),
            escape(&heading.text)
        ));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = match paragraph.style {
            ParagraphStyle::Body => "body",
            ParagraphStyle::Plain => "plain",
            ParagraphStyle::Centered => "centered",
            ParagraphStyle::Right => "right",
            ParagraphStyle::Title => "title",
            ParagraphStyle::Subtitle => "subtitle",
            ParagraphStyle::Quote => "quote",
            ParagraphStyle::Small => "small",
        };
        let keep = if paragraph.keep_with_next { " keep" } else { "" };
        self.push(&format!("<p class=\"{class}{keep}\">"));
        self.inlines(&paragraph.content);
        self.push("</p>\n");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Run(run) => self.push(&run_html(run)),
                Inline::Figure(figure) => self.push(&format!(
                    "<span class=\"figure\" data-id=\"{}\">{}</span>",
                    escape(&figure.id),
                    escape(&figure.text)
                )),
                Inline::Missing(what) => {
                    self.push(&format!("<mark class=\"missing\">{}</mark>", escape(&missing_text(what))));
                }
                Inline::Footnote(note) => {
                    // A note inside a note is numbered after it.
                    let number = self.footnotes.len() + 1;
                    self.footnotes.push(String::new());
                    self.push(&format!(
                        "<sup><a id=\"footnote.mark.{number}\" href=\"#footnote.{number}\" \
                         aria-label=\"Catatan kaki {number}\">{number}</a></sup>"
                    ));
                    let before = std::mem::take(&mut self.html);
                    self.inlines(note);
                    let text = std::mem::replace(&mut self.html, before);
                    if let Some(place) = self.footnotes.get_mut(number - 1) {
                        *place = text;
                    }
                }
                Inline::LineBreak => self.push("<br>\n"),
            }
        }
    }

    fn list(&mut self, list: &List) {
        let (name, kind) = match list.style {
            ListStyle::Decimal => ("ol", " type=\"1\""),
            ListStyle::LowerAlpha => ("ol", " type=\"a\""),
            ListStyle::UpperAlpha => ("ol", " type=\"A\""),
            ListStyle::DecimalParenthesis => ("ol", " class=\"parenthesis\""),
            ListStyle::Bullet => ("ul", ""),
        };
        let start = if list.start == 1 || name == "ul" { String::new() } else { format!(" start=\"{}\"", list.start) };
        self.push(&format!("<{name}{kind}{start}>\n"));
        self.depth += 1;
        for item in &list.items {
            self.push("<li>");
            self.blocks(item);
            self.push("</li>\n");
        }
        self.depth -= 1;
        self.push(&format!("</{name}>\n"));
    }

    fn signature(&mut self, signature: &SignatureBlock) {
        let class = if signature.signatories.len() == 1 { "signature single" } else { "signature" };
        self.push(&format!("<div class=\"{class}\">"));
        for signatory in &signature.signatories {
            let lines = |lines: &[String]| lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("<br>");
            self.push(&format!(
                "<div class=\"signatory\"><p class=\"above\">{}</p><p class=\"name\">{}</p><p>{}</p></div>",
                lines(&signatory.above),
                escape(&signatory.name),
                lines(&signatory.below)
            ));
        }
        self.push("</div>\n");
    }

    fn contents(&mut self, kind: ContentsKind) {
        let label = match kind {
            ContentsKind::Headings => "Daftar isi",
            ContentsKind::Tables => "Daftar tabel",
            ContentsKind::Figures => "Daftar gambar",
        };
        self.push(&format!("<nav class=\"contents\" aria-label=\"{label}\"><ul>\n"));
        for entry in entries(&self.document.blocks, kind) {
            self.push(&format!(
                "<li class=\"level{}\"><a href=\"#{}\">{}</a></li>\n",
                entry.level.clamp(1, 3),
                escape(&entry.id),
                escape(&entry.text)
            ));
        }
        self.push("</ul></nav>\n");
    }

    fn footnote_section(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.push("<section class=\"footnotes\" aria-label=\"Catatan kaki\"><ol>\n");
        for (index, note) in std::mem::take(&mut self.footnotes).iter().enumerate() {
            let number = index + 1;
            self.push(&format!(
                "<li id=\"footnote.{number}\">{note} <a href=\"#footnote.mark.{number}\" \
                 aria-label=\"Kembali ke teks\">↩</a></li>\n"
            ));
        }
        self.push("</ol></section>\n");
    }
}

fn run_html(run: &Run) -> String {
    let mut html = escape(&run.text);
    for (set, name) in [(run.underline, "u"), (run.italic, "em"), (run.bold, "strong")] {
        if set {
            html = format!("<{name}>{html}</{name}>");
        }
    }
    html
}

/// A caption with its label set off.
fn caption(caption: &Caption) -> String {
    format!("<span class=\"label\">{}</span> {}", escape(&caption_label(caption)), escape(&caption.text))
}
