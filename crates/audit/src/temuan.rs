//! Findings, with the cells that prove them.

use std::collections::BTreeSet;

use reader::{Blok, Letak, Naskah};

use crate::angka::{self, show};
use crate::dokumen::TabelDikenal;
use crate::persamaan::{Cocok, Persamaan};
use crate::rules::Rule;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tingkat {
    /// Two things in the document cannot both be true.
    Kesalahan,
    /// A careful auditor would ask.
    Peringatan,
    /// Worth knowing.
    Catatan,
}

/// How surely the cells are what they are taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kepastian {
    /// By code, name or header.
    Pasti,
    /// By guess: a page edge, a guessed level, prose.
    Dugaan,
}

/// A file that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Berkas {
    /// Name.
    pub nama: String,
    /// Format.
    pub format: &'static str,
    /// The last page with something on it, for PDF.
    pub halaman: Option<u32>,
    /// Tables.
    pub tabel: usize,
    /// Cells with a number.
    pub sel_angka: usize,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lokasi {
    /// Index of the file.
    pub berkas: usize,
    /// Place in the file.
    pub letak: Letak,
    /// Number or caption of the table.
    pub tabel: Option<String>,
    /// Head of the column.
    pub kolom: Option<String>,
    /// What is written there.
    pub kutipan: String,
}

/// A cell or sentence that proves a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bukti {
    /// Where.
    pub lokasi: Lokasi,
    /// As written.
    pub mentah: String,
    /// As read, with a point for decimals.
    pub nilai: Option<String>,
    /// What it is in the finding ("pagu").
    pub peran: String,
}

impl Bukti {
    pub(crate) fn tempat(&self) -> Tempat {
        (self.lokasi.berkas, self.lokasi.letak.clone())
    }
}

/// What a repair changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JenisSaran {
    /// The way of writing.
    Format,
    /// A number.
    Angka,
    /// A name or a word.
    Nama,
}

/// An honest repair; where there are two, both are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saran {
    /// What it changes.
    pub jenis: JenisSaran,
    /// What stands there.
    pub dari: String,
    /// What would stand there.
    pub ke: String,
    /// True where nothing else can be meant.
    pub aman: bool,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Temuan {
    /// Code of the rule.
    pub kode: &'static str,
    /// Weight.
    pub tingkat: Tingkat,
    /// Certainty.
    pub kepastian: Kepastian,
    /// Title of the rule.
    pub judul: &'static str,
    /// What differs, never who is wrong.
    pub pesan: String,
    /// What is written.
    pub tertulis: String,
    /// What would be right, the likeliest first.
    pub seharusnya: Vec<String>,
    /// Difference, where both are numbers.
    pub selisih: Option<String>,
    /// The arithmetic in one line.
    pub hitungan: Option<String>,
    /// The cell or sentence to look at.
    pub lokasi: Lokasi,
    /// Everything that proves it, the cell itself included.
    pub bukti: Vec<Bukti>,
    /// Cluster, filled in when all rules have run.
    pub kelompok: String,
    /// True for the root of its cluster.
    pub penyebab_utama: bool,
    /// What may have caused it.
    pub dugaan_sebab: Option<String>,
    /// Repairs.
    pub saran: Vec<Saran>,
    /// Legal or arithmetic basis.
    pub dasar: &'static str,
    /// Made from rule, table and keys, not from the position.
    pub sidik_jari: String,
    /// The equation that is broken, for findings of arithmetic.
    pub persamaan: Option<Persamaan>,
    /// True where an earlier run found the same.
    pub diketahui: bool,
    /// Why somebody lets it stand.
    pub pengecualian: Option<String>,
}

impl Temuan {
    /// True for what nobody has seen or let stand yet; only that counts.
    pub fn is_open(&self) -> bool {
        !self.diketahui && self.pengecualian.is_none()
    }

    /// True for what is surely wrong.
    pub fn is_sure_error(&self) -> bool {
        self.tingkat == Tingkat::Kesalahan && self.kepastian == Kepastian::Pasti
    }
}

/// Counts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ringkasan {
    /// Checks that were made.
    pub aturan_diperiksa: usize,
    /// Checks that could not be made, since something was not known.
    pub dilewati: usize,
    /// Checks that failed.
    pub tidak_terpenuhi: usize,
    /// Findings by weight, without those that are known or let stand.
    pub kesalahan: usize,
    /// Findings by weight, without those that are known or let stand.
    pub peringatan: usize,
    /// Findings by weight, without those that are known or let stand.
    pub catatan: usize,
    /// Clusters.
    pub penyebab_utama: usize,
    /// Findings that an earlier run had too.
    pub diketahui: usize,
    /// Findings that somebody lets stand.
    pub dikecualikan: usize,
}

