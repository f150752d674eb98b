//! The year quarter by quarter: result and capaian of each indicator at the end of every quarter so far.

use std::cmp::Ordering;

use document::{Align, Bar, BarChart, Cell, ListStyle, Picture, Row, RowKind};
use domain::calculation::{HasilIndikator, View};
use domain::formula::Terukur;
use domain::register::Indikator;
use domain::value::Triwulan;

use crate::composer::{Composer, Head};
use crate::teks;

/// An indicator at the ends of the quarters.
struct Course<'a> {
    indikator: &'a Indikator,
    quarters: Vec<(Triwulan, HasilIndikator<'a>)>,
}

pub(super) fn compose(composer: &mut Composer<'_>) {
    let courses = courses(composer);
    if courses.is_empty() {
        composer.missing("indikator tahun ini belum diisi", "Isi tabel indikator.");
        return;
    }
    table(composer, &courses);
    let items: Vec<String> = courses.iter().map(movement).collect();
    composer.lead("Perkembangan realisasi dari triwulan ke triwulan:");
    composer.list(ListStyle::Bullet, items);
    figure(composer, &courses);
}

fn courses<'a>(composer: &Composer<'a>) -> Vec<Course<'a>> {
    composer.view.indikator().into_iter().map(|indikator| course(composer.view, indikator)).collect()
}

fn course<'a>(view: View<'a>, indikator: &'a Indikator) -> Course<'a> {
    let quarters = Triwulan::ALL.into_iter().filter(|quarter| *quarter <= view.periode.triwulan());
    Course {
        indikator,
        quarters: quarters.map(|quarter| (quarter, view.at_quarter(quarter).hasil(indikator))).collect(),
    }
}

/// Target and result of one indicator at the end of every quarter up to the period, as the report draws them, with
/// the same in words. `None` where no quarter has a result that is a number.
pub fn gambar_triwulan<'a>(view: View<'a>, indikator: &'a Indikator) -> Option<(Picture, String)> {
    let course = course(view, indikator);
    course.quarters.iter().find_map(|(_, hasil)| number(hasil))?;
    Some((bars(&[&course], &indikator.satuan), movement(&course)))
}

fn table(composer: &mut Composer<'_>, courses: &[Course<'_>]) {
    let with_targets =
        courses.iter().any(|course| course.quarters.iter().any(|(_, hasil)| hasil.target_triwulan.is_some()));
    let mut heads: Vec<Head<'_>> = vec![(22, Align::Left, "Triwulan")];
    if with_targets {
        heads.push((19, Align::Center, "Target s.d. triwulan"));
    }
    heads.push((22, Align::Center, "Realisasi s.d. triwulan"));
    if with_targets {
        heads.push((18, Align::Center, "Capaian terhadap target triwulan"));
    }
    heads.push((19, Align::Center, "Capaian terhadap target setahun"));
    let mut rows = Vec::new();
    for course in courses {
        let name = format!("{} {}", course.indikator.kode, &*course.indikator.uraian);
        rows.push(Row {
            kind: RowKind::Group,
            cells: vec![Cell::text(name).over_columns(heads.len()).aligned(Align::Left)],
        });
        for (quarter, hasil) in &course.quarters {
            let mut cells = vec![Cell::text(format!("Triwulan {quarter}"))];
            if with_targets {
                let target = hasil.target_triwulan.map(|target| target.show(&hasil.indikator.satuan));
                cells.push(Cell::text(target.unwrap_or_else(|| "-".to_string())));
            }
            cells.push(Cell::text(teks::realisasi(hasil).unwrap_or_else(|_| "belum tersedia".to_string())));
            if with_targets {
                cells.push(teks::percent_cell(hasil.capaian_triwulan.as_ref().ok()).aligned(Align::Center));
            }
            cells.push(teks::percent_cell(hasil.capaian.as_ref().ok()).aligned(Align::Center));
            rows.push(Row { kind: RowKind::Body, cells });
        }
    }
    let periode = composer.view.periode;
    let caption = format!("Realisasi dan capaian per triwulan {} {}", composer.nama_instansi(), teks::until(periode));
    composer.table(caption, &heads, rows);
    composer.small("Tanda - berarti tidak ada target atau capaiannya belum dapat dihitung.");
}

