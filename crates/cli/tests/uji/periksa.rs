//! `kinerja periksa` with its options, good and bad, as a user meets it.

use std::path::Path;
use std::process::{Command, Output};

const REPORT: &str = "# LAPORAN KINERJA\n\nTabel 3.1 Realisasi\n\n\
    | Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n\
    | 7.01.02 | PROGRAM A | 3.738.000 | 1.870.000 | 17.580.000 |\n\
    | 7.01.03 | PROGRAM B | 1.000.000 | 400.000 | 600.000 |\n";

struct Tempat(tempfile::TempDir);

impl Tempat {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("lkj.md", REPORT);
        place.write("baik.md", &REPORT.replace("17.580.000", "1.868.000"));
        place
    }

    fn dir(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.dir().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.dir().join(name)).unwrap()
    }

    /// Exit code, what is shown, what is said of problems. Only rules on sisa are asked.
    fn periksa(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run(&[&["periksa", "--hanya", "SIS"], arguments].concat())
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } =
            Command::new(env!("CARGO_BIN_EXE_kinerja")).current_dir(self.dir()).args(arguments).output().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }
}

#[test]
fn what_is_surely_wrong_decides_the_exit_code() {
    let place = Tempat::new();
    assert_eq!(place.periksa(&["lkj.md"]).0, 1);
    assert_eq!(place.periksa(&["baik.md"]).0, 0);
    let (code, shown, said) = place.periksa(&["baik.md", "lkj.md"]);
    assert_eq!(code, 1);
    assert!(shown.contains("--> lkj.md:7") && said.is_empty(), "{shown}{said}");
    assert_eq!(place.run(&["periksa", "lkj.md", "--abaikan", "SIS,sil402", "--hanya", "sis201"]).0, 0);
    let (code, shown, _) = place.run(&["periksa", "--jelaskan", "sis201"]);
    assert!(code == 0 && shown.starts_with("# SIS201"));
}

#[test]
fn every_format_is_shown_or_written() {
    let place = Tempat::new();
    for (format, start) in [("teks", "kesalahan SIS201"), ("json", "{"), ("sarif", "{"), ("html", "<!DOCTYPE html>")] {
        let (code, shown, _) = place.periksa(&["lkj.md", "--format", format]);
        assert!(code == 1 && shown.starts_with(start), "{format}");
        let (code, said, _) = place.periksa(&["lkj.md", "--format", format, "--keluaran", format]);
        assert!(code == 1 && said.contains(format), "{format}");
        assert_eq!(place.read(format), shown);
    }
    assert_eq!(place.periksa(&["lkj.md", "--format", "xlsx"]).0, 1);
    assert!(std::fs::read(place.dir().join("daftar-temuan.xlsx")).unwrap().starts_with(b"PK"));
    let (code, _, said) = place.periksa(&["lkj.md", "--format", "xlsx"]);
    assert!(code == 2 && said.contains("PRT004"), "a list that people fill in is not replaced: {said}");
    let again = ["lkj.md", "--format", "xlsx", "--daftar-lama", "daftar-temuan.xlsx", "--keluaran", "baru.xlsx"];
    assert_eq!(place.periksa(&again).0, 1);
}

