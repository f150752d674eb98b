//! A whole register out and in: seen first, taken in as one act, refused where it cannot be read or is another's.

use crate::dasar::{NOW, OTHER, OWN, Server};
use app::akun::Peran;
use axum::http::StatusCode;
use domain::schema::Field;
use domain::value::KodeWilayah;

fn place(rest: &str) -> String {
    format!("/kantor/{OWN}/2024/tw3/{rest}")
}

/// The text of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\" value=\"")).unwrap() + name.len() + 15;
    page[start..].chars().take_while(|c| *c != '"').collect()
}

/// The own office's workbook as it is, and then a word in the register that it does not have.
async fn older(server: &Server) -> Vec<u8> {
    let (kode, store) = (KodeWilayah::read(OWN).unwrap(), &server.keadaan.store);
    let bytes = app::ekspor_buku(store, &kode, 2024).await.unwrap();
    let (mut register, versi) = store.load(&kode, 2024).await.unwrap().unwrap();
    register.fasilitasi.first_mut().unwrap().keterangan = Field::read("Sesudah ekspor <b>").unwrap();
    let act = store::Act {
        kind: "ubah".to_string(),
        actor: "uji".to_string(),
        at: NOW.to_string(),
        note: String::new(),
        source: None,
    };
    store.save(&act, &kode, 2024, &register, Some(versi)).await.unwrap();
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_seen_then_taken_in() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let bytes = older(&server).await;
    let (status, to) = server.upload(&session, &place("pengaturan/impor"), &[("register.xlsx", &bytes)]).await;
    assert!(status == StatusCode::SEE_OTHER && to.starts_with(&place("pengaturan/impor/")), "{status} {to}");
    let (_, page) = server.get(Some(&session), &to).await;
    assert!(page.contains("<del>Sesudah ekspor &#60;b&#62;</del>") && page.contains("Keterangan: "), "{page}");
    let (_, table) = server.get(Some(&session), &place("data/fasilitasi")).await;
    assert!(table.contains("Sesudah ekspor"), "nothing is written yet");
    // Nobody else sees it, and what was seen must still hold.
    let other = server.sign_in(Peran::AdminKecamatan, OWN).await;
    assert_eq!(server.get(Some(&other), &to).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, page_late) = server.post(&session, &to, &[("versi", "2024:1000")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY, "{page_late}");
    let versi = hidden(&page, "versi");
    let (status, back) = server.post(&session, &to, &[("versi", &versi)]).await;
    assert!(status == StatusCode::SEE_OTHER && back.contains("pesan=diimpor"), "{status} {back}");
    assert!(!server.get(Some(&session), &place("data/fasilitasi")).await.1.contains("Sesudah ekspor"));
    let (_, history) = server.get(Some(&session), &place("pengaturan/riwayat")).await;
    assert!(history.contains("register.xlsx"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_in_is_told_with_its_place() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let path = place("pengaturan/impor");
    let (status, page) = server.upload(&session, &path, &[]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("belum dipilih"));
    let (status, page) = server.upload(&session, &path, &[("kantor.zip", b"bukan zip")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("BRK120"));
    let kode = KodeWilayah::read(OTHER).unwrap();
    let theirs = app::ekspor_buku(&server.keadaan.store, &kode, 2024).await.unwrap();
    let (status, page) = server.upload(&session, &path, &[("lain.xlsx", &theirs)]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("WEB015"));
    let half = &theirs[..theirs.len() / 2];
    let (status, page) = server.upload(&session, &path, &[("rusak.xlsx", half)]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("rusak.xlsx"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_exported_comes_back_unchanged() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::AdminKecamatan, OWN).await;
    for (format, name) in [("zip", "kantor.zip"), ("xlsx", "register.xlsx")] {
        let (status, bytes) = server.file(&session, &place(&format!("pengaturan/ekspor/{format}"))).await;
        assert!(status == StatusCode::OK && bytes.starts_with(b"PK"), "{format}");
        let (status, to) = server.upload(&session, &place("pengaturan/impor"), &[(name, &bytes)]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{format} {to}");
        let (_, page) = server.get(Some(&session), &to).await;
        assert!(page.contains("tidak ada yang berubah") && !page.contains("<del>"), "{format}: {page}");
    }
    let (status, bytes) = server.file(&session, &place("data/pagu.xlsx")).await;
    assert!(status == StatusCode::OK && bytes.starts_with(b"PK"));
    // Personnel only for those who may see it.
    let kasi = server.sign_in(Peran::Kasi, OWN).await;
    assert_eq!(server.file(&kasi, &place("data/pegawai.xlsx")).await.0, StatusCode::FORBIDDEN);
}
