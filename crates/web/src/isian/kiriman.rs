//! A form that was sent, and what became of it.

use std::collections::BTreeMap;

use app::{Perubahan, Ubah, ubah};
use domain::problem::Problem;
use domain::register::table;

use super::{Cells, Sel, kunci, tampil};
use crate::galat::Galat;
use crate::izin;
use crate::konteks::HalamanKantor;

/// What was sent, by the names of its inputs.
#[derive(Debug, Clone, Default)]
pub struct Kiriman {
    fields: BTreeMap<String, String>,
}

impl Kiriman {
    /// From the body of a form.
    pub fn read(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned()));
        Self { fields: pairs.collect() }
    }

    /// A field by its name, trimmed; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map(|value| value.trim()).unwrap_or_default()
    }

    /// True where a field was sent, empty or not.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Puts something into a field that the page adds to what was typed.
    pub fn set(&mut self, name: &str, value: String) {
        self.fields.insert(name.to_string(), value);
    }

    /// A field as it was typed, blanks included: passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The changes that it asks for, each with the beginning of its inputs' names. Rows in which nothing was typed
    /// otherwise than it was shown are left out.
    pub fn changes(&self) -> Vec<(String, Perubahan)> {
        let mut rows: BTreeMap<(&str, &str), Vec<(&str, &str)>> = BTreeMap::new();
        for (name, value) in &self.fields {
            // Codes of regions have full stops in them, names of tables and columns have none.
            let parts = name.split_once('.').and_then(|(table, rest)| Some((table, rest.rsplit_once('.')?)));
            if let Some((table, (row, column))) = parts {
                rows.entry((table, row)).or_default().push((column, value.trim()));
            }
        }
        rows.into_iter()
            .filter_map(|((table, row), cells)| Some((format!("{table}.{row}"), change(table, &cells)?)))
            .collect()
    }
}

fn change(name: &str, fields: &[(&str, &str)]) -> Option<Perubahan> {
    let schema = table(name)?;
    let field = |name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let sebelum: Option<Cells> =
        field("_sebelum").filter(|text| !text.is_empty()).and_then(|text| serde_json::from_str(text).ok());
    let made = |sesudah| Some(Perubahan { tabel: name.to_string(), sebelum: sebelum.clone(), sesudah });
    if field("_hapus").is_some() {
        return sebelum.as_ref().and_then(|_| made(None));
    }
    let fixed = || field("_tetap").and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let mut sesudah: Cells = sebelum.clone().unwrap_or_else(fixed);
    let mut typed = false;
    for column in schema.columns {
        let Some(value) = field(column.name) else { continue };
        let value = value.replace("\r\n", "\n");
        let before = sebelum.as_ref().and_then(|cells| cells.get(column.name)).map(String::as_str).unwrap_or_default();
        if value == before || value == tampil(column, before) || (sebelum.is_none() && value.is_empty()) {
            continue;
        }
        typed = true;
        sesudah.insert(column.name.to_string(), value);
    }
    if !typed {
        return None;
    }
    let emptied = || sesudah.iter().all(|(name, text)| text.is_empty() || schema.key.contains(&name.as_str()));
    if field("_lepas").is_some() && emptied() {
        return sebelum.as_ref().and_then(|_| made(None));
    }
    made(Some(sesudah))
}

/// What is to be said about a form that was not saved.
#[derive(Debug, Clone, Default)]
pub struct Catatan {
    typed: Kiriman,
    /// By row and column (empty for the row as a whole).
    problems: Vec<(String, String, String)>,
    /// Rows as they are now, by row.
    now: BTreeMap<String, String>,
    general: Vec<String>,
}

impl Catatan {
    /// What was typed, with nothing to be said about rows.
    pub fn typed_only(kiriman: &Kiriman) -> Self {
        Self { typed: kiriman.clone(), ..Self::default() }
    }

    /// What was typed, and what a page says of it: row, column, text.
    pub fn of(kiriman: &Kiriman, problems: Vec<(String, String, String)>) -> Self {
        Self { typed: kiriman.clone(), problems, ..Self::default() }
    }

