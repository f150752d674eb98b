//! Rows of tables: seen, changed with what was seen before, removed.

use app::{Bentrokan, MasalahSel, Perubahan, Ubah};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::register::table;
use domain::schema::TableSchema;
use serde::Deserialize;
use serde_json::json;

use super::masalah::{Jawaban, Masalah, member};
use crate::galat::Galat;
use crate::isian::{Cells, cells};
use crate::izin;
use crate::konteks::{HalamanKantor, Konteks};

/// The table of an address, where its rows may be seen.
fn seen(h: &HalamanKantor, name: &str) -> Result<&'static TableSchema, Galat> {
    let schema = table(name).ok_or(Galat::TidakAda)?;
    if h.may(izin::view_of(name)) { Ok(schema) } else { Err(Galat::Dilarang) }
}

fn rows(h: &HalamanKantor, schema: &TableSchema) -> Vec<Cells> {
    let rows = h.data.tahun.register.rows_of(schema.name).map(|(_, rows)| rows).unwrap_or_default();
    rows.iter().map(|row| cells(schema, row)).collect()
}

/// `GET /api/v1/kantor/{kode}/{tahun}/tabel/{tabel}`.
pub(crate) async fn ambil(konteks: Konteks, Path((_, _, name)): Path<(String, String, String)>) -> Jawaban {
    let h = konteks.kantor().await?;
    let schema = seen(&h, &name)?;
    let body = json!({ "tabel": schema.name, "kunci": schema.key, "versi": h.data.versi, "baris": rows(&h, schema) });
    Ok(Json(body).into_response())
}

/// What a program wants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Permintaan {
    #[serde(default)]
    catatan: String,
    perubahan: Vec<Satu>,
}

/// A row as it was seen and as it is to be; without the first it is new, without the second it goes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Satu {
    #[serde(default)]
    sebelum: Option<Cells>,
    #[serde(default)]
    sesudah: Option<Cells>,
}

/// `PUT /api/v1/kantor/{kode}/{tahun}/tabel/{tabel}`: changes rows as one act, all of them or none.
pub(crate) async fn ubah(konteks: Konteks, Path((_, _, name)): Path<(String, String, String)>, body: Bytes) -> Jawaban {
    let h = konteks.kantor().await?;
    let schema = seen(&h, &name)?;
    let asked: Permintaan = serde_json::from_slice(&body).map_err(|error| {
        let where_ = format!("Baris {}, kolom {} pada JSON yang dikirim.", error.line(), error.column());
        Masalah::new(
            StatusCode::BAD_REQUEST,
            "Permintaan tidak dapat dibaca",
            &format!("{where_} Bentuknya ada di /api/v1/openapi.json."),
        )
    })?;
    let change = |one: Satu| Perubahan { tabel: schema.name.to_string(), sebelum: one.sebelum, sesudah: one.sesudah };
    let changes: Vec<Perubahan> = asked.perubahan.into_iter().map(change).collect();
    for cells in changes.iter().flat_map(|change| [&change.sebelum, &change.sesudah]).flatten() {
        if let Some(strange) = cells.keys().find(|name| !schema.columns.iter().any(|column| column.name == **name)) {
            let said = format!("Tabel {} tidak mempunyai kolom {strange}.", schema.name);
            return Err(Masalah::new(StatusCode::BAD_REQUEST, "Kolom tidak dikenal", &said));
        }
    }
    save(&h, schema, changes, &asked.catatan).await
}

/// The `versi` of the year as the program saw it.
#[derive(Debug, Deserialize)]
pub(crate) struct Dilihat {
    versi: i64,
}

