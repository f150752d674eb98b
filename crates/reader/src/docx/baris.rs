//! The text of a paragraph: runs, fields, links, symbols, formulas in the line, tracked changes in accepted view.

use super::{Element, Node, Piece, Stop, Walk, gaya, rumus, simbol};

/// What a paragraph says.
#[derive(Default)]
pub(super) struct Line {
    /// Its text, white space as it came.
    pub teks: String,
    /// Its style.
    pub style: Option<String>,
    /// Its own outline level, from 0.
    pub outline: Option<u8>,
    /// Its own list and level in it.
    pub list: Option<(String, usize)>,
    /// True where all of its text is bold.
    pub bold: bool,
    /// True where there is a formula and no other text.
    pub formula_only: bool,
    /// Blocks of text boxes that stand in it.
    pub boxes: Vec<Piece>,
    plain: bool,
    light: bool,
    formula: bool,
}

/// How a run looks, as far as its text depends on it.
#[derive(Default)]
struct Run {
    bold: Option<bool>,
    hidden: bool,
    font: String,
}

impl Walk<'_> {
    /// The text of the paragraph that was just opened.
    pub(super) fn line(&mut self) -> Result<Line, Stop> {
        let mut line = Line::default();
        self.inline(&mut line)?;
        // An instruction ends in its paragraph; one that was never closed does not swallow what comes after.
        while self.fields.last() == Some(&false) {
            self.fields.pop();
        }
        line.bold = line.plain && !line.light;
        line.formula_only = line.formula && !line.plain;
        Ok(line)
    }

    fn inline(&mut self, line: &mut Line) -> Result<(), Stop> {
        let mut chosen = false;
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "pPr" => self.properties(line)?,
                "r" => self.run(line)?,
                "hyperlink" | "ins" | "moveTo" | "sdt" | "sdtContent" | "smartTag" | "customXml" | "fldSimple"
                | "dir" | "bdo" | "AlternateContent" => self.inline(line)?,
                "Choice" if !chosen => {
                    chosen = true;
                    self.inline(line)?;
                }
                "Fallback" if !chosen => self.inline(line)?,
                "oMath" | "oMathPara" => {
                    let formula = rumus::read(&mut self.xml)?;
                    line.formula |= !formula.is_empty();
                    line.teks.push(' ');
                    line.teks.push_str(&formula);
                    line.teks.push(' ');
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn properties(&mut self, line: &mut Line) -> Result<(), Stop> {
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "pStyle" => line.style = element.get("val"),
                "outlineLvl" => line.outline = element.get("val").and_then(|level| level.parse().ok()),
                "numPr" => {
                    line.list = gaya::list(&mut self.xml)?;
                    continue;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn run(&mut self, line: &mut Line) -> Result<(), Stop> {
        let mut run = Run::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "rPr" => {
                    run = self.look()?;
                    continue;
                }
                "t" => {
                    let text = self.xml.text()?;
                    let text = if simbol::is_symbol_font(&run.font) || text.contains(simbol::is_private) {
                        text.chars().filter_map(|sign| simbol::sign(&run.font, sign)).collect()
                    } else {
                        text
                    };
                    self.add(line, &run, &text);
                    continue;
                }
                "tab" | "ptab" | "br" | "cr" => self.add(line, &run, " "),
                "noBreakHyphen" => self.add(line, &run, "-"),
                "sym" => {
                    let font = element.get("font").unwrap_or_default();
                    let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                    let sign = code.and_then(char::from_u32).and_then(|sign| simbol::sign(&font, sign));
                    self.add(line, &run, &sign.map(String::from).unwrap_or_default());
                }
                "fldChar" => match element.get("fldCharType").as_deref() {
                    Some("begin") => self.fields.push(false),
                    Some("separate") => {
                        if let Some(open) = self.fields.last_mut() {
                            *open = true;
                        }
                    }
                    Some("end") => drop(self.fields.pop()),
                    _ => {}
                },
                "footnoteReference" => self.refer("footnote", &element),
                "endnoteReference" => self.refer("endnote", &element),
                "drawing" | "pict" | "object" => {
                    self.pictures += 1;
                    self.boxes(&mut line.boxes)?;
                    continue;
                }
                "AlternateContent" => {
                    self.boxes(&mut line.boxes)?;
                    continue;
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn refer(&mut self, kind: &'static str, element: &Element<'_>) {
        if let Some(id) = element.get("id") {
            self.notes.push((kind, id, self.xml.paragraphs));
        }
    }

    fn look(&mut self) -> Result<Run, Stop> {
        let mut run = Run::default();
        while let Some(element) = self.xml.child()? {
            match element.name() {
                "b" => run.bold = Some(element.is_on()),
                "vanish" => run.hidden = element.is_on(),
                "rFonts" => run.font = element.get("ascii").or_else(|| element.get("hAnsi")).unwrap_or_default(),
                "rStyle" if run.bold.is_none() => {
                    run.bold = element.get("val").and_then(|style| self.gaya.of(Some(&style)).bold);
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(run)
    }

    fn add(&mut self, line: &mut Line, run: &Run, text: &str) {
        if run.hidden || self.fields.iter().any(|result| !result) {
            return;
        }
        line.teks.extend(text.chars().filter(|sign| !matches!(sign, '\u{ad}' | '\u{200b}' | '\u{feff}')));
        if !text.trim().is_empty() {
            line.plain = true;
            let inherited = || self.gaya.of(line.style.as_deref()).bold;
            line.light |= !run.bold.or_else(inherited).unwrap_or_default();
        }
    }

    /// The blocks of the text boxes inside the element that was just opened, wherever they stand in it. Of alternatives
    /// only the first is looked at: the others say the same for older programs.
    fn boxes(&mut self, into: &mut Vec<Piece>) -> Result<(), Stop> {
        let mut depth = 0_usize;
        let mut chosen: Vec<(usize, bool)> = Vec::new();
        loop {
            match self.xml.next()? {
                Node::Open(element) => match element.name() {
                    "txbxContent" => {
                        let fields = std::mem::take(&mut self.fields);
                        let result = self.blocks(into);
                        self.fields = fields;
                        result?;
                    }
                    "AlternateContent" => {
                        depth += 1;
                        chosen.push((depth, false));
                    }
                    "Choice" | "Fallback" => match chosen.last_mut() {
                        Some((_, true)) => self.xml.skip()?,
                        Some((_, taken)) => {
                            *taken = true;
                            depth += 1;
                        }
                        // The alternative that was opened before this walk began.
                        None => {
                            chosen.push((0, true));
                            depth += 1;
                        }
                    },
                    _ => depth += 1,
                },
                Node::Close if depth == 0 => return Ok(()),
                Node::Close => {
                    if chosen.last().is_some_and(|(at, _)| *at == depth) {
                        chosen.pop();
                    }
                    depth -= 1;
                }
                Node::Text(_) => {}
                Node::End => return Err("Isi berkas ini terpotong.".to_string()),
            }
        }
    }
}
