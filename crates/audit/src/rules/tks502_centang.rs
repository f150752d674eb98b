//! Counts in a sentence and the ticks of the table before it.

use super::Rule;
use super::bersama::is_tick;
use crate::dokumen::{Dokumen, Isi, Jenis, Peran, TabelDikenal, normal};
use crate::kalimat::{Jenis as Bagian, Kalimat};
use crate::temuan::{Hasil, Kepastian, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "TKS502",
    judul: "Jumlah dalam kalimat berbeda dari daftar",
    tingkat: Tingkat::Kesalahan,
    dasar: "hitungan tanda pada daftar",
    halaman: include_str!("tks502_centang.md"),
    opsional: false,
    check,
};

/// Items under one title, or from number 1 on.
#[derive(Default)]
struct Kelompok<'t, 'n> {
    semua: usize,
    /// Items with a tick for yes.
    ya: usize,
    /// Items with a tick for no.
    tidak: Vec<&'t Isi<'n>>,
    /// Words of its items, for what the sentence calls them.
    kata: String,
}

/// What a count in a sentence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hal {
    Semua,
    Ya,
    Tidak,
}

struct Klaim {
    hal: Hal,
    nilai: usize,
    nama: String,
    /// The verb that it belongs to; empty for a total.
    kerja: String,
    dari: usize,
    sampai: usize,
}

/// A column of ticks for yes, and the one for no if there is one.
#[derive(Clone, Copy)]
struct Kolom {
    ya: usize,
    tidak: Option<usize>,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    villages(dokumen, hasil);
    for tabel in &dokumen.tabel {
        let columns = columns(tabel);
        if columns.is_empty() {
            continue;
        }
        let near = near(dokumen, tabel);
        for (index, column) in columns.iter().enumerate() {
            let groups = groups(tabel, *column);
            for kalimat in &near {
                let mut claims = claims(kalimat);
                claims.retain(|claim| match claim.hal {
                    Hal::Semua => true,
                    _ => columns.len() == 1 || fits(tabel, *column, &claim.kerja),
                });
                sentence(tabel, *column, &groups, (kalimat, &claims, index == 0), hasil);
            }
        }
    }
}

/// "Dari 7 desa, 5 tepat waktu" after a list of villages with ticks.
fn villages(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for tabel in dokumen.of(Jenis::DokumenDesa) {
        let (Some(ya), Some(tidak)) = (tabel.column(Peran::Ya), tabel.column(Peran::Tidak)) else { continue };
        let rows = || tabel.isi.iter().filter(|isi| !isi.jumlah);
        let ticked = |column: usize| rows().filter(move |isi| isi.sel(column).is_some_and(|cell| is_tick(&cell.teks)));
        let head = normal(tabel.kepala.get(ya).map_or("", String::as_str));
        for kalimat in near(dokumen, tabel) {
            let Some((all, done, from, to)) = of_villages(kalimat).filter(|_| head.contains("tepat")) else { continue };
            let (count, yes) = (rows().count(), ticked(ya).count());
            if all != count || done == yes {
                if all == count {
                    hasil.holds();
                }
                continue;
            }
            let mut temuan = hasil.temuan(
                kalimat.lokasi(from, to),
                &[&tabel.tabel.judul, "desa"],
                format!(
                    "Kalimat menyebut {done} dari {all} desa tepat waktu, sedangkan {} menandai {yes}.",
                    tabel.nama()
                ),
            );
            temuan.seharusnya = vec![yes.to_string()];
            temuan.selisih = Some(done.abs_diff(yes).to_string());
            temuan.bukti = vec![kalimat.bukti(from, to, "kalimat")];
            temuan
                .bukti
                .extend(ticked(tidak).map(|isi| tabel.bukti(isi, tidak, format!("tidak ({})", tabel.kunci(isi)))));
            hasil.found(temuan);
        }
    }
}