/// `DELETE /api/v1/kantor/{kode}/{tahun}/tabel/{tabel}/{kunci}?versi=`: removes a row, where nothing of the year has
/// changed since it was seen.
pub(crate) async fn hapus(
    konteks: Konteks,
    Path((_, _, name, kunci)): Path<(String, String, String, String)>,
    dilihat: Result<Query<Dilihat>, QueryRejection>,
) -> Jawaban {
    let Query(dilihat) = dilihat.map_err(|_| {
        let said = "Sebutkan versi tahunnya sebagai bilangan bulat, seperti yang diterima bersama tabelnya: ?versi=12.";
        Masalah::new(StatusCode::BAD_REQUEST, "Versi tidak dapat dibaca", said)
    })?;
    let h = konteks.kantor().await?;
    let schema = seen(&h, &name)?;
    if dilihat.versi != h.data.versi {
        let said = "Ambil lagi tabelnya, lihat barisnya, lalu kirim dengan versi yang baru.";
        let problem = Masalah::new(StatusCode::CONFLICT, "Tahun ini sudah berubah", said);
        return Err(problem.with("versi", h.data.versi.into()));
    }
    let wanted = izin::key_parts(&kunci);
    let key = |row: &Cells| -> Vec<String> { schema.key.iter().filter_map(|name| row.get(*name).cloned()).collect() };
    let row = rows(&h, schema).into_iter().find(|row| key(row) == wanted).ok_or(Galat::TidakAda)?;
    let change = Perubahan { tabel: schema.name.to_string(), sebelum: Some(row), sesudah: None };
    save(&h, schema, vec![change], "").await
}

async fn save(h: &HalamanKantor, schema: &TableSchema, changes: Vec<Perubahan>, catatan: &str) -> Jawaban {
    let rows = changes.iter().flat_map(|change| [&change.sebelum, &change.sesudah]).flatten();
    if !h.konteks.may_change(&h.tempat.kode, schema.name, rows, &h.data.tahun.register) {
        return Err(Galat::Dilarang.into());
    }
    let (store, pelaku) = (&h.konteks.keadaan.store, h.konteks.pelaku()?);
    match app::ubah(store, &h.tempat.kode, h.tempat.tahun(), &changes, catatan, &pelaku).await? {
        Ubah::Tersimpan { saved, peringatan } => Ok(Json(json!({
            "versi": saved.versi,
            "baru": saved.added,
            "diubah": saved.changed,
            "dihapus": saved.removed,
            "peringatan": peringatan.iter().map(member).collect::<Vec<_>>(),
        }))
        .into_response()),
        Ubah::Ditolak { masalah } => {
            let said = "Tidak ada yang ditulis. Perbaiki yang disebut pada masalah, lalu kirim lagi.";
            let problem = Masalah::new(StatusCode::UNPROCESSABLE_ENTITY, "Belum dapat disimpan", said);
            Err(problem.with("masalah", masalah.iter().map(of_cell).collect::<Vec<_>>().into()))
        }
        Ubah::Bentrok { baris } => {
            let said = "Orang lain mengubah sel yang sama sesudah Anda melihatnya. Tidak ada yang ditulis.";
            let problem = Masalah::new(StatusCode::CONFLICT, "Bentrok dengan perubahan lain", said);
            Err(problem.with("bentrokan", baris.iter().map(of_row).collect::<Vec<_>>().into()))
        }
    }
}

fn of_cell(found: &MasalahSel) -> serde_json::Value {
    let mut value = member(&found.masalah);
    if let Some(members) = value.as_object_mut() {
        members.insert("indeks".to_string(), json!(found.indeks));
        members.insert("kolom".to_string(), json!(found.kolom));
    }
    value
}

fn of_row(found: &Bentrokan) -> serde_json::Value {
    let cell = |cell: &app::SelBentrok| {
        json!({
            "kolom": cell.kolom,
            "dilihat": cell.dilihat,
            "sekarang": cell.sekarang,
            "diinginkan": cell.diinginkan,
            "oleh": cell.oleh,
            "waktu": cell.waktu,
        })
    };
    let cells: Vec<serde_json::Value> = found.sel.iter().map(cell).collect();
    json!({ "indeks": found.indeks, "sekarang": found.sekarang, "sel": cells })
}
