//! Rows of a table as inputs.

use std::collections::BTreeMap;

use domain::register::Register;
use domain::schema::{Column, Kind, TableSchema};

use super::{Catatan, Cells, cells, tampil};
use crate::tampilan::nama_kolom;

/// A column of a grid.
#[derive(Debug, Clone)]
pub struct Kolom {
    /// Its description.
    pub column: &'static Column,
    /// What stands in the head.
    pub judul: String,
    /// Shown, but not to be changed here.
    pub baca_saja: bool,
}

impl Kolom {
    /// True for amounts and numbers, which stand at the right.
    pub fn angka(&self) -> bool {
        matches!(self.column.kind, Kind::Money | Kind::Decimal | Kind::Whole)
    }
}

/// A cell with its input.
#[derive(Debug, Clone)]
pub struct Sel {
    /// Name of the input.
    pub nama: String,
    /// What the input is called for those who do not see the head.
    pub label: String,
    /// What stands in it.
    pub isi: String,
    /// `prosa`, `pilihan`, `teks` or `baca`.
    pub bentuk: &'static str,
    /// What is asked of `/baca` when it changes; empty where text is text.
    pub baca: String,
    /// Words to choose from.
    pub pilihan: Vec<&'static str>,
    /// Id of the list of codes that fit; empty where there is none.
    pub daftar: String,
    /// True for numbers.
    pub angka: bool,
    /// Must not be empty.
    pub wajib: bool,
    /// What is wrong with it, or who changed it meanwhile.
    pub galat: Vec<String>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Baris {
    /// Beginning of the names of its inputs.
    pub awalan: String,
    /// The row as it was seen, as JSON; empty for a new one.
    pub sebelum: String,
    /// What a new row holds without being typed, as JSON; empty for one that exists.
    pub tetap: String,
    /// Stored cells; empty for a new row.
    pub isi: Cells,
    /// Its cells in the order of the columns.
    pub sel: Vec<Sel>,
    /// What is wrong with the row as a whole.
    pub galat: Vec<String>,
    /// True where the row goes once everything but its key is emptied.
    pub lepas: bool,
    /// True where the one who asks may change it.
    pub boleh: bool,
    /// What names it, for people who only hear it.
    pub nama: String,
}

impl Baris {
    /// A cell by its column.
    pub fn sel(&self, kolom: &str) -> Option<&Sel> {
        self.sel.iter().find(|sel| sel.nama.rsplit('.').next() == Some(kolom))
    }
}

/// A grid of rows of one table.
#[derive(Debug, Clone)]
pub struct Kisi {
    /// Id of its element.
    pub id: String,
    /// The table.
    pub tabel: &'static TableSchema,
    /// Columns that are shown.
    pub kolom: Vec<Kolom>,
    /// Rows.
    pub baris: Vec<Baris>,
    /// The pattern of a new row; `None` where none may be added.
    pub baru: Option<Baris>,
    /// Lists of codes to choose from, by id.
    pub daftar: BTreeMap<String, Vec<(String, String)>>,
    /// What is wrong with no row in particular.
    pub galat: Vec<String>,
}

impl Kisi {
    /// A grid of a table's columns (all where `kolom` is empty). `rows` are whole rows; `boleh` tells which of them
    /// the one who asks may change.
    pub fn new(
        tabel: &'static TableSchema,
        kolom: &[&str],
        rows: Vec<Vec<String>>,
        register: &Register,
        boleh: impl Fn(&Cells) -> bool,
    ) -> Self {
        let shown = tabel.columns.iter().filter(|column| kolom.is_empty() || kolom.contains(&column.name));
        let kolom: Vec<Kolom> =
            shown.map(|column| Kolom { column, judul: nama_kolom(column.name), baca_saja: false }).collect();
        let mut kisi = Self {
            id: format!("kisi-{}", tabel.name),
            tabel,
            baris: Vec::with_capacity(rows.len()),
            baru: None,
            daftar: lists(&kolom, register),
            kolom,
            galat: Vec::new(),
        };
        for row in &rows {
            let isi = cells(tabel, row);
            let may = boleh(&isi);
            kisi.baris.push(kisi.row(&row_id(tabel, &isi), isi, may));
        }
        kisi
    }

    /// A grid of those rows of a table that are to be kept; `None` where there is no such table.
    pub fn of(
        register: &Register,
        tabel: &str,
        kolom: &[&str],
        keep: impl Fn(&Cells) -> bool,
        boleh: impl Fn(&Cells) -> bool,
    ) -> Option<Self> {
        let (schema, rows) = register.rows_of(tabel)?;
        let rows = rows.into_iter().filter(|row| keep(&cells(schema, row))).collect();
        Some(Self::new(schema, kolom, rows, register, boleh))
    }

