//! Dates of one row in an order that cannot be: made public before it was decided, ended before it began.

use domain::schema::Field;
use domain::value::Tanggal;

use super::Rule;
use super::bersama::{head, row};
use crate::dokumen::{Dokumen, Peran, TabelDikenal, normal};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT608",
    judul: "Tanggal mendahului yang seharusnya lebih dahulu",
    tingkat: Tingkat::Peringatan,
    dasar: "urutan penetapan, pengundangan, penyampaian, penerimaan; mulai dan selesai",
    halaman: include_str!("wkt608_urutan.md"),
    opsional: false,
    check,
};

/// What comes one after the other, by words of the heads.
const URUTAN: [&[&[&str]]; 2] = [
    &[
        &["penetapan", "ditetapkan", "menetapkan"],
        &["pengundangan", "diundangkan"],
        &["penyampaian", "disampaikan", "pengiriman", "dikirim", "menyampaikan"],
        &["penerimaan", "diterima", "masuk"],
    ],
    &[&["mulai", "dimulai", "awal"], &["selesai", "berakhir", "akhir"]],
];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        // A draft is sent for evaluation before it is decided.
        let title = normal(&format!("{} {}", tabel.tabel.judul, tabel.konteks));
        if title.contains("evaluasi") || title.contains("rancangan") {
            continue;
        }
        for order in URUTAN {
            let columns: Vec<(usize, usize)> = tabel
                .columns(Peran::Tanggal)
                .into_iter()
                .filter_map(|column| Some((step(tabel, order, column)?, column)))
                .collect();
            for (first, before) in &columns {
                for (_, after) in columns.iter().filter(|(second, _)| second > first) {
                    pair(tabel, *before, *after, hasil);
                }
            }
        }
    }
}

fn step(tabel: &TabelDikenal<'_>, order: &[&[&str]], column: usize) -> Option<usize> {
    let head = tabel.kepala.get(column).map(|head| normal(head))?;
    let mut steps = order.iter().enumerate().filter(|(_, words)| head.split(' ').any(|word| words.contains(&word)));
    let (at, _) = steps.next()?;
    steps.next().is_none().then_some(at)
}

fn pair(tabel: &TabelDikenal<'_>, before: usize, after: usize, hasil: &mut Hasil) {
    for isi in &tabel.isi {
        let date = |column: usize| isi.sel(column).and_then(|cell| Tanggal::read(cell.teks.trim()).ok());
        let (Some(first), Some(second)) = (date(before), date(after)) else { continue };
        if first <= second {
            hasil.holds_on(|| vec![tabel.tempat(isi, before), tabel.tempat(isi, after)]);
            continue;
        }
        let (name, left, right) = (row(tabel, isi), head(tabel, before), head(tabel, after));
        let mut temuan = hasil.temuan(
            tabel.lokasi(isi, after),
            &[&tabel.tabel.judul, &name, &right],
            format!("{right} {name} {second} mendahului {left} {first}."),
        );
        temuan.kepastian = Kepastian::Dugaan;
        temuan.bukti = vec![tabel.bukti(isi, before, left), tabel.bukti(isi, after, right)];
        hasil.found(temuan);
    }
}
