//! Broken office folders, each with everything that an office is told about it: `galeri/KASUS/pesan.txt`.

use std::fs;
use std::path::Path;

use expect_test::expect_file;

#[test]
fn every_mistake_is_explained() {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/galeri");
    let mut cases: Vec<_> = fs::read_dir(&gallery).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        let told: String = match exchange::folder::read(&case.join("kantor")) {
            Ok(office) => office.warnings.iter().map(|problem| format!("{problem}\n")).collect(),
            Err(rejection) => rejection.to_string(),
        };
        assert!(!told.is_empty(), "{}", case.display());
        expect_file![case.join("pesan.txt")].assert_eq(&told);
    }
}
