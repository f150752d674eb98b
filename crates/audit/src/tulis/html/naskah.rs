//! The documents as they were read, with the cells and sentences of the findings marked.

use std::collections::BTreeSet;
use std::fmt::Write;

use reader::{Baris, Blok, Gabung, Letak, Naskah, Paragraf, Sel, Tabel};

use super::{Tanda, Tandaan, escape};
use crate::Pemeriksaan;
use crate::angka::{self, Bacaan};
use crate::dokumen::head_rows;

/// A table with more rows shows only those near a mark.
const LONG: usize = 60;
/// Rows shown before and after a marked row of a long table.
const NEAR: usize = 2;

/// The documents, and the numbers of the marks that stand in them.
pub(super) fn documents(
    pemeriksaan: &Pemeriksaan,
    naskah: &[Naskah],
    marks: &Tandaan<'_>,
) -> (String, BTreeSet<usize>) {
    let html =
        String::from("<section class=\"dokumen\" aria-labelledby=\"dokumen\">\n<h2 id=\"dokumen\">Dokumen</h2>\n");
    let mut page = Page { pemeriksaan, marks, berkas: 0, html, shown: BTreeSet::new() };
    for (berkas, naskah) in naskah.iter().enumerate() {
        page.berkas = berkas;
        let _ = writeln!(page.html, "<h3>{}</h3>", escape(&naskah.nama));
        page.whole_file();
        for note in &naskah.catatan {
            let _ = writeln!(page.html, "<p class=\"rinci\">{}</p>", escape(&note.pesan));
        }
        for block in &naskah.blok {
            match block {
                Blok::Judul { teks, .. } => page.paragraph(teks, "judul"),
                Blok::Paragraf(teks) => page.paragraph(teks, if teks.butir { "butir" } else { "biasa" }),
                Blok::Rumus { teks, letak } => {
                    let (attributes, links) = page.mark(letak);
                    let _ = writeln!(page.html, "<p{attributes}><code>{}</code>{links}</p>", escape(teks));
                }
                Blok::Tabel(table) => page.table(table),
            }
        }
    }
    page.html.push_str("</section>\n");
    (page.html, page.shown)
}

struct Page<'p> {
    pemeriksaan: &'p Pemeriksaan,
    marks: &'p Tandaan<'p>,
    berkas: usize,
    html: String,
    shown: BTreeSet<usize>,
}

