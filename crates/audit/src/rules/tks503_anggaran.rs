//! The whole budget and the mean of the indicators in sentences, against the rows of sums.

use rust_decimal::Decimal;

use super::bersama::{is_total, label};
use super::kinerja::tolok;
use super::tks503_jumlah::alike;
use super::tks503_nama::{amounts, named, other_time};
use crate::angka::{Angka, show};
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in dokumen.ucapan.iter().filter(|kalimat| !other_time(dokumen, kalimat)) {
        budget(dokumen, kalimat, hasil);
        mean(dokumen, kalimat, hasil);
    }
}

/// The rows of sums of the budget, and what they hold of a role.
fn totals<'d, 'n>(
    dokumen: &'d Dokumen<'n>,
    berkas: usize,
    peran: Peran,
) -> Vec<(&'d TabelDikenal<'n>, &'d Isi<'n>, usize)> {
    let mut found = Vec::new();
    let budget = |tabel: &&TabelDikenal<'_>| {
        tabel.berkas == berkas && tabel.column(Peran::Pagu).is_some() && tabel.column(Peran::Realisasi).is_some()
    };
    for tabel in dokumen.tabel.iter().filter(budget) {
        let Some(kolom) = tabel.column(peran) else { continue };
        found.extend(tabel.isi.iter().filter(|isi| is_total(isi)).map(|isi| (tabel, isi, kolom)));
    }
    found
}

/// Amounts of the whole budget, in a sentence that gives another one of them rightly or gets only digits wrong.
fn budget(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    let said = amounts(kalimat);
    if said.is_empty() {
        absorption(dokumen, kalimat, hasil);
        return;
    }
    let text = format!(" {} ", normal(kalimat.teks()));
    if !named(dokumen, kalimat, &text, Jenis::Anggaran, Peran::Uraian).is_empty() {
        return;
    }
    let right = |peran: Peran, value: Decimal| {
        let all = totals(dokumen, kalimat.berkas, peran);
        all.into_iter().any(|(_, isi, kolom)| isi.bacaan(kolom).amount() == Some(value))
    };
    for (peran, from, at, value) in &said {
        let all = totals(dokumen, kalimat.berkas, *peran);
        let Some((tabel, isi, kolom)) = all.first().copied() else { continue };
        let Some(written) = isi.bacaan(kolom).amount() else { continue };
        if right(*peran, *value) {
            hasil.holds_on(|| if all.len() == 1 { vec![tabel.tempat(isi, kolom)] } else { Vec::new() });
            continue;
        }
        let others = said.iter().any(|(other, .., amount)| other != peran && right(*other, *amount));
        let whole = !kalimat.has(&["program", "kegiatan", "belanja", "sub"]);
        if !(others && whole || alike(*value, written)) || stands_somewhere(dokumen, kalimat.berkas, *value) {
            hasil.skipped();
            continue;
        }
        let mut temuan = hasil.temuan(
            kalimat.lokasi(*from, *at),
            &[&tabel.tabel.judul, "jumlah", &format!("{peran:?}")],
            format!(
                "Kalimat menyebut Rp {}, sedangkan jumlah pada {} Rp {}.",
                show(*value),
                tabel.nama(),
                show(written)
            ),
        );
        temuan.tingkat = Tingkat::Peringatan;
        temuan.seharusnya = vec![show(written)];
        temuan.selisih = Some(show((*value - written).abs()));
        temuan.bukti = vec![kalimat.bukti(*from, *at, "kalimat"), tabel.bukti(isi, kolom, "jumlah")];
        hasil.found(temuan);
    }
}

/// Whether an amount stands in some cell of a file's tables: the sentence then speaks of that.
fn stands_somewhere(dokumen: &Dokumen<'_>, berkas: usize, value: Decimal) -> bool {
    let tables = dokumen.tabel.iter().filter(|tabel| tabel.berkas == berkas);
    tables
        .flat_map(|tabel| tabel.isi.iter().map(move |isi| (tabel, isi)))
        .any(|(tabel, isi)| (0..tabel.kepala.len()).any(|column| isi.bacaan(column).amount() == Some(value)))
}

