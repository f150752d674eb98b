//! Evidence, drafts of forms, reminders.

use crate::dasar::{NOW, OTHER, OWN, Server, Session};
use app::akun::Peran;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn at(page: &str) -> String {
    format!("/kantor/{OWN}/2024/tw3/{page}")
}

/// Sends a form with a file, as a browser does; where it leads, or the page.
async fn upload(
    server: &Server,
    session: &Session,
    page: &str,
    fields: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> (StatusCode, String) {
    let mut body = Vec::new();
    let csrf = [("_csrf", session.csrf.as_str())];
    for (name, value) in csrf.iter().chain(fields) {
        let head = format!("--batas\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(head.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--batas\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--batas--\r\n");
    let request = Request::post(at(page))
        .header(header::HOST, "uji")
        .header(header::COOKIE, &session.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=batas");
    let response = server.send(request.body(Body::from(body)).unwrap()).await;
    let status = response.status();
    let location = response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_string());
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, location.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
}

/// A file with the headers of its answer.
async fn fetch(server: &Server, session: &Session, path: &str) -> (StatusCode, Vec<(String, String)>, Vec<u8>) {
    let request = Request::get(path).header(header::HOST, "uji").header(header::COOKIE, &session.cookie);
    let response = server.send(request.body(Body::empty()).unwrap()).await;
    let headers =
        response.headers().iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_string()));
    let (status, headers) = (response.status(), headers.collect());
    (status, headers, to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec())
}

fn header_of<'a>(headers: &'a [(String, String)], name: &str) -> &'a str {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap()
}

const ROW: [(&str, &str); 4] =
    [("tabel", "fasilitasi"), ("kunci", "F-39"), ("kolom", "terlaksana"), ("uraian", "Berita acara")];

#[tokio::test]
async fn evidence_is_handed_in_seen_and_replaced_with_its_history() {
    let server = Server::start().await;
    let kasi = server.session(Peran::Kasi).await;
    let (status, address) = upload(&server, &kasi, "bukti", &ROW, Some(("acara.html", PDF))).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{address}");
    let camat = server.session(Peran::Camat).await;
    let (_, html) = server.get(Some(&camat), &address).await;
    assert!(html.contains("Berita acara") && html.contains("B-17"), "{html}");
    let (status, headers, bytes) = fetch(&server, &camat, &at("bukti/B-17/berkas")).await;
    assert_eq!((status, bytes.as_slice()), (StatusCode::OK, PDF));
    assert_eq!(header_of(&headers, "content-type"), "application/pdf");
    assert!(header_of(&headers, "content-disposition").starts_with("inline"));
    assert!(header_of(&headers, "content-security-policy").contains("sandbox"));
    assert_eq!(header_of(&headers, "x-content-type-options"), "nosniff");

    let (status, _) = upload(&server, &kasi, "bukti/B-17", &[("uraian", "Foto")], Some(("foto.png", PNG))).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, headers, bytes) = fetch(&server, &camat, &at("bukti/B-17/berkas")).await;
    assert_eq!((bytes.as_slice(), header_of(&headers, "content-type")), (PNG, "image/png"));
    let (_, html) = server.get(Some(&camat), &at("bukti/B-17")).await;
    let old =
        html.rsplit("href=\"").filter_map(|part| part.split('"').next()).find(|href| href.contains("sidik=")).unwrap();
    assert_eq!(fetch(&server, &camat, old).await.2, PDF, "the earlier file is still there");
    let foreign = format!("{}?sidik={}", at("bukti/B-12/berkas"), old.split("sidik=").nth(1).unwrap());
    assert_eq!(fetch(&server, &camat, &foreign).await.0, StatusCode::NOT_FOUND, "a digest alone opens nothing");
}

