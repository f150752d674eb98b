//! The form of an agreement between two parties: the page on which both promise, the heads of its annexes, the
//! signatures (PermenPANRB 53/2014 Lampiran I).

use document::{Block, Inline, ParagraphStyle, SignatureBlock};
use domain::calculation::PenandaTangan;

use crate::composer::Composer;
use crate::tanda_tangan;

/// Who promises whom, where and when.
pub(crate) struct Ikrar {
    /// Lines over the text, set in capitals.
    pub judul: Vec<String>,
    /// Who promises.
    pub pertama: PenandaTangan,
    /// The superior.
    pub kedua: PenandaTangan,
    /// Place and day: `Sukamaju, 12 Januari 2024`.
    pub hari: String,
}

impl Ikrar {
    /// The page on which both parties promise.
    pub fn statement(&self, composer: &mut Composer<'_>) {
        self.heading(composer, "");
        composer.body(
            "Untuk mewujudkan pemerintahan yang efektif, terbuka, dan akuntabel serta berorientasi pada hasil, kami \
             yang bertanda tangan di bawah ini:",
        );
        person(composer, &self.pertama);
        composer.paragraph(ParagraphStyle::Plain, vec![Inline::text("Selanjutnya disebut Pihak Pertama.")]);
        person(composer, &self.kedua);
        composer.paragraph(
            ParagraphStyle::Plain,
            vec![Inline::text("Selaku atasan Pihak Pertama, selanjutnya disebut Pihak Kedua.")],
        );
        composer.body(
            "Pihak Pertama menerima penugasan dari Pihak Kedua dan berjanji mewujudkan target kinerja pada lampiran \
             perjanjian ini, agar target jangka menengah dalam dokumen perencanaan tercapai. Berhasil atau gagalnya \
             pencapaian target itu menjadi tanggung jawab Pihak Pertama.",
        );
        composer.body(
            "Pihak Kedua memberi supervisi yang diperlukan, mengevaluasi capaian kinerja menurut perjanjian ini, dan \
             mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
        );
        self.sign(composer);
    }

    /// The head of the annexes, on a new page.
    pub fn annex(&self, composer: &mut Composer<'_>) {
        composer.push(Block::PageBreak);
        self.heading(composer, "Lampiran ");
    }

    /// Both signatures.
    pub fn sign(&self, composer: &mut Composer<'_>) {
        let post = |who: &PenandaTangan| tanda_tangan::in_capitals(&who.jabatan);
        let left = vec![String::new(), "Pihak Kedua,".to_string(), post(&self.kedua)];
        let right = vec![self.hari.clone(), "Pihak Pertama,".to_string(), post(&self.pertama)];
        composer.push(Block::Signature(SignatureBlock {
            signatories: vec![
                tanda_tangan::signatory(self.kedua.clone(), left),
                tanda_tangan::signatory(self.pertama.clone(), right),
            ],
        }));
    }

    fn heading(&self, composer: &mut Composer<'_>, before: &str) {
        let first = self.judul.iter().take(1).map(|line| format!("{before}{line}"));
        let lines: Vec<String> = first.chain(self.judul.iter().skip(1).cloned()).collect();
        titles(composer, &lines);
    }
}

/// Centred lines in capitals over a form.
pub(crate) fn titles(composer: &mut Composer<'_>, lines: &[String]) {
    for line in lines {
        composer.paragraph(ParagraphStyle::Subtitle, vec![Inline::text(line.to_uppercase())]);
    }
    composer.push(Block::Space(10));
}

fn person(composer: &mut Composer<'_>, who: &PenandaTangan) {
    composer.pairs(vec![
        ("Nama".to_string(), vec![Inline::text(&who.nama)]),
        ("Jabatan".to_string(), vec![Inline::text(&who.jabatan)]),
    ]);
}
