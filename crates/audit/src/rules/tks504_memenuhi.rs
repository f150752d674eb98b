//! "Has met the target" against results below 100 %.

use rust_decimal::Decimal;

use super::Rule;
use super::tks505_gerak::by_year;
use crate::angka::show;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS504",
    judul: "Pernyataan berhasil, sedangkan capaian di bawah 100%",
    tingkat: Tingkat::Peringatan,
    dasar: "tabel capaian kinerja",
    halaman: include_str!("tks504_memenuhi.md"),
    opsional: false,
    check,
};

/// Ways to say that the target was met.
const BERHASIL: [&str; 14] = [
    "memenuhi target",
    "mencapai target",
    "melampaui target",
    "melebihi target",
    "sesuai target",
    "sesuai dengan target",
    "sudah memenuhi semua target",
    "target tercapai",
    "target telah tercapai",
    "target sudah tercapai",
    "tercapai seluruhnya",
    "tercapai semua",
    "tercapai 100 %",
    "sesuai dengan yang ditargetkan",
];
/// Words that make the sentence one about the office's performance as a whole.
const PERIHAL: [&str; 8] = ["kinerja", "indikator", "sasaran", "capaian", "semua", "seluruh", "semuanya", "seluruhnya"];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for kalimat in &dokumen.ucapan {
        let Some((from, to)) = claim(kalimat) else { continue };
        let other = dokumen.profil(kalimat.berkas).tahun;
        let compares = kalimat.has(&["sebelumnya", "lalu", "semula"]);
        if compares || crate::kalimat::years(&kalimat.token).iter().any(|year| other.is_some_and(|own| year.isi > own))
        {
            continue;
        }
        let text = format!(" {} ", normal(kalimat.teks()));
        let all = results(dokumen, kalimat.berkas);
        let named: Vec<&Capaian<'_, '_>> =
            all.iter().filter(|one| !one.nama.is_empty() && text.contains(&format!(" {} ", one.nama))).collect();
        let about: Vec<&Capaian<'_, '_>> = if named.is_empty() { all.iter().collect() } else { named.clone() };
        if about.is_empty() {
            hasil.skipped();
            continue;
        }
        let below: Vec<&&Capaian<'_, '_>> = about.iter().filter(|one| one.nilai < Decimal::ONE_HUNDRED).collect();
        if below.is_empty() {
            hasil.holds();
            continue;
        }
        let listed: Vec<String> = below.iter().take(3).map(|one| format!("{}%", show(one.nilai))).collect();
        let written = kalimat.petikan(from, to);
        let mut temuan = hasil.temuan(
            kalimat.lokasi(from, to),
            &[kalimat.teks()],
            format!(
                "Kalimat menyatakan \"{written}\", sedangkan capaian {} dari {} indikator di bawah 100% ({}).",
                below.len(),
                about.len(),
                listed.join("; ")
            ),
        );
        if named.is_empty() {
            temuan.kepastian = Kepastian::Dugaan;
        }
        temuan.bukti = vec![kalimat.bukti(from, to, "kalimat")];
        temuan.bukti.extend(below.iter().take(3).map(|one| one.tabel.bukti(one.isi, one.kolom, "capaian")));
        hasil.found(temuan);
    }
}

/// The tokens that claim success, if the sentence does.
fn claim(kalimat: &Kalimat<'_>) -> Option<(usize, usize)> {
    if kalimat.has(&PERIHAL) {
        for phrase in BERHASIL {
            if let Some(at) = kalimat.find(phrase).filter(|at| kalimat.asserts(*at)) {
                let done = (at.saturating_sub(2)..at).find(|near| {
                    matches!(kalimat.kata(*near), "telah" | "sudah" | "berhasil" | "dapat" | "mampu" | "semuanya")
                });
                // "8 indikator telah mencapai target dan 1 belum" is no claim about all of them.
                let partly = kalimat.has(&["belum", "kecuali", "sebagian", "kurang"])
                    || (at.saturating_sub(8)..at).any(|near| {
                        kalimat
                            .token
                            .get(near)
                            .is_some_and(|token| token.jenis == Bagian::Angka && token.teks.len() < 4)
                    });
                if partly {
                    continue;
                }
                let says_done = phrase.contains("tercapai") || done.is_some();
                if says_done {
                    return Some((done.unwrap_or(at), at + phrase.split(' ').count() - 1));
                }
            }
        }
    }
    // "semua program dan kegiatan ... mendukung keberhasilan"
    let all = (0..kalimat.token.len()).find(|at| {
        matches!(kalimat.kata(*at), "semua" | "seluruh") && matches!(kalimat.kata(at + 1), "program" | "kegiatan")
    })?;
    let verb = (all..kalimat.token.len()).find(|at| matches!(kalimat.kata(*at), "mendukung" | "menunjang"))?;
    (kalimat.kata(verb + 1) == "keberhasilan" && kalimat.asserts(all) && kalimat.asserts(verb))
        .then_some((all, verb + 1))
}

/// An indicator's capaian.
pub(super) struct Capaian<'t, 'n> {
    pub(super) tabel: &'t TabelDikenal<'n>,
    pub(super) isi: &'t Isi<'n>,
    pub(super) kolom: usize,
    nama: String,
    pub(super) nilai: Decimal,
}

/// Results of the indicators, rows of averages left out.
pub(super) fn results<'d, 'n>(dokumen: &'d Dokumen<'n>, berkas: usize) -> Vec<Capaian<'d, 'n>> {
    let mut found: Vec<Capaian<'d, 'n>> = Vec::new();
    // A table with targets of the quarter and of the year has no year in its heads; one that compares years has.
    let beside = dokumen.of(Jenis::Perbandingan).filter(|tabel| by_year(tabel, Peran::RealisasiKinerja).is_empty());
    for tabel in dokumen.of(Jenis::Capaian).chain(beside).filter(|tabel| tabel.berkas == berkas) {
        // Of several (against the quarter's target, against the year's) the first is the nearest.
        let capaian = tabel.columns(Peran::Capaian).first().copied();
        let (Some(kolom), Some(indikator)) = (capaian, tabel.column(Peran::Indikator)) else { continue };
        for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
            let nama = isi.sel(indikator).map(|cell| normal(&cell.teks)).unwrap_or_default();
            let known = found.iter().any(|known| known.nama == nama);
            if let (Some(angka), false) = (isi.bacaan(kolom).angka(), known || nama.is_empty()) {
                found.push(Capaian { tabel, isi, kolom, nama, nilai: angka.nilai });
            }
        }
    }
    found
}
