//! A small part of `cargo xtask ukur --mutasi`, the same every time: what was found once must not be lost.

use ukur::laporan::bersih;
use ukur::mutasi::{JENIS, Rencana, ukur};

#[test]
fn planted_faults_are_found_and_what_is_right_is_left_alone() {
    let reports = bersih(|name, _| name == "pronojiwo").expect("the example is valid");
    let rencana = Rencana { benih: 1, sebanyak: 1, format: vec!["docx"] };
    let ukuran = ukur(&reports, &rencana, &|_| {}).expect("measured");
    let told = format!("{}\n{}\n{}", ukuran.tabel(), ukuran.teks_bersih(), ukuran.terlewat.join("\n"));
    assert!(ukuran.pada_bersih.is_empty() && ukuran.pada_pembulatan.is_empty(), "{told}");
    let kinds = JENIS.iter().filter(|jenis| ukuran.jumlah(|own, _| own.nama == jenis.nama).ditanam > 0).count();
    assert!(kinds >= 20, "{kinds} kinds\n{told}");
    let (sums, all) = (ukuran.jumlah(|jenis, _| jenis.hitungan), ukuran.jumlah(|_, _| true));
    assert!(sums.ditemukan * 100 >= sums.ditanam * 95, "arithmetic: {sums:?}\n{told}");
    assert!(all.ditemukan * 100 >= all.ditanam * 75, "all: {all:?}\n{told}");
}
