//! What sections write with: numbering, captions, narrative, marks of what is missing.

mod tabel;

pub(crate) use tabel::Head;

use std::collections::{BTreeMap, BTreeSet};

use document::{
    Block, Caption, Equation, Heading, Inline, List, ListStyle, Note, Orientation, Paragraph, ParagraphStyle, Part,
};
use domain::calculation::{Anggaran, HasilIndikator, RekapKepegawaian, View};
use domain::register::Indikator;
use domain::value::{Kode, Naskah, Teks};

use crate::bagian::sistematika;
use crate::kerangka::{BarisKerangka, Penomoran, sebutan};
use crate::klaim::Acuan;
use crate::laporan::{Attachments, Kekurangan};
use crate::sisipan;
use crate::urutan::{letter, roman, slug};

/// Everything a section needs to write its blocks.
pub(crate) struct Composer<'a> {
    /// The office as of the report's date.
    pub view: View<'a>,
    /// Its indicators with their results.
    pub hasil: Vec<HasilIndikator<'a>>,
    /// Its budget.
    pub anggaran: Anggaran<'a>,
    /// Its personnel.
    pub kepegawaian: RekapKepegawaian<'a>,
    /// Pictures of the office by file name.
    pub attachments: &'a Attachments,
    /// Names that typed text is searched for.
    pub acuan: Acuan,
    /// True where what is missing is marked in place.
    pub draft: bool,
    blocks: Vec<Block>,
    kekurangan: Vec<Kekurangan>,
    /// Section and sentence of the exceptions that some sentence needed.
    pub used_exceptions: BTreeSet<(Kode, Teks)>,
    line: Option<&'a BarisKerangka>,
    /// Heading of the section as printed, else the words of its id.
    judul: String,
    chapter: u32,
    counters: [u32; 7],
    captions: BTreeMap<&'static str, u32>,
    /// Index of the section's first block, its heading or page break.
    section_start: usize,
    /// Index of the block that the list of chapters replaces.
    chapters_at: Option<usize>,
    /// True while pages lie on their side.
    landscape: bool,
    /// True behind the last chapter: captions count `L.1`, `L.2`.
    appendix: bool,
    ids: BTreeSet<String>,
    /// True where the section prints narrative of its own when there is some.
    narrative_asked: bool,
}

impl<'a> Composer<'a> {
    pub fn new(view: View<'a>, attachments: &'a Attachments, draft: bool) -> Self {
        let (hasil, anggaran) = (view.hasil_indikator(), view.anggaran());
        Self {
            acuan: Acuan::new(&view, &hasil, &anggaran),
            hasil,
            anggaran,
            kepegawaian: view.kepegawaian(),
            view,
            attachments,
            draft,
            blocks: Vec::new(),
            kekurangan: Vec::new(),
            used_exceptions: BTreeSet::new(),
            line: None,
            judul: String::new(),
            chapter: 0,
            counters: [0; 7],
            captions: BTreeMap::new(),
            section_start: 0,
            chapters_at: None,
            landscape: false,
            appendix: false,
            ids: BTreeSet::new(),
            narrative_asked: false,
        }
    }

    /// Composes one line of an outline. An optional section without content leaves no trace, not even in the
    /// numbering; a required one without content is marked as missing.
    pub fn section(&mut self, line: &'a BarisKerangka, compose: impl FnOnce(&mut Self)) {
        let before = (self.blocks.len(), self.counters, self.chapter, self.captions.clone(), self.kekurangan.len());
        let (landscape, appendix) = (self.landscape, self.appendix);
        self.line = Some(line);
        self.judul = sebutan(&line.bagian);
        self.narrative_asked = false;
        self.section_start = self.blocks.len();
        self.outline_heading(line);
        let start = self.blocks.len();
        compose(self);
        if self.blocks.len() == start && line.bagian != "bab" {
            if line.wajib {
                self.missing("bagian ini belum ada isinya", "Isi naskah atau register yang menjadi sumbernya.");
            } else {
                self.blocks.truncate(before.0);
                (self.counters, self.chapter, self.captions) = (before.1, before.2, before.3);
                self.kekurangan.truncate(before.4);
                (self.landscape, self.appendix) = (landscape, appendix);
            }
        }
    }

