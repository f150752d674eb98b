//! The description of the API as OpenAPI 3.1, made from the table of its operations and the schema of the register: a
//! new column or table stands in it by itself.

use domain::register::Register;
use domain::schema::{Column, Kind, TableSchema};
use serde_json::{Map, Value, json};

use super::{JSON, PROBLEM};
use crate::tampilan::nama_kolom;

/// What is sent as files and not as JSON.
const BERKAS: &str = "Berkas";

/// An operation: method, path, id, what it does, what it gets and gives (names of schemas; empty for none, a media type
/// for files).
struct Operasi {
    metode: &'static str,
    jalan: &'static str,
    id: &'static str,
    ringkas: &'static str,
    kirim: &'static str,
    terima: &'static str,
}

const fn get(jalan: &'static str, id: &'static str, ringkas: &'static str, terima: &'static str) -> Operasi {
    Operasi { metode: "get", jalan, id, ringkas, kirim: "", terima }
}

const OPERASI: &[Operasi] = &[
    get("/api/v1/openapi.json", "openapi", "Uraian API ini.", "Openapi"),
    Operasi {
        metode: "post",
        jalan: "/api/v1/periksa",
        id: "periksa",
        ringkas: "Memeriksa laporan yang ditulis orang lain: berkas dikirim, temuannya menjadi jawaban. Tidak ada yang \
                  disimpan. Menunggu giliran; 503 bila antrean penuh.",
        kirim: BERKAS,
        terima: "HasilPeriksa",
    },
    get("/api/v1/kantor", "daftarKantor", "Kantor yang boleh dilihat.", "DaftarKantor"),
    get("/api/v1/kantor/{kode}/{tahun}", "tahun", "Satu tahun: versinya dan keadaan tiap laporan.", "Tahun"),
    get("/api/v1/kantor/{kode}/{tahun}/tabel/{tabel}", "baris", "Semua baris satu tabel.", "Tabel"),
    Operasi {
        metode: "put",
        jalan: "/api/v1/kantor/{kode}/{tahun}/tabel/{tabel}",
        id: "ubahBaris",
        ringkas: "Menambah, mengubah, dan menghapus baris sebagai satu perbuatan. Tiap baris disertai isi yang dilihat \
                  (sebelum); perubahan orang lain pada kolom lain digabung, pada kolom yang sama ditolak (409).",
        kirim: "Perubahan",
        terima: "Tersimpan",
    },
    Operasi {
        metode: "delete",
        jalan: "/api/v1/kantor/{kode}/{tahun}/tabel/{tabel}/{kunci}",
        id: "hapusBaris",
        ringkas: "Menghapus satu baris bila versi tahunnya masih seperti yang dilihat.",
        kirim: "",
        terima: "Tersimpan",
    },
    get(
        "/api/v1/kantor/{kode}/{tahun}/{periode}/indikator",
        "indikator",
        "Target, realisasi, dan capaian tiap indikator, serta serapan anggaran, dihitung dari register.",
        "Hasil",
    ),
    get(
        "/api/v1/kantor/{kode}/{tahun}/{periode}/laporan",
        "laporan",
        "Keadaan laporan dan yang masih kurang.",
        "Laporan",
    ),
    get(
        "/api/v1/kantor/{kode}/{tahun}/{periode}/laporan/{format}",
        "unduhLaporan",
        "Laporan tercetak: docx, pdf, xlsx, html, atau txt; seperti dikunci bila sudah dikunci.",
        "application/octet-stream",
    ),
];

