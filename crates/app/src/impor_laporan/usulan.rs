//! Proposed rows of the register, every value with its origin.

use std::collections::{BTreeMap, BTreeSet};

use audit::fakta::Nilai;
use audit::{Lokasi, fakta};
use domain::register::{Register, table};
use domain::schema::TableSchema;

/// A row of texts by column.
pub(super) type Baris = BTreeMap<&'static str, String>;

/// A proposed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Isi {
    /// The text, as records write it.
    pub teks: String,
    /// Where it comes from.
    pub asal: String,
}

impl Isi {
    /// A text from a place of the report.
    pub fn dari(teks: impl Into<String>, lokasi: &Lokasi) -> Self {
        Self { teks: teks.into(), asal: tempat(lokasi) }
    }

    /// A value as it stands.
    pub fn nilai(nilai: &Nilai) -> Self {
        Self::dari(nilai.teks.clone(), &nilai.lokasi)
    }

    /// A value that the report does not hold word by word.
    pub fn ditetapkan(teks: impl Into<String>, asal: &str) -> Self {
        Self { teks: teks.into(), asal: asal.to_string() }
    }
}

/// A place of the report in words.
pub(super) fn tempat(lokasi: &Lokasi) -> String {
    let letak = &lokasi.letak;
    let mut parts: Vec<String> = lokasi.tabel.clone().into_iter().collect();
    let number = |name: &str, value: Option<u32>| value.map(|value| format!("{name} {value}"));
    if let Some(sel) = &letak.sel {
        parts.push(sel.clone());
    }
    parts.extend(number("halaman", letak.halaman));
    parts.extend(number("baris berkas", letak.baris_berkas));
    parts.extend(number("paragraf", letak.paragraf.filter(|_| letak.tabel.is_none())));
    parts.extend(number("tabel ke", letak.tabel.filter(|_| lokasi.tabel.is_none())));
    parts.extend(number("baris", letak.baris));
    match &lokasi.kolom {
        Some(kolom) => parts.push(format!("kolom {kolom}")),
        None => parts.extend(number("kolom", letak.kolom)),
    }
    parts.join(", ")
}

/// A proposed row.
#[derive(Debug, Clone)]
pub(super) struct UsulBaris {
    /// Its table.
    pub tabel: &'static TableSchema,
    /// Its values by column; empty ones are left out.
    pub isi: BTreeMap<&'static str, Isi>,
}

impl UsulBaris {
    /// The texts of the key columns.
    pub fn kunci(&self) -> Vec<String> {
        self.tabel.key.iter().map(|name| self.isi.get(name).map(|isi| isi.teks.clone()).unwrap_or_default()).collect()
    }
}

/// Everything that is proposed, with the rows that the register has.
#[derive(Debug, Default)]
pub(super) struct Usulan {
    /// Rows in the order in which they were found.
    pub baris: Vec<UsulBaris>,
    /// What was seen and cannot be taken, with the reason.
    pub tertolak: Vec<String>,
    lama: BTreeMap<&'static str, Vec<Baris>>,
    seen: BTreeSet<(&'static str, Vec<String>)>,
}

impl Usulan {
    /// Nothing yet, beside the register as it is.
    pub fn new(lama: Option<&Register>) -> Self {
        let rows = lama.map(rows).unwrap_or_default();
        Self { lama: rows, ..Self::default() }
    }

    /// The rows that the register has.
    pub fn lama(&self, tabel: &str) -> &[Baris] {
        self.lama.get(tabel).map_or(&[], Vec::as_slice)
    }

    /// Proposes a row. Values are read as a form would read them: one that cannot be read is left out and told, and a
    /// row without its required values is left out whole. Of two rows with one key the first holds.
    pub fn tambah<const N: usize>(&mut self, tabel: &'static str, isi: [(&'static str, Option<Isi>); N]) {
        let Some(tabel) = table(tabel) else { return };
        let mut row = UsulBaris { tabel, isi: BTreeMap::new() };
        for (name, isi) in isi {
            let (Some(column), Some(isi)) = (tabel.columns.iter().find(|column| column.name == name), isi) else {
                continue;
            };
            match column.normalise(&isi.teks) {
                Ok(teks) if teks.is_empty() => {}
                Ok(teks) => {
                    row.isi.insert(column.name, Isi { teks, asal: isi.asal });
                }
                Err(why) => self.tertolak.push(format!("{} {name} ({}): {why}", tabel.name, isi.asal)),
            }
        }
        let kunci = row.kunci();
        let known = self.lama(tabel.name).iter().any(|old| key(tabel, old) == kunci);
        let lacking = tabel.columns.iter().find(|column| column.required && !row.isi.contains_key(column.name));
        match lacking {
            Some(column) if !known => self
                .tertolak
                .push(format!("satu baris {} tidak dapat dipakai: {} tidak ada di dokumen", tabel.name, column.name)),
            _ if self.seen.insert((tabel.name, kunci)) => self.baris.push(row),
            _ => {}
        }
    }

    /// The code of the row that has a name: of the register, of the proposals, else the next that is free.
    pub fn kode(&self, tabel: &'static str, kolom: &'static str, nama: &str, awalan: &str) -> String {
        self.cari(tabel, kolom, nama).unwrap_or_else(|| {
            let used: BTreeSet<String> = self.kode_terpakai(tabel);
            (1..).map(|number| format!("{awalan}{number}")).find(|code| !used.contains(code)).unwrap_or_default()
        })
    }

    /// The code of the row that has a name, if there is one.
    pub fn cari(&self, tabel: &'static str, kolom: &'static str, nama: &str) -> Option<String> {
        let old = self.lama(tabel).iter().map(|row| (row.get(kolom), row.get("kode")));
        let new = self.baris.iter().filter(|row| row.tabel.name == tabel);
        let new = new.map(|row| (row.isi.get(kolom).map(|isi| &isi.teks), row.isi.get("kode").map(|isi| &isi.teks)));
        let all: Vec<(&String, &String)> = old.chain(new).filter_map(|(name, code)| Some((name?, code?))).collect();
        let same = all.iter().find(|(name, _)| sama(name, nama));
        same.or_else(|| all.iter().find(|(name, _)| fakta::serupa(name, nama))).map(|(_, code)| (*code).clone())
    }

    fn kode_terpakai(&self, tabel: &str) -> BTreeSet<String> {
        let old = self.lama(tabel).iter().filter_map(|row| row.get("kode").cloned());
        let new = self.baris.iter().filter(|row| row.tabel.name == tabel);
        old.chain(new.filter_map(|row| row.isi.get("kode").map(|isi| isi.teks.clone()))).collect()
    }
}

fn sama(left: &str, right: &str) -> bool {
    audit::dokumen::normal(left) == audit::dokumen::normal(right)
}

/// The rows of a register as texts by column; empty cells are left out.
pub(super) fn rows(register: &Register) -> BTreeMap<&'static str, Vec<Baris>> {
    let tables = register.write().into_iter().map(|(schema, rows)| {
        let named = |cells: Vec<String>| -> Baris {
            let cells = schema.columns.iter().map(|column| column.name).zip(cells);
            cells.filter(|(_, text)| !text.is_empty()).collect()
        };
        (schema.name, rows.into_iter().map(named).collect())
    });
    tables.collect()
}

/// The texts of a row's key columns.
pub(super) fn key(tabel: &TableSchema, row: &Baris) -> Vec<String> {
    tabel.key.iter().map(|name| row.get(name).cloned().unwrap_or_default()).collect()
}
