//! Text of one period carried over into another, to be reviewed there: period words and figures become insertions.

mod kata_periode;

use domain::calculation::TahunKinerja;
use domain::register::{Analisis, NaskahLaporan, Register};
use domain::schema::Field;
use domain::value::{Kode, Naskah, Periode};

use crate::composer::Composer;
use crate::klaim::{Hasil, find, sentences};
use crate::laporan::Attachments;
use crate::sisipan;

/// What became of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salinan {
    /// Where it stands: `naskah penutup`, `analisis kendala 1`.
    pub tempat: String,
    /// What was done with it.
    pub hasil: HasilSalin,
}

/// What was done with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HasilSalin {
    /// Copied, not yet reviewed; words that became insertions, as pairs of the old words and the new ones.
    Disalin(Vec<(String, String)>),
    /// Left alone, and why.
    Dilewati(String),
}

/// Copies the narrative and the analysis of a period into another period, marked as not reviewed. Text that the other
/// period has is never overwritten: a section or a list of analysis that has something there is left alone.
pub fn salin_naskah(from: &Register, from_periode: Periode, to: &mut Register, to_periode: Periode) -> Vec<Salinan> {
    let year = TahunKinerja::new(from_periode.tahun(), from.clone(), []);
    let attachments = Attachments::new();
    let composer = Composer::new(year.view(from_periode, None), &attachments, true);
    let mut done = Vec::new();
    if from_periode == to_periode {
        return done;
    }
    let mut new_texts = Vec::new();
    for row in from.naskah.iter().filter(|row| row.periode == from_periode) {
        let tempat = format!("naskah {}", row.bagian);
        let there = to.naskah.iter().any(|other| other.periode == to_periode && other.bagian == row.bagian);
        let hasil = if there {
            HasilSalin::Dilewati("periode tujuan sudah mempunyai naskah bagian ini".to_string())
        } else {
            let (isi, changes) = carried(&row.isi, &composer, None, to_periode);
            new_texts.push(NaskahLaporan {
                periode: to_periode,
                bagian: row.bagian.clone(),
                isi,
                ditinjau: Some(false),
            });
            HasilSalin::Disalin(changes)
        };
        done.push(Salinan { tempat, hasil });
    }
    to.naskah.extend(new_texts);
    to.naskah.sort_by(|left, right| (left.periode, &left.bagian).cmp(&(right.periode, &right.bagian)));
    let (rows, report) = analysis(from, &composer, to, to_periode);
    to.analisis.extend(rows);
    to.analisis.sort_by(|left, right| {
        (left.triwulan, left.jenis, &left.milik, left.urut).cmp(&(
            right.triwulan,
            right.jenis,
            &right.milik,
            right.urut,
        ))
    });
    done.extend(report);
    done
}

fn analysis(
    from: &Register,
    composer: &Composer<'_>,
    to: &Register,
    to_periode: Periode,
) -> (Vec<Analisis>, Vec<Salinan>) {
    let (old, new) = (composer.view.periode.triwulan(), to_periode.triwulan());
    let mut rows = Vec::new();
    let mut done = Vec::new();
    // The fourth quarter and the whole year share their analysis.
    if composer.view.periode.tahun() == to_periode.tahun() && old == new {
        return (rows, done);
    }
    for row in from.analisis.iter().filter(|row| row.triwulan == old) {
        let milik = row.milik.as_ref().map(|milik| format!(" {milik}")).unwrap_or_default();
        let tempat = format!("analisis {}{milik} {}", row.jenis.word(), row.urut);
        let there = to
            .analisis
            .iter()
            .any(|other| other.triwulan == new && other.jenis == row.jenis && other.milik == row.milik);
        let known = row.milik.as_ref().is_none_or(|milik| {
            to.indikator.iter().any(|other| other.kode == *milik) || to.sasaran.iter().any(|other| other.kode == *milik)
        });
        let hasil = if there {
            HasilSalin::Dilewati(format!(
                "triwulan {new} sudah mempunyai butir {} yang sama pemiliknya",
                row.jenis.word()
            ))
        } else if !known {
            HasilSalin::Dilewati(format!("{} tidak ada pada register tujuan", milik.trim()))
        } else {
            let (uraian, changes) = carried(&row.uraian, composer, row.milik.as_ref(), to_periode);
            rows.push(Analisis { triwulan: new, uraian, diterima: None, ditinjau: Some(false), ..row.clone() });
            HasilSalin::Disalin(changes)
        };
        done.push(Salinan { tempat, hasil });
    }
    (rows, done)
}

/// A text with its period words and figures as insertions.
fn carried(
    text: &Naskah,
    composer: &Composer<'_>,
    milik: Option<&Kode>,
    to: Periode,
) -> (Naskah, Vec<(String, String)>) {
    let mut changes = Vec::new();
    let paragraphs: Vec<String> = text
        .paragraphs()
        .iter()
        .map(|paragraph| {
            let figures = figures(paragraph, composer, milik, &mut changes);
            kata_periode::replaced(&figures, composer.view.periode, to, &mut changes)
        })
        .collect();
    (Naskah::read(&paragraphs.join("\n\n")).unwrap_or_else(|_| text.clone()), changes)
}

