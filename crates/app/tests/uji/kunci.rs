//! Locked reports are printed as they were, differences to today are shown, a revision says what changed.

use crate::bantu::{change_something, pelaku, pronojiwo, request, with_examples};
use app::{AppError, Beda, Format};

#[tokio::test]
async fn a_locked_report_stays_and_its_revision_says_what_changed() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let request = request("2024/3", true);
    let first = app::kunci_laporan(&store, &home, &pronojiwo(), &request, "", &pelaku()).await.unwrap();
    assert_eq!(first.revisi, 0);
    assert!(app::beda_terkunci(&store, &home, &pronojiwo(), &request).await.unwrap().is_empty());

    let (_, locked) = app::laporan_terkunci(&store, &pronojiwo(), request.periode).await.unwrap().unwrap();
    let text =
        |document| String::from_utf8(app::cetak(&document, &[Format::Teks]).unwrap().files[0].bytes.clone()).unwrap();
    let printed = text(locked);
    assert!(printed.contains("Kepala riwayat perubahan sebelum dikunci"));
    assert!(printed.contains("1.161.574.521"));

    app::buka_kunci(&store, &pronojiwo(), request.periode, "Realisasi dikoreksi bendahara", &pelaku()).await.unwrap();
    change_something(&store, &home).await;
    let differences = app::beda_terkunci(&store, &home, &pronojiwo(), &request).await.unwrap();
    assert!(differences.iter().any(|line| matches!(line, Beda::Terkunci(line) if line.contains("1.161.574.521"))));
    assert!(differences.iter().any(|line| matches!(line, Beda::Sekarang(line) if line.contains("1.161.574.522"))));
    let (_, locked) = app::laporan_terkunci(&store, &pronojiwo(), request.periode).await.unwrap().unwrap();
    assert_eq!(text(locked), printed, "the register changed, the locked report did not");

    let refused = app::kunci_laporan(&store, &home, &pronojiwo(), &request, "", &pelaku()).await;
    assert!(matches!(refused, Err(AppError::Rejected(_))), "a revision needs a reason");
    let reason = "Realisasi dikoreksi bendahara";
    let second = app::kunci_laporan(&store, &home, &pronojiwo(), &request, reason, &pelaku()).await.unwrap();
    assert_eq!(second.revisi, 1);
    let (_, revised) = app::laporan_terkunci(&store, &pronojiwo(), request.periode).await.unwrap().unwrap();
    let revised = text(revised);
    for part in ["RALAT KE-1", reason, "Semula:", "Menjadi:", "1.161.574.522"] {
        assert!(revised.contains(part), "{part}");
    }
    assert!(app::beda_terkunci(&store, &home, &pronojiwo(), &request).await.unwrap().is_empty());
    let idle = app::kunci_laporan(&store, &home, &pronojiwo(), &request, reason, &pelaku()).await;
    assert!(matches!(idle, Err(AppError::Rejected(_))), "a revision of nothing is refused");
    assert!(app::verifikasi_riwayat(&store, &pronojiwo()).await.unwrap().first_broken.is_none());
}
