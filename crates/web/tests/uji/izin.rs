//! Every route, every role, the own office and another one: who is let through.

use std::collections::BTreeSet;

use crate::dasar::{OTHER, OWN, Server, Session};
use app::akun::Peran;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use web::izin::Izin;
use web::rute::{RUTE, Rute};

/// A path with sample values. A route with a new parameter fails here until it has a sample.
fn path(rute: &Rute, office: &str) -> String {
    let part = |part: &str| {
        let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
            return part.to_string();
        };
        match name {
            // A kabupaten, where the address is of one.
            "kode" if rute.jalan.starts_with("/kabupaten/") => office[..5].to_string(),
            "kode" => office.to_string(),
            "tahun" => "2024".to_string(),
            "periode" => "tw3".to_string(),
            "tabel" => "fasilitasi".to_string(),
            "digest" | "nama" | "id" | "kunci" | "nomor" | "bagian" | "versi" | "indikator" | "format" | "sidik"
            | "jenis" | "unit" | "revisi" | "desa" => "x".to_string(),
            other => panic!("{}: give parameter {other} a sample value", rute.jalan),
        }
    };
    rute.jalan.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn ask(server: &Server, rute: &Rute, path: &str, session: Option<&Session>, with_token: bool) -> StatusCode {
    let mut request =
        Request::builder().method(rute.metode.to_uppercase().as_str()).uri(path).header(header::HOST, "uji");
    if let Some(session) = session {
        request = request.header(header::COOKIE, &session.cookie);
        if with_token {
            request = request.header("x-csrf", &session.csrf);
        }
    }
    let status = server.send(request.body(Body::empty()).unwrap()).await.status();
    if rute.jalan.contains("/keluar") {
        server.forget_sessions();
    }
    status
}

/// Whether a role at the own office may use a route at an office. This is the specification, written a second time
/// from the rights alone.
fn expected(izin: Izin, peran: Peran, own: bool) -> bool {
    match izin {
        Izin::Umum | Izin::Masuk | Izin::ApiMasuk => true,
        Izin::ApiMana(hak) => hak.peran().contains(&peran),
        Izin::Kantor(hak) | Izin::Api(hak) => own && hak.peran().contains(&peran),
    }
}

#[tokio::test]
async fn every_route_lets_through_whom_it_should() {
    let server = Server::start().await;
    let mut wrong = Vec::new();
    for peran in Peran::ALL {
        for rute in RUTE {
            for office in [OWN, OTHER] {
                let session = server.session(peran).await;
                let status = ask(&server, rute, &path(rute, office), Some(&session), true).await;
                let let_through = status != StatusCode::FORBIDDEN && status != StatusCode::UNAUTHORIZED;
                // Kabupaten roles of the example are of the own kabupaten alone.
                if let_through != expected(rute.izin, peran, office == OWN) && rute.jalan != "/masuk" {
                    wrong.push(format!("{} {} {office} {}: {status}", rute.metode, rute.jalan, peran.word()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn nobody_comes_in_without_signing_in() {
    let server = Server::start().await;
    for rute in RUTE.iter().filter(|rute| rute.izin != Izin::Umum) {
        let status = ask(&server, rute, &path(rute, OWN), None, false).await;
        let refused = [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status);
        assert!(refused, "{} {}: {status}", rute.metode, rute.jalan);
    }
}

#[tokio::test]
async fn no_change_without_the_token_of_the_form() {
    let server = Server::start().await;
    for rute in RUTE.iter().filter(|rute| rute.metode != "get" && rute.izin != Izin::Umum) {
        for peran in [Peran::Operator, Peran::Camat, Peran::AdminKabupaten] {
            let session = server.session(peran).await;
            let status = ask(&server, rute, &path(rute, OWN), Some(&session), false).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{} {} {}", rute.metode, rute.jalan, peran.word());
        }
    }
}

#[tokio::test]
async fn a_page_of_another_site_changes_nothing() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    for (name, value) in [("origin", "https://lain.invalid"), ("sec-fetch-site", "cross-site")] {
        for rute in RUTE.iter().filter(|rute| rute.metode != "get") {
            let request = Request::builder()
                .method(rute.metode.to_uppercase().as_str())
                .uri(path(rute, OWN))
                .header(header::HOST, "uji")
                .header(header::COOKIE, &session.cookie)
                .header("x-csrf", &session.csrf)
                .header(name, value);
            let status = server.send(request.body(Body::empty()).unwrap()).await.status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{}", rute.jalan);
        }
    }
}

#[test]
fn no_route_stands_twice() {
    let all: BTreeSet<_> = RUTE.iter().map(|rute| (rute.metode, rute.jalan)).collect();
    assert_eq!(all.len(), RUTE.len());
}
