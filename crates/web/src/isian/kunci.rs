//! Keys of new rows that another row has already: saving again would not help, so the one who typed is told whose key it
//! is and what to do.

use app::Perubahan;
use domain::register::Register;
use domain::schema::{Column, TableSchema};

use super::{Cells, Kiriman, acuan, kode_berikut, stem};
use crate::tampilan::nama_kolom;

/// Texts of the key columns, as they are kept.
fn key(schema: &TableSchema, cells: &Cells) -> Vec<String> {
    columns(schema).map(|column| kept(column, cells)).collect()
}

fn columns(schema: &TableSchema) -> impl Iterator<Item = &'static Column> {
    schema.key.iter().filter_map(|name| schema.columns.iter().find(|column| column.name == *name))
}

fn kept(column: &Column, cells: &Cells) -> String {
    let text = cells.get(column.name).map(String::as_str).unwrap_or_default();
    column.normalise(text).unwrap_or_else(|_| text.to_string())
}

/// The first key column that was typed for a new row; `None` for rows that are called by their key.
pub(super) fn typed(schema: &TableSchema, kiriman: &Kiriman, row: &str) -> Option<&'static str> {
    if row.contains(".@") {
        return None;
    }
    let mut names = columns(schema).map(|column| column.name);
    names.find(|name| !kiriman.get(&format!("{row}.{name}")).is_empty())
}

/// The new rows whose typed key is that of a row which stays: row, column, what is to be said.
pub(super) fn taken(
    register: &Register,
    kiriman: &Kiriman,
    changes: &[(String, Perubahan)],
) -> Vec<(String, String, String)> {
    let one = |(row, change): &(String, Perubahan)| {
        let wanted = change.sesudah.as_ref()?;
        let (schema, rows) = register.rows_of(&change.tabel)?;
        let column = typed(schema, kiriman, row)?;
        let wanted = key(schema, wanted);
        let leaves = |(_, other): &(String, Perubahan)| {
            let seen = other.sebelum.as_ref().filter(|_| other.tabel == change.tabel);
            let after = other.sesudah.as_ref().map(|cells| key(schema, cells));
            seen.is_some_and(|seen| key(schema, seen) == wanted) && after.as_ref() != Some(&wanted)
        };
        let owner = rows.iter().map(|row| super::cells(schema, row)).find(|cells| key(schema, cells) == wanted)?;
        let stays = !changes.iter().any(leaves);
        stays.then(|| (row.clone(), column.to_string(), said(schema, &owner, register)))
    };
    changes.iter().filter_map(one).collect()
}

/// Whose key it is, and the way out.
pub(super) fn said(schema: &TableSchema, owner: &Cells, register: &Register) -> String {
    let words =
        ["uraian", "nama", "judul", "jabatan"].iter().find_map(|name| owner.get(*name)).filter(|text| !text.is_empty());
    let by = words.map_or("baris lain".to_string(), |words| format!("\"{words}\""));
    let parts: Vec<(String, String)> =
        columns(schema).map(|column| (nama_kolom(column.name), kept(column, owner))).collect();
    if let [(name, text)] = parts.as_slice() {
        let known = acuan(register, schema.name);
        let known = known.iter().map(|(known, _)| known.as_str()).filter(|known| stem(known) == stem(text));
        let next = kode_berikut(known).map(|next| format!(", misalnya {next}")).unwrap_or_default();
        return format!(
            "{name} ini sudah dipakai oleh {by}. Ubah baris itu bila memang itu yang dimaksud, atau pakai {} lain{next}.",
            name.to_lowercase()
        );
    }
    let filled = parts.iter().filter(|(_, text)| !text.is_empty());
    let parts: Vec<String> = filled.map(|(name, text)| format!("{} \"{text}\"", name.to_lowercase())).collect();
    let of = words.map(|words| format!(", yaitu \"{words}\"")).unwrap_or_default();
    format!(
        "Baris dengan {} sudah ada{of}. Ubah baris itu bila memang itu yang dimaksud, atau ganti salah satu isian ini.",
        parts.join(", ")
    )
}
