//! PDF files with a text layer: letters and lines of each page, tables by their lines, paragraphs from what is left.

mod alinea;
mod garis;
mod halaman;
mod kisi;
mod lukisan;
mod penjaga;
mod rata;
mod sambung;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use hayro_interpret::InterpreterCache;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::naskah::{Blok, Catatan, Format, Letak, Naskah};
use crate::tabel::{Join, captions, stitch};
use halaman::{Bagian, Halaman, Potong};
use sambung::Susun;

/// The largest file.
const MAX_FILE: usize = 50 << 20;

/// The stack for reading; only what is used of it takes memory.
const STACK: usize = 256 << 20;

/// The most pages.
const MAX_PAGES: usize = 1_500;

/// What may still come before a file is too much: a report of 400 pages has less.
#[derive(Debug)]
struct Sisa {
    huruf: usize,
    garis: usize,
    /// Forms that are drawn, each time counted.
    bentuk: usize,
    /// Bytes of the contents of pages.
    isi: usize,
}

/// Something beyond the limits.
struct Stop;

/// A box; the origin is at the top left of the page, the unit a hundredth of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kotak {
    x0: i32,
    y0: i32,
    x1: i32,
    y1: i32,
}

impl Kotak {
    fn lebar(&self) -> i32 {
        self.x1.saturating_sub(self.x0)
    }

    fn tinggi(&self) -> i32 {
        self.y1.saturating_sub(self.y0)
    }

    fn luas(&self) -> i64 {
        i64::from(self.lebar()) * i64::from(self.tinggi())
    }

    fn contains(&self, x: i32, y: i32) -> bool {
        (self.x0..=self.x1).contains(&x) && (self.y0..=self.y1).contains(&y)
    }
}

/// A page that is mostly a picture and has fewer letters than this (a page number, a stamp) was scanned.
const FEW: usize = 40;

const BROKEN: &str = "Berkas PDF ini rusak atau terpotong. Simpan atau minta ulang berkasnya.";

/// Reads a PDF.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Naskah {
    match parts(bytes) {
        Ok((blok, catatan)) => Naskah { nama: name.to_string(), format: Format::Pdf, blok, catatan },
        Err(why) => Naskah { format: Format::Pdf, ..Naskah::unreadable(name, why) },
    }
}

fn parts(bytes: &[u8]) -> Result<(Vec<Blok>, Vec<Catatan>), String> {
    if bytes.len() > MAX_FILE {
        return Err(format!("Berkas lebih besar dari {} MB.", MAX_FILE >> 20));
    }
    penjaga::inspect(bytes)?;
    // The crates that read PDF are young and meet files that nobody has tried: what breaks in them must not take a
    // whole run with other files along. So they work in a thread of their own, whose panic ends here, and whose stack
    // is as deep as the guard allows brackets to nest. Nothing of them is used after a break.
    let outcome = thread::scope(|scope| {
        let reading = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || pages(bytes));
        reading.map(|reading| reading.join())
    });
    let (mut pages, mut catatan) = match outcome {
        Ok(Ok(read)) => read?,
        Ok(Err(cause)) if cause.is::<Stop>() => {
            return Err("PDF ini berisi lebih banyak huruf atau garis daripada laporan mana pun; tidak dibaca.".into());
        }
        Ok(Err(_)) | Err(_) => return Err(BROKEN.to_string()),
    };
    alinea::drop_margins(&mut pages);
    let blocks = assemble(pages);
    if blocks.is_empty() && catatan.is_empty() {
        catatan.push(Catatan::unread(Letak::default(), "Berkas ini kosong."));
    }
    Ok((blocks, catatan))
}

fn page_place(page: u32) -> Letak {
    Letak { halaman: Some(page), ..Letak::default() }
}

/// The pages taken to pieces, and what could not be read.
fn pages(bytes: &[u8]) -> Result<(Vec<Halaman>, Vec<Catatan>), String> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            "PDF ini dikunci dengan kata sandi. Buka, simpan tanpa kata sandi, lalu periksa lagi.".to_string()
        }
        LoadPdfError::Invalid => BROKEN.to_string(),
    })?;
    if pdf.pages().len() > MAX_PAGES {
        return Err(format!("PDF ini lebih dari {MAX_PAGES} halaman; bagi menjadi beberapa berkas."));
    }
    let cache = InterpreterCache::new();
    let mut left = Sisa { huruf: 1_000_000, garis: 1_500_000, bentuk: 20_000, isi: 96 << 20 };
    let (mut pages, mut scanned, mut strange, mut hidden) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (page, number) in pdf.pages().iter().zip(1..) {
        let lukisan = lukisan::paint(page, &cache, &mut left);
        let letters = lukisan.huruf.iter().filter(|letter| !letter.teks.trim().is_empty()).count();
        if lukisan.asing == 0 && ((letters == 0 && lukisan.gambar > 0) || (letters < FEW && lukisan.gambar >= 40)) {
            scanned.push(number);
        }
        if lukisan.asing > letters / 20 {
            strange.push(number);
        }
        if lukisan.huruf.first().is_some_and(|letter| letter.samar) {
            hidden.push(number);
        }
        pages.push(halaman::take_apart(number, &lukisan));
    }
    let mut catatan = Vec::new();
    if let Some(first) = scanned.first() {
        catatan.push(Catatan::unread(
            page_place(*first),
            format!("{} hanya berisi gambar (hasil pindaian); teksnya tidak dapat dibaca.", numbers(&scanned)),
        ));
    }
    if let Some(first) = strange.first() {
        catatan.push(Catatan::unread(
            page_place(*first),
            format!("{} memakai huruf yang tidak dapat dikenali; sebagian teksnya tidak terbaca.", numbers(&strange)),
        ));
    }
    if let Some(first) = hidden.first() {
        catatan.push(Catatan::told(
            page_place(*first),
            format!("{} berasal dari pengenalan gambar (OCR); ada angka yang mungkin salah terbaca.", numbers(&hidden)),
        ));
    }
    Ok((pages, catatan))
}

