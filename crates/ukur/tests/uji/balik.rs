//! What we print is read back: nothing above a note is said of it, every table is recognised, and of its figures at
//! least 95 of 100 are compared with something.

use audit::{Pilihan, Tingkat};
use ukur::cacat::{FORMAT, render};
use ukur::laporan::bersih;
use ukur::mutasi::dipakai;

#[test]
fn every_printed_report_holds_and_its_figures_are_used() {
    let reports = bersih(|_, _| true).expect("the examples are valid");
    assert!(reports.len() > 10);
    // A PDF is slow to make: one of each outline.
    let few = bersih(dipakai).expect("the examples are valid");
    let as_pdf = |name: &str| few.iter().any(|report| report.nama == name);
    let mut wrong = Vec::new();
    for report in reports {
        for format in FORMAT.into_iter().filter(|format| *format != "pdf" || as_pdf(&report.nama)) {
            let bytes = render(&report.dokumen, format).expect("rendered");
            let naskah = [reader::read(&format!("laporan.{format}"), &bytes)];
            let found = audit::periksa(&naskah, &Pilihan::default());
            // EVA601 asks about the office itself, whose targets are below last year's results.
            let heavy = found.temuan.iter().filter(|one| one.tingkat != Tingkat::Catatan && one.kode != "EVA601");
            wrong.extend(heavy.map(|one| format!("{} {format}: {} {}", report.nama, one.kode, one.pesan)));
            let used = audit::terpakai(&naskah);
            if used.terpakai * 100 < used.angka * 95 || used.tabel < 8 || used.dikenal < used.tabel {
                wrong.push(format!("{} {format}: {used:?}", report.nama));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
