//! The letter with which the report goes to the head of the region, through the unit that collects the reports.

use document::{Block, Inline, Letterhead, ParagraphStyle, SignatureBlock};
use domain::register::KegunaanHukum;

use super::{dasar_hukum, sampul};
use crate::composer::Composer;
use crate::{tanda_tangan, teks};

pub(super) fn compose(composer: &mut Composer<'_>) {
    let Some(instansi) = composer.view.instansi() else { return };
    let number = composer.view.laporan().and_then(|laporan| laporan.nomor_surat.as_ref());
    // Without a number and without words there is no letter yet.
    if number.is_none() && composer.naskah("surat-pengantar").is_none() {
        return;
    }
    composer.push(Block::PageBreak);
    letterhead(composer);
    let Some((who, date)) = tanda_tangan::head(composer) else { return };
    let place = tanda_tangan::place(composer);
    composer.paragraph(ParagraphStyle::Right, vec![Inline::text(format!("{place}, {date}"))]);
    let number = match number {
        Some(number) => Inline::text(&**number),
        None => composer.missing_inline("nomor surat belum diisi", "Isi kolom nomor_surat di tabel laporan."),
    };
    let periode = composer.view.periode;
    composer.pairs(vec![
        ("Nomor".to_string(), vec![number]),
        ("Lampiran".to_string(), vec![Inline::text("1 (satu) berkas")]),
        ("Hal".to_string(), vec![Inline::text(format!("Penyampaian Laporan Kinerja {periode}"))]),
    ]);
    let lines = [
        format!("Yth. {}", &*instansi.sebutan_kepala_daerah),
        format!("melalui Kepala Bagian Organisasi Sekretariat Daerah {}", &*instansi.kabupaten),
        format!("di {}", &*instansi.tempat),
    ];
    let mut address = Vec::new();
    for line in lines {
        if !address.is_empty() {
            address.push(Inline::LineBreak);
        }
        address.push(Inline::text(line));
    }
    composer.paragraph(ParagraphStyle::Plain, address);
    if !composer.narrative() {
        body(composer);
    }
    let above = vec![tanda_tangan::in_capitals(&who.jabatan)];
    composer.push(Block::Signature(SignatureBlock { signatories: vec![tanda_tangan::signatory(who, above)] }));
}

fn body(composer: &mut Composer<'_>) {
    let (office, periode) = (composer.nama_instansi(), composer.view.periode);
    let bases = composer.view.dasar_hukum(KegunaanHukum::Pelaporan);
    let bases: Vec<String> = bases.into_iter().map(dasar_hukum::cite).collect();
    let mut sentence = format!("Dengan hormat kami sampaikan Laporan Kinerja {office} {periode}");
    if !bases.is_empty() {
        sentence.push_str(&format!(", yang disusun berdasarkan {}", teks::enumerate(&bases)));
    }
    composer.body(format!("{sentence}."));
    composer.body(format!(
        "Laporan ini mempertanggungjawabkan pelaksanaan Perjanjian Kinerja Tahun {} dan penggunaan anggarannya.",
        periode.tahun()
    ));
    composer.body("Demikian laporan ini kami sampaikan. Atas perhatian dan arahannya, kami ucapkan terima kasih.");
}

/// The kop surat: the office's own picture, else set from its profile.
pub(crate) fn letterhead(composer: &mut Composer<'_>) {
    let Some(instansi) = composer.view.instansi() else { return };
    if let Some(picture) = composer.attachment(instansi.kop.as_deref()) {
        composer.ornament(format!("Kop surat {}", &*instansi.nama), picture, 100);
        return;
    }
    let logo = composer.attachment(instansi.logo.as_deref());
    let contacts = sampul::contacts(composer);
    composer.push(Block::Letterhead(Letterhead {
        logo,
        logo_alt: format!("Lambang {}", &*instansi.kabupaten),
        names: vec![format!("Pemerintah {}", &*instansi.kabupaten).to_uppercase(), instansi.nama.to_uppercase()],
        contacts,
    }));
}
