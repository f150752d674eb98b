//! The content controls of a Word file: stretches of narrative with their ids, and the figures inside them.

use crate::wadah::Wadah;
use crate::xml::{Element, Node, Stop, Xml};

/// A stretch of text that carries an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kendali {
    /// Its tag; where a word processor dropped that, its title.
    pub nama: String,
    /// Its paragraphs.
    pub alinea: Vec<Vec<Potong>>,
    /// True where its end is not marked: paragraphs that belong to others may stand at its end.
    pub terbuka: bool,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Potong {
    /// Text.
    Teks(String),
    /// A control inside the paragraph, with its text as it stands.
    Sisipan {
        /// Its tag or title; empty where both were dropped.
        nama: String,
        /// The text.
        teks: String,
    },
}

/// A control that is open.
struct Terbuka {
    depth: usize,
    nama: String,
    /// Its place among the stretches found, for one around paragraphs.
    part: Option<usize>,
    inside: bool,
}

/// The stretches of a Word file that carry an id, in order. Tracked changes count as accepted.
pub fn kendali(bytes: &[u8]) -> Result<Vec<Kendali>, String> {
    let mut wadah = Wadah::open(bytes)?;
    let main = wadah.text("word/document.xml")?.ok_or("Berkas ini bukan berkas Word.")?;
    walk(&main)
}

fn walk(main: &str) -> Result<Vec<Kendali>, Stop> {
    let mut xml = Xml::new(main);
    let mut state = Keadaan::default();
    let (mut depth, mut paragraph) = (0_usize, None::<usize>);
    loop {
        match xml.next()? {
            Node::Open(element) => {
                let name = element.name().to_string();
                if LEFT_OUT.contains(&name.as_str()) {
                    drop(element);
                    xml.skip()?;
                    continue;
                }
                if name == "t" {
                    drop(element);
                    state.push(&xml.text()?);
                    continue;
                }
                depth += 1;
                match name.as_str() {
                    "sdt" => {
                        state.open.push(Terbuka { depth, nama: String::new(), part: None, inside: paragraph.is_some() })
                    }
                    "tag" | "alias" => state.named(&element, name == "tag"),
                    "sdtContent" => state.begin(),
                    "p" if paragraph.is_none() => {
                        paragraph = Some(depth);
                        if let Some(part) = state.current() {
                            part.alinea.push(Vec::new());
                        }
                    }
                    "pStyle" if is_heading(&element) => state.stop(),
                    "numPr" => state.stop(),
                    "tbl" => state.run_on = None,
                    "br" | "tab" => state.push(" "),
                    "noBreakHyphen" => state.push("-"),
                    _ => {}
                }
            }
            Node::Close => {
                if state.open.last().is_some_and(|control| control.depth == depth) {
                    state.open.pop();
                }
                if paragraph == Some(depth) {
                    paragraph = None;
                }
                depth = depth.saturating_sub(1);
            }
            Node::Text(_) => {}
            Node::End => return Ok(state.found),
        }
    }
}

/// Elements without text of the document.
const LEFT_OUT: [&str; 7] = ["del", "moveFrom", "rPr", "drawing", "pict", "instrText", "Fallback"];

fn is_heading(element: &Element<'_>) -> bool {
    let style = element.get("val").unwrap_or_default().to_lowercase();
    ["heading", "judul", "caption", "title"].iter().any(|name| style.starts_with(name))
}

/// What was found, and where the walk is.
#[derive(Default)]
struct Keadaan {
    found: Vec<Kendali>,
    open: Vec<Terbuka>,
    /// A stretch whose end is not marked: LibreOffice leaves the title at the first run of its first paragraph.
    run_on: Option<usize>,
}

impl Keadaan {
    /// The tag goes before the title.
    fn named(&mut self, element: &Element<'_>, is_tag: bool) {
        if let (Some(control), Some(value)) = (self.open.last_mut(), element.get("val"))
            && (is_tag || control.nama.is_empty())
        {
            control.nama = value;
        }
    }

