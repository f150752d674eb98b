//! Plain text of 100 columns: what is printed on a terminal and what tests of content compare.

mod equation;
mod table;
mod wrap;

pub(crate) use self::equation::line as equation_line;
use rust_decimal::Decimal;

use self::wrap::{pad, width, wrap};
use crate::outline::{caption_text, entries, marker};
use crate::plain::{PlainText, note_text};
use crate::{
    Align, BarChart, Block, Cell, Column, Document, Figure, Heading, Letterhead, List, NumberFormat, Paragraph,
    ParagraphStyle, Picture, Row, RowKind, SignatureBlock, Table, TreeDiagram, TreeNode, Value,
};

/// Columns of a page.
const COLUMNS: usize = 100;
/// Columns by which quotations are narrower on each side.
const QUOTE_MARGIN: usize = 10;
/// Empty lines that leave room for a signature.
const SIGNATURE_ROOM: usize = 3;

/// The document as plain UTF-8 text; the same document gives the same text.
pub fn render(document: &Document) -> String {
    let mut writer = Writer { document, plain: PlainText::default() };
    let head = document.page_notice.iter().chain(&document.watermark);
    let mut lines: Vec<String> = head.map(|line| pad(line, COLUMNS, Align::Center)).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(writer.blocks(&document.blocks, COLUMNS, true));
    let mut text = String::new();
    for line in lines {
        // A terminal obeys control characters.
        text.extend(line.trim_end().chars().filter(|letter| !letter.is_control()));
        text.push('\n');
    }
    text
}

struct Writer<'a> {
    document: &'a Document,
    /// Numbers the footnotes through the document; those of a block are listed at its end.
    plain: PlainText,
}

impl Writer<'_> {
    /// The lines of some blocks, with an empty line between two of them where `apart`.
    fn blocks(&mut self, blocks: &[Block], columns: usize, apart: bool) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for block in blocks {
            let new = self.block(block, columns);
            if apart && !lines.is_empty() && !new.is_empty() {
                lines.push(String::new());
            }
            lines.extend(new);
        }
        lines
    }

    fn block(&mut self, block: &Block, columns: usize) -> Vec<String> {
        let mut lines = match block {
            Block::Heading(heading) => heading_lines(heading, columns),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, columns),
            Block::List(list) => self.list(list, columns),
            Block::Table(table) => self.table(table, columns),
            Block::Equation(equation) => {
                equation::lines(equation).iter().flat_map(|line| hang("    ", "        ", line, columns)).collect()
            }
            Block::Figure(figure) => figure_lines(figure, columns),
            Block::Signature(signature) => signature_lines(signature, columns),
            Block::Letterhead(letterhead) => letterhead_lines(letterhead, columns),
            Block::Contents(kind) => entries(&self.document.blocks, *kind)
                .iter()
                .flat_map(|entry| {
                    let indent = "  ".repeat(usize::from(entry.level.saturating_sub(1)));
                    hang(&indent, &format!("{indent}    "), &entry.text, columns)
                })
                .collect(),
            Block::Note(note) => wrap(&note_text(&note.text), columns),
            Block::Part(part) => self.blocks(&part.blocks, columns, true),
            Block::PageBreak | Block::Orientation(_) => vec!["─".repeat(columns)],
            Block::Space(_) => Vec::new(),
        };
        for (number, text) in self.plain.take_footnotes() {
            lines.extend(hang(&format!("  [{number}] "), "      ", &text, columns));
        }
        lines
    }

    fn paragraph(&mut self, paragraph: &Paragraph, columns: usize) -> Vec<String> {
        let text = self.plain.inlines(&paragraph.content);
        let (limit, align) = match paragraph.style {
            ParagraphStyle::Body | ParagraphStyle::Plain | ParagraphStyle::Small => (columns, Align::Left),
            ParagraphStyle::Centered | ParagraphStyle::Title | ParagraphStyle::Subtitle => (columns, Align::Center),
            ParagraphStyle::Right => (columns, Align::Right),
            ParagraphStyle::Quote => (columns.saturating_sub(2 * QUOTE_MARGIN), Align::Center),
        };
        wrap(&text, limit).iter().map(|line| pad(line, columns, align)).collect()
    }

    fn list(&mut self, list: &List, columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, item) in (list.start..).zip(&list.items) {
            let mark = format!("{} ", marker(list.style, number));
            let indent = " ".repeat(width(&mark));
            let content = self.blocks(item, columns.saturating_sub(width(&mark)), false);
            if content.is_empty() {
                lines.push(mark);
                continue;
            }
            for (index, line) in content.iter().enumerate() {
                lines.push(format!("{}{line}", if index == 0 { &mark } else { &indent }));
            }
        }
        lines
    }

    fn table(&mut self, table: &Table, columns: usize) -> Vec<String> {
        let mut lines = caption_lines(table.caption.as_ref(), columns);
        lines.extend(table::lines(table, columns, |cell| self.plain.inlines(&cell.content)));
        lines
    }
}

/// Wrapped text whose first line begins with one indent and whose other lines begin with another.
fn hang(first: &str, others: &str, text: &str, columns: usize) -> Vec<String> {
    let lead = text.chars().take_while(|letter| *letter == ' ').count();
    let lead = " ".repeat(lead);
    wrap(text, columns.saturating_sub(width(others).max(width(first)) + width(&lead)))
        .iter()
        .enumerate()
        .map(|(index, line)| format!("{}{lead}{line}", if index == 0 { first } else { others }))
        .collect()
}

