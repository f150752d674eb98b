//! Comments in a Word file.

use std::fmt::Write;

use super::paket::Paket;
use super::xml::{BROKEN, Jenis, Sisipan, Tags, append, escape};
use super::{AUTHOR, Komentar};

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A paragraph of the text itself; those of text boxes in it belong to it.
struct Alinea {
    /// Numbers of the paragraphs that begin in it, its own first.
    nomor: std::ops::RangeInclusive<u32>,
    /// Where its content begins: after its properties.
    awal: usize,
    /// Its closing tag, or where it is empty the end of its tag.
    akhir: usize,
    kosong: bool,
    /// Its name with prefix.
    penuh: String,
}

/// Writes comments into a copy.
pub(super) fn annotate(bytes: &[u8], comments: &[Komentar<'_>]) -> Result<Vec<u8>, String> {
    let mut paket = Paket::open(bytes)?;
    if comments.is_empty() {
        return paket.finish();
    }
    let main = paket.main()?;
    let text = paket.need(&main)?;
    let root = Tags::new(&text).next()?.ok_or(BROKEN)?;
    // Attributes of Word need a prefix, and every program writes one.
    let prefix = root.awalan().to_string();
    let space = root.get(prefix.strip_suffix(':').ok_or(BROKEN)?).ok_or(BROKEN)?;
    let relation = match space.contains("purl.oclc.org") {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
        false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    };
    let known = paket.relations(&main)?.into_iter().find(|one| one.jenis.ends_with("/comments"));
    let (part, list) = match known {
        Some(known) => (known.bagian.clone(), paket.need(&known.bagian)?),
        None => {
            let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let part = match paket.text(&format!("{folder}comments.xml"))? {
                Some(_) => paket.fresh(&format!("{folder}comments"), ".xml"),
                None => format!("{folder}comments.xml"),
            };
            paket.relate(&main, relation, &part)?;
            paket.declare(&part, KIND)?;
            let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"";
            (part, format!("{empty}{}\"/>", escape(&space)))
        }
    };
    let tags = Tags::all(&list)?;
    let taken = tags.iter().filter(|tag| tag.buka("comment")).filter_map(|tag| tag.get("id")?.parse::<u32>().ok());
    let first = taken.max().map_or(0, |last| last.saturating_add(1));
    let own = tags.first().map(|root| root.awalan().to_string()).filter(|own| !own.is_empty()).ok_or(BROKEN)?;
    let new: String = comments.iter().zip(first..).map(|(comment, id)| entry(&own, id, &comment.baris)).collect();
    let list = append(&list, "comments", &new)?;
    paket.put(&part, list);

    let paragraphs = paragraphs(&text, &format!("{prefix}p"))?;
    let mut pieces = Sisipan::default();
    let mut placed: Vec<(usize, u32)> = Vec::new();
    for (comment, id) in comments.iter().zip(first..) {
        let number = comment.letak.paragraf.unwrap_or(1);
        // What is about the whole file stands at its beginning.
        let at = paragraphs.iter().position(|one| one.nomor.contains(&number)).unwrap_or(0);
        placed.push((at, id));
    }
    placed.sort_unstable();
    for one in placed.chunk_by(|left, right| left.0 == right.0) {
        let Some(paragraph) = one.first().and_then(|(at, _)| paragraphs.get(*at)) else {
            return Err(BROKEN.to_string());
        };
        let (mut start, mut end) = (String::new(), String::new());
        for (_, id) in one {
            let _ = write!(start, "<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
            let _ = write!(
                end,
                "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
            );
        }
        if paragraph.kosong {
            pieces.put(paragraph.akhir - 1, "\0");
            pieces.put(paragraph.akhir, format!("{start}{end}</{}>", paragraph.penuh));
        } else {
            pieces.put(paragraph.awal, start);
            pieces.put(paragraph.akhir, end);
        }
    }
    let text = pieces.apply(&text)?;
    paket.put(&main, text);
    paket.finish()
}

/// The paragraphs of the text itself, counted as the reader counts.
fn paragraphs(text: &str, name: &str) -> Result<Vec<Alinea>, String> {
    let mut tags = Tags::new(text);
    let mut found: Vec<Alinea> = Vec::new();
    let mut number = 0_u32;
    // The paragraph that is open, its depth, and whether its properties may still come or are open.
    let mut open: Option<(Alinea, usize)> = None;
    let mut properties = false;
    while let Some(tag) = tags.next()? {
        let is_paragraph = tag.penuh == name;
        if is_paragraph && tag.jenis != Jenis::Tutup {
            number = number.saturating_add(1);
        }
        match &mut open {
            None if is_paragraph && tag.jenis == Jenis::Kosong => found.push(Alinea {
                nomor: number..=number,
                awal: tag.akhir,
                akhir: tag.akhir,
                kosong: true,
                penuh: tag.penuh,
            }),
            None if is_paragraph && tag.jenis == Jenis::Buka => {
                let one = Alinea {
                    nomor: number..=number,
                    awal: tag.akhir,
                    akhir: tag.akhir,
                    kosong: false,
                    penuh: tag.penuh,
                };
                open = Some((one, tag.dalam));
                properties = true;
            }
            None => {}
            Some((one, depth)) if is_paragraph && tag.jenis == Jenis::Tutup && tag.dalam == *depth => {
                one.nomor = *one.nomor.start()..=number;
                one.akhir = tag.awal;
                found.extend(open.take().map(|(one, _)| one));
            }
            Some((one, depth)) if properties && tag.dalam == *depth + 1 => {
                if tag.nama() == "pPr" && tag.jenis != Jenis::Buka {
                    one.awal = tag.akhir;
                }
                properties = tag.nama() == "pPr" && tag.jenis == Jenis::Buka;
            }
            Some(_) => {}
        }
    }
    if found.is_empty() { Err(BROKEN.to_string()) } else { Ok(found) }
}

/// A comment of the list.
fn entry(prefix: &str, id: u32, lines: &[String]) -> String {
    let mut xml = format!("<{prefix}comment {prefix}id=\"{id}\" {prefix}author=\"{AUTHOR}\" {prefix}initials=\"K\">");
    for line in lines {
        let _ = write!(
            xml,
            "<{prefix}p><{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r></{prefix}p>",
            escape(line)
        );
    }
    let _ = write!(xml, "</{prefix}comment>");
    xml
}