    /// Lays the section, from its heading and the headings directly above on, on pages of their own on their side; the
    /// next section stands upright again.
    pub fn landscape(&mut self) {
        let turned = Block::Orientation(Orientation::Landscape);
        let first = self.headings_start();
        match self.blocks.get_mut(first) {
            Some(first @ Block::PageBreak) => *first = turned,
            // The section before lay on its side as well.
            Some(first @ Block::Orientation(_)) => *first = Block::PageBreak,
            _ => {
                self.blocks.insert(first, turned);
                self.section_start += usize::from(first < self.section_start);
            }
        }
        self.landscape = true;
    }

    /// Turns the page for what follows in this section; the next one stands upright again. A page that only headings
    /// have begun is turned as a whole, so that none is left nearly empty.
    pub fn turn(&mut self) {
        if self.landscape {
            return;
        }
        match self.blocks.get(self.headings_start()) {
            Some(Block::PageBreak | Block::Orientation(_)) => self.landscape(),
            _ => {
                self.blocks.push(Block::Orientation(Orientation::Landscape));
                self.landscape = true;
            }
        }
    }

    /// Index of the first of the headings that stand directly above the section's content, or of the page break
    /// before them.
    fn headings_start(&self) -> usize {
        let above = |at: usize| at.checked_sub(1).and_then(|above| self.blocks.get(above));
        let is_break = |block: &Block| matches!(block, Block::PageBreak | Block::Orientation(_));
        let mut first = self.section_start;
        if self.blocks.get(first).is_some_and(is_break) {
            return first;
        }
        while let Some(Block::Heading(_)) = above(first) {
            first -= 1;
        }
        if above(first).is_some_and(is_break) { first - 1 } else { first }
    }

    /// What the section in hand has written so far, its heading included, and whether it prints narrative of its own.
    pub fn written(&self) -> (&[Block], bool) {
        (self.blocks.get(self.section_start..).unwrap_or_default(), self.narrative_asked)
    }

    /// What was found missing so far, in order.
    pub fn found(&self) -> &[Kekurangan] {
        &self.kekurangan
    }

    /// A new page for what follows the last section, upright.
    pub fn last_page(&self) -> Block {
        if self.landscape { Block::Orientation(Orientation::Portrait) } else { Block::PageBreak }
    }

    /// Keeps the place for the list of chapters, which is known when all of them are written.
    pub fn list_of_chapters(&mut self) {
        self.chapters_at = Some(self.blocks.len());
        self.blocks.push(Block::Space(0));
    }

    /// The finished blocks and what is missing.
    pub fn finish(mut self) -> (Vec<Block>, Vec<Kekurangan>) {
        if let Some(at) = self.chapters_at {
            let chapters = sistematika::chapters(&self.blocks);
            self.blocks.splice(at..=at, chapters);
        }
        (self.blocks, self.kekurangan)
    }

    fn outline_heading(&mut self, line: &BarisKerangka) {
        let level = usize::from(line.tingkat);
        if self.landscape {
            self.landscape = false;
            self.blocks.push(Block::Orientation(Orientation::Portrait));
        } else if level == 1 {
            self.blocks.push(Block::PageBreak);
        }
        if level == 0 {
            return;
        }
        let appendix = self.chapter > 0 && line.penomoran == Penomoran::Tanpa;
        if level == 1 && (line.penomoran == Penomoran::Bab || appendix != self.appendix) {
            self.captions.clear();
            self.appendix = appendix;
        }
        for (depth, counter) in self.counters.iter_mut().enumerate() {
            if depth == level {
                *counter += 1;
            } else if depth > level {
                *counter = 0;
            }
        }
        let count = self.counters.get(level).copied().unwrap_or_default();
        let number = match line.penomoran {
            Penomoran::Tanpa => None,
            Penomoran::Bab => {
                self.chapter += 1;
                Some(format!("BAB {}", roman(self.chapter)))
            }
            Penomoran::HurufBesar => Some(format!("{}.", letter(count).to_uppercase())),
            Penomoran::HurufKecil => Some(format!("{}.", letter(count))),
            Penomoran::Angka => Some(format!("{count}.")),
            Penomoran::BabAngka => {
                let above = self.counters.get(2..=level).unwrap_or_default().iter();
                Some(above.fold(self.chapter.to_string(), |number, count| format!("{number}.{count}")))
            }
        };
        if number.is_none() && line.judul.is_empty() {
            return;
        }
        let id = self.unique_id(&line.bagian);
        let text = sisipan::plain(&line.judul, self);
        self.judul = number.iter().chain([&text]).map(String::as_str).collect::<Vec<_>>().join(" ");
        self.blocks.push(Block::Heading(Heading { id, level: line.tingkat, number, text, centered: level == 1 }));
    }