fn heading_lines(heading: &Heading, columns: usize) -> Vec<String> {
    let (text, align) = match (&heading.number, heading.centered) {
        (Some(number), true) => (format!("{number}\n{}", heading.text), Align::Center),
        (_, centered) => (crate::outline::heading_text(heading), if centered { Align::Center } else { Align::Left }),
    };
    let mut lines = wrap(&text, columns);
    let longest = lines.iter().map(|line| width(line)).max().unwrap_or_default();
    match heading.level {
        1 => lines.push("=".repeat(longest)),
        2 => lines.push("-".repeat(longest)),
        _ => {}
    }
    lines.iter().map(|line| pad(line, columns, align)).collect()
}

fn caption_lines(caption: Option<&crate::Caption>, columns: usize) -> Vec<String> {
    let lines = caption.map(|caption| wrap(&caption_text(caption), columns)).unwrap_or_default();
    lines.iter().map(|line| pad(line, columns, Align::Center)).collect()
}

fn figure_lines(figure: &Figure, columns: usize) -> Vec<String> {
    let mut lines = match &figure.picture {
        Picture::File { .. } => wrap(&format!("(Gambar: {})", figure.alt), columns),
        Picture::Tree(tree) => tree_lines(tree, columns),
        Picture::Bars(chart) => {
            let mut plain = PlainText::default();
            table::lines(&chart_table(chart), columns, |cell| plain.inlines(&cell.content))
        }
    };
    lines.extend(caption_lines(figure.caption.as_ref(), columns));
    lines
}

/// Boxes as an outline; `┄` marks a box that somebody else owns.
fn tree_lines(tree: &TreeDiagram, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for root in &tree.roots {
        lines.extend(hang("", "    ", &node_text(root), columns));
        child_lines(root, "", columns, &mut lines);
    }
    lines
}

fn child_lines(node: &TreeNode, indent: &str, columns: usize, lines: &mut Vec<String>) {
    for (index, child) in node.children.iter().enumerate() {
        let last = index + 1 == node.children.len();
        let branch = if last { '└' } else { '├' };
        let stroke = if child.dashed { '┄' } else { '─' };
        let below = format!("{indent}{}", if last { "   " } else { "│  " });
        lines.extend(hang(&format!("{indent}{branch}{stroke} "), &format!("{below}  "), &node_text(child), columns));
        child_lines(child, &below, columns, lines);
    }
}

fn node_text(node: &TreeNode) -> String {
    let title = node.title.join(" ");
    if node.detail.is_empty() { title } else { format!("{title} ({})", node.detail.join("; ")) }
}

/// The figures of a bar chart as a table; what is absent is a dash.
fn chart_table(chart: &BarChart) -> Table {
    let unit = if chart.unit.is_empty() { String::new() } else { format!(" ({})", chart.unit) };
    let columns = std::iter::once(Column { weight: 2, align: Align::Left })
        .chain(chart.series.iter().map(|_| Column { weight: 1, align: Align::Right }))
        .collect();
    let head = std::iter::once(Cell::text(""))
        .chain(chart.series.iter().map(|series| Cell::text(format!("{series}{unit}"))))
        .collect();
    let number = |value: Decimal| {
        let format = NumberFormat::Plain(u8::try_from(value.scale()).unwrap_or_default());
        Cell::text(value.to_string().replace('.', ",")).with_value(Value::Number { value, format })
    };
    let body = chart.groups.iter().map(|group| Row {
        kind: RowKind::Body,
        cells: std::iter::once(Cell::text(group.label.clone()))
            .chain(group.values.iter().map(|value| value.map_or_else(|| Cell::text("-"), number)))
            .collect(),
    });
    Table {
        id: String::new(),
        caption: None,
        columns,
        header_rows: 1,
        rows: std::iter::once(Row { kind: RowKind::Header, cells: head }).chain(body).collect(),
        ruled: true,
    }
}

fn letterhead_lines(letterhead: &Letterhead, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = letterhead
        .names
        .iter()
        .chain(&letterhead.contacts)
        .flat_map(|line| wrap(line, columns))
        .map(|line| pad(&line, columns, Align::Center))
        .collect();
    lines.push("=".repeat(columns));
    lines
}

/// Signatories side by side, each centred in its half; a single one stands at the right.
fn signature_lines(signature: &SignatureBlock, columns: usize) -> Vec<String> {
    let count = signature.signatories.len().max(2);
    let field = (columns / count).max(3);
    let wrapped = |lines: &[String]| lines.iter().flat_map(|line| wrap(line, field - 2)).collect::<Vec<_>>();
    let above: Vec<Vec<String>> = signature.signatories.iter().map(|signatory| wrapped(&signatory.above)).collect();
    let name_line = above.iter().map(Vec::len).max().unwrap_or_default() + SIGNATURE_ROOM;
    let mut blocks: Vec<Vec<String>> = vec![Vec::new(); count - signature.signatories.len()];
    for (signatory, mut lines) in signature.signatories.iter().zip(above) {
        lines.resize(name_line, String::new());
        lines.extend(wrap(&signatory.name, field - 2));
        lines.extend(wrapped(&signatory.below));
        blocks.push(lines);
    }
    let height = blocks.iter().map(Vec::len).max().unwrap_or_default();
    (0..height)
        .map(|line| {
            let cells = blocks.iter().map(|block| block.get(line).map_or("", String::as_str));
            cells.map(|cell| pad(cell, field, Align::Center)).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests;
