//! Which change a problem belongs to.

use std::collections::BTreeMap;

use domain::problem::{Place, Problem, Problems, Severity};
use domain::register::Register;

use super::MasalahSel;
use super::gabung::Rencana;

impl From<Problem> for MasalahSel {
    fn from(masalah: Problem) -> Self {
        Self { indeks: None, kolom: None, masalah }
    }
}

impl Rencana {
    /// The problem with the change and column whose place it names.
    fn of_place(&self, masalah: Problem) -> MasalahSel {
        match self.tempat.get(&masalah.place.0) {
            Some((indeks, kolom)) => MasalahSel { indeks: Some(*indeks), kolom: kolom.clone(), masalah },
            None => MasalahSel { indeks: self.that_took_away(&masalah), kolom: None, masalah },
        }
    }

    /// The change that removed or renamed the code which a row elsewhere names.
    fn that_took_away(&self, masalah: &Problem) -> Option<usize> {
        let took = self.kunci.iter().find(|(_, (_, before, after))| {
            let code = before.as_ref().and_then(|key| key.first());
            code.is_some_and(|code| {
                Some(code) != after.as_ref().and_then(|key| key.first())
                    && masalah.what.contains(&format!("\"{code}\""))
            })
        });
        took.map(|(indeks, _)| *indeks)
    }

    /// The problem with the change whose row it describes, in the words of the store or of the validation: the
    /// change of that table of which most key columns are named. `None` where no change is.
    pub fn of_row(&self, masalah: &Problem) -> Option<MasalahSel> {
        let text = masalah.place.0.strip_prefix("tabel ").unwrap_or(&masalah.place.0);
        let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
        let table_name = words.next()?;
        let words: Vec<&str> = words.collect();
        let triwulan = words.iter().position(|word| *word == "triwulan").and_then(|at| words.get(at + 1));
        let says = |part: &str| {
            let roman = domain::value::Triwulan::ALL.iter().find(|t| t.number().to_string() == part);
            words.contains(&part) || roman.is_some_and(|roman| triwulan == Some(&roman.roman()))
        };
        let score = |key: &Vec<String>| {
            let first = key.iter().find(|part| !part.is_empty());
            let first_named = first.is_some_and(|part| part.split_whitespace().all(says));
            first_named.then(|| key.iter().filter(|part| part.split_whitespace().all(says)).count())
        };
        let scored = self.kunci.iter().filter(|(_, (table, ..))| table.name == table_name);
        let scored = scored.filter_map(|(indeks, (_, before, after))| {
            let best = [after, before].into_iter().flatten().filter_map(score).max()?;
            Some((best, std::cmp::Reverse(*indeks)))
        });
        let (_, std::cmp::Reverse(indeks)) = scored.max()?;
        let kolom = self.kunci.get(&indeks).and_then(|(table, ..)| {
            let (_, name) = masalah.place.0.rsplit_once(", kolom ")?;
            table.columns.iter().find(|column| column.name == name).map(|column| column.name.to_string())
        });
        Some(MasalahSel { indeks: Some(indeks), kolom, masalah: masalah.clone() })
    }
}

/// Reads all rows. With problems the register is not whole.
pub(super) fn baca(rencana: &Rencana) -> (Register, Vec<MasalahSel>) {
    let mut problems = Problems::default();
    let register = Register::read(&rencana.raw, &mut problems);
    (register, problems.0.into_iter().map(|problem| rencana.of_place(problem)).collect())
}

/// What contradicts itself after the changes and did not before. An error that stood there before may have other
/// figures in its text now; it is the same by its code and place.
pub(super) fn baru(tahun: i32, before: &Register, after: &Register, rencana: &Rencana) -> Vec<MasalahSel> {
    let mut old: BTreeMap<(&'static str, Place), usize> = BTreeMap::new();
    let mut known = Vec::new();
    for problem in domain::validation::validate(tahun, before).0 {
        match problem.severity {
            Severity::Error => *old.entry((problem.code, problem.place)).or_default() += 1,
            Severity::Warning => known.push(problem),
        }
    }
    let mut found = domain::validation::validate(tahun, after).0;
    found.retain(|problem| match problem.severity {
        Severity::Warning => !known.contains(problem),
        Severity::Error => match old.get_mut(&(problem.code, problem.place.clone())) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        },
    });
    found.into_iter().map(|problem| rencana.of_row(&problem).unwrap_or_else(|| problem.into())).collect()
}
