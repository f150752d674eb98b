//! A percentage or an amount beside the name of a village, in a sentence below the table of villages.

use super::tks503_jumlah::below;
use super::tks503_nama::other_time;
use crate::angka::Angka;
use crate::dokumen::{Dokumen, Isi, Peran, TabelDikenal, normal};
use crate::kalimat::Kalimat;
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in &dokumen.tabel {
        let Some(desa) = tabel.column(Peran::Desa) else { continue };
        let near = dokumen.ucapan.iter().filter(|kalimat| below(dokumen, kalimat, tabel));
        for kalimat in near.filter(|kalimat| !other_time(dokumen, kalimat)) {
            for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
                let name = isi.sel(desa).map(|cell| normal(&cell.teks)).unwrap_or_default();
                if let Some((from, at, said)) = figure(kalimat, &name) {
                    judge(kalimat, tabel, (isi, &name), (from, at, &said), hasil);
                }
            }
        }
    }
}

/// "Desa Sidorejo sebesar 90,00 %": the name, words of filling, a percentage; the tokens of the first word and the
/// number.
fn figure(kalimat: &Kalimat<'_>, name: &str) -> Option<(usize, usize, Angka)> {
    const FILLING: [&str; 9] =
        ["sebesar", "dengan", "yaitu", "mencapai", "realisasi", "persentase", "capaian", "(", "sebanyak"];
    let phrase = format!("desa {name}");
    let from = kalimat.find(&phrase)?;
    let mut at = from + phrase.split(' ').count();
    while FILLING.contains(&kalimat.kata(at)) {
        at += 1;
    }
    Some((from, at, kalimat.persen(at)?))
}

fn judge(
    kalimat: &Kalimat<'_>,
    tabel: &TabelDikenal<'_>,
    (isi, name): (&Isi<'_>, &str),
    (from, at, said): (usize, usize, &Angka),
    hasil: &mut Hasil,
) {
    let shares = [Peran::Persen, Peran::Capaian].into_iter().flat_map(|role| tabel.columns(role));
    let cells: Vec<(usize, &Angka)> = shares.filter_map(|column| Some((column, isi.bacaan(column).angka()?))).collect();
    let [(column, written)] = cells.as_slice() else {
        hasil.skipped();
        return;
    };
    if said.agrees(written) {
        hasil.holds_on(|| vec![tabel.tempat(isi, *column)]);
        return;
    }
    let mut temuan = hasil.temuan(
        kalimat.lokasi(from, at + 1),
        &[&tabel.tabel.judul, name, "persen"],
        format!(
            "Kalimat menyebut {}% untuk {}, sedangkan {} memuat {}.",
            said.mentah,
            tabel.kunci(isi),
            tabel.nama(),
            written.mentah
        ),
    );
    (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
    temuan.seharusnya = vec![written.mentah.clone()];
    temuan.bukti = vec![kalimat.bukti(from, at + 1, "kalimat"), tabel.bukti(isi, *column, "tabel")];
    hasil.found(temuan);
}
