use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use domain::problem::Rejection;
use expect_test::expect;

use super::*;
use crate::sample;

fn office() -> Office {
    let office = sample::full(2024).with_year_of(&Register::default());
    let years = BTreeMap::from([
        (2023, sample::full(2023)),
        (2024, sample::full(2024)),
        (2025, office.clone()),
        (2026, sample::smallest(2026)),
    ]);
    let years = years.into_iter().map(|(year, register)| (year, office.with_year_of(&register))).collect();
    Office { years, office, warnings: Vec::new() }
}

fn codes(result: Result<Office, Rejection>) -> Vec<String> {
    let problems = match result {
        Ok(office) => office.warnings,
        Err(rejection) => rejection.problems,
    };
    problems.iter().map(|problem| format!("{} {}", problem.code, problem.place)).collect()
}

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut office = office();
    office.years.clear();
    office.office = Register { instansi: office.office.instansi, ..Register::default() };
    write(&office, folder.path()).unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

#[test]
fn what_is_written_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let office = office();
    write(&office, folder.path()).unwrap();
    assert_eq!(read(folder.path()), Ok(office.clone()));

    let mut less = office;
    less.office.pegawai.truncate(1);
    less.office.diklat.clear();
    less.office.riwayat_pegawai.truncate(1);
    less.office.pejabat.clear();
    less.office.swot.clear();
    for register in less.years.values_mut() {
        *register = less.office.with_year_of(register);
    }
    fs::write(folder.path().join("catatan.txt"), "tetap").unwrap();
    write(&less, folder.path()).unwrap();
    assert_eq!(read(folder.path()), Ok(less));
    assert_eq!(fs::read(folder.path().join("catatan.txt")).unwrap(), b"tetap");
}

#[test]
fn the_smallest_office_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let small = sample::smallest(2024);
    let office = Office {
        office: small.with_year_of(&Register::default()),
        years: [(2024, small)].into(),
        warnings: Vec::new(),
    };
    write(&office, &folder.path().join("baru/kantor")).unwrap();
    assert_eq!(read(&folder.path().join("baru/kantor")), Ok(office));
}

