//! Signatures: who signs on a day, set as a signatory.

use document::Signatory;
use domain::calculation::PenandaTangan;
use domain::register::PeranPejabat;
use domain::value::Tanggal;

use crate::composer::Composer;

/// A signatory with the lines over the room for the signature.
pub(crate) fn signatory(who: PenandaTangan, above: Vec<String>) -> Signatory {
    let below = who.pangkat.into_iter().chain(who.nip.map(|nip| format!("NIP {nip}"))).collect();
    Signatory { above, name: who.nama, below }
}

/// A post in capitals; the status before it stays as it is written: `Pj. BUPATI LUMAJANG`.
pub(crate) fn in_capitals(jabatan: &str) -> String {
    match jabatan.split_once(' ') {
        Some((status, post)) if status.ends_with('.') => format!("{status} {}", post.to_uppercase()),
        _ => jabatan.to_uppercase(),
    }
}

/// Place of the report: its own, else that of the office.
pub(crate) fn place(composer: &Composer<'_>) -> String {
    let own = composer.view.laporan().and_then(|laporan| laporan.tempat.as_ref());
    own.or(composer.view.instansi().map(|instansi| &instansi.tempat)).map(|place| place.to_string()).unwrap_or_default()
}

/// The head of the office on the report's day, or a mark of what is not known.
pub(crate) fn head(composer: &mut Composer<'_>) -> Option<(PenandaTangan, Tanggal)> {
    let date = composer.view.laporan().and_then(|laporan| laporan.tanggal);
    let Some(who) = composer.view.penanda_tangan(PeranPejabat::Kepala, date) else {
        composer.missing(
            "penanda tangan laporan tidak diketahui",
            "Isi tabel pejabat dengan kepala instansi yang menjabat pada tanggal laporan.",
        );
        return None;
    };
    let Some(date) = date else {
        composer.missing("tanggal laporan belum diisi", "Isi kolom tanggal di tabel laporan.");
        return None;
    };
    Some((who, date))
}
