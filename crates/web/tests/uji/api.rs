//! The register for other programs: what a token reaches, what it does not, and that the description is whole.

use std::collections::BTreeSet;

use crate::dasar::{NOW, OTHER, OWN, Server};
use app::akun::{Lingkup, Peran, buat_token};
use app::{Pelaku, Waktu};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::register::Register;
use domain::schema::Field;
use domain::value::KodeWilayah;
use serde_json::{Value, json};
use web::rute::RUTE;

async fn token(server: &Server, lingkup: Lingkup) -> String {
    let pelaku = Pelaku { nama: "uji".to_string(), waktu: NOW.to_string() };
    let until = Waktu::read(NOW).unwrap().plus(86_400);
    let kode = KodeWilayah::read(OWN).unwrap();
    buat_token(&server.keadaan.store, &pelaku, &kode, "Dasbor", lingkup, until).await.unwrap().1
}

/// Status, media type and body of an answer.
async fn ask(
    server: &Server,
    token: &str,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> (StatusCode, String, Value) {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "uji");
    if !token.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let response = server.send(request.header(header::CONTENT_TYPE, "application/json").body(body).unwrap()).await;
    let status = response.status();
    let kind = response.headers()[header::CONTENT_TYPE].to_str().unwrap().to_string();
    let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
    (status, kind, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

fn year(rest: &str) -> String {
    format!("/api/v1/kantor/{OWN}/2024{rest}")
}

#[tokio::test]
async fn a_token_reads_its_office_and_no_other() {
    let server = Server::start().await;
    let token = token(&server, Lingkup::Baca).await;
    let (status, _, offices) = ask(&server, &token, "GET", "/api/v1/kantor", None).await;
    assert_eq!((status, offices["kantor"].as_array().unwrap().len()), (StatusCode::OK, 1));
    assert_eq!(offices["kantor"][0]["kode"], OWN);
    let (_, _, table) = ask(&server, &token, "GET", &year("/tabel/fasilitasi"), None).await;
    assert!(table["baris"].as_array().unwrap().iter().all(|row| row["kode"].is_string()) && table["versi"].is_i64());
    let (_, _, hasil) = ask(&server, &token, "GET", &year("/tw3/indikator"), None).await;
    assert!(hasil["indikator"][0]["capaian"].is_string() && hasil["anggaran"]["pagu"].is_string());
    let (_, _, laporan) = ask(&server, &token, "GET", &year("/tw3/laporan"), None).await;
    assert_eq!(laporan["keadaan"], "draf");
    let (status, kind, _) = ask(&server, &token, "GET", &year("/tw3/laporan/docx"), None).await;
    assert!(status == StatusCode::OK && kind.contains("wordprocessingml"));
    // Personnel has NIP; another office is another's; what is not there is said in the same form.
    for (path, expected) in [
        (year("/tabel/pegawai"), StatusCode::FORBIDDEN),
        (format!("/api/v1/kantor/{OTHER}/2024"), StatusCode::FORBIDDEN),
        (year("/tabel/akun"), StatusCode::NOT_FOUND),
        (year("/tw9/laporan"), StatusCode::NOT_FOUND),
        ("/api/v1/lain".to_string(), StatusCode::NOT_FOUND),
    ] {
        let (status, kind, problem) = ask(&server, &token, "GET", &path, None).await;
        assert_eq!((status, kind.as_str()), (expected, "application/problem+json"), "{path}");
        assert!(problem["title"].is_string() && problem["detail"].is_string(), "{path}");
    }
    let (status, _, problem) = ask(&server, "", "GET", &year(""), None).await;
    assert_eq!((status, problem["status"].as_u64()), (StatusCode::UNAUTHORIZED, Some(401)));
    // A person sees personnel with the same address.
    let session = server.sign_in(Peran::Operator, OWN).await;
    let (status, page) = server.get(Some(&session), &year("/tabel/pegawai")).await;
    assert!(status == StatusCode::OK && page.contains("\"nip\""));
}

#[tokio::test]
async fn rows_are_changed_with_what_was_seen() {
    let server = Server::start().await;
    let (reads, writes) = (token(&server, Lingkup::Baca).await, token(&server, Lingkup::Tulis).await);
    let path = year("/tabel/fasilitasi");
    let (_, _, table) = ask(&server, &reads, "GET", &path, None).await;
    let before = table["baris"][0].clone();
    let with = |text: &str| {
        let mut row = before.clone();
        row["keterangan"] = json!(text);
        json!({ "catatan": "dari dasbor", "perubahan": [{ "sebelum": before, "sesudah": row }] })
    };
    assert_eq!(ask(&server, &reads, "PUT", &path, Some(&with("x"))).await.0, StatusCode::FORBIDDEN);
    let in_address = format!("{path}?token={writes}");
    assert_eq!(ask(&server, "", "PUT", &in_address, Some(&with("x"))).await.0, StatusCode::UNAUTHORIZED);
    let (status, _, saved) = ask(&server, &writes, "PUT", &path, Some(&with("Diisi dasbor"))).await;
    assert_eq!((status, saved["diubah"].as_u64()), (StatusCode::OK, Some(1)), "{saved}");
    let (status, _, problem) = ask(&server, &writes, "PUT", &path, Some(&with("Diisi lain"))).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let cell = &problem["bentrokan"][0]["sel"][0];
    assert!(cell["sekarang"] == "Diisi dasbor" && cell["oleh"] == "token Dasbor", "{problem}");
    // What cannot be used is told with its place; strange columns, personnel and broken JSON are refused.
    let bad =
        json!({ "perubahan": [{ "sesudah": { "kode": "F-99", "urut": "satu", "jenis": "TAKADA", "uraian": "x" } }] });
    let (status, _, problem) = ask(&server, &writes, "PUT", &path, Some(&bad)).await;
    assert_eq!((status, problem["masalah"][0]["indeks"].as_u64()), (StatusCode::UNPROCESSABLE_ENTITY, Some(0)));
    let strange = json!({ "perubahan": [{ "sesudah": { "sandi": "x" } }] });
    assert_eq!(ask(&server, &writes, "PUT", &path, Some(&strange)).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(ask(&server, &writes, "PUT", &path, Some(&json!([]))).await.0, StatusCode::BAD_REQUEST);
    let none = json!({ "perubahan": [] });
    assert_eq!(ask(&server, &writes, "PUT", &year("/tabel/pegawai"), Some(&none)).await.0, StatusCode::FORBIDDEN);
    // A row goes only as it was seen.
    let row = format!("{path}/{}?versi=", before["kode"].as_str().unwrap());
    let versi = saved["versi"].as_i64().unwrap();
    let (status, _, problem) = ask(&server, &writes, "DELETE", &format!("{row}{}", versi - 1), None).await;
    assert_eq!((status, problem["versi"].as_i64()), (StatusCode::CONFLICT, Some(versi)));
    for bad in ["abc", "", "1.5", "99999999999999999999"] {
        let (status, kind, problem) = ask(&server, &writes, "DELETE", &format!("{row}{bad}"), None).await;
        assert_eq!((status, kind.as_str()), (StatusCode::BAD_REQUEST, "application/problem+json"), "{bad}: {problem}");
    }
    let (status, _, gone) = ask(&server, &writes, "DELETE", &format!("{row}{versi}"), None).await;
    assert_eq!((status, gone["dihapus"].as_u64()), (StatusCode::OK, Some(1)), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_checked_for_another_program() {
    let server = Server::start().await;
    let token = token(&server, Lingkup::Baca).await;
    let check = async |token: &str, files: &[(&str, &str)]| {
        let mut body = String::new();
        for (name, text) in files {
            let head = format!("Content-Disposition: form-data; name=\"berkas\"; filename=\"{name}\"");
            body.push_str(&format!("--b\r\n{head}\r\n\r\n{text}\r\n"));
        }
        body.push_str("--b--\r\n");
        let request = Request::post("/api/v1/periksa")
            .header(header::HOST, "uji")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        let response = server.send(request.body(Body::from(body)).unwrap()).await;
        let (status, kind) = (response.status(), response.headers()[header::CONTENT_TYPE].clone());
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        (status, kind.to_str().unwrap().to_string(), value)
    };
    let wrong = "| Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n\
                 | 7.01.02 | Program A | 3.738.000 | 1.870.000 | 17.580.000 |\n";
    let (status, kind, found) = check(&token, &[("lkj.md", wrong)]).await;
    assert_eq!((status, kind.as_str()), (StatusCode::OK, "application/json"), "{found}");
    assert_eq!(found["berkas"][0]["nama"], "lkj.md");
    assert!(found["temuan"].as_array().unwrap().iter().any(|one| one["kode"] == "SIS201"), "{found}");
    for files in [&[][..], &[("rusak.docx", "PK bukan dokumen")][..]] {
        let (status, kind, problem) = check(&token, files).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        assert_eq!(kind, "application/problem+json");
    }
    assert_eq!(check("kinerja_bukan", &[("lkj.md", wrong)]).await.0, StatusCode::UNAUTHORIZED);
    // A desa sees no office, so it has nothing to check.
    let desa = server.session(Peran::Desa).await;
    assert_eq!(server.upload(&desa, "/api/v1/periksa", &[("lkj.md", wrong.as_bytes())]).await.0, StatusCode::FORBIDDEN);
    let kasi = server.session(Peran::Kasi).await;
    assert_eq!(server.upload(&kasi, "/api/v1/periksa", &[("lkj.md", wrong.as_bytes())]).await.0, StatusCode::OK);
}

/// Every `$ref` of a document.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(ToString::to_string));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn the_description_is_whole() {
    let document = web::openapi();
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
    let routes: BTreeSet<(String, String)> = RUTE
        .iter()
        .filter(|rute| rute.jalan.starts_with("/api/v1/"))
        .map(|rute| (rute.jalan.to_string(), rute.metode.to_string()))
        .collect();
    let mut described = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{path}");
            assert!(
                operation["responses"]["200"]["content"].is_object() && operation["responses"]["default"].is_object()
            );
            let parameters = operation["parameters"].as_array().unwrap();
            let named = parameters.iter().filter(|parameter| parameter["in"] == "path");
            let named: Vec<&str> = named.map(|parameter| parameter["name"].as_str().unwrap()).collect();
            let braces = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
            assert_eq!(named, braces.collect::<Vec<_>>(), "{path}");
            described.insert((path.clone(), method.clone()));
        }
    }
    assert_eq!(described, routes);
    for table in Register::TABLES {
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let own = schemas.values().find(|schema| schema["description"] == table.about.trim()).unwrap();
        let columns: BTreeSet<&str> = own["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(columns, table.columns.iter().map(|column| column.name).collect(), "{}", table.name);
    }
}
