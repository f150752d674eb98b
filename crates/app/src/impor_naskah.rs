//! Edited narrative back into the register: what a person changed in a Word file that we printed.
//!
//! The printed file carries the id of every stretch of narrative and of every inserted figure. Figures stay
//! insertions: one that was typed over is kept as the insertion and told.

use std::collections::{BTreeMap, BTreeSet};

use document::{Block, Document, Inline};
use domain::problem::Rejection;
use domain::register::Register;
use domain::schema::Field;
use domain::value::{KodeWilayah, Naskah, Periode};
use reader::{Kendali, Potong};
use store::{ActSource, Saved, Store};

use crate::berkas::sha256;
use crate::laporan::dokumen_laporan;
use crate::{AppError, Home, Kantor, Pelaku, Permintaan};

/// A text that the file holds otherwise than the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaskahBerubah {
    /// Id of the stretch: `naskah-penutup`, `definisi-IKU-1`.
    pub bagian: String,
    /// The register's text.
    pub lama: String,
    /// The text of the file, figures as insertions.
    pub baru: String,
    /// What a person should look at.
    pub peringatan: Vec<String>,
}

/// What an edited file brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImporNaskah {
    /// Code of the office.
    pub kode: KodeWilayah,
    /// Texts that changed.
    pub berubah: Vec<NaskahBerubah>,
    /// How many are the same.
    pub sama: usize,
    /// Stretches of the register's report that the file does not hold, and of the file that the register does not.
    pub tidak_cocok: Vec<String>,
    /// What was written; `None` for a preview.
    pub tersimpan: Option<Saved>,
}

/// Reads the narrative of an edited copy of a printed report. With `terapkan` it is written as one act.
pub async fn impor_naskah(
    store: &Store,
    home: &Home,
    kode: &KodeWilayah,
    periode: Periode,
    (name, bytes): (&str, &[u8]),
    pelaku: &Pelaku,
    terapkan: bool,
) -> Result<ImporNaskah, AppError> {
    let kantor = Kantor::from_store(store, kode, home.office(kode)).await?;
    let versi = store.versi(kode, periode.tahun()).await?;
    let request =
        Permintaan { periode, formats: Vec::new(), paper: document::Paper::A4, is_final: false, per_tanggal: None };
    let (document, _) = dokumen_laporan(&kantor, &request)?;
    let parts = read(name, bytes)?;
    let mut register = kantor.year(periode.tahun())?.register;
    let (berubah, sama, tidak_cocok) = compare(&document, &parts);
    for change in &berubah {
        take(&mut register, periode, change)?;
    }
    let mut result = ImporNaskah { kode: kode.clone(), berubah, sama, tidak_cocok, tersimpan: None };
    if terapkan && !result.berubah.is_empty() {
        let source = ActSource { name: name.to_string(), sha256: sha256(bytes) };
        let act = pelaku.act("impor naskah", periode.write(), Some(source));
        result.tersimpan = Some(store.save(&act, kode, periode.tahun(), &register, versi).await?);
    }
    Ok(result)
}

/// The stretches of a file; one without any is refused.
fn read(name: &str, bytes: &[u8]) -> Result<Vec<Kendali>, Rejection> {
    let refuse = |what: &str, why: String, action: &str| Rejection::single("LPN001", name, what, why, action);
    let parts = reader::kendali(bytes)
        .map_err(|why| refuse("Berkas ini tidak dapat dibaca.", why, "Pilih berkas DOCX hasil kinerja laporan."))?;
    if parts.is_empty() {
        return Err(refuse(
            "Berkas ini tidak memuat tanda bagian naskah.",
            "Tanda itu ada pada DOCX yang dicetak Kinerja. Ia hilang bila berkas pernah disimpan sebagai ODT atau disalin ke berkas lain."
                .to_string(),
            "Sunting DOCX hasil kinerja laporan dan simpan sebagai DOCX.",
        ));
    }
    Ok(parts)
}

/// A stretch as the register prints it: its paragraphs as templates, and its figures.
struct Cetak {
    alinea: Vec<String>,
    angka: Vec<(String, String)>,
}

fn printed(document: &Document) -> BTreeMap<String, Cetak> {
    let mut found = BTreeMap::new();
    let mut stack: Vec<&Block> = document.blocks.iter().collect();
    while let Some(block) = stack.pop() {
        let Block::Part(part) = block else { continue };
        let mut cetak = Cetak { alinea: Vec::new(), angka: Vec::new() };
        for block in &part.blocks {
            match block {
                Block::Paragraph(paragraph) => cetak.alinea.push(template(&paragraph.content, &mut cetak.angka)),
                inner => stack.push(inner),
            }
        }
        found.insert(document::docx::tag(&part.id), cetak);
    }
    found
}