    /// True where nothing is to be said.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty() && self.general.is_empty()
    }

    /// How many things are to be said.
    pub fn len(&self) -> usize {
        self.problems.len() + self.general.len()
    }

    /// What was typed into an input.
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.typed.fields.get(name).map(String::as_str)
    }

    pub(super) fn new_rows(&self, prefix: &str) -> Vec<String> {
        let changes = self.typed.changes().into_iter();
        let added = changes.filter(|(row, change)| row.starts_with(prefix) && change.sebelum.is_none());
        added.map(|(row, _)| row).collect()
    }

    pub(super) fn of_cell(&self, name: &str) -> Vec<String> {
        let own =
            self.problems.iter().filter(|(row, column, _)| !column.is_empty() && format!("{row}.{column}") == name);
        own.map(|(_, _, text)| text.clone()).collect()
    }

    /// Of the row as a whole, and of columns that the grid does not show.
    pub(super) fn of_row(&self, row: &str, shown: &[Sel]) -> Vec<String> {
        let own = self.problems.iter().filter(|(known, _, _)| known == row);
        own.filter(|(_, column, _)| column.is_empty() || !shown.iter().any(|sel| sel.nama == format!("{row}.{column}")))
            .map(|(_, _, text)| text.clone())
            .collect()
    }

    pub(super) fn of_table(&self, table: &str) -> Vec<String> {
        let first = self.typed.fields.keys().find_map(|name| name.split_once('.')).map(|(table, _)| table);
        if first == Some(table) { self.general.clone() } else { Vec::new() }
    }

    pub(super) fn seen_now(&self, row: &str) -> Option<String> {
        self.now.get(row).cloned()
    }

    fn say(&mut self, row: &str, column: Option<&str>, problem: &Problem) {
        let text = format!("{} {} {}", problem.what, problem.why, problem.action);
        self.problems.push((row.to_string(), column.unwrap_or_default().to_string(), text));
    }
}

/// What became of a form.
#[derive(Debug)]
pub enum HasilKiriman {
    /// It is saved; warnings that a person should look at.
    Tersimpan(Vec<Problem>),
    /// Nothing differed.
    TanpaPerubahan,
    /// Nothing was saved: show the page again with this.
    Ulang(Catatan),
}

