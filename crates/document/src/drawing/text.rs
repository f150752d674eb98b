//! Widths of text and its lines.

use std::sync::LazyLock;

use ttf_parser::Face;

use super::Length;
use crate::fonts;

/// How a line of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Font {
    /// Height of the letters.
    pub size: Length,
    /// Bold or upright.
    pub bold: bool,
}

static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(fonts::REGULAR, 0).ok());
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(fonts::BOLD, 0).ok());

/// Widths of the first letters, upright and bold, in units of the font: nearly all text is made of them.
static ADVANCES: LazyLock<[[Option<u16>; 128]; 2]> = LazyLock::new(|| {
    [&REGULAR, &BOLD]
        .map(|face| std::array::from_fn(|letter| advance(face.as_ref()?, char::from_u32(u32::try_from(letter).ok()?)?)))
});

fn advance(face: &Face<'_>, letter: char) -> Option<u16> {
    face.glyph_hor_advance(face.glyph_index(letter)?)
}

impl Font {
    /// From one line of text to the next.
    pub fn line_height(self) -> Length {
        self.size * 6 / 5
    }

    /// From the middle of the capitals to the base line.
    pub fn half_capital(self) -> Length {
        self.size * 36 / 100
    }

    /// Width of text on one line, without kerning, which only makes it narrower.
    pub fn width(self, text: &str) -> Length {
        text.chars().map(|letter| self.advance(letter)).sum()
    }

    fn advance(self, letter: char) -> Length {
        let face = if self.bold { &BOLD } else { &REGULAR };
        let known = usize::try_from(u32::from(letter)).ok();
        let known = known.and_then(|letter| ADVANCES.get(usize::from(self.bold)).and_then(|all| all.get(letter)));
        let measured = face.as_ref().and_then(|face| {
            let advance = known.copied().unwrap_or_else(|| advance(face, letter))?;
            let units = Length::from(face.units_per_em()).max(1);
            // Rounded up, since a box must suffice.
            Some((Length::from(advance) * self.size + units - 1) / units)
        });
        // A letter that the font lacks is drawn as a box about as wide as it is high.
        measured.unwrap_or(self.size)
    }

    /// Breaks text into lines no wider than `room`. A word that is too long is broken, at a hyphen or slash of its
    /// own where it has one.
    pub fn wrap(self, text: &str, room: Length) -> Vec<String> {
        Words::new(self, text).wrap(room)
    }

    /// The same text with places inside its too wide words where a line may end, unseen.
    pub fn breakable(self, text: &str, room: Length) -> String {
        if self.width(text) <= room {
            return text.into();
        }
        let fit = |word: &str| {
            if self.width(word) <= room { word.into() } else { self.pieces(word, room).join("\u{200b}") }
        };
        text.split(' ').map(fit).collect::<Vec<String>>().join(" ")
    }

    fn pieces(self, word: &str, room: Length) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        let mut used = 0;
        for letter in word.chars() {
            let width = self.advance(letter);
            if used + width > room && !piece.is_empty() {
                let kept = piece.rfind(['-', '/', '.', '_']).map(|at| at + 1).filter(|at| *at < piece.len());
                let rest = kept.map(|at| piece.split_off(at)).unwrap_or_default();
                pieces.push(std::mem::replace(&mut piece, rest));
                used = self.width(&piece);
            }
            piece.push(letter);
            used += width;
        }
        pieces.push(piece);
        pieces
    }
}

/// The words of a text with their widths, measured once to be wrapped at many widths.
#[derive(Debug, Clone)]
pub(super) struct Words {
    font: Font,
    space: Length,
    words: Vec<(String, Length)>,
}

impl Words {
    /// Only spaces part words; a percent sign stays with its number.
    pub fn new(font: Font, text: &str) -> Self {
        let text = clean(text).replace(" %", "\u{a0}%");
        let words = text.split(' ').filter(|word| !word.is_empty());
        let words = words.map(|word| (word.to_string(), font.width(word))).collect();
        Self { font, space: font.advance(' '), words }
    }

    /// Width of the widest word.
    pub fn widest(&self) -> Length {
        self.words.iter().map(|(_, width)| *width).max().unwrap_or(0)
    }

    /// Lines no wider than `room`.
    pub fn wrap(&self, room: Length) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut used = 0;
        for (word, width) in &self.words {
            if !line.is_empty() && used + self.space + width <= room {
                line.push(' ');
                line.push_str(word);
                used += self.space + width;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            if *width <= room {
                (line, used) = (word.clone(), *width);
            } else {
                let mut pieces = self.font.pieces(word, room);
                line = pieces.pop().unwrap_or_default();
                used = self.font.width(&line);
                lines.append(&mut pieces);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// Text without what XML, the fonts or the archival PDF cannot hold: a control character is a space, a letter that
/// the fonts lack an empty square.
pub(crate) fn clean(text: &str) -> String {
    // The fonts have all of these.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.into();
    }
    let known = |letter: char| {
        letter == '\u{200b}'
            || REGULAR.as_ref().is_some_and(|face| face.glyph_index(letter).is_some())
                && BOLD.as_ref().is_some_and(|face| face.glyph_index(letter).is_some())
    };
    text.chars()
        .filter(|letter| !matches!(letter, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'))
        .map(|letter| match letter {
            _ if letter.is_control() => ' ',
            '\u{2028}' | '\u{2029}' => ' ',
            _ if known(letter) => letter,
            _ => '\u{25a1}',
        })
        .collect()
}
