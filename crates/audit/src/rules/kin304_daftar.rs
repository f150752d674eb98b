//! A ratio, and the result of an indicator, against the ticks of the list that they are taken from.

use reader::Blok;
use rust_decimal::Decimal;

use super::Rule;
use super::bersama::is_tick;
use super::kin303_rumus::chains;
use super::kinerja::{indikator, kunci, realisasi, ukuran};
use crate::angka::{Selang, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal, pendek};
use crate::persamaan::rounded;
use crate::temuan::{Bukti, Hasil, JenisSaran, Kepastian, Saran, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "KIN304",
    judul: "Rasio pada rumus tidak sama dengan banyaknya tanda pada daftar",
    tingkat: Tingkat::Kesalahan,
    dasar: "daftar yang mendahului rumus itu",
    halaman: include_str!("kin304_daftar.md"),
    opsional: false,
    check: ratio,
};

/// The result of the indicator that the list is named after.
pub(super) const RESULT: Rule = Rule {
    kode: "KIN305",
    judul: "Realisasi indikator tidak sama dengan hasil daftarnya",
    tingkat: Tingkat::Peringatan,
    dasar: "daftar yang judulnya menyebut indikator itu",
    halaman: include_str!("kin305_realisasi.md"),
    opsional: false,
    check: result,
};

/// A list of ticks with its counts.
struct Daftar<'t, 'n> {
    tabel: &'t TabelDikenal<'n>,
    /// Its column for yes, and the one for no.
    kolom: (usize, Option<usize>),
    ya: u32,
    semua: u32,
    /// The rows that are not ticked as done.
    sisa: Vec<&'t Isi<'n>>,
}

/// The lists of a document: by columns for yes and no, else one for each column of ticks.
fn lists<'t, 'n>(dokumen: &'t Dokumen<'n>) -> Vec<Daftar<'t, 'n>> {
    let mut found = Vec::new();
    for tabel in dokumen.of(Jenis::Centang) {
        let columns = match (tabel.column(Peran::Ya), tabel.column(Peran::Tidak)) {
            (Some(ya), Some(tidak)) => vec![(ya, Some(tidak))],
            _ => tabel.tick_columns().into_iter().map(|ya| (ya, None)).collect(),
        };
        found.extend(columns.into_iter().filter_map(|(ya, tidak)| list(tabel, ya, tidak)));
    }
    found
}

fn list<'t, 'n>(tabel: &'t TabelDikenal<'n>, ya: usize, tidak: Option<usize>) -> Option<Daftar<'t, 'n>> {
    let ticked = |isi: &Isi<'_>, column: usize| isi.sel(column).is_some_and(|cell| is_tick(&cell.teks));
    let mut daftar = Daftar { tabel, kolom: (ya, tidak), ya: 0, semua: 0, sisa: Vec::new() };
    let mut clear = true;
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let numbered = isi.sel(0).is_some_and(|cell| {
            let text = cell.teks.trim().trim_end_matches('.');
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        });
        // Without a column for no, a numbered item without a tick is one that is not done.
        let no = tidak.map_or(numbered && !ticked(isi, ya), |tidak| ticked(isi, tidak));
        match (ticked(isi, ya), no) {
            (true, false) => (daftar.ya, daftar.semua) = (daftar.ya + 1, daftar.semua + 1),
            (false, true) => {
                daftar.semua += 1;
                daftar.sisa.push(isi);
            }
            (true, true) => clear = false,
            // A numbered row without a tick is not known.
            (false, false) => clear &= !numbered,
        }
    }
    (clear && daftar.semua >= 2).then_some(daftar)
}

impl Daftar<'_, '_> {
    /// The rows that are not done, as proof.
    fn bukti(&self) -> Vec<Bukti> {
        let column = self.kolom.1.unwrap_or(self.kolom.0);
        let rows = self.sisa.iter().take(12);
        rows.map(|isi| {
            let mut bukti = self.tabel.bukti(isi, column, "belum");
            bukti.mentah = pendek(&self.tabel.kunci(isi), 60);
            bukti
        })
        .collect()
    }

    /// True where a text says what its column for yes is headed with.
    fn is_named(&self, text: &str) -> bool {
        let head = self.tabel.kepala.get(self.kolom.0).map(|head| normal(head)).unwrap_or_default();
        !head.is_empty() && normal(text).contains(&head)
    }

    fn persen(&self) -> Option<Decimal> {
        (Decimal::from(self.ya) * Decimal::ONE_HUNDRED).checked_div(Decimal::from(self.semua))
    }
}

