//! Equations as Office Math, editable as such.

use crate::Equation;

use super::body::Body;
use super::properties::ParagraphProperties;
use super::xml::Xml;

/// Words are broken into lines of about this many characters, since Office Math never breaks them: in a fraction,
const FRACTION_LINE: usize = 40;
/// and beside one. Both together and a "× 100 %" fit the width of an upright page.
const LINE: usize = 28;
/// Several pieces of words beside each other over or under a line share this many characters,
const FRACTION_ROW: usize = 54;
/// where a piece has more characters than this.
const SHORT_WORDS: usize = 12;

impl<'a> Body<'a> {
    /// An equation, a paragraph for each of its lines. A line that starts with an operator goes on under the
    /// operator of the line before: an invisible copy (phantom) of what stands to the left of that operator pushes
    /// it there. Office Math has alignment points too, but only Word heeds them.
    pub(super) fn equation(&mut self, equation: &'a Equation) {
        let lines = match equation {
            Equation::Lines(lines) => lines.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut left: &[Equation] = &[];
        for (index, line) in lines.iter().enumerate() {
            let pieces = match line {
                Equation::Row(pieces) => pieces.as_slice(),
                one => std::slice::from_ref(one),
            };
            let operator = pieces.iter().position(|piece| matches!(piece, Equation::Operator(_)));
            if operator != Some(0) {
                left = pieces.get(..operator.unwrap_or(0)).unwrap_or_default();
            }
            self.open_paragraph(ParagraphProperties {
                keep_next: index + 1 < lines.len(),
                ..ParagraphProperties::styled("Equation")
            });
            let xml = &mut self.xml;
            xml.open("m:oMathPara", &[]);
            xml.open("m:oMathParaPr", &[]);
            xml.empty("m:jc", &[("m:val", &"left")]);
            xml.close();
            xml.open("m:oMath", &[]);
            match pieces.split_first() {
                Some((Equation::Operator(operator), rest)) => {
                    phantom(xml, left);
                    // As words: LibreOffice knows no phantom and would miss the left side of the operator.
                    upright(xml, &format!(" {} ", operator.trim()));
                    rest.iter().for_each(|piece| write(xml, piece, LINE));
                }
                _ => pieces.iter().for_each(|piece| write(xml, piece, LINE)),
            }
            xml.close();
            xml.close();
            xml.close();
        }
    }
}

/// Takes the room of these pieces and shows nothing.
fn phantom(xml: &mut Xml, pieces: &[Equation]) {
    if pieces.is_empty() {
        return;
    }
    xml.open("m:phant", &[]);
    xml.open("m:phantPr", &[]);
    xml.empty("m:show", &[("m:val", &0)]);
    xml.close();
    xml.open("m:e", &[]);
    pieces.iter().for_each(|piece| write(xml, piece, LINE));
    xml.close();
    xml.close();
}

/// Words are broken into lines of `room` characters.
fn write(xml: &mut Xml, equation: &Equation, room: usize) {
    match equation {
        Equation::Text(text) => words(xml, text, room),
        Equation::Operator(operator) => symbol(xml, operator),
        Equation::Fraction(numerator, denominator) => {
            xml.open("m:f", &[]);
            argument(xml, "m:num", numerator, fraction_room(numerator));
            argument(xml, "m:den", denominator, fraction_room(denominator));
            xml.close();
        }
        Equation::Parentheses(inner) => {
            xml.open("m:d", &[]);
            argument(xml, "m:e", inner, room);
            xml.close();
        }
        Equation::Row(pieces) => pieces.iter().for_each(|piece| write(xml, piece, room)),
        Equation::Lines(lines) => {
            xml.open("m:eqArr", &[]);
            for line in lines {
                argument(xml, "m:e", line, room);
            }
            xml.close();
        }
    }
}

/// Characters that each line of words over or under the line of a fraction may have.
fn fraction_room(equation: &Equation) -> usize {
    let Equation::Row(pieces) = equation else { return FRACTION_LINE };
    let long = |piece: &&Equation| matches!(piece, Equation::Text(text) if text.chars().count() > SHORT_WORDS);
    let count = pieces.iter().filter(long).count().max(1);
    FRACTION_LINE.min(FRACTION_ROW / count).max(SHORT_WORDS)
}

fn argument(xml: &mut Xml, name: &'static str, equation: &Equation, room: usize) {
    xml.open(name, &[]);
    write(xml, equation, room);
    xml.close();
}

/// Upright words; several lines of them are an array, centred under each other.
fn words(xml: &mut Xml, text: &str, room: usize) {
    match lines(text, room).as_slice() {
        [] => {}
        [line] => upright(xml, line),
        several => {
            xml.open("m:eqArr", &[]);
            for line in several {
                xml.open("m:e", &[]);
                upright(xml, line);
                xml.close();
            }
            xml.close();
        }
    }
}

fn upright(xml: &mut Xml, text: &str) {
    xml.open("m:r", &[]);
    xml.open("m:rPr", &[]);
    xml.empty("m:nor", &[]);
    xml.close();
    xml.leaf("m:t", &[("xml:space", &"preserve")], text);
    xml.close();
}

fn symbol(xml: &mut Xml, text: &str) {
    xml.open("m:r", &[]);
    xml.open("m:rPr", &[]);
    xml.empty("m:sty", &[("m:val", &"p")]);
    xml.close();
    xml.open("w:rPr", &[]);
    let font = "Cambria Math";
    xml.empty("w:rFonts", &[("w:ascii", &font), ("w:hAnsi", &font)]);
    xml.close();
    xml.leaf("m:t", &[], text);
    xml.close();
}

/// Lines of about the same length, broken between words.
fn lines(text: &str, room: usize) -> Vec<String> {
    let length = text.chars().count();
    let count = length.div_ceil(room.max(1)).max(1);
    let target = length.div_ceil(count);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            // A word may go over the target by its half, so that no short rest is left over.
            Some(line) if line.chars().count() + 1 + word.chars().count() / 2 <= target => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

#[cfg(test)]
mod unit_tests {
    use super::{fraction_room, lines};
    use crate::Equation;

    #[test]
    fn pieces_beside_each_other_share_the_width() {
        let words = || Equation::Text("Jumlah desa yang tepat waktu".into());
        let plus = || Equation::Operator("+".into());
        let three = Equation::Row(vec![words(), plus(), words(), plus(), words()]);
        assert_eq!((fraction_room(&words()), fraction_room(&three)), (40, 18));
    }

    #[test]
    fn long_words_become_lines_of_like_length() {
        assert_eq!(lines("Jumlah desa", 34), ["Jumlah desa"]);
        assert_eq!(
            lines("Jumlah fasilitasi dan koordinasi penyelenggaraan pemerintahan desa yang ditindaklanjuti", 34),
            ["Jumlah fasilitasi dan koordinasi", "penyelenggaraan pemerintahan", "desa yang ditindaklanjuti"]
        );
    }
}