/// The whole description.
pub fn openapi() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operasi in OPERASI {
        let entry = paths.entry(operasi.jalan).or_insert_with(|| json!({}));
        if let Some(methods) = entry.as_object_mut() {
            methods.insert(operasi.metode.to_string(), operation(operasi));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kinerja",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Register kinerja kecamatan untuk program lain. Isi sel adalah teks seperti tersimpan: tanggal \
                            2024-09-30, rupiah tanpa pemisah ribuan, desimal dengan koma. Tabel pegawai dan pejabat tidak \
                            dapat dibaca dengan token.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas(),
        },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn operation(operasi: &Operasi) -> Value {
    let names = operasi.jalan.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = names.map(parameter).collect();
    if operasi.metode == "delete" {
        parameters.push(json!({ "name": "versi", "in": "query", "required": true, "schema": { "type": "integer" } }));
    }
    let content = if operasi.terima.contains('/') {
        json!({ operasi.terima: { "schema": { "type": "string", "format": "binary" } } })
    } else {
        json!({ JSON: { "schema": reference(operasi.terima) } })
    };
    let mut value = json!({
        "operationId": operasi.id,
        "summary": operasi.ringkas,
        "parameters": parameters,
        "responses": {
            "200": { "description": "Berhasil.", "content": content },
            "default": {
                "description": "Tidak dikerjakan, dengan sebabnya (RFC 9457).",
                "content": { PROBLEM: { "schema": reference("Masalah") } },
            },
        },
    });
    if let Some(members) = value.as_object_mut() {
        if !operasi.kirim.is_empty() {
            let kind = if operasi.kirim == BERKAS { "multipart/form-data" } else { JSON };
            let content = json!({ kind: { "schema": reference(operasi.kirim) } });
            members.insert("requestBody".to_string(), json!({ "required": true, "content": content }));
        }
        if operasi.id == "openapi" {
            members.insert("security".to_string(), json!([]));
        }
    }
    value
}

fn parameter(name: &str) -> Value {
    let tables: Vec<&str> = Register::TABLES.iter().map(|table| table.name).collect();
    let (schema, about) = match name {
        "kode" => (json!({ "type": "string" }), "Kode wilayah kecamatan, misalnya 35.08.02."),
        "tahun" => (json!({ "type": "integer" }), "Tahun anggaran."),
        "periode" => (json!({ "enum": ["tw1", "tw2", "tw3", "tw4", "tahun"] }), "Triwulan, atau setahun."),
        "tabel" => (json!({ "enum": tables }), "Nama tabel register."),
        "kunci" => (json!({ "type": "string" }), "Kolom kunci baris, dipisahkan koma."),
        _ => (json!({ "enum": ["docx", "pdf", "xlsx", "html", "txt"] }), "Jenis berkas."),
    };
    json!({ "name": name, "in": "path", "required": true, "schema": schema, "description": about })
}

fn object(properties: Value) -> Value {
    json!({ "type": "object", "properties": properties })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn schemas() -> Map<String, Value> {
    let (text, whole, flag) = (json!({ "type": "string" }), json!({ "type": "integer" }), json!({ "type": "boolean" }));
    let maybe = json!({ "type": ["string", "null"] });
    let rows: Vec<Value> = Register::TABLES.iter().map(|table| reference(&row_name(table))).collect();
    let row = json!({ "anyOf": rows });
    let maybe_row = json!({ "anyOf": [{ "type": "object", "additionalProperties": text }, { "type": "null" }] });
    let problem = object(json!({ "kode": text, "tempat": text, "apa": text, "sebab": text, "tindakan": text }));
    let known = [
        ("Openapi", json!({ "type": "object" })),
        (
            BERKAS,
            json!({
                "type": "object",
                "required": ["berkas"],
                "properties": { "berkas": {
                    "type": "array",
                    "description": "DOCX, PDF, XLSX, ODS, MD, TXT, atau ZIP; paling banyak 20 berkas, bersama 25 MB.",
                    "items": { "type": "string", "format": "binary" },
                } },
            }),
        ),
        (
            "HasilPeriksa",
            object(json!({
                "versi": whole,
                "berkas": list(object(json!({ "nama": text, "sha256": text, "format": text }))),
                "ringkasan": { "type": "object" },
                "temuan": list(json!({ "type": "object" })),
                "hilang": list(json!({ "type": "object" })),
                "pengecualian_tidak_terpakai": list(json!({ "type": "object" })),
            })),
        ),
        (
            "DaftarKantor",
            object(
                json!({ "kantor": list(object(json!({ "kode": text, "nama": text, "tahun": list(whole.clone()) }))) }),
            ),
        ),
        (
            "Tahun",
            object(json!({ "kode": text, "nama": maybe, "tahun": whole, "versi": whole,
                "periode": list(object(json!({ "periode": text, "nama": text, "keadaan": text }))) })),
        ),
        ("Tabel", object(json!({ "tabel": text, "kunci": list(text.clone()), "versi": whole, "baris": list(row) }))),
        (
            "Perubahan",
            json!({
                "type": "object",
                "required": ["perubahan"],
                "additionalProperties": false,
                "properties": {
                    "catatan": { "type": "string", "description": "Catatan untuk riwayat." },
                    "perubahan": list(json!({
                        "type": "object",
                        "additionalProperties": false,
                        "description": "Tanpa sebelum: baris baru; tanpa sesudah: baris dihapus.",
                        "properties": { "sebelum": maybe_row, "sesudah": maybe_row },
                    })),
                },
            }),
        ),
        (
            "Tersimpan",
            object(
                json!({ "versi": whole, "baru": whole, "diubah": whole, "dihapus": whole, "peringatan": list(problem.clone()) }),
            ),
        ),
        (
            "Hasil",
            object(json!({
                "periode": text, "versi": whole, "per_tanggal": maybe, "dihitung": text,
                "rata_rata_capaian_persen": maybe,
                "anggaran": object(json!({ "pagu": maybe, "realisasi": maybe, "serapan_persen": maybe })),
                "indikator": list(object(json!({
                    "kode": text, "uraian": text, "satuan": text, "rumus": maybe, "target": maybe, "realisasi": text,
                    "tersedia": flag, "capaian": text, "capaian_persen": maybe,
                }))),
            })),
        ),
        (
            "Laporan",
            object(json!({ "periode": text, "keadaan": text,
                "kekurangan": list(object(json!({ "bagian": text, "judul": text, "apa": text, "tindakan": text, "wajib": flag }))) })),
        ),
        (
            "Masalah",
            json!({
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": { "type": text, "title": text, "status": whole, "detail": text,
                    "masalah": list(problem), "bentrokan": list(json!({ "type": "object" })), "versi": whole },
            }),
        ),
    ];
    let known = known.into_iter().map(|(name, schema)| (name.to_string(), schema));
    known.chain(Register::TABLES.iter().map(|table| (row_name(table), row_schema(table)))).collect()
}

/// `riwayat_pegawai` is `BarisRiwayatPegawai`.
fn row_name(table: &TableSchema) -> String {
    let words = nama_kolom(table.name);
    let words = words.split(' ').map(report::teks::capitalized);
    format!("Baris{}", words.collect::<String>())
}

fn row_schema(table: &TableSchema) -> Value {
    let columns: Map<String, Value> =
        table.columns.iter().map(|column| (column.name.to_string(), column_schema(column))).collect();
    let required: Vec<&str> = table.columns.iter().filter(|column| column.required).map(|column| column.name).collect();
    json!({
        "type": "object",
        "description": table.about.trim(),
        "properties": columns,
        "required": required,
        "additionalProperties": false,
    })
}

fn column_schema(column: &Column) -> Value {
    let mut schema = json!({ "type": "string", "description": column.help.trim() });
    let more = match column.kind {
        Kind::Choice(words) => Some(("enum", json!(words))),
        Kind::Flag => Some(("enum", json!(["ya", "tidak"]))),
        Kind::Date => Some(("format", json!("date"))),
        Kind::Whole => Some(("pattern", json!("^[0-9]+$"))),
        Kind::Text | Kind::Prose | Kind::Code | Kind::Decimal | Kind::Money | Kind::List => None,
    };
    if let (Some(members), Some((name, value))) = (schema.as_object_mut(), more) {
        members.insert(name.to_string(), value);
    }
    schema
}
