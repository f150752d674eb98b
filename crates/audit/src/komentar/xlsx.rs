//! Notes at the cells of a workbook.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::paket::Paket;
use super::xml::{BROKEN, Jenis, Sisipan, Tags, append, escape};
use super::{AUTHOR, Komentar};

const NOTES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
/// Elements of a sheet that stand behind the reference to its notes.
const BEHIND: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];
/// The longest note; Excel shows no more than a screen of it.
const LONGEST: usize = 4_000;

/// The namespaces of a workbook, of the transitional or the strict kind.
struct Ruang {
    utama: String,
    hubungan: &'static str,
}

/// The notes of a sheet: address, row and column from 0, text.
type Catatan = BTreeMap<(u32, u32), (String, String)>;

/// Writes notes into a copy.
pub(super) fn annotate(bytes: &[u8], comments: &[Komentar<'_>]) -> Result<Vec<u8>, String> {
    let mut paket = Paket::open(bytes)?;
    if comments.is_empty() {
        return paket.finish();
    }
    let main = paket.main()?;
    let text = paket.need(&main)?;
    let tags = Tags::all(&text)?;
    let root = tags.first().ok_or(BROKEN)?;
    let declared = root.awalan().strip_suffix(':').unwrap_or("xmlns");
    let utama = root.get(declared).ok_or(BROKEN)?;
    let hubungan = match utama.contains("purl.oclc.org") {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    };
    let ruang = Ruang { utama, hubungan };
    let relations = paket.relations(&main)?;
    let sheets: Vec<(String, String)> = tags
        .iter()
        .filter(|tag| tag.buka("sheet"))
        .filter_map(|tag| {
            let id = tag.get("id")?;
            let part = relations.iter().find(|one| one.id == id)?.bagian.clone();
            Some((tag.get("name")?, part))
        })
        .collect();
    let mut notes: BTreeMap<usize, Catatan> = BTreeMap::new();
    for comment in comments {
        let place = comment.letak.sel.as_deref().and_then(|place| place.rsplit_once('!'));
        let (name, cell) = place.unwrap_or(("", "A1"));
        // What is about the whole file stands in the first cell of the first sheet.
        let sheet = sheets.iter().position(|(known, _)| known == name).unwrap_or(0);
        let (Some(at), text) = (position(cell), comment.baris.join("\n")) else { return Err(BROKEN.to_string()) };
        let slot = notes.entry(sheet).or_default().entry(at).or_insert_with(|| (cell.to_string(), String::new()));
        let separator = if slot.1.is_empty() { "" } else { "\n\n" };
        let _ = write!(slot.1, "{separator}{text}");
    }
    for (sheet, notes) in notes {
        let (_, part) = sheets.get(sheet).ok_or(BROKEN)?;
        write_sheet(&mut paket, &ruang, part, &notes)?;
    }
    paket.finish()
}

fn write_sheet(paket: &mut Paket<'_>, ruang: &Ruang, sheet: &str, notes: &Catatan) -> Result<(), String> {
    let relations = paket.relations(sheet)?;
    let list = match relations.iter().find(|one| one.jenis.ends_with("/comments")) {
        Some(known) => known.bagian.clone(),
        None => {
            let part = paket.fresh("xl/comments", ".xml");
            paket.relate(sheet, &format!("{}/comments", ruang.hubungan), &part)?;
            paket.declare(&part, NOTES)?;
            let space = escape(&ruang.utama);
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{space}\"><authors/><commentList/></comments>"
            );
            paket.put(&part, text);
            part
        }
    };
    let text = paket.need(&list)?;
    let (text, new) = add_notes(&text, notes)?;
    paket.put(&list, text);
    if new.is_empty() {
        return Ok(());
    }
    let text = paket.need(sheet)?;
    let mut tags = Tags::new(&text);
    let (mut drawing, mut before, mut prefix) = (None, None, None);
    while let Some(tag) = tags.next()? {
        prefix.get_or_insert_with(|| tag.awalan().to_string());
        if tag.dalam == 1 && tag.buka("legacyDrawing") {
            drawing = tag.get("id");
        }
        let is_behind = tag.dalam == 1 && tag.jenis != Jenis::Tutup && BEHIND.contains(&tag.nama());
        if before.is_none() && (is_behind || tag.dalam == 0 && tag.jenis == Jenis::Tutup) {
            before = Some(tag.awal);
        }
    }
    let known = drawing.and_then(|id| relations.iter().find(|one| one.id == id)).map(|one| one.bagian.clone());
    match known {
        Some(part) => {
            // Excel writes drawings that are no well-formed XML; their end is found all the same.
            let shapes = paket.need(&part)?;
            let end = shapes.rfind("</xml>").ok_or(BROKEN)?;
            let mut pieces = Sisipan::default();
            pieces.put(end, shapes_of(&new));
            let shapes = pieces.apply(&shapes)?;
            paket.put(&part, shapes);
        }
        None => {
            let part = paket.fresh("xl/drawings/vmlDrawing", ".vml");
            let id = paket.relate(sheet, &format!("{}/vmlDrawing", ruang.hubungan), &part)?;
            paket.declare("vml", DRAWING)?;
            paket.put(&part, format!("{VML}{}</xml>", shapes_of(&new)));
            let prefix = prefix.unwrap_or_default();
            let piece = format!("<{prefix}legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>", ruang.hubungan);
            let mut pieces = Sisipan::default();
            pieces.put(before.ok_or(BROKEN)?, piece);
            let text = pieces.apply(&text)?;
            paket.put(sheet, text);
        }
    }
    Ok(())
}