#[tokio::test]
async fn what_a_browser_would_run_is_refused_and_what_was_typed_is_kept() {
    let server = Server::start().await;
    let kasi = server.session(Peran::Kasi).await;
    for bytes in [&b"<html><script>alert(1)</script>"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>"] {
        let (status, html) = upload(&server, &kasi, "bukti", &ROW, Some(("a.pdf", bytes))).await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("Jenis berkas ini tidak dapat diterima") && html.contains("value=\"Berita acara\""));
    }
    let mut fields = ROW.to_vec();
    fields.push(("tanggal", "kemarin"));
    let (_, html) = upload(&server, &kasi, "bukti", &fields, None).await;
    assert!(html.contains("Tanggal bukti tidak dapat dibaca") && html.contains("Berkas belum dipilih"));
    let wrong = Session { csrf: "lain".to_string(), ..kasi.clone() };
    assert_eq!(upload(&server, &wrong, "bukti", &ROW, Some(("a.pdf", PDF))).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn evidence_belongs_to_the_row_that_it_proves() {
    let server = Server::start().await;
    let (kasi, desa) = (server.session(Peran::Kasi).await, server.session(Peran::Desa).await);
    let other_unit = [("tabel", "fasilitasi"), ("kunci", "F-18"), ("uraian", "x")];
    assert_eq!(upload(&server, &kasi, "bukti", &other_unit, Some(("a.pdf", PDF))).await.0, StatusCode::FORBIDDEN);
    assert_eq!(upload(&server, &desa, "bukti", &ROW, Some(("a.pdf", PDF))).await.0, StatusCode::FORBIDDEN);
    let foreign = [("tabel", "dokumen_desa"), ("kunci", "99.99.01.2002, RKPDES"), ("uraian", "x")];
    assert_eq!(upload(&server, &desa, "bukti", &foreign, Some(("a.pdf", PDF))).await.0, StatusCode::FORBIDDEN);
    let own = [("tabel", "dokumen_desa"), ("kunci", "99.99.01.2001, RKPDES"), ("uraian", "Perdes")];
    let (status, _) = upload(&server, &desa, "bukti", &own, Some(("a.pdf", PDF))).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let operator = server.session(Peran::Operator).await;
    let foreign = [("tabel", "dokumen_desa"), ("kunci", "99.99.01.2002, RKPDES"), ("uraian", "Perdes rahasia")];
    assert_eq!(upload(&server, &operator, "bukti", &foreign, Some(("a.pdf", PDF))).await.0, StatusCode::SEE_OTHER);
    let (_, html) = server.get(Some(&desa), &at("bukti")).await;
    assert!(html.contains("B-17") && !html.contains("rahasia") && !html.contains("B-01"));
    for page in ["bukti/B-18", "bukti/B-18/berkas", "bukti/B-01"] {
        assert_eq!(server.get(Some(&desa), &at(page)).await.0, StatusCode::NOT_FOUND, "{page}");
    }
    // The grid of all columns is no way around it.
    let row = "bukti.b1";
    let fields = ["kode", "tabel", "kunci", "uraian"].map(|name| format!("{row}.{name}"));
    let sent: Vec<(&str, &str)> = fields.iter().map(String::as_str).zip(["B-99", "fasilitasi", "F-18", "x"]).collect();
    assert_eq!(server.post(&kasi, &at("data/bukti"), &sent).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn all_evidence_of_a_period_comes_as_one_archive() {
    let server = Server::start().await;
    let kasi = server.session(Peran::Kasi).await;
    upload(&server, &kasi, "bukti", &ROW, Some(("a.pdf", PDF))).await;
    let camat = server.session(Peran::Camat).await;
    let (status, headers, bytes) = fetch(&server, &camat, &at("bukti/zip")).await;
    assert_eq!((status, header_of(&headers, "content-type")), (StatusCode::OK, "application/zip"));
    let contains = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    assert!(bytes.starts_with(b"PK") && contains(b"indeks.csv") && contains(PDF));
}

#[tokio::test]
async fn a_draft_outlives_the_server_and_goes_when_it_is_saved() {
    let server = Server::start().await;
    let session = server.session(Peran::Operator).await;
    let form = at("fasilitasi");
    let typed = r#"[["fasilitasi.@F-39.keterangan","belum selesai diketik"]]"#;
    let (status, _) = server.post(&session, "/draf", &[("formulir", &form), ("isi", typed)]).await;
    assert_eq!(status, StatusCode::NO_CONTENT);

    let server = server.restarted().await;
    let asked = format!("/draf?formulir={form}");
    let (status, answer) = server.get(Some(&session), &asked).await;
    assert_eq!(status, StatusCode::OK);
    assert!(answer.contains("belum selesai diketik") && answer.contains("7 Oktober 2024"), "{answer}");
    let other = server.session(Peran::Kasi).await;
    assert_eq!(server.get(Some(&other), &asked).await.0, StatusCode::NO_CONTENT, "a draft is its account's alone");

    // An attempt that is refused keeps it, a save ends it.
    let seen = r#"{"kode":"F-98"}"#;
    let new = |urut| {
        [
            ("fasilitasi.b1._tetap", seen),
            ("fasilitasi.b1.urut", urut),
            ("fasilitasi.b1.jenis", "FAS"),
            ("fasilitasi.b1.uraian", "Butir"),
        ]
    };
    assert_eq!(server.post(&session, &form, &new("satu")).await.0, StatusCode::OK);
    assert_eq!(server.get(Some(&session), &asked).await.0, StatusCode::OK);
    assert_eq!(server.post(&session, &form, &new("98")).await.0, StatusCode::SEE_OTHER);
    assert_eq!(server.get(Some(&session), &asked).await.0, StatusCode::NO_CONTENT);

    server.post(&session, "/draf", &[("formulir", &form), ("isi", typed)]).await;
    server.post(&session, "/draf", &[("formulir", &form), ("isi", "")]).await;
    assert_eq!(server.get(Some(&session), &asked).await.0, StatusCode::NO_CONTENT, "it can be given up");
}

#[tokio::test]
async fn reminders_are_texts_and_a_calendar_for_those_who_may_see_it() {
    let server = Server::start().await;
    let session = server.session(Peran::Sekcam).await;
    let (status, html) = server.get(Some(&session), &at("pengingat")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Yth. Kepala Desa") && html.contains("https://wa.me/?text=Yth"), "{html}");
    let calendar = at("kalender.ics");
    let (_, text) = server.get(Some(&session), &calendar).await;
    assert!(text.starts_with("BEGIN:VCALENDAR") && text.contains("RKP Desa"));
    let foreign = calendar.replace(OWN, OTHER);
    assert_eq!(server.get(Some(&session), &foreign).await.0, StatusCode::FORBIDDEN);
    assert_eq!(server.get(None, &calendar).await.0, StatusCode::UNAUTHORIZED);
    let pelaku = app::Pelaku { nama: "admin".to_string(), waktu: NOW.to_string() };
    let until = app::Waktu::read(NOW).unwrap().plus(86_400);
    let kode = domain::schema::Field::read(OWN).unwrap();
    let store = &server.keadaan.store;
    let (_, token) =
        app::akun::buat_token(store, &pelaku, &kode, "Kalender", app::akun::Lingkup::Baca, until).await.unwrap();
    assert!(server.get(None, &format!("{calendar}?token={token}")).await.1.starts_with("BEGIN:VCALENDAR"));
    assert_eq!(server.get(None, &format!("{foreign}?token={token}")).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_long_table_comes_in_parts_that_each_keep_their_draft() {
    let server = Server::start().await;
    let session = server.session(Peran::Operator).await;
    let table = at("data/realisasi_anggaran");
    let (_, first) = server.get(Some(&session), &table).await;
    let (_, second) = server.get(Some(&session), &format!("{table}?lembar=2")).await;
    assert!(first.contains("?lembar=4") && !first.contains("?lembar=5"), "708 rows are four parts");
    let rows = |html: &str| html.matches("._sebelum\"").count();
    assert_eq!((rows(&first), rows(&second)), (200, 200));
    let (one, two) = (format!("{table}?lembar=1"), format!("{table}?lembar=2"));
    for form in [&one, &two] {
        server.post(&session, "/draf", &[("formulir", form), ("isi", "[]")]).await;
    }
    let (status, address) = server.post(&session, &two, &[("_draf", &two)]).await;
    assert_eq!((status, address), (StatusCode::SEE_OTHER, format!("{two}&pesan=tanpa-perubahan")));
    let asked = |form: &str| format!("/draf?formulir={}", form.replace('?', "%3F").replace('=', "%3D"));
    assert_eq!(server.get(Some(&session), &asked(&one)).await.0, StatusCode::OK);
    assert_eq!(server.get(Some(&session), &asked(&two)).await.0, StatusCode::NO_CONTENT);
    assert_eq!(server.get(Some(&session), &format!("{table}?lembar=99")).await.0, StatusCode::OK);
}
