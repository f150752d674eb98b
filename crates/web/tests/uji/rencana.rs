//! The pages of planning and budget: agreement, pohon kinerja, indicators, amounts by month.

use crate::dasar::{OWN, Server, at, attribute, change, trace};
use app::akun::Peran;
use axum::http::StatusCode;

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

#[tokio::test]
async fn forms_below_the_head_are_printed_from_the_page() {
    let server = Server::start().await;
    let session = server.session(Peran::Sekcam).await;
    let (_, html) = server.get(Some(&session), &at("perjanjian")).await;
    assert!(html.contains("Kepala Seksi Tata Pemerintahan") && html.contains("52.400.000"));
    for (query, words) in [
        ("jabatan=TAPEM", "KEPALA SEKSI TATA PEMERINTAHAN"),
        ("formulir=iku", "INDIKATOR KINERJA UTAMA TAHUN 2024"),
        ("formulir=rencana-aksi", "RENCANA AKSI TAHUN 2024"),
        ("formulir=rencana-aksi&jabatan=YANUM", "KEPALA SEKSI PELAYANAN UMUM"),
    ] {
        let (status, text) = server.get(Some(&session), &at(&format!("perjanjian/cetak?{query}&format=txt"))).await;
        assert!(status == StatusCode::OK && text.contains(words), "{query}: {text}");
    }
    for query in ["formulir=apa", "formulir=iku&jabatan=TAPEM", "jabatan=%2F"] {
        let (status, _) = server.get(Some(&session), &at(&format!("perjanjian/cetak?{query}&format=txt"))).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{query}");
    }
    let (status, html) = server.get(Some(&session), &at("perjanjian/cetak?jabatan=CAMAT&format=txt")).await;
    assert!(status.is_client_error() && html.contains("TAPEM"), "{status} {html}");
}

