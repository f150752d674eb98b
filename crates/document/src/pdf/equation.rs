//! Equations for the template, with long words wrapped so that a line fits the page.

use serde_json::{Value as Json, json};

use super::data::{Length, printable};
use crate::Equation;
use crate::drawing::text::Font;

/// The letters of an equation.
const WORDS: Font = Font { size: 1050, bold: false };

/// An equation in a place of this width.
pub(super) fn equation(equation: &Equation, width: Length) -> Json {
    // The widest pieces are wrapped first; a line of many short pieces may still be too long.
    let room = [width, width / 2, width * 2 / 5, width / 3, width / 4, width / 5]
        .into_iter()
        .find(|room| line_width(equation, *room) <= width)
        .unwrap_or(width / 6);
    let alt = match spoken(equation) {
        alt if alt.trim().is_empty() => "Rumus".into(),
        alt => alt,
    };
    json!({ "alt": printable(&alt), "body": piece(equation, room, &mut false) })
}

/// `marked` tells whether the line has its place of alignment, the first `=`.
fn piece(equation: &Equation, room: Length, marked: &mut bool) -> Json {
    match equation {
        Equation::Text(text) => {
            let text = WORDS.breakable(&printable(text), room);
            if WORDS.width(&text) > room {
                // Tenths of a millimetre; a hundredth of a point is 0,003528 mm.
                json!({ "text": text, "room": wrapped_width(&text, room) * 3528 / 100_000 + 5 })
            } else {
                json!({ "text": text })
            }
        }
        Equation::Operator(operator) => {
            let mark = operator == "=" && !*marked;
            *marked |= mark;
            json!({ "operator": printable(operator), "mark": mark })
        }
        Equation::Fraction(over, under) => json!({
            "over": piece(over, room, &mut true),
            "under": piece(under, room, &mut true),
        }),
        Equation::Parentheses(inside) => json!({ "inside": piece(inside, room, &mut true) }),
        Equation::Row(pieces) => {
            json!({ "row": pieces.iter().map(|one| piece(one, room, marked)).collect::<Vec<_>>() })
        }
        Equation::Lines(lines) => {
            json!({ "lines": lines.iter().map(|line| piece(line, room, &mut false)).collect::<Vec<_>>() })
        }
    }
}

/// Width of the longest line of wrapped text.
fn wrapped_width(text: &str, room: Length) -> Length {
    WORDS.wrap(text, room).iter().map(|line| WORDS.width(line)).max().unwrap_or(room)
}

/// Width of the widest line when no words are wider than their room. Lines are aligned at their first `=`, so the
/// widest left side and the widest right side count together.
fn line_width(equation: &Equation, room: Length) -> Length {
    match equation {
        Equation::Lines(lines) => {
            let sides: Vec<_> = lines.iter().map(|line| sides(line, room)).collect();
            sides.iter().map(|side| side.0).max().unwrap_or(0) + sides.iter().map(|side| side.1).max().unwrap_or(0)
        }
        other => piece_width(other, room),
    }
}

fn sides(line: &Equation, room: Length) -> (Length, Length) {
    let Equation::Row(pieces) = line else { return (0, piece_width(line, room)) };
    let is_mark = |piece: &Equation| matches!(piece, Equation::Operator(operator) if operator == "=");
    let mark = pieces.iter().position(is_mark).unwrap_or(0);
    let (left, right) = pieces.split_at(mark);
    let width = |pieces: &[Equation]| pieces.iter().map(|piece| piece_width(piece, room)).sum();
    (width(left), width(right))
}

fn piece_width(equation: &Equation, room: Length) -> Length {
    match equation {
        Equation::Text(text) => {
            let text = printable(text);
            if WORDS.width(&text) > room { wrapped_width(&text, room) } else { WORDS.width(&text) }
        }
        Equation::Operator(operator) => WORDS.width(operator) + WORDS.size * 3 / 5,
        Equation::Fraction(over, under) => piece_width(over, room).max(piece_width(under, room)) + WORDS.size / 2,
        Equation::Parentheses(inside) => piece_width(inside, room) + WORDS.size,
        Equation::Row(pieces) => pieces.iter().map(|piece| piece_width(piece, room)).sum(),
        Equation::Lines(_) => line_width(equation, room),
    }
}

/// The equation in words, for those who cannot see it.
fn spoken(equation: &Equation) -> String {
    let join = |pieces: &[Equation], between: &str| pieces.iter().map(spoken).collect::<Vec<_>>().join(between);
    match equation {
        Equation::Text(text) => text.clone(),
        Equation::Operator(operator) => operator.clone(),
        Equation::Fraction(over, under) => format!("{} dibagi {}", spoken(over), spoken(under)),
        Equation::Parentheses(inside) => format!("({})", spoken(inside)),
        Equation::Row(pieces) => join(pieces, " "),
        Equation::Lines(lines) => join(lines, "; "),
    }
}
