//! Known faults planted into reports that are right: which the checker finds, in which format.

mod angka;
mod jenis;
mod kalimat;
mod tempat;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use audit::{Pemeriksaan, Pilihan, Temuan, Tingkat};
use document::{Block, Document, Equation, Paragraph, ParagraphStyle};

pub use jenis::{JENIS, Jenis, Suntingan};

use crate::acak::Acak;
use crate::cacat::{FORMAT, render};
use crate::harapan::share;
use crate::laporan::Bersih;

/// How much is planted.
#[derive(Debug, Clone)]
pub struct Rencana {
    /// Where chance begins.
    pub benih: u64,
    /// Faults of a kind in a report.
    pub sebanyak: usize,
    /// Endings of the formats.
    pub format: Vec<&'static str>,
}

/// What became of the faults of a kind in a format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hasil {
    /// Planted.
    pub ditanam: usize,
    /// Something new was said.
    pub ditemukan: usize,
    /// It was one cause, and the first finding or its proofs show what was planted.
    pub tepat: usize,
}

/// The outcome of a run.
#[derive(Debug, Clone, Default)]
pub struct Ukuran {
    /// By kind and format.
    pub hasil: BTreeMap<(usize, &'static str), Hasil>,
    /// `kesalahan` in reports that are right.
    pub pada_bersih: Vec<String>,
    /// Reports that are right, with their formats.
    pub bersih: usize,
    /// `kesalahan` after a change that only rounds.
    pub pada_pembulatan: Vec<String>,
    /// Changes that only round.
    pub pembulatan: usize,
    /// Faults that were not found: kind, format, report, what was planted.
    pub terlewat: Vec<String>,
}

/// The reports that faults are planted into: both examples, quarters and a year.
pub fn dipakai(name: &str, periode: domain::value::Periode) -> bool {
    use domain::value::{Periode, Triwulan};
    match (name, periode) {
        ("pronojiwo", _) => true,
        (_, Periode::Tahunan { tahun }) => tahun == 2024,
        (_, Periode::Triwulan { tahun, triwulan }) => tahun == 2024 && triwulan == Triwulan::II,
    }
}

/// Plants every kind of fault into every report and checks each alone. `kemajuan` is told where the work is and what
/// was missed, as it happens.
pub fn ukur(laporan: &[Bersih], rencana: &Rencana, kemajuan: &(dyn Fn(&str) + Sync)) -> Result<Ukuran, String> {
    let work: Vec<(&Bersih, &'static str)> =
        laporan.iter().flat_map(|report| rencana.format.iter().map(move |format| (report, *format))).collect();
    let mut ukuran = Ukuran::default();
    // Two at a time; the outcome is put together in the order of the work.
    for pair in work.chunks(2) {
        let parts = std::thread::scope(|scope| {
            let running: Vec<_> = pair
                .iter()
                .map(|(report, format)| {
                    scope.spawn(move || {
                        kemajuan(&format!("{} {format}", report.nama));
                        satu(report, format, rencana, kemajuan)
                    })
                })
                .collect();
            running
                .into_iter()
                .map(|one| one.join().map_err(|_| "a measurement broke off".to_string()))
                .collect::<Vec<_>>()
        });
        for part in parts {
            ukuran.add(part??);
        }
    }
    Ok(ukuran)
}

fn satu(
    report: &Bersih,
    format: &'static str,
    rencana: &Rencana,
    kemajuan: &(dyn Fn(&str) + Sync),
) -> Result<Ukuran, String> {
    let mut ukuran = Ukuran { bersih: 1, ..Ukuran::default() };
    let percobaan = Percobaan::new(&report.dokumen, format, Pilihan::default())?;
    ukuran.pada_bersih.extend(errors(&percobaan.bersih).map(|one| format!("{} {format}: {}", report.nama, one.pesan)));
    for (number, jenis) in JENIS.iter().enumerate() {
        // The same faults in every format.
        let mut acak = Acak::new(rencana.benih.wrapping_add(1 + number as u64 * 7919));
        let places = (jenis.tempat)(&report.dokumen, &mut acak);
        for fault in acak.take(places, rencana.sebanyak) {
            if format == "xlsx" && !fault.in_workbook() {
                continue;
            }
            let new = percobaan.tanam(&fault)?;
            let hasil = ukuran.hasil.entry((number, format)).or_default();
            hasil.ditanam += 1;
            hasil.ditemukan += usize::from(!new.is_empty());
            hasil.tepat += usize::from(fault.is_shown_by(&new));
            if new.is_empty() {
                let what = fault.describe(&report.dokumen);
                let missed = format!("{}: {format}, {}: {what}", jenis.nama, report.nama);
                kemajuan(&format!("terlewat: {missed}"));
                ukuran.terlewat.push(missed);
            }
        }
    }
    let mut acak = Acak::new(rencana.benih);
    let rounded = tempat::sel(&report.dokumen).into_iter().filter_map(|sel| {
        let text = angka::dibulatkan(&sel.teks)?;
        Some(Suntingan::Sel(vec![(sel.tabel, sel.baris, sel.sel, text)], sel.berjudul))
    });
    for change in acak.take(rounded.collect(), rencana.sebanyak * 4) {
        let found = percobaan.tanam(&change)?;
        ukuran.pembulatan += 1;
        let new = found.iter().filter(|one| one.tingkat == Tingkat::Kesalahan);
        let what = change.describe(&report.dokumen);
        ukuran.pada_pembulatan.extend(new.map(|one| format!("{} {format}, {what}: {}", report.nama, one.pesan)));
    }
    Ok(ukuran)
}

/// A report in a format, in which faults are tried one at a time.
pub struct Percobaan<'d> {
    dokumen: &'d Document,
    format: &'d str,
    pilihan: Pilihan,
    /// What is found without a fault.
    pub bersih: Pemeriksaan,
    known: BTreeSet<(&'static str, String, String)>,
}

impl<'d> Percobaan<'d> {
    /// Checks the report as it is.
    pub fn new(dokumen: &'d Document, format: &'d str, pilihan: Pilihan) -> Result<Self, String> {
        let bersih = check(dokumen, format, &pilihan)?;
        let known = bersih.temuan.iter().map(key).collect();
        Ok(Self { dokumen, format, pilihan, bersih, known })
    }

    /// What is found only with the fault.
    pub fn tanam(&self, fault: &Suntingan) -> Result<Vec<Temuan>, String> {
        let found = check(&planted(self.dokumen, fault), self.format, &self.pilihan)?.temuan;
        Ok(found.into_iter().filter(|one| !self.known.contains(&key(one))).collect())
    }
}

fn check(document: &Document, format: &str, pilihan: &Pilihan) -> Result<Pemeriksaan, String> {
    let bytes = render(document, format).map_err(|error| error.to_string())?;
    Ok(audit::periksa(&[reader::read(&format!("laporan.{format}"), &bytes)], pilihan))
}

fn errors(found: &Pemeriksaan) -> impl Iterator<Item = &Temuan> {
    found.temuan.iter().filter(|one| one.tingkat == Tingkat::Kesalahan)
}

/// What makes a finding the same one in two runs.
fn key(temuan: &Temuan) -> (&'static str, String, String) {
    (temuan.kode, temuan.sidik_jari.clone(), temuan.tertulis.clone())
}

/// The document with a change made.
fn planted(document: &Document, change: &Suntingan) -> Document {
    let mut made = document.clone();
    let blocks = &mut made.blocks;
    match change {
        Suntingan::Sel(cells, _) => {
            for (table, row, cell, text) in cells {
                tempat::ubah_tabel(blocks, *table, &mut |table| {
                    if let Some(cell) = table.rows.get_mut(*row).and_then(|row| row.cells.get_mut(*cell)) {
                        tempat::timpa(cell, text);
                    }
                });
            }
        }
        Suntingan::BarisHilang(table, row, _) => tempat::ubah_tabel(blocks, *table, &mut |table| {
            tempat::baris(table, |rows| drop(rows.remove(*row)));
        }),
        Suntingan::BarisGanda(table, row, _) => tempat::ubah_tabel(blocks, *table, &mut |table| {
            tempat::baris(table, |rows| {
                if let Some(twice) = rows.get(*row).cloned() {
                    rows.insert(*row, twice);
                }
            });
        }),
        Suntingan::Paragraf(number, text) => {
            let mut at = 0;
            tempat::ubah_blok(blocks, &mut |block| {
                let Block::Paragraph(paragraph) = block else { return false };
                at += 1;
                if at == number + 1 {
                    paragraph.content = vec![document::Inline::text(text)];
                }
                at > *number
            });
        }
        Suntingan::ParagrafBaru(text) => blocks.push(Block::Paragraph(Paragraph {
            style: ParagraphStyle::Body,
            content: vec![document::Inline::text(text)],
            keep_with_next: false,
        })),
        Suntingan::TandaTangan(number, old, new) => {
            let signatures = blocks.iter_mut().filter_map(|block| match block {
                Block::Signature(signature) => Some(signature),
                _ => None,
            });
            let lines = signatures.skip(*number).take(1).flat_map(|one| &mut one.signatories);
            lines.filter(|one| one.name == *old).for_each(|one| one.name.clone_from(new));
        }
        Suntingan::Rumus(number, old, new) => {
            let mut at = 0;
            tempat::ubah_blok(blocks, &mut |block| {
                let Block::Equation(equation) = block else { return false };
                at += 1;
                if at == number + 1 {
                    replace(equation, old, new);
                }
                at > *number
            });
        }
    }
    made
}

/// Replaces the first number of an equation that is written so.
fn replace(equation: &mut Equation, old: &str, new: &str) -> bool {
    match equation {
        Equation::Text(text) if text == old => {
            *text = new.to_string();
            true
        }
        Equation::Text(_) | Equation::Operator(_) => false,
        Equation::Fraction(over, under) => replace(over, old, new) || replace(under, old, new),
        Equation::Parentheses(inside) => replace(inside, old, new),
        Equation::Row(parts) | Equation::Lines(parts) => parts.iter_mut().any(|part| replace(part, old, new)),
    }
}

impl Suntingan {
    /// Whether a workbook, which holds the tables with captions alone, has what is changed.
    fn in_workbook(&self) -> bool {
        match self {
            Self::Sel(_, captioned) | Self::BarisHilang(.., captioned) | Self::BarisGanda(.., captioned) => *captioned,
            Self::Paragraf(..) | Self::ParagrafBaru(_) | Self::TandaTangan(..) | Self::Rumus(..) => false,
        }
    }

    /// Whether findings are of one cause and show what was planted. For a row that is gone there is nothing to show.
    fn is_shown_by(&self, new: &[Temuan]) -> bool {
        let causes: BTreeSet<&str> = new.iter().map(|one| one.kelompok.as_str()).collect();
        let shows = |text: &str| {
            new.iter().any(|one| {
                one.lokasi.kutipan.contains(text)
                    || one.tertulis.contains(text)
                    || one.bukti.iter().any(|proof| proof.mentah.contains(text))
            })
        };
        causes.len() == 1
            && match self {
                Self::Sel(cells, _) => cells.iter().any(|(.., text)| shows(text)),
                Self::TandaTangan(.., new) | Self::Rumus(.., new) => shows(new),
                Self::BarisHilang(..) | Self::BarisGanda(..) | Self::Paragraf(..) | Self::ParagrafBaru(_) => true,
            }
    }

    /// What was planted where.
    fn describe(&self, document: &Document) -> String {
        let tables = tempat::tabel(&document.blocks);
        let name = |table: &usize| {
            let caption = tables.get(*table).and_then(|table| table.caption.as_ref());
            caption.map_or_else(
                || "tabel tanpa judul".to_string(),
                |caption| format!("{} {}", caption.label, caption.number),
            )
        };
        let old = |table: &usize, row: &usize, cell: &usize| {
            let row = tables.get(*table).and_then(|table| table.rows.get(*row));
            row.and_then(|row| row.cells.get(*cell)).map(|cell| tempat::teks(&cell.content)).unwrap_or_default()
        };
        match self {
            Self::Sel(cells, _) => {
                let each = cells.iter().map(|(table, row, cell, text)| {
                    format!("{} baris {row} sel {cell}: {} -> {text}", name(table), old(table, row, cell))
                });
                each.collect::<Vec<_>>().join("; ")
            }
            Self::BarisHilang(table, row, _) | Self::BarisGanda(table, row, _) => {
                format!("{} baris {row}", name(table))
            }
            Self::Paragraf(_, text) | Self::ParagrafBaru(text) => text.chars().take(160).collect(),
            Self::TandaTangan(_, old, new) | Self::Rumus(_, old, new) => format!("{old} -> {new}"),
        }
    }
}

impl Ukuran {
    fn add(&mut self, other: Self) {
        for (key, part) in other.hasil {
            let own = self.hasil.entry(key).or_default();
            own.ditanam += part.ditanam;
            own.ditemukan += part.ditemukan;
            own.tepat += part.tepat;
        }
        self.pada_bersih.extend(other.pada_bersih);
        self.bersih += other.bersih;
        self.pada_pembulatan.extend(other.pada_pembulatan);
        self.pembulatan += other.pembulatan;
        self.terlewat.extend(other.terlewat);
    }

    /// The sum over formats of the kinds that `wanted` takes.
    pub fn jumlah(&self, wanted: impl Fn(&Jenis, &str) -> bool) -> Hasil {
        let taken = self
            .hasil
            .iter()
            .filter(|((number, format), _)| JENIS.get(*number).is_some_and(|jenis| wanted(jenis, format)));
        taken.fold(Hasil::default(), |sum, (_, one)| Hasil {
            ditanam: sum.ditanam + one.ditanam,
            ditemukan: sum.ditemukan + one.ditemukan,
            tepat: sum.tepat + one.tepat,
        })
    }

    /// The table of recall, by kind and format, in Markdown.
    pub fn tabel(&self) -> String {
        let mut text = String::from("| kesalahan yang ditanam |");
        FORMAT.iter().for_each(|format| {
            let _ = write!(text, " {format} |");
        });
        text.push_str(" semua | satu sebab, tepat |\n|---|");
        text.push_str(&"---|".repeat(FORMAT.len() + 2));
        text.push('\n');
        let mut line = |name: &str, wanted: &dyn Fn(&Jenis) -> bool| {
            let _ = write!(text, "| {name} |");
            for format in FORMAT {
                let one = self.jumlah(|jenis, own| wanted(jenis) && own == format);
                let _ = write!(text, " {} |", of(one.ditemukan, one.ditanam));
            }
            let all = self.jumlah(|jenis, _| wanted(jenis));
            let _ = writeln!(text, " {} | {} |", share(all.ditemukan, all.ditanam), share(all.tepat, all.ditanam));
        };
        for jenis in JENIS {
            line(jenis.nama, &|own| own.nama == jenis.nama);
        }
        line("**hitungan dan bentuk angka**", &|own| own.hitungan);
        line("**lainnya**", &|own| !own.hitungan);
        line("**semua**", &|_| true);
        text
    }

    /// What is right and must give no `kesalahan`.
    pub fn teks_bersih(&self) -> String {
        let mut text = format!(
            "Laporan benar: {} berkas, {} kesalahan. Hanya pembulatan: {} perubahan, {} kesalahan.\n",
            self.bersih,
            self.pada_bersih.len(),
            self.pembulatan,
            self.pada_pembulatan.len()
        );
        self.pada_bersih.iter().chain(&self.pada_pembulatan).for_each(|one| {
            let _ = writeln!(text, "  {one}");
        });
        text
    }
}

/// `12/13`, or a dash of nothing.
fn of(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_string() } else { format!("{part}/{whole}") }
}