#[test]
fn files_are_readable() {
    let folder = tempfile::tempdir().unwrap();
    write(&office(), folder.path()).unwrap();
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    expect![[r#"
        kode,urut,nama,jenis_kelamin,nip,mulai,berhenti
        1.01,2021,"Teks, ""kutip""; nama 1 = a\b, tahun 2024",P,198001012005011001,2024-09-01,2024-09-01
        2.02,2022,"Teks, ""kutip""; nama 2 = a\b, tahun 2024",L,198001012005011002,2024-09-02,2024-09-02
    "#]]
    .assert_eq(&text("pegawai.csv"));
    expect![[r##"
        # Butir analisis: atas sebuah indikator, sebuah sasaran, atau seluruh instansi.

        [[analisis]]
        triwulan = 2
        jenis = "upaya"
        milik = "1.01"
        urut = 2021
        uraian = """
        Alinea \"pertama\" dengan C:\\berkas.

        	Alinea kedua: \"\"\"tiga kutip\"\"\", é, {{capaian IKU-1}}.
        # bukan komentar\""""
        diterima = "ya"
        ditinjau = "ya"

        [[analisis]]
        triwulan = 3
        jenis = "faktor keberhasilan"
        milik = "2.02"
        urut = 2022
        uraian = """
        Alinea \"pertama\" dengan C:\\berkas.

        	Alinea kedua: \"\"\"tiga kutip\"\"\", é, {{capaian IKU-1}}.
        # bukan komentar\""""
        diterima = "tidak"
        ditinjau = "tidak"
    "##]]
    .assert_eq(&text("2024/analisis.toml"));
}

#[test]
fn nothing_else_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("foto.png"), "x").unwrap();
    assert_eq!(write(&office(), folder.path()).unwrap_err().problems[0].code, "BRK117");
    assert_eq!(files::list(folder.path()).unwrap().len(), 1);
    assert_eq!(write(&Office::default(), folder.path()).unwrap_err().problems[0].code, "BRK104");
}

#[test]
fn every_usual_csv_is_read() {
    let expected = vec![("A".to_string(), "Seksi A".to_string()), ("B".to_string(), "Seksi, \"B\" é".to_string())];
    let cases: [&[u8]; 5] = [
        "kode,urut,nama\nA,1,Seksi A\nB,2,\"Seksi, \"\"B\"\" é\"\n".as_bytes(),
        "\u{FEFF}nama;URUT;Kode\r\nSeksi A;1;A\r\n;;\r\n\r\nSeksi, \"B\" é;2;B".as_bytes(),
        b"kode;urut;nama;;\nA;1;Seksi A\nB;2;Seksi, \"B\" \xE9;;\n",
        "\n\nkode , urut, nama\n  B,2,\"Seksi,\n\"\"B\"\" é\"\nA,1,\"Seksi A\"\n".as_bytes(),
        "kode,induk,urut,nama\n\"A\",,1,Seksi A\n\"B\",A,2,\"Seksi, \"\"B\"\"\té\"".as_bytes(),
    ];
    for content in cases {
        let folder = folder_with(&[("unit.csv", content)]);
        let office = read(folder.path()).unwrap();
        let units: Vec<_> =
            office.office.unit.iter().map(|unit| (unit.kode.to_string(), unit.nama.to_string())).collect();
        assert_eq!(units, expected, "{}", String::from_utf8_lossy(content));
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let csv = "\r\nkode,urut,nama\r\nA,1,\"Seksi\r\nA\"\r\n\r\nB,dua,Seksi B\r\n";
    let folder = folder_with(&[("unit.csv", csv.as_bytes())]);
    assert_eq!(codes(read(folder.path())), ["REG002 unit.csv:6"]);
}

#[test]
fn numbers_of_toml_keep_their_text() {
    let toml = "[[laporan]]\nperiode = \"2024/3\"\nkerangka = 7.10\ntanggal = 2024-09-30\n\
                [[laporan]]\nperiode = 2024\nkerangka = 1_000\n";
    let folder = folder_with(&[("2024/laporan.toml", toml.as_bytes())]);
    let office = read(folder.path()).unwrap();
    let laporan = &office.years[&2024].laporan;
    let read: Vec<_> = laporan.iter().map(|laporan| laporan.kerangka.as_str()).collect();
    assert_eq!(read, ["1000", "7.10"]);
}

#[test]
fn hostile_files_are_refused() {
    let big = folder_with(&[]);
    fs::File::create(big.path().join("pegawai.csv")).unwrap().set_len(21 * files::MB).unwrap();
    assert_eq!(codes(read(big.path())), ["BRK107 pegawai.csv"]);

    let binary = folder_with(&[("pegawai.csv", b"PK\x03\x04\0\0"), ("visi.toml", b"x\0")]);
    assert_eq!(codes(read(binary.path())), ["BRK109 pegawai.csv:1", "BRK109 visi.toml:1"]);

    let deep = folder_with(&[("visi.toml", format!("visi = {}", "[".repeat(100_000)).as_bytes())]);
    assert_eq!(codes(read(deep.path())), ["TBL310 visi.toml:1"]);

    let rows = "x,1,y\n".repeat(100_001);
    let many = folder_with(&[("unit.csv", format!("kode,urut,nama\n{rows}").as_bytes())]);
    assert_eq!(codes(read(many.path())), ["TBL306 unit.csv:100002"]);

    let wrong = format!("kode,urut,nama\n{}", ",satu,\n".repeat(1_000));
    let wrong = folder_with(&[("unit.csv", wrong.as_bytes())]);
    assert_eq!(codes(read(wrong.path())).len(), 501);

    let filled = format!("kode,urut,nama\nA,1,x{}y", ",".repeat(1_000_000));
    assert_eq!(codes(read(folder_with(&[("unit.csv", filled.as_bytes())]).path())), ["TBL304 unit.csv:2"]);

    let wide = folder_with(&[("unit.csv", format!("kode,urut,nama\nA,1,x{}", ",".repeat(1_000_000)).as_bytes())]);
    assert_eq!(codes(read(wide.path())), Vec::<String>::new());
}

#[test]
fn folders_that_are_none_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let code = |path: &Path| read(path).unwrap_err().problems[0].code;
    assert_eq!(code(folder.path()), "BRK102");
    assert_eq!(code(&folder.path().join("tidak-ada")), "BRK101");
    fs::write(folder.path().join("berkas.txt"), "x").unwrap();
    assert_eq!(code(&folder.path().join("berkas.txt")), "BRK101");
    assert_eq!(code(folder.path()), "BRK103");
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside() {
    use std::os::unix::fs::symlink;
    let outside = folder_with(&[("unit.csv", b"kode,urut,nama\nA,1,Rahasia\n"), ("berkas/foto.png", b"x")]);
    let folder =
        folder_with(&[("berkas/ada.png", b"\x89PNG\r\n\x1a\n"), ("pegawai.csv", b"kode,urut,nama,jenis_kelamin\n")]);
    symlink(outside.path().join("unit.csv"), folder.path().join("unit.csv")).unwrap();
    symlink(outside.path(), folder.path().join("2024")).unwrap();
    symlink("tidak-ada", folder.path().join("visi.toml")).unwrap();
    symlink("pegawai.csv", folder.path().join("desa.csv")).unwrap();
    assert_eq!(
        codes(read(folder.path())),
        [
            "BRK108 2024",
            "TBL301 desa.csv:1",
            "TBL301 desa.csv:1",
            "TBL302 desa.csv:1",
            "BRK108 unit.csv",
            "BRK112 visi.toml"
        ]
    );

    symlink(outside.path().join("berkas/foto.png"), folder.path().join("berkas/foto.png")).unwrap();
    let code = |name: &str| attachment(folder.path(), name).unwrap_err().problems[0].code;
    assert_eq!(code("foto.png"), "BRK108");
    for name in ["../instansi.toml", "..", "", "/etc/passwd", "a\\b", "C:x", ".x"] {
        assert_eq!(code(name), "BRK116", "{name}");
    }
    assert_eq!(code("lain.png"), "BRK112");
    fs::File::create(folder.path().join("berkas/besar.png")).unwrap().set_len(11 * files::MB).unwrap();
    assert_eq!(code("besar.png"), "BRK107");
    assert_eq!(AttachmentKind::of(&attachment(folder.path(), "ada.png").unwrap()), AttachmentKind::Png);
}

#[test]
fn pictures_are_known_by_their_bytes() {
    for (bytes, kind) in [
        (&b"\xFF\xD8\xFF\xE0"[..], AttachmentKind::Jpeg),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", AttachmentKind::Svg),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <svg -->\n<!DOCTYPE svg>\n<svg>", AttachmentKind::Svg),
        (b"<html><svg>", AttachmentKind::Other),
        (b"<!-- <svg>", AttachmentKind::Other),
        (b"%PDF-1.7", AttachmentKind::Other),
        (b"", AttachmentKind::Other),
    ] {
        assert_eq!(AttachmentKind::of(bytes), kind);
    }
}
