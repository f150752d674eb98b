//! Forms that are signed on their own: the agreement of the head of the office, those below it, the list of indicators,
//! the plan of action.

mod ikrar;
mod iku;
mod jabatan;
mod rencana;

use domain::calculation::{TahunKinerja, View};
use domain::problem::Rejection;
use domain::register::Perjanjian;
use domain::value::{Kode, Periode, Tanggal};

use crate::bagian::{perjanjian_kinerja, surat_pengantar};
use crate::bingkai::Bingkai;
use crate::composer::Composer;
use crate::kerangka::{BarisKerangka, Penomoran};
use crate::laporan::{Attachments, Options, Report, list_of_missing};

pub(crate) use ikrar::{Ikrar, titles};

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formulir {
    /// The agreement of the head of the office with the head of the region.
    Perjanjian,
    /// The agreement of the leader of a unit with the leader of the unit above.
    Jabatan(Kode),
    /// The list of indicators of the office.
    Iku,
    /// Targets and funds by quarter, of the office or of a unit.
    RencanaAksi(Option<Kode>),
}

/// Composes the agreement of a year that is in force on a day; without a day, the newest of the year. Refused where
/// none is recorded by then.
pub fn compose_perjanjian(
    year: &TahunKinerja,
    per_tanggal: Option<Tanggal>,
    attachments: &Attachments,
    options: Options,
) -> Result<Report, Rejection> {
    compose_formulir(year, &Formulir::Perjanjian, per_tanggal, attachments, options)
}

/// Composes a form as of a day; without a day, the end of the year. Refused where the agreement that it belongs to is
/// not recorded by then, or the unit is none that has an agreement.
pub fn compose_formulir(
    year: &TahunKinerja,
    formulir: &Formulir,
    per_tanggal: Option<Tanggal>,
    attachments: &Attachments,
    options: Options,
) -> Result<Report, Rejection> {
    let periode = Periode::Tahunan { tahun: year.tahun };
    let day = per_tanggal.or(options.per_tanggal).or_else(|| Tanggal::end_of_month(year.tahun, 12));
    let view = year.view(periode, day);
    let agreement = view.perjanjian().ok_or_else(|| none_in_force(year.tahun, day))?;
    let unit = match formulir {
        Formulir::Jabatan(kode) | Formulir::RencanaAksi(Some(kode)) => {
            Some(view.perjanjian_unit(kode).ok_or_else(|| no_such_unit(&view, kode))?)
        }
        Formulir::Perjanjian | Formulir::Iku | Formulir::RencanaAksi(None) => None,
    };
    let (bagian, dasar) = match formulir {
        Formulir::Perjanjian | Formulir::Jabatan(_) => ("perjanjian-kinerja", "PermenPANRB 53/2014 Lampiran I"),
        Formulir::Iku => ("tujuan-sasaran", "PermenPANRB 53/2014"),
        Formulir::RencanaAksi(_) => ("rencana-aksi", "PermenPANRB 88/2021"),
    };
    let line = BarisKerangka {
        kerangka: String::new(),
        bagian: bagian.to_string(),
        tingkat: 0,
        penomoran: Penomoran::Tanpa,
        judul: String::new(),
        wajib: true,
        dasar: dasar.to_string(),
    };
    let mut composer = Composer::new(view, attachments, !options.is_final);
    composer.section(&line, |composer| {
        surat_pengantar::letterhead(composer);
        match (formulir, &unit) {
            (Formulir::Jabatan(_), Some(unit)) => jabatan::compose(composer, agreement, unit),
            (Formulir::Iku, _) => iku::compose(composer, agreement),
            (Formulir::RencanaAksi(_), _) => rencana::compose(composer, agreement, unit.as_ref()),
            _ => perjanjian_kinerja::signed(composer),
        }
    });
    let (mut blocks, kekurangan) = composer.finish();
    if !options.is_final && !kekurangan.is_empty() {
        blocks.extend(list_of_missing(document::Block::PageBreak, &kekurangan));
    }
    let office = view.instansi().map_or("", |instansi| &instansi.nama);
    let of_unit = unit.as_ref().map(|unit| format!("{}, ", unit.sebutan())).unwrap_or_default();
    let (name, subject) = names(formulir, agreement, year.tahun);
    let date = agreement.tanggal;
    let bingkai = Bingkai {
        title: format!("{name} {of_unit}{office}"),
        subject: subject.clone(),
        keywords: [
            subject.trim_end_matches(char::is_numeric).trim_end_matches(" Tahun ").to_string(),
            year.tahun.to_string(),
        ],
        date: (date.year(), date.month(), date.day()),
    };
    Ok(Report { document: bingkai.around(&view, options, blocks), kekurangan })
}

/// The name of a form, and what it is about.
fn names(formulir: &Formulir, agreement: &Perjanjian, tahun: i32) -> (String, String) {
    match formulir {
        Formulir::Perjanjian | Formulir::Jabatan(_) => {
            (perjanjian_kinerja::name(agreement, tahun), format!("Perjanjian Kinerja Tahun {tahun}"))
        }
        Formulir::Iku => {
            let name = format!("Indikator Kinerja Utama Tahun {tahun}");
            (name.clone(), name)
        }
        Formulir::RencanaAksi(_) => {
            let name = format!("Rencana Aksi Tahun {tahun}");
            (name.clone(), name)
        }
    }
}

fn none_in_force(tahun: i32, day: Option<Tanggal>) -> Rejection {
    Rejection::single(
        "PRJ001",
        format!("perjanjian {tahun}"),
        format!("Perjanjian Kinerja Tahun {tahun} belum tercatat."),
        day.map_or("Tabel perjanjian kosong.".to_string(), |day| {
            format!("Tidak ada perjanjian yang ditandatangani sampai dengan {day}.")
        }),
        "Isi tabel perjanjian, perjanjian_target, dan perjanjian_anggaran.",
    )
}

fn no_such_unit(view: &View<'_>, kode: &Kode) -> Rejection {
    let known: Vec<String> = view.unit_berperjanjian().iter().map(|unit| unit.kode.to_string()).collect();
    Rejection::single(
        "PRJ002",
        format!("unit {kode}"),
        format!("Unit {kode} tidak mempunyai perjanjian dengan atasan di dalam kantor ini."),
        "Perjanjian di bawah kepala kantor dibuat untuk unit yang mempunyai unit di atasnya.".to_string(),
        if known.is_empty() {
            "Isi tabel unit lebih dahulu.".to_string()
        } else {
            format!("Pilih salah satu: {}.", known.join(", "))
        },
    )
}