    /// With something that a new row says until it is typed over.
    pub fn filled(mut self, isi: &[(&str, String)]) -> Self {
        for baris in self.baris.iter_mut().filter(|baris| baris.sebelum.is_empty()) {
            for (name, text) in isi {
                let own = baris.sel.iter_mut().find(|sel| sel.nama.rsplit('.').next() == Some(*name));
                if let Some(sel) = own.filter(|sel| sel.isi.is_empty()) {
                    sel.isi = text.clone();
                }
            }
        }
        self
    }

    /// With a closed list of words for a column whose words are known from elsewhere.
    pub fn chosen(mut self, kolom: &str, words: &[&'static str]) -> Self {
        for baris in self.baris.iter_mut().chain(self.baru.as_mut()) {
            let own = baris.sel.iter_mut().filter(|sel| sel.nama.rsplit('.').next() == Some(kolom));
            for sel in own.filter(|sel| sel.bentuk != "baca") {
                sel.bentuk = "pilihan";
                sel.pilihan = words.to_vec();
            }
        }
        self
    }

    /// With words to choose from for a column whose codes are known from elsewhere; `id` is what the list is called.
    pub fn listed(mut self, kolom: &str, id: &str, words: Vec<(String, String)>) -> Self {
        for baris in self.baris.iter_mut().chain(self.baru.as_mut()) {
            for sel in baris.sel.iter_mut().filter(|sel| sel.nama.rsplit('.').next() == Some(kolom)) {
                sel.daftar = id.to_string();
            }
        }
        self.daftar.insert(id.to_string(), words);
        self
    }

    /// With these columns after all others, for forms in which they rarely change.
    pub fn last(mut self, names: &[&str]) -> Self {
        let late = |sel: &Sel| sel.nama.rsplit('.').next().is_some_and(|name| names.contains(&name));
        self.kolom.sort_by_key(|kolom| names.contains(&kolom.column.name));
        for baris in self.baris.iter_mut().chain(self.baru.as_mut()) {
            baris.sel.sort_by_key(late);
        }
        self
    }

    /// With a row for each of these keys, whether it exists or not, for pages that lay out a row for each thing that
    /// can have one. A row goes once everything but its key is emptied.
    pub fn with_rows(mut self, keys: impl IntoIterator<Item = Cells>, boleh: impl Fn(&Cells) -> bool) -> Self {
        for tetap in keys {
            let id = row_id(self.tabel, &tetap);
            if self.baris.iter().any(|baris| baris.awalan == format!("{}.{id}", self.tabel.name)) {
                continue;
            }
            let may = boleh(&tetap);
            let mut baris = self.new_row(&id, &tetap, may);
            baris.nama = key_texts(self.tabel, &tetap).join(", ");
            self.baris.push(baris);
        }
        for baris in &mut self.baris {
            baris.lepas = true;
        }
        self
    }

    /// True where no row of it is kept yet.
    pub fn kosong(&self) -> bool {
        self.baris.iter().all(|baris| baris.sebelum.is_empty())
    }

    /// True where the one who asks may change any of it.
    pub fn boleh(&self) -> bool {
        self.baris.iter().any(|baris| baris.boleh)
    }

    /// A row by the texts of its key.
    pub fn baris(&self, kunci: &[&str]) -> Option<&Baris> {
        let awalan = format!("{}.{}", self.tabel.name, joined(kunci));
        self.baris.iter().find(|baris| baris.awalan == awalan)
    }

    /// The cells of a row with their columns, for pages that lay them out one below the other.
    pub fn bidang<'a>(&'a self, baris: &'a Baris) -> Vec<(&'a Kolom, &'a Sel)> {
        self.kolom.iter().zip(&baris.sel).collect()
    }

    /// Columns that are shown but not changed here, such as those that name the row.
    pub fn read_only(mut self, names: &[&str]) -> Self {
        for kolom in &mut self.kolom {
            kolom.baca_saja = names.contains(&kolom.column.name);
        }
        let places: Vec<bool> = self.kolom.iter().map(|kolom| kolom.baca_saja).collect();
        for baris in &mut self.baris {
            for (sel, read_only) in baris.sel.iter_mut().zip(&places) {
                if *read_only && !baris.sebelum.is_empty() {
                    sel.bentuk = "baca";
                }
            }
        }
        self
    }

    /// With room for new rows: one that is empty, and the pattern of more. `tetap` is what every new row holds
    /// without being typed.
    pub fn with_new(mut self, tetap: &Cells) -> Self {
        self.baru = Some(self.new_row("__N__", tetap, true));
        self.baris.push(self.new_row("b0", tetap, true));
        self
    }

    fn new_row(&self, number: &str, tetap: &Cells, boleh: bool) -> Baris {
        let mut baris = self.row(number, Cells::new(), boleh);
        baris.sebelum.clear();
        baris.tetap = serde_json::to_string(tetap).unwrap_or_default();
        baris.nama = "baris baru".to_string();
        for sel in &mut baris.sel {
            if let Some(value) = sel.nama.rsplit('.').next().and_then(|column| tetap.get(column)) {
                sel.isi = value.clone();
                sel.bentuk = "baca";
            }
        }
        baris
    }

