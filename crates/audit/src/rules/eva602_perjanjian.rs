//! A target that changed without a changed agreement.

use super::Rule;
use super::fakta::is_other;
use super::fakta::quarter;
use crate::angka::show;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA602",
    judul: "Target berubah tanpa perjanjian kinerja perubahan",
    tingkat: Tingkat::Peringatan,
    dasar: "PermenPANRB 53/2014 tentang perjanjian kinerja dan perubahannya",
    halaman: include_str!("eva602_perjanjian.md"),
    opsional: false,
    check,
};

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for berkas in 0..dokumen.naskah.len() {
        let titles: Vec<&Kalimat<'_>> =
            dokumen.ucapan.iter().filter(|kalimat| kalimat.berkas == berkas && is_title(kalimat)).collect();
        let numbered = |kalimat: &Kalimat<'_>| {
            kalimat.token.first().is_some_and(|token| token.jenis == Bagian::Angka || token.teks.len() == 1)
        };
        let changed = |kalimat: &&&Kalimat<'_>| kalimat.has(&["perubahan"]);
        let announced = titles.iter().find(|kalimat| changed(kalimat) && numbered(kalimat));
        let shown = titles.iter().any(|kalimat| changed(&kalimat) && !numbered(kalimat));
        let original = titles.iter().find(|kalimat| {
            !changed(kalimat) && (kalimat.find("perjanjian kinerja tahun") == Some(0) || kalimat.kata(0) == "lampiran")
        });
        if let (Some(announced), Some(original), false) = (announced, original, shown) {
            let last = announced.token.len().saturating_sub(1);
            let mut temuan = hasil.temuan(
                announced.lokasi(0, last),
                &[announced.teks()],
                "Bagian ini berjudul perubahan perjanjian kinerja, sedangkan yang dimuat perjanjian tanpa kata perubahan.",
            );
            temuan.kepastian = Kepastian::Dugaan;
            temuan.bukti = vec![
                announced.bukti(0, last, "judul bagian"),
                original.bukti(0, original.token.len().saturating_sub(1), "judul perjanjian"),
            ];
            hasil.found(temuan);
        }
        if !shown {
            targets(dokumen, berkas, hasil);
        }
    }
}

/// A line that names the agreement and says nothing more.
fn is_title(kalimat: &Kalimat<'_>) -> bool {
    kalimat.find("perjanjian kinerja").is_some()
        && kalimat.token.len() <= 12
        && !kalimat.teks().trim_end().ends_with(['.', ';', ':'])
}

type Sel<'d, 'n> = (&'d TabelDikenal<'n>, &'d Isi<'n>, usize);

fn cells<'d, 'n>(dokumen: &'d Dokumen<'n>, berkas: usize, jenis: Jenis) -> Vec<(String, Sel<'d, 'n>)> {
    let tables = dokumen.of(jenis).filter(move |tabel| tabel.berkas == berkas);
    // A target up to a quarter, or of the end of the plan, is none of the year.
    let of_year = |tabel: &TabelDikenal<'_>| {
        let head = |column: &usize| tabel.kepala.get(*column).map(|head| normal(head)).unwrap_or_default();
        let own = |column: &usize| quarter(&head(column)).is_none() && !is_other(&head(column));
        let mut columns = tabel.columns(Peran::Target).into_iter().filter(own);
        columns.next().filter(|_| columns.next().is_none())
    };
    let columns = tables.filter_map(|tabel| Some((tabel, tabel.column(Peran::Indikator)?, of_year(tabel)?)));
    columns
        .flat_map(|(tabel, indikator, target)| {
            tabel.isi.iter().filter(|isi| !isi.jumlah).filter_map(move |isi| {
                let name = isi.sel(indikator).map(|cell| normal(&cell.teks)).filter(|name| !name.is_empty())?;
                Some((name, (tabel, isi, target)))
            })
        })
        .collect()
}

fn targets(dokumen: &Dokumen<'_>, berkas: usize, hasil: &mut Hasil) {
    let measured = cells(dokumen, berkas, Jenis::Capaian);
    for (name, (annex, isi, column)) in cells(dokumen, berkas, Jenis::LampiranTarget) {
        let Some((_, (tabel, other, target))) = measured.iter().find(|(known, _)| *known == name) else { continue };
        let (agreed, used) = (isi.bacaan(column), other.bacaan(*target));
        let (Some(agreed), Some(used)) = (agreed.angka(), used.angka()) else {
            hasil.skipped();
            continue;
        };
        if agreed.nilai == used.nilai {
            hasil.holds_on(|| vec![annex.tempat(isi, column), tabel.tempat(other, *target)]);
            continue;
        }
        let mut temuan = hasil.temuan(
            tabel.lokasi(other, *target),
            &[&tabel.tabel.judul, &name],
            format!(
                "Target dalam {} {}, sedangkan perjanjian kinerja memuat {}; perjanjian perubahan tidak ditemukan dalam dokumen ini.",
                tabel.nama(),
                show(used.nilai),
                show(agreed.nilai)
            ),
        );
        temuan.bukti =
            vec![tabel.bukti(other, *target, "target pengukuran"), annex.bukti(isi, column, "target perjanjian")];
        hasil.found(temuan);
    }
}
