//! Programmes that a sentence names whole, with an amount beside the word for it.

use rust_decimal::Decimal;

use crate::angka::{self, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

/// Shorter names occur in sentences about other things.
const KATA_TERPENDEK: usize = 4;

pub(super) fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let text = format!(" {} ", normal(kalimat.teks()));
        if other_time(dokumen, kalimat) {
            continue;
        }
        budget(dokumen, kalimat, &text, hasil);
    }
}

/// Sentences that speak of other years, or compare.
pub(super) fn other_time(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>) -> bool {
    let own = dokumen.profil(kalimat.berkas).tahun;
    let other = crate::kalimat::years(&kalimat.token).iter().any(|found| Some(found.isi) != own);
    other || kalimat.has(&["sebelumnya", "lalu", "dibanding", "dibandingkan", "perbandingan", "semula"])
}

/// Rows whose name occurs whole in a sentence; the longest name alone, since it may hold shorter ones.
pub(super) fn named<'d, 'n>(
    dokumen: &'d Dokumen<'n>,
    kalimat: &Kalimat<'n>,
    text: &str,
    jenis: Jenis,
    peran: Peran,
) -> Vec<(&'d TabelDikenal<'n>, &'d Isi<'n>, String)> {
    let mut found = Vec::new();
    for tabel in dokumen.of(jenis).filter(|tabel| tabel.berkas == kalimat.berkas) {
        let Some(column) = tabel.column(peran) else { continue };
        for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
            let name = isi.sel(column).map(|cell| normal(&cell.teks)).unwrap_or_default();
            if name.split(' ').count() >= KATA_TERPENDEK && text.contains(&format!(" {name} ")) {
                found.push((tabel, isi, name));
            }
        }
    }
    let longest = found.iter().map(|(.., name)| name.len()).max().unwrap_or_default();
    found.retain(|(.., name)| name.len() == longest);
    found
}

fn budget(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, text: &str, hasil: &mut Hasil) {
    if !kalimat.has(&["rp"]) {
        return;
    }
    let rows = named(dokumen, kalimat, text, Jenis::Anggaran, Peran::Uraian);
    for (peran, from, at, said) in amounts(kalimat) {
        let cells: Vec<(&TabelDikenal<'_>, &Isi<'_>, usize)> = rows
            .iter()
            .filter_map(|(tabel, isi, _)| {
                let column = tabel.column(peran)?;
                isi.bacaan(column).amount().map(|_| (*tabel, *isi, column))
            })
            .collect();
        let value = |(_, isi, column): &(&TabelDikenal<'_>, &Isi<'_>, usize)| isi.bacaan(*column).amount();
        let Some(first) = cells.first() else { continue };
        if cells.iter().any(|cell| value(cell) == Some(said)) {
            hasil.holds_on(|| match cells.as_slice() {
                [(tabel, isi, column)] => vec![tabel.tempat(isi, *column)],
                _ => Vec::new(),
            });
            continue;
        }
        let (tabel, isi, column) = first;
        let written = value(first).map(show).unwrap_or_default();
        let mut temuan = hasil.temuan(
            kalimat.lokasi(from, at),
            &[&tabel.tabel.judul, &tabel.kunci(isi), &format!("{peran:?}")],
            format!(
                "Kalimat menyebut Rp {} untuk {}, sedangkan {} memuat {written}.",
                show(said),
                tabel.kunci(isi),
                tabel.nama()
            ),
        );
        // The sentence may speak of another pagu of the same programme.
        (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
        temuan.seharusnya = vec![written];
        temuan.bukti = vec![kalimat.bukti(from, at, "kalimat"), tabel.bukti(isi, *column, "tabel")];
        hasil.found(temuan);
    }
}

/// An amount of a sentence: what it is, the token that says so, its own token, its value.
pub(super) type Jumlah = (Peran, usize, usize, Decimal);

/// Amounts with the nearest word before them that says what they are.
pub(super) fn amounts(kalimat: &Kalimat<'_>) -> Vec<Jumlah> {
    let mut found = Vec::new();
    let mut last: Option<(Peran, usize)> = None;
    for at in 0..kalimat.token.len() {
        let word = kalimat.kata(at);
        let before = at.checked_sub(1).map_or("", |before| kalimat.kata(before));
        let role = match word {
            "alokasi" | "dianggarkan" | "baku" | "ketetapan" => Some(Peran::Pagu),
            "pagu" | "anggaran" if !matches!(before, "realisasi" | "sisa" | "penyerapan" | "serapan") => {
                Some(Peran::Pagu)
            }
            "realisasi" | "terealisasi" | "terserap" | "penyerapan" | "serapan" => Some(Peran::Realisasi),
            "sisa" => Some(Peran::Sisa),
            _ => None,
        };
        if let Some(role) = role {
            last = Some((role, at));
        }
        let number = at + 1 + usize::from(kalimat.kata(at + 1) == ".");
        let figure = kalimat.token.get(number).filter(|token| word == "rp" && token.jenis == Bagian::Angka);
        if let Some(((role, from), figure)) = figure.and_then(|figure| Some((last.take()?, figure)))
            && let Some(value) = angka::read(&figure.teks).angka()
        {
            found.push((role, from, number, value.nilai));
        }
    }
    found
}