/// Cells shown as proof of one finding, the result not counted.
const MOST_PROOFS: usize = 40;

/// A table: its file and its number in it.
pub(crate) type NomorTabel = (usize, Option<u32>);

/// A place of a cell or a sentence: its file, and where in it.
pub(crate) type Tempat = (usize, Letak);

/// Where a rule puts what it finds.
pub struct Hasil {
    rule: &'static Rule,
    temuan: Vec<Temuan>,
    berlaku: Vec<Persamaan>,
    ringkasan: Ringkasan,
    hanya: Option<BTreeSet<NomorTabel>>,
    banding: Option<BTreeSet<Tempat>>,
    batas: Vec<String>,
    lebih: usize,
}

/// The most findings of one rule that are kept: nobody reads more, and what breaks a rule so often was misread.
const MOST_FINDINGS: usize = 1_000;

impl Hasil {
    pub(crate) fn of(rule: &'static Rule) -> Self {
        let (temuan, berlaku, ringkasan) = (Vec::new(), Vec::new(), Ringkasan::default());
        Self { rule, temuan, berlaku, ringkasan, hanya: None, banding: None, batas: Vec::new(), lebih: 0 }
    }

    /// For a second pass over tables in which equations are broken: there the equations that hold matter too.
    pub(crate) fn again(rule: &'static Rule, tables: BTreeSet<NomorTabel>) -> Self {
        Self { hanya: Some(tables), ..Self::of(rule) }
    }

    /// For a pass that counts which cells are compared at all.
    pub(crate) fn counting(rule: &'static Rule, tables: BTreeSet<NomorTabel>) -> Self {
        Self { banding: Some(BTreeSet::new()), ..Self::again(rule, tables) }
    }

    /// Whether a table is to be checked in this pass.
    pub fn asks(&self, tabel: &TabelDikenal<'_>) -> bool {
        self.hanya.as_ref().is_none_or(|tables| tables.contains(&(tabel.berkas, tabel.tabel.letak.tabel)))
    }

    /// Counts an equation that holds by its plain values and need not be built, unless this pass collects it.
    pub fn settled(&mut self, holds: bool) -> bool {
        let settled = holds && self.hanya.is_none();
        if settled {
            self.holds();
        }
        settled
    }

    /// A check was made and held.
    pub fn holds(&mut self) {
        self.ringkasan.aturan_diperiksa += 1;
    }

    /// Cells were compared without an equation, and agree. Named are those of which another number would be a finding;
    /// they are asked for only by a pass that counts them.
    pub fn holds_on(&mut self, cells: impl FnOnce() -> Vec<Tempat>) {
        self.holds();
        self.compared(cells);
    }

    /// Like [`Self::holds_on`], for a check that was counted already.
    pub fn compared(&mut self, cells: impl FnOnce() -> Vec<Tempat>) {
        if let Some(banding) = &mut self.banding {
            banding.extend(cells());
        }
    }

    /// A check could not be made.
    pub fn skipped(&mut self) {
        self.ringkasan.dilewati += 1;
    }

    /// A finding of this rule, to be completed and given to [`Self::found`]. `keys` name the thing (table title, row
    /// and column keys), not its position.
    pub fn temuan(&self, lokasi: Lokasi, keys: &[&str], pesan: impl Into<String>) -> Temuan {
        Temuan {
            kode: self.rule.kode,
            tingkat: self.rule.tingkat,
            kepastian: Kepastian::Pasti,
            judul: self.rule.judul,
            pesan: pesan.into(),
            tertulis: lokasi.kutipan.clone(),
            seharusnya: Vec::new(),
            selisih: None,
            hitungan: None,
            lokasi,
            bukti: Vec::new(),
            kelompok: String::new(),
            penyebab_utama: false,
            dugaan_sebab: None,
            saran: Vec::new(),
            dasar: self.rule.dasar,
            sidik_jari: fingerprint(self.rule.kode, keys),
            persamaan: None,
            diketahui: false,
            pengecualian: None,
        }
    }

    /// A check was made and failed.
    pub fn found(&mut self, temuan: Temuan) {
        self.ringkasan.aturan_diperiksa += 1;
        self.ringkasan.tidak_terpenuhi += 1;
        if self.temuan.len() < MOST_FINDINGS {
            self.temuan.push(temuan);
        } else {
            self.lebih += 1;
        }
    }

    /// Whether a rule that compares things with each other may do so: of more things than any report has it would take
    /// minutes. Where there are too many, a note says so.
    pub(crate) fn within(&mut self, what: &str, count: usize, most: usize) -> bool {
        if count > most {
            self.skipped();
            let (count, most) = (show(count.into()), show(most.into()));
            self.batas.push(format!("tidak dijalankan, karena ada {count} {what}, lebih dari {most}"));
        }
        count <= most
    }

