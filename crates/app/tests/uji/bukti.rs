//! Evidence, drafts of forms, reminders.

use std::io::{Cursor, Read as _};

use crate::bantu::{pelaku, with_examples};
use app::{AppError, BuktiBaru, Home, JenisBerkas, KodeWilayah, Ubah, Waktu};
use domain::schema::Field as _;
use domain::value::{Periode, Tanggal};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn sukamaju() -> KodeWilayah {
    KodeWilayah::read("99.99.01").unwrap()
}

fn code(answer: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match answer {
        Err(AppError::Rejected(rejection)) => rejection.problems[0].code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn evidence_is_kept_replaced_exported_and_backed_up() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(&dir.path().join("rumah")).await;
    let kode = sukamaju();
    let kunci = ["F-01".to_string()];
    let bukti = BuktiBaru {
        tabel: "fasilitasi",
        kunci: &kunci,
        kolom: Some("terlaksana"),
        uraian: "Berita acara",
        tanggal: Tanggal::new(2024, 7, 17),
        nama_berkas: "C:\\Data\\Berita Acara (1).HTML",
        isi: PDF,
    };
    let keep = async |ganti, bukti: &BuktiBaru<'_>| {
        app::simpan_bukti(&store, &home, &kode, 2024, ganti, bukti, &pelaku()).await
    };
    for isi in [&b"<html><script>alert(1)</script>"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"MZ\x90\0"]
    {
        assert_eq!(code(keep(None, &BuktiBaru { isi, ..bukti.clone() }).await), "BKT002");
    }
    let large = vec![b' '; app::UKURAN_TERBESAR + 1];
    assert_eq!(code(keep(None, &BuktiBaru { isi: &large, ..bukti.clone() }).await), "BKT002");
    let nowhere = ["F-99".to_string()];
    assert_eq!(code(keep(None, &BuktiBaru { kunci: &nowhere, ..bukti.clone() }).await), "BKT002");
    assert_eq!(code(keep(None, &BuktiBaru { kolom: Some("warna"), ..bukti.clone() }).await), "BKT002");

    let (first, answer) = keep(None, &bukti).await.unwrap();
    assert!(matches!(answer, Ubah::Tersimpan { .. }), "{answer:?}");
    let row = async |wanted: &str| {
        let register = store.load(&kode, 2024).await.unwrap().unwrap().0;
        register.bukti.into_iter().find(|row| row.kode.as_str() == wanted).unwrap()
    };
    let kept = row(&first).await;
    assert_eq!(kept.berkas.as_deref(), Some(&*format!("2024-{first}-berita-acara-1.pdf")));
    assert_eq!(app::ambil_bukti(&home, &kode, &kept).unwrap(), (Some(JenisBerkas::Pdf), PDF.to_vec()));
    let (second, _) = keep(None, &BuktiBaru { isi: PNG, ..bukti.clone() }).await.unwrap();
    assert_ne!(first, second);
    let (replaced, _) = keep(Some(&first), &BuktiBaru { isi: PNG, ..bukti.clone() }).await.unwrap();
    assert_eq!(replaced, first);
    assert_eq!(app::ambil_bukti(&home, &kode, &row(&first).await).unwrap(), (Some(JenisBerkas::Png), PNG.to_vec()));
    let past = app::asal(&store, &kode, 2024, "bukti", std::slice::from_ref(&first), "sha256").await.unwrap();
    assert_eq!(past.len(), 2);
    assert_eq!(app::ambil_bukti(&home, &kode, &kept).unwrap().1, PDF, "the earlier file is not lost");

    let mut archive = Vec::new();
    let count = app::zip_bukti(&store, &home, &kode, Periode::read("2024/3").unwrap(), Cursor::new(&mut archive)).await;
    assert!(count.unwrap() > 2);
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut index = String::new();
    archive.by_name("indeks.csv").unwrap().read_to_string(&mut index).unwrap();
    let line = index.lines().find(|line| line.contains("fasilitasi;F-01;terlaksana;Berita acara;2024-07-17")).unwrap();
    let path = line.split(';').find(|cell| cell.ends_with(".png")).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(path).unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, PNG);
    assert!(index.contains("belum mempunyai berkas"), "{index}");

    // A folder gives all of it back in another home, and a second import of the same writes nothing.
    let folder = dir.path().join("ekspor");
    app::ekspor_folder(&store, &home, &kode, &folder).await.unwrap();
    let other = Home::new(dir.path().join("lain"), None);
    let there = other.open().await.unwrap();
    app::impor_folder(&there, &other, &folder, &pelaku(), "impor").await.unwrap();
    let moved = there.load(&kode, 2024).await.unwrap().unwrap().0;
    assert_eq!(moved, store.load(&kode, 2024).await.unwrap().unwrap().0);
    assert_eq!(app::ambil_bukti(&other, &kode, &row(&first).await).unwrap().1, PNG);
    let name = kept.berkas.as_deref().unwrap().replace(".pdf", ".png");
    assert!(!other.office(&kode).join("berkas").join(&name).exists(), "kept once");
    std::fs::write(folder.join("berkas").join(&name), PDF).unwrap();
    assert_eq!(code(app::impor_folder(&there, &other, &folder, &pelaku(), "impor").await), "BKT003");
    there.close().await;

    let backup = dir.path().join("cadangan.kinerja");
    app::cadangkan(&store, &home, &backup, &pelaku()).await.unwrap();
    let sha = row(&first).await.sha256.unwrap().to_string();
    let file = home.office(&kode).join("bukti").join(&sha[..2]).join(&sha);
    std::fs::write(&file, b"%PDF-1.7 dipalsukan").unwrap();
    assert_eq!(
        code(app::ambil_bukti(&home, &kode, &row(&first).await)),
        "BKT001",
        "content is checked when it is read"
    );
    let last = row(&first).await;
    store.close().await;
    app::pulihkan(&home, &backup).await.unwrap();
    assert_eq!(app::ambil_bukti(&home, &kode, &last).unwrap().1, PNG);
}