fn ratio(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let lists = lists(dokumen);
    for chain in chains(dokumen) {
        for side in &chain {
            let Some((over, under)) = crate::rumus::fraction(&side.teks) else { continue };
            // The list nearest before the formula, with as many rows as the formula divides by; of several columns the
            // one that the formula names, or whose count it has.
            let before = |list: &&Daftar<'_, '_>| {
                list.tabel.berkas == side.lokasi.berkas
                    && dokumen.blok_of(list.tabel) < side.blok
                    && near(dokumen, list.tabel, side.blok)
            };
            let Some(nearest) = lists.iter().rfind(before).map(|list| list.tabel) else { continue };
            let own: Vec<_> = lists.iter().filter(|list| std::ptr::eq(list.tabel, nearest)).collect();
            let list = match own.as_slice() {
                [one] => Some(*one),
                many => {
                    let named = |list: &&&Daftar<'_, '_>| chain.iter().any(|side| list.is_named(&side.teks));
                    many.iter().find(named).or_else(|| many.iter().find(|list| list.ya == over)).copied()
                }
            };
            let Some(list) = list.filter(|list| list.semua == under) else { continue };
            if list.ya == over {
                hasil.holds();
                continue;
            }
            let Some(persen) = list.persen() else { continue };
            let mut temuan = hasil.temuan(
                side.lokasi.clone(),
                &[&list.tabel.tabel.judul, &side.teks],
                format!(
                    "Rumus memakai {over} dari {under}, sedangkan pada {} ada {} dari {} yang ditandai terlaksana.",
                    list.tabel.nama(),
                    list.ya,
                    list.semua
                ),
            );
            let right = format!("{}/{}", list.ya, list.semua);
            temuan.hitungan = Some(format!("{right} x 100% = {}%", show(rounded(persen, 2))));
            temuan.selisih = Some(over.abs_diff(list.ya).to_string());
            temuan.bukti = list.bukti();
            temuan.saran = vec![Saran {
                jenis: JenisSaran::Angka,
                dari: format!("{over}/{under}"),
                ke: right.clone(),
                aman: false,
            }];
            temuan.seharusnya = vec![right];
            if side.prosa {
                temuan.kepastian = Kepastian::Dugaan;
            }
            hasil.found(temuan);
        }
    }
}

/// No heading of the two highest levels stands between a table and a block.
fn near(dokumen: &Dokumen<'_>, tabel: &TabelDikenal<'_>, blok: usize) -> bool {
    let from = dokumen.blok_of(tabel);
    let blocks = dokumen.naskah.get(tabel.berkas).map_or(&[][..], |file| &file.blok);
    let between = blocks.get(from..blok).unwrap_or_default();
    !between.iter().any(|block| matches!(block, Blok::Judul { tingkat, .. } if *tingkat <= 2))
}

fn result(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for list in lists(dokumen) {
        let title = kunci(&list.tabel.tabel.judul);
        let Some(persen) = list.persen().filter(|_| title.len() >= 15) else { continue };
        let alone = list.kolom.1.is_some();
        for tabel in dokumen.of(Jenis::Capaian).filter(|tabel| tabel.berkas == list.tabel.berkas) {
            let Some(names) = indikator(tabel) else { continue };
            for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
                let name = isi.sel(names).map(|cell| cell.teks.trim()).unwrap_or_default();
                let share = ["persentase", "prosentase"].iter().any(|word| normal(name).starts_with(word));
                let [column] = realisasi(tabel).try_into().unwrap_or([usize::MAX]);
                let written = isi.sel(column).and_then(|cell| ukuran(&cell.teks));
                let (true, true, Some(written)) =
                    (share && (alone || list.is_named(name)), kunci(name).contains(&title), written)
                else {
                    continue;
                };
                if Selang::rounded(written.nilai, written.desimal).meets(&Selang::exact(persen)) {
                    hasil.holds_on(|| vec![tabel.tempat(isi, column)]);
                    continue;
                }
                let shown = format!("{}%", show(rounded(persen, written.desimal.max(2))));
                let mut temuan = hasil.temuan(
                    tabel.lokasi(isi, column),
                    &[&tabel.tabel.judul, name],
                    format!(
                        "Realisasi \"{}\" tertulis {}, sedangkan {} dari {} yang ditandai pada {} adalah {shown}.",
                        pendek(name, 100),
                        written.mentah,
                        list.ya,
                        list.semua,
                        list.tabel.nama()
                    ),
                );
                temuan.kepastian = Kepastian::Dugaan;
                temuan.hitungan = Some(format!("{}/{} x 100% = {shown}", list.ya, list.semua));
                temuan.bukti = vec![tabel.bukti(isi, column, "realisasi")];
                temuan.bukti.extend(formula(dokumen, &list));
                temuan.seharusnya = vec![shown];
                hasil.found(temuan);
            }
        }
    }
}

/// The formula that was made from a list.
fn formula(dokumen: &Dokumen<'_>, list: &Daftar<'_, '_>) -> Option<Bukti> {
    let after = dokumen.blok_of(list.tabel);
    let sides = chains(dokumen).into_iter().flatten();
    let side = sides.into_iter().find(|side| {
        let under = crate::rumus::fraction(&side.teks).map(|(_, under)| under);
        side.lokasi.berkas == list.tabel.berkas && side.blok > after && under == Some(list.semua)
    })?;
    Some(Bukti { mentah: side.teks, lokasi: side.lokasi, nilai: None, peran: "rumus".to_string() })
}
