//! Trees of boxes. Each set of siblings stands side by side, in several rows, or in an indented column, whichever
//! makes the drawing lowest; the letters keep their size.

mod plan;

use super::canvas::{ACCENT, ACCENT_PALE, Anchor, Canvas, INK, LINE, PAPER, QUIET, Rect};
use super::text::{Font, Words};
use super::{Drawing, Length, WIDTH};
use crate::{TreeDiagram, TreeNode};
use plan::Plan;

const TITLE: Font = Font { size: 1050, bold: true };
const DETAIL: Font = Font { size: 950, bold: false };
/// Between the border of a box and its text, at the sides.
const PAD_X: Length = 600;
/// Between the border of a box and its text, above and below.
const PAD_Y: Length = 500;
/// Between title and detail.
const PAD_BETWEEN: Length = 150;
/// The narrowest box.
const NARROW: Length = 8400;
/// A box widens for a long word up to here; a longer word is broken.
const WORD_LIMIT: Length = 15_000;
/// Widths of a box, the first that takes few lines.
const WIDTHS: [Length; 3] = [17_000, 23_000, 30_000];
/// What counts as few lines.
const FEW_LINES: usize = 4;
/// How far children in a column stand to the right of their parent.
const INDENT: Length = 1600;
/// Around the whole drawing, so that no border is cut.
const MARGIN: Length = 100;

/// A node with what its layout needs to know of it and of the nodes below.
struct Measured {
    title: Vec<Words>,
    detail: Vec<Words>,
    dashed: bool,
    link: String,
    /// The narrowest place that it fits.
    narrowest: Length,
    /// Leaves below, at least 1.
    leaves: Length,
    children: Vec<Measured>,
}

impl Measured {
    fn new(node: &TreeNode) -> Self {
        let children: Vec<Self> = node.children.iter().map(Self::new).collect();
        let words =
            |font: Font, lines: &[String]| -> Vec<Words> { lines.iter().map(|line| Words::new(font, line)).collect() };
        let (title, detail) = (words(TITLE, &node.title), words(DETAIL, &node.detail));
        let word = title.iter().chain(&detail).map(Words::widest).max().unwrap_or(0);
        let indent = if children.len() > 1 { INDENT } else { 0 };
        let below = children.iter().map(|child| child.narrowest + indent).max().unwrap_or(0);
        Self {
            title,
            detail,
            dashed: node.dashed,
            link: node.link.clone(),
            narrowest: (word + 2 * PAD_X).clamp(NARROW, WORD_LIMIT).max(below),
            leaves: children.iter().map(|child| child.leaves).sum::<Length>().max(1),
            children,
        }
    }
}

/// The text of a box, wrapped, and the size that it needs.
#[derive(Debug, Clone)]
struct Content {
    title: Vec<String>,
    detail: Vec<String>,
    dashed: bool,
    link: String,
    /// Distance from the root.
    level: usize,
    width: Length,
    height: Length,
}

impl Content {
    fn new(node: &Measured, room: Length, level: usize) -> Self {
        let room = room.max(NARROW);
        let mut content = Self::wrapped(node, room.min(WIDTHS[0]), level);
        for width in WIDTHS {
            if width > room || content.title.len() + content.detail.len() <= FEW_LINES {
                break;
            }
            content = Self::wrapped(node, width, level);
        }
        content
    }

    fn wrapped(node: &Measured, width: Length, level: usize) -> Self {
        let lines = |texts: &[Words]| texts.iter().flat_map(|words| words.wrap(width - 2 * PAD_X)).collect::<Vec<_>>();
        let (title, detail) = (lines(&node.title), lines(&node.detail));
        let between = if title.is_empty() || detail.is_empty() { 0 } else { PAD_BETWEEN };
        let height = 2 * PAD_Y
            + title.len().max(1) as Length * TITLE.line_height()
            + between
            + detail.len() as Length * DETAIL.line_height();
        Self { title, detail, dashed: node.dashed, link: node.link.clone(), level, width, height }
    }

    fn paint(&self, canvas: &mut Canvas, rect: Rect) {
        let (fill, border) = match (self.dashed, self.level == 0) {
            (true, _) => ("#ffffff", LINE),
            (false, true) => (ACCENT_PALE, ACCENT),
            (false, false) => (PAPER, LINE),
        };
        if !self.link.is_empty() {
            canvas.begin_link(&self.link);
        }
        canvas.boxed(rect, fill, border, self.dashed);
        let middle = rect.x + rect.width / 2;
        let mut y = rect.y + (rect.height - self.height) / 2 + PAD_Y;
        for (lines, font, colour) in [(&self.title, TITLE, INK), (&self.detail, DETAIL, QUIET)] {
            for line in lines {
                let base = y + font.line_height() / 2 + font.half_capital();
                canvas.text((middle, base), Anchor::Middle, font, colour, line);
                y += font.line_height();
            }
            if !lines.is_empty() {
                y += PAD_BETWEEN;
            }
        }
        if !self.link.is_empty() {
            canvas.end_link();
        }
    }
}

/// Draws a tree, in pieces where it would be higher than asked.
pub(super) fn draw(tree: &TreeDiagram, highest: Option<Length>) -> Vec<Drawing> {
    let roots: Vec<Measured> = tree.roots.iter().map(Measured::new).collect();
    let plan = Plan::forest(&roots, WIDTH - 2 * MARGIN);
    let width = plan.width + 2 * MARGIN;
    let place = ((WIDTH - width).max(0) / 2 + MARGIN, MARGIN);
    // A drawing that is too wide is shown smaller, so that more of it fits a piece.
    let highest = highest.map(|highest| highest * width.max(WIDTH) / WIDTH - 2 * MARGIN);
    let pieces = highest.map_or_else(|| vec![(0, plan.height)], |highest| plan.pieces(highest.max(MARGIN)));
    let draw = |(start, end): (Length, Length)| {
        let mut canvas = Canvas::default();
        plan.paint(&mut canvas, place, (start, end));
        canvas.finish(width, end - start + 2 * MARGIN)
    };
    pieces.into_iter().map(draw).collect()
}
