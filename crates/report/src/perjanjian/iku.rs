//! The list of indicators of the office, with what each means, how it is counted and where its data come from.

use document::{Align, Block, Cell, Inline, Row, RowKind, SignatureBlock};
use domain::register::{Indikator, JenisRencana, PeranKomponen, PeranPejabat, Perjanjian};

use super::titles;
use crate::bagian::perjanjian_kinerja::header;
use crate::composer::Composer;
use crate::tanda_tangan;

pub(super) fn compose(composer: &mut Composer<'_>, agreement: &Perjanjian) {
    let tahun = composer.view.year.tahun;
    titles(composer, &[format!("Indikator Kinerja Utama Tahun {tahun}"), composer.nama_instansi().to_string()]);
    let plans = composer.view.register().rencana_induk.iter();
    let decided =
        plans.filter(|plan| plan.jenis == JenisRencana::Iku && composer.in_force(plan.tahun_awal, plan.tahun_akhir));
    let decided: Vec<String> = decided
        .map(|plan| {
            let number = plan.nomor.as_ref().map(|number| format!(" {}", &**number)).unwrap_or_default();
            let date = plan.tanggal.map(|date| format!(" tanggal {date}")).unwrap_or_default();
            format!("Ditetapkan dengan {}{number}{date}.", &*plan.nama)
        })
        .collect();
    for sentence in decided {
        composer.body(sentence);
    }
    let indicators = composer.view.indikator();
    if indicators.is_empty() {
        composer.missing("indikator tahun ini belum diisi", "Isi tabel indikator.");
    }
    let owned: Vec<(&str, &Indikator)> = indicators.into_iter().map(|one| (composer.owner(one), one)).collect();
    let mut rows = Vec::new();
    let mut number = 0;
    for group in owned.chunk_by(|left, right| left.0 == right.0) {
        for (index, (owner, indicator)) in group.iter().enumerate() {
            number += 1;
            let mut cells = vec![Cell::text(number.to_string())];
            cells.extend((index == 0).then(|| Cell::text(*owner).over_rows(group.len())));
            cells.extend([Cell::text(&*indicator.uraian), Cell::text(&*indicator.satuan)]);
            cells.push(meaning(composer, indicator));
            cells.push(source(composer, indicator));
            rows.push(Row { kind: RowKind::Body, cells });
        }
    }
    let columns = [
        (6, Align::Center),
        (24, Align::Left),
        (25, Align::Left),
        (11, Align::Center),
        (36, Align::Left),
        (22, Align::Left),
    ];
    let heads = [
        "No.",
        "Tujuan/Sasaran",
        "Indikator Kinerja",
        "Satuan",
        "Penjelasan dan cara menghitung",
        "Sumber data dan penanggung jawab",
    ];
    composer.form_table("daftar-iku", &columns, header(&heads), rows);
    let day = format!("{}, {}", &*agreement.tempat, agreement.tanggal);
    signed(composer, agreement, day);
}

/// The head of the office as of the agreement, whose indicators these are.
pub(super) fn signed(composer: &mut Composer<'_>, agreement: &Perjanjian, day: String) {
    let Some(who) = composer.view.penanda_tangan(PeranPejabat::Kepala, Some(agreement.tanggal)) else {
        composer.missing(
            format!("kepala instansi pada {} tidak diketahui", agreement.tanggal),
            "Isi tabel pejabat dengan yang menjabat pada tanggal perjanjian.",
        );
        return;
    };
    let above = vec![day, tanda_tangan::in_capitals(&who.jabatan)];
    composer.push(Block::Signature(SignatureBlock { signatories: vec![tanda_tangan::signatory(who, above)] }));
}

/// What the indicator means, and its components as a fraction in one line.
fn meaning(composer: &mut Composer<'_>, indicator: &Indikator) -> Cell {
    let mut content = Vec::new();
    match &indicator.definisi {
        Some(text) => content.push(Inline::text(text.paragraphs().join(" "))),
        None => {
            let what = format!("penjelasan {} belum diisi", indicator.kode);
            content.push(composer.missing_inline(what, "Isi kolom definisi di tabel indikator."));
        }
    }
    let parts = composer.view.komponen(indicator);
    let of = |peran: PeranKomponen| -> Vec<String> {
        parts.iter().filter(|part| part.peran == peran).map(|part| part.uraian.to_string()).collect()
    };
    let (above, below) = (of(PeranKomponen::Pembilang), of(PeranKomponen::Penyebut));
    if !above.is_empty() {
        let mut text = format!("Rumus: {}", above.join(" + "));
        if !below.is_empty() {
            text.push_str(&format!(" dibagi {}", below.join(" + ")));
            if &*indicator.satuan == "%" {
                text.push_str(", dikali 100 %");
            }
        }
        content.extend([Inline::LineBreak, Inline::text(format!("{text}."))]);
    }
    Cell::inlines(content)
}

fn source(composer: &mut Composer<'_>, indicator: &Indikator) -> Cell {
    let mut content = vec![match &indicator.sumber_data {
        Some(source) => Inline::text(&**source),
        None => {
            let what = format!("sumber data {} belum diisi", indicator.kode);
            composer.missing_inline(what, "Isi kolom sumber_data di tabel indikator.")
        }
    }];
    let unit = indicator.penanggung_jawab.as_ref().and_then(|kode| composer.view.unit_name(kode));
    if let Some(unit) = unit {
        content.extend([Inline::LineBreak, Inline::text(format!("Penanggung jawab: {unit}"))]);
    }
    Cell::inlines(content)
}