/// Saves what a form asks for, as one act, where the one who asks may change every row of it. What is saved is no
/// draft any more.
pub async fn simpan(halaman: &HalamanKantor, kiriman: &Kiriman, catatan: &str) -> Result<HasilKiriman, Galat> {
    let changes = kiriman.changes();
    let akun = halaman.konteks.akun()?;
    let store = &halaman.konteks.keadaan.store;
    // A form that is one of several at its address says which draft is its own.
    let draf = Some(kiriman.get("_draf")).filter(|draf| !draf.is_empty()).unwrap_or(&halaman.konteks.jalan);
    if changes.is_empty() {
        app::hapus_draf(store, &akun.id, draf).await?;
        return Ok(HasilKiriman::TanpaPerubahan);
    }
    let register = &halaman.data.tahun.register;
    for (_, change) in &changes {
        let rows = [&change.sebelum, &change.sesudah].into_iter().flatten();
        if !izin::may_change(akun, &halaman.tempat.kode, &change.tabel, rows, register) {
            return Err(Galat::Dilarang);
        }
    }
    let taken = kunci::taken(register, kiriman, &changes);
    if !taken.is_empty() {
        return Ok(HasilKiriman::Ulang(Catatan::of(kiriman, taken)));
    }
    let (rows, changes): (Vec<String>, Vec<Perubahan>) = changes.into_iter().unzip();
    let pelaku = halaman.konteks.pelaku()?;
    let result = ubah(store, &halaman.tempat.kode, halaman.tempat.tahun(), &changes, catatan, &pelaku).await?;
    let mut notes = Catatan { typed: kiriman.clone(), ..Catatan::default() };
    let row = |index: usize| rows.get(index).map(String::as_str).unwrap_or_default();
    match result {
        Ubah::Tersimpan { saved, peringatan } => {
            app::hapus_draf(store, &akun.id, draf).await?;
            let nothing = saved.added + saved.changed + saved.removed == 0;
            return Ok(if nothing { HasilKiriman::TanpaPerubahan } else { HasilKiriman::Tersimpan(peringatan) });
        }
        Ubah::Ditolak { masalah } => {
            for item in &masalah {
                match item.indeks {
                    Some(index) => notes.say(row(index), item.kolom.as_deref(), &item.masalah),
                    None => notes.general.push(item.masalah.to_string()),
                }
            }
        }
        Ubah::Bentrok { baris } => {
            for item in baris {
                let id = row(item.indeks).to_string();
                let change = changes.get(item.indeks);
                let schema = change.and_then(|change| table(&change.tabel));
                // A new row under a key that somebody else took in between.
                if let (Some(schema), Some(owner)) = (schema, &item.sekarang)
                    && let Some(column) = kunci::typed(schema, kiriman, &id)
                {
                    notes.problems.push((id, column.to_string(), kunci::said(schema, owner, register)));
                    continue;
                }
                if item.sel.is_empty() {
                    notes.problems.push((id.clone(), String::new(), "Baris ini sementara itu diubah atau dihapus orang lain. Isian Anda masih ada di sini; simpan sekali lagi bila memang itu yang dimaksud.".to_string()));
                }
                for sel in &item.sel {
                    let column =
                        schema.and_then(|schema| schema.columns.iter().find(|column| column.name == sel.kolom));
                    let shown = column.map_or_else(|| sel.sekarang.clone(), |column| tampil(column, &sel.sekarang));
                    let now = if shown.is_empty() {
                        "dikosongkan".to_string()
                    } else {
                        format!("diubah menjadi \"{shown}\"")
                    };
                    let who = if sel.oleh.is_empty() { "orang lain".to_string() } else { sel.oleh.clone() };
                    notes.problems.push((
                        id.clone(),
                        sel.kolom.clone(),
                        format!("Sementara itu sel ini {now} oleh {who}. Isian Anda belum disimpan: simpan sekali lagi untuk memakai isian Anda, atau ketik kembali nilai itu."),
                    ));
                }
                let seen = item.sekarang.as_ref().and_then(|cells| serde_json::to_string(cells).ok());
                notes.now.insert(id, seen.unwrap_or_default());
            }
        }
    }
    Ok(HasilKiriman::Ulang(notes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(body: &str) -> Vec<(String, Perubahan)> {
        Kiriman::read(body.as_bytes()).changes()
    }

    #[test]
    fn untouched_rows_ask_for_nothing() {
        let seen = "desa.0._sebelum=%7B%22kode%22%3A%2299.99.01.2001%22%2C%22nama%22%3A%22Mekar%22%2C%22jenis%22%3A%22desa%22%7D";
        assert_eq!(changes(&format!("{seen}&desa.0.nama=Mekar&_csrf=x")), []);
        let changed = changes(&format!("{seen}&desa.0.nama=Mekarsari"));
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].1.sesudah.as_ref().unwrap()["nama"], "Mekarsari");
        assert_eq!(changed[0].1.sesudah.as_ref().unwrap()["jenis"], "desa");
    }

    #[test]
    fn new_and_removed_rows() {
        assert_eq!(changes("desa.b1.nama=&desa.b1.kode="), []);
        let added = changes("desa.b1.nama=Mekar&desa.b1.kode=99.99.01.2001");
        assert!(added[0].1.sebelum.is_none() && added[0].0 == "desa.b1");
        let removed = changes("desa.0._sebelum=%7B%22kode%22%3A%22x%22%7D&desa.0._hapus=ya&desa.0.nama=y");
        assert!(removed[0].1.sesudah.is_none());
    }

    #[test]
    fn a_row_that_is_emptied_goes_where_its_page_says_so() {
        let seen = "nilai_komponen.@IKU-1,a,3._sebelum=%7B%22indikator%22%3A%22IKU-1%22%2C%22komponen%22%3A%22a%22%2C%22triwulan%22%3A%223%22%2C%22nilai%22%3A%225%22%7D&nilai_komponen.@IKU-1,a,3.nilai=";
        let kept = changes(seen);
        assert_eq!(kept[0].1.sesudah.as_ref().unwrap()["nilai"], "");
        assert!(changes(&format!("{seen}&nilai_komponen.@IKU-1,a,3._lepas=ya"))[0].1.sesudah.is_none());
    }

    #[test]
    fn codes_with_full_stops_name_rows() {
        let row = "dokumen_desa.@99.99.01.2001,RKPDES";
        let fixed = "%7B%22desa%22%3A%2299.99.01.2001%22%2C%22jenis%22%3A%22RKPDES%22%7D";
        let found = changes(&format!("{row}._tetap={fixed}&{row}.nomor=5"));
        assert_eq!(found[0].0, row);
        assert_eq!(found[0].1.sesudah.as_ref().unwrap()["desa"], "99.99.01.2001");
    }

    #[test]
    fn tables_that_do_not_exist_are_left_out() {
        assert_eq!(changes("akun.0.nama=x&a.b=c&sqlite_master.0.sql=x"), []);
    }
}
