//! Emblem and kop surat of the office: handed in, shown, printed, undone; and new rows under a key that is in use.

use crate::dasar::{Server, Session, at};
use app::akun::Peran;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};

const PAGE: &str = "pengaturan/kantor";
const LOGO: &str = "pengaturan/kantor/gambar/logo";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" onload=\"alert(1)\"><script>alert(2)</script><rect width=\"9\" height=\"9\" fill=\"#123456\"/></svg>";
/// One pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6,
    0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d,
    0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

async fn fetch(server: &Server, session: &Session, path: &str) -> (StatusCode, String, Vec<u8>) {
    let request = Request::get(path).header(header::HOST, "uji").header(header::COOKIE, &session.cookie);
    let response = server.send(request.body(Body::empty()).unwrap()).await;
    let heads: Vec<String> =
        response.headers().iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    let status = response.status();
    (status, heads.join("\n"), to_bytes(response.into_body(), 16 << 20).await.unwrap().to_vec())
}

#[tokio::test]
async fn an_emblem_is_handed_in_shown_printed_and_taken_off() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let (_, before) = server.file(&operator, &at("laporan/cetak?format=html")).await;
    let (status, address) = server.upload(&operator, &at(LOGO), &[("lambang.png", SVG)]).await;
    assert_eq!(
        (status, address.as_str()),
        (StatusCode::SEE_OTHER, at("pengaturan/kantor?pesan=diunggah#gambar").as_str())
    );
    let camat = server.session(Peran::Camat).await;
    let (_, html) = server.get(Some(&camat), &at(PAGE)).await;
    let source = html.split("class=\"gambar-kantor\" src=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    assert!(!html.contains("type=\"file\""), "a camat sees it and does not change it");
    let (status, heads, bytes) = fetch(&server, &camat, &source).await;
    let kept = String::from_utf8(bytes).unwrap();
    assert!(status == StatusCode::OK && kept.contains("#123456") && !kept.contains("alert"), "{kept}");
    for head in
        ["content-type: image/svg+xml", "content-disposition: attachment", "nosniff", "sandbox", "default-src 'none'"]
    {
        assert!(heads.contains(head), "{head}: {heads}");
    }
    let (_, after) = server.file(&operator, &at("laporan/cetak?format=html")).await;
    assert_ne!(before, after, "the next print shows it");
    // A picture of pixels in its place, and back again from the history.
    let (status, _) = server.upload(&operator, &at(LOGO), &[("lambang.svg", PNG)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, heads, bytes) = fetch(&server, &camat, &at(LOGO)).await;
    assert!(heads.contains("content-type: image/png") && heads.contains("inline") && bytes == PNG);
    let (_, history) = server.get(Some(&operator), &at("pengaturan/riwayat")).await;
    assert!(history.contains("lambang dipasang"), "{history}");
    let newest = history.split("pengaturan/riwayat/").nth(1).unwrap().split('"').next().unwrap();
    server.post(&operator, &at(&format!("pengaturan/riwayat/{newest}")), &[]).await;
    let (_, _, bytes) = fetch(&server, &camat, &at(LOGO)).await;
    assert!(String::from_utf8_lossy(&bytes).contains("#123456"), "undone");
    // Taken off.
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{}\r\n--b\r\nContent-Disposition: form-data; name=\"lepas\"\r\n\r\nya\r\n--b--\r\n",
        operator.csrf
    );
    let request = Request::post(at(LOGO))
        .header(header::HOST, "uji")
        .header(header::COOKIE, &operator.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    assert_eq!(server.send(request.body(Body::from(body)).unwrap()).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(fetch(&server, &camat, &at(LOGO)).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_what_to_do() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let large = [PNG, vec![0; 2 << 20].as_slice()].concat();
    let broken = &PNG[..50];
    for (isi, text) in [
        (b"%PDF-1.7 a".as_slice(), "bukan gambar yang dapat dicetak"),
        (b"<html><svg>", "bukan gambar yang dapat dicetak"),
        (b"<svg xmlns=\"x\"", "tidak dapat dibaca"),
        (b"", "belum dipilih"),
        (&large, "paling besar 2 MB"),
        (broken, "tidak dapat dicetak"),
    ] {
        let (status, html) = server.upload(&operator, &at(LOGO), &[("lambang.png", isi)]).await;
        assert!(status == StatusCode::OK && html.contains("Belum disimpan") && html.contains(text), "{text}: {html}");
    }
    let (status, _) = server.upload(&operator, &at("pengaturan/kantor/gambar/nama"), &[("a.png", PNG)]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (_, _, bytes) = fetch(&server, &operator, &at(LOGO)).await;
    assert!(bytes.starts_with(b"<"), "the emblem of before");
}

#[tokio::test]
async fn a_new_row_under_a_used_key_says_whose_it_is() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let register =
        || async { server.keadaan.year(&domain::schema::Field::read(crate::dasar::OWN).unwrap(), 2024).await };
    let before = register().await.unwrap().unwrap().tahun.register.clone();
    let owner = before.fasilitasi.iter().find(|row| row.kode.as_str() == "F-01").unwrap();
    // Only cells that the owner has empty, too: they would have been written into its row.
    for extra in [("fasilitasi.b0.uraian", "Kegiatan lain"), ("fasilitasi.b0.keterangan", "catatan")] {
        let fields = [("fasilitasi.b0._tetap", "{}"), ("fasilitasi.b0.kode", "F-01"), extra];
        let (status, html) = server.post(&operator, &at("data/fasilitasi"), &fields).await;
        let said = format!("sudah dipakai oleh &#34;{}&#34;", &*owner.uraian);
        assert!(status == StatusCode::OK && html.contains(&said), "{said}: {html}");
        assert!(html.contains(extra.1) && !html.contains("sekali lagi"), "{html}");
    }
    assert_eq!(register().await.unwrap().unwrap().tahun.register, before);
    // A key of several columns is named by all of them.
    let row = &before.target_renstra[0];
    let (indikator, tahun) = (row.indikator.to_string(), row.tahun.to_string());
    let fields = [
        ("target_renstra.b0._tetap", "{}"),
        ("target_renstra.b0.indikator", indikator.as_str()),
        ("target_renstra.b0.tahun", tahun.as_str()),
        ("target_renstra.b0.target", "5"),
    ];
    let (_, html) = server.post(&operator, &at("data/target_renstra"), &fields).await;
    assert!(
        html.contains(&format!("Baris dengan indikator &#34;{indikator}&#34;, tahun &#34;{tahun}&#34; sudah ada")),
        "{html}"
    );
}
