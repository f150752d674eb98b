//! Sentences and what they are expected to say, on the register of the example office.

use std::path::Path;

use domain::calculation::TahunKinerja;
use domain::schema::Field;
use domain::value::{Kode, Periode};

use super::*;
use crate::laporan::Attachments;

/// The register of `contoh/pronojiwo` for 2024.
pub(crate) fn pronojiwo() -> TahunKinerja {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh/pronojiwo");
    let office = exchange::folder::read(&folder).unwrap();
    TahunKinerja::new(2024, office.years[&2024].clone(), [])
}

fn with_composer<R>(test: impl FnOnce(&Composer<'_>) -> R) -> R {
    let year = pronojiwo();
    let attachments = Attachments::new();
    test(&Composer::new(year.view(Periode::read("2024/3").unwrap(), None), &attachments, true))
}

#[test]
fn sentences_say_what_the_table_expects() {
    with_composer(|composer| {
        let mut reader = csv::Reader::from_reader(include_str!("kalimat.csv").as_bytes());
        let mut wrong = Vec::new();
        let (mut rows, mut innocent) = (0, 0);
        for record in reader.records().map(Result::unwrap) {
            let milik = Some(&record[0]).filter(|text| !text.is_empty()).map(|text| Kode::read(text).unwrap());
            let found = find(&record[1], composer, milik.as_ref());
            let of = |wanted: Hasil| found.iter().filter(move |temuan| temuan.hasil == wanted);
            let differ: Vec<String> =
                of(Hasil::Berbeda).map(|temuan| format!("{} = {}", temuan.id, temuan.nilai)).collect();
            let agree: Vec<&str> = of(Hasil::Sama).map(|temuan| temuan.id.as_str()).collect();
            rows += 1;
            innocent += usize::from(record[2].is_empty());
            if differ.join("; ") != record[2] || agree.join("; ") != record[3] {
                wrong.push(format!("{}\n    berbeda: {differ:?}\n    sama:    {agree:?}", &record[1]));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(rows >= 60 && innocent * 2 >= rows, "{innocent} of {rows}");
    });
}

#[test]
fn what_the_register_cannot_confirm_is_a_remark() {
    with_composer(|composer| {
        for (text, id) in [
            ("Realisasi IPP-1 sebesar 69,10.", "realisasi IPP-1"),
            ("IPP-1 telah memenuhi target.", "capaian IPP-1"),
            ("Realisasi IPP-1 meningkat dari tahun sebelumnya.", "perubahan realisasi IPP-1"),
        ] {
            let claims = check(text, composer, None);
            assert_eq!(
                claims.iter().map(|claim| (claim.register_id.as_str(), claim.berbeda)).collect::<Vec<_>>(),
                [(id, false)]
            );
        }
    });
}

#[test]
fn a_claim_keeps_its_sentence() {
    with_composer(|composer| {
        let text = "Pagu Rp. 1.587.655.347 sudah benar. Sisa anggaran Rp 1. Tutup.";
        let claims = check(text, composer, None);
        assert_eq!(claims.len(), 1);
        assert_eq!((claims[0].kalimat.as_str(), claims[0].tertulis.as_str()), ("Sisa anggaran Rp 1.", "Rp 1"));
        assert_eq!(
            claims[0].penjelasan,
            "tertulis \"Rp 1\" untuk sisa anggaran, sedangkan register mencatat Rp 426.080.826"
        );
    });
}

#[test]
fn the_example_says_nothing_that_differs() {
    let year = pronojiwo();
    with_composer(|composer| {
        let mut texts: Vec<(String, Option<Kode>)> = Vec::new();
        texts.extend(year.register.naskah.iter().map(|row| (row.isi.folded(), None)));
        texts.extend(year.register.analisis.iter().map(|row| (row.uraian.folded(), row.milik.clone())));
        for row in &year.register.pengukuran {
            texts.extend(row.penjelasan.iter().map(|text| (text.folded(), Some(row.indikator.clone()))));
        }
        for row in &year.register.indikator {
            texts.extend(row.definisi.iter().map(|text| (text.folded(), Some(row.kode.clone()))));
        }
        assert!(texts.len() > 30);
        for (text, milik) in texts {
            assert_eq!(check(&text, composer, milik.as_ref()), []);
        }
    });
}

/// Paragraphs with folded white space, as sections check them.
trait Folded {
    fn folded(&self) -> String;
}

impl Folded for domain::value::Naskah {
    fn folded(&self) -> String {
        self.paragraphs().join(" ")
    }
}
