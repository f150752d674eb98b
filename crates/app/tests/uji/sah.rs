//! The DOCX of both examples, judged by `openxml-audit`. Without the tool the test fails, unless
//! `KINERJA_TANPA_ALAT=1` says that it may be missing.

use std::io::ErrorKind;
use std::process::Command;

use crate::bantu::{examples, request};
use app::{Format, Paper};

#[test]
fn word_opens_the_reports_of_the_examples_cleanly() {
    let folder = tempfile::tempdir().unwrap();
    for (office, periode, paper) in [("pronojiwo", "2024/3", Paper::A4), ("sukamaju", "2024", Paper::F4)] {
        let kantor = app::from_folder(&examples().join(office)).unwrap();
        let mut request = request(periode, false);
        (request.formats, request.paper) = (vec![Format::Docx], paper);
        let (made, _) = app::print_laporan(&kantor, &request).unwrap();
        let file = folder.path().join(format!("{office}.docx"));
        std::fs::write(&file, &made.files[0].bytes).unwrap();
        match Command::new("openxml-audit").arg(&file).output() {
            Ok(verdict) => assert!(verdict.status.success(), "{office}: {}", String::from_utf8_lossy(&verdict.stdout)),
            Err(error) if error.kind() == ErrorKind::NotFound && tools_may_be_missing() => {
                println!("openxml-audit is missing: the validity of DOCX was not tested");
                return;
            }
            Err(error) => panic!("openxml-audit does not run ({error}); install it or set KINERJA_TANPA_ALAT=1"),
        }
    }
}

fn tools_may_be_missing() -> bool {
    std::env::var("KINERJA_TANPA_ALAT").is_ok_and(|set| set == "1")
}
