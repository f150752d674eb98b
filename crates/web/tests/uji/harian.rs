//! The pages of the daily work: measurement, where numbers come from, fasilitasi, village documents.

use crate::dasar::{OWN, Server, at, attribute, change, output, trace};
use app::akun::Peran;
use axum::http::StatusCode;
use domain::schema::Field;

#[tokio::test]
async fn figures_are_entered_and_computed() {
    let server = Server::start().await;
    let row = "nilai_komponen.@IKT-2,a,3";
    let (status, address) = change(&server, Peran::Operator, "pengukuran", row, &[("nilai", "6")]).await;
    assert_eq!((status, address.as_str()), (StatusCode::SEE_OTHER, at("pengukuran?pesan=tersimpan").as_str()));
    let session = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&session), &at("pengukuran")).await;
    assert_eq!(output(&html, "realisasi-IKT-2"), "85,71 %");
    // Emptied, its row goes, and nothing is invented in its place.
    change(&server, Peran::Operator, "pengukuran", row, &[("nilai", "")]).await;
    let year = server.keadaan.year(&Field::read(OWN).unwrap(), 2024).await.unwrap().unwrap();
    let left = &year.tahun.register.nilai_komponen;
    assert!(!left.iter().any(|row| row.indikator == *"IKT-2" && row.komponen == *"a" && row.triwulan.number() == 3));
}

