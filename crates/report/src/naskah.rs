//! Writing narrative: which figures can be inserted, and what the sentences of a text say that the register does not.

use std::ops::Range;

use domain::calculation::TahunKinerja;
use domain::schema::Field;
use domain::value::{Naskah, Periode};

use crate::composer::Composer;
use crate::klaim::{check_at, sentences};
use crate::laporan::Attachments;
use crate::sisipan::{self, WITH_CODE, WITHOUT_CODE};

/// A figure that can be inserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sisipan {
    /// What stands between the braces: `capaian IKU-1`.
    pub id: String,
    /// What its code names; empty for a figure without a code.
    pub tentang: String,
    /// What is printed, or why there is nothing yet.
    pub nilai: Result<String, String>,
}

/// A sentence of a text that differs from the register, or that the register cannot confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KlaimNaskah {
    /// Paragraph of the text, from 0.
    pub alinea: usize,
    /// Bytes of the words within the paragraph, white space folded.
    pub rentang: Range<usize>,
    /// The sentence as typed.
    pub kalimat: String,
    /// The figure that it is about, as an exception names it.
    pub angka: String,
    /// What differs, in a sentence.
    pub penjelasan: String,
    /// The insertion that would print the register's figure, with that figure.
    pub sisipan: Option<(String, String)>,
    /// False where the register holds nothing to compare with.
    pub berbeda: bool,
    /// True where an exception lets the sentence stand.
    pub dikecualikan: bool,
}

/// Every figure that can be inserted into the narrative of a period.
pub fn daftar_sisipan(year: &TahunKinerja, periode: Periode) -> Vec<Sisipan> {
    let attachments = Attachments::new();
    let composer = Composer::new(year.view(periode, None), &attachments, true);
    let indicators = composer.hasil.iter().map(|hasil| &hasil.indikator);
    let indicators: Vec<(String, String)> =
        indicators.map(|indikator| (indikator.kode.to_string(), indikator.uraian.to_string())).collect();
    let budget: Vec<(String, String)> =
        composer.anggaran.baris.iter().map(|baris| (baris.kode.to_string(), baris.nama.to_string())).collect();
    let mut all: Vec<(String, String)> = WITHOUT_CODE.iter().map(|name| (name.to_string(), String::new())).collect();
    for name in WITH_CODE {
        let codes = if matches!(*name, "pagu" | "realisasi anggaran" | "serapan") { &budget } else { &indicators };
        all.extend(codes.iter().map(|(kode, nama)| (format!("{name} {kode}"), nama.clone())));
    }
    all.into_iter().map(|(id, tentang)| Sisipan { nilai: sisipan::value(&id, &composer), id, tentang }).collect()
}

/// What the sentences of a section's narrative say that differs from the register, in order.
pub fn periksa_naskah(year: &TahunKinerja, periode: Periode, bagian: &str, teks: &str) -> Vec<KlaimNaskah> {
    let Ok(naskah) = Naskah::read(teks) else { return Vec::new() };
    let attachments = Attachments::new();
    let composer = Composer::new(year.view(periode, None), &attachments, true);
    let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let excepted = |sentence: &str| {
        let mut rows = composer.exceptions().filter(|row| row.bagian == *bagian);
        rows.any(|row| normal(&row.kalimat) == normal(sentence))
    };
    let mut claims = Vec::new();
    for (alinea, paragraph) in naskah.paragraphs().iter().enumerate() {
        for range in sentences(paragraph) {
            for (inside, klaim) in check_at(paragraph.get(range.clone()).unwrap_or_default(), &composer, None) {
                let value = sisipan::value(&klaim.register_id, &composer).ok();
                claims.push(KlaimNaskah {
                    alinea,
                    rentang: range.start + inside.start..range.start + inside.end,
                    dikecualikan: excepted(&klaim.kalimat),
                    kalimat: klaim.kalimat,
                    sisipan: value.map(|value| (klaim.register_id.clone(), value)),
                    angka: klaim.register_id,
                    penjelasan: klaim.penjelasan,
                    berbeda: klaim.berbeda,
                });
            }
        }
    }
    claims
}

/// The text with the words of a claim as an insertion; unchanged where the claim does not belong to the text. White
/// space within paragraphs is folded, as a print does.
pub fn jadikan_sisipan(teks: &str, klaim: &KlaimNaskah) -> String {
    let (Ok(naskah), Some((id, _))) = (Naskah::read(teks), &klaim.sisipan) else { return teks.to_string() };
    let mut paragraphs = naskah.paragraphs();
    let Some(paragraph) = paragraphs.get_mut(klaim.alinea) else { return teks.to_string() };
    let (Some(before), Some(after)) = (paragraph.get(..klaim.rentang.start), paragraph.get(klaim.rentang.end..)) else {
        return teks.to_string();
    };
    *paragraph = format!("{before}{{{{{id}}}}}{after}");
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::klaim::tests::pronojiwo;

    #[test]
    fn a_claim_becomes_an_insertion() {
        let year = pronojiwo();
        let periode = Periode::read("2024/3").unwrap();
        let text = "Alinea pertama.\n\nPada triwulan ini   realisasi IKU-1\nsebesar 84 %. Selesai.";
        let claims = periksa_naskah(&year, periode, "penutup", text);
        assert_eq!(claims.len(), 1, "{claims:?}");
        let claim = &claims[0];
        assert_eq!((claim.alinea, claim.berbeda, claim.dikecualikan), (1, true, false));
        assert_eq!(claim.sisipan, Some(("realisasi IKU-1".to_string(), "83,33 %".to_string())));
        let mended = jadikan_sisipan(text, claim);
        assert_eq!(
            mended,
            "Alinea pertama.\n\nPada triwulan ini realisasi IKU-1 sebesar {{realisasi IKU-1}}. Selesai."
        );
        assert_eq!(periksa_naskah(&year, periode, "penutup", &mended), []);
        assert_eq!(jadikan_sisipan("Lain.", claim), "Lain.");
    }

    #[test]
    fn every_figure_is_listed_with_its_value_or_why_not() {
        let list = daftar_sisipan(&pronojiwo(), Periode::read("2024/3").unwrap());
        let value = |id: &str| list.iter().find(|sisipan| sisipan.id == id).map(|sisipan| sisipan.nilai.clone());
        assert_eq!(value("capaian IKU-1"), Some(Ok("89,61 %".to_string())));
        assert_eq!(value("serapan"), Some(Ok("73,16 %".to_string())));
        assert!(value("pagu 7.01.02").is_some_and(|value| value.is_ok()));
        let unknown = list.iter().filter_map(|sisipan| sisipan.nilai.as_ref().err());
        assert!(unknown.clone().all(|why| !why.contains("tidak dikenal")), "{:?}", unknown.collect::<Vec<_>>());
    }
}
