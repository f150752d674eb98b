//! One planted fault is one cause: a fault of each family of rules gives one cluster, its root of that family, its
//! consequences inside. Whether a fault is found at all is measured by `mutasi`.

use std::collections::BTreeSet;

use audit::Pilihan;
use audit::rules::KELUARGA;
use domain::value::Periode;
use ukur::acak::Acak;
use ukur::laporan::bersih;
use ukur::mutasi::{JENIS, Percobaan, Suntingan, dipakai};

/// Where a fault comes from.
enum Asal {
    /// A kind of the harness.
    Jenis(&'static str),
    /// A sentence at the end of the report.
    Kalimat(&'static str),
}

/// For each family the faults that it is to find first.
const TANAM: [(&str, Asal); 15] = [
    ("JML", Asal::Jenis("baris jumlah berubah")),
    ("JML", Asal::Jenis("jumlah pegawai berubah")),
    ("SIS", Asal::Jenis("serapan berubah")),
    ("KIN", Asal::Jenis("capaian berubah")),
    ("SIL", Asal::Jenis("target berbeda")),
    ("SIL", Asal::Jenis("realisasi kinerja berbeda")),
    ("TKS", Asal::Jenis("terbilang berbeda")),
    ("WKT", Asal::Jenis("tanggal mustahil")),
    ("NAM", Asal::Jenis("ejaan nama pejabat")),
    ("KOD", Asal::Jenis("nol kode hilang")),
    ("PEG", Asal::Jenis("golongan berubah")),
    ("ANG", Asal::Jenis("pemisah bergeser")),
    ("EJA", Asal::Kalimat("Hasil analisa ini menjadi bahan rapat.")),
    ("EVA", Asal::Jenis("satuan tidak sejalan")),
    ("DOK", Asal::Jenis("templat tersisa")),
];

/// A target or result may be told by its capaian or its parts first, in the same cell.
fn is_root(kode: &str, family: &str) -> bool {
    kode.starts_with(family) || family == "SIL" && kode.starts_with("KIN")
}

#[test]
fn one_fault_of_each_family_is_one_cluster_with_that_family_as_its_root() {
    let quarterly = |periode: Periode| matches!(periode, Periode::Triwulan { .. });
    let reports = bersih(|name, periode| dipakai(name, periode) && quarterly(periode)).expect("the examples are valid");
    // The optional rules too.
    let all =
        || Pilihan { hanya: KELUARGA.iter().map(|(name, _)| (*name).to_string()).collect(), ..Pilihan::default() };
    let (mut wrong, mut told) = (Vec::new(), BTreeSet::new());
    for report in &reports {
        let percobaan = Percobaan::new(&report.dokumen, "docx", all()).expect("checked");
        for (family, asal) in &TANAM {
            let faults = match asal {
                Asal::Kalimat(text) => vec![Suntingan::ParagrafBaru((*text).to_string())],
                Asal::Jenis(name) => {
                    let jenis = JENIS.iter().find(|jenis| jenis.nama == *name).expect("a kind");
                    let mut acak = Acak::new(7);
                    let places = (jenis.tempat)(&report.dokumen, &mut acak);
                    acak.take(places, 2)
                }
            };
            // Of a figure that stands in one place alone nothing can be said: the next is tried.
            let planted = |fault: Suntingan| {
                let found = percobaan.tanam(&fault).expect("checked");
                (!found.is_empty()).then_some((fault, found))
            };
            let Some((fault, found)) = faults.into_iter().find_map(planted) else { continue };
            let clusters: BTreeSet<&str> = found.iter().map(|one| one.kelompok.as_str()).collect();
            let root = found.iter().find(|one| one.penyebab_utama).map_or("", |one| one.kode);
            if root.starts_with(family) {
                told.insert(*family);
            }
            if clusters.len() != 1 || !is_root(root, family) {
                let lines: Vec<String> =
                    found.iter().map(|one| format!("    {} {} {}", one.kelompok, one.kode, one.pesan)).collect();
                wrong.push(format!("{} {family} {fault:?}\n{}", report.nama, lines.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let families: BTreeSet<&str> = KELUARGA.iter().map(|(name, _)| *name).collect();
    assert_eq!(told, families);
}
