//! The manual, what people see when something is refused, and the look of an office.

use crate::dasar::{OTHER, OWN, Server, at, change};
use app::akun::Peran;
use axum::http::StatusCode;

#[tokio::test]
async fn the_manual_is_there_before_and_after_signing_in() {
    let server = Server::start().await;
    let (status, html) = server.get(None, "/panduan").await;
    assert!(status == StatusCode::OK && html.contains("href=\"/panduan/masuk\""));
    let (status, html) = server.get(None, "/panduan/masuk").await;
    assert!(status == StatusCode::OK && html.contains("<h1>Masuk pertama kali</h1>") && html.contains("/masuk.webp"));
    let picture = html.split("src=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(picture.starts_with("/aset/"), "{picture}");
    assert_eq!(server.get(None, picture).await.0, StatusCode::OK);
    assert!(server.get(None, "/panduan/istilah").await.1.contains("id=\"istilah-capaian\""));
    for strange in ["/panduan/tidak-ada", "/panduan/README", "/panduan/gambar"] {
        assert_eq!(server.get(None, strange).await.0, StatusCode::NOT_FOUND, "{strange}");
    }
    // Every role has it in its menu, and stays in its office and period.
    for peran in Peran::ALL {
        let session = server.session(peran).await;
        let (status, html) = server.get(Some(&session), &at("panduan")).await;
        assert!(status == StatusCode::OK && html.contains(&at("panduan/pengukuran")), "{}", peran.word());
        let (_, html) = server.get(Some(&session), &at("panduan/naskah")).await;
        assert!(html.contains(&at("panduan/lanjut-sisipan")) && html.contains(">Panduan</a>"));
    }
}

#[tokio::test]
async fn the_manual_is_found_by_the_search() {
    let server = Server::start().await;
    let session = server.session(Peran::Kasi).await;
    let (_, html) = server.get(Some(&session), &at("cari?teks=melampirkan+bukti")).await;
    assert!(html.contains(&at("panduan/bukti")), "{html}");
    let (_, html) = server.get(Some(&session), &at("cari?teks=aplikasi+autentikasi")).await;
    assert!(html.contains(&at("panduan/masuk")), "{html}");
}

#[tokio::test]
async fn whoever_is_signed_in_keeps_the_menu_when_refused() {
    let server = Server::start().await;
    let camat = server.session(Peran::Camat).await;
    let elsewhere = format!("/kantor/{OTHER}/2024/tw3");
    for (path, expected) in [
        (at("pengaturan/akun"), StatusCode::FORBIDDEN),
        (elsewhere.clone(), StatusCode::FORBIDDEN),
        (at("tidak-ada"), StatusCode::NOT_FOUND),
        (at("perencanaan/indikator/TIDAK-ADA"), StatusCode::NOT_FOUND),
        ("/lain".to_string(), StatusCode::NOT_FOUND),
    ] {
        let (status, html) = server.get(Some(&camat), &path).await;
        assert_eq!(status, expected, "{path}");
        assert!(html.contains("Menu utama") && html.contains(&format!("/kantor/{OWN}/2024/tw")), "{path}");
        assert!(html.contains("action=\"/keluar\"") && !html.contains("href=\"/masuk\""), "{path}");
        assert!(!html.contains("aria-current=\"page\""), "{path}");
        // Nothing of an office that is not theirs.
        assert!(!html.contains("Pronojiwo"), "{path}");
    }
    let admin = server.session(Peran::AdminKabupaten).await;
    let (status, html) = server.get(Some(&admin), &elsewhere).await;
    assert!(status == StatusCode::FORBIDDEN && !html.contains("Pronojiwo") && html.contains("action=\"/keluar\""));
    let (_, html) = server.get(None, "/lain").await;
    assert!(html.contains("href=\"/masuk\""));
}

#[tokio::test]
async fn an_office_has_its_colour() {
    let server = Server::start().await;
    let session = server.session(Peran::Operator).await;
    assert!(server.get(Some(&session), &at("")).await.1.contains("data-warna=\"biru\""));
    let typed = [
        ("nama", "tampilan.warna"),
        ("berlaku_sejak", "1/1/2024"),
        ("nilai", "toska"),
        ("sumber", "kesepakatan kantor"),
    ];
    let (status, html) = change(&server, Peran::Operator, "data/parameter", "parameter.b0", &typed).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{html}");
    assert!(server.get(Some(&session), &at("")).await.1.contains("data-warna=\"toska\""));
    let wrong = [("nama", "tampilan.warna"), ("berlaku_sejak", "1/2/2024"), ("nilai", "jingga"), ("sumber", "x")];
    let (status, html) = change(&server, Peran::Operator, "data/parameter", "parameter.b0", &wrong).await;
    assert!(status == StatusCode::OK && html.contains("Belum disimpan"), "{html}");
}
