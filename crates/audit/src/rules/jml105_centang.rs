//! A stated count of ticks is not the number of ticks.

use rust_decimal::Decimal;

use super::Rule;
use super::bersama::{head, is_tick, is_total};
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal};
use crate::temuan::{Hasil, JenisSaran, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "JML105",
    judul: "Jumlah tanda centang tidak sama dengan yang tertulis",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan: banyaknya tanda pada kolom",
    halaman: include_str!("jml105_centang.md"),
    opsional: false,
    check,
};

/// Columns of ticks: for yes and no by their heads, else those that hold nothing else.
fn columns(tabel: &TabelDikenal<'_>) -> Vec<usize> {
    let mut columns: Vec<usize> = [Peran::Ya, Peran::Tidak]
        .into_iter()
        .filter_map(|role| tabel.column(role))
        .chain(tabel.tick_columns())
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.tabel.iter().filter(|tabel| matches!(tabel.jenis, Jenis::Centang | Jenis::DokumenDesa)) {
        for total in tabel.isi.iter().filter(|isi| is_total(isi)) {
            for column in columns(tabel) {
                let Some((written, _)) = tabel.nilai(total, column) else { continue };
                let ticks = tabel.isi.iter().filter(|isi| !isi.jumlah);
                let ticks: Vec<_> =
                    ticks.filter(|isi| isi.sel(column).is_some_and(|cell| is_tick(&cell.teks))).collect();
                if ticks.is_empty() {
                    hasil.skipped();
                    continue;
                }
                if written == Decimal::from(ticks.len()) {
                    hasil.holds_on(|| vec![tabel.tempat(total, column)]);
                    continue;
                }
                let (name, count) = (head(tabel, column), ticks.len().to_string());
                let mut temuan = hasil.temuan(
                    tabel.lokasi(total, column),
                    &[&tabel.tabel.judul, &name],
                    format!(
                        "Jumlah pada kolom {name} tertulis {}, sedangkan tanda pada kolom itu ada {count}.",
                        crate::angka::show(written)
                    ),
                );
                temuan.hitungan = Some(format!("banyaknya tanda = {count}"));
                temuan.selisih = Some(crate::angka::show((written - Decimal::from(ticks.len())).abs()));
                temuan.bukti = vec![tabel.bukti(total, column, "jumlah")];
                temuan.saran = vec![Saran {
                    jenis: JenisSaran::Angka,
                    dari: temuan.tertulis.clone(),
                    ke: count.clone(),
                    aman: false,
                }];
                temuan.seharusnya = vec![count];
                hasil.found(temuan);
            }
        }
    }
}
