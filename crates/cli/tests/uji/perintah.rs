//! The command as a new user meets it: in an empty folder, with good and with bad input.

use std::path::Path;
use std::process::{Command, Output};

use crate::bantu::copy;

fn kinerja(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kinerja"))
        .current_dir(dir)
        .env_remove("DATABASE_URL")
        .args(arguments)
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn words(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh").join(name).display().to_string()
}

#[test]
fn looking_makes_nothing_and_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    for arguments in [
        vec!["laporan", "--tahun", "2024", "--triwulan", "3"],
        vec!["riwayat"],
        vec!["riwayat", "verifikasi"],
        vec!["cadangkan", "cadangan.kinerja"],
        vec!["ekspor", "keluar"],
        vec!["perjanjian", "--tahun", "2024"],
        vec!["kunci", "--tahun", "2024", "--tahunan"],
    ] {
        let output = kinerja(dir.path(), &arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(errors(&output).contains("PRT003"), "{arguments:?}: {}", errors(&output));
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    for arguments in [&["laporan", "--tahun", "2024"][..], &["laporan", "--tahun", "dua", "--tahunan"], &["apa"]] {
        assert_eq!(code(&kinerja(dir.path(), arguments)), 2, "{arguments:?}");
    }
}

#[test]
fn a_quarter_is_printed_from_a_folder_the_same_each_time() {
    let dir = tempfile::tempdir().unwrap();
    let folder = example("pronojiwo");
    let print = |target: &str| {
        let arguments = [
            "laporan",
            "--dari",
            &folder,
            "--tahun",
            "2024",
            "--triwulan",
            "III",
            "--format",
            "teks,docx,xlsx",
            "--kertas",
            "F4",
            "--keluaran",
            target,
        ];
        let output = kinerja(dir.path(), &arguments);
        assert_eq!(code(&output), 0, "{}", errors(&output));
    };
    print("a");
    print("b");
    for name in ["lkj-2024-tw3.txt", "lkj-2024-tw3.docx", "lkj-2024-tw3.xlsx"] {
        let read = |target: &str| std::fs::read(dir.path().join(target).join(name)).unwrap();
        assert!(read("a") == read("b"), "{name}");
    }
    let text = std::fs::read_to_string(dir.path().join("a/lkj-2024-tw3.txt")).unwrap();
    for figure in ["83,33 %", "89,61 %", "66,67 %", "80,32 %", "84,96 %", "73,16 %", "1.161.574.521", "1.587.655.347"] {
        assert!(text.contains(figure), "{figure}");
    }
}

#[test]
fn bad_input_is_refused_with_its_place_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let good = example("pronojiwo");
    let output = kinerja(dir.path(), &["impor", &good]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let history = || words(&kinerja(dir.path(), &["riwayat"]));
    let before = history();
    let database = || {
        kinerja(dir.path(), &["ekspor", "--tahun", "2024", "periksa.xlsx"]);
        let bytes = std::fs::read(dir.path().join("periksa.xlsx")).unwrap();
        std::fs::remove_file(dir.path().join("periksa.xlsx")).unwrap();
        bytes
    };
    let register = database();
    let edits: &[(&str, &str, &str, &str)] = &[
        ("2024/laporan.toml", "2024-09-30", "2024-02-31", "2024/laporan.toml:"),
        ("2024/pagu.csv", ",1200000", ",-1200000", "2024/pagu.csv:"),
        ("2024/pagu.csv", "7.01.01.2.01.0001", "7.1.1.2.1", "2024/pagu.csv:"),
        ("2024/fasilitasi.csv", "F-02", "F-01", "2024/fasilitasi.csv:"),
        ("riwayat_pegawai.csv", "III/d", "V/z", "riwayat_pegawai.csv:"),
        ("indikator.toml", "[[indikator]]", "[[indikator]", "indikator.toml:"),
    ];
    for (file, from, to, place) in edits {
        let bad = dir.path().join("rusak");
        copy(Path::new(&good), &bad);
        let path = bad.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let output = kinerja(dir.path(), &["impor", "rusak"]);
        assert_eq!(code(&output), 2, "{file} {to}");
        assert!(errors(&output).contains(place), "{file} {to}: {}", errors(&output));
        std::fs::remove_dir_all(&bad).unwrap();
    }
    let zeros = dir.path().join("nol.xlsx");
    std::fs::File::create(&zeros).unwrap().set_len(100 << 20).unwrap();
    for (name, bytes) in [("kosong.xlsx", &b""[..]), ("acak.xlsx", &[7; 999]), ("zip.xlsx", b"PK\x03\x04terpotong")] {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    for name in ["nol.xlsx", "kosong.xlsx", "acak.xlsx", "zip.xlsx", "tidak-ada.xlsx"] {
        let output = kinerja(dir.path(), &["impor", name]);
        assert_eq!(code(&output), 2, "{name}: {}", errors(&output));
        assert!(errors(&output).contains(name), "{name}: {}", errors(&output));
    }
    assert_eq!(history(), before);
    assert!(database() == register);
}

#[test]
fn help_and_refusals_are_in_bahasa_indonesia() {
    let dir = tempfile::tempdir().unwrap();
    let pages: [&[&str]; 4] =
        [&["--help"], &["laporan", "--help"], &["riwayat", "--help"], &["riwayat", "verifikasi", "--help"]];
    for arguments in pages {
        let output = kinerja(dir.path(), arguments);
        assert_eq!(code(&output), 0, "{arguments:?}");
        let text = words(&output);
        assert!(text.contains("Pemakaian: kinerja"), "{text}");
        for english in ["Usage", "Options", "Commands", "Possible values", "[default", "Print help"] {
            assert!(!text.contains(english), "{arguments:?}: {english}");
        }
    }
    let output = kinerja(dir.path(), &["laporn"]);
    assert!(errors(&output).contains("Mungkin maksudnya: "), "{}", errors(&output));
}

#[test]
fn accounts_are_managed_and_passwords_shown_once() {
    let dir = tempfile::tempdir().unwrap();
    let make = |name: &str, peran: &str, wilayah: &str| {
        let arguments = ["akun", "buat", name, "--nama", "Sri Lestari", "--peran", peran, "--wilayah", wilayah];
        kinerja(dir.path(), &arguments)
    };
    assert!(errors(&kinerja(dir.path(), &["akun", "daftar"])).contains("PRT003"));
    let made = make("admin.lumajang", "admin-kabupaten", "35.08");
    assert_eq!(code(&made), 0, "{}", errors(&made));
    let sandi = |output: &Output| {
        let text = words(output);
        let line = text.lines().find(|line| line.starts_with("Sandi sementara: ")).unwrap();
        line.rsplit(' ').next().unwrap().to_string()
    };
    let first = sandi(&made);
    for (name, peran, wilayah, problem) in [
        ("admin.lumajang", "admin kabupaten", "35.08", "AKN001"),
        ("a", "admin kabupaten", "35.08", "AKN010"),
        ("a.b", "bupati", "35.08", "AKN012"),
        ("a.b", "operator", "35.08", "AKN012"),
    ] {
        let output = make(name, peran, wilayah);
        assert_eq!(code(&output), 2, "{name}");
        assert!(errors(&output).contains(problem) && errors(&output).contains("saran"), "{}", errors(&output));
    }
    let reset = kinerja(dir.path(), &["akun", "setel-ulang", "Admin.Lumajang"]);
    assert_ne!(sandi(&reset), first);
    let gone = kinerja(dir.path(), &["akun", "nonaktifkan", "admin.lumajang"]);
    assert_eq!(code(&gone), 0, "{}", errors(&gone));
    assert_eq!(code(&kinerja(dir.path(), &["akun", "nonaktifkan", "tidak.ada"])), 2);
    let history = words(&kinerja(dir.path(), &["riwayat", "--instansi", "35.08"]));
    assert_eq!(history.lines().count(), 3, "{history}");
    assert!(!history.contains("Sri Lestari"), "{history}");
    let list = words(&kinerja(dir.path(), &["akun", "daftar", "--wilayah", "35.08"]));
    assert_eq!(list, "admin.lumajang  Sri Lestari  nonaktif\n    admin kabupaten di 35.08\n");
    assert!(words(&kinerja(dir.path(), &["akun", "daftar", "--wilayah", "99"])).contains("Belum ada akun"));
}