/// The counts of "dari 7 (tujuh) desa, 5 (lima) tepat waktu", with the first and the last token.
fn of_villages(kalimat: &Kalimat<'_>) -> Option<(usize, usize, usize, usize)> {
    let number = |at: usize| {
        let token = kalimat.token.get(at).filter(|token| token.jenis == Bagian::Angka)?;
        token.teks.parse::<usize>().ok()
    };
    // Past the number and its words in brackets.
    let after = |at: usize| match kalimat.kata(at + 1) {
        "(" => (at + 1..kalimat.token.len()).find(|near| kalimat.kata(*near) == ")").map_or(at + 1, |near| near + 1),
        _ => at + 1,
    };
    let from = (0..kalimat.token.len()).find(|at| kalimat.kata(*at) == "dari")?;
    let all = number(from + 1)?;
    let unit = after(from + 1);
    (kalimat.kata(unit) == "desa").then_some(())?;
    let at = unit + 1 + usize::from(kalimat.kata(unit + 1) == ",");
    let (done, last) = (number(at)?, after(at));
    // "5 (lima) desa menyampaikan APBDes tepat waktu".
    const NEAR: usize = 7;
    let punctual = (last..last + NEAR).find(|near| kalimat.find_at("tepat waktu", *near))?;
    let other = |near: usize| {
        matches!(kalimat.kata(near), "tidak" | "belum" | "kurang" | "," | "sedangkan" | "dan")
            || kalimat.token.get(near).is_some_and(|token| token.jenis == Bagian::Angka)
    };
    (!(last..punctual).any(other)).then_some((all, done, from, punctual + 1))
}

/// Columns of ticks: yes and no by their heads, else every column that holds nothing but ticks.
fn columns(tabel: &TabelDikenal<'_>) -> Vec<Kolom> {
    if let (Jenis::Centang, Some(ya), Some(tidak)) = (tabel.jenis, tabel.column(Peran::Ya), tabel.column(Peran::Tidak))
    {
        return vec![Kolom { ya, tidak: Some(tidak) }];
    }
    if tabel.jenis != Jenis::Centang || tabel.column(Peran::Nomor).is_none() {
        return Vec::new();
    }
    tabel.tick_columns().into_iter().map(|ya| Kolom { ya, tidak: None }).collect()
}

/// True where a verb is what a column's head says, or means the same.
fn fits(tabel: &TabelDikenal<'_>, column: Kolom, kerja: &str) -> bool {
    let head = normal(tabel.kepala.get(column.ya).map_or("", String::as_str));
    let done =
        |word: &str| matches!(word, "tercapai" | "terlaksana" | "terealisasi" | "dilaksanakan" | "terselesaikan");
    head.split(' ').any(|word| word == kerja || done(word) && done(kerja))
}

fn groups<'t, 'n>(tabel: &'t TabelDikenal<'n>, column: Kolom) -> Vec<Kelompok<'t, 'n>> {
    let number = tabel.column(Peran::Nomor);
    let mut groups: Vec<Kelompok<'t, 'n>> = Vec::new();
    let mut fresh = true;
    for isi in tabel.isi.iter().filter(|isi| !isi.jumlah) {
        let text = |column: usize| isi.sel(column).map_or("", |cell| cell.teks.trim());
        let ticked = |column: usize| !matches!(text(column), "" | "-");
        let counted = number.is_some_and(|column| text(column).starts_with(|c: char| c.is_ascii_digit()));
        let yes = ticked(column.ya);
        // Without a column for no, a numbered item without a tick is one that is not done.
        let no = match column.tidak {
            Some(tidak) => ticked(tidak),
            None => counted && !yes,
        };
        if !yes && !no {
            fresh |= isi.baris.sel.iter().filter(|cell| !cell.teks.trim().is_empty()).count() == 1;
            continue;
        }
        let restarts = number.is_some_and(|column| text(column).trim_end_matches('.') == "1");
        if fresh || restarts || groups.is_empty() {
            groups.push(Kelompok::default());
            fresh = false;
        }
        if let Some(group) = groups.last_mut() {
            group.semua += 1;
            group.ya += usize::from(yes && !no);
            if no {
                group.tidak.push(isi);
            }
            group.kata.push_str(&normal(&tabel.kunci(isi)));
            group.kata.push(' ');
        }
    }
    groups
}

