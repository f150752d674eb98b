//! The result against the Renstra: this year's target and that of its last year.

use document::{Align, Cell, Row, RowKind};
use domain::formula::Sebab;
use domain::value::{Rasio, Target};

use crate::composer::Composer;
use crate::teks;

/// Progress of an indicator towards a target of the Renstra.
struct Progress<'a> {
    target: Option<&'a Target>,
    progress: Result<Rasio, Sebab>,
}

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let (view, hasil) = (composer.view, composer.hasil.clone());
    if hasil.is_empty() {
        composer.missing("indikator tahun ini belum diisi", "Isi tabel indikator.");
        return;
    }
    let year = view.periode.tahun();
    let last = hasil.iter().find_map(|hasil| view.target_akhir_renstra(&hasil.indikator.kode)).map(|(year, _)| year);
    if last.is_none() {
        composer.missing(
            "target akhir Renstra belum diisi",
            "Isi tabel target_renstra sampai tahun terakhir Renstra, dan tabel rencana_induk dengan masa Renstra.",
        );
    }
    let mut rows = Vec::new();
    let (mut reached, mut compared) = (0, 0);
    let mut reasons: Vec<String> = Vec::new();
    for hasil in &hasil {
        let indikator = hasil.indikator;
        let towards = |target: Option<&'_ Target>| view.capaian_against(indikator, target, &hasil.realisasi);
        let at = |target| Progress { target, progress: towards(target) };
        let now = at(view.target_renstra(&indikator.kode, year));
        let end = at(view.target_akhir_renstra(&indikator.kode).map(|(_, target)| target));
        match &end.progress {
            Ok(progress) => {
                compared += 1;
                reached += usize::from(*progress >= Rasio::from(1));
            }
            Err(why) => reasons.push(format!("{} karena {why}", indikator.kode)),
        }
        let mut cells = vec![
            Cell::text(format!("{} {}", indikator.kode, &*indikator.uraian)),
            Cell::text(teks::realisasi(hasil).unwrap_or_else(|_| "belum tersedia".to_string())),
        ];
        for progress in [now, end] {
            cells.push(Cell::text(progress.target.map_or("-".to_string(), |target| target.show(&indikator.satuan))));
            cells.push(teks::percent_cell(progress.progress.as_ref().ok()).aligned(Align::Center));
        }
        rows.push(Row { kind: RowKind::Body, cells });
    }
    let head = |text: &str| Cell::text(text);
    let last_head = last.map_or("Akhir Renstra".to_string(), |last| format!("Akhir Renstra ({last})"));
    composer.table_with_header(
        format!("Realisasi {} terhadap target Renstra", view.periode),
        &[
            (32, Align::Left),
            (16, Align::Center),
            (14, Align::Center),
            (13, Align::Center),
            (14, Align::Center),
            (13, Align::Center),
        ],
        vec![
            Row {
                kind: RowKind::Header,
                cells: vec![
                    head("Indikator Kinerja").over_rows(2),
                    head(&format!("Realisasi {}", view.periode.short())).over_rows(2),
                    head(&format!("Renstra Tahun {year}")).over_columns(2),
                    head(&last_head).over_columns(2),
                ],
            },
            Row { kind: RowKind::Header, cells: ["Target", "Kemajuan", "Target", "Kemajuan"].map(head).to_vec() },
        ],
        rows,
    );
    composer.small("Kemajuan dihitung dengan rumus capaian indikator masing-masing terhadap target Renstra itu.");
    if let Some(last) = last.filter(|_| compared > 0) {
        composer.body(format!(
            "Dari {} indikator yang dapat dibandingkan dengan target akhir Renstra Tahun {last}, {}.",
            teks::counted(compared),
            match reached {
                0 => "belum ada yang sudah mencapainya".to_string(),
                reached if reached == compared => "semuanya sudah mencapainya".to_string(),
                reached => format!(
                    "{} sudah mencapainya dan {} belum",
                    teks::counted(reached),
                    teks::counted(compared - reached)
                ),
            }
        ));
    }
    if !reasons.is_empty() {
        composer.body(format!("Kemajuan terhadap akhir Renstra tidak dihitung untuk {}.", teks::enumerate(&reasons)));
    }
}