    /// Level of headings that a section may set below its own.
    pub fn heading(&mut self, depth: u8, number: Option<String>, text: impl Into<String>) {
        let text = text.into();
        let level = self.line.map_or(1, |line| line.tingkat).saturating_add(depth).min(6);
        let id = self.unique_id(&slug(&text));
        self.blocks.push(Block::Heading(Heading { id, level, number, text, centered: false }));
    }

    /// Any block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// A paragraph of the report's own words.
    pub fn body(&mut self, text: impl Into<String>) {
        self.paragraph(ParagraphStyle::Body, vec![Inline::text(text)]);
    }

    /// A paragraph in a style.
    pub fn paragraph(&mut self, style: ParagraphStyle, content: Vec<Inline>) {
        self.blocks.push(Block::Paragraph(Paragraph { style, content, keep_with_next: false }));
    }

    /// A sentence that introduces what follows and stays with it.
    pub fn lead(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: vec![Inline::text(text)],
            keep_with_next: true,
        }));
    }

    /// Keeps the last paragraph on one page with what follows, so that a signature does not stand alone.
    pub fn keep_last(&mut self) {
        let last = match self.blocks.last_mut() {
            Some(Block::Part(part)) => part.blocks.last_mut(),
            last => last,
        };
        if let Some(Block::Paragraph(paragraph)) = last {
            paragraph.keep_with_next = true;
        }
    }

    /// Small print under a table.
    pub fn small(&mut self, text: impl Into<String>) {
        self.paragraph(ParagraphStyle::Small, vec![Inline::text(text)]);
    }

    /// A list; typed text in it may hold insertions.
    pub fn list(&mut self, style: ListStyle, items: impl IntoIterator<Item = String>) {
        self.list_about(style, items, None);
    }

    /// A list of typed text that belongs to an indicator or sasaran.
    pub fn list_about(&mut self, style: ListStyle, items: impl IntoIterator<Item = String>, milik: Option<&Kode>) {
        let items: Vec<_> = items.into_iter().map(|item| self.typed(&item, milik)).collect();
        self.push_list(style, items);
    }

    /// A list of typed text of an earlier period: it spoke of the figures of its own time and is not compared.
    pub fn list_of_earlier(&mut self, style: ListStyle, items: impl IntoIterator<Item = String>) {
        let items: Vec<_> = items.into_iter().map(|item| (sisipan::expand(&item, self), Vec::new())).collect();
        self.push_list(style, items);
    }

    fn push_list(&mut self, style: ListStyle, items: Vec<(Vec<Inline>, Vec<Block>)>) {
        let items = items.into_iter().map(|(content, notes)| {
            let item = Paragraph { style: ParagraphStyle::Plain, content, keep_with_next: false };
            std::iter::once(Block::Paragraph(item)).chain(notes).collect()
        });
        let items: Vec<Vec<Block>> = items.collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(List { style, start: 1, items }));
        }
    }

    /// An equation on a line of its own.
    pub fn equation(&mut self, equation: Equation) {
        self.blocks.push(Block::Equation(equation));
    }

    /// Narrative that a person wrote, as a part with an invisible id that can be read back.
    pub fn prose(&mut self, id: &str, text: &Naskah) {
        self.prose_about(id, text, None);
    }

    /// Narrative that belongs to an indicator or sasaran.
    pub fn prose_about(&mut self, id: &str, text: &Naskah, milik: Option<&Kode>) {
        let mut blocks = Vec::new();
        for paragraph in text.paragraphs() {
            let (content, notes) = self.typed(&paragraph, milik);
            blocks.push(Block::Paragraph(Paragraph { style: ParagraphStyle::Body, content, keep_with_next: false }));
            blocks.extend(notes);
        }
        let id = self.unique_id(id);
        self.blocks.push(Block::Part(Part { id, blocks }));
    }

    /// The narrative of the section for this period. True where there is one; where there is none, the section may
    /// write its own sentences or call [`Self::missing`].
    pub fn narrative(&mut self) -> bool {
        let Some(line) = self.line else { return false };
        self.narrative_asked = true;
        let row = self.naskah(&line.bagian);
        let Some(row) = row else { return false };
        if row.ditinjau == Some(false) {
            self.missing("naskah bagian ini belum ditinjau", "Tinjau naskah ini, lalu tandai sudah ditinjau.");
        }
        self.prose(&format!("naskah-{}", line.bagian), &row.isi);
        true
    }

    /// The narrative of a section for this period.
    pub fn naskah(&self, bagian: &str) -> Option<&'a domain::register::NaskahLaporan> {
        let mut rows = self.view.register().naskah.iter();
        rows.find(|row| row.periode == self.view.periode && row.bagian == *bagian)
    }

    /// The number that the next table ("Tabel") or figure ("Gambar") gets, for a sentence before it.
    pub fn next_number(&self, label: &str) -> String {
        self.numbered(self.captions.get(label).copied().unwrap_or_default() + 1)
    }

    /// Marks in place that something is missing, and lists it. In a required section it stops the final print.
    pub fn missing(&mut self, what: impl Into<String>, action: impl Into<String>) {
        let wajib = self.line.is_some_and(|line| line.wajib);
        let kekurangan = self.record(what.into(), action.into(), wajib);
        if self.draft {
            self.blocks.push(Block::Note(Note {
                text: format!("{}. {}", crate::teks::capitalized(&kekurangan.apa), kekurangan.tindakan),
            }));
        }
    }

    /// Lists something missing inside a sentence or a cell; a draft marks it there, a final print says it in words.
    pub fn missing_inline(&mut self, what: impl Into<String>, action: impl Into<String>) -> Inline {
        let wajib = self.line.is_some_and(|line| line.wajib);
        let kekurangan = self.record(what.into(), action.into(), wajib);
        if self.draft { Inline::Missing(kekurangan.apa) } else { Inline::text("belum tersedia") }
    }

    /// Lists something that the section lacks or that disagrees in it.
    pub fn record(&mut self, apa: String, tindakan: String, wajib: bool) -> Kekurangan {
        let bagian = self.section_id().unwrap_or_default().to_string();
        let kekurangan = Kekurangan { bagian, judul: self.judul.clone(), apa, tindakan, wajib };
        self.push_kekurangan(kekurangan.clone());
        kekurangan
    }

    /// Lists something, once.
    pub fn push_kekurangan(&mut self, kekurangan: Kekurangan) {
        if !self.kekurangan.contains(&kekurangan) {
            self.kekurangan.push(kekurangan);
        }
    }

    /// Id of the section that is being composed.
    pub fn section_id(&self) -> Option<&'a str> {
        self.line.map(|line| line.bagian.as_str())
    }

    fn caption(&mut self, label: &'static str, text: String) -> Caption {
        let count = self.captions.entry(label).or_default();
        *count += 1;
        let count = *count;
        Caption { label: label.to_string(), number: self.numbered(count), text }
    }

    fn numbered(&self, count: u32) -> String {
        match (self.appendix, self.chapter) {
            (true, _) => format!("L.{count}"),
            (false, 0) => count.to_string(),
            (false, chapter) => format!("{chapter}.{count}"),
        }
    }

    fn unique_id(&mut self, base: &str) -> String {
        let mut id = base.to_string();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }

    /// Name of the office.
    pub fn nama_instansi(&self) -> &'a str {
        self.view.instansi().map_or("", |instansi| &instansi.nama)
    }

    /// Tujuan or sasaran that an indicator measures, as printed.
    pub fn owner(&self, indikator: &Indikator) -> &'a str {
        let register = self.view.register();
        let tujuan = |kode: &Kode| register.tujuan.iter().find(|row| row.kode == *kode).map(|row| &*row.uraian);
        let sasaran = |kode: &Kode| register.sasaran.iter().find(|row| row.kode == *kode).map(|row| &*row.uraian);
        indikator
            .tujuan
            .as_ref()
            .and_then(tujuan)
            .or_else(|| indikator.sasaran.as_ref().and_then(sasaran))
            .unwrap_or_default()
    }

    /// True where the year of the report lies in a span of years.
    pub fn in_force(&self, tahun_awal: i32, tahun_akhir: i32) -> bool {
        (tahun_awal..=tahun_akhir).contains(&self.view.year.tahun)
    }
}
