//! The performance agreement alone, as a document to be signed.

use domain::calculation::TahunKinerja;
use domain::problem::Rejection;
use domain::value::{Periode, Tanggal};

use crate::bagian::{perjanjian_kinerja, surat_pengantar};
use crate::bingkai::Bingkai;
use crate::composer::Composer;
use crate::kerangka::{BarisKerangka, Penomoran};
use crate::laporan::{Attachments, Options, Report, list_of_missing};

/// Composes the agreement of a year that is in force on a day; without a day, the newest of the year. Refused where
/// none is recorded by then.
pub fn compose_perjanjian(
    year: &TahunKinerja,
    per_tanggal: Option<Tanggal>,
    attachments: &Attachments,
    options: Options,
) -> Result<Report, Rejection> {
    let periode = Periode::Tahunan { tahun: year.tahun };
    let day = per_tanggal.or(options.per_tanggal).or_else(|| Tanggal::end_of_month(year.tahun, 12));
    let view = year.view(periode, day);
    let agreement = view.perjanjian().ok_or_else(|| {
        Rejection::single(
            "PRJ001",
            format!("perjanjian {}", year.tahun),
            format!("Perjanjian Kinerja Tahun {} belum tercatat.", year.tahun),
            day.map_or("Tabel perjanjian kosong.".to_string(), |day| {
                format!("Tidak ada perjanjian yang ditandatangani sampai dengan {day}.")
            }),
            "Isi tabel perjanjian, perjanjian_target, dan perjanjian_anggaran.",
        )
    })?;
    let line = BarisKerangka {
        kerangka: String::new(),
        bagian: "perjanjian-kinerja".to_string(),
        tingkat: 0,
        penomoran: Penomoran::Tanpa,
        judul: String::new(),
        wajib: true,
        dasar: "PermenPANRB 53/2014 Lampiran I".to_string(),
    };
    let mut composer = Composer::new(view, attachments, !options.is_final);
    composer.section(&line, |composer| {
        surat_pengantar::letterhead(composer);
        perjanjian_kinerja::signed(composer);
    });
    let (mut blocks, kekurangan) = composer.finish();
    if !options.is_final && !kekurangan.is_empty() {
        blocks.extend(list_of_missing(document::Block::PageBreak, &kekurangan));
    }
    let office = view.instansi().map_or("", |instansi| &instansi.nama);
    let date = agreement.tanggal;
    let bingkai = Bingkai {
        title: format!("{} {office}", perjanjian_kinerja::name(agreement, year.tahun)),
        subject: format!("Perjanjian Kinerja Tahun {}", year.tahun),
        keywords: ["Perjanjian Kinerja".to_string(), year.tahun.to_string()],
        date: (date.year(), date.month(), date.day()),
    };
    Ok(Report { document: bingkai.around(&view, options, blocks), kekurangan })
}
