//! The check inside a report: marks of the draft, footnotes of allowed exceptions, and what stops the final print.

use document::{Block, Inline, Note};
use domain::register::Pengecualian;
use domain::value::Kode;

use super::{Klaim, check, sentences};
use crate::composer::Composer;
use crate::kerangka::sebutan;
use crate::laporan::Kekurangan;
use crate::{sisipan, teks};

impl<'a> Composer<'a> {
    /// Typed text of one paragraph as inlines, its insertions expanded, and the marks that follow the paragraph in a
    /// draft. `milik` is the indicator or sasaran that the text belongs to.
    pub fn typed(&mut self, text: &str, milik: Option<&Kode>) -> (Vec<Inline>, Vec<Block>) {
        let mut content = Vec::new();
        let mut notes = Vec::new();
        let mut printed = 0;
        for range in sentences(text) {
            let claims = check(text.get(range.clone()).unwrap_or_default(), self, milik);
            let (differing, remarks): (Vec<Klaim>, Vec<Klaim>) = claims.into_iter().partition(|claim| claim.berbeda);
            for claim in remarks {
                self.list_claim(&claim, "Periksa kalimatnya, atau lengkapi register dengan angkanya.", false);
            }
            let Some(first) = differing.first() else { continue };
            if let Some(row) = self.exception(&first.kalimat) {
                self.used_exceptions.insert((row.bagian.clone(), row.kalimat.clone()));
                content.extend(sisipan::expand(text.get(printed..range.end).unwrap_or_default(), self));
                content.push(Inline::Footnote(vec![Inline::text(footnote(&differing))]));
                printed = range.end;
                continue;
            }
            for claim in &differing {
                let action = match sisipan::value(&claim.register_id, self) {
                    Ok(_) => format!(
                        "Samakan kalimatnya, sisipkan {{{{{}}}}}, atau catat pengecualian beserta alasannya.",
                        claim.register_id
                    ),
                    Err(_) => "Samakan kalimatnya, atau catat pengecualian beserta alasannya.".to_string(),
                };
                let listed = self.list_claim(claim, &action, true);
                if self.draft {
                    let text = format!("{}. {}", teks::capitalized(&listed.apa), listed.tindakan);
                    notes.push(Block::Note(Note { text }));
                }
            }
        }
        content.extend(sisipan::expand(text.get(printed..).unwrap_or_default(), self));
        (content, notes)
    }

    fn list_claim(&mut self, claim: &Klaim, action: &str, wajib: bool) -> Kekurangan {
        let what = format!("kalimat \"{}\": {}", claim.kalimat, claim.penjelasan);
        self.record(what, action.to_string(), wajib)
    }

    /// The exception that allows a sentence in the section.
    fn exception(&self, kalimat: &str) -> Option<&'a Pengecualian> {
        let section = self.section_id()?;
        let normal = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.exceptions().find(|row| row.bagian == *section && normal(&row.kalimat) == normal(kalimat))
    }

    /// The exceptions of the period.
    pub fn exceptions(&self) -> impl Iterator<Item = &'a Pengecualian> + use<'a> {
        let periode = self.view.periode;
        self.view.register().pengecualian.iter().filter(move |row| row.periode == periode)
    }

    /// Lists the exceptions that no sentence needs.
    pub fn list_unused_exceptions(&mut self) {
        let rows: Vec<&Pengecualian> = self.exceptions().collect();
        for row in rows {
            if !self.used_exceptions.contains(&(row.bagian.clone(), row.kalimat.clone())) {
                self.push_kekurangan(Kekurangan {
                    bagian: row.bagian.to_string(),
                    judul: sebutan(row.bagian.as_str()),
                    apa: format!(
                        "pengecualian untuk kalimat \"{}\" tidak diperlukan lagi: kalimatnya tidak ada pada bagian ini, atau sudah sama dengan register",
                        &*row.kalimat
                    ),
                    tindakan: "Hapus barisnya dari tabel pengecualian.".to_string(),
                    wajib: false,
                });
            }
        }
    }
}

/// "angka register: 83,33 %"; with names where the sentence says several things.
fn footnote(claims: &[Klaim]) -> String {
    match claims {
        [only] => format!("angka register: {}", only.register_nilai),
        several => {
            let each: Vec<String> =
                several.iter().map(|claim| format!("{} {}", claim.register_id, claim.register_nilai)).collect();
            format!("angka register: {}", each.join("; "))
        }
    }
}
