//! The formula of capaian, set with its words and then with numbers.

use document::Equation;
use domain::calculation::{HasilIndikator, View};
use domain::formula::{Input, Terukur};
use domain::value::{Rasio, Target};

use crate::teks;

/// The formula of an indicator with its words, then with numbers: target and result of the period, or an invented
/// example where one of them is missing (then the second value is true). `None` where the formula is not known.
pub fn rumus_capaian(view: &View<'_>, hasil: &HasilIndikator<'_>) -> Option<(Equation, bool)> {
    let formula = hasil.formula?;
    let target = view.target_pembanding(hasil);
    let (target, result, invented) = match (target, hasil.realisasi.nilai()) {
        (Some(target), Some(result)) => (target.clone(), result.clone(), false),
        (target, result) => {
            let (example, measured) = example(formula.id);
            (target.cloned().unwrap_or(example), result.cloned().unwrap_or(measured), true)
        }
    };
    let input = Input { target: &target, realisasi: &result, skala: view.skala(hasil.indikator) };
    let computed = if invented { (formula.compute)(input) } else { view.capaian(hasil).clone() };
    let shown = computed.map_or_else(|why| why, |capaian| teks::percent(&capaian));
    let unit = &hasil.indikator.satuan;
    // Longer words first: "urutan predikat target" holds "target".
    let numbers = formula
        .rumus
        .replace("realisasi", &teks::measured(&result, unit, hasil.desimal()))
        .replace("target", &target.show(unit));
    let mut lines = vec![Equation::Row(vec![Equation::text("Capaian"), Equation::operator("="), set(formula.rumus)])];
    // A rule in words has no numbers to be put in.
    if formula.rumus.contains(" / ") {
        lines.push(Equation::Row(vec![Equation::operator("="), set(&numbers)]));
    }
    lines.push(Equation::Row(vec![Equation::operator("="), Equation::text(shown)]));
    Some((Equation::Lines(lines), invented))
}

/// A target and a result that show what a formula does.
fn example(formula: &str) -> (Target, Terukur) {
    let number = |value: i64| Terukur::Angka { nilai: Rasio::from(value), predikat: None };
    let target = |value: i64| Target::Angka { nilai: value.into(), predikat: None };
    match formula {
        "rentang" => (Target::Rentang { bawah: 80.into(), atas: 90.into() }, number(76)),
        "predikat" => {
            let grade = |text: &str| text.to_string();
            (Target::Predikat(grade("BB")), Terukur::Predikat(grade("B")))
        }
        _ => (target(80), number(76)),
    }
}

/// `a / b × 100 %` as a fraction; parentheses around a numerator are not needed then.
fn set(text: &str) -> Equation {
    let Some((above, rest)) = text.split_once(" / ") else { return Equation::text(text) };
    let (before, above) = match above.strip_prefix("100 % - ") {
        Some(above) => (Some("100 %"), above),
        None => (None, above),
    };
    let (below, times) = rest.split_once(" × ").map_or((rest, None), |(below, times)| (below, Some(times)));
    let above = above.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(above);
    let mut row = Vec::new();
    row.extend(before.into_iter().flat_map(|word| [Equation::text(word), Equation::operator("-")]));
    row.push(Equation::fraction(Equation::text(above), Equation::text(below)));
    row.extend(times.into_iter().flat_map(|word| [Equation::operator("×"), Equation::text(word)]));
    Equation::Row(row)
}

#[cfg(test)]
mod tests {
    use document::Equation;
    use domain::formula::FORMULAS;

    use super::set;

    #[test]
    fn every_formula_with_a_stroke_is_a_fraction() {
        for formula in FORMULAS.iter().filter(|formula| formula.rumus.contains(" / ")) {
            let Equation::Row(row) = set(formula.rumus) else { panic!("{}", formula.id) };
            let fractions = row.iter().filter(|piece| matches!(piece, Equation::Fraction(..))).count();
            assert_eq!(fractions, 1, "{}", formula.id);
            let plain = |piece: &Equation| matches!(piece, Equation::Text(text) if text.contains('/'));
            assert!(!row.iter().any(plain), "{}", formula.id);
        }
        assert_eq!(set("100 % di dalam rentang"), Equation::text("100 % di dalam rentang"));
    }
}