/// `Halaman 1, 3-5, dan 9`.
fn numbers(pages: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match runs.last_mut().filter(|(_, last)| last + 1 == *page) {
            Some((_, last)) => *last = *page,
            None => runs.push((*page, *page)),
        }
    }
    let texts: Vec<String> =
        runs.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") }).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => format!("Halaman {one}"),
        [one, two] => format!("Halaman {one} dan {two}"),
        [most @ .., last] => format!("Halaman {}, dan {last}", most.join(", ")),
    }
}

/// Something in the flow of the whole file.
enum Unsur {
    Blok(Blok),
    Tabel(Susun),
}

/// The blocks of all pages; tables that go on over a page are one, and so are paragraphs.
fn assemble(pages: Vec<Halaman>) -> Vec<Blok> {
    let body = alinea::body_size(&pages);
    let mut flow: Vec<Unsur> = Vec::new();
    for mut page in pages {
        let pieces = std::mem::take(&mut page.potong);
        let mut lines = Vec::new();
        let mut first = true;
        for piece in pieces {
            match piece {
                Potong::Garis(line) => lines.push(line),
                Potong::Tabel(part) => {
                    text(&mut flow, &mut lines, &page, body, &mut first);
                    let part =
                        if std::mem::take(&mut first) { continued(&mut flow, part, page.nomor) } else { Some(part) };
                    let Some(part) = part else { continue };
                    flow.push(Unsur::Tabel(Susun::new(part, page.nomor)));
                }
            }
        }
        text(&mut flow, &mut lines, &page, body, &mut first);
    }
    let blocks = flow.into_iter().map(|one| match one {
        Unsur::Blok(block) => block,
        Unsur::Tabel(table) => Blok::Tabel(table.table()),
    });
    let mut blocks = stitch(captions(blocks.collect(), &BTreeSet::new()), Join::Never);
    count_paragraphs(&mut blocks);
    blocks
}

/// Puts the table at the top of a page to the one at the end of the page before; gives it back where it is another.
fn continued(flow: &mut Vec<Unsur>, part: Bagian, page: u32) -> Option<Bagian> {
    let Some(Unsur::Tabel(table)) = flow.last_mut() else { return Some(part) };
    let part = table.take(part, page).err()?;
    let Some(mut lower) = table.split(&part) else { return Some(part) };
    let rest = lower.take(part, page).err();
    flow.push(Unsur::Tabel(lower));
    rest
}

/// Gives headings and paragraphs their numbers on their pages, so that no two places are the same; cells say after which
/// paragraph of their page they stand, so that places are in the order of the file.
fn count_paragraphs(blocks: &mut [Blok]) {
    let mut last = (None, 0);
    for block in blocks {
        match block {
            Blok::Judul { teks, .. } | Blok::Paragraf(teks) => {
                last = if last.0 == teks.letak.halaman { (last.0, last.1 + 1) } else { (teks.letak.halaman, 1) };
                teks.letak.paragraf = Some(last.1);
            }
            Blok::Tabel(table) => {
                let after = |letak: &mut Letak| letak.paragraf = Some(if letak.halaman == last.0 { last.1 } else { 0 });
                after(&mut table.letak);
                for row in &mut table.baris {
                    after(&mut row.letak);
                    row.sel.iter_mut().for_each(|cell| after(&mut cell.letak));
                }
            }
            Blok::Rumus { .. } => {}
        }
    }
}

/// Adds the paragraphs of these lines; the first of a page may end the last of the page before.
fn text(flow: &mut Vec<Unsur>, lines: &mut Vec<garis::Garis>, page: &Halaman, body: i32, first: &mut bool) {
    if lines.is_empty() {
        return;
    }
    for block in alinea::blocks(&std::mem::take(lines), page, body) {
        if std::mem::take(first)
            && let (Some(Unsur::Blok(Blok::Paragraf(above))), Blok::Paragraf(own)) = (flow.last_mut(), &block)
            && !own.butir
            && own.teks.starts_with(char::is_lowercase)
            && !above.teks.ends_with(['.', ':', ';', '!', '?'])
        {
            above.teks.push(' ');
            above.teks.push_str(&own.teks);
            continue;
        }
        flow.push(Unsur::Blok(block));
    }
}

#[cfg(test)]
mod tests;