/// Inlines as typed text: figures as insertions, marks of the draft and footnotes left out.
fn template(content: &[Inline], angka: &mut Vec<(String, String)>) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Run(run) => text.push_str(&run.text),
            Inline::Figure(figure) => {
                angka.push((figure.id.clone(), figure.text.clone()));
                text.push_str(&format!("{{{{{}}}}}", figure.id));
            }
            Inline::LineBreak => text.push(' '),
            Inline::Missing(_) | Inline::Footnote(_) => {}
        }
    }
    folded(&text)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Changed texts, how many are the same, and what stands on one side alone.
fn compare(document: &Document, parts: &[Kendali]) -> (Vec<NaskahBerubah>, usize, Vec<String>) {
    let mut ours = printed(document);
    // Sentences that the register writes itself never belong to a stretch whose end is not marked.
    let own = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(template(&paragraph.content, &mut Vec::new())),
        _ => None,
    };
    let written: BTreeSet<String> = document.blocks.iter().filter_map(own).collect();
    let (mut changed, mut same, mut alone) = (Vec::new(), 0, Vec::new());
    for part in parts {
        let Some(cetak) = ours.remove(&part.nama) else {
            alone.push(format!("{}: register tidak mencetak bagian ini", part.nama));
            continue;
        };
        let mut peringatan = Vec::new();
        let lines = part.alinea.iter().map(|line| typed(line, &cetak, &mut peringatan));
        let lines = lines.take_while(|line| !part.terbuka || !written.contains(line));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty() && !is_mark(line)).collect();
        if lines == cetak.alinea && peringatan.is_empty() {
            same += 1;
            continue;
        }
        if lines.is_empty() {
            alone.push(format!(
                "{}: dikosongkan di berkas; hapus naskahnya di register bila memang tidak dipakai",
                part.nama
            ));
            continue;
        }
        let all = lines.join("\n");
        for (id, text) in &cetak.angka {
            let insertion = format!("{{{{{id}}}}}");
            let told = format!("sisipan {insertion} ({text}) tidak ada lagi di naskah ini");
            if !all.contains(&insertion) && !peringatan.contains(&told) {
                peringatan.push(told);
            }
        }
        changed.push(NaskahBerubah {
            bagian: part.nama.clone(),
            lama: cetak.alinea.join("\n\n"),
            baru: lines.join("\n\n"),
            peringatan,
        });
    }
    alone.extend(ours.keys().map(|name| format!("{name}: tidak ada di berkas")));
    (changed, same, alone)
}

/// What the draft prints between paragraphs is no narrative.
fn is_mark(line: &str) -> bool {
    line.starts_with("Perlu dilengkapi:")
}

/// A paragraph of the file as typed text. A word processor may drop the ids of figures: then the printed figure is
/// looked for in the text.
fn typed(line: &[Potong], cetak: &Cetak, peringatan: &mut Vec<String>) -> String {
    let mut text = String::new();
    let mut named = Vec::new();
    // Figures that stand in the stretch with their own text are no candidates for one that was typed over.
    let same = |value: &str| {
        let alike = |piece: &Potong| matches!(piece, Potong::Sisipan { teks, .. } if folded(teks) == folded(value));
        line.iter().any(alike)
    };
    let near = nearest(line, cetak);
    let absent = |id: &str| near.is_none_or(|near| !near.contains(&format!("{{{{{id}}}}}")));
    let later: Vec<String> =
        cetak.angka.iter().filter(|(id, value)| same(value) || absent(id)).map(|(id, _)| id.clone()).collect();
    for piece in line {
        match piece {
            Potong::Teks(own) => text.push_str(own),
            Potong::Sisipan { nama, teks } => {
                let own = cetak.angka.iter().find(|(id, _)| document::docx::tag(id) == *nama);
                let own = own.or_else(|| cetak.angka.iter().find(|(_, value)| folded(value) == folded(teks)));
                // A control without a name and with another text: the figure whose turn it is.
                let turn =
                    || cetak.angka.iter().find(|(id, _)| nama.is_empty() && !named.contains(id) && !later.contains(id));
                let Some((id, value)) = own.or_else(turn) else {
                    text.push_str(teks);
                    continue;
                };
                if folded(value) != folded(teks) {
                    peringatan.push(format!(
                        "angka {{{{{id}}}}} diketik ulang menjadi \"{}\"; sisipan dipertahankan, register mencatat {value}",
                        folded(teks)
                    ));
                }
                text.push_str(&format!("{{{{{id}}}}}"));
                named.push(id.clone());
            }
        }
    }
    let text = folded(&text);
    without_ids(&text, &named, near, cetak)
}

