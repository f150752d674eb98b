//! The value of the LKE: each sub-component earns a share of its weight by its answer.

use super::View;
use crate::reference::{ArtiJawabanLke, ButirLke, Skala, TingkatLke, lke, lke_jawaban, skala};
use crate::register::{Penilai, PenilaianLke};
use crate::schema::Field;
use crate::value::Rasio;

/// A sub-component as it was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilaiSubKomponen<'a> {
    /// The sub-component.
    pub butir: &'static ButirLke,
    /// Its criteria, each with its answer.
    pub kriteria: Vec<(&'static ButirLke, Option<&'a PenilaianLke>)>,
    /// Its own row.
    pub penilaian: Option<&'a PenilaianLke>,
    /// The answer that counts: the one given, else what follows from the criteria; `None` while a criterion is open.
    pub jawaban: Option<&'static ArtiJawabanLke>,
    /// True where the answer follows from the criteria.
    pub dihitung: bool,
    /// Points earned.
    pub nilai: Option<Rasio>,
}

/// The whole LKE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilaiLke<'a> {
    /// Sub-components in order.
    pub sub_komponen: Vec<NilaiSubKomponen<'a>>,
    /// Points in all; `None` while a sub-component has no answer.
    pub nilai: Option<Rasio>,
    /// Predicate and words of the points.
    pub predikat: Option<(&'static str, &'static str)>,
}

impl<'a> View<'a> {
    /// The LKE as the office or the evaluator has answered it. A sub-component that is not answered is not zero: the
    /// whole is then not known.
    pub fn lke(&self, penilai: Penilai) -> NilaiLke<'a> {
        let rows: Vec<&PenilaianLke> =
            self.register().penilaian_lke.iter().filter(|row| row.penilai == penilai).collect();
        let row = |kode: &str| rows.iter().copied().find(|row| row.kode.as_str() == kode);
        let subs = lke().iter().filter(|butir| butir.tingkat == TingkatLke::SubKomponen);
        let sub_komponen: Vec<NilaiSubKomponen<'a>> = subs
            .map(|butir| {
                let below = format!("{}.", butir.kode);
                let kriteria: Vec<_> = lke()
                    .iter()
                    .filter(|other| other.tingkat == TingkatLke::Kriteria && other.kode.starts_with(&below))
                    .map(|other| (other, row(&other.kode)))
                    .collect();
                let penilaian = row(&butir.kode);
                let given = penilaian.and_then(|row| row.jawaban.as_ref()).and_then(|answer| meaning(&answer.write()));
                let jawaban = given.or_else(|| counted(&kriteria));
                let nilai = jawaban.zip(butir.bobot).and_then(|(answer, weight)| {
                    Rasio::of(&(&Rasio::from(weight) * &Rasio::from(answer.nilai)), &Rasio::from(100))
                });
                NilaiSubKomponen { butir, kriteria, penilaian, jawaban, dihitung: given.is_none(), nilai }
            })
            .collect();
        let nilai = sub_komponen.iter().try_fold(Rasio::zero(), |sum, sub| Some(&sum + sub.nilai.as_ref()?));
        let predikat = nilai.as_ref().and_then(|value| scale()?.classify(value));
        let predikat = predikat.map(|level| (level.predikat.as_str(), level.kategori.as_str()));
        NilaiLke { sub_komponen, nilai, predikat }
    }
}

fn scale() -> Option<&'static Skala> {
    skala("AKIP")
}

fn meaning(jawaban: &str) -> Option<&'static ArtiJawabanLke> {
    lke_jawaban().iter().find(|answer| answer.jawaban == jawaban)
}

/// What follows from the criteria: all met is BB (better needs a judgement), else by the share that is met.
fn counted(kriteria: &[(&'static ButirLke, Option<&PenilaianLke>)]) -> Option<&'static ArtiJawabanLke> {
    let answers: Option<Vec<bool>> = kriteria.iter().map(|(_, row)| row.and_then(|row| row.terpenuhi)).collect();
    let answers = answers.filter(|answers| !answers.is_empty())?;
    let met = answers.iter().filter(|met| **met).count();
    if met == answers.len() {
        return meaning("BB");
    }
    let count = |number: usize| i64::try_from(number).ok().map(Rasio::from);
    let share = Rasio::of(&count(met)?, &count(answers.len())?)?.percent();
    let fits = |answer: &&ArtiJawabanLke| answer.lebih_dari.as_ref().is_some_and(|bound| share > Rasio::from(bound));
    lke_jawaban().iter().find(fits).or_else(|| meaning("E"))
}

#[cfg(test)]
mod tests {
    use crate::calculation::TahunKinerja;
    use crate::reference::{TingkatLke, lke};
    use crate::register::{Penilai, PenilaianLke, Register};
    use crate::schema::Field;
    use crate::value::{Kode, Periode};

    fn year(answer: impl Fn(&str) -> Option<bool>) -> TahunKinerja {
        let rows = lke().iter().filter(|butir| butir.tingkat == TingkatLke::Kriteria).map(|butir| PenilaianLke {
            penilai: Penilai::Mandiri,
            kode: Kode::read(&butir.kode).unwrap(),
            terpenuhi: answer(&butir.kode),
            jawaban: None,
            catatan: None,
        });
        TahunKinerja::new(2024, Register { penilaian_lke: rows.collect(), ..Register::default() }, [])
    }

    fn value(year: &TahunKinerja) -> (Option<String>, Option<&'static str>) {
        let lke = year.view(Periode::Tahunan { tahun: 2024 }, None).lke(Penilai::Mandiri);
        (lke.nilai.map(|value| value.show(2)), lke.predikat.map(|(predikat, _)| predikat))
    }

    #[test]
    fn every_criterion_met_is_bb() {
        // 80 points lie on the upper bound of BB, which belongs to it.
        assert_eq!(value(&year(|_| Some(true))), (Some("80,00".to_string()), Some("BB")));
    }

    #[test]
    fn an_open_criterion_leaves_the_whole_unknown() {
        assert_eq!(value(&year(|kode| (kode != "1.a.1").then_some(true))), (None, None));
    }

    #[test]
    fn none_met_is_nothing() {
        assert_eq!(value(&year(|_| Some(false))).0, Some("0,00".to_string()));
    }
}
