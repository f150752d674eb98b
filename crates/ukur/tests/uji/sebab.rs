//! One planted fault is one cause: a fault of each family of rules gives one cluster, its root of that family, its
//! consequences inside.

use audit::Pilihan;
use audit::rules::KELUARGA;
use ukur::acak::Acak;
use ukur::laporan::bersih;
use ukur::mutasi::{JENIS, Percobaan, Suntingan};

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

#[test]
fn one_fault_of_each_family_is_one_cluster_with_that_family_as_its_root() {
    let reports = bersih(|name, periode| ukur::mutasi::dipakai(name, periode)).expect("the examples are valid");
    // The optional rules too.
    let all =
        || Pilihan { hanya: KELUARGA.iter().map(|(name, _)| (*name).to_string()).collect(), ..Pilihan::default() };
    let mut wrong = Vec::new();
    let mut planted: Vec<(&str, usize)> = KELUARGA.iter().map(|(name, _)| (*name, 0)).collect();
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
            for fault in faults {
                let found = percobaan.tanam(&fault).expect("checked");
                let clusters: std::collections::BTreeSet<&str> =
                    found.iter().map(|one| one.kelompok.as_str()).collect();
                let root = found.iter().find(|one| one.penyebab_utama).map_or("", |one| one.kode);
                planted.iter_mut().filter(|(name, _)| name == family).for_each(|(_, count)| *count += 1);
                if clusters.len() != 1 || !root.starts_with(family) {
                    let told: Vec<String> =
                        found.iter().map(|one| format!("    {} {} {}", one.kelompok, one.kode, one.pesan)).collect();
                    wrong.push(format!("{} {family} {fault:?}\n{}", report.nama, told.join("\n")));
                }
            }
        }
    }
    assert!(planted.iter().all(|(_, count)| *count > 0), "{planted:?}");
    assert!(wrong.is_empty(), "{} of {planted:?}\n{}", wrong.len(), wrong.join("\n"));
}
