//! The SVG text itself: boxes, lines and words at exact places.

use std::fmt::Write;

use super::text::{Font, clean};
use super::{Drawing, Length, WIDTH};
use crate::fonts;

/// Letters.
pub(super) const INK: &str = "#1f2933";
/// Quiet letters.
pub(super) const QUIET: &str = "#52606d";
/// Lines between boxes, and axes.
pub(super) const LINE: &str = "#7b8794";
/// Lines behind bars.
pub(super) const FAINT: &str = "#e1e5ea";
/// The one colour.
pub(super) const ACCENT: &str = "#1f5f8b";
/// A box at the top.
pub(super) const ACCENT_PALE: &str = "#e6eff5";
/// Any other box.
pub(super) const PAPER: &str = "#f7f8f9";

/// Where text stands beside its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A box: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub height: Length,
}

/// What is drawn so far.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    body: String,
}

impl Canvas {
    /// A box with a border.
    pub fn boxed(&mut self, rect: Rect, fill: &str, border: &str, dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"4 3\"" } else { "" };
        self.rect(rect, fill, &format!(" stroke=\"{border}\" stroke-width=\"0.9\"{dash} rx=\"2\""));
    }

    /// A box without a border.
    pub fn filled(&mut self, rect: Rect, fill: &str) {
        self.rect(rect, fill, "");
    }

    fn rect(&mut self, rect: Rect, fill: &str, more: &str) {
        let Rect { x, y, width, height } = rect;
        self.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"{more}/>\n",
            px(x),
            px(y),
            px(width),
            px(height)
        ));
    }

    /// What is drawn from here on leads somewhere, until [`Self::end_link`].
    pub fn begin_link(&mut self, target: &str) {
        self.push(format_args!("<a href=\"{}\">\n", escape(target).replace('"', "&quot;")));
    }

    /// Ends a link.
    pub fn end_link(&mut self) {
        self.push(format_args!("</a>\n"));
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(Length, Length)], colour: &str) {
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", px(*x), px(*y))).collect();
        self.push(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"0.9\"/>\n",
            path.join(" ")
        ));
    }

    /// One line of text; `y` is its base line.
    pub fn text(&mut self, (x, y): (Length, Length), anchor: Anchor, font: Font, colour: &str, text: &str) {
        self.words((x, y), anchor, font, colour, "", text);
    }

    /// One line of text that reads upwards from its place, its middle on `x`.
    pub fn text_upwards(&mut self, (x, y): (Length, Length), font: Font, colour: &str, text: &str) {
        let x = x + font.half_capital();
        let turn = format!(" transform=\"rotate(-90 {} {})\"", px(x), px(y));
        self.words((x, y), Anchor::Start, font, colour, &turn, text);
    }

    fn words(&mut self, (x, y): (Length, Length), anchor: Anchor, font: Font, colour: &str, more: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if font.bold { " font-weight=\"bold\"" } else { "" };
        self.push(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{colour}\"{weight}{anchor}{more}>{}</text>\n",
            px(x),
            px(y),
            px(font.size),
            escape(text)
        ));
    }

    fn push(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = self.body.write_fmt(what);
    }

    /// The drawing. What is wider than [`WIDTH`] is shown smaller, so that nothing is cut off.
    pub fn finish(self, width: Length, height: Length) -> Drawing {
        let (view_width, view_height) = (width.max(WIDTH), height.max(100));
        let whole = |length: Length| u32::try_from((length + 99) / 100).unwrap_or(1).max(1);
        let (width_px, height_px) = (whole(WIDTH), whole(view_height * WIDTH / view_width));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{width_px}\" \
             height=\"{height_px}\" font-family=\"'{}', Arial, Helvetica, sans-serif\">\n{}</svg>\n",
            px(view_width),
            px(view_height),
            fonts::FAMILY,
            self.body
        );
        Drawing { svg, width_px, height_px }
    }
}

/// A length as SVG writes it.
fn px(length: Length) -> String {
    let sign = if length < 0 { "-" } else { "" };
    let (whole, part) = (length.abs() / 100, length.abs() % 100);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:02}") }
}

fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