    /// What this rule did not do, as sentences.
    pub(crate) fn limits(&self) -> Vec<String> {
        let mut said = self.batas.clone();
        if self.lebih > 0 {
            let (kept, further) = (show(MOST_FINDINGS.into()), show(self.lebih.into()));
            said.push(format!(
                "menghasilkan {further} temuan lagi, yang tidak ditampilkan sesudah {kept} yang pertama"
            ));
        }
        let name = |what: String| format!("Aturan {} ({}) {what}.", self.rule.kode, self.rule.judul);
        said.into_iter().map(name).collect()
    }

    /// An equation held.
    pub fn holds_with(&mut self, persamaan: Persamaan) {
        self.holds();
        self.berlaku.push(persamaan);
    }

    /// Checks an equation. Where it is broken, `pesan` says what differs, given what the result would be; the finding
    /// points at the result and shows every cell.
    pub fn check(&mut self, keys: &[&str], persamaan: Persamaan, pesan: impl FnOnce(&str) -> String) {
        if let Some(temuan) = self.broken(keys, persamaan, pesan) {
            self.found(temuan);
        }
    }

    /// Like [`Self::check`], but gives a broken equation's finding back for completion instead of keeping it.
    pub fn broken(
        &mut self,
        keys: &[&str],
        persamaan: Persamaan,
        pesan: impl FnOnce(&str) -> String,
    ) -> Option<Temuan> {
        let cocok = persamaan.check();
        if cocok == Cocok::Ya {
            self.holds_with(persamaan);
            return None;
        }
        let (Some(hasil), Some(expected)) = (persamaan.suku.first(), persamaan.expected()) else {
            self.skipped();
            return None;
        };
        let shown = show(expected);
        let mut temuan = self.temuan(hasil.bukti.lokasi.clone(), keys, pesan(&shown));
        temuan.hitungan = Some(format!("{} = {shown}", persamaan.ruas()));
        temuan.selisih = Some(show((hasil.nilai - expected).abs()));
        temuan.saran =
            vec![Saran { jenis: JenisSaran::Angka, dari: temuan.tertulis.clone(), ke: shown.clone(), aman: false }];
        temuan.seharusnya = vec![shown];
        let shown_cells = persamaan.suku.iter().skip(1).take(MOST_PROOFS);
        temuan.bukti = shown_cells.chain(std::iter::once(hasil)).map(|suku| suku.bukti.clone()).collect();
        if cocok == Cocok::Terpotong {
            temuan.tingkat = Tingkat::Catatan;
            temuan.pesan.push_str(" Angkanya cocok bila dipotong, bukan dibulatkan.");
        }
        if !persamaan.pasti() {
            temuan.kepastian = Kepastian::Dugaan;
        }
        temuan.persamaan = Some(persamaan);
        Some(temuan)
    }

    /// The cells that were compared without an equation.
    pub(crate) fn take_compared(&mut self) -> BTreeSet<Tempat> {
        self.banding.take().unwrap_or_default()
    }

    pub(crate) fn finish(self) -> (Vec<Temuan>, Vec<Persamaan>, Ringkasan) {
        (self.temuan, self.berlaku, self.ringkasan)
    }
}

/// A stable short number of a finding: FNV-1a over the rule and the keys, letters folded.
fn fingerprint(kode: &str, keys: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in std::iter::once(kode).chain(keys.iter().copied()) {
        for byte in part.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

pub(crate) fn describe(naskah: &Naskah) -> Berkas {
    let cells = naskah.tabel().flat_map(|table| table.baris.iter().flat_map(|row| &row.sel));
    Berkas {
        nama: naskah.nama.clone(),
        format: naskah.format.name(),
        halaman: last_page(naskah),
        tabel: naskah.blok.iter().filter(|block| matches!(block, Blok::Tabel(_))).count(),
        sel_angka: cells.filter(|cell| matches!(angka::read(&cell.teks), angka::Bacaan::Angka(_))).count(),
    }
}

fn last_page(naskah: &Naskah) -> Option<u32> {
    let blocks = naskah.blok.iter().filter_map(|block| match block {
        Blok::Judul { teks, .. } | Blok::Paragraf(teks) => teks.letak.halaman,
        Blok::Rumus { letak, .. } => letak.halaman,
        Blok::Tabel(table) => table.baris.iter().filter_map(|row| row.letak.halaman).max(),
    });
    blocks.chain(naskah.catatan.iter().filter_map(|note| note.letak.halaman)).max()
}