    /// What was typed and what is wrong with it, laid over the stored rows. New rows that were typed come back.
    pub fn with(mut self, catatan: &Catatan) -> Self {
        let prefix = format!("{}.", self.tabel.name);
        let added: Vec<String> = catatan.new_rows(&prefix);
        for id in added {
            if self.baris.iter().any(|baris| baris.awalan == id) {
                continue;
            }
            let pattern = self.baru.as_ref().and_then(|baris| serde_json::from_str(&baris.tetap).ok());
            let baris = self.new_row(id.trim_start_matches(prefix.as_str()), &pattern.unwrap_or_default(), true);
            self.baris.push(baris);
        }
        for baris in &mut self.baris {
            for sel in &mut baris.sel {
                if let Some(typed) = catatan.typed(&sel.nama) {
                    sel.isi = typed.to_string();
                }
                sel.galat.extend(catatan.of_cell(&sel.nama));
            }
            if let Some(seen) = catatan.seen_now(&baris.awalan) {
                baris.sebelum = seen;
            }
            baris.galat.extend(catatan.of_row(&baris.awalan, &baris.sel));
        }
        self.galat.extend(catatan.of_table(self.tabel.name));
        self
    }

    fn row(&self, number: &str, isi: Cells, boleh: bool) -> Baris {
        let awalan = format!("{}.{number}", self.tabel.name);
        let nama = key_texts(self.tabel, &isi).join(", ");
        let sel = self.kolom.iter().map(|kolom| self.cell(&awalan, &nama, kolom, &isi, boleh)).collect();
        let sebelum = serde_json::to_string(&isi).unwrap_or_default();
        Baris { awalan, sebelum, tetap: String::new(), isi, sel, galat: Vec::new(), lepas: false, boleh, nama }
    }

    fn cell(&self, awalan: &str, nama: &str, kolom: &Kolom, isi: &Cells, boleh: bool) -> Sel {
        let column = kolom.column;
        let text = isi.get(column.name).map(String::as_str).unwrap_or_default();
        let bentuk = match column.kind {
            _ if !boleh || kolom.baca_saja => "baca",
            Kind::Prose => "prosa",
            Kind::Choice(_) | Kind::Flag => "pilihan",
            _ => "teks",
        };
        let pilihan = match column.kind {
            Kind::Choice(words) => words.to_vec(),
            Kind::Flag => vec!["ya", "tidak"],
            _ => Vec::new(),
        };
        Sel {
            nama: format!("{awalan}.{}", column.name),
            label: if nama.is_empty() { kolom.judul.clone() } else { format!("{}, {nama}", kolom.judul) },
            isi: tampil(column, text),
            bentuk,
            baca: match column.kind {
                Kind::Money | Kind::Decimal | Kind::Whole | Kind::Date => {
                    format!("{}.{}", self.tabel.name, column.name)
                }
                _ => String::new(),
            },
            pilihan,
            daftar: column.references.map(|table| format!("acuan-{table}")).unwrap_or_default(),
            angka: kolom.angka(),
            wajib: column.required,
            galat: Vec::new(),
        }
    }
}

fn key_texts<'a>(tabel: &TableSchema, isi: &'a Cells) -> Vec<&'a str> {
    tabel.key.iter().map(|name| isi.get(*name).map(String::as_str).unwrap_or_default()).collect()
}

/// What a stored row is called in the names of its inputs. It follows from the key and not from the place, so that
/// what was typed comes back to its own row when others came or went meanwhile.
fn row_id(tabel: &TableSchema, isi: &Cells) -> String {
    joined(&key_texts(tabel, isi))
}

fn joined(kunci: &[&str]) -> String {
    format!("@{}", kunci.join(","))
}

/// The codes that columns may name, each with the words that tell what it is.
fn lists(kolom: &[Kolom], register: &Register) -> BTreeMap<String, Vec<(String, String)>> {
    let named = kolom.iter().filter_map(|kolom| kolom.column.references);
    named.map(|table| (format!("acuan-{table}"), acuan(register, table))).collect()
}

/// The codes of a table with the words that tell what each is.
pub fn acuan(register: &Register, table: &str) -> Vec<(String, String)> {
    let Some((schema, rows)) = register.rows_of(table) else { return Vec::new() };
    let place = |name: &str| schema.columns.iter().position(|column| column.name == name);
    let words = ["uraian", "nama"].iter().find_map(|name| place(name));
    let Some(code) = place("kode") else { return Vec::new() };
    rows.into_iter()
        .filter_map(|row| Some((row.get(code)?.clone(), words.and_then(|at| row.get(at)).cloned().unwrap_or_default())))
        .collect()
}