impl Page<'_> {
    fn has_mark(&self, letak: &Letak) -> bool {
        self.marks.contains_key(&(self.berkas, letak))
    }

    /// The attributes of an element at a place, and the links to the findings that point there.
    fn mark(&mut self, letak: &Letak) -> (String, String) {
        let Some(mark) = self.marks.get(&(self.berkas, letak)) else { return Default::default() };
        if !self.shown.insert(mark.nomor) {
            return Default::default();
        }
        let class = if mark.temuan.is_empty() { "bukti" } else { "ditandai" };
        (format!(" id=\"tanda-{}\" class=\"{class}\"", mark.nomor), self.links(mark))
    }

    fn links(&self, mark: &Tanda) -> String {
        let mut html = String::new();
        for number in &mark.temuan {
            let code = self.pemeriksaan.temuan.get(number - 1).map_or("", |temuan| temuan.kode);
            let _ = write!(
                html,
                " <a class=\"nomor\" href=\"#temuan-{number}\" title=\"{code}\" aria-label=\"Temuan {number}, {code}\">{number}</a>"
            );
        }
        html
    }

    /// Findings about the file as a whole.
    fn whole_file(&mut self) {
        let (attributes, links) = self.mark(&Letak::default());
        if !attributes.is_empty() {
            let _ = writeln!(self.html, "<p{attributes}>Seluruh berkas{links}</p>");
        }
    }

    fn paragraph(&mut self, teks: &Paragraf, class: &str) {
        let lines = teks.sambungan.iter().map(|(offset, _)| teks.letak_at(*offset));
        let places: Vec<Letak> = std::iter::once(teks.letak.clone()).chain(lines).collect();
        let mut anchors = String::new();
        let mut links = String::new();
        let mut quotes = Vec::new();
        for place in &places {
            let Some(mark) = self.marks.get(&(self.berkas, place)) else { continue };
            if !self.shown.insert(mark.nomor) {
                continue;
            }
            let _ = write!(anchors, "<span id=\"tanda-{}\"></span>", mark.nomor);
            links.push_str(&self.links(mark));
            let found = mark.temuan.iter().filter_map(|number| self.pemeriksaan.temuan.get(number - 1));
            quotes.extend(found.map(|temuan| temuan.lokasi.kutipan.as_str()));
        }
        let class = if links.is_empty() { class.to_string() } else { format!("{class} ditandai") };
        let _ = writeln!(self.html, "<p class=\"{class}\">{anchors}{}{links}</p>", quoted(&teks.teks, &quotes));
    }

    fn table(&mut self, table: &Tabel) {
        let marked: Vec<usize> =
            table.baris.iter().enumerate().filter(|(_, row)| self.is_marked(row)).map(|(at, _)| at).collect();
        let head = head_rows(table);
        let long = table.baris.len() > LONG;
        let near = |row: usize| marked.iter().any(|mark| row + NEAR >= *mark && row <= mark + NEAR);
        let width = table.baris.iter().map(|row| row.sel.len()).max().unwrap_or_default();
        let name = [table.nomor.as_deref(), Some(table.judul.as_str()), table.lembar.as_deref()];
        let name: Vec<&str> = name.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let (attributes, links) = self.mark(&table.letak);
        let _ = writeln!(
            self.html,
            "<div class=\"gulir\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table>\n<caption{attributes}>{0}{links}</caption>",
            escape(&if name.is_empty() { "Tabel tanpa judul".to_string() } else { name.join(" ") })
        );
        if head > 0 {
            self.html.push_str("<thead>\n");
        }
        let mut left_out = 0;
        for (at, row) in table.baris.iter().enumerate() {
            if long && at >= head && !near(at) {
                left_out += 1;
                continue;
            }
            self.gap(&mut left_out, width);
            self.row(row, at < head);
            if at + 1 == head {
                self.html.push_str("</thead>\n");
            }
        }
        self.gap(&mut left_out, width);
        self.html.push_str("</table></div>\n");
    }

    fn gap(&mut self, left_out: &mut usize, width: usize) {
        if *left_out > 0 {
            let _ = writeln!(
                self.html,
                "<tr class=\"lompat\"><td colspan=\"{}\">{left_out} baris tanpa temuan</td></tr>",
                width.max(1)
            );
        }
        *left_out = 0;
    }

    fn is_marked(&self, row: &Baris) -> bool {
        self.has_mark(&row.letak) || row.sel.iter().any(|cell| self.has_mark(&cell.letak))
    }

    fn row(&mut self, row: &Baris, head: bool) {
        let (attributes, mut links) = self.mark(&row.letak);
        let _ = write!(self.html, "<tr{attributes}>");
        // What a merge takes in at the right is one cell; what it takes in below stays an empty cell.
        let mut covered = 0;
        for cell in &row.sel {
            if covered > 0 && cell.gabung == Gabung::Bagian {
                covered -= 1;
                continue;
            }
            covered = match cell.gabung {
                Gabung::Awal { kolom, .. } => kolom.saturating_sub(1),
                _ => 0,
            };
            self.cell(cell, head, covered + 1, &std::mem::take(&mut links));
        }
        self.html.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: &Sel, head: bool, columns: u32, more: &str) {
        let (attributes, links) = self.mark(&cell.letak);
        let number = matches!(angka::read(&cell.teks), Bacaan::Angka(_) | Bacaan::Rusak { .. });
        let (name, scope) = if head { ("th", " scope=\"col\"") } else { ("td", "") };
        let span = if columns > 1 { format!(" colspan=\"{columns}\"") } else { String::new() };
        let (start, end) = if number { ("<span class=\"angka\">", "</span>") } else { ("", "") };
        let _ = write!(
            self.html,
            "<{name}{scope}{span}{attributes}>{start}{}{end}{links}{more}</{name}>",
            escape(&cell.teks)
        );
    }
}

/// A text with what findings quote marked; of quotes that overlap the first is.
fn quoted(text: &str, quotes: &[&str]) -> String {
    let mut found: Vec<(usize, usize)> = quotes
        .iter()
        .map(|quote| quote.trim_end_matches("...").trim())
        .filter(|quote| !quote.is_empty())
        .filter_map(|quote| text.find(quote).map(|start| (start, start + quote.len())))
        .collect();
    found.sort_unstable();
    let (mut html, mut done) = (String::new(), 0);
    for (start, end) in found {
        if start >= done {
            let (before, quote) = (text.get(done..start), text.get(start..end));
            let _ = write!(
                html,
                "{}<mark>{}</mark>",
                escape(before.unwrap_or_default()),
                escape(quote.unwrap_or_default())
            );
            done = end;
        }
    }
    html.push_str(&escape(text.get(done..).unwrap_or_default()));
    html
}