#[test]
fn copies_with_comments_stand_beside_the_original() {
    let place = Tempat::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh/pronojiwo");
    let folder = folder.to_str().unwrap();
    let print =
        ["laporan", "--dari", folder, "--tahun", "2024", "--triwulan", "3", "--format", "docx,xlsx", "--keluaran", "."];
    assert_eq!(place.run(&print).0, 0);
    let bytes = |name: &str| std::fs::read(place.dir().join(name)).unwrap();
    let (word, book) = (bytes("lkj-2024-tw3.docx"), bytes("lkj-2024-tw3.xlsx"));
    let (code, said, _) = place.run(&["periksa", "lkj-2024-tw3.docx", "--format", "docx"]);
    assert!(code == 0 && said.contains("lkj-2024-tw3-diperiksa.docx"), "{said}");
    let files = ["periksa", "lkj-2024-tw3.docx", "lkj-2024-tw3.xlsx", "lkj.md", "--format", "salinan"];
    let (_, said, warned) = place.run(&[&files[..], &["--keluaran", "salinan"]].concat());
    assert!(said.contains("lkj-2024-tw3-diperiksa.docx") && said.contains("lkj-2024-tw3-diperiksa.xlsx"), "{said}");
    assert!(warned.contains("PRK004 di lkj.md"), "{warned}");
    for name in ["salinan/lkj-2024-tw3-diperiksa.docx", "salinan/lkj-2024-tw3-diperiksa.xlsx"] {
        assert!(bytes(name).starts_with(b"PK"), "{name}");
    }
    assert!(bytes("lkj-2024-tw3.docx") == word && bytes("lkj-2024-tw3.xlsx") == book);
    for (arguments, expected) in [
        (&["lkj-2024-tw3.docx", "--format", "docx"][..], "PRT004"),
        (&["lkj-2024-tw3.xlsx", "--format", "docx"], "PRK004"),
        (&["lkj.md", "--format", "salinan"], "PRK004"),
    ] {
        let (code, _, said) = place.periksa(arguments);
        assert!(code == 2 && said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn what_is_known_or_let_stand_does_not_count() {
    let place = Tempat::new();
    place.periksa(&["lkj.md", "--format", "json", "--keluaran", "acuan.json"]);
    let (code, shown, _) = place.periksa(&["lkj.md", "--acuan", "acuan.json"]);
    assert!(code == 0 && shown.contains("0 temuan baru, 1 sudah diketahui, 0 tidak ditemukan lagi"), "{shown}");
    let (code, shown, _) = place.periksa(&["baik.md", "--acuan", "acuan.json"]);
    assert!(code == 0 && shown.contains("tidak ditemukan lagi: SIS201"), "{shown}");
    place.write("lkj.md", &REPORT.replace("600.000", "500.000"));
    let (code, shown, _) = place.periksa(&["lkj.md", "--acuan", "acuan.json"]);
    assert!(code == 1 && shown.contains("1 temuan baru, 1 sudah diketahui"), "{shown}");
    place.write("biarkan.toml", "[[pengecualian]]\naturan = \"SIS\"\nalasan = \"menunggu DPPA\"\n");
    let (code, shown, _) = place.periksa(&["lkj.md", "--pengecualian", "biarkan.toml"]);
    assert!(code == 0 && shown.contains("= dikecualikan: menunggu DPPA"), "{shown}");
    let (code, shown, _) = place.periksa(&["baik.md", "--pengecualian", "biarkan.toml"]);
    assert!(code == 0 && shown.contains("pengecualian tidak terpakai: aturan SIS"), "{shown}");
}

#[test]
fn files_of_one_office_are_checked_together() {
    let place = Tempat::new();
    let other =
        REPORT.replace("17.580.000", "1.868.000").replace("1.000.000", "1.200.000").replace("600.000", "800.000");
    place.write("lampiran.md", &other);
    let together = ["periksa", "--hanya", "SIL402", "baik.md", "lampiran.md"];
    let (_, shown, _) = place.run(&together);
    assert!(shown.contains("Tabel 3.1 (baik.md)") && shown.contains("Tabel 3.1 (lampiran.md)"), "{shown}");
    assert!(shown.contains("--> lampiran.md:8"), "{shown}");

    std::fs::create_dir(place.dir().join("lain")).unwrap();
    std::fs::copy(place.dir().join("lampiran.md"), place.dir().join("lain/baik.md")).unwrap();
    let (_, shown, _) = place.run(&["periksa", "--hanya", "SIL402", "baik.md", "lain/baik.md"]);
    assert!(shown.contains("(baik.md)") && shown.contains("(lain/baik.md)"), "{shown}");
}

#[test]
fn bad_input_is_refused_and_changes_nothing() {
    let place = Tempat::new();
    place.write("bukan.json", "[1, 2]");
    place.write("tanpa.toml", "[[pengecualian]]\naturan = \"SIS\"\n");
    place.write("bukan.xlsx", "teks");
    place.write("rusak.docx", "PK");
    std::fs::create_dir(place.dir().join("folder")).unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["lkj.md", "--acuan", "bukan.json"], "PRK010"),
        (&["lkj.md", "--acuan", "tidak-ada.json"], "PRT005"),
        (&["lkj.md", "--pengecualian", "tanpa.toml"], "PRK012"),
        (&["lkj.md", "--format", "xlsx", "--daftar-lama", "bukan.xlsx"], "PRK013"),
        (&["lkj.md", "--abaikan", "SIS9,XYZ"], "PRK001"),
        (&["lkj.md", "--jelaskan", "SIS"], "PRK001"),
        (&["tidak-ada.docx"], "PRT005"),
        (&["folder"], "PRT005"),
        (&["rusak.docx"], "PRK002"),
        (&["lkj.md", "--keluaran", "lkj.md"], "PRK003"),
        (&["lkj.md", "--format", "xlsx", "--keluaran", "./lkj.md"], "PRK003"),
        (&["lkj.md", "--keluaran", "folder"], "PRT002"),
        (&["lkj.md", "--keluaran", "tidak/ada.txt"], "PRT002"),
        (&["lkj.md", "--format", "pdf"], "PRT000"),
        (&[], "PRT000"),
    ];
    for (arguments, expected) in cases {
        let (code, _, said) = place.periksa(arguments);
        assert!(code == 2 && said.contains(expected), "{arguments:?}: {code} {said}");
    }
    let (_, _, said) = place.periksa(&["lkj.md", "--abaikan", "SIS9,XYZ"]);
    assert!(said.contains("\"SIS9\"") && said.contains("\"XYZ\""), "both at once: {said}");
    assert_eq!(place.read("lkj.md"), REPORT);
    let mut names: Vec<String> = std::fs::read_dir(place.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["baik.md", "bukan.json", "bukan.xlsx", "folder", "lkj.md", "rusak.docx", "tanpa.toml"]);
}
