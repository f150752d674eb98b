//! The pages of planning and budget: agreement, pohon kinerja, indicators, amounts by month.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod dasar;

use app::akun::Peran;
use axum::http::StatusCode;
use dasar::{OWN, Server, at, attribute, change, trace};

#[tokio::test]
async fn versions_of_the_agreement_stand_side_by_side() {
    let server = Server::start().await;
    let session = server.session(Peran::Camat).await;
    let (status, html) = server.get(Some(&session), &at("perjanjian")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Perjanjian Kinerja Perubahan Tahun 2024") && html.contains("pergantian pejabat"));
    // The head retired; the programme of order got less.
    let rows: Vec<&str> =
        html.split("<tr class=\"beda\">").skip(1).map(|row| row.split("</tr>").next().unwrap()).collect();
    assert!(rows.iter().any(|row| row.contains("Pihak Pertama") && row.contains("Plt.")), "{rows:?}");
    assert!(!html.contains("name=\"perjanjian.b0.tanggal\""), "the camat does not write agreements");
    let (_, html) = server.get(Some(&session), &at("perjanjian?lama=0&baru=0")).await;
    assert!(html.contains("Kedua versi sama") && !html.contains("<tr class=\"beda\">"));
    let (_, first) = server.get(Some(&session), &at("perjanjian/cetak?versi=0&format=txt")).await;
    let (_, second) = server.get(Some(&session), &at("perjanjian/cetak?versi=1&format=txt")).await;
    assert!(
        first.contains("PERJANJIAN KINERJA TAHUN 2024") && second.contains("PERJANJIAN KINERJA PERUBAHAN TAHUN 2024")
    );
    assert_eq!(server.get(Some(&session), &at("perjanjian/cetak?versi=7&format=txt")).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_change_of_the_agreement_begins_with_the_annexes_before() {
    let server = Server::start().await;
    let row = "perjanjian.b0";
    // A change needs one of the lawful reasons; what was typed stays.
    let typed = [("tanggal", "1/10/2024"), ("tempat", "Sukamaju")];
    let (status, html) = change(&server, Peran::Operator, "perjanjian", row, &typed).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("memerlukan satu dari tiga alasan"));
    assert_eq!(attribute(&html, "perjanjian.b0.tempat", "value").as_deref(), Some("Sukamaju"));
    let typed = [("tanggal", "1/10/2024"), ("tempat", "Sukamaju"), ("alasan", "perubahan strategi")];
    let (status, address) = change(&server, Peran::Operator, "perjanjian", row, &typed).await;
    assert_eq!((status, address.as_str()), (StatusCode::SEE_OTHER, at("perjanjian/versi/2?pesan=tersimpan").as_str()));
    let year = server.keadaan.year(&domain::schema::Field::read(OWN).unwrap(), 2024).await.unwrap().unwrap();
    let register = &year.tahun.register;
    for versi in [1, 2] {
        assert_eq!(register.perjanjian_target.iter().filter(|row| row.versi == versi).count(), 7);
        assert_eq!(register.perjanjian_anggaran.iter().filter(|row| row.versi == versi).count(), 7);
    }
    // Two people correct the same target: the later one sees it and keeps what was typed.
    let page = at("perjanjian/versi/2");
    let session = server.session(Peran::Operator).await;
    let (_, seen) = server.get(Some(&session), &page).await;
    let row = "perjanjian_target.@2,IKU-5";
    change(&server, Peran::Operator, "perjanjian/versi/2", row, &[("target", "95")]).await;
    let mut fields = trace(&seen, row);
    fields.push((format!("{row}.target"), "97".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, html) = server.post(&session, &page, &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{row}.target"), "value").as_deref(), Some("97"));
    assert!(html.contains("Belum disimpan") && html.contains("95"));
}