/// The register's paragraph that shares the most words with one of the file.
fn nearest<'c>(line: &[Potong], cetak: &'c Cetak) -> Option<&'c String> {
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let text = line.iter().map(|piece| match piece {
        Potong::Teks(text) | Potong::Sisipan { teks: text, .. } => text.as_str(),
    });
    let own = words(&text.collect::<String>());
    let shared = |other: &String| words(other).iter().filter(|word| own.contains(word)).count();
    cetak.alinea.iter().max_by_key(|other| shared(other)).filter(|other| shared(other) > 0)
}

/// Puts insertions where their printed figures stand, for those of the paragraph that it resembles and that carry no
/// id any more. A figure that stands there another number of times is left alone: nobody can say which is meant.
fn without_ids(text: &str, named: &[String], near: Option<&String>, cetak: &Cetak) -> String {
    let Some(near) = near else { return text.to_string() };
    let mut text = text.to_string();
    for (id, value) in &cetak.angka {
        let insertion = format!("{{{{{id}}}}}");
        let wanted = near.contains(&insertion) && !named.contains(id) && !text.contains(&insertion);
        if wanted && text.matches(value.as_str()).count() == near.matches(&insertion).count() {
            text = text.replace(value.as_str(), &insertion);
        }
    }
    text
}

/// Puts a changed text into the row that it came from.
fn take(register: &mut Register, periode: Periode, change: &NaskahBerubah) -> Result<(), Rejection> {
    let text = Naskah::read(&change.baru).map_err(|why| unusable(change, why))?;
    let (kind, rest) = change.bagian.split_once('-').unwrap_or((change.bagian.as_str(), ""));
    let slot = match kind {
        "naskah" => {
            let row = register.naskah.iter_mut().find(|row| row.periode == periode && row.bagian == *rest);
            row.map(|row| {
                row.ditinjau = None;
                &mut row.isi
            })
        }
        "definisi" => register.indikator.iter_mut().find(|row| row.kode == *rest).and_then(|row| row.definisi.as_mut()),
        "penjelasan" => {
            let triwulan = periode.triwulan();
            let row = register.pengukuran.iter_mut().find(|row| row.indikator == *rest && row.triwulan == triwulan);
            row.and_then(|row| row.penjelasan.as_mut())
        }
        "gambaran" => register.instansi.first_mut().and_then(|row| row.gambaran_umum.as_mut()),
        "inovasi" => {
            let named = |row: &&mut domain::register::UraianInovasi| {
                rest == format!("{}-{}-{}", row.inovasi, row.bagian.word().replace(' ', "-"), row.urut)
            };
            register.uraian_inovasi.iter_mut().find(named).map(|row| &mut row.uraian)
        }
        _ => None,
    };
    match slot {
        Some(slot) => {
            *slot = text;
            Ok(())
        }
        None => Err(unusable(change, "Baris register asalnya tidak ditemukan.".to_string())),
    }
}

fn unusable(change: &NaskahBerubah, why: String) -> Rejection {
    Rejection::single(
        "LPN002",
        change.bagian.clone(),
        "Naskah bagian ini tidak dapat dimasukkan.",
        why,
        "Ubah naskah bagian ini langsung di register.",
    )
}

impl ImporNaskah {
    /// The preview, as text for a terminal.
    pub fn teks(&self) -> String {
        let mut text = String::new();
        for change in &self.berubah {
            text.push_str(&format!("{}:\n", change.bagian));
            let diff = similar::TextDiff::from_lines(&change.lama, &change.baru);
            for line in diff.iter_all_changes().filter(|line| !line.value().trim().is_empty()) {
                let sign = match line.tag() {
                    similar::ChangeTag::Delete => "-",
                    similar::ChangeTag::Insert => "+",
                    similar::ChangeTag::Equal => continue,
                };
                text.push_str(&format!("  {sign} {}\n", line.value().trim()));
            }
            for one in &change.peringatan {
                text.push_str(&format!("  perhatian: {one}\n"));
            }
        }
        for one in &self.tidak_cocok {
            text.push_str(&format!("tidak cocok: {one}\n"));
        }
        text.push_str(&format!("{} naskah berubah, {} sama.\n", self.berubah.len(), self.sama));
        text
    }
}
