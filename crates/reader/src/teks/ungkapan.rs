//! What a line of a text file is, and its text without marks.

/// What a line is.
pub(super) enum Kind<'l> {
    /// Nothing but white space.
    Empty,
    /// `# text`
    Heading(u8, &'l str),
    /// Cells between tabs or pipes.
    TableRow(Vec<&'l str>),
    /// `|---|---|`
    TableRule,
    /// `$$...$$`, and whether it ends on the line.
    Formula(&'l str, bool),
    /// `- text`, `1. text`, `a) text`
    Item(&'l str),
    /// Anything else.
    Text(&'l str),
}

/// What a line is, by its form alone.
pub(super) fn classify(line: &str) -> Kind<'_> {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return if line.contains('\t') && line.len() > 1 {
            Kind::TableRow(line.split('\t').collect())
        } else {
            Kind::Empty
        };
    }
    if let Some(rest) = trimmed.strip_prefix("$$") {
        let inside = rest.strip_suffix('$').unwrap_or(rest);
        return match inside.rfind("$$").or_else(|| rest.ends_with("$$").then(|| rest.len() - 2)) {
            Some(end) if rest.ends_with('$') || rest.get(end..).is_some_and(|tail| tail.trim() == "$$") => {
                Kind::Formula(rest.get(..rest.find("$$").unwrap_or(end)).unwrap_or(rest), true)
            }
            _ => Kind::Formula(rest, false),
        };
    }
    let hashes = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && trimmed.get(hashes..).is_some_and(|rest| rest.starts_with([' ', '*'])) {
        return Kind::Heading(u8::try_from(hashes).unwrap_or(6), trimmed.get(hashes..).unwrap_or_default());
    }
    if let Some(inside) = trimmed.strip_prefix('|') {
        let inside = inside.strip_suffix('|').unwrap_or(inside);
        if inside.chars().all(|character| matches!(character, '-' | ':' | '|' | ' ' | '+')) {
            return Kind::TableRule;
        }
        return Kind::TableRow(inside.split('|').collect());
    }
    if trimmed.starts_with('+') && trimmed.chars().all(|character| matches!(character, '+' | '-' | '=')) {
        return Kind::TableRule;
    }
    if line.contains('\t') {
        return Kind::TableRow(line.split('\t').collect());
    }
    match item(trimmed) {
        Some(text) => Kind::Item(text),
        None => Kind::Text(line),
    }
}

/// The text of a list item; its number stays with it, only a bullet is dropped.
fn item(line: &str) -> Option<&str> {
    for bullet in ["- ", "* ", "• ", "– "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return Some(rest.trim_start());
        }
    }
    let marker = line.split_whitespace().next()?;
    let name = marker.strip_suffix(['.', ')'])?;
    let number = !name.is_empty() && name.len() <= 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    ((number || letter) && line.len() > marker.len()).then_some(line)
}

/// Text without marks of emphasis, HTML tags and entities, white space folded.
pub(super) fn clean(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    // Where the next '>' stands, counted from the end of the text: it is looked for once, however many '<' stand before.
    let mut next_end: Option<usize> = None;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        if next_end.is_none_or(|end| end > tag.len()) {
            let Some(end) = tag.find('>') else {
                rest = tag;
                break;
            };
            next_end = Some(tag.len() - end);
        }
        let end = next_end.map(|end| tag.len() - end);
        match end.filter(|end| tag.get(1..*end).is_some_and(is_tag)) {
            Some(end) => {
                if tag.get(1..end).is_some_and(|name| name.trim_end_matches('/').trim().eq_ignore_ascii_case("br")) {
                    plain.push(' ');
                }
                rest = tag.get(end + 1..).unwrap_or_default();
            }
            None => {
                plain.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    let plain = plain.replace("**", "").replace("\\_", "_").replace("\\.", ".");
    let plain = plain.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let plain = without_italics(&plain);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_tag(name: &str) -> bool {
    // The name of a tag stands at its beginning.
    let name = name.get(..64).unwrap_or(name);
    let name = name.trim_start_matches('/').trim_end_matches('/').trim();
    let word = name.split_whitespace().next().unwrap_or_default();
    !word.is_empty() && word.len() <= 10 && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Drops `*` that stand in pairs around a word; a lone `*` (a product) stays.
fn without_italics(text: &str) -> String {
    let marks = text.matches('*').count();
    if marks == 0 || marks % 2 == 1 || text.contains(" * ") { text.to_string() } else { text.replace('*', "") }
}

/// True where the whole text of a cell is marked bold.
pub(super) fn is_bold(text: &str) -> bool {
    let text = text.trim();
    (text.len() > 4 && text.starts_with("**") && text.ends_with("**"))
        || (text.starts_with("<b>") && text.ends_with("</b>"))
        || (text.starts_with("<strong>") && text.ends_with("</strong>"))
}
