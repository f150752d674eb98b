//! Signs of symbol fonts as the letters that people see.

/// True for a font whose letters are pictures.
pub(super) fn is_symbol_font(font: &str) -> bool {
    ["wingdings", "symbol", "webdings"].iter().any(|name| font.to_lowercase().starts_with(name))
}

/// True for a sign that has a meaning only in a symbol font.
pub(super) fn is_private(sign: char) -> bool {
    ('\u{f000}'..='\u{f0ff}').contains(&sign)
}

/// The sign that people see; `None` for a picture without a meaning in text.
pub(super) fn sign(font: &str, sign: char) -> Option<char> {
    let font = font.to_lowercase();
    let code = match u32::from(sign) {
        code @ 0xf000..=0xf0ff => code - 0xf000,
        code @ 0..=0xff if is_symbol_font(&font) => code,
        _ => return Some(sign),
    };
    if char::from_u32(code).is_some_and(char::is_whitespace) {
        return Some(' ');
    }
    match (font.as_str(), code) {
        ("symbol", 0xd6) => Some('√'),
        ("symbol", 0xb4) => Some('×'),
        ("symbol", 0xb8) => Some('÷'),
        ("symbol", 0xb7) => Some('•'),
        ("symbol", 0xa3) => Some('≤'),
        ("symbol", 0xb3) => Some('≥'),
        ("symbol", 0xb1) => Some('±'),
        ("symbol", 0x2d) => Some('-'),
        ("symbol", 0x20..=0x40) => char::from_u32(code),
        ("symbol", _) => None,
        ("wingdings 2", 0x50 | 0x52 | 0x56) => Some('√'),
        ("wingdings 2", 0x4f | 0x51 | 0x53 | 0x54) => Some('✗'),
        ("wingdings 2", 0xa3 | 0x30 | 0x2a) => Some('☐'),
        ("wingdings 2" | "wingdings 3" | "webdings", 0x61) if font == "webdings" => Some('√'),
        ("wingdings 2" | "wingdings 3" | "webdings", _) => None,
        (_, 0xfc | 0xfe) => Some('√'),
        (_, 0xfb | 0xfd | 0x78) => Some('✗'),
        (_, 0xa8 | 0x6f | 0x71 | 0x72) => Some('☐'),
        (_, 0x6c | 0x9f | 0xa7 | 0x6e) => Some('•'),
        _ => None,
    }
}
