//! What leaves as Word comes back: an edited copy against the register, and its narrative taken in.

use std::io::{Read, Write};

use crate::bantu::{kantor, pelaku, pronojiwo, request, with_examples};
use app::{Format, PermintaanPeriksa};
use domain::schema::Field;
use domain::value::Periode;

fn periode() -> Periode {
    Periode::read("2024/3").unwrap()
}

/// The printed Word file of the example, and a copy in which somebody replaced texts of its main part.
fn edited(printed: &[u8], edits: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(printed)).unwrap();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let (name, mut bytes) = (file.name().unwrap().to_string(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let mut text = String::from_utf8(bytes).unwrap();
            for (after, old, new) in edits {
                let from = text.find(after).unwrap_or_else(|| panic!("{after}"));
                let at = from + text[from..].find(old).unwrap_or_else(|| panic!("{old}"));
                text.replace_range(at..at + old.len(), new);
            }
            bytes = text.into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const EDITS: &[(&str, &str, &str)] = &[
    ("naskah-penutup", "Saran dan kritik kami terima dengan senang hati", "Saran dan kritik selalu kami harapkan"),
    ("w:val=\"rata-rata capaian\"", "84,96", "90,00"),
    ("7.01.01.2.06.0004", "34.657.563", "34.657.536"),
];

#[tokio::test]
async fn an_edited_copy_is_compared_and_taken_in() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let office = kantor(&store, &home).await;
    let mut print = request("2024/3", false);
    print.formats = vec![Format::Docx];
    let printed = app::print_laporan(&office, &print).unwrap().0.files.remove(0).bytes;
    // The list of programmes comes first; the amount stands in the table of the budget behind it.
    let copy = edited(&printed, EDITS);

    let compared = |bytes: &[u8]| {
        let files = vec![("laporan.docx".to_string(), bytes.to_vec())];
        let mut result = app::periksa(files, &PermintaanPeriksa::default(), &mut |_| {}).unwrap();
        result.terhadap(&office, periode(), &PermintaanPeriksa::default()).unwrap();
        let own = result.pemeriksaan.temuan.iter().filter(|one| one.kode.starts_with("BDG"));
        let own: Vec<(&str, String, Vec<String>)> =
            own.map(|one| (one.kode, one.tertulis.clone(), one.seharusnya.clone())).collect();
        (own, result)
    };
    assert_eq!(compared(&printed).0, []);
    let (found, result) = compared(&copy);
    let kinds: Vec<&str> = found.iter().map(|one| one.0).collect();
    assert_eq!(kinds, ["BDG001", "BDG005", "BDG005"], "{found:#?}");
    assert_eq!((found[0].1.as_str(), found[0].2[0].as_str()), ("34.657.536", "34.657.563"));
    assert!(found[1].1.contains("90,00") && found[1].2[0].contains("84,96"), "{found:#?}");
    assert!(result.has_errors());
    assert!(
        result.json().contains("BDG001") && result.teks().contains("Tabel 3.12") && result.sarif().contains("BDG005")
    );

    // What an earlier run found is known, and an exception may name such a difference.
    let again = PermintaanPeriksa {
        acuan: Some(("acuan.json".to_string(), result.json().into_bytes())),
        pengecualian: Some((
            "p.toml".to_string(),
            b"[[pengecualian]]\naturan = \"BDG005\"\nalasan = \"disunting camat\"".to_vec(),
        )),
        ..PermintaanPeriksa::default()
    };
    let mut known = app::periksa(vec![("laporan.docx".to_string(), copy.clone())], &again, &mut |_| {}).unwrap();
    known.terhadap(&office, periode(), &again).unwrap();
    assert!(!known.has_errors() && known.pemeriksaan.hilang.is_empty());
    assert_eq!(known.pemeriksaan.ringkasan.dikecualikan, 2);
    assert!(app::jelaskan("bdg001").unwrap().contains("BDG001"));

    let read = async |bytes: &[u8], write: bool| {
        app::impor_naskah(&store, &home, &pronojiwo(), periode(), ("laporan.docx", bytes), &pelaku(), write)
            .await
            .unwrap()
    };
    let same = read(&printed, true).await;
    assert!(same.berubah.is_empty() && same.tidak_cocok.is_empty() && same.sama >= 20, "{same:?}");
    let preview = read(&copy, false).await;
    assert_eq!(preview.tersimpan, None);
    let [change] = preview.berubah.as_slice() else { panic!("{preview:#?}") };
    assert_eq!(change.bagian, "naskah-penutup");
    assert_eq!(change.peringatan.len(), 1, "{change:#?}");
    assert!(change.peringatan[0].contains("diketik ulang"), "{change:#?}");
    let written = read(&copy, true).await;
    assert_eq!(written.tersimpan.map(|saved| (saved.added, saved.changed, saved.removed)), Some((0, 1, 0)));
    let register = kantor(&store, &home).await.years[&2024].clone();
    let text = register.naskah.iter().find(|row| row.bagian == *"penutup").unwrap().isi.to_string();
    assert!(text.contains("Saran dan kritik selalu kami harapkan"), "{text}");
    assert!(text.contains("{{rata-rata capaian}}") && text.contains("{{periode}}"), "{text}");
    assert_eq!(app::riwayat(&store, &pronojiwo(), 1).await.unwrap()[0].act.kind, "impor naskah");
}

#[tokio::test]
async fn a_file_without_marks_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    for (name, bytes) in
        [("surat.txt", &b"Surat biasa"[..]), ("rusak.docx", &b"PK\x03\x04"[..]), ("kosong.docx", &b""[..])]
    {
        let file = (name, bytes);
        let result = app::impor_naskah(&store, &home, &pronojiwo(), periode(), file, &pelaku(), true).await;
        let Err(app::AppError::Rejected(rejection)) = result else { panic!("{name} is not refused") };
        assert_eq!(rejection.problems[0].code, "LPN001", "{name}");
    }
}
