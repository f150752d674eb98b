//! What we print is read back: nothing above a note is said of it, its tables are recognised, and of its figures as
//! many are compared with something as written here. `cargo xtask ukur --balik` does it for all reports in all formats.

use audit::{Pilihan, Tingkat};
use ukur::cacat::render;
use ukur::laporan::bersih;

/// Of 100 figures those of which another number would be a finding. The rest stand in one place alone: targets of the
/// Renstra for other years, of quarters to come, and in a TXT the data of charts, whose tables have no caption.
const DIPAKAI: [(&str, &str, usize); 9] = [
    ("pronojiwo Triwulan III Tahun 2024", "docx", 100),
    ("pronojiwo Triwulan III Tahun 2024", "pdf", 100),
    ("pronojiwo Triwulan III Tahun 2024", "xlsx", 100),
    ("pronojiwo Triwulan III Tahun 2024", "txt", 100),
    ("sukamaju Triwulan I Tahun 2022", "docx", 87),
    ("sukamaju Triwulan II Tahun 2024", "docx", 88),
    ("sukamaju Triwulan II Tahun 2024", "xlsx", 89),
    ("sukamaju Triwulan II Tahun 2024", "txt", 86),
    ("sukamaju Tahun 2024", "xlsx", 92),
];

#[test]
fn printed_reports_hold_and_their_figures_are_used() {
    let reports = bersih(|_, _| true).expect("the examples are valid");
    let mut wrong = Vec::new();
    for (name, format, percent) in DIPAKAI {
        let report = reports.iter().find(|report| report.nama == name).expect("a report");
        let bytes = render(&report.dokumen, format).expect("rendered");
        let naskah = [reader::read(&format!("laporan.{format}"), &bytes)];
        let found = audit::periksa(&naskah, &Pilihan::default());
        // EVA601 asks about the office itself, whose targets are below last year's results.
        let heavy = found.temuan.iter().filter(|one| one.tingkat != Tingkat::Catatan && one.kode != "EVA601");
        wrong.extend(heavy.map(|one| format!("{name} {format}: {} {}", one.kode, one.pesan)));
        let used = audit::terpakai(&naskah);
        let unknown = used.tabel - used.dikenal;
        let charts = usize::from(format == "txt" && name.starts_with("sukamaju"));
        if used.terpakai * 100 / used.angka != percent || used.tabel < 8 || unknown != charts {
            wrong.push(format!("{name} {format}: {used:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
