//! Amounts of rupiah and the absorption: of the whole office, or of a programme, kegiatan or sub kegiatan that the
//! sentence names.

use domain::calculation::BarisAnggaran;
use domain::value::{Rasio, Rupiah};
use rust_decimal::Decimal;

use super::angka::Tertulis;
use super::indikator::{is_figure, is_percent};
use super::kalimat::Isi;
use super::konteks::Kalimat;
use super::{Hasil, Temuan};
use crate::teks;

/// What an amount is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kunci {
    Pagu,
    Realisasi,
    Sisa,
    Serapan,
}

/// Words that make an amount one of a part of the budget. Without a name that is known it is then not compared.
const BAGIAN: &[&str] = &[
    "program",
    "kegiatan",
    "subkegiatan",
    "belanja",
    "gaji",
    "honor",
    "honorarium",
    "pengadaan",
    "dana",
    "hibah",
    "bantuan",
    "swadaya",
    "apbdes",
    "add",
    "dd",
    "dau",
    "dak",
    "per",
    "setiap",
    "tiap",
    "masing-masing",
    "seksi",
    "pendapatan",
    "pajak",
    "pbb",
    "retribusi",
    "sebagian",
    "tambahan",
    "penambahan",
    "pengurangan",
    "selisih",
    "bertambah",
    "berkurang",
    "naik",
    "turun",
    "kabupaten",
    "provinsi",
    "nasional",
];

