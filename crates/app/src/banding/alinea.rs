//! Headings, paragraphs and items of lists: changed, added, removed.

use audit::dokumen::{normal, pendek};
use audit::{Lokasi, Temuan};
use reader::{Blok, Letak, Paragraf};
use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices};

use super::{HAPUS, KALIMAT, TAMBAH};

/// From this likeness on, in hundredths, two paragraphs are one that was changed.
const MIRIP: u32 = 55;

pub(super) fn compare(theirs: &[Blok], ours: &[Blok]) -> Vec<Temuan> {
    let (theirs, ours) = (texts(theirs), texts(ours));
    let key = |text: &&Paragraf| normal(audit::fakta::tanpa_nomor(&text.teks).1);
    let old: Vec<String> = ours.iter().map(key).collect();
    let new: Vec<String> = theirs.iter().map(key).collect();
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let removed: Vec<&Paragraf> = ours.get(op.old_range()).unwrap_or_default().to_vec();
        let mut added: Vec<&Paragraf> = theirs.get(op.new_range()).unwrap_or_default().to_vec();
        for own in removed {
            let best = added.iter().enumerate().map(|(at, other)| (likeness(&own.teks, &other.teks), at)).max();
            match best.filter(|(likeness, _)| *likeness >= MIRIP) {
                Some((_, at)) => {
                    let other = added.remove(at);
                    let pesan =
                        format!("Kalimat ini berbeda dari yang dicetak register: \"{}\".", pendek(&own.teks, 160));
                    found.push(KALIMAT.temuan(place(other), &own.teks, pesan, Some(own.teks.clone())));
                }
                None => {
                    // What was removed stands nowhere; the place is that of the next paragraph that stayed.
                    let near = theirs.get(op.new_range().start).map(|next| next.letak.clone()).unwrap_or_default();
                    let lokasi = Lokasi { kutipan: own.teks.clone(), ..at(near, "") };
                    let pesan = format!("Kalimat register tidak ada di dokumen: \"{}\".", pendek(&own.teks, 160));
                    found.push(HAPUS.temuan(lokasi, &own.teks, pesan, Some(own.teks.clone())));
                }
            }
        }
        for other in added {
            let pesan = "Kalimat ini tidak dicetak register.".to_string();
            found.push(TAMBAH.temuan(place(other), &other.teks, pesan, None));
        }
    }
    found
}

fn texts(blocks: &[Blok]) -> Vec<&Paragraf> {
    let text = |block| match block {
        &Blok::Judul { ref teks, .. } | &Blok::Paragraf(ref teks) => Some(teks),
        Blok::Tabel(_) | Blok::Rumus { .. } => None,
    };
    blocks.iter().filter_map(text).filter(|text: &&Paragraf| !text.teks.trim().is_empty()).collect()
}

/// How many of a hundred words two texts share in order.
fn likeness(left: &str, right: &str) -> u32 {
    let diff = TextDiff::from_words(left, right);
    let words = |tag: similar::ChangeTag| {
        let all = diff.iter_all_changes().filter(|change| change.tag() == tag && !change.value().trim().is_empty());
        all.count()
    };
    let (same, old, new) =
        (words(similar::ChangeTag::Equal), words(similar::ChangeTag::Delete), words(similar::ChangeTag::Insert));
    u32::try_from(same * 200 / (2 * same + old + new).max(1)).unwrap_or_default()
}

fn place(text: &Paragraf) -> Lokasi {
    at(text.letak.clone(), &text.teks)
}

fn at(letak: Letak, kutipan: &str) -> Lokasi {
    Lokasi { berkas: 0, letak, tabel: None, kolom: None, kutipan: kutipan.to_string() }
}