    fn place(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|control| control.part).or(self.run_on)
    }

    fn current(&mut self) -> Option<&mut Kendali> {
        let at = self.place()?;
        self.found.get_mut(at)
    }

    fn begin(&mut self) {
        let enclosed = self.open.iter().any(|control| control.part.is_some());
        let fresh = self.current().and_then(|part| part.alinea.last()).is_none_or(Vec::is_empty);
        let next = self.found.len();
        let Some(control) = self.open.last_mut() else { return };
        let nama = control.nama.clone();
        if !control.inside {
            if !nama.is_empty() {
                (control.part, self.run_on) = (Some(next), None);
                self.found.push(Kendali { nama, alinea: Vec::new(), terbuka: false });
            }
        } else if !enclosed && !nama.is_empty() && fresh {
            control.inside = false;
            self.stop();
            self.run_on = Some(self.found.len());
            self.found.push(Kendali { nama, alinea: vec![Vec::new()], terbuka: true });
        } else if let Some(line) = self.current().and_then(|part| part.alinea.last_mut()) {
            line.push(Potong::Sisipan { nama, teks: String::new() });
        }
    }

    /// The paragraph that was begun does not belong to the stretch without an end.
    fn stop(&mut self) {
        if let Some(part) = self.run_on.take().and_then(|at| self.found.get_mut(at))
            && part.alinea.last().is_some_and(Vec::is_empty)
        {
            part.alinea.pop();
        }
    }

    fn push(&mut self, text: &str) {
        let inside = self.open.last().is_some_and(|control| control.inside);
        let Some(line) = self.current().and_then(|part| part.alinea.last_mut()) else { return };
        match (line.last_mut(), inside) {
            (Some(Potong::Sisipan { teks, .. }), true) => teks.push_str(text),
            (Some(Potong::Teks(own)), false) => own.push_str(text),
            _ => line.push(Potong::Teks(text.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOC: &str = r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>luar</w:t></w:r></w:p><w:sdt><w:sdtPr>
<w:alias w:val="lama"/><w:tag w:val="naskah-penutup"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Capaian </w:t></w:r>
<w:sdt><w:sdtPr><w:alias w:val="capaian IKU-1"/></w:sdtPr><w:sdtContent><w:r><w:t>89,61 %</w:t></w:r></w:sdtContent></w:sdt>
<w:del><w:r><w:t>hapus</w:t></w:r></w:del><w:r><w:t> baik.</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt></w:body></w:document>"#;

    #[test]
    fn controls_are_found_with_their_figures() {
        let found = walk(DOC).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].nama, "naskah-penutup");
        let figure = Potong::Sisipan { nama: "capaian IKU-1".to_string(), teks: "89,61 %".to_string() };
        let text = |text: &str| Potong::Teks(text.to_string());
        assert_eq!(found[0].alinea, [vec![text("Capaian "), figure, text(" baik.")], vec![]]);
    }

    #[test]
    fn a_title_at_the_first_run_opens_a_stretch_up_to_the_next_heading() {
        let text = DOC.replace("\n", "");
        let start = text.find("<w:sdt>").unwrap();
        let saved = r#"<w:p><w:sdt><w:sdtPr><w:alias w:val="naskah-penutup"/></w:sdtPr><w:sdtContent><w:r><w:t>Awal </w:t></w:r>
</w:sdtContent></w:sdt><w:sdt><w:sdtPr></w:sdtPr><w:sdtContent><w:r><w:t>89 %</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:p><w:r><w:t>kedua</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>BAB</w:t></w:r></w:p>
</w:body></w:document>"#;
        let found = walk(&format!("{}{saved}", &text[..start])).unwrap();
        let [part] = found.as_slice() else { panic!("{found:?}") };
        let figure = Potong::Sisipan { nama: String::new(), teks: "89 %".to_string() };
        let text = |text: &str| Potong::Teks(text.to_string());
        assert!(part.terbuka);
        assert_eq!(part.alinea, [vec![text("Awal "), figure], vec![text("kedua")]]);
    }

    #[test]
    fn torn_files_are_refused() {
        assert!(kendali(b"bukan").is_err());
        assert!(walk("<w:document><w:sdt><w:tag").is_err());
    }
}