pub(super) fn find(kalimat: &Kalimat<'_, '_>) -> Vec<Temuan> {
    let parts = (0..kalimat.tokens.len()).any(|at| {
        kalimat.kata(at).is_some_and(|kata| BAGIAN.contains(&kata))
            && !before_a_name(kalimat, at)
            && !place(kalimat, at)
    });
    if kalimat.other_period() || !kalimat.other_years().is_empty() || (parts && kalimat.anggaran.is_empty()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut keys: Vec<Kunci> = Vec::new();
    for at in 0..kalimat.tokens.len() {
        let Some(amount) = amount(kalimat, at).or_else(|| percent(kalimat, at)) else { continue };
        let Some(kunci) = key(kalimat, &amount, &keys) else { continue };
        if amount.unit.is_some() == (kunci == Kunci::Serapan) {
            continue;
        }
        keys.push(kunci);
        if !kalimat.vague(amount.first) {
            found.extend(compare(kalimat, &amount, kunci));
        }
    }
    found
}

/// "Program Pemberdayaan ...": the word belongs to the name after it.
fn before_a_name(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    kalimat.anggaran.iter().any(|sebutan| (at + 1..=at + 2).contains(&sebutan.awal))
}

/// "Kecamatan Pronojiwo Kabupaten Lumajang": the name of the place, not the budget of the kabupaten.
fn place(kalimat: &Kalimat<'_, '_>, at: usize) -> bool {
    let office = &kalimat.composer.acuan.kantor;
    kalimat.kata(at) == Some("kabupaten")
        && kalimat.before(at).and_then(|token| token.kata()).is_some_and(|kata| office.iter().any(|word| word == kata))
}

/// A written amount or percentage.
struct Jumlah {
    first: usize,
    start: usize,
    end: usize,
    written: Tertulis,
    /// Rupiah per written unit; `None` for a percentage.
    unit: Option<Rasio>,
}

fn amount(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Jumlah> {
    let token = kalimat.token(at)?;
    let mut first = at;
    if kalimat.before(first).is_some_and(|before| before.is('.')) {
        first -= 1;
    }
    let has_sign = kalimat.before(first).is_some_and(|before| before.any(&["rp"]));
    first = if has_sign { first - 1 } else { at };
    let scale = match kalimat.token(at + 1).and_then(|next| next.kata()) {
        Some("ribu") => Some(1_000_i64),
        Some("juta") => Some(1_000_000),
        Some("miliar" | "milyar") => Some(1_000_000_000),
        Some("triliun") => Some(1_000_000_000_000),
        _ => None,
    };
    let mut last = at + usize::from(scale.is_some());
    if kalimat.token(last + 1).is_some_and(|next| next.any(&["rupiah"])) {
        last += 1;
    } else if !has_sign {
        return None;
    }
    let written = match scale {
        Some(_) => Tertulis::read(token.angka()?)?,
        None => Tertulis::read_grouped(token.angka()?)?,
    };
    let start = kalimat.token(first)?.rentang.start;
    let unit = Rasio::from(Decimal::from(scale.unwrap_or(1)));
    Some(Jumlah { first, start, end: kalimat.token(last)?.rentang.end, written, unit: Some(unit) })
}

fn percent(kalimat: &Kalimat<'_, '_>, at: usize) -> Option<Jumlah> {
    let token = kalimat.token(at)?;
    let written = Tertulis::read(token.angka()?).filter(|_| is_percent(kalimat, at))?;
    let after = kalimat.token(at + 2).is_some_and(|next| next.any(&["poin"]));
    (!after).then_some(Jumlah {
        first: at,
        start: token.rentang.start,
        end: kalimat.token(at + 1)?.rentang.end,
        written,
        unit: None,
    })
}

/// The word for the amount that stands before it, with nothing unknown in between.
fn key(kalimat: &Kalimat<'_, '_>, amount: &Jumlah, earlier: &[Kunci]) -> Option<Kunci> {
    let percent = amount.unit.is_none();
    let mut only_or = true;
    for back in (0..amount.first).rev() {
        let token = kalimat.token(back)?;
        let figure = (token.angka().is_some() && kalimat.year(back).is_none() && !kalimat.named(back))
            || matches!(&token.isi, Isi::Sisipan(id) if is_figure(id))
            || token.any(&["rp", "rupiah", "juta", "miliar", "milyar", "ribu"]);
        if figure {
            let ratio = percent && only_or && back + 1 < amount.first && earlier.contains(&Kunci::Realisasi);
            return ratio.then_some(Kunci::Serapan);
        }
        let previous = back.checked_sub(1).and_then(|at| kalimat.kata(at));
        match (kalimat.kata(back), previous) {
            (Some("anggaran" | "pagu" | "dana" | "keuangan"), Some("sisa")) => return Some(Kunci::Sisa),
            (Some("sisa" | "tersisa" | "sisanya"), _) => return Some(Kunci::Sisa),
            (Some("anggaran" | "keuangan"), Some("realisasi")) => {
                return Some(if percent { Kunci::Serapan } else { Kunci::Realisasi });
            }
            (Some("serapan" | "penyerapan" | "terserap" | "serapannya"), _) => {
                return Some(if percent { Kunci::Serapan } else { Kunci::Realisasi });
            }
            (Some("anggaran"), Some("serapan" | "penyerapan" | "pagu" | "total" | "jumlah")) => {}
            (Some("pagu" | "pagunya"), _) => return Some(Kunci::Pagu),
            (Some("realisasi" | "terealisasi" | "realisasinya"), _) => {
                let budget = !percent && (kalimat.has(&["anggaran", "pagu"]) || !kalimat.anggaran.is_empty());
                return budget.then_some(Kunci::Realisasi);
            }
            (Some("anggaran"), _) => return (!percent).then_some(Kunci::Pagu),
            _ if !kalimat.filler(back) => return None,
            _ => {}
        }
        only_or &= token.any(&["atau", "yaitu", "yakni", "sebesar", "setara"])
            || token.is('(')
            || token.is(',')
            || token.is('.');
    }
    None
}

fn compare(kalimat: &Kalimat<'_, '_>, amount: &Jumlah, kunci: Kunci) -> Option<Temuan> {
    let budget = &kalimat.composer.anggaran;
    let codes = kalimat.about(&kalimat.anggaran, amount.first);
    if codes.is_none() && !kalimat.anggaran.is_empty() {
        return None;
    }
    let lines: Vec<&BarisAnggaran> = match &codes {
        Some(codes) => budget.baris.iter().filter(|line| codes.iter().any(|code| line.kode.as_str() == code)).collect(),
        None => budget.jumlah.iter().collect(),
    };
    let shown = |line: &BarisAnggaran| match kunci {
        Kunci::Pagu => line.pagu.map(teks::rupiah),
        Kunci::Realisasi => line.realisasi.map(teks::rupiah),
        Kunci::Sisa => line.sisa().map(teks::rupiah),
        Kunci::Serapan if codes.is_none() => kalimat.composer.view.serapan(budget).as_ref().map(teks::percent),
        Kunci::Serapan => line.serapan().as_ref().map(teks::percent),
    };
    let nilai = lines.iter().find_map(|line| shown(line))?;
    let agrees = match &amount.unit {
        Some(unit) => {
            let mut values: Vec<Rupiah> = lines
                .iter()
                .filter_map(|line| match kunci {
                    Kunci::Pagu => line.pagu,
                    Kunci::Realisasi => line.realisasi,
                    _ => line.sisa(),
                })
                .collect();
            if kunci == Kunci::Pagu {
                values.extend(other_totals(kalimat, codes.as_deref()));
            }
            let agrees = |value: &Rupiah| {
                Rasio::of(&Rasio::from(value.decimal()), unit).is_some_and(|value| amount.written.agrees(&value))
            };
            values.iter().any(agrees)
        }
        None => lines.iter().any(|line| {
            let on_cash = line.kas.and_then(|kas| line.realisasi?.over(kas));
            [line.serapan(), on_cash].into_iter().flatten().any(|value| amount.written.agrees(&value.percent()))
        }),
    };
    let name = match kunci {
        Kunci::Pagu => "pagu",
        Kunci::Realisasi => "realisasi anggaran",
        Kunci::Sisa => "sisa anggaran",
        Kunci::Serapan => "serapan",
    };
    let id = match &codes {
        Some(codes) => format!("{name} {}", codes.first()?),
        None => name.to_string(),
    };
    let hasil = if agrees { Hasil::Sama } else { Hasil::Berbeda };
    Some(Temuan { rentang: amount.start..amount.end, id, nilai, hasil })
}

/// Amounts that are also called pagu or anggaran: of other stages, and of the agreement as signed.
fn other_totals(kalimat: &Kalimat<'_, '_>, codes: Option<&[String]>) -> Vec<Rupiah> {
    let register = kalimat.composer.view.register();
    let belongs = |code: &str| {
        codes.is_none_or(|codes| codes.iter().any(|known| code == known || code.starts_with(&format!("{known}."))))
    };
    let stages = register.dasar_pagu.iter().map(|dasar| {
        let rows =
            register.pagu.iter().filter(|row| row.tahap == dasar.tahap && row.berlaku_sejak == dasar.berlaku_sejak);
        rows.filter(|row| belongs(row.sub_kegiatan.as_str())).map(|row| row.jumlah).sum()
    });
    let agreements = register.perjanjian.iter().map(|perjanjian| {
        let rows = register.perjanjian_anggaran.iter().filter(|row| row.versi == perjanjian.versi);
        rows.filter(|row| belongs(row.program.as_str())).map(|row| row.jumlah).sum()
    });
    stages.chain(agreements).collect()
}
