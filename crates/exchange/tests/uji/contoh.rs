//! The example offices: read without a word, and holding the figures that they stand for.

use std::collections::BTreeSet;
use std::path::Path;

use domain::calculation::{Realisasi, TahunKinerja, View};
use domain::register::{JenisKelamin, Register};
use domain::schema::Field;
use domain::value::{Kode, KodeNomenklatur, Periode, Rupiah, Tanggal, Triwulan};
use exchange::folder::{Office, attachment, read};

fn office(name: &str) -> Office {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh").join(name);
    let office = match read(&folder) {
        Ok(office) => office,
        Err(rejection) => panic!("{rejection}"),
    };
    assert_eq!(office.warnings, []);
    for instansi in &office.office.instansi {
        attachment(&folder, instansi.logo.as_deref().unwrap()).unwrap();
        assert_eq!(instansi.tanda_halaman.as_deref(), Some("CONTOH, bukan dokumen resmi"));
    }
    office
}

fn year(office: &Office, tahun: i32) -> TahunKinerja {
    let earlier = office.years.iter().map(|(year, register)| (*year, register));
    TahunKinerja::new(tahun, office.years[&tahun].clone(), earlier)
}

fn quarters(tahun: i32) -> impl Iterator<Item = Periode> {
    Triwulan::ALL.into_iter().map(move |triwulan| Periode::Triwulan { tahun, triwulan })
}

fn sum<'a>(amounts: impl Iterator<Item = &'a Rupiah>) -> String {
    amounts.copied().sum::<Rupiah>().to_string()
}

/// What each indicator measured and its capaian, as printed.
fn results(view: &View<'_>) -> Vec<String> {
    view.hasil_indikator()
        .iter()
        .map(|hasil| {
            let capaian = view.capaian(hasil);
            let shown = capaian.as_ref().map_or_else(ToString::to_string, |value| value.percent().show(2));
            format!("{} {shown}", hasil.indikator.kode)
        })
        .collect()
}

fn persons_are_examples(register: &Register) {
    let marks = ["CONTOH", "MISAL", "UMPAMA", "IBARAT"];
    for pegawai in &register.pegawai {
        assert!(marks.iter().any(|mark| pegawai.nama.contains(mark)), "{}", pegawai.nama);
        if let Some(nip) = &pegawai.nip {
            assert_eq!(nip.is_male(), pegawai.jenis_kelamin == JenisKelamin::L, "{nip}");
        }
    }
    for nama in register.pejabat.iter().filter_map(|pejabat| pejabat.nama.as_deref()) {
        assert!(marks.iter().any(|mark| nama.contains(mark)), "{nama}");
    }
}

#[test]
fn pronojiwo_holds_the_corrected_figures() {
    let office = office("pronojiwo");
    assert_eq!(office.years.keys().collect::<Vec<_>>(), [&2024]);
    persons_are_examples(&office.office);
    let year = year(&office, 2024);
    let register = &year.register;
    assert_eq!(register.fasilitasi.len(), 36);
    assert_eq!(register.fasilitasi.iter().filter(|butir| butir.ditindaklanjuti == Some(true)).count(), 30);
    assert_eq!(sum(register.pagu.iter().map(|row| &row.jumlah)), "1.587.655.347");
    assert_eq!(sum(register.realisasi_anggaran.iter().map(|row| &row.jumlah)), "1.161.574.521");
    assert_eq!(sum(register.perjanjian_anggaran.iter().map(|row| &row.jumlah)), "2.132.796.494");

    let view = year.view(Periode::Triwulan { tahun: 2024, triwulan: Triwulan::III }, None);
    let timely = |jenis| {
        let jenis = Kode::read(jenis).unwrap();
        view.dokumen_desa(&jenis).iter().filter(|document| document.tepat_waktu).count()
    };
    assert_eq!(["RKPDES", "APBDES", "LPPDES"].map(timely), [6, 0, 6]);
    assert_eq!(results(&view), ["IPP-1 realisasi belum tersedia", "IKU-1 89,61", "IKU-2 80,32"]);
    assert_eq!(view.rata_rata_capaian(&view.hasil_indikator()).unwrap().percent().show(2), "84,96");
    assert_eq!(view.anggaran().jumlah.unwrap().sisa().unwrap().to_string(), "426.080.826");
}

