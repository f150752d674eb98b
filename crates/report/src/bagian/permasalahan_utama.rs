//! Main problems: SWOT by factor, then the strategic issues.

use document::ListStyle;
use domain::register::FaktorSwot;
use domain::value::Naskah;

use crate::composer::Composer;
use crate::urutan::letter;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let register = composer.view.register();
    let mut issues: Vec<_> = register.isu_strategis.iter().collect();
    issues.sort_by_key(|row| row.urut);
    if register.swot.is_empty() && issues.is_empty() {
        composer.missing("permasalahan utama belum diisi", "Isi tabel swot, isu_strategis, atau keduanya.");
        return;
    }
    let mut number = 0;
    if !register.swot.is_empty() {
        number += 1;
        composer.heading(1, Some(format!("{number}.")), "Analisis SWOT");
        swot(composer);
    }
    if !issues.is_empty() {
        number += 1;
        composer.heading(1, Some(format!("{number}.")), "Isu Strategis");
        let lead = format!("Isu strategis yang dihadapi {}:", composer.nama_instansi());
        composer.lead(lead);
        composer.list(ListStyle::Decimal, issues.iter().map(|row| one_line(&row.uraian)));
    }
}

fn swot(composer: &mut Composer<'_>) {
    let lead = format!(
        "Kekuatan dan kelemahan di dalam serta peluang dan ancaman dari luar {} adalah sebagai berikut.",
        composer.nama_instansi()
    );
    composer.body(lead);
    let mut number = 0;
    for faktor in FaktorSwot::ALL {
        let mut rows: Vec<_> = composer.view.register().swot.iter().filter(|row| row.faktor == *faktor).collect();
        rows.sort_by_key(|row| row.urut);
        if rows.is_empty() {
            continue;
        }
        number += 1;
        composer.heading(2, Some(format!("{}.", letter(number))), factor(*faktor));
        composer.list(ListStyle::Decimal, rows.iter().map(|row| one_line(&row.uraian)));
    }
}

fn factor(faktor: FaktorSwot) -> &'static str {
    match faktor {
        FaktorSwot::Kekuatan => "Faktor Kekuatan (Strengths)",
        FaktorSwot::Kelemahan => "Faktor Kelemahan (Weaknesses)",
        FaktorSwot::Peluang => "Faktor Peluang (Opportunities)",
        FaktorSwot::Ancaman => "Faktor Ancaman (Threats)",
    }
}

fn one_line(text: &Naskah) -> String {
    text.paragraphs().join(" ")
}