/// Sentences between the table and the next one, and those that name its number.
fn near<'d, 'n>(dokumen: &'d Dokumen<'n>, tabel: &TabelDikenal<'n>) -> Vec<&'d Kalimat<'n>> {
    let block = dokumen.blok_of(tabel);
    let next = dokumen
        .tabel
        .iter()
        .filter(|other| other.berkas == tabel.berkas)
        .map(|other| dokumen.blok_of(other))
        .filter(|other| *other > block)
        .min()
        .unwrap_or(usize::MAX);
    let until = next.min(block.saturating_add(5));
    let number = tabel.tabel.nomor.as_ref().map(|number| number.to_lowercase());
    let own = dokumen.ucapan.iter().filter(|kalimat| kalimat.berkas == tabel.berkas);
    own.filter(|kalimat| {
        let named = number.as_ref().is_some_and(|number| kalimat.find(number).is_some());
        (kalimat.blok > block && kalimat.blok < until) || named
    })
    .collect()
}

fn sentence(
    tabel: &TabelDikenal<'_>,
    column: Kolom,
    groups: &[Kelompok<'_, '_>],
    (kalimat, claims, first): (&Kalimat<'_>, &[Klaim], bool),
    hasil: &mut Hasil,
) {
    let of = |hal: Hal| claims.iter().filter(|claim| claim.hal == hal).collect::<Vec<&Klaim>>();
    let totals = of(Hal::Semua);
    // The sentence is about this table where the totals are those of its groups, one by one; of several, one may slip.
    let differing = totals.iter().zip(groups).filter(|(claim, group)| claim.nilai != group.semua).count();
    let surely = totals.len() == groups.len() && differing <= usize::from(groups.len() > 2);
    if !totals.is_empty() && !surely && groups.len() > 1 {
        return;
    }
    for hal in [Hal::Semua, Hal::Ya, Hal::Tidak] {
        let claims = of(hal);
        if claims.len() != groups.len() || hal == Hal::Semua && !first {
            continue;
        }
        for (claim, group) in claims.into_iter().zip(groups) {
            let stem: String = claim.nama.chars().take(6).collect();
            let named = group.kata.contains(&stem) || normal(&tabel.tabel.judul).contains(&stem);
            let head = tabel.kepala.iter().any(|head| normal(head).contains(&stem));
            if !(surely || named || head) {
                continue;
            }
            let counted = match hal {
                Hal::Semua => group.semua,
                Hal::Ya => group.ya,
                Hal::Tidak => group.tidak.len(),
            };
            if counted == claim.nilai {
                hasil.holds();
            } else {
                found(tabel, column, group, kalimat, (claim, counted, surely), hasil);
            }
        }
    }
}

fn found(
    tabel: &TabelDikenal<'_>,
    column: Kolom,
    group: &Kelompok<'_, '_>,
    kalimat: &Kalimat<'_>,
    (claim, counted, surely): (&Klaim, usize, bool),
    hasil: &mut Hasil,
) {
    let head = |column: usize| tabel.kepala.get(column).map_or("", String::as_str);
    let no = column.tidak.map_or_else(|| format!("belum {}", head(column.ya)), |tidak| head(tidak).to_string());
    let what = match claim.hal {
        Hal::Semua => "memuat".to_string(),
        Hal::Ya => format!("menandai \"{}\" pada", head(column.ya)),
        Hal::Tidak => format!("menandai \"{no}\" pada"),
    };
    let mut temuan = hasil.temuan(
        kalimat.lokasi(claim.dari, claim.sampai),
        &[&tabel.tabel.judul, &claim.nama, &format!("{:?}", claim.hal)],
        format!(
            "Kalimat menyebut {} {}, sedangkan {} {what} {counted} dari {} baris.",
            claim.nilai,
            claim.nama,
            tabel.nama(),
            group.semua
        ),
    );
    if !surely {
        (temuan.tingkat, temuan.kepastian) = (Tingkat::Peringatan, Kepastian::Dugaan);
    }
    temuan.seharusnya = vec![counted.to_string()];
    temuan.selisih = Some(claim.nilai.abs_diff(counted).to_string());
    if claim.hal == Hal::Ya && !group.tidak.is_empty() {
        temuan.hitungan = Some(format!("{} - {} = {counted}", group.semua, group.tidak.len()));
    }
    temuan.bukti = vec![kalimat.bukti(claim.dari, claim.sampai, "kalimat")];
    temuan.bukti.extend(group.tidak.iter().map(|isi| {
        let name = tabel.kunci(isi);
        tabel.bukti(isi, column.tidak.unwrap_or(column.ya), format!("{no} ({name})"))
    }));
    hasil.found(temuan);
}

const SELESAI: [&str; 9] = [
    "tercapai",
    "terlaksana",
    "terealisasi",
    "dilaksanakan",
    "terselesaikan",
    "selesai",
    "terpenuhi",
    "ditindaklanjuti",
    "diselesaikan",
];

/// Counts with a noun. A count belongs to the verb right before it ("tercapai 28 jenis"), else to the verb after it
/// ("28 jenis telah tercapai"), else to what the list before it belonged to.
fn claims(kalimat: &Kalimat<'_>) -> Vec<Klaim> {
    let number = |at: usize| {
        let token = kalimat.token.get(at).filter(|token| token.jenis == Bagian::Angka)?;
        token.teks.parse::<usize>().ok().filter(|value| *value < 10_000 && token.teks.len() < 4)
    };
    let verb = |at: usize| SELESAI.contains(&kalimat.kata(at));
    let denied = |at: usize| (at.saturating_sub(2)..at).any(|near| matches!(kalimat.kata(near), "belum" | "tidak"));
    let of_verb = |at: usize| if denied(at) { Hal::Tidak } else { Hal::Ya };
    let mut found = Vec::new();
    let mut carried: Option<Hal> = None;
    let mut kerja = String::new();
    let mut at = 0;
    while at < kalimat.token.len() {
        if kalimat.kata(at) == "dari" {
            carried = Some(Hal::Semua);
            kerja.clear();
        }
        let Some(nilai) = number(at) else {
            at += 1;
            continue;
        };
        let mut after = at + 1;
        if kalimat.kata(after) == "(" {
            after = (after..kalimat.token.len()).find(|near| kalimat.kata(*near) == ")").unwrap_or(after) + 1;
        }
        let (nama, sampai) = noun(kalimat, after);
        let next = (after..kalimat.token.len()).find(|near| number(*near).is_some()).unwrap_or(kalimat.token.len());
        let before = (at.saturating_sub(2)..at).rev().find(|near| verb(*near));
        let later = (after..next).find(|near| verb(*near) && (near + 1..near + 3).all(|beyond| beyond < next));
        let hal = match (before, later) {
            (Some(before), _) => {
                carried = Some(of_verb(before));
                kerja = kalimat.kata(before).to_string();
                carried
            }
            (None, Some(later)) if carried != Some(Hal::Semua) || kalimat.kata(at - at.min(1)) == "," => {
                kerja = kalimat.kata(later).to_string();
                Some(of_verb(later))
            }
            _ => carried,
        };
        if let (Some(hal), false) = (hal, nama.is_empty()) {
            found.push(Klaim { hal, nilai, nama, kerja: kerja.clone(), dari: at, sampai });
        }
        at = after.max(at + 1);
    }
    found
}

/// What is counted, and its last token; units that no list of items has are left out.
fn noun(kalimat: &Kalimat<'_>, from: usize) -> (String, usize) {
    const OTHER: [&str; 14] = [
        "orang", "desa", "tahun", "bulan", "hari", "persen", "kali", "rupiah", "juta", "ribu", "miliar", "tw",
        "lembar", "dokumen",
    ];
    let start = from + usize::from(matches!(kalimat.kata(from), "jenis" | "buah" | "macam" | "item"));
    let word = kalimat.token.get(start).filter(|token| token.jenis == Bagian::Kata);
    match word.filter(|token| token.teks.len() > 3 && !OTHER.contains(&token.teks.as_str())) {
        Some(token) => (token.teks.clone(), start),
        None => (String::new(), start),
    }
}