#[tokio::test]
async fn figures_are_computed_while_one_types_and_nothing_is_saved() {
    let server = Server::start().await;
    let session = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&session), &at("pengukuran")).await;
    let before = output(&html, "capaian-IKT-2");
    let row = "nilai_komponen.@IKT-2,a,3";
    let mut fields = trace(&html, row);
    fields.push((format!("{row}.nilai"), "7".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, parts) = server.post(&session, &at("pengukuran/hitung"), &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(output(&parts, "realisasi-IKT-2"), "100,00 %");
    assert_ne!(output(&parts, "capaian-IKT-2"), before);
    let (_, html) = server.get(Some(&session), &at("pengukuran")).await;
    assert_eq!(output(&html, "capaian-IKT-2"), before);
}

#[tokio::test]
async fn bad_input_is_kept_and_told() {
    let server = Server::start().await;
    let row = "nilai_komponen.@IKT-2,a,3";
    let (status, html) = change(&server, Peran::Operator, "pengukuran", row, &[("nilai", "enam")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{row}.nilai"), "value").as_deref(), Some("enam"));
    assert!(html.contains("aria-invalid") && html.contains("Belum disimpan"));
}

#[tokio::test]
async fn a_kasi_sees_all_and_changes_the_own_unit_alone() {
    let server = Server::start().await;
    let session = server.session(Peran::Kasi).await;
    let (status, html) = server.get(Some(&session), &at("fasilitasi")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Pembinaan BUM Desa"), "items of other units are seen");
    assert!(!trace(&html, "fasilitasi.@F-39").is_empty() && trace(&html, "fasilitasi.@F-18").is_empty());
    let operator = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&operator), &at("fasilitasi")).await;
    let mut fields = trace(&html, "fasilitasi.@F-18");
    fields.push(("fasilitasi.@F-18.keterangan".to_string(), "diubah".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(server.post(&session, &at("fasilitasi"), &fields).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn items_are_ticked_with_their_date_and_filtered() {
    let server = Server::start().await;
    let session = server.session(Peran::Kasi).await;
    let left = at("fasilitasi?keadaan=belum-terlaksana&unit=KESOS");
    let (_, html) = server.get(Some(&session), &left).await;
    assert!(html.contains("F-36") && !html.contains("F-39") && html.contains("belum dihitung"));
    let row = "fasilitasi.@F-36";
    let cells = [("tanggal_terlaksana", "20/9/2024"), ("tanggal_ditindaklanjuti", "25 September 2024")];
    let (status, _) = change(&server, Peran::Kasi, "fasilitasi", row, &cells).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, html) = server.get(Some(&session), &left).await;
    assert!(!html.contains("F-36"));
    // A date without the tick contradicts itself.
    let cells = [("terlaksana", "tidak"), ("tanggal_terlaksana", "20/9/2024")];
    let (status, html) = change(&server, Peran::Kasi, "fasilitasi", "fasilitasi.@F-37", &cells).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("tidak ditandai terlaksana"));
}

#[tokio::test]
async fn what_two_people_typed_is_not_lost_and_stays_in_its_row() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let (_, seen) = server.get(Some(&operator), &at("fasilitasi")).await;
    let row = "fasilitasi.@F-39";
    change(&server, Peran::Kasi, "fasilitasi", row, &[("keterangan", "dari kasi")]).await;
    // Meanwhile a row came that stands before all others.
    let new = [
        ("fasilitasi.b1.kode", "A-1"),
        ("fasilitasi.b1.urut", "1"),
        ("fasilitasi.b1.jenis", "FAS"),
        ("fasilitasi.b1.uraian", "Butir baru"),
        ("fasilitasi.b1.penanggung_jawab", "KESOS"),
    ];
    let (status, _) = server.post(&operator, &at("data/fasilitasi"), &new).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let mut fields = trace(&seen, row);
    fields.push((format!("{row}.keterangan"), "dari operator".to_string()));
    let sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, html) = server.post(&operator, &at("fasilitasi"), &sent).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(attribute(&html, &format!("{row}.keterangan"), "value").as_deref(), Some("dari operator"));
    assert!(html.contains("dari kasi") && html.contains("kasi.sukamaju"), "it is told who wrote what");
    // Sent once more over what stands there now, it is saved.
    let mut fields = trace(&html, row);
    fields.push((format!("{row}.keterangan"), "dari operator".to_string()));
    let sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(server.post(&operator, &at("fasilitasi"), &sent).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_desa_sees_and_changes_its_own_documents_alone() {
    let server = Server::start().await;
    let session = server.session(Peran::Desa).await;
    let (status, html) = server.get(Some(&session), &at("dokumen-desa")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("dokumen-desa/99.99.01.2001") && !html.contains("99.99.01.2002"));
    let (status, html) = server.get(Some(&session), &at("dokumen-desa/jenis/RKPDES")).await;
    assert!(status == StatusCode::OK && !html.contains("99.99.01.2002") && !html.contains("Nomor 5 Tahun 2024"));
    assert_eq!(server.get(Some(&session), &at("dokumen-desa/99.99.01.2002")).await.0, StatusCode::NOT_FOUND);
    let row = "dokumen_desa.@99.99.01.2001,APBDES";
    let (status, _) = change(&server, Peran::Desa, "dokumen-desa/99.99.01.2001", row, &[("nomor", "9")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let operator = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&operator), &at("dokumen-desa/99.99.01.2002")).await;
    let row = "dokumen_desa.@99.99.01.2002,RKPDES";
    let mut fields = trace(&html, row);
    fields.push((format!("{row}.nomor"), "x".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for page in ["dokumen-desa/99.99.01.2001", "dokumen-desa/99.99.01.2002"] {
        assert_eq!(server.post(&session, &at(page), &fields).await.0, StatusCode::FORBIDDEN, "{page}");
    }
}

#[tokio::test]
async fn each_number_tells_where_it_comes_from() {
    let server = Server::start().await;
    let session = server.session(Peran::Camat).await;
    change(&server, Peran::Operator, "pengukuran", "nilai_komponen.@IKT-2,a,3", &[("nilai", "6")]).await;
    for (page, words) in [
        ("angka/indikator/IKT-2", vec!["85,71 %", "<math", "operator.sukamaju", "5 → 6", "Perjanjian Kinerja"]),
        ("angka/indikator/IKU-5", vec!["Jumlah desa yang RKP Desanya tepat waktu"]),
        ("angka/anggaran/jumlah", vec!["Sisa = pagu − realisasi"]),
        ("angka/fasilitasi/FAS", vec!["terlaksana", "22 Juli 2024"]),
        ("angka/dokumen-desa/RKPDES", vec!["dari 7 desa", "terlambat"]),
        ("pengukuran/IKT-2", vec!["<svg", "Triwulan IV", "operator.sukamaju"]),
    ] {
        let (status, html) = server.get(Some(&session), &at(page)).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        for word in words {
            assert!(html.contains(word), "{page}: {word}");
        }
    }
    for page in ["angka/indikator/TIDAK-ADA", "angka/anggaran/x", "angka/lain/x", "pengukuran/TIDAK-ADA"] {
        assert_eq!(server.get(Some(&session), &at(page)).await.0, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn a_number_is_shown_as_of_a_day() {
    let server = Server::start().await;
    let session = server.session(Peran::Operator).await;
    let count = |html: &str| html.split("angka-besar\">").nth(1).unwrap().split('<').next().unwrap().to_string();
    let (_, now) = server.get(Some(&session), &at("angka/fasilitasi/semua")).await;
    let (_, then) = server.get(Some(&session), &at("angka/fasilitasi/semua?per_tanggal=2024-01-31")).await;
    assert_ne!(count(&now), count(&then));
    assert!(then.contains("sesudah 31 Januari 2024"));
    let (status, html) = server.get(Some(&session), &at("angka/fasilitasi/semua?per_tanggal=kemarin")).await;
    assert!(status == StatusCode::OK && html.contains("tidak dapat dibaca"));
}

#[tokio::test]
async fn a_form_that_lies_about_whose_row_it_is_changes_nothing() {
    let server = Server::start().await;
    let kode = Field::read(OWN).unwrap();
    let register = || async { server.keadaan.year(&kode, 2024).await.unwrap().unwrap() };
    let unit = server.accounts.iter().find_map(|(akun, _)| {
        akun.penugasan.iter().find(|duty| duty.peran == Peran::Kasi && duty.wilayah == OWN)?.unit.clone()
    });
    let unit = unit.unwrap();
    let before = register().await;
    let foreign = before
        .tahun
        .register
        .fasilitasi
        .iter()
        .find(|row| row.penanggung_jawab.as_ref().is_some_and(|owner| owner.as_str() != unit));
    let foreign = foreign.unwrap().kode.to_string();
    let session = server.session(Peran::Kasi).await;
    let seen = format!(r#"{{"kode":"{foreign}","penanggung_jawab":"{unit}"}}"#);
    let row = |field: &str| format!("fasilitasi.@{foreign}.{field}");
    let fields = [(row("_sebelum"), seen), (row("keterangan"), "bukan miliknya".to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, _) = server.post(&session, &at("fasilitasi"), &fields).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(register().await.tahun.register, before.tahun.register);
}

#[tokio::test]
async fn what_another_unit_did_is_not_undone_by_a_kasi() {
    let server = Server::start().await;
    let (html, kasi) = (at("fasilitasi"), server.session(Peran::Kasi).await);
    let operator = server.session(Peran::Operator).await;
    let kode = Field::read(OWN).unwrap();
    let year = server.keadaan.year(&kode, 2024).await.unwrap().unwrap();
    let mine = server.get(Some(&kasi), &html).await.1;
    let rows = year.tahun.register.fasilitasi.iter().map(|row| format!("fasilitasi.@{}", row.kode));
    // A row that the operator may change and the kasi may not.
    let foreign = rows.into_iter().find(|row| trace(&mine, row).is_empty()).unwrap();
    let (status, _) = change(&server, Peran::Operator, "fasilitasi", &foreign, &[("keterangan", "uji")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let newest = server.keadaan.store.head(&kode).await.unwrap().nomor;
    let act = at(&format!("pengaturan/riwayat/{newest}"));
    assert_eq!(server.post(&kasi, &act, &[]).await.0, StatusCode::FORBIDDEN);
    assert_eq!(server.post(&operator, &act, &[]).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_office_and_the_evaluator_answer_their_own_worksheet() {
    let server = Server::start().await;
    let (own, other) = ("evaluasi/lke/mandiri", "evaluasi/lke/evaluator");
    let session = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&session), &at(other)).await;
    let row = "penilaian_lke.@evaluator,1.b.3";
    assert!(html.contains("belum lengkap") && trace(&html, row).is_empty(), "the evaluator's is not the operator's");
    let fields = [
        (format!("{row}._tetap"), r#"{"penilai":"evaluator","kode":"1.b.3"}"#.to_string()),
        (format!("{row}.terpenuhi"), "ya".to_string()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(server.post(&session, &at(other), &fields).await.0, StatusCode::FORBIDDEN);
    let (status, _) = change(&server, Peran::Evaluator, other, row, &[("terpenuhi", "ya")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    // By hand: 80 less the shares of seven sub-components with open criteria, five at B and two at CC; 1.b goes from B to BB, 9 x 10 %.
    let value = |html: &str| html.split_once("Nilai: ").unwrap().1.split('<').next().unwrap().to_string();
    let (_, before) = server.get(Some(&session), &at(own)).await;
    let row = "penilaian_lke.@mandiri,1.b.3";
    assert_eq!(change(&server, Peran::Operator, own, row, &[("terpenuhi", "ya")]).await.0, StatusCode::SEE_OTHER);
    let (_, after) = server.get(Some(&session), &at(own)).await;
    assert_eq!(
        (value(&before).as_str(), value(&after).as_str()),
        ("71,50 (BB, Sangat Baik)", "72,40 (BB, Sangat Baik)")
    );
    let (_, overview) = server.get(Some(&session), &at("evaluasi")).await;
    assert!(overview.contains("72,40 (BB, Sangat Baik)") && overview.contains("belum lengkap"));
    let (status, html) = change(&server, Peran::Operator, own, "penilaian_lke.@mandiri,1.b", &[("jawaban", "Z")]).await;
    assert!(status == StatusCode::OK && html.contains("Belum disimpan"), "{status}");
}

#[tokio::test]
async fn the_review_is_answered_by_the_reviewer_and_printed() {
    let server = Server::start().await;
    let row = "reviu.@2024/3,F1";
    let (status, _) = change(
        &server,
        Peran::ReviewerKabupaten,
        "evaluasi/reviu",
        row,
        &[("sesuai", "tidak"), ("catatan", "Peta lokasi belum ada.")],
    )
    .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let operator = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&operator), &at("evaluasi/reviu")).await;
    assert!(html.contains("tidak sesuai 1") && trace(&html, row).is_empty());
    let year = server.keadaan.year(&Field::read(OWN).unwrap(), 2024).await.unwrap().unwrap();
    let row = year.tahun.register.reviu.iter().find(|row| row.butir == *"F1" && row.periode.write() == "2024/3");
    assert_eq!(row.and_then(|row| row.catatan.as_deref()), Some("Peta lokasi belum ada."));
}
