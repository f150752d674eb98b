//! Points and commas for thousands in one table; amounts without any among grouped ones.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, row};
use crate::angka::{Angka, Pengelompokan, show};
use crate::dokumen::{Dokumen, Isi, TabelDikenal};
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "ANG002",
    judul: "Titik dan koma dipakai bersama sebagai pemisah ribuan",
    tingkat: Tingkat::Catatan,
    dasar: "ejaan baku: ribuan dipisah titik, desimal dipisah koma",
    halaman: include_str!("ang002_campur.md"),
    opsional: false,
    check: mixed,
};

/// Amounts without separators.
pub(super) const MISSING: Rule = Rule {
    kode: "ANG003",
    judul: "Angka besar tanpa pemisah ribuan di antara angka yang memakainya",
    tingkat: Tingkat::Catatan,
    dasar: "ejaan baku: ribuan dipisah titik",
    halaman: include_str!("ang003_tanpa.md"),
    opsional: false,
    check: missing,
};

fn numbers<'t, 'n>(tabel: &'t TabelDikenal<'n>, column: usize) -> impl Iterator<Item = (&'t Isi<'n>, &'t Angka)> {
    tabel.isi.iter().filter_map(move |isi| Some((isi, isi.bacaan(column).angka()?)))
}

fn mixed(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let all: Vec<_> = tabel
            .numeric()
            .into_iter()
            .flat_map(|column| numbers(tabel, column).map(move |(isi, angka)| (isi, column, angka)))
            .collect();
        let of = |by: Pengelompokan| all.iter().filter(move |(_, _, angka)| angka.pengelompokan == by);
        let (points, commas) = (of(Pengelompokan::Titik).count(), of(Pengelompokan::Koma).count());
        if points + commas < 2 {
            continue;
        }
        if points == 0 || commas == 0 {
            hasil.holds();
            continue;
        }
        let rarer = if points < commas { Pengelompokan::Titik } else { Pengelompokan::Koma };
        let first = of(rarer).min_by_key(|(isi, column, _)| (isi.baris.letak.baris, *column));
        let Some((isi, column, _)) = first else { continue };
        let mut temuan = hasil.temuan(
            tabel.lokasi(isi, *column),
            &[&tabel.tabel.judul, "pemisah"],
            format!(
                "{} memakai titik sebagai pemisah ribuan pada {points} angka dan koma pada {commas} angka.",
                tabel.nama()
            ),
        );
        temuan.bukti = vec![tabel.bukti(isi, *column, head(tabel, *column))];
        hasil.found(temuan);
    }
}

fn missing(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    // A percentage above that is an amount in a cell of the wrong format; its digits are not the amount's.
    let large = |angka: &Angka| !angka.persen && angka.nilai.abs() >= Decimal::from(10_000);
    for tabel in &dokumen.tabel {
        for column in tabel.numeric() {
            let (bare, grouped): (Vec<_>, Vec<_>) = numbers(tabel, column)
                .filter(|(_, angka)| large(angka))
                .partition(|(_, angka)| angka.pengelompokan == Pengelompokan::Tanpa);
            if grouped.len() < 3 || grouped.len() < bare.len() * 3 {
                continue;
            }
            grouped.iter().for_each(|_| hasil.holds());
            for (isi, angka) in bare {
                let (name, label, shown) = (row(tabel, isi), head(tabel, column), show(angka.nilai));
                let mut temuan = hasil.temuan(
                    tabel.lokasi(isi, column),
                    &[&tabel.tabel.judul, &name, &label],
                    format!(
                        "{label} {name} tertulis {} tanpa pemisah ribuan, sedangkan {} angka lain pada kolom itu memakainya.",
                        angka.mentah,
                        grouped.len()
                    ),
                );
                temuan.bukti = vec![tabel.bukti(isi, column, label)];
                temuan.saran = vec![Saran {
                    jenis: JenisSaran::Format,
                    dari: angka.mentah.clone(),
                    ke: shown.clone(),
                    aman: true,
                }];
                temuan.seharusnya = vec![shown];
                hasil.found(temuan);
            }
        }
    }
}
