//! The DOCX of the document that holds every kind of block, judged by `openxml-audit` (`pip install openxml-audit`).
//! Without the tool the test fails, unless `KINERJA_TANPA_ALAT=1` says that it may be missing.

use std::io::ErrorKind;
use std::process::Command;

use document::{PageNumbers, PageSetup, Paper, docx, sample};

#[test]
fn word_opens_it_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    for paper in [Paper::A4, Paper::F4] {
        let mut document = sample::everything();
        document.page = PageSetup::new(paper);
        let file = folder.path().join(format!("{paper:?}.docx"));
        std::fs::write(&file, docx::render(&document, &PageNumbers::new()).unwrap()).unwrap();
        let verdict = match Command::new("openxml-audit").arg(&file).output() {
            Ok(verdict) => verdict,
            Err(error)
                if error.kind() == ErrorKind::NotFound
                    && std::env::var("KINERJA_TANPA_ALAT").is_ok_and(|set| set == "1") =>
            {
                println!("openxml-audit is missing: the validity of DOCX was not tested");
                return;
            }
            Err(error) => panic!("openxml-audit does not run ({error}); install it or set KINERJA_TANPA_ALAT=1"),
        };
        assert!(verdict.status.success(), "{paper:?}: {}", String::from_utf8_lossy(&verdict.stdout));
    }
}