/// "realisasi anggaran sebesar 94,32 %" of the whole office.
fn absorption(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    const SAID: [&str; 3] = ["realisasi anggaran", "penyerapan anggaran", "serapan anggaran"];
    if kalimat.has(&["program", "kegiatan", "sub", "belanja", "triwulan", "sasaran", "target", "kas", "indikator"]) {
        return;
    }
    let Some(from) = SAID.iter().find_map(|words| kalimat.find(words)) else { return };
    let Some((at, said)) = first_percent(kalimat, from + 2) else { return };
    let shares: Vec<(&TabelDikenal<'_>, &Isi<'_>, usize, Angka)> = totals(dokumen, kalimat.berkas, Peran::Persen)
        .into_iter()
        .filter_map(|(tabel, isi, kolom)| Some((tabel, isi, kolom, isi.bacaan(kolom).angka()?.clone())))
        .collect();
    compare(kalimat, (from, at), &said, &shares, "realisasi anggaran", hasil);
}

/// The percentage that follows within few words, if it is the first number there that is no year.
fn first_percent(kalimat: &Kalimat<'_>, from: usize) -> Option<(usize, Angka)> {
    const NEAR: usize = 12;
    let year = |at: usize| kalimat.kata(at).len() == 4 && matches!(kalimat.kata(at.saturating_sub(1)), "tahun" | "ta");
    let number = |at: &usize| kalimat.token.get(*at).is_some_and(|token| token.jenis == Bagian::Angka) && !year(*at);
    let at = (from..from + NEAR).find(number)?;
    Some((at, kalimat.persen(at)?))
}

/// "rata-rata capaian kinerja sebesar 103,21 %" against the rows of means.
fn mean(dokumen: &Dokumen<'_>, kalimat: &Kalimat<'_>, hasil: &mut Hasil) {
    const SAID: [&str; 5] = [
        "rata-rata capaian",
        "capaian rata-rata",
        "rata-rata persentase capaian",
        "rata - rata capaian",
        "capaian kinerja kecamatan",
    ];
    let Some(from) = SAID.iter().find_map(|words| kalimat.find(words)) else { return };
    if kalimat.has(&["sasaran", "program", "kegiatan", "triwulan", "tujuan"]) {
        return;
    }
    let Some((at, said)) = first_percent(kalimat, from + 2) else { return };
    let mut means = Vec::new();
    for tabel in dokumen.of(Jenis::Capaian).filter(|tabel| tabel.berkas == kalimat.berkas) {
        for kolom in tolok(tabel).into_iter().map(|tolok| tolok.capaian) {
            let rows = tabel.isi.iter().filter(|isi| isi.jumlah && label(isi).contains("rata"));
            means.extend(rows.filter_map(|isi| Some((tabel, isi, kolom, isi.bacaan(kolom).angka()?.clone()))));
        }
    }
    compare(kalimat, (from, at), &said, &means, "rata-rata capaian", hasil);
}

fn compare(
    kalimat: &Kalimat<'_>,
    (from, at): (usize, usize),
    said: &Angka,
    cells: &[(&TabelDikenal<'_>, &Isi<'_>, usize, Angka)],
    apa: &str,
    hasil: &mut Hasil,
) {
    let Some((tabel, isi, kolom, written)) = cells.first() else { return };
    if cells.iter().any(|(.., written)| said.agrees(written)) {
        hasil.holds_on(|| if cells.len() == 1 { vec![tabel.tempat(isi, *kolom)] } else { Vec::new() });
        return;
    }
    let mut temuan = hasil.temuan(
        kalimat.lokasi(from, at + 1),
        &[&tabel.tabel.judul, apa],
        format!("Kalimat menyebut {apa} {}%, sedangkan {} memuat {}.", said.mentah, tabel.nama(), written.mentah),
    );
    // The sentence may count other indicators or another part of the budget.
    (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
    temuan.seharusnya = vec![written.mentah.clone()];
    temuan.bukti = vec![kalimat.bukti(from, at + 1, "kalimat"), tabel.bukti(isi, *kolom, apa)];
    hasil.found(temuan);
}
