//! Informasi Publik: nothing before a lock; then the figures as they were locked, and how a printed report is recognised.

use std::time::Duration;

use crate::dasar::{OWN, Server};
use app::akun::Peran;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use sha2::{Digest, Sha256};

fn place(rest: &str) -> String {
    format!("/kantor/{OWN}/2024/tw2/{rest}")
}

async fn lock(server: &Server) {
    for (who, step) in [(Peran::Sekcam, "verifikasi"), (Peran::Camat, "setujui"), (Peran::Camat, "kunci")] {
        let session = server.sign_in(who, OWN).await;
        let fields = [("alasan", "Ralat uji")];
        let (status, page) = server.post(&session, &place(&format!("laporan/{step}")), &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{step}: {page}");
    }
}

/// The id of a public page, from the first link to one.
fn id(page: &str) -> String {
    let start = page.find("/publik/laporan/").unwrap() + "/publik/laporan/".len();
    page[start..].chars().take_while(char::is_ascii_hexdigit).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_sees_what_was_locked_and_nothing_else() {
    let server = Server::start().await;
    let office = format!("/publik/{OWN}");
    assert_eq!(server.get(None, &office).await.0, StatusCode::NOT_FOUND);
    let (status, page) = server.get(None, "/publik").await;
    assert!(status == StatusCode::OK && page.contains("Belum ada laporan yang dikunci"));

    let operator = server.sign_in(Peran::Operator, OWN).await;
    let setting = [
        ("parameter.b0.nama", "publik.alamat"),
        ("parameter.b0.nilai", "https://kinerja.contoh.invalid/"),
        ("parameter.b0.berlaku_sejak", "1/1/2024"),
        ("parameter.b0.sumber", "uji"),
    ];
    let (status, page) = server.post(&operator, &place("data/parameter"), &setting).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    lock(&server).await;

    let (_, page) = server.get(None, "/publik").await;
    assert!(page.contains(&format!("href=\"{office}\"")));
    let (status, page) = server.get(None, &office).await;
    assert_eq!(status, StatusCode::OK);
    for part in ["102,03 %", "Rp 4.466.700.000", "47,39 %", "Laporan Kinerja Kecamatan Sukamaju Triwulan II Tahun 2024"]
    {
        assert!(page.contains(part), "{part}");
    }
    let (_, csv) = server.get(None, &format!("{office}/data/csv")).await;
    assert!(csv.starts_with("kantor,periode,revisi,kode,") && csv.contains(&format!("{OWN},2024/2,0,")));
    let (_, json) = server.get(None, &format!("{office}/data/json")).await;
    let data: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&data[0]["pagu"], &data[0]["serapan_persen"]), (&"4466700000".into(), &"47.39".into()));

    let first = id(&page);
    let public = format!("/publik/laporan/{first}");
    let register = &server.keadaan.year(&app::Field::read(OWN).unwrap(), 2024).await.unwrap().unwrap().tahun.register;
    let (_, report) = server.get(None, &public).await;
    for row in &register.pegawai {
        let text = app::Field::write(&row.nama);
        assert!(![&page, &report, &csv, &json].iter().any(|seen| seen.contains(&text)), "a person is named");
    }
    assert!(!report.contains("camat.sukamaju") && !report.contains("NIP"));

    // The locked print leads there, and its digest is kept.
    let file = |format: &str| {
        let path = place(&format!("laporan/arsip/0/cetak?format={format}"));
        let request = Request::get(path).header(header::HOST, "uji").header(header::COOKIE, &operator.cookie);
        server.send(request.body(Body::empty()).unwrap())
    };
    let html = to_bytes(file("html").await.into_body(), 64 << 20).await.unwrap();
    let address = format!("https://kinerja.contoh.invalid{public}");
    assert!(String::from_utf8_lossy(&html).contains(&address));
    let digest: String = Sha256::digest(&html).iter().map(|byte| format!("{byte:02x}")).collect();
    for attempt in 0.. {
        if server.get(None, &public).await.1.contains(&digest) {
            break;
        }
        assert!(attempt < 600, "the digest of the HTML file is not kept");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }

    // Opening the lock changes nothing for the public; a revision leads on from the first.
    let reviewer = server.sign_in(Peran::ReviewerKabupaten, OWN).await;
    server.post(&reviewer, &place("laporan/buka"), &[("alasan", "Salah ketik")]).await;
    assert!(server.get(None, &office).await.1.contains("47,39 %"));
    let meeting = [
        ("rapat_evaluasi.b0.tanggal", "28/6/2024"),
        ("rapat_evaluasi.b0.acara", "Rapat uji ralat"),
        ("rapat_evaluasi.b0.keputusan", "Diperbaiki"),
    ];
    let (status, page) = server.post(&operator, &place("data/rapat_evaluasi"), &meeting).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    lock(&server).await;
    let (_, report) = server.get(None, &public).await;
    assert!(report.contains("sudah diganti") && id(&report) != first);
    assert_eq!(server.get(None, "/publik/laporan/x").await.0, StatusCode::NOT_FOUND);
}