/// Adds notes to the list of a sheet; a cell that has one already gets more text in it. Gives the list, and the cells
/// whose notes are new.
fn add_notes(text: &str, notes: &Catatan) -> Result<(String, Vec<(u32, u32)>), String> {
    let tags = Tags::all(text)?;
    let prefix = tags.first().map(|root| root.awalan().to_string()).ok_or(BROKEN)?;
    let author = tags.iter().filter(|tag| tag.buka("author")).count();
    let mut pieces = Sisipan::default();
    let mut old = Vec::new();
    let mut at = None;
    for tag in &tags {
        if tag.buka("comment") {
            at = tag.get("ref").and_then(|cell| position(&cell));
        }
        let ends = tag.tutup("text") || tag.nama() == "text" && tag.jenis == Jenis::Kosong;
        if let (true, Some(cell)) = (ends, at)
            && let Some((_, more)) = notes.get(&cell)
        {
            pieces.put_into(tag, run(&prefix, &format!("\n\n{more}")));
            old.push(cell);
            at = None;
        }
    }
    let text = pieces.apply(text)?;
    let new: Vec<(u32, u32)> = notes.keys().filter(|cell| !old.contains(cell)).copied().collect();
    let mut entries = String::new();
    for (cell, text) in notes.iter().filter(|(at, _)| new.contains(at)).map(|(_, note)| note) {
        let _ = write!(
            entries,
            "<{prefix}comment ref=\"{}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
            escape(cell),
            run(&prefix, text)
        );
    }
    if entries.is_empty() {
        return Ok((text, new));
    }
    let text = append(&text, "authors", &format!("<{prefix}author>{AUTHOR}</{prefix}author>"))?;
    Ok((append(&text, "commentList", &entries)?, new))
}

fn run(prefix: &str, text: &str) -> String {
    let text = crate::dokumen::pendek(text, LONGEST);
    format!("<{prefix}r><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>", escape(&text))
}

/// Row and column of an address, from 0.
fn position(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = cell.split_at_checked(digits)?;
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let value = u32::from(letter.to_ascii_uppercase()).checked_sub(64).filter(|value| (1..=26).contains(value))?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

const VML: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"59\"/>\
    </o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The boxes of notes, hidden until somebody points at the cell.
fn shapes_of(cells: &[(u32, u32)]) -> String {
    let mut xml = String::new();
    // Numbers of the range 59, above those that Excel gives to the first drawings of a workbook.
    for ((row, column), number) in cells.iter().zip(59 * 1024 + 1..) {
        let _ = write!(
            xml,
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;width:320pt;height:150pt;\
             z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
             <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{}, 12, {row}, 4, {}, 12, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            column + 1,
            column + 6,
            row + 9
        );
    }
    xml
}