#[test]
fn sukamaju_measures_in_every_way() {
    let office = office("sukamaju");
    persons_are_examples(&office.office);
    let indikator = &office.office.indikator;
    let rumus: BTreeSet<&str> = indikator.iter().map(|indikator| indikator.rumus.as_str()).collect();
    assert_eq!(rumus, BTreeSet::from(["positif", "negatif-2tr", "negatif-tr", "rentang", "stabil", "predikat"]));
    assert_eq!(indikator.iter().map(|indikator| indikator.akumulasi).collect::<BTreeSet<_>>().len(), 5);
    assert_eq!(office.years.keys().collect::<Vec<_>>(), [&2022, &2023, &2024]);
    for tahun in [2022, 2023, 2024] {
        let year = year(&office, tahun);
        for periode in quarters(tahun).chain([Periode::Tahunan { tahun }]) {
            let view = year.view(periode, None);
            for hasil in view.hasil_indikator() {
                let waits = hasil.indikator.kode.as_str() == "IKT-1" && periode.triwulan() != Triwulan::IV;
                assert_eq!(matches!(hasil.realisasi, Realisasi::BelumTersedia { .. }), waits, "{periode}");
                assert_eq!(view.capaian(&hasil).is_err(), waits, "{periode} {}", hasil.indikator.kode);
            }
        }
    }
    let year = year(&office, 2024);
    let view = year.view(Periode::Tahunan { tahun: 2024 }, None);
    assert_eq!(
        results(&view),
        [
            "IKT-1 100,00",
            "IKT-2 100,60",
            "IKU-1 100,59",
            "IKU-2 101,39",
            "IKU-3 100,00",
            "IKU-4 100,00",
            "IKU-5 95,24",
            "IKU-6 101,45",
            "IKU-7 100,00"
        ]
    );
    let apbdes = Kode::read("APBDES").unwrap();
    let seen: BTreeSet<String> = [2022, 2024]
        .map(|tahun| self::year(&office, tahun))
        .iter()
        .flat_map(|year| {
            let view = year.view(Periode::Tahunan { tahun: year.tahun }, None);
            view.dokumen_desa(&apbdes).iter().map(|document| document.status.to_string()).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), ["belum diterima", "tepat waktu", "terlambat"]);
    let years: Vec<i32> = view.tahun_pembanding(&Kode::read("IKU-1").unwrap()).iter().map(|row| row.tahun).collect();
    assert_eq!(years, [2021, 2022, 2023]);
}

#[test]
fn sukamaju_spends_what_it_may() {
    let office = office("sukamaju");
    for tahun in [2022, 2023, 2024] {
        let year = year(&office, tahun);
        for periode in quarters(tahun) {
            let view = year.view(periode, None);
            let anggaran = view.anggaran();
            for baris in &anggaran.baris {
                assert!(baris.realisasi <= baris.pagu, "{periode} {}", baris.kode);
            }
            let total = anggaran.jumlah.unwrap();
            let typed = |komponen: &str| -> String {
                let rows = year.register.nilai_komponen.iter().filter(|row| {
                    (row.indikator.as_str(), row.komponen.as_str()) == ("IKU-4", komponen)
                        && row.triwulan <= periode.triwulan()
                });
                rows.map(|row| Rupiah::read(&row.nilai.to_string()).unwrap()).sum::<Rupiah>().to_string()
            };
            assert_eq!([typed("a"), typed("b")], [total.realisasi, total.kas].map(|sum| sum.unwrap().to_string()));
        }
        let total = year.view(Periode::Tahunan { tahun }, None).anggaran().jumlah.unwrap();
        assert_eq!(total.kas, total.pagu);
    }
}

/// Each agreement's annex is the pagu that held when it was signed.
#[test]
fn sukamaju_signs_the_pagu_of_the_day() {
    let office = office("sukamaju");
    for tahun in [2022, 2023, 2024] {
        let year = year(&office, tahun);
        for perjanjian in &year.register.perjanjian {
            let view = year.view(Periode::Tahunan { tahun }, Some(perjanjian.tanggal));
            let annex = year.register.perjanjian_anggaran.iter().filter(|row| row.versi == perjanjian.versi);
            assert_eq!(annex.map(|row| row.jumlah).sum::<Rupiah>(), view.anggaran().jumlah.unwrap().pagu.unwrap());
        }
    }
    let year = year(&office, 2024);
    let signed = |month, day| {
        let date = Tanggal::new(2024, month, day);
        year.view(Periode::Tahunan { tahun: 2024 }, date).perjanjian().map(|perjanjian| perjanjian.versi)
    };
    assert_eq!([signed(1, 11), signed(6, 9), signed(6, 10)], [None, Some(0), Some(1)]);
    let kelurahan = KodeNomenklatur::read("7.01.03.2.02.0003").unwrap();
    let funds: BTreeSet<&str> =
        year.register.pagu.iter().filter(|row| row.sub_kegiatan == kelurahan).map(|row| &*row.sumber_dana).collect();
    assert_eq!(funds, BTreeSet::from(["DAU", "DBH CHT"]));
}
