//! A report section by section, for those who write it: the same blocks and remarks as in the print of a draft, each with
//! its line of the outline.

use document::Block;
use domain::calculation::TahunKinerja;
use domain::problem::Rejection;
use domain::value::Periode;

use crate::bagian::{bagian, sistematika};
use crate::composer::Composer;
use crate::kerangka::BarisKerangka;
use crate::laporan::{Attachments, Kekurangan, lines};

/// A section as a draft prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BagianTersusun {
    /// Its line of the outline.
    pub baris: &'static BarisKerangka,
    /// The heading as printed, with its number; empty for a section without a heading.
    pub judul: String,
    /// What it prints, its heading included; empty where it is left out.
    pub blocks: Vec<Block>,
    /// What it lacks, and what disagrees in it.
    pub kekurangan: Vec<Kekurangan>,
    /// True where narrative for it would be printed.
    pub bernaskah: bool,
}

/// The sections of a period's report in order. Refused where the period has no outline that is known.
pub fn susun_bagian(
    year: &TahunKinerja,
    periode: Periode,
    attachments: &Attachments,
) -> Result<Vec<BagianTersusun>, Rejection> {
    let view = year.view(periode, None);
    let lines = lines(&view)?;
    let mut composer = Composer::new(view, attachments, true);
    let mut sections = Vec::with_capacity(lines.len());
    for baris in lines {
        let before = composer.found().len();
        let compose = bagian(&baris.bagian).map_or((|_| ()) as fn(&mut Composer<'_>), |bagian| bagian.compose);
        composer.section(baris, compose);
        let (blocks, bernaskah) = composer.written();
        sections.push(BagianTersusun {
            baris,
            judul: heading(blocks),
            blocks: blocks.to_vec(),
            kekurangan: composer.found().get(before..).unwrap_or_default().to_vec(),
            bernaskah,
        });
    }
    // The list of chapters is known when all of them are written.
    let all: Vec<Block> = sections.iter().flat_map(|section| section.blocks.iter().cloned()).collect();
    for section in sections.iter_mut().filter(|section| section.baris.bagian == "sistematika") {
        if let Some(at) = section.blocks.iter().position(|block| *block == Block::Space(0)) {
            section.blocks.splice(at..=at, sistematika::chapters(&all));
        }
    }
    Ok(sections)
}

fn heading(blocks: &[Block]) -> String {
    let first = blocks.iter().find(|block| !matches!(block, Block::PageBreak | Block::Orientation(_)));
    match first {
        Some(Block::Heading(heading)) => match &heading.number {
            Some(number) => format!("{number} {}", heading.text),
            None => heading.text.clone(),
        },
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::klaim::tests::pronojiwo;
    use crate::{Options, compose_laporan};
    use domain::schema::Field;

    #[test]
    fn the_sections_together_are_the_draft() {
        let year = pronojiwo();
        let periode = Periode::read("2024/3").unwrap();
        let sections = susun_bagian(&year, periode, &Attachments::new()).unwrap();
        let blocks: Vec<Block> = sections.iter().flat_map(|section| section.blocks.clone()).collect();
        let options = Options { paper: document::Paper::A4, is_final: false, per_tanggal: None };
        let report = compose_laporan(&year, periode, &Attachments::new(), options).unwrap();
        // Turning a page also touches the break before the headings above; nothing else may differ.
        let plain = |blocks: &[Block]| {
            let kept = blocks.iter().filter(|block| !matches!(block, Block::PageBreak | Block::Orientation(_)));
            kept.cloned().collect::<Vec<_>>()
        };
        let whole = plain(&report.document.blocks);
        let blocks = plain(&blocks);
        assert!(blocks.len() > 100 && whole.starts_with(&blocks));
        let preface = sections.iter().find(|section| section.baris.bagian == "kata-pengantar").unwrap();
        assert!(preface.bernaskah && preface.judul == "KATA PENGANTAR");
        assert!(!sections.iter().any(|section| section.baris.bagian == "sampul" && section.bernaskah));
    }

    #[test]
    fn what_is_missing_stands_with_its_section() {
        let mut year = pronojiwo();
        year.register.naskah.retain(|row| row.bagian != *"kata-pengantar");
        let sections = susun_bagian(&year, Periode::read("2024/3").unwrap(), &Attachments::new()).unwrap();
        let lacking = sections.iter().filter(|section| !section.kekurangan.is_empty());
        let names: Vec<_> = lacking.map(|section| section.baris.bagian.as_str()).collect();
        assert!(names.contains(&"kata-pengantar"), "{names:?}");
    }
}
