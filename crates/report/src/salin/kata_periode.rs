//! Words for the period as insertions: "Triwulan II Tahun 2024", "TW II", "Tahun 2024".

use domain::value::Periode;

/// The text with the words for `from` as insertions, and what was replaced. Years of regulations and of plans stay, and
/// so do quarters where the other period is a whole year.
pub(super) fn replaced(text: &str, from: Periode, to: Periode, changes: &mut Vec<(String, String)>) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut written: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let opened = word.trim_start_matches(['(', '"', '“']);
        let opening = word.get(..word.len() - opened.len()).unwrap_or_default();
        let here: Vec<&str> = std::iter::once(opened).chain(words.iter().skip(at + 1).take(3).copied()).collect();
        let before = at.checked_sub(2).and_then(|at| words.get(at)).copied().unwrap_or_default();
        let Some((length, new)) = insertion(&here, before, from, to) else {
            written.push((*word).to_string());
            at += 1;
            continue;
        };
        changes.push((here.get(..length).unwrap_or_default().join(" "), new.clone()));
        written.push(format!("{opening}{new}"));
        at += length;
    }
    written.join(" ")
}

/// How many of the words are words for the period, and what stands for them. `before` is the word two places earlier.
fn insertion(words: &[&str], before: &str, from: Periode, to: Periode) -> Option<(usize, String)> {
    let year = from.tahun().to_string();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let core = |at: usize| {
        let end = word(at).find(|character: char| !character.is_alphanumeric()).unwrap_or(word(at).len());
        word(at).split_at_checked(end).unwrap_or_default()
    };
    let is = |at: usize, text: &str| word(at).eq_ignore_ascii_case(text);
    let is_year = |at: usize| core(at).0 == year && !core(at).1.starts_with(['-', '–', '/']);
    let quarter = match from {
        Periode::Triwulan { triwulan, .. } => (is(0, "triwulan") || is(0, "tw")) && core(1).0 == triwulan.roman(),
        Periode::Tahunan { .. } => false,
    };
    if quarter && core(1).1.is_empty() && is(2, "tahun") && is_year(3) {
        return Some((4, format!("{{{{periode}}}}{}", core(3).1)));
    }
    if quarter && matches!(to, Periode::Triwulan { .. }) {
        return Some((2, format!("{} {{{{triwulan}}}}{}", word(0), core(1).1)));
    }
    let regulation = ["nomor", "no", "no."].contains(&before.to_lowercase().as_str());
    if is(0, "tahun") && is_year(1) && !regulation {
        return Some((2, format!("{} {{{{tahun}}}}{}", word(0), core(1).1)));
    }
    (is(0, "tahun") && is(1, "anggaran") && is_year(2))
        .then(|| (3, format!("{} {} {{{{tahun}}}}{}", word(0), word(1), core(2).1)))
}