#[tokio::test]
async fn the_tree_is_drawn_with_links_to_the_nodes_below_it() {
    let server = Server::start().await;
    let session = server.session(Peran::Camat).await;
    let (status, html) = server.get(Some(&session), &at("perencanaan/pohon")).await;
    assert_eq!(status, StatusCode::OK);
    let year = server.keadaan.year(&domain::schema::Field::read(OWN).unwrap(), 2024).await.unwrap().unwrap();
    for node in &year.tahun.register.pohon_kinerja {
        assert!(html.contains(&format!("<a href=\"#simpul-{}\">", node.kode)), "{}", node.kode);
        assert!(html.contains(&format!("id=\"simpul-{}\"", node.kode)), "{}", node.kode);
    }
    let (lists, ends) = (html.matches("<ul").count(), html.matches("</ul>").count());
    assert_eq!(lists, ends);
    assert!(!html.contains("name=\"pohon_kinerja."), "the camat does not write plans");
    let page = "perencanaan/pohon";
    let row = "pohon_kinerja.@PK-2.1.1.2";
    let (status, _) =
        change(&server, Peran::Operator, page, row, &[("kondisi", "Rekomendasi terbit tepat waktu")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let goal = "target_simpul.@PK-2.1.1.2";
    let (status, _) = change(&server, Peran::Operator, page, goal, &[("target", "8")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, html) = server.get(Some(&session), &at(page)).await;
    assert!(html.contains("Rekomendasi terbit tepat waktu") && html.contains("target 8 rekomendasi"));
    let (status, html) = change(&server, Peran::Operator, page, row, &[("induk", "PK-LAIN")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{row}.induk"), "value").as_deref(), Some("PK-LAIN"));
    assert!(html.contains("Belum disimpan") && html.contains("<details open>"));
}

#[tokio::test]
async fn a_formula_is_set_with_words_and_numbers_while_one_types() {
    let server = Server::start().await;
    let session = server.session(Peran::Operator).await;
    let page = "perencanaan/indikator/IKU-2";
    let (status, html) = server.get(Some(&session), &at(page)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("<math") && html.contains("tidak dibatasi"));
    let row = "indikator.@IKU-2";
    let mut fields = trace(&html, row);
    fields.push((format!("{row}.rumus"), "positif".to_string()));
    let quarter = "target_triwulan.@IKU-2,3";
    fields.extend(trace(&html, quarter));
    fields.push((format!("{quarter}.target"), "25".to_string()));
    fields.push((format!("{quarter}.tertinggi"), "20".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, part) = server.post(&session, &at(&format!("{page}/pratinjau")), &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert!(part.contains("Makin tinggi makin baik") && part.contains("di atas yang mungkin"), "{part}");
    let (_, again) = server.get(Some(&session), &at(page)).await;
    assert!(!again.contains("Makin tinggi makin baik"), "nothing is saved by looking");
    let (status, _) = change(&server, Peran::Operator, page, quarter, &[("target", "17")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, html) = change(&server, Peran::Operator, page, quarter, &[("target", "17 s.d. 5")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{quarter}.target"), "value").as_deref(), Some("17 s.d. 5"));
    assert_eq!(server.get(Some(&session), &at("perencanaan/indikator/TIDAK-ADA")).await.0, StatusCode::NOT_FOUND);
}

/// The text of the output with an id, without blanks around.
fn total(html: &str, id: &str) -> String {
    crate::dasar::output(html, id).trim().to_string()
}

#[tokio::test]
async fn months_of_a_kegiatan_are_entered_and_summed() {
    let server = Server::start().await;
    let session = server.session(Peran::Kasi).await;
    let (status, html) = server.get(Some(&session), &at("anggaran")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("<svg") && html.contains("Deviasi terbesar") && html.contains("Sumber dana"));
    let page = "anggaran/7.01.01.2.01";
    let (_, html) = server.get(Some(&session), &at(page)).await;
    assert!(html.contains("Koordinasi dan Penyusunan Laporan Capaian") && !html.contains("._sebelum"));
    let row = "anggaran_kas.@7.01.01.2.01.0007,DAU,12";
    let operator = server.session(Peran::Operator).await;
    let (_, seen) = server.get(Some(&operator), &at(page)).await;
    let line = "anggaran_kas-7-01-01-2-01-0007-DAU";
    assert_eq!(total(&seen, line), "7.200.000");
    let december: i64 = attribute(&seen, &format!("{row}.jumlah"), "value").unwrap().replace('.', "").parse().unwrap();
    let mut fields = trace(&seen, row);
    let more = (december + 100_000).to_string();
    fields.push((format!("{row}.jumlah"), more.clone()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, sums) = server.post(&operator, &at(&format!("{page}/hitung")), &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(total(&sums, line), "7.300.000");
    let (_, html) = server.get(Some(&operator), &at(page)).await;
    assert_eq!(total(&html, line), "7.200.000", "nothing is saved by summing");
    let (status, _) = server.post(&operator, &at(page), &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, html) = server.get(Some(&operator), &at(page)).await;
    assert_eq!(total(&html, line), "7.300.000");
    // Somebody who saw the earlier amount keeps what was typed and sees what stands there now.
    let mut fields = trace(&seen, row);
    fields.push((format!("{row}.jumlah"), "5".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, html) = server.post(&operator, &at(page), &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{row}.jumlah"), "value").as_deref(), Some("5"));
    assert!(html.contains("Belum disimpan"));
    let (status, html) = change(&server, Peran::Operator, page, row, &[("jumlah", "seratus")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{row}.jumlah"), "value").as_deref(), Some("seratus"));
    // An emptied month goes; what was not entered is not zero.
    change(&server, Peran::Operator, page, row, &[("jumlah", "")]).await;
    let year = server.keadaan.year(&domain::schema::Field::read(OWN).unwrap(), 2024).await.unwrap().unwrap();
    let left = year.tahun.register.anggaran_kas.iter();
    assert_eq!(left.filter(|row| row.sub_kegiatan.as_str() == "7.01.01.2.01.0007").count(), 11);
    assert_eq!(server.get(Some(&operator), &at("anggaran/7.01.01")).await.0, StatusCode::NOT_FOUND);
}
