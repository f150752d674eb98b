//! A report of others: handed in, checked in the background, seen by the one who asked, taken into the register.

use std::time::Duration;

use crate::dasar::{OWN, Server, Session};
use app::akun::Peran;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};

const WRONG: &str = "# LAPORAN KINERJA\n\n| Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n\
    | 7.01.02 | Program A | 3.738.000 | 1.870.000 | 17.580.000 |\n| 7.01.03 | B & C | 1.000.000 | 400.000 | 600.000 |\n";

fn place(rest: &str) -> String {
    format!("/kantor/{OWN}/2024/tw2/periksa{rest}")
}

/// Hands in files as a browser does; gives the status and where it leads.
async fn hand_in(server: &Server, session: &Session, files: &[(&str, &[u8])]) -> (StatusCode, String) {
    let mut body =
        format!("--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{}\r\n", session.csrf).into_bytes();
    for (name, bytes) in files {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--b--\r\n");
    let request = Request::post(place(""))
        .header(header::HOST, "uji")
        .header(header::COOKIE, &session.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    let response = server.send(request.body(Body::from(body)).unwrap()).await;
    let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_string());
    let status = response.status();
    let page = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, to.unwrap_or_else(|| String::from_utf8_lossy(&page).into_owned()))
}

/// The page of a check once it is done.
async fn done(server: &Server, session: &Session, page: &str) -> String {
    for _ in 0..600 {
        let (status, html) = server.get(Some(session), page).await;
        assert_eq!(status, StatusCode::OK);
        if !html.contains("Halaman ini memperbarui diri") {
            return html;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the check does not end")
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_stand_beside_the_document() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Kasi, OWN).await;
    let (status, to) = hand_in(&server, &session, &[("lkj <script>.md", WRONG.as_bytes())]).await;
    assert!(status == StatusCode::SEE_OTHER && to.starts_with(&place("/")), "{status} {to}");
    let html = done(&server, &session, &to).await;
    for part in ["SIS201", "17.580.000", "id=\"saring-kesalahan\"", "/unduh/sarif", "B &amp; C"] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("<script>.md") && !html.contains(" style=") && !html.contains("/impor/"));
    for (format, begins) in [("txt", ""), ("json", "{"), ("sarif", "{"), ("xlsx", "PK"), ("html", "<!DOCTYPE")] {
        let (status, file) = server.get(Some(&session), &format!("{to}/unduh/{format}")).await;
        assert!(status == StatusCode::OK && file.starts_with(begins), "{format}");
    }
    assert_eq!(server.get(Some(&session), &format!("{to}/unduh/exe")).await.0, StatusCode::NOT_FOUND);
    // Nobody else sees it, and it can be thrown away.
    let other = server.sign_in(Peran::Operator, OWN).await;
    assert_eq!(server.get(Some(&other), &to).await.0, StatusCode::NOT_FOUND);
    let (_, list) = server.get(Some(&session), &place("")).await;
    assert!(list.contains("lkj ") && list.contains("selesai"));
    assert_eq!(server.post(&session, &format!("{to}/buang"), &[]).await.0, StatusCode::SEE_OTHER);
    assert_eq!(server.get(Some(&session), &to).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_said_and_little_is_kept() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let (status, page) = hand_in(&server, &session, &[]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("belum dipilih"));
    let (_, to) = hand_in(&server, &session, &[("rusak.docx", b"PK\x03\x04 bukan dokumen")]).await;
    assert!(done(&server, &session, &to).await.contains("tidak terbaca"));
    for number in 0..5 {
        let (_, to) = hand_in(&server, &session, &[(format!("nomor-{number}.md").as_str(), WRONG.as_bytes())]).await;
        done(&server, &session, &to).await;
    }
    let (_, list) = server.get(Some(&session), &place("")).await;
    assert_eq!(list.matches("/periksa/").count(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_taken_in_after_they_were_seen() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let report = format!("/kantor/{OWN}/2024/tw2/laporan");
    let print = Request::get(format!("{report}/cetak?format=docx")).header(header::HOST, "uji");
    let print = print.header(header::COOKIE, &session.cookie).body(Body::empty()).unwrap();
    let bytes = to_bytes(server.send(print).await.into_body(), 64 << 20).await.unwrap();
    let (_, to) = hand_in(&server, &session, &[("lkj.docx", &bytes)]).await;
    let html = done(&server, &session, &to).await;
    assert!(html.contains("/impor/0"), "{html}");
    let import = format!("{to}/impor/0");
    let (status, page) = server.get(Some(&session), &import).await;
    assert!(status == StatusCode::OK && page.contains("Triwulan II Tahun 2024"), "{status} {page}");
    let (status, to) = server.post(&session, &import, &[("cara", "pertahankan")]).await;
    assert!(status == StatusCode::SEE_OTHER && to == format!("{report}?pesan=diimpor"), "{status} {to}");
}