#[tokio::test]
async fn drafts_are_limited_and_grow_old() {
    let dir = tempfile::tempdir().unwrap();
    let store = Home::new(dir.path(), None).open().await.unwrap();
    let day = |day: i64| Waktu::from_unix(1_727_740_800 + day * 86_400);
    app::simpan_draf(&store, "a", "kisi/pagu", "{\"x\":1}", day(0)).await.unwrap();
    assert_eq!(app::ambil_draf(&store, "a", "kisi/pagu", day(30)).await.unwrap().unwrap().isi, "{\"x\":1}");
    assert_eq!(app::ambil_draf(&store, "a", "kisi/pagu", day(31)).await.unwrap(), None);
    assert_eq!(app::ambil_draf(&store, "b", "kisi/pagu", day(1)).await.unwrap(), None);
    let large = format!("\"{}\"", "x".repeat(256 * 1024));
    for isi in [&*large, "bukan json", ""] {
        assert_eq!(code(app::simpan_draf(&store, "a", "kisi/pagu", isi, day(1)).await), "DRF001");
    }
    for number in 1..200 {
        app::simpan_draf(&store, "a", &format!("f{number}"), "[]", day(20)).await.unwrap();
    }
    assert_eq!(code(app::simpan_draf(&store, "a", "satu lagi", "[]", day(20)).await), "DRF001");
    app::simpan_draf(&store, "a", "f1", "[1]", day(20)).await.unwrap();
    app::simpan_draf(&store, "a", "satu lagi", "[]", day(31)).await.unwrap();
    app::hapus_draf(&store, "a", "f1").await.unwrap();
    assert_eq!(app::ambil_draf(&store, "a", "f1", day(31)).await.unwrap(), None);
    assert_eq!(app::buang_draf_lama(&store, day(100)).await.unwrap(), 199);
}

#[test]
fn reminders_name_what_is_missing() {
    let kantor = app::from_folder(&crate::bantu::examples().join("pronojiwo")).unwrap();
    let mut year = kantor.year(2024).unwrap();
    let day = Tanggal::new(2024, 10, 7).unwrap();
    let tenggat = app::tenggat(&year, day);
    assert!(tenggat.windows(2).all(|pair| pair[0].tanggal <= pair[1].tanggal));
    let rkp = tenggat.iter().find(|item| item.id == "dokumen-RKPDES").unwrap();
    assert_eq!((rkp.tanggal.write().as_str(), rkp.judul.as_str()), ("2024-09-30", "RKP Desa Tahun 2025 dari desa"));
    assert_eq!(tenggat.iter().filter(|item| item.id.starts_with("pengukuran-")).count(), 4);
    let calendar = app::kalender("35.08.02", "Kecamatan Pronojiwo", 2024, &tenggat, Waktu::from_unix(0));
    assert_eq!(calendar, app::kalender("35.08.02", "Kecamatan Pronojiwo", 2024, &tenggat, Waktu::from_unix(0)));
    for part in [
        "BEGIN:VCALENDAR",
        "DTSTART;VALUE=DATE:20240930",
        "UID:dokumen-RKPDES-2024-35.08.02@kinerja",
        "DTSTAMP:19700101T000000Z",
    ] {
        assert!(calendar.contains(part), "{part}\n{calendar}");
    }
    let desa = app::pesan_desa(&year, day).unwrap();
    assert!(desa.iter().all(|pesan| pesan.teks.contains(&pesan.untuk)
        && pesan.teks.contains("APB Desa Tahun 2025, paling lambat 31 Desember 2024")));
    assert_eq!(desa.len(), 6);

    let unit = year.register.unit[1].kode.clone();
    for item in year.register.fasilitasi.iter_mut().take(1) {
        (item.terlaksana, item.tanggal_terlaksana, item.rencana) = (None, None, None);
        item.penanggung_jawab = Some(unit.clone());
    }
    let messages = app::pesan_unit(&year, Periode::read("2024/3").unwrap()).unwrap();
    let mine = messages.iter().find(|pesan| pesan.kode == unit.as_str()).unwrap();
    for part in ["Yth. ", "Triwulan III Tahun 2024", "1. ", &*year.register.fasilitasi[0].uraian] {
        assert!(mine.teks.contains(part), "{}", mine.teks);
    }
}