/// Figures that are surely the register's and written as it prints them.
fn figures(
    paragraph: &str,
    composer: &Composer<'_>,
    milik: Option<&Kode>,
    changes: &mut Vec<(String, String)>,
) -> String {
    let mut written = String::new();
    let mut done = 0;
    for range in sentences(paragraph) {
        let sentence = paragraph.get(range.clone()).unwrap_or_default();
        for temuan in find(sentence, composer, milik).into_iter().filter(|temuan| temuan.hasil == Hasil::Sama) {
            let (start, end) = (range.start + temuan.rentang.start, range.start + temuan.rentang.end);
            let old = paragraph.get(start..end).unwrap_or_default();
            let same = sisipan::value(&temuan.id, composer).is_ok_and(|value| squeezed(&value) == squeezed(old));
            if !same || start < done {
                continue;
            }
            let new = format!("{{{{{}}}}}", temuan.id);
            written.push_str(paragraph.get(done..start).unwrap_or_default());
            written.push_str(&new);
            changes.push((old.to_string(), new));
            done = end;
        }
    }
    written.push_str(paragraph.get(done..).unwrap_or_default());
    written
}

/// "Rp. 1.500" and "Rp 1.500", "83,33%" and "83,33 %" are one writing.
fn squeezed(text: &str) -> String {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    text.replace("Rp.", "Rp").replace("persen", "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::klaim::tests::pronojiwo;

    fn periode(text: &str) -> Periode {
        Periode::read(text).unwrap()
    }

    fn copied(text: &str) -> (String, Vec<(String, String)>) {
        let mut register = pronojiwo().register;
        register.naskah.retain(|row| row.bagian == *"penutup");
        register.naskah[0].isi = Naskah::read(text).unwrap();
        let mut to = register.clone();
        let done = salin_naskah(&register, periode("2024/3"), &mut to, periode("2024/4"));
        let row = to.naskah.iter().find(|row| row.periode == periode("2024/4")).unwrap();
        assert_eq!(row.ditinjau, Some(false));
        let HasilSalin::Disalin(changes) = done[0].hasil.clone() else { panic!("not copied") };
        (row.isi.to_string(), changes)
    }

    #[test]
    fn period_words_and_figures_become_insertions() {
        for (text, expected) in [
            ("Laporan Triwulan III Tahun 2024.", "Laporan {{periode}}."),
            ("Sampai TW III (Tahun Anggaran 2024).", "Sampai TW {{triwulan}} (Tahun Anggaran {{tahun}})."),
            ("Sampai triwulan III, Tahun 2024 berjalan.", "Sampai triwulan {{triwulan}}, Tahun {{tahun}} berjalan."),
            (
                "Realisasi IKU-1 sebesar 83,33% dari target 93 %.",
                "Realisasi IKU-1 sebesar {{realisasi IKU-1}} dari target {{target IKU-1}}.",
            ),
            ("Sisa anggaran Rp. 426.080.826.", "Sisa anggaran {{sisa anggaran}}."),
            (
                "Kecamatan Pronojiwo memiliki 6 desa.\n\nAlinea kedua.",
                "Kecamatan Pronojiwo memiliki {{jumlah desa}} desa.\n\nAlinea kedua.",
            ),
        ] {
            assert_eq!(copied(text).0, expected);
        }
    }

    #[test]
    fn what_is_not_surely_the_same_stays() {
        for text in [
            "Peraturan Bupati Nomor 6 Tahun 2018 dan Nomor 7 Tahun 2024.",
            "Rencana Strategis Tahun 2024-2026 dan Triwulan II Tahun 2023.",
            "Realisasi IKU-1 sebesar 83 %, sedangkan capaian IKU-2 sebesar 70,00 %.",
            "Ada 6 desa yang hadir pada 30 September 2024.",
            "Capaian {{capaian IKU-1}} pada {{periode}}.",
        ] {
            assert_eq!(copied(text), (text.to_string(), Vec::new()));
        }
    }

    #[test]
    fn nothing_of_the_other_period_is_overwritten() {
        let from = pronojiwo().register;
        let mut to = from.clone();
        let first = salin_naskah(&from, periode("2024/3"), &mut to, periode("2024/4"));
        assert!(first.iter().all(|salinan| matches!(salinan.hasil, HasilSalin::Disalin(_))));
        assert_eq!(first.len(), from.naskah.len() + from.analisis.len());
        let before = to.clone();
        let again = salin_naskah(&from, periode("2024/3"), &mut to, periode("2024/4"));
        assert!(again.iter().all(|salinan| matches!(salinan.hasil, HasilSalin::Dilewati(_))));
        assert_eq!(to, before);
        assert!(to.analisis.iter().all(|row| (row.ditinjau == Some(false)) == (row.triwulan.number() == 4)));
        assert_eq!(salin_naskah(&from, periode("2024/3"), &mut to, periode("2024/3")), []);
    }

    #[test]
    fn analysis_of_the_fourth_quarter_serves_the_year() {
        let mut from = pronojiwo().register;
        let copy = from.clone();
        salin_naskah(&copy, periode("2024/3"), &mut from, periode("2024/4"));
        let mut to = from.clone();
        let done = salin_naskah(&from, periode("2024/4"), &mut to, periode("2024"));
        assert!(done.iter().all(|salinan| salinan.tempat.starts_with("naskah ")));
        assert_eq!(to.analisis, from.analisis);
    }

    #[test]
    fn analysis_of_what_the_other_year_lacks_is_skipped() {
        let mut from = pronojiwo().register;
        from.analisis[0].milik = Some(Kode::read("IKU-1").unwrap());
        let mut to = from.clone();
        (to.naskah, to.analisis) = (Vec::new(), Vec::new());
        to.indikator.retain(|row| row.kode != *"IKU-1");
        let done = salin_naskah(&from, periode("2024/3"), &mut to, periode("2025/1"));
        let skipped: Vec<&Salinan> =
            done.iter().filter(|salinan| matches!(salinan.hasil, HasilSalin::Dilewati(_))).collect();
        assert_eq!(skipped.len(), 1);
        assert!(skipped[0].tempat.contains("IKU-1"));
    }
}