/// The way of one indicator in words, every step with both values.
fn movement(course: &Course<'_>) -> String {
    let unit = match &*course.indikator.satuan {
        "%" | "predikat" => String::new(),
        unit => format!(" ({unit})"),
    };
    let mut text = format!("{}{unit}: ", course.indikator.kode);
    let mut before: Option<&Terukur> = None;
    let mut unknown = Vec::new();
    let mut steps: Vec<String> = Vec::new();
    let mut resting = false;
    for (quarter, hasil) in &course.quarters {
        let Some(value) = hasil.realisasi.nilai() else {
            unknown.push(quarter.to_string());
            continue;
        };
        let shown = teks::measured(value, &hasil.indikator.satuan, hasil.desimal());
        let order = before.and_then(|before| Some(value.nilai()?.cmp(before.nilai()?)));
        let rests = order == Some(Ordering::Equal);
        if let Some(step) = steps.last_mut().filter(|_| rests && resting) {
            *step = format!("tetap {shown} sampai dengan Triwulan {quarter}");
            continue;
        }
        resting = rests;
        steps.push(match (before, order) {
            (None, _) => format!("{shown} pada Triwulan {quarter}"),
            (_, Some(Ordering::Greater)) => format!("naik menjadi {shown} pada Triwulan {quarter}"),
            (_, Some(Ordering::Less)) => format!("turun menjadi {shown} pada Triwulan {quarter}"),
            (_, Some(Ordering::Equal)) => format!("tetap {shown} pada Triwulan {quarter}"),
            (_, None) => format!("kemudian {shown} pada Triwulan {quarter}"),
        });
        before = Some(value);
    }
    if steps.is_empty() {
        text.push_str("realisasi belum tersedia sampai dengan akhir periode ini.");
        return text;
    }
    text.push_str(&steps.join(", "));
    if !unknown.is_empty() {
        text.push_str(&format!("; realisasi Triwulan {} belum tersedia", teks::enumerate(&unknown)));
    }
    text.push('.');
    text
}

/// Target and result of the indicators in percent whose target is one number, as bars.
fn figure(composer: &mut Composer<'_>, courses: &[Course<'_>]) {
    let percentages: Vec<&Course<'_>> = courses
        .iter()
        .filter(|course| &*course.indikator.satuan == "%")
        .filter(|course| course.quarters.iter().any(|(_, hasil)| number(hasil).is_some() && target(hasil).is_some()))
        .collect();
    if percentages.is_empty() {
        return;
    }
    let codes: Vec<String> = percentages.iter().map(|course| course.indikator.kode.to_string()).collect();
    let codes = teks::enumerate(&codes);
    let alt: Vec<String> = percentages.iter().map(|course| movement(course)).collect();
    composer.figure(
        format!("Target dan realisasi {codes} per triwulan"),
        format!("Diagram batang realisasi per triwulan. {}", alt.join(" ")),
        bars(&percentages, "%"),
    );
}

fn bars(courses: &[&Course<'_>], unit: &str) -> Picture {
    let groups = courses.iter().flat_map(|course| {
        course.quarters.iter().map(|(quarter, hasil)| Bar {
            label: format!("{} TW {quarter}", course.indikator.kode),
            values: vec![target(hasil), number(hasil)],
        })
    });
    Picture::Bars(BarChart {
        series: vec!["Target".to_string(), "Realisasi".to_string()],
        unit: unit.to_string(),
        groups: groups.collect(),
    })
}

fn number(hasil: &HasilIndikator<'_>) -> Option<rust_decimal::Decimal> {
    hasil.realisasi.nilai().and_then(Terukur::nilai).and_then(|value| value.rounded(2))
}

/// The quarter's target, else the year's; a range has no bar.
fn target(hasil: &HasilIndikator<'_>) -> Option<rust_decimal::Decimal> {
    let target = hasil.target_triwulan.or(hasil.target.map(|(target, _)| target))?;
    target.nilai().and_then(|value| value.rounded(2))
}
